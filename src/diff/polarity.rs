//! Polarity: negation that came or went, and words exchanged for their opposites.

use super::hunks::{Aligned, Hunk, stands};
use super::lexicon::{NEGATIONS, OPPOSITES, is_function};
use super::reading::Reading;
use super::{Finding, Kind, Severity};

/// Finds a statement that says the opposite of what it said.
pub(super) fn find(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Option<Finding> {
    opposites(old, new, aligned).or_else(|| negation(old, new, aligned))
}

/// Longest hunk, in words, in which one word can be said to stand for another.
const NEAR: usize = 60;

fn opposites(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Option<Finding> {
    let mut before = Vec::new();
    let mut after = Vec::new();
    for Hunk { old: a, new: b } in aligned.hunks.iter().filter(|h| h.old.len().max(h.new.len()) <= NEAR) {
        for i in a.clone() {
            let word = &old.words[i];
            let found = b.clone().find(|&j| !new.explained[j] && opposite(word, &new.words[j]));
            // "East Garrow" and "West Garrow" are two places.
            let named = |r: &Reading<'_>, at: usize| {
                r.is_name(at) && r.words.get(at + 1).is_some_and(|w| w.capital && !w.first)
            };
            if let Some(j) = found.filter(|&j| !(old.explained[i] || named(old, i) && named(new, j)))
                && !aligned.free_new.contains(&word.stem)
                && !aligned.free_old.contains(&new.words[j].stem)
                && in_one_place(old, i, new, j, aligned)
            {
                before.push(old.slice(&(i..i + 1)).to_owned());
                after.push(new.slice(&(j..j + 1)).to_owned());
                old.explain(i..i + 1);
                new.explain(j..j + 1);
            }
        }
    }
    (!before.is_empty()).then(|| {
        let (before, after) = (before.join("; "), after.join("; "));
        Finding::new(Kind::PolarityFlipped, before, after, Severity::High, "a word became its opposite")
    })
}

/// "before the vote" and "after the vote" are opposites; "Before this, …" and "…, after …" are two clauses. Nor is
/// "not monitored" another thing than "unmonitored".
fn in_one_place(old: &Reading<'_>, i: usize, new: &Reading<'_>, j: usize, aligned: &Aligned) -> bool {
    let negated = |r: &Reading<'_>, at: usize| (at.saturating_sub(3)..at).any(|k| negates(r, k));
    let loose = |r: &Reading<'_>, at: usize, partner: &[Option<usize>]| {
        (at.saturating_sub(3)..at).any(|k| negates(r, k) && partner[k].is_none())
    };
    if negated(old, i) != negated(new, j)
        && (loose(old, i, &aligned.old_to_new) || loose(new, j, &aligned.new_to_old))
    {
        return false;
    }
    if !is_function(old.norm(i)) || !is_function(new.norm(j)) {
        return true;
    }
    let ahead = |r: &Reading<'_>, at: usize| r.content_from(at + 1).next();
    let governed = (ahead(old, i), ahead(new, j));
    matches!(governed, (Some(x), Some(y)) if old.words[x].stem == new.words[y].stem)
}

fn opposite(a: &crate::claim::Token, b: &crate::claim::Token) -> bool {
    let listed = |x: &str, y: &str| OPPOSITES.get(x).is_some_and(|o| o.contains(&y));
    let prefixed = |long: &str, short: &str| {
        short.len() >= 4
            && ["un", "in", "im", "il", "ir", "non", "dis", "anti"]
                .iter()
                .any(|p| long.strip_prefix(p) == Some(short))
    };
    listed(&a.stem, &b.stem)
        || listed(&a.norm, &b.norm)
        || prefixed(&a.stem, &b.stem)
        || prefixed(&b.stem, &a.stem)
}

fn negation(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Option<Finding> {
    type Side = fn(&Hunk) -> &std::ops::Range<usize>;
    let list = |from: &Reading<'_>,
                to: &Reading<'_>,
                partner: &[Option<usize>],
                side: Side|
     -> (Vec<usize>, Vec<usize>) {
        let free: Vec<usize> =
            (0..from.words.len()).filter(|&i| partner[i].is_none() && negates(from, i)).collect();
        let attached = free
            .iter()
            .copied()
            .filter(|&i| !from.explained[i] && lasts(from, i, to, partner))
            .filter(|&i| stands(from, i, partner) && !aligned.in_new_clause(from, i, side))
            .collect();
        (free, attached)
    };
    let (free_old, gone) = list(old, new, &aligned.old_to_new, |h| &h.old);
    let (free_new, come) = list(new, old, &aligned.new_to_old, |h| &h.new);
    for &i in &free_old {
        old.explain(i..i + 1);
    }
    for &j in &free_new {
        new.explain(j..j + 1);
    }
    let balanced =
        if gone.len() > come.len() { free_new.len() >= gone.len() } else { free_old.len() >= come.len() };
    // One negation for another leaves the sense, unless they negate different things.
    let governs = |r: &Reading<'_>, at: usize| -> Vec<String> {
        r.content_from(at + 1).take(3).map(|i| r.words[i].stem.clone()).collect()
    };
    let apart = matches!((&gone[..], &come[..]), (&[i], &[j])
        if governs(old, i).iter().all(|stem| !governs(new, j).contains(stem)));
    if !apart && ((gone.len() + come.len()) % 2 == 0 || balanced) {
        return None;
    }
    let words = |r: &Reading<'_>, at: &[usize]| {
        at.iter()
            .map(|&i| r.slice(&(i..(i + 3).min(r.words.len()))).to_owned())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let reason = match gone.len().cmp(&come.len()) {
        std::cmp::Ordering::Greater => "a negation is gone",
        std::cmp::Ordering::Less => "a negation came in",
        std::cmp::Ordering::Equal => "another part is negated",
    };
    Some(Finding::new(Kind::PolarityFlipped, words(old, &gone), words(new, &come), Severity::High, reason))
}

/// Whether the word negates what follows it.
fn negates(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.norm(at + 1);
    match reading.norm(at) {
        "no" => !matches!(next, "more" | "fewer" | "less"),
        "not" => !matches!(next, "only" | "far" | "least"),
        // "has yet to", "too little control", "without result"
        "yet" => next == "to",
        "nor" => {
            !(0..at).rev().take(8).any(|i| matches!(reading.norm(i), "without" | "neither" | "not" | "no"))
        }
        "little" | "few" => at.checked_sub(1).is_some_and(|b| matches!(reading.norm(b), "too" | "very")),
        norm => NEGATIONS.contains_key(norm),
    }
}

/// A negation counts when what it negates stands in both wordings.
fn lasts(from: &Reading<'_>, at: usize, to: &Reading<'_>, partner: &[Option<usize>]) -> bool {
    let ahead: Vec<usize> = from.content_from(at + 1).take(3).collect();
    let stays = |i: usize| partner[i].is_some() || to.stems.has_form(&from.words[i].stem);
    let kept = ahead.iter().filter(|&&i| stays(i)).count();
    // What is negated comes first, or after an adverb.
    let adverb = ahead.first().is_some_and(|&i| from.norm(i).ends_with("ly"));
    let negated = ahead.get(usize::from(adverb)).is_some_and(|&i| stays(i));
    negated && kept * 3 >= ahead.len() * 2
}
