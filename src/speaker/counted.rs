//! Counted out: "one", "another" or "a third" of several people whom the passage has brought in: "Three officers came. One said".

use super::anonymous;
use super::antecedents::{Scores, nearness, nouns, opening};
use super::candidate::{Setting, Who};
use super::cast::{Resolution, Speaker, SpeakerKind};
use super::kinds::kind_of_head;
use super::lexicon::{Classes, is_noun_of_person};
use super::phrase::counts_behind_of;
use super::place::AttributionPlace;
use super::scene::{FoundSpeaker, Scene};
use super::thresholds::antecedent::WORDS_BACK;
use super::thresholds::counted as weight;
use super::words::{Form, Words};
use crate::english::{Lemma, lemmas};
use std::ops::Range;

const ORDINALS: &str = "other second third fourth fifth sixth seventh eighth";

/// The words that count, without "of them" and what a comma sets off, and whether others of the group came before.
struct Count {
    words: String,
    one: bool,
    goes_on: bool,
}

/// Whom "one" or "a second" counts out of a group, who stays without a name.
pub(super) fn one_of_a_group(scene: &mut Scene<'_>, place: &AttributionPlace) -> Option<FoundSpeaker> {
    let source = place.source.first()?.clone();
    let count = count(&scene.words, source.clone())?;
    let at = source.start;
    let before = scene.counted.filter(|&(_, sentence)| {
        count.goes_on && scene.words.list[at].sentence - sentence <= weight::SENTENCES_BACK
    });
    let (head, fit) = match before {
        Some((head, _)) => (head, (1.0, 1.0)),
        None => group(scene, at)?,
    };
    scene.counted = Some((head, scene.words.list[at].sentence));
    let range = group_words(scene, head);
    let mut speaker =
        Speaker::named(format!("{} of {}", count.words, written(scene, &range)), SpeakerKind::Anonymous);
    if !count.one {
        speaker.kind = kind_of_head(&scene.words, range.clone(), head);
    }
    speaker.anonymous = Some(anonymous::class_of(&scene.words, range.clone(), head));
    let reason = anonymous::reason(&scene.words, at..source.end);
    speaker.anonymity_reason = reason.or_else(|| anonymous::reason(&scene.words, range));
    let id = scene.stranger(speaker, !count.one);
    Some(FoundSpeaker::new(id, Resolution::Nominal, "counted out of the people named before").fitting(fit))
}

/// The words of a source that do nothing but count.
fn count(words: &Words<'_>, source: Range<usize>) -> Option<Count> {
    let list = &words.list;
    let first = source.clone().find(|&i| list[i].form != Form::Mark)?;
    let end = (first..source.end).find(|&i| list[i].form == Form::Mark || list[i].says("who"));
    let mut words: Vec<&str> = list[first..end.unwrap_or(source.end)].iter().map(|w| &*w.lower).collect();
    if let [rest @ .., "of", "them" | "these" | "those"] = &words[..] {
        words.truncate(rest.len());
    }
    let (one, goes_on) = match words[..] {
        ["one"] => (true, false),
        ["another"] | ["yet", "another"] => (true, true),
        ["a" | "the", nth] if super::words::among(nth, ORDINALS) => (true, true),
        ["several"] => (false, false),
        _ => return None,
    };
    Some(Count { words: words.join(" "), one, goes_on })
}

/// The noun of the people that the sentences before the word `at` bring in, and how well they fit.
fn group(scene: &Scene<'_>, at: usize) -> Option<(usize, (f32, f32))> {
    let list = &scene.words.list;
    let mut scores = Scores::default();
    nouns(scene, Setting { at, ..Setting::default() }, &mut scores, Classes::PEOPLE, Classes::ORGANIZATION);
    other_persons(scene, at, &mut scores);
    scores.list.retain_mut(|(who, score, _)| {
        let Who::Head(head) = *who else { return false };
        let only_counts =
            list.get(head + 1).is_some_and(|w| w.says("of")) && counts_behind_of(&list[head].lower);
        let counted = counts(scene, group_words(scene, head).start);
        *score += if counted { weight::GROUP_COUNTED } else { 0.0 };
        !only_counts && !list[head].quoted && list[head].sentence < list[at].sentence
    });
    let (who, _, fit) = scores.best(weight::MARGIN)?;
    match who {
        Who::Head(head) => Some((head, fit)),
        _ => None,
    }
}

/// Adds the nouns of persons that the lexicon does not have, where the text counts them: "20 felons".
fn other_persons(scene: &Scene<'_>, at: usize, scores: &mut Scores) {
    let list = &scene.words.list;
    for head in (at.saturating_sub(WORDS_BACK)..at).rev() {
        let word = &list[head];
        let apart = list[at].sentence - word.sentence;
        if apart > weight::SENTENCES_TO_GROUP {
            break;
        }
        let one = |l: &Lemma| l.lemma != word.lower && is_noun_of_person(l.lemma);
        let regular = || word.lower.strip_suffix('s').is_some_and(is_noun_of_person);
        let persons = word.form == Form::Lower
            && !word.is(Classes::PEOPLE)
            && (lemmas(&word.lower).iter().any(one) || regular());
        let start = scene.around(head).start;
        if persons && counts(scene, start) {
            let score = nearness(apart) + opening(scene, start);
            scores.add(Who::Head(head), score, || format!("“{}” {apart} sentences before", word.lower));
        }
    }
}

/// Whether the word at `at` says how many there are: "three", "several", "dozens".
fn counts(scene: &Scene<'_>, at: usize) -> bool {
    scene.words.list[at].form == Form::Number || counts_behind_of(&scene.words.list[at].lower)
}

/// The description of a group with what counts it: "dozens of passengers".
fn group_words(scene: &Scene<'_>, head: usize) -> Range<usize> {
    let list = &scene.words.list;
    let mut range = scene.trimmed(scene.around(head), head);
    // "14 men on Friday"
    if list.get(head + 1).is_some_and(|w| w.among("on by to")) {
        range.end = head + 1;
    }
    let of = range.start.checked_sub(2).filter(|&i| list[i + 1].says("of") && counts(scene, i));
    range.start = of.unwrap_or(range.start);
    range
}

/// The description as it stands within a sentence: "three officers", "the workers".
fn written(scene: &Scene<'_>, range: &Range<usize>) -> String {
    let first = &scene.words.list[range.start];
    let text = scene.words.phrase(range.clone());
    let proper = Classes::PLACE.or(Classes::DEMONYM).or(Classes::PARTY);
    let named = scene.mentions.get(scene.mention_at(range.start)).is_some_and(|m| m.start <= range.start);
    let small = first.opens && first.form == Form::Capital && !first.is(proper) && !named;
    let text = if small { first.lower.to_string() + &text[first.lower.len()..] } else { text };
    let told = counts(scene, range.start) || first.is(Classes::STOP) || first.possessive;
    if told { text } else { format!("the {text}") }
}
