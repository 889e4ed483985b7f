//! Antecedents: the persons, organisations and nouns that a pronoun may mean, and how well each fits.

use super::candidate::{Setting, Who};
use super::cast::SpeakerKind;
use super::descriptions::is_boundary;
use super::entity::Entity;
use super::lexicon::{Classes, Sex, is_tensed};
use super::mention::{Mention, NameKind};
use super::names::sex_of;
use super::scene::Scene;
use super::signs::is_placed;
use super::silent::is_silent;
use super::subjects::{NarratedSubject, subject_before};
use super::thresholds::antecedent as weight;
use super::words::{Form, Word};
use crate::english::{Class, count, lemmas, lexicon};

/// The candidates, how well each fits, and why.
#[derive(Debug, Default)]
pub(super) struct Scores {
    pub(super) list: Vec<(Who, f32, String)>,
}

impl Scores {
    pub(super) fn add(&mut self, who: Who, score: f32, why: impl FnOnce() -> String) {
        match self.list.iter_mut().find(|(w, ..)| *w == who) {
            Some((_, best, reason)) => {
                if score > *best {
                    *reason = why();
                    *best = score + weight::NAMED_AGAIN;
                } else {
                    *best += weight::NAMED_AGAIN;
                }
            }
            None => self.list.push((who, score, why())),
        }
    }

    /// The best, why, and how well it fits and how far ahead it is; none when another is as good.
    pub(super) fn best(&self, margin: f32) -> Option<(Who, String, (f32, f32))> {
        let mut order: Vec<&(Who, f32, String)> = self.list.iter().filter(|(_, s, _)| *s > 0.0).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        let first = order.first()?;
        let lead = order.get(1).map_or(1.0, |second| first.1 - second.1);
        (lead >= margin).then(|| (first.0, format!("{} ({:.2})", first.2, first.1), (first.1, lead)))
    }
}

/// Where an antecedent stands, so many sentences before.
pub(super) fn before(sentences: u32) -> String {
    match sentences {
        0 => "in the same sentence".to_owned(),
        n => format!("{} before", count(n as usize, "sentence", "sentences")),
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

/// Every person that a singular pronoun of that sex may mean.
pub(super) fn persons(scene: &Scene<'_>, sex: Option<Sex>, setting: Setting) -> Scores {
    let mut scores = Scores::default();
    named_persons(scene, sex, setting, &mut scores);
    described_persons(scene, sex, setting, &mut scores);
    let subject = subject_before(scene, setting);
    if let Some(subject) = subject {
        add_subject(scene, sex, setting, subject, &mut scores);
    }
    earlier_speakers(scene, sex, setting, subject, &mut scores);
    if let Some(within) = setting.within.filter(|_| !setting.quoted) {
        let facts = scene.facts[within];
        let who = facts.entity.map_or(Who::Speaker(within), Who::Entity);
        let known = facts.entity.map_or((facts.sex, false), |e| scene.entities.list[e].sex());
        let body = scene.speakers[within].kind == SpeakerKind::Organization;
        if !facts.plural && !body {
            let score = weight::SPEAKS_AROUND + fit(known, sex);
            scores.add(who, score, || "speaks the sentence that it stands in".into());
        }
    }
    for (who, score, _) in &mut scores.list {
        if matches!(who, Who::Entity(id) if scene.spoken_of.contains(id)) {
            *score += weight::SPOKEN_OF;
        }
    }
    scores
}

/// What the subject of the sentences before gains; a description that names nobody becomes a candidate.
fn add_subject(
    scene: &Scene<'_>,
    sex: Option<Sex>,
    setting: Setting,
    subject: NarratedSubject,
    scores: &mut Scores,
) {
    let here = &scene.words.list[setting.at];
    match subject.who {
        Who::Entity(id) => {
            let kind = scene.entities.list[id].kind;
            // What does something and is called "he" is a person.
            let person = if kind == NameKind::Unknown { -weight::PERHAPS_NO_PERSON } else { 0.0 };
            // Sentences of a quotation do not lead away from whoever says it.
            let nearer = nearness(subject.apart) - nearness(here.sentence.saturating_sub(subject.sentence));
            if let Some((_, score, _)) = scores.list.iter_mut().find(|(who, ..)| *who == subject.who) {
                *score += weight::SUBJECT + person + nearer.max(0.0);
            }
        }
        Who::Head(head) => {
            let score = nearness(subject.apart) + weight::FIRST_IN_SENTENCE + weight::SUBJECT + weight::NOUN;
            let score = score + fit((sex_of(scene.words.list[head].class), false), sex);
            scores.add(subject.who, score, || "the narration is about this person".into());
        }
        Who::Speaker(_) => {}
    }
}

/// Persons who are named before the pronoun.
fn named_persons(scene: &Scene<'_>, sex: Option<Sex>, setting: Setting, scores: &mut Scores) {
    let here = &scene.words.list[setting.at];
    let end = scene.mention_at(setting.at);
    // Sentences whose first name has been met.
    let mut met: Vec<u32> = Vec::new();
    for i in end.saturating_sub(weight::MENTIONS_BACK)..end {
        let mention = &scene.mentions[i];
        let Some(id) = scene.entities.of[i] else { continue };
        let entity = &scene.entities.list[id];
        let word = &scene.words.list[mention.name.start];
        let apart = here.sentence.saturating_sub(word.sentence);
        let person = matches!(entity.kind, NameKind::Person | NameKind::Unknown);
        let thing = entity.thing && entity.kind == NameKind::Unknown && is_placed(&scene.words, mention)
            || is_of_a_thing(scene, mention, entity)
            || is_only_told(scene, mention, entity)
            || is_in_place(scene, mention, entity);
        if !person || nearness(apart) <= 0.0 || thing {
            continue;
        }
        let first = !met.contains(&word.sentence) && !gives_way(scene, i, end);
        if first && !scene.is_modifier(mention) {
            met.push(word.sentence);
        }
        if setting.quoted && setting.within.is_some() && setting.within == scene.speaker_of(id) {
            continue;
        }
        let score = mention_score(scene, mention, entity.kind, here, first) + fit(entity.sex(), sex);
        let text = scene.words.phrase(mention.name.clone());
        scores.add(Who::Entity(id), score, || format!("“{text}” {}", before(apart)));
    }
}

/// "The rise of Doe gave Roe hope": whether the mention `i` stands within another phrase, and one before `end` in its
/// sentence does not.
fn gives_way(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let list = &scene.words.list;
    let inside = |m: &Mention| m.start.checked_sub(1).is_some_and(|i| list[i].says("of"));
    let sentence = list[scene.mentions[i].name.start].sentence;
    let mut behind = (i + 1..end).take_while(|&k| list[scene.mentions[k].name.start].sentence == sentence);
    let person =
        |k: usize| scene.entities.of[k].is_some_and(|id| scene.entities.list[id].kind == NameKind::Person);
    inside(&scene.mentions[i])
        && behind.any(|k| !inside(&scene.mentions[k]) && !scene.is_modifier(&scene.mentions[k]) && person(k))
}

/// "The Doe mine": a name of which nothing shows a person, before the noun of a thing.
fn is_of_a_thing(scene: &Scene<'_>, mention: &Mention, entity: &Entity) -> bool {
    let list = &scene.words.list;
    let noun = list.get(mention.name.end).is_some_and(|next| {
        next.form == Form::Lower
            && !next.is(Classes::SAY)
            && !is_boundary(&next.lower)
            && !is_tensed(&next.lower)
            // "mine" is a noun, too.
            && (lemmas(&next.lower).iter().any(|l| l.class == Class::Noun)
                || lexicon::of(&next.lower).is_some_and(|row| row.has("ordinary")))
    });
    let article = mention.start.checked_sub(1).is_some_and(|i| list[i].among("the a an its their"));
    let possessive = list[mention.name.end - 1].possessive;
    let bare = entity.parts.len() == 1 && entity.titles.is_empty() && entity.described.is_empty();
    bare && noun && article && !possessive
}

/// "A survivor told Coastwire": a name of which nothing shows a person, that of an outlet as likely, and that only hears.
fn is_only_told(scene: &Scene<'_>, mention: &Mention, entity: &Entity) -> bool {
    let tells = |w: &Word<'_>| lexicon::verbs(&w.lower).any(|(row, _)| row.has("addresses"));
    let told = mention.start.checked_sub(1).is_some_and(|i| tells(&scene.words.list[i]));
    told && entity.kind == NameKind::Unknown && entity.titles.is_empty() && entity.described.is_empty()
}

/// "In Novi, Norland": a name of which nothing shows a person, and that the name of a place follows.
fn is_in_place(scene: &Scene<'_>, mention: &Mention, entity: &Entity) -> bool {
    let list = &scene.words.list;
    let (end, kind) = (mention.name.end, entity.kind);
    let near = |i: usize| list[i].among("at from to");
    let placed = is_placed(&scene.words, mention) || mention.start.checked_sub(1).is_some_and(near);
    let place = list.get(end + 1).is_some_and(|w| w.is_name_like() && w.is(Classes::PLACE));
    kind == NameKind::Unknown && placed && list.get(end).is_some_and(|w| w.says(",")) && place
}

/// Whether commas set a name off: "the brewer, Doe,".
fn is_set_off(scene: &Scene<'_>, mention: &Mention) -> bool {
    let list = &scene.words.list;
    let comma = |i: usize| list.get(i).is_some_and(|w| w.says(","));
    mention.start.checked_sub(1).is_some_and(comma) && comma(mention.name.end)
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
        score += weight::PERHAPS_NO_PERSON;
    }
    if apart > 0 && is_silent(&scene.words, mention) {
        score += weight::SILENT;
    }
    if scene.is_modifier(mention) {
        score += weight::MODIFIER;
    } else if first && !word.quoted && !(object && apart == 0) {
        score += weight::FIRST_IN_SENTENCE;
    }
    if word.quoted && !here.quoted {
        score += weight::QUOTED;
    }
    if word.paragraph != here.paragraph {
        score += weight::OTHER_PARAGRAPH;
    }
    if object {
        score += weight::OBJECT;
    }
    score
}

/// Persons who are described before the pronoun: "the president" is as good as his name.
fn described_persons(scene: &Scene<'_>, sex: Option<Sex>, setting: Setting, scores: &mut Scores) {
    let here = &scene.words.list[setting.at];
    let to = scene.described.partition_point(|(head, _)| *head < setting.at);
    for &(head, id) in scene.described[..to].iter().rev().take(weight::DESCRIPTIONS_BACK) {
        let word = &scene.words.list[head];
        let apart = here.sentence.saturating_sub(word.sentence);
        if apart > 3 {
            continue;
        }
        let mut score = nearness(apart) + weight::DESCRIBED + fit(scene.entities.list[id].sex(), sex);
        if word.possessive {
            score += weight::MODIFIER;
        }
        score += opening(scene, head.saturating_sub(2));
        if word.quoted && !here.quoted {
            score += weight::QUOTED;
        }
        scores.add(Who::Entity(id), score, || format!("“the {}” {}", word.lower, before(apart)));
    }
}

/// Persons who spoke before the pronoun: the last speaker often goes on speaking.
fn earlier_speakers(
    scene: &Scene<'_>,
    sex: Option<Sex>,
    setting: Setting,
    subject: Option<NarratedSubject>,
    scores: &mut Scores,
) {
    let here = &scene.words.list[setting.at];
    let mut spoken: Vec<usize> = Vec::new();
    for (back, turn) in
        scene.turns.iter().rev().filter(|t| t.at < setting.at).take(weight::TURNS_BACK).enumerate()
    {
        let facts = scene.facts[turn.speaker];
        let apart = here.sentence.saturating_sub(turn.sentence);
        let kind = scene.speakers[turn.speaker].kind;
        let person = matches!(kind, SpeakerKind::Person | SpeakerKind::Anonymous);
        let itself = setting.quoted && setting.within == Some(turn.speaker);
        if facts.plural || !person || nearness(apart) <= 0.0 || itself {
            continue;
        }
        let mut score = nearness(apart) * weight::SPOKE;
        if back > 0 {
            score *= weight::SPOKE_NOT_LAST;
        }
        if here.paragraph.saturating_sub(turn.paragraph) > 1 {
            score *= weight::SPOKE_PARAGRAPHS_AGO;
        }
        // "Doe said so. ¶ Roe was there, too. He said".
        let another = subject
            .is_some_and(|s| facts.entity.map(Who::Entity) != Some(s.who) && s.sentence > turn.sentence);
        if another {
            score *= weight::SPOKE_BEFORE_ANOTHER;
        }
        let Some(id) = facts.entity else {
            let score = score + weight::SPOKE_WITHOUT_NAME + fit((facts.sex, false), sex);
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
        let score = score + weight::SPOKE_UNNAMED_NEARBY + fit(scene.entities.list[id].sex(), sex);
        scores.add(Who::Entity(id), score, || "spoke last".into());
    }
}

/// How an antecedent's sex fits: the article's own words weigh most, a given name breaks ties.
fn fit((shown, by_name): (Option<Sex>, bool), wanted: Option<Sex>) -> f32 {
    match (shown, wanted) {
        (Some(a), Some(b)) if a == b => {
            if by_name {
                weight::SEX_BY_NAME
            } else {
                weight::SEX_SHOWN
            }
        }
        (Some(_), Some(_)) => {
            if by_name {
                weight::OTHER_SEX_BY_NAME
            } else {
                weight::OTHER_SEX_SHOWN
            }
        }
        _ => 0.0,
    }
}

/// Adds the names in the sentences before that are of a `wanted` kind: organisations, places or peoples.
pub(super) fn named_things(
    scene: &Scene<'_>,
    setting: Setting,
    scores: &mut Scores,
    wanted: impl Fn(&Entity) -> bool,
) {
    let here = &scene.words.list[setting.at];
    let end = scene.mention_at(setting.at);
    for i in end.saturating_sub(weight::MENTIONS_BACK / 2)..end {
        let mention = &scene.mentions[i];
        let Some(id) = scene.entities.of[i].filter(|&id| wanted(&scene.entities.list[id])) else {
            continue;
        };
        let word = &scene.words.list[mention.name.start];
        let apart = here.sentence.saturating_sub(word.sentence);
        let mut score = nearness(apart) + weight::THING;
        // "In addition to its order of 30 Doe jets, it": within what is its own, not it.
        let own = apart == 0
            && scene.words.list[..mention.name.start]
                .iter()
                .rev()
                .take(weight::WORDS_BACK)
                .take_while(|w| w.sentence == word.sentence)
                .any(|w| w.says("its"));
        if apart > 3 || score <= 0.0 || own {
            continue;
        }
        if scene.is_modifier(mention) {
            score += weight::THING_AS_MODIFIER;
        }
        if mention.kind == NameKind::Place {
            score += weight::PLACE;
        }
        let opens = opening(scene, mention.start);
        // What is a body by its place alone is one where it is the subject.
        let entity = &scene.entities.list[id];
        let called = !entity.called.is_empty() && is_set_off(scene, mention);
        if entity.kind == NameKind::Unknown && !called && (opens <= 0.0 || apart == 0) {
            continue;
        }
        score += if called { weight::OPENS_SENTENCE } else { opens };
        if word.quoted && !here.quoted {
            score += weight::THING_QUOTED;
        }
        scores.add(Who::Entity(id), score, || format!("named {}", before(apart)));
    }
}

/// Adds the descriptions of the sentences before whose noun is one of `nouns` and none of `but`.
pub(super) fn nouns(scene: &Scene<'_>, setting: Setting, scores: &mut Scores, nouns: Classes, but: Classes) {
    let list = &scene.words.list;
    let here = &list[setting.at];
    for at in (setting.at.saturating_sub(weight::WORDS_BACK)..setting.at).rev() {
        let word = &list[at];
        let apart = here.sentence.saturating_sub(word.sentence);
        if apart > 2 {
            break;
        }
        // "the gearbox maker Doe Works": the name stands for it.
        let next_is_head = list.get(at + 1).is_some_and(|n| {
            n.form == Form::Lower && n.is(Classes::HEAD)
                || matches!(n.form, Form::Capital | Form::Upper)
                    && n.sentence == word.sentence
                    && !n.is(Classes::CALENDAR.or(Classes::STOP))
        }) || !word.is(Classes::PEOPLE) && is_named_behind(scene, at);
        // "will book a charge"
        let is_verb = at.checked_sub(1).is_some_and(|i| {
            (lexicon::modality(&list[i].lower).is_some() || list[i].says("to"))
                && lemmas(&word.lower).iter().any(|l| l.class == Class::Verb && l.lemma == word.lower)
        });
        if word.form == Form::Number
            || !word.is(nouns)
            || word.is(but)
            || word.is(Classes::STOP)
            || word.possessive
            || is_verb
            || next_is_head
            || word.is_name_like() && !word.opens
        {
            continue;
        }
        let start = scene.around(at).start;
        // "My people": one's own. "In addition to its order, it": not its order.
        // "In a letter, it": nor what it is said in.
        let said_in = apart == 0 && start.checked_sub(1).is_some_and(|i| list[i].says("in"));
        let own = list[start].says("its") || said_in;
        if list[start].among("my our your") || own && word.is(Classes::DOCUMENT) {
            continue;
        }
        let mut score = nearness(apart) + weight::NOUN;
        let opens = opening(scene, start);
        score += if opens > 0.0 || word.is(Classes::HUMAN) { opens } else { weight::NOUN_INSIDE };
        if word.quoted && !here.quoted {
            score += weight::THING_QUOTED;
        }
        if at.checked_sub(1).is_some_and(|i| list[i].says("of")) {
            score += weight::OBJECT;
        }
        scores.add(Who::Head(at), score, || format!("“{}” {}", word.lower, before(apart)));
    }
}

/// "The largest brewer, Doe, will": the name behind the noun at `at` stands for it.
fn is_named_behind(scene: &Scene<'_>, at: usize) -> bool {
    let list = &scene.words.list;
    let mark = |i: usize| list.get(i).is_some_and(|w| w.says(",") && w.sentence == list[at].sentence);
    let mention = scene.mentions.get(scene.mention_at(at + 1)).filter(|m| mark(at + 1) && m.start == at + 2);
    mention.is_some_and(|m| mark(m.name.end))
}

/// Adds the organisations and documents that spoke before or speak around the pronoun.
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
        let score = nearness(apart) * if back == 0 { 1.0 } else { weight::THING_SPOKE_NOT_LAST };
        // "The Post said so. ¶ The Alliance is furious. It says".
        let another =
            bodies_since(scene, setting.at, turn.sentence).any(|id| who(turn.speaker) != Who::Entity(id));
        let score = (score + weight::THING_SPOKE) * if another { weight::SPOKE_BEFORE_ANOTHER } else { 1.0 };
        scores.add(who(turn.speaker), score, || "spoke last".into());
    }
    if let Some(within) = setting.within.filter(|&w| !setting.quoted && is_thing(w)) {
        scores
            .add(who(within), weight::THING_SPEAKS_AROUND, || "speaks the sentence that it stands in".into());
    }
}

/// The bodies that open a sentence of the paragraph of the word `at` behind the sentence `since`, outside quotations.
fn bodies_since<'s>(scene: &'s Scene<'_>, at: usize, since: u32) -> impl Iterator<Item = usize> + 's {
    let list = &scene.words.list;
    let end = scene.mention_at(at);
    let from = end.saturating_sub(weight::MENTIONS_BACK / 2);
    let here = &list[at];
    (from..end).filter_map(move |i| {
        let mention = &scene.mentions[i];
        let word = &list[mention.name.start];
        let behind = word.paragraph == here.paragraph && (since + 1..here.sentence).contains(&word.sentence);
        let opens = behind && !word.quoted && opening(scene, mention.start) >= weight::OPENS_SENTENCE;
        let id = scene.entities.of[i].filter(|_| opens && !scene.is_modifier(mention))?;
        scene.entities.list[id].may_be_body().then_some(id)
    })
}

/// Adds the groups and organisations that spoke before or speak around the pronoun.
pub(super) fn groups_that_spoke(scene: &Scene<'_>, setting: Setting, scores: &mut Scores) {
    let here = &scene.words.list[setting.at];
    for (back, turn) in
        scene.turns.iter().rev().filter(|t| t.at < setting.at).take(weight::TURNS_BACK).enumerate()
    {
        let facts = scene.facts[turn.speaker];
        let organization = scene.speakers[turn.speaker].kind == SpeakerKind::Organization;
        let apart = here.sentence.saturating_sub(turn.sentence);
        if !(facts.plural || organization) || nearness(apart) <= 0.0 || apart > 5 {
            continue;
        }
        let who = facts.entity.map_or(Who::Speaker(turn.speaker), Who::Entity);
        let score = nearness(apart) * if back == 0 { 1.0 } else { weight::GROUP_SPOKE_NOT_LAST }
            + if facts.plural { weight::GROUP_SPOKE } else { weight::ORGANIZATION_SPOKE };
        scores.add(who, score, || "spoke last".into());
    }
    if let Some(within) = setting.within.filter(|&w| !setting.quoted && scene.facts[w].plural) {
        let why = || "speak the sentence that it stands in".into();
        scores.add(Who::Speaker(within), weight::GROUP_SPEAKS_AROUND, why);
    }
}

/// What opens a sentence is its subject, more often than not.
pub(super) fn opening(scene: &Scene<'_>, start: usize) -> f32 {
    let list = &scene.words.list;
    let sentence = list[start].sentence;
    let before = list[..start].iter().rev().take(4).take_while(|w| w.sentence == sentence).count();
    match before {
        0 | 1 => weight::OPENS_SENTENCE,
        2 | 3 => weight::NEARLY_OPENS_SENTENCE,
        _ => 0.0,
    }
}
