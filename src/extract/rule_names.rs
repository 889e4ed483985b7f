//! Names of rules in [`Evidence::rules`](super::Evidence::rules) that other rooms go by: where nobody is named, the rule
//! that found an attribution is what is known of who speaks.

/// An answer in an interview, without a label.
pub(crate) const ANSWER: &str = "an answer in an interview";

/// A question beside its answer, which somebody else gives.
pub(crate) const ANSWERED: &str = "a question answered by somebody else";

/// What somebody hears: the one named, if any, is who listens.
pub(crate) const HEARD: &str = "heard, and by whom it is told is open";

/// A paragraph that is nothing but a quotation.
pub(super) const ALONE: &str = "a quotation alone in its paragraph";

/// A paragraph of a quotation whose speaker stands before it.
pub(super) const GOES_ON: &str = "goes on from the paragraph before";

/// A paragraph of a quotation whose speaker stands behind it.
pub(super) const OPENS: &str = "opens the quotation that the next paragraph closes";

/// A quotation that answers a question of the narration, right behind it or in the next paragraph.
pub(super) const REPLIES: &str = "a quotation that answers a question of the narration";

/// A paragraph or a list behind a line that ends with a colon.
pub(super) const SET_OFF: &str = "set off after a colon";

/// "…, as did Voss": the same, by another speaker.
pub(super) const SECONDED: &str = "who says the same";

/// "The ministry put the toll at 11": a figure that somebody puts something at.
pub(super) const ESTIMATED: &str = "a figure that somebody puts something at";
