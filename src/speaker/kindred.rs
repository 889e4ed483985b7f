//! Kindred nouns: two words for what one person is, of which one says more than the other.

use super::kinds::is_one_person;
use super::lexicon::{Classes, class, unnamed};
use super::thresholds::{KINDRED, LONGER_COMPOUND};
use crate::english::{LexicalWord, Relation};

/// Whether one noun may be said of whom another describes: "monarch" of a ruler, "physician" of a doctor, "keeper" of a
/// goalkeeper. Nouns that fit anybody ("man") are nobody's.
pub(super) fn are_kindred(noun: &str, described: &str) -> bool {
    let person = |word: &str| {
        let one = class(word).any(Classes::PERSON) || is_one_person(word);
        one && !matches!(unnamed(word), Some("public" | "relative" | "friend"))
    };
    if noun == described || !person(noun) || !person(described) {
        return false;
    }
    let compound = described.len() >= noun.len() + LONGER_COMPOUND && described.ends_with(noun);
    let akin = || {
        let (relation, strength) = LexicalWord::of(described).relate(&LexicalWord::of(noun));
        // The Speaker of a house is no narrator.
        let narrower = relation == Relation::Narrower && !class(described).any(Classes::TITLE);
        (narrower || matches!(relation, Relation::Synonym | Relation::Broader)) && strength >= KINDRED
    };
    compound || akin()
}
