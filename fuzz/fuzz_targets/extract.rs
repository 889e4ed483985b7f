//! Any bytes as a text, the model included: extraction ends, and every span lies on character borders of the text as
//! given.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::extract::Extractor;
use onrecord::text::{Document, normalize};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::with_threads(1).expect("the embedded model loads").with_least_confidence(0.0));

fuzz_target!(|bytes: &[u8]| {
    let given = String::from_utf8_lossy(bytes);
    let normal = normalize(&given);
    let document = Document::new(normal.text.as_str());
    let found = EXTRACTOR.extract(std::slice::from_ref(&document)).expect("the model runs").remove(0);
    for (i, a) in found.iter().enumerate() {
        assert!(!a.content.is_empty() && (0.0..=1.0).contains(&a.confidence));
        assert!(a.parent.is_none_or(|p| p < found.len() && p != i));
        for &span in a.source.iter().chain(&a.cue).chain(&a.content).chain(&a.hedge) {
            assert!(!span.is_empty() && document.text.get(span.start..span.end).is_some());
            let at = normal.to_given(span);
            assert!(given.get(at.start..at.end).is_some());
        }
    }
});
