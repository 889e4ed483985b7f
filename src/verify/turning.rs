//! Turning: why the sense of a passage may turn where it was cut, and whether the article says so itself.

use super::thresholds::UNMARKED_CLAUSE;
use crate::english::SpokenWord;
use crate::english::lexicon::{self, Strength};
use serde::Serialize;

/// Why the sense may turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Turning {
    /// "I do not believe that"
    Negation,
    /// "if", "unless"
    Condition,
    /// "I wish that", "suppose that"
    Supposed,
    /// "they say that"
    Attribution,
    /// "I think", "perhaps", "in theory"
    Hedge,
    /// "but"
    Contrast,
    /// The words are part of a question.
    Question,
    /// "I used to think that", "I'm joking"
    TakenBack,
    /// "Fourteen million ... on walls", of "fourteen million on pumps, and twenty on walls"
    Spliced,
}

/// Whether words of the article before (`lead`) or behind the quotation marks say what turns the sense: "she would not “…”".
pub(super) fn is_told(turning: Turning, lead: &[SpokenWord], tail: &[SpokenWord]) -> bool {
    let tagged = |word: &SpokenWord, tag: &str| lexicon::of(&word.key).is_some_and(|row| row.has(tag));
    let all = || lead.iter().chain(tail);
    let near = &lead[lead.len().saturating_sub(UNMARKED_CLAUSE)..];
    match turning {
        Turning::Negation => near.iter().any(|word| lexicon::negation(&word.key).is_some()),
        Turning::Condition => all().any(|word| tagged(word, "conditional")),
        Turning::Contrast => all().any(|word| tagged(word, "concessive")),
        // "She thinks that “…”", "they tried to “…”"
        Turning::Hedge => near.iter().any(|word| {
            lexicon::is_hedge(&word.key) || lexicon::report(&word.key) == Some(Strength::Holding)
        }),
        Turning::Supposed => near.iter().any(|word| {
            lexicon::rows(&word.key).any(|row| row.has("supposing")) || tagged(word, "conditional")
        }),
        // "Did you know," she asked.
        Turning::Question => {
            all().any(|word| lexicon::rows(&word.key).any(|row| row.value("cue") == Some("ask")))
        }
        Turning::Attribution | Turning::TakenBack | Turning::Spliced => false,
    }
}
