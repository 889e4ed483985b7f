//! True kills: `watch --once` is killed at any moment and run again, and ends where an uninterrupted run ends.

use crate::world::{DAY, Now, Random, START, Server, world};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// How often it is killed.
fn kills() -> usize {
    std::env::var("ONRECORD_KILLS").map_or(4, |kills| kills.parse().expect("ONRECORD_KILLS is a number"))
}

/// Asks what is due at a time, by the plan that lies beside `out`.
fn watch(database: &Path, at: i64, out: &Path) -> Command {
    let at = jiff::Timestamp::from_second(at).unwrap().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["watch", "--once", "--allow-private", "--delay", "0", "--quiet", "--clock", &at]);
    command.arg("--config").arg(out.with_file_name("watch.toml")).env("ONRECORD_DB", database);
    command.env("NO_COLOR", "1");
    for proxy in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env_remove(proxy);
    }
    let out = File::options().append(true).create(true).open(out).unwrap();
    command.stdin(Stdio::null()).stdout(out).stderr(Stdio::null());
    command
}

/// Everything that a run leaves, without row numbers and with what was noted twice once.
fn picture(database: &Path) -> BTreeSet<String> {
    let connection = Connection::open(database).unwrap();
    let queries = [
        "SELECT 'feed', url, kind, title, etag, asked_at, read_at, due_at, failures, error, NULL FROM feed",
        "SELECT 'watched', w.key, w.url, w.state, w.changed_at, w.asked_at, w.due_at, w.failures, w.error, w.etag, \
             (SELECT seq FROM revision WHERE id = w.told) FROM watched w",
        "SELECT 'revision', a.key, r.seq, r.captured_at, r.text_sha256, r.headline, NULL, NULL, NULL, NULL, NULL \
             FROM revision r JOIN article a ON a.id = r.article",
        "SELECT 'change', a.key, r.seq, c.ordinal, c.kinds, c.severity, c.before, c.after, NULL, NULL, NULL FROM change c \
             JOIN revision r ON r.id = c.to_revision JOIN article a ON a.id = r.article",
        "SELECT 'capture', a.key, c.captured_at, c.error, c.http_status, \
             (SELECT seq FROM revision WHERE id = c.revision), NULL, NULL, NULL, NULL, NULL \
             FROM capture c JOIN article a ON a.id = c.article",
    ];
    let mut lines = BTreeSet::new();
    for sql in queries {
        let mut statement = connection.prepare(sql).unwrap();
        let line = |row: &rusqlite::Row<'_>| {
            let values: Vec<String> =
                (0..11).map(|n| format!("{:?}", row.get::<_, Value>(n).unwrap())).collect();
            Ok(values.join(" "))
        };
        lines.extend(statement.query_map([], line).unwrap().map(Result::unwrap));
    }
    lines
}

fn lines(path: &Path) -> Vec<String> {
    std::fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

#[test]
fn a_killed_watcher_goes_on_where_it_was() {
    let mut random = Random(11);
    let mut sites = world(&mut random, 2, 5);
    sites.iter_mut().for_each(|site| site.outages.clear());
    let now = Now::default();
    let servers: Vec<Server> = sites.iter().map(|site| Server::new(site.clone(), Arc::clone(&now))).collect();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let outlet = |server: &Server| {
        let host = server.address.trim_start_matches("http://");
        format!("[[outlet]]\nhosts = [\"{host}\"]\nfeeds = [\"{}\"]\nignore = [\".ticker\"]\n", server.feed())
    };
    std::fs::write(at("watch.toml"), servers.iter().map(outlet).collect::<String>()).unwrap();
    // A feed lists the articles of a day.
    let mut moment = START;
    for _ in 0..5 {
        moment += DAY * 3 / 4;
        now.store(moment, Ordering::SeqCst);
        watch(&at("before.db"), moment, &at("before.txt")).status().unwrap();
    }
    let at_last = moment + 2 * DAY;
    now.store(at_last, Ordering::SeqCst);
    std::fs::copy(at("before.db"), at("whole.db")).unwrap();
    let start = Instant::now();
    watch(&at("whole.db"), at_last, &at("whole.txt")).status().unwrap();
    let (time, whole, told) = (start.elapsed(), picture(&at("whole.db")), lines(&at("whole.txt")));
    assert!(!told.is_empty(), "something changed");

    let (mut killed, mut twice, mut round) = (0, 0, 0);
    while killed < kills() {
        round += 1;
        let (database, out) = (at(&format!("{round}.db")), at(&format!("{round}.txt")));
        std::fs::copy(at("before.db"), &database).unwrap();
        for _ in 0..=random.below(3) {
            let mut child = watch(&database, at_last, &out).spawn().unwrap();
            let moment = random.below(i64::try_from(time.as_micros()).unwrap());
            std::thread::sleep(Duration::from_micros(moment.unsigned_abs()));
            child.kill().unwrap();
            killed += usize::from(!child.wait().unwrap().success());
        }
        watch(&database, at_last, &out).status().unwrap();
        let found = picture(&database);
        let (only, missing): (Vec<_>, Vec<_>) =
            (found.difference(&whole).collect(), whole.difference(&found).collect());
        assert!(only.is_empty() && missing.is_empty(), "only found {only:#?}; missing {missing:#?}");
        let mut heard = lines(&out);
        let all = heard.len();
        heard.sort();
        heard.dedup();
        twice += all - heard.len();
        let mut expected = told.clone();
        expected.sort();
        assert_eq!(heard, expected, "each change is told");
    }
    let told = format!("watch: {killed} kills; nothing lost, {twice} lines told twice\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    // Only a kill between a line and the commit of the note that it was told can do that.
    assert!(twice <= killed / 10 + 1);
}
