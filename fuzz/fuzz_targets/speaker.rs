//! Any text with attributions set anywhere in it: each gets a speaker, and the statements hold together.
//!
//! The model is left out, so that this runs fast: the first bytes place the attributions.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::claim::statements;
use onrecord::extract::{Attribution, CueClass, Evidence, QuotationKind};
use onrecord::speaker::resolve;
use onrecord::text::{Document, Span, normalize};

const PLACES: usize = 8;

fuzz_target!(|bytes: &[u8]| {
    let Some((places, text)) = bytes.split_at_checked(4 * PLACES) else { return };
    let document = Document::new(normalize(&String::from_utf8_lossy(text)).text);
    let tokens = &document.tokens;
    if tokens.is_empty() {
        return;
    }
    // A run of at most seven words; the byte's upper bits say where, its lower ones how long.
    let run = |byte: u8| {
        let from = usize::from(byte >> 3) * tokens.len() / 32;
        let to = (from + usize::from(byte & 7)).min(tokens.len());
        (from < to).then(|| Span::new(tokens[from].start, tokens[to - 1].end))
    };
    let mut found: Vec<Attribution> = Vec::new();
    for place in places.chunks(4) {
        let Some(content) = run(place[2]) else { continue };
        found.push(Attribution {
            source: run(place[0]).into_iter().collect(),
            cue: run(place[1]).into_iter().collect(),
            content: vec![content],
            kind: if place[3] & 1 == 0 { QuotationKind::Direct } else { QuotationKind::Indirect },
            cue_class: CueClass::Say,
            negated: place[3] & 2 != 0,
            hedge: None,
            parent: None,
            confidence: 0.5,
            evidence: Evidence::default(),
        });
    }
    found.sort_by_key(|a| a.content[0].start);
    let (headline, byline) = (document.paragraphs.first(), document.paragraphs.last());
    let [headline, byline] = [headline, byline].map(|p| p.map(|&p| document.slice(p)));
    let cast = resolve(&document, &found, headline, byline);
    assert_eq!(cast.of.len(), found.len());
    assert!(cast.of.iter().all(|r| r.speaker < cast.speakers.len()));
    for statement in statements(&document, &found, &cast, headline) {
        assert!(!statement.text.is_empty() && (0.0..=1.0).contains(&statement.check_worthiness));
        assert!(statement.spans.iter().all(|s| document.text.get(s.start..s.end).is_some()));
    }
});
