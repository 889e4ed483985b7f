//! Unattributed: word for word the same but for who says it. What a source vouched for is now the outlet's own word, or
//! the other way round.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "unattributed",
    says: "Source and cue came in or went, and every other word stays.",
    place: "Before all others: nothing but the attribution differs, so that no other rule has anything to add.",
    findings: Find::Gate(findings),
    catches: &[
        ("The road is shut, Ana Ito said.", "The road is shut."),
        ("The road is shut.", "Ana Ito said the road is shut."),
        (
            "The owners will keep 65 percent of the shares.",
            "The owners will keep 65 percent of the shares, it said.",
        ),
        ("According to the coast guard, two boats sank.", "Two boats sank."),
        ("Doctors say that the boy is well.", "The boy is well."),
        ("The mayor took bribes.", "Orlec Motors alleges the mayor took bribes."),
        ("Sales rose in May, the company reported.", "Sales rose in May."),
        ("The dam, engineers say, is sound.", "The dam is sound."),
        ("Two men fled on Monday.", "Two men fled on Monday, according to neighbours."),
        ("The plan is dead, said Jon Webb.", "The plan is dead."),
    ],
    spares: &[
        ("The road is shut, Ana Ito said.", "The road is open."),
        ("The road is shut, Ana Ito said.", "The road is shut, Jon Webb said."),
        ("The road is shut, Ana Ito said.", "Ana Ito said the road is shut."),
        ("\"We are ruined,\" Ana Ito said.", "\"We are ruined.\""),
        ("The road to Wexley is shut, Ana Ito said.", "The road is shut."),
        ("Ana Ito said the road is shut.", "Ana Ito said so."),
        ("The mayor said no.", "The mayor."),
        ("Ana Ito said the road is shut.", "The road was shut."),
        ("The road is shut, Ana Ito said on Monday.", "The road is shut on Monday, it seems."),
        ("Police closed the road.", "The road is closed."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let voices = [&pair.old, &pair.new].map(|reading| reading.statement.voice.is_some());
    let only = pair.views().into_iter().find_map(|view| Some((view.side, only_difference(view)?)));
    let Some((side, shown)) = only.filter(|_| voices == [false, false]) else { return Vec::new() };
    let (kind, reason) = match side {
        Side::Old => (Kind::AttributionDropped, "no longer attributed to a source"),
        Side::New => (Kind::AttributionAdded, "now attributed to a source"),
    };
    vec![pair.one_sided(side, kind, Severity::Medium, &[shown], reason)]
}

/// Source and cue of the one attribution of this side, where all its other words, none of them quoted, are those of the
/// other side.
fn only_difference(view: View<'_>) -> Option<Range<usize>> {
    let [attribution] = view.from.attributions.as_slice() else { return None };
    let shown =
        attribution.source.start.min(attribution.cue.start)..attribution.source.end.max(attribution.cue.end);
    let all = 0..view.from.words.len();
    let mut rest: Vec<usize> = all.filter(|at| !shown.contains(at)).collect();
    if rest.first().is_some_and(|&at| at == shown.end && view.from.norm(at) == "that") {
        rest.remove(0);
    }
    let norms = |reading: &Reading<'_>, words: &[usize]| -> Vec<String> {
        words.iter().map(|&at| reading.norm(at).to_owned()).collect()
    };
    let other: Vec<usize> = (0..view.to.words.len()).collect();
    let unquoted = rest.iter().all(|&at| !view.from.words[at].quoted);
    let same = rest.len() >= LEAST && norms(view.from, &rest) == norms(view.to, &other);
    (same && unquoted && view.to.attributions.is_empty()).then_some(shown)
}

/// Fewest words that say something.
const LEAST: usize = 3;
