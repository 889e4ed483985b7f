//! Archives made for tests: records as crawlers write them, whole and damaged.

use std::io::Write;

/// One record with its header.
pub(super) fn record(kind: &str, url: &str, at: &str, block_type: &str, block: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write!(
        out,
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\nContent-Type: \
         {block_type}\r\nWARC-Payload-Digest: sha1:{:X}\r\nContent-Length: {}\r\n\r\n",
        block.len(),
        block.len()
    )
    .expect("memory takes it");
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

/// A page as a response.
pub(super) fn response(url: &str, at: &str, status: &str, body: &str) -> Vec<u8> {
    let block = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"e1\"\r\nLocation: /new\r\n\r\n{body}"
    );
    record("response", url, at, "application/http; msgtype=response", block.as_bytes())
}

/// A page with an article of one sentence.
pub(super) fn page(sentence: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Quay</title></head><body><article><p>{sentence}</p></article></body></html>"
    )
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

/// A record that says that the page of another was seen again.
pub(super) fn revisit(of: &[u8], at: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(of);
    let field =
        |name: &str| text.split_once(name).and_then(|(_, rest)| rest.split('\r').next()).expect("it has one");
    let (url, digest) = (field("WARC-Target-URI: "), field("WARC-Payload-Digest: "));
    format!(
        "WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\nContent-Type: \
         application/http\r\nWARC-Payload-Digest: {digest}\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"
    )
    .into_bytes()
}
