//! What a page prints twice: a pull quote, a standfirst or a caption that repeats what somebody says in the text.

use super::attribution::{Attribution, QuotationKind};
use super::cues;
use super::none::is_caption;
use super::thresholds::{MOST_REPEATS, WORDS_AROUND_REPEAT, WORDS_OF_DEED, WORDS_OF_REPEAT};
use crate::english::lexicon;
use crate::text::{Document, Span};
use std::collections::HashMap;

/// "He mocked the plan by calling it a circus": what is done, and the words by which, are one; the words say it.
fn is_done_by_saying(document: &Document, doing: &Attribution, saying: &Attribution) -> bool {
    let (Some(cue), Some(done)) = (saying.cue.first(), doing.content.last()) else { return false };
    let between = document.text.get(done.end..cue.start).map(str::trim);
    let by = between == Some("by") || between == Some("") && document.slice(*cue).starts_with("by ");
    by && doing.source == saying.source
        && doing.kind == QuotationKind::Indirect
        && words(document, &doing.content).len() <= WORDS_OF_DEED
        && !words(document, &doing.content).iter().any(|w| w == "that")
}

/// Leaves out attributions that fill their paragraph and whose words, ascribed to one source, stand in another that goes
/// on, or that comes later.
pub(super) fn without_repeats(document: &Document, attributions: &mut Vec<Attribution>) {
    let caption = |a: &Attribution| paragraph(document, a).is_some_and(|p| is_caption(document, p));
    let captions = attributions.iter().any(caption);
    let mut alike: HashMap<(String, usize), Vec<usize>> = HashMap::new();
    for (i, attribution) in attributions.iter().enumerate() {
        let words = words(document, &attribution.content);
        // Under a picture a few words are the text's, too.
        if words.len() >= WORDS_OF_REPEAT || captions && words.len() > 1 {
            alike.entry((words.join(" "), left_out(document, attribution))).or_default().push(i);
        }
    }
    let mut dropped = within_others(document, attributions);
    for i in 0..attributions.len() {
        dropped[i] |=
            attributions.get(i + 1).is_some_and(|next| is_done_by_saying(document, &attributions[i], next));
    }
    for group in alike.into_values().filter(|group| group.len() > 1) {
        // What stands in the text has more around it; a standfirst comes before it.
        let in_text = |&i: &usize| (!caption(&attributions[i]), !is_set_apart(document, &attributions[i]), i);
        let Some(kept) = group.iter().copied().max_by_key(in_text) else { continue };
        for i in group.into_iter().filter(|&i| i != kept) {
            let (one, other) = (&attributions[i], &attributions[kept]);
            let apart = paragraph(document, one) != paragraph(document, other);
            let long = words(document, &one.content).len() >= WORDS_OF_REPEAT;
            dropped[i] |= apart
                && (long || caption(one))
                && is_set_apart(document, one)
                && may_be_one(document, one, other)
                && !is_said_again(document, one);
        }
    }
    let mut at = dropped.into_iter();
    attributions.retain(|_| !at.next().unwrap_or_default());
}

/// Which fill their paragraph with a part of what stands in another: a caption with one sentence of a long quotation.
fn within_others(document: &Document, attributions: &[Attribution]) -> Vec<bool> {
    let all: Vec<String> =
        attributions.iter().map(|a| format!(" {} ", words(document, &a.content).join(" "))).collect();
    let mut looked_at = 0;
    let is_part = |(i, one): (usize, &Attribution)| {
        let long = all[i].split(' ').count() > WORDS_OF_REPEAT + 1;
        // "MAYOR: WE WILL NOT SELL": a headline may well be a part of what the text has in full.
        let first = one.content.first().and_then(|s| document.paragraph_at(s.start)) == Some(0);
        let heads = first && one.cue.first().is_some_and(|&cue| document.slice(cue) == ":");
        if heads
            || !long
            || looked_at >= MOST_REPEATS
            || !is_set_apart(document, one)
            || is_said_again(document, one)
        {
            return false;
        }
        looked_at += 1;
        attributions.iter().enumerate().any(|(n, other)| {
            n != i
                && all[n].len() > all[i].len()
                && paragraph(document, one) != paragraph(document, other)
                && left_out(document, one) == 0
                && all[n].contains(&all[i])
                && may_be_one(document, one, other)
        })
    };
    attributions.iter().enumerate().map(is_part).collect()
}

/// The words in spans, in small letters.
fn words(document: &Document, spans: &[Span]) -> Vec<String> {
    cues::words(document, spans).map(str::to_lowercase).collect()
}

/// How often words are left out within the content: what is cut is another wording of what is whole.
fn left_out(document: &Document, attribution: &Attribution) -> usize {
    let content = attribution.content.iter().map(|&span| document.slice(span));
    let inner = content.map(|text| text.trim_matches(|c: char| !c.is_alphanumeric()));
    inner.map(|text| text.matches('…').count() + text.matches("...").count()).sum()
}

/// Whether an attribution fills its paragraph but for a few words.
fn is_set_apart(document: &Document, attribution: &Attribution) -> bool {
    let count = |spans: &[Span]| cues::words(document, spans).count();
    let own = count(&attribution.source) + count(&attribution.cue) + count(&attribution.content);
    paragraph(document, attribution).is_some_and(|p| count(&[p]) <= own + WORDS_AROUND_REPEAT)
}

fn paragraph(document: &Document, attribution: &Attribution) -> Option<Span> {
    let first = attribution.content.first()?;
    document.paragraph_at(first.start).map(|n| document.paragraphs[n])
}

/// Whether the sources may be one: they share a name, or one of them only points.
fn may_be_one(document: &Document, one: &Attribution, other: &Attribution) -> bool {
    let names = |a: &Attribution| -> Vec<String> {
        let all = a.source.iter().flat_map(|&s| cues::tokens(document, s)).map(|t| document.slice(t));
        all.filter(|w| w.starts_with(char::is_uppercase)).map(str::to_lowercase).collect()
    };
    let points = |a: &Attribution| {
        let all = words(document, &a.source);
        all.iter().all(|w| lexicon::of(w).is_some_and(|row| row.has("refers") || row.has("pronoun")))
    };
    let (a, b) = (names(one), names(other));
    points(one)
        || points(other)
        || a.iter().any(|name| b.contains(name))
        || words(document, &one.source) == words(document, &other.source)
}

/// Whether the sentence tells that something was said more than once.
fn is_said_again(document: &Document, attribution: &Attribution) -> bool {
    let Some(cue) = attribution.cue.first() else { return false };
    let sentence = document.sentence_at(cue.start).map(|n| document.sentences[n]);
    words(document, sentence.as_slice()).iter().any(|w| {
        w == "again" || lexicon::verbs(w).any(|(row, _)| matches!(row.lemma(), "repeat" | "reiterate"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::attributed;
    use super::*;

    /// How many of two attributions are left: those of two texts, marked as [`attributed`] has it.
    fn left(one: &str, other: &str) -> usize {
        let (first, a) = attributed(one);
        let (second, mut b) = attributed(other);
        let at = first.text.len() + 2;
        b.shift(at);
        let document = Document::new(format!("{}\n\n{}", first.text, second.text));
        let mut both = vec![a, b];
        without_repeats(&document, &mut both);
        both.len()
    }

    #[test]
    fn what_is_done_by_saying_is_said_once() {
        for (marked, second, cue, count) in [
            ("{Voss} [mocked] <the plan> by calling it a circus.", "it a circus", "calling", 1),
            ("{Voss} [defended] <her vote> by saying that it was late.", "that it was late", "saying", 1),
            ("{Voss} [said] <that it was late> by saying so at noon.", "so at noon", "saying", 2),
            ("{Voss} [mocked] <the plan>, calling it a circus.", "it a circus", "calling", 2),
        ] {
            let (document, doing) = attributed(marked);
            let span =
                |words: &str| document.text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
            let mut saying = doing.clone();
            (saying.cue, saying.content) = (vec![span(cue)], vec![span(second)]);
            let mut both = vec![doing, saying];
            without_repeats(&document, &mut both);
            assert_eq!(both.len(), count, "{marked}");
        }
    }

    const TOLD: &str = concat!(
        "{Ada Roux} [said] <“The dam is older than the town.”> ",
        "She left at noon, and the clerks of the town went home with her.",
    );

    #[test]
    fn what_a_page_prints_twice_is_one_row() {
        for twice in [
            "<“The dam is older than the town,”> {Roux} [said] of it.",
            "{She} [said] <the dam is older than the town>.",
            "{Ada Roux, its clerk,} [says]: <“The dam is older than the town.”>",
            "{Roux} [said]: <“… The dam is older than the town…”>",
            "<“… dam is older than the town,”> {Roux} [said].",
        ] {
            assert_eq!(left(twice, TOLD), 1, "{twice}");
            assert_eq!(left(TOLD, twice), 1, "{twice}");
            assert_eq!(left(twice, twice), 1, "{twice}");
        }
    }

    #[test]
    fn what_is_said_twice_is_two() {
        for other in [
            "{Ken Ord} [said] <“The dam is older than the town.”>",
            "{Ada Roux} [said] again: <“The dam is older than the town.”>",
            "{Ada Roux} [said] <“The dam is older than the mill.”>",
            "{Ada Roux} [said] <“The dam is … older than the town.”>",
            "{Ada Roux} [said] <“The dam is ... older than the town.”>",
        ] {
            assert_eq!(left(other, TOLD), 2, "{other}");
        }
        assert_eq!(left(TOLD, TOLD), 2, "neither is set apart");
        let short = "{Ada Roux} [said] <“The dam is old.”>";
        assert_eq!(left(short, short), 2, "too little to tell");
    }
}
