//! Speakers: from the words that name a source to the person, organisation or unnamed source behind them.
//!
//! ```text
//!  words ──► mentions ──► entities ─┐
//!  (lexicon)  (titles, appositions)  ├──► phrase ──► name · pronoun · description · nothing ──► speaker
//!  attributions ────────────────────┘
//! ```
//!
//! [`resolve`] is the only way in. `words` reads the tokens, `mentions` finds the names in them (`names` knows how they
//! are built), `entities` groups the names by the person or organisation they mean, and `descriptions` says what stands
//! beside them. `phrase` reads one source; `pronouns`, `relative`, `nominals` and `absent` find who it is. Everything
//! looks back over a bounded window, so the time is linear in the text. Where two candidates fit equally well the
//! speaker stays open: a wrong name is worse than none.

mod absent;
mod accounts;
mod ages;
mod alike;
mod anonymous;
mod antecedents;
mod bare;
mod beside;
mod bodies;
mod called;
mod callings;
mod candidate;
mod cast;
mod confidence;
mod counted;
mod described;
mod descriptions;
mod entities;
mod entity;
mod epithets;
mod family;
mod former;
mod initials;
mod interview;
mod introduced;
mod justification;
mod kin;
mod kindred;
mod kinds;
mod lexicon;
mod listed;
mod mention;
mod mentions;
mod names;
mod naming;
mod nominals;
mod offices;
mod owners;
mod phrase;
mod place;
mod pronouns;
mod relative;
mod runs;
mod scene;
mod shown;
mod signs;
mod silent;
mod statements;
mod subjects;
mod synonyms;
mod thresholds;
mod whose;
mod words;

#[cfg(test)]
mod tests;

pub use alike::{ComparedName, why_alike};
pub use bare::is_bare_name;
pub use cast::{AnonymousClass, Cast, FEATURES, Resolution, Resolved, Speaker, SpeakerKind};
pub(crate) use lexicon::is_given_name;

use crate::extract::{ANSWER, ANSWERED, Attribution, HEARD, QuotationKind};
use crate::text::{Document, FurnitureKind};
use candidate::Setting;
use interview::{Interview, Turn};
use lexicon::Classes;
use mention::{Mention, NameKind};
use phrase::{Phrase, Pronoun};
use place::{AttributionPlace, enclosing};
use scene::{FoundSpeaker, Scene};
use std::ops::Range;
use thresholds::{DEEPEST_ATTRIBUTION, DOUBTFUL};
use words::{Form, Words};

/// Resolves the source of every attribution. `headline` and `byline` help: names there count as mentions, and the
/// byline is the author of "I" outside quotations.
#[must_use]
pub fn resolve(
    document: &Document,
    attributions: &[Attribution],
    headline: Option<&str>,
    byline: Option<&str>,
) -> Cast {
    if attributions.is_empty() {
        return Cast::default();
    }
    let words = Words::new(document);
    let mentions = mentions::find_mentions(&words);
    let mut entities = entities::gather_entities(&words, &mentions);
    if let Some(headline) = headline {
        entities.complete_from(headline);
    }
    entities.complete_from_things(&words, &mentions);
    let author = author(document, byline).or_else(|| biography(&words, &mentions));
    let mut scene = Scene::new(words, mentions, entities, author);
    described::read_descriptions(&mut scene);
    scene.accounts = accounts::bearers(&scene);
    let places: Vec<AttributionPlace> =
        attributions.iter().map(|a| AttributionPlace::of(document, &scene.words, a)).collect();
    let answers = |a: &&Attribution| a.evidence.rules.iter().any(|rule| rule == ANSWER);
    let answer = attributions.iter().zip(&places).find(|(a, _)| answers(a)).map(|(_, place)| place.content);
    let interview = Interview::read(&scene, headline, answer);
    let within = enclosing(attributions, &places, &scene.words);
    let order = outer_first(attributions, &places);
    let mut of: Vec<Option<FoundSpeaker>> = vec![None; attributions.len()];
    // "I" is the speaker around it, who may be named only after the quotation, so it comes last.
    for first_person in [false, true] {
        for &i in &order {
            let place = &places[i];
            let phrase = place.read_source(&scene);
            let is_first = matches!(phrase, Phrase::Pronoun(Pronoun::I | Pronoun::We));
            if is_first != first_person {
                continue;
            }
            if let Some(found) = by_place(&mut scene, &interview, &phrase, place, &attributions[i]) {
                of[i] = Some(found);
                continue;
            }
            let outer = within[i].and_then(|o| of[o].as_ref()).map(|f| f.speaker);
            let singular = matches!(phrase, Phrase::Pronoun(Pronoun::He | Pronoun::She));
            scene.spoken_of = if singular { place.spoken_of(&scene) } else { Vec::new() };
            let mut found = source(&mut scene, phrase, place, outer, &attributions[i]);
            found.signs.singular_person = singular;
            found.signs.sourceless = place.source.is_empty();
            // An inner source is only told about, and whoever declines to speak does not: they do not go on speaking.
            let speaks = attributions[i].asserted || attributions[i].reported;
            if !first_person && speaks && found.how != Resolution::Open && attributions[i].parent.is_none() {
                scene.take_turn(place.at, found.speaker);
            }
            of[i] = Some(found);
        }
    }
    finish(&scene.speakers, of)
}

/// The attributions in the order of the text, outer ones first: who an inner source is may depend on the speaker around it.
fn outer_first(attributions: &[Attribution], places: &[AttributionPlace]) -> Vec<usize> {
    let around =
        |i: usize| std::iter::successors(Some(i), |&i| attributions.get(i)?.parent).take(DEEPEST_ATTRIBUTION);
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order
        .sort_by_cached_key(|&i| (around(i).map(|o| places[o].at).max(), around(i).count(), places[i].at, i));
    order
}

/// Who speaks where the words around the attribution say so, whatever its source is.
fn by_place(
    scene: &mut Scene<'_>,
    interview: &Interview,
    phrase: &Phrase,
    place: &AttributionPlace,
    attribution: &Attribution,
) -> Option<FoundSpeaker> {
    let by_rule = |rule: &str| attribution.evidence.rules.iter().any(|r| r == rule);
    if attribution.source.is_empty() && by_rule(ANSWERED) {
        return Some(scene.open("somebody else answers this question"));
    }
    if attribution.source.is_empty() && by_rule(HEARD) {
        return Some(scene.open("it is told who heard this, not who said it"));
    }
    if place.asks_nobody(&scene.words) {
        return Some(scene.open("the cue says that somebody is asked, known or expected, but not by whom"));
    }
    if place.seems(&scene.words) && attribution.kind != QuotationKind::Direct {
        return Some(scene.author(Resolution::Absent, "the cue is the outlet's own judgement"));
    }
    if let Some(entity) = initials::bearer_of_initials(scene, place.at) {
        return Some(scene.found(entity, Resolution::Partial, "whose initials these are".into()));
    }
    in_interview(scene, interview, phrase, place).or_else(|| {
        // Of an answer whose question alone is labelled, nobody who spoke before is the speaker.
        let answer = attribution.source.is_empty() && by_rule(ANSWER);
        answer.then(|| match interview.interviewee() {
            Some(entity) => scene.found(entity, Resolution::Nominal, "answers in this interview".into()),
            None => scene.open("who answers is not named, or several are"),
        })
    })
}

/// Resolves the sources of a headline by what the body says about them, and adds to `cast` those who speak only there.
#[must_use]
pub fn resolve_headline(
    headline: &Document,
    attributions: &[Attribution],
    body: &Document,
    cast: &mut Cast,
) -> Vec<Resolved> {
    // After the first paragraph, which usually gives the full names of the people in the headline.
    let at = body.paragraphs.first().map_or(0, |p| p.end);
    let before = if at == 0 { String::new() } else { format!("{}\n\n", &body.text[..at]) };
    let whole = Document::new(format!("{before}{}\n\n{}", headline.text, body.text[at..].trim_start()));
    let mut moved = attributions.to_vec();
    moved.iter_mut().for_each(|a| a.shift(before.len()));
    let found = resolve(&whole, &moved, None, None);
    let seat = |speaker: &Speaker, cast: &mut Cast| {
        let same = |s: &Speaker| s.name.is_some() && s.name == speaker.name && s.kind == speaker.kind;
        cast.speakers.iter().position(same).unwrap_or_else(|| {
            cast.speakers.push(speaker.clone());
            cast.speakers.len() - 1
        })
    };
    let resolved = found.of.into_iter();
    resolved.map(|r| Resolved { speaker: seat(&found.speakers[r.speaker], cast), ..r }).collect()
}

/// Only the speakers that speak, in the order of the attributions.
fn finish(speakers: &[Speaker], of: Vec<Option<FoundSpeaker>>) -> Cast {
    let mut seat = vec![None; speakers.len()];
    let mut cast = Cast::default();
    for found in of.into_iter().flatten() {
        let speaker = *seat[found.speaker].get_or_insert_with(|| {
            cast.speakers.push(speakers[found.speaker].clone());
            cast.speakers.len() - 1
        });
        let features = confidence::features(&found, &cast.speakers[speaker]);
        let confidence = confidence::confidence(&features);
        let confidence = if found.signs.doubtful { confidence.min(DOUBTFUL) } else { confidence };
        cast.features.push(features);
        cast.of.push(Resolved { speaker, how: found.how, confidence, evidence: found.evidence });
    }
    cast
}

/// Who asks and who answers in the labelled turns of an interview, where nobody else is the source.
fn in_interview(
    scene: &mut Scene<'_>,
    interview: &Interview,
    phrase: &Phrase,
    place: &AttributionPlace,
) -> Option<FoundSpeaker> {
    let turn = interview.turn(&scene.words, place.at)?;
    let quoted = scene.words.list.get(place.at).is_some_and(|w| w.quoted);
    let theirs = match phrase {
        Phrase::Nothing => true,
        Phrase::Pronoun(Pronoun::I | Pronoun::We) => !quoted,
        _ => interview::is_label(&scene.words, place.at),
    };
    if !theirs {
        return None;
    }
    Some(match (turn, interview.interviewee()) {
        (Turn::Answer, Some(entity)) => {
            scene.found(entity, Resolution::Nominal, "answers in this interview".into())
        }
        (Turn::Answer, None) => scene.open("who answers is not named, or several are"),
        (Turn::Question, _) => scene.open("a question of the interviewer"),
    })
}

/// Who one source is.
fn source(
    scene: &mut Scene<'_>,
    phrase: Phrase,
    place: &AttributionPlace,
    within: Option<usize>,
    attribution: &Attribution,
) -> FoundSpeaker {
    let phrase = style(scene, place).map_or(phrase, Phrase::Pronoun);
    let may_count = matches!(
        phrase,
        Phrase::Nothing | Phrase::Pronoun(Pronoun::Other | Pronoun::Some) | Phrase::Unknown(_)
    );
    let counted = if may_count { counted::one_of_a_group(scene, place) } else { None };
    counted.unwrap_or_else(|| by_phrase(scene, phrase, place, within, attribution))
}

/// "Her Royal Highness": as good as "she".
fn style(scene: &Scene<'_>, place: &AttributionPlace) -> Option<Pronoun> {
    let words = scene.words.list.get(place.source.first()?.clone())?;
    let [owner, rest @ .., last] = words else { return None };
    let styled =
        last.among(names::STYLES) && last.is_name_like() && rest.iter().all(words::Word::is_name_like);
    match &*owner.lower {
        "her" if styled => Some(Pronoun::She),
        "his" if styled => Some(Pronoun::He),
        _ => None,
    }
}

/// Who a source is by what its words are.
fn by_phrase(
    scene: &mut Scene<'_>,
    phrase: Phrase,
    place: &AttributionPlace,
    within: Option<usize>,
    attribution: &Attribution,
) -> FoundSpeaker {
    match phrase {
        Phrase::Nothing => {
            let gap = absent::Gap {
                cue: place.cue.clone(),
                at: place.content,
                quoted: attribution.kind == QuotationKind::Direct,
                opens: scene.words.list.get(place.content).is_some_and(|w| w.opens),
                continues: place.continues,
            };
            absent::resolve_absent(scene, &gap)
        }
        Phrase::Pronoun(Pronoun::Some) => {
            let words = place.source.first().cloned().unwrap_or(place.at..place.at + 1);
            let speaker = scene.unknown(words, SpeakerKind::Group);
            FoundSpeaker::new(speaker, Resolution::Name, "people who are not described further")
        }
        Phrase::Pronoun(pronoun) => {
            let at = place.at;
            let quoted = scene.words.list.get(at).is_some_and(|w| w.quoted);
            pronouns::resolve_pronoun(scene, pronoun, Setting { at, within, quoted })
        }
        Phrase::Name(mention) | Phrase::Description { named: Some(mention), .. } => {
            let at = scene.mentions[mention].name.end - 1;
            countryman(scene, at, within).unwrap_or_else(|| match nominals::common_noun(scene, mention) {
                Some(head) => nominals::resolve_description(scene, head..head + 1, head, within),
                None => name(scene, mention),
            })
        }
        Phrase::Names(names, more) => {
            let entities: Vec<usize> = names.iter().filter_map(|&m| scene.entities.of[m]).collect();
            let more = more.map(|r| scene.words.phrase(r));
            let speaker = scene.joint(&entities, more);
            let mut found = FoundSpeaker::new(speaker, Resolution::Name, "several names");
            found.signs.several = true;
            found
        }
        Phrase::Description { head, range, named: None } if !describes_a_speaker(scene, head, &range) => {
            scene.open("what is somebody's own, or a picture, does not speak")
        }
        Phrase::Description { head, range, named: None } => {
            let mut found = nominals::resolve_description(scene, range, head, within);
            found.signs.described = found.how == Resolution::Name;
            found
        }
        Phrase::PronounAnd(pronoun, mention) => pronoun_and(scene, pronoun, mention, place, within),
        Phrase::Handle(range) => accounts::account_holder(scene, range),
        Phrase::Unknown(range) => {
            let found = countryman(scene, range.end - 1, within);
            found.unwrap_or_else(|| unknown(scene, &range, attribution))
        }
    }
}

/// "The Norwegian": whom the text is about.
fn countryman(scene: &mut Scene<'_>, at: usize, within: Option<usize>) -> Option<FoundSpeaker> {
    let (entity, why) = epithets::countryman(scene, at, within)?;
    Some(scene.found(entity, Resolution::Nominal, why))
}

/// Whether a description may be a source: not "my people", not "the following chart".
fn describes_a_speaker(scene: &Scene<'_>, head: usize, range: &Range<usize>) -> bool {
    let list = &scene.words.list;
    let own = list[range.start].among("my our your") && list[head].says("people");
    !own && kinds::can_speak(&scene.words, head) != Some(false)
}

/// "he and his wife Jo": the two as one speaker.
fn pronoun_and(
    scene: &mut Scene<'_>,
    pronoun: Pronoun,
    mention: usize,
    place: &AttributionPlace,
    within: Option<usize>,
) -> FoundSpeaker {
    let setting = Setting { at: place.at, within, quoted: scene.words.list[place.at].quoted };
    let found = pronouns::resolve_pronoun(scene, pronoun, setting);
    let [Some(first), Some(second)] = [scene.facts[found.speaker].entity, scene.entities.of[mention]] else {
        return scene.open("the pronoun of the two is nobody's");
    };
    FoundSpeaker { speaker: scene.joint(&[first, second], None), ..found }
}

/// Words that no rule knows, as they stand.
fn unknown(scene: &mut Scene<'_>, range: &Range<usize>, attribution: &Attribution) -> FoundSpeaker {
    if let Some(head) = offices::office_in_capitals(&scene.words, range) {
        return nominals::resolve_description(scene, range.clone(), head, None);
    }
    let first = &scene.words.list[range.start];
    if first.among("my our") {
        return match first.quoted {
            true => scene.open("what is somebody's own does not speak"),
            false => scene.author(Resolution::Pronoun, "what is the author's own"),
        };
    }
    let last = range.end - 1;
    let body = scene.words.list[last].form == Form::Lower && scene.words.list[last].is(Classes::ORG_NAME);
    if !body && range.clone().rev().find_map(|i| kinds::can_speak(&scene.words, i)) == Some(false) {
        return scene.open("an event or a picture does not speak");
    }
    let speaker = if first.form == Form::Uncased {
        // No capitals and often no spaces: the words as the source gives them are the name.
        let words = attribution.source.first().map_or("", |s| s.of(scene.words.text).trim());
        scene.written(words, SpeakerKind::Person)
    } else {
        let single = first.form == Form::Capital && range.len() == 1;
        let kind = match first {
            _ if body && range.len() > 1 => SpeakerKind::Organization,
            w if single && w.is(Classes::DEMONYM) => SpeakerKind::Organization,
            w if single && w.is(Classes::KNOWN_ORGANIZATION.or(Classes::OUTLET)) => SpeakerKind::Organization,
            w if single && !w.is(Classes::PARTY) && !w.lower.ends_with('s') => SpeakerKind::Person,
            // "Refuge Watch"
            _ if is_written_as_one_name(scene, range) => SpeakerKind::Organization,
            _ => SpeakerKind::Group,
        };
        let range = scene.trimmed(range.clone(), range.start);
        scene.unknown(range, kind)
    };
    FoundSpeaker::new(speaker, Resolution::Name, "the words themselves")
}

/// Whether words are written as a name in the singular is: each with a capital.
fn is_written_as_one_name(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let words = &scene.words.list[range.clone()];
    let plural =
        words.last().is_some_and(|w| w.lower.ends_with('s') || w.is(Classes::PEOPLE.or(Classes::PARTY)));
    range.len() > 1
        && words.iter().all(|w| w.is_name_like() && !w.is(Classes::DEMONYM.or(Classes::PARTY)))
        && !plural
}

/// A name, full or in part.
fn name(scene: &mut Scene<'_>, mention: usize) -> FoundSpeaker {
    let Some(entity) = scene.entities.of[mention] else {
        return scene.open("two people of that name fit equally well");
    };
    let written = scene.words.phrase(scene.mentions[mention].name.clone());
    let speaker = scene.entity(entity);
    let full = scene.speakers[speaker].name.clone().unwrap_or_default();
    let partial = scene.mentions[mention].parts.len() < scene.entities.list[entity].parts.len();
    if partial {
        let why = format!("“{written}” is short for “{full}”");
        let mut found = FoundSpeaker::new(speaker, Resolution::Partial, why);
        found.signs.shared = scene.entities.list[entity].shared;
        found.signs.doubtful = scene.entities.doubtful.contains(&mention);
        return found;
    }
    FoundSpeaker::new(speaker, Resolution::Name, format!("named as “{written}”"))
}

/// The author's name: as given, else from a byline in the text.
fn author(document: &Document, byline: Option<&str>) -> Option<String> {
    let written = byline.map(str::to_owned).or_else(|| {
        let line = document.furniture.iter().find(|f| f.kind == FurnitureKind::Byline)?;
        Some(document.slice(line.span).to_owned())
    })?;
    let name = written.trim();
    let name = name
        .strip_prefix("By ")
        .or_else(|| name.strip_prefix("by "))
        .or_else(|| name.strip_prefix("BY "))
        .unwrap_or(name);
    let name = name.split([',', '|', '(', '\n', ';']).next().unwrap_or(name).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The author's name from the note below a piece: "Jo Doe is a playwright." in one of the last paragraphs.
fn biography(words: &Words<'_>, mentions: &[Mention]) -> Option<String> {
    let last = words.list.last()?.paragraph;
    let note = mentions.iter().rev().take(12).find(|m| {
        let word = &words.list[m.name.start];
        let says = words.list.get(m.name.end).is_some_and(|w| w.among("is teaches writes"));
        let opens = m.start == 0 || words.list[m.start - 1].paragraph != word.paragraph;
        word.paragraph + 2 >= last && word.paragraph > 3 && opens && says && m.kind == NameKind::Person
    })?;
    let name = words.phrase(note.name.clone());
    let once = mentions.iter().filter(|m| words.phrase(m.name.clone()) == name).take(2).count() == 1;
    (once && note.parts.len() > 1).then_some(name)
}
