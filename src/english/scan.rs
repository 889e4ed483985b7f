//! A text with its tokens, as the grammars of numbers, units, dates and times read it.

use super::token::{Sort, Token};

/// A text and its tokens; every question about a place past the end has an empty answer.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl<'a> Scan<'a> {
    /// The normal form of token `at`.
    pub(super) fn norm(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.norm.as_str())
    }

    /// The normal form of the token before `at`.
    pub(super) fn before(self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |b| self.norm(b))
    }

    /// Token `at` as written.
    pub(super) fn raw(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    pub(super) fn is(self, at: usize, sort: Sort) -> bool {
        self.tokens.get(at).is_some_and(|t| t.sort == sort)
    }

    pub(super) fn is_capital(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// A capital that is not owed to the start of a sentence.
    pub(super) fn is_named(self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital && !t.first)
    }

    /// Whether nothing stands between token `at` and the one after it.
    pub(super) fn adjoins(self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(a), Some(b)) => a.span.end == b.span.start,
            _ => false,
        }
    }

    /// The token after a hyphen that joins `at - 1` and what follows; `at` itself where there is none.
    pub(super) fn past_hyphen(self, at: usize) -> usize {
        at + usize::from(matches!(self.norm(at), "-" | "‑") && self.adjoins(at))
    }

    /// The token after `words`, which may be joined by hyphens.
    pub(super) fn phrase(self, at: usize, words: &str) -> Option<usize> {
        let mut next = at;
        for (nth, word) in words.split(' ').enumerate() {
            if nth > 0 {
                next = self.past_hyphen(next);
            }
            if self.norm(next) != word {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// The longest phrase of `table` at `at`: the token after it and what it stands for.
    pub(super) fn longest<T: Copy>(self, at: usize, table: &[(&str, T)]) -> Option<(usize, T)> {
        let first = self.norm(at);
        let letter = first.bytes().next()?;
        let fits =
            table.iter().filter(|(words, _)| words.as_bytes()[0] == letter && words.starts_with(first));
        fits.filter_map(|(words, what)| Some((self.phrase(at, words)?, *what))).max_by_key(|(end, _)| *end)
    }

    /// The whole number at `at`, where it is written in digits.
    pub(super) fn integer(self, at: usize) -> Option<u32> {
        self.tokens.get(at).filter(|t| t.sort == Sort::Number)?.norm.parse().ok()
    }
}
