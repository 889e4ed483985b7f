//! Diff: how one revision of an article became the next.
//!
//! A [`Timeline`] takes the revisions one after the other and compares each with the one before, sentence by sentence;
//! a [`Change`] says what happened to one sentence, [`words`] shows it word by word.

mod alarm;
mod align;
mod alternating;
mod asides;
mod attribution;
mod carried;
mod change;
mod compare;
mod correction;
mod edition;
mod exchange;
mod excuse;
mod explain;
mod finding;
mod fingerprint;
mod flapping;
mod headline;
mod hunks;
mod idle;
mod judge;
mod judgement;
mod kind;
mod matching;
mod names;
mod pair;
mod pairing;
mod parties;
mod quoted;
mod reading;
mod revisions;
mod roles;
mod rules;
mod side_by_side;
mod slot;
mod small;
#[cfg(test)]
mod speaker_cases;
mod tells;
mod texts;
mod thresholds;
mod tie;
mod timeline;
mod voices;
mod weight;
#[cfg(test)]
mod weight_cases;
mod words;

pub use crate::text::Note;
pub use change::{Alarm, AlarmKind, Change, Comparison};
pub use compare::{compare, features};
pub use edition::{Edition, Past, PastSpeaker};
pub use explain::{explain_pair, explain_sentence};
pub use finding::{Finding, JUDGE, material_confidence};
pub use fingerprint::fingerprint;
pub use flapping::{Flapping, flapping};
pub use judgement::{FeatureWeight, Judgement};
pub use kind::{Kind, Severity};
pub use revisions::{diff, diff_editions, weighed};
pub(crate) use rules::same_name;
pub use rules::{RULES, Rule};
pub use side_by_side::{QuotedWords, SideBySide, side_by_side};
pub use slot::Slot;
pub use texts::{TextComparison, compare_texts, compare_texts_dated};
pub(crate) use timeline::Compare;
pub use timeline::Timeline;
pub use weight::{FEATURES as WEIGHT_FEATURES, Weighed};
pub use words::{Run, words};
