//! Thresholds: how far the grammar of English looks, what two spellings of one word share, what a thread remembers.
//!
//! A limit of one construction stands with it.

/// How many bytes ahead a single quotation mark may be closed; further on it was an apostrophe.
pub(super) const SINGLE_QUOTE_REACH: usize = 400;

/// How far up broader words are looked for.
pub(super) const BROADER_STEPS: u8 = 5;

/// How many words a thread remembers.
pub(super) const REMEMBERED_RELATIONS: usize = 20_000;

/// How many relations of two words a thread remembers.
pub(super) const REMEMBERED_PAIRS: usize = 50_000;

/// Below this strength two words meet only in senses that are too rare to count.
pub(super) const RARE_SENSE: f32 = 0.1;

/// How sure it is that two words derived from a third belong together.
pub(super) const SIBLING_LIKENESS: f32 = 0.6;

/// Words behind "deny" among which the thing stands: "deny the owners of stalls a permit" is too far.
pub(super) const WORDS_OF_DENIAL: usize = 4;

/// From this hour on "at night" is the evening.
pub(super) const SMALL_HOURS: u32 = 5;

/// Tokens before "up to" among which the verb stands.
pub(super) const TOKENS_BEFORE_BOUND: usize = 9;

/// Longest word that a point abbreviates, in bytes.
pub(super) const LONGEST_ABBREVIATION: usize = 4;

/// Longest base that a raised digit is an exponent of; behind a longer number ("2019²") it points to a note.
pub(super) const LONGEST_BASE: usize = 2;

/// Most groups of digits that one number has.
pub(super) const MOST_GROUPS: usize = 10;

/// Letters of a name that may be spelt in two ways: "Iran" and "Iraq" are two names.
pub(super) const NAME_WITH_SLIP: usize = 6;

/// Letters of a word from which on it may hold two slips.
pub(super) const WORD_WITH_TWO_SLIPS: usize = 7;

/// Letters of a word that a slip can be told in.
pub(super) const WORD_WITH_SLIP: usize = 4;

/// Longest noun phrase that is looked through, in words.
pub(super) const LONGEST_NOUN_PHRASE: usize = 5;

/// How many forms a thread remembers.
pub(super) const REMEMBERED_LEMMAS: usize = 20_000;

/// Days between the first and the last on which a revision may have been written; where it is more, nothing is known.
pub(super) const MOST_DAYS_APART: i64 = 31;
