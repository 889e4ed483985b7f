//! Terms: the words that a wording is looked for by, and the runs of words that it quotes.

use super::thresholds::{RUN, RUNS, TERMS};
use crate::claim::{Sort, Token, Wording};
use crate::english::lexicon::is_small;
use std::collections::HashSet;

/// What a wording is looked for by, as written in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Words with content, names and figures, each once; the longest, where there are many.
    pub words: Vec<String>,
    /// Runs of words inside quotation marks, for where no word is rare.
    pub runs: Vec<String>,
}

impl Terms {
    /// The terms of a wording; `quoted` says that all of it stands inside quotation marks.
    #[must_use]
    pub fn of(text: &str, quoted: bool) -> Self {
        let wording = Wording::of(text);
        let spoken: Vec<&Token> = wording.tokens.iter().filter(|token| token.is_spoken()).collect();
        let written = |token: &Token| token.span.of(text).to_lowercase();
        let mut seen = HashSet::new();
        let mut words: Vec<String> = spoken
            .iter()
            .filter(|token| token.sort == Sort::Number || !is_small(&token.norm))
            .map(|token| written(token))
            .filter(|word| seen.insert(word.clone()))
            .collect();
        // Long words are rare ones. Figures are kept: they are short and tell much.
        words.sort_by_key(|word| {
            (!word.starts_with(|c: char| c.is_ascii_digit()), std::cmp::Reverse(word.len()))
        });
        words.truncate(TERMS);
        let runs = spoken
            .windows(RUN)
            .step_by(RUN / 2)
            .filter(|run| quoted || run.iter().all(|token| token.quoted))
            .map(|run| run.iter().map(|token| written(token)).collect::<Vec<_>>().join(" "))
            .take(RUNS)
            .collect();
        Self { words, runs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_no_terms_and_quoted_runs_are() {
        let terms = Terms::of("The mayor told 12 of them: \"We will not go back on that.\"", false);
        assert!(["mayor", "12"].iter().all(|word| terms.words.iter().any(|w| w == word)), "{terms:?}");
        assert!(!terms.words.iter().any(|word| word == "the" || word == "of"), "{terms:?}");
        assert_eq!(terms.runs, ["we will not go", "not go back on"]);
        assert_eq!(Terms::of("", true), Terms::default());
    }

    #[test]
    fn a_long_wording_has_as_many_terms_as_any() {
        let text: String = (0..500).map(|n| format!("word{n} ")).collect();
        assert_eq!(Terms::of(&text, true).words.len(), TERMS);
        assert_eq!(Terms::of(&text, true).runs.len(), RUNS);
    }
}
