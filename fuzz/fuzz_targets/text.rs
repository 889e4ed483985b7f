//! Any text: what normalisation and the text layer find lies on character borders, in order, and one within the other.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::claim::figures;
use onrecord::text::{CodePoints, Document, Span, normalize};

fuzz_target!(|bytes: &[u8]| {
    let given = String::from_utf8_lossy(bytes);
    let normal = normalize(&given);
    assert_eq!(normalize(&normal.text).text, normal.text, "what is normal stays as it is");
    let document = Document::new(normal.text.as_str());
    let (text, points) = (document.text.as_str(), CodePoints::new(&given));
    let sound = |span: Span| {
        assert!(!span.is_empty() && text.get(span.start..span.end).is_some());
        let at = normal.to_given(span);
        assert!(given.get(at.start..at.end).is_some());
        let (start, end) = points.span(at);
        assert!(start <= end);
    };
    let ordered = |spans: &[Span]| assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
    for spans in [&document.paragraphs, &document.sentences, &document.tokens] {
        spans.iter().copied().for_each(sound);
        ordered(spans);
    }
    document.furniture.iter().for_each(|f| sound(f.span));
    for quotation in &document.quotations {
        sound(quotation.inner);
        assert!(quotation.outer.covers(quotation.inner));
    }
    for figure in figures(text) {
        sound(figure.span);
    }
});
