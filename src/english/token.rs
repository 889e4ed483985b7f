//! A token: a word, number, sign or mark of a text, as [`tokenize`](super::tokenize) cuts it.

use crate::span::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Letters, perhaps with digits.
    Word,
    /// Digits, perhaps with separators, a fraction or an exponent: "12,500", "12 500", "2½", ".5", "10³".
    Number,
    /// `$`, `%`, `?` and other signs that carry meaning.
    Symbol,
    /// A quotation mark.
    Quote,
    /// Any other punctuation.
    Mark,
}

/// One token of a statement.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) sort: Sort,
    /// Lower case, one spelling, no points in acronyms, numbers as plain decimals ("12500", "2.5", "1/3", "10^3").
    pub(crate) norm: String,
    /// [`norm`](Self::norm) without inflection.
    pub(crate) stem: String,
    /// It starts with a capital letter.
    pub(crate) capital: bool,
    /// It opens a sentence, so its capital tells nothing.
    pub(crate) first: bool,
    /// It stands inside quotation marks.
    pub(crate) quoted: bool,
}

impl Token {
    /// Whether it is a word or a number: something that can be said aloud.
    pub(crate) fn is_spoken(&self) -> bool {
        matches!(self.sort, Sort::Word | Sort::Number)
    }
}
