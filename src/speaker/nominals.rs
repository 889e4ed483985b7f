//! Descriptions: "the senator", "the Vermont independent", "the company": somebody already named, or nobody.

use super::lexicon::Class;
use super::mentions::NameKind;
use super::scene::{Found, Scene};
use super::words::Form;
use super::{Resolution, SpeakerKind};
use std::ops::Range;

/// Entities that are compared at most, nearest first.
const NEAREST: usize = 200;

/// Finds who the description `range` with its noun at `head` means.
pub(super) fn resolve(scene: &mut Scene<'_>, range: Range<usize>, head: usize) -> Found {
    let range = scene.trimmed(range, head);
    let word = scene.words.list[head].clone();
    let definite = is_definite(scene, &range);
    let plural = word.is(Class::PEOPLE) && !word.is(Class::PERSON);
    if definite && !plural {
        if word.is(Class::PERSON) && !word.is(Class::ANONYMOUS) {
            if let Some(found) = person(scene, &range, head) {
                return found;
            }
        }
        if word.is(Class::ORGANIZATION) && !word.is(Class::PERSON) {
            if let Some(found) = body(scene, &range, head) {
                return found;
            }
        }
    }
    if word.is(Class::DOCUMENT) && (definite || range.len() == 1) {
        if let Some(found) = document(scene, &range, head) {
            return found;
        }
    }
    let speaker = scene.phrase(range, head);
    Found { speaker, how: Resolution::Name, evidence: vec!["the words themselves: nobody is named".into()] }
}

/// "the", "this", "his": it was spoken of before. A description with a name of its own is new.
fn is_definite(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let first = &scene.words.list[range.start];
    matches!(first.lower.as_str(), "the" | "this" | "that" | "his" | "her" | "their" | "its")
        || range.len() == 1
}

/// A person whose titles and descriptions share the noun, and whatever else the description says.
fn person(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<Found> {
    let list = &scene.words.list;
    let first = &list[range.start];
    if matches!(first.lower.as_str(), "his" | "her" | "their" | "its")
        || range.clone().any(|i| i < head && list[i].possessive)
    {
        return None;
    }
    let noun = list[head].lower.clone();
    let modifiers: Vec<String> = (range.start..range.end)
        .filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Class::STOP))
        .map(|i| list[i].lower.clone())
        .collect();
    let end = scene.mention_at(range.start);
    let sentence = list[head].sentence;
    let mut best: Option<(f32, usize)> = None;
    let mut second = 0.0f32;
    let mut seen: Vec<usize> = Vec::new();
    for i in (end.saturating_sub(NEAREST)..end).rev() {
        let Some(id) = scene.entities.of[i].filter(|id| !seen.contains(id)) else { continue };
        if seen.len() > 24 {
            break;
        }
        seen.push(id);
        let entity = &scene.entities.list[id];
        if entity.kind != NameKind::Person {
            continue;
        }
        let described = |w: &str| {
            entity.described.contains(w) || synonyms(w).iter().any(|s| entity.described.contains(*s))
        };
        let mut score = 0.0;
        if described(&noun) {
            score += 1.0;
        }
        for modifier in &modifiers {
            score += if described(modifier) || entity.parts.contains(modifier) { 0.5 } else { -0.12 };
        }
        if score <= 0.3 {
            continue;
        }
        let mention = &scene.mentions[i];
        let apart = sentence.saturating_sub(list[mention.name.start].sentence);
        score += 0.5 / (1.0 + apart as f32 / 2.0);
        score += (entity.count as f32).ln() * 0.12;
        if scene.turn_before(head).is_some_and(|t| scene.facts[t.speaker].entity == Some(id)) {
            score += 0.15;
        }
        match (entity.sex(), super::mentions::sex_of(list[head].class)) {
            ((Some(a), false), Some(b)) if a != b => continue,
            ((Some(a), true), Some(b)) if a != b => score -= 0.8,
            _ => {}
        }
        match best {
            Some((top, _)) if score <= top => second = second.max(score),
            _ => {
                second = best.map_or(second, |(top, _)| top);
                best = Some((score, id));
            }
        }
    }
    let (score, id) = best?;
    if score - second < 0.04 {
        return None;
    }
    let name = scene.name_of(id);
    let speaker = scene.entity(id);
    Some(Found {
        speaker,
        how: Resolution::Nominal,
        evidence: vec![format!("“{name}” is described as “{noun}” ({score:.2})")],
    })
}

/// Words for one office.
fn synonyms(word: &str) -> &'static [&'static str] {
    match word {
        "senator" => &["sen", "senators"],
        "congressman" | "congresswoman" | "representative" => {
            &["rep", "congressman", "congresswoman", "representative"]
        }
        "lawmaker" | "legislator" => &[
            "sen",
            "rep",
            "senator",
            "congressman",
            "congresswoman",
            "representative",
            "assemblyman",
            "delegate",
            "del",
        ],
        "governor" => &["gov"],
        "nominee" | "candidate" | "contender" | "hopeful" | "standard-bearer" => {
            &["nominee", "candidate", "contender", "hopeful", "frontrunner", "front-runner"]
        }
        "republican" => &["r", "gop", "republican"],
        "democrat" | "democratic" => &["d", "democrat", "democratic"],
        "gop" => &["republican", "r", "gop"],
        "independent" => &["i"],
        "spokesman" | "spokeswoman" | "spokesperson" => {
            &["spokesman", "spokeswoman", "spokesperson", "press", "secretary"]
        }
        "professor" => &["prof"],
        "general" => &["gen"],
        "chief" => &["commissioner", "chief"],
        "commissioner" => &["chief"],
        "businessman" | "mogul" | "developer" => {
            &["businessman", "mogul", "billionaire", "developer", "tycoon"]
        }
        "billionaire" => &["mogul", "tycoon", "businessman"],
        "attorney" | "lawyer" => &["attorney", "lawyer", "counsel"],
        "leader" => &["leader", "chairman", "head"],
        "chairman" | "chairwoman" | "chair" => &["chairman", "chair", "chairwoman"],
        "scientist" | "researcher" => &["scientist", "researcher", "professor"],
        "author" | "writer" => &["author", "writer", "novelist"],
        "filmmaker" | "director" => &["filmmaker", "director"],
        "doctor" | "physician" => &["doctor", "physician", "dr"],
        _ => &[],
    }
}

/// An organisation whose name holds the noun ("the fund" for the Monetary Fund), else the one that spoke last.
fn body(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<Found> {
    let list = &scene.words.list;
    let noun = list[head].lower.clone();
    let owner = matches!(list[range.start].lower.as_str(), "his" | "her" | "their" | "its");
    let bare = range.clone().filter(|&i| list[i].form != Form::Mark && !list[i].is(Class::STOP)).count() == 1;
    if !bare || owner || range.clone().any(|i| list[i].is_name_like() && !list[i].opens) {
        return None;
    }
    let end = scene.mention_at(range.start);
    let same_type = |id: usize| {
        let entity = &scene.entities.list[id];
        entity.kind == NameKind::Organization
            && entity.parts.iter().any(|p| *p == noun || kinds_of_body(&noun).contains(&p.as_str()))
    };
    let by_name = (end.saturating_sub(NEAREST)..end)
        .rev()
        .find_map(|i| scene.entities.of[i].filter(|&id| same_type(id)));
    if let Some(id) = by_name {
        let speaker = scene.entity(id);
        return Some(Found {
            speaker,
            how: Resolution::Nominal,
            evidence: vec![format!("the last {noun} named")],
        });
    }
    // "the campaign": the last "Doe campaign".
    let place =
        matches!(noun.as_str(), "city" | "country" | "state" | "county" | "town" | "nation" | "government");
    let lowest = range.start.saturating_sub(2500);
    let earlier = (lowest..range.start).rev().find(|&i| {
        list[i].lower == noun
            && i > 0
            && (list[i - 1].is_name_like() && !list[i - 1].is(Class::STOP)
                || list[i - 1].possessive
                || place && list.get(i + 1).is_some_and(|w| w.says("of")))
    });
    if let Some(earlier) = earlier {
        let range = scene.around(earlier);
        let speaker = scene.phrase(range, earlier);
        return Some(Found {
            speaker,
            how: Resolution::Nominal,
            evidence: vec![format!("the last {noun} named")],
        });
    }
    if matches!(
        noun.as_str(),
        "government"
            | "police"
            | "military"
            | "army"
            | "administration"
            | "congress"
            | "senate"
            | "house"
            | "court"
    ) {
        return None;
    }
    if place {
        let id = (end.saturating_sub(40)..end).rev().find_map(|i| {
            scene.entities.of[i].filter(|&id| scene.entities.list[id].kind == NameKind::Place)
        })?;
        let speaker = scene.entity(id);
        return Some(Found {
            speaker,
            how: Resolution::Nominal,
            evidence: vec![format!("the place named last may be the {noun}")],
        });
    }
    let spoke = scene
        .turns
        .iter()
        .rev()
        .take(12)
        .find(|t| scene.speakers[t.speaker].kind == SpeakerKind::Organization && t.at < range.start)
        .map(|t| t.speaker);
    if let Some(speaker) = spoke {
        return Some(Found {
            speaker,
            how: Resolution::Nominal,
            evidence: vec!["the organisation that spoke last".into()],
        });
    }
    let id = (end.saturating_sub(20)..end).rev().find_map(|i| {
        scene.entities.of[i].filter(|&id| {
            scene.entities.list[id].kind == NameKind::Organization && !scene.is_modifier(&scene.mentions[i])
        })
    })?;
    let speaker = scene.entity(id);
    Some(Found { speaker, how: Resolution::Nominal, evidence: vec!["the organisation named last".into()] })
}

/// Words in the names of such bodies.
fn kinds_of_body(noun: &str) -> &'static [&'static str] {
    match noun {
        "agency" => {
            &["agency", "administration", "bureau", "office", "service", "services", "investigations"]
        }
        "company" | "firm" | "corporation" => &[
            "inc",
            "corp",
            "co",
            "ltd",
            "llc",
            "plc",
            "company",
            "group",
            "energy",
            "industries",
            "airlines",
            "bank",
            "holdings",
        ],
        "bank" | "lender" => &["bank", "fargo", "sachs"],
        "newspaper" | "paper" => &[
            "times",
            "post",
            "journal",
            "tribune",
            "herald",
            "gazette",
            "guardian",
            "telegraph",
            "chronicle",
            "globe",
        ],
        "magazine" => &["magazine", "review", "weekly"],
        "network" | "channel" => &["news", "channel", "network", "tv", "television", "radio"],
        "panel" => &["committee", "commission", "subcommittee", "council"],
        "union" => &["union", "association", "federation", "teamsters", "brotherhood", "workers"],
        "group" => &[
            "association",
            "council",
            "coalition",
            "society",
            "foundation",
            "alliance",
            "fund",
            "union",
            "center",
            "institute",
        ],
        "department" => &["department", "dept"],
        "school" | "college" => &["university", "college", "school", "academy"],
        "court" => &["court"],
        "party" => &["party"],
        "organization" | "organisation" => {
            &["organization", "organisation", "association", "foundation", "society"]
        }
        _ => &[],
    }
}

/// A document of that noun that was introduced before, with the fullest description it got.
fn document(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<Found> {
    let list = &scene.words.list;
    let noun = list[head].lower.clone();
    let has_name =
        range.clone().any(|i| i < head && (list[i].is_name_like() && !list[i].opens || list[i].possessive));
    if has_name || range.end > head + 2 {
        return None;
    }
    let lowest = range.start.saturating_sub(2500);
    let mut best: Option<(usize, usize)> = None;
    let mut looked = 0;
    for i in (lowest..range.start).rev() {
        if list[i].lower != noun || list[i].form == Form::Mark {
            continue;
        }
        looked += 1;
        if looked > 12 {
            break;
        }
        let around = scene.around(i);
        let names = around.clone().filter(|&j| list[j].is_name_like() && !list[j].is(Class::STOP)).count();
        let size = around.len().min(8) + 4 * names.min(2);
        if best.is_none_or(|(b, _)| size > b) {
            best = Some((size, i));
        }
    }
    let (size, at) = best?;
    let own = range.len();
    if size <= own + 1 {
        return None;
    }
    let around = scene.around(at);
    let speaker = scene.phrase(around, at);
    Some(Found { speaker, how: Resolution::Nominal, evidence: vec![format!("the {noun} introduced before")] })
}
