//! English: what the other rooms may know of the language, from data files; it knows none of them.
//!
//! * [`inflect`] the lemmas of a word form and what form it is,
//! * [`relations`] how two words stand to each other: synonyms, opposites, broader and narrower words,
//! * [`lexicon`] the words that news turns on: negations, hedges, modals, quantifiers, verbs of reporting, titles,
//! * [`abbreviations`] short forms and what they stand for,
//! * [`tagger`] what each word of a sentence is,
//! * [`places`] countries and states, and their peoples.

pub mod abbreviations;
mod groups;
pub mod inflect;
pub mod lexicon;
pub mod places;
pub mod relations;
pub mod tagger;
mod wordnet;

pub use inflect::{Class, Inflection, Lemma, is_word, lemmas};
pub use relations::{Relation, Word, relate};
pub use tagger::Tag;
