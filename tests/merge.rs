//! `db merge` and `db import` as they are typed: what comes of them, what is told, and that a merge that is killed harms
//! nothing.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const NAMES: [&str; 4] = ["Ada Brook", "Tom Harrow", "Ines Quill", "Per Lindgren"];

/// An invented article as it read on some day of March.
fn article(n: usize, day: usize) -> String {
    let (who, other) = (NAMES[n % 4], NAMES[(n + 1) % 4]);
    let record = json!({
        "url": format!("https://gazette.example/{n}"),
        "title": format!("Quay {n} stays shut"),
        "captured_at": format!("2026-03-{day:02}T09:00:00Z"),
        "text": format!(
            "Quay {n} will stay shut until June, {who} said on Monday.\n\n“Nobody told us that {day} piers were cracked,” said \
             {other}, who runs the ferry.\n\nThe café’s owner denied that the pier was ever unsafe."
        ),
    });
    format!("{record}\n")
}

fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(arguments.split(' ')).current_dir(folder).env_remove("ONRECORD_DB");
    command
}

fn run(folder: &Path, arguments: &str) -> Output {
    command(folder, arguments).output().unwrap()
}

/// Standard output of a call that ends well.
fn told(folder: &Path, arguments: &str) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What a database says, without the numbers of its rows.
fn says(folder: &Path, db: &str) -> Vec<String> {
    let listings = ["quotes --all-revisions --min-confidence 0", "changes", "claims", "speakers"];
    let mut lines = Vec::new();
    for listing in listings {
        for line in told(folder, &format!("{listing} --limit 100000 --format jsonl --db {db}")).lines() {
            let mut row: Value = serde_json::from_str(line).unwrap();
            row.as_object_mut().unwrap().retain(|name, _| !name.ends_with("_id") && name != "explains");
            lines.push(format!("{listing}: {row}"));
        }
    }
    lines.sort();
    lines
}

#[test]
fn databases_made_apart_are_one_made_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let write = |name: &str, lines: &[String]| fs::write(folder.join(name), lines.concat()).unwrap();
    write("one.jsonl", &[article(1, 2), article(2, 2), article(1, 4)]);
    write("two.jsonl", &[article(1, 3), article(3, 2)]);
    for part in ["one", "two"] {
        told(folder, &format!("add --quiet --threads 1 {part}.jsonl --db {part}.db"));
    }
    told(folder, "add --quiet --threads 1 one.jsonl two.jsonl --db whole.db");
    let merged = told(folder, "db merge two.db one.db --db all.db");
    insta::assert_snapshot!(merged, @r"
    two.db: 2 articles (2 new), 2 revisions new, 2 captures new, 0 already known, 0 decisions taken over
    one.db: 2 articles (1 new), 3 revisions new, 3 captures new, 0 already known, 0 decisions taken over
    ");
    assert_eq!(says(folder, "all.db"), says(folder, "whole.db"));
    assert!(told(folder, "db check --db all.db").starts_with("all is well: 3 articles, 5 revisions"));

    // The same again, as JSON, with what cannot be merged.
    fs::write(folder.join("notes.txt"), "no database").unwrap();
    let output = run(folder, "db merge --json one.db notes.txt all.db two.db --db all.db");
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    for (line, known) in [(0, 3), (3, 2)] {
        assert_eq!(
            (&lines[line]["new_captures"], &lines[line]["known_captures"]),
            (&json!(0), &json!(known))
        );
    }
    assert!(lines[1]["error"].as_str().unwrap().contains("this is not a database"));
    assert!(lines[2]["error"].as_str().unwrap().contains("not merged with itself"));
    assert_eq!(says(folder, "all.db"), says(folder, "whole.db"));
    // Where nothing can be read, no database is made.
    assert_eq!(run(folder, "db merge notes.txt --db new.db").status.code(), Some(2));
    assert!(!folder.join("new.db").exists());
}

#[test]
fn what_extract_wrote_is_imported_as_if_it_were_added() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let lines = [article(1, 2), "{\"id\": 7}\n".to_owned(), article(2, 2), article(1, 4), article(1, 3)];
    fs::write(folder.join("in.jsonl"), lines.concat()).unwrap();
    run(folder, "add --quiet --threads 1 in.jsonl --db added.db");
    run(folder, "extract --quiet --threads 1 --in in.jsonl --out flat.jsonl");
    run(folder, "extract --quiet --threads 1 --in in.jsonl --out shards --shard-size 2 --shard-format jsonl");
    for (from, db) in [("flat.jsonl", "file.db"), ("shards", "folder.db")] {
        let output = run(folder, &format!("db import {from} --db {db}"));
        assert_eq!(String::from_utf8_lossy(&output.stdout), "2 articles: 4 revisions new, 0 already known\n");
        assert!(String::from_utf8_lossy(&output.stderr).contains("was not read when it was extracted"));
        assert_eq!(says(folder, db), says(folder, "added.db"));
        assert!(told(folder, &format!("db check --db {db}")).starts_with("all is well"));
    }
    let again = told(folder, "db import --json flat.jsonl --db file.db");
    let again: Value = serde_json::from_str(&again).unwrap();
    assert_eq!((&again["new_revisions"], &again["known_captures"]), (&json!(0), &json!(4)));
}

#[test]
fn a_merge_that_is_killed_leaves_whole_databases() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let lines: String = (0..60).map(|n| article(n, 2)).collect();
    fs::write(folder.join("in.jsonl"), lines).unwrap();
    told(folder, "add --quiet --threads 1 in.jsonl --db part.db");
    for pause in [5, 40, 120, 300] {
        let mut merging = command(folder, "db merge part.db --db all.db")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        merging.kill().unwrap();
        merging.wait().unwrap();
        let check = run(folder, "db check --db all.db");
        let check = String::from_utf8_lossy(&check.stdout).into_owned();
        // Killed before there was a database, it leaves none.
        let whole =
            check.starts_with("all is well: 0 articles") || check.starts_with("all is well: 60 articles");
        assert!(check.is_empty() || whole, "{pause} ms: {check}");
    }
    told(folder, "db merge part.db --db all.db");
    assert_eq!(says(folder, "all.db"), says(folder, "part.db"));
}
