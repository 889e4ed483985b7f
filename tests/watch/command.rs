//! The command: what it says, what it writes, and what it refuses.

use assert_cmd::Command;
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

type Pages = Arc<Mutex<HashMap<String, (u16, String)>>>;

/// A folder with a database, and a server with pages.
struct Desk {
    folder: TempDir,
    address: String,
    pages: Pages,
}

impl Desk {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let pages: Pages = Arc::default();
        let served = Arc::clone(&pages);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut head = vec![0; 4096];
                let read = stream.read(&mut head).unwrap_or(0);
                let request = String::from_utf8_lossy(&head[..read]).into_owned();
                let path = request.split(' ').nth(1).unwrap_or("/");
                let (status, body) =
                    served.lock().unwrap().get(path).cloned().unwrap_or((404, String::new()));
                let location = if status == 301 { format!("Location: {body}\r\n") } else { String::new() };
                let answer = format!(
                    "HTTP/1.1 {status} X\r\nConnection: close\r\n{location}Content-Length: {}\r\n\r\n{body}",
                    body.len()
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { folder: tempfile::tempdir().unwrap(), address, pages }
    }

    fn put(&self, path: &str, body: &str) {
        self.answer(path, 200, body);
    }

    fn answer(&self, path: &str, status: u16, body: &str) {
        let body = body.replace("BASE", &self.address);
        self.pages.lock().unwrap().insert(path.to_owned(), (status, body));
    }

    /// The exit code, and what is said.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::cargo_bin("onrecord").unwrap();
        command.current_dir(self.folder.path()).env("ONRECORD_DB", "x.db").env("NO_COLOR", "1");
        for proxy in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
            command.env_remove(proxy);
        }
        let output = command.arg("watch").args(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        let said = said.concat().replace(&self.address, "BASE");
        (output.status.code().unwrap(), said)
    }

    /// Looks once at a time of the morning.
    fn look(&self, at: &str, more: &[&str]) -> (i32, String) {
        let at = format!("2026-03-02T{at}:00Z");
        let mut arguments = vec!["--once", "--exit-code", "--allow-private", "--delay", "0", "--clock", &at];
        arguments.extend(more);
        self.run(&arguments)
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(file)).unwrap()
    }
}

fn page(dead: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Ferry sinks</title></head><body><article><h1>Ferry &lt;b&gt;sinks\u{202E}&lt;/b&gt; \
         &amp;amp; \u{1b}[31mburns]]&gt;</h1><p>The ferry sank off Corran on Monday night with forty people on board, the \
         coastguard said.</p><p>{dead} people &lt;script&gt;alert(1)&lt;/script&gt; have died, harbour master Ada Quill \
         said. She said the search would go on through the night.</p></article></body></html>"
    )
}

const RSS: &str = "<rss version='2.0'><channel><title>Coast</title><item><link>BASE/news/ferry</link></item></channel></rss>";

#[test]
fn what_changed_is_told_in_every_way() {
    let desk = Desk::new();
    desk.put("/rss", RSS);
    desk.put("/news/ferry", &page("Two"));
    let feed = format!("{}/rss", desk.address);
    let (code, said) = desk.look("09:00", &[&feed]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("note: new: Ferry") && said.contains("2 requests: 1 article new"), "{said}");
    desk.put("/news/ferry", &page("Five"));
    let lie = ["--feed-url", "https://desk.example/feeds/"];
    let outs = ["--feed-out", "c.atom", "--feed-out", "c.json", "--exec", "cat >> changes.jsonl"];
    let outs: Vec<&str> = outs.into_iter().chain(lie).collect();
    let (code, said) = desk.look("09:20", &outs);
    assert_eq!(code, 1, "{said}");
    assert!(said.starts_with("2026-03-02T09:20:00Z  high  127.0.0.1"), "{said}");
    assert!(said.contains("1 figure changed (Two → Five)") && !said.contains('\u{1b}'), "{said}");
    let change: serde_json::Value = serde_json::from_str(&desk.read("changes.jsonl")).unwrap();
    assert_eq!((&change["kinds"][0], &change["to_revision"]), (&"figure_changed".into(), &2.into()));
    let first = (desk.read("c.atom"), desk.read("c.json"));

    let (code, said) = desk.look("09:40", &outs);
    assert_eq!((code, (desk.read("c.atom"), desk.read("c.json"))), (0, first), "{said}");
    assert_eq!(desk.read("changes.jsonl").lines().count(), 1);
    desk.put("/news/ferry", &page("Nine"));
    assert_eq!(desk.look("10:00", &outs).0, 1);
    let [atom, json] =
        ["c.atom", "c.json"].map(|file| feed_rs::parser::parse(desk.read(file).as_bytes()).unwrap());
    assert_eq!((atom.entries.len(), json.entries.len()), (2, 2));
    let own = &atom.links[0];
    assert_eq!((own.rel.as_deref(), own.href.as_str()), (Some("self"), "https://desk.example/feeds/c.atom"));
    assert!(desk.read("c.json").contains("\"feed_url\": \"https://desk.example/feeds/c.json\""));
    for (one, two) in atom.entries.iter().zip(&json.entries) {
        assert_eq!(one.id, two.id);
        let html = one.content.as_ref().unwrap().body.as_ref().unwrap();
        assert!(
            html.contains("<del>") && html.contains("&lt;script&gt;") && !html.contains("<script"),
            "{html}"
        );
        assert!(!one.title.as_ref().unwrap().content.contains(['\u{202E}', '\u{1b}']));
    }
    assert!(!desk.folder.path().join("c.atom.unfinished").exists());
    let (_, status) = desk.run(&["status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    assert_eq!(
        (&status[0]["kind"], &status[0]["watched"], &status[0]["failures"]),
        (&"rss".into(), &1.into(), &0.into())
    );
}

#[test]
fn what_an_address_is_is_told_by_what_it_gives() {
    let desk = Desk::new();
    desk.put("/", "<html><body><a href=/news/ferry>Ferry</a></body></html>");
    desk.put("/feed.html", "<sitemapindex><sitemap><loc>BASE/sitemap.php</loc></sitemap></sitemapindex>");
    desk.put("/sitemap.php", "<urlset><url><loc>BASE/news/ferry</loc></url></urlset>");
    desk.put("/rss.xml", &page("Two"));
    desk.put("/news/ferry", &page("Two"));
    desk.put("/broken", "<rss version='2.0'><channel><item></rss>");
    let at = |path: &str| format!("{}{path}", desk.address);
    let (code, said) = desk.look("09:00", &[&at("/feed.html"), &at("/rss.xml")]);
    assert_eq!(code, 0, "{said}");
    let (_, status) = desk.run(&["status", "--format", "csv", "--columns", "kind,articles"]);
    assert_eq!(status, "kind,articles\nsitemap_index,0\npage,1\nsitemap,1\n");
    let (code, said) = desk.look("09:01", &[&at("/"), &at("/broken"), &at("/missing")]);
    assert_eq!(code, 2);
    for part in [
        "BASE/: it is a front page that offers no feed; give the address of a feed or of an article.",
        "BASE/broken: it is a feed that cannot be read",
        "BASE/missing: there is no page at this address (404)",
    ] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_front_page_leads_to_its_feeds() {
    let desk = Desk::new();
    let link = "<link rel=alternate type=application/rss+xml href=/rss>";
    desk.put("/", &format!("<html><head>{link}</head><body><a href=/news/ferry>Ferry</a></body></html>"));
    desk.put("/rss", &RSS.replace("<item>", "<ttl>60</ttl><item>"));
    desk.put("/news/ferry", &page("Two"));
    let front = format!("{}/", desk.address);
    let (code, said) = desk.look("09:00", &[&front]);
    assert!(code == 0 && said.contains("BASE/ is a front page; watching what it offers: BASE/rss"), "{said}");
    assert!(said.contains("3 requests: 1 article new"), "{said}");
    // Named again, it stands for its feed, which asks to be read once an hour.
    let (_, said) = desk.look("09:05", &[&front]);
    assert!(said.contains("0 requests: nothing is due before 2026-03-02T09:15:00Z"), "{said}");
    assert!(desk.look("09:59", &[&front]).1.contains("1 request"));
    let (_, said) = desk.look("10:00", &[&front]);
    assert!(said.contains("1 request"), "the feed and not the article, {said}");
    let (_, status) = desk.run(&["status", "--format", "csv", "--columns", "kind,articles"]);
    assert_eq!(status, "kind,articles\nfront_page,0\nrss,1\n");
    let (_, said) = desk.run(&["remove", &front]);
    assert!(said.contains("BASE/ and 1 article are watched no more"), "{said}");
    assert!(desk.run(&["remove", "1"]).1.contains("“1” is not watched"));
    assert!(desk.run(&["status"]).1.contains("nothing is watched yet"));
}

#[test]
fn a_feed_that_moved_for_good_is_read_where_it_is() {
    let desk = Desk::new();
    desk.answer("/feed", 301, "/rss");
    desk.put("/rss", RSS);
    desk.put("/news/ferry", &page("Two"));
    let feed = format!("{}/feed", desk.address);
    let (_, said) = desk.look("09:00", &[&feed]);
    assert!(said.contains("BASE/feed moved for good, and is watched at BASE/rss"), "{said}");
    assert!(said.contains("3 requests: 1 article new"), "{said}");
    desk.answer("/feed", 404, "");
    desk.put("/rss", &RSS.replace("<item>", "<item><link>BASE/news/pier</link></item><item>"));
    desk.put("/news/pier", &page("Three").replace("ferry", "pier"));
    let (code, said) = desk.look("09:20", &[&feed]);
    assert!(code == 0 && said.contains("1 article new"), "{said}");
    let (_, status) = desk.run(&["status", "--format", "csv", "--columns", "kind,articles,failures"]);
    assert_eq!(status, "kind,articles,failures\nmoved,0,0\nrss,2,0\n");
}

#[test]
fn what_was_refused_here_is_asked_once_it_is_allowed() {
    let desk = Desk::new();
    desk.put("/page", &page("Two"));
    let feed = format!("{}/page", desk.address);
    let (code, said) = desk.run(&["--once", "--clock", "2026-03-02T09:00:00Z", &feed]);
    assert!(code == 2 && said.contains("--allow-private"), "{said}");
    let (_, said) = desk.look("09:00", &[]);
    assert!(said.contains("1 article new"), "{said}");
}

#[test]
fn a_clock_that_was_wrong_delays_nothing() {
    let desk = Desk::new();
    desk.put("/rss", RSS);
    desk.put("/news/ferry", &page("Two"));
    let feed = format!("{}/rss", desk.address);
    let ahead = ["--once", "--allow-private", "--delay", "0", "--clock", "2031-01-01T00:00:00Z", &feed];
    assert!(desk.run(&ahead).1.contains("2 requests"));
    let (_, said) = desk.look("09:00", &[]);
    assert!(said.contains("2 requests"), "{said}");
    let (_, said) = desk.look("09:01", &[]);
    assert!(said.contains("0 requests"), "{said}");
}

#[test]
fn what_makes_no_sense_is_refused_in_a_sentence() {
    let desk = Desk::new();
    std::fs::write(desk.folder.path().join("watch.toml"), "every = \"15min\"\n\nfeed = []\n").unwrap();
    std::fs::write(desk.folder.path().join("mine.xml"), "<recipes/>").unwrap();
    for (arguments, sentence) in [
        (&[][..], "there is nothing to watch; name a feed, a sitemap or a page"),
        (
            &["watch.toml"],
            "“watch.toml” is no address; write it with https:// in front, and settings after --config",
        ),
        (&["--config", "watch.toml"], "watch.toml, line 3: unknown field `feed`"),
        (&["--config", "none.toml"], "none.toml: there is no such file; check its path (--config FILE)"),
        (&["--feed-out", "a.html"], "a.html: a feed is named .atom, .xml or .json; give it such a name"),
        (
            &["--feed-out", "mine.xml"],
            "mine.xml: this file is no feed of onrecord; name another, or move it away",
        ),
    ] {
        let (code, said) = desk.run(&[&["--once"], arguments].concat());
        assert!(code == 2 && said.contains(sentence) && said.lines().count() == 1, "{arguments:?}: {said}");
    }
    assert_eq!(desk.read("mine.xml"), "<recipes/>");
}

#[test]
fn a_command_that_fails_is_told_and_the_rest_goes_on() {
    let desk = Desk::new();
    desk.put("/page", &page("Two"));
    desk.look("09:00", &[&format!("{}/page", desk.address)]);
    desk.put("/page", &page("Five"));
    let (code, said) = desk.look("09:20", &["--exec", "exit 3"]);
    assert!(code == 2 && said.contains("--exec exit 3: it ended with exit status: 3"), "{said}");
    assert!(said.contains("1 figure changed"), "{said}");
}
