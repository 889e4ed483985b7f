//! Certainty: hedges that came or went, and verbs such as "should" that became "will".
//!
//! (Cues that are surer or more doubtful are found with the speakers.)

use super::hunks::{Aligned, Hunk, stands};
use super::lexicon::{BOOSTERS, HEDGE_PHRASES, HEDGES};
use super::reading::{REACH, Reading};
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
            // A cue of the statement's own source is weighed with the source.
            let own = reading.statement.voice.is_some() && reading.explained[at];
            if !reading.words[at].quoted && !own {
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
        let hedge = HEDGES.contains_key(word.norm.as_str()) && !name && !noun && is_governing(reading, at);
        if hedge && !word.quoted {
            out.push(at..at + 1);
        }
        at += 1;
    }
    out
}

/// "tried to flee" weakens, "is tried for fraud" does not; nor does "the planned tariffs", but "tariffs are planned".
fn is_governing(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.norm(at + 1);
    match reading.norm(at) {
        "tried" | "tries" | "trying" | "attempt" | "attempts" => next == "to",
        "planned" | "proposed" => {
            let before = at.checked_sub(1).map_or("", |b| reading.norm(b));
            matches!(next, "to" | "for")
                || matches!(before, "is" | "are" | "was" | "were" | "be" | "been" | "had" | "has")
        }
        _ => true,
    }
}

/// How firmly a verb puts what follows it; 0 for words that are none, and for "may" and its like, which are hedges.
fn firmness(norm: &str, reported: bool) -> u8 {
    match norm {
        "should" | "can" => 1,
        // "He said it would" is only the past of "he says it will".
        "would" if !reported => 1,
        "will" | "shall" | "must" => 2,
        _ => 0,
    }
}

/// Hunks in which one such verb stands for another: the words, old and new, and whether it is firmer now.
fn verbs(old: &Reading<'_>, new: &Reading<'_>, aligned: &Aligned) -> Vec<(usize, usize, bool)> {
    let reported = |r: &Reading<'_>| r.statement.voice.is_some() || !r.attributions.is_empty();
    let reported = reported(old) || reported(new);
    let only = |r: &Reading<'_>, range: &Range<usize>| {
        let mut all = range.clone().filter(|&i| firmness(r.norm(i), reported) > 0 && !r.words[i].quoted);
        all.next().filter(|_| all.next().is_none())
    };
    let short = |h: &&Hunk| h.old.len().max(h.new.len()) <= PHRASE;
    let pairs = aligned.hunks.iter().filter(short).filter_map(|h| {
        let (i, j) = (only(old, &h.old)?, only(new, &h.new)?);
        let (was, is) = (firmness(old.norm(i), reported), firmness(new.norm(j), reported));
        (was != is).then_some((i, j, is > was))
    });
    pairs.collect()
}

/// The two sides of a hunk, this one's and the other's.
type Sides = fn(&Hunk) -> (&Range<usize>, &Range<usize>);

/// Longest difference, in words, within which one verb can be said to stand for another.
const PHRASE: usize = 6;

/// Finds what became surer or less sure, and marks all hedges as explained.
pub(super) fn find(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Option<Finding> {
    let (left, right) = (hedges(old), hedges(new));
    let gone: Vec<&Range<usize>> = left
        .iter()
        .filter(|h| {
            loose(old, h, &aligned.old_to_new)
                && attached(old, h, new, &aligned.old_to_new, |h| &h.old, aligned)
        })
        .collect();
    let come: Vec<&Range<usize>> = right
        .iter()
        .filter(|h| {
            loose(new, h, &aligned.new_to_old)
                && attached(new, h, old, &aligned.new_to_old, |h| &h.new, aligned)
        })
        .collect();
    let surer = |r: &Reading<'_>, map: &[Option<usize>]| {
        (0..r.words.len())
            .filter(|&i| map[i].is_none() && BOOSTERS.contains_key(r.words[i].stem.as_str()))
            .count()
    };
    let verbs = verbs(old, new, aligned);
    let firmer = verbs.iter().filter(|v| v.2).count();
    let doubt_in = come.len() + surer(old, &aligned.old_to_new) + verbs.len() - firmer;
    let doubt_out = gone.len() + surer(new, &aligned.new_to_old) + firmer;
    let list = |r: &Reading<'_>, ranges: &[&Range<usize>], verbs: &mut dyn Iterator<Item = usize>| {
        let verbs = verbs.map(|i| r.slice(&(i..i + 1)));
        ranges.iter().map(|h| r.slice(h)).chain(verbs).collect::<Vec<_>>().join("; ")
    };
    let mut before = list(old, &gone, &mut verbs.iter().map(|v| v.0));
    let mut after = list(new, &come, &mut verbs.iter().map(|v| v.1));
    // "could" that became "would": the plain verb shows it, too.
    let plain = |hedge: &Range<usize>, sides: Sides| -> Option<Range<usize>> {
        let place = |h: &&Hunk| sides(h).0 == hedge && (1..=2).contains(&sides(h).1.len());
        aligned.hunks.iter().find(place).map(|h| sides(h).1.clone())
    };
    if let ([hedge], true) = (&gone[..], after.is_empty()) {
        after = plain(hedge, |h| (&h.old, &h.new)).map(|r| new.slice(&r).to_owned()).unwrap_or_default();
    } else if let ([hedge], true) = (&come[..], before.is_empty()) {
        before = plain(hedge, |h| (&h.new, &h.old)).map(|r| old.slice(&r).to_owned()).unwrap_or_default();
    }
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

/// Whether none of a hedge's telling words has a partner.
fn loose(from: &Reading<'_>, hedge: &Range<usize>, partner: &[Option<usize>]) -> bool {
    let telling = |i: &usize| from.is_content(*i) || hedge.len() == 1;
    let mut all = hedge.clone().filter(telling).peekable();
    (all.peek().is_some() && all.all(|i| partner[i].is_none())) || hedge.clone().all(|i| partner[i].is_none())
}

/// A hedge counts when what it weakens stands in both wordings; in a clause that is new as a whole it is a detail.
fn attached(
    from: &Reading<'_>,
    hedge: &Range<usize>,
    to: &Reading<'_>,
    partner: &[Option<usize>],
    side: fn(&Hunk) -> &Range<usize>,
    aligned: &Aligned,
) -> bool {
    const TOLL: [&str; 3] = ["die", "kill", "death"];
    let lasts = |i: usize| {
        let stem = from.words[i].stem.as_str();
        partner[i].is_some()
            || to.stems.has_form(stem)
            || TOLL.contains(&stem) && TOLL.iter().any(|t| to.stems.contains(t))
    };
    let ahead = from.content_from(hedge.end).take(3).filter(|&i| lasts(i)).count();
    let back = (hedge.start.saturating_sub(REACH)..hedge.start).rev();
    let behind = back.filter(|&i| from.is_content(i)).take(2).filter(|&i| lasts(i)).count();
    let near = ahead >= 1 && ahead + behind >= 2 || ahead + behind >= 3;
    near && stands(from, hedge.start, partner) && !aligned.in_new_clause(from, hedge.start, side)
}
