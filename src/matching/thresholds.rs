//! Thresholds: every limit and share that matching goes by. They were chosen by hand on the first half of the stories in
//! `tests/matching`.

/// A word that stands in more wordings than this finds nothing: it is not rare.
pub const MOST_POSTINGS: i64 = 400;
/// So many wordings are compared with one, those that share most with it.
pub const MOST_CANDIDATES: usize = 40;
/// Terms by which a wording is looked for.
pub(super) const TERMS: usize = 24;
/// Words of a quoted run.
pub(super) const RUN: usize = 4;
/// Quoted runs by which a wording is looked for.
pub(super) const RUNS: usize = 6;

/// Share of the content words of the shorter of two wordings that stands in the other, below which they are not compared.
pub(super) const OUTLINED: f32 = 0.45;
/// Share of a word's use that one of its meanings makes up, from which on another word of that meaning stands for it.
pub(super) const MEANT: f32 = 0.15;
/// Content words that two quotations have in common, from which on they are compared in any case.
pub(super) const OUTLINED_QUOTED: usize = 4;

/// Content words below which two wordings have too little in common to be one claim ("It is a disaster").
pub(super) const CONTENT: usize = 3;
/// Mean share of two wordings that stands in the other one, from which on they may be one claim.
pub(super) const ALIKE: f32 = 0.56;
/// The same for two quotes or claims of one speaker.
pub(super) const ALIKE_OF_ONE: f32 = 0.53;
/// The same for wordings of hardly more content words than that.
pub(super) const ALIKE_OF_FEW: f32 = 0.75;
/// A share of the shorter wording that makes it one part of the longer.
pub(super) const HELD: f32 = 0.8;
/// Content words of a part that says something by itself.
pub(super) const PART: usize = 4;
/// Words that two quotations have in common, from which on they are one utterance.
pub(super) const QUOTED: usize = 4;
/// Share of the shorter quotation that they are.
pub(super) const QUOTED_SHARE: f32 = 0.5;

/// Sentences of a text that stand in another, from which on it may be a copy of it.
pub(super) const COPIED_SENTENCES: usize = 3;
/// Share of its sentences that they are.
pub(super) const COPIED_SHARE: f32 = 0.6;
/// Share of their words that a sentence and its edited copy have in common.
pub(super) const EDITED: f32 = 0.8;
