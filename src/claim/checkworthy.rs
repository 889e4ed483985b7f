//! Check-worthiness: how much a statement asks to be checked, from 0 to 1, with the reasons.
//!
//! A sum of marks that anyone can read off the statement, after the features that `ClaimBuster` (Hassan et al., KDD 2017)
//! found to tell best: figures, names, verbs of assertion, comparison and cause for it; opinion, questions and
//! first-person talk against it. It ranks, it does not decide: a low score hides nothing.

use super::statement::Statement;
use crate::english::lexicon::{self, Entry};
use crate::english::{Inflection, Sort, Token, Wording};
use crate::extract::CueClass;
use fnv::FnvHashMap;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// A score with its reasons.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// 0 to 1.
    pub score: f32,
    /// Each mark that was found and what it adds or takes away.
    pub reasons: Vec<(String, f32)>,
}

/// What every statement starts from.
const BASE: f32 = 0.15;

/// Whether a word in lower case marks a kind of statement.
type Marks = fn(&str) -> bool;

/// Kinds of statement, the weight of each, and what marks it.
const MARKS: &[(&str, f32, Marks)] = &[
    ("compares or ranks", 0.12, ranks),
    ("claims a cause", 0.10, causes),
    ("reports a change", 0.10, |word| {
        lexicon::verbs(word).any(|(row, form)| row.has("event") && form.any(PAST))
    }),
    ("is an opinion", -0.15, |word| lexicon::of(word).is_some_and(|row| row.has("opinion"))),
    ("looks ahead", -0.08, |word| lexicon::rows(word).any(|row| row.has("future"))),
    ("talks in the first or second person", -0.08, |word| {
        matches!(lexicon::of(word).and_then(|row| row.value("refers")), Some("i" | "you"))
    }),
];

/// Which of [`MARKS`] claims a cause: phrases do so, too.
const CAUSE: usize = 1;

/// How many words a thread remembers.
const REMEMBERED: usize = 20_000;

thread_local! {
    /// For each word the kinds of statement that it marks, as bits.
    static KNOWN: RefCell<FnvHashMap<Box<str>, u8>> = RefCell::default();
}

/// The kinds of statement that a word marks, as bits.
fn marked(word: &str) -> u8 {
    if let Some(known) = KNOWN.with_borrow(|known| known.get(word).copied()) {
        return known;
    }
    let bits = MARKS.iter().enumerate().map(|(n, (_, _, marks))| u8::from(marks(word)) << n).sum();
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(word.into(), bits);
    });
    bits
}

const PAST: Inflection = Inflection::PAST.or(Inflection::PARTICIPLE);

/// "More", "highest", "record", "doubled".
fn ranks(word: &str) -> bool {
    let ranked = Inflection::COMPARATIVE.or(Inflection::SUPERLATIVE);
    lexicon::of(word).is_some_and(|row| row.has("ranking"))
        || lexicon::adjectives(word).any(|(row, form)| row.has("comparison") && form.any(ranked))
        || lexicon::verbs(word).any(|(row, form)| row.has("ranking") && form.any(PAST))
}

fn is_causal(row: &Entry) -> bool {
    row.has("causal") && !row.has("organization")
}

/// "Because", "caused"; "so" and "thus" only join sentences.
fn causes(word: &str) -> bool {
    !lexicon::is_adverb(word) && !lexicon::is_function(word) && lexicon::rows(word).any(is_causal)
}

/// The kinds of statement that any of these words marks, as bits; "led to" claims a cause, too.
fn marked_by(words: &[&str]) -> u8 {
    let bits = words.iter().fold(0, |bits, word| bits | marked(word));
    let phrase = |at| lexicon::phrase(at, |i| words.get(i).copied());
    let causal = bits & 1 << CAUSE != 0
        || (0..words.len()).any(|at| phrase(at).is_some_and(|(row, _)| is_causal(row)));
    bits | u8::from(causal) << CAUSE
}

/// Scores a statement.
#[must_use]
pub fn assess(statement: &Statement) -> Assessment {
    let wording = Wording::of(&statement.text);
    let words: Vec<&Token> = wording.tokens.iter().filter(|t| t.is_spoken()).collect();
    let mut reasons: Vec<(String, f32)> = Vec::new();
    let mut note = |reason: &str, weight: f32| reasons.push((reason.to_owned(), weight));

    let figures = wording.figures().len();
    if figures > 0 {
        note("holds a figure", if figures > 1 { 0.33 } else { 0.25 });
    }
    let names = words.iter().filter(|t| t.capital && !t.first && t.sort == Sort::Word).count();
    if names > 0 {
        note("names someone or something", if names > 2 { 0.18 } else { 0.12 });
    }
    let norms: Vec<&str> = words.iter().map(|t| t.norm.as_str()).collect();
    let marked = marked_by(&norms);
    for (n, (reason, weight, _)) in MARKS.iter().enumerate() {
        if marked & 1 << n != 0 {
            note(reason, *weight);
        }
    }
    if let Some(voice) = &statement.voice {
        match voice.cue_class {
            CueClass::Assert | CueClass::Deny | CueClass::Allege | CueClass::Document => {
                note("is asserted, denied or alleged", 0.12);
            }
            CueClass::Ask | CueClass::Want | CueClass::Promise => {
                note("is a wish, a call or a promise", -0.15);
            }
            CueClass::Believe => note("is a belief", -0.10),
            CueClass::Say | CueClass::Warn | CueClass::Order => {}
        }
    }
    if statement.text.trim_end_matches(['"', '”', '’', '\'']).ends_with('?') {
        note("is a question", -0.25);
    }
    if words.len() < 6 {
        note("is very short", -0.12);
    }
    let score = reasons.iter().fold(BASE, |sum, (_, weight)| sum + weight).clamp(0.0, 1.0);
    Assessment { score, reasons }
}

#[cfg(test)]
mod tests {
    use crate::claim::bare_statement;

    fn score(text: &str) -> f32 {
        bare_statement(text).check_worthiness
    }

    #[test]
    fn facts_rank_above_opinions_and_questions() {
        let fact =
            score("Unemployment in Ohio fell by 4 percent in 2019, the largest drop because of new plants.");
        let plain = score("The council met in the town hall on the hill above the river.");
        let opinion = score("I think this is a beautiful day and I love you all.");
        let question = score("Will you be there?");
        assert!(fact > 0.6 && fact > plain && plain > opinion, "{fact} {plain} {opinion}");
        assert!(question < 0.1);
    }
}
