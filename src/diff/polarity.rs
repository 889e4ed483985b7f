//! Polarity: negation that came or went, and words exchanged for their opposites.

use super::hunks::{Aligned, Hunk};
use super::lexicon::{NEGATIONS, OPPOSITES};
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
                && !new.stems.contains(&word.stem)
                && !old.stems.contains(&new.words[j].stem)
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
    let list =
        |from: &Reading<'_>, to: &Reading<'_>, partner: &[Option<usize>]| -> (Vec<usize>, Vec<usize>) {
            let all: Vec<usize> = (0..from.words.len())
                .filter(|&i| NEGATIONS.contains_key(from.norm(i)) && !from.explained[i])
                .filter(|&i| !(from.norm(i) == "no" && matches!(from.norm(i + 1), "more" | "fewer" | "less")))
                .filter(|&i| !(from.norm(i) == "not" && matches!(from.norm(i + 1), "only" | "far" | "least")))
                .collect();
            let free = all.iter().copied().filter(|&i| partner[i].is_none()).collect::<Vec<_>>();
            let attached = free.iter().copied().filter(|&i| lasts(from, i, to, partner)).collect();
            (free, attached)
        };
    let (free_old, gone) = list(old, new, &aligned.old_to_new);
    let (free_new, come) = list(new, old, &aligned.new_to_old);
    for &i in &free_old {
        old.explain(i..i + 1);
    }
    for &j in &free_new {
        new.explain(j..j + 1);
    }
    let balanced =
        if gone.len() > come.len() { free_new.len() >= gone.len() } else { free_old.len() >= come.len() };
    if (gone.len() + come.len()) % 2 == 0 || balanced {
        return None;
    }
    let words = |r: &Reading<'_>, at: &[usize]| {
        at.iter()
            .map(|&i| r.slice(&(i..(i + 3).min(r.words.len()))).to_owned())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let reason = if gone.len() > come.len() { "a negation is gone" } else { "a negation came in" };
    Some(Finding::new(Kind::PolarityFlipped, words(old, &gone), words(new, &come), Severity::High, reason))
}

/// A negation counts when what it negates stands in both wordings.
fn lasts(from: &Reading<'_>, at: usize, to: &Reading<'_>, partner: &[Option<usize>]) -> bool {
    let ahead: Vec<usize> = (at + 1..from.words.len()).filter(|&i| from.is_content(i)).take(3).collect();
    let kept =
        ahead.iter().filter(|&&i| partner[i].is_some() || to.stems.contains(&from.words[i].stem)).count();
    !ahead.is_empty() && kept * 3 >= ahead.len() * 2
}
