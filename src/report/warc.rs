//! WARC: captures as a web archive (WARC/1.1, ISO 28500), one gzip member a record, which other programs replay.
//!
//! A payload that was written before becomes a `revisit` of it, and so does the answer that nothing had changed. What is
//! written follows from what is given: the numbers of records are made from their contents, so two exports of the same
//! captures differ in the date of the first record only.

use crate::source::warc::ARTICLE_FIELD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

const HTTP_RESPONSE: &str = "application/http; msgtype=response";
const HTTP_REQUEST: &str = "application/http; msgtype=request";
const SAME_PAYLOAD: &str = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
const CONFORMS_TO: &str = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/";

/// What is written of one exchange.
#[derive(Debug, Clone, Copy)]
pub struct WarcExchange<'a> {
    /// The address.
    pub url: &'a str,
    /// When, ISO 8601 in UTC; a day means its beginning.
    pub at: &'a str,
    /// The request line and header.
    pub request: Option<&'a [u8]>,
    /// The status line and header of the response; none for a file, which becomes a `resource`.
    pub response: Option<&'a [u8]>,
    /// The media type of a file.
    pub media_type: Option<&'a str>,
    /// What the article of a file is known by, which a file says only by its place among others.
    pub article: Option<&'a str>,
    /// SHA-256 of the payload in hex.
    pub sha256: &'a str,
}

/// A record that was written.
#[derive(Debug, Clone)]
struct WrittenRecord {
    id: String,
    url: String,
    at: String,
}

/// Writes records.
pub struct WarcWriter<W: Write> {
    out: W,
    gzip: bool,
    /// The records of the payloads that were written, by the hashes of these.
    written: HashMap<String, WrittenRecord>,
    /// The last records of pages, by address.
    last: HashMap<String, WrittenRecord>,
    /// How many records were written.
    records: usize,
}

/// A named field of a record.
type Field<'a> = (&'a str, &'a str);

impl<W: Write> WarcWriter<W> {
    /// Begins an archive with the record that says who made it; `name` is that of its file, `now` ISO 8601 in UTC.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(out: W, gzip: bool, name: &str, now: &str) -> io::Result<Self> {
        let mut writer = Self { out, gzip, written: HashMap::new(), last: HashMap::new(), records: 0 };
        let about = format!(
            "software: onrecord/{}\r\nformat: WARC File Format 1.1\r\nconformsTo: {CONFORMS_TO}\r\n",
            env!("CARGO_PKG_VERSION")
        );
        let id = number(&["warcinfo", name, now], b"");
        let fields =
            [("WARC-Date", now), ("WARC-Filename", name), ("Content-Type", "application/warc-fields")];
        writer.record("warcinfo", &id, &fields, &[about.as_bytes()])?;
        Ok(writer)
    }

    /// Whether the payload with this SHA-256 was written, and need not be given again.
    #[must_use]
    pub fn has(&self, sha256: &str) -> bool {
        self.written.contains_key(sha256)
    }

    /// Writes an exchange. `payload` may be none where [`has`](Self::has) says so.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, exchange: &WarcExchange<'_>, payload: Option<&[u8]>) -> io::Result<()> {
        let (url, at) = (address(exchange.url), moment(exchange.at));
        let digest = format!("sha256:{}", exchange.sha256);
        let head = exchange.response.map(|head| match payload {
            Some(payload) => told_length(head, payload.len()),
            None => head.to_vec(),
        });
        let ordinal = self.records.to_string();
        let id = number(&[&ordinal, &url, &at, &digest], head.as_deref().unwrap_or_default());
        let fields = [("WARC-Target-URI", &*url), ("WARC-Date", &*at), ("WARC-Payload-Digest", &*digest)];
        let earlier = self.written.get(exchange.sha256).cloned();
        match (&head, payload, &earlier) {
            (Some(head), _, Some(of)) => {
                let refers = [&fields[..], &refers_to(SAME_PAYLOAD, of)].concat();
                self.record("revisit", &id, &refers, &[head])?;
            }
            (Some(head), Some(payload), None) => {
                let fields = [&fields[..], &[("Content-Type", HTTP_RESPONSE)]].concat();
                self.record("response", &id, &fields, &[head, payload])?;
            }
            (None, Some(payload), _) => {
                let media_type = exchange.media_type.unwrap_or("application/octet-stream");
                let mut fields = [&fields[..], &[("Content-Type", media_type)]].concat();
                fields.extend(exchange.article.map(|article| (ARTICLE_FIELD, article)));
                self.record("resource", &id, &fields, &[payload])?;
            }
            (_, None, _) => return Err(io::Error::other("a payload was not given")),
        }
        self.request(exchange, &id)?;
        let record = WrittenRecord { id, url, at };
        if head.is_some() {
            self.last.insert(record.url.clone(), record.clone());
        }
        // An empty payload says nothing, and a file that was only copied is written again.
        if head.is_some() && payload.is_some_and(|payload| !payload.is_empty()) {
            self.written.entry(exchange.sha256.to_owned()).or_insert(record);
        }
        Ok(())
    }

    /// Writes the answer to an exchange that nothing had changed (304), with the record of what had not where that is in
    /// the archive. What it brought is nothing; `exchange` has no payload.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_not_modified(&mut self, exchange: &WarcExchange<'_>) -> io::Result<()> {
        let (url, at) = (address(exchange.url), moment(exchange.at));
        let head = exchange.response.unwrap_or_default();
        let ordinal = self.records.to_string();
        let id = number(&[&ordinal, &url, &at, "304"], head);
        let mut fields = vec![("WARC-Target-URI", &*url), ("WARC-Date", &*at)];
        let of = self.last.get(&url).cloned();
        match &of {
            Some(of) => fields.extend(refers_to(NOT_MODIFIED, of)),
            None => fields.extend([("WARC-Profile", NOT_MODIFIED), ("Content-Type", HTTP_RESPONSE)]),
        }
        self.record("revisit", &id, &fields, &[head])?;
        self.request(exchange, &id)
    }

    /// Writes the request of an exchange whose response has the number `id`.
    fn request(&mut self, exchange: &WarcExchange<'_>, id: &str) -> io::Result<()> {
        let Some(request) = exchange.request else { return Ok(()) };
        let (url, at) = (address(exchange.url), moment(exchange.at));
        let number = number(&["request", &url, &at, id], request);
        let fields = [
            ("WARC-Target-URI", &*url),
            ("WARC-Date", &at),
            ("WARC-Concurrent-To", id),
            ("Content-Type", HTTP_REQUEST),
        ];
        self.record("request", &number, &fields, &[request])
    }

    fn record(&mut self, kind: &str, id: &str, fields: &[Field<'_>], block: &[&[u8]]) -> io::Result<()> {
        let length: usize = block.iter().map(|part| part.len()).sum();
        let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: {id}\r\n");
        for (name, value) in fields {
            let _ = write!(head, "{name}: {}\r\n", line(value));
        }
        let _ =
            write!(head, "WARC-Block-Digest: sha256:{}\r\nContent-Length: {length}\r\n\r\n", sha256(block));
        self.records += 1;
        let parts = [&[head.as_bytes()], block, &[b"\r\n\r\n"]].concat();
        if !self.gzip {
            return parts.iter().try_for_each(|part| self.out.write_all(part));
        }
        let mut member = GzEncoder::new(&mut self.out, Compression::default());
        parts.iter().try_for_each(|part| member.write_all(part))?;
        member.finish().map(drop)
    }

    /// Ends the archive; gives what it was written to, and how many records.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<(W, usize)> {
        self.out.flush()?;
        Ok((self.out, self.records))
    }
}

/// The fields of a revisit of a record.
fn refers_to<'f>(profile: &'f str, of: &'f WrittenRecord) -> [Field<'f>; 5] {
    [
        ("WARC-Profile", profile),
        ("WARC-Refers-To", &of.id),
        ("WARC-Refers-To-Target-URI", &of.url),
        ("WARC-Refers-To-Date", &of.at),
        ("Content-Type", HTTP_RESPONSE),
    ]
}

/// A number for a record, made from what is in it: a UUID of version 8 (RFC 9562).
fn number(names: &[&str], block: &[u8]) -> String {
    let mut hex: Vec<char> = sha256(&[names.join("\n").as_bytes(), block]).chars().take(32).collect();
    (hex[12], hex[16]) = ('8', 'a');
    let part = |from: usize, to: usize| hex[from..to].iter().collect::<String>();
    format!("<urn:uuid:{}-{}-{}-{}-{}>", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// The header of a response whose body is `length` bytes long as it is written: without the chunks that it came in. What a
/// header said of the transfer stays, under another name.
fn told_length(head: &[u8], length: usize) -> Vec<u8> {
    let named = |line: &[u8], name: &str| {
        line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            && line.get(name.len()) == Some(&b':')
    };
    let (mut out, mut renamed) = (Vec::with_capacity(head.len() + 64), false);
    for line in head.split_inclusive(|&byte| byte == b'\n') {
        let says = |value: &[u8]| value.trim_ascii() == length.to_string().as_bytes();
        let wrong =
            named(line, "Content-Length") && !says(line.get("Content-Length:".len()..).unwrap_or_default());
        if wrong || named(line, "Transfer-Encoding") {
            out.extend_from_slice(b"X-Archive-Orig-");
            renamed = true;
        }
        if renamed && line.trim_ascii().is_empty() {
            out.extend_from_slice(format!("Content-Length: {length}\r\n").as_bytes());
            renamed = false;
        }
        out.extend_from_slice(line);
    }
    out
}

/// An address as a field may hold it.
fn address(url: &str) -> String {
    url.chars().fold(String::with_capacity(url.len()), |mut out, c| {
        if c.is_control() || c == ' ' {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
        out
    })
}

/// A time as a field may hold it.
fn moment(at: &str) -> String {
    let day = at.len() == "2026-03-01".len();
    if day { format!("{at}T00:00:00Z") } else { at.to_owned() }
}

/// A value without what would end its line.
fn line(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

fn sha256(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Filter, Sighting, Source, warc::WarcSource};
    use proptest::strategy::Strategy as _;

    const HEAD: &[u8] =
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\nETag: \"e\"\r\nTransfer-Encoding: chunked\r\n\r\n";
    const PAGE: &[u8] =
        b"<!DOCTYPE html><article><p>The quay is closed, the port said on Monday.</p></article>";

    fn exchange<'a>(at: &'a str, sha256: &'a str) -> WarcExchange<'a> {
        WarcExchange {
            url: "https://a.example/1",
            at,
            request: Some(b"GET /1 HTTP/1.1\r\nhost: a.example\r\n\r\n"),
            response: Some(HEAD),
            media_type: None,
            article: None,
            sha256,
        }
    }

    fn archive() -> Vec<u8> {
        let hash = sha256(&[PAGE]);
        let mut writer =
            WarcWriter::new(Vec::new(), false, "a.warc", "2026-03-09T09:00:00Z").expect("memory takes it");
        writer.write(&exchange("2026-03-01T09:00:00Z", &hash), Some(PAGE)).expect("memory takes it");
        assert!(writer.has(&hash));
        writer.write(&exchange("2026-03-02T09:00:00Z", &hash), None).expect("memory takes it");
        let (url, media_type) = ("https://a.example/two words\r\nX: y", Some("text/html"));
        let file =
            WarcExchange { url, media_type, request: None, response: None, ..exchange("2026-03-03", &hash) };
        writer.write(&file, Some(PAGE)).expect("memory takes it");
        assert!(writer.write(&file, None).is_err());
        writer.finish().expect("memory takes it").0
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = archive();
        let mut source = WarcSource::new(&*bytes, "a.warc".to_owned(), Filter::default());
        let seen: Vec<_> = std::iter::from_fn(|| source.next_capture()).collect();
        let pages: Vec<_> = seen
            .iter()
            .map(|seen| match seen {
                Ok(Sighting::Page(page)) => {
                    (&*page.url, &*page.at, page.http.as_ref().map(|http| http.status))
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            pages,
            [
                ("https://a.example/1", "2026-03-01T09:00:00Z", Some(200)),
                ("https://a.example/1", "2026-03-02T09:00:00Z", Some(200)),
                ("https://a.example/two%20words%0D%0AX:%20y", "2026-03-03T00:00:00Z", None),
            ]
        );
        for page in seen.into_iter().flatten() {
            assert!(matches!(page, Sighting::Page(page) if page.bytes == PAGE));
        }
        assert_eq!(bytes, archive());
    }

    #[test]
    fn a_header_says_the_length_that_is_written() {
        let text = String::from_utf8(archive()).expect("it is text");
        assert!(
            text.contains(
                "\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\nContent-Length: 85\r\n\r\n<!DOCTYPE"
            ),
            "{text}"
        );
        assert_eq!(
            told_length(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", 3),
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"
        );
        // What is no header passes as it is.
        assert_eq!(told_length(b"\x00\xFF", 3), b"\x00\xFF");
    }

    #[test]
    fn packed_records_are_members_of_their_own() {
        let mut writer =
            WarcWriter::new(Vec::new(), true, "a.warc.gz", "2026-03-09T09:00:00Z").expect("memory takes it");
        writer.write(&exchange("2026-03-01T09:00:00Z", "h"), Some(PAGE)).expect("memory takes it");
        let (bytes, records) = writer.finish().expect("memory takes it");
        assert_eq!(records, 3);
        let starts = bytes.windows(3).filter(|three| *three == [0x1F, 0x8B, 8]).count();
        assert_eq!(starts, 3);
    }

    /// Something that an archive holds.
    #[derive(Debug, Clone, Copy)]
    enum Held {
        Page(u8),
        Same,
        Gone,
        MovedTo(u8),
        File(u8),
    }

    /// What is read of it: address, status, bytes, redirects, what its article is known by.
    type Read = (String, u16, Vec<u8>, Vec<String>, Option<String>);

    const URL: &str = "https://a.example/1";
    const OLD: &str = "https://a.example/old";

    /// Writes one thing as `export` does.
    fn write(writer: &mut WarcWriter<Vec<u8>>, at: &str, held: Held) -> Read {
        let body = |number: u8| {
            format!("<!DOCTYPE html><article><p>The quay has {number} boats, the port said.</p>").into_bytes()
        };
        let mut put = |url: &str, head: Option<&[u8]>, article: Option<&str>, payload: &[u8]| {
            let sha256 = sha256(&[payload]);
            let given = if writer.has(&sha256) && head.is_some() { None } else { Some(payload) };
            let media_type = head.is_none().then_some("text/html");
            let exchange =
                WarcExchange { url, at, request: None, response: head, media_type, article, sha256: &sha256 };
            match payload {
                b"304" => writer.write_not_modified(&exchange),
                _ => writer.write(&exchange, given),
            }
            .expect("memory takes it");
        };
        let (url, none) = (URL.to_owned(), Vec::new());
        match held {
            Held::Page(number) => {
                put(URL, Some(OK), None, &body(number));
                (url, 200, body(number), none, None)
            }
            Held::Same => {
                put(URL, Some(b"HTTP/1.1 304 Not Modified\r\nETag: \"e\"\r\n\r\n"), None, b"304");
                (url, 304, Vec::new(), none, None)
            }
            Held::Gone => {
                put(URL, Some(b"HTTP/1.1 404 Not Found\r\n\r\n"), None, b"It is gone.");
                (url, 404, Vec::new(), none, None)
            }
            Held::MovedTo(number) => {
                put(OLD, Some(b"HTTP/1.1 301 Moved\r\nLocation: /1\r\n\r\n"), None, b"It moved.");
                put(URL, Some(OK), None, &body(number));
                (url, 200, body(number), vec![OLD.to_owned()], None)
            }
            Held::File(number) => {
                let url = format!("file:///a%20b/{number}.html");
                put(&url, None, Some("/a b/ž"), &body(number));
                (url, 0, body(number), none, Some("/a b/ž".to_owned()))
            }
        }
    }

    const OK: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

    proptest::proptest! {
        #[test]
        fn whatever_is_written_is_read_back(
            all in proptest::collection::vec(
                proptest::prop_oneof![
                    (0..3u8).prop_map(Held::Page),
                    proptest::strategy::Just(Held::Same),
                    proptest::strategy::Just(Held::Gone),
                    (0..3u8).prop_map(Held::MovedTo),
                    (0..3u8).prop_map(Held::File),
                ],
                0..12,
            ),
        ) {
            let mut writer =
                WarcWriter::new(Vec::new(), false, "a.warc", "2026-03-09T09:00:00Z").expect("memory takes it");
            let times = (1..).map(|day| format!("2026-03-{day:02}T09:00:00Z"));
            let written: Vec<(String, Read)> =
                all.iter().zip(times).map(|(held, at)| (at.clone(), write(&mut writer, &at, *held))).collect();
            let bytes = writer.finish().expect("memory takes it").0;
            let mut source = WarcSource::new(&*bytes, "a.warc".to_owned(), Filter::default());
            let read: Vec<(String, Read)> = std::iter::from_fn(|| source.next_capture())
                .map(|seen| match seen.expect("it is read") {
                    Sighting::Page(page) => {
                        let status = page.http.map_or(0, |http| http.status);
                        (page.at, (page.url, status, page.bytes, page.redirects, page.known_as))
                    }
                    Sighting::Nothing(gone) => (gone.at, (gone.url, gone.http.status, Vec::new(), Vec::new(), None)),
                    other => panic!("{other:?}"),
                })
                .collect();
            proptest::prop_assert_eq!(read, written);
        }
    }
}
