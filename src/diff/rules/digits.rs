//! Digits: figures of a script or a notation that the grammar of figures does not read.

use super::covered::Covered;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "digits",
    says: "Other digits stand there, in words that are not read as figures.",
    place: "Second stage: only where nothing else accounts for the digits.",
    find: Find::Residue(find),
    catches: &[
        ("市长说有12人死亡", "市长说有19人死亡"),
        ("The jet is an A320neo.", "The jet is an A321neo."),
        ("The plane, a B52x, crashed.", "The plane, a B58x, crashed."),
        ("They closed route M4b.", "They closed route M5b."),
        ("The visa K2q is needed.", "The visa K3q is needed."),
        ("The rocket R7d lifted off.", "The rocket R9d lifted off."),
        ("The engine is a V8t.", "The engine is a V6t."),
        ("Room b12a is empty.", "Room b14a is empty."),
        ("The code is x17y.", "The code is x71y."),
        ("市长说有7人", "市长说有8人"),
    ],
    spares: &[
        ("The fire killed 12 people.", "The fire killed 19 people."),
        ("The fire killed five people.", "The fire killed 5 people."),
        ("The jet is an A320neo.", "The jet was an A320neo."),
        ("市长说有12人死亡", "市长说有12人受伤"),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("The jet is an A320neo.", "The jet is old."),
        ("The visa K2q is needed.", "The visa k2q is needed."),
        ("It opens at 9 a.m.", "It opens at 9 p.m."),
        ("They closed route M4b.", "They shut route M4b."),
        ("Room b12a is empty.", "Room b12a is full."),
    ],
};

fn find(pair: &Pair<'_>, covered: &Covered) -> Vec<Finding> {
    let [left, right] = pair.views();
    let digits = |view: View<'_>, range: &Range<usize>| -> String {
        let free = range.clone().filter(|&i| !covered.holds(view.side, i));
        free.flat_map(|i| view.from.norm(i).chars()).filter(|c| c.is_numeric()).collect()
    };
    let differs = |(here, there): &(&Range<usize>, &Range<usize>)| {
        let (was, is) = (digits(left, here), digits(right, there));
        !was.is_empty() && !is.is_empty() && was != is
    };
    let (before, after): (Vec<Range<usize>>, Vec<Range<usize>>) =
        left.places().filter(differs).map(|(here, there)| (here.clone(), there.clone())).unzip();
    if before.is_empty() {
        return Vec::new();
    }
    vec![pair.finding(Kind::FigureChanged, Severity::Medium, &before, &after, "other digits stand there")]
}
