//! Invented edits of one sentence: which turn a fact and are passed over, and which harmless ones are called material.
//!
//! `tests/edits/blind.tsv` was written by somebody who had seen neither the rules nor their examples; what its first run gave
//! stands in `docs/EVALUATION.md`, as for `tests/edits/fresh.tsv`, six of each category, which came later.
//! `tests/edits/common.tsv` has what desks change most, in a few words each.
//! `tests/edits/kinds.tsv` holds more examples of the kinds that were mended then.
//! `tests/edits/desk.tsv` and `later.tsv` are edits as desks make them, by two who had seen nothing of the program.
//! `tests/edits/recast.tsv` is harder: more than a third of its sentences were recast as a whole.
//! `cargo test --test edits -- --nocapture` prints the figures and what was told wrongly.

#![allow(clippy::unwrap_used)] // a test may panic

use onrecord::diff::compare_texts;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

/// Prints how the edits of a file are told. At most so many facts may be passed over, and harmless edits called material.
fn measure(file: &str, most_silent: usize, most_alarms: usize) {
    let text = fs::read_to_string(file).unwrap();
    let mut told = String::new();
    let (mut facts, mut silent, mut harmless, mut alarms) = (0, 0, 0, 0);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [expected, kind, before, after] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let is_fact = expected == "fact";
        let wrong = compare_texts(before, after).material != is_fact;
        if is_fact {
            (facts, silent) = (facts + 1, silent + usize::from(wrong));
        } else {
            (harmless, alarms) = (harmless + 1, alarms + usize::from(wrong));
        }
        if wrong {
            writeln!(told, "{expected} {kind}\n    {before}\n    {after}").unwrap();
        }
    }
    writeln!(
        told,
        "{file}: {silent} of {facts} facts passed over, {alarms} of {harmless} harmless edits called material"
    )
    .unwrap();
    std::io::stdout().write_all(told.as_bytes()).unwrap();
    assert!(silent <= most_silent && alarms <= most_alarms, "{file}: {silent} silent, {alarms} alarms");
}

#[test]
fn the_edits_that_were_written_blind() {
    measure("tests/edits/blind.tsv", 5, 8);
}

#[test]
fn more_of_the_kinds_that_were_mended() {
    measure("tests/edits/kinds.tsv", 1, 3);
}

#[test]
fn what_desks_do() {
    measure("tests/edits/desk.tsv", 2, 9);
    measure("tests/edits/later.tsv", 1, 5);
}

#[test]
fn the_commonest_edits() {
    measure("tests/edits/common.tsv", 1, 6);
}

#[test]
fn the_edits_that_were_written_after_the_judge_was_fitted() {
    measure("tests/edits/fresh.tsv", 5, 32);
}

#[test]
fn the_sentences_that_were_recast() {
    measure("tests/edits/recast.tsv", 8, 30);
}
