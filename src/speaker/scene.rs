//! The scene: everything a resolver may look at, and the speakers found so far.

use super::anonymous;
use super::cast::{Resolution, Speaker, SpeakerKind};
use super::descriptions::is_boundary;
use super::entities::Entities;
use super::justification::justification;
use super::kinds::kind_of_head;
use super::lexicon::{Classes, Sex, given_name};
use super::mention::{Mention, NameKind};
use super::thresholds::{LARGEST_FAMILY, WORDS_BEFORE_NOUN, WORDS_BEHIND_OF};
use super::words::{Form, Word, Words};
use crate::english::{Class, Inflection, Lemma, lemmas};
use std::collections::HashMap;
use std::ops::Range;

/// What tells how likely a speaker is right, besides the way the source was resolved.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Signs {
    pub(super) fit: f32,
    pub(super) lead: f32,
    pub(super) singular_person: bool,
    pub(super) described: bool,
    pub(super) several: bool,
    pub(super) shared: bool,
    pub(super) sourceless: bool,
    /// Another of the surname may as well be meant.
    pub(super) doubtful: bool,
}

/// Who a source was found to be.
#[derive(Debug, Clone)]
pub(super) struct FoundSpeaker {
    /// Index into the cast's speakers.
    pub(super) speaker: usize,
    pub(super) how: Resolution,
    pub(super) evidence: Vec<String>,
    /// What the confidence looks at besides.
    pub(super) signs: Signs,
}

impl FoundSpeaker {
    /// With one reason for it.
    pub(super) fn new(speaker: usize, how: Resolution, why: impl Into<String>) -> Self {
        Self { speaker, how, evidence: vec![why.into()], signs: Signs::default() }
    }

    /// With how well it fits and how far ahead of the next it is.
    pub(super) fn fitting(mut self, (fit, lead): (f32, f32)) -> Self {
        (self.signs.fit, self.signs.lead) = (fit, lead);
        self
    }
}

/// A speaker that spoke, in the order of the text.
#[derive(Debug, Clone)]
pub(super) struct SpeakerTurn {
    /// First word of the source, or of the content where none stands.
    pub(super) at: usize,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    pub(super) speaker: usize,
}

/// What is known of a speaker beside what the cast says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    pub(super) entity: Option<usize>,
    pub(super) plural: bool,
    /// Sex that the words show.
    pub(super) sex: Option<Sex>,
}

/// The document as the resolvers see it.
#[derive(Debug)]
pub(super) struct Scene<'d> {
    pub(super) words: Words<'d>,
    pub(super) mentions: Vec<Mention>,
    pub(super) entities: Entities,
    pub(super) speakers: Vec<Speaker>,
    pub(super) facts: Vec<Facts>,
    pub(super) turns: Vec<SpeakerTurn>,
    /// Descriptions that mean an entity, by their noun, in order.
    pub(super) described: Vec<(usize, usize)>,
    /// The bearers of accounts, as [`super::accounts`] finds them.
    pub(super) accounts: HashMap<String, usize>,
    /// The noun of the group out of which somebody was counted last, and the sentence that did so.
    pub(super) counted: Option<(usize, u32)>,
    /// How often the person is named whom the text names most.
    pub(super) most_named: usize,
    /// Whom the words of the attribution at hand speak of by name, who is not the "he" that says them.
    pub(super) spoken_of: Vec<usize>,
    /// The author's name, where the article gives it.
    pub(super) author: Option<String>,
    by_name: HashMap<(SpeakerKind, String), usize>,
    by_entity: HashMap<usize, usize>,
    /// Unnamed sources by their noun.
    unnamed: HashMap<String, Vec<Unnamed>>,
}

/// An unnamed source that has spoken.
#[derive(Debug)]
struct Unnamed {
    speaker: usize,
    /// The words beside its noun, in lower case, without articles.
    others: Vec<String>,
    /// Nothing but its noun introduced it, in the plural: "prosecutors".
    bare: bool,
}

impl<'d> Scene<'d> {
    pub(super) fn new(
        words: Words<'d>,
        mentions: Vec<Mention>,
        entities: Entities,
        author: Option<String>,
    ) -> Self {
        let persons = entities.list.iter().filter(|e| e.kind == NameKind::Person);
        let most_named = persons.map(|e| e.count).max().unwrap_or(0);
        Self {
            words,
            mentions,
            entities,
            most_named,
            speakers: Vec::new(),
            facts: Vec::new(),
            turns: Vec::new(),
            described: Vec::new(),
            accounts: HashMap::new(),
            counted: None,
            spoken_of: Vec::new(),
            unnamed: HashMap::new(),
            author,
            by_name: HashMap::new(),
            by_entity: HashMap::new(),
        }
    }

    fn add(&mut self, speaker: Speaker, facts: Facts) -> usize {
        let key = (speaker.kind, speaker.name.as_deref().unwrap_or_default().to_lowercase());
        if let Some(&id) = self.by_name.get(&key).filter(|_| facts.entity.is_none()) {
            return id;
        }
        self.speakers.push(speaker);
        self.facts.push(facts);
        let id = self.speakers.len() - 1;
        self.by_name.entry(key).or_insert(id);
        id
    }

    /// Nobody.
    pub(super) fn open(&mut self, why: &str) -> FoundSpeaker {
        let speaker = self.add(Speaker::unnamed(SpeakerKind::None), Facts::default());
        FoundSpeaker::new(speaker, Resolution::Open, why)
    }

    /// The author of the article.
    pub(super) fn author(&mut self, how: Resolution, why: &str) -> FoundSpeaker {
        let mut speaker = Speaker::unnamed(SpeakerKind::Author);
        speaker.name = self.author.clone().filter(|_| how == Resolution::Pronoun);
        let speaker = self.add(speaker, Facts::default());
        FoundSpeaker::new(speaker, how, why)
    }

    /// The speaker that an entity is.
    pub(super) fn entity(&mut self, entity: usize) -> usize {
        if let Some(&id) = self.by_entity.get(&entity) {
            return id;
        }
        let found = &self.entities.list[entity];
        let kind = match found.kind {
            NameKind::Unknown if found.common => SpeakerKind::Organization,
            NameKind::Person | NameKind::Unknown => SpeakerKind::Person,
            NameKind::Organization | NameKind::Place => SpeakerKind::Organization,
            NameKind::People => SpeakerKind::Group,
        };
        let (sex, _) = found.sex();
        let facts = Facts { entity: Some(entity), plural: found.kind == NameKind::People, sex };
        let title = found.title.clone().map(|r| self.words.phrase(r)).filter(|t| !t.is_empty());
        let affiliation = found.title.clone().and_then(|r| self.affiliation(r, entity));
        let justification = found.knows.and_then(|end| justification(&self.words, end));
        let name = self.name_of(entity);
        let speaker = Speaker { title, affiliation, justification, ..Speaker::named(name, kind) };
        let id = self.add(speaker, facts);
        self.by_entity.insert(entity, id);
        id
    }

    /// Notes that an entity is a body, which its name did not show.
    pub(super) fn call_body(&mut self, entity: usize) {
        let spoke = self.speaker_of(entity);
        let known = spoke.is_some_and(|id| self.speakers[id].kind == SpeakerKind::Organization);
        if self.entities.list[entity].kind != NameKind::Unknown || known {
            return;
        }
        self.entities.list[entity].kind = NameKind::Organization;
        if let Some(id) = spoke {
            self.speakers[id].kind = SpeakerKind::Organization;
        }
    }

    /// An entity as the one found.
    pub(super) fn found(&mut self, entity: usize, how: Resolution, why: String) -> FoundSpeaker {
        FoundSpeaker::new(self.entity(entity), how, why)
    }

    /// The canonical name of an entity.
    pub(super) fn name_of(&self, entity: usize) -> String {
        if let Some(name) = &self.entities.list[entity].elsewhere {
            return name.clone();
        }
        let mut range = self.entities.list[entity].fullest.clone();
        let list = &self.words.list;
        while range.len() > 1 && list[range.start].says("the") {
            range.start += 1;
        }
        // Letters after a name are not part of it: "Jo Doe KC".
        while range.len() > 2 && list[range.end - 1].among("kc qc mp mep msp") {
            range.end -= 1;
        }
        // A point belongs to "Jr." and "U.S.".
        let last = &list[range.end - 1];
        let point = list.get(range.end).is_some_and(|w| w.says(".") && w.span().start == last.span().end);
        if point && (last.is(Classes::SUFFIX) || last.form == Form::Initial) {
            range.end += 1;
        }
        self.words.phrase(range)
    }

    /// The organisation or place that a title names, the last of a chain: "director of games at Brackwell".
    fn affiliation(&self, title: Range<usize>, but: usize) -> Option<String> {
        let from = self.mentions.partition_point(|m| m.name.end <= title.start);
        let inside = self.mentions[from..].iter().zip(&self.entities.of[from..]);
        inside.take_while(|(m, _)| m.name.start < title.end).find_map(|(m, e)| {
            let at = m.start.checked_sub(1).is_some_and(|i| self.words.list[i].says("at"));
            let body = match m.kind {
                NameKind::Place => true,
                NameKind::Organization => self.is_a_body(m),
                NameKind::Unknown => at,
                NameKind::Person | NameKind::People => false,
            };
            e.filter(|&e| body && e != but).map(|e| self.name_of(e))
        })
    }

    /// Whether a name that looks like an organisation's is one: capitals alone may be a subject, "director of VR".
    fn is_a_body(&self, mention: &Mention) -> bool {
        let list = &self.words.list;
        let entity = self.entities.of[self.mention_at(mention.name.start)];
        let of_its_own = |m: &Mention| {
            let (start, next) = (m.name.start, list.get(m.name.end));
            let before = start.checked_sub(1).map(|i| &list[i]);
            before.is_some_and(|w| w.among("at the") || w.is(Classes::ORGANIZATION) && w.form == Form::Lower)
                || next.is_some_and(|w| w.is(Classes::SAY) && w.form == Form::Lower)
                || list[m.name.end - 1].possessive
        };
        let known =
            Classes::ORG_NAME.or(Classes::KNOWN_ORGANIZATION).or(Classes::OUTLET).or(Classes::ORGANIZATION);
        // "The Hamas-run office"
        if mention.parts.iter().any(|&p| list[p].lower.split_once('-').is_some_and(|(_, w)| is_participle(w)))
        {
            return false;
        }
        let capitals = |&p: &usize| list[p].form == Form::Upper;
        !mention.parts.iter().any(capitals)
            || mention.parts.iter().any(|&p| list[p].is(known))
            || entity.is_some_and(|id| {
                let same = self.mentions.iter().zip(&self.entities.of).filter(|(_, of)| **of == Some(id));
                self.entities.list[id].parts.len() > 2
                    || same.take(LARGEST_FAMILY).any(|(m, _)| of_its_own(m))
            })
    }

    /// Several entities as one speaker: "Jo Doe and Max Roe".
    pub(super) fn joint(&mut self, entities: &[usize], more: Option<String>) -> usize {
        let mut names: Vec<String> = entities.iter().map(|&e| self.name_of(e)).collect();
        // "Stan and Maureen Doe"
        for (n, pair) in entities.windows(2).enumerate() {
            let [one, other] = [&self.entities.list[pair[0]], &self.entities.list[pair[1]]];
            if one.elsewhere.is_some() && one.parts.len() > 1 && one.parts.last() == other.parts.last() {
                names[n] = self.words.phrase(one.fullest.clone());
            }
        }
        let kind = match (&more, entities.first().map(|&e| self.entities.list[e].kind)) {
            (None, Some(NameKind::Organization | NameKind::Place)) => SpeakerKind::Organization,
            _ => SpeakerKind::Group,
        };
        names.extend(more);
        let name = match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.concat(),
        };
        self.add(Speaker::named(name, kind), Facts { plural: true, ..Facts::default() })
    }

    /// A description that names nobody, as written; an unnamed source that spoke before is the same one.
    pub(super) fn phrase(&mut self, range: Range<usize>, head: usize) -> usize {
        let name = self.words.phrase(range.clone());
        self.phrase_named(range, head, name)
    }

    /// A description that names nobody, under a name that says more than its words: "Hale’s lawyer".
    pub(super) fn phrase_named(&mut self, range: Range<usize>, head: usize, name: String) -> usize {
        let word = &self.words.list[head];
        let kind = kind_of_head(&self.words, range.clone(), head);
        let one = is_one_of_several(&self.words, &range);
        // "One of the engineers" is a person.
        let kind = if one && kind == SpeakerKind::Group { SpeakerKind::Person } else { kind };
        let plural = !one && (word.is(Classes::PEOPLE) || kind == SpeakerKind::Group);
        let facts = Facts { entity: None, plural, sex: super::names::sex_of(word.class) };
        let mut speaker = Speaker::named(name, kind);
        if kind == SpeakerKind::Anonymous {
            if let Some(same) = self.spoke_before(&range, head) {
                return same;
            }
            speaker.anonymous = Some(anonymous::class_of(&self.words, range.clone(), head));
            speaker.anonymity_reason = anonymous::reason(&self.words, range.clone());
        }
        if matches!(kind, SpeakerKind::Anonymous | SpeakerKind::Group) {
            let inside = (head + 1..=range.end).find_map(|end| justification(&self.words, end));
            speaker.justification = inside;
        }
        let id = self.add(speaker, facts);
        if kind == SpeakerKind::Anonymous {
            let unnamed =
                Unnamed { speaker: id, others: self.others(&range, head), bare: range.len() == 1 && plural };
            let same = self.unnamed.entry(self.words.list[head].lower.to_string()).or_default();
            if same.len() < LARGEST_FAMILY && same.iter().all(|u| u.speaker != id) {
                same.push(unnamed);
            }
        }
        id
    }

    /// Somebody, or several, whom the text does not name.
    pub(super) fn stranger(&mut self, speaker: Speaker, plural: bool) -> usize {
        self.add(speaker, Facts { plural, ..Facts::default() })
    }

    /// The words of a description beside its noun that tell its bearer from others.
    fn others(&self, range: &Range<usize>, head: usize) -> Vec<String> {
        let list = &self.words.list;
        let telling = |i: &usize| {
            *i != head && list[*i].form != Form::Mark && !list[*i].among("the a an this that one")
        };
        range.clone().filter(telling).map(|i| list[i].lower.to_string()).collect()
    }

    /// "The insider" after "an insider", "prosecutors" after "federal prosecutors": the one source of that noun that
    /// spoke before and of whom everything fits that is said now.
    fn spoke_before(&self, range: &Range<usize>, head: usize) -> Option<usize> {
        let list = &self.words.list;
        let before = self.unnamed.get(&*list[head].lower)?;
        let others = self.others(range, head);
        let bare = range.len() == 1 && list[head].is(Classes::PEOPLE);
        let definite = list[range.start].among("the this that");
        // Of several "the source" is who spoke last.
        let last = || self.turn_before(head).map(|turn| turn.speaker);
        let one = match &before[..] {
            [one] => one,
            several => several.iter().find(|u| definite && Some(u.speaker) == last())?,
        };
        let named = |i: usize| list[i].is_name_like() && (!list[i].opens || list[i].is(Classes::PLACE));
        let told =
            (range.start..head).all(|i| !list[i].is(Classes::STOP.or(Classes::NUMBER_WORD)) && !named(i));
        let same = (definite || bare) && others.iter().all(|o| one.others.contains(o))
            || one.bare && others.len() == 1 && told;
        same.then_some(one.speaker)
    }

    /// A name as written that no rule knows.
    pub(super) fn unknown(&mut self, range: Range<usize>, kind: SpeakerKind) -> usize {
        let name = self.words.phrase(range);
        self.add(Speaker::named(name, kind), Facts::default())
    }

    /// A name as written.
    pub(super) fn written(&mut self, name: &str, kind: SpeakerKind) -> usize {
        self.add(Speaker::named(name.to_owned(), kind), Facts::default())
    }

    /// "you": the reader, or anyone.
    pub(super) fn reader(&mut self) -> usize {
        self.written("you", SpeakerKind::Group)
    }

    /// The description around `head`, from its article to its end: "the new poll of voters".
    pub(super) fn around(&self, head: usize) -> Range<usize> {
        description_start(&self.words, head)..description_end(&self.words, head)
    }

    /// The part of a source's words that is its name: without relative clauses and what a comma sets off.
    pub(super) fn trimmed(&self, range: Range<usize>, head: usize) -> Range<usize> {
        let list = &self.words.list;
        if let Some(end) = list_end(&self.words, head, &range) {
            return range.start..end;
        }
        let stop = (head + 1..range.end).find(|&i| {
            // "More than 40,000 residents"
            let number = |i: usize| list.get(i).is_some_and(|w| w.form == Form::Number);
            if list[i].says(",") && number(i - 1) && number(i + 1) {
                return false;
            }
            let year = list[i].says("in") && list.get(i + 1).is_some_and(|w| w.form == Form::Number);
            year || list[i].among("who whom which whose , ( — – ; : including")
        });
        range.start..stop.unwrap_or(range.end)
    }

    /// The speaker that an entity already is.
    pub(super) fn speaker_of(&self, entity: usize) -> Option<usize> {
        self.by_entity.get(&entity).copied()
    }

    /// Records that a speaker spoke.
    pub(super) fn take_turn(&mut self, at: usize, speaker: usize) {
        let Some(word) = self.words.list.get(at) else { return };
        self.turns.push(SpeakerTurn { at, sentence: word.sentence, paragraph: word.paragraph, speaker });
    }

    /// The last turn before a word.
    pub(super) fn turn_before(&self, at: usize) -> Option<&SpeakerTurn> {
        self.turns.iter().rev().take(24).find(|t| t.at < at)
    }

    /// Index of the first mention that ends after the word `at`.
    pub(super) fn mention_at(&self, at: usize) -> usize {
        self.mentions.partition_point(|m| m.name.end <= at)
    }

    /// Whether a mention modifies a noun ("the Doe campaign") or owns one ("Doe's").
    pub(super) fn is_modifier(&self, mention: &Mention) -> bool {
        let list = &self.words.list;
        list[mention.name.end - 1].possessive
            || list
                .get(mention.name.end)
                .is_some_and(|w| w.form == Form::Lower && w.is(Classes::HEAD) && !w.is(Classes::SAY))
    }
}

/// "parents, pupils and staff", "invoices, emails and audits | obtained by": where a list ends that begins with the noun at `head`,
/// which is not something set off.
fn list_end(words: &Words<'_>, head: usize, range: &Range<usize>) -> Option<usize> {
    let list = &words.list;
    let plural = |w: &Word<'_>| {
        let of_noun = |l: &Lemma| l.class == Class::Noun && l.inflection.any(Inflection::PLURAL);
        let counts = w.is(Classes::STOP.or(Classes::NUMBER_WORD));
        !counts && (w.is(Classes::PEOPLE) || lemmas(&w.lower).first().is_some_and(of_noun))
    };
    // "Her biographers, Jo and Ann Doe", are no list.
    let is_given = |w: &Word<'_>| w.is_name_like() && given_name(&w.lower).is_some();
    let inside = |i: &usize| match list[*i].form {
        Form::Mark => list[*i].says(","),
        _ => !list[*i].among("who which whose that a an the including like such") && !is_given(&list[*i]),
    };
    let end = (head + 1..range.end).take_while(inside).last()? + 1;
    let first = list[head + 1].says(",")
        && plural(&list[head])
        && (list[head].form == Form::Lower || list[head].opens);
    let and = (head + 2..end).find(|&i| list[i].says("and")).filter(|_| first)?;
    let closed = (and + 1..end).find(|&i| plural(&list[i]));
    let last = closed.or_else(|| Some(end - 1).filter(|_| end == range.end && and + 1 < end))?;
    // "police records"
    Some(1 + (last + 1..end).take_while(|&i| plural(&list[i])).last().unwrap_or(last))
}

/// "One of the survivors": somebody out of a group.
fn is_one_of_several(words: &Words<'_>, range: &Range<usize>) -> bool {
    let list = &words.list;
    let counts = list[range.start].says("one") && range.len() > 2;
    counts
        && list[range.start + 1].says("of")
        && list[range.start + 2].among("the his her its their these those our")
}

/// "run", "led", "backed": what a hyphen joins to whoever does it.
fn is_participle(word: &str) -> bool {
    lemmas(word).iter().any(|l| l.class == Class::Verb && l.inflection.any(Inflection::PARTICIPLE))
}

/// "the mirror allowed researchers": a verb in the past has a noun before it, a participle an article or an adverb.
fn is_verb_behind_noun(list: &[Word<'_>], at: usize) -> bool {
    let first =
        |i: usize| (list[i].form == Form::Lower).then(|| lemmas(&list[i].lower).first().copied()).flatten();
    let verb = first(at).is_some_and(|l| l.class == Class::Verb && l.inflection.any(Inflection::PAST));
    let noun = at.checked_sub(1).and_then(first).is_some_and(|l| l.class == Class::Noun);
    verb && noun && list[at - 1].sentence == list[at].sentence
}

/// Where the description begins whose noun is at `head`.
fn description_start(words: &Words<'_>, head: usize) -> usize {
    let list = &words.list;
    let reaches = |start: usize| {
        start > 0 && head - start < WORDS_BEFORE_NOUN && list[start - 1].sentence == list[head].sentence
    };
    let (mut start, mut determined) = (head, false);
    while reaches(start) {
        let word = &list[start - 1];
        determined = word.among(
            "the a an this that these those some many most several few other another his her their its our my both \
             all any no",
        );
        let inside = word.form == Form::Number
            || word.is_name_like() && !word.is(Classes::STOP)
            || word.form == Form::Lower
                && (!word.is(Classes::STOP.or(Classes::SAY)) || word.is(Classes::PEOPLE))
                && !is_boundary(&word.lower)
                && !word.lower.ends_with("ly")
            || word.among("/ - . “ ” than former new last own more")
            || word.is(Classes::NUMBER_WORD);
        if !determined && (!inside || is_verb_behind_noun(list, start - 1)) {
            break;
        }
        start -= 1;
        if determined {
            break;
        }
    }
    if !determined {
        // Without an article only names and known adjectives are sure to belong.
        start = head;
        let belongs = |w: &Word<'_>| {
            w.is_name_like() && !w.is(Classes::STOP)
                || w.is(Classes::MODIFIER.or(Classes::DEMONYM).or(Classes::NUMBER_WORD))
                || w.form == Form::Number
        };
        while reaches(start) && belongs(&list[start - 1]) {
            start -= 1;
        }
    }
    while start < head && list[start].form == Form::Mark {
        start += 1;
    }
    start
}

/// "the Royal Institute | of Otology": whether the name of a body before the word `at` goes on behind "of".
fn goes_on_in_name(list: &[Word<'_>], at: usize) -> bool {
    let of = list.get(at).is_some_and(|w| w.says("of"));
    let body = at.checked_sub(1).is_some_and(|i| list[i].is(Classes::ORG_NAME) && !list[i].possessive);
    of && body && list.get(at + 1).is_some_and(Word::is_name_like)
}

/// Where the description ends whose noun is at `head`: there, or with the noun phrase behind an "of".
fn description_end(words: &Words<'_>, head: usize) -> usize {
    let list = &words.list;
    let of = head + 1;
    if !list.get(of).is_some_and(|w| w.among("of from by to on for at")) {
        return of;
    }
    // "allowed researchers to see": what people do belongs to the verb before them.
    let does = |w: &Word<'_>| {
        w.form == Form::Lower && lemmas(&w.lower).first().is_some_and(|l| l.class == Class::Verb)
    };
    if list[of].says("to") && list[head].is(Classes::HUMAN) && list.get(of + 1).is_some_and(does) {
        return of;
    }
    let mut at = of + 1;
    while at < (of + WORDS_BEHIND_OF).min(list.len()) {
        let word = &list[at];
        let initial = word.says(".") && list[at - 1].form == Form::Initial;
        if word.form == Form::Mark && !initial
            || word.sentence != list[head].sentence
            || is_boundary(&word.lower) && !goes_on_in_name(list, at)
            || word.is(Classes::SAY)
        {
            break;
        }
        at += 1;
        let named = word.is_name_like()
            && !list.get(at).is_some_and(Word::is_name_like)
            && !goes_on_in_name(list, at);
        let closed = word.form == Form::Lower && word.is(Classes::HEAD) && !word.possessive;
        // "a report by the admiral Jo Doe"
        let more = list.get(at).is_some_and(|w| {
            w.form == Form::Lower && w.is(Classes::HEAD)
                || closed && w.is_name_like() && w.sentence == word.sentence
        });
        if (named && !word.possessive || closed) && !more {
            break;
        }
    }
    if at > of + 1 { at } else { of }
}
