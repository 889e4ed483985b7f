//! Diff: how the statements of one revision became those of another.
//!
//! [`diff`] aligns, [`Change`] says what happened to one statement, [`words`] shows it word by word.

mod alarm;
mod align;
mod attribution;
mod certainty;
mod compare;
mod correction;
mod details;
mod entities;
mod excuse;
mod figures;
mod finding;
mod forms;
mod hunks;
mod judge;
mod lexicon;
mod notes;
mod pairing;
mod polarity;
mod quotes;
mod reading;
mod revisions;
mod roles;
mod small;
mod speakers;
mod standing;
mod tie;
mod words;

pub use compare::{TextComparison, compare, compare_texts, compare_texts_dated, features};
pub use correction::explain;
pub use finding::Finding;
pub use notes::{Note, notes};
pub use revisions::{diff, diff_dated};
pub use words::{Run, words};

use crate::claim::{Sort, Token, tokenize};
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

impl Kind {
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

/// One change between two revisions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
    /// How much it matters; `medium` and `high` are material.
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
}

/// How two revisions' statements go together: the changes, and the pairs that stayed as they were.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Every change, in the order of the new revision, removals where they stood.
    pub changes: Vec<Change>,
    /// Every pair (old, new) of statements that are versions of one claim, changed or not.
    pub pairs: Vec<(usize, usize)>,
    /// Something that concerns the page as a whole and makes a list of changes misleading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<Alarm>,
}

/// What is wrong with a comparison as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    /// What is wrong.
    pub kind: AlarmKind,
    /// In a sentence, with the counts that show it.
    pub reason: String,
    /// Old statements without a partner that are not reported as removed.
    pub missing: Vec<usize>,
    /// New statements without a partner that are not reported as added.
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
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for token in tokens {
        if token.sort != Sort::Mark {
            eat(token.norm.as_bytes());
            eat(&[0]);
        }
    }
    hash
}
