//! Descriptions: "the senator", "the Vermont independent", "the company": somebody who is named elsewhere, or nobody.

use super::lexicon::Class;
use super::mentions::NameKind;
use super::names::sex_of;
use super::scene::{Found, Scene};
use super::words::{Form, among};
use super::{Resolution, SpeakerKind};
use std::ops::Range;

/// Mentions that are compared at most, nearest first, and different entities among them.
const NEAREST: usize = 200;
const ENTITIES: usize = 24;
/// Words that are looked back over for an earlier description.
const WORDS_BACK: usize = 2500;
/// Paragraphs of a lede: who is only described there is often named later.
const LEDE: u32 = 2;

/// Finds who the description `range` with its noun at `head` means.
/// `within` is the speaker whose words hold the description.
pub(super) fn resolve(
    scene: &mut Scene<'_>,
    range: Range<usize>,
    head: usize,
    within: Option<usize>,
) -> Found {
    let range = scene.trimmed(range, head);
    let found = named_elsewhere(scene, &range, head).or_else(|| {
        let (entity, why) = epithet(scene, &range, head, within)?;
        Some(scene.found(entity, Resolution::Nominal, why))
    });
    found.unwrap_or_else(|| {
        let speaker = scene.phrase(range, head);
        let evidence = vec!["a description, as written".into()];
        Found { speaker, how: Resolution::Name, evidence }
    })
}

fn named_elsewhere(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<Found> {
    let word = scene.words.list[head].clone();
    let definite = is_definite(scene, range);
    let lede = word.paragraph <= LEDE;
    if word.is(Class::PERSON) {
        let found = if definite { person(scene, range, head, true) } else { None };
        return found
            .or_else(|| if lede { person(scene, range, head, false) } else { None })
            .map(|(entity, why)| scene.found(entity, Resolution::Nominal, why));
    }
    if word.is(Class::PEOPLE) {
        let these = scene.words.list[range.start].among("the these both");
        return if these { two(scene, range, head) } else { None };
    }
    if word.is(Class::ORGANIZATION) {
        let found = if definite { body(scene, range, head) } else { None };
        return found.or_else(|| if lede { later_body(scene, range, head) } else { None });
    }
    if word.is(Class::DOCUMENT) && (definite || lede) {
        return document(scene, range, head, lede);
    }
    None
}

/// "Doe won. The New York businessman said so": a description that sets one person apart, of which nobody else was
/// introduced, is another word for the person whom the text is speaking of.
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
    // "a driver ... the Ohio driver": somebody of no name.
    let introduced = (range.start.saturating_sub(WORDS_BACK / 4)..range.start).any(|i| {
        list[i].lower == noun.lower && (i.saturating_sub(4)..i).any(|j| list[j].among("a an another one"))
    });
    if introduced {
        return None;
    }
    let (entity, why) = super::pronouns::topic(scene, sex_of(noun.class), range.start, within)?;
    let party = |w: &str| super::lexicon::class(w).any(Class::PARTY);
    let mine = (range.start..head).map(|i| &list[i]).find(|w| w.is(Class::PARTY));
    let theirs = &scene.entities.list[entity].described;
    let other = mine.is_some_and(|w| {
        theirs.iter().any(|d| party(d))
            && !theirs.contains(&*w.lower)
            && !synonyms(&w.lower).split(' ').any(|s| theirs.contains(s))
    });
    (!other).then(|| (entity, format!("another word for who is spoken of: {why}")))
}

/// "the", "this", "his", or no article: it is spoken of elsewhere.
fn is_definite(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let list = &scene.words.list;
    list[range.start].among("the this that these those his her their its")
        || range.len() == 1
        || list[range.start].possessive
        || range.clone().take(4).any(|i| list[i].possessive)
}

/// The person, before or after the description, whose titles and descriptions share its noun and its other words;
/// none when two fit alike.
pub(super) fn person(
    scene: &Scene<'_>,
    range: &Range<usize>,
    head: usize,
    before: bool,
) -> Option<(usize, String)> {
    let list = &scene.words.list;
    let noun = &list[head];
    let owned =
        list[range.start].among("his her their its") || (range.start..head).any(|i| list[i].possessive);
    let others: Vec<usize> = (range.start..range.end)
        .filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Class::STOP))
        .collect();
    let end = scene.mention_at(range.start);
    let window: Vec<usize> = if before {
        (end.saturating_sub(NEAREST)..end).rev().collect()
    } else {
        (end..(end + NEAREST).min(scene.mentions.len())).collect()
    };
    let mut seen: Vec<usize> = Vec::new();
    let (mut best, mut second): (Option<(f32, usize)>, f32) = (None, 0.0);
    for i in window {
        let Some(id) = scene.entities.of[i].filter(|id| !seen.contains(id)) else { continue };
        let entity = &scene.entities.list[id];
        if entity.kind != NameKind::Person {
            continue;
        }
        if seen.len() >= ENTITIES {
            break;
        }
        seen.push(id);
        let described = |w: &str| {
            entity.described.contains(w) || synonyms(w).split(' ').any(|s| entity.described.contains(s))
        };
        let is_noun = described(&noun.lower);
        let loose = before && !owned && !noun.is(Class::ANONYMOUS);
        if !is_noun && !loose {
            continue;
        }
        let mut score = if is_noun { 1.0 } else { 0.0 };
        for &other in &others {
            let word = &list[other];
            let fits = described(&word.lower) || entity.parts.iter().any(|p| *p == word.lower);
            if !fits
                && word.is(Class::PARTY)
                && entity.described.iter().any(|d| super::lexicon::class(d).any(Class::PARTY))
            {
                score -= 2.0;
            }
            score += match fits {
                true => 0.5,
                false if word.is(Class::MODIFIER) => -0.12,
                false => -0.4,
            };
        }
        if score < 0.5 {
            continue;
        }
        let mention = &scene.mentions[i];
        let apart = list[head].sentence.abs_diff(list[mention.name.start].sentence);
        score += 0.5 / (1.0 + apart as f32 / 2.0) + (entity.count.max(1) as f32).ln() * 0.12;
        if before && scene.turn_before(head).is_some_and(|t| scene.facts[t.speaker].entity == Some(id)) {
            score += 0.15;
        }
        match (entity.sex(), sex_of(noun.class)) {
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
    let why = format!("“{}” is described as “{}” ({score:.2})", scene.name_of(id), noun.lower);
    (score - second >= 0.04).then_some((id, why))
}

/// Words for one office, with single spaces between.
fn synonyms(word: &str) -> &'static str {
    match word {
        "senator" => "sen senators",
        "congressman" | "congresswoman" | "representative" => "rep congressman congresswoman representative",
        "lawmaker" | "legislator" => {
            "sen rep senator congressman congresswoman representative assemblyman delegate del legislator"
        }
        "governor" => "gov",
        "nominee" | "candidate" | "contender" | "hopeful" => {
            "nominee candidate contender hopeful frontrunner front-runner"
        }
        "republican" | "gop" => "r gop republican",
        "democrat" | "democratic" => "d democrat democratic",
        "independent" => "i",
        "spokesman" | "spokeswoman" | "spokesperson" => "spokesman spokeswoman spokesperson press",
        "professor" => "prof professor",
        "general" => "gen",
        "chief" => "commissioner head",
        "commissioner" => "chief",
        "businessman" | "mogul" | "developer" => "businessman mogul billionaire developer tycoon",
        "billionaire" => "mogul tycoon businessman",
        "attorney" | "lawyer" => "attorney lawyer counsel",
        "leader" => "chairman head",
        "chairman" | "chairwoman" | "chair" => "chairman chair chairwoman head helmed",
        "scientist" | "researcher" => "scientist researcher professor",
        "author" | "writer" => "author writer novelist",
        "filmmaker" | "director" => "filmmaker director",
        "doctor" | "physician" => "doctor physician dr",
        "boss" => "head chief president executive",
        "judge" => "justice magistrate",
        "member" => "rep congressman congresswoman sen",
        "surrogate" | "ally" => "ally surrogate supporter",
        _ => "",
    }
}

/// "the senators", "the candidates": the two persons so described, when they are two.
fn two(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<Found> {
    let list = &scene.words.list;
    let singular = list[head].lower.strip_suffix('s')?.to_owned();
    if range.len() > 3 || !super::lexicon::class(&singular).any(Class::PERSON) {
        return None;
    }
    let end = scene.mention_at(range.start);
    let mut found: Vec<usize> = Vec::new();
    for i in (end.saturating_sub(NEAREST / 2)..end).rev() {
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
    Some(Found { speaker, how: Resolution::Nominal, evidence: vec!["two persons are so described".into()] })
}

/// An organisation whose name holds the noun ("the fund" for the Monetary Fund), else the one that spoke last.
fn body(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<Found> {
    let list = &scene.words.list;
    let noun = list[head].lower.to_string();
    let owner = list[range.start].among("his her their its");
    let others =
        range.clone().filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Class::STOP));
    if owner || others.clone().any(|i| !list[i].is(Class::MODIFIER)) || range.end > head + 1 {
        return None;
    }
    let bare = others.count() == 0;
    let end = scene.mention_at(range.start);
    let nearest = |fits: &dyn Fn(usize) -> bool, reach: usize| {
        (end.saturating_sub(reach)..end).rev().find_map(|i| {
            let free = !scene.is_modifier(&scene.mentions[i]);
            scene.entities.of[i].filter(|&id| free && fits(id))
        })
    };
    let entity = |id: usize| &scene.entities.list[id];
    let same_type = |id: usize| {
        let parts = &entity(id).parts;
        entity(id).kind == NameKind::Organization
            && parts.iter().any(|p| *p == noun || among(p, kinds_of_body(&noun)))
    };
    if let Some(id) = nearest(&same_type, NEAREST) {
        return Some(scene.found(id, Resolution::Nominal, format!("the last {noun} named")));
    }
    // "the campaign": the last "Doe campaign".
    let place = among(&noun, "city country state county town nation government");
    let earlier = (range.start.saturating_sub(WORDS_BACK)..range.start).rev().find(|&i| {
        let named =
            |w: &super::words::Word<'_>| w.is_name_like() && !w.is(Class::STOP) && !w.opens || w.possessive;
        list[i].lower == noun
            && i > 0
            && (named(&list[i - 1]) || place && list.get(i + 1).is_some_and(|w| w.says("of")))
    });
    if let Some(earlier) = earlier {
        let around = scene.around(earlier).start..earlier + 1;
        let around = if place { scene.around(earlier) } else { around };
        let speaker = scene.phrase(around, earlier);
        let evidence = vec![format!("the last {noun} named")];
        return Some(Found { speaker, how: Resolution::Nominal, evidence });
    }
    if bare && among(&noun, "city county state town") {
        let id = nearest(&|id| entity(id).kind == NameKind::Place, 40)?;
        return Some(scene.found(id, Resolution::Nominal, format!("the place named last may be the {noun}")));
    }
    // Else the organisation that spoke last, where the noun is as wide as that.
    if !bare
        || !among(
            &noun,
            "company firm agency organization organisation group network newspaper magazine union bank",
        )
    {
        return None;
    }
    let plain = |id: usize| {
        let of_its_own =
            "house congress senate court government campaign party university committee police parliament";
        entity(id).kind == NameKind::Organization && !entity(id).parts.iter().any(|p| among(p, of_its_own))
    };
    let spoke = scene
        .turns
        .iter()
        .rev()
        .take(12)
        .filter(|t| scene.speakers[t.speaker].kind == SpeakerKind::Organization && t.at < range.start)
        .find(|t| scene.facts[t.speaker].entity.is_none_or(plain));
    if let Some(speaker) = spoke.map(|t| t.speaker) {
        let evidence = vec!["the organisation that spoke last".into()];
        return Some(Found { speaker, how: Resolution::Nominal, evidence });
    }
    let id = nearest(&plain, 20)?;
    Some(scene.found(id, Resolution::Nominal, "the organisation named last".into()))
}

/// "A House panel voted" in a lede: the committee named below.
fn later_body(scene: &mut Scene<'_>, range: &Range<usize>, head: usize) -> Option<Found> {
    let list = &scene.words.list;
    let noun = list[head].lower.to_string();
    let others: Vec<&str> = (range.start..range.end)
        .filter(|&i| i != head && list[i].form != Form::Mark && !list[i].is(Class::STOP))
        .map(|i| list[i].lower.as_ref())
        .collect();
    let from = scene.mention_at(head);
    let fits = |id: usize| {
        let entity = &scene.entities.list[id];
        let kind = entity.parts.iter().any(|p| *p == noun || among(p, kinds_of_body(&noun)));
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

/// Words in the names of such bodies, with single spaces between.
fn kinds_of_body(noun: &str) -> &'static str {
    match noun {
        "agency" => "agency administration bureau office service services investigations",
        "company" | "firm" | "corporation" => {
            "inc corp co ltd llc plc company energy industries airlines holdings motors partners"
        }
        "bank" | "lender" => "bank fargo sachs",
        "newspaper" | "paper" => {
            "times post journal tribune herald gazette guardian telegraph chronicle globe"
        }
        "magazine" => "magazine review weekly",
        "network" | "channel" => "news channel network tv television radio",
        "panel" => "committee commission subcommittee council",
        "union" => "union association federation teamsters brotherhood workers",
        "group" => "association council coalition society foundation alliance fund union center institute",
        "department" => "department dept",
        "tank" | "thinktank" => "institute center centre foundation council",
        "school" | "college" => "university college school academy",
        "organization" | "organisation" => "organization organisation association foundation society",
        _ => "",
    }
}

/// Nouns for one document, with single spaces between.
fn kinds_of_document(noun: &str) -> &'static str {
    const SETS: &[&str] = &[
        "ad ads commercial spot video clip footage recording advertisement",
        "poll survey polls polling",
        "report study research analysis paper survey review findings",
        "lawsuit suit complaint filing",
        "article story piece column editorial",
        "post tweet posting message",
        "film documentary movie",
        "letter note missive",
        "bill legislation measure law act",
    ];
    SETS.iter().find(|set| among(noun, set)).copied().unwrap_or_default()
}

/// A document of that noun that is introduced before, or below a lede, with the fullest description it gets.
fn document(scene: &mut Scene<'_>, range: &Range<usize>, head: usize, lede: bool) -> Option<Found> {
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
    let before = fullest(&mut (range.start.saturating_sub(WORDS_BACK)..range.start).rev());
    let after = || if lede { fullest(&mut (range.end..(range.end + 400).min(list.len()))) } else { None };
    let (_, at) = before.or_else(after)?;
    let around = scene.around(at);
    let speaker = scene.phrase(around, at);
    Some(Found {
        speaker,
        how: Resolution::Nominal,
        evidence: vec![format!("the {noun} introduced elsewhere")],
    })
}
