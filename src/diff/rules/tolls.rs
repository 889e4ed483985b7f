//! Tolls: how many are dead, hurt, missing or arrested.

use super::{Find, Rule, figures};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::{Kind, Severity};

pub(super) const RULE: Rule = Rule {
    name: "tolls",
    says: "The number of dead, hurt, missing or arrested changed.",
    place: "First stage, beside figures, which leaves it these: such a change stands whatever else changed around it.",
    findings: Find::Whole(findings),
    catches: &[
        ("The fire killed 14 people in Upton.", "The fire killed 19 people in Upton."),
        ("The blast killed 14 people and left 31 missing.", "The blast killed 31 people."),
        ("The fire left 3 dead and 9 hurt.", "The fire left 9 dead."),
        ("Three people died when a lift fell.", "Five people died when a lift fell."),
        ("At least 12 were injured in the crush.", "At least 21 were injured in the crush."),
        ("Nine people are missing after the flood.", "Eleven people are missing after the flood."),
        ("A storm killed 40 and wounded 200.", "A storm killed 40 and wounded 260."),
        ("Two skiers were found dead.", "Four skiers were found dead."),
        ("The flood killed 17 villagers.", "The flood killed 23 villagers."),
        ("Six died and two were hurt.", "Two died and six were hurt."),
    ],
    spares: &[
        ("The fire killed five people.", "The fire killed 5 people."),
        ("The fire killed 14 people in 2019.", "The fire killed 14 people in 2020."),
        ("Sales rose by 14 percent.", "Sales rose by 19 percent."),
        ("The fire killed 14 people.", "A fire killed 14 people in Upton."),
        ("The crash hurt a boy of 9.", "The crash hurt a boy of 8."),
        ("Nobody died.", "No one died."),
        ("About 200 were hurt.", "Some 200 were hurt."),
        ("He was killed at 3 p.m.", "He was killed at 4 p.m."),
        ("The storm killed 12.", "The storm killed 12 and shut 30 roads."),
        ("The killed man owned 3 shops.", "The killed man owned 4 shops."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let tolls = figures::tolls(pair);
    let (severity, reason) = if figures::agree(pair, &tolls) {
        (Severity::Medium, "the number of dead, hurt, missing or arrested is bounded otherwise")
    } else {
        (Severity::High, "the number of dead, hurt, missing or arrested changed")
    };
    if tolls.is_empty() {
        return Vec::new();
    }
    vec![figures::finding(pair, Kind::FigureChanged, &tolls, severity, reason)]
}
