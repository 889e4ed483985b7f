//! One unit without a number, "an hour", "the past decade", and how times of two units make one.

use super::scan::Scan;
use super::units::{LADDERS, MEASURES, is_duration, measure};

/// Lengths and weights of which "a" means one.
const SINGLE: &[&str] = &["m", "km", "mi", "kg", "t"];

/// Units in the singular that "a" before them makes a figure.
pub(super) fn single_units() -> impl Iterator<Item = &'static str> {
    MEASURES.iter().filter(|(_, unit)| is_duration(unit) || SINGLE.contains(unit)).map(|(word, _)| *word)
}

/// Words before a decade that is counted from now.
pub(super) const RECENT: [&str; 6] = ["past", "last", "next", "coming", "previous", "following"];

/// How much of a unit of time a smaller one is, on one ladder: a month of a year.
pub(super) fn share_of_duration(small: &str, large: &str) -> Option<f64> {
    let times = is_duration(small) && is_duration(large);
    let on = |ladder: &&[(&str, f64)], unit: &str| {
        ladder.iter().find(|(name, _)| *name == unit).map(|(_, size)| *size)
    };
    let ladder = LADDERS.iter().find(|ladder| on(ladder, small).is_some() && on(ladder, large).is_some())?;
    let share = on(ladder, small)? / on(ladder, large)?;
    (times && share < 1.0).then_some(share)
}

/// "An hour", "a fortnight", "a kilometre": one unit of time, length or weight without a number. "A minute" is often said
/// of any short while, but not with "and a half" behind it.
pub(super) fn single(scan: Scan<'_>, at: usize) -> Option<(usize, &'static str)> {
    // "The past decade" is ten years; "last week" is a day, see the calendar.
    if RECENT.contains(&scan.norm(at)) && scan.norm(at + 1) == "decade" {
        return Some((at + 2, "decade"));
    }
    if !matches!(scan.norm(at), "a" | "an") || scan.norm(at + 1).ends_with('s') {
        return None;
    }
    let (end, unit) = measure(scan, at + 1)?;
    let exact = || scan.phrase(end, "and a half").or_else(|| scan.phrase(end, "and a quarter")).is_some();
    let counts = SINGLE.contains(&unit) || is_duration(unit) && (!matches!(unit, "min" | "s") || exact());
    (end == at + 2 && counts).then_some((end, unit))
}

/// "Hours after the vote", "for years": time without a number.
pub(super) fn vague_duration(scan: Scan<'_>, at: usize) -> Option<&'static str> {
    const NAMES: [&str; 8] = ["seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades"];
    NAMES.iter().find(|name| **name == scan.norm(at)).copied()
}
