//! JSONL: one article a line, or one article with its `revisions`; streamed, so that a file may be of any size.
//!
//! ```json
//! {"url": "…", "captured_at": "2026-03-02T09:00:00Z", "title": "…", "text": "…"}
//! {"id": "…", "outlet": "…", "html": "<!DOCTYPE html>…"}
//! {"id": "…", "revisions": [{"captured_at": "…", "title": "…", "text": "…"}, …]}
//! ```
//!
//! Also read: `outlet`, `byline`, `dateline`, `published_at`, `modified_at`, and news items as agencies send them
//! (`ninjs`). A bad line is an error in its place and the
//! next line is read.

use super::digest::sha256;
use super::draft::shorten;
use super::kept::kept;
use super::ninjs::{self, NewsItem};
use super::origin::{Origin, ReadError};
use super::record::{RecordPlace, record_revision};
use super::revision::{Revision, SourceFormat};
use super::thresholds::MAX_LINE;
use serde_json::Value;
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
                    self.ready.push_back(Err(ReadError::new(place, message)));
                }
                Ok(RawLine::Bytes(line)) => self.ready.extend(read_line(&line, &place, &self.origin)),
                Err(e) => {
                    self.done = true;
                    let message =
                        format!("the file could not be read further ({e}); what came before was read.");
                    self.ready.push_back(Err(ReadError::new(place, message)));
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
    let err = |message: String| vec![Err(ReadError::new(place.to_owned(), message))];
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
        let item = match ninjs::news_item(&record) {
            None => record,
            Some(NewsItem::Article(item)) => item,
            Some(NewsItem::Withdrawn { uri, .. }) => {
                return err(format!(
                    "{} was withdrawn by whoever sent it; give it as a file of its own.",
                    shorten(&uri)
                ));
            }
            Some(NewsItem::Other(kind)) => {
                return err(format!("it is a news item of the kind {}; give texts.", shorten(&kind)));
            }
        };
        let read = record_revision(&[&item], from(place, sha256([line]), doubt, origin));
        return vec![read.map(|read| kept(read, line, origin))];
    };
    let mut out = Vec::with_capacity(revisions.len());
    for (i, entry) in revisions.iter().enumerate() {
        let place = format!("{place} (revision {})", i + 1);
        out.push(match entry {
            Value::Object(entry) => {
                let raw = serde_json::to_vec(entry).unwrap_or_default();
                let raw_sha256 = sha256([raw.as_slice()]);
                let read =
                    record_revision(&[entry, &record], from(&place, raw_sha256, doubt.clone(), origin));
                read.map(|read| kept(read, &raw, origin))
            }
            _ => Err(ReadError::new(
                place,
                "the revision is no object; write {\"captured_at\": …, \"text\": …}.",
            )),
        });
    }
    if out.is_empty() {
        return err("its \"revisions\" are empty; give at least one with \"text\".".to_owned());
    }
    out
}

/// Where a record of a line stands.
fn from<'a>(
    place: &'a str,
    raw_sha256: String,
    doubt: Option<String>,
    origin: &'a Origin,
) -> RecordPlace<'a> {
    RecordPlace { place, origin, format: SourceFormat::Jsonl, raw_sha256, doubt }
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
