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
