//! Speakers: from the words that name a source to the person, organisation or unnamed source behind them.
//!
//! ```text
//!  words ──► mentions ──► entities ─┐
//!  (lexicon)  (titles, appositions)  ├──► phrase ──► name · pronoun · description · nothing ──► speaker
//!  attributions ────────────────────┘
//! ```
//!
//! [`resolve`] is the only way in. `words` reads the tokens, `mentions` finds the names in them (how `names` are built), `entities`
//! gathers the names by whom they mean with what `descriptions` say of them; `phrase` reads one source, and
//! `pronouns`, `nominals` and `absent` find whom it means. Everything looks back over a bounded window, so the
//! time is linear in the text. Where two candidates fit alike the speaker stays open: a wrong name is worse than none.

mod absent;
mod alike;
mod anonymous;
mod descriptions;
mod entities;
mod entity;
mod kinds;
mod lexicon;
mod mentions;
mod names;
mod nominals;
mod phrase;
mod place;
mod pronouns;
mod scene;
mod signs;
mod words;

#[cfg(test)]
mod tests;

pub use alike::{likeness_keys, why_alike};

use crate::extract::{Attribution, QuotationKind};
use crate::text::{Document, FurnitureKind};
use lexicon::Class;
use mentions::{Mention, NameKind};
use phrase::{Phrase, Pronoun};
use place::{Place, enclosing};
use pronouns::Setting;
use scene::{Found, Scene};
use serde::{Deserialize, Serialize};
use words::{Form, Words};

/// Attributions inside attributions that are told apart; a bound, should they stand in a ring.
const DEEPEST: usize = 8;

/// The sex that an article's own words show for somebody; used to tell whom a pronoun means, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sex {
    Male,
    Female,
}

/// What kind of thing speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A named person.
    Person,
    /// An organisation, government, outlet or place that stands for one.
    Organization,
    /// People who are not named: "Republicans", "residents", "31 percent of respondents".
    Group,
    /// A report, poll, letter, lawsuit, post.
    Document,
    /// A source that is meant to stay unnamed: "an official", "a person familiar with the matter".
    Anonymous,
    /// The author or the outlet itself.
    Author,
    /// Nobody is named and nobody can be inferred.
    None,
}

/// Which class of unnamed source it is, as standards editors count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnonymousClass {
    /// "a senior official"
    Official,
    /// "an aide", "a spokesperson" without a name
    Aide,
    /// "a person familiar with the matter"
    PersonFamiliar,
    /// "a source"
    Source,
    /// "a witness"
    Witness,
    /// "experts"
    Expert,
    /// "analysts"
    Analyst,
    /// "a worker", "an employee"
    Worker,
    /// "a document seen by …"
    Document,
    /// Any other.
    Other,
}

/// One speaker of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The canonical name: the fullest form in the article, without honorifics; for groups, documents and unnamed
    /// sources the phrase as written; `None` when nobody could be told.
    pub name: Option<String>,
    /// What kind.
    pub kind: SpeakerKind,
    /// Job title, when the article gives one ("Venezuela's Communications Minister").
    pub title: Option<String>,
    /// Where they belong, when the article says so.
    pub affiliation: Option<String>,
    /// For an unnamed source, which class.
    pub anonymous: Option<AnonymousClass>,
    /// For an unnamed source, the reason given for it ("because they were not authorised to speak").
    pub anonymity_reason: Option<String>,
}

impl Speaker {
    fn unnamed(kind: SpeakerKind) -> Self {
        Self { name: None, kind, title: None, affiliation: None, anonymous: None, anonymity_reason: None }
    }

    fn named(name: String, kind: SpeakerKind) -> Self {
        Self { name: Some(name).filter(|n| !n.is_empty()), ..Self::unnamed(kind) }
    }
}

/// How a source was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// The source is the name.
    Name,
    /// Part of a name: "Dogu" for Laura Dogu, an acronym.
    Partial,
    /// A pronoun.
    Pronoun,
    /// A description: "the senator".
    Nominal,
    /// No source stands there; it goes on from before.
    Absent,
    /// Left open.
    Open,
}

/// Who one attribution's source is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Index into [`Cast::speakers`].
    pub speaker: usize,
    /// How it was told.
    pub how: Resolution,
    /// The reasons in words, for `explain`.
    pub evidence: Vec<String>,
}

/// The speakers of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cast {
    /// Each speaker once.
    pub speakers: Vec<Speaker>,
    /// For each attribution, in order, its speaker.
    pub of: Vec<Resolved>,
}

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
    let mentions = mentions::find(&words);
    let mut entities = entities::gather(&words, &mentions);
    if let Some(headline) = headline {
        entities.complete_from(headline);
    }
    let author = author(document, byline).or_else(|| biography(&words, &mentions));
    let mut scene = Scene::new(words, mentions, entities, author);
    scene.read_descriptions();
    let places: Vec<Place> = attributions.iter().map(|a| Place::of(document, &scene.words, a)).collect();
    let within = enclosing(attributions, &places, &scene.words);
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    // Whom an inner source means depends on who speaks around it: the outer ones first.
    let around = |i: usize| std::iter::successors(Some(i), |&i| attributions.get(i)?.parent).take(DEEPEST);
    order
        .sort_by_cached_key(|&i| (around(i).map(|o| places[o].at).max(), around(i).count(), places[i].at, i));

    let mut of: Vec<Option<Found>> = vec![None; attributions.len()];
    // "I" means whoever speaks around it, who may be named only after the quotation: last.
    for first_person in [false, true] {
        for &i in &order {
            let place = &places[i];
            let phrase = place.read(&scene);
            let is_first = matches!(phrase, Phrase::Pronoun(Pronoun::I | Pronoun::We));
            if is_first != first_person {
                continue;
            }
            if place.asks_nobody(&scene.words) {
                of[i] =
                    Some(scene.open("the cue has somebody asked, known or expected: by whom is not said"));
                continue;
            }
            if place.seems(&scene.words) && attributions[i].kind != QuotationKind::Direct {
                of[i] = Some(scene.author(Resolution::Absent, "the cue is the outlet's own judgement"));
                continue;
            }
            let outer = within[i].and_then(|o| of[o].as_ref()).map(|f| f.speaker);
            let found = source(&mut scene, phrase, place, outer, &attributions[i]);
            // Who is only told about by another does not go on speaking.
            if !first_person && found.how != Resolution::Open && attributions[i].parent.is_none() {
                scene.take_turn(place.at, found.speaker);
            }
            of[i] = Some(found);
        }
    }
    finish(&scene.speakers, of)
}

/// Resolves the sources of a headline that its body does not hold by what the body says of them, and adds to `cast` who
/// speaks only there.
#[must_use]
pub fn resolve_headline(
    headline: &Document,
    attributions: &[Attribution],
    body: &Document,
    cast: &mut Cast,
) -> Vec<Resolved> {
    // After the first paragraph, which mostly says at full length whom the headline is about.
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
fn finish(speakers: &[Speaker], of: Vec<Option<Found>>) -> Cast {
    let mut seat = vec![None; speakers.len()];
    let mut cast = Cast::default();
    for found in of.into_iter().flatten() {
        let speaker = *seat[found.speaker].get_or_insert_with(|| {
            cast.speakers.push(speakers[found.speaker].clone());
            cast.speakers.len() - 1
        });
        cast.of.push(Resolved { speaker, how: found.how, evidence: found.evidence });
    }
    cast
}

/// Who one source is.
fn source(
    scene: &mut Scene<'_>,
    phrase: Phrase,
    place: &Place,
    within: Option<usize>,
    attribution: &Attribution,
) -> Found {
    match phrase {
        Phrase::Nothing => {
            let gap = absent::Gap {
                cue: place.cue.clone(),
                at: place.content,
                quoted: attribution.kind == QuotationKind::Direct,
                continues: place.continues,
            };
            absent::resolve(scene, &gap)
        }
        Phrase::Pronoun(Pronoun::Some) => {
            let words = place.source.first().cloned().unwrap_or(place.at..place.at + 1);
            let speaker = scene.unknown(words, SpeakerKind::Group);
            Found { speaker, how: Resolution::Name, evidence: vec!["people of whom no more is said".into()] }
        }
        Phrase::Pronoun(pronoun) => {
            let at = place.at;
            let quoted = scene.words.list.get(at).is_some_and(|w| w.quoted);
            pronouns::resolve(scene, pronoun, Setting { at, within, quoted })
        }
        Phrase::Name(mention) | Phrase::Description { named: Some(mention), .. } => name(scene, mention),
        Phrase::Names(names, more) => {
            let entities: Vec<usize> = names.iter().filter_map(|&m| scene.entities.of[m]).collect();
            let more = more.map(|r| scene.words.phrase(r));
            let speaker = scene.joint(&entities, more);
            Found { speaker, how: Resolution::Name, evidence: vec!["several names".into()] }
        }
        Phrase::Description { head, range, named: None } => nominals::resolve(scene, range, head, within),
        Phrase::Handle(range) => {
            let speaker = scene.unknown(range, SpeakerKind::Person);
            Found { speaker, how: Resolution::Name, evidence: vec!["a user's name".into()] }
        }
        Phrase::Unknown(range) => {
            let kind = match scene.words.list[range.start].form {
                Form::Uncased => SpeakerKind::Person,
                Form::Capital if range.len() == 1 => match &scene.words.list[range.start] {
                    w if w.is(Class::DEMONYM) => SpeakerKind::Organization,
                    w if w.is(Class::PARTY) || w.lower.ends_with('s') => SpeakerKind::Group,
                    _ => SpeakerKind::Person,
                },
                _ => SpeakerKind::Group,
            };
            if scene.words.list[range.start].form == Form::Uncased {
                // No capitals and often no spaces: the words as the source gives them are the name.
                let words = attribution.source.first().map_or("", |s| s.of(scene.words.text).trim());
                let speaker = scene.written(words, kind);
                return Found {
                    speaker,
                    how: Resolution::Name,
                    evidence: vec!["the words themselves".into()],
                };
            }
            let range = scene.trimmed(range.clone(), range.start);
            let speaker = scene.unknown(range, kind);
            Found { speaker, how: Resolution::Name, evidence: vec!["the words themselves".into()] }
        }
    }
}

/// A name, full or in part.
fn name(scene: &mut Scene<'_>, mention: usize) -> Found {
    let Some(entity) = scene.entities.of[mention] else {
        return scene.open("two people of that name fit alike");
    };
    let written = scene.words.phrase(scene.mentions[mention].name.clone());
    let speaker = scene.entity(entity);
    let full = scene.speakers[speaker].name.clone().unwrap_or_default();
    let partial = scene.mentions[mention].parts.len() < scene.entities.list[entity].parts.len();
    if partial {
        let evidence = vec![format!("“{written}” is short for “{full}”")];
        return Found { speaker, how: Resolution::Partial, evidence };
    }
    Found { speaker, how: Resolution::Name, evidence: vec![format!("named as “{written}”")] }
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
