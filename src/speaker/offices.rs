//! Offices in capitals: whose "the PM" or "Levon's CEO" is, by the words of the titles that the text gives.

use super::entity::Entity;
use super::lexicon::Classes;
use super::mention::NameKind;
use super::owners::{has_other_owner, owners};
use super::scene::Scene;
use super::synonyms::is_former;
use super::thresholds::described::NEAREST_MENTIONS;
use super::words::{Form, Word, Words};
use crate::english::lexicon;
use std::ops::Range;

/// The letters of the longest office in capitals.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=4;

/// The capitals of a source that are nothing but an office, with "the" or whose it is before them.
pub(super) fn office_in_capitals(words: &Words<'_>, range: &Range<usize>) -> Option<usize> {
    let list = &words.list;
    let head = range.clone().find(|&i| list[i].form == Form::Upper && !list[i].possessive)?;
    let definite = head == range.start + 1 && list[range.start].says("the")
        || head > range.start && list[head - 1].possessive;
    let whole = head + 1 == range.end || list[head + 1].among("of for at in ,");
    let letters = LETTERS.contains(&list[head].lower.chars().count());
    (definite && whole && letters && !list[head].loud).then_some(head)
}

/// The one person named before whose title has these initials: "the PM" for "Prime Minister Jo Doe".
pub(super) fn holder_by_initials(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> Option<usize> {
    let owners = owners(&scene.words, range, head);
    let letters = &scene.words.list[head].lower;
    let end = scene.mention_at(range.start);
    let holds = |id: &usize| {
        let entity = &scene.entities.list[*id];
        entity.kind == NameKind::Person
            && bears(&scene.words, entity, letters)
            && !owners.iter().any(|&i| has_other_owner(entity, &scene.words.list[i]))
    };
    let near = &scene.entities.of[end.saturating_sub(NEAREST_MENTIONS)..end];
    let mut found = near.iter().flatten().copied().filter(holds);
    let one = found.next()?;
    found.all(|id| id == one).then_some(one)
}

/// Whether an entity's title is the office of these initials, and not that of its deputy or former holder.
fn bears(words: &Words<'_>, entity: &Entity, letters: &str) -> bool {
    let Some(title) = entity.title.clone() else { return false };
    let telling = |w: &&Word<'_>| w.form != Form::Mark && !w.is(Classes::STOP);
    let title: Vec<&Word<'_>> = words.list[title].iter().filter(telling).collect();
    let initials = |part: &[&Word<'_>]| -> String {
        part.iter().flat_map(|w| w.lower.split('-')).filter_map(|p| p.chars().next()).collect()
    };
    let other = |w: &Word<'_>| {
        is_former(&w.lower)
            || lexicon::of(&w.lower).is_some_and(|row| row.has("qualifier"))
            || w.among("assistant associate shadow")
    };
    (0..title.len()).any(|from| {
        (from + 1..=title.len()).any(|to| {
            let part = &title[from..to];
            let (found, served) = (initials(part), part.iter().any(|w| w.possessive));
            // "Chief executive", the CEO.
            let officer = part[0].says("chief") && letters.strip_suffix('o') == Some(&found);
            let followed = title.get(to).is_some_and(|w| w.form == Form::Lower && w.is(Classes::HUMAN));
            let free = !followed || title[to].says("officer");
            (found == *letters || officer) && !served && free && (from == 0 || !other(title[from - 1]))
        })
    })
}
