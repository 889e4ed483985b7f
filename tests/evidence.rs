//! Evidence: what is kept of a page as it came over the wire, written as a web archive, and read back. The server stands on
//! this machine; no other address is asked.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use assert_cmd::Command;
use rusqlite::Connection;
use std::path::PathBuf;
use tempfile::TempDir;

/// Time, status, tag, hashes of bytes and text.
type Captured = (String, Option<u16>, Option<String>, Option<String>, Option<String>);

/// A folder with databases in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What a command on the database `db` prints: standard output, then standard error.
    fn run(&self, db: &str, arguments: &[&str]) -> String {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command
            .current_dir(self.0.path())
            .env("ONRECORD_DB", db)
            .env("NO_COLOR", "1")
            .env_remove("ONRECORD_KEEP");
        for proxy in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
            command.env_remove(proxy);
        }
        let output = command.args(arguments).output().unwrap();
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
    }

    fn open(&self, db: &str) -> Connection {
        Connection::open(self.path(db)).unwrap()
    }

    /// The captures without the archive that they came from.
    fn captures(&self, db: &str) -> Vec<Captured> {
        let database = self.open(db);
        let sql = "SELECT captured_at, http_status, etag, raw_sha256, text_sha256 FROM capture ORDER BY captured_at, id";
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
            .unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }
}

fn page(dead: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Ferry sinks off Corran</title></head><body><article>\
         <h1>Ferry sinks off Corran</h1><p>The ferry sank off Corran on Monday night with forty people on board, the \
         coastguard said.</p><p>{dead} people have died, harbour master Ada Quill said. She said the search would go \
         on through the night.</p></article></body></html>"
    )
}

fn record(kind: &str, url: &str, at: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\nContent-Type: \
         application/http\r\nWARC-Payload-Digest: sha1:{}\r\nContent-Length: {}\r\n\r\n",
        block.len(),
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: \"e1\"\r\n{headers}\r\n{body}").into_bytes()
}

/// Pages in all the ways in which archives hold them: plain, chunked, under headers with control characters, gone.
fn archive() -> Vec<u8> {
    let url = "https://coast.example/ferry";
    let two = page("Two");
    let chunked = format!("{:x}\r\n{two}\r\n0\r\n\r\n", two.len());
    [
        record("response", url, "2026-03-02T09:00:00Z", &response("", &two)),
        record(
            "response",
            url,
            "2026-03-02T10:00:00Z",
            &response("Transfer-Encoding: chunked\r\n", &chunked),
        ),
        record(
            "response",
            url,
            "2026-03-02T12:00:00Z",
            &response("X-Odd: a\x01b\x7F\x1Bc\r\n", &page("Five")),
        ),
        record("response", url, "2026-03-04T12:00:00Z", b"HTTP/1.1 404 Not Found\r\n\r\nNo ferry here."),
    ]
    .concat()
}

/// A desk with the archive read into `x.db`.
fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.path("crawl.warc"), archive()).unwrap();
    let said = desk.run("x.db", &["add", "crawl.warc"]);
    assert!(said.contains("1 article: 2 revisions new, 1 already known"), "{said}");
    desk
}

#[test]
fn an_exported_archive_reads_back_to_the_same_captures() {
    let desk = desk();
    for name in ["evidence.warc.gz", "evidence.warc"] {
        let said = desk.run("x.db", &["export", "--warc", name]);
        assert!(said.contains(&format!("{name}: 4 captures of 1 article in 5 records")), "{said}");
        let db = format!("{name}.db");
        desk.run(&db, &["add", name]);
        assert_eq!(desk.captures(&db), desk.captures("x.db"));
        assert_eq!(desk.captures(&db).len(), 4);
    }
    let text = String::from_utf8(std::fs::read(desk.path("evidence.warc")).unwrap()).unwrap();
    assert_eq!(text.matches("WARC-Type: revisit").count(), 1, "the chunked page is the plain one again");
    assert!(text.contains("X-Odd: a\x01b\x7F\x1Bc\r\n") && text.contains("No ferry here."));
    assert!(desk.run("x.db", &["db", "check"]).contains("3 bodies checked"));
}

/// Files of every kind: two revisions of one article by their names, a page with an address of its own, one without.
#[test]
fn files_go_through_an_archive_and_back() {
    let desk = Desk::new();
    let put = |name: &str, text: &str| {
        let path = desk.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let text = "The quay is closed, the port said on Monday.\n\nNobody was hurt, Ada Quill said.\n";
    put("in/pool/1-2026-03-01T0900Z.txt", text);
    put("in/pool/2-2026-03-02T0900Z.txt", &text.replace("Nobody", "One man"));
    put("in/ein café.md", &format!("---\ntitle: Quay\ncaptured: 2026-03-03\n---\n{text}"));
    put("in/two.html", &page("Two"));
    let canonical = "<head><link rel=canonical href=https://coast.example/five>";
    put("in/five.html", &page("Five").replace("<head>", canonical));
    // Between its two texts the page said once that nothing had changed, and it was gone twice.
    let url = "https://coast.example/ferry";
    let same = b"HTTP/1.1 304 Not Modified\r\nETag: \"e1\"\r\n\r\n";
    let gone = b"HTTP/1.1 404 Not Found\r\n\r\nNo ferry here.";
    let more = [
        record("revisit", url, "2026-03-02T11:00:00Z", same),
        record("response", url, "2026-03-05T12:00:00Z", gone),
    ];
    std::fs::write(desk.path("crawl.warc"), [archive(), more.concat()].concat()).unwrap();
    desk.run("x.db", &["add", "in", "crawl.warc", "--keep", "raw"]);
    let shown = desk.captures("x.db").into_iter().filter(|capture| capture.0.starts_with("2026-03-02T1"));
    let texts: Vec<_> = shown.map(|(.., text)| text).collect();
    assert!(texts.len() == 3 && texts[0] == texts[1] && texts[1] != texts[2], "{texts:?}");
    let said = desk.run("x.db", &["export", "--warc", "a.warc"]);
    assert!(said.contains("11 captures of 5 articles"), "{said}");
    let said = desk.run("y.db", &["add", "a.warc"]);
    assert!(said.contains("5 articles: 7 revisions new"), "{said}");
    assert_eq!(desk.captures("y.db"), desk.captures("x.db"));
    let keys = |db: &str| {
        let database = desk.open(db);
        let sql = "SELECT a.key || ' ' || r.seq || ' ' || r.text_sha256 FROM article a JOIN revision r ON r.article = a.id \
                   ORDER BY 1";
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<Vec<String>, _>>().unwrap()
    };
    assert_eq!(keys("y.db"), keys("x.db"));
    // Whoever exports what was read back has the same archive, but for the record that says who wrote it.
    desk.run("y.db", &["export", "--warc", "b.warc"]);
    let records = |name: &str| {
        let bytes = std::fs::read(desk.path(name)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        text.split("WARC/1.1\r\n").skip(2).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(records("b.warc"), records("a.warc"));
    // What came in twice is known.
    assert!(desk.run("y.db", &["add", "b.warc"]).contains("0 revisions new"));
}

#[test]
fn what_is_chosen_is_written() {
    let desk = desk();
    for (options, told) in [
        (
            &["--since", "2026-03-02T11:00:00Z", "--until", "2026-03-02"][..],
            "1 capture of 1 article in 2 records",
        ),
        (&["--url", "coast.example/*", "--article", "1"], "4 captures"),
        (&["--url", "other.example/*"], "no capture was chosen"),
        (&["--outlet", "nobody"], "no outlet is called “nobody”"),
    ] {
        let said = desk.run("x.db", &[&["export", "--warc", "part.warc.gz"], options].concat());
        assert!(said.contains(told), "{options:?}: {said}");
        let _ = std::fs::remove_file(desk.path("part.warc.gz"));
    }
}

#[test]
fn where_it_cannot_be_written_nothing_is() {
    let desk = desk();
    std::fs::write(desk.path("there.warc"), "mine").unwrap();
    std::fs::write(desk.path("file"), "mine").unwrap();
    for (path, told) in [
        ("there.warc", "there.warc: the file exists and is not overwritten"),
        ("none/a.warc", "none/a.warc: the system says “No such file or directory”"),
        ("file/a.warc", "file/a.warc: a file stands where a folder should be; name another path"),
    ] {
        let said = desk.run("x.db", &["export", "--warc", path]);
        assert!(said.contains(told) && said.lines().count() == 1, "{path}: {said}");
    }
    assert_eq!(std::fs::read_to_string(desk.path("there.warc")).unwrap(), "mine");
    let left = std::fs::read_dir(desk.0.path()).unwrap().flatten();
    let left: Vec<_> = left.filter(|e| e.file_name().to_string_lossy().contains("unfinished")).collect();
    assert_eq!(left.len(), 0);
}

#[test]
fn bytes_that_are_damaged_are_told_and_left_out() {
    let desk = desk();
    desk.open("x.db").execute("UPDATE payload SET bytes = x'00' WHERE length = 14", []).unwrap();
    let said = desk.run("x.db", &["export", "--warc", "a.warc"]);
    assert!(
        said.contains("3 captures of 1 article") && said.contains("1 capture with damaged bytes"),
        "{said}"
    );
    assert!(said.contains("of 2026-03-04T12:00:00Z are damaged and were left out"), "{said}");
    let said = desk.run("x.db", &["db", "check"]);
    assert!(said.contains("its bytes are not the ones that were captured"), "{said}");
}

#[test]
fn how_much_is_kept_is_the_users_choice() {
    let desk = Desk::new();
    std::fs::write(desk.path("crawl.warc"), archive()).unwrap();
    std::fs::write(desk.path("page.html"), page("Two")).unwrap();
    let kept = |db: &str, arguments: &[&str]| {
        desk.run(db, &[&["add"], arguments].concat());
        let database = desk.open(db);
        let count = |table: &str| {
            database
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        (count("exchange"), count("payload"))
    };
    assert_eq!(kept("none.db", &["crawl.warc", "--keep", "none"]), (0, 0));
    assert_eq!(kept("text.db", &["crawl.warc", "--keep", "text"]), (4, 0));
    assert_eq!(kept("raw.db", &["crawl.warc"]), (4, 3));
    assert_eq!(kept("file.db", &["page.html"]), (0, 0));
    assert_eq!(kept("rawfile.db", &["page.html", "--keep", "raw"]), (1, 1));
    for db in ["none.db", "text.db", "file.db"] {
        let said = desk.run(db, &["export", "--warc", "a.warc"]);
        assert!(said.contains("of what was chosen no bytes are kept"), "{said}");
        assert!(!desk.path("a.warc").exists());
    }
    let said = desk.run("rawfile.db", &["export", "--warc", "file.warc.gz"]);
    assert!(said.contains("1 capture of 1 article in 2 records"), "{said}");
}

#[test]
fn what_takes_too_much_space_can_be_dropped_and_only_when_asked() {
    let desk = desk();
    let said = desk.run("x.db", &["db", "forget-raw", "--until", "2026-03-02T11:00:00Z"]);
    assert!(said.contains("1 body would be dropped") && said.contains("nothing was"), "{said}");
    assert!(desk.run("x.db", &["db", "space"]).contains("3 bodies of 4 captures"));
    let said = desk.run("x.db", &["db", "forget-raw", "--until", "2026-03-02T11:00:00Z", "--yes"]);
    assert!(said.contains("1 body dropped"), "{said}");
    let said = desk.run("x.db", &["db", "space"]);
    assert!(said.contains("2 bodies of 4 captures") && said.contains("dropped for space: 1 body"), "{said}");
    let said = desk.run("x.db", &["export", "--warc", "a.warc"]);
    assert!(said.contains("not in it: 2 captures with its bytes dropped for space"), "{said}");
    assert!(desk.run("x.db", &["db", "check"]).contains("all is well"));
}

#[test]
fn a_backup_keeps_the_evidence() {
    let desk = desk();
    desk.run("x.db", &["db", "backup", "copy.db"]);
    assert!(desk.run("copy.db", &["db", "check"]).contains("3 bodies checked"));
}

#[test]
fn a_body_of_64_mb_is_kept() {
    let desk = Desk::new();
    let mut line =
        String::from("{\"id\": \"a\", \"text\": \"The quay is closed, the port said.\", \"pad\": \"");
    line.push_str(&"0123456789abcdef".repeat((63 << 20) / 16));
    line.push_str("\"}\n");
    std::fs::write(desk.path("a.jsonl"), line).unwrap();
    assert!(desk.run("x.db", &["add", "a.jsonl", "--keep", "raw"]).contains("1 revision new"));
    assert!(desk.run("x.db", &["db", "check"]).contains("1 body checked"));
    assert!(desk.run("x.db", &["export", "--warc", "a.warc.gz"]).contains("1 capture"));
}

/// A page that says when it was changed last.
fn dated(dead: &str, modified: &str) -> String {
    let meta = format!("<meta property=\"article:modified_time\" content=\"{modified}\"></head>");
    page(dead).replace("</head>", &meta)
}

#[test]
fn dates_that_move_alone_and_texts_without_a_new_date_are_listed() {
    let desk = Desk::new();
    let url = "https://coast.example/ferry";
    let steps = [
        ("09", dated("Two", "2026-03-02T08:00:00Z")),
        // Touched: the date moved, the text did not.
        ("10", dated("Two", "2026-03-02T09:30:00Z")),
        // The same moment in other words is no touch.
        ("11", dated("Two", "2026-03-02T10:30:00+01:00")),
        // Changed without a new date.
        ("12", dated("Five", "2026-03-02T09:30:00Z")),
        ("13", dated("Nine", "2026-03-02T12:30:00Z")),
    ];
    let record = |(hour, page): &(&str, String)| {
        record("response", url, &format!("2026-03-02T{hour}:00:00Z"), &response("", page))
    };
    std::fs::write(desk.path("crawl.warc"), steps.iter().map(record).collect::<Vec<_>>().concat()).unwrap();
    assert!(desk.run("x.db", &["add", "crawl.warc"]).contains("3 revisions new, 2 already known"));
    let touched = desk.run("x.db", &["changes", "--touched", "--format", "csv"]);
    assert_eq!(touched.lines().count(), 2, "{touched}");
    assert!(touched.contains("2026-03-02T08:00:00Z,2026-03-02T09:30:00Z,2026-03-02T10:00:00Z"), "{touched}");
    let undated =
        desk.run("x.db", &["changes", "--undated", "--format", "csv", "--columns", "to_revision,after"]);
    assert!(undated.contains("2,\"Five people") || undated.contains("2,Five people"), "{undated}");
    assert!(!undated.contains("Nine people"), "{undated}");
    assert!(desk.run("x.db", &["articles", "--format", "markdown"]).contains("touched 1×"));
    assert!(desk.run("x.db", &["changes", "--format", "markdown"]).contains("without a new date"));
    let report = desk.run("x.db", &["report", "--format", "markdown"]);
    assert!(report.contains("touched, not changed (1 new date later)"), "{report}");
    assert!(report.contains("changed without a new date"), "{report}");
    let claims = desk.run("x.db", &["claims", "--format", "csv", "--columns", "claim_id,claim"]);
    let id = claims.lines().find(|line| line.contains("have died")).unwrap().split(',').next().unwrap();
    assert!(desk.run("x.db", &["history", id]).contains("without a new date"));
    assert!(desk.run("x.db", &["db", "check"]).contains("all is well"));
}

#[cfg(feature = "fetch")]
mod fetched {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    /// A server of one packed page behind a redirect, which knows its tag.
    fn server() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            packer.write_all(page("Two").as_bytes()).unwrap();
            let packed = packer.finish().unwrap();
            for mut stream in listener.incoming().flatten() {
                let mut head = vec![0; 4096];
                let read = stream.read(&mut head).unwrap_or(0);
                let request = String::from_utf8_lossy(&head[..read]).to_ascii_lowercase();
                let (first, body): (&str, &[u8]) = match request.split(' ').nth(1) {
                    Some("/old") => ("301 Moved\r\nLocation: /ferry", b"It moved."),
                    Some("/ferry") if request.contains("if-none-match: \"v1\"") => ("304 Not Modified", b""),
                    Some("/ferry") => (
                        "200 OK\r\nETag: \"v1\"\r\nSet-Cookie: who=you\r\nContent-Encoding: gzip\r\nContent-Type: text/html",
                        &packed,
                    ),
                    _ => ("404 Not Found", b""),
                };
                let head = format!(
                    "HTTP/1.1 {first}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                    body.len()
                );
                let _ = stream.write_all(&[head.as_bytes(), body].concat());
            }
        });
        address
    }

    #[test]
    fn a_fetched_page_is_kept_as_it_came_without_secrets() {
        let desk = Desk::new();
        let server = server();
        let (old, new) = (format!("{server}/old"), format!("{server}/ferry"));
        let ask = ["--allow-private", "--delay", "0", "--header", "Cookie: secret=1"];
        let said = desk.run("x.db", &[&["add", &old], &ask[..]].concat());
        assert!(said.contains("1 article: 1 revision new"), "{said}");
        std::thread::sleep(std::time::Duration::from_millis(1100));
        let said = desk.run("x.db", &[&["add", &new], &ask[..]].concat());
        assert!(said.contains("1 article: 0 revisions new, 1 already known"), "{said}");
        let statuses: Vec<_> =
            desk.captures("x.db").into_iter().map(|(_, status, etag, ..)| (status, etag)).collect();
        let tag = Some("\"v1\"".to_owned());
        assert_eq!(statuses, [(Some(200), tag.clone()), (Some(304), tag)]);

        let said = desk.run("x.db", &["export", "--warc", "a.warc"]);
        // The archive's own record, and for redirect and page what was asked and answered.
        // The answer that nothing had changed is a record, too, and what was asked.
        assert!(said.contains("2 captures of 1 article in 7 records"), "{said}");
        let text = String::from_utf8_lossy(&std::fs::read(desk.path("a.warc")).unwrap()).into_owned();
        for kept in [
            "GET /old HTTP/1.1",
            "user-agent: onrecord/",
            "content-encoding: gzip",
            "It moved.",
            "accept-encoding: gzip, br",
        ] {
            assert!(text.contains(kept), "{kept}");
        }
        for secret in ["secret=1", "who=you"] {
            assert!(!text.contains(secret), "{secret}");
        }
        let same = text.split("WARC/1.1").find(|record| record.contains("server-not-modified")).unwrap();
        assert!(same.contains("WARC-Type: revisit") && same.contains("HTTP/1.1 304 Not Modified"), "{same}");
        assert!(same.contains("WARC-Refers-To-Date: ") && !same.contains("WARC-Payload-Digest"), "{same}");
        desk.run("y.db", &["add", "a.warc"]);
        assert_eq!(desk.captures("y.db"), desk.captures("x.db"));
    }
}

#[test]
fn a_claim_is_cited_with_all_that_proves_it() {
    let desk = desk();
    let claims = desk.run("x.db", &["claims", "--format", "csv", "--columns", "claim_id,claim"]);
    let line = claims.lines().find(|line| line.contains("people have died")).unwrap();
    let id = line.split(',').next().unwrap();
    let said = desk.run("x.db", &["cite", id]);
    for part in [
        "Ada Quill",
        "revision 2, captured 2026-03-02T12:00:00Z",
        "https://coast.example/ferry#:~:text=Five%20people%20have%20died",
        "https://web.archive.org/web/20260302120000/https://coast.example/ferry#:~:text=",
        "sha256:",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let first = desk.run("x.db", &["cite", id, "--revision", "1", "--json"]);
    let cited: serde_json::Value = serde_json::from_str(&first).unwrap();
    assert_eq!((&cited[0]["revision"], &cited[0]["payload_kept"]), (&1.into(), &true.into()));
    assert_eq!(cited[0]["payload_sha256"], cited[0]["raw_sha256"]);
    assert!(cited[0]["claim"].as_str().unwrap().contains("Two people"));
    let both = desk.run("x.db", &["cite", id, "1", "--markdown"]);
    assert!(both.contains("> — ") && both.matches("revision 2").count() == 2, "{both}");
    let none = desk.run("x.db", &["cite", id, "--revision", "9"]);
    assert!(none.contains(&format!("claim {id} in revision 9")), "{none}");
}
