//! Entities: another person, place or thing on the same spot.

use super::forms::{Stems, demonym, people, respelt};
use super::hunks::Aligned;
use super::lexicon::{PLACES, ROLES};
use super::reading::Reading;
use super::{Finding, Kind, Severity};
use crate::claim::Token;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Longest stretch, in words, on which a name can be said to stand for another that is known from elsewhere.
const NEAR: usize = 6;

/// Finds names exchanged for others and marks them as explained. A fuller name, an acronym, a demonym, another spelling
/// is no change.
pub(super) fn find(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Option<Finding> {
    let mut before = Vec::new();
    let mut after = Vec::new();
    for hunk in aligned.hunks.iter().filter(|h| h.old.len() + h.new.len() <= 40) {
        let near = hunk.old.len().max(hunk.new.len()) <= NEAR;
        let (mut left, mut right) = (names(old, &hunk.old, new), names(new, &hunk.new, old));
        // A name that stands elsewhere too, where it stood before, is another one here all the same.
        if near && left.is_empty() && !right.is_empty() {
            left = here_only(old, &hunk.old, new, &aligned.free_new);
        } else if near && right.is_empty() && !left.is_empty() {
            right = here_only(new, &hunk.new, old, &aligned.free_old);
        }
        let letters =
            |r: &Reading<'_>, range: &Range<usize>| range.clone().map(|i| r.norm(i)).collect::<String>();
        if left.is_empty()
            || right.is_empty()
            || spelling(old, &left, new, &right)
            || near && letters(old, &hunk.old) == letters(new, &hunk.new)
        {
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

/// Whether two lists of names differ in their spelling only.
fn spelling(old: &Reading<'_>, left: &[Range<usize>], new: &Reading<'_>, right: &[Range<usize>]) -> bool {
    let words = |list: &[Range<usize>]| list.iter().cloned().flatten().collect::<Vec<usize>>();
    let (left, right) = (words(left), words(right));
    left.len() == right.len() && left.iter().zip(&right).all(|(&i, &j)| respelt(old.norm(i), new.norm(j)))
}

/// Names in `range` that the other wording has elsewhere, but not as one of its `free` words.
fn here_only(
    reading: &Reading<'_>,
    range: &Range<usize>,
    other: &Reading<'_>,
    free: &Stems,
) -> Vec<Range<usize>> {
    runs(range.clone().filter(|&i| {
        is_proper(reading, i) && !free.contains(&reading.words[i].stem) && !related(reading, i, other)
    }))
}

/// Runs of capitalised words in `range` that the other wording has nowhere, in no form.
pub(super) fn names(reading: &Reading<'_>, range: &Range<usize>, other: &Reading<'_>) -> Vec<Range<usize>> {
    runs(range.clone().filter(|&i| is_proper(reading, i) && !known(reading, i, other)))
}

/// A name that nothing explains and that is no title.
fn is_proper(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_name(at) && !reading.explained[at] && !ROLES.contains_key(reading.words[at].stem.as_str())
}

fn runs(words: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in words {
        match out.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

/// Whether the other wording has this name, a demonym of it, or an acronym that it is part of.
pub(super) fn known(reading: &Reading<'_>, at: usize, other: &Reading<'_>) -> bool {
    other.stems.contains(&reading.words[at].stem) || related(reading, at, other)
}

/// Whether the other wording has this name in another form.
pub(super) fn related(reading: &Reading<'_>, at: usize, other: &Reading<'_>) -> bool {
    let norm = &reading.words[at].norm;
    let like = |name: &String| name != norm && demonym(name, norm);
    other.names.heads.get(head(norm).as_str()).is_some_and(|names| names.iter().any(like))
        || people(norm).is_some_and(|p| other.names.peoples.get(&p).is_some_and(|n| n != norm))
        || other.names.initials.contains(norm)
        || reading.names.spelt_with(at).any(|acronym| other.names.words.contains(acronym))
}

/// The names of a reading, in the forms in which the other wording may have them.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Capitalised words.
    words: HashSet<String>,
    /// The same by their first four letters: "Texas" and "Texan" share them.
    heads: HashMap<String, Vec<String>>,
    /// Countries and peoples, by the group of names that they belong to.
    peoples: HashMap<usize, String>,
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
            let norm = &words[i].norm;
            if names.words.insert(norm.clone()) && norm.chars().count() >= HEAD {
                names.heads.entry(head(norm)).or_default().push(norm.clone());
            }
            if let Some(group) = people(norm) {
                names.peoples.insert(group, norm.clone());
            }
        }
        for length in 2..=6 {
            for run in capitals.windows(length) {
                // Small words between them count for nothing.
                if run[length - 1].0 - run[0].0 <= length + 1 {
                    let short: String = run.iter().map(|(_, c)| *c).collect();
                    // "Department of Energy" is spelt with its small words, too: DOE.
                    let all = run[0].0..run[length - 1].0 + 1;
                    let long: String = all.filter_map(|i| words[i].norm.chars().next()).collect();
                    for spelling in [short, long] {
                        for (i, _) in run {
                            names.spellings.entry(*i).or_default().push(spelling.clone());
                        }
                        names.initials.insert(spelling);
                    }
                }
            }
        }
        names
    }

    /// Whether the word `at` is part of a name whose initials are `acronym`.
    pub(super) fn spell(&self, at: usize, acronym: &str) -> bool {
        self.spelt_with(at).any(|spelling| spelling == acronym)
    }

    /// Whether the initials of some name are `acronym`.
    pub(super) fn has_initials(&self, acronym: &str) -> bool {
        self.initials.contains(acronym)
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
