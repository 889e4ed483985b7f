//! Descriptions: whether "the senator", "the Vermont independent" or "the company" is somebody who is named elsewhere.

use super::ages::person_of_age;
use super::bodies::{body_spoken_of, is_wide, only_body, what_it_makes};
use super::cast::Resolution;
use super::described::{described_person, holder};
use super::entity::Entity;
use super::epithets::epithet;
use super::introduced::{introduced_next, named_by_age, named_later, stays_unnamed};
use super::kinds::is_one_person;
use super::lexicon::{Classes, class};
use super::listed::{listed_before, members, together};
use super::mention::NameKind;
use super::offices::{self, holder_by_initials};
use super::owners::is_owner;
use super::scene::{FoundSpeaker, Scene};
use super::statements::{Issuer, issuer};
use super::synonyms::{kinds_of_document, kinds_of_organization, synonyms};
use super::thresholds::{LEDE_PARAGRAPHS, PLACES_BACK, WORDS_BEFORE_DESCRIPTION, described};
use super::whose::owner_by_name;
use super::words::{Form, Word, among};
use crate::english::{Class, Inflection, Lemma, lemmas};
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
        let aged = person_of_age(scene, &range, head);
        let (entity, why) = aged.or_else(|| epithet(scene, &range, head, within))?;
        Some(scene.found(entity, Resolution::Nominal, why))
    });
    found.unwrap_or_else(|| match owner_by_name(scene, &range, head, within) {
        Some(owner) => {
            let rest = scene.words.phrase(range.start + 1..range.end);
            let speaker = scene.phrase_named(range, head, format!("{owner} {rest}"));
            FoundSpeaker::new(speaker, Resolution::Name, format!("a description, of whom it says {owner}"))
        }
        None => {
            let speaker = scene.phrase(range, head);
            FoundSpeaker::new(speaker, Resolution::Name, "a description, as written")
        }
    })
}

fn named_elsewhere(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<FoundSpeaker> {
    let office = offices::office_in_capitals(&scene.words, range).filter(|&at| at == head);
    if let Some(one) = office.and_then(|_| holder_by_initials(scene, range, head)) {
        let why =
            format!("“{}” is short for the title of “{}”", scene.words.list[head].lower, scene.name_of(one));
        return Some(scene.found(one, Resolution::Nominal, why).fitting((described::SAME_NOUN, 1.0)));
    }
    let word = scene.words.list[head].clone();
    let definite = is_definite(scene, range);
    let lede = word.paragraph <= LEDE_PARAGRAPHS;
    if word.is(Classes::PERSON) || is_one_person(&word.lower) {
        let found = if definite { holder(scene, range, head) } else { None };
        let before = || if definite { described_person(scene, range, head, true) } else { None };
        let found = found
            .or_else(before)
            .or_else(|| if stays_unnamed(scene, head) { None } else { named_below(scene, range, head, lede) })
            .map(|(entity, why, fit)| scene.found(entity, Resolution::Nominal, why).fitting(fit));
        // "The lender": a bank, or who lends.
        if found.is_some() || !word.is(Classes::ORGANIZATION) {
            return found;
        }
    }
    if let Some(members) = members(scene, head) {
        return Some(together(scene, &members));
    }
    if word.is(Classes::PEOPLE) {
        if definite && let Some(found) = listed_before(scene, range, head) {
            return Some(found);
        }
        let these = scene.words.list[range.start].among("the these both");
        return if these { two(scene, range, head) } else { None };
    }
    if word.is(Classes::ORGANIZATION) {
        let found = if definite { organization(scene, range, head) } else { None };
        return found.or_else(|| if lede { later_organization(scene, range, head) } else { None });
    }
    if let Some(issuer) = issuer(scene, range, head) {
        let why = format!("whose the {} is", word.lower);
        return Some(match issuer {
            Issuer::Entity(id) => scene.found(id, Resolution::Nominal, why),
            Issuer::Speaker(id) => FoundSpeaker::new(id, Resolution::Nominal, why),
        });
    }
    if word.is(Classes::DOCUMENT) && (definite || lede) {
        return document(scene, range, head, lede);
    }
    None
}

/// Who gets a name only below the description.
fn named_below(
    scene: &Scene<'_>,
    range: &Range<usize>,
    head: usize,
    lede: bool,
) -> Option<(usize, String, (f32, f32))> {
    let after = if lede { described_person(scene, range, head, false) } else { None };
    let next = || introduced_next(scene, range, head).or_else(|| named_by_age(scene, range, head));
    after.or_else(next).or_else(|| named_later(scene, range, head))
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
    if range.len() > 3 || !class(&singular).any(Classes::PERSON) {
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

/// An organisation whose name holds the noun ("the fund" for the Monetary Fund), or whom the text is about; none where
/// several may be meant.
fn organization(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<FoundSpeaker> {
    let list = &scene.words.list;
    let noun = list[head].lower.to_string();
    let others: Vec<usize> = range
        .clone()
        .filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Classes::STOP))
        // "The think tank"
        .filter(|&i| noun != "tank" || !list[i].says("think"))
        .collect();
    let owned = list[range.start].among("his her their its")
        || others.iter().any(|&i| is_owner(&scene.words, i) && list[i].is_name_like());
    let made = what_it_makes(scene, &others, &noun);
    let modifies = |&i: &usize| list[i].is(Classes::MODIFIER) || list[i].lower.ends_with("-based");
    let plain = made.is_some() || others.iter().all(modifies);
    // "the smaller airline", "the other firm": not the one that is plainly meant.
    let apart = others.iter().any(|&i| is_of_several(&list[i].lower));
    if owned || apart || !plain || range.end > head + 1 {
        return None;
    }
    let place = among(&noun, "city county state town");
    let body = if place { None } else { body_spoken_of(scene, range, &noun, made.as_deref()) };
    let told = |&i: &usize| list[i].is(Classes::DEMONYM) || list[i].lower.ends_with("-based");
    let bare = (made.is_some() || others.iter().all(told)) && !place;
    let only = || if bare { only_body(scene, range, &noun, made.as_deref()) } else { None };
    if let Some((id, why, fit)) = body.or_else(only) {
        scene.call_body(id);
        return Some(scene.found(id, Resolution::Nominal, why).fitting(fit));
    }
    let earlier = earlier_organization(scene, range, &noun).filter(|_| !is_wide(&noun));
    let shares = |around: &Range<usize>| {
        others
            .iter()
            .all(|&i| scene.words.list[around.clone()].iter().any(|w| w.lower == scene.words.list[i].lower))
    };
    if let Some((around, head)) = earlier.filter(|(around, _)| shares(around)) {
        let speaker = scene.phrase(around, head);
        return Some(FoundSpeaker::new(speaker, Resolution::Nominal, format!("the last {noun} named")));
    }
    if !others.is_empty() {
        return None;
    }
    if place {
        let id = nearest_entity(scene, range, PLACES_BACK, |e| e.kind == NameKind::Place)?;
        return Some(scene.found(id, Resolution::Nominal, format!("the place named last may be the {noun}")));
    }
    None
}

/// Whether a modifier tells one of several apart.
fn is_of_several(word: &str) -> bool {
    let compares = |l: &Lemma| l.class == Class::Adjective && l.inflection.any(Inflection::COMPARATIVE);
    among(word, "other another rival same second third latter") || lemmas(word).iter().any(compares)
}

/// Nouns of which a body's name says that it is one: nobody is guessed by nearness, with single spaces between.
const NARROW: &str = "newspaper magazine union bank department ministry fund charity foundation";

/// The noun of a "name" of one common word, such as "Company" or "Department": nobody's name.
pub(super) fn common_noun(scene: &Scene<'_>, mention: usize) -> Option<usize> {
    let mention = &scene.mentions[mention];
    let [only] = mention.parts[..] else { return None };
    let entity = scene.entities.of[scene.mentions.partition_point(|m| m.name.start < mention.name.start)];
    let word = &scene.words.list[only];
    let alone = entity.is_none_or(|id| scene.entities.list[id].parts.len() == 1);
    let common = is_wide(&word.lower) || among(&word.lower, NARROW);
    (common && alone && word.form == Form::Capital).then_some(only)
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

/// "the campaign": the last "Doe campaign", with its noun; rather one of somebody whom the paragraph has named.
fn earlier_organization(
    scene: &Scene<'_>,
    range: &Range<usize>,
    noun: &str,
) -> Option<(Range<usize>, usize)> {
    let list = &scene.words.list;
    let place = among(noun, "city country state county town nation government");
    let named = |w: &Word<'_>| w.is_name_like() && !w.is(Classes::STOP) && !w.opens || w.possessive;
    // "The regional health commission", but not "the same commission"
    let told = |i: usize| {
        let start = scene.around(i).start;
        let words = || list[start..i].iter().filter(|w| !w.is(Classes::STOP));
        (list[start].says("the") || named(&list[start]))
            && words().any(|w| lemmas(&w.lower).first().is_some_and(|l| l.class == Class::Noun))
            && words()
                .all(|w| w.form != Form::Mark && !w.is(Classes::NUMBER_WORD) && !is_of_several(&w.lower))
    };
    let fits = |&i: &usize| {
        list[i].lower == noun
            && i > 0
            && (named(&list[i - 1])
                || place && list.get(i + 1).is_some_and(|w| w.says("of"))
                || !place && told(i))
    };
    let all = || (range.start.saturating_sub(WORDS_BEFORE_DESCRIPTION)..range.start).rev().filter(fits);
    let paragraph = list[range.start].paragraph;
    let here: Vec<&Word<'_>> =
        list[..range.start].iter().rev().take_while(|w| w.paragraph == paragraph).collect();
    let of_somebody_here =
        |&i: &usize| list[i].paragraph == paragraph || here.iter().any(|w| w.lower == list[i - 1].lower);
    let earlier = all().take(8).find(of_somebody_here).or_else(|| all().next())?;
    let around = scene.around(earlier);
    Some((if place { around } else { around.start..earlier + 1 }, earlier))
}

/// "A House panel voted" in a lede: the committee named below.
fn later_organization(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<FoundSpeaker> {
    let list = &scene.words.list;
    let noun = list[head].lower.to_string();
    let others: Vec<&str> = (range.start..range.end)
        .filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Classes::STOP))
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
                && !list[j].is(Classes::STOP)
        })
        .count()
    };
    if named(range.start..head) > 0 || range.end > head + 3 {
        return None;
    }
    let others: Vec<&str> = (range.start..head)
        .filter(|&i| !list[i].is(Classes::STOP.or(Classes::MODIFIER)) && list[i].form != Form::Mark)
        .map(|i| list[i].lower.as_ref())
        .collect();
    let fullest = |window: &mut dyn Iterator<Item = usize>| {
        let mut best: Option<(usize, usize)> = None;
        let fits = |i: &usize| {
            let word = &list[*i];
            // "A public records request": no records.
            let modifies = list.get(*i + 1).is_some_and(|next| {
                let noun = lemmas(&next.lower).first().is_some_and(|l| l.class == Class::Noun);
                next.form == Form::Lower && noun && next.sentence == word.sentence && !next.is(Classes::STOP)
            });
            word.form != Form::Mark
                && !word.loud
                && !modifies
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
