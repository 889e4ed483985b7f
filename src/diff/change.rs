//! Changes: what happened to each sentence between two revisions, and to the page as a whole.

use super::finding::{Finding, JUDGE};
use super::kind::{Kind, Severity};
use serde::{Deserialize, Serialize};

/// What happened to one sentence between two revisions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What happened, most telling first; never empty.
    pub kinds: Vec<Kind>,
    /// Indices of the statements in the old sentence, or sentences for `merged`; none for `added`.
    pub before: Vec<usize>,
    /// Indices of the statements in the new sentence, or sentences for `split`; none for `removed`.
    pub after: Vec<usize>,
    /// The old sentence as it stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The new sentence as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// The figures that changed, old and new as written.
    pub figures: Vec<(Option<String>, Option<String>)>,
    /// The new wording says what a check of the old one does not cover, or a claim worth checking came or went.
    pub material: bool,
    /// A claim or a detail came in.
    #[serde(default)]
    pub new: bool,
    /// A claim or a detail no longer stands.
    #[serde(default)]
    pub withdrawn: bool,
    /// Why it has its severity, in a few words.
    pub reason: String,
    /// How soon a person should look at it; `medium` and `high` are material.
    #[serde(default)]
    pub severity: Severity,
    /// Each kind that compares wordings, with the words that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// For a `correction`: the note's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// For a `correction`: which of [`Comparison::changes`] it explains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explains: Vec<usize>,
    /// For a `correction` that names no change: which of them it may explain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may_explain: Vec<usize>,
}

impl Change {
    /// Whether a fact that stood was changed or withdrawn: such a change needs a note. A rule must show it; what the judge
    /// alone takes for likely accuses nobody, nor does what matters little or only goes on.
    #[must_use]
    pub fn turns_fact(&self) -> bool {
        let shows = |f: &Finding| f.rule != JUDGE && f.severity >= Severity::Medium && !f.is_progress();
        let shown =
            |kind: Kind| self.findings.is_empty() || self.findings.iter().any(|f| f.kind == kind && shows(f));
        let worth = self.material && self.severity >= Severity::Medium;
        worth && self.kinds.iter().any(|&kind| kind.turns() && shown(kind))
    }
}

/// A change, and the sentences that it is of.
pub(super) struct Edit {
    pub(super) before: Vec<usize>,
    pub(super) after: Vec<usize>,
    pub(super) change: Change,
}

/// How two revisions go together: the changes, and the statements that are versions of one claim.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Every change, in the order of the new revision, removals where they stood.
    pub changes: Vec<Change>,
    /// Every pair (old, new) of statements that are versions of one claim, changed or not.
    pub pairs: Vec<(usize, usize)>,
    /// Something that concerns the page as a whole and makes a list of changes misleading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<Alarm>,
    /// The number of the revision that it is compared with, from 1, where a [`Timeline`](super::Timeline) chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<usize>,
}

impl Comparison {
    /// Drops the changes that `keep` does not want, and what notes explain of them.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Change) -> bool) {
        let mut kept = 0;
        let place: Vec<Option<usize>> = self
            .changes
            .iter()
            .map(|change| {
                let at = keep(change).then_some(kept);
                kept += usize::from(at.is_some());
                at
            })
            .collect();
        self.changes.retain(|change| keep(change));
        for change in &mut self.changes {
            for list in [&mut change.explains, &mut change.may_explain] {
                *list = list.iter().filter_map(|&n| place[n]).collect();
            }
        }
    }
}

/// What is wrong with a comparison as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    /// What is wrong.
    pub kind: AlarmKind,
    /// In a sentence, with the counts that show it.
    pub reason: String,
    /// It cannot be an edit. Where it can be one, the changes list what is missing.
    #[serde(default)]
    pub sure: bool,
    /// Old statements without a partner; where it is sure, they are not reported as removed.
    pub missing: Vec<usize>,
    /// New statements without a partner; where it is sure, they are not reported as added.
    pub unmatched: Vec<usize>,
}

/// Kinds of [`Alarm`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AlarmKind {
    /// The page now holds another story.
    Replaced,
    /// Most of the text is missing from the new revision: rather a failed capture than an edit.
    TextLost,
    /// Text that an older revision had is back, or the old revision had none.
    TextRegained,
}

impl AlarmKind {
    /// Whether it is the newer page that is wrong: what it lacks is no change, and it is none to compare the next
    /// revision with.
    #[must_use]
    pub fn is_of_page(self) -> bool {
        matches!(self, Self::Replaced | Self::TextLost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accusation_needs_the_evidence_of_a_rule() {
        let turns = |kind: Kind, rule: Option<&'static str>, material: bool| {
            let of = |rule: &'static str| Finding {
                rule: rule.into(),
                ..Finding::new(kind, "", "", Severity::High, "")
            };
            let findings = rule.map(of).into_iter().collect();
            let severity = Severity::High;
            Change { kinds: vec![kind], findings, material, severity, ..Change::default() }.turns_fact()
        };
        assert!(turns(Kind::EntityChanged, Some("entities"), true));
        assert!(turns(Kind::Removed, None, true), "a whole sentence");
        assert!(!turns(Kind::EntityChanged, Some("entities"), false), "of no matter");
        assert!(!turns(Kind::EntityChanged, Some(JUDGE), true), "only likely");
        for kind in [Kind::Reworded, Kind::Cosmetic, Kind::QuoteToParaphrase, Kind::SpeakerNamed] {
            assert!(
                !turns(kind, Some("wording"), true),
                "{kind:?}: nothing shows that it says something else"
            );
        }
        for kind in [Kind::Added, Kind::DetailAdded, Kind::FigureAdded, Kind::Restored] {
            assert!(!turns(kind, Some("details"), true), "{kind:?}: news");
        }
    }
}
