//! Pronouns: the nearest antecedent that fits in number, person and sex.

use super::antecedents::{Scores, groups_that_spoke, named_things, nouns, persons, things_that_spoke};
use super::candidate::{Setting, Who};
use super::cast::Resolution;
use super::entity::Entity;
use super::lexicon::{Classes, Sex};
use super::listed::{members, together};
use super::mention::NameKind;
use super::names::sex_of;
use super::phrase::Pronoun;
use super::relative::resolve_relative;
use super::scene::{FoundSpeaker, Scene};
use super::thresholds::antecedent as weight;
use super::words::Form;

/// Finds who a pronoun stands for.
pub(super) fn resolve_pronoun(scene: &mut Scene<'_>, pronoun: Pronoun, setting: Setting) -> FoundSpeaker {
    match pronoun {
        Pronoun::He => person(scene, Some(Sex::Male), setting),
        Pronoun::She => person(scene, Some(Sex::Female), setting),
        Pronoun::It => thing(scene, setting),
        Pronoun::They => several(scene, setting),
        Pronoun::Relative => resolve_relative(scene, setting),
        Pronoun::Both => both(scene, setting),
        Pronoun::I | Pronoun::We => first_person(scene, setting),
        Pronoun::You => {
            let speaker = scene.reader();
            FoundSpeaker::new(speaker, Resolution::Pronoun, "the reader or anyone")
        }
        Pronoun::Some | Pronoun::Other => scene.open("the word means nobody whom the text names"),
    }
}

/// "I" and "we": the speaker of the quotation that it stands in, else the author.
fn first_person(scene: &mut Scene<'_>, setting: Setting) -> FoundSpeaker {
    match setting.within {
        Some(speaker) => {
            FoundSpeaker::new(speaker, Resolution::Pronoun, "speaks within a quotation of this speaker")
        }
        None if setting.quoted => scene.open("\"I\" inside a quotation whose speaker is not known"),
        None => scene.author(Resolution::Pronoun, "\"I\" outside quotations is the author"),
    }
}

fn person(scene: &mut Scene<'_>, sex: Option<Sex>, setting: Setting) -> FoundSpeaker {
    let scores = persons(scene, sex, setting);
    conclude(scene, &scores, weight::MARGIN)
}

/// The named person whom the text is plainly about at the word `at`, of those who fit, other than the speaker of the words
/// around it.
pub(super) fn topic(
    scene: &Scene<'_>,
    sex: Option<Sex>,
    at: usize,
    within: Option<usize>,
    fits: impl Fn(&Entity) -> bool,
) -> Option<(usize, String)> {
    let quoted = scene.words.list[at].quoted;
    let mut scores = persons(scene, sex, Setting { at, within: None, quoted });
    // Where the paragraph has named somebody, whoever it named is meant or nobody.
    let here = named_in_paragraph(scene, at);
    let is_here = |who: &Who| matches!(who, Who::Entity(id) if here.contains(id));
    if scores.list.iter().any(|(who, ..)| is_here(who)) {
        scores.list.retain(|(who, ..)| is_here(who));
    }
    let said = within.and_then(|speaker| scene.facts[speaker].entity);
    scores.list.retain(|(who, ..)| said.is_none_or(|id| *who != Who::Entity(id)));
    scores.list.retain(|(who, ..)| match who {
        Who::Entity(id) => fits(&scene.entities.list[*id]),
        _ => true,
    });
    let (who, why, _) = scores.best(weight::MARGIN_OF_TOPIC)?;
    match who {
        Who::Entity(id) => Some((id, why)),
        _ => None,
    }
}

/// Whom the sentences of the paragraph before the one of the word `at` name outside quotations.
fn named_in_paragraph(scene: &Scene<'_>, at: usize) -> Vec<usize> {
    let list = &scene.words.list;
    let here = &list[at];
    let end = scene.mention_at(at);
    let before = scene.mentions[..end].iter().zip(&scene.entities.of).rev().take(weight::MENTIONS_BACK);
    let inside = before.take_while(|(m, _)| list[m.name.start].paragraph == here.paragraph);
    let told =
        inside.filter(|(m, _)| list[m.name.start].sentence < here.sentence && !list[m.name.start].quoted);
    told.filter_map(|(_, of)| *of).collect()
}

fn conclude(scene: &mut Scene<'_>, scores: &Scores, margin: f32) -> FoundSpeaker {
    match scores.best(margin) {
        Some((who, why, fit)) => {
            let speaker = match who {
                Who::Entity(id) => scene.entity(id),
                Who::Speaker(id) => id,
                Who::Head(head) if let Some(members) = members(scene, head) => {
                    together(scene, &members).speaker
                }
                Who::Head(head) => {
                    let range = scene.around(head);
                    scene.phrase(range, head)
                }
            };
            FoundSpeaker::new(speaker, Resolution::Pronoun, why).fitting(fit)
        }
        None => scene.open("no antecedent fits, or two fit alike"),
    }
}

/// "it": an organisation, place or document.
fn thing(scene: &mut Scene<'_>, setting: Setting) -> FoundSpeaker {
    let mut scores = Scores::default();
    let is_thing = |entity: &Entity| entity.kind == NameKind::Place || entity.may_be_body();
    named_things(scene, setting, &mut scores, is_thing);
    nouns(scene, setting, &mut scores, Classes::ORGANIZATION.or(Classes::DOCUMENT), Classes::HUMAN);
    things_that_spoke(scene, setting, &mut scores);
    let found = conclude(scene, &scores, weight::MARGIN);
    if let Some(entity) = scene.facts[found.speaker].entity {
        scene.call_body(entity);
    }
    found
}

/// "they": several people, or an organisation.
fn several(scene: &mut Scene<'_>, setting: Setting) -> FoundSpeaker {
    let mut scores = Scores::default();
    named_things(scene, setting, &mut scores, |entity| {
        matches!(entity.kind, NameKind::People | NameKind::Organization)
    });
    for (who, score, _) in &mut scores.list {
        let body = |id: usize| scene.entities.list[id].kind == NameKind::Organization;
        if matches!(who, Who::Entity(id) if body(*id)) {
            *score += weight::BODY_IN_THE_PLURAL;
        }
    }
    nouns(scene, setting, &mut scores, Classes::PEOPLE, Classes::NONE);
    groups_that_spoke(scene, setting, &mut scores);
    conclude(scene, &scores, weight::MARGIN_OF_SEVERAL)
}

/// "both", "the two men": the two persons named last.
fn both(scene: &mut Scene<'_>, setting: Setting) -> FoundSpeaker {
    let mut two: Vec<usize> = Vec::new();
    let list = &scene.words.list;
    let sentence = list[setting.at].sentence;
    let counted = list[setting.at..].iter().take(3).take_while(|w| w.sentence == sentence);
    let sex = counted.filter(|w| w.form == Form::Lower).find_map(|w| sex_of(w.class));
    let end = scene.mention_at(setting.at);
    for i in (end.saturating_sub(weight::MENTIONS_BACK)..end).rev() {
        let Some(id) = scene.entities.of[i].filter(|&id| scene.entities.list[id].kind == NameKind::Person)
        else {
            continue;
        };
        let other = matches!((scene.entities.list[id].sex().0, sex), (Some(a), Some(b)) if a != b);
        if !two.contains(&id) && !other {
            two.insert(0, id);
        }
        if two.len() == 2 {
            let speaker = scene.joint(&two, None);
            return FoundSpeaker::new(speaker, Resolution::Pronoun, "the two named last");
        }
    }
    match two_bodies(scene, setting.at) {
        Some(bodies) if sex.is_none() => {
            let speaker = scene.joint(&bodies, None);
            FoundSpeaker::new(speaker, Resolution::Pronoun, "the two that “and” joins")
        }
        _ => scene.open("no two persons were named before"),
    }
}

/// "Doe Works and Roe Foods merged. Both": the two bodies that "and" joins in this sentence or the one before.
fn two_bodies(scene: &Scene<'_>, at: usize) -> Option<[usize; 2]> {
    let list = &scene.words.list;
    let end = scene.mention_at(at);
    let body = |id: &usize| {
        let entity = &scene.entities.list[*id];
        entity.kind != NameKind::Person || !entity.is_full_person()
    };
    let named = |i: usize| scene.entities.of[i].filter(body);
    let joins = |i: usize| {
        let [one, other] = [&scene.mentions[i], &scene.mentions[i + 1]];
        let and = one.name.end;
        list[and].says("and") && other.start == and + 1 && list[at].sentence - list[and].sentence <= 1
    };
    let first =
        (end.saturating_sub(weight::MENTIONS_BACK)..end.saturating_sub(1)).rev().find(|&i| joins(i))?;
    Some([named(first)?, named(first + 1)?])
}
