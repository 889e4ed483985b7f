//! Listed: the persons that the text names as a group: "two senators, Jo Doe and Ann Roe", "the brothers: Jo and Ann Doe".

use super::cast::Resolution;
use super::described::ANOTHER;
use super::lexicon::Classes;
use super::mention::NameKind;
use super::scene::{FoundSpeaker, Scene};
use super::thresholds::WORDS_BACK_TO_LIST;
use crate::english::figures;
use std::ops::Range;

/// The persons whom a list behind the noun of a group names, in its order; none where the group has more than they are.
pub(super) fn members(scene: &Scene<'_>, head: usize) -> Option<Vec<usize>> {
    let list = &scene.words.list;
    if !list[head].is(Classes::PEOPLE) {
        return None;
    }
    let sentence = list[head].sentence;
    let end = list[head..].partition_point(|w| w.sentence == sentence) + head;
    let group = scene.around(head);
    let behind = |at: &usize| list[*at].among(", : — – - (");
    let beside = (head + 1..end.min(group.end + 1)).find(behind);
    let colon = || (head + 1..end).find(|&at| list[at].says(":"));
    let found =
        beside.and_then(|at| names(scene, at + 1..end)).or_else(|| names(scene, colon()? + 1..end))?;
    let counted = figures(&scene.words.phrase(group.start..head + 1));
    // "Neighbours, Jo Doe and Ann Roe came": all of them came.
    let one_of_many = counted.is_empty() && !list[group.start].is(Classes::STOP);
    if one_of_many && beside.is_some_and(|at| list[at].says(",")) {
        return None;
    }
    let all = counted.first().and_then(|figure| figure.canonical.parse().ok());
    all.is_none_or(|count: usize| count == found.len()).then_some(found)
}

/// Two persons or more with nothing but commas and "and" between them.
fn names(scene: &Scene<'_>, range: Range<usize>) -> Option<Vec<usize>> {
    let list = &scene.words.list;
    let (mut found, mut at, mut last) = (Vec::new(), range.start, false);
    for (mention, id) in scene.mentions.iter().zip(&scene.entities.of).skip(scene.mention_at(at)) {
        let person = id.filter(|&id| scene.entities.list[id].kind == NameKind::Person);
        let titled = |i: usize| list[i].is(Classes::PERSON.or(Classes::TITLE)) || list[i].says("the");
        if mention.name.end > range.end || !(at..mention.start).all(titled) {
            break;
        }
        found.push(person?);
        if last {
            break;
        }
        at = mention.name.end;
        while at < range.end && list[at].among(", and &") {
            last |= !list[at].says(",");
            at += 1;
        }
    }
    (last && found.len() > 1).then_some(found)
}

/// The group that "the senators" means, where its members were named before: all of them.
pub(super) fn listed_before(
    scene: &mut Scene<'_>,
    range: &Range<usize>,
    head: usize,
) -> Option<FoundSpeaker> {
    let list = &scene.words.list;
    // "The other senators", "the senators from Ohio" are some of them.
    let all = |i: usize| list[i].is(Classes::STOP.or(Classes::NUMBER_WORD)) && !list[i].among(ANOTHER);
    if range.end > head + 1 || !(range.start..head).all(all) {
        return None;
    }
    let noun = &list[head].lower;
    let from = head.saturating_sub(WORDS_BACK_TO_LIST);
    let group = (from..head).rev().find(|&i| list[i].lower == *noun)?;
    let found = members(scene, group)?;
    Some(together(scene, &found))
}

/// The persons of a list as one speaker.
pub(super) fn together(scene: &mut Scene<'_>, members: &[usize]) -> FoundSpeaker {
    let speaker = scene.joint(members, None);
    FoundSpeaker::new(speaker, Resolution::Nominal, "the text names who they are")
}
