//! Tests of web archives, whole and damaged.

use super::Source;
use super::capture::Sighting;
use super::filter::Filter;
use super::warc::{WarcSource, is_warc, open};
use super::warc_cases::{gzip, page, record, response, revisit};
use crate::article::BytesRead;
use proptest::prelude::*;
use std::path::Path;

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
    let archive =
        [record("warcinfo", "", AT, "application/warc-fields", b"software: x"), story("https://a.example/1")];
    let [Sighting::Page(capture)] = &seen(&archive.concat())[..] else { panic!("one page") };
    assert_eq!((capture.url.as_str(), capture.at.as_str()), ("https://a.example/1", "2026-03-02T09:00:00Z"));
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
    assert!(is_warc(Path::new("x/A.WARC.gz")) && is_warc(Path::new("a.warc")) && !is_warc(Path::new("a.gz")));
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("a.warc.gz");
    std::fs::write(&path, archive).expect("a file can be written");
    let mut source = open(&path, Filter::default(), &BytesRead::default()).expect("it opens");
    assert_eq!(std::iter::from_fn(|| source.next_capture()).filter(Result::is_ok).count(), 2);
}

#[test]
fn a_damaged_member_costs_itself() {
    let mut bad = gzip(&story("https://a.example/2"));
    let middle = bad.len() / 2;
    bad[middle..].fill(0xFF);
    let archive = [gzip(&story("https://a.example/1")), bad, gzip(&story("https://a.example/3"))].concat();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("a.warc.gz");
    std::fs::write(&path, archive).expect("a file can be written");
    let mut source = open(&path, Filter::default(), &BytesRead::default()).expect("it opens");
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

#[test]
fn a_record_that_says_more_than_its_member_holds_costs_itself() {
    let story = |n: u8| String::from_utf8(story(&format!("https://a.example/{n}"))).expect("text");
    let film = String::from_utf8(record("response", "https://a.example/film", AT, "video/mp4", b"film"))
        .expect("text");
    let lying = |record: &str, value: &str| {
        let (head, rest) = record.split_once("Content-Length: ").expect("it has one");
        let (_, rest) = rest.split_once('\r').expect("a line ends");
        gzip(format!("{head}Content-Length: {value}\r{rest}").as_bytes())
    };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("a.warc.gz");
    for value in ["900", "99999", "999999999999"] {
        let members = [
            gzip(story(1).as_bytes()),
            lying(&story(2), value),
            lying(&film, value),
            gzip(story(3).as_bytes()),
        ];
        std::fs::write(&path, members.concat()).expect("a file can be written");
        let mut source = open(&path, Filter::default(), &BytesRead::default()).expect("it opens");
        let found: Vec<_> = std::iter::from_fn(|| source.next_capture()).collect();
        let urls: Vec<&str> = found.iter().flatten().map(Sighting::url).collect();
        assert_eq!(urls, ["https://a.example/1", "https://a.example/3"], "{value}: {found:?}");
        assert!(
            found
                .iter()
                .filter_map(|found| found.as_ref().err())
                .all(|e| e.message.contains("longer or shorter than it says"))
        );
        assert_eq!(found.len(), 4);
    }
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
