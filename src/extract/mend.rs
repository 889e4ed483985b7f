//! Spans mended: what the tagger ran together (a question with its answer, two speakers, the main clause after "if X
//! says") and sources that it passed over beside their cue.

use super::attribution::{Attribution, Evidence, QuotationKind};
use super::cues;
use super::rule_names::ANSWERED;
use super::stance::is_finite;
use super::thresholds::{LONGEST_NAME, LONGEST_OPENER, WORDS_OF_WHOLE_SUBJECT};
use crate::english::{Class, Inflection, Lemma, lemmas, lexicon};
use crate::text::{Document, Span};
use regex::Regex;
use std::sync::LazyLock;

/// "… by his mother as “kind” and by his landlord as “loud”": the second agent.
static SECOND_AGENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r",? (?:and|but) (?P<cue>by) (?P<who>[^,;:.“”]{2,60}?) (?P<rest>as )")
        .expect("the pattern is valid")
});

/// Cuts contents apart where the speaker changes; gives the parts that are statements of their own.
pub(super) fn split(document: &Document, attribution: &mut Attribution) -> Vec<Attribution> {
    let mut out = Vec::new();
    out.extend(question_of_another(document, attribution));
    out.extend(next_question(document, attribution));
    out.extend(second_agent(document, attribution));
    main_clause(document, attribution);
    if attribution.content.len() > 1 {
        let points = |s: &Span| matches!(document.slice(*s), "it" | "It" | "so" | "to" | "which");
        if !attribution.content.iter().all(points) {
            attribution.content.retain(|s| !points(s));
        }
    }
    out
}

/// “Is it cracked?” “Yes,” said Mara Voss: two quotations side by side have two speakers.
fn question_of_another(document: &Document, attribution: &mut Attribution) -> Option<Attribution> {
    if attribution.kind == QuotationKind::Indirect {
        return None;
    }
    let (first, last) = (attribution.content.first()?.start, attribution.content.last()?.end);
    let from = document.quotations.partition_point(|q| q.outer.start < first);
    let to = document.quotations.partition_point(|q| q.outer.start < last);
    let question = document.quotations[from..to].windows(2).find(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        let between = document.text.get(a.outer.end..b.outer.start);
        a.depth == 0
            && a.closed
            && document.slice(a.inner).trim_end().ends_with('?')
            && between.is_some_and(|w| !w.contains('\n') && w.trim().is_empty())
    })?[0]
        .outer;
    let cut = |s: Span| -> Vec<Span> {
        let before = Span::new(s.start, question.start.clamp(s.start, s.end));
        let after = Span::new(question.end.clamp(s.start, s.end), s.end);
        [before, after].into_iter().filter_map(|s| trimmed(document, s)).collect()
    };
    let rest: Vec<Span> = attribution.content.iter().flat_map(|&s| cut(s)).collect();
    if rest.is_empty() {
        return None;
    }
    attribution.content = rest;
    Some(asked_by_another(attribution, question))
}

/// “That is on notice,” Voss replies. / “Was it before May?” / “That is on notice, too.”: who replies is asked again.
fn next_question(document: &Document, attribution: &mut Attribution) -> Option<Attribution> {
    let cue = *attribution.cue.first()?;
    let replies = |t: Span| {
        let verb = document.slice(t).to_lowercase();
        lexicon::verbs(&verb).any(|(row, _)| matches!(row.lemma(), "reply" | "answer" | "respond"))
    };
    if !cues::tokens(document, cue).any(replies) {
        return None;
    }
    let said = document.paragraph_at(cue.start);
    let asks = |s: &Span| {
        let words = document.slice(*s).trim_end_matches(['”', '"', '’']);
        document.paragraph_at(s.start) != said && words.ends_with('?') && !words.contains(['.', '!'])
    };
    let at = attribution.content.iter().position(asks)?;
    (at + 1 < attribution.content.len()).then_some(())?;
    let question = attribution.content.remove(at);
    Some(asked_by_another(attribution, question))
}

/// The question as an attribution of its own, of somebody who is not named.
fn asked_by_another(attribution: &mut Attribution, question: Span) -> Attribution {
    attribution.evidence.rules.push(ANSWERED.to_owned());
    let evidence = Evidence {
        source: 0.0,
        cue: 0.0,
        weakest: [1.0, 1.0, attribution.evidence.weakest[2]],
        margin: 0,
        rules: vec![ANSWERED.to_owned()],
        ..attribution.evidence.clone()
    };
    Attribution {
        source: Vec::new(),
        cue: Vec::new(),
        content: vec![question],
        hedge: None,
        evidence,
        ..attribution.clone()
    }
}

fn second_agent(document: &Document, attribution: &mut Attribution) -> Option<Attribution> {
    let source = *attribution.source.first()?;
    document.text[..source.start].trim_end().ends_with(" by").then_some(())?;
    let at = attribution.content.iter().position(|&s| SECOND_AGENT.is_match(document.slice(s)))?;
    let span = attribution.content[at];
    let found = SECOND_AGENT.captures(document.slice(span))?;
    let (whole, who, rest) = (found.get(0)?, found.name("who")?, found.name("rest")?);
    let of = |start: usize, end: usize| Span::new(span.start + start, span.start + end);
    let mut other = attribution.clone();
    other.source = vec![of(who.start(), who.end())];
    other.content[at] = Span::new(span.start + rest.start(), span.end);
    attribution.content[at] = Span::new(span.start, span.start + whole.start());
    for a in [&mut *attribution, &mut other] {
        a.evidence.rules.push("two agents of one verb".to_owned());
    }
    (!attribution.content[at].is_empty()).then_some(other)
}

/// "If the mayor says the quay is safe, the boats will sail": what follows is the article's.
fn main_clause(document: &Document, attribution: &mut Attribution) {
    let (Some(source), Some(cue)) = (attribution.source.first(), attribution.cue.first()) else { return };
    let Some(last) = attribution.content.last().copied() else { return };
    let Some(sentence) = document.sentence_at(cue.start).map(|i| document.sentences[i]) else { return };
    // "Voss, whose husband said they would stay, has left": the verb behind the comma is that of the main clause.
    let relative = document.slice(*source).to_lowercase();
    if ["who", "whose", "which"].iter().any(|w| relative.split(' ').next() == Some(w))
        && attribution.kind == QuotationKind::Indirect
        && cue.start < last.start
    {
        let words = document.slice(last);
        let verb = |rest: &str| rest.split(' ').next().is_some_and(is_finite);
        if let Some((at, _)) = words.match_indices(", ").find(|(at, _)| verb(&words[at + 2..])) {
            let end = attribution.content.len() - 1;
            attribution.content[end] = Span::new(last.start, last.start + at);
            attribution.evidence.rules.push("without the main clause".to_owned());
        }
        return;
    }
    if source.start > sentence.start + LONGEST_OPENER {
        return;
    }
    let before = document.text.get(sentence.start..source.start).unwrap_or_default().trim().to_lowercase();
    // "As the mayor said, it is safe": the content is the main clause.
    let at_once =
        document.text.get(cue.end..attribution.content[0].start).is_some_and(|w| w.trim().is_empty());
    let opens = lexicon::of(&before).is_some_and(|row| {
        row.has("conditional")
            || matches!(before.as_str(), "had" | "should" | "were")
            || row.value("clause") == Some("circumstance")
                && (at_once || !matches!(before.as_str(), "as" | "while" | "because"))
    });
    if !opens
        || source.start > cue.start
        || cue.start > last.start
        || attribution.kind != QuotationKind::Indirect
    {
        return;
    }
    let goes_on = |rest: &str| {
        let mut words =
            rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
        let first = words.next().unwrap_or_default();
        let joins = lexicon::of(&first).is_some_and(|row| row.has("conjunction") || row.has("clause"));
        !joins && words.any(|w| is_finite(&w))
    };
    let words = document.slice(last);
    let cut = words.match_indices(", ").find(|(at, _)| goes_on(&words[at + 1..]));
    if let Some((at, _)) = cut.filter(|(at, _)| *at > 0) {
        let end = attribution.content.len() - 1;
        attribution.content[end] = Span::new(last.start, last.start + at);
        attribution.evidence.rules.push("without the main clause".to_owned());
    }
}

/// "A study paid for by the port and | carried out by Levon Labs": the whole subject, where the tagger took the second of two
/// participles for the source.
pub(super) fn whole_subject(document: &Document, attribution: &mut Attribution) {
    let Some(source) = attribution.source.first_mut() else { return };
    let verb = |l: &Lemma| l.class == Class::Verb && l.inflection.any(Inflection::PARTICIPLE);
    let is_participle = |w: &str| lemmas(w).iter().any(verb);
    let lower = |t: Span| document.slice(t).to_lowercase();
    let tokens = &document.tokens[..document.tokens.partition_point(|t| t.start < source.start)];
    let first = cues::tokens(document, *source).next().map(lower);
    let Some(sentence) = document.sentence_at(source.start).map(|i| document.sentences[i]) else { return };
    let joined = tokens.last().is_some_and(|&t| matches!(&*lower(t), "and" | "or"));
    if !joined || !first.is_some_and(|w| is_participle(&w)) {
        return;
    }
    let marks = |t: &&Span| matches!(document.slice(**t), "," | ";" | ":" | "(" | "—" | "–" | "”" | "\"");
    let inside = tokens[..tokens.len() - 1].iter().rev();
    let before: Vec<&Span> =
        inside.take_while(|t| t.start >= sentence.start && !marks(t)).take(WORDS_OF_WHOLE_SUBJECT).collect();
    let Some(start) = before.last().map(|t| t.start) else { return };
    let opens = lexicon::of(&document.slice(*before[before.len() - 1]).to_lowercase())
        .is_some_and(|row| row.has("determiner"));
    let participle = before.iter().any(|t| is_participle(&lower(**t)));
    let clause = before.iter().any(|t| {
        let word = lower(**t);
        is_finite(&word) && !is_participle(&word)
    });
    if opens && participle && !clause {
        source.start = start;
        attribution.evidence.rules.push("the whole subject".to_owned());
    }
}

/// The name right before a cue, where the tagger gave the cue the source of another clause: "Osei says it is; Ord says
/// it is not". `taken` says whether a span belongs to a content or a source.
pub(super) fn subject_beside(
    document: &Document,
    attribution: &Attribution,
    taken: impl Fn(Span) -> bool,
) -> Option<Span> {
    let cue = attribution.cue.first()?;
    let tokens = &document.tokens[..document.tokens.partition_point(|t| t.start < cue.start)];
    let pronoun = |w: &str| matches!(w, "he" | "she" | "they");
    let first = cues::tokens(document, *cue).next().map(|t| document.slice(t).to_lowercase())?;
    if !lexicon::verbs(&first).any(|(row, form)| row.has("report") && form.any(lexicon::TENSED)) {
        return None;
    }
    // "Now say", "After saying": what begins a sentence is often no name.
    let named = |t: &&Span| {
        let word = document.slice(**t);
        word.starts_with(char::is_uppercase) && {
            let lower = word.to_lowercase();
            pronoun(&lower)
                || !lexicon::is_closed(&lower) && !lexicon::is_small(&lower) && !lexicon::is_adverb(&lower)
        }
    };
    let mut length = tokens.iter().rev().take(LONGEST_NAME + 1).take_while(named).count();
    if length == 0 && tokens.last().is_some_and(|&t| pronoun(document.slice(t))) {
        length = 1;
    }
    if length == 0 || length > LONGEST_NAME {
        return None;
    }
    let from = tokens.len() - length;
    let name = Span::new(tokens[from].start, tokens[tokens.len() - 1].end);
    let border = match from.checked_sub(1) {
        None => true,
        Some(i) => {
            let word = document.slice(tokens[i]).to_lowercase();
            let joins =
                lexicon::of(&word).is_some_and(|row| matches!(row.value("conjunction"), Some("and" | "but")));
            word == ";" || joins || document.sentence_at(tokens[i].start) != document.sentence_at(name.start)
        }
    };
    let apart = match attribution.source.first() {
        None => true,
        Some(s) => {
            let between = Span::new(s.end.min(cue.start), s.start.max(cue.start));
            s.start > cue.start && document.slice(between).contains(';')
                || s.end < name.start && document.slice(Span::new(s.end, name.start)).contains(';')
        }
    };
    (border && apart && !taken(name) && cues::tokens(document, name).count() == length).then_some(name)
}

/// A span without white space around it, if anything is left.
fn trimmed(document: &Document, span: Span) -> Option<Span> {
    let words = document.slice(span);
    let start = span.start + (words.len() - words.trim_start().len());
    let inner = words.trim();
    (inner.chars().any(char::is_alphanumeric)).then_some(Span::new(start, start + inner.len()))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::attributed;
    use super::*;

    #[test]
    fn a_source_of_two_participles_is_whole() {
        let source = |text: &str| {
            let (document, mut attribution) = attributed(text);
            whole_subject(&document, &mut attribution);
            document.slice(attribution.source[0]).to_owned()
        };
        for (text, whole) in [
            ("A study paid for by the port and {led by Levon Labs} [put] <it at 9%>.", true),
            ("In May, an audit ordered by Voss and {made by Ord Ltd} [found] <a hole>.", true),
            ("The port was closed and {boats moored there} [showed] <rust>.", false),
            ("Voss came and {worried neighbours} [said] <it was late>.", false),
        ] {
            assert_eq!(source(text).starts_with(['A', 'a']), whole, "{text}");
        }
    }

    #[test]
    fn who_replies_is_asked_again() {
        let parts = |verb: &str| {
            let text = format!(
                "<“I take it on notice,”> {{Voss}} [{verb}].\n\n<“Was it before May, or after it?”>\n\n<“On notice, too.”>"
            );
            let (document, mut attribution) = attributed(&text);
            let others = split(&document, &mut attribution);
            (attribution.content.len(), others.iter().all(|o| o.source.is_empty()).then_some(others.len()))
        };
        assert_eq!(parts("replies"), (2, Some(1)));
        assert_eq!(parts("says"), (3, Some(0)));
    }
}
