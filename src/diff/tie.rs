//! What ties one word to another: its form, its sense, its value.

use super::reading::{Reading, TokenClass};
use super::thresholds::tie::LIKE;
use crate::claim::{Days, Parsed, Sense};
use crate::english::slips::{respelt, slip};
use crate::english::{Relation, abbreviations, places};

/// How two words go together, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// The same word.
    Same,
    /// The same word in another form.
    Inflection,
    /// Another spelling.
    Spelling,
    /// A slip of the pen: one of them is no word.
    Slip,
    /// A figure of the same value.
    Value,
    /// A figure of the same value with another bound or unit.
    Bound,
    /// Another form of the same name.
    Name,
    /// Short for the other.
    Short,
    /// Another word of the same root.
    Derived,
    /// The same in another word.
    Synonym,
    /// Nearly the same.
    Similar,
    /// Used alike, and nothing else is known.
    Like,
    /// The new one is more general.
    Broader,
    /// The new one is more special.
    Narrower,
    /// Both are of one sort.
    Sister,
    /// The opposite.
    Opposite,
    /// They stand in the same place.
    Exchanged,
    /// Nothing.
    None,
}

impl Tie {
    /// Whether it says that the two may mean the same.
    pub(super) fn is_near(self) -> bool {
        self <= Self::Like
    }

    /// Whether what the words say may differ.
    pub(super) fn is_open(self) -> bool {
        self > Self::Synonym || self == Self::Bound
    }

    /// The name of the feature.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Inflection => "inflection",
            Self::Spelling => "spelling",
            Self::Slip => "slip",
            Self::Value => "value",
            Self::Bound => "bound",
            Self::Name => "name",
            Self::Short => "short",
            Self::Derived => "derived",
            Self::Synonym => "synonym",
            Self::Similar => "similar",
            Self::Like => "like",
            Self::Broader | Self::Narrower => "broader",
            Self::Sister => "sister",
            Self::Opposite => "opposite",
            Self::Exchanged => "exchanged",
            Self::None => "none",
        }
    }
}

/// Whether a word only reports: "said", "told", "according".
fn reports(reading: &Reading<'_>, at: usize) -> bool {
    let verb = reading.class(at) == TokenClass::Verb || reading.norm(at) == "according";
    verb && reading.tags(at).any(|tag| tag == ("report", "plain"))
}

/// What ties old word `i` to new word `j`, and how closely, 0 to 1.
pub(super) fn tie(old: &Reading<'_>, i: usize, new: &Reading<'_>, j: usize, days: &Days) -> (Tie, f32) {
    let (a, b) = (&old.words[i], &new.words[j]);
    if a.norm == b.norm {
        return (Tie::Same, 1.0);
    }
    match (old.figure_at(i), new.figure_at(j)) {
        (Some(x), Some(y)) if may_be_one(x, y, days) => {
            return (Tie::Value, 1.0);
        }
        (Some(x), Some(y)) if x.bare == y.bare || x.value.is_some() && x.value == y.value => {
            return (Tie::Bound, 0.9);
        }
        (None, None) => {}
        // "Friday", "Fridya"
        _ if slip(&a.norm, &old.entries[i], &b.norm, &new.entries[j]) => return (Tie::Slip, 0.7),
        _ => return (Tie::None, 0.0),
    }
    if a.capital && b.capital && (places::same(&a.norm, &b.norm, false) || old.spells(i, new, j)) {
        return (Tie::Name, 0.8);
    }
    if a.capital && b.capital && respelt(&a.norm, &b.norm) {
        return (Tie::Spelling, 0.8);
    }
    if abbreviations::stands_for(&a.norm, &[&b.norm]) || abbreviations::stands_for(&b.norm, &[&a.norm]) {
        return (Tie::Short, 0.9);
    }
    if reports(old, i) && reports(new, j) {
        return (Tie::Synonym, 0.6);
    }
    // Two names that no rule of names ties are two names, whatever their words mean elsewhere.
    if old.class(i) == TokenClass::Name && new.class(j) == TokenClass::Name && a.stem != b.stem {
        return (Tie::None, 0.0);
    }
    let (relation, strength) = old.entries[i].relate(&new.entries[j]);
    match relation {
        Relation::Same => (Tie::Same, 1.0),
        Relation::Inflection => (Tie::Inflection, 0.9),
        Relation::Spelling => (Tie::Spelling, 0.9),
        Relation::Derived => (Tie::Derived, 0.7),
        Relation::Synonym => (Tie::Synonym, 0.4 + 0.3 * strength),
        Relation::Similar => (Tie::Similar, 0.3 + 0.2 * strength),
        Relation::Broader => (Tie::Broader, strength),
        Relation::Narrower => (Tie::Narrower, strength),
        Relation::Sister => (Tie::Sister, strength),
        Relation::Opposite => (Tie::Opposite, strength),
        Relation::None if slip(&a.norm, &old.entries[i], &b.norm, &new.entries[j]) => (Tie::Slip, 0.7),
        Relation::None => match old.likeness(i, new, j) {
            Some(likeness) if likeness >= LIKE && old.class(i) == new.class(j) => (Tie::Like, 0.5 * likeness),
            _ => (Tie::None, 0.0),
        },
    }
}

/// Whether two figures may be one in texts of known days.
pub(super) fn may_be_one(a: &Parsed, b: &Parsed, days: &Days) -> bool {
    a.figure.canonical == b.figure.canonical || days.agree(a, b).unwrap_or_else(|| equivalent(a, b))
}

/// "yesterday" and "May 26" may be one day: without the date of publication they do not contradict each other.
pub(super) fn equivalent(a: &Parsed, b: &Parsed) -> bool {
    if a.may_equal(b) {
        return true;
    }
    let relative = |f: &Parsed| {
        f.sense == Sense::Day && !f.bare.ends_with("day") || matches!(f.bare.as_str(), "today" | "yesterday")
    };
    let dated = |f: &Parsed| matches!(f.sense, Sense::Date | Sense::Day);
    if relative(a) != relative(b) && dated(a) && dated(b) {
        return true;
    }
    let dates = a.sense == Sense::Date && b.sense == Sense::Date;
    let holds = |a: &Parsed, b: &Parsed| a.bare.ends_with(&b.bare) || a.bare.starts_with(&b.bare);
    dates && (holds(a, b) || holds(b, a))
}
