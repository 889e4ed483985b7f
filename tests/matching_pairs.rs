//! Two outlets report what one speaker said: whether it is told as the same, as differing, or as another claim.
//!
//! `tests/matching/pairs.tsv` was there when the rules were made, `pairs-blind.tsv` was written by somebody who had not seen them.
//! `cargo test --test matching_pairs -- --nocapture` prints the figures and every pair that is told otherwise than it is marked.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use assert_cmd::Command;
use onrecord::matching::MatchRelation;
use onrecord::store::{ClaimFilter, ClaimId, MatchFilter, Store};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

/// A line of a file of pairs.
struct MarkedPair {
    /// `same`, `differs`, or `other` for two claims.
    expected: String,
    clauses: [String; 2],
    /// As the outlets print it.
    printed: [String; 2],
}

fn pairs(file: &str) -> Vec<MarkedPair> {
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#')).enumerate();
    let capital = |clause: &str| clause[..1].to_uppercase() + &clause[1..];
    let pair = |(n, line): (usize, &str)| {
        let [expected, _, speaker, one, other] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        // Every other quote comes before its speaker.
        let second = if n % 2 == 0 {
            format!("{speaker} said {other}.")
        } else {
            let title = if speaker.starts_with("Dr") {
                speaker
            } else {
                &(speaker[..1].to_lowercase() + &speaker[1..])
            };
            format!("{}, {title} said.", capital(other))
        };
        MarkedPair {
            expected: expected.to_owned(),
            clauses: [one.to_owned(), other.to_owned()],
            printed: [format!("{speaker} said {one}."), second],
        }
    };
    lines.map(pair).collect()
}

/// A database in which each pair stands in two articles.
fn stored(pairs: &[MarkedPair]) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut lines: Vec<String> = Vec::new();
    for (n, pair) in pairs.iter().enumerate() {
        for (outlet, text) in ["north", "south"].iter().zip(&pair.printed) {
            let at = format!("2026-05-{:02}T09:00:00Z", 1 + n % 28);
            let text = format!("{text}\n\nA line about the weather in {outlet} town {n}.");
            let record = serde_json::json!({
                "url": format!("https://{outlet}.example/{n}"), "outlet": outlet, "title": format!("Note {n} of the {outlet}"),
                "captured_at": at, "text": text,
            });
            lines.push(record.to_string());
        }
    }
    fs::write(folder.path().join("pairs.jsonl"), lines.join("\n")).unwrap();
    let mut add = Command::cargo_bin("onrecord").unwrap();
    add.current_dir(folder.path()).env_remove("ONRECORD_DB").args(["add", "pairs.jsonl"]).assert().success();
    let store = Store::open(folder.path().join("onrecord.db")).unwrap();
    (folder, store)
}

/// How each pair is told, by its number.
fn told(pairs: &[MarkedPair]) -> Vec<&'static str> {
    let (_folder, store) = stored(pairs);
    let mut claims: BTreeMap<String, ClaimId> = BTreeMap::new();
    for claim in store.claims(&ClaimFilter::default()).unwrap() {
        if claim.position != "headline" && !claim.sentence.starts_with("A line about") {
            claims.entry(claim.article_key).or_insert(claim.claim_id);
        }
    }
    let relation = |n: usize| {
        let [Some(&one), Some(&other)] =
            ["north", "south"].map(|outlet| claims.get(&format!("https://{outlet}.example/{n}")))
        else {
            return "lost";
        };
        let all = MatchFilter { all: true, ..MatchFilter::default() };
        let rows = store.matches(one, all).unwrap();
        match rows.iter().find(|row| row.claim.claim_id == other).map(|row| row.relation) {
            Some(MatchRelation::Same) => "same",
            Some(MatchRelation::Differs) => "differs",
            Some(_) => "something else",
            None => "other",
        }
    };
    (0..pairs.len()).map(relation).collect()
}

/// Prints how the pairs of a file are told. At least `same` and `differs` of those marked so are told so, and at most
/// `wrong` are told as the same though they are not.
fn measure(file: &str, same: usize, differs: usize, wrong: usize) {
    let pairs = pairs(file);
    let mut figures = String::new();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (pair, found) in pairs.iter().zip(told(&pairs)) {
        *counts.entry((&pair.expected, found)).or_default() += 1;
        if pair.expected != found {
            writeln!(
                figures,
                "{} told as {found}\n    {}\n    {}",
                pair.expected, pair.clauses[0], pair.clauses[1]
            )
            .unwrap();
        }
    }
    writeln!(figures, "{file}: {} pairs", pairs.len()).unwrap();
    for ((expected, found), count) in &counts {
        writeln!(figures, "{expected} told as {found}: {count}").unwrap();
    }
    std::io::stdout().write_all(figures.as_bytes()).unwrap();
    let count = |expected, found| counts.get(&(expected, found)).copied().unwrap_or_default();
    assert!(count("same", "same") >= same && count("differs", "differs") >= differs);
    assert!(count("differs", "same") + count("other", "same") <= wrong);
}

#[test]
fn the_pairs_that_the_rules_were_made_on() {
    measure("tests/matching/pairs.tsv", 19, 48, 0);
}

#[test]
fn the_pairs_that_were_written_blind() {
    measure("tests/matching/pairs-blind.tsv", 6, 7, 8);
}
