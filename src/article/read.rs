//! Reading: bytes to revisions, whatever the format.

use super::digest::sha256;
use super::draft::Draft;
use super::kept::kept;
use super::origin::{Origin, ReadError, ReadOutcome, foreign, too_large};
use super::revision::SourceFormat;
use super::sniff::{FileKind, sniff};
use super::thresholds::MAX_FILE;
use super::{encoding, html, jsonl, markdown, plain};
use std::io::Read as _;

/// Reads the revisions in `bytes`: the format is taken from the content first, from the name of the file second;
/// gzip is unpacked.
#[must_use]
pub fn read(bytes: &[u8], origin: &Origin) -> ReadOutcome {
    let place = origin.path.display().to_string();
    let refuse = |message: String| vec![Err(ReadError::new(place.clone(), message))];
    match sniff(bytes, &origin.path) {
        FileKind::Foreign(what, remedy) => vec![Err(foreign(&origin.path, what, "an article", remedy))],
        FileKind::Gzip => {
            let mut inside = Vec::new();
            let limit = MAX_FILE as u64 + 1;
            if let Err(e) = flate2::read::MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut inside) {
                return refuse(format!(
                    "it cannot be unpacked ({e}); copy it again from where it came from."
                ));
            }
            match sniff(&inside, &origin.path) {
                FileKind::Gzip => refuse("it is packed twice; unpack it once with gunzip.".to_owned()),
                FileKind::Foreign(what, remedy) => {
                    vec![Err(foreign(&origin.path, what, "an article", remedy))]
                }
                FileKind::Text(format) => read_as(format, &inside, bytes, origin),
            }
        }
        FileKind::Text(format) => read_as(format, bytes, bytes, origin),
    }
}

/// Reads the unpacked `bytes`; `raw` are those of the file.
fn read_as(format: SourceFormat, bytes: &[u8], raw: &[u8], origin: &Origin) -> ReadOutcome {
    if format == SourceFormat::Jsonl {
        return jsonl::read_jsonl(bytes, origin).collect();
    }
    let place = origin.path.display().to_string();
    let refuse = |message: String| vec![Err(ReadError::new(place.clone(), message))];
    if bytes.len() > MAX_FILE {
        return refuse(too_large());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refuse("the file is empty; give one that holds an article.".to_owned());
    }
    let named = origin.web.as_ref().and_then(|web| web.charset.as_deref());
    let (text, doubt) = encoding::decode_as(bytes, format == SourceFormat::Html, named);
    let draft: Result<Draft, String> = match format {
        SourceFormat::Html => html::read_html_by(&text, origin.rules.as_deref()),
        SourceFormat::Markdown => Ok(markdown::read_markdown(&text)),
        _ => Ok(plain::read_plain(&text)),
    };
    let outcome = match draft {
        Ok(mut draft) => {
            draft.warnings.splice(0..0, doubt);
            draft.finish(format, sha256([raw]), origin, &place).map(|read| kept(read, bytes, origin))
        }
        Err(message) => Err(ReadError::new(place, message)),
    };
    vec![outcome]
}

#[cfg(test)]
mod tests {
    use super::super::revision::{FoundIn, Revision};
    use super::*;
    use proptest::prelude::*;
    use std::io::Write as _;

    fn origin(path: &str) -> Origin {
        Origin { path: path.into(), now: "2026-03-02T09:00:00Z".into(), ..Origin::default() }
    }

    fn one(bytes: &[u8], path: &str) -> Result<Revision, String> {
        let mut outcome = read(bytes, &origin(path));
        assert_eq!(outcome.len(), 1);
        outcome.remove(0).map_err(|e| e.to_string())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).expect("memory takes it");
        packed.finish().expect("memory takes it")
    }

    #[test]
    fn refusals_name_file_and_remedy() {
        let refusal = |bytes: &[u8], path: &str| one(bytes, path).expect_err("refused");
        insta::assert_snapshot!(
            [
                refusal(b"", "a.txt"),
                refusal(b" \n\n", "a.md"),
                refusal(b"%PDF-1.7", "a.txt"),
                refusal(b"ab\0cd", "a.txt"),
                refusal(b"\x1F\x8Bnonsense", "a.gz"),
                refusal(&gzip(&gzip(b"x")), "a.gz"),
                refusal(b"---\ntitle: x\n---\n", "a.md"),
                refusal(b"<html><body><script>x()</script></body></html>", "a.html"),
                refusal("word ".repeat(1_000_000).as_bytes(), "a.txt"),
                refusal(&vec![b'x'; MAX_FILE + 1], "a.txt"),
            ]
            .join("\n"),
            @r#"
            a.txt: the file is empty; give one that holds an article.
            a.md: the file is empty; give one that holds an article.
            a.txt: it is a PDF, not an article; save it as text, Markdown or HTML.
            a.txt: it is a binary file, not an article; save it as text, Markdown or HTML.
            a.gz: it cannot be unpacked (invalid gzip header); copy it again from where it came from.
            a.gz: it is packed twice; unpack it once with gunzip.
            a.md: there is no article text in it; give a file that holds one.
            a.html: no article was found in the page; save the page of one article, with its text, or give the text itself.
            a.txt: the text is 5.0 MB long, more than an article ever is; split it into articles of less than 4 MB.
            a.txt: it is larger than 64 MB, more than one article ever is; split it, or give many articles as JSONL (one a line).
            "#
        );
    }

    #[test]
    fn a_capture_time_comes_from_the_best_source() {
        let text = b"The pool will close in June.";
        let named = one(text, "pool/1-2026-03-01T0900Z.txt").expect("read").captured_at;
        assert_eq!((named.value.as_str(), named.by), ("2026-03-01T09:00:00Z", FoundIn::FileName));
        let clock = one(text, "pool.txt").expect("read").captured_at;
        assert_eq!((clock.value.as_str(), clock.by), ("2026-03-02T09:00:00Z", FoundIn::Clock));
        let filed = Origin { modified: Some("2026-02-01T00:00:00Z".into()), ..origin("pool.txt") };
        assert_eq!(read(text, &filed)[0].as_ref().expect("read").captured_at.by, FoundIn::FileTime);
    }

    #[test]
    fn garbled_characters_are_mended_once_with_a_warning() {
        let page = "<html><body><article><p>It\u{e2}\u{20ac}\u{2122}s 5\u{c2}\u{a0}% of the wall, the port said on Monday.</p></article>";
        let read = one(page.as_bytes(), "a.html").expect("read");
        assert_eq!(read.body, "It’s 5 % of the wall, the port said on Monday.");
        assert_eq!(read.warnings.iter().filter(|w| w.contains("garbled")).count(), 1, "{:?}", read.warnings);
        let line = r#"{"title": "The wall\u00e2\u20ac\u2122s end", "text": "It is the wall\u201a\u00c4\u00f4s end, the port said."}"#;
        let read = one(line.as_bytes(), "a.jsonl").expect("read");
        assert_eq!(read.headline.expect("a headline").value, "The wall’s end");
        assert_eq!(read.body, "It is the wall’s end, the port said.");
        assert_eq!(read.warnings.len(), 1);
    }

    #[test]
    fn a_packed_file_reads_as_what_is_in_it() {
        let text = b"---\nurl: https://a.example/x\n---\nThe *pool* will close.";
        let plain = one(text, "a.md").expect("read");
        let packed = one(&gzip(text), "a.md.gz").expect("read");
        assert_eq!((packed.format, &packed.body), (SourceFormat::Markdown, &plain.body));
        assert_eq!(packed.text_sha256, plain.text_sha256);
        assert_ne!(packed.raw_sha256, plain.raw_sha256);
    }

    #[test]
    fn a_page_in_utf_16_is_a_page_whatever_its_name() {
        let page = "\u{FEFF}<!DOCTYPE html><title>Quay</title><article><p>The café is shut, the port said on Monday.</p>";
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [big, little] {
            let read = one(&bytes, "https://a.example/quay").expect("read");
            assert_eq!(
                (read.format, &*read.body),
                (SourceFormat::Html, "The café is shut, the port said on Monday.")
            );
        }
    }

    #[test]
    fn a_key_is_the_url_else_the_group_else_the_path() {
        assert_eq!(
            one(b"---\nurl: http://A.example/x/\n---\nText.", "a.md").expect("read").key,
            "https://a.example/x"
        );
        assert_eq!(one(b"Text here.", "./pool/a.txt").expect("read").key, "pool/a.txt");
        let grouped = Origin { group: Some("pool".into()), ..origin("pool/1.txt") };
        assert_eq!(read(b"Text here.", &grouped)[0].as_ref().expect("read").key, "pool");
    }

    const NAMES: [&str; 6] = ["a.txt", "a.md", "a.html", "a.jsonl", "a.gz", "a"];

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for name in NAMES {
                prop_assert_eq!(read(&bytes, &origin(name)), read(&bytes, &origin(name)));
            }
        }

        #[test]
        fn no_text_makes_it_panic(
            parts in proptest::collection::vec(concat!(
                "(<[a-z/!]{0,8}( [a-z]{1,6}=\"[^\"]{0,9}\")?>|---\n|[a-z]{1,6}: |",
                "[{}\\[\\]\":,]|\\PC{0,12}|\n|[*_#>-] )",
            ), 0..60)
        ) {
            let text = parts.concat();
            for name in NAMES {
                for revision in read(text.as_bytes(), &origin(name)).into_iter().flatten() {
                    prop_assert!(!revision.body.trim().is_empty());
                    prop_assert_eq!(revision.body.trim(), revision.body.as_str());
                }
            }
        }
    }
}
