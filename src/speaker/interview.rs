//! Interviews: who speaks in the paragraphs of an interview, by the labels that its turns begin with.

use super::entity::Entity;
use super::lexicon::{Classes, is_tensed};
use super::mention::{Mention, NameKind};
use super::scene::Scene;
use super::thresholds::PARAGRAPHS_OF_ANSWER;
use super::words::{Form, Words};
use crate::english::{Class, lemmas};

/// Whose turn a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// "Q:"
    Question,
    /// "A:", and the paragraphs that go on with the answer.
    Answer,
}

/// The labelled turns of an interview.
#[derive(Debug, Default)]
pub(super) struct Interview {
    /// For each paragraph, whose turn it is.
    turns: Vec<Option<Turn>>,
    /// Who answers, as an entity, where the article has exactly one such person.
    interviewee: Option<usize>,
}

impl Interview {
    /// Reads the labels of the paragraphs; the interviewee is the one person whom the words before the first question
    /// name, or of several the one whom the headline names, too. `answer` is the first word of an answer without a label.
    pub(super) fn read(scene: &Scene<'_>, headline: Option<&str>, answer: Option<usize>) -> Self {
        let list = &scene.words.list;
        let mut turns: Vec<Option<Turn>> = Vec::new();
        let mut first = None;
        let mut at = 0;
        while at < list.len() {
            let paragraph = list[at].paragraph as usize;
            turns.resize(paragraph + 1, None);
            turns[paragraph] = label(&scene.words, at);
            first = first.or(turns[paragraph].map(|_| at));
            at += list[at..].partition_point(|w| w.paragraph as usize <= paragraph);
        }
        let unlabelled = || Self {
            interviewee: answer.and_then(|answer| interviewee(scene, answer, headline)),
            ..Self::default()
        };
        let Some(first) = first else { return unlabelled() };
        let count = |turn| turns.iter().filter(|t| **t == Some(turn)).take(2).count();
        if count(Turn::Question) < 2 && count(Turn::Answer) < 2 {
            return unlabelled();
        }
        let mut gone_on = 0;
        for i in 1..turns.len() {
            gone_on = if turns[i].is_some() { 0 } else { gone_on + 1 };
            if turns[i].is_none() && turns[i - 1] == Some(Turn::Answer) && gone_on <= PARAGRAPHS_OF_ANSWER {
                turns[i] = Some(Turn::Answer);
            }
        }
        Self { turns, interviewee: interviewee(scene, first, headline) }
    }

    /// Whose turn the paragraph of the word `at` is.
    pub(super) fn turn(&self, words: &Words<'_>, at: usize) -> Option<Turn> {
        let paragraph = words.list.get(at)?.paragraph as usize;
        *self.turns.get(paragraph)?
    }

    pub(super) fn interviewee(&self) -> Option<usize> {
        self.interviewee
    }
}

/// Whether a source's words are nothing but the label of a turn.
pub(super) fn is_label(words: &Words<'_>, at: usize) -> bool {
    label(words, at).is_some()
}

/// The turn that a paragraph whose first word is at `at` is labelled as.
fn label(words: &Words<'_>, at: usize) -> Option<Turn> {
    let (word, next) = (&words.list[at], words.list.get(at + 1)?);
    let labelled = next.says(":") || next.says(".") && word.form == Form::Initial;
    if !labelled || !word.opens {
        return None;
    }
    match word.lower.as_ref() {
        "q" | "question" | "interviewer" => Some(Turn::Question),
        "a" | "answer" => Some(Turn::Answer),
        _ => None,
    }
}

/// Whether a noun in small letters stands right behind a name that no verb follows: "Aurora orbiter".
fn is_before_noun(words: &Words<'_>, mention: &Mention) -> bool {
    words.list.get(mention.name.end).is_some_and(|next| {
        let noun = lemmas(&next.lower).first().is_some_and(|l| l.class == Class::Noun);
        next.form == Form::Lower
            && noun
            && !next.is(Classes::SAY.or(Classes::STOP))
            && !is_tensed(&next.lower)
    })
}

fn interviewee(scene: &Scene<'_>, before: usize, headline: Option<&str>) -> Option<usize> {
    let headline = headline.unwrap_or_default().to_lowercase();
    let end = scene.mention_at(before).min(scene.mentions.len());
    let author = scene.author.as_deref().unwrap_or_default().to_lowercase();
    let surname = |e: &Entity| e.parts.last().cloned().unwrap_or_default();
    // Each person named before, with the number of mentions.
    let mut named: Vec<(usize, usize)> = Vec::new();
    for (mention, id) in scene.mentions[..end].iter().zip(&scene.entities.of) {
        // "The Aurora station" is nobody.
        let thing = scene.is_modifier(mention)
            || is_before_noun(&scene.words, mention)
            || mention.start.checked_sub(1).is_some_and(|i| scene.words.list[i].says("the"))
                && !mention.titled;
        let Some(id) = id.filter(|_| mention.name.end <= before && !thing) else { continue };
        let entity = &scene.entities.list[id];
        let person = entity.kind == NameKind::Person || entity.kind == NameKind::Unknown && !entity.common;
        let room = named.len() < 16;
        match named.iter_mut().find(|(known, _)| *known == id) {
            Some((_, count)) => *count += 1,
            None if room && person && !author.contains(&surname(entity)) => named.push((id, 1)),
            None => {}
        }
    }
    let one = |fits: &dyn Fn(usize) -> bool| {
        let mut fitting = named.iter().map(|&(id, _)| id).filter(|&id| fits(id));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let in_headline = |id: usize| {
        headline.split(|c: char| !c.is_alphanumeric()).any(|w| w == surname(&scene.entities.list[id]))
    };
    let sure = |id: usize| scene.entities.list[id].kind == NameKind::Person;
    let all = named.iter().map(|(_, count)| count).sum::<usize>();
    let full = |id: usize| scene.entities.list[id].parts.len() > 1;
    one(&in_headline)
        .or_else(|| one(&|id| sure(id) && full(id)))
        .or_else(|| one(&sure))
        .or_else(|| one(&|id| !named.iter().any(|&(other, _)| sure(other)) && !sure(id)))
        .or_else(|| named.iter().find(|(_, count)| 2 * count > all).map(|&(id, _)| id))
}
