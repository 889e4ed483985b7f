//! Entities: another person, place or thing on the same spot.

use super::hunks::Aligned;
use super::lexicon::{PLACES, ROLES};
use super::reading::Reading;
use super::{Finding, Kind, Severity};
use crate::claim::Token;
use std::collections::{HashMap, HashSet};
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
    other.stems.contains(&word.stem)
        || other.names.heads.contains(head(&word.norm).as_str())
        || other.names.initials.contains(&word.norm)
        || reading.names.spelt_with(at).any(|acronym| other.names.words.contains(acronym))
}

/// The names of a reading, in the forms in which the other wording may have them.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Capitalised words.
    words: HashSet<String>,
    /// Their first four letters: "Gaza" and "Gazan" share them.
    heads: HashSet<String>,
    /// What their initials spell, two to six at a time: "United Food and Commercial Workers" gives "ufcw".
    initials: HashSet<String>,
    /// For each capitalised word, the spellings that it takes part in.
    spellings: HashMap<usize, Vec<String>>,
}

impl Names {
    pub(super) fn new(words: &[Token]) -> Self {
        let mut names = Self::default();
        let capitals: Vec<(usize, char)> = words
            .iter()
            .enumerate()
            .filter(|(_, w)| w.capital)
            .filter_map(|(i, w)| w.norm.chars().next().map(|c| (i, c)))
            .collect();
        for &(i, _) in &capitals {
            names.words.insert(words[i].norm.clone());
            if words[i].norm.chars().count() >= HEAD {
                names.heads.insert(head(&words[i].norm));
            }
        }
        for length in 2..=6 {
            for run in capitals.windows(length) {
                // Small words between them count for nothing.
                if run[length - 1].0 - run[0].0 <= length + 1 {
                    let spelling: String = run.iter().map(|(_, c)| *c).collect();
                    for (i, _) in run {
                        names.spellings.entry(*i).or_default().push(spelling.clone());
                    }
                    names.initials.insert(spelling);
                }
            }
        }
        names
    }

    fn spelt_with(&self, at: usize) -> impl Iterator<Item = &String> {
        self.spellings.get(&at).into_iter().flatten()
    }
}

/// Letters that a name and its demonym share.
const HEAD: usize = 4;

/// The first letters of a word; nothing for a shorter one.
fn head(norm: &str) -> String {
    let head: String = norm.chars().take(HEAD).collect();
    if head.chars().count() == HEAD { head } else { String::new() }
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
