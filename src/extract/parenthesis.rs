//! Who says it, set into the middle of what is said: "The board had not, Voss said, asked anybody". What stands before
//! and behind is one sentence, however the tagger took it.

use super::attribution::{Attribution, QuotationKind};
use super::cues;
use super::stance::{is_auxiliary, is_finite};
use super::thresholds::{LONGEST_ADDRESS, TOKENS_BEFORE_PARENTHESIS};
use crate::english::inflect::{Class, Inflection, Lemma, lemmas};
use crate::english::lexicon::{self, Negation};
use crate::text::{Document, Span};

/// Joins what such a parenthesis parts; `renew` computes what follows from the spans of an attribution.
pub(super) fn join(
    document: &Document,
    all: Vec<Attribution>,
    renew: impl Fn(Attribution) -> Attribution,
) -> Vec<Attribution> {
    let mut all: Vec<Option<Attribution>> = all.into_iter().map(Some).collect();
    for at in 0..all.len() {
        let Some(found) = all[at].as_ref().and_then(|a| parted(document, a)) else { continue };
        let near = at.saturating_sub(2)..all.len().min(at + 3);
        let others: Vec<usize> = near.filter(|&n| n != at).collect();
        let goes_on = |n: &&usize| {
            let (Some(own), Some(other)) = (&all[at], &all[**n]) else { return false };
            found.is_part(own, other)
        };
        let parts: Vec<usize> = others.iter().filter(goes_on).copied().collect();
        let end_of = |n: &usize| all[*n].as_ref().and_then(|a| a.content.last()).map_or(0, |s| s.end);
        let told = std::iter::once(&at).chain(&parts).map(end_of).max().unwrap_or(0).min(found.sentence.end);
        let others_speak = || {
            let inside = |s: &Span| s.start >= found.behind && s.start < found.sentence.end;
            others.iter().filter_map(|&n| all[n].as_ref()).any(|a| a.source.iter().any(inside))
        };
        let end = if told > found.behind {
            told
        } else if others_speak() {
            continue;
        } else {
            found.sentence.end - document.slice(found.sentence).len()
                + document.slice(found.sentence).trim_end_matches(['.', '!', '?']).len()
        };
        let Some(mut own) = all[at].take() else { continue };
        let later = own.content.iter().copied().filter(|s| s.start >= found.sentence.end);
        own.content = [found.before, Span::new(found.behind, end)].into_iter().chain(later).collect();
        own.evidence.rules.push("one sentence around who says it".to_owned());
        parts.iter().for_each(|&n| all[n] = None);
        all[at] = Some(renew(own));
    }
    all.into_iter().flatten().collect()
}

/// A sentence parted by who says it.
struct Parted {
    sentence: Span,
    before: Span,
    /// Where it goes on.
    behind: usize,
}

impl Parted {
    /// Whether another attribution is only more of the sentence: "The board, Voss said, | had chosen | to sell".
    fn is_part(&self, own: &Attribution, other: &Attribution) -> bool {
        let later = other.cue.first().is_some_and(|c| c.start >= self.behind && c.end <= self.sentence.end);
        let same = other.source == own.source
            || other.source.iter().all(|s| self.before.start <= s.start && s.end <= self.before.end);
        later && same
    }
}

/// The sentence around a parenthesis that leaves its first part incomplete: without a verb, or with nothing behind it.
fn parted(document: &Document, attribution: &Attribution) -> Option<Parted> {
    let ([source], [cue]) = (&attribution.source[..], &attribution.cue[..]) else { return None };
    if matches!(document.slice(*source), "who" | "which" | "that") {
        return None;
    }
    let (from, to) = (source.start.min(cue.start), source.end.max(cue.end));
    let sentence = document.sentences[document.sentence_at(from)?];
    let head = document.text.get(sentence.start..from)?;
    let comma = sentence.start + head.trim_end().strip_suffix(',')?.len();
    let tail = document.text.get(to..sentence.end)?;
    let address = tail.find(',')?;
    if attribution.kind == QuotationKind::Direct
        || address > LONGEST_ADDRESS
        || tail[..address].contains(['“', '"', '”', ':', ';', '—', '–', '('])
        || head.contains(['“', '"', '”', '‘', ':', ';'])
    {
        return None;
    }
    let told = |s: &Span| s.start >= to && s.start < to + address;
    if attribution.content.iter().any(told) {
        return None;
    }
    let behind = to + address + 1;
    let behind = behind + (document.text[behind..].len() - document.text[behind..].trim_start().len());
    let own = attribution.content.iter().find(|s| s.start >= sentence.start && s.end <= comma + 1);
    let before = Span::new(own.map_or(sentence.start, |s| s.start), comma);
    let whole = own.is_some_and(|s| s.end >= comma) && attribution.content.iter().any(|s| s.start == behind);
    let words: Vec<String> =
        cues::tokens(document, before).map(|t| document.slice(t).to_lowercase()).collect();
    let opens = |w: &String| {
        w.ends_with("n't")
            || w.ends_with("n’t")
            || is_auxiliary(w)
            || lexicon::negation(w) == Some(Negation::Plain)
    };
    let goes_on = || {
        let mut rest =
            cues::tokens(document, Span::new(behind, sentence.end)).map(|t| document.slice(t).to_lowercase());
        rest.find(|w| !lexicon::is_adverb(w)).is_some_and(|w| is_finite(&w))
    };
    let short = own.is_some() || words.len() <= TOKENS_BEFORE_PARENTHESIS;
    let incomplete = words.last().is_some_and(opens)
        || is_condition(document, Span::new(behind, sentence.end))
        || !words.iter().any(|w| is_finite(w)) && goes_on();
    (!whole && short && incomplete && behind < sentence.end).then_some(Parted { sentence, before, behind })
}

/// "…, Voss says, *when the nearest shop is a boat*": a condition of what is said, in a sentence of its own subject; not
/// "when she was asked".
fn is_condition(document: &Document, tail: Span) -> bool {
    let words: Vec<String> = cues::tokens(document, tail).map(|t| document.slice(t).to_lowercase()).collect();
    let (Some(first), Some(second)) = (words.first(), words.get(1)) else { return false };
    let opens = matches!(first.as_str(), "when" | "whenever" | "if" | "unless" | "once" | "until");
    let subject = lexicon::of(second).is_some_and(|row| row.has("determiner"))
        || matches!(second.as_str(), "you" | "it" | "we" | "there");
    // What was so once may be when it was said: "when the inquiry opened".
    let timeless = words.iter().find(|w| is_finite(w)).is_some_and(|w| {
        lexicon::modality(w).is_some()
            || matches!(w.as_str(), "is" | "are" | "has" | "have" | "do" | "does")
            || {
                let third = |l: &Lemma| l.class == Class::Verb && l.inflection.any(Inflection::THIRD_PERSON);
                lemmas(w).iter().any(third)
            }
    });
    opens && subject && timeless
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, words};
    use super::*;

    /// The content, its pieces parted by " … ", of an attribution marked `{…}`, `[…]` and `<…>`.
    fn content(marked: &str) -> String {
        let (document, attribution) = attributed(marked);
        let found = join(&document, vec![attribution], |a| a).remove(0);
        words(&document, &found.content)
    }

    #[test]
    fn who_says_it_parts_one_sentence() {
        for (marked, said) in [
            ("<He> was not, {she} [said], <the man who wrote it>.", "He was not … the man who wrote it"),
            ("<They were never>, {Vik} [insisted], asked to sign.", "They were never … asked to sign"),
            ("There were, {she} [told] the inquiry on Monday, <300 letters>.", "There were … 300 letters"),
            ("<You cannot>, {he} [added], eat a bridge.", "You cannot … eat a bridge"),
            (
                "<The council>, {she} [claimed], had ignored three letters.",
                "The council … had ignored three letters",
            ),
            (
                "<A town is small>, {Vik} [says], when its mayor drives the bus.",
                "A town is small … when its mayor drives the bus",
            ),
            (
                "<You know it is cold>, {Vik} [jokes], if you can hear the quay.",
                "You know it is cold … if you can hear the quay",
            ),
            ("It isn’t, {Vik} [argued], <time to go>.", "It isn’t … time to go"),
            ("<He> had not, [said] {Vik}, <been “a good clerk”>.", "He had not … been “a good clerk”"),
        ] {
            assert_eq!(content(marked), said, "{marked}");
        }
    }

    #[test]
    fn what_is_whole_stays_as_it_is() {
        for (marked, said) in [
            ("<The pumps failed>, {Vik} [said], and the hall was flooded.", "The pumps failed"),
            ("On Monday, {she} [said], <the pumps failed>.", "the pumps failed"),
            ("<The quay was>, {Vik} [said], <shut>.", "The quay was … shut"),
            ("<The quay was shut>, {Vik}, who was there, [said].", "The quay was shut"),
            ("<The pumps failed>, {Vik} [said], when she was asked.", "The pumps failed"),
            ("<The pumps failed>, {Vik} [said], when the inquiry opened.", "The pumps failed"),
            ("In May, {Vik}, a clerk, [said] <it was shut>.", "it was shut"),
            ("The union, {which} [says] <it is safe>, has left.", "it is safe"),
            ("<The quay was>, {Vik} [said] <in May>, shut.", "The quay was … in May"),
            ("“<It was not>,” {Vik} [said], smiling.", "It was not"),
        ] {
            assert_eq!(content(marked), said, "{marked}");
        }
    }
}
