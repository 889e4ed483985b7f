//! Antecedents: what stands before a pronoun that it may mean, and how well each fits.

use super::cast::SpeakerKind;
use super::lexicon::{Class, Sex};
use super::mention::{Mention, NameKind};
use super::scene::Scene;
use super::words::{Form, Word};

/// Mentions, and words, that are looked back over.
pub(super) const MENTIONS_BACK: usize = 60;
const WORDS_BACK: usize = 70;
/// Earlier speakers, and descriptions of named persons, that are looked back over.
const TURNS_BACK: usize = 4;
const DESCRIPTIONS_BACK: usize = 8;

// What speaks for a candidate and against it, added to its nearness, which is 1 in the pronoun's own sentence. Chosen
// by hand on annotated articles.

/// A name of which nothing shows that a person bears it.
const PERHAPS_NO_PERSON: f32 = -0.6;
/// It modifies a noun or owns one: "the Doe campaign", "Doe's".
const MODIFIER: f32 = -0.25;
/// The same, of a body.
const BODY_AS_MODIFIER: f32 = -0.4;
/// It stands after a preposition.
const OBJECT: f32 = -0.2;
/// The first name of its sentence.
const FIRST_IN_SENTENCE: f32 = 0.35;
/// Nothing stands before it in its sentence but an article, or a few words.
const OPENS_SENTENCE: f32 = 0.35;
const NEARLY_OPENS_SENTENCE: f32 = 0.15;
/// It stands inside a quotation, the pronoun does not.
const QUOTED: f32 = -0.45;
/// The same, of a body or a noun.
const BODY_QUOTED: f32 = -0.4;
/// It stands in another paragraph.
const OTHER_PARAGRAPH: f32 = -0.1;
/// A description, not a name.
const DESCRIBED: f32 = -0.1;
/// A body, not a person; a place; a common noun.
const BODY: f32 = -0.1;
const PLACE: f32 = -0.25;
const NOUN: f32 = -0.15;
/// Who spoke before: how much of the nearness counts, and of that for who did not speak last, or two paragraphs ago.
const SPOKE: f32 = 0.7;
const SPOKE_NOT_LAST: f32 = 0.5;
const SPOKE_PARAGRAPHS_AGO: f32 = 0.6;
/// Who spoke before and stands nowhere near by name; the same, when no name is known.
const SPOKE_UNNAMED_NEAR: f32 = 0.3;
const SPOKE_WITHOUT_NAME: f32 = 0.5;
/// What spoke before, for "it": how much of its nearness counts when it did not speak last, and what that adds.
const THING_SPOKE_NOT_LAST: f32 = 0.4;
const THING_SPOKE: f32 = 0.7;
/// Who spoke before, for "they": the same, and what it adds that it is several people, or a body.
const GROUP_SPOKE_NOT_LAST: f32 = 0.5;
const GROUP_SPOKE: f32 = 0.6;
const BODY_SPOKE: f32 = 0.1;
/// "Doe said he would go": who speaks around the pronoun is the likeliest; the same for "it" and "they".
const SPEAKS_AROUND: f32 = 1.1;
const THING_SPEAKS_AROUND: f32 = 1.4;
const GROUP_SPEAKS_AROUND: f32 = 1.5;
/// The article's own words show the sex, or only a given name does: as wanted, or the other one.
const SEX_SHOWN: f32 = 0.3;
const SEX_BY_NAME: f32 = 0.2;
const OTHER_SEX_SHOWN: f32 = -3.0;
const OTHER_SEX_BY_NAME: f32 = -1.5;
/// Each further mention: a person whom the text keeps naming is its topic.
const NAMED_AGAIN: f32 = 0.05;

/// Where a pronoun stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// First word of the source.
    pub(super) at: usize,
    /// The speaker whose words hold the pronoun, once known.
    pub(super) within: Option<usize>,
    /// The pronoun stands inside quotation marks.
    pub(super) quoted: bool,
}

/// The candidates, how well each fits, and why.
#[derive(Debug, Default)]
pub(super) struct Scores {
    pub(super) list: Vec<(Who, f32, String)>,
}

/// A candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Entity(usize),
    Speaker(usize),
    /// A description by its head word.
    Head(usize),
}

impl Scores {
    pub(super) fn add(&mut self, who: Who, score: f32, why: impl FnOnce() -> String) {
        match self.list.iter_mut().find(|(w, ..)| *w == who) {
            Some((_, best, reason)) => {
                if score > *best {
                    *reason = why();
                    *best = score + NAMED_AGAIN;
                } else {
                    *best += NAMED_AGAIN;
                }
            }
            None => self.list.push((who, score, why())),
        }
    }

    /// The best, unless another is as good.
    pub(super) fn best(&self, margin: f32) -> Option<(Who, String)> {
        let mut order: Vec<&(Who, f32, String)> = self.list.iter().filter(|(_, s, _)| *s > 0.0).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        let first = order.first()?;
        if order.get(1).is_some_and(|second| first.1 - second.1 < margin) {
            return None;
        }
        Some((first.0, format!("{} ({:.2})", first.2, first.1)))
    }
}

/// How near an antecedent is, by sentences between.
pub(super) fn nearness(sentences: u32) -> f32 {
    match sentences {
        0 => 1.0,
        1 => 0.9,
        2 => 0.6,
        3 => 0.45,
        4..=6 => 0.3,
        7..=10 => 0.15,
        _ => 0.0,
    }
}

/// Everybody whom a singular pronoun of that sex may stand for.
pub(super) fn persons(scene: &Scene<'_>, sex: Option<Sex>, setting: Setting) -> Scores {
    let mut scores = Scores::default();
    named_persons(scene, sex, setting, &mut scores);
    described_persons(scene, sex, setting, &mut scores);
    earlier_speakers(scene, sex, setting, &mut scores);
    if let Some(within) = setting.within.filter(|_| !setting.quoted) {
        let facts = scene.facts[within];
        let who = facts.entity.map_or(Who::Speaker(within), Who::Entity);
        let known = facts.entity.map_or((facts.sex, false), |e| scene.entities.list[e].sex());
        if !facts.plural {
            let score = SPEAKS_AROUND + fit(known, sex);
            scores.add(who, score, || "speaks the sentence that it stands in".into());
        }
    }
    scores
}

/// Persons who are named before the pronoun.
fn named_persons(scene: &Scene<'_>, sex: Option<Sex>, setting: Setting, scores: &mut Scores) {
    let here = &scene.words.list[setting.at];
    let end = scene.mention_at(setting.at);
    // Sentences whose first name has been met.
    let mut met: Vec<u32> = Vec::new();
    for i in end.saturating_sub(MENTIONS_BACK)..end {
        let mention = &scene.mentions[i];
        let Some(id) = scene.entities.of[i] else { continue };
        let entity = &scene.entities.list[id];
        let word = &scene.words.list[mention.name.start];
        let apart = here.sentence.saturating_sub(word.sentence);
        let person = matches!(entity.kind, NameKind::Person | NameKind::Unknown);
        if !person || nearness(apart) <= 0.0 {
            continue;
        }
        let first = !met.contains(&word.sentence);
        if first && !scene.is_modifier(mention) {
            met.push(word.sentence);
        }
        if setting.quoted && setting.within.is_some() && setting.within == scene.speaker_of(id) {
            continue;
        }
        let score = mention_score(scene, mention, entity.kind, here, first) + fit(entity.sex(), sex);
        let text = scene.words.phrase(mention.name.clone());
        scores.add(Who::Entity(id), score, || format!("“{text}” {apart} sentences before"));
    }
}

/// How well one mention of a person fits the pronoun `here`, sex aside; `first` says that it is the first name of its
/// sentence.
fn mention_score(scene: &Scene<'_>, mention: &Mention, kind: NameKind, here: &Word<'_>, first: bool) -> f32 {
    let word = &scene.words.list[mention.name.start];
    let apart = here.sentence.saturating_sub(word.sentence);
    let object = mention
        .start
        .checked_sub(1)
        .is_some_and(|j| scene.words.list[j].among("of with against for by to from about on at like than"));
    let mut score = nearness(apart);
    if kind == NameKind::Unknown {
        score += PERHAPS_NO_PERSON;
    }
    if scene.is_modifier(mention) {
        score += MODIFIER;
    } else if first && !word.quoted && !(object && apart == 0) {
        score += FIRST_IN_SENTENCE;
    }
    if word.quoted && !here.quoted {
        score += QUOTED;
    }
    if word.paragraph != here.paragraph {
        score += OTHER_PARAGRAPH;
    }
    if object {
        score += OBJECT;
    }
    score
}

/// Persons who are described before the pronoun: "the president" is as good as his name.
fn described_persons(scene: &Scene<'_>, sex: Option<Sex>, setting: Setting, scores: &mut Scores) {
    let here = &scene.words.list[setting.at];
    let to = scene.described.partition_point(|(head, _)| *head < setting.at);
    for &(head, id) in scene.described[..to].iter().rev().take(DESCRIPTIONS_BACK) {
        let word = &scene.words.list[head];
        let apart = here.sentence.saturating_sub(word.sentence);
        if apart > 3 {
            continue;
        }
        let mut score = nearness(apart) + DESCRIBED + fit(scene.entities.list[id].sex(), sex);
        if word.possessive {
            score += MODIFIER;
        }
        score += opening(scene, head.saturating_sub(2));
        if word.quoted && !here.quoted {
            score += QUOTED;
        }
        scores.add(Who::Entity(id), score, || format!("“the {}” {apart} sentences before", word.lower));
    }
}

/// Persons who spoke before the pronoun: who spoke last often goes on speaking.
fn earlier_speakers(scene: &Scene<'_>, sex: Option<Sex>, setting: Setting, scores: &mut Scores) {
    let here = &scene.words.list[setting.at];
    let mut spoken: Vec<usize> = Vec::new();
    for (back, turn) in scene.turns.iter().rev().filter(|t| t.at < setting.at).take(TURNS_BACK).enumerate() {
        let facts = scene.facts[turn.speaker];
        let apart = here.sentence.saturating_sub(turn.sentence);
        let kind = scene.speakers[turn.speaker].kind;
        let person = matches!(kind, SpeakerKind::Person | SpeakerKind::Anonymous);
        let itself = setting.quoted && setting.within == Some(turn.speaker);
        if facts.plural || !person || nearness(apart) <= 0.0 || itself {
            continue;
        }
        let mut score = nearness(apart) * SPOKE;
        if back > 0 {
            score *= SPOKE_NOT_LAST;
        }
        if here.paragraph.saturating_sub(turn.paragraph) > 1 {
            score *= SPOKE_PARAGRAPHS_AGO;
        }
        let Some(id) = facts.entity else {
            let score = score + SPOKE_WITHOUT_NAME + fit((facts.sex, false), sex);
            scores.add(Who::Speaker(turn.speaker), score, || "spoke last".into());
            continue;
        };
        if spoken.contains(&id) {
            continue;
        }
        spoken.push(id);
        if let Some((_, best, why)) = scores.list.iter_mut().find(|(w, ..)| *w == Who::Entity(id)) {
            *best += score;
            why.push_str(if back == 0 { ", spoke last" } else { ", spoke before" });
            continue;
        }
        let score = score + SPOKE_UNNAMED_NEAR + fit(scene.entities.list[id].sex(), sex);
        scores.add(Who::Entity(id), score, || "spoke last".into());
    }
}

/// How an antecedent's sex fits: the article's own words weigh most, a given name breaks ties.
fn fit((shown, by_name): (Option<Sex>, bool), wanted: Option<Sex>) -> f32 {
    match (shown, wanted) {
        (Some(a), Some(b)) if a == b => {
            if by_name {
                SEX_BY_NAME
            } else {
                SEX_SHOWN
            }
        }
        (Some(_), Some(_)) => {
            if by_name {
                OTHER_SEX_BY_NAME
            } else {
                OTHER_SEX_SHOWN
            }
        }
        _ => 0.0,
    }
}

/// Adds the bodies, places or peoples that are named in the sentences before, of the kinds that `wanted` says.
pub(super) fn named_bodies(
    scene: &Scene<'_>,
    setting: Setting,
    scores: &mut Scores,
    wanted: impl Fn(NameKind) -> bool,
) {
    let here = &scene.words.list[setting.at];
    let end = scene.mention_at(setting.at);
    for i in end.saturating_sub(MENTIONS_BACK / 2)..end {
        let mention = &scene.mentions[i];
        let Some(id) = scene.entities.of[i].filter(|&id| wanted(scene.entities.list[id].kind)) else {
            continue;
        };
        let word = &scene.words.list[mention.name.start];
        let apart = here.sentence.saturating_sub(word.sentence);
        let mut score = nearness(apart) + BODY;
        if apart > 3 || score <= 0.0 {
            continue;
        }
        if scene.is_modifier(mention) {
            score += BODY_AS_MODIFIER;
        }
        if mention.kind == NameKind::Place {
            score += PLACE;
        }
        score += opening(scene, mention.start);
        if word.quoted && !here.quoted {
            score += BODY_QUOTED;
        }
        scores.add(Who::Entity(id), score, || format!("named {apart} sentences before"));
    }
}

/// Adds the descriptions of the sentences before whose noun is one of `nouns` and none of `but`.
pub(super) fn nouns(scene: &Scene<'_>, setting: Setting, scores: &mut Scores, nouns: Class, but: Class) {
    let list = &scene.words.list;
    let here = &list[setting.at];
    for at in (setting.at.saturating_sub(WORDS_BACK)..setting.at).rev() {
        let word = &list[at];
        let apart = here.sentence.saturating_sub(word.sentence);
        if apart > 2 {
            break;
        }
        let next_is_head = list.get(at + 1).is_some_and(|n| n.form == Form::Lower && n.is(Class::HEAD));
        if word.form == Form::Number
            || !word.is(nouns)
            || word.is(but)
            || word.is(Class::STOP)
            || word.possessive
            || next_is_head
            || word.is_name_like() && !word.opens
        {
            continue;
        }
        let mut score = nearness(apart) + NOUN;
        score += opening(scene, scene.around(at).start);
        if word.quoted && !here.quoted {
            score += BODY_QUOTED;
        }
        if at.checked_sub(1).is_some_and(|i| list[i].says("of")) {
            score += OBJECT;
        }
        scores.add(Who::Head(at), score, || format!("“{}” {apart} sentences before", word.lower));
    }
}

/// Adds the bodies and documents that spoke before or speak around the pronoun.
pub(super) fn things_that_spoke(scene: &Scene<'_>, setting: Setting, scores: &mut Scores) {
    let here = &scene.words.list[setting.at];
    let is_thing = |speaker: usize| {
        matches!(scene.speakers[speaker].kind, SpeakerKind::Organization | SpeakerKind::Document)
    };
    let who = |speaker: usize| scene.facts[speaker].entity.map_or(Who::Speaker(speaker), Who::Entity);
    for (back, turn) in scene.turns.iter().rev().filter(|t| t.at < setting.at).take(3).enumerate() {
        let apart = here.sentence.saturating_sub(turn.sentence);
        if !is_thing(turn.speaker) || nearness(apart) <= 0.0 {
            continue;
        }
        let score = nearness(apart) * if back == 0 { 1.0 } else { THING_SPOKE_NOT_LAST } + THING_SPOKE;
        scores.add(who(turn.speaker), score, || "spoke last".into());
    }
    if let Some(within) = setting.within.filter(|&w| !setting.quoted && is_thing(w)) {
        scores.add(who(within), THING_SPEAKS_AROUND, || "speaks the sentence that it stands in".into());
    }
}

/// Adds the groups and bodies that spoke before or speak around the pronoun.
pub(super) fn groups_that_spoke(scene: &Scene<'_>, setting: Setting, scores: &mut Scores) {
    let here = &scene.words.list[setting.at];
    for (back, turn) in scene.turns.iter().rev().filter(|t| t.at < setting.at).take(TURNS_BACK).enumerate() {
        let facts = scene.facts[turn.speaker];
        let body = scene.speakers[turn.speaker].kind == SpeakerKind::Organization;
        let apart = here.sentence.saturating_sub(turn.sentence);
        if !(facts.plural || body) || nearness(apart) <= 0.0 || apart > 5 {
            continue;
        }
        let who = facts.entity.map_or(Who::Speaker(turn.speaker), Who::Entity);
        let score = nearness(apart) * if back == 0 { 1.0 } else { GROUP_SPOKE_NOT_LAST }
            + if facts.plural { GROUP_SPOKE } else { BODY_SPOKE };
        scores.add(who, score, || "spoke last".into());
    }
    if let Some(within) = setting.within.filter(|&w| !setting.quoted && scene.facts[w].plural) {
        let why = || "speak the sentence that it stands in".into();
        scores.add(Who::Speaker(within), GROUP_SPEAKS_AROUND, why);
    }
}

/// What opens a sentence is its subject, more often than not.
fn opening(scene: &Scene<'_>, start: usize) -> f32 {
    let list = &scene.words.list;
    let sentence = list[start].sentence;
    let before = list[..start].iter().rev().take(4).take_while(|w| w.sentence == sentence).count();
    match before {
        0 | 1 => OPENS_SENTENCE,
        2 | 3 => NEARLY_OPENS_SENTENCE,
        _ => 0.0,
    }
}
