//! Check-worthiness: how much a statement asks to be checked, from 0 to 1, with the reasons.
//!
//! A sum of marks that anyone can read off the statement, after the features that `ClaimBuster` (Hassan et al., KDD 2017)
//! found to tell best: figures, names, verbs of assertion, comparison and cause for it; opinion, questions and
//! first-person talk against it. It ranks, it does not decide: a low score hides nothing.

use super::Statement;
use crate::english::{Sort, Token, tokenize};
use crate::extract::CueClass;
use serde::{Deserialize, Serialize};

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

/// Words that mark a kind of statement, and the weight of the kind.
const MARKS: &[(&str, f32, &[&str])] = &[
    (
        "compares or ranks",
        0.12,
        &[
            "more",
            "less",
            "fewer",
            "most",
            "least",
            "highest",
            "lowest",
            "largest",
            "smallest",
            "biggest",
            "worst",
            "best",
            "first",
            "last",
            "record",
            "than",
            "majority",
            "only",
            "never",
            "always",
            "every",
            "double",
            "doubled",
            "tripled",
            "higher",
            "lower",
            "unprecedented",
        ],
    ),
    (
        "claims a cause",
        0.10,
        &[
            "because",
            "caused",
            "cause",
            "causes",
            "due",
            "led",
            "leads",
            "result",
            "resulted",
            "prevents",
            "prevented",
        ],
    ),
    (
        "reports a change",
        0.10,
        &[
            "rose",
            "fell",
            "risen",
            "fallen",
            "increased",
            "decreased",
            "grew",
            "dropped",
            "cut",
            "raised",
            "declined",
            "gained",
            "lost",
            "killed",
            "died",
            "injured",
            "arrested",
            "voted",
            "passed",
            "banned",
            "approved",
            "spent",
            "paid",
            "signed",
            "won",
            "charged",
            "convicted",
            "sentenced",
        ],
    ),
    (
        "is an opinion",
        -0.15,
        &[
            "think",
            "feel",
            "hope",
            "wish",
            "believe",
            "should",
            "must",
            "beautiful",
            "wonderful",
            "terrible",
            "great",
            "proud",
            "love",
            "hate",
            "sad",
            "disgusting",
            "amazing",
            "fantastic",
            "shame",
        ],
    ),
    ("looks ahead", -0.08, &["will", "would", "could", "may", "might", "plans", "expected", "shall"]),
    (
        "talks in the first or second person",
        -0.08,
        &["i", "you", "your", "my", "let", "me", "thank", "thanks"],
    ),
];

/// Scores a statement.
#[must_use]
pub fn assess(statement: &Statement) -> Assessment {
    let tokens = tokenize(&statement.text);
    let words: Vec<&Token> = tokens.iter().filter(|t| t.is_spoken()).collect();
    let mut reasons: Vec<(String, f32)> = Vec::new();
    let mut note = |reason: &str, weight: f32| reasons.push((reason.to_owned(), weight));

    let figures = statement.figures.len();
    if figures > 0 {
        note("holds a figure", if figures > 1 { 0.33 } else { 0.25 });
    }
    let names = words.iter().filter(|t| t.capital && !t.first && t.sort == Sort::Word).count();
    if names > 0 {
        note("names someone or something", if names > 2 { 0.18 } else { 0.12 });
    }
    for (reason, weight, table) in MARKS {
        if words.iter().any(|t| table.contains(&t.norm.as_str())) {
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
