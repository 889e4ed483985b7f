//! Thresholds: how much the model sees at once, what is too doubtful to give, and how far the linker looks.
//!
//! Values that come from training are in `models/decoder.json` and `models/calibration.json`.

/// Pieces that the model sees at once. Attention grows with its square, and wider windows find no more.
pub(super) const WINDOW: usize = 160;

/// A longer word is known by its first pieces only.
pub(super) const PIECES_PER_WORD: usize = 12;

/// How many attributions may be nested.
pub(super) const DEEPEST_NESTING: usize = 3;

/// A nested attribution with less confidence is not given.
pub(super) const LEAST_NESTED: f32 = 0.6;

/// Bytes after which a part that continues is cut: more than two windows of the model can hold.
pub(super) const LONGEST_REREAD: usize = 1200;

/// Words of the shortest text that holds an attribution.
pub(super) const SHORTEST_ATTRIBUTION: usize = 4;

/// An attribution found in a headline with less confidence is not given.
pub(super) const LEAST_IN_HEADLINE: f32 = 0.5;

/// Quotations that may lie side by side within one; with more, its marks stay.
pub(super) const QUOTATIONS_SIDE_BY_SIDE: usize = 32;

/// Tokens of a quoted heading; a paragraph of more that is all quoted is speech.
pub(super) const LONGEST_HEADING: usize = 9;

/// Tokens of a name that begins a sentence: "Doe in a post by the embassy".
pub(super) const LONGEST_SUBJECT: usize = 6;

/// Tokens of the phrase after such a name.
pub(super) const LONGEST_PHRASE_AFTER_SUBJECT: usize = 6;

/// Tokens of a quoted phrase; more are a quoted sentence.
pub(super) const LONGEST_QUOTED_PHRASE: usize = 5;

/// Tokens between a quotation and the cue that tells who said it: “…,” said Jo Doe.
pub(super) const TOKENS_BEFORE_CUE: usize = 8;

/// Bytes of its sentence that are shown on each side of an attribution. Hardly a sentence has more, but some texts have no
/// ends of sentences at all, and each of their attributions would show the whole text.
pub(super) const WIDEST_SENTENCE: usize = 1000;
