//! Diff: how the statements of one revision became those of another.
//!
//! [`diff`] aligns, [`Change`] says what happened to one statement, [`words`] shows it word by word.

use crate::claim::Statement;
use serde::{Deserialize, Serialize};

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

/// One change between two revisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What happened, most telling first; never empty.
    pub kinds: Vec<Kind>,
    /// Indices of the old statements: none for `added`, several for `merged`.
    pub before: Vec<usize>,
    /// Indices of the new statements: none for `removed`, several for `split`.
    pub after: Vec<usize>,
    /// The figures that changed, old and new as written.
    pub figures: Vec<(Option<String>, Option<String>)>,
    /// Whether someone who had checked the old wording must look again.
    pub material: bool,
    /// Why it is material or not, in a few words.
    pub reason: String,
}

/// How two revisions' statements go together: the changes, and the pairs that stayed as they were.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Every change, in the order of the new revision, removals where they stood.
    pub changes: Vec<Change>,
    /// Every pair (old, new) of statements that are versions of one claim, changed or not.
    pub pairs: Vec<(usize, usize)>,
}

/// Compares two revisions' statements. `earlier` holds the fingerprints of statements of still older revisions, so
/// that one that comes back is `restored` and not `added`.
#[must_use]
pub fn diff(_old: &[Statement], _new: &[Statement], _earlier: &std::collections::HashSet<u64>) -> Comparison {
    Comparison::default()
}

/// The fingerprint that equal statements share whatever their typography.
#[must_use]
pub fn fingerprint(_text: &str) -> u64 {
    0
}

/// A run of a word-level diff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", content = "text", rename_all = "lowercase")]
pub enum Run {
    /// In both.
    Same(String),
    /// Only in the old one.
    Removed(String),
    /// Only in the new one.
    Added(String),
}

/// The word-level diff of two wordings.
#[must_use]
pub fn words(_old: &str, _new: &str) -> Vec<Run> {
    Vec::new()
}
