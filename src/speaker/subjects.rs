//! Subjects: whom the narration before a pronoun has brought in: "Doe sat at the window. “It is late,” she said".

use super::candidate::{Setting, Who};
use super::described::described_person;
use super::descriptions::is_boundary;
use super::kinds::is_one_person;
use super::lexicon::{Classes, is_no_office, is_tensed};
use super::mention::NameKind;
use super::scene::Scene;
use super::silent::is_silent;
use super::thresholds::{SUBJECT_SENTENCES, SUBJECT_WITHIN, WORDS_BACK_TO_START, WORDS_BEFORE_SUBJECT};
use super::words::{Form, Word, Words};
use crate::english::{self, Lemma, lemmas};
use std::ops::Range;

/// What a subject without a name begins with.
const DETERMINERS: &str = "the a an his her their its my our your this that another one every each no";

/// The subject of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct NarratedSubject {
    pub(super) who: Who,
    pub(super) sentence: u32,
    /// Sentences outside quotations between it and the pronoun.
    pub(super) apart: u32,
}

/// The person who is the subject of the nearest sentence of the pronoun's paragraph that has one, or of the paragraph before
/// when nobody has spoken since.
pub(super) fn subject_before(scene: &Scene<'_>, setting: Setting) -> Option<NarratedSubject> {
    let list = &scene.words.list;
    let here = &list[setting.at];
    let spoken = scene.turn_before(setting.at).map(|turn| turn.sentence);
    let (mut end, mut apart) = (setting.at, 0);
    for _ in 0..SUBJECT_SENTENCES {
        let start = sentence_start(&scene.words, end.checked_sub(1)?)?;
        let first = &list[start];
        let same = first.paragraph == here.paragraph;
        let since = spoken.is_none_or(|turn| first.sentence > turn);
        if !same && (!since || here.paragraph - first.paragraph > 1) {
            return None;
        }
        if first.sentence < here.sentence && !first.quoted && !list[end - 1].quoted {
            apart += 1;
            let found = subject(scene, start..end);
            if let Some(who) = found.filter(|who| since || matches!(who, Who::Entity(_))) {
                return Some(NarratedSubject { who, sentence: first.sentence, apart });
            }
        }
        end = start;
    }
    None
}

/// The first word of the sentence that the word `at` stands in, if it is not too far away.
fn sentence_start(words: &Words<'_>, at: usize) -> Option<usize> {
    let (sentence, paragraph) = (words.list[at].sentence, words.list[at].paragraph);
    let inside = |w: &&Word<'_>| w.sentence == sentence && w.paragraph == paragraph;
    let back = words.list[..=at].iter().rev().take(WORDS_BACK_TO_START).take_while(inside).count();
    (back < WORDS_BACK_TO_START).then_some(at + 1 - back)
}

/// The person that a sentence, by its words, is about.
fn subject(scene: &Scene<'_>, sentence: Range<usize>) -> Option<Who> {
    let list = &scene.words.list;
    let start = behind_setting(&scene.words, &sentence);
    let end = sentence.end.min(start + SUBJECT_WITHIN);
    let (mut head, mut noun) = (None, false);
    let mut at = start;
    while at < end {
        let word = &list[at];
        if let Some(i) = name_at(scene, at) {
            let name = &scene.mentions[i].name;
            let owns = list[name.end - 1].possessive;
            if !owns || !list.get(name.end).is_some_and(|w| w.form == Form::Lower && w.is(Classes::HEAD)) {
                return named(scene, i);
            }
            at = name.end;
            continue;
        }
        // "Her deputy, Hugh Doe, was away"
        let apposed = word.says(",").then(|| name_at(scene, at + 1)).flatten().filter(|_| head.is_some());
        if apposed.is_some() {
            return named(scene, apposed?);
        }
        let determiner = word.among(DETERMINERS);
        if word.form == Form::Mark || word.is(Classes::STOP) && !determiner || noun && goes_on(word) {
            break;
        }
        if word.form == Form::Lower && !word.is(Classes::STOP) {
            // "The police car" is no person.
            head = (!word.possessive && is_person(word)).then_some(at);
            noun = true;
        }
        at += 1;
    }
    described(scene, head?, start)
}

/// The name that the word at `at` belongs to.
fn name_at(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let i = scene.mention_at(at);
    scene.mentions.get(i).filter(|mention| mention.start <= at).map(|_| i)
}

/// The first word behind "but" and what sets the scene: "At the quay, Doe mended a net".
fn behind_setting(words: &Words<'_>, sentence: &Range<usize>) -> usize {
    let list = &words.list;
    let mut start = sentence.start;
    while start + 1 < sentence.end && list[start].among("but and so then yet still now — –") {
        start += 1;
    }
    let opens = list[start]
        .among("at in on by near from behind outside inside across after before beside under for as");
    let near = start..sentence.end.min(start + WORDS_BEFORE_SUBJECT);
    let comma = near.clone().find(|&i| list[i].says(",")).filter(|_| opens);
    // "At the quay Doe mends nets"
    let acts = |&i: &usize| {
        let verb = list[i..sentence.end].iter().find(|w| !w.is_name_like());
        let named =
            list[i].is_name_like() && list[i - 1].form == Form::Lower && !is_boundary(&list[i - 1].lower);
        named && !list[i - 1].is(Classes::STOP) && verb.is_some_and(|w| is_tensed(&w.lower))
    };
    let bare = || near.clone().skip(2).find(acts).filter(|_| opens);
    comma.filter(|&i| i + 1 < sentence.end).map(|i| i + 1).or_else(bare).unwrap_or(start)
}

/// The verb or preposition that a sentence goes on with behind a noun.
fn goes_on(word: &Word<'_>) -> bool {
    let verb = || !word.is(Classes::HEAD) && lemmas(&word.lower).iter().any(is_verb);
    word.is(Classes::STOP) || word.form == Form::Lower && !is_person(word) && verb()
}

/// "The 26-year-old beautician"
fn aged(words: &Words<'_>, range: &Range<usize>) -> bool {
    words.list[range.clone()].iter().any(|w| w.lower.ends_with("-year-old"))
}

/// A noun of one person: "neighbour", "docker".
fn is_person(word: &Word<'_>) -> bool {
    word.is(Classes::PERSON) && !word.is(Classes::PEOPLE) || is_one_person(&word.lower)
}

fn is_verb(lemma: &Lemma) -> bool {
    lemma.class == english::Class::Verb
}

/// The bearer of a name that something is said of.
fn named(scene: &Scene<'_>, at: usize) -> Option<Who> {
    let (list, mention) = (&scene.words.list, &scene.mentions[at]);
    let id = scene.entities.of[at]?;
    let person = matches!(scene.entities.list[id].kind, NameKind::Person | NameKind::Unknown);
    let last = &list[mention.name.end - 1];
    // "The Doe tax plan" is nobody's subject.
    let alone = last.possessive
        || list.get(mention.name.end).is_some_and(|w| {
            w.form == Form::Mark
                || w.is(Classes::STOP.or(Classes::SAY))
                || lemmas(&w.lower).iter().any(is_verb)
        }) && !scene.is_modifier(mention);
    (person && alone && !is_silent(&scene.words, mention) && !list[mention.name.start].quoted)
        .then_some(Who::Entity(id))
}

/// Whom "the beautician" or "his mother" means, by the noun at `head` of the description that begins at `start`.
fn described(scene: &Scene<'_>, head: usize, start: usize) -> Option<Who> {
    let list = &scene.words.list;
    let at = scene.described.partition_point(|(known, _)| *known < head);
    if let Some((_, id)) = scene.described.get(at).filter(|(known, _)| *known == head) {
        return Some(Who::Entity(*id));
    }
    let range = scene.around(head);
    if range.start > start + 1 {
        return None;
    }
    // "His colleague at the Institute, Hugh Doe, agreed"
    let comma = |at: usize| list.get(at).is_some_and(|w| w.says(","));
    let apposed = comma(range.end).then(|| name_at(scene, range.end + 1)).flatten();
    if let Some(i) = apposed.filter(|&i| comma(scene.mentions[i].name.end)) {
        return named(scene, i);
    }
    let definite = list[range.start].says("the");
    let known = definite.then(|| described_person(scene, &range, head, true)).flatten();
    match known {
        Some((id, ..)) => Some(Who::Entity(id)),
        // An office has a holder, whom the text may name elsewhere.
        None if definite && !is_no_office(&list[head].lower) && !aged(&scene.words, &range) => None,
        None => Some(Who::Head(head)),
    }
}
