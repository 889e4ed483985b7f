//! What must hold of any bytes: each check takes some as a file, a text or two, and panics where it does not hold.
//!
//! The fuzz targets call them with bytes that libFuzzer makes, `tests/mutants.rs` with stories that were altered.

use onrecord::article::files::Input;
use onrecord::article::{Origin, read};
use onrecord::claim::{figures, statements};
use onrecord::diff::{compare_texts, words};
use onrecord::extract::{Attribution, CueClass, Evidence, Extractor, QuotationKind};
use onrecord::source::Sighting;
use onrecord::source::open::{OpenOptions, open};
use onrecord::speaker::resolve;
use onrecord::text::{CodePoints, Document, Span, normalize};
use std::sync::LazyLock;

const NAMES: [&str; 6] = ["a.html", "a.md", "a.txt", "a.jsonl", "2-2026-03-01T1200Z.txt", "a.html.gz"];

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
    Extractor::with_threads(1).expect("the embedded model loads").with_least_confidence(0.0)
});

const PLACES: usize = 8;

/// Any bytes as a file: reading ends, without a panic, in revisions that hold together or in one clear sentence.
///
/// The first byte chooses the name of the file, which decides between formats that look alike.
pub(crate) fn article(bytes: &[u8]) {
    let Some((&name, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(name) % NAMES.len()];
    let origin = Origin { path: name.into(), now: "2026-03-01T12:00:00Z".into(), ..Origin::default() };
    for revision in read(bytes, &origin) {
        match revision {
            Ok(revision) => {
                assert!(!revision.body.trim().is_empty());
                assert!(!revision.key.is_empty() && !revision.captured_at.value.is_empty());
            }
            Err(error) => assert!(!error.message.is_empty() && error.place.starts_with(name)),
        }
    }
}

/// Names of files that are no texts.
pub(crate) const SOURCES: [&str; 8] =
    ["a.csv", "a.json", "a.db", "a.parquet", "a.warc", "a.warc.gz", "a.wacz", "a.tsv"];

/// Any bytes as a file of many articles: what it holds is given, or why it cannot be, and there is an end to it.
///
/// The first byte chooses the name of the file, which tells an archive from a table.
pub(crate) fn source(bytes: &[u8]) {
    let Some((&name, bytes)) = bytes.split_first() else { return };
    let name = SOURCES[usize::from(name) % SOURCES.len()];
    let folder = std::env::temp_dir().join(format!("onrecord-source-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file can be written");
    let options = OpenOptions { now: "2026-03-01T12:00:00Z".into(), ..OpenOptions::default() };
    let mut source = open(&Input { path, group: None }, &options);
    // Each byte begins one thing at most, and tells of one fault.
    for _ in 0..2 * bytes.len() + 2 {
        match source.next_capture() {
            None => return,
            Some(Ok(Sighting::Page(page))) => drop(page.read()),
            Some(Ok(Sighting::Ready(ready))) => assert!(!ready.revision.body.is_empty()),
            Some(Ok(_)) => {}
            Some(Err(error)) => assert!(!error.message.is_empty() && error.place.contains(name), "{error}"),
        }
    }
    panic!("{name} has no end");
}

/// Any two texts, parted by the byte 0xFF: they compare, and a text compared with itself has not changed.
pub(crate) fn diff(bytes: &[u8]) {
    let at = bytes.iter().position(|&b| b == 0xFF).unwrap_or(bytes.len() / 2);
    let [old, new] = [&bytes[..at], &bytes[at..]].map(|b| normalize(&String::from_utf8_lossy(b)).text);
    for finding in compare_texts(&old, &new).changes {
        assert!(!finding.reason.is_empty());
    }
    let _ = words(&old, &new);
    assert!(compare_texts(&old, &old).changes.is_empty(), "nothing changed");
}

/// Any bytes as a text, the model included: extraction ends, and every span lies on character borders of the text as
/// given.
pub(crate) fn extract(bytes: &[u8]) {
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
}

/// Any text with attributions set anywhere in it: each gets a speaker, and the statements hold together.
///
/// The model is left out, so that this runs fast: the first bytes place the attributions.
pub(crate) fn speaker(bytes: &[u8]) {
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
            asserted: place[3] & 4 == 0,
            reported: place[3] & 8 == 0,
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
}

/// Any text: what normalisation and the text layer find lies on character borders, in order, and one within the other.
pub(crate) fn text(bytes: &[u8]) {
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
}
