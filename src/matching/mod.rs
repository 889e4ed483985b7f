//! Matching: the same quote or claim in other articles and outlets, and texts that are copies of another.
//!
//! An [`Utterance`] is one wording in one article. [`Terms`] are the words that others like it are looked for by; whoever
//! holds the corpus answers which utterances have them, [`rank`] and [`Outline`] say which of those are worth comparing, and
//! [`relate`] decides by the comparison of `diff`: which words pair, what differs, who speaks. [`Topics`] gathers what is the same
//! claim, around what people decided. [`originals`] finds the texts that a text repeats.
//!
//! Nothing here depends on the order in which articles came, or on how many there are: two utterances are what they are
//! to each other in any corpus, whichever of them is asked for.

mod copies;
mod outline;
mod ranking;
mod relation;
mod terms;
mod thresholds;
mod topics;
mod utterance;

pub use copies::{Printed, originals, stands_in};
pub use outline::Outline;
pub use ranking::rank;
pub use relation::{MatchRelation, Related, relate, relate_one, relate_words};
pub use terms::Terms;
pub use thresholds::{MOST_CANDIDATES, MOST_POSTINGS};
pub use topics::{ClaimLink, Membership, Topics};
pub use utterance::Utterance;
