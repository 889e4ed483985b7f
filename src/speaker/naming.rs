//! Naming: a source whose own words give the name of whom they describe or count: "one of them, Jo Doe", "a man called Doe",
//! "the Emir of Upton, Jo Doe".

use super::beside::appositive;
use super::lexicon::Classes;
use super::mention::{NameKind, Neighbours};
use super::words::{Form, Words};
use std::ops::Range;

/// Words between "one" or "a second" and the name that are no noun of their own.
const COUNTING: &str = "of them these those the all";
/// Words right before the name that somebody gave himself.
const GIVES: &str = "as called named name by";
/// Words of a clause that says by which name its subject goes.
const BY_NAME: &str = "name names himself herself themselves themself known goes went";

/// "One of the four, Jo Doe", "another, Jo Doe", "the third, Jo Doe".
pub(super) fn counted_by_name(
    words: &Words<'_>,
    near: &Neighbours<'_>,
    range: &Range<usize>,
) -> Option<usize> {
    let list = &words.list;
    let numeral = |i: usize| list[i].form == Form::Number || list[i].is(Classes::NUMBER_WORD);
    let nth = |i: usize| list[i].among("other second third fourth fifth sixth");
    let (first, next) = (range.start, range.start + 1);
    let counts =
        list[first].among("one another") || list[first].among("a the") && next < range.end && nth(next);
    let comma = (next..range.end).find(|&i| list[i].says(",")).filter(|_| counts)?;
    let plain = (next..comma).all(|i| list[i].among(COUNTING) || numeral(i) || nth(i));
    if !plain {
        return None;
    }
    appositive(words, near, comma..range.end, false)
}

/// "The Emir of Upton, Jo Doe": an office that reads like a name, with its holder behind it.
pub(super) fn holder_behind(
    words: &Words<'_>,
    near: &Neighbours<'_>,
    office: usize,
    range: &Range<usize>,
) -> Option<usize> {
    let list = &words.list;
    let mention = &near.mentions[office];
    let first = mention.name.start;
    let opaque =
        !matches!(mention.kind, NameKind::Place | NameKind::People) && list[first].form == Form::Capital;
    let body =
        Classes::ORG_NAME.or(Classes::OUTLET).or(Classes::KNOWN_ORGANIZATION).or(Classes::ORGANIZATION);
    let definite = first == range.start + 1 && list[range.start].says("the");
    if !opaque || !definite || mention.parts.len() > 1 || list[first].is(body) {
        return None;
    }
    let end = mention.name.end;
    let of = list.get(end).is_some_and(|w| w.says("of"));
    let comma = (end..range.end.min(end + 5)).find(|&i| list[i].says(","))?;
    if !of && comma != end {
        return None;
    }
    let holder = near.range.clone().find(|&m| near.mentions[m].start > comma)?;
    let found = &near.mentions[holder];
    let whole = found.kind == NameKind::Person || found.kind == NameKind::Unknown && found.parts.len() > 1;
    (found.start == comma + 1 && found.name.end == range.end && whole).then_some(holder)
}

/// "a man called Doe", "a nurse who gave her name as Jo", "a man who gave only his first name, Jo": the name that a
/// description with its noun at `head` ends in.
pub(super) fn called_by(
    words: &Words<'_>,
    near: &Neighbours<'_>,
    head: usize,
    range: &Range<usize>,
) -> Option<usize> {
    let list = &words.list;
    let last = near.range.clone().rev().find(|&m| near.mentions[m].name.end == range.end)?;
    let mention = &near.mentions[last];
    if list[mention.name.end - 1].possessive || mention.start <= head + 1 || list[head].is(Classes::PEOPLE) {
        return None;
    }
    let skipped = |i: &usize| !(list[*i].form == Form::Mark || list[*i].among("only just simply"));
    let gives = (head + 1..mention.start).rev().find(skipped).filter(|&i| list[i].among(GIVES))?;
    let participle = gives == head + 1 && list[gives].among("called named");
    let known = gives == head + 2 && list[head + 1].says("known") && list[gives].says("as");
    let clause = (head + 1..gives).find(|&i| list[i].form != Form::Mark).is_some_and(|i| list[i].says("who"));
    let asked = list[gives].among("called named") && list[gives - 1].among("be is was");
    let given = !list[gives].among("called named") && list[head + 1..=gives].iter().any(|w| w.among(BY_NAME));
    let names = clause && (asked || given);
    (participle || known || names).then_some(last)
}
