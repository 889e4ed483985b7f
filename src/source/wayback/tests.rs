//! An archive on this machine, as good and as bad as they are, and what is made of it.

use super::super::fetch::FetchOptions;
use super::*;
use std::io::Write as _;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// An archive that answers each request by `answer`: from its path, and how often that was asked, to what is written.
struct ArchiveServer {
    base: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl ArchiveServer {
    fn new(answer: impl Fn(&str, usize) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let base = format!("http://{}", listener.local_addr().expect("it has one"));
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (seen, host) = (Arc::clone(&asked), base.clone());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
                    head.push(byte[0]);
                }
                let request = String::from_utf8_lossy(&head).into_owned();
                let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
                let count = {
                    let mut all = seen.lock().expect("nobody panicked");
                    all.push(path.clone());
                    all.iter().filter(|other| **other == path).count()
                };
                let _ = stream.write_all(answer(&path, count).replace("BASE", &host).as_bytes());
            }
        });
        Self { base, asked }
    }

    fn history(&self, every: Option<Every>, stored: &[&str], only_list: bool) -> Vec<Result<String, String>> {
        let fetch = FetchOptions { allow_private: true, delay: Duration::ZERO, ..FetchOptions::default() };
        let mut fetcher = Fetcher::new(fetch);
        let options = WaybackOptions {
            archive: format!("{}/coll", self.base),
            filter: Filter::default(),
            every,
            only_list,
        };
        let known: Vec<String> = stored.iter().map(|&at| at.to_owned()).collect();
        let stored: StoredAt<'_> = Box::new(move |_, at| known.iter().any(|k| k == at).then_some(7));
        let mut source = WaybackSource::new(&mut fetcher, stored, options, URL);
        std::iter::from_fn(|| source.next_capture())
            .map(|found| found.map(|seen| self.short(&seen)).map_err(|error| self.plain(&error.to_string())))
            .collect()
    }

    fn short(&self, seen: &Sighting) -> String {
        match seen {
            Sighting::Page(page) => {
                let http = page.http.as_ref().expect("a response");
                let tag = http.etag.as_deref().unwrap_or_default();
                let body = page.read().remove(0).map_or_else(|e| e.to_string(), |revision| revision.body);
                format!("{} {} {} {tag} {body}", page.at, self.plain(&page.place), page.url)
            }
            Sighting::Nothing(gone) => {
                format!("{} {} {}", gone.at, gone.http.status, gone.http.location.as_deref().unwrap_or("-"))
            }
            Sighting::Stored(article) => format!("stored {article}"),
            Sighting::Told(line) => line.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn plain(&self, text: &str) -> String {
        text.replace(&self.base, "").replace("127.0.0.1", "HOST")
    }

    fn asked(&self, part: &str) -> usize {
        self.asked.lock().expect("nobody panicked").iter().filter(|path| path.contains(part)).count()
    }
}

const URL: &str = "https://coast.example/ferry";

fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len())
}

fn page(at: &str, dead: &str) -> String {
    let body = format!(
        "<!DOCTYPE html><title>Ferry</title><article><p>{dead} people died, Ada Quill said.</p></article>"
    );
    answer(
        "200 OK",
        &format!("Content-Type: text/html\r\nMemento-Datetime: {at}\r\nX-Archive-Orig-ETag: \"e\"\r\n"),
        &body,
    )
}

fn row(timestamp: &str, kind: &str, status: &str, digest: &str) -> String {
    format!(
        "[\"k\",\"{timestamp}\",\"http://coast.example:80/ferry\",\"{kind}\",\"{status}\",\"{digest}\"],\n"
    )
}

/// Four captures: a page, the same again, another, and that it was gone.
fn ordinary(path: &str) -> String {
    let columns = "[[\"urlkey\",\"timestamp\",\"original\",\"mimetype\",\"statuscode\",\"digest\"],\n";
    if path.starts_with("/coll/cdx?") {
        let rows = [
            row("20260302090000", "text/html", "200", "A"),
            row("20260302120000", "warc/revisit", "-", "A"),
            row("20260303090000", "text/html", "200", "B"),
            row("20260303100000", "text/html", "301", "C"),
            row("20260303100001", "image/png", "200", "D"),
            row("20260304090000", "text/html", "404", "E"),
        ];
        return answer(
            "200 OK",
            "Content-Type: application/json\r\n",
            &format!("{columns}{}]", rows.concat()),
        );
    }
    match path {
        "/coll/20260302090000id_/http://coast.example/ferry" => page("Mon, 02 Mar 2026 09:00:00 GMT", "Two"),
        "/coll/20260303090000id_/http://coast.example/ferry" => page("Tue, 03 Mar 2026 09:00:00 GMT", "Five"),
        _ => answer("404 Not Found", "", ""),
    }
}

#[test]
fn a_history_is_listed_then_fetched_once_a_digest() {
    let archive = ArchiveServer::new(|path, _| ordinary(path));
    let place = |timestamp: &str| format!("/coll/{timestamp}/http://coast.example/ferry");
    let page = |at: &str, timestamp: &str, tag: &str, dead: &str| {
        Ok(format!("{at} {} {URL} {tag} {dead} people died, Ada Quill said.", place(timestamp)))
    };
    let told = "https://coast.example/ferry: 4 captures in 127.0.0.1, 2026-03-02 to 2026-03-04; 2 will be fetched (1 the \
                same as another, 1 without a page)";
    assert_eq!(
        archive.history(None, &[], false),
        [
            Ok(told.to_owned()),
            page("2026-03-02T09:00:00Z", "20260302090000", "\"e\"", "Two"),
            page("2026-03-02T12:00:00Z", "20260302120000", "", "Two"),
            page("2026-03-03T09:00:00Z", "20260303090000", "\"e\"", "Five"),
            Ok("2026-03-04T09:00:00Z 404 -".to_owned()),
        ]
    );
    assert_eq!((archive.asked("id_/"), archive.asked("robots")), (2, 0));
}

#[test]
fn what_is_stored_is_not_fetched_again() {
    let archive = ArchiveServer::new(|path, _| ordinary(path));
    let found = archive.history(Some(Every::Day), &["2026-03-02T09:00:00Z"], false);
    assert!(found[0].as_ref().is_ok_and(|told| {
        told.ends_with("1 will be fetched (1 stored already, 1 without a page, 1 closer together than asked)")
    }));
    assert_eq!((found[1].clone(), found.len(), archive.asked("id_/")), (Ok("stored 7".to_owned()), 4, 1));
    let listed = archive.history(None, &[], true);
    assert!(
        listed.len() == 1 && listed[0].as_ref().is_ok_and(|told| told.contains("2 would be fetched")),
        "{listed:?}"
    );
}

#[test]
fn a_time_map_is_read_where_there_is_no_cdx() {
    let archive = ArchiveServer::new(|path, _| {
        let link = |n: usize| format!("</coll/timemap/{n}/{URL}>; rel=\"timemap\",\n");
        match path {
            "/coll/timemap/link/https://coast.example/ferry" => {
                answer("200 OK", "", &format!("{}{}", link(2), link(3)))
            }
            "/coll/timemap/2/https://coast.example/ferry" => {
                // It names the first again, itself, and captures of elsewhere.
                let memento = "<BASE/coll/20260302090000mp_/http://coast.example/ferry>; rel=\"memento\"; datetime=\"Mon, 02 Mar \
                               2026 09:00:00 GMT\",\n<https://elsewhere.example/x>; rel=\"memento\"; datetime=\"Mon, 02 Mar 2026 \
                               10:00:00 GMT\",\n<https://elsewhere.example/y>; rel=\"timemap\"";
                answer(
                    "200 OK",
                    "",
                    &format!(
                        "{}{}{memento}",
                        link(2),
                        "</coll/timemap/link/https://coast.example/ferry>; rel=timemap,\n"
                    ),
                )
            }
            "/coll/timemap/3/https://coast.example/ferry" => answer("200 OK", "", &link(2)),
            path => ordinary(&path.replace("/coll/cdx", "/no")),
        }
    });
    let found = archive.history(None, &[], false);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].as_ref().is_ok_and(|page| page.contains("Two people died")), "{found:?}");
    assert!(found[1].as_ref().is_ok_and(|page| page.contains(" /coll/20260302090000/http://")), "{found:?}");
    assert_eq!(archive.asked("/timemap/"), 3);
}

#[test]
fn an_archive_that_is_busy_is_waited_for() {
    let archive = ArchiveServer::new(|path, count| match count {
        1 if path.contains("id_/") => answer("429 Too Many Requests", "Retry-After: 0\r\n", ""),
        _ => ordinary(path),
    });
    assert_eq!(archive.history(None, &[], false).iter().filter(|found| found.is_ok()).count(), 5);
    let closed = ArchiveServer::new(|path, _| match path {
        path if path.contains("id_/") => answer("503 No", "Retry-After: 86400\r\n", ""),
        _ => ordinary(path),
    });
    let found = closed.history(None, &[], false);
    let [Ok(_), Err(why)] = &found[..] else { panic!("{found:?}") };
    assert!(
        why.contains("for 86400 s; try again then. What came before was stored; the same command goes on"),
        "{why}"
    );
    assert_eq!(closed.asked("id_/"), 1);
}

#[test]
fn a_capture_that_cannot_be_had_costs_itself() {
    let archive = ArchiveServer::new(|path, _| match path {
        "/coll/20260302090000id_/http://coast.example/ferry" => {
            answer("302 Found", "Location: https://elsewhere.example/\r\n", "")
        }
        "/coll/20260302120000id_/http://coast.example/ferry" => {
            answer("302 Found", "Location: /coll/20260302120000id_/http://coast.example/ferry\r\n", "")
        }
        path => ordinary(path),
    });
    let found = archive.history(None, &[], false);
    let errors: Vec<&String> = found.iter().filter_map(|found| found.as_ref().err()).collect();
    assert_eq!(
        errors,
        [
            "https://coast.example/ferry: 2026-03-02T09:00:00Z: it leads out of the archive, to https://elsewhere.example/; it \
             was passed over.",
            "https://coast.example/ferry: 2026-03-02T12:00:00Z: its redirects lead in a circle; it was passed over.",
        ]
    );
    assert_eq!(found.len(), 5);
}

#[test]
fn what_was_moved_or_lies_beside_it_says_so() {
    let archive = ArchiveServer::new(|path, _| match path {
        // The archive gives the capture next to it.
        "/coll/20260302090000id_/http://coast.example/ferry" => {
            answer("302 Found", "Location: /coll/20260302090007id_/http://coast.example/ferry\r\n", "")
        }
        "/coll/20260302090007id_/http://coast.example/ferry" => page("Mon, 02 Mar 2026 09:00:07 GMT", "Two"),
        "/coll/20260303090000id_/http://coast.example/ferry" => {
            let to = "Location: /coll/20260303090000id_/https://coast.example/new\r\nMemento-Datetime: Tue, 03 Mar 2026 \
                      09:00:00 GMT\r\n";
            answer("301 Moved", to, "")
        }
        path => ordinary(path),
    });
    let found = archive.history(None, &[], false);
    assert!(
        found[1].as_ref().is_ok_and(|page| page.starts_with("2026-03-02T09:00:07Z /coll/20260302090007/")),
        "{found:?}"
    );
    assert_eq!(found[3], Ok("2026-03-03T09:00:00Z 301 https://coast.example/new".to_owned()));
}

#[test]
fn what_is_no_archive_says_so() {
    let nothing = ArchiveServer::new(|_, _| answer("404 Not Found", "", ""));
    let why = |archive: &ArchiveServer| archive.history(None, &[], false).remove(0).expect_err("an error");
    assert!(
        why(&nothing).contains("HOST lists no captures (status 404); give the address of an archive"),
        "{}",
        why(&nothing)
    );
    let pages = ArchiveServer::new(|_, _| answer("200 OK", "", "<!DOCTYPE html>\n<p>Welcome.\n"));
    assert!(why(&pages).contains("no capture of it"), "{}", why(&pages));
    let empty = ArchiveServer::new(|path, _| {
        answer(if path.contains("cdx?") { "200 OK" } else { "404 No" }, "", "[]")
    });
    assert!(why(&empty).contains("HOST has no capture of it, or none of that time"), "{}", why(&empty));
}

#[test]
fn a_list_of_a_million_lines_is_refused_or_thinned() {
    let archive = ArchiveServer::new(|path, count| {
        if !path.starts_with("/coll/cdx?") {
            return ordinary(path);
        }
        let mut list = String::new();
        for n in 0..if count == 1 { 1_000_000u32 } else { 100_000 } {
            let (day, time) = (n / 86_400 + 1, n % 86_400);
            let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
            list += &format!(
                "k 202603{day:02}{hour:02}{minute:02}{second:02} http://coast.example/ferry text/html 200 A\n"
            );
        }
        answer("200 OK", "", &list)
    });
    let found = archive.history(None, &[], false);
    assert!(
        found[0].as_ref().is_err_and(|why| why.contains("more captures of it than are fetched at once")),
        "{found:?}"
    );
    let listed = archive.history(Some(Every::Day), &[], true);
    let told = listed[0].as_ref().expect("it is listed");
    assert!(
        told.contains("100000 captures") && told.contains("1 would be fetched (1 the same as another"),
        "{told}"
    );
}

#[test]
fn the_inside_of_a_network_is_not_asked() {
    let mut fetcher = Fetcher::new(FetchOptions::default());
    let options = |archive: &str| WaybackOptions {
        archive: archive.to_owned(),
        filter: Filter::default(),
        every: None,
        only_list: false,
    };
    for (archive, words) in [
        ("http://127.0.0.1:1/coll", "is a host inside a network"),
        ("file:///etc", "it is no address of an archive"),
        ("", "it is no address of an archive"),
    ] {
        let mut source = WaybackSource::new(&mut fetcher, Box::new(|_, _| None), options(archive), URL);
        let error = source.next_capture().expect("something").expect_err("an error");
        assert!(error.to_string().contains(words), "{archive}: {error}");
        assert!(source.next_capture().is_none());
    }
}
