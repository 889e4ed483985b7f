//! How fast claims are compared: `cargo bench --bench diff`.

use divan::{Bencher, counter::ItemsCount};
use onrecord::claim::{Statement, bare_statement};
use onrecord::diff::{compare, diff, fingerprint};
use std::collections::HashSet;

fn main() {
    divan::main();
}

/// An article of `count` invented statements, in version `version`: about one statement in ten differs between two
/// versions, and one in twenty has moved.
fn article(count: usize, version: usize) -> Vec<Statement> {
    const PLACES: &[&str] =
        &["Upton", "Marsh End", "Wexley", "Port Alder", "Sandhill", "Great Tarn", "Oxley"];
    const EVENTS: &[&str] =
        &["a fire", "the flood", "a strike", "the vote", "an inquiry", "the trial", "a storm"];
    const VERBS: &[&str] = &["closed", "damaged", "delayed", "emptied", "divided", "changed", "surprised"];
    let mut out: Vec<Statement> = (0..count)
        .map(|n| {
            let toll = if n % 10 == 3 { n + version } else { n };
            let (place, event) = (PLACES[n % 7], EVENTS[n / 7 % 7]);
            let verb = VERBS[n / 49 % 7];
            bare_statement(&format!(
                "Officials in {place} said {event} {verb} the school in Street {n}, where at least {toll} people lived."
            ))
        })
        .collect();
    for n in (20 + version % 5..count.saturating_sub(1)).step_by(20) {
        out.swap(n, n + 1);
    }
    out
}

#[divan::bench(args = [100, 1_000, 2_000, 10_000])]
fn revision_against_the_next(bencher: Bencher<'_, '_>, count: usize) {
    let (old, new) = (article(count, 0), article(count, 1));
    bencher.counter(ItemsCount::new(count)).bench(|| diff(&old, &new, &HashSet::new()));
}

#[divan::bench]
fn statement_pair(bencher: Bencher<'_, '_>) {
    let old = bare_statement(
        "Police said at least 12 people were killed when a bus left the road near Upton on Monday.",
    );
    let new = bare_statement(
        "Police confirmed that 19 people were killed when a bus left the road in Upton on Monday.",
    );
    bencher.counter(ItemsCount::new(1usize)).bench(|| compare(&old, &new));
}

#[divan::bench(sample_count = 5)]
fn article_of_a_hundred_revisions(bencher: Bencher<'_, '_>) {
    let revisions: Vec<Vec<Statement>> = (0..100).map(|version| article(60, version)).collect();
    bencher.counter(ItemsCount::new(99usize)).bench(|| {
        let mut earlier = HashSet::new();
        let mut changes = 0;
        for pair in revisions.windows(2) {
            changes += diff(&pair[0], &pair[1], &earlier).changes.len();
            earlier.extend(pair[0].iter().map(|s| fingerprint(&s.text)));
        }
        changes
    });
}

#[divan::bench(sample_count = 5)]
fn one_statement_ten_thousand_times(bencher: Bencher<'_, '_>) {
    let same = vec![bare_statement("The bridge over the river is closed."); 10_000];
    bencher.bench(|| diff(&same, &same[..9_500], &HashSet::new()));
}
