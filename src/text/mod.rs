//! Text: normalised once, then cut into paragraphs, sentences, tokens and quotations.
//!
//! Nothing here knows what an article or an attribution is. Everything works on `&str` and gives byte [`Span`]s
//! into it.

mod abbreviations;
mod dateline;
mod furniture;
mod marks;
mod normalize;
mod paragraphs;
mod quotes;
mod sentences;
mod span;
mod tokens;

pub use furniture::{Furniture, FurnitureKind, furniture};
pub use normalize::{Normalized, normalize};
pub use paragraphs::paragraphs;
pub use quotes::{Quotation, QuoteStyle, quotations};
pub use sentences::sentences;
pub use span::{CodePoints, Span};
pub use tokens::tokens;

/// A normalised text with everything the later stages ask about it, found once.
///
/// All spans are byte ranges into [`Document::text`], in order of their start, on character borders.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text, as [`normalize`] left it.
    pub text: String,
    /// Paragraphs, without the white space around them; never empty, never overlapping.
    pub paragraphs: Vec<Span>,
    /// Sentences; each lies within one paragraph, together they cover all its text but white space.
    pub sentences: Vec<Span>,
    /// Words and punctuation marks; each lies within one sentence.
    pub tokens: Vec<Span>,
    /// Quotations, outer before inner.
    pub quotations: Vec<Quotation>,
    /// Datelines, bylines, credits and the like: part of the text, never part of a claim; not overlapping.
    pub furniture: Vec<Furniture>,
}

impl Document {
    /// Analyses a text that is already normalised.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let paragraphs = paragraphs(&text);
        let sentences = paragraphs.iter().flat_map(|&p| sentences(&text, p)).collect();
        let tokens = tokens(&text);
        let quotations = quotations(&text, &paragraphs);
        let furniture = furniture(&text, &paragraphs);
        Self { text, paragraphs, sentences, tokens, quotations, furniture }
    }

    /// The words of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// Index of the sentence that holds the byte at `at`, or of the last one that starts before it.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        self.sentences.partition_point(|s| s.start <= at).checked_sub(1)
    }

    /// Index of the paragraph that holds the byte at `at`, or of the last one that starts before it.
    #[must_use]
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        self.paragraphs.partition_point(|p| p.start <= at).checked_sub(1)
    }

    /// Whether metadata begins in `from..to`.
    #[must_use]
    pub fn has_furniture(&self, from: usize, to: usize) -> bool {
        let next = self.furniture.partition_point(|f| f.span.start < from);
        self.furniture.get(next).is_some_and(|f| f.span.start < to)
    }

    /// Whether the byte at `at` lies within metadata such as a byline.
    #[must_use]
    pub fn is_furniture(&self, at: usize) -> bool {
        let before = self.furniture.partition_point(|f| f.span.start <= at);
        self.furniture[..before].last().is_some_and(|f| f.span.contains(at))
    }
}
