//! Missing sources: a quotation that continues, a quotation alone, a cue without a source.

use super::cast::Resolution;
use super::lexicon::Classes;
use super::mention::NameKind;
use super::scene::{FoundSpeaker, Scene, SpeakerTurn};
use super::thresholds::WORDS_OF_GAP;
use super::words::Form;
use std::ops::Range;

/// What is known about an attribution without a source.
#[derive(Debug, Clone, Default)]
pub(super) struct Gap {
    pub(super) cue: Option<Range<usize>>,
    /// First word of the content.
    pub(super) at: usize,
    /// Its content stands in quotation marks.
    pub(super) quoted: bool,
    /// Its content begins a paragraph.
    pub(super) opens: bool,
    /// The marks reopen a quotation that the paragraph before left open.
    pub(super) continues: bool,
}

/// Finds who speaks where nobody is named.
pub(super) fn resolve_absent(scene: &mut Scene<'_>, gap: &Gap) -> FoundSpeaker {
    let list = &scene.words.list;
    let cue = gap.cue.clone().unwrap_or(0..0);
    let place = list.get(gap.at).map_or((0, 0), |w| (w.paragraph, w.sentence));
    let last = who_goes_on(scene, gap);
    let judged = cue.clone().any(|i| list[i].is(Classes::JUDGEMENT));
    if judged && !gap.quoted {
        return scene.author(Resolution::Absent, "the cue is the outlet's own judgement");
    }
    let went_on = |scene: &mut Scene<'_>, why: &str| match last.clone() {
        Some(turn) if scene.speakers[turn.speaker].name.is_some() => {
            FoundSpeaker::new(turn.speaker, Resolution::Absent, why)
        }
        _ => scene.open("a quotation with nobody before it"),
    };
    let near = last.as_ref().is_some_and(|t| {
        let between = place.0.saturating_sub(t.paragraph);
        between <= 1 || between == 2 && is_only_he(scene, place.0 - 1)
    });
    if cue.is_empty() {
        return match (gap.continues, gap.quoted && near) {
            (true, _) => went_on(scene, "the quotation continues from the paragraph before"),
            (_, false) if answers(scene, gap) => match only_person(scene, gap.at) {
                Some(entity) => {
                    let why = "answers a question about the one person named".to_owned();
                    scene.found(entity, Resolution::Absent, why)
                }
                None => scene.open("no source and no cue"),
            },
            (_, true) => went_on(scene, "a quotation alone, right after this speaker"),
            _ if gap.quoted && gap.opens => match subject_before(scene, place.0) {
                Some(entity) => {
                    let why = "a quotation alone, right after the one person named".to_owned();
                    scene.found(entity, Resolution::Absent, why)
                }
                None => sole_voice(scene, gap.at),
            },
            _ => scene.open("no source and no cue"),
        };
    }
    // ", adding that …": a participle whose subject spoke in the same sentence.
    let first = &list[cue.start];
    let participle = first.lower.ends_with("ing") && first.form == Form::Lower;
    let same = last.as_ref().is_some_and(|t| t.sentence == place.1 || t.sentence == first.sentence);
    // "as opposed to attacking", "it is worth noting": nobody's.
    let loose = cue.start.checked_sub(1).is_some_and(|i| list[i].among("to worth of not than for"));
    if participle && same && !loose {
        return went_on(scene, "the same sentence continues with this speaker");
    }
    let passive = cue.clone().any(|i| list[i].among("is are was were be been being expected known"));
    let active = first.is(Classes::SAY) && !passive && first.form == Form::Lower;
    if active && same && gap.quoted {
        return went_on(scene, "the same sentence continues with this speaker");
    }
    scene.open("the cue has no source")
}

/// The last turn before the gap: of one person, where the words say "I", and not of several.
fn who_goes_on(scene: &Scene<'_>, gap: &Gap) -> Option<SpeakerTurn> {
    let list = &scene.words.list;
    let last = scene.turn_before(gap.at)?;
    let quoted = list[gap.at..].iter().take(WORDS_OF_GAP).take_while(|w| w.quoted || w.form == Form::Mark);
    let of_one =
        gap.quoted && gap.cue.is_none() && quoted.clone().any(|w| w.says("i") && w.form != Form::Mark);
    if !of_one || !scene.facts[last.speaker].plural {
        return Some(last.clone());
    }
    let mut before = scene.turns.iter().rev().filter(|t| t.at < last.at).take(2);
    let one = before.find(|t| !scene.facts[t.speaker].plural && last.paragraph - t.paragraph <= 1);
    Some(one.unwrap_or(last).clone())
}

/// Whether a paragraph goes on about whoever spoke, "He paused.", and says nothing else.
fn is_only_he(scene: &Scene<'_>, paragraph: u32) -> bool {
    let list = &scene.words.list;
    let start = list.partition_point(|w| w.paragraph < paragraph);
    let end = list.partition_point(|w| w.paragraph <= paragraph);
    let names = scene.mention_at(start)..scene.mention_at(end);
    list[start..end].first().is_some_and(|w| w.among("he she"))
        && end - start <= WORDS_OF_GAP
        && names.is_empty()
        && !list[start..end].iter().any(|w| w.quoted)
}

/// The one person who speaks in the text up to a word, or of whom alone it tells.
fn sole_voice(scene: &mut Scene<'_>, at: usize) -> FoundSpeaker {
    let mut speaks = scene.turns.iter().map(|turn| turn.speaker);
    let first = speaks.next();
    let entity = match first {
        Some(first) if speaks.all(|other| other == first) => scene.facts[first].entity,
        Some(_) => None,
        None => {
            let mut persons = (0..scene.mention_at(at)).filter_map(|m| person(scene, m));
            persons.next().filter(|&first| persons.all(|id| id == first))
        }
    };
    match entity.filter(|&id| scene.entities.list[id].kind == NameKind::Person) {
        Some(entity) => {
            let why = "a quotation alone in a text in which nobody else speaks".to_owned();
            scene.found(entity, Resolution::Absent, why)
        }
        None => scene.open("no source and no cue"),
    }
}

/// Whether the content follows a question of the narration: Does it hurt? “Only when it rains.”
fn answers(scene: &Scene<'_>, gap: &Gap) -> bool {
    let before = scene.words.list.iter().take(gap.at).rev().take(3).filter(|w| w.form == Form::Mark);
    gap.quoted && before.clone().any(|w| w.says("?") && !w.quoted)
}

/// The person whom the paragraph of a word names before it, where it names nobody else.
fn only_person(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let paragraph = scene.words.list.get(at)?.paragraph;
    let start = scene.words.list.partition_point(|w| w.paragraph < paragraph);
    let mut persons = (scene.mention_at(start)..scene.mention_at(at)).filter_map(|m| person(scene, m));
    let first = persons.next()?;
    persons.all(|id| id == first).then_some(first)
}

/// The bearer of the name at `mention`, where that may be a person.
fn person(scene: &Scene<'_>, mention: usize) -> Option<usize> {
    let id = scene.entities.of[mention]?;
    let entity = &scene.entities.list[id];
    (matches!(entity.kind, NameKind::Person | NameKind::Unknown) && !entity.common).then_some(id)
}

/// The person who begins the paragraph before `paragraph`, where it names nobody else.
fn subject_before(scene: &Scene<'_>, paragraph: u32) -> Option<usize> {
    let list = &scene.words.list;
    let before = paragraph.checked_sub(1)?;
    let start = list.partition_point(|w| w.paragraph < before);
    let end = list.partition_point(|w| w.paragraph <= before);
    let inside = scene.mention_at(start)..scene.mention_at(end);
    let person = |m: usize| person(scene, m);
    let first = inside.clone().next().filter(|&m| scene.mentions[m].start <= start + 1).and_then(person)?;
    inside.filter_map(person).all(|entity| entity == first).then_some(first)
}
