//! Relative pronouns: "who" and "which" mean what stands right before them.

use super::accounts::account_holder;
use super::candidate::Setting;
use super::cast::{Resolution, SpeakerKind};
use super::lexicon::Classes;
use super::mention::NameKind;
use super::scene::{FoundSpeaker, Scene};
use super::thresholds::{MENTIONS_BEFORE_RELATIVE, WORDS_BEFORE_RELATIVE};
use super::words::Form;
use std::ops::Range;

/// Finds who the relative pronoun at `setting` stands for.
pub(super) fn resolve_relative(scene: &mut Scene<'_>, setting: Setting) -> FoundSpeaker {
    let before = Before::new(scene, setting);
    if let Some(account) = before.account(scene) {
        return account_holder(scene, account);
    }
    if let Some(some) = before.some(scene) {
        let speaker = scene.unknown(some..before.at, SpeakerKind::Group);
        return pronoun(speaker, "the word right before");
    }
    if let Some((id, why)) = before.named(scene) {
        return scene.found(id, Resolution::Pronoun, why.into());
    }
    let Some(head) = before.head else {
        return scene.open("nothing before the relative pronoun that can speak");
    };
    let range = scene.around(head);
    let range = range.start..range.end.min(before.end).max(head + 1);
    let speaker = scene.phrase(range, head);
    pronoun(speaker, "the words right before")
}

fn pronoun(speaker: usize, why: &str) -> FoundSpeaker {
    FoundSpeaker::new(speaker, Resolution::Pronoun, why)
}

/// What stands before a relative pronoun in its sentence.
struct Before {
    /// The pronoun's word.
    at: usize,
    /// "who", not "which": of people.
    of_person: bool,
    /// Where the antecedent ends: before commas, prepositions and brackets.
    end: usize,
    /// The first word that is looked at.
    lowest: usize,
    /// The noun of a description.
    head: Option<usize>,
}

impl Before {
    fn new(scene: &Scene<'_>, setting: Setting) -> Self {
        let list = &scene.words.list;
        let (at, sentence) = (setting.at, list[setting.at].sentence);
        let of_person = list[at].among("who whom who's who'd");
        let mut end = at;
        while end > 0
            && list[end - 1].sentence == sentence
            && (list[end - 1].form == Form::Mark && !list[end - 1].says(")") && at - end < 4
                || list[end - 1].among("of most many some all to in for from and with by"))
        {
            end -= 1;
        }
        if end > 0 && list[end - 1].says(")") {
            end = (end.saturating_sub(8)..end).rev().find(|&i| list[i].says("(")).unwrap_or(end);
        }
        let lowest = at.saturating_sub(WORDS_BEFORE_RELATIVE);
        let wanted = if of_person { Classes::HUMAN } else { Classes::HEAD };
        let head = (lowest..end).rev().find(|&i| {
            let word = &list[i];
            word.sentence == sentence
                && word.is(wanted)
                && !word.possessive
                && (!word.is(Classes::STOP.or(Classes::SAY)) || word.is(Classes::PEOPLE))
                && (!word.is_name_like() || word.opens || word.is(Classes::PEOPLE))
        });
        // "the nominee for president, who"
        let sought =
            head.filter(|&i| of_person && i > 0 && list[i].is(Classes::TITLE) && list[i - 1].says("for"));
        let seeker = sought.and_then(|i| i.checked_sub(2)).filter(|&i| list[i].is(Classes::PERSON));
        Self { at, of_person, end, lowest, head: seeker.or(head) }
    }

    /// "some who", "those who": the word that stands for them.
    fn some(&self, scene: &Scene<'_>) -> Option<usize> {
        let list = &scene.words.list;
        let stands = |i: usize| list[i].among("some those many others few most all");
        self.at.checked_sub(1).filter(|&i| list[self.at].says("who") && stands(i))
    }

    /// "@doe, who": the account right before.
    fn account(&self, scene: &Scene<'_>) -> Option<Range<usize>> {
        let at = self.end.checked_sub(2).filter(|&i| self.of_person && scene.words.list[i].says("@"))?;
        Some(at..self.end)
    }

    /// The entity that the pronoun means by a name before it, and why.
    fn named(&self, scene: &Scene<'_>) -> Option<(usize, &'static str)> {
        if let Some(id) = self.before_bodys_apposition(scene) {
            return Some((id, "the name before"));
        }
        let adjacent = self.adjacent(scene);
        let sure = adjacent.filter(|&(_, kind)| match self.of_person {
            true => matches!(kind, NameKind::Person | NameKind::People),
            false => kind != NameKind::Person,
        });
        if let Some((id, _)) = sure {
            return Some((id, "the name right before"));
        }
        if let Some(id) = self.before_apposition(scene) {
            return Some((id, "the name before"));
        }
        let unsure =
            adjacent.filter(|&(_, kind)| self.of_person && kind == NameKind::Unknown && self.head.is_none());
        if let Some((id, _)) = unsure {
            return Some((id, "the name right before"));
        }
        self.subject(scene).map(|id| (id, "the name that it is said of"))
    }

    /// The mentions before the pronoun in its sentence, nearest first.
    fn mentions(&self, scene: &Scene<'_>) -> impl Iterator<Item = usize> {
        let sentence = scene.words.list[self.at].sentence;
        (0..scene.mention_at(self.at)).rev().take(MENTIONS_BEFORE_RELATIVE).filter(move |&i| {
            let name = &scene.mentions[i].name;
            scene.words.list[name.start].sentence == sentence && name.end >= self.lowest
        })
    }

    /// The entity whose name ends right before the pronoun.
    fn adjacent(&self, scene: &Scene<'_>) -> Option<(usize, NameKind)> {
        let mention = self.mentions(scene).next()?;
        let end = scene.mentions[mention].name.end;
        let point = usize::from(scene.words.list.get(end).is_some_and(|w| w.says(".")));
        let id = scene.entities.of[mention].filter(|_| end + point >= self.end)?;
        Some((id, scene.entities.list[id].kind))
    }

    /// "Doe, the senator from Ohio, who": a name before an apposition is nearer in meaning than the noun.
    fn before_apposition(&self, scene: &Scene<'_>) -> Option<usize> {
        let mention = self.mentions(scene).find(|&i| {
            let after = scene.words.list.get(scene.mentions[i].name.end);
            scene.entities.of[i].is_some_and(|id| scene.entities.list[id].kind == NameKind::Person)
                && after.is_some_and(|w| w.among(", ("))
        })?;
        let nearer = self.head.is_none_or(|head| head > scene.mentions[mention].name.end);
        scene.entities.of[mention].filter(|_| self.of_person && nearer)
    }

    /// "Levon, a super PAC that": the noun says what the name before it is.
    fn before_bodys_apposition(&self, scene: &Scene<'_>) -> Option<usize> {
        let list = &scene.words.list;
        let describes = |from: usize| {
            list.get(from).is_some_and(|w| w.says(","))
                && list.get(from + 1).is_some_and(|w| w.among("a an another the"))
                && (from + 2..self.at).all(|i| list[i].form != Form::Mark && !list[i].among("and or"))
                && from + 2 < self.at
        };
        let mention = self.mentions(scene).find(|&i| describes(scene.mentions[i].name.end))?;
        let named =
            |&id: &usize| !matches!(scene.entities.list[id].kind, NameKind::Person | NameKind::People);
        scene.entities.of[mention].filter(|id| !self.of_person && named(id))
    }

    /// "Doe is a lawyer who": the lawyer is Doe.
    fn subject(&self, scene: &Scene<'_>) -> Option<usize> {
        let list = &scene.words.list;
        let head = self.head.filter(|&head| self.of_person && list[head].is(Classes::PERSON))?;
        let verb = scene.around(head).start.checked_sub(1).filter(|&i| list[i].among("is was became as"))?;
        let mention = scene.mention_at(verb).checked_sub(1)?;
        scene.entities.of[mention].filter(|_| scene.mentions[mention].name.end == verb)
    }
}
