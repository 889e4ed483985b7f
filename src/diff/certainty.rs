//! Certainty: hedges that came or went, and cues that are surer or more doubtful.

use super::hunks::Aligned;
use super::lexicon::{BOOSTERS, HEDGE_PHRASES, HEDGES};
use super::reading::Reading;
use super::{Finding, Kind, Severity};
use std::cmp::Ordering;
use std::ops::Range;

/// The hedges of a reading, as ranges of words.
fn hedges(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reading.words.len() {
        let phrase = HEDGE_PHRASES
            .iter()
            .find(|p| p.iter().enumerate().all(|(k, w)| reading.norm(at + k) == *w))
            .map(|p| p.len());
        if let Some(len) = phrase {
            if !reading.words[at].quoted {
                out.push(at..at + len);
            }
            at += len;
            continue;
        }
        let word = &reading.words[at];
        let name = word.capital && !word.first;
        // "the suspect" is a person, "the attempt" a thing.
        let led = at > 0 && matches!(reading.norm(at - 1), "the" | "a" | "an" | "two" | "and" | "of" | "as");
        let noun = led && matches!(word.norm.as_str(), "suspect" | "suspects" | "attempts" | "fears");
        let hedge = HEDGES.contains_key(word.norm.as_str()) && !name && !noun;
        if hedge && !word.quoted {
            out.push(at..at + 1);
        }
        at += 1;
    }
    out
}

/// Finds what became surer or less sure, and marks all hedges as explained.
pub(super) fn find(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Option<Finding> {
    let (left, right) = (hedges(old), hedges(new));
    let gone: Vec<&Range<usize>> = left
        .iter()
        .filter(|h| {
            (*h).clone().all(|i| aligned.old_to_new[i].is_none())
                && attached(old, h, new, &aligned.old_to_new)
        })
        .collect();
    let come: Vec<&Range<usize>> = right
        .iter()
        .filter(|h| {
            (*h).clone().all(|i| aligned.new_to_old[i].is_none())
                && attached(new, h, old, &aligned.new_to_old)
        })
        .collect();
    let surer = |r: &Reading<'_>, map: &[Option<usize>]| {
        (0..r.words.len())
            .filter(|&i| map[i].is_none() && BOOSTERS.contains_key(r.words[i].stem.as_str()))
            .count()
    };
    let doubt_in = come.len() + surer(old, &aligned.old_to_new);
    let doubt_out = gone.len() + surer(new, &aligned.new_to_old);
    let list = |r: &Reading<'_>, ranges: &[&Range<usize>]| {
        ranges.iter().map(|h| r.slice(h)).collect::<Vec<_>>().join("; ")
    };
    let (before, after) = (list(old, &gone), list(new, &come));
    for hedge in &left {
        old.explain(hedge.clone());
    }
    for hedge in &right {
        new.explain(hedge.clone());
    }
    match doubt_in.cmp(&doubt_out) {
        Ordering::Equal => None,
        Ordering::Greater => {
            Some(Finding::new(Kind::CertaintyLowered, before, after, Severity::Medium, "put with more doubt"))
        }
        Ordering::Less => {
            Some(Finding::new(Kind::CertaintyRaised, before, after, Severity::Medium, "put with less doubt"))
        }
    }
}

/// A hedge counts when what it weakens stands in both wordings; in a clause that is new as a whole it is a detail.
fn attached(from: &Reading<'_>, hedge: &Range<usize>, to: &Reading<'_>, partner: &[Option<usize>]) -> bool {
    let lasts = |i: usize| partner[i].is_some() || to.stems.contains(&from.words[i].stem);
    let ahead =
        (hedge.end..from.words.len()).filter(|&i| from.is_content(i)).take(3).filter(|&i| lasts(i)).count();
    let behind = (0..hedge.start).rev().filter(|&i| from.is_content(i)).take(2).filter(|&i| lasts(i)).count();
    ahead >= 1 && ahead + behind >= 2 || ahead + behind >= 3
}
