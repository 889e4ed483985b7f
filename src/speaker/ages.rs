//! Ages: the one named person whose age, as the text gives it, fits what a description says of it: "the old man" after
//! "Jo Doe, 81,", "the boy" after "Jo Doe, 9,".

use super::lexicon::Sex;
use super::names::sex_of;
use super::scene::Scene;
use super::thresholds::{SENTENCES_BACK, antecedent::MENTIONS_BACK};
use super::words::Form;
use std::ops::{Range, RangeInclusive};

/// Who is meant by a description that says how old its bearer is, and why.
pub(super) fn person_of_age(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> Option<(usize, String)> {
    let list = &scene.words.list;
    let ages = ages_said(scene, range, head).filter(|_| list[range.start].says("the"))?;
    let sex = sex_of(list[head].class);
    let end = scene.mention_at(range.start);
    let mut found: Option<usize> = None;
    for i in end.saturating_sub(MENTIONS_BACK)..end {
        let Some(id) = scene.entities.of[i].filter(|&id| scene.entities.list[id].is_full_person()) else {
            continue;
        };
        let word = &list[scene.mentions[i].name.start];
        let near = list[head].sentence.saturating_sub(word.sentence) <= SENTENCES_BACK;
        let age = age_given(scene, scene.mentions[i].name.clone());
        if !near
            || !age.is_some_and(|age| ages.contains(&age))
            || is_other(scene.entities.list[id].sex().0, sex)
        {
            continue;
        }
        if found.is_some_and(|other| other != id) {
            return None;
        }
        found = Some(id);
    }
    let id = found?;
    Some((id, format!("the age of “{}” fits", scene.name_of(id))))
}

fn is_other(theirs: Option<Sex>, said: Option<Sex>) -> bool {
    matches!((theirs, said), (Some(a), Some(b)) if a != b)
}

/// The ages that the words of a description leave.
fn ages_said(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> Option<RangeInclusive<u32>> {
    let list = &scene.words.list;
    let grown = list[head].among("man woman");
    match head - range.start {
        1 if list[head].among("boy girl child") => Some(0..=17),
        1 if list[head].among("teenager teen") => Some(13..=19),
        1 if list[head].among("pensioner octogenarian") => Some(60..=120),
        2 if grown && list[head - 1].among("old elderly aged older") => Some(60..=120),
        2 if grown && list[head - 1].says("young") => Some(15..=35),
        _ => None,
    }
}

/// "Jo Doe, 81,", "81-year-old Jo Doe", "Jo Doe, an 81-year-old": the age beside a name.
fn age_given(scene: &Scene<'_>, name: Range<usize>) -> Option<u32> {
    let list = &scene.words.list;
    let word = |i: usize| list.get(i).filter(|w| w.sentence == list[name.start].sentence);
    let year_old = |i: usize| word(i)?.lower.strip_suffix("-year-old")?.parse().ok();
    let before = (name.start.saturating_sub(3)..name.start).find_map(year_old);
    let set_off = word(name.end).is_some_and(|w| w.says(","));
    let number = || {
        let age = word(name.end + 1).filter(|w| w.form == Form::Number)?;
        let alone =
            list.get(name.end + 2).is_some_and(|w| w.form == Form::Mark || w.among("who and of from"));
        age.lower.parse().ok().filter(|_| alone)
    };
    let behind = || number().or_else(|| (name.end + 1..name.end + 4).find_map(year_old));
    before.or_else(|| if set_off { behind() } else { None })
}
