//! Two wordings of one statement: what changed, and whether it matters.

use super::finding::Finding;
use super::pair::Pair;
use super::{judge, rules};
use crate::claim::{Days, Statement, bare_words};

/// What changed between two wordings of one statement, most telling first; empty when they are equal to the letter.
#[must_use]
pub fn compare(old: &Statement, new: &Statement) -> Vec<Finding> {
    findings(old, new, true, &Days::default())
}

/// As [`compare`], for texts that appeared on known days: "yesterday" and next day's "on Monday" may be one.
pub(super) fn compare_dated(old: &Statement, new: &Statement, days: &Days) -> Vec<Finding> {
    findings(old, new, true, days)
}

/// As [`compare_dated`], for statements that are known to belong together: never `different`.
pub(super) fn versions(old: &Statement, new: &Statement, days: &Days) -> Vec<Finding> {
    findings(old, new, false, days)
}

/// What the rules find, weighed by the judge. It learned from bare statements: where a voice is known, who says it is
/// for the rules alone to tell.
fn findings(old: &Statement, new: &Statement, may_differ: bool, days: &Days) -> Vec<Finding> {
    if old.text == new.text && old.voice == new.voice {
        return Vec::new();
    }
    let pair = Pair::new(old, new, days);
    let found = rules::findings(&pair, may_differ);
    if old.text == new.text || old.voice.is_some() || new.voice.is_some() || rules::are_settled(&found) {
        return found;
    }
    weighed(&pair, found, may_differ)
}

/// The rules' findings as the judge weighs them, with what it finds besides.
pub(super) fn weighed(pair: &Pair<'_>, found: Vec<Finding>, may_differ: bool) -> Vec<Finding> {
    let features = judge::features(pair, &found);
    judge::weigh(pair, found, &judge::judge(&features, may_differ))
}

/// What the judge is told of two bare statements, by name: for training it. What is absent is 0.
#[must_use]
pub fn features(before: &str, after: &str) -> Vec<(String, f32)> {
    let (old, new) = (bare_words(before), bare_words(after));
    let days = Days::default();
    let pair = Pair::new(&old, &new, &days);
    let found = if before == after { Vec::new() } else { rules::findings(&pair, true) };
    let features = judge::features(&pair, &found);
    features.named().map(|(name, value)| (name.to_owned(), value)).collect()
}
