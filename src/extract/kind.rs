//! Quotation kind: how much of an attribution's content stands inside quotation marks.

use super::attribution::QuotationKind;
use crate::text::{Document, Span};

/// The outermost quotations of a document without overlaps, in order.
pub(super) fn quoted(document: &Document) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut outer: Vec<Span> = document.quotations.iter().map(|q| q.outer).collect();
    outer.sort_unstable();
    for span in outer {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// The kind of `content`, by its words: punctuation never counts.
pub(super) fn kind(document: &Document, quoted: &[Span], content: &[Span]) -> QuotationKind {
    let (mut inside, mut outside) = (false, false);
    for span in content {
        let from = document.tokens.partition_point(|t| t.end <= span.start);
        for token in document.tokens[from..].iter().take_while(|t| t.start < span.end) {
            if document.slice(*token).starts_with(|c: char| c.is_alphanumeric() || c == '_') {
                let quotation = quoted[..quoted.partition_point(|q| q.start <= token.start)].last();
                let within = quotation.is_some_and(|q| q.covers(*token));
                inside |= within;
                outside |= !within;
            }
        }
    }
    match (inside, outside) {
        (true, false) => QuotationKind::Direct,
        (true, true) => QuotationKind::Mixed,
        _ => QuotationKind::Indirect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> QuotationKind {
        let document = Document::new(text.replace(['[', ']'], ""));
        let start = text.find('[').unwrap();
        let end = text.find(']').unwrap() - 1;
        kind(&document, &quoted(&document), &[Span::new(start, end)])
    }

    #[test]
    fn words_count_and_punctuation_does_not() {
        assert_eq!(kind_of("[“It leaks,”] he said."), QuotationKind::Direct);
        assert_eq!(kind_of("[\"It leaks,\"] he said."), QuotationKind::Direct);
        assert_eq!(kind_of("He said [the roof “leaks”.]"), QuotationKind::Mixed);
        assert_eq!(kind_of("He said [the roof leaks.]"), QuotationKind::Indirect);
        assert_eq!(kind_of("He said [the roof of the “Ark” leaks, and “badly”.]"), QuotationKind::Mixed);
    }
}
