//! Beside: the name that stands beside a description in the words of one source: before a comma, behind it, or at its end.

use super::descriptions::{is_boundary, office_before};
use super::lexicon::{Classes, given_name};
use super::mention::{Mention, NameKind, Neighbours};
use super::thresholds::{LONGEST_DESCRIPTION, LONGEST_ROLE};
use super::words::{Form, Words};
use std::ops::Range;

/// "the minister of mines Jo Doe": the name that an office stands before without a comma.
pub(super) fn office_holder(
    words: &Words<'_>,
    near: &Neighbours<'_>,
    head: usize,
    range: &Range<usize>,
) -> Option<usize> {
    if !words.list[head].is(Classes::PERSON) {
        return None;
    }
    near.range.clone().find(|&m| {
        let mention = &near.mentions[m];
        let person = matches!(mention.kind, NameKind::Person | NameKind::Unknown) && mention.parts.len() > 1;
        let office = || office_before(words, mention.start);
        person
            && mention.start > head
            && mention.name.end <= range.end
            && !words.list[mention.name.end - 1].possessive
            && office().is_some_and(|o| o.contains(&head))
    })
}

/// "lead author and harbor scientist Jo Doe": the name that the last of two roles without articles stands before.
pub(super) fn two_roles(words: &Words<'_>, near: &Neighbours<'_>, range: &Range<usize>) -> Option<usize> {
    let list = &words.list;
    let first = near.range.clone().find(|&m| near.mentions[m].name.start > range.start)?;
    let mention = near.range.clone().rev().find(|&m| near.mentions[m].name.end <= range.end)?;
    let name = &near.mentions[mention].name;
    let person = matches!(near.mentions[mention].kind, NameKind::Person | NameKind::Unknown);
    let and = (range.start + 1..name.start).rev().find(|&i| list[i].says("and"))?;
    let before = &list[name.start - 1];
    let given = given_name(&list[name.start].lower).is_some() && before.form == Form::Lower;
    let role = before.is(Classes::PERSON.or(Classes::TITLE)) && !before.is(Classes::PEOPLE)
        || given && !before.is(Classes::STOP.or(Classes::HEAD));
    let no_article =
        !list[range.start].among("the a an his her its their") && !list[and + 1].among("the a an his her");
    let plain = |i: usize| list[i].says("and") || !is_boundary(&list[i].lower) && list[i].form != Form::Mark;
    let whole = name.end == range.end || list[name.end].form == Form::Mark;
    let holds = person && near.mentions[mention].parts.len() > 1 && whole && !list[name.end - 1].possessive;
    let before = near.mentions[first].name.end <= and; // "Jo Doe and author Max Roe"
    let one = near.mentions[first].kind != NameKind::Person || first == mention || !before;
    (holds
        && role
        && no_article
        && one
        && name.start - and <= LONGEST_ROLE
        && (range.start..name.start).all(plain))
    .then_some(mention)
}

/// "the captain, who broke a rib in May, Jo Doe", "the group that owns the song, Big Anvil": the name that a long
/// description ends in.
pub(super) fn last_name(
    words: &Words<'_>,
    near: &Neighbours<'_>,
    head: usize,
    range: &Range<usize>,
) -> Option<usize> {
    let list = &words.list;
    let last = near.range.clone().last()?;
    let mention = &near.mentions[last];
    let start = mention.start - usize::from(mention.start > head && list[mention.start - 1].says("the"));
    let comma = start.checked_sub(1).filter(|&i| i > head + 1 && list[i].says(","))?;
    if mention.name.end != range.end
        || list[mention.name.end - 1].possessive
        || list[head].is(Classes::PEOPLE)
    {
        return None;
    }
    let unknown = mention.kind == NameKind::Unknown;
    let full = mention.parts.len() > 1 && (unknown || mention.kind == NameKind::Person);
    let set_off = list[head..comma].iter().any(|w| w.says(","));
    if list[head].is(Classes::PERSON) && set_off {
        return full.then_some(last);
    }
    // Without a comma before it the clause may end in somebody else whom the name means: "who sued his rival, Jo Doe".
    let clause = list[head + 1].among("that which who whose") && list[range.start].says("the");
    let kind = if list[head].is(Classes::PERSON) { Classes::PERSON } else { Classes::ORGANIZATION };
    let other = list[comma - 1].is(kind);
    let fits = match list[head].is(Classes::PERSON) {
        true => full,
        false => unknown || list[head].is(Classes::ORGANIZATION) && mention.kind != NameKind::People,
    };
    (clause && !other && fits).then_some(last)
}

/// A name set off by a comma after a description.
pub(super) fn appositive(
    words: &Words<'_>,
    near: &Neighbours<'_>,
    rest: Range<usize>,
    organization: bool,
) -> Option<usize> {
    let list = &words.list;
    for i in rest.clone() {
        if list[i].among("who which whose that including like") {
            return None;
        }
        // "his wife and current nominee Jo Doe": one person with two roles.
        let role = |j: usize| list[j].is(Classes::MODIFIER.or(Classes::PERSON).or(Classes::TITLE));
        if list[i].says("and") && !(i + 1 < rest.end && role(i + 1)) {
            return None;
        }
        if !list[i].among(", and") && !list[i].says("—") && !list[i].says("–") {
            continue;
        }
        let found = near.range.clone().find(|&m| {
            let mention = &near.mentions[m];
            let kind = mention.kind;
            let fits = if organization {
                matches!(kind, NameKind::Organization | NameKind::Unknown)
            } else {
                matches!(kind, NameKind::Person | NameKind::Unknown)
            };
            let between = mention.start.saturating_sub(i + 1);
            mention.start > i
                && fits
                && between <= 5
                && (i + 1..mention.start).all(|j| {
                    list[j].is(Classes::MODIFIER.or(Classes::PERSON).or(Classes::TITLE).or(Classes::STOP))
                        || list[j].is_name_like()
                        || list[j].possessive
                })
                && !(i + 1..mention.start).any(|j| is_boundary(&list[j].lower))
        });
        if let Some(m) = found {
            let followed = list
                .get(near.mentions[m].name.end)
                .is_some_and(|w| w.is(Classes::HEAD) && w.form == Form::Lower);
            return (!followed && !list[near.mentions[m].name.end - 1].possessive).then_some(m);
        }
    }
    None
}

/// "Doe Works, Inc. (Nasdaq: DOE), a maker of locks, today announced": the name that a description with commas around it
/// stands behind.
pub(super) fn apposed_to(
    words: &Words<'_>,
    mentions: &[Mention],
    head: usize,
    range: &Range<usize>,
) -> Option<usize> {
    let list = &words.list;
    let mark = |at: usize, mark: &str| list.get(at).is_some_and(|w| w.says(mark));
    if !list[range.start].among("a an the") || !mark(range.end, ",") {
        return None;
    }
    let mut end = range.start.checked_sub(1).filter(|&i| mark(i, ","))?;
    if end > 0 && mark(end - 1, ")") {
        end = (end.saturating_sub(LONGEST_DESCRIPTION)..end).rev().find(|&i| mark(i, "("))?;
    }
    let end = end - usize::from(end > 0 && mark(end - 1, "."));
    let at = mentions.partition_point(|m| m.name.end < end);
    let mention = mentions.get(at).filter(|m| m.name.end.abs_diff(end) < 2)?;
    let kind = if list[head].is(Classes::PERSON) { NameKind::Person } else { NameKind::Organization };
    let fits = mention.kind == kind || mention.kind == NameKind::Unknown;
    let subject =
        mention.start == 0 || list[mention.start].opens || list[mention.start - 1].form == Form::Mark;
    (fits && subject && list[mention.start].sentence == list[head].sentence).then_some(at)
}
