//! Sentences.

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

/// The sentences of one paragraph of a normalised text.
#[must_use]
pub fn sentences(text: &str, paragraph: Span) -> Vec<Span> {
    paragraph
        .of(text)
        .split_sentence_bound_indices()
        .map(|(i, s)| Span::new(paragraph.start + i, paragraph.start + i + s.trim_end().len()))
        .filter(|s| !s.is_empty())
        .collect()
}
