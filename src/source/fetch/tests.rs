//! A server on this machine that answers as real ones do on bad days, and what is made of it.

use super::*;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A server that answers each request by `answer`: from the path to what is written, byte for byte.
struct FaultServer {
    address: String,
    /// The requests, as they came.
    requests: Arc<Mutex<Vec<String>>>,
}

impl FaultServer {
    fn new(answer: impl Fn(&str, usize) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it has one"));
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&requests);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let request = head_of(&stream);
                let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
                let count = {
                    let mut all = seen.lock().expect("nobody panicked");
                    all.push(request);
                    all.iter().filter(|r| r.split(' ').nth(1) == Some(&path)).count()
                };
                // Who hangs up early is a test's matter.
                let _ = (&stream).write_all(&answer(&path, count));
            }
        });
        Self { address, requests }
    }

    fn fetch(&self, path: &str) -> Result<Fetched, String> {
        self.fetch_with(path, &FetchOptions::default())
    }

    fn fetch_with(&self, path: &str, options: &FetchOptions) -> Result<Fetched, String> {
        let options = FetchOptions { allow_private: true, delay: Duration::ZERO, ..options.clone() };
        let found = match Fetcher::new(options).fetch(&format!("{}{path}", self.address), None) {
            Ok(Fetched::Nothing(_, why)) => Err(why),
            found => found,
        };
        found.map_err(|error| error.to_string().replace(&self.address, "").replace("127.0.0.1", "HOST"))
    }

    fn page(&self, path: &str) -> Capture {
        match self.fetch(path) {
            Ok(Fetched::Page(page)) => *page,
            other => panic!("{other:?}"),
        }
    }

    fn asked(&self, path: &str) -> usize {
        let requests = self.requests.lock().expect("nobody panicked");
        requests.iter().filter(|r| r.starts_with(&format!("GET {path} "))).count()
    }
}

fn head_of(mut stream: &TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut out =
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n", body.len())
            .into_bytes();
    out.extend_from_slice(body);
    out
}

fn html(body: &[u8]) -> Vec<u8> {
    response("200 OK", "Content-Type: text/html\r\nETag: \"v1\"\r\n", body)
}

const PAGE: &[u8] = b"<!DOCTYPE html><title>Quay</title><article><p>The quay is closed, the port said on Monday.</p></article>";

fn ordinary(path: &str, count: usize) -> Vec<u8> {
    match path {
        "/robots.txt" => response("200 OK", "", b"User-agent: *\nDisallow: /secret\n"),
        "/latin" => response(
            "200 OK",
            "Content-Type: text/html; charset=windows-1252\r\n",
            b"<!DOCTYPE html><article><p>The caf\xE9 is closed, the port said.</p>",
        ),
        "/old" => response("301 Moved", "Location: /older?x=1\r\n", b""),
        "/older?x=1" => response("302 Found", "Location: page\r\n", b""),
        "/loop" => response("302 Found", "Location: /loop2\r\n", b""),
        "/loop2" => response("302 Found", "Location: /loop\r\n", b""),
        "/inside" => response("302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/nowhere" => response("302 Found", "", b""),
        "/gone" => response("410 Gone", "", b""),
        "/login" => response("401 Unauthorized", "", b""),
        "/forbidden" => response("403 Forbidden", "", b""),
        "/cut" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
            packed.write_all(PAGE).expect("memory takes it");
            let bytes = packed.finish().expect("memory takes it");
            response("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &bytes[..90])
        }
        "/feed" => response(
            "200 OK",
            "Content-Type: application/rss+xml\r\n",
            b"<rss version=\"2.0\"><channel><title>Quay</title></channel></rss>",
        ),
        "/unasked" => response("304 Not Modified", "", b""),
        "/named" => response("302 Found", "Location: http://ada:word@quay.example/\r\n", b""),
        "/fault" => response("500 Oops", "", b""),
        "/pdf" => response("200 OK", "Content-Type: application/pdf\r\n", b"%PDF"),
        "/busy" if count == 1 => response("429 Too Many", "Retry-After: 0\r\n", b""),
        "/page" | "/busy" => html(PAGE),
        "/closed" => response("503 Closed", "Retry-After: 86400\r\n", b""),
        "/short" => b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\n<p>x".to_vec(),
        "/nonsense" => b"SSH-2.0-x\r\n".to_vec(),
        "/1.0" => [b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", PAGE].concat(),
        _ => response("404 Not Found", "", b""),
    }
}

#[test]
fn a_page_is_fetched_with_what_the_server_said() {
    let server = FaultServer::new(ordinary);
    let page = server.page("/page");
    let http = page.http.as_ref().expect("a response");
    assert_eq!((http.status, http.etag.as_deref(), &*page.media_type), (200, Some("\"v1\""), "text/html"));
    let revision = page.read().remove(0).expect("an article");
    assert_eq!(revision.key, page.url.replace("http://", "https://"));
    assert_eq!(revision.captured_at.value, page.at);
    assert!(server.requests.lock().expect("nobody panicked")[1].contains("user-agent: onrecord/"));
}

#[test]
fn a_charset_of_the_response_counts() {
    let page = FaultServer::new(ordinary).page("/latin");
    assert_eq!(page.read().remove(0).expect("an article").body, "The café is closed, the port said.");
}

#[test]
fn redirects_are_followed_and_recorded() {
    let server = FaultServer::new(ordinary);
    let page = server.page("/old");
    let place = |path: &str| format!("{}{path}", server.address);
    assert_eq!(page.url, place("/page"));
    assert_eq!(page.redirects, [place("/old"), place("/older?x=1")]);
    assert_eq!(page.read().remove(0).expect("an article").other_urls, page.redirects);
}

#[test]
fn every_refusal_is_one_sentence_with_a_remedy() {
    let server = FaultServer::new(ordinary);
    let paths = [
        "/missing",
        "/gone",
        "/login",
        "/forbidden",
        "/fault",
        "/nowhere",
        "/loop",
        "/inside",
        "/pdf",
        "/secret",
        "/closed",
        "/short",
        "/nonsense",
        "/cut",
        "/feed",
        "/unasked",
        "/named",
    ];
    let refusals: Vec<String> = paths.iter().map(|path| server.fetch(path).expect_err("refused")).collect();
    insta::assert_snapshot!(refusals.join("\n"));
}

#[test]
fn a_busy_server_is_asked_once_more() {
    let server = FaultServer::new(ordinary);
    server.page("/busy");
    assert_eq!(server.asked("/busy"), 2);
    assert_eq!(server.page("/1.0").bytes, PAGE);
    let many = FaultServer::new(|path, _| {
        if path == "/robots.txt" {
            response("404 No", "", b"")
        } else {
            response("429 No", "Retry-After: 0\r\n", b"")
        }
    });
    assert!(many.fetch("/x").expect_err("refused").contains("busy"));
    assert_eq!(many.asked("/x"), 2);
}

#[test]
fn robots_are_asked_once_a_host() {
    let server = FaultServer::new(ordinary);
    let options = FetchOptions { allow_private: true, delay: Duration::ZERO, ..FetchOptions::default() };
    let mut fetcher = Fetcher::new(options);
    for _ in 0..3 {
        fetcher.fetch(&format!("{}/page", server.address), None).expect("a page");
    }
    assert_eq!((server.asked("/robots.txt"), server.asked("/page")), (1, 3));
    let broken = FaultServer::new(|_, _| response("500 Oops", "", b""));
    assert!(broken.fetch("/page").expect_err("refused").contains("robots.txt cannot be read now (500)"));
    assert_eq!(broken.asked("/page"), 0);
}

#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    let server = FaultServer::new(|path, _| match path {
        "/robots.txt" => response("404 No", "", b""),
        _ => response("304 Not Modified", "ETag: \"v1\"\r\n", b""),
    });
    let known =
        HttpFacts { etag: Some("\"v1\"".into()), last_modified: Some("x".into()), ..HttpFacts::default() };
    let options = FetchOptions { allow_private: true, delay: Duration::ZERO, ..FetchOptions::default() };
    let answer = Fetcher::new(options).fetch(&format!("{}/page", server.address), Some(&known));
    assert!(matches!(answer, Ok(Fetched::NotModified(http, wire)) if http.status == 304 && wire.len() == 1));
    let requests = server.requests.lock().expect("nobody panicked");
    assert!(requests[1].contains("if-none-match: \"v1\"") && requests[1].contains("if-modified-since: x"));
}

#[test]
fn a_tag_is_not_sent_behind_a_redirect() {
    let server = FaultServer::new(ordinary);
    let known = HttpFacts { etag: Some("\"v1\"".into()), ..HttpFacts::default() };
    let options = FetchOptions { allow_private: true, delay: Duration::ZERO, ..FetchOptions::default() };
    let answer = Fetcher::new(options).look(&format!("{}/old", server.address), Some(&known));
    assert!(matches!(answer, Ok(Fetched::Page(page)) if page.redirects.len() == 2));
    let requests = server.requests.lock().expect("nobody panicked");
    let tagged: Vec<bool> = requests.iter().map(|request| request.contains("if-none-match")).collect();
    assert_eq!(tagged, [false, true, false, false], "robots.txt, /old, and where it leads");
}

#[test]
fn own_headers_are_for_the_host_that_was_named() {
    let other = FaultServer::new(ordinary);
    let elsewhere = format!("Location: {}/page\r\n", other.address);
    let server = FaultServer::new(move |path, count| match path {
        "/away" => response("302 Found", &elsewhere, b""),
        "/near" => response("302 Found", "Location: /page\r\n", b""),
        path => ordinary(path, count),
    });
    let headers = vec![("Authorization".to_owned(), "Bearer quay".to_owned())];
    let options = FetchOptions { headers, ..FetchOptions::default() };
    for path in ["/near", "/away"] {
        server.fetch_with(path, &options).expect("a page");
    }
    let sent = |server: &FaultServer, path: &str| {
        let requests = server.requests.lock().expect("nobody panicked");
        let asked = requests.iter().find(|r| r.starts_with(&format!("GET {path} "))).expect("it was asked");
        asked.contains("Bearer quay")
    };
    assert!(sent(&server, "/near") && sent(&server, "/page") && sent(&server, "/away"));
    assert!(!sent(&other, "/page"));
}

#[test]
fn whose_fault_a_failure_is_is_told() {
    let server = FaultServer::new(ordinary);
    let options = FetchOptions { allow_private: true, delay: Duration::ZERO, ..FetchOptions::default() };
    let mut fetcher = Fetcher::new(options).for_other_hosts();
    let mut cause = |path: &str| match fetcher.look(&format!("{}{path}", server.address), None) {
        Err(error) => Some(error.cause),
        Ok(_) => None,
    };
    assert_eq!(cause("/pdf"), None, "anything will do");
    assert_eq!([cause("/secret"), cause("/loop")], [Some(FetchCause::Page); 2]);
    assert_eq!([cause("/short"), cause("/nonsense")], [Some(FetchCause::Host); 2]);
    assert_eq!(cause("/closed"), Some(FetchCause::Busy(Duration::from_secs(86_400))));
    assert_eq!(cause("/busy"), Some(FetchCause::Busy(Duration::ZERO)), "it is not waited for");
}

#[test]
fn what_swells_or_never_ends_is_bounded() {
    let server = FaultServer::new(|path, _| match path {
        "/robots.txt" => response("404 No", "", b""),
        "/bomb" => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packed.write_all(&vec![b' '; MAX_PAGE + 1]).expect("memory takes it");
            let bytes = packed.finish().expect("memory takes it");
            response("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", &bytes)
        }
        _ => {
            let mut endless = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".to_vec();
            endless.resize(MAX_PAGE + 100_000, b'x');
            endless
        }
    });
    for path in ["/bomb", "/endless"] {
        let refusal = server.fetch(path).expect_err("refused");
        assert!(refusal.contains("larger than 16 MB"), "{path}: {refusal}");
    }
}

#[test]
fn the_inside_of_a_network_is_not_asked() {
    let server = FaultServer::new(ordinary);
    let mut fetcher = Fetcher::new(FetchOptions::default());
    for address in [server.address.clone(), "http://localhost:1/".to_owned(), "http://[::1]/".to_owned()] {
        let refusal = fetcher.fetch(&address, None).expect_err("refused").to_string();
        assert!(refusal.contains("is a host inside a network"), "{refusal}");
    }
    assert_eq!(server.requests.lock().expect("nobody panicked").len(), 0);
    for address in
        ["file:///etc/passwd", "ftp://a.example/", "harbour", "https://", "https://ada:word@a.example/"]
    {
        assert!(fetcher.fetch(address, None).is_err(), "{address}");
    }
}
