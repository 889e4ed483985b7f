//! Families: which of several people of one surname the bare surname means.

use super::entity::Entity;
use super::kin::kinship;
use super::lexicon::{Classes, Sex, unnamed};
use super::mention::Mention;
use super::signs::{own_said, sex_said};
use super::thresholds::{DEATH_WITHIN, LONGEST_DESCRIPTION};
use super::words::{Form, Word, Words};
use crate::english::lexicon;
use std::collections::HashMap;
use std::ops::Range;

/// What was named up to a mention.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// By surname: who was given a full name last, in which paragraph, and by which mention.
    full: HashMap<String, (usize, u32, usize)>,
    /// By entity: the paragraph and sentence of its last mention.
    seen: HashMap<usize, (u32, u32)>,
    /// By entity: how often it was called by its surname alone.
    bare: HashMap<usize, usize>,
    /// Entities of whom the text says that they are dead.
    dead: Vec<usize>,
    /// Entities whom it calls somebody's relative.
    kin: Vec<usize>,
}

impl Recent {
    /// Takes note of the mention `i`, which means `entity`; `surname` is the last part of its name.
    pub(super) fn note(
        &mut self,
        words: &Words<'_>,
        mention: &Mention,
        i: usize,
        entity: usize,
        surname: &str,
    ) {
        let word = &words.list[mention.name.start];
        match mention.parts.len() {
            1 => *self.bare.entry(entity).or_default() += 1,
            _ => {
                let seat = (entity, word.paragraph, i);
                self.full.insert(surname.to_owned(), seat);
                // "Wu Lian": the surname comes first.
                self.full.insert(words.list[mention.parts[0]].lower.to_string(), seat);
            }
        }
        // "J. Doe, Jo's father": whose relative it is, is not spoken of.
        if !owns_kin(words, mention) {
            self.seen.insert(entity, (word.paragraph, word.sentence));
        }
        if !self.kin.contains(&entity) && is_relative(words, mention.start..mention.name.end) {
            self.kin.push(entity);
        }
        if !self.dead.contains(&entity) && is_dead(words, mention) {
            self.dead.push(entity);
        }
    }
}

/// Whether the words beside the name at `name` call its bearer somebody's relative: "his daughter, Jo Doe".
pub(super) fn is_relative(words: &Words<'_>, name: Range<usize>) -> bool {
    kinship(words, name).and_then(|kin| kin.noun).is_some_and(|noun| unnamed(noun) == Some("relative"))
}

/// The people of one surname, and the titles before their names, as the one who gathers them knows them.
pub(super) struct Namesakes<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) mentions: &'a [Mention],
    pub(super) list: &'a [Entity],
    pub(super) members: &'a [usize],
    pub(super) surname: &'a str,
}

impl Namesakes<'_> {
    /// Which one the mention `i` means, and whether something in the text says so: the one of that sex or title; a relative
    /// who has just spoken; the one just introduced, unless the text keeps giving them their full name; else the one whose
    /// bare surname is used most, else the one introduced first.
    pub(super) fn bearer(&self, i: usize, titled: &[usize], recent: &Recent) -> (usize, bool) {
        let mention = &self.mentions[i];
        let entity = |id: usize| &self.list[id];
        let of_sex = |sex: Option<Sex>| -> Vec<usize> {
            let fits = |id: &usize| sex.is_some() && sex == entity(*id).sex().0;
            self.members.iter().copied().filter(fits).collect()
        };
        // "J. Doe" may be a man as well as "Jack Doe".
        let of_no_other_sex = |sex: Option<Sex>| -> Vec<usize> {
            let fits =
                |id: &usize| sex.is_some() && entity(*id).sex().0.is_none_or(|theirs| sex == Some(theirs));
            self.members.iter().copied().filter(fits).collect()
        };
        let honoured = of_no_other_sex(mention.sex);
        if let [one] = honoured[..] {
            return (one, true);
        }
        if !honoured.is_empty() && honoured.len() < self.members.len() {
            return Namesakes { members: &honoured, ..*self }.bearer(i, titled, recent);
        }
        let only = |sex| of_sex(sex).first().copied();
        let first =
            self.members.iter().copied().min_by_key(|&id| entity(id).first).unwrap_or(self.members[0]);
        let relative = self.relative(i, first, recent);
        if let Some((id, true)) = relative.filter(|_| recent.dead.contains(&first)) {
            return (id, true);
        }
        if let Some(id) = only(sex_said(self.words, mention)) {
            return (id, true);
        }
        let owner = own_said(self.words, mention).and_then(|(sex, sure)| Some((only(Some(sex))?, sure)));
        if let Some(found) = owner {
            return found;
        }
        if let [one] = titled[..] {
            return (one, true);
        }
        if let Some(found) = relative {
            return found;
        }
        let habit = self.by_habit(i, first, recent);
        self.last_speaker(i, habit, recent).unwrap_or((habit, true))
    }

    /// Somebody else of the surname who has just spoken, with a full name, since the one whom the bare surname is used for
    /// was named: surely that one where nobody was called so yet, else either may be meant.
    fn last_speaker(&self, i: usize, habit: usize, recent: &Recent) -> Option<(usize, bool)> {
        let here = &self.words.list[self.mentions[i].name.start];
        let &(id, paragraph, at) = recent.full.get(self.surname).filter(|(id, ..)| *id != habit)?;
        let introduced = self.words.list[self.mentions[at].name.start].sentence;
        let near = here.paragraph.saturating_sub(paragraph) <= 1 && self.members.contains(&id);
        let (_, seen) = *recent.seen.get(&habit)?;
        let called = recent.bare.get(&habit).is_some_and(|&n| n > 0);
        // "Doe met Roe Doe. Doe said"
        if near && seen == introduced && !called {
            return Some((habit, false));
        }
        if !near || seen >= introduced || !speaks(self.words, &self.mentions[at]) {
            return None;
        }
        Some(if called { (habit, false) } else { (id, true) })
    }

    /// A relative of `first` whom the passage has introduced with a full name, where the bare surname at `i` may mean
    /// either: surely the relative, who has spoken or whose relative is dead, or nobody surely.
    fn relative(&self, i: usize, first: usize, recent: &Recent) -> Option<(usize, bool)> {
        let here = &self.words.list[self.mentions[i].name.start];
        let &(id, paragraph, at) = recent.full.get(self.surname).filter(|(id, ..)| *id != first)?;
        let mention = &self.mentions[at];
        let near = here.paragraph.saturating_sub(paragraph) <= 1 && self.members.contains(&id);
        if !near || !recent.kin.contains(&id) {
            return None;
        }
        let introduced = self.words.list[mention.name.start].sentence;
        let (_, seen) = *recent.seen.get(&first)?;
        let called = recent.bare.get(&first).is_some_and(|&n| n > 0);
        let dead = recent.dead.contains(&first);
        if seen > introduced && !dead {
            return None;
        }
        let last = speaks(self.words, mention);
        let addressed = self.mentions[i].sex.is_some();
        if seen < introduced && (dead || last && (!called || addressed)) {
            return Some((id, true));
        }
        // Who is called so else may be meant as well as who has just spoken.
        if seen < introduced && last && here.sentence <= introduced + 1 {
            return Some((id, false));
        }
        // Both stand in one sentence: either may be meant.
        (!called).then_some((if seen < introduced { id } else { first }, false))
    }

    /// The one just introduced, the one called so most often, or the first.
    fn by_habit(&self, i: usize, first: usize, recent: &Recent) -> usize {
        let here = self.words.list[self.mentions[i].name.start].paragraph;
        let entity = |id: usize| &self.list[id];
        let last = recent.full.get(self.surname).filter(|(id, ..)| self.members.contains(id));
        if let Some(&(id, at, _)) = last {
            let forgotten = recent.seen.get(&first).is_none_or(|(seen, _)| here - seen.min(&here) > 5);
            let just = at == here || forgotten && here.saturating_sub(at) <= 3;
            if just && here > 1 && entity(id).full == 1 {
                return id;
            }
        }
        let most = self.members.iter().copied().max_by_key(|&id| entity(id).short).unwrap_or(first);
        if entity(most).short > 2 * entity(first).short + 1 { most } else { first }
    }
}

/// "Doe told reporters", "said his sister, Jo Doe".
fn speaks(words: &Words<'_>, mention: &Mention) -> bool {
    let list = &words.list;
    let sentence = list[mention.name.start].sentence;
    let says = |i: usize| {
        list[i].sentence == sentence
            && list[i].form == Form::Lower
            && (list[i].is(Classes::SAY) || list[i].among("spoke speaks"))
    };
    let start = mention.name.start.saturating_sub(DEATH_WITHIN);
    let behind = behind_apposition(words, mention.name.end);
    let end = list.len().min(behind + 2);
    (behind..end).any(says) || (start..mention.name.start).any(says)
}

/// The word behind a name that ends at `end` and behind what commas set off from it: "Doe, Jo's father, said".
fn behind_apposition(words: &Words<'_>, end: usize) -> usize {
    let list = &words.list;
    let comma = |i: &usize| list[*i].says(",") && list[*i].sentence == list[end - 1].sentence;
    let opens = list.get(end).is_some() && comma(&end);
    let closes = || (end + 1..list.len().min(end + 1 + LONGEST_DESCRIPTION)).find(comma);
    if opens { closes().map_or(end, |i| i + 1) } else { end }
}

/// "Jo's father": whether a name only says whose relative somebody is.
fn owns_kin(words: &Words<'_>, mention: &Mention) -> bool {
    let (last, next) = (&words.list[mention.name.end - 1], words.list.get(mention.name.end));
    last.possessive && next.is_some_and(|w| w.form == Form::Lower && unnamed(&w.lower) == Some("relative"))
}

/// "Doe died", "Doe was shot dead", "the late Jo Doe".
fn is_dead(words: &Words<'_>, mention: &Mention) -> bool {
    let list = &words.list;
    let end = mention.name.end;
    let sentence = list[mention.name.start].sentence;
    let after: Vec<_> =
        list[end..].iter().take(DEATH_WITHIN).take_while(|w| w.sentence == sentence).collect();
    let be = |at: usize| after.get(at).is_some_and(|w| w.among("was were been"));
    let killed = |w: &Word<'_>| {
        w.among("dead assassinated executed drowned buried")
            || lexicon::verbs(&w.lower).any(|(row, _)| row.value("toll") == Some("dead"))
    };
    let late = mention.start.checked_sub(1).into_iter().chain([mention.start]).any(|i| list[i].says("late"));
    late && !list[end - 1].possessive
        || after.first().is_some_and(|w| w.among("died dies"))
        || be(0) && after.iter().skip(1).any(|w| killed(w))
}
