//! Sniffing: the format of a file, from what it holds first and from its name second.

use super::encoding::decode;
use super::revision::SourceFormat;
use super::thresholds::{PAGE_HEAD, SNIFFED};
use std::path::Path;

/// What bytes turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A format that can be read.
    Text(SourceFormat),
    /// Gzip: what counts is inside.
    Gzip,
    /// Something else, with the words for it and what to do.
    Foreign(&'static str, &'static str),
}

const CONVERT: &str = "save it as text, Markdown or HTML";
const PICTURE: &str = "give its text instead";
pub(super) const DATABASE: &str = "an SQLite database";
const UNPACK: &str = "unpack it and give the files in it";

/// First bytes of what people mistake for articles.
const MAGIC: [(&[u8], &str, &str); 18] = [
    (b"%PDF-", "a PDF", CONVERT),
    (b"\x89PNG", "a PNG image", PICTURE),
    (b"\xFF\xD8\xFF", "a JPEG image", PICTURE),
    (b"GIF8", "a GIF image", PICTURE),
    (b"RIFF", "an image, sound or film", PICTURE),
    (b"PK\x03\x04", "a ZIP archive or an office document", CONVERT),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    (b"\xD0\xCF\x11\xE0", "an old office document", CONVERT),
    (b"{\\rtf", "a rich text (RTF) document", CONVERT),
    (b"7z\xBC\xAF", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
    (b"SQLite format 3", DATABASE, "open it as a database if it is one of onrecord"),
    (b"WARC/", "a web archive (WARC)", "give it under a name that ends in .warc"),
    (b"\x7FELF", "a program", "give an article"),
    (b"<?xml-stylesheet", "an XML style sheet reference", CONVERT),
];

/// What the first bytes and the name of a file say that it is.
#[must_use]
pub(super) fn sniff(bytes: &[u8], path: &Path) -> FileKind {
    let head = &bytes[..bytes.len().min(SNIFFED)];
    if head.starts_with(b"\x1F\x8B") {
        return FileKind::Gzip;
    }
    if let Some(&(_, what, remedy)) = MAGIC.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return FileKind::Foreign(what, remedy);
    }
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    if !wide && head.contains(&0) {
        return FileKind::Foreign("a binary file", CONVERT);
    }
    let start = &head[..head.len().min(PAGE_HEAD)];
    let start = if wide { decode(start, false).0 } else { String::from_utf8_lossy(start) };
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    if begins_as_page(start) {
        return FileKind::Text(SourceFormat::Html);
    }
    FileKind::Text(match extension(path).as_str() {
        "jsonl" | "ndjson" => SourceFormat::Jsonl,
        "html" | "htm" | "xhtml" if wide || has_tag(&String::from_utf8_lossy(head)) => SourceFormat::Html,
        "md" | "markdown" => SourceFormat::Markdown,
        "txt" | "text" => SourceFormat::Plain,
        _ if start.starts_with('{') && start[1..].trim_start().starts_with('"') => SourceFormat::Jsonl,
        "" if start.starts_with("---\n") || start.starts_with("---\r\n") => SourceFormat::Markdown,
        _ => SourceFormat::Plain,
    })
}

/// The extension that names a format, in lower case; `.gz` is looked through.
#[must_use]
pub(super) fn extension(path: &Path) -> String {
    let of =
        |path: &Path| path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let last = of(path);
    if last == "gz" { path.file_stem().map(|stem| of(Path::new(stem))).unwrap_or_default() } else { last }
}

/// Whether a text begins as a page does.
pub(super) fn begins_as_page(text: &str) -> bool {
    let start = &text[..text.floor_char_boundary(PAGE_HEAD)];
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    let lower = start.to_ascii_lowercase();
    let mut rest = lower.as_str();
    while let Some(after) = rest.strip_prefix("<!--") {
        rest = after.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
    }
    if rest.starts_with("<?xml") {
        return rest.contains("<html") || rest.contains("<!doctype html");
    }
    ["<!doctype html", "<html", "<head", "<body", "<meta ", "<title"].iter().any(|tag| rest.starts_with(tag))
}

/// Whether there is anything like a tag in a text.
fn has_tag(text: &str) -> bool {
    text.as_bytes().windows(2).any(|w| w[0] == b'<' && (w[1].is_ascii_alphabetic() || w[1] == b'!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(bytes: &[u8], name: &str) -> FileKind {
        sniff(bytes, Path::new(name))
    }

    #[test]
    fn content_speaks_before_the_name() {
        assert_eq!(kind(b"\n<!DOCTYPE html><p>x", "a.txt"), FileKind::Text(SourceFormat::Html));
        assert_eq!(kind(b"<!-- saved --><html>", "a.md"), FileKind::Text(SourceFormat::Html));
        assert_eq!(kind(b"{\"id\": 1}", "-"), FileKind::Text(SourceFormat::Jsonl));
        assert_eq!(kind(b"No tag here.", "a.html"), FileKind::Text(SourceFormat::Plain));
        assert_eq!(kind(b"%PDF-1.7", "a.txt"), FileKind::Foreign("a PDF", CONVERT));
        assert_eq!(kind(b"text\0text", "a.txt"), FileKind::Foreign("a binary file", CONVERT));
    }

    #[test]
    fn the_name_decides_where_the_content_does_not() {
        assert_eq!(kind(b"x", "a.md"), FileKind::Text(SourceFormat::Markdown));
        assert_eq!(kind(b"x", "a.MD.gz"), FileKind::Text(SourceFormat::Markdown));
        assert_eq!(kind(b"x", "a"), FileKind::Text(SourceFormat::Plain));
        assert_eq!(kind(b"<p>x", "a.htm"), FileKind::Text(SourceFormat::Html));
        assert_eq!(kind(b"x", "a.ndjson"), FileKind::Text(SourceFormat::Jsonl));
    }
}
