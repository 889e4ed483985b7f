//! Quotes against transcripts: each case of `tests/verify` comes out as a reader says.
//!
//! `fresh.tsv`, `unseen.tsv` and `blind.tsv` were written when the mechanism stood, `hard.tsv` to be hard for it, `desk.tsv` on who
//! speaks where no colon tells;
//! docs/EVALUATION.md has what came out at the first run. `--nocapture` prints the figures as they are now.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test may panic and print

use onrecord::verify::{QuotedPassage, QuotedVoice, SpokenOutcome, Transcript, Verifier};
use std::collections::BTreeMap;
use std::path::Path;

fn name(outcome: SpokenOutcome) -> String {
    serde_json::to_value(outcome).unwrap().as_str().unwrap().to_owned()
}

/// Right and all cases of a file, and of each outcome how many are right, expected and given.
fn scores(file: &str) -> (usize, usize, BTreeMap<String, [usize; 3]>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify");
    let cases = std::fs::read_to_string(folder.join(file)).unwrap();
    let mut verifiers: BTreeMap<String, Verifier> = BTreeMap::new();
    let (mut right, mut all, mut each) = (0, 0, BTreeMap::new());
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let [source, speaker, title, quote, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let verifier = verifiers.entry(source.to_owned()).or_insert_with(|| {
            let text = std::fs::read_to_string(folder.join(source)).unwrap();
            Verifier::new(Transcript::of(&text, false).unwrap())
        });
        let title = (!title.is_empty()).then_some(title);
        let verdict = verifier
            .check(&QuotedPassage::new(quote), &QuotedVoice { name: speaker, title, nameless: false });
        let given = name(verdict.outcome);
        all += 1;
        right += usize::from(given == expected);
        each.entry(expected.to_owned()).or_insert([0; 3])[1] += 1;
        each.entry(given.clone()).or_insert([0; 3])[2] += 1;
        if given == expected {
            each.entry(given).or_insert([0; 3])[0] += 1;
        } else {
            println!("{expected} → {given} {:?}: {quote} | {verdict:?}", verdict.also);
        }
    }
    (right, all, each)
}

#[test]
fn cases_come_out_as_a_reader_says() {
    for file in ["cases.tsv", "fresh.tsv", "unseen.tsv", "hard.tsv", "blind.tsv", "desk.tsv"] {
        let (right, all, each) = scores(file);
        println!("{file}: {right} of {all}");
        for (outcome, [right, expected, given]) in each {
            println!("  {outcome}: precision {right}/{given}, recall {right}/{expected}");
        }
        assert!(right as f64 >= 0.95 * all as f64, "{file}: {right} of {all}");
    }
}
