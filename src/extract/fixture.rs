//! Attributions marked in a text, for tests.

use super::{Attribution, Evidence, amend, kind};
use crate::text::{Document, Span};

/// A text and the attribution marked in it: its source `{…}`, its cue `[…]`, the pieces of its content `<…>`.
pub(super) fn attributed(marked: &str) -> (Document, Attribution) {
    let (mut text, mut open) = (String::new(), 0);
    let (mut source, mut cue, mut content) = (Vec::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '[' | '{' | '<' => open = text.len(),
            ']' => cue.push(Span::new(open, text.len())),
            '}' => source.push(Span::new(open, text.len())),
            '>' => content.push(Span::new(open, text.len())),
            _ => text.push(c),
        }
    }
    let document = Document::new(text);
    let quoted = kind::quoted(&document);
    let found = amend::assemble(&document, &quoted, source, cue, content, Evidence::default());
    (document, found)
}

/// The source and the content of the marked attribution after mending.
pub(super) fn mended(marked: &str, mend: impl FnOnce(&Document, &mut Attribution)) -> (String, String) {
    let (document, mut attribution) = attributed(marked);
    mend(&document, &mut attribution);
    (words(&document, &attribution.source), words(&document, &attribution.content))
}

/// The words of spans, as tests read them.
pub(super) fn words(document: &Document, spans: &[Span]) -> String {
    spans.iter().map(|&s| document.slice(s)).collect::<Vec<_>>().join(" … ")
}

/// An attribution as tests read it: source, cue, content.
pub(super) fn row(document: &Document, attribution: &Attribution) -> String {
    let of = |spans: &[Span]| words(document, spans);
    format!("{} | {} | {}", of(&attribution.source), of(&attribution.cue), of(&attribution.content))
}
