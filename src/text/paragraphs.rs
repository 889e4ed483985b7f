//! Paragraphs.

use super::Span;

/// The paragraphs of a normalised text.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        if start < end {
            out.push(Span::new(start, end));
        }
        at += line.len();
    }
    out
}
