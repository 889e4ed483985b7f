//! Messages: every error names the thing and its remedy, in our words and not in those of SQLite or the system.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use assert_cmd::Command;
use std::fs;
use std::path::Path;

/// What a message never holds: SQL, words of SQLite, of the system and of Rust.
const FOREIGN: &[&str] = &[
    "SELECT",
    "INSERT",
    "CREATE TABLE",
    "no such table",
    "no such column",
    "malformed",
    "constraint failed",
    "sqlite",
    "SQLite",
    "os error",
    "invalid digit",
    "Error {",
    "panicked",
    "unwrap",
    "src/",
];

/// Words by which a message says what to do.
const REMEDIES: &[&str] = &[
    "`onrecord ",
    "name ",
    "give ",
    "check ",
    "try ",
    "write ",
    "put ",
    "There are ",
    "has 1 to",
    "look at ",
    "--quotes",
    "For more information, try '--help'",
    "change ",
    "make ",
    "free ",
    "save ",
    "copy ",
    "(--",
    "listings show",
    "merge only",
    "split only",
];

fn onrecord(folder: &Path, arguments: &str) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    command.current_dir(folder).env_remove("ONRECORD_DB").env("NO_COLOR", "1").write_stdin("");
    let output = command.args(arguments.split(' ')).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A folder with a database of two short articles, one of them in two revisions.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("a");
    fs::create_dir_all(articles.join("pier")).unwrap();
    let text =
        "The pier held 14 boats. \"We counted them twice,\" said Ada Brook, who leads the harbour office.";
    fs::write(articles.join("pier/1-2026-03-01T1000Z.txt"), text).unwrap();
    fs::write(articles.join("pier/2-2026-03-02T1000Z.txt"), text.replace("14", "15")).unwrap();
    fs::write(
        articles.join("roof.txt"),
        "\"The roof leaks,\" said Cem Aydin, an engineer. Officials said it was old.",
    )
    .unwrap();
    assert_eq!(onrecord(folder.path(), "add a").0, Some(0));
    fs::write(folder.path().join("notes.db"), "Minutes of the meeting\n".repeat(50)).unwrap();
    fs::write(folder.path().join("empty.db"), "").unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    fs::write(folder.path().join("rain.csv"), "day,rain\n2026-03-02,4\n").unwrap();
    fs::write(folder.path().join("rows.csv"), "id,text\n7,\n").unwrap();
    fs::write(folder.path().join("empty.csv"), "").unwrap();
    fs::write(folder.path().join("cut.json"), "{\"uri\": \"urn:coast:1\",").unwrap();
    fs::write(
        folder.path().join("photo.json"),
        "{\"type\": \"picture\", \"pubstatus\": \"usable\", \"ednote\": \"\"}",
    )
    .unwrap();
    fs::write(folder.path().join("cut.parquet"), "PAR1").unwrap();
    fs::write(folder.path().join("cut.wacz"), "PK").unwrap();
    let other = rusqlite::Connection::open(folder.path().join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE recipes (name)").unwrap();
    let kept = rusqlite::Connection::open(folder.path().join("diffengine.db")).unwrap();
    kept.execute_batch(
        "CREATE TABLE entryversion (id INTEGER PRIMARY KEY, title, url, summary, created);
         INSERT INTO entryversion VALUES (3, 'Quay', 'https://coast.example/quay', NULL, NULL)",
    )
    .unwrap();
    folder
}

/// Tables, documents and databases that hold nothing that can be read.
const FILES: &[(&str, &str)] = &[
    ("add nowhere.csv", "nowhere.csv"),
    ("add empty.csv", "empty.csv"),
    ("add rain.csv", "rain.csv"),
    ("add rain.csv --columns text=story", "“story”"),
    ("add rain.csv --columns story", "“story”"),
    ("add rain.csv --columns colour=rain", "“colour”"),
    ("add rows.csv", "rows.csv:2"),
    ("add cut.json", "cut.json"),
    ("add photo.json", "photo.json"),
    ("add cut.parquet", "cut.parquet"),
    ("add cut.wacz", "cut.wacz"),
    ("add notes.db", "notes.db"),
    ("add other.db", "other.db"),
    ("add diffengine.db", "diffengine.db: entryversion 3"),
];

/// What is refused before anything is asked.
#[cfg(feature = "fetch")]
const FETCHED: &[(&str, &str)] = &[
    ("add --wayback https://coast.example/quay --archive nowhere", "nowhere"),
    ("add --wayback https://coast.example/quay --archive http://127.0.0.1:1/coll", "127.0.0.1"),
    ("add --wayback https://coast.example/quay --every year", "'year'"),
    ("add https://coast.example/quay --every day", "--wayback"),
];
#[cfg(not(feature = "fetch"))]
const FETCHED: &[(&str, &str)] = &[("add https://coast.example/quay", "https://coast.example/quay")];

#[test]
fn every_error_names_its_thing_and_a_remedy() {
    let folder = folder();
    check(&folder, FILES);
    check(&folder, FETCHED);
    check(
        &folder,
        &[
            ("explain 999", "quote 999"),
            ("explain --change 999", "change 999"),
            ("explain x", "'x'"),
            ("history 999", "claim 999"),
            ("history x", "'x'"),
            ("speakers --merge 1 999", "speaker 999"),
            ("speakers --merge 1 1", "speaker 1"),
            ("speakers --merge x 1", "'x'"),
            ("speakers --distinct 1 1", "speaker 1"),
            ("speakers --split x roof", "“x”"),
            ("speakers --split 1 zebra", "“zebra”"),
            ("speakers --split 1 roof", "speaker 1"),
            ("speakers --split 1 pier --quotes 999", "quote 999"),
            ("outlets --merge A B", "outlet \"A\""),
            ("outlets --split A", "\"A\""),
            ("quotes --grep (", "--grep"),
            ("quotes --columns zebra", "`zebra`"),
            ("quotes --sort zebra", "`zebra`"),
            ("quotes --since tomorrow", "'tomorrow'"),
            ("quotes --min-confidence 2", "'2'"),
            ("qoutes", "'qoutes'"),
            ("report --article zebra", "article"),
            ("reextract --article zebra", "article"),
            ("diff --article pier 1 9", "revision 9"),
            ("diff --article pier x y", "revision"),
            ("diff --article roof", "one revision"),
            ("diff a/roof.txt nowhere.txt", "nowhere.txt"),
            ("add nowhere.txt", "nowhere.txt"),
            ("add empty.txt", "empty.txt"),
            ("db backup onrecord.db", "onrecord.db"),
            ("db backup nowhere/x.db", "nowhere"),
            ("db datasette nowhere", "nowhere"),
            ("db merge onrecord.db", "onrecord.db"),
            ("db merge nowhere.db", "nowhere.db"),
            ("db merge notes.db", "notes.db"),
            ("db import nowhere.parquet", "nowhere.parquet"),
            ("db import notes.db", "notes.db"),
            ("man /dev/null/x", "/dev/null/x"),
            ("--db nowhere.db quotes", "nowhere.db"),
            ("--db nowhere/x.db add a", "nowhere"),
            ("--db notes.db quotes", "notes.db"),
            ("--db empty.db quotes", "empty.db"),
            ("--db a quotes", "a:"),
            ("--db :memory: add a", ":memory:"),
        ],
    );
}

/// Each of these calls names its thing and a remedy.
fn check(folder: &tempfile::TempDir, calls: &[(&str, &str)]) {
    for (arguments, thing) in calls {
        let (code, said) = onrecord(folder.path(), arguments);
        assert_eq!(code, Some(2), "{arguments}: {said}");
        assert!(said.contains(thing), "{arguments}: {said}");
        let foreign = FOREIGN.iter().find(|word| said.contains(*word));
        assert!(foreign.is_none(), "{arguments}: {foreign:?} in {said}");
        assert!(REMEDIES.iter().any(|words| said.contains(words)), "{arguments}: no remedy in {said}");
    }
}
