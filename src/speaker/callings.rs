//! Callings: a noun of work or of family means the person whom the passage is about where it tells as much: "drives a bus … the
//! driver", "her two sons … the mother". So does any noun of work right behind what somebody says of whom nobody told his
//! work: "Doe says so. “It is late,” the welder adds".

use super::described::{is_introduced, is_kindred};
use super::entity::Entity;
use super::kindred::are_kindred;
use super::lexicon::{Classes, class, is_child, is_noun_of_work, is_parent, unnamed};
use super::mention::{Mention, NameKind};
use super::names::sex_of;
use super::pronouns::topic;
use super::scene::Scene;
use super::thresholds::{
    LEDE_PARAGRAPHS, MENTIONS_WITH_DEEDS, WORDS_BACK_TO_LIST, WORDS_TO_CHILD, WORDS_TO_DEED,
};
use super::words::{Form, Word};
use crate::english::{LexicalWord, Relation};
use std::ops::Range;

/// Who is meant by "the driver" or "the mother", and why.
pub(super) fn called_by_calling(
    scene: &Scene<'_>,
    range: &Range<usize>,
    head: usize,
    within: Option<usize>,
) -> Option<(usize, String)> {
    let noun = &scene.words.list[head];
    let parent = is_parent(&noun.lower);
    let fits = |known: &Entity| {
        parent || is_kindred(known, &noun.lower) || !known.described.iter().any(|d| is_calling(d))
    };
    let (entity, why) = topic(scene, sex_of(noun.class), range.start, within, fits)?;
    let told = match parent {
        true => has_children(scene, entity, range.start) || is_parent_of_lede(scene, entity, range.start),
        false => does(scene, entity, range.start, &noun.lower) || has_just_spoken(scene, entity, range, head),
    };
    told.then(|| (entity, format!("what the passage tells of this person: {why}")))
}

/// Whether a word says what somebody does or which office he holds, not what he is to others.
fn is_calling(word: &str) -> bool {
    let role = class(word).any(Classes::PERSON.or(Classes::TITLE)) && !class(word).any(Classes::PARTY);
    role && !matches!(unnamed(word), Some("relative" | "friend" | "public" | "resident" | "victim"))
}

/// The last mentions of an entity before the word `at`, outside quotations.
fn mentions_of<'s>(scene: &'s Scene<'_>, entity: usize, at: usize) -> impl Iterator<Item = &'s Mention> {
    let end = scene.mention_at(at);
    let same = scene.mentions[..end].iter().zip(&scene.entities.of).rev();
    same.filter(move |(_, of)| **of == Some(entity)).map(|(mention, _)| mention).take(MENTIONS_WITH_DEEDS)
}

/// "Doe drives a bus", "Doe opened his bakery": whether what somebody does gives him the noun.
fn does(scene: &Scene<'_>, entity: usize, at: usize, noun: &str) -> bool {
    let list = &scene.words.list;
    let noun = LexicalWord::of(noun);
    let derived = |w: &Word<'_>| {
        w.form == Form::Lower
            && !w.is(Classes::STOP.or(Classes::HUMAN))
            && noun.relate(&LexicalWord::of(&w.lower)).0 == Relation::Derived
    };
    mentions_of(scene, entity, at).any(|mention| {
        let end = mention.name.end;
        let sentence = list[end - 1].sentence;
        let behind = list[end..].iter().take_while(|w| w.sentence == sentence && !w.quoted);
        behind.take(WORDS_TO_DEED).take_while(|w| !w.is(Classes::HUMAN)).any(derived)
    })
}

/// "Doe, whose two sons", "Doe had taken her son", "Doe, who has three daughters": whether the text speaks of somebody's children.
fn has_children(scene: &Scene<'_>, entity: usize, at: usize) -> bool {
    let list = &scene.words.list;
    if scene.entities.list[entity].described.iter().any(|d| is_parent(d)) {
        return true;
    }
    mentions_of(scene, entity, at).any(|mention| {
        let end = mention.name.end;
        let sentence = list[end - 1].sentence;
        let own = list[end - 1].possessive;
        let inside = (end..list.len()).take_while(|&i| list[i].sentence == sentence && !list[i].quoted);
        let mut owners =
            inside.filter(|&i| list[i].among("his her their whose has had")).chain(own.then_some(end - 1));
        owners.any(|owner| {
            let near = list[owner + 1..].iter().take(WORDS_TO_CHILD).take_while(|w| w.sentence == sentence);
            near.filter(|w| w.form == Form::Lower).any(|w| is_child(&w.lower))
        })
    })
}

/// "A mum-of-three was thrown out of a pool. ¶ Jo Doe ... ¶ the mum": whether the article opens with a parent without a name, and
/// is about this person, of whom it says nothing else.
fn is_parent_of_lede(scene: &Scene<'_>, entity: usize, at: usize) -> bool {
    let known = &scene.entities.list[entity];
    let lede = scene.words.list[..at].iter().take_while(|w| w.paragraph <= LEDE_PARAGRAPHS);
    let mut parents = lede.filter(|w| w.form == Form::Lower && is_parent(&w.lower));
    let plain = !known.described.iter().any(|d| is_calling(d));
    plain
        && known.count >= scene.most_named
        && parents.any(|w| w.lower.contains("-of-") || w.is(Classes::PERSON))
}

/// Whether an entity was the last to speak, in this paragraph, nobody has come in since, and nobody was so called before.
fn has_just_spoken(scene: &Scene<'_>, entity: usize, range: &Range<usize>, head: usize) -> bool {
    let list = &scene.words.list;
    let noun = &list[head];
    // Those whom one meets in their work speak unasked: the judge, the doctor, the guard.
    let own = is_noun_of_work(&noun.lower) && unnamed(&noun.lower).is_none()
        || matches!(unnamed(&noun.lower), Some("business"));
    let Some(turn) = scene.turn_before(range.start).filter(|_| own) else { return false };
    let here = scene.facts[turn.speaker].entity == Some(entity) && turn.paragraph == noun.paragraph;
    let since = scene.mention_at(turn.at)..scene.mention_at(range.start);
    let alone = scene.mentions[since.clone()].iter().zip(&scene.entities.of[since]).all(|(mention, of)| {
        let person = of.is_none_or(|id| scene.entities.list[id].kind == NameKind::Person);
        *of == Some(entity) || !person || list[mention.name.start].quoted
    });
    here && alone && !is_introduced(scene, range, head) && !is_spoken_of(scene, range, head, entity)
}

/// Whether the text has spoken of others by the noun or a kindred one.
fn is_spoken_of(scene: &Scene<'_>, range: &Range<usize>, head: usize, entity: usize) -> bool {
    let (list, noun) = (&scene.words.list, &scene.words.list[head].lower);
    let plural = |w: &Word<'_>| w.lower.strip_suffix('s').is_some_and(|one| one == noun);
    let other =
        |w: &Word<'_>| w.lower == *noun || plural(w) || w.is(Classes::PERSON) && are_kindred(noun, &w.lower);
    let known = &scene.entities.list[entity].described;
    list[..range.start].iter().rev().take(WORDS_BACK_TO_LIST).any(|w| other(w) && !known.contains(&*w.lower))
}
