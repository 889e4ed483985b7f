//! Statements: who speaks in "the statement" or "the letter", where the passage says whose it is.

use super::lexicon::Classes;
use super::scene::Scene;
use super::thresholds::WORDS_BEFORE_STATEMENT;
use super::words::{Form, Word};
use crate::english::lexicon;
use std::ops::Range;

/// Who a statement's words are.
pub(super) enum Issuer {
    Entity(usize),
    Speaker(usize),
}

/// Documents that hold nothing but what somebody says.
const STATEMENTS: &str = "statement letter memo message email post tweet release note";
/// Whether somebody who does this to such a document speaks in it: "issued", "wrote", "sent".
fn issues(word: &Word<'_>) -> bool {
    // Who reads one aloud need not be who wrote it.
    word.among("issued issue issues sent sends gave")
        || !word.among("read reads") && lexicon::verbs(&word.lower).any(|(row, _)| row.report().is_some())
}

/// Whose the document of the description `range` with its noun at `head` is, by what the passage says of it before.
pub(super) fn issuer(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> Option<Issuer> {
    let list = &scene.words.list;
    let noun = &list[head];
    let bare = range.len() == 2 && list[range.start].among("the this that");
    if !bare || !noun.among(STATEMENTS) {
        return None;
    }
    let lowest = range.start.saturating_sub(WORDS_BEFORE_STATEMENT);
    let before =
        (lowest..range.start).rev().filter(|&i| list[i].lower == noun.lower && list[i].form == Form::Lower);
    for at in before {
        if let Some(found) = issued(scene, at) {
            return Some(found);
        }
        // Another one is introduced, and nothing says whose it is.
        if at.checked_sub(1).is_some_and(|i| list[i].among("a an another")) {
            return None;
        }
    }
    None
}

/// Who issued the document whose noun is at `at`, as its sentence says.
fn issued(scene: &Scene<'_>, at: usize) -> Option<Issuer> {
    let list = &scene.words.list;
    let sentence = list[at].sentence;
    let entity = |mention: usize| scene.entities.of[mention].map(Issuer::Entity);
    let behind = at + 2 + usize::from(list.get(at + 2).is_some_and(|w| w.says("the")));
    let next = scene.mention_at(at);
    let by = list.get(at + 1).is_some_and(|w| w.among("from by") && w.sentence == sentence);
    if by && scene.mentions.get(next).is_some_and(|m| m.start <= behind) {
        return entity(next);
    }
    let start = (at.saturating_sub(4)..at)
        .rev()
        .find(|&i| !list[i].is(Classes::MODIFIER) && list[i].form == Form::Lower)?;
    let last = next.checked_sub(1);
    let owner = last.filter(|&m| scene.mentions[m].name.end == at && list[at - 1].possessive);
    if let Some(owner) = owner {
        return entity(owner);
    }
    let article = list[start].among("a an the this");
    let verb = start.checked_sub(1).filter(|&i| article && list[i].sentence == sentence)?;
    // "said in a statement", "In a statement, Doe said", "The statement added".
    if list[verb].says("in") || list[start].says("the") {
        let turns = || scene.turns.iter().rev().take(8).filter(|t| t.sentence == sentence);
        let one = turns().next()?;
        let single = turns().all(|t| t.speaker == one.speaker);
        let whose = list[verb].says("in") || one.at == start;
        return (single && whose && scene.speakers[one.speaker].name.is_some())
            .then_some(Issuer::Speaker(one.speaker));
    }
    let subject = last.filter(|&m| scene.mentions[m].name.end + 2 >= verb && issues(&list[verb]))?;
    (list[scene.mentions[subject].name.start].sentence == sentence).then(|| entity(subject)).flatten()
}
