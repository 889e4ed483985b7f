//! Rates: "10 barrels a year" that became "10 barrels a day".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "rates",
    says: "The same figure is given per a different period.",
    place: "First stage: beside figures, which sees the number but not what it is counted per.",
    findings: Find::Whole(findings),
    catches: &[
        ("It makes 40 barrels a year.", "It makes 40 barrels a day."),
        ("The ferry runs 6 times per week.", "The ferry runs 6 times per month."),
        ("She earns 900 crowns a month.", "She earns 900 crowns a week."),
        ("The well gives 3 tons an hour.", "The well gives 3 tons a minute."),
        ("Visitors pay 20 crowns per day.", "Visitors pay 20 crowns per hour."),
        ("The mine loses two million a quarter.", "The mine loses two million a year."),
        ("Four trains an hour stop in Upton.", "Four trains a day stop in Upton."),
        ("He smokes 30 cigarettes a day.", "He smokes 30 cigarettes a week."),
        ("The pump moves 8 liters a second.", "The pump moves 8 liters a minute."),
        ("It costs 5 crowns a week to park.", "It costs 5 crowns a month to park."),
    ],
    spares: &[
        ("It makes 40 barrels a year.", "It makes 40 barrels per year."),
        ("It makes 40 barrels a year.", "It made 40 barrels a year."),
        ("She stayed a week in Upton.", "She stayed a month in Upton."),
        ("The ferry ran that year.", "The ferry ran that month."),
        ("He waited an hour.", "He waited an answer."),
        ("The day was cold.", "The week was cold."),
        ("Last year was dry.", "Last month was dry."),
        ("The mayor closed a road.", "The mayor closed a bridge."),
        ("It opens every day.", "It opens every morning."),
        ("They meet this week.", "They meet this month."),
    ],
};

const TIMES: &[&str] = &["second", "minute", "hour", "day", "week", "month", "quarter", "year"];

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let changed: Vec<(usize, usize)> = pair
        .aligned
        .hunks
        .iter()
        .filter_map(|h| Some((rate(&pair.old, &h.old)?, rate(&pair.new, &h.new)?)))
        .filter(|&(i, j)| pair.old.norm(i) != pair.new.norm(j))
        .collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let before: Vec<Range<usize>> = changed.iter().map(|c| c.0..c.0 + 1).collect();
    let after: Vec<Range<usize>> = changed.iter().map(|c| c.1..c.1 + 1).collect();
    let reason = "a figure is per a different period";
    vec![pair.finding(Kind::FigureChanged, Severity::High, &before, &after, reason)]
}

/// The word for a time that closes `range`, where something is counted per it.
fn rate(reading: &Reading<'_>, range: &Range<usize>) -> Option<usize> {
    let at = range.end.checked_sub(1).filter(|&at| range.contains(&at) && range.len() <= 2)?;
    let per = at.checked_sub(1).is_some_and(|b| matches!(reading.norm(b), "a" | "an" | "per"));
    let counts =
        at.checked_sub(2).is_some_and(|n| matches!(reading.class(n), TokenClass::Noun | TokenClass::Figure));
    (per && counts && TIMES.contains(&reading.norm(at))).then_some(at)
}
