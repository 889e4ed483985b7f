//! Figures that changed, came or went.

use super::hunks::Aligned;
use super::reading::Reading;
use super::{Finding, Kind, Severity};
use crate::claim::{Days, Parsed, Sense};
use std::collections::HashSet;

/// Finds changed figures and marks them, and the figures that stayed, as explained.
pub(super) fn find(
    old: &mut Reading<'_>,
    new: &mut Reading<'_>,
    aligned: &Aligned,
    days: &Days,
) -> Vec<Finding> {
    let (left, right) = (old.figures.clone(), new.figures.clone());
    let mut taken_left = vec![false; left.len()];
    let mut taken_right = vec![false; right.len()];
    let mut changed: Vec<(usize, usize)> = Vec::new();

    // What stayed: first in the same place, then anywhere.
    let mut same: Vec<(usize, usize)> = Vec::new();
    for in_place in [true, false] {
        for (i, a) in left.iter().enumerate() {
            if taken_left[i] {
                continue;
            }
            let near = within(i, left.len(), right.len());
            let found = right.iter().enumerate().take(near.end).skip(near.start).find(|(j, b)| {
                !taken_right[*j]
                    && a.figure.canonical == b.figure.canonical
                    && (!in_place && !opposed(old, a, new, b)
                        || aligned.old_to_new[a.tokens.clone()]
                            .iter()
                            .any(|n| n.is_some_and(|n| b.tokens.contains(&n)))
                        || counted(old, a).is_some() && counted(old, a) == counted(new, b))
            });
            if let Some((j, _)) = found {
                taken_left[i] = true;
                taken_right[j] = true;
                same.push((i, j));
            }
        }
    }
    swapped(old, new, &same, &mut changed);

    // What changed: the best pairs by what is counted and where it stands.
    let mut scored: Vec<(i32, usize, usize)> = Vec::new();
    for (i, a) in left.iter().enumerate().filter(|(i, _)| !taken_left[*i]) {
        let near = within(i, left.len(), right.len());
        for (j, b) in
            right.iter().enumerate().take(near.end).skip(near.start).filter(|(j, _)| !taken_right[*j])
        {
            let one = days.agree(a, b) == Some(true) || elliptic(&left, a, &right, b);
            let score = kinship(old, a, new, b, aligned) + 4 * i32::from(one);
            if score >= 2 {
                scored.push((score, i, j));
            }
        }
    }
    scored.sort_by_key(|&(score, i, j)| (-score, i.abs_diff(j), i + j, i.min(j)));
    for (_, i, j) in scored {
        if !taken_left[i] && !taken_right[j] {
            taken_left[i] = true;
            taken_right[j] = true;
            let same = days.agree(&left[i], &right[j]).unwrap_or_else(|| equivalent(&left[i], &right[j]))
                || elliptic(&left, &left[i], &right, &right[j]);
            if !same {
                changed.push((i, j));
            }
        }
    }
    changed.sort_unstable();

    for figure in &left {
        old.explain(figure.tokens.clone());
    }
    for figure in &right {
        new.explain(figure.tokens.clone());
    }
    let mut out = Vec::new();
    if !changed.is_empty() {
        let pairs: Vec<_> = changed
            .iter()
            .map(|&(i, j)| (Some(left[i].figure.text.clone()), Some(right[j].figure.text.clone())))
            .collect();
        out.push(finding(Kind::FigureChanged, pairs, Severity::High, "a figure has another value"));
    }
    let kept: HashSet<&str> = left.iter().map(|f| f.bare.as_str()).collect();
    let gained: Vec<&Parsed> = right
        .iter()
        .enumerate()
        .filter(|(j, f)| !taken_right[*j] && !f.weak && !kept.contains(f.bare.as_str()))
        .map(|(_, f)| f)
        .collect();
    let stays: HashSet<&str> = right.iter().map(|f| f.bare.as_str()).collect();
    let lost: Vec<&Parsed> = left
        .iter()
        .enumerate()
        .filter(|(i, f)| !taken_left[*i] && !f.weak && !stays.contains(f.bare.as_str()))
        .map(|(_, f)| f)
        .collect();
    if !gained.is_empty() {
        let (severity, reason) = weigh(&gained, "a figure came in");
        let pairs = gained.iter().map(|f| (None, Some(f.figure.text.clone()))).collect();
        out.push(finding(Kind::FigureAdded, pairs, severity, reason));
    }
    if !lost.is_empty() {
        let (severity, reason) = weigh(&lost, "a figure is gone");
        let pairs = lost.iter().map(|f| (Some(f.figure.text.clone()), None)).collect();
        out.push(finding(Kind::FigureRemoved, pairs, severity, reason));
    }
    out
}

/// The figures that figure `i` is compared with: all, but in a table of hundreds only those near its place.
fn within(i: usize, left: usize, right: usize) -> std::ops::Range<usize> {
    const ALL: usize = 20_000;
    const REACH: usize = 50;
    if left * right <= ALL { 0..right } else { i.saturating_sub(REACH)..(i + REACH).min(right) }
}

fn finding(
    kind: Kind,
    pairs: Vec<(Option<String>, Option<String>)>,
    severity: Severity,
    reason: &str,
) -> Finding {
    let before: Vec<&str> = pairs.iter().filter_map(|p| p.0.as_deref()).collect();
    let after: Vec<&str> = pairs.iter().filter_map(|p| p.1.as_deref()).collect();
    let (before, after) = (before.join("; "), after.join("; "));
    Finding { figures: pairs, ..Finding::new(kind, before, after, severity, reason) }
}

/// The day on which something was said is a small matter; an amount or a date is not.
fn weigh(figures: &[&Parsed], reason: &'static str) -> (Severity, &'static str) {
    if figures.iter().all(|f| f.sense == Sense::Day) {
        (Severity::Low, "only the day is or is not given")
    } else {
        (Severity::Medium, reason)
    }
}

/// Whether two figures may be one in texts of known days.
pub(super) fn may_be_one(a: &Parsed, b: &Parsed, days: &Days) -> bool {
    a.figure.canonical == b.figure.canonical || days.agree(a, b).unwrap_or_else(|| equivalent(a, b))
}

/// "yesterday" and "May 26" may be one day: without the date of publication they do not contradict each other.
fn equivalent(a: &Parsed, b: &Parsed) -> bool {
    if a.may_equal(b) {
        return true;
    }
    let relative = |f: &Parsed| {
        f.sense == Sense::Day && !f.bare.ends_with("day") || matches!(f.bare.as_str(), "today" | "yesterday")
    };
    let dated = |f: &Parsed| matches!(f.sense, Sense::Date | Sense::Day);
    if relative(a) != relative(b) && dated(a) && dated(b) {
        return true;
    }
    let dates = a.sense == Sense::Date && b.sense == Sense::Date;
    dates
        && (a.bare.ends_with(&b.bare)
            || b.bare.ends_with(&a.bare)
            || a.bare.starts_with(&b.bare)
            || b.bare.starts_with(&a.bare))
}

/// The same number once with its unit and once without, where another figure beside it has that unit: "10 mln dlrs
/// against 8 mln", "10 mln dlrs against 8 mln dlrs". Or a share and the number that it is: "half", "0.5"; or a date and
/// its year.
fn elliptic(left: &[Parsed], a: &Parsed, right: &[Parsed], b: &Parsed) -> bool {
    let year_of = |date: &Parsed, year: &Parsed| {
        let digits = year.sense == Sense::Amount && year.unit.is_empty() && year.bare.len() == 4;
        date.sense == Sense::Date && digits && date.bare.starts_with(&format!("{}-", year.bare))
    };
    if year_of(a, b) || year_of(b, a) {
        return true;
    }
    let beside = |all: &[Parsed], one: &Parsed, unit: &str| {
        all.iter().any(|f| f.tokens != one.tokens && f.unit == unit)
    };
    let units = a.unit == b.unit
        || a.unit.is_empty() && (b.unit == "age" || beside(left, a, &b.unit))
        || b.unit.is_empty() && (a.unit == "age" || beside(right, b, &a.unit));
    let amounts = a.sense == Sense::Amount && b.sense == Sense::Amount && a.bound == b.bound;
    a.bare != b.bare && amounts && units && a.value.is_some() && a.value == b.value
}

/// How much speaks for two figures being one figure before and after.
fn kinship(old: &Reading<'_>, a: &Parsed, new: &Reading<'_>, b: &Parsed, aligned: &Aligned) -> i32 {
    let calendar = |f: &Parsed| matches!(f.sense, Sense::Date | Sense::Day);
    if a.sense != b.sense && !(calendar(a) && calendar(b)) {
        return 0;
    }
    let mut score = 0;
    if a.bare == b.bare {
        score += 4;
    }
    if calendar(a) {
        score += 1;
    } else if a.unit == b.unit {
        score += i32::from(!a.unit.is_empty());
    } else if !a.unit.is_empty() && !b.unit.is_empty() && a.value != b.value {
        // "40 barrels a year" and "40 barrels a day" are one figure.
        score -= 2;
    }
    let same_hunk = aligned.hunks.iter().any(|h| {
        h.old.start < a.tokens.end
            && a.tokens.start < h.old.end
            && h.new.start < b.tokens.end
            && b.tokens.start < h.new.end
    });
    score += 2 * i32::from(same_hunk);
    let (after_a, after_b) = (counted(old, a), counted(new, b));
    if after_a.is_some() && after_a == after_b {
        score += 2;
    }
    let before = |reading: &Reading<'_>, f: &Parsed| {
        f.tokens.start.checked_sub(1).map(|i| reading.words[i].stem.clone())
    };
    if before(old, a).is_some() && before(old, a) == before(new, b) {
        score += 1;
    }
    if governed(old, a) & governed(new, b) != 0 {
        score += 2;
    }
    score
}

/// What a figure counts: the stem of its noun, else of the first content word behind it.
fn counted<'r>(reading: &'r Reading<'_>, figure: &Parsed) -> Option<&'r str> {
    let behind = figure.tokens.end..reading.words.len().min(figure.tokens.end + 3);
    let noun = figure.of.or_else(|| behind.into_iter().find(|&i| reading.is_content(i)));
    noun.map(|i| reading.words[i].stem.as_str())
}

/// Whether the clause counts the dead, the hurt or the missing, as bits: tolls are the figures that change most.
fn governed(reading: &Reading<'_>, figure: &Parsed) -> u8 {
    const TOLLS: &[(&[&str], u8)] = &[
        (&["kill", "die", "death", "dead", "murder"], 1),
        (&["injur", "wound", "hurt"], 2),
        (&["miss"], 4),
        (&["arrest", "detain", "charg"], 8),
    ];
    let mut end = figure.tokens.end;
    while end < reading.words.len()
        && end < figure.tokens.end + 6
        && !reading.words[end].norm.eq("and")
        && reading.before[end] == ' '
    {
        end += 1;
    }
    let behind = &reading.words[figure.tokens.end..end];
    let bits = |words: &[crate::claim::Token]| {
        words.iter().fold(0, |bits, w| {
            TOLLS
                .iter()
                .filter(|(stems, _)| stems.contains(&w.stem.as_str()))
                .fold(bits, |b, (_, bit)| b | bit)
        })
    };
    let found = bits(behind);
    if found != 0 {
        return found;
    }
    bits(&reading.words[figure.tokens.start.saturating_sub(3)..figure.tokens.start])
}

/// One counts the dead, the other the hurt.
fn opposed(old: &Reading<'_>, a: &Parsed, new: &Reading<'_>, b: &Parsed) -> bool {
    let (was, is) = (governed(old, a), governed(new, b));
    was != 0 && is != 0 && was & is == 0
}

/// "3 killed and 5 hurt" that becomes "5 killed and 3 hurt" keeps its figures and changes both.
fn swapped(old: &Reading<'_>, new: &Reading<'_>, same: &[(usize, usize)], changed: &mut Vec<(usize, usize)>) {
    let strange: Vec<_> =
        same.iter().copied().filter(|&(i, j)| opposed(old, &old.figures[i], new, &new.figures[j])).collect();
    for &(i, _) in &strange {
        let toll = governed(old, &old.figures[i]);
        if let Some(&(_, j)) = strange.iter().find(|&&(_, j)| governed(new, &new.figures[j]) & toll != 0) {
            changed.push((i, j));
        }
    }
}
