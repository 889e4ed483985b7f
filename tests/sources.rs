//! `add` from web archives and from servers: what is stored, and what is told. The servers stand on this machine; no other
//! address is asked.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use assert_cmd::Command;
use rusqlite::Connection;
use std::io::Write;
use tempfile::TempDir;

/// A folder with a database in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// What a command prints: standard output, then standard error; the folder's name is left out.
    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.0.path()).env("ONRECORD_DB", "x.db").env("NO_COLOR", "1");
        command
            .env_remove("HTTP_PROXY")
            .env_remove("http_proxy")
            .env_remove("ALL_PROXY")
            .env_remove("all_proxy");
        let output = command.args(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        said.concat().replace(&*self.0.path().to_string_lossy(), "")
    }

    /// The captures: the status, the time without the day's, what was read, what went wrong.
    fn captures(&self) -> Vec<(Option<u16>, Option<i64>, Option<String>)> {
        let database = Connection::open(self.0.path().join("x.db")).unwrap();
        let mut statement =
            database.prepare("SELECT http_status, revision, error FROM capture ORDER BY id").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
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

fn record(url: &str, at: &str, status: &str, body: &str) -> Vec<u8> {
    let block = format!("HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\nContent-Type: \
         application/http\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

fn archive() -> Vec<u8> {
    let url = "https://coast.example/ferry";
    [
        record(url, "2026-03-02T09:00:00Z", "200 OK", &page("Two")),
        record("https://coast.example/", "2026-03-02T09:00:01Z", "200 OK", &page("Two")),
        record(url, "2026-03-02T12:00:00Z", "200 OK", &page("Five")),
        record("https://other.example/ferry", "2026-03-02T12:00:00Z", "200 OK", &page("Nine")),
        record(url, "2026-03-04T12:00:00Z", "404 Not Found", ""),
    ]
    .concat()
}

#[test]
fn an_archive_gives_its_articles_with_their_revisions() {
    let desk = Desk::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&archive()).unwrap();
    std::fs::write(desk.0.path().join("crawl.warc.gz"), packed.finish().unwrap()).unwrap();
    let said = desk.run(&["add", ".", "--url", "coast.example/*", "--quiet"]);
    assert_eq!(said, "");
    assert_eq!(
        desk.captures(),
        [
            (Some(200), Some(1), None),
            (Some(200), Some(2), None),
            (Some(404), None, Some("no page (404)".to_owned()))
        ]
    );
    let changes = desk.run(&["changes", "--format", "csv", "--columns", "kinds,severity"]);
    assert!(changes.contains("figure_changed") && changes.contains("high"), "{changes}");
    let until = desk.run(&["add", "crawl.warc.gz", "--until", "2026-03-02T09:00:00Z"]);
    assert!(until.contains("1 article: 0 revisions new, 1 already known"), "{until}");
    assert!(desk.run(&["db", "check"]).contains("all is well"));
}

#[test]
fn an_archive_that_is_cut_gives_what_came_before() {
    let desk = Desk::new();
    let whole = archive();
    std::fs::write(desk.0.path().join("cut.warc"), &whole[..whole.len() - 60]).unwrap();
    let said = desk.run(&["add", "cut.warc"]);
    assert!(said.contains("the archive breaks off in it; what came before was read."), "{said}");
    assert!(said.contains("2 articles: 3 revisions new"), "{said}");
    assert!(said.contains("1 page of archives without an article passed over"), "{said}");
}

#[test]
fn a_run_that_was_stopped_goes_on_where_it_was() {
    let desk = Desk::new();
    let whole = archive();
    let cut = whole.len() / 2;
    std::fs::write(desk.0.path().join("crawl.warc"), &whole[..cut]).unwrap();
    desk.run(&["add", "crawl.warc"]);
    let before = desk.captures().len();
    std::fs::write(desk.0.path().join("crawl.warc"), &whole).unwrap();
    let said = desk.run(&["add", "crawl.warc"]);
    assert!(before > 0 && desk.captures().len() > before, "{said}");
    let all = desk.captures();
    let again = desk.run(&["add", "crawl.warc"]);
    assert!(again.contains("2 articles: 0 revisions new, 4 already known"), "{again}");
    // What is stored leaves no second capture.
    assert_eq!(desk.captures(), all);
    assert!(
        desk.run(&["add", "crawl.warc", "--dry-run"]).contains("0 revisions would be new, 4 already known")
    );
}

#[test]
fn tables_and_news_items_give_articles_with_their_revisions() {
    let desk = Desk::new();
    let folder = desk.0.path().join("in");
    std::fs::create_dir_all(&folder).unwrap();
    let text = |dead: &str| format!("The ferry sank off Corran. {dead} people have died, Ada Quill said.");
    let table = format!(
        "slug;seen;story\nferry;2026-03-02T09:00:00Z;{}\nferry;2026-03-02T12:00:00Z;{}\n",
        text("Two"),
        text("Five")
    );
    std::fs::write(folder.join("stories.csv"), table).unwrap();
    std::fs::write(folder.join("rain.csv"), "day,rain\n").unwrap();
    std::fs::write(folder.join("package.json"), "{\"name\": \"x\"}").unwrap();
    let item = |at: &str, dead: &str, status: &str| {
        format!(
            "{{\"uri\": \"urn:coast:9\", \"pubstatus\": \"{status}\", \"versioncreated\": \"{at}\", \"headline\": \"Ferry \
             sinks\", \"body_text\": \"{}\", \"ednote\": \"Corrects the number of dead.\"}}",
            text(dead)
        )
    };
    let items = [
        item("2026-03-02T09:00:00Z", "Two", "usable"),
        item("2026-03-02T12:00:00Z", "Five", "usable"),
        item("2026-03-03T12:00:00Z", "", "canceled"),
    ];
    std::fs::write(folder.join("items.json"), format!("[{}]", items.join(","))).unwrap();
    let named = desk.run(&["add", "in/stories.csv", "--columns", "text=story,id=slug,captured_at=seen"]);
    assert!(named.contains("1 article: 2 revisions new"), "{named}");
    let folder = desk.run(&["add", "in"]);
    assert!(
        folder.contains("1 article: 2 revisions new, 0 already known") && !folder.contains("error"),
        "{folder}"
    );
    assert_eq!(desk.captures().last().unwrap().2.as_deref(), Some("withdrawn by whoever sent it"));
    let changes = desk.run(&["changes", "--format", "csv", "--columns", "kinds"]);
    assert!(changes.matches("figure_changed").count() == 2, "{changes}");
    assert!(desk.run(&["db", "check"]).contains("all is well"));
}

#[test]
fn what_diffengine_kept_moves_here_with_its_history() {
    let desk = Desk::new();
    let kept = Connection::open(desk.0.path().join("diffengine.db")).unwrap();
    kept.execute_batch(
        "CREATE TABLE entryversion (id INTEGER PRIMARY KEY, title, url, summary, created, archive_url, entry_id);
         INSERT INTO entryversion VALUES
             (1, 'Ferry sinks', 'https://coast.example/ferry', '<p>Two people have died, Ada Quill said.</p>',
              '2017-01-02 03:04:05.5', NULL, 1),
             (2, 'Ferry sinks', 'https://coast.example/ferry', '<p>Five people have died, Ada Quill said.</p>',
              '2017-01-02 05:04:05', NULL, 1);",
    )
    .unwrap();
    drop(kept);
    assert!(desk.run(&["add", "."]).contains("1 article: 2 revisions new, 0 already known"));
    assert!(desk.run(&["add", "diffengine.db"]).contains("1 article: 0 revisions new, 2 already known"));
    assert_eq!(desk.captures().len(), 2);
    assert!(desk.run(&["changes", "--format", "csv"]).contains("2017-01-02T05:04:05Z"));
}

#[test]
fn annotations_lead_to_the_claims_of_their_passages() {
    let desk = Desk::new();
    std::fs::write(desk.0.path().join("crawl.warc"), archive()).unwrap();
    let note = |url: &str, exact: &str| {
        format!(
            "{{\"id\": \"{exact}\", \"uri\": \"{url}\", \"text\": \"How many?\", \"target\": [{{\"selector\": \
             [{{\"type\": \"TextQuoteSelector\", \"exact\": \"{exact}\", \"prefix\": \"\", \"suffix\": \" have died, \
             harbour\"}}]}}]}}"
        )
    };
    let url = "https://coast.example/ferry";
    let notes = [note(url, "Two people"), note(url, "Seven people"), note("https://a.example/", "x")];
    std::fs::write(
        desk.0.path().join("notes.json"),
        format!("{{\"rows\": [{}], \"total\": 3}}", notes.join(",")),
    )
    .unwrap();
    desk.run(&["add", "crawl.warc"]);
    let said = desk.run(&["add", "notes.json"]);
    assert!(said.contains("1 annotation stored with the claims that their passages make"), "{said}");
    assert!(said.contains("1 annotation stored without a place"), "{said}");
    assert!(said.contains("1 annotation passed over, since their pages are not stored"), "{said}");
    let database = Connection::open(desk.0.path().join("x.db")).unwrap();
    let found: (String, String) = database
        .query_row("SELECT passage, claim FROM v_annotations WHERE about = 'claim'", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(found.0, "Two people");
    assert!(found.1.contains("Five people have died"), "{found:?}");
    assert!(desk.run(&["db", "check"]).contains("all is well"));
}

#[cfg(feature = "fetch")]
mod fetched {
    use super::*;
    use std::io::Read;
    use std::net::TcpListener;

    /// A server that answers each path with a page, or with none.
    fn serve(mut page_at: impl FnMut(&str) -> Option<String> + Send + 'static) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut head = vec![0; 4096];
                let read = stream.read(&mut head).unwrap_or(0);
                let request = String::from_utf8_lossy(&head[..read]).into_owned();
                let found = page_at(request.split(' ').nth(1).unwrap_or_default());
                let status = if found.is_some() { "200 OK" } else { "404 Not Found" };
                let body = found.unwrap_or_default();
                let answer = format!(
                    "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        address
    }

    /// A server whose page says another number each time it is asked, and is gone in the end.
    fn server() -> String {
        let mut numbers = ["Two", "Five"].into_iter();
        serve(move |path| if path == "/ferry" { numbers.next().map(page) } else { None })
    }

    #[test]
    fn a_page_is_followed_until_it_is_gone() {
        let desk = Desk::new();
        let page = format!("{}/ferry", server());
        let add = ["add", &page, "--allow-private", "--delay", "0"];
        assert!(desk.run(&add).contains("1 article: 1 revision new"));
        // Two captures within a second are told apart by nothing.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(desk.run(&add).contains("1 article: 1 revision new"));
        let said = desk.run(&add);
        assert!(said.contains("1 known article has no page any more; what it said is kept"), "{said}");
        assert!(said.contains("there is no page at this address (404)"), "{said}");
        assert_eq!(desk.captures().len(), 3);
        assert!(desk.run(&["changes", "--format", "csv"]).contains("figure_changed"));
    }

    /// An archive with two captures of a page.
    fn archive_server() -> String {
        let line = |time: &str| format!("k {time} https://coast.example/ferry text/html 200 {time}\n");
        serve(move |path| match path {
            path if path.starts_with("/coll/cdx?url=https%3A%2F%2Fcoast.example%2Fferry") => {
                Some(line("20260302090000") + &line("20260303090000"))
            }
            "/coll/20260302090000id_/https://coast.example/ferry" => Some(page("Two")),
            "/coll/20260303090000id_/https://coast.example/ferry" => Some(page("Five")),
            _ => None,
        })
    }

    #[test]
    fn a_history_is_told_then_fetched_once() {
        let desk = Desk::new();
        let archive = format!("{}/coll", archive_server());
        let add = |more: &[&str]| {
            let base = [
                "add",
                "--wayback",
                "https://coast.example/ferry",
                "--archive",
                &archive,
                "--allow-private",
                "--delay",
                "0",
            ];
            desk.run(&[&base[..], more].concat())
        };
        let dry = add(&["--dry-run"]);
        assert!(
            dry.contains("2 captures in 127.0.0.1, 2026-03-02 to 2026-03-03; 2 would be fetched"),
            "{dry}"
        );
        assert!(!desk.0.path().join("x.db").exists());
        let first = add(&["--to", "2026-03-02"]);
        assert!(first.contains("1 capture in") && first.contains("1 article: 1 revision new"), "{first}");
        let rest = add(&[]);
        assert!(rest.contains("1 will be fetched (1 stored already)"), "{rest}");
        assert!(rest.contains("1 article: 1 revision new, 1 already known"), "{rest}");
        assert_eq!(desk.captures().len(), 2);
        assert!(desk.run(&["changes", "--format", "csv"]).contains("figure_changed"));
    }

    #[test]
    fn a_host_inside_a_network_is_refused() {
        let desk = Desk::new();
        let said = desk.run(&["add", &format!("{}/ferry", server())]);
        assert!(said.contains("127.0.0.1 is a host inside a network"), "{said}");
        assert!(said.contains("--allow-private"), "{said}");
    }
}
