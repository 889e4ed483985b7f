//! Descriptions: whether "the senator", "the Vermont independent" or "the company" is somebody who is named elsewhere.

use super::cast::{Resolution, SpeakerKind};
use super::described::described_person;
use super::entity::Entity;
use super::lexicon::{Class, class};
use super::mention::NameKind;
use super::names::sex_of;
use super::pronouns::topic;
use super::scene::{FoundSpeaker, Scene};
use super::synonyms::{kinds_of_document, kinds_of_organization, synonyms};
use super::thresholds::{
    COMPANIES_BACK, LEDE_PARAGRAPHS, ORGANIZATIONS_BACK, PLACES_BACK, WORDS_BEFORE_DESCRIPTION, described,
};
use super::words::{Form, Word, among};
use std::ops::Range;

/// Finds who the description `range` with its noun at `head` means.
/// `within` is the speaker whose words hold the description.
pub(super) fn resolve_description(
    scene: &mut Scene<'_>,
    range: Range<usize>,
    head: usize,
    within: Option<usize>,
) -> FoundSpeaker {
    let range = scene.trimmed(range, head);
    let found = named_elsewhere(scene, &range, head).or_else(|| {
        let (entity, why) = epithet(scene, &range, head, within)?;
        Some(scene.found(entity, Resolution::Nominal, why))
    });
    found.unwrap_or_else(|| {
        let speaker = scene.phrase(range, head);
        FoundSpeaker::new(speaker, Resolution::Name, "a description, as written")
    })
}

fn named_elsewhere(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<FoundSpeaker> {
    let word = scene.words.list[head].clone();
    let definite = is_definite(scene, range);
    let lede = word.paragraph <= LEDE_PARAGRAPHS;
    if word.is(Class::PERSON) {
        let found = if definite { described_person(scene, range, head, true) } else { None };
        return found
            .or_else(|| if lede { described_person(scene, range, head, false) } else { None })
            .map(|(entity, why)| scene.found(entity, Resolution::Nominal, why));
    }
    if word.is(Class::PEOPLE) {
        let these = scene.words.list[range.start].among("the these both");
        return if these { two(scene, range, head) } else { None };
    }
    if word.is(Class::ORGANIZATION) {
        let found = if definite { organization(scene, range, head) } else { None };
        return found.or_else(|| if lede { later_organization(scene, range, head) } else { None });
    }
    if word.is(Class::DOCUMENT) && (definite || lede) {
        return document(scene, range, head, lede);
    }
    None
}

/// "Doe won. The New York businessman said so": a description that singles out one person, when nobody else was
/// introduced by it, means the person whom the text is about at that place.
fn epithet(
    scene: &Scene<'_>,
    range: &Range<usize>,
    head: usize,
    within: Option<usize>,
) -> Option<(usize, String)> {
    let list = &scene.words.list;
    let noun = &list[head];
    let singular = noun.is(Class::PERSON) && !noun.is(Class::PEOPLE) && !noun.possessive;
    if !singular || noun.is(Class::ANONYMOUS) || !list[range.start].says("the") || range.end > head + 8 {
        return None;
    }
    let aged = |i: usize| list[i].lower.ends_with("-year-old");
    let apart = (range.start + 1..head).any(|i| {
        aged(i)
            || list[i].form == Form::Capital && !list[i].loud
            || list[i].among("gop us u.s uk")
            || list[i].is(Class::DEMONYM.or(Class::PARTY))
            || list[i].says("former")
    });
    if !(apart || aged(head)) || (range.start..head).any(|i| list[i].possessive) {
        return None;
    }
    // "a driver ... the Ohio driver": somebody without a name.
    let introduced = (range.start.saturating_sub(WORDS_BEFORE_DESCRIPTION / 4)..range.start).any(|i| {
        list[i].lower == noun.lower && (i.saturating_sub(4)..i).any(|j| list[j].among("a an another one"))
    });
    if introduced {
        return None;
    }
    let (entity, why) = topic(scene, sex_of(noun.class), range.start, within)?;
    let party = |w: &str| class(w).any(Class::PARTY);
    let mine = (range.start..head).map(|i| &list[i]).find(|w| w.is(Class::PARTY));
    let theirs = &scene.entities.list[entity].described;
    let other = mine.is_some_and(|w| {
        theirs.iter().any(|d| party(d))
            && !theirs.contains(&*w.lower)
            && !synonyms(&w.lower).split(' ').any(|s| theirs.contains(s))
    });
    (!other).then(|| (entity, format!("the person whom the text is about: {why}")))
}

/// "the", "this", "his", or no article: it refers to something that is introduced elsewhere.
fn is_definite(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let list = &scene.words.list;
    list[range.start].among("the this that these those his her their its")
        || range.len() == 1
        || list[range.start].possessive
        || range.clone().take(4).any(|i| list[i].possessive)
}

/// "the senators", "the candidates": the two persons so described, when they are two.
fn two(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<FoundSpeaker> {
    let list = &scene.words.list;
    let singular = list[head].lower.strip_suffix('s')?.to_owned();
    if range.len() > 3 || !class(&singular).any(Class::PERSON) {
        return None;
    }
    let end = scene.mention_at(range.start);
    let mut found: Vec<usize> = Vec::new();
    for i in (end.saturating_sub(described::NEAREST_MENTIONS / 2)..end).rev() {
        let Some(id) = scene.entities.of[i].filter(|id| !found.contains(id)) else { continue };
        let entity = &scene.entities.list[id];
        let fits = entity.described.contains(&singular)
            || entity.described.contains(&*list[head].lower)
            || synonyms(&singular).split(' ').any(|s| entity.described.contains(s));
        if entity.kind == NameKind::Person && fits {
            found.push(id);
        }
    }
    let [b, a] = found[..] else { return None };
    let speaker = scene.joint(&[a, b], None);
    Some(FoundSpeaker::new(speaker, Resolution::Nominal, "two persons are so described"))
}

/// An organisation whose name holds the noun ("the fund" for the Monetary Fund), else the one that spoke last.
fn organization(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<FoundSpeaker> {
    let list = &scene.words.list;
    let noun = list[head].lower.to_string();
    let others: Vec<usize> = range
        .clone()
        .filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Class::STOP))
        .collect();
    let owned = list[range.start].among("his her their its");
    if owned || others.iter().any(|&i| !list[i].is(Class::MODIFIER)) || range.end > head + 1 {
        return None;
    }
    let same_type = |entity: &Entity| {
        entity.kind == NameKind::Organization
            && entity.parts.iter().any(|p| *p == noun || among(p, kinds_of_organization(&noun)))
    };
    if let Some(id) = nearest_entity(scene, range, described::NEAREST_MENTIONS, same_type) {
        return Some(scene.found(id, Resolution::Nominal, format!("the last {noun} named")));
    }
    if let Some(around) = earlier_organization(scene, range, &noun) {
        let speaker = scene.phrase(around.0, around.1);
        return Some(FoundSpeaker::new(speaker, Resolution::Nominal, format!("the last {noun} named")));
    }
    if !others.is_empty() {
        return None;
    }
    if among(&noun, "city county state town") {
        let id = nearest_entity(scene, range, PLACES_BACK, |e| e.kind == NameKind::Place)?;
        return Some(scene.found(id, Resolution::Nominal, format!("the place named last may be the {noun}")));
    }
    any_organization(scene, range, &noun)
}

/// The nearest entity before a description that fits and modifies no noun.
fn nearest_entity(
    scene: &Scene<'_>,
    range: &Range<usize>,
    reach: usize,
    fits: impl Fn(&Entity) -> bool,
) -> Option<usize> {
    let end = scene.mention_at(range.start);
    (end.saturating_sub(reach)..end).rev().find_map(|i| {
        let free = !scene.is_modifier(&scene.mentions[i]);
        scene.entities.of[i].filter(|&id| free && fits(&scene.entities.list[id]))
    })
}

/// "the campaign": the last "Doe campaign", with its noun.
fn earlier_organization(
    scene: &Scene<'_>,
    range: &Range<usize>,
    noun: &str,
) -> Option<(Range<usize>, usize)> {
    let list = &scene.words.list;
    let place = among(noun, "city country state county town nation government");
    let named = |w: &Word<'_>| w.is_name_like() && !w.is(Class::STOP) && !w.opens || w.possessive;
    let earlier = (range.start.saturating_sub(WORDS_BEFORE_DESCRIPTION)..range.start).rev().find(|&i| {
        list[i].lower == noun
            && i > 0
            && (named(&list[i - 1]) || place && list.get(i + 1).is_some_and(|w| w.says("of")))
    })?;
    let around = scene.around(earlier);
    Some((if place { around } else { around.start..earlier + 1 }, earlier))
}

/// Where the noun is as wide as "company" or "group", the organisation that spoke last, else the one named last.
fn any_organization(scene: &mut Scene<'_>, range: &Range<usize>, noun: &str) -> Option<FoundSpeaker> {
    if !among(
        noun,
        "company firm agency organization organisation group network newspaper magazine union bank",
    ) {
        return None;
    }
    let plain = |entity: &Entity| {
        let of_its_own =
            "house congress senate court government campaign party university committee police parliament";
        entity.kind == NameKind::Organization && !entity.parts.iter().any(|p| among(p, of_its_own))
    };
    let spoke = scene
        .turns
        .iter()
        .rev()
        .take(COMPANIES_BACK)
        .filter(|t| scene.speakers[t.speaker].kind == SpeakerKind::Organization && t.at < range.start)
        .find(|t| scene.facts[t.speaker].entity.is_none_or(|id| plain(&scene.entities.list[id])));
    if let Some(speaker) = spoke.map(|t| t.speaker) {
        return Some(FoundSpeaker::new(speaker, Resolution::Nominal, "the organisation that spoke last"));
    }
    let id = nearest_entity(scene, range, ORGANIZATIONS_BACK, plain)?;
    Some(scene.found(id, Resolution::Nominal, "the organisation named last".into()))
}

/// "A House panel voted" in a lede: the committee named below.
fn later_organization(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<FoundSpeaker> {
    let list = &scene.words.list;
    let noun = list[head].lower.to_string();
    let others: Vec<&str> = (range.start..range.end)
        .filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Class::STOP))
        .map(|i| list[i].lower.as_ref())
        .collect();
    let from = scene.mention_at(head);
    let fits = |id: usize| {
        let entity = &scene.entities.list[id];
        let kind = entity.parts.iter().any(|p| *p == noun || among(p, kinds_of_organization(&noun)));
        let shared = others.iter().filter(|o| entity.parts.iter().any(|p| p == *o)).count();
        entity.kind == NameKind::Organization
            && kind
            && entity.parts.len() > 2
            && (shared > 0 || others.is_empty())
    };
    let id = (from..(from + 40).min(scene.mentions.len()))
        .find_map(|i| scene.entities.of[i].filter(|&id| fits(id)))?;
    Some(scene.found(id, Resolution::Nominal, format!("the {noun} named below")))
}

/// A document of that noun that is introduced before, or below a lede, with the fullest description it gets.
fn document(scene: &mut Scene<'_>, range: &Range<usize>, head: usize, lede: bool) -> Option<FoundSpeaker> {
    let list = &scene.words.list;
    let noun = list[head].lower.to_string();
    let named = |r: Range<usize>| {
        r.filter(|&j| {
            (list[j].is_name_like() && !list[j].opens && !list[j].loud || list[j].possessive)
                && !list[j].is(Class::STOP)
        })
        .count()
    };
    if named(range.start..head) > 0 || range.end > head + 3 {
        return None;
    }
    let others: Vec<&str> = (range.start..head)
        .filter(|&i| !list[i].is(Class::STOP.or(Class::MODIFIER)) && list[i].form != Form::Mark)
        .map(|i| list[i].lower.as_ref())
        .collect();
    let fullest = |window: &mut dyn Iterator<Item = usize>| {
        let mut best: Option<(usize, usize)> = None;
        let fits = |i: &usize| {
            let word = &list[*i];
            word.form != Form::Mark
                && !word.loud
                && (word.lower == noun || among(&word.lower, kinds_of_document(&noun)))
        };
        for i in window.filter(fits).take(12) {
            let around = scene.around(i);
            if !others.iter().all(|o| list[around.clone()].iter().any(|w| w.lower == *o)) {
                continue;
            }
            let same = usize::from(list[i].lower == noun);
            let size = around.len().min(8) + 4 * named(around.start..i).min(2) + same;
            if best.is_none_or(|(b, _)| size > b) {
                best = Some((size, i));
            }
            // "A new Doe ad": the nearest that is introduced is the one.
            let opens = &list[around.start];
            if opens.among("a an another new") || opens.possessive || named(around.start..i) > 0 {
                break;
            }
        }
        best.filter(|(size, _)| *size > range.len() + 2)
    };
    let before = fullest(&mut (range.start.saturating_sub(WORDS_BEFORE_DESCRIPTION)..range.start).rev());
    let after = || if lede { fullest(&mut (range.end..(range.end + 400).min(list.len()))) } else { None };
    let (_, at) = before.or_else(after)?;
    let around = scene.around(at);
    let speaker = scene.phrase(around, at);
    Some(FoundSpeaker::new(speaker, Resolution::Nominal, format!("the {noun} introduced elsewhere")))
}
