//! Wording: other words, and no rule says what they change.

use super::covered::Covered;
use super::details::novel;
use super::spelling::is_spelling;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::hunks::Hunk;
use crate::diff::pair::Pair;
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "wording",
    says: "Words were replaced by others, or stand in another order.",
    place: "Second stage: what is left when nothing else is found.",
    findings: Find::Residue(findings),
    catches: &[
        ("A fire and a flood hit Upton.", "A flood and a fire hit Upton."),
        ("The bridge was shut.", "The bridge was closed."),
        ("Ana Ito said the road is shut.", "Ito said the road is shut."),
        ("A Swiss court freed the man.", "A court in Switzerland freed the man."),
        ("She was prime minister in 2019.", "She was PM in 2019."),
        ("The road may be shut in June.", "The road might be shut in June."),
        ("The vote was not valid in Upton.", "The vote was invalid in Upton."),
        ("The mayor closed the bridge.", "The bridge was closed by the mayor."),
        ("Talks began.", "Talks started."),
        ("The car is missing.", "The automobile is missing."),
    ],
    spares: &[
        ("The fire killed five people.", "The fire killed six people."),
        ("The council approved the plan.", "The council rejected the plan."),
        ("The goverment fell.", "The government fell."),
        ("The mayor closed the bridge.", "The mayor closed a bridge."),
        ("The trial of Ana Ito began.", "The trial of Jon Webb began."),
        ("The road is shut, the mayor said.", "The road is shut."),
        ("The flood damaged all houses.", "The flood damaged some houses."),
        ("The company hid the report.", "The company allegedly hid the report."),
        ("A bus hit a wall.", "A bus hit a wall while its driver was texting friends."),
        ("He called it “a bitter defeat”.", "He called it “a narrow victory”."),
    ],
};

fn findings(pair: &Pair<'_>, covered: &Covered) -> Vec<Finding> {
    let telling: Vec<&Hunk> = pair.aligned.hunks.iter().filter(|h| !is_spelling(pair, h)).collect();
    if telling.is_empty() {
        return Vec::new();
    }
    let [left, right] = pair.views();
    let open: Vec<&Hunk> = telling
        .iter()
        .copied()
        .filter(|h| !novel(left, &h.old, covered).is_empty() || !novel(right, &h.new, covered).is_empty())
        .collect();
    let (shown, severity, reason) = if open.is_empty() {
        (telling, Severity::None, "only the wording differs")
    } else {
        (open, Severity::Medium, "a new word may change the meaning")
    };
    let (before, after): (Vec<Range<usize>>, Vec<Range<usize>>) =
        shown.iter().map(|h| (h.old.clone(), h.new.clone())).unzip();
    vec![pair.finding(Kind::Reworded, severity, &before, &after, reason)]
}
