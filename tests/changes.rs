//! Changes as a standards editor would have them: kinds, whether they matter, and how soon to look.
//!
//! `tests/edits/changes.jsonl` was written by somebody who had read 717 changes of real stories and lists: ten pairs of each
//! kind of error that was found there, with answers, among them pairs that a naive remedy would break. `kinds` must be
//! among those told, `a|b` either of two; `no_kinds` must not.
//! `cargo test --test changes -- --nocapture` prints the figure and every pair that comes out otherwise.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

#[test]
fn the_pairs_of_a_reader_of_real_changes() {
    let text = fs::read_to_string("tests/edits/changes.jsonl").unwrap();
    let pairs: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (sentences, texts): (Vec<&Value>, Vec<&Value>) = pairs.iter().partition(|pair| is_sentence(pair));
    let (mut told, mut right) = (String::new(), 0);
    for (pairs, extract) in [(sentences, false), (texts, true)] {
        for (pair, found) in pairs.iter().zip(compared(&pairs, extract)) {
            let wrong = wrong(pair, &found);
            right += usize::from(wrong.is_empty());
            if !wrong.is_empty() {
                writeln!(told, "{}: {}\n    {}\n    {wrong}", pair["id"], pair["before"], pair["after"])
                    .unwrap();
            }
        }
    }
    writeln!(told, "tests/edits/changes.jsonl: {right} of {} right", pairs.len()).unwrap();
    std::io::stdout().write_all(told.as_bytes()).unwrap();
    assert!(right >= LEAST_RIGHT, "{right} right");
}

/// When the pairs came in, 48 were.
const LEAST_RIGHT: usize = 56;

/// Whether a pair is of one sentence; others are read as articles are.
fn is_sentence(pair: &Value) -> bool {
    !pair["before"].as_str().unwrap().contains('\n') && !pair["after"].as_str().unwrap().contains(". ")
}

fn compared(pairs: &[&Value], extract: bool) -> Vec<Value> {
    let line = |pair: &&Value| {
        format!("{}\n", json!({ "id": pair["id"], "before": pair["before"], "after": pair["after"] }))
    };
    let input: String = pairs.iter().map(line).collect();
    let mut command = Command::cargo_bin("onrecord").unwrap();
    command.args(["diff", "--jsonl"]).args(extract.then_some("--extract"));
    let out = command.write_stdin(input).unwrap();
    String::from_utf8(out.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What is wrong with an answer; empty when nothing is.
fn wrong(pair: &Value, found: &Value) -> String {
    // Texts have changes of several kinds, sentences one of each kind.
    let changes = found["changes"].as_array().unwrap();
    let of = |change: &'_ Value| match &change["kinds"] {
        Value::Array(kinds) => kinds.clone(),
        _ => vec![change["kind"].clone()],
    };
    let kinds: Vec<Value> = changes.iter().flat_map(of).collect();
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str().unwrap()).collect();
    let order = ["none", "low", "medium", "high"];
    let rank = |change: &Value| order.iter().position(|one| change["severity"] == *one).unwrap();
    let severity = order[changes.iter().map(rank).max().unwrap_or_default()];
    let material = changes.iter().any(|change| change["material"] == Value::Bool(true));
    let list = |field: &str| -> Vec<&str> {
        pair[field].as_array().unwrap().iter().map(|kind| kind.as_str().unwrap()).collect()
    };
    let missed = list("kinds").iter().any(|either| !either.split('|').any(|kind| kinds.contains(&kind)));
    let beyond = list("no_kinds").iter().any(|kind| kinds.contains(kind));
    let severe = !pair["severity"].as_str().unwrap().split('|').any(|one| one == severity);
    if !(missed || beyond || severe || pair["material"] != material) {
        return String::new();
    }
    format!("told: {kinds:?}, material {material}, {severity}; wanted: {pair}")
}
