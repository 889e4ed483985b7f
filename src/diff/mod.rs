//! Diff: how one revision of an article became the next.
//!
//! A [`Timeline`] takes the revisions one after the other and compares each with the one before, sentence by sentence;
//! a [`Change`] says what happened to one sentence, [`words`] shows it word by word.

mod alarm;
mod align;
mod asides;
mod attribution;
mod compare;
mod correction;
mod edition;
mod exchange;
mod excuse;
mod explain;
mod finding;
mod hunks;
mod idle;
mod judge;
mod judgement;
mod matching;
mod names;
mod notes;
mod pair;
mod pairing;
mod quoted;
mod reading;
mod revisions;
mod roles;
mod rules;
mod small;
mod tells;
mod tie;
mod timeline;
mod voices;
mod weight;
#[cfg(test)]
mod weight_cases;
mod words;

pub use compare::{TextComparison, compare, compare_texts, compare_texts_dated, features};
pub use edition::Edition;
pub use explain::{explain_pair, explain_sentence};
pub use finding::{Finding, material_confidence};
pub use judge::JUDGE;
pub use judgement::{FeatureWeight, Judgement};
pub use notes::{Note, notes};
pub use revisions::{Past, diff, diff_editions, weighed};
pub(crate) use rules::same_name;
pub use rules::{RULES, Rule};
pub(crate) use timeline::Compare;
pub use timeline::Timeline;
pub use weight::{FEATURES as WEIGHT_FEATURES, Weighed};
pub use words::{Run, words};

use crate::claim::{Sort, Token, tokenize};
use fnv::FnvHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hasher as _;

/// What kind of change it is; see `docs/ARCHITECTURE.md` for the borders between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the definitions; DESIGN-level prose lives in the docs
pub enum Kind {
    Cosmetic,
    Reworded,
    FigureChanged,
    FigureAdded,
    FigureRemoved,
    SpeakerChanged,
    SpeakerNamed,
    SpeakerAnonymised,
    AttributionAdded,
    AttributionDropped,
    CertaintyRaised,
    CertaintyLowered,
    PolarityFlipped,
    QuoteAltered,
    QuoteTrimmed,
    QuoteToParaphrase,
    ParaphraseToQuote,
    EntityChanged,
    DetailAdded,
    DetailRemoved,
    ScopeChanged,
    Different,
    Added,
    Removed,
    Restored,
    Moved,
    Split,
    Merged,
    Correction,
}

impl Kind {
    /// Whether a claim or a detail came in with it.
    #[must_use]
    pub fn is_new(self) -> bool {
        matches!(self, Self::Added | Self::Restored | Self::DetailAdded | Self::FigureAdded)
    }

    /// Whether it takes back a claim or a detail.
    #[must_use]
    pub fn withdraws(self) -> bool {
        matches!(self, Self::Removed | Self::DetailRemoved | Self::FigureRemoved)
    }

    /// Whether it changes or withdraws what stood. News that came in does not, nor does another form of the same: other
    /// words, quotation marks, a shorter quotation, a name for a source, another place.
    fn turns(self) -> bool {
        match self {
            Self::FigureChanged
            | Self::FigureRemoved
            | Self::SpeakerChanged
            | Self::SpeakerAnonymised
            | Self::AttributionAdded
            | Self::AttributionDropped
            | Self::CertaintyRaised
            | Self::CertaintyLowered
            | Self::PolarityFlipped
            | Self::QuoteAltered
            | Self::EntityChanged
            | Self::DetailRemoved
            | Self::ScopeChanged
            | Self::Different
            | Self::Removed => true,
            Self::Cosmetic
            | Self::Reworded
            | Self::FigureAdded
            | Self::SpeakerNamed
            | Self::QuoteTrimmed
            | Self::QuoteToParaphrase
            | Self::ParaphraseToQuote
            | Self::DetailAdded
            | Self::Added
            | Self::Restored
            | Self::Moved
            | Self::Split
            | Self::Merged
            | Self::Correction => false,
        }
    }

    /// The kind as a feature: which side it speaks of (`=` both) and its name.
    fn sided(self) -> (char, &'static str) {
        match self {
            Self::Cosmetic => ('=', "cosmetic"),
            Self::Reworded => ('=', "reworded"),
            Self::FigureChanged => ('=', "figure_changed"),
            Self::FigureAdded => ('+', "figure"),
            Self::FigureRemoved => ('-', "figure"),
            Self::SpeakerChanged => ('=', "speaker_changed"),
            Self::SpeakerNamed => ('+', "named"),
            Self::SpeakerAnonymised => ('-', "named"),
            Self::AttributionAdded => ('+', "attribution"),
            Self::AttributionDropped => ('-', "attribution"),
            Self::CertaintyRaised => ('-', "doubt"),
            Self::CertaintyLowered => ('+', "doubt"),
            Self::PolarityFlipped => ('=', "polarity"),
            Self::QuoteAltered => ('=', "quote_altered"),
            Self::QuoteTrimmed => ('=', "quote_trimmed"),
            Self::QuoteToParaphrase => ('-', "quoted"),
            Self::ParaphraseToQuote => ('+', "quoted"),
            Self::EntityChanged => ('=', "entity"),
            Self::DetailAdded => ('+', "detail"),
            Self::DetailRemoved => ('-', "detail"),
            Self::ScopeChanged => ('=', "scope"),
            Self::Different => ('=', "different"),
            Self::Added => ('+', "statement"),
            Self::Removed => ('-', "statement"),
            Self::Restored | Self::Moved | Self::Split | Self::Merged | Self::Correction => ('=', "other"),
        }
    }
}

/// How much a change matters to someone who had checked the old wording.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not at all: spelling, other words for the same.
    #[default]
    None,
    /// Little: worth seeing in a list, not worth checking again.
    Low,
    /// It must be looked at again.
    Medium,
    /// What was checked is no longer what is said.
    High,
}

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
    /// alone takes for likely accuses nobody.
    #[must_use]
    pub fn turns_fact(&self) -> bool {
        let shown = |kind: Kind| {
            self.findings.is_empty() || self.findings.iter().any(|f| f.kind == kind && f.rule != JUDGE)
        };
        self.material && self.kinds.iter().any(|&kind| kind.turns() && shown(kind))
    }
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
    /// The number of the revision that it is compared with, from 1, where a [`Timeline`] chose it.
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

/// The fingerprint that equal statements share whatever their typography.
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    fingerprint_of(&tokenize(text))
}

fn fingerprint_of(tokens: &[Token]) -> u64 {
    // FNV-1a: stable from run to run and from machine to machine, as stored fingerprints must be.
    let mut hash = FnvHasher::default();
    for token in tokens.iter().filter(|t| t.sort != Sort::Mark) {
        hash.write(token.norm.as_bytes());
        hash.write(&[0]);
    }
    hash.finish()
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
            Change { kinds: vec![kind], findings, material, ..Change::default() }.turns_fact()
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

    #[test]
    fn a_rewording_that_may_mean_something_else_is_not_unannounced() {
        let read = |text: &str| vec![crate::claim::bare_statement(text)];
        let (old, new) =
            ("The council argued over the pier on Monday.", "The council debated the pier on Monday.");
        let found = diff(&read(old), &read(new), &std::collections::HashSet::<u64>::new());
        assert!(found.changes.iter().all(|c| !c.turns_fact()), "{found:?}");
    }

    #[test]
    fn stored_fingerprints_stay() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("The mayor closed the bridge."), 0x7458_9cfd_a054_7520);
        assert_eq!(fingerprint("the MAYOR closed the bridge"), 0x7458_9cfd_a054_7520);
    }
}
