//! JSONL: one article a line, or one article with its `revisions`; streamed, so that a file may be of any size.
//!
//! ```json
//! {"url": "…", "captured_at": "2026-03-02T09:00:00Z", "title": "…", "text": "…"}
//! {"id": "…", "outlet": "…", "html": "<!DOCTYPE html>…"}
//! {"id": "…", "revisions": [{"captured_at": "…", "title": "…", "text": "…"}, …]}
//! ```
//!
//! Also read: `outlet`, `byline`, `dateline`, `published_at`, `modified_at`. A bad line is an error in its place and the
//! next line is read.

use super::draft::{DateField, Draft, sha256, shorten};
use super::kept::kept;
use super::origin::{Origin, ReadError};
use super::revision::{Found, FoundIn, Revision, SourceFormat};
use super::thresholds::MAX_LINE;
use super::{dates, html, plain};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::io::{BufRead, ErrorKind};

/// The revisions in a stream of JSON lines, in order, each right or wrong on its own. Memory is bounded by one line.
pub fn read_jsonl<R: BufRead>(
    reader: R,
    origin: &Origin,
) -> impl Iterator<Item = Result<Revision, ReadError>> + use<R> {
    JsonlReader { reader, origin: origin.clone(), number: 0, ready: VecDeque::new(), done: false }
}

struct JsonlReader<R> {
    reader: R,
    origin: Origin,
    number: u64,
    ready: VecDeque<Result<Revision, ReadError>>,
    done: bool,
}

impl<R: BufRead> Iterator for JsonlReader<R> {
    type Item = Result<Revision, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if self.done {
                return None;
            }
            self.number += 1;
            let place = format!("{}:{}", self.origin.path.display(), self.number);
            match next_line(&mut self.reader, MAX_LINE) {
                Ok(RawLine::End) => self.done = true,
                Ok(RawLine::TooLong) => {
                    let message = format!(
                        "the line is longer than {} MB and was passed over; an article has to fit into that.",
                        MAX_LINE >> 20
                    );
                    self.ready.push_back(Err(ReadError { place, message }));
                }
                Ok(RawLine::Bytes(line)) => self.ready.extend(read_line(&line, &place, &self.origin)),
                Err(e) => {
                    self.done = true;
                    let message =
                        format!("the file could not be read further ({e}); what came before was read.");
                    self.ready.push_back(Err(ReadError { place, message }));
                }
            }
        }
    }
}

pub(crate) enum RawLine {
    Bytes(Vec<u8>),
    TooLong,
    End,
}

/// The next line without its end, never holding more than `max` bytes of it.
pub(crate) fn next_line(reader: &mut impl BufRead, max: usize) -> std::io::Result<RawLine> {
    let mut line = Vec::new();
    let mut too_long = false;
    let mut any = false;
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        any |= !buffer.is_empty();
        let end = buffer.iter().position(|&b| b == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        too_long |= line.len() + part.len() > max;
        if too_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() || used == 0 {
            return Ok(match (any, too_long) {
                (false, _) => RawLine::End,
                (_, true) => RawLine::TooLong,
                _ => RawLine::Bytes(line),
            });
        }
    }
}

/// The revisions of one line; none for a blank one.
fn read_line(line: &[u8], place: &str, origin: &Origin) -> Vec<Result<Revision, ReadError>> {
    let err = |message: String| vec![Err(ReadError { place: place.to_owned(), message })];
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line).trim_ascii();
    if line.is_empty() {
        return Vec::new();
    }
    let (text, doubt) = super::encoding::decode(line, false);
    let record = match serde_json::from_str::<Value>(&text) {
        Ok(Value::Object(record)) => record,
        Ok(_) => return err("the line is JSON but no object; write {\"url\": …, \"text\": …}.".to_owned()),
        Err(e) => {
            return err(format!("the line is not JSON ({}); write one object a line.", without_position(&e)));
        }
    };
    let Some(Value::Array(revisions)) = record.get("revisions") else {
        let read = revision(&[&record], sha256([line]), doubt, place, origin);
        return vec![read.map(|read| kept(read, line, origin))];
    };
    let mut out = Vec::with_capacity(revisions.len());
    for (i, entry) in revisions.iter().enumerate() {
        let place = format!("{place} (revision {})", i + 1);
        out.push(match entry {
            Value::Object(entry) => {
                let raw = serde_json::to_vec(entry).unwrap_or_default();
                let read =
                    revision(&[entry, &record], sha256([raw.as_slice()]), doubt.clone(), &place, origin);
                read.map(|read| kept(read, &raw, origin))
            }
            _ => Err(ReadError {
                place,
                message: "the revision is no object; write {\"captured_at\": …, \"text\": …}.".to_owned(),
            }),
        });
    }
    if out.is_empty() {
        return err("its \"revisions\" are empty; give at least one with \"text\".".to_owned());
    }
    out
}

/// One revision; a field is taken from the first of `records` that has it.
fn revision(
    records: &[&Map<String, Value>],
    raw_sha256: String,
    doubt: Option<String>,
    place: &str,
    origin: &Origin,
) -> Result<Revision, ReadError> {
    let err = |message: &str| Err(ReadError { place: place.to_owned(), message: message.to_owned() });
    let field = |names: &[&str]| {
        records.iter().find_map(|r| names.iter().find_map(|n| r.get(*n)).and_then(field_text))
    };
    let by = FoundIn::Field;
    let page = field(&["html"]);
    let text = field(&["text", "body", "article_body", "content"]);
    let mut draft = match (&text, &page) {
        (None, Some(page)) => {
            html::read_html(page).map_err(|message| ReadError { place: place.to_owned(), message })?
        }
        (Some(_), _) => Draft::default(),
        (None, None) => {
            return err("the line has neither \"text\" nor \"html\"; give the article in one of them.");
        }
    };
    draft.warnings.splice(0..0, doubt);
    draft.id = field(&["id"]);
    if let Some(url) = field(&["url"]) {
        let canonical = draft.url.take();
        draft.set_url(&url, by);
        draft.other_urls.extend(canonical.map(|c| c.value));
    }
    let found = |names: &[&str]| field(names).map(|value| Found { value, by });
    draft.headline = found(&["title", "headline"]).or(draft.headline);
    draft.outlet = found(&["outlet", "publisher", "site_name"]).or(draft.outlet);
    draft.byline = found(&["byline", "author", "authors"]).or(draft.byline);
    draft.dateline = field(&["dateline"]).or(draft.dateline);
    for (names, slot) in [
        (&["published_at", "published", "date_published", "date"][..], DateField::Published),
        (&["modified_at", "modified", "date_modified"][..], DateField::Modified),
        (&["captured_at", "captured"][..], DateField::Captured),
    ] {
        if let Some(date) = field(names) {
            draft.set_date(slot, &date, by);
        }
    }
    if let Some(text) = text {
        plain::compose(&text, &mut draft);
    }
    draft.finish(SourceFormat::Jsonl, raw_sha256, origin, place)
}

/// A field as text: a string, a number, or a list of names.
fn field_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(
            number
                .as_i64()
                .filter(|n| *n > 99_999_999)
                .and_then(dates::unix)
                .unwrap_or_else(|| number.to_string()),
        ),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(field_text).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(object) => object.get("name").and_then(field_text),
        _ => None,
    }
}

/// What is wrong with a line, without "at line 1", which would be its line number in itself.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    format!("{} at column {}", shorten(text), error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Result<Revision, String>> {
        let origin =
            Origin { path: "a.jsonl".into(), now: "2026-03-02T09:00:00Z".into(), ..Origin::default() };
        read_jsonl(text.as_bytes(), &origin).map(|r| r.map_err(|e| e.to_string())).collect()
    }

    #[test]
    fn a_bad_line_is_an_error_in_its_place() {
        let got = all(
            "{\"id\": 7, \"text\": \"One.\"}\n\n{oops\n[1]\n{\"id\": 8}\n{\"url\": \"https://a.example/x\", \"text\": \"Two.\"}",
        );
        assert_eq!(got[0].as_ref().expect("read").key, "7");
        insta::assert_snapshot!(
            got.iter().filter_map(|r| r.as_ref().err()).cloned().collect::<Vec<_>>().join("\n"),
            @r#"
            a.jsonl:3: the line is not JSON (key must be a string at column 2); write one object a line.
            a.jsonl:4: the line is JSON but no object; write {"url": …, "text": …}.
            a.jsonl:5: the line has neither "text" nor "html"; give the article in one of them.
            "#
        );
        assert_eq!(got[4].as_ref().expect("read").key, "https://a.example/x");
        assert_eq!(got.len(), 5);
    }

    #[test]
    fn nested_revisions_share_what_the_article_says() {
        let got = all(
            "{\"id\": \"x\", \"outlet\": \"The Post\", \"revisions\": [{\"captured_at\": \"2026-03-02\", \"title\": \"A b\", \
             \"text\": \"One.\"}, {\"captured_at\": 1772442900, \"title\": \"A c\", \"text\": \"One.\", \"author\": [\"Ann\", \"Bo\"]}]}",
        );
        let [first, second] = [got[0].as_ref().expect("read"), got[1].as_ref().expect("read")];
        assert_eq!((first.key.as_str(), second.key.as_str()), ("x", "x"));
        assert_eq!(second.outlet.as_ref().expect("an outlet").value, "The Post");
        assert_eq!(second.byline.as_ref().expect("a byline").value, "Ann, Bo");
        assert_eq!(second.captured_at.value, "2026-03-02T09:15:00Z");
        assert_ne!(first.raw_sha256, second.raw_sha256);
        assert_ne!(first.text_sha256, second.text_sha256);
    }

    #[test]
    fn long_lines_are_passed_over() {
        let mut reader = std::io::BufReader::with_capacity(4, &b"12345\n1234567890\nend"[..]);
        let mut next = || next_line(&mut reader, 6).expect("memory reads");
        assert!(matches!(next(), RawLine::Bytes(l) if l == b"12345"));
        assert!(matches!(next(), RawLine::TooLong));
        assert!(matches!(next(), RawLine::Bytes(l) if l == b"end"));
        assert!(matches!(next(), RawLine::End));
    }
}
