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
use crate::article::{BytesRead, Evidence, HttpFacts, Metered, ReadError, WebExchange};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::Arc;

/// The field of a `resource` record that says what the article of a file is known by. Not of the standard: it has none for
/// that, and has readers pass over fields that they do not know.
pub const ARTICLE_FIELD: &str = "Onrecord-Article";

/// Bytes that are read from a file at once.
const BUFFER: usize = 1 << 16;

/// What is said of an archive that ends inside a record, and of a record that ends elsewhere than it says.
const BREAKS_OFF: &str = "the archive breaks off in it; what came before was read.";
const FALSE_LENGTH: &str = "its record is longer or shorter than it says; it was passed over.";

/// A web archive that is read from one end to the other.
pub struct WarcSource<R> {
    reader: R,
    /// Whether it is a member a record, as archives are packed.
    packed: bool,
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

/// Opens a web archive. What is `read` of it is counted.
///
/// # Errors
/// When it cannot be opened.
pub fn open(
    path: &Path,
    filter: Filter,
    read: &BytesRead,
) -> io::Result<WarcSource<Box<dyn BufRead + Send>>> {
    let mut file = BufReader::with_capacity(BUFFER, Metered::new(File::open(path)?, read));
    let packed = file.fill_buf()?.starts_with(b"\x1F\x8B");
    let reader: Box<dyn BufRead + Send> =
        if packed { Box::new(BufReader::with_capacity(BUFFER, Members::new(file))) } else { Box::new(file) };
    Ok(WarcSource::new(reader, path.display().to_string(), filter).unpacked(packed))
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
        Self { reader, packed: false, name, filter, number: 0, payloads, redirects, found, ended: false }
    }

    /// The archive, which `reader` unpacks in such a way that no buffer holds bytes of two members.
    pub(super) fn unpacked(self, packed: bool) -> Self {
        Self { packed, ..self }
    }

    fn place(&self, url: &str) -> String {
        match url {
            "" => format!("{}: record {}", self.name, self.number),
            url => format!("{}: {url}", self.name),
        }
    }

    fn error(&self, url: &str, message: impl Into<String>) -> ReadError {
        ReadError::new(self.place(url), message.into())
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
                return Err(self.error("", BREAKS_OFF));
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

    /// Reads the `length` bytes of a block into `out`. Fewer where the archive ends, and where the record says more than it
    /// holds: of a packed archive each member is a record, so that one which begins inside another shows that this lies.
    fn copy(&mut self, length: u64, out: &mut impl Write) -> io::Result<u64> {
        let (mut left, mut last) = (length, [0; 4]);
        while left > 0 {
            let buffer = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                found => found?,
            };
            // No buffer holds bytes of two members.
            let next = self.packed && last == *b"\r\n\r\n" && buffer.starts_with(b"WARC/");
            if buffer.is_empty() || next {
                break;
            }
            let part = &buffer[..buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX))];
            out.write_all(part)?;
            for &byte in &part[part.len().saturating_sub(last.len())..] {
                last.rotate_left(1);
                last[3] = byte;
            }
            let used = part.len();
            self.reader.consume(used);
            left -= used as u64;
        }
        Ok(length - left)
    }

    /// Reads the block of a record into `out`, whole.
    fn whole(&mut self, head: &RecordHead, length: u64, out: &mut impl Write) -> Result<(), ReadError> {
        if self.copy(length, out).map_err(|e| self.broken(&e))? == length {
            return Ok(());
        }
        let behind = self.reader.fill_buf().map(<[u8]>::is_empty);
        self.ended = behind.map_err(|e| self.broken(&e))?;
        let message = if self.ended { BREAKS_OFF } else { FALSE_LENGTH };
        Err(self.error(head.url(), message))
    }

    /// The block of a record.
    fn block(&mut self, head: &RecordHead, length: u64) -> Result<Vec<u8>, ReadError> {
        if length > (MAX_PAGE + MAX_HEAD) as u64 {
            self.whole(head, length, &mut io::sink())?;
            let message = format!(
                "it is larger than {} MB, more than a page ever is; it was passed over.",
                MAX_PAGE >> 20
            );
            return Err(self.error(head.url(), message));
        }
        let mut block = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        self.whole(head, length, &mut block)?;
        let behind = self.reader.fill_buf().map(|buffer| buffer.first().copied());
        let behind = behind.map_err(|e| self.broken(&e))?;
        if behind.is_some_and(|byte| byte != b'\r' && byte != b'\n') {
            return Err(self.error(head.url(), FALSE_LENGTH));
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
            self.whole(head, length, &mut io::sink())?;
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
                    Err(ReadError::new(place, message))
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
