//! Owners: whose or of what somebody is: "Norway's minister", "the Norwegian minister", "the minister of Norway".
//!
//! Who holds an office of one place or body is nobody who holds that of another.

use super::entity::Entity;
use super::lexicon::{Classes, class};
use super::words::{Form, Word, Words};
use crate::english::places;
use std::ops::Range;

/// Prepositions between an office and what it is of.
const OF: &str = "of for to at in from";

/// The words of the description `range` with its noun at `head` that say whose its bearer is, those before the noun first.
pub(super) fn owners(words: &Words<'_>, range: &Range<usize>, head: usize) -> Vec<usize> {
    let and = (head + 1..range.end).find(|&i| words.list[i].says("and")).unwrap_or(range.end);
    (range.start..and).filter(|&i| i != head && is_owner(words, i)).collect()
}

/// Whether a word of a description says whose or of what its bearer is.
pub(super) fn is_owner(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    let party = word.is(Classes::PARTY) || word.says("gop");
    let name = word.is_name_like() && !word.is(Classes::STOP) && !party && !word.loud;
    word.possessive && !word.is(Classes::STOP)
        || name && word.is(Classes::PLACE.or(Classes::DEMONYM))
        || name && follows_of(words, at)
}

/// "the mayor of Upton", "a lawyer for the Harbour Council": the name stands behind a preposition.
fn follows_of(words: &Words<'_>, at: usize) -> bool {
    let list = &words.list;
    let before = (at.saturating_sub(5)..at).rev().find(|&i| !(list[i].is_name_like() || list[i].says("the")));
    // "the mayor of Upton", "the CEO of Brackwell"
    let noun = |w: &Word<'_>| w.form == Form::Lower || w.form == Form::Upper && w.is(Classes::TITLE);
    before.is_some_and(|i| list[i].among(OF) && i > 0 && noun(&list[i - 1]))
}

/// Whether what the article says of an entity names the same owner: "Norway", "Norwegian", "(D-Ohio)".
pub(super) fn has_owner(entity: &Entity, owner: &Word<'_>) -> bool {
    let state = |d: &str| {
        let state = ["d-", "r-", "i-"].iter().find_map(|party| d.strip_prefix(party));
        state.is_some_and(|s| s.len() > 2 && owner.lower.starts_with(s.trim_end_matches('.')))
    };
    let same = |d: &String| *d == owner.lower || places::same(d, &owner.lower, false) || state(d);
    entity.described.iter().any(same)
}

/// Whether the article says of an entity whose or of what it is, and names another owner of that sort.
pub(super) fn has_other_owner(entity: &Entity, owner: &Word<'_>) -> bool {
    let place = |class: Classes| class.any(Classes::PLACE.or(Classes::DEMONYM));
    let of_its_sort = |d: &String| place(class(d)) == place(owner.class);
    entity.owners.iter().any(of_its_sort) && !has_owner(entity, owner)
}
