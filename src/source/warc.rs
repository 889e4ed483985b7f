//! WARC: web archives (ISO 28500), plain or gzipped, streamed record by record.
//!
//! Read are `response` records of HTTP, `resource` records, and `revisit` records, which say that a page was seen again
//! unchanged. A record of a false length costs itself: the next one is searched for. Written here and not taken from a
//! crate, since those at hand hold any record whole or end at the first bad one.

use super::Source;
use super::capture::{self, Absence, Again, Capture, Sighting};
use super::filter::Filter;
use super::members::{DamagedMember, Members};
use super::message::{self, Message};
use super::payloads::{Payload, Payloads};
use super::thresholds::{MAX_HEAD, MAX_PAGE, MAX_SEARCH};
use crate::article::{Evidence, HttpFacts, ReadError, WebExchange};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

/// The field of a `resource` record that says what the article of a file is known by. Not of the standard: it has none for
/// that, and has readers pass over fields that they do not know.
pub const ARTICLE_FIELD: &str = "Onrecord-Article";

/// Bytes that are read from a file at once.
const BUFFER: usize = 1 << 16;

/// A web archive that is read from one end to the other.
pub struct WarcSource<R> {
    reader: R,
    name: String,
    filter: Filter,
    /// Records met so far.
    number: u64,
    payloads: Payloads,
    /// Redirects that may lead to what the next record holds.
    redirects: Vec<Absence>,
    /// What was found and not given yet.
    found: VecDeque<Result<Sighting, ReadError>>,
    ended: bool,
}

/// Whether a file is a web archive by its name.
#[must_use]
pub fn is_warc(path: &Path) -> bool {
    let name = path.to_string_lossy().to_ascii_lowercase();
    name.ends_with(".warc") || name.ends_with(".warc.gz")
}

/// Opens a web archive.
///
/// # Errors
/// When it cannot be opened.
pub fn open(path: &Path, filter: Filter) -> io::Result<WarcSource<Box<dyn BufRead + Send>>> {
    let mut file = BufReader::with_capacity(BUFFER, File::open(path)?);
    let packed = file.fill_buf()?.starts_with(b"\x1F\x8B");
    let reader: Box<dyn BufRead + Send> =
        if packed { Box::new(BufReader::with_capacity(BUFFER, Members::new(file))) } else { Box::new(file) };
    Ok(WarcSource::new(reader, path.display().to_string(), filter))
}

/// The header of a record.
#[derive(Debug, Default)]
struct RecordHead {
    fields: Vec<(String, String)>,
}

impl RecordHead {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    fn length(&self) -> Option<u64> {
        self.get("Content-Length")?.parse().ok()
    }

    fn url(&self) -> &str {
        let url = self.get("WARC-Target-URI").unwrap_or_default();
        // WARC/1.0 has it in angle brackets in its grammar, and some tools write them.
        url.strip_prefix('<').and_then(|u| u.strip_suffix('>')).unwrap_or(url)
    }

    /// When it was seen, ISO 8601 in UTC to the second.
    fn at(&self) -> Option<String> {
        let time: jiff::Timestamp = self.get("WARC-Date")?.parse().ok()?;
        Some(jiff::Timestamp::from_second(time.as_second()).ok()?.to_string())
    }

    /// Of what is given, the media type of the block.
    fn block_type(&self) -> (String, Option<String>) {
        message::content_type(self.get("Content-Type").unwrap_or_default())
    }
}

impl<R: BufRead> WarcSource<R> {
    /// An archive that `reader` gives unpacked; `name` is what errors call it.
    pub fn new(reader: R, name: String, filter: Filter) -> Self {
        let (payloads, redirects, found) = (Payloads::default(), Vec::new(), VecDeque::new());
        Self { reader, name, filter, number: 0, payloads, redirects, found, ended: false }
    }

    fn place(&self, url: &str) -> String {
        match url {
            "" => format!("{}: record {}", self.name, self.number),
            url => format!("{}: {url}", self.name),
        }
    }

    fn error(&self, url: &str, message: impl Into<String>) -> ReadError {
        ReadError { place: self.place(url), message: message.into() }
    }

    /// The header of the next record; none at the end.
    fn head(&mut self) -> Result<Option<RecordHead>, ReadError> {
        let mut skipped = 0u64;
        loop {
            let line = self.line()?;
            let Some(line) = line else { return Ok(None) };
            if line.starts_with(b"WARC/") {
                break;
            }
            skipped += line.len() as u64 + 1;
            if skipped > MAX_SEARCH {
                self.ended = true;
                return Err(self.error("", "no further record begins behind it; copy the archive again."));
            }
        }
        self.number += 1;
        let mut head = RecordHead::default();
        let mut size = 0;
        loop {
            let Some(line) = self.line()? else {
                self.ended = true;
                return Err(self.error("", "the archive breaks off in it; what came before was read."));
            };
            size += line.len();
            if line.is_empty() {
                return Ok(Some(head));
            }
            if size > MAX_HEAD {
                return Err(self.error("", "its header has no end; it was passed over."));
            }
            let text = String::from_utf8_lossy(&line).into_owned();
            match (text.split_once(':'), head.fields.last_mut()) {
                _ if text.starts_with([' ', '\t']) => {
                    if let Some((_, value)) = head.fields.last_mut() {
                        value.push_str(&text);
                    }
                }
                (Some((name, value)), _) => head.fields.push((name.trim().to_owned(), value.to_owned())),
                (None, _) => {}
            }
        }
    }

    /// The next line without its end; of a longer one than [`MAX_HEAD`] the beginning.
    fn line(&mut self) -> Result<Option<Vec<u8>>, ReadError> {
        let mut line = Vec::new();
        let mut any = false;
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.broken(&error)),
            };
            any |= !buffer.is_empty();
            let end = buffer.iter().position(|&b| b == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            line.extend_from_slice(&part[..part.len().min(MAX_HEAD - line.len())]);
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() || used == 0 {
                if line.ends_with(b"\r") {
                    line.pop();
                }
                return Ok(any.then_some(line));
            }
        }
    }

    /// The error for what cannot be read: the end of the archive, unless only a part of it is damaged.
    fn broken(&mut self, error: &io::Error) -> ReadError {
        if matches!(error.get_ref(), Some(inner) if inner.is::<DamagedMember>()) {
            return self.error("", "it is damaged; the next record that can be read was searched for.");
        }
        self.ended = true;
        self.error("", format!("the archive cannot be read further ({error}); what came before was read."))
    }

    /// Reads on over the `length` bytes of a record.
    fn skip(&mut self, head: &RecordHead, length: u64) -> Result<(), ReadError> {
        match io::copy(&mut (&mut self.reader).take(length), &mut io::sink()) {
            Err(error) => Err(self.broken(&error)),
            Ok(skipped) if skipped < length => {
                self.ended = true;
                Err(self.error(head.url(), "the archive breaks off in it; what came before was read."))
            }
            Ok(_) => Ok(()),
        }
    }

    /// The block of a record, whole.
    fn block(&mut self, head: &RecordHead, length: u64) -> Result<Vec<u8>, ReadError> {
        if length > (MAX_PAGE + MAX_HEAD) as u64 {
            self.skip(head, length)?;
            let message = format!(
                "it is larger than {} MB, more than a page ever is; it was passed over.",
                MAX_PAGE >> 20
            );
            return Err(self.error(head.url(), message));
        }
        let mut block = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        (&mut self.reader).take(length).read_to_end(&mut block).map_err(|e| self.broken(&e))?;
        if (block.len() as u64) < length {
            self.ended = true;
            return Err(self.error(head.url(), "the archive breaks off in it; what came before was read."));
        }
        let behind = self.reader.fill_buf().map(|buffer| buffer.first().copied());
        let behind = behind.map_err(|e| self.broken(&e))?;
        if behind.is_some_and(|byte| byte != b'\r' && byte != b'\n') {
            return Err(
                self.error(head.url(), "its record is longer or shorter than it says; it was passed over.")
            );
        }
        Ok(block)
    }

    /// What a record says; none where it is of no use here.
    fn record(&mut self, head: &RecordHead) -> Result<Option<Sighting>, ReadError> {
        let Some(length) = head.length() else {
            return Err(self.error(head.url(), "its record has no length; it was passed over."));
        };
        let kind = head.get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let (block_type, charset) = head.block_type();
        let http = block_type == "application/http" && (head.url().starts_with("http"));
        let page =
            matches!(&*block_type, "text/html" | "application/xhtml+xml" | "text/plain" | "text/markdown");
        let at = head.at();
        let useful = match &*kind {
            "response" => http,
            "revisit" => true,
            "resource" => page && ["http", "file:"].iter().any(|scheme| head.url().starts_with(scheme)),
            _ => false,
        };
        let Some(at) = at.filter(|at| useful && self.filter.wants(head.url(), at)) else {
            self.skip(head, length)?;
            return Ok(None);
        };
        let block = self.block(head, length)?;
        let digest = head.get("WARC-Payload-Digest").map(str::to_owned);
        let (url, place) = (head.url().to_owned(), self.place(head.url()));
        if kind == "revisit" {
            let (http, head) = match message::parse_response(&block) {
                Ok(message) => (Some(message.http), Some(message.head)),
                Err(_) => (None, None),
            };
            let again = Again { url, at, digest: digest.unwrap_or_default(), http, place };
            return Ok(Some(self.again(again, head)));
        }
        let message = if kind == "resource" {
            let payload = block.as_slice().into();
            let (http, head) = (HttpFacts::default(), Vec::new());
            Message { http, media_type: block_type, charset, body: block, head, payload }
        } else {
            message::parse_response(&block)
                .map_err(|what| self.error(&url, format!("the response {what}; it was passed over.")))?
        };
        let known_as = head.get(ARTICLE_FIELD).map(str::to_owned);
        Ok(self.seen(url, at, (kind == "response", digest, known_as), message))
    }

    /// What a response, or bytes without one, say.
    fn seen(
        &mut self,
        url: String,
        at: String,
        (response, digest, known_as): (bool, Option<String>, Option<String>),
        message: Message,
    ) -> Option<Sighting> {
        let (place, evidence) = (self.place(&url), Some(evidence_of(&url, &message)));
        let Message { http, media_type, charset, body: bytes, payload: sent, .. } = message;
        let payload = |bytes: &[u8]| Payload {
            bytes: bytes.to_vec(),
            media_type: media_type.clone(),
            charset: charset.clone(),
            sent,
        };
        if response && http.status != 200 {
            if let Some(digest) = &digest {
                self.payloads.insert(digest, payload(&bytes));
            }
            let gone = Absence { url, at, http, place, evidence, why: None };
            return matches!(gone.http.status, 300..600).then_some(Sighting::Nothing(gone));
        }
        if !capture::is_text(&media_type) || bytes.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        if let Some(digest) = &digest {
            self.payloads.insert(digest, payload(&bytes));
        }
        let (http, redirects, title) = (response.then_some(http), Vec::new(), None);
        Some(Sighting::Page(Capture {
            bytes,
            url,
            at,
            media_type,
            charset,
            http,
            place,
            redirects,
            evidence,
            title,
            known_as,
        }))
    }

    /// What was seen again, with the bytes that it had where this archive gave them not long ago. An answer that is no page,
    /// or says that nothing had changed, needs none.
    fn again(&self, again: Again, head: Option<Vec<u8>>) -> Sighting {
        let payload = self.payloads.get(&again.digest);
        let status = again.http.as_ref().map_or(200, |http| http.status);
        if payload.is_none() && status == 200 {
            return Sighting::Again(again);
        }
        let Again { url, at, http, place, .. } = again;
        let media_type =
            payload.as_ref().filter(|_| head.is_none()).map(|payload| payload.media_type.clone());
        let sent = payload.as_ref().map(|payload| Arc::clone(&payload.sent));
        let exchange =
            WebExchange { url: url.clone(), request: None, media_type, response: head, payload: sent };
        let evidence: Option<Evidence> = Some(Arc::new([exchange]));
        match (payload, http) {
            (Some(payload), http) if matches!(status, 200 | 304) => Sighting::Page(Capture {
                bytes: payload.bytes.clone(),
                media_type: payload.media_type.clone(),
                charset: payload.charset.clone(),
                url,
                at,
                http,
                place,
                redirects: Vec::new(),
                evidence,
                title: None,
                known_as: None,
            }),
            (_, http) => {
                let http = http.unwrap_or_default();
                Sighting::Nothing(Absence { url, at, http, place, evidence, why: None })
            }
        }
    }
}

/// What a record keeps of an exchange; of the request nothing, which is a record of its own.
fn evidence_of(url: &str, message: &Message) -> Evidence {
    let response = Some(message.head.clone()).filter(|head| !head.is_empty());
    Arc::new([WebExchange {
        url: url.to_owned(),
        request: None,
        media_type: response.is_none().then(|| message.media_type.clone()),
        response,
        payload: Some(Arc::clone(&message.payload)),
    }])
}

impl<R: BufRead> Source for WarcSource<R> {
    /// What the next records hold; redirects that led to a page go with it, as where it was fetched.
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        while self.found.is_empty() {
            match self.next_record() {
                Some(Ok(Sighting::Nothing(hop))) if hop.is_redirect() => {
                    if self.redirects.last().is_some_and(|last| !last.leads_to(&hop.url, &hop.at)) {
                        self.give_redirects();
                    }
                    self.redirects.push(hop);
                }
                Some(Ok(mut seen)) => {
                    let led = seen.at().is_some_and(|at| {
                        self.redirects.last().is_some_and(|last| last.leads_to(seen.url(), at))
                    });
                    if led {
                        seen.reached_by(&std::mem::take(&mut self.redirects));
                    }
                    self.give_redirects();
                    self.found.push_back(Ok(seen));
                }
                Some(Err(error)) => {
                    self.give_redirects();
                    self.found.push_back(Err(error));
                }
                None if self.redirects.is_empty() => return None,
                None => self.give_redirects(),
            }
        }
        self.found.pop_front()
    }
}

impl<R: BufRead> WarcSource<R> {
    /// Gives the redirects that led to nothing in the archive as such.
    fn give_redirects(&mut self) {
        self.found.extend(self.redirects.drain(..).map(|hop| Ok(Sighting::Nothing(hop))));
    }

    /// What the next record of use holds.
    fn next_record(&mut self) -> Option<Result<Sighting, ReadError>> {
        while !self.ended {
            let found = match self.head() {
                Ok(Some(head)) => self.record(&head),
                Ok(None) => {
                    self.ended = true;
                    if self.number > 0 {
                        return None;
                    }
                    let place = self.name.clone();
                    let message =
                        "there is no record in it, so it is no web archive; look at the file.".to_owned();
                    Err(ReadError { place, message })
                }
                Err(error) => Err(error),
            };
            match found {
                Ok(None) => {}
                Ok(Some(seen)) => return Some(Ok(seen)),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::warc_cases::{gzip, page, record, response, revisit};
    use super::*;
    use proptest::prelude::*;

    const AT: &str = "2026-03-02T09:00:00.123Z";

    fn read_all(bytes: &[u8], filter: Filter) -> Vec<Result<Sighting, String>> {
        let mut source = WarcSource::new(bytes, "a.warc".to_owned(), filter);
        std::iter::from_fn(|| source.next_capture()).map(|found| found.map_err(|e| e.to_string())).collect()
    }

    fn seen(bytes: &[u8]) -> Vec<Sighting> {
        read_all(bytes, Filter::default()).into_iter().map(|found| found.expect("it is read")).collect()
    }

    fn story(url: &str) -> Vec<u8> {
        response(url, AT, "200 OK", &page("The quay is closed, the port said on Monday."))
    }

    #[test]
    fn a_page_is_read_with_what_the_response_said() {
        let archive = [
            record("warcinfo", "", AT, "application/warc-fields", b"software: x"),
            story("https://a.example/1"),
        ];
        let [Sighting::Page(capture)] = &seen(&archive.concat())[..] else { panic!("one page") };
        assert_eq!(
            (capture.url.as_str(), capture.at.as_str()),
            ("https://a.example/1", "2026-03-02T09:00:00Z")
        );
        let http = capture.http.as_ref().expect("a response");
        assert_eq!((http.status, http.etag.as_deref()), (200, Some("\"e1\"")));
        let revision = capture.read().remove(0).expect("an article");
        assert_eq!(revision.body, "The quay is closed, the port said on Monday.");
        assert_eq!(
            (revision.key.as_str(), revision.captured_at.value.as_str()),
            ("https://a.example/1", &*capture.at)
        );
    }

    #[test]
    fn what_is_no_page_is_passed_over() {
        let archive = [
            record(
                "request",
                "https://a.example/1",
                AT,
                "application/http;msgtype=request",
                b"GET / HTTP/1.1\r\n\r\n",
            ),
            record(
                "response",
                "https://a.example/x.png",
                AT,
                "application/http",
                b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
            ),
            record("metadata", "https://a.example/1", AT, "application/warc-fields", b"a: b"),
            record("response", "dns:a.example", AT, "text/dns", b"a.example. 1 IN A 10.0.0.1"),
            record("resource", "https://a.example/2", AT, "text/html", page("It is open.").as_bytes()),
        ];
        let [Sighting::Page(capture)] = &seen(&archive.concat())[..] else { panic!("one page") };
        assert_eq!((capture.url.as_str(), capture.http.is_none()), ("https://a.example/2", true));
    }

    #[test]
    fn gone_moved_and_unchanged_pages_say_so() {
        let first = story("https://a.example/1");
        let archive = [
            first.clone(),
            response("https://a.example/1", AT, "404 Not Found", ""),
            response("https://a.example/1", AT, "301 Moved", ""),
            revisit(&first, "2026-04-02T09:00:00Z"),
            revisit(&response("https://a.example/elsewhere", AT, "200 OK", &page("Open.")), AT),
        ];
        let found = seen(&archive.concat());
        let [
            Sighting::Page(first),
            Sighting::Nothing(gone),
            Sighting::Nothing(moved),
            Sighting::Page(again),
            Sighting::Again(elsewhere),
        ] = &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!((gone.http.status, moved.http.location.as_deref()), (404, Some("/new")));
        assert_eq!((&again.bytes, &*again.at), (&first.bytes, "2026-04-02T09:00:00Z"));
        assert_eq!(elsewhere.http.as_ref().map(|http| http.status), Some(200));
    }

    #[test]
    fn packed_archives_are_read_member_by_member() {
        let archive = [gzip(&story("https://a.example/1")), gzip(&story("https://a.example/2"))].concat();
        assert!(
            is_warc(Path::new("x/A.WARC.gz")) && is_warc(Path::new("a.warc")) && !is_warc(Path::new("a.gz"))
        );
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a.warc.gz");
        std::fs::write(&path, archive).expect("a file can be written");
        let mut source = open(&path, Filter::default()).expect("it opens");
        assert_eq!(std::iter::from_fn(|| source.next_capture()).filter(Result::is_ok).count(), 2);
    }

    #[test]
    fn a_damaged_member_costs_itself() {
        let mut bad = gzip(&story("https://a.example/2"));
        let middle = bad.len() / 2;
        bad[middle..].fill(0xFF);
        let archive =
            [gzip(&story("https://a.example/1")), bad, gzip(&story("https://a.example/3"))].concat();
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a.warc.gz");
        std::fs::write(&path, archive).expect("a file can be written");
        let mut source = open(&path, Filter::default()).expect("it opens");
        let found: Vec<_> = std::iter::from_fn(|| source.next_capture()).collect();
        assert!(found[0].is_ok() && found.iter().any(Result::is_err), "{found:?}");
        let last = found.last().expect("some").as_ref().expect("a page");
        assert_eq!(last.url(), "https://a.example/3");
    }

    #[test]
    fn what_holds_no_record_is_no_archive() {
        for bytes in ["", "The quay is closed.\n"] {
            let found = read_all(bytes.as_bytes(), Filter::default());
            let message = "a.warc: there is no record in it, so it is no web archive; look at the file.";
            assert_eq!(found, [Err(message.to_owned())]);
        }
    }

    #[test]
    fn a_filter_decides_before_a_page_is_read() {
        let archive = [story("https://a.example/news/1"), story("https://b.example/1")].concat();
        let filter = Filter::new(&["a.example/*".to_owned()], None, None).expect("a pattern");
        assert_eq!(read_all(&archive, filter).len(), 1);
    }

    #[test]
    fn a_record_of_a_false_length_costs_itself() {
        let short = String::from_utf8(story("https://a.example/1")).expect("text");
        let length = short.find("Content-Length: ").expect("it has one") + 16;
        let end = length + short[length..].find('\r').expect("a line ends");
        let false_length = |value: &str| [&short[..length], value, &short[end..]].concat().into_bytes();
        for (value, message) in [
            (
                "20",
                "a.warc: https://a.example/1: its record is longer or shorter than it says; it was passed over.",
            ),
            ("x", "a.warc: https://a.example/1: its record has no length; it was passed over."),
        ] {
            let found =
                read_all(&[false_length(value), story("https://a.example/2")].concat(), Filter::default());
            let [Err(error), Ok(Sighting::Page(next))] = &found[..] else { panic!("{found:?}") };
            assert_eq!((error.as_str(), next.url.as_str()), (message, "https://a.example/2"));
        }
        let cut = read_all(&false_length("99999"), Filter::default());
        let [Err(error)] = &cut[..] else { panic!("{cut:?}") };
        assert!(error.contains("breaks off"), "{error}");
    }

    proptest! {
        #[test]
        fn damage_costs_no_more_than_it_touches(at in 0usize..2000, bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let mut archive = story("https://a.example/1");
            let at = at % archive.len();
            archive.splice(at..(at + bytes.len() / 2).min(archive.len()), bytes);
            let next = story("https://a.example/2");
            for found in read_all(&[archive, next].concat(), Filter::default()).into_iter().flatten() {
                if let Sighting::Page(capture) = found {
                    let _ = capture.read();
                }
            }
        }
    }
}
