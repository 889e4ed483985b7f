//! Parts of names: whom a lone surname, given name, acronym or short form means.

use super::{Maker, titles};
use crate::speaker::entity::Entity;
use crate::speaker::family::{Namesakes, Recent, is_relative};
use crate::speaker::kin::kinship;
use crate::speaker::lexicon::{Classes, class, given_name, is_legal_form, is_suffix, one_letter_apart};
use crate::speaker::mention::{Mention, NameKind};
use crate::speaker::thresholds::LARGEST_FAMILY;
use std::collections::HashMap;

impl<'a> Maker<'a> {
    /// A lone surname, given name, acronym or short form: what it is a part of, or an entity of its own.
    pub(super) fn part(&mut self, i: usize, recent: &Recent) {
        let mention = &self.mentions[i];
        let last = self.key(mention, self.surname(mention));
        let kin = kinship(self.words, mention.start..mention.name.end);
        let fits = |id: &usize| {
            let entity = &self.all.list[*id];
            let whole = mention.parts.len() == 1 || {
                let mine: Vec<&str> = (0..mention.parts.len()).map(|p| self.key(mention, p)).collect();
                entity.parts.windows(mine.len()).any(|w| w.iter().zip(&mine).all(|(a, b)| a == b))
            };
            let sex = match (mention.sex, entity.sex()) {
                (Some(a), (Some(b), _)) => a == b,
                _ => true,
            };
            whole && sex && !(mention.parts.len() == 1 && kin.is_some_and(|kin| kin.is_of(&entity.parts)))
        };
        let of = |index: &HashMap<&'a str, Vec<usize>>| -> Vec<usize> {
            let ids = index.get(last).into_iter().flatten().take(LARGEST_FAMILY).copied();
            ids.filter(&fits).collect()
        };
        let person = mention.kind != NameKind::People;
        let mut family = if person { of(&self.by_last) } else { Vec::new() };
        // Whoever has the name now comes before whoever had it.
        let has = |id: &usize| {
            self.all.list[*id].parts.iter().rev().find(|p| !is_suffix(p)).is_some_and(|p| p == last)
        };
        if family.iter().any(has) {
            family.retain(has);
        }
        // Where a name of two surnames ends in it, one of two surnames that begins with it comes first.
        let two = |id: &usize| self.all.list[*id].parts.len() > 2;
        let one_word = mention.parts.len() == 1;
        if person
            && one_word
            && family.iter().all(two)
            && !family.iter().any(|&id| self.all.list[id].short > 0)
        {
            let first = of(&self.by_middle);
            if let [_] = first[..] {
                family = first;
            }
        }
        if person && one_word && family.is_empty() {
            family = self.surname_first(last, &fits);
        }
        let chosen = match family[..] {
            [] => self.short_form(i, &fits),
            [one] => Some(one),
            _ => {
                let (one, sure) = self.of_family(i, &family, last, recent);
                if !sure {
                    self.all.doubtful.insert(i);
                }
                Some(one)
            }
        };
        self.settle(i, chosen);
    }

    /// Gives a short name to the entity `chosen`, else to one of that very name or to its own.
    fn settle(&mut self, i: usize, chosen: Option<usize>) {
        let mention = &self.mentions[i];
        let name = self.name_of(mention);
        let chosen = chosen.or_else(|| self.by_name.get(&name).copied()).or_else(|| self.misspelt(mention));
        let id = chosen.unwrap_or_else(|| self.new_entity(i));
        if chosen.is_none() {
            self.by_name.entry(name).or_insert(id);
            if mention.titled && mention.sex.is_some() {
                let last = self.key(mention, self.surname(mention));
                self.by_last.entry(last).or_default().push(id);
            }
        }
        self.assign(i, id);
    }

    /// Which of several people of one surname, and whether the text shows it.
    fn of_family(&self, i: usize, members: &[usize], surname: &'a str, recent: &Recent) -> (usize, bool) {
        let mention = &self.mentions[i];
        let same = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a); // "Sen." and "Senator"
        let of_title = |&id: &usize| {
            titles(self.words, mention).any(|word| self.all.list[id].titles.iter().any(|t| same(t, word)))
        };
        let titled: Vec<usize> = members.iter().copied().filter(of_title).collect();
        let (words, mentions, list) = (self.words, self.mentions, &self.all.list[..]);
        Namesakes { words, mentions, list, members, surname }.bearer(i, &titled, recent)
    }

    /// "Wu Lian" and "Wu Chen": those whose names begin with a word that is no given name, where they are several.
    fn surname_first(&self, name: &str, fits: &impl Fn(&usize) -> bool) -> Vec<usize> {
        let ids = self.by_first.get(name).into_iter().flatten().take(LARGEST_FAMILY).copied();
        let begins = |id: &usize| self.all.list[*id].parts.first().is_some_and(|p| p == name);
        let person = |id: &usize| self.all.list[*id].is_full_person() && begins(id) && fits(id);
        let family: Vec<usize> = ids.filter(person).collect();
        // "Wu Lian, his daughter, Wu Chen": of a family; two called Anna are none.
        let kin = |&id: &usize| is_relative(self.words, self.all.list[id].fullest.clone());
        let is_family = family.len() > 1 && (given_name(name).is_none() || family.iter().any(kin));
        if is_family { family } else { Vec::new() }
    }

    /// A given name alone, or the first or last words of an organisation.
    fn short_form(&self, i: usize, fits: &impl Fn(&usize) -> bool) -> Option<usize> {
        let mention = &self.mentions[i];
        if matches!(mention.kind, NameKind::Place | NameKind::People) {
            return None;
        }
        let first = self.key(mention, 0);
        let mut ids =
            self.by_first.get(first).into_iter().flatten().take(LARGEST_FAMILY).copied().filter(|id| {
                let entity = &self.all.list[*id];
                let person = entity.is_full_person();
                let same_kind = match mention.kind {
                    NameKind::Organization => entity.kind == NameKind::Organization,
                    NameKind::Person => person,
                    _ => person || entity.kind == NameKind::Organization,
                };
                same_kind && entity.parts.len() > mention.parts.len() && fits(id)
            });
        let one = ids.next()?;
        // "the Pentagon" is no "Harbour Weekly Pentagon".
        let known = self.words.list[mention.parts[0]].is(Classes::KNOWN_ORGANIZATION);
        if known && self.all.list[one].parts.first().is_some_and(|p| p != first) {
            return None;
        }
        let generic = self.words.list[mention.parts[0]].is(Classes::ORG_NAME)
            && !self.words.list[mention.parts[0]].is(Classes::OUTLET);
        match ids.next() {
            None if self.is_product(i, &self.all.list[one]) => None,
            None if !generic || self.all.list[one].parts.last().is_some_and(|l| l == first) => Some(one),
            _ => None,
        }
    }

    /// Whether a longer name is that of a product or a part of an organisation, not of the organisation itself:
    /// "Brackwell TV".
    fn is_product(&self, i: usize, entity: &Entity) -> bool {
        let mention = &self.mentions[i];
        let begins = entity.parts.first().is_some_and(|p| p == self.key(mention, 0));
        let last = entity.parts.last().map_or("", String::as_str);
        let itself = is_legal_form(last)
            || last != "tv" && class(last).any(Classes::ORG_NAME.or(Classes::ORGANIZATION));
        begins && entity.kind == NameKind::Organization && !itself
    }

    /// The one person whose surname differs from a lone unknown one by one letter: a slip of the pen.
    fn misspelt(&self, mention: &Mention) -> Option<usize> {
        let lone = mention.parts.len() == 1 && mention.kind == NameKind::Unknown && !mention.titled;
        let name = self.key(mention, 0);
        if !lone || name.chars().count() < 5 {
            return None;
        }
        let mut alike = self.all.list.iter().enumerate().take(LARGEST_FAMILY * 8).filter(|(_, e)| {
            e.is_full_person() && e.parts.last().is_some_and(|last| one_letter_apart(last, name))
        });
        match (alike.next(), alike.next()) {
            (Some((id, _)), None) => Some(id),
            _ => None,
        }
    }
}
