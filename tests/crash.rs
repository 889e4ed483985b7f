//! Crashes: a command that is killed at any moment leaves a sound database, and run again it ends where an
//! uninterrupted run ends.
//!
//! `ONRECORD_KILLS=500 cargo test --test crash -- --nocapture` kills each command 500 times instead of a few, and says
//! how often it was hit while it wrote. `ONRECORD_SEED` draws the moments of an earlier run again, as far as the clock
//! allows.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use rusqlite::{Connection, types::Value};
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// What is added: a few stories, so that the short run takes seconds.
const ADD: &[&str] =
    &["add", "claims/tarrowby-pool-vote", "claims/county-shield-semi-final", "claims/orlec-strait-talks"];

/// What people decided before: a kill takes nothing of it away.
const DECISIONS: [&[&str]; 3] = [
    &["review", "2", "--verdict", "So it is.", "--rating", "true", "--by", "Jo"],
    &["review", "--quote", "2", "--reject", "wrong words", "--by", "Jo"],
    &["review", "--change", "1", "--confirm", "--by", "Jo"],
];

/// How often each command is killed.
fn kills() -> usize {
    std::env::var("ONRECORD_KILLS").map_or(4, |kills| kills.parse().expect("ONRECORD_KILLS is a number"))
}

/// Numbers that seem random (splitmix64).
struct Random(u64);

impl Random {
    fn new() -> Self {
        let clock = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
        Self(std::env::var("ONRECORD_SEED").map_or_else(|_| clock(), |seed| seed.parse().expect("a number")))
    }

    /// A number below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit.max(1)
    }
}

/// A moment to kill a command at.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// So long after its start.
    After(Duration),
    /// When the files of the database have grown by so many bytes.
    Grown(u64),
}

/// What a command takes when nothing disturbs it.
struct Whole {
    time: Duration,
    /// Bytes by which the files of the database grow while it runs.
    growth: u64,
    picture: Vec<String>,
}

/// What is killed and what came of it.
struct Crash<'a> {
    name: &'a str,
    arguments: &'a [&'a str],
    /// The database that the command begins with, if there is one.
    before: Option<&'a Path>,
    whole: Whole,
    seed: u64,
    random: Random,
}

fn onrecord(database: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(arguments).env("ONRECORD_DB", database).env("NO_COLOR", "1");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn finish(database: &Path, arguments: &[&str]) {
    let output = onrecord(database, arguments).stderr(Stdio::piped()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The bytes of a database with what SQLite keeps beside it.
fn size(database: &Path) -> u64 {
    let beside = ["", "-wal", "-journal"].map(|end| format!("{}{end}", database.display()));
    beside.iter().map(|file| fs::metadata(file).map_or(0, |found| found.len())).sum()
}

impl<'a> Crash<'a> {
    fn new(name: &'a str, arguments: &'a [&'a str], before: Option<&'a Path>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = begin(&folder, before);
        let (start, mut growth, least) = (Instant::now(), 0, size(&database));
        let mut child = onrecord(&database, arguments).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            growth = growth.max(size(&database).saturating_sub(least));
            std::thread::sleep(Duration::from_micros(200));
        }
        assert!(child.wait().unwrap().success(), "{arguments:?}");
        let whole = Whole { time: start.elapsed(), growth, picture: picture(&database) };
        let random = Random::new();
        Self { name, arguments, before, whole, seed: random.0, random }
    }

    /// Kills the command `kills` times, up to three times one after the other on one database, and lets it end.
    fn kill(&mut self, kills: usize) {
        let (mut killed, mut in_writing) = (0, 0);
        while killed < kills {
            let folder = tempfile::tempdir().unwrap();
            let database = begin(&folder, self.before);
            for _ in 0..=self.random.below(3) {
                let moment = self.moment();
                let Some(wrote) = kill(onrecord(&database, self.arguments), &database, moment) else {
                    continue;
                };
                killed += 1;
                in_writing += usize::from(wrote);
                self.assert_sound(&database, moment);
            }
            finish(&database, self.arguments);
            let seed = self.seed;
            assert_same(&picture(&database), &self.whole.picture, &format!("{}, seed {seed}", self.name));
            self.assert_sound(&database, Moment::After(self.whole.time));
        }
        let told = format!("{killed} kills, {in_writing} of them after it began to write; nothing lost");
        std::io::stderr().write_all(format!("{}: {told}\n", self.name).as_bytes()).unwrap();
    }

    fn moment(&mut self) -> Moment {
        if self.random.below(2) == 0 {
            let limit = u64::try_from(self.whole.time.as_micros()).unwrap();
            Moment::After(Duration::from_micros(self.random.below(limit)))
        } else {
            Moment::Grown(1 + self.random.below(self.whole.growth))
        }
    }

    /// A database that was begun passes its check; an empty file says that it is not one yet.
    fn assert_sound(&self, database: &Path, moment: Moment) {
        let output = onrecord(database, &["db", "check"]).stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        // Killed before its tables were there, it may have the page that says how it is to be written.
        let is_empty = || {
            let tables = "SELECT count(*) FROM sqlite_schema";
            let opened = Connection::open(database).unwrap();
            opened.query_row(tables, [], |row| row.get::<_, i64>(0)).is_ok_and(|tables| tables == 0)
        };
        let not_begun = said.contains("make it by adding an article")
            || said.contains("the file is empty and not yet a database") && is_empty();
        assert!(
            output.status.success() || not_begun,
            "{}, seed {}, {moment:?}: {said}",
            self.name,
            self.seed
        );
    }
}

/// Both pictures have the same lines, as often.
fn assert_same(found: &[String], expected: &[String], what: &str) {
    let only_in = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|line| !other.contains(line)).take(3).cloned().collect()
    };
    let differs = (only_in(found, expected), only_in(expected, found));
    assert!(found == expected, "{what}: only found {:#?}; missing {:#?}", differs.0, differs.1);
}

/// A database in `folder`: none yet, or a copy of `before`.
fn begin(folder: &TempDir, before: Option<&Path>) -> PathBuf {
    let database = folder.path().join("x.db");
    if let Some(before) = before {
        fs::copy(before, &database).unwrap();
    }
    database
}

/// Runs `command` and kills it at `moment`: whether it had begun to write, `None` if it ended before.
fn kill(mut command: Command, database: &Path, moment: Moment) -> Option<bool> {
    let (start, before) = (Instant::now(), size(database));
    let mut child: Child = command.spawn().unwrap();
    let is_now = || match moment {
        Moment::After(time) => start.elapsed() >= time,
        Moment::Grown(bytes) => size(database).saturating_sub(before) >= bytes,
    };
    while !is_now() {
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        std::thread::sleep(Duration::from_micros(100));
    }
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    (!ended.success()).then(|| size(database) > before)
}

/// For each table that others point to, its rows by what they are known by instead of their numbers.
const NAMES: [(&str, &str); 10] = [
    ("article", "SELECT id, key FROM article"),
    ("outlet", "SELECT id, name FROM outlet"),
    ("run", "SELECT id, '' FROM run"),
    ("revision", "SELECT r.id, a.key || ' ' || r.seq FROM revision r JOIN article a ON a.id = r.article"),
    (
        "attribution",
        "SELECT q.id, a.key || ' ' || r.seq || ' ' || q.ordinal FROM attribution q \
         JOIN revision r ON r.id = q.revision JOIN article a ON a.id = r.article",
    ),
    (
        "statement",
        "SELECT t.id, a.key || ' ' || r.seq || ' ' || t.ordinal FROM statement t \
         JOIN revision r ON r.id = t.revision JOIN article a ON a.id = r.article",
    ),
    (
        "claim",
        "SELECT t.claim, a.key || ' ' || min(r.seq * 100000 + t.ordinal) FROM statement t \
         JOIN revision r ON r.id = t.revision JOIN article a ON a.id = r.article GROUP BY t.claim",
    ),
    (
        "speaker",
        "SELECT s.id, coalesce(s.name, '') || ' ' || s.kind || ' ' || coalesce(a.key, '') FROM speaker s \
         LEFT JOIN article a ON a.id = s.article",
    ),
    (
        "change",
        "SELECT c.id, a.key || ' ' || r.seq || ' ' || c.ordinal FROM change c \
         JOIN revision r ON r.id = c.to_revision JOIN article a ON a.id = r.article",
    ),
    (
        "correction",
        "SELECT k.id, a.key || ' ' || k.text FROM correction k JOIN article a ON a.id = k.article",
    ),
];

/// Every row of a database without its number and its run, with what each reference points to; captures that were noted
/// twice count once, as the second run sees again what the first had stored.
fn picture(database: &Path) -> Vec<String> {
    let connection = Connection::open(database).unwrap();
    let names: HashMap<&str, HashMap<i64, String>> =
        NAMES.iter().map(|(table, sql)| (*table, rows(&connection, sql, |r| (r.get(0), r.get(1))))).collect();
    let sql = "SELECT name, 0 FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' \
               AND name NOT LIKE 'sqlite%' AND name <> 'run'";
    let tables: HashMap<String, i64> = rows(&connection, sql, |r| (r.get(0), r.get(1)));
    let mut picture: Vec<String> =
        tables.keys().flat_map(|table| lines(&connection, table, &names)).collect();
    picture.sort_unstable();
    picture.dedup_by(|a, b| a == b && a.starts_with("capture "));
    picture
}

fn lines(connection: &Connection, table: &str, names: &HashMap<&str, HashMap<i64, String>>) -> Vec<String> {
    let sql = format!("SELECT \"from\", \"table\" FROM pragma_foreign_key_list('{table}')");
    let mut points_to: HashMap<String, String> = rows(connection, &sql, |r| (r.get(0), r.get(1)));
    if table == "claim" {
        // No foreign key: the index behind it would cost more than it is worth.
        points_to.insert("latest".to_owned(), "statement".to_owned());
    }
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let line = |row: &rusqlite::Row<'_>| {
        let mut line = format!("{table} ");
        for (n, column) in columns.iter().enumerate().filter(|(_, column)| *column != "id") {
            let value: Value = row.get(n)?;
            let named = points_to.get(column).and_then(|to| names.get(to.as_str()));
            match (named, &value) {
                (Some(named), Value::Integer(id)) => line += &format!("{column}={:?} ", named.get(id)),
                _ => line += &format!("{column}={value:?} "),
            }
        }
        Ok(line)
    };
    statement.query_map([], line).unwrap().collect::<Result<_, _>>().unwrap()
}

/// The pairs that a query gives.
fn rows<K: Eq + std::hash::Hash, V>(
    connection: &Connection,
    sql: &str,
    read: impl Fn(&rusqlite::Row<'_>) -> (rusqlite::Result<K>, rusqlite::Result<V>),
) -> HashMap<K, V> {
    let mut statement = connection.prepare(sql).unwrap();
    let pairs = statement.query_map([], |row| {
        let (key, value) = read(row);
        Ok((key?, value?))
    });
    pairs.unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_killed_add_goes_on_where_it_was() {
    Crash::new("add", ADD, None).kill(kills());
}

#[test]
fn a_killed_reextract_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("x.db");
    finish(&database, ADD);
    for decision in DECISIONS {
        finish(&database, decision);
    }
    let mut crash = Crash::new("reextract", &["reextract"], Some(&database));
    // Extracting again what this version extracted changes nothing.
    assert_same(&crash.whole.picture, &picture(&database), "reextract");
    crash.kill(kills());
}

#[test]
fn a_killed_decision_is_whole_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("x.db");
    finish(&database, ADD);
    finish(&database, DECISIONS[0]);
    let steps = || -> i64 {
        let connection = Connection::open(&database).unwrap();
        connection.query_row("SELECT count(*) FROM review_event", [], |row| row.get(0)).unwrap()
    };
    let mut random = Random::new();
    let mut before = steps();
    for _ in 0..kills() {
        let moment = Moment::After(Duration::from_millis(random.below(40)));
        let killed = kill(onrecord(&database, DECISIONS[0]), &database, moment).is_some();
        let after = steps();
        assert!(after == before + 1 || (killed && after == before), "{moment:?}: {before}, then {after}");
        // Its check looks whether every review stands as its events say.
        finish(&database, &["db", "check"]);
        before = after;
    }
}

#[test]
fn a_killed_backup_is_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("x.db");
    finish(&database, ADD);
    let whole = picture(&database);
    let mut random = Random::new();
    for n in 0..kills() {
        let copy = folder.path().join(format!("{n}.db"));
        let target = copy.display().to_string();
        let moment = Moment::After(Duration::from_millis(random.below(100)));
        kill(onrecord(&database, &["db", "backup", &target]), &database, moment);
        if !copy.exists() {
            finish(&database, &["db", "backup", &target]);
        }
        assert_same(&picture(&copy), &whole, &format!("backup, {moment:?}"));
    }
}
