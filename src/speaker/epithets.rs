//! Epithets: "the 28-year-old", "the striker", "the runner-up": a description of one person by which nobody was introduced means
//! the person whom the text is about at that place.

use super::callings::called_by_calling;
use super::described::{is_described, is_introduced};
use super::entity::Entity;
use super::kinds::is_one_person;
use super::lexicon::{Classes, Sex, class, is_noun_of_work, is_parent, unnamed};
use super::names::sex_of;
use super::owners::{has_other_owner, owners};
use super::pronouns::topic;
use super::scene::Scene;
use super::synonyms::synonyms;
use super::words::{Form, Word};
use crate::english::lexicon;
use std::ops::Range;

/// "Doe won. The New York businessman said so."
pub(super) fn epithet(
    scene: &Scene<'_>,
    range: &Range<usize>,
    head: usize,
    within: Option<usize>,
) -> Option<(usize, String)> {
    let list = &scene.words.list;
    let noun = &list[head];
    let singular = is_person(noun) && !noun.is(Classes::PEOPLE) && !noun.possessive;
    // Whose somebody is, or what office he holds, the article would say of his name.
    let owners = owners(&scene.words, range, head);
    let owned = owners.iter().any(|&i| i > head || list[i].possessive);
    let opens = list[range.start].says("the") && range.end <= head + 8;
    // "The Democrat", but not "the Carpenter"
    let set_off =
        list.get(head + 1).is_some_and(|w| w.says(",")) && !list.get(head + 2).is_some_and(|w| w.says("who"));
    let party = noun.is(Classes::PARTY) && range.end == head + 1 && !set_off;
    let named = noun.is_name_like() && !party;
    let apart = party || is_set_apart(scene, range, head);
    let usual = noun.is(Classes::ANONYMOUS) && !is_aged(scene, range);
    if !singular || usual || !opens || owned || named || is_introduced(scene, range, head) {
        return None;
    }
    let story = is_of_the_story(&noun.lower);
    if !apart && !story {
        return called_by_calling(scene, range, head, within);
    }
    let sex = sex_of(noun.class).or_else(|| if apart { None } else { sex_said(scene, range, head) });
    let fits = |known: &Entity| {
        let artists = |d: &String| [d.as_str(), &*noun.lower].iter().all(|w| unnamed(w) == Some("artist"));
        let other = |d: &String| is_role(d) && (!artists(d) || class(d).any(Classes::TITLE));
        // "Coach Doe took her off. The striker said": not he.
        apart || is_described(known, &noun.lower) || !known.described.iter().any(other)
    };
    let (entity, why) = topic(scene, sex, range.start, within, fits)?;
    let known = &scene.entities.list[entity];
    let public = unnamed(&noun.lower) == Some("politician") && !apart;
    if public && !is_whole_topic(scene, range, head, known) {
        return None;
    }
    if owners.iter().any(|&i| has_other_owner(known, &list[i])) {
        return None;
    }
    // "the Norwegian minister", "the Ohio governor": nobody who is known by another office.
    let office = noun.is(Classes::TITLE)
        && unnamed(&noun.lower) == Some("official")
        && !is_described(known, &noun.lower);
    let foreign = owners.iter().any(|&i| list[i].is(Classes::DEMONYM));
    if office && (foreign || known.described.iter().any(|d| is_role(d))) {
        return None;
    }
    let other = (range.start..=head)
        .map(|i| &list[i])
        .find(|w| w.is(Classes::PARTY))
        .is_some_and(|w| is_of_another_party(known, &w.lower));
    (!other).then(|| (entity, format!("the person whom the text is about: {why}")))
}

/// "the 28-year-old", "the New York businessman", "the former nurse", "the father of four": words that fit few.
fn is_set_apart(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> bool {
    let list = &scene.words.list;
    let of = list[head + 1..range.end].first().is_some_and(|w| w.says("of"));
    let counted = of && list[head + 2..range.end].iter().any(|w| w.is(Classes::NUMBER_WORD));
    let family = is_parent(&list[head].lower) && (counted || list[head].lower.contains("-of-"));
    is_aged(scene, &(range.start..head + 1))
        || family
        || (range.start + 1..head).any(|i| {
            list[i].form == Form::Capital && !list[i].loud
                || list[i].among("gop us u.s uk")
                || list[i].is(Classes::DEMONYM.or(Classes::PARTY))
                || list[i].among("former retired")
        })
}

/// "the 28-year-old", "the 28-year-old worker"
fn is_aged(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    scene.words.list[range.clone()].iter().any(|w| w.lower.ends_with("-year-old"))
}

/// Many a candidate may be spoken of: whether it is the one whom the whole text is about, and of no body ("the HSC member").
fn is_whole_topic(scene: &Scene<'_>, range: &Range<usize>, head: usize, known: &Entity) -> bool {
    let list = &scene.words.list;
    let of_a_body = (range.start + 1..head).any(|i| list[i].is_name_like() && !list[i].is(Classes::PARTY));
    !of_a_body && known.count >= scene.most_named
}

/// Whether the article gives an entity another party than the one that a word names: "(R-Ohio)", "the Democrat".
fn is_of_another_party(known: &Entity, word: &str) -> bool {
    let letter = |d: &String| match d.split('-').next() {
        Some("r") => Some("republican"),
        Some("d") => Some("democrat"),
        _ => None,
    };
    let same = |w: &str| known.described.iter().any(|d| d == w || letter(d) == Some(w));
    known.described.iter().any(|d| class(d).any(Classes::PARTY) || letter(d).is_some())
        && !same(word)
        && !synonyms(word).split(' ').any(same)
}

/// "The Norwegian said so": the person whom the text is about of those who are of no other country.
pub(super) fn countryman(scene: &Scene<'_>, at: usize, within: Option<usize>) -> Option<(usize, String)> {
    let list = &scene.words.list;
    let word = &list[at];
    let one = word.is(Classes::DEMONYM) && word.lower.ends_with("an") && !word.possessive;
    if !one || !at.checked_sub(1).is_some_and(|before| list[before].says("the")) {
        return None;
    }
    let sex = sex_said(scene, &(at - 1..at + 1), at);
    let (entity, why) = topic(scene, sex, at - 1, within, |known| !has_other_owner(known, word))?;
    Some((entity, format!("the person whom the text is about: {why}")))
}

/// Whether a noun says what somebody is in a story or to the public, not what work or office he has, which people without a
/// name have as well: "the runner-up", "the accused", "the singer", but not "the driver", "the judge", "the coroner".
fn is_of_the_story(noun: &str) -> bool {
    // Who performs or stands for election is known to the public.
    if matches!(unnamed(noun), Some("artist" | "politician")) {
        return true;
    }
    matches!(unnamed(noun), None | Some("suspect" | "student" | "victim"))
        && !lexicon::nouns(noun).any(|(row, _)| row.has("role"))
        && (unnamed(noun).is_some() || !is_noun_of_work(noun))
}

/// Whether a noun means one person: "the striker", not "the retailer", which is a body.
fn is_person(noun: &Word<'_>) -> bool {
    noun.is(Classes::PERSON) || is_one_person(&noun.lower) && !noun.is(Classes::ORGANIZATION)
}

/// Whether a word describes somebody by work, office or part in a story.
fn is_role(word: &str) -> bool {
    class(word).any(Classes::PERSON.or(Classes::TITLE)) && !class(word).any(Classes::PARTY)
}

/// "The winner said she would": the sex that the words behind a description give its bearer.
fn sex_said(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> Option<Sex> {
    let list = &scene.words.list;
    let sentence = list[head].sentence;
    let said = list[range.end..].iter().take_while(|w| w.sentence == sentence && !w.quoted);
    said.map(|w| &*w.lower).find_map(|word| match word {
        "he" => Some(Sex::Male),
        "she" => Some(Sex::Female),
        _ => None,
    })
}
