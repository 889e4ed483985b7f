//! What a sentence says in the outlet's own voice, beside what its attributions hold.
//!
//! A sentence without attributions is narrated as a whole. Of any other, what is left counts only where it holds a
//! clause with a subject and a finite verb of its own; all else ("of taking the money", "who would not give her name")
//! belongs to the attribution and is read in its context. Where such a clause runs on into an attribution without a
//! pause, as in "The pool will close after councillors voted to stop paying for it", the attribution is part of it.

use crate::english::{Class, Inflection, Sort, Token, Wording, is_number, lemmas, lexicon, tokenize};
use crate::extract::Attribution;
use crate::text::{Document, Span};

/// What attributions hold, and what is furniture or a note about an edit.
pub(super) struct Taken {
    /// By either.
    all: Vec<Span>,
    /// By furniture and notes.
    furniture: Vec<Span>,
}

impl Taken {
    pub(super) fn new(document: &Document, attributions: &[&Attribution]) -> Self {
        let notes = document.notes.iter().filter(|n| !n.is_news()).map(|n| n.span);
        let furniture: Vec<Span> = document.furniture.iter().map(|f| f.span).chain(notes).collect();
        let parts = attributions.iter().flat_map(|a| a.source.iter().chain(&a.cue).chain(&a.content));
        let all = parts.chain(&furniture).copied().filter(|s| !s.is_empty()).collect();
        Self { all: merged(all), furniture: merged(furniture) }
    }
}

/// Spans sorted, and joined where they touch.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// Those of sorted spans that touch a sentence.
fn touching(spans: &[Span], sentence: Span) -> Vec<Span> {
    let first = spans.partition_point(|t| t.end <= sentence.start);
    spans[first..].iter().take_while(|t| t.start < sentence.end).copied().collect()
}

/// The pieces of `sentence` that are narrated, in order, given what is `taken`; none when nothing is.
pub(super) fn narrated(document: &Document, sentence: Span, taken: &Taken) -> Vec<Span> {
    let within = touching(&taken.all, sentence);
    if within.is_empty() {
        return vec![sentence];
    }
    let furniture = touching(&taken.furniture, sentence);
    if within == furniture {
        // Nobody says any of it: whatever stands beside the furniture is the outlet's.
        return gaps(sentence, &furniture).into_iter().filter_map(|gap| trimmed(document, gap)).collect();
    }
    let mut pieces: Vec<Span> = Vec::new();
    for gap in gaps(sentence, &within) {
        match pieces.last_mut() {
            // What lies between is part of the clause that it follows without a pause.
            Some(last) if runs_on(document, last.end, gap.start, &within) => last.end = gap.end,
            _ if asserts(&tokenize(document.slice(gap))) => pieces.push(gap),
            _ => continue,
        }
        if let Some(last) = pieces.last_mut() {
            last.end = run_on(document, last.end, &within).min(sentence.end);
        }
    }
    pieces.into_iter().filter_map(|piece| trimmed(document, piece)).collect()
}

/// What is between spans of a sentence.
fn gaps(sentence: Span, within: &[Span]) -> Vec<Span> {
    let mut at = sentence.start;
    let mut gaps = Vec::new();
    for span in within {
        if at < span.start {
            gaps.push(Span::new(at, span.start));
        }
        at = at.max(span.end);
    }
    if at < sentence.end {
        gaps.push(Span::new(at, sentence.end));
    }
    gaps
}

/// Where a piece that ends at `end` ends when it takes in the spans that follow it without a pause.
fn run_on(document: &Document, end: usize, within: &[Span]) -> usize {
    within.iter().find(|s| s.start == end && !pauses(document, s.start)).map_or(end, |s| s.end)
}

/// Whether the gap at `start` goes on a piece that has already taken in all up to it.
fn runs_on(document: &Document, end: usize, start: usize, within: &[Span]) -> bool {
    end == start && within.iter().any(|s| s.end == end) && !opens_with_pause(document, start)
}

/// Whether a mark other than a quotation mark stands before `at`.
fn pauses(document: &Document, at: usize) -> bool {
    let before = document.text.get(..at).unwrap_or_default();
    let last = before.chars().rev().find(|&c| !is_quote(c) && !c.is_whitespace());
    !last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '%'))
}

fn opens_with_pause(document: &Document, at: usize) -> bool {
    let after = document.text.get(at..).unwrap_or_default();
    let next = after.chars().find(|&c| !is_quote(c) && !c.is_whitespace());
    pauses(document, at) || !next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '$' | '£' | '€'))
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'')
}

/// A piece without the punctuation at its borders; `None` without a letter.
fn trimmed(document: &Document, piece: Span) -> Option<Span> {
    let words = document.slice(piece);
    let kept = |c: char| c.is_alphanumeric() || "“\"‘$£€([".contains(c);
    let start = words.find(kept)?;
    let end = words.rfind(|c: char| c.is_alphanumeric() || "”\"’%)]".contains(c))?;
    let end = end + words[end..].chars().next().map_or(0, char::len_utf8);
    (start < end && words[start..end].chars().any(char::is_alphanumeric))
        .then(|| Span::new(piece.start + start, piece.start + end))
}

/// Whether words are a heading or a label ("Main pledges", "From the section Africa"): they have no verb, give no figure
/// and no mark ends them.
#[must_use]
pub fn is_label(text: &str) -> bool {
    let wording = Wording::of(text);
    let words: Vec<&Token> = wording.tokens.iter().filter(|t| t.sort != Sort::Quote).collect();
    let ended = text.trim_end().ends_with(['.', '?', '!', '…', '"', '”', '\'', '’']);
    !ended && wording.figures().is_empty() && !(0..words.len()).any(|at| is_finite(&words, at))
}

/// Whether words hold a clause with its own subject and finite verb, and enough of them to be checked.
fn asserts(tokens: &[Token]) -> bool {
    let words: Vec<&Token> = tokens.iter().filter(|t| t.sort != Sort::Quote).collect();
    if words.iter().filter(|t| t.is_spoken()).count() < 5 {
        return false;
    }
    if words.iter().find(|t| t.is_spoken()).is_some_and(|t| opens_clause(&t.norm, &["relative"])) {
        return false;
    }
    // Clause by clause, cut at marks: a subordinate one gives its verb to nobody else.
    let mut subject = false;
    let mut hanging = false;
    for (n, word) in words.iter().enumerate() {
        let norm = word.norm.as_str();
        if !word.is_spoken() {
            if word.sort == Sort::Mark {
                hanging = false;
            }
            continue;
        }
        if opens_clause(norm, &["relative", "question", "content", "circumstance"]) {
            // "The man who fled was found": after its own verb the main clause goes on.
            hanging = true;
            continue;
        }
        if is_finite(&words, n) {
            if subject && !hanging {
                return true;
            }
            hanging = false;
            continue;
        }
        let pronoun = norm == "there" || is_pronoun(norm);
        let after_preposition = n.checked_sub(1).is_some_and(|b| is_preposition(&words[b].norm));
        subject |= pronoun || !after_preposition && is_nominal(word);
    }
    false
}

fn is_finite(words: &[&Token], at: usize) -> bool {
    let norm = words[at].norm.as_str();
    if words[at].capital && !words[at].first {
        return false;
    }
    let led = at.checked_sub(1).map_or("", |b| words[b].norm.as_str());
    if norm == "'s" {
        return matches!(led, "he" | "she" | "it" | "that" | "there" | "who"); // else a possessive
    }
    if is_finite_form(norm) {
        return true;
    }
    // "released by", "accused of", "a closed door", "was closed": participles.
    let next = words.get(at + 1).map_or("", |w| w.norm.as_str());
    let participle = matches!(next, "by" | "of" | "in" | "with" | "as" | "on" | "at")
        || matches!(led, "" | "a" | "an" | "the" | "of" | "by" | "for" | "and" | "to" | "with");
    norm.len() > 4 && norm.ends_with("ed") && !participle
}

/// Whether a form can be nothing but the finite verb of a clause: an auxiliary, or an irregular past that is above all
/// a verb ("went", "held").
fn is_finite_form(norm: &str) -> bool {
    let finite = lexicon::TENSED.or(Inflection::BASE);
    let auxiliary = |row: &lexicon::Entry| row.has("auxiliary") && !row.has("ordinary") && norm != "be";
    let past =
        || lemmas(norm).first().is_some_and(|l| l.class == Class::Verb && l.inflection.any(Inflection::PAST));
    matches!(norm, "'re" | "'ll")
        || lexicon::modality(norm).is_some()
        || lexicon::verbs(norm).any(|(row, form)| auxiliary(row) && form.any(finite))
        || past() && !norm.ends_with("ed")
}

fn opens_clause(norm: &str, kinds: &[&str]) -> bool {
    lexicon::of(norm).and_then(|row| row.value("clause")).is_some_and(|kind| kinds.contains(&kind))
}

/// Whether a word can be a subject by itself: "she", "these".
fn is_pronoun(norm: &str) -> bool {
    lexicon::of(norm).is_some_and(|row| {
        row.value("determiner") == Some("demonstrative") && norm != "that" && norm != "such"
            || row.value("pronoun").is_some_and(|kind| kind != "relative")
    })
}

fn is_preposition(norm: &str) -> bool {
    lexicon::of(norm).is_some_and(|row| row.has("preposition"))
}

/// Whether a word can be the head of a subject.
fn is_nominal(word: &Token) -> bool {
    let quantifies = || lexicon::of(&word.norm).and_then(|row| row.value("determiner")) == Some("quantifier");
    is_number(word)
        || !lexicon::is_closed(&word.norm) && !lexicon::is_adverb(&word.norm)
        || word.norm != "no" && quantifies()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, taken: &[&str]) -> Vec<String> {
        let document = Document::new(text);
        let spans = taken.iter().filter_map(|w| text.find(w).map(|at| Span::new(at, at + w.len())));
        let taken = Taken { all: merged(spans.collect()), furniture: Vec::new() };
        let sentence = Span::new(0, text.len());
        narrated(&document, sentence, &taken).into_iter().map(|s| document.slice(s).to_owned()).collect()
    }

    #[test]
    fn fragments_and_relative_clauses_are_no_statements() {
        let none = [""; 0];
        assert_eq!(of("Ana Ito, 61, denies taking the money from the trust in 2017.", &["denies"]), none);
        assert_eq!(of("His daughter Philippa, 34, denies helping him to hide it.", &["denies"]), none);
        assert_eq!(
            of(
                "The road is shut, said an aide, who would not give her name because talks are private.",
                &["The road is shut", "said", "an aide"]
            ),
            none
        );
    }

    #[test]
    fn headings_and_labels_say_nothing() {
        for label in [
            "Main pledges",
            "Taxation",
            "- From the section Europe & Africa",
            "Analysis, by Carla Wynn, harbour correspondent",
            "Energy Efficiency Forum (EEF)",
            "About the Tarsk Lake Programme",
            "Related stories:",
        ] {
            assert!(is_label(label), "{label}");
        }
        for said in [
            "The pier is shut.",
            "- Raise the toll to £12",
            "- No rise in tolls.",
            "Is this her time?",
            "- Served as mayor of Tarsk, 2009-2013",
            "The pier has been shut since May",
            "“Never again”",
        ] {
            assert!(!is_label(said), "{said}");
        }
    }

    #[test]
    fn a_clause_with_subject_and_verb_is_one() {
        assert_eq!(
            of(
                "The bridge was closed for nine days, Ito said, because of ice.",
                &["Ito", "said", "because of ice"]
            ),
            ["The bridge was closed for nine days"]
        );
        assert_eq!(
            of("The man who fled on Monday was found there, police said.", &["police", "said"]),
            ["The man who fled on Monday was found there"]
        );
    }

    #[test]
    fn a_clause_takes_in_what_follows_without_a_pause() {
        let text = "The pool will close in June after councillors voted by 21 to 17 to stop paying for it.";
        let whole = text.trim_end_matches('.');
        assert_eq!(of(text, &["councillors", "voted", "to stop paying for it"]), [whole]);
    }
}
