//! Who says the same: "She was appalled, said Voss, as did the mayor, Jo Ord", "… The hospital said so. So did the police."

use super::attribution::Attribution;
use super::cues;
use super::rule_names::SECONDED;
use super::stance::is_plain_report;
use super::thresholds::{BYTES_TO_SECOND, LONGEST_ADDRESS};
use super::verb_first::is_speaker;
use crate::english::inflect::Inflection;
use crate::english::lexicon;
use crate::text::{Document, Pattern, Span, head};
use std::sync::LazyLock;

static AS_DID: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?P<lead>(?:,| and|, and)? (?:as|so)|^So) (?P<cue>did|does|do|has|have) ",
        r"(?P<who>[^,.;:“”\x22]{2,80}(?:, \p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}’'-]*){0,3})?)(?:[,.;]|$)",
    ))
});

/// Who says the same as somebody else, and where the words that say so begin.
struct Second {
    from: usize,
    cue: Span,
    who: Span,
}

/// Takes "as did Voss" out of contents, and gives whom it names the same content; `renew` computes what follows from the
/// spans of an attribution.
pub(super) fn join(
    document: &Document,
    all: Vec<Attribution>,
    renew: impl Fn(Attribution) -> Attribution,
) -> Vec<Attribution> {
    let mut out = Vec::with_capacity(all.len());
    for mut attribution in all {
        let Some(second) = second(document, &attribution) else {
            out.push(attribution);
            continue;
        };
        let inside = attribution.content.iter().any(|s| s.end > second.from);
        attribution.content.retain(|s| s.start < second.from);
        if let Some(last) = attribution.content.last_mut() {
            last.end = last.end.min(second.from);
        }
        if attribution.content.is_empty() {
            continue;
        }
        if inside {
            attribution = renew(attribution);
        }
        // What "did" stands for is the first one's verb: so is what that verb says of the content.
        let mut other =
            Attribution { source: vec![second.who], cue: vec![second.cue], ..attribution.clone() };
        other.evidence.rules.push(SECONDED.to_owned());
        out.extend([attribution, other]);
    }
    out
}

/// Who says the same behind an attribution: in its sentence, or in the next, which begins with "So did".
fn second(document: &Document, attribution: &Attribution) -> Option<Second> {
    let cue = attribution.cue.first()?;
    let verb = cues::tokens(document, *cue).map(|t| document.slice(t).to_lowercase()).find_map(|w| {
        let form = lexicon::verbs(&w).find(|(row, form)| is_plain_report(row) && form.any(lexicon::TENSED));
        form.map(|(_, form)| form)
    })?;
    let n = document.sentence_at(cue.start)?;
    let own = document.sentences[n];
    let from = attribution.source.iter().map(|s| s.end).fold(cue.end, usize::max);
    let end = attribution.content.last()?.end.max(from);
    let next = document.sentences.get(n + 1).filter(|_| end + LONGEST_ADDRESS > own.end);
    let near = [Some(Span::new(from, own.end.max(from))), next.copied()];
    near.into_iter().flatten().find_map(|part| {
        let found = AS_DID.captures(head(document.slice(part), BYTES_TO_SECOND))?;
        let (lead, cue, who) = (found.name("lead")?, found.name("cue")?, found.name("who")?);
        let span = |start: usize, end: usize| Span::new(part.start + start, part.start + end);
        let past = verb.any(Inflection::PAST);
        let fits = (cue.as_str() == "did") == past
            && (part.start == from) != (lead.start() == 0 && lead.as_str() == "So");
        let who = span(who.start(), who.end());
        (fits && is_speaker(document, who)).then(|| Second {
            from: part.start + lead.start(),
            cue: span(cue.start(), cue.end()),
            who,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, row};
    use super::*;

    fn rows(marked: &str) -> Vec<String> {
        let (document, attribution) = attributed(marked);
        let row = |a: &Attribution| row(&document, a);
        join(&document, vec![attribution], |a| a).iter().map(row).collect()
    }

    #[test]
    fn who_says_the_same_has_a_row() {
        for (marked, who) in [
            (
                "{Voss} [said] <the lock leaked>, as did council president Ivo Trask.",
                "council president Ivo Trask",
            ),
            (
                "{Voss} [said] <the lock leaked, as did council president Ivo Trask>.",
                "council president Ivo Trask",
            ),
            ("{Voss} [said] <the lock leaked, and so did Bea Lunde>, who chairs it.", "Bea Lunde"),
            (
                "{Voss} [says] <the lock leaked, as does the groundsman, Ole Brand>.",
                "the groundsman, Ole Brand",
            ),
            ("{Voss} [says] <the lock leaked> and so do police.", "police"),
            ("{The port} [said] <the lock leaked>. So did the police.", "the police"),
            (
                "{Voss} [warned that] <the lock leaked>, as did many others in the hall.",
                "many others in the hall",
            ),
        ] {
            let rows = rows(marked);
            assert_eq!(rows.len(), 2, "{marked}: {rows:?}");
            assert!(
                rows[0].ends_with(" | the lock leaked") && rows[1].ends_with(" | the lock leaked"),
                "{rows:?}"
            );
            assert!(rows[1].starts_with(&format!("{who} | d")), "{rows:?}");
        }
    }

    #[test]
    fn what_does_the_same_says_nothing() {
        for marked in [
            "{Voss} [said] <the lock leaked>, as did the roof.",
            "{Voss} [said] <they had gone home, as did everyone in those days>.",
            "{Voss} [says] <the lock leaked>, as did Bea Lunde.",
            "{Voss} [said] <the lock leaked>, as it did in May.",
            "{Voss} [sold] <the lock>, as did Bea Lunde.",
            "{Voss} [said] <the lock leaked>. It rained. So did Bea Lunde.",
        ] {
            assert_eq!(rows(marked).len(), 1, "{marked}");
        }
    }
}
