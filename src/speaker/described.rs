//! Described persons: who is meant by a description such as "the senator", by what the article says of each person.

use super::entity::Entity;
use super::kindred::are_kindred;
use super::lexicon::{Classes, class, is_short_for};
use super::mention::NameKind;
use super::names::sex_of;
use super::offices::{holder_by_initials, office_in_capitals};
use super::owners::{has_other_owner, has_owner, owners};
use super::scene::Scene;
use super::synonyms::{is_former, synonyms};
use super::thresholds::{
    LONGEST_DESCRIPTION, SENTENCES_TO_KINDRED, WORDS_BEFORE_DESCRIPTION, described as weight,
};
use super::words::{Form, among};
use crate::english::places;
use std::ops::Range;

/// What sets a person of a kind apart from another.
pub(super) const ANOTHER: &str = "another second third other fellow";

/// The words of a description, as persons are compared with it.
struct ComparedDescription {
    /// Its noun.
    head: usize,
    /// Its other words, without punctuation and function words.
    others: Vec<usize>,
    /// Of these, those that say whose or of what its bearer is: "Norway's".
    owners: Vec<usize>,
    /// It says whose it is: "his lawyer".
    owned: bool,
    /// Persons before it are looked through, not those after it.
    before: bool,
}

/// The person, before or after the description, whose titles and descriptions share its noun and its other words;
/// how well they fit and how far ahead of the next they are; none when two fit alike.
pub(super) fn described_person(
    scene: &Scene<'_>,
    range: &Range<usize>,
    head: usize,
    before: bool,
) -> Option<(usize, String, (f32, f32))> {
    let list = &scene.words.list;
    let owned =
        list[range.start].among("his her their its") || (range.start..head).any(|i| list[i].possessive);
    let others =
        range.clone().filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Classes::STOP));
    let owners = owners(&scene.words, range, head);
    let description = ComparedDescription { head, others: others.collect(), owners, owned, before };
    let end = scene.mention_at(range.start);
    let window: Vec<usize> = if before {
        (end.saturating_sub(weight::NEAREST_MENTIONS)..end).rev().collect()
    } else {
        (end..(end + weight::NEAREST_MENTIONS).min(scene.mentions.len())).collect()
    };
    let mut seen: Vec<usize> = Vec::new();
    let another = |i| !before && is_another(scene, i, range, head);
    let (mut best, mut second): (Option<(f32, usize)>, f32) = (None, 0.0);
    for i in window {
        let Some(id) = scene.entities.of[i].filter(|id| !seen.contains(id)) else { continue };
        if scene.entities.list[id].kind != NameKind::Person {
            continue;
        }
        if seen.len() >= weight::ENTITIES {
            break;
        }
        seen.push(id);
        let Some(score) = description.score(scene, i, id).filter(|_| !another(i)) else { continue };
        match best {
            Some((top, _)) if score <= top => second = second.max(score),
            _ => {
                second = best.map_or(second, |(top, _)| top);
                best = Some((score, id));
            }
        }
    }
    let (score, id) = best.or_else(|| Some((weight::LEAST, successor(scene, &description)?)))?;
    let why = format!("“{}” is described as “{}” ({score:.2})", scene.name_of(id), list[head].lower);
    (score - second >= weight::MARGIN).then_some((id, why, (score, score - second)))
}

/// Whether the words beside the name at `mention` set its bearer apart from who was described by the noun at `head`: "a second
/// nurse, Jo Doe", "a spokesman for the police, Jo Doe", where the other speaks for the council.
fn is_another(scene: &Scene<'_>, mention: usize, range: &Range<usize>, head: usize) -> bool {
    let list = &scene.words.list;
    let noun = &*list[head].lower;
    let name = &scene.mentions[mention];
    let sentence = list[name.name.start].sentence;
    let from = name.start.saturating_sub(LONGEST_DESCRIPTION);
    let to = list.len().min(name.name.end + LONGEST_DESCRIPTION);
    let same = |i: &usize| {
        list[*i].sentence == sentence && (list[*i].lower == noun || among(&list[*i].lower, synonyms(noun)))
    };
    let Some(at) = (from..name.start).rev().find(same).or_else(|| (name.name.end..to).find(same)) else {
        return false;
    };
    if (at.saturating_sub(3)..at).any(|i| list[i].among(ANOTHER) && list[i].sentence == sentence) {
        return true;
    }
    let serves = |at: usize, end: usize| {
        let of = list.get(at + 1).is_some_and(|w| w.among("for of at with from"));
        (at + 2..end.min(at + 8)).find(|&i| of && list[i].form != Form::Mark && !list[i].is(Classes::STOP))
    };
    let theirs = serves(at, list.len()).filter(|&i| list[i].sentence == sentence);
    matches!((serves(head, range.end), theirs), (Some(a), Some(b)) if list[a].lower != list[b].lower)
}

/// The one person, before or after the description, of whom the article says the same office of the same owner:
/// "Norway's ambassador" for "Jo Doe, the ambassador of Norway".
pub(super) fn holder(
    scene: &Scene<'_>,
    range: &Range<usize>,
    head: usize,
) -> Option<(usize, String, (f32, f32))> {
    let list = &scene.words.list;
    let owners = owners(&scene.words, range, head);
    let owner = owners.iter().find(|&&i| list[i].possessive).or(owners.first())?;
    let now = !range.clone().any(|i| is_former(&list[i].lower));
    let (noun, here) = (&list[head], scene.mention_at(range.start));
    let from = here.saturating_sub(weight::NEAREST_MENTIONS);
    let to = (here + weight::NEAREST_MENTIONS).min(scene.mentions.len());
    let holds = |id: usize| {
        let entity = &scene.entities.list[id];
        entity.kind == NameKind::Person
            && is_described(entity, &noun.lower)
            && entity
                .owners
                .iter()
                .any(|o| *o == list[*owner].lower || places::same(o, &list[*owner].lower, false))
            && now != was(entity, &noun.lower)
    };
    let mut found = scene.entities.of[from..to].iter().flatten().copied().filter(|&id| holds(id));
    let one = found.next()?;
    found.all(|id| id == one).then(|| {
        let why = format!("“{}” is the {} of the same", scene.name_of(one), noun.lower);
        (one, why, (weight::SAME_NOUN + weight::WORD_FITS, 1.0))
    })
}

/// "Her successor, Jo Doe", where she is the former holder of the office that is spoken of.
fn successor(scene: &Scene<'_>, description: &ComparedDescription) -> Option<usize> {
    let list = &scene.words.list;
    let plain = description.before && !description.owned;
    let end = scene.mention_at(description.head);
    let window = end.saturating_sub(weight::NEAREST_MENTIONS)..end;
    let ids = || window.clone().filter_map(|i| scene.entities.of[i]);
    let was = |id: &usize| was(&scene.entities.list[*id], &list[description.head].lower);
    let is =
        |id: &usize| scene.entities.list[*id].described.iter().any(|d| among(d, "successor replacement"));
    if !plain || !ids().any(|id| was(&id)) {
        return None;
    }
    let one = ids().find(is)?;
    ids().filter(is).all(|id| id == one).then_some(one)
}

impl ComparedDescription {
    /// "The monarch", of whom the article calls a ruler, and it has spoken of no other monarch.
    fn is_kindred(&self, scene: &Scene<'_>, mention: usize, entity: &Entity) -> bool {
        let list = &scene.words.list;
        let the = self.head.checked_sub(1).is_some_and(|i| list[i].says("the"));
        let plain = self.before && self.others.is_empty() && !list[self.head].is_name_like();
        let named = list[scene.mentions[mention].name.start].sentence;
        let near = list[self.head].sentence.saturating_sub(named) <= SENTENCES_TO_KINDRED;
        the && plain
            && near
            && is_kindred(entity, &scene.words.list[self.head].lower)
            && !is_introduced(scene, &(self.head - 1..self.head + 1), self.head)
    }

    /// What the noun counts for: the entity's own, a kindred one, another's; none where it cannot be another's.
    fn noun_score(&self, scene: &Scene<'_>, mention: usize, id: usize) -> Option<f32> {
        let (noun, entity) = (&scene.words.list[self.head], &scene.entities.list[id]);
        // What holds an office is told by the office: "the Norwegian minister" is no Norwegian of another.
        let office = noun.is(Classes::TITLE) && !self.owners.is_empty();
        let loose = self.before && !self.owned && !noun.is(Classes::ANONYMOUS) && !office;
        if is_described(entity, &noun.lower) {
            Some(weight::SAME_NOUN)
        } else if self.is_kindred(scene, mention, entity) {
            Some(weight::KINDRED_NOUN)
        } else {
            loose.then_some(0.0)
        }
    }

    /// How well the entity `id`, mentioned at `mention`, fits; none when it does not.
    fn score(&self, scene: &Scene<'_>, mention: usize, id: usize) -> Option<f32> {
        let list = &scene.words.list;
        let (noun, entity) = (&list[self.head], &scene.entities.list[id]);
        if self.owners.iter().any(|&i| has_other_owner(entity, &list[i])) {
            return None;
        }
        let mut score = self.noun_score(scene, mention, id)?;
        if was(entity, &noun.lower) && !self.others.iter().any(|&i| is_former(&list[i].lower)) {
            score += weight::FORMER;
        }
        // "the candidate's former doctor", of whom the text says only below who he is: whose he is, is not compared.
        let owner = self.others.iter().rposition(|&i| list[i].possessive).filter(|_| !self.before);
        for &other in &self.others[owner.map_or(0, |i| i + 1)..] {
            let word = &list[other];
            let fits = is_described(entity, &word.lower)
                || entity.parts.iter().any(|p| *p == word.lower)
                || self.owners.contains(&other) && has_owner(entity, word);
            if !fits
                && word.is(Classes::PARTY)
                && entity.described.iter().any(|d| class(d).any(Classes::PARTY))
            {
                score += weight::OTHER_PARTY;
            }
            score += match fits {
                true => weight::WORD_FITS,
                false if is_former(&word.lower) => weight::WORD_MISSING,
                false if word.is(Classes::MODIFIER) => weight::MODIFIER_MISSING,
                false if word.possessive && word.is_name_like() => weight::OTHER_OWNER,
                false if !self.before && word.is_name_like() && !word.is(Classes::PARTY) => {
                    weight::NAME_MISSING_IN_LEDE
                }
                false => weight::WORD_MISSING,
            };
        }
        if score < weight::LEAST {
            return None;
        }
        let apart = noun.sentence.abs_diff(list[scene.mentions[mention].name.start].sentence);
        score +=
            weight::NEAR / (1.0 + apart as f32 / 2.0) + (entity.count.max(1) as f32).ln() * weight::OFTEN;
        let last = || scene.turn_before(self.head).and_then(|turn| scene.facts[turn.speaker].entity);
        if self.before && last() == Some(id) {
            score += weight::SPOKE_LAST;
        }
        match (entity.sex(), sex_of(noun.class)) {
            ((Some(a), false), Some(b)) if a != b => return None,
            ((Some(a), true), Some(b)) if a != b => score += weight::OTHER_SEX_BY_NAME,
            _ => {}
        }
        Some(score)
    }
}

/// Whether the article describes an entity by a noun that says more or less than another.
pub(super) fn is_kindred(entity: &Entity, noun: &str) -> bool {
    entity.described.iter().any(|d| !entity.former.contains(d) && are_kindred(noun, d))
}

/// "A driver ... the Ohio driver": somebody without a name.
pub(super) fn is_introduced(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> bool {
    let list = &scene.words.list;
    (range.start.saturating_sub(WORDS_BEFORE_DESCRIPTION / 4)..range.start).any(|i| {
        list[i].lower == list[head].lower
            && (i.saturating_sub(4)..i).any(|j| list[j].among("a an another one"))
    })
}

/// Whether the article describes an entity by a word, or by another word for it.
pub(super) fn is_described(entity: &Entity, word: &str) -> bool {
    entity.described.contains(word)
        || synonyms(word).split(' ').any(|s| entity.described.contains(s))
        || class(word).any(Classes::TITLE) && entity.described.iter().any(|d| is_short_for(d, word))
}

/// Whether the article says that an entity only was what a word says: "former mayor".
fn was(entity: &Entity, word: &str) -> bool {
    entity.former.contains(word) || synonyms(word).split(' ').any(|s| entity.former.contains(s))
}

/// Finds the descriptions that mean somebody named ("the president"): they are antecedents of pronouns too.
pub(super) fn read_descriptions(scene: &mut Scene<'_>) {
    let list = &scene.words.list;
    let mut found = Vec::new();
    for head in 1..list.len() {
        let word = &list[head];
        let office = list[head - 1]
            .says("the")
            .then(|| holder_by_initials(scene, &(head - 1..head + 1), head))
            .flatten()
            .filter(|_| office_in_capitals(&scene.words, &(head - 1..head + 1)).is_some());
        if let Some(holder) = office {
            found.push((head, holder));
            continue;
        }
        if !word.is(Classes::PERSON) || word.form != Form::Lower || word.is(Classes::ANONYMOUS) {
            continue;
        }
        let start = (head.saturating_sub(4)..head)
            .rev()
            .find(|&i| list[i].says("the") || !(list[i].is(Classes::MODIFIER) || list[i].is_name_like()));
        let Some(start) = start.filter(|&i| list[i].says("the")) else { continue };
        if list.get(head + 1).is_some_and(|w| w.is_name_like() && w.sentence == word.sentence) {
            continue; // a title before a name
        }
        if let Some((entity, ..)) = described_person(scene, &(start..head + 1), head, true) {
            found.push((head, entity));
        }
    }
    scene.described = found;
}
