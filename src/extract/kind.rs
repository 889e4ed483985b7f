//! Quotation kind: how much of an attribution's content stands inside quotation marks.

use super::QuotationKind;
use crate::text::{Document, Span};

/// The kind of `content`: by its words, punctuation never counts.
pub(super) fn kind(document: &Document, content: &[Span]) -> QuotationKind {
    let (mut inside, mut outside) = (false, false);
    for span in content {
        let from = document.tokens.partition_point(|t| t.end <= span.start);
        for token in document.tokens[from..].iter().take_while(|t| t.start < span.end) {
            if document.slice(*token).starts_with(char::is_alphanumeric) {
                let quoted = document.quotations.iter().any(|q| q.outer.covers(*token));
                inside |= quoted;
                outside |= !quoted;
            }
        }
    }
    match (inside, outside) {
        (true, false) => QuotationKind::Direct,
        (true, true) => QuotationKind::Mixed,
        _ => QuotationKind::Indirect,
    }
}
