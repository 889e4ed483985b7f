//! Pronouns: the nearest antecedent that fits in number, person and sex.

use super::lexicon::Class;
use super::mentions::NameKind;
use super::phrase::Pronoun;
use super::scene::{Found, Scene};
use super::words::Form;
use super::{Resolution, Sex, SpeakerKind};

/// Mentions, and words, that are looked back over.
const MENTIONS_BACK: usize = 60;
const WORDS_BACK: usize = 70;
/// How much better than any other the person must be whom a text is clearly speaking of.
const CLEARLY: f32 = 0.25;

/// What is told of the attribution that a pronoun is the source of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// First word of the source.
    pub(super) at: usize,
    /// The speaker whose words hold the pronoun, once known.
    pub(super) within: Option<usize>,
    /// The pronoun stands inside quotation marks.
    pub(super) quoted: bool,
}

/// Finds who a pronoun stands for.
pub(super) fn resolve(scene: &mut Scene<'_>, pronoun: Pronoun, setting: Setting) -> Found {
    match pronoun {
        Pronoun::He => person(scene, Some(Sex::Male), setting),
        Pronoun::She => person(scene, Some(Sex::Female), setting),
        Pronoun::It => thing(scene, setting),
        Pronoun::They => several(scene, setting),
        Pronoun::Relative => relative(scene, setting),
        Pronoun::Both => both(scene, setting),
        Pronoun::I | Pronoun::We => first_person(scene, setting),
        Pronoun::You => {
            let speaker = scene.reader();
            Found { speaker, how: Resolution::Pronoun, evidence: vec!["the reader or anyone".into()] }
        }
        Pronoun::Some | Pronoun::Other => scene.open("the word stands for nobody that the text names"),
    }
}

/// "I" and "we": the one whose quotation it stands in, else the author.
fn first_person(scene: &mut Scene<'_>, setting: Setting) -> Found {
    match setting.within {
        Some(speaker) => Found {
            speaker,
            how: Resolution::Pronoun,
            evidence: vec!["speaks within a quotation of this speaker".into()],
        },
        None if setting.quoted => scene.open("\"I\" inside a quotation of nobody known"),
        None => scene.author(Resolution::Pronoun, "\"I\" outside quotations is the author"),
    }
}

/// A candidate antecedent: a speaker or an entity, and how well it fits.
#[derive(Debug, Default)]
struct Scores {
    list: Vec<(Who, f32, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Entity(usize),
    Speaker(usize),
    /// A description by its head word.
    Head(usize),
}

impl Scores {
    fn add(&mut self, who: Who, score: f32, why: impl FnOnce() -> String) {
        match self.list.iter_mut().find(|(w, ..)| *w == who) {
            // Further mentions add a little: a person the text keeps naming is its topic.
            Some((_, best, reason)) => {
                if score > *best {
                    *reason = why();
                    *best = score + 0.05;
                } else {
                    *best += 0.05;
                }
            }
            None => self.list.push((who, score, why())),
        }
    }

    /// The best, unless another is as good.
    fn best(&self, margin: f32) -> Option<(Who, String)> {
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
fn nearness(sentences: u32) -> f32 {
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

fn person(scene: &mut Scene<'_>, sex: Option<Sex>, setting: Setting) -> Found {
    let scores = persons(scene, sex, setting);
    conclude(scene, &scores, 0.03)
}

/// The named person whom the text is clearly speaking of at the word `at`, but for the speaker whose words hold it.
pub(super) fn topic(
    scene: &Scene<'_>,
    sex: Option<Sex>,
    at: usize,
    within: Option<usize>,
) -> Option<(usize, String)> {
    let quoted = scene.words.list[at].quoted;
    let mut scores = persons(scene, sex, Setting { at, within: None, quoted });
    let said = within.and_then(|speaker| scene.facts[speaker].entity);
    scores.list.retain(|(who, ..)| said.is_none_or(|id| *who != Who::Entity(id)));
    let (who, why) = scores.best(CLEARLY)?;
    match who {
        Who::Entity(id) => Some((id, why)),
        _ => None,
    }
}

/// Everybody whom a singular pronoun of that sex may stand for.
fn persons(scene: &Scene<'_>, sex: Option<Sex>, setting: Setting) -> Scores {
    let mut scores = Scores::default();
    let here = scene.words.list[setting.at].clone();
    let end = scene.mention_at(setting.at);
    let mut sentence_subjects: Vec<(u32, usize)> = Vec::new();
    for i in end.saturating_sub(MENTIONS_BACK)..end {
        let mention = &scene.mentions[i];
        let Some(id) = scene.entities.of[i] else { continue };
        let entity = &scene.entities.list[id];
        if !matches!(entity.kind, NameKind::Person | NameKind::Unknown) {
            continue;
        }
        let word = &scene.words.list[mention.name.start];
        let apart = here.sentence.saturating_sub(word.sentence);
        let mut score = nearness(apart);
        if score <= 0.0 {
            continue;
        }
        if entity.kind == NameKind::Unknown {
            score -= 0.6;
        }
        let object = mention.start.checked_sub(1).is_some_and(|j| {
            scene.words.list[j].among("of with against for by to from about on at like than")
        });
        let first_in_sentence = !sentence_subjects.iter().any(|(s, _)| *s == word.sentence);
        if scene.is_modifier(mention) {
            score -= 0.25;
        } else if first_in_sentence && !word.quoted && !(object && apart == 0) {
            score += 0.35;
        }
        if first_in_sentence && !scene.is_modifier(mention) {
            sentence_subjects.push((word.sentence, id));
        }
        if word.quoted && !here.quoted {
            score -= 0.45;
        }
        if word.paragraph != here.paragraph {
            score -= 0.1;
        }
        if object {
            score -= 0.2;
        }
        score += fit(entity.sex(), sex);
        if setting.quoted && setting.within.is_some() && setting.within == scene.speaker_of(id) {
            continue;
        }
        let text = scene.words.phrase(mention.name.clone());
        scores.add(Who::Entity(id), score, || format!("“{text}” {apart} sentences before"));
    }
    // "the president" is as good as his name.
    let to = scene.described.partition_point(|(head, _)| *head < setting.at);
    for &(head, id) in scene.described[..to].iter().rev().take(8) {
        let word = &scene.words.list[head];
        let apart = here.sentence.saturating_sub(word.sentence);
        let mut score = nearness(apart) - 0.1 + fit(scene.entities.list[id].sex(), sex);
        if apart > 3 {
            continue;
        }
        if word.possessive {
            score -= 0.25;
        }
        score += opening(scene, head.saturating_sub(2));
        if word.quoted && !here.quoted {
            score -= 0.45;
        }
        scores.add(Who::Entity(id), score, || format!("“the {}” {apart} sentences before", word.lower));
    }
    // Who spoke last goes on speaking.
    let mut spoken: Vec<usize> = Vec::new();
    for (back, turn) in scene.turns.iter().rev().filter(|t| t.at < setting.at).take(4).enumerate() {
        let facts = scene.facts[turn.speaker];
        let apart = here.sentence.saturating_sub(turn.sentence);
        let kind = scene.speakers[turn.speaker].kind;
        if facts.plural
            || !matches!(kind, SpeakerKind::Person | SpeakerKind::Anonymous)
            || nearness(apart) <= 0.0
        {
            continue;
        }
        let mut score = nearness(apart) * 0.7;
        if back > 0 {
            score *= 0.5;
        }
        if here.paragraph.saturating_sub(turn.paragraph) > 1 {
            score *= 0.6;
        }
        if setting.quoted && setting.within == Some(turn.speaker) {
            continue;
        }
        match facts.entity {
            Some(id) => {
                if spoken.contains(&id) {
                    continue;
                }
                spoken.push(id);
                if let Some((_, best, why)) = scores.list.iter_mut().find(|(w, ..)| *w == Who::Entity(id)) {
                    *best += score;
                    why.push_str(if back == 0 { ", spoke last" } else { ", spoke before" });
                    continue;
                }
                let score = score + 0.3 + fit(scene.entities.list[id].sex(), sex);
                scores.add(Who::Entity(id), score, || "spoke last".into());
            }
            None => {
                let score = score + 0.5 + fit((facts.sex, false), sex);
                scores.add(Who::Speaker(turn.speaker), score, || "spoke last".into());
            }
        }
    }
    if let Some(within) = setting.within.filter(|_| !setting.quoted) {
        // "Doe said he would go": the one who speaks is the likeliest.
        let who = scene.facts[within].entity.map_or(Who::Speaker(within), Who::Entity);
        let known = scene.facts[within]
            .entity
            .map_or((scene.facts[within].sex, false), |e| scene.entities.list[e].sex());
        if !scene.facts[within].plural {
            scores.add(who, 1.1 + fit(known, sex), || "speaks the sentence that it stands in".into());
        }
    }
    scores
}

/// How an antecedent's sex fits: the article's own words weigh most, a given name breaks ties.
fn fit((shown, guessed): (Option<Sex>, bool), wanted: Option<Sex>) -> f32 {
    match (shown, wanted) {
        (Some(a), Some(b)) if a == b => {
            if guessed {
                0.2
            } else {
                0.3
            }
        }
        (Some(_), Some(_)) => {
            if guessed {
                -1.5
            } else {
                -3.0
            }
        }
        _ => 0.0,
    }
}

fn conclude(scene: &mut Scene<'_>, scores: &Scores, margin: f32) -> Found {
    match scores.best(margin) {
        Some((who, why)) => {
            let speaker = match who {
                Who::Entity(id) => scene.entity(id),
                Who::Speaker(id) => id,
                Who::Head(head) => {
                    let range = scene.around(head);
                    scene.phrase(range, head)
                }
            };
            Found { speaker, how: Resolution::Pronoun, evidence: vec![why] }
        }
        None => scene.open("no antecedent fits, or two fit alike"),
    }
}

/// "it": an organisation, place or document.
fn thing(scene: &mut Scene<'_>, setting: Setting) -> Found {
    let mut scores = Scores::default();
    let here = scene.words.list[setting.at].clone();
    names_and_nouns(
        scene,
        setting,
        &mut scores,
        |kind| matches!(kind, NameKind::Organization | NameKind::Place),
        Class::ORGANIZATION.or(Class::DOCUMENT),
        Class::HUMAN,
    );
    for (back, turn) in scene.turns.iter().rev().filter(|t| t.at < setting.at).take(3).enumerate() {
        let kind = scene.speakers[turn.speaker].kind;
        let apart = here.sentence.saturating_sub(turn.sentence);
        if !matches!(kind, SpeakerKind::Organization | SpeakerKind::Document) || nearness(apart) <= 0.0 {
            continue;
        }
        let who = scene.facts[turn.speaker].entity.map_or(Who::Speaker(turn.speaker), Who::Entity);
        let score = nearness(apart) * if back == 0 { 1.0 } else { 0.4 } + 0.4;
        scores.add(who, score + 0.3, || "spoke last".into());
    }
    if let Some(within) = setting.within.filter(|_| !setting.quoted)
        && matches!(scene.speakers[within].kind, SpeakerKind::Organization | SpeakerKind::Document)
    {
        let who = scene.facts[within].entity.map_or(Who::Speaker(within), Who::Entity);
        scores.add(who, 1.4, || "speaks the sentence that it stands in".into());
    }
    conclude(scene, &scores, 0.03)
}

/// "they": several people, or a body.
fn several(scene: &mut Scene<'_>, setting: Setting) -> Found {
    let mut scores = Scores::default();
    let here = scene.words.list[setting.at].clone();
    names_and_nouns(scene, setting, &mut scores, |kind| kind == NameKind::People, Class::PEOPLE, Class::NONE);
    for (back, turn) in scene.turns.iter().rev().filter(|t| t.at < setting.at).take(4).enumerate() {
        let facts = scene.facts[turn.speaker];
        let body = scene.speakers[turn.speaker].kind == SpeakerKind::Organization;
        let apart = here.sentence.saturating_sub(turn.sentence);
        if !(facts.plural || body) || nearness(apart) <= 0.0 || apart > 5 {
            continue;
        }
        let who = facts.entity.map_or(Who::Speaker(turn.speaker), Who::Entity);
        let score =
            nearness(apart) * if back == 0 { 1.0 } else { 0.5 } + if facts.plural { 0.6 } else { 0.1 };
        scores.add(who, score, || "spoke last".into());
    }
    if let Some(within) = setting.within.filter(|&w| !setting.quoted && scene.facts[w].plural) {
        scores.add(Who::Speaker(within), 1.5, || "speak the sentence that it stands in".into());
    }
    conclude(scene, &scores, 0.02)
}

/// Candidates among the names and nouns of the sentences before.
fn names_and_nouns(
    scene: &Scene<'_>,
    setting: Setting,
    scores: &mut Scores,
    named: impl Fn(NameKind) -> bool,
    nouns: Class,
    but: Class,
) {
    let here = &scene.words.list[setting.at];
    let end = scene.mention_at(setting.at);
    for i in end.saturating_sub(MENTIONS_BACK / 2)..end {
        let mention = &scene.mentions[i];
        let Some(id) = scene.entities.of[i].filter(|&id| named(scene.entities.list[id].kind)) else {
            continue;
        };
        let word = &scene.words.list[mention.name.start];
        let apart = here.sentence.saturating_sub(word.sentence);
        let mut score = nearness(apart) - 0.1;
        if apart > 3 || score <= 0.0 {
            continue;
        }
        if scene.is_modifier(mention) {
            score -= 0.4;
        }
        if scene.mentions[i].kind == NameKind::Place {
            score -= 0.25;
        }
        score += opening(scene, mention.start);
        if word.quoted && !here.quoted {
            score -= 0.4;
        }
        scores.add(Who::Entity(id), score, || format!("named {apart} sentences before"));
    }
    let mut at = setting.at;
    while at > 0 && setting.at - at < WORDS_BACK {
        at -= 1;
        let word = &scene.words.list[at];
        let apart = here.sentence.saturating_sub(word.sentence);
        if apart > 2 {
            break;
        }
        let next_is_head =
            scene.words.list.get(at + 1).is_some_and(|n| n.form == Form::Lower && n.is(Class::HEAD));
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
        let mut score = nearness(apart) - 0.15;
        score += opening(scene, scene.around(at).start);
        if word.quoted && !here.quoted {
            score -= 0.4;
        }
        if at.checked_sub(1).is_some_and(|i| scene.words.list[i].says("of")) {
            score -= 0.2;
        }
        scores.add(Who::Head(at), score, || format!("“{}” {apart} sentences before", word.lower));
    }
}

/// What opens a sentence is its subject, more often than not.
fn opening(scene: &Scene<'_>, start: usize) -> f32 {
    let list = &scene.words.list;
    let sentence = list[start].sentence;
    let before = list[..start].iter().rev().take(4).take_while(|w| w.sentence == sentence).count();
    match before {
        0 | 1 => 0.35,
        2 | 3 => 0.15,
        _ => 0.0,
    }
}

/// "who", "which": what stands right before.
fn relative(scene: &mut Scene<'_>, setting: Setting) -> Found {
    let list = &scene.words.list;
    let sentence = list[setting.at].sentence;
    let person = list[setting.at].among("who whom who's who'd");
    let mut last = setting.at;
    while last > 0
        && list[last - 1].sentence == sentence
        && (list[last - 1].form == Form::Mark && !list[last - 1].says(")") && setting.at - last < 4
            || list[last - 1].among("of most many some all to in for from and with by"))
    {
        last -= 1;
    }
    if last > 0 && list[last - 1].says(")") {
        last = (last.saturating_sub(8)..last).rev().find(|&i| list[i].says("(")).unwrap_or(last);
    }
    let lowest = setting.at.saturating_sub(30);
    let mention = (0..scene.mention_at(setting.at)).rev().take(6).find(|&i| {
        let m = &scene.mentions[i];
        scene.words.list[m.name.start].sentence == sentence && m.name.end >= lowest
    });
    // A name that ends right before.
    let adjacent = mention.filter(|&i| {
        let m = &scene.mentions[i];
        let point = usize::from(scene.words.list.get(m.name.end).is_some_and(|w| w.says(".")));
        m.name.end + point >= last
    });
    let adjacent = adjacent.and_then(|i| scene.entities.of[i].map(|id| (id, scene.entities.list[id].kind)));
    let sure = adjacent.filter(|&(_, kind)| match person {
        true => matches!(kind, NameKind::Person | NameKind::People),
        false => kind != NameKind::Person,
    });
    if let Some((id, _)) = sure {
        return scene.found(id, Resolution::Pronoun, "the name right before".into());
    }
    let wanted = if person { Class::HUMAN } else { Class::HEAD };
    let head = (lowest..last).rev().find(|&i| {
        let word = &scene.words.list[i];
        word.sentence == sentence
            && word.is(wanted)
            && !word.possessive
            && (!word.is(Class::STOP.or(Class::SAY)) || word.is(Class::PEOPLE))
            && (!word.is_name_like() || word.opens || word.is(Class::PEOPLE))
    });
    // "Doe, the senator from Ohio, who": a name before an apposition is nearer in meaning than the noun.
    let before = (0..scene.mention_at(setting.at)).rev().take(6).find(|&i| {
        let m = &scene.mentions[i];
        let after = scene.words.list.get(m.name.end);
        scene.words.list[m.name.start].sentence == sentence
            && m.name.end >= lowest
            && scene.entities.of[i].is_some_and(|id| scene.entities.list[id].kind == NameKind::Person)
            && after.is_some_and(|w| w.among(", ("))
    });
    let before = before.filter(|&i| person && head.is_none_or(|h| h > scene.mentions[i].name.end));
    if let Some(id) = before.and_then(|i| scene.entities.of[i]) {
        return scene.found(id, Resolution::Pronoun, "the name before".into());
    }
    let unsure = adjacent.filter(|&(_, kind)| person && kind == NameKind::Unknown && head.is_none());
    if let Some((id, _)) = unsure {
        return scene.found(id, Resolution::Pronoun, "the name right before".into());
    }
    // "Doe is a lawyer who": the lawyer is Doe.
    let subject = head.filter(|&h| person && scene.words.list[h].is(Class::PERSON)).and_then(|h| {
        let verb = scene.around(h).start.checked_sub(1)?;
        scene.words.list[verb].among("is was became as").then_some(())?;
        let mention = scene.mention_at(verb).checked_sub(1)?;
        (scene.mentions[mention].name.end == verb).then(|| scene.entities.of[mention])?
    });
    if let Some(id) = subject {
        return scene.found(id, Resolution::Pronoun, "the name that it is said of".into());
    }
    // "some who", "those who".
    let some =
        last.checked_sub(1).filter(|&i| person && scene.words.list[i].among("some those many others few"));
    if let Some(i) = some {
        let speaker = scene.unknown(i..last, SpeakerKind::Group);
        let evidence = vec!["the word right before".into()];
        return Found { speaker, how: Resolution::Pronoun, evidence };
    }
    match head {
        Some(head) => {
            let range = scene.around(head);
            let range = range.start..range.end.min(last).max(head + 1);
            let speaker = scene.phrase(range, head);
            Found { speaker, how: Resolution::Pronoun, evidence: vec!["the words right before".into()] }
        }
        None => scene.open("nothing before the relative pronoun that can speak"),
    }
}

/// "both", "the two men": the two persons named last.
fn both(scene: &mut Scene<'_>, setting: Setting) -> Found {
    let mut two: Vec<usize> = Vec::new();
    let end = scene.mention_at(setting.at);
    for i in (end.saturating_sub(MENTIONS_BACK)..end).rev() {
        let Some(id) = scene.entities.of[i].filter(|&id| scene.entities.list[id].kind == NameKind::Person)
        else {
            continue;
        };
        if !two.contains(&id) {
            two.insert(0, id);
        }
        if two.len() == 2 {
            let speaker = scene.joint(&two, None);
            return Found { speaker, how: Resolution::Pronoun, evidence: vec!["the two named last".into()] };
        }
    }
    scene.open("no two persons were named before")
}
