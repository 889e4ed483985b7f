//! Kin: whose relative the words beside a name say that its bearer is: "J. Doe, Jo's father".

use super::lexicon::unnamed;
use super::thresholds::WORDS_OF_KINSHIP;
use super::words::{Form, Words};
use std::ops::Range;

/// What the words beside a name say that its bearer is to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinship<'w> {
    /// The noun; none where the two are only said to be no relatives.
    pub(super) noun: Option<&'w str>,
    /// Whose relative, where a name says it.
    pub(super) owner: Option<&'w str>,
}

impl Kinship<'_> {
    /// Whether it is to whom the name of these parts means: "Jo's father", of Jo Doe.
    pub(super) fn is_of(&self, parts: &[String]) -> bool {
        self.owner.is_some_and(|owner| parts.iter().any(|part| part == owner))
    }
}

/// The kinship that the words beside the name at `name`, its title included, tell of.
pub(super) fn kinship<'w>(words: &'w Words<'_>, name: Range<usize>) -> Option<Kinship<'w>> {
    behind(words, name.end).or_else(|| before(words, name.start))
}

fn is_kin(word: &str) -> bool {
    matches!(unnamed(word), Some("relative" | "friend"))
}

/// "J. Doe, Jo's father", "J. Doe, the father of Jo", "J. Doe, who is no relation".
fn behind<'w>(words: &'w Words<'_>, end: usize) -> Option<Kinship<'w>> {
    let list = &words.list;
    list.get(end).filter(|w| w.among(", ("))?;
    let phrase = &list[end + 1..list.len().min(end + 1 + WORDS_OF_KINSHIP)];
    let phrase = &phrase[..phrase.iter().position(|w| w.form == Form::Mark).unwrap_or(phrase.len())];
    let stranger = phrase.windows(2).any(|w| w[0].among("not no") && w[1].among("related relation"));
    if stranger {
        return Some(Kinship { noun: None, owner: None });
    }
    // "Doe, a nurse whose husband died": no husband.
    let clause = phrase.iter().position(|w| w.among("who whose whom with"));
    let phrase = &phrase[..clause.unwrap_or(phrase.len())];
    let at = phrase.iter().position(|w| w.form == Form::Lower && is_kin(&w.lower))?;
    let first = phrase.first().filter(|w| w.possessive || w.among("his her their the a"))?;
    let of = phrase.get(at + 1).filter(|w| w.says("of")).and_then(|_| phrase.get(at + 2));
    let owner = if first.possessive { Some(first) } else { of.filter(|w| w.is_name_like()) };
    Some(Kinship { noun: Some(&phrase[at].lower), owner: owner.map(|w| &*w.lower) })
}

/// "Jo's father, J. Doe", "his father J. Doe".
fn before<'w>(words: &'w Words<'_>, start: usize) -> Option<Kinship<'w>> {
    let list = &words.list;
    let at = start.checked_sub(1)?;
    let at = if list[at].says(",") { at.checked_sub(1)? } else { at };
    let noun = Some(&list[at]).filter(|w| w.form == Form::Lower && is_kin(&w.lower))?;
    let near = list[at.saturating_sub(WORDS_OF_KINSHIP / 2)..at].iter().rev();
    let first = near
        .take_while(|w| w.sentence == noun.sentence)
        .find(|w| w.possessive || w.among("his her their"))?;
    Some(Kinship { noun: Some(&noun.lower), owner: first.possessive.then_some(&*first.lower) })
}
