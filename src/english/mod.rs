//! English: what the other rooms may know of the language, from data files; it knows none of them.
//!
//! * [`count`] a number with its noun,
//! * `tokens` words as claims are compared by, `figures` the numbers, amounts, dates and times among them, `days` what
//!   day a word for one means,
//! * [`inflect`] the lemmas of a word form and what form it is,
//! * [`relations`] how two words stand to each other: synonyms, opposites, broader and narrower words,
//! * [`lexicon`] the words that news turns on: negations, hedges, modals, quantifiers, verbs of reporting, titles,
//! * `denial` the two senses of "deny",
//! * `spoken` words as they are heard, so that a quotation compares with a transcript, `heard` the numbers among them,
//! * [`slips`] two spellings of one word,
//! * [`abbreviations`] short forms and what they stand for,
//! * [`tagger`] what each word of a sentence is,
//! * [`places`] countries and states, and their peoples,
//! * [`vectors`] how alike two words are in use.

pub mod abbreviations;
mod amounts;
mod bounds;
mod calendar;
#[cfg(test)]
mod calendar_cases;
mod clock;
mod conversions;
mod counting;
mod days;
pub(crate) mod denial;
mod durations;
mod entries;
#[cfg(test)]
mod figure_cases;
mod figures;
mod gender;
mod groups;
mod heard;
pub mod inflect;
pub mod lexicon;
mod nouns;
mod numbers;
pub mod places;
mod quantity;
mod quoted;
pub mod relations;
mod roman;
mod scales;
mod scan;
mod shares;
pub mod slips;
mod spelled;
mod spelling;
mod spoken;
pub(crate) mod table;
pub mod tagger;
mod thresholds;
mod token;
mod tokens;
mod units;
pub mod vectors;
mod weekdays;
mod wording;
mod wordnet;

pub(crate) use bounds::Bound;
pub(crate) use conversions::is_one_amount;
pub use counting::count;
pub use days::{Appeared, Days};
pub use figures::{Figure, figures};
pub(crate) use figures::{Parsed, Sense, parse_figures};
pub use inflect::{Class, Inflection, Lemma, is_word, lemmas};
pub(crate) use numbers::is_number;
pub use relations::{LexicalWord, Relation, relate};
pub(crate) use spoken::{SpokenWord, filler, is_scale, letters, may_count, same_day, same_said, spoken};
pub use tagger::Tag;
pub(crate) use token::{Sort, Token};
pub(crate) use tokens::tokenize;
pub(crate) use weekdays::weekday;
pub(crate) use wording::Wording;
