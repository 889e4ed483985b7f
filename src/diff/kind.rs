//! Kinds of change, and how much one matters.

use serde::{Deserialize, Serialize};

/// What kind of change it is; see `docs/ARCHITECTURE.md` for the borders between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the definitions; DESIGN-level prose lives in the docs
#[non_exhaustive]
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
    /// The place among kinds that weigh the same, most telling first: that the contrary is said before another figure.
    pub(super) fn place(self) -> (bool, Self) {
        (self != Self::PolarityFlipped, self)
    }

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
    pub(super) fn turns(self) -> bool {
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
    pub(super) fn sided(self) -> (char, &'static str) {
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
#[non_exhaustive]
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
