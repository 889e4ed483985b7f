//! Called: the nouns of bodies by which a text introduces a name: "the chipmaker Levon", "Levon, a charity that".

use super::descriptions::{is_boundary, verbal};
use super::lexicon::Classes;
use super::mention::Mention;
use super::thresholds::LONGEST_ROLE;
use super::words::{Form, Word, Words};
use crate::english::{Class, lemmas};
use std::ops::Range;

/// The nouns that say beside a mention what body it is.
pub(super) fn body_nouns(words: &Words<'_>, mention: &Mention) -> Vec<usize> {
    let list = &words.list;
    let (first, end) = (mention.name.start, mention.name.end);
    let sentence = list[first].sentence;
    let same = |at: usize| list.get(at).is_some_and(|w| w.sentence == sentence);
    let mark = |at: usize| same(at) && list[at].form == Form::Mark;
    let mut found: Vec<usize> = Vec::new();
    // "the airline Levon", "the airline, Levon,"
    let behind = |at: &usize| same(*at) && is_body_noun(&list[*at]);
    found.extend(first.checked_sub(1).filter(behind));
    let set_off = first.checked_sub(2).filter(|&i| list[i + 1].says(",") && mark(end));
    found.extend(set_off.filter(behind).filter(|&i| has_article(words, i)));
    // "Levon, the airline,", "Levon is an airline"
    let comma = same(end) && list[end].says(",");
    // "Levon, which represents dockers,"
    let does = comma && list.get(end + 1).is_some_and(|w| w.says("which")) && same(end + 2);
    found.extend((end + 2..end + 3).filter(|&at| does && done_by(&list[at].lower).is_some()));
    let is = same(end) && list[end].among("is was");
    if comma || is {
        let open = list.get(end + 1).is_some_and(|w| w.says("the")) && comma;
        let noun = noun_of(words, end + 1..list.len().min(end + 2 + 2 * LONGEST_ROLE)).filter(|&at| same(at));
        let said = |at: usize| list.get(at + 1).is_some_and(|w| w.is(Classes::SAY) && w.form == Form::Lower);
        let closed = |at: usize| {
            list.get(at + 1).is_none_or(|w| {
                w.form == Form::Mark
                    || w.among("that which whose who")
                    || is_boundary(&w.lower)
                    || verbal(&w.lower)
            })
        };
        found.extend(noun.filter(|&at| !said(at) && (!open || closed(at))));
    }
    found
}

/// The noun of the body that does what a verb says: "represents", a union.
pub(super) fn done_by(verb: &str) -> Option<&'static str> {
    match verb {
        "represents" | "represented" => Some("union"),
        "regulates" => Some("regulator"),
        "operates" => Some("operator"),
        "makes" | "manufactures" | "builds" => Some("maker"),
        "publishes" => Some("publisher"),
        "insures" => Some("insurer"),
        _ => None,
    }
}

/// "Levon, the quiz,": whether a noun behind a name says that it is neither a person nor a body.
pub(super) fn is_thing(words: &Words<'_>, mention: &Mention) -> bool {
    let list = &words.list;
    let end = mention.name.end;
    let open = list.get(end).is_some_and(|w| w.says(","));
    let range = end + 1..list.len().min(end + 2 + 2 * LONGEST_ROLE);
    let noun = if open { last_of_phrase(words, range) } else { None }.map(|at| &list[at]);
    noun.is_some_and(|w| {
        w.form == Form::Lower
            && !w.is(Classes::ORGANIZATION.or(Classes::HUMAN).or(Classes::SAY))
            && lemmas(&w.lower).first().is_some_and(|l| l.class == Class::Noun)
    })
}

/// Whether a word is a noun for one body, and no part of a name.
fn is_body_noun(word: &Word<'_>) -> bool {
    let written = word.form == Form::Lower || word.form == Form::Capital && word.opens;
    written && word.is(Classes::ORGANIZATION) && !word.possessive
}

/// Whether an article stands close before a noun: "the budget airline".
fn has_article(words: &Words<'_>, at: usize) -> bool {
    let near = (at.saturating_sub(LONGEST_ROLE)..at).rev();
    let mut inside = near.take_while(|&i| words.list[i].form != Form::Mark);
    inside.any(|i| words.list[i].among("the a an its"))
}

/// The noun for a body with which the phrase ends that begins at the start of `range`: "a Swedish maker of".
fn noun_of(words: &Words<'_>, range: Range<usize>) -> Option<usize> {
    let list = &words.list;
    last_of_phrase(words, range).filter(|&at| is_body_noun(&list[at]) && list[at].form == Form::Lower)
}

/// The last word of the phrase with an article or an owner that begins at the start of `range`.
fn last_of_phrase(words: &Words<'_>, range: Range<usize>) -> Option<usize> {
    let list = &words.list;
    let opens = list[range.start..].iter().take(4).position(|w| w.possessive);
    let from = match opens {
        Some(owner) => range.start + owner + 1,
        None if list.get(range.start)?.among("a an the") => range.start + 1,
        None => return None,
    };
    let mut last = None;
    for at in from..range.end {
        let word = &list[at];
        let noun = word.form == Form::Lower && word.is(Classes::ORGANIZATION) && !word.is(Classes::STOP);
        // "a firm making valves", "an airline owned by"
        let closes = is_boundary(&word.lower)
            || word.among("that which who whose")
            || word.is(Classes::SAY) && word.form == Form::Lower
            || last.is_some_and(|i: usize| list[i].is(Classes::ORGANIZATION))
                && (word.lower.ends_with("ed") || verbal(&word.lower));
        if closes && !noun || word.form == Form::Mark && !word.says("-") {
            break;
        }
        last = (word.form != Form::Mark).then_some(at);
    }
    last
}
