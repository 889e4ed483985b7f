//! Who says the rest, where the verb of saying is not repeated: "Roux told the court that the crane was new, and Ord that
//! it was old", "Roux said the bridge was safe and Ord the road".

use super::attribution::{Attribution, QuotationKind};
use super::cues;
use super::stance::{is_finite, is_plain_report};
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon;
use crate::text::{Document, Pattern, Span};
use std::sync::LazyLock;

const RULE: &str = "a second speaker of the same verb";

/// A name with what is said of it before it: "Ord", "the mayor Jo Ord".
const WHO: &str = r"(?P<who>(?:\p{Ll}+ ){0,4}\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]*){0,3})";

/// "…, and Ord that it was old"
static THAT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(r"(?P<joint>,? (?:and|but|while|whereas)) {WHO} (?P<rest>that [^“”\x22]{{3,}})$"))
});

/// "… and Ord the road": what is said of it is the same.
static THING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?P<joint>,? (?:and|but|while|whereas)) {WHO} (?P<rest>(?:the|a|an|its|his|her|their) [^,.;:“”\x22]{{2,60}})$"
    ))
});

/// Cuts what a second speaker says off what the first says, and gives it to that one; `renew` computes what follows from
/// the spans of an attribution.
pub(super) fn part(
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
        let mut other = attribution.clone();
        (other.source, other.content) = (vec![second.who], vec![second.rest]);
        if let Some(last) = attribution.content.last_mut() {
            last.end = second.from;
        }
        for mut one in [attribution, other] {
            one.evidence.rules.push(RULE.to_owned());
            out.push(renew(one));
        }
    }
    out
}

/// The second speaker, what is said, and where the words that say so begin.
struct Gapped {
    from: usize,
    who: Span,
    rest: Span,
}

fn second(document: &Document, attribution: &Attribution) -> Option<Gapped> {
    let ([source], [cue]) = (&attribution.source[..], &attribution.cue[..]) else { return None };
    let content = *attribution.content.last()?;
    let says = |w: &str| lexicon::verbs(&w.to_lowercase()).any(|(row, _)| is_plain_report(row));
    let led = source.end <= cue.start
        && cue.end <= content.start
        && attribution.kind == QuotationKind::Indirect
        && cues::words(document, &attribution.cue).any(says)
        && document.sentence_at(source.start) == document.sentence_at(content.end - 1);
    if !led {
        return None;
    }
    let words = document.slice(content);
    let whole = cues::words(document, std::slice::from_ref(&content)).next()?.eq_ignore_ascii_case("that");
    let found = match THAT.captures(words).filter(|_| whole) {
        Some(found) => found,
        None => THING.captures(words)?,
    };
    let (joint, who, rest) = (found.name("joint")?, found.name("who")?, found.name("rest")?);
    let span = |start: usize, end: usize| Span::new(content.start + start, content.start + end);
    let clause = rest.as_str().starts_with("that ");
    let first = words.get(..joint.start())?;
    let fits = !has_verb(who.as_str())
        && has_verb(rest.as_str()) == clause
        && if clause { has_verb(first) } else { is_whole(first) };
    fits.then(|| Gapped {
        from: content.start + joint.start(),
        who: span(who.start(), who.end()),
        rest: span(rest.start(), rest.end()),
    })
}

/// Whether a verb that says when stands among words.
fn has_verb(words: &str) -> bool {
    words.split_whitespace().any(|w| w.starts_with(char::is_lowercase) && is_finite(w))
}

/// "… is *safe*", "… *leaks*": a clause behind which no second object can stand.
fn is_whole(words: &str) -> bool {
    let last = inflect::lemmas(words.rsplit(' ').next().unwrap_or_default());
    let verb = |l: &inflect::Lemma| l.class == Class::Verb && l.inflection.any(Inflection::THIRD_PERSON);
    let predicate = last.first().is_some_and(|l| l.class != Class::Noun);
    if has_verb(words) { predicate } else { last.iter().any(verb) }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, row};
    use super::*;

    fn rows(marked: &str) -> Vec<String> {
        let (document, attribution) = attributed(marked);
        part(&document, vec![attribution], |a| a).iter().map(|a| row(&document, a)).collect()
    }

    #[test]
    fn the_verb_of_saying_is_left_out() {
        for (marked, first, second) in [
            (
                "{Roux} [told the court] <that the crane was new, and Ord that it was old>.",
                "that the crane was new",
                "Ord | told the court | that it was old",
            ),
            (
                "{The pilot} [said] <that the light was green but the stoker Bo Lunt that it had failed>.",
                "that the light was green",
                "the stoker Bo Lunt | said | that it had failed",
            ),
            (
                "{Roux} [said] <the bridge is safe and Bob Ord the road>.",
                "the bridge is safe",
                "Bob Ord | said | the road",
            ),
            (
                "{Moss} [says] <the tunnel leaks, and Tom Hale the roof>.",
                "the tunnel leaks",
                "Tom Hale | says | the roof",
            ),
        ] {
            let rows = rows(marked);
            assert_eq!(rows.len(), 2, "{marked}: {rows:?}");
            assert!(rows[0].ends_with(&format!(" | {first}")) && rows[1] == second, "{rows:?}");
        }
    }

    #[test]
    fn one_speaker_goes_on() {
        for marked in [
            "{Roux} [said] <that the crane was new and the ropes that held it were old>.",
            "{Roux} [said] <that the crane was new and that Ord was old>.",
            "{Roux} [said] <she thanked the crew and Bob the cook>.",
            "{Roux} [said] <the wall fell and Ord the mason was hurt>.",
            "{Roux} [said] <she met Ann and Bob the builder>.",
            "{Roux} [said] <the wall fell and Ord lost a hand>.",
            "{Roux} [built] <that which leaks and Ord the roof>.",
            "“<The wall is old and Bob the roof>,” {Roux} [said].",
            "{Roux} [said] <it was late and cold>.",
        ] {
            assert_eq!(rows(marked).len(), 1, "{marked}: {:?}", rows(marked));
        }
    }
}
