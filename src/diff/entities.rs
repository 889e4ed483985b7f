//! Entities: another person, place or thing on the same spot.

use super::hunks::Aligned;
use super::lexicon::{PLACES, ROLES};
use super::reading::Reading;
use super::{Finding, Kind, Severity};
use std::ops::Range;

/// Finds names exchanged for others and marks them as explained. A fuller name, an acronym, a demonym is no change.
pub(super) fn find(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Option<Finding> {
    let mut before = Vec::new();
    let mut after = Vec::new();
    for hunk in &aligned.hunks {
        let left = names(old, &hunk.old, new);
        let right = names(new, &hunk.new, old);
        if left.is_empty() || right.is_empty() || hunk.old.len() + hunk.new.len() > 40 {
            continue;
        }
        for name in &left {
            before.push(old.slice(name).to_owned());
            old.explain(name.clone());
        }
        for name in &right {
            after.push(new.slice(name).to_owned());
            new.explain(name.clone());
        }
    }
    (!before.is_empty()).then(|| {
        let (before, after) = (before.join("; "), after.join("; "));
        Finding::new(Kind::EntityChanged, before, after, Severity::High, "another name stands there")
    })
}

/// Runs of capitalised words in `range` that the other wording has nowhere, in no form.
pub(super) fn names(reading: &Reading<'_>, range: &Range<usize>, other: &Reading<'_>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in range.clone() {
        let foreign = reading.is_name(i)
            && !reading.explained[i]
            && !ROLES.contains_key(reading.words[i].stem.as_str())
            && !known(reading, i, other);
        if !foreign {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

/// Whether the other wording has this name, a demonym of it, or an acronym that it is part of.
pub(super) fn known(reading: &Reading<'_>, at: usize, other: &Reading<'_>) -> bool {
    let word = &reading.words[at];
    if other.stems.contains(&word.stem) {
        return true;
    }
    let norm = word.norm.as_str();
    let long = norm.chars().count() >= 4;
    let head: String = norm.chars().take(4).collect();
    other.words.iter().enumerate().any(|(j, w)| {
        let kin = long && w.capital && w.norm.starts_with(&head) && w.norm.chars().count() >= 4;
        let acronym = w.capital && (spells(&w.norm, reading, at) || spells(norm, other, j));
        kin || acronym
    })
}

/// Whether `acronym` is spelt by the initials of capitalised words around `at`; small words between them count for
/// nothing ("United Food and Commercial Workers", UFCW).
fn spells(acronym: &str, reading: &Reading<'_>, at: usize) -> bool {
    let letters: Vec<char> = acronym.chars().collect();
    if !(2..=6).contains(&letters.len()) || !reading.words[at].capital {
        return false;
    }
    const REACH: usize = 8;
    let near = at.saturating_sub(REACH)..(at + REACH).min(reading.words.len());
    let capitals: Vec<(usize, char)> = near
        .filter(|&i| reading.words[i].capital)
        .filter_map(|i| reading.words[i].norm.chars().next().map(|c| (i, c)))
        .collect();
    capitals.windows(letters.len()).any(|w| {
        w.iter().any(|(i, _)| *i == at)
            && w.iter().zip(&letters).all(|((_, a), b)| a == b)
            && w[letters.len() - 1].0 - w[0].0 <= letters.len() + 1
    })
}

/// Whether every name of `range` is a country, a state or the like: the gloss that follows a smaller place.
pub(super) fn is_gloss(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let set_off = reading.before.get(range.start) == Some(&',')
        || matches!(reading.norm(range.start), "in" | "of")
        || range.start.checked_sub(1).is_some_and(|b| matches!(reading.norm(b), "in" | "the" | "of"));
    let ends = reading
        .words
        .get(range.end)
        .is_none_or(|w| !w.capital || w.first || reading.before[range.end] != ' ');
    set_off && ends && range.clone().all(|i| !reading.is_content(i) || PLACES.contains_key(reading.norm(i)))
}
