//! What the text shows of its entities: titles, descriptions, sex, and which bare names are an organisation's.

use super::called::{body_nouns, done_by, is_thing};
use super::descriptions::{Description, describe, head_of};
use super::entity::Entity;
use super::justification::justification;
use super::lexicon::{Classes, Sex};
use super::mention::{Mention, NameKind};
use super::names::sex_of;
use super::owners::is_owner;
use super::signs::{acts, is_of_place, is_placed, sex_of_own, sex_of_setting, sign_of_organization};
use super::synonyms::is_former;
use super::thresholds::{
    MENTIONS_WITH_SIGNS, MENTIONS_WITHOUT_SIGN, WORDS_AFTER_FORMER, WORDS_OF_DESCRIPTIONS,
};
use super::words::{Form, Words};
use crate::english::lemmas;
use std::collections::HashMap;

/// Counts mentions and gathers titles, descriptions and signs of sex; `of` has for each mention its entity in `list`.
pub(super) fn note_what_is_shown(
    list: &mut [Entity],
    of: &[Option<usize>],
    words: &Words<'_>,
    mentions: &[Mention],
) {
    for entity in list.iter_mut() {
        entity.count = 0;
    }
    // By entity, what the mentions that were searched show.
    let mut signs: HashMap<usize, SignsOfKind> = HashMap::new();
    for (mention, id) in mentions.iter().zip(of) {
        let Some((id, entity)) = id.map(|id| (id, &mut list[id])) else { continue };
        entity.count += 1;
        if entity.kind == NameKind::Unknown || is_only_given(entity) {
            let signs = signs.entry(id).or_default();
            signs.seen += 1;
            if signs.seen <= MENTIONS_WITH_SIGNS {
                signs.sum += sign_of_organization(words, mention);
                signs.acts |= acts(words, mention);
                signs.placed |= is_placed(words, mention);
            }
        }
        entity.thing |= is_thing(words, mention);
        if matches!(entity.kind, NameKind::Organization | NameKind::Unknown)
            && entity.called.len() < WORDS_OF_DESCRIPTIONS
        {
            entity.called.extend(body_nouns(words, mention).into_iter().map(|i| {
                let word = &words.list[i].lower;
                done_by(word).map_or_else(|| word.to_string(), str::to_owned)
            }));
        }
        note_sex(entity, mention.sex, 2);
        if matches!(entity.kind, NameKind::Person | NameKind::Unknown) {
            note_person(entity, words, mention);
        }
    }
    mark_shared_surnames(list);
    list.iter_mut().for_each(|entity| entity.thing |= is_of_place(&entity.parts));
    for (id, SignsOfKind { seen, sum, acts, placed }) in signs {
        let entity = &mut list[id];
        let acronym = words.list[entity.fullest.start].form == Form::Upper;
        let enough = if is_only_given(entity) || entity.parts.len() > 1 && !acronym { 2 } else { 1 };
        if (entity.kind == NameKind::Unknown || is_only_given(entity)) && sum >= enough {
            entity.kind = NameKind::Organization;
        }
        // More of its mentions show a person than not.
        let person = sum < 0 && sum.unsigned_abs() as usize > seen;
        let unknown = entity.kind == NameKind::Unknown;
        entity.common = unknown && !person && is_of_common_words(entity);
        let word = entity.parts.iter().any(|part| !lemmas(part).is_empty());
        let name = entity.parts.len() == 1 || entity.short == 0 && word || entity.common;
        let shown = sum > 0 || sum == 0 && seen <= MENTIONS_WITHOUT_SIGN;
        entity.perhaps_body = unknown && name && shown && acts && !placed;
    }
}

/// "Nandor": of whom nothing but a given name shows that it is a person.
fn is_only_given(entity: &Entity) -> bool {
    let bare = entity.parts.len() == 1 && entity.titles.is_empty() && entity.described.is_empty();
    entity.kind == NameKind::Person && bare && entity.male == 0 && entity.female == 0
}

/// What the words around the mentions of a name show.
#[derive(Debug, Default)]
struct SignsOfKind {
    seen: usize,
    /// Above 0 for an organisation, below for a person.
    sum: i32,
    acts: bool,
    placed: bool,
}

/// "Live Wharf": words of the dictionary, of which nobody has the given name and nobody is called by the last alone.
fn is_of_common_words(entity: &Entity) -> bool {
    let common = |part: &String| !lemmas(part).is_empty();
    (2..=3).contains(&entity.parts.len())
        && entity.short == 0
        && entity.described.is_empty()
        && entity.parts.iter().all(common)
}

fn note_sex(entity: &mut Entity, sex: Option<Sex>, weight: u16) {
    match sex {
        Some(Sex::Male) => entity.male = entity.male.saturating_add(weight),
        Some(Sex::Female) => entity.female = entity.female.saturating_add(weight),
        None => {}
    }
}

/// What one mention of a person shows.
fn note_person(entity: &mut Entity, words: &Words<'_>, mention: &Mention) {
    let found = describe(words, mention);
    if !found.words.is_empty() && entity.kind == NameKind::Unknown {
        entity.kind = NameKind::Person;
    }
    note_words(entity, words, &found);
    let sex = found.role.clone().and_then(|r| {
        let before = r.end == mention.name.start;
        let head = if before { r.end.checked_sub(1) } else { head_of(words, r) };
        head.and_then(|i| sex_of(words.list[i].class))
    });
    note_sex(entity, sex, 1);
    if entity.sex().0.is_none() {
        note_sex(entity, sex_of_own(words, mention).or_else(|| sex_of_setting(words, mention)), 1);
    }
    if entity.title.is_none() {
        // "Hawk Marlow" of "Jo Hawk Marlow" is no hawk.
        let own = |i: usize| entity.parts.iter().any(|p| *p == words.list[i].lower);
        entity.title = found.title.filter(|title| !title.clone().all(own));
    }
    if entity.knows.is_none() && justification(words, mention.name.end).is_some() {
        entity.knows = Some(mention.name.end);
    }
}

/// The words of a description, and which of them somebody is only said to have been.
fn note_words(entity: &mut Entity, words: &Words<'_>, found: &Description) {
    for &i in &found.words {
        let word = &words.list[i];
        if word.form == Form::Mark
            || word.is(Classes::STOP)
            || entity.described.len() >= WORDS_OF_DESCRIPTIONS
        {
            continue;
        }
        let former = (i.saturating_sub(WORDS_AFTER_FORMER)..=i)
            .any(|j| is_former(&words.list[j].lower) && found.words.contains(&j));
        if is_owner(words, i) {
            entity.owners.insert(word.lower.to_string());
        }
        let new = entity.described.insert(word.lower.to_string());
        if !former {
            entity.former.remove(word.lower.as_ref());
        } else if new {
            entity.former.insert(word.lower.to_string());
        }
    }
}

fn mark_shared_surnames(list: &mut [Entity]) {
    let mut surnames: HashMap<String, usize> = HashMap::new();
    for entity in list.iter().filter(|e| e.is_full_person()) {
        *surnames.entry(entity.parts[entity.parts.len() - 1].clone()).or_default() += 1;
    }
    for entity in list {
        entity.shared = entity.parts.last().and_then(|p| surnames.get(p)).is_some_and(|&n| n > 1);
    }
}
