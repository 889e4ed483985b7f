//! Messages: an HTTP response as it went over the wire, taken apart: status, headers, body.

use super::thresholds::{MAX_HEADERS, MAX_PAGE};
use crate::article::HttpFacts;
use std::io::Read;
use std::sync::Arc;

/// A response taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) http: HttpFacts,
    pub(super) media_type: String,
    pub(super) charset: Option<String>,
    /// Unpacked.
    pub(super) body: Vec<u8>,
    /// The status line and header, as they came.
    pub(super) head: Vec<u8>,
    /// The body without the marks of its chunks, with its content coding.
    pub(super) payload: Arc<[u8]>,
}

/// Takes a response apart. The body is dechunked and unpacked as its headers say; where it is not what they say, because
/// an archive kept it unpacked under the old headers, it is taken as it stands.
///
/// # Errors
/// What is wrong with it, in words that follow "the response".
pub(super) fn parse_response(bytes: &[u8]) -> Result<Message, String> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let config = {
        let mut config = httparse::ParserConfig::default();
        config.allow_spaces_after_header_name_in_responses(true);
        config.allow_obsolete_multiline_headers_in_responses(true);
        config.ignore_invalid_headers_in_responses(true);
        config
    };
    let head = match config.parse_response(&mut response, bytes) {
        Ok(httparse::Status::Complete(head)) => head,
        Ok(httparse::Status::Partial) => return Err("breaks off in its headers".to_owned()),
        Err(error) => return Err(format!("is no HTTP ({error})")),
    };
    let header = |name: &str| {
        let found = response.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_owned()).filter(|value| !value.is_empty())
    };
    let (media_type, charset) = content_type(header("content-type").as_deref().unwrap_or_default());
    let http = HttpFacts {
        status: response.code.unwrap_or_default(),
        etag: header("etag"),
        last_modified: header("last-modified"),
        location: header("location"),
    };
    let mut payload = bytes[head..].to_vec();
    if header("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"))
        && let Some(whole) = dechunked(&payload)
    {
        payload = whole;
    }
    let body = unpacked_by(payload.clone(), &header("content-encoding").unwrap_or_default())?;
    let head = bytes[..head].to_vec();
    Ok(Message { http, media_type, charset, body, head, payload: payload.into() })
}

/// A body unpacked as a `Content-Encoding` says, the last coding first.
///
/// # Errors
/// Where it swells beyond what a page ever is, in words that follow "the response".
pub(super) fn unpacked_by(mut body: Vec<u8>, codings: &str) -> Result<Vec<u8>, String> {
    for coding in codings.to_ascii_lowercase().split(',').rev() {
        body = unpacked(body, coding.trim())?;
    }
    Ok(body)
}

/// Whether a body that was sent with these codings came whole: a page that breaks off is not the page with less in it.
#[cfg(feature = "fetch")]
pub(super) fn is_whole(body: &[u8], codings: &str) -> bool {
    let unpacker: Box<dyn Read + '_> = match codings.trim().to_ascii_lowercase().as_str() {
        // What stands behind the first member is padding more often than text.
        "gzip" | "x-gzip" => Box::new(flate2::read::GzDecoder::new(body)),
        "br" => Box::new(brotli_decompressor::Decompressor::new(body, 4096)),
        _ => return true,
    };
    let mut out = Vec::new();
    // What gives nothing at all was not packed as it says.
    unpacker.take(MAX_PAGE as u64).read_to_end(&mut out).is_ok() || out.is_empty()
}

/// The media type in lower case and the charset of a `Content-Type`.
pub(super) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media_type = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (media_type, charset.filter(|label| !label.is_empty()))
}

/// The body without the marks of its chunks; none when it has none.
fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    loop {
        let line = bytes.iter().position(|&b| b == b'\n')?;
        let size = std::str::from_utf8(&bytes[..line]).ok()?.trim().split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[line + 1..];
        if size == 0 {
            return Some(whole);
        }
        let Some(chunk) = bytes.get(..size) else {
            // Cut off: what came, counts.
            whole.extend_from_slice(bytes);
            return Some(whole);
        };
        whole.extend_from_slice(chunk);
        bytes = &bytes[size..];
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
        if bytes.is_empty() {
            return Some(whole);
        }
    }
}

/// A body unpacked, at most [`MAX_PAGE`] bytes of it; as it is where it is not packed so.
pub(super) fn unpacked(body: Vec<u8>, coding: &str) -> Result<Vec<u8>, String> {
    let limit = MAX_PAGE as u64 + 1;
    let mut out = Vec::new();
    let done = match coding {
        "gzip" | "x-gzip" => flate2::read::MultiGzDecoder::new(&*body).take(limit).read_to_end(&mut out),
        "deflate" => {
            let zlib = flate2::read::ZlibDecoder::new(&*body).take(limit).read_to_end(&mut out);
            if zlib.is_err() && out.is_empty() {
                flate2::read::DeflateDecoder::new(&*body).take(limit).read_to_end(&mut out)
            } else {
                zlib
            }
        }
        "br" => brotli_decompressor::Decompressor::new(&*body, 4096).take(limit).read_to_end(&mut out),
        _ => return Ok(body),
    };
    if out.len() > MAX_PAGE {
        return Err(format!("unpacks to more than {} MB", MAX_PAGE >> 20));
    }
    // Kept unpacked under the old header; of one that is cut off, what could be unpacked counts.
    Ok(if done.is_err() && out.is_empty() { body } else { out })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).expect("memory takes it");
        packed.finish().expect("memory takes it")
    }

    #[test]
    fn a_response_is_taken_apart() {
        let raw = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"ISO-8859-1\"\r\nETag: \"a\"\r\n\
            Last-Modified: Mon, 02 Mar 2026 09:00:00 GMT\r\n\r\n<p>The quay.";
        let message = parse_response(raw).expect("it is one");
        assert_eq!(
            (message.media_type.as_str(), message.charset.as_deref()),
            ("text/html", Some("ISO-8859-1"))
        );
        assert_eq!((message.http.status, message.http.etag.as_deref()), (200, Some("\"a\"")));
        assert_eq!(message.body, b"<p>The quay.");
    }

    #[test]
    fn a_body_is_dechunked_and_unpacked() {
        let packed = gzip(b"The quay.");
        let mut raw =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
        write!(raw, "{:x};x=1\r\n", 5).expect("memory takes it");
        raw.extend_from_slice(&packed[..5]);
        write!(raw, "\r\n{:X}\r\n", packed.len() - 5).expect("memory takes it");
        raw.extend_from_slice(&packed[5..]);
        raw.extend_from_slice(b"\r\n0\r\n\r\n");
        assert_eq!(parse_response(&raw).expect("it is one").body, b"The quay.");
    }

    #[test]
    fn a_body_that_is_not_packed_as_it_says_is_taken_as_it_stands() {
        for coding in ["gzip", "br", "deflate", "zzz"] {
            let raw = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n<p>The quay.");
            assert_eq!(parse_response(raw.as_bytes()).expect("it is one").body, b"<p>The quay.", "{coding}");
        }
    }

    #[cfg(feature = "fetch")]
    #[test]
    fn a_packed_body_that_breaks_off_is_not_whole() {
        let packed = gzip(&(0..9000u32).flat_map(u32::to_le_bytes).collect::<Vec<_>>());
        assert!(is_whole(&packed, "gzip") && is_whole(b"<p>The quay.", "gzip") && is_whole(b"x", ""));
        assert!(is_whole(&[&packed[..], &[0; 9]].concat(), "x-gzip"));
        for cut in [packed.len() - 1, packed.len() - 8, packed.len() / 2] {
            assert!(!is_whole(&packed[..cut], "GZIP"), "{cut}");
        }
    }

    #[test]
    fn a_body_that_swells_is_refused() {
        let bomb = gzip(&vec![b' '; MAX_PAGE + 1]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unpacked(bomb, "gzip"), Err("unpacks to more than 16 MB".to_owned()));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let _ = parse_response(&bytes);
            let _ = parse_response(&[b"HTTP/1.0 200 x\r\nTransfer-Encoding: chunked\r\n\r\n".as_slice(), &bytes].concat());
            let _ = dechunked(&bytes);
        }
    }
}
