//! Text: normalised once, then cut into paragraphs, sentences, tokens and quotations.
//!
//! Nothing here knows what an article or an attribution is. Everything works on `&str` and gives byte [`Span`]s
//! into it.

mod abbreviations;
pub(crate) mod alternatives;
mod date_line;
mod dateline;
mod excess;
mod furniture;
mod genre;
mod links;
mod marks;
mod normalize;
mod notes;
mod opening;
mod page_data;
mod paragraphs;
mod pattern;
mod promotion;
mod quotes;
mod sentences;
mod sign_off;
mod thresholds;
mod tokens;

pub use crate::span::{CodePoints, Span};
pub use excess::excess;
pub use furniture::{Furniture, FurnitureKind, furniture};
pub(crate) use links::lists_of_stories;
pub use normalize::{Normalized, normalize};
pub use notes::Note;
pub(crate) use notes::{of_headline, opens_note, unmarked};
pub(crate) use page_data::page_data;
pub use paragraphs::paragraphs;
pub(crate) use pattern::{Matched, Pattern, PatternParts, head};
pub use quotes::{Quotation, QuoteStyle, quotations};
pub use sentences::sentences;
pub use tokens::tokens;

/// A normalised text with everything the later stages ask about it, found once.
///
/// All spans are byte ranges into [`Document::text`], in order of their start, on character borders.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The text, as [`normalize()`] left it.
    pub text: String,
    /// Paragraphs, without the white space around them; never empty, never overlapping.
    pub paragraphs: Vec<Span>,
    /// Sentences; each lies within one paragraph, together they cover all its text but white space. One of more than 8 KiB
    /// is several.
    pub sentences: Vec<Span>,
    /// Words and punctuation marks; each lies within one sentence (except at the end of a run of more than 64 marks, and
    /// where a sentence without a space is cut).
    pub tokens: Vec<Span>,
    /// Quotations, outer before inner.
    pub quotations: Vec<Quotation>,
    /// Datelines, bylines, credits and the like: part of the text, never part of a claim; not overlapping.
    pub furniture: Vec<Furniture>,
    /// Notes by which the outlet acknowledges an edit; not all of them are furniture, since some quote somebody.
    pub notes: Vec<Note>,
}

impl Document {
    /// Analyses a text that is already normalised.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let paragraphs = paragraphs(&text);
        let sentences: Vec<Span> = paragraphs.iter().flat_map(|&p| sentences(&text, p)).collect();
        let tokens = tokens(&text);
        let quotations = quotations(&text, &paragraphs);
        let furniture = furniture(&text, &paragraphs);
        let notes = notes::notes(&text, &paragraphs, &sentences, &furniture);
        Self { text, paragraphs, sentences, tokens, quotations, furniture, notes }
    }

    /// The words of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// Index of the sentence with the byte at `at`, or of the last one that starts before it.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        self.sentences.partition_point(|s| s.start <= at).checked_sub(1)
    }

    /// Index of the paragraph with the byte at `at`, or of the last one that starts before it.
    #[must_use]
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        self.paragraphs.partition_point(|p| p.start <= at).checked_sub(1)
    }

    /// Whether furniture begins in `from..to`.
    #[must_use]
    pub fn has_furniture(&self, from: usize, to: usize) -> bool {
        let next = self.furniture.partition_point(|f| f.span.start < from);
        self.furniture.get(next).is_some_and(|f| f.span.start < to)
    }

    /// Whether the byte at `at` lies within furniture such as a byline.
    #[must_use]
    pub fn is_furniture(&self, at: usize) -> bool {
        let before = self.furniture.partition_point(|f| f.span.start <= at);
        self.furniture[..before].last().is_some_and(|f| f.span.contains(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts of what gives trouble: marks, abbreviations, furniture, wrapped lines.
    fn article() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[A-Za-z]{1,8} ",
            1 => "\\PC{1,4}",
            4 => prop::sample::select(vec![
                "\n", "\n\n", ". ", ".” ", "? ", "...", "“", "”", "‘", "’", "\"", "'", "``", "''", "«", "»", "U.S. ",
                "Sen. ", "p.m. ", "PARIS (AP) — ", "date 2026-02-19 ", "(Reporting by Jane Doe; Editing by John Roe)",
                "By Jane Doe\n", "Follow @janedoe.", "。", "5'10\" ", "\u{ad}", "\r\n", "e\u{301}", "1. ", "O’Neill",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|v| v.concat())
    }

    proptest! {
        #[test]
        fn parts_are_in_order_and_lie_within_each_other(raw in article()) {
            let d = Document::new(normalize(&raw).text);
            let parts = d.paragraphs.iter().chain(&d.sentences).chain(&d.tokens);
            for span in parts.copied().chain(d.furniture.iter().map(|f| f.span)) {
                prop_assert!(!span.is_empty() && d.text.get(span.start..span.end).is_some());
            }
            for spans in [&d.paragraphs, &d.sentences, &d.tokens] {
                prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
            }
            prop_assert!(d.furniture.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            for sentence in &d.sentences {
                prop_assert!(d.paragraph_at(sentence.start).is_some_and(|p| d.paragraphs[p].covers(*sentence)));
            }
            for token in &d.tokens {
                prop_assert!(d.sentence_at(token.start).is_some_and(|s| d.sentences[s].covers(*token)));
            }
            for f in &d.furniture {
                prop_assert!(d.paragraph_at(f.span.start).is_some_and(|p| d.paragraphs[p].covers(f.span)));
                prop_assert!(d.is_furniture(f.span.start) && d.is_furniture(f.span.end - 1));
            }
        }
    }
}
