//! Quotations: the regions between quotation marks.

use super::Span;
use serde::{Deserialize, Serialize};

/// How the marks of a quotation look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteStyle {
    /// `“ ”`, `„ “`
    Double,
    /// `" "`
    StraightDouble,
    /// `‘ ’`
    Single,
    /// `' '`
    StraightSingle,
    /// `« »`
    Guillemets,
    /// ` ``…'' `
    Tex,
}

/// One quotation. A quotation over several paragraphs whose marks reopen is one item a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without its marks.
    pub inner: Span,
    /// 0 for a quotation, 1 for a quotation within one.
    pub depth: u8,
    /// How its marks look.
    pub style: QuoteStyle,
    /// It goes on from the paragraph before (whose mark was left open).
    pub continues: bool,
    /// Its closing mark stands; false for a paragraph whose quotation goes on in the next one.
    pub closed: bool,
}

/// The quotations of a normalised text.
#[must_use]
pub fn quotations(_text: &str, _paragraphs: &[Span]) -> Vec<Quotation> {
    Vec::new()
}
