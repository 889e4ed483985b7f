//! Digits: figures of a script or a notation that the grammar of figures does not read.

use super::covered::Covered;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "digits",
    says: "Digits differ in words that are not read as figures.",
    place: "Second stage: only where nothing else accounts for the digits.",
    findings: Find::Residue(findings),
    catches: &[
        ("The sign on the door in Upton reads ١٢.", "The sign on the door in Upton reads ١٩."),
        ("The old sign reads १२ rupees.", "The old sign reads १९ rupees."),
        ("The menu in Wexley lists tea at ۳۰ rial.", "The menu in Wexley lists tea at ۴۰ rial."),
        ("Passengers of flight b52x were saved.", "Passengers of flight b58x were saved."),
        ("They closed the road m4b to Wexley.", "They closed the road m5b to Wexley."),
        ("The patients need the drug k2q.", "The patients need the drug k3q."),
        ("The rocket r7d lifted off from Garrow.", "The rocket r9d lifted off from Garrow."),
        ("The file x17y was deleted by a clerk.", "The file x71y was deleted by a clerk."),
        ("A guest found room b12a empty.", "A guest found room b14a empty."),
        ("The page shows ७ goals for Garrow.", "The page shows ८ goals for Garrow."),
    ],
    spares: &[
        ("The fire killed 12 people.", "The fire killed 19 people."),
        ("The fire killed five people.", "The fire killed 5 people."),
        ("The patients need the drug k2q.", "The patients needed the drug k2q."),
        ("The sign on the door reads ١٢.", "The sign on the wall reads ١٢."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("A guest found room b12a empty.", "A guest found the room empty."),
        ("The drug k2q is needed.", "The drug K2q is needed."),
        ("It opens at 9 a.m.", "It opens at 9 p.m."),
        ("They closed the road m4b.", "They shut the road m4b."),
        ("A guest found room b12a empty.", "A guest found room b12a full."),
    ],
};

fn findings(pair: &Pair<'_>, covered: &Covered) -> Vec<Finding> {
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
    vec![pair.finding(Kind::FigureChanged, Severity::Medium, &before, &after, "different digits")]
}
