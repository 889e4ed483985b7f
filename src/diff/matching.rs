//! Which attributions and which quotations of two wordings go together.

use super::hunks::Aligned;
use super::reading::{Attributed, Reading};
use super::thresholds::matching::{ATTRIBUTIONS, CONTENT, EXCHANGED, PLACE, QUOTATIONS, SAME_CONTENT};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

/// How two lists go together; numbers count their entries.
#[derive(Debug, Default)]
pub(super) struct Matching {
    /// Entries that are versions of one another.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Entries of the old wording without a partner.
    pub(super) old: Vec<usize>,
    /// Entries of the new wording without a partner.
    pub(super) new: Vec<usize>,
}

/// Attributions whose contents, or whose sources, are the same.
pub(super) fn attributions(old: &Reading<'_>, new: &Reading<'_>) -> Matching {
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    for (i, a) in old.attributions.iter().enumerate() {
        for (j, b) in new.attributions.iter().enumerate().filter(|(j, _)| j.abs_diff(i) <= ATTRIBUTIONS) {
            let share = shared_content(old, a, new, b) + shared_source(old, a, new, b);
            if share >= SAME_CONTENT {
                scored.push((share, i, j));
            }
        }
    }
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| order(x.1, x.2).cmp(&order(y.1, y.2))));
    let (mut left, mut right) = (vec![false; old.attributions.len()], vec![false; new.attributions.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !left[i] && !right[j] {
            (left[i], right[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    Matching { pairs, old: without(&left), new: without(&right) }
}

/// Whether the content of an attribution stands in the other wording.
pub(super) fn survives(from: &Reading<'_>, content: &Range<usize>, to: &Reading<'_>) -> bool {
    let words: Vec<usize> = content.clone().take(CONTENT).filter(|&i| from.is_content(i)).collect();
    let there = words.iter().filter(|&&i| to.stems.contains(&from.words[i].stem)).count();
    !words.is_empty() && there as f32 >= words.len() as f32 * SAME_CONTENT
}

/// Quotations with words in common, and those that took each other's place.
pub(super) fn quotations(old: &Reading<'_>, new: &Reading<'_>, aligned: &Aligned) -> Matching {
    let mut scored: Vec<(usize, usize, usize)> = Vec::new();
    for (i, a) in old.quotes.iter().enumerate() {
        for (j, b) in new.quotes.iter().enumerate().filter(|(j, _)| j.abs_diff(i) <= QUOTATIONS) {
            let shared = shared_words(old, a, new, b, aligned);
            if shared > 0 {
                scored.push((shared, i, j));
            }
        }
    }
    scored.sort_by_key(|&(shared, i, j)| (Reverse(shared), order(i, j), i.min(j)));
    let (mut left, mut right) = (vec![false; old.quotes.len()], vec![false; new.quotes.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !left[i] && !right[j] {
            pairs.push((i, j));
        }
        // A quotation cut in two, or two that became one: both halves have their partner.
        (left[i], right[j]) = (true, true);
    }
    for (i, a) in old.quotes.iter().enumerate() {
        let place = |b: &Range<usize>| {
            aligned
                .hunks
                .iter()
                .any(|h| meet(&h.old, a) && meet(&h.new, b) && h.old.len().max(h.new.len()) <= PLACE)
        };
        let fits =
            |(j, b): &(usize, &Range<usize>)| !right[*j] && a.len().max(b.len()) < EXCHANGED && place(b);
        let found = new.quotes.iter().enumerate().find(fits).filter(|_| !left[i]);
        if let Some((j, _)) = found {
            (left[i], right[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    Matching { pairs, old: without(&left), new: without(&right) }
}

/// Pairs near in their order come first, whichever wording is the old one.
fn order(i: usize, j: usize) -> (usize, usize) {
    (i.abs_diff(j), i + j)
}

fn without(taken: &[bool]) -> Vec<usize> {
    (0..taken.len()).filter(|&n| !taken[n]).collect()
}

/// Whether two ranges have a word in common.
pub(super) fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn stems<'r>(r: &'r Reading<'_>, range: &Range<usize>) -> HashSet<&'r str> {
    range.clone().take(CONTENT).filter(|&i| r.is_content(i)).map(|i| r.words[i].stem.as_str()).collect()
}

fn shared_content(old: &Reading<'_>, a: &Attributed, new: &Reading<'_>, b: &Attributed) -> f32 {
    let (x, y) = (stems(old, &a.content), stems(new, &b.content));
    let least = x.len().min(y.len());
    if least == 0 { 0.0 } else { x.intersection(&y).count() as f32 / least as f32 }
}

/// "Ito and other officials" and "Mayor Ito" share the one who is named.
fn shared_source(old: &Reading<'_>, a: &Attributed, new: &Reading<'_>, b: &Attributed) -> f32 {
    let (x, y) = (stems(old, &a.source), stems(new, &b.source));
    let held = !x.is_empty() && !y.is_empty() && (x.is_subset(&y) || y.is_subset(&x));
    let named = a.source.clone().any(|i| old.is_name(i)) && b.source.clone().any(|j| new.is_name(j));
    let same = old.slice(&a.source).eq_ignore_ascii_case(new.slice(&b.source));
    if same || held && named { 0.5 } else { 0.0 }
}

fn shared_words(
    old: &Reading<'_>,
    a: &Range<usize>,
    new: &Reading<'_>,
    b: &Range<usize>,
    aligned: &Aligned,
) -> usize {
    let tied = a.clone().filter(|&i| old.is_content(i));
    let tied = tied.filter(|&i| aligned.old_to_new[i].is_some_and(|n| b.contains(&n))).count();
    if tied > 0 {
        return tied + 1;
    }
    let there = stems(new, b);
    let moved =
        a.clone().filter(|&i| old.is_content(i) && there.contains(old.words[i].stem.as_str())).count();
    usize::from(moved * 2 > a.len().min(b.len()).min(8)) * moved
}
