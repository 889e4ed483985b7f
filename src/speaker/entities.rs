//! Entities: the mentions of a document gathered by who they mean.

mod parts;

use super::entity::Entity;
use super::family::Recent;
use super::former::is_former_name;
use super::kin::kinship;
use super::lexicon::{Classes, Sex, class, given_name, given_names_agree, is_legal_form, is_suffix};
use super::mention::{Mention, NameKind};
use super::shown;
use super::signs::sex_of_role;
use super::thresholds::{HEADLINE_WORDS, LARGEST_FAMILY};
use super::words::{Form, Words};
use crate::english::{Class, LexicalWord};
use crate::text::Document;
use std::collections::{HashMap, HashSet};

/// The entities of a document, and which of them each mention means.
#[derive(Debug, Default)]
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    /// For each mention, its entity; none when two fit equally.
    pub(super) of: Vec<Option<usize>>,
    /// Mentions that may as well mean another of the same surname.
    pub(super) doubtful: HashSet<usize>,
}

/// Gathers mentions into entities: full names first, then the parts of names that point to them.
pub(super) fn gather_entities(words: &Words<'_>, mentions: &[Mention]) -> Entities {
    let mut maker = Maker {
        words,
        mentions,
        all: Entities::default(),
        by_last: HashMap::new(),
        by_first: HashMap::new(),
        by_middle: HashMap::new(),
        by_name: HashMap::new(),
    };
    maker.all.of = vec![None; mentions.len()];
    let person = |m: &Mention| matches!(m.kind, NameKind::Person | NameKind::Unknown);
    for (i, mention) in mentions.iter().enumerate() {
        let thing = mention.start > 0
            && words.list[mention.start - 1].among("the a an")
            && is_named_after_somebody(words, mention);
        if person(mention) && mention.parts.len() > 1 && !thing {
            maker.full_person(i);
        }
    }
    maker.merge_partial_full_names();
    maker.read_former_names();
    maker.read_couples();
    for (i, mention) in mentions.iter().enumerate() {
        if !person(mention) {
            maker.organization(i);
        }
    }
    maker.drop_legal_forms();
    maker.index_bodies();
    // Honorifics tell the people of one surname apart, and so what the bare surname is used for.
    for by_sex in [true, false] {
        let mut recent = Recent::default();
        for (i, mention) in mentions.iter().enumerate() {
            if maker.all.of[i].is_none() && mention.sex.is_some() == by_sex {
                maker.part(i, &recent);
            }
            if let Some(entity) = maker.all.of[i] {
                let last = maker.key(mention, maker.surname(mention));
                recent.note(words, mention, i, entity, last);
            }
        }
    }
    maker.expand_acronyms();
    shown::note_what_is_shown(&mut maker.all.list, &maker.all.of, words, mentions);
    maker.all
}

struct Maker<'a> {
    words: &'a Words<'a>,
    mentions: &'a [Mention],
    all: Entities,
    /// Persons by the last part of their name.
    by_last: HashMap<&'a str, Vec<usize>>,
    /// Persons by the first part, organisations by their first and last.
    by_first: HashMap<&'a str, Vec<usize>>,
    /// Persons by the last part but one of a name of three parts or more: "Ruiz" of "Ana Ruiz Soto".
    by_middle: HashMap<&'a str, Vec<usize>>,
    /// Anything by its whole name.
    by_name: HashMap<String, usize>,
}

/// The words of the title before a name, in lower case, without those that only describe ("former").
fn titles<'w>(words: &'w Words<'_>, mention: &Mention) -> impl Iterator<Item = &'w str> {
    let named = mention.title.clone().unwrap_or_default().map(|i| &words.list[i]);
    named.filter(|w| w.is(Classes::TITLE) && !w.is(Classes::MODIFIER)).map(|w| w.lower.trim_end_matches('.'))
}

impl<'a> Maker<'a> {
    fn key(&self, mention: &Mention, part: usize) -> &'a str {
        &self.words.list[mention.parts[part]].lower
    }

    /// The index in `parts` of the surname: the last part that is no "Jr".
    fn surname(&self, mention: &Mention) -> usize {
        let last = mention.parts.len() - 1;
        let suffix = last > 0 && self.words.list[mention.parts[last]].is(Classes::SUFFIX);
        last - usize::from(suffix)
    }

    fn new_entity(&mut self, i: usize) -> usize {
        let mention = &self.mentions[i];
        let parts = mention.parts.iter().map(|&p| self.words.list[p].lower.to_string()).collect();
        let sex = mention.sex.or_else(|| sex_of_role(self.words, mention));
        self.all.list.push(Entity {
            kind: mention.kind,
            fullest: mention.name.clone(),
            parts,
            count: 0,
            full: 0,
            short: 0,
            male: u16::from(sex == Some(Sex::Male)),
            female: u16::from(sex == Some(Sex::Female)),
            title: None,
            titles: HashSet::new(),
            described: HashSet::new(),
            owners: HashSet::new(),
            former: HashSet::new(),
            knows: None,
            common: false,
            perhaps_body: false,
            thing: false,
            called: HashSet::new(),
            shared: false,
            elsewhere: None,
            first: usize::MAX,
        });
        self.all.list.len() - 1
    }

    fn assign(&mut self, i: usize, id: usize) {
        let mention = &self.mentions[i];
        let parts = mention.parts.len();
        let loud = self.words.list[mention.name.start].loud;
        let entity = &mut self.all.list[id];
        self.all.of[i] = Some(id);
        entity.count += usize::from(!loud);
        entity.full += usize::from(parts > 1);
        if parts > 1 {
            entity.titles.extend(titles(self.words, mention).map(str::to_owned));
        }
        let surname = entity.parts.last().is_some_and(|p| *p == self.words.list[mention.parts[0]].lower);
        entity.short += usize::from(parts == 1 && surname);
        // The article introduces people in its body, not in its headline.
        let at = mention.name.start
            + if self.words.list[mention.name.start].paragraph == 0 { HEADLINE_WORDS } else { 0 };
        if parts > 1 || entity.parts.len() == 1 {
            entity.first = entity.first.min(at);
        }
        if entity.kind == NameKind::Unknown && mention.kind == NameKind::Person {
            entity.kind = NameKind::Person;
        }
        let given = |word: &str| given_name(word).is_some() && !class(word).any(Classes::PARTICLE);
        let sounder = given(&self.words.list[mention.parts[0]].lower);
        let sound = entity.parts.first().is_some_and(|p| given(p));
        let fuller = parts > entity.parts.len() && (sounder || !sound) || parts > 1 && sounder && !sound;
        if fuller && !loud {
            entity.fullest = mention.name.clone();
            entity.parts = mention.parts.iter().map(|&p| self.words.list[p].lower.to_string()).collect();
        }
    }

    /// A name with a given name: the same person as one with that surname and an agreeing given name.
    fn full_person(&mut self, i: usize) {
        let mention = &self.mentions[i];
        let name =
            mention.parts.iter().map(|&p| self.words.list[p].lower.as_ref()).collect::<Vec<_>>().join(" ");
        if let Some(&id) = self.by_name.get(&name) {
            return self.assign(i, id);
        }
        let surname = self.key(mention, self.surname(mention));
        let same = self.by_last.get(surname).and_then(|family| {
            family
                .iter()
                .take(LARGEST_FAMILY)
                .copied()
                .find(|&id| self.same_person(mention, &self.all.list[id]))
        });
        let id = same.unwrap_or_else(|| {
            let id = self.new_entity(i);
            if !self.is_desk(mention) {
                self.by_last.entry(surname).or_default().push(id);
            }
            self.by_first.entry(self.key(mention, 0)).or_default().push(id);
            if let Some(middle) = self.first_surname(mention) {
                self.by_middle.entry(middle).or_default().push(id);
            }
            id
        });
        self.assign(i, id);
        self.by_name.insert(name, id);
    }

    /// "Ruiz" of "Ana Ruiz Soto": the part before the last that is no given name, initial or particle.
    fn first_surname(&self, mention: &Mention) -> Option<&'a str> {
        let last = self.surname(mention);
        let middle = (last >= 2).then(|| self.key(mention, last - 1))?;
        let word = &self.words.list[mention.parts[last - 1]];
        let surname = word.form == Form::Capital
            && given_name(middle).is_none()
            && !word.is(Classes::PARTICLE.or(Classes::SUFFIX))
            && given_name(self.key(mention, 0)).is_some();
        surname.then_some(middle)
    }

    /// "Jo Doe, formerly Jo Roe", "Jo Doe (née Roe)": the other name is hers, too.
    fn read_former_names(&mut self) {
        for (i, pair) in self.mentions.windows(2).enumerate() {
            let [mention, other] = pair else { continue };
            let Some(id) = self.all.of[i].filter(|_| mention.parts.len() > 1) else { continue };
            if !is_former_name(self.words, mention, other) {
                continue;
            }
            let surname = self.key(other, self.surname(other));
            if other.parts.len() == 1 {
                self.all.of[i + 1] = Some(id);
            } else if self.key(other, 0) == self.key(mention, 0)
                && let Some(former) = self.all.of[i + 1].filter(|&former| former != id)
            {
                for of in self.all.of.iter_mut().filter(|of| **of == Some(former)) {
                    *of = Some(id);
                }
                if let Some(family) = self.by_last.get_mut(surname) {
                    family.retain(|&one| one != former);
                }
            } else {
                continue;
            }
            self.by_last.entry(surname).or_default().push(id);
        }
    }

    /// "Stan and Maureen Doe": the first has the surname of the second, where nobody else here has that given name.
    fn read_couples(&mut self) {
        for (i, pair) in self.mentions.windows(2).enumerate() {
            let [one, other] = pair else { continue };
            let words = &self.words.list;
            let and = one.name.end;
            let [given, surname @ ..] = &other.parts[..] else { continue };
            let joined =
                other.name.start == and + 1 && words[and].says("and") && !one.titled && !other.titled;
            let first = &words[one.parts[0]];
            let names = given_name(&first.lower).is_some() && given_name(&words[*given].lower).is_some();
            let whole = one.parts.len() == 1 && surname.len() == 1 && other.kind == NameKind::Person;
            if !joined || !names || !whole || first.possessive || self.by_first.contains_key(&*first.lower) {
                continue;
            }
            let id = self.new_entity(i);
            let last: &'a str = &words[surname[0]].lower;
            let entity = &mut self.all.list[id];
            entity.kind = NameKind::Person;
            entity.parts.push(last.to_owned());
            let written = |at: usize| self.words.phrase(at..at + 1);
            entity.elsewhere = Some(format!("{} {}", written(one.parts[0]), written(surname[0])));
            self.by_last.entry(last).or_default().push(id);
            self.by_first.entry(&first.lower).or_default().push(id);
            self.assign(i, id);
        }
    }

    /// Whether a full name of one surname can be another's: given names, or middle and nicknames, agree.
    fn same_person(&self, mention: &Mention, entity: &Entity) -> bool {
        let mine: Vec<&str> = (0..self.surname(mention)).map(|p| self.key(mention, p)).collect();
        let last = entity.parts.len()
            - 1
            - usize::from(entity.parts.len() > 1 && is_suffix(&entity.parts[entity.parts.len() - 1]));
        let theirs = &entity.parts[..last];
        let suffix = |s: Option<&str>| s.filter(|s| is_suffix(s)).map(str::to_owned);
        let a = suffix(mention.parts.last().map(|&p| self.words.list[p].lower.as_ref()));
        let b = suffix(entity.parts.last().map(String::as_str));
        if a.is_some() && b.is_some() && a != b {
            return false;
        }
        let (Some(first), Some(other)) = (mine.first(), theirs.first()) else { return false };
        let agree = given_names_agree(first, other)
            || mine.iter().skip(1).any(|m| m.len() > 1 && m == other)
            || theirs.iter().skip(1).any(|t| t.len() > 1 && t == first);
        // "J. Doe, Jo's father", "J. Doe, his father"
        let kin = kinship(self.words, mention.start..mention.name.end).is_some_and(|kin| {
            let one_initial = (first.chars().count() == 1) != (other.chars().count() == 1);
            let noun = || kinship(self.words, entity.fullest.clone()).and_then(|theirs| theirs.noun);
            kin.is_of(&entity.parts) || one_initial && (kin.noun.is_none() || kin.noun != noun())
        });
        // Two different honorifics are two people: "Mr. J. Doe", "Mrs. J. Doe".
        agree
            && !kin
            && !(mention.sex == Some(Sex::Male) && entity.female > 0
                || mention.sex == Some(Sex::Female) && entity.male > 0)
    }

    /// "Guajardo Villarreal" after "Ildefonso Guajardo Villarreal": a full name that ends another is that one.
    fn merge_partial_full_names(&mut self) {
        let mut goes_to: HashMap<usize, usize> = HashMap::new();
        for family in self.by_last.values() {
            let family = &family[..family.len().min(LARGEST_FAMILY)];
            for &short in family {
                let parts = &self.all.list[short].parts;
                if given_name(&parts[0]).is_some() && !class(&parts[0]).any(Classes::PARTICLE) {
                    continue;
                }
                let mut longer = family.iter().filter(|&&long| {
                    long != short
                        && self.all.list[long].parts.len() > parts.len()
                        && self.all.list[long].parts.ends_with(parts)
                });
                if let (Some(&long), None) = (longer.next(), longer.next()) {
                    goes_to.insert(short, long);
                }
            }
        }
        if goes_to.is_empty() {
            return;
        }
        for entity in self.all.of.iter_mut().flatten() {
            if let Some(&long) = goes_to.get(entity) {
                *entity = long;
            }
        }
        for family in self.by_last.values_mut() {
            family.retain(|id| !goes_to.contains_key(id));
        }
        for id in self.by_name.values_mut() {
            if let Some(&long) = goes_to.get(id) {
                *id = long;
            }
        }
    }

    /// An organisation, place or people, by its whole name.
    fn organization(&mut self, i: usize) {
        let mention = &self.mentions[i];
        if mention.kind == NameKind::Organization && mention.parts.len() == 1 {
            return; // a part of a longer name, perhaps
        }
        if mention.kind == NameKind::Place && mention.parts.len() == 1 && self.is_surname(mention) {
            return; // "Jordan" after "Jo Jordan"
        }
        let name = self.name_of(mention);
        let id = self.by_name.get(&name).copied().unwrap_or_else(|| self.new_entity(i));
        self.by_name.insert(name, id);
        self.assign(i, id);
    }

    /// "Levon Metals" beside "Levon Metals Ltd": one organisation.
    fn drop_legal_forms(&mut self) {
        let mut goes_to: HashMap<usize, usize> = HashMap::new();
        for (id, entity) in self.all.list.iter().enumerate() {
            let [rest @ .., last] = &entity.parts[..] else { continue };
            if entity.kind != NameKind::Organization || !is_legal_form(last) || rest.len() < 2 {
                continue;
            }
            if let Some(&short) = self.by_name.get(&rest.join(" ")).filter(|&&short| short != id) {
                goes_to.insert(short, id);
            }
        }
        for entity in self.all.of.iter_mut().flatten() {
            *entity = goes_to.get(entity).copied().unwrap_or(*entity);
        }
        for id in self.by_name.values_mut() {
            *id = goes_to.get(id).copied().unwrap_or(*id);
        }
    }

    /// Whether a place's name is the surname of somebody here, and stands where a person would.
    fn is_surname(&self, mention: &Mention) -> bool {
        let before = mention.start.checked_sub(1).map(|i| &self.words.list[i]);
        self.by_last.contains_key(self.key(mention, 0))
            && !before.is_some_and(|w| w.among("in from to the of at across near ,"))
    }

    fn name_of(&self, mention: &Mention) -> String {
        mention.parts.iter().map(|&p| self.words.list[p].lower.as_ref()).collect::<Vec<_>>().join(" ")
    }

    /// "OBN Treasury correspondent": an outlet and what its reporter covers, of which "the Treasury" is no short form.
    fn is_desk(&self, mention: &Mention) -> bool {
        let list = &self.words.list;
        let reporter = |w: &super::words::Word<'_>| {
            w.form == Form::Lower && (w.is(Classes::PERSON) || w.among("correspondent editor bureau desk"))
        };
        list[mention.parts[0]].form == Form::Upper && list.get(mention.name.end).is_some_and(reporter)
    }

    /// Lets organisations be found by their first and last word.
    fn index_bodies(&mut self) {
        for (i, mention) in self.mentions.iter().enumerate() {
            let Some(id) = self.all.of[i].filter(|_| mention.kind == NameKind::Organization) else {
                continue;
            };
            for part in [0, mention.parts.len() - 1] {
                if part > 0 && self.is_desk(mention) {
                    continue;
                }
                let ids = self.by_first.entry(self.key(mention, part)).or_default();
                if ids.last() != Some(&id) && !ids.iter().take(LARGEST_FAMILY).any(|&x| x == id) {
                    ids.push(id);
                }
            }
        }
    }

    /// Joins acronyms with the names whose initials they are.
    fn expand_acronyms(&mut self) {
        let mut initials: HashMap<String, usize> = HashMap::new();
        for (i, mention) in self.mentions.iter().enumerate() {
            let Some(id) = self.all.of[i].filter(|_| mention.parts.len() > 1) else { continue };
            if !matches!(mention.kind, NameKind::Organization | NameKind::Unknown | NameKind::Place) {
                continue;
            }
            let word = |p: &usize| &self.words.list[*p];
            let all: String = mention.parts.iter().filter_map(|p| word(p).lower.chars().next()).collect();
            let big: String = mention
                .parts
                .iter()
                .filter(|p| word(p).is_name_like())
                .filter_map(|p| word(p).lower.chars().next())
                .collect();
            initials.entry(all).or_insert(id);
            initials.entry(big).or_insert(id);
        }
        let mut goes_to: HashMap<usize, usize> = HashMap::new();
        for (id, entity) in self.all.list.iter().enumerate() {
            let [one] = &entity.parts[..] else { continue };
            let word = &self.words.list[entity.fullest.start];
            if !matches!(word.form, Form::Upper | Form::Initial) && !word.is(Classes::PLACE) {
                continue;
            }
            let letters: String = one.chars().filter(|c| c.is_alphanumeric()).collect();
            if let Some(&long) = initials.get(&letters).filter(|&&long| long != id && letters.len() > 1) {
                goes_to.insert(id, long);
            }
        }
        for entity in self.all.of.iter_mut().flatten() {
            if let Some(&long) = goes_to.get(entity) {
                *entity = long;
            }
        }
    }
}

/// "Ada Roux Memorial Bridge", "Ada Roux Day": a given name, a surname, and what is called so.
fn is_named_after_somebody(words: &Words<'_>, mention: &Mention) -> bool {
    let list = &words.list;
    let [given, last, rest @ ..] = &mention.parts[..] else { return false };
    let is_given = |part: usize| given_name(&list[part].lower).is_some();
    let noun = |&part: &usize| {
        LexicalWord::of(&list[part].lower).lemmas().first().is_some_and(|l| l.class == Class::Noun)
            && !is_given(part)
    };
    is_given(*given) && !is_given(*last) && !rest.is_empty() && rest.iter().all(noun)
}

impl Entities {
    /// "Mr Roux … the Ada Roux Memorial Bridge": gives a person who has only a surname the given name that a thing named
    /// after somebody of that surname has.
    pub(super) fn complete_from_things(&mut self, words: &Words<'_>, mentions: &[Mention]) {
        let list = &words.list;
        let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
        for (id, one) in self.list.iter().enumerate() {
            if let ([surname], NameKind::Person) = (&one.parts[..], one.kind) {
                bearers.entry(surname.clone()).or_default().push(id);
            }
        }
        for mention in mentions {
            if !is_named_after_somebody(words, mention) {
                continue;
            }
            let (given, last) = (mention.parts[0], mention.parts[1]);
            let sex = given_name(&list[given].lower);
            let [id] = bearers.get(&*list[last].lower).map_or(&[][..], Vec::as_slice) else { continue };
            let one = &mut self.list[*id];
            if !matches!((one.sex().0, sex.flatten()), (Some(a), Some(b)) if a != b) {
                one.elsewhere.get_or_insert_with(|| words.phrase(given..last + 1));
            }
        }
    }

    /// Gives persons who have only a surname in the body the full name that the headline gives.
    pub(super) fn complete_from(&mut self, headline: &str) {
        // With the words around it that tell names from a headline's capitals.
        let document = Document::new(headline);
        let words = Words::new(&document);
        for mention in super::mentions::find_mentions(&words).into_iter().take(LARGEST_FAMILY) {
            let full = mention.kind == NameKind::Person && mention.parts.len() > 1;
            let Some(last) = mention.parts.last().filter(|_| full).map(|&p| words.list[p].lower.as_ref())
            else {
                continue;
            };
            for entity in &mut self.list {
                if entity.parts.len() == 1
                    && entity.parts[0] == last
                    && matches!(entity.kind, NameKind::Person | NameKind::Unknown)
                {
                    entity.kind = NameKind::Person;
                    entity.elsewhere = Some(words.phrase(mention.name.clone()));
                }
            }
        }
    }
}
