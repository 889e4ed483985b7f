//! Names: what title, modifiers and name a run of capitalised words is made of.

use super::kinds::is_one_person;
use super::lexicon::{Classes, Sex, class, given_name, is_office, is_tensed, place_pair};
use super::mention::{Mention, NameKind};
use super::runs::{SEATS, bearer, is_rank_of_a_body, is_surname_he};
use super::words::{Form, Word, Words};
use crate::english::{self, Inflection, lemmas, lexicon};
use std::ops::Range;

/// What stands for a person behind "his" or "her".
pub(super) const STYLES: &str =
    "highness majesty excellency lordship ladyship holiness eminence grace honour honor";

/// Cuts a run into modifiers, title and name, and adds the mentions it holds.
pub(super) fn split_name(words: &Words<'_>, start: usize, end: usize, found: &mut Vec<Mention>) {
    let list = &words.list;
    let mut end = end;
    while end > start && list[end - 1].form == Form::Mark && !list[end - 2.min(end)].is(Classes::SUFFIX) {
        end -= 1;
    }
    if start >= end || is_style(words, start, end) {
        return;
    }
    // "His Royal Highness Jo Doe"
    let owner = start.checked_sub(1).is_some_and(|i| list[i].among("his her their"));
    let style = (start..end - 1).rev().find(|&i| owner && list[i].among(STYLES));
    let start = style.map_or(start, |i| i + 1);
    let run = NameRun::new(words, start, end);
    if run.is_document() {
        modifiers(words, start, run.last, found);
    } else if run.is_organization() {
        // "the Justice Department": a title's word in an organisation's name.
        let name = start + usize::from(run.is_business(start));
        push(words, name, name..end, NameKind::Organization, found);
    } else if let Some(title) = run.title {
        run.split_titled(title, found);
    } else if let Some(name) = run.behind_its_office() {
        // "the ambassador to Chile Jo Doe", "the chief secretary to the Treasury Tobias Renn"
        let served = kind_of(words, start, name - 1);
        push(words, start, start..name, served, found);
        push(words, name, name..end, NameKind::Person, found);
    } else if run.is_description() {
        // "the Vermont Senator": a description, whose modifiers may be names.
        modifiers(words, start, run.last, found);
    } else {
        run.push_untitled(found);
    }
}

/// "Her | Royal Highness", "Sir, I was sad": how somebody is called, whom no name tells.
fn is_style(words: &Words<'_>, start: usize, end: usize) -> bool {
    let list = &words.list;
    let before = start.checked_sub(1).map(|i| &list[i]);
    let styled = list[end - 1].among(STYLES) && before.is_some_and(|w| w.among("his her their your"));
    let opens = before.is_none_or(|w| w.paragraph != list[start].paragraph);
    let addressed = list[start].among("sir sirs madam") && end == start + 1 && opens;
    styled || addressed && list.get(end).is_some_and(|w| w.among(", – — - :"))
}

/// A run of words that may be one name, being cut.
struct NameRun<'w, 'd> {
    words: &'w Words<'d>,
    start: usize,
    end: usize,
    /// The last word that is not punctuation.
    last: usize,
    /// The last word of a title before a name.
    title: Option<usize>,
    /// The first word is a given name.
    given: bool,
    /// It ends like the name of an organisation.
    organization_at_end: bool,
}

impl<'w, 'd> NameRun<'w, 'd> {
    fn new(words: &'w Words<'d>, start: usize, end: usize) -> Self {
        let list = &words.list;
        let last = (start..end).rev().find(|&i| list[i].form != Form::Mark).unwrap_or(start);
        let organization_at_end = list[last].is(Classes::ORG_NAME) && last > start
            || (start + 1..end).any(|i| is_rank_of_a_body(words, i))
            || (start + 1..end).any(|i| list[i].among("of for on") && list[i - 1].is(Classes::ORG_NAME));
        let titles = Classes::TITLE.or(Classes::ANY_HONORIFIC);
        let given = given_name(&list[start].lower).is_some();
        let title = (start..last).rev().find(|&i| {
            let word = &list[i];
            let cut = list.get(i + 1).is_some_and(|w| w.says("."));
            // "Dean Alistair Penrose": two given names in a row, and the first is a title, too.
            let office =
                i + 2 <= last && list[i].is(Classes::TITLE) && given_name(&list[i + 1].lower).is_some();
            let given = i == start && given && !cut && !office && !reigns(words, i);
            // "Ana Del Valle": no delegate, whom a point would show.
            let particle = i > start && word.is(Classes::PARTICLE) && !cut;
            let called =
                (word.is(titles) || is_rank(words, i)) && word.is_name_like() && word.form != Form::Initial;
            called && !word.possessive && !given && !particle && !is_rank_of_a_body(words, i + 1)
        });
        let title = title.or_else(|| heads_what_follows(words, start, last).then_some(start));
        Self { words, start, end, last, title, given, organization_at_end }
    }

    /// "a Field Poll", "the Clean Water Act": a document with its name.
    fn is_document(&self) -> bool {
        let last = &self.words.list[self.last];
        self.last > self.start
            && !self.organization_at_end
            && last.is(Classes::DOCUMENT)
            && !last.is(Classes::ORG_NAME.or(Classes::HUMAN))
            && self.title.is_none()
    }

    fn is_organization(&self) -> bool {
        let list = &self.words.list;
        let is_given = |i: usize| given_name(&list[i].lower).is_some();
        let named_after_title = self.title.is_some_and(|t| {
            t + 2 == self.last && is_given(t + 1)
                || t + 1 < self.last && list[t + 1].says(".") && is_given(t + 2)
        });
        let patron = self.last > self.start && list[self.last - 1].possessive;
        let named_after_title = named_after_title && !patron;
        let surname = list[self.last].among("church hill beast sun star front bank");
        self.organization_at_end && !named_after_title && !(surname && (self.title.is_some() || self.given))
    }

    /// Adds the names before the title whose last word is at `title`, and the person after it.
    fn split_titled(&self, title: usize, found: &mut Vec<Mention>) {
        let list = &self.words.list;
        let name = after_title(self.words, title, self.last);
        modifiers(self.words, self.start, title, found);
        let Some(name) = name else { return };
        let is_title = (self.start..=title).any(|i| list[i].is(Classes::TITLE.or(Classes::PERSON)));
        push(self.words, self.start, name..self.end, NameKind::Person, found);
        if let Some(mention) = found.last_mut() {
            mention.titled = true;
            mention.sex = (self.start..name).find_map(|i| sex_of(list[i].class));
            if is_title {
                mention.title = Some(self.start..name);
            }
        }
    }

    /// "(the ambassador to) Chile Jo Doe": where the name of the person starts whose office stands before the run.
    fn behind_its_office(&self) -> Option<usize> {
        let (list, start) = (&self.words.list, self.start);
        let article = usize::from(start > 0 && list[start - 1].says("the"));
        let preposition = start.checked_sub(1 + article).filter(|&i| list[i].among("to in of for"))?;
        preposition.checked_sub(1).filter(|&i| list[i].is(Classes::PERSON))?;
        let place = list[start].is(Classes::PLACE)
            && article == 0
            && self.last >= start + 2
            && !(start + 1..=self.last).any(|i| list[i].is(Classes::ORG_NAME));
        bearer(self.words, start, self.last).or(place.then_some(start + 1))
    }

    fn is_description(&self) -> bool {
        let last = &self.words.list[self.last];
        if self.is_called_after_somebody() {
            return false;
        }
        let described = last.is(Classes::TITLE.or(Classes::PERSON)) && !last.is(Classes::PLACE);
        // "TJ King": initials and a surname.
        let initials = self.last == self.start + 1 && are_initials(self.words, self.start);
        let may_be = !self.given && !initials || last.is(Classes::PARTY);
        described && may_be && self.last > self.start
    }

    /// "the Quillport Reporter": a noun for a person that is no title has a capital only in a name.
    fn is_called_after_somebody(&self) -> bool {
        let list = &self.words.list;
        let last = &list[self.last];
        let noun =
            last.is(Classes::PERSON) && !last.is(Classes::TITLE.or(Classes::PARTY).or(Classes::DEMONYM));
        let after_the = self.start.checked_sub(1).is_some_and(|i| list[i].says("the"));
        let party = list[self.start..self.last].iter().any(|w| w.is(Classes::PARTY));
        noun && after_the && !party && last.form == Form::Capital && self.last > self.start
    }

    /// "Barista Jo Ana Doe": a common noun that has its capital from the sentence.
    fn is_trade(&self, at: usize) -> bool {
        let list = &self.words.list;
        let given = given_name(&list[at + 1].lower).is_some();
        at == self.start && list[at].opens && given && at + 1 < self.last && is_one_person(&list[at].lower)
    }

    /// "Carmaker Levon Motors": what a body is, with its capital from the sentence.
    fn is_business(&self, at: usize) -> bool {
        let word = &self.words.list[at];
        let wide = word.among("business company firm");
        let business = || {
            !wide
                && lexicon::nouns(&word.lower)
                    .any(|(row, form)| row.has("firm") && !form.any(Inflection::PLURAL))
        };
        at == self.start && word.opens && !word.is(Classes::ORG_NAME.or(Classes::PERSON)) && business()
    }

    /// Adds the name of a run without a title.
    fn push_untitled(&self, found: &mut Vec<Mention>) {
        let (words, list) = (self.words, &self.words.list);
        let (start, last) = (self.start, self.last);
        let people = list[last].is(Classes::PEOPLE) && list[last].form == Form::Capital;
        let partners = list[start..last].iter().any(|w| w.says("&"));
        if people && !partners && !list[last].is(Classes::PLACE) && !self.given {
            push(words, start, start..self.end, NameKind::People, found);
            return;
        }
        let mut name = start;
        while name < last
            && (self.is_trade(name)
                || self.is_business(name)
                || list[name].is(Classes::PARTY.or(Classes::DEMONYM).or(Classes::HUMAN).or(Classes::SAY))
                || list[name].is(Classes::MODIFIER) && !list[name].is(Classes::OUTLET) && list[name].opens)
            && given_name(&list[name].lower).is_none()
            && place_pair(&list[name].lower, &list[name + 1].lower).is_none()
            && !list[name + 1].says("of")
        {
            name += 1;
        }
        let role = name > start && list[name - 1].is(Classes::HUMAN) && !list[name - 1].is(Classes::DEMONYM);
        let national = name > start && name == last && list[name - 1].is(Classes::DEMONYM);
        let kind = match kind_of(words, name, last) {
            NameKind::Unknown if role => NameKind::Person,
            // "the Polish Sejm": persons are introduced by more than a surname.
            NameKind::Unknown if national => NameKind::Organization,
            kind => kind,
        };
        // An adjective is a part of an organisation's name ("American Airlines"), not of a person's.
        let said = (start..name).take_while(|&i| list[i].is(Classes::SAY)).count();
        let businesses = (start..name).take_while(|&i| self.is_business(i)).count();
        let first = if kind == NameKind::Person { name } else { start + said.max(businesses) };
        push(words, if businesses > 0 { first } else { start }, first..self.end, kind, found);
    }
}

/// "Det Con", "Special Con": a constable, where a given name may be meant else.
fn is_rank(words: &Words<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|i| &words.list[i]);
    words.list[at].says("con")
        && before.is_some_and(|w| w.is_name_like() && w.among("det detective police special"))
}

/// "Queen Ada": what only one at a time is called, before a given name.
fn reigns(words: &Words<'_>, at: usize) -> bool {
    let sole = lexicon::nouns(&words.list[at].lower).any(|(row, _)| row.has("sole") && row.has("honorific"));
    sole && words.list.get(at + 1).is_some_and(|next| given_name(&next.lower).is_some())
}

/// "Head of the Third Brigade Jo Doe": a noun of a person that is no title is one with what its bearer heads.
fn heads_what_follows(words: &Words<'_>, start: usize, last: usize) -> bool {
    let list = &words.list;
    let article = usize::from(list.get(start + 2).is_some_and(|w| w.says("the")));
    let headed = start + 2 + article;
    let of = list.get(start + 1).is_some_and(|w| w.among("of for"));
    of && list[start].is(Classes::PERSON) && headed < last && bearer(words, headed, last).is_some()
}

/// First word of the name after the title whose last word is at `title`, none when the title stands alone.
fn after_title(words: &Words<'_>, title: usize, last: usize) -> Option<usize> {
    let list = &words.list;
    let mut at = title + 1;
    while at <= last && list[at].form == Form::Mark {
        at += 1;
    }
    // "Madam Secretary"
    let only_title = is_office(&list[at.min(last)].lower);
    // "Chief Press Secretary"
    let office = at < last && list[last].is(Classes::TITLE) && list[last].is(Classes::PERSON);
    let noun = |i: usize| lemmas(&list[i].lower).iter().any(|l| l.class == english::Class::Noun);
    if office && (at..=last).all(|i| given_name(&list[i].lower).is_none() && noun(i)) {
        return None;
    }
    if at > last || at == last && only_title {
        return None;
    }
    if !list[at].among("of for to") {
        return Some(at);
    }
    let rest: Vec<usize> = (at + 1..=last).filter(|&i| list[i].is_name_like()).collect();
    let given = rest.iter().position(|&i| given_name(&list[i].lower).is_some() && i < last);
    match given {
        Some(k) if k > 0 => Some(rest[k]),
        _ if rest.len() >= 3 => Some(rest[rest.len() - 2]),
        _ => None,
    }
}

/// Names among the words before a title: "Trump" in "Trump Campaign Manager Jo Doe".
fn modifiers(words: &Words<'_>, start: usize, end: usize, found: &mut Vec<Mention>) {
    let list = &words.list;
    let plain = |i: usize| {
        list[i].is(Classes::MODIFIER
            .or(Classes::TITLE)
            .or(Classes::PARTY)
            .or(Classes::DEMONYM)
            .or(Classes::STOP))
            || list[i].form == Form::Mark
    };
    let mut at = start;
    while at < end && plain(at) {
        at += 1;
    }
    let mut stop = end;
    while stop > at && (plain(stop - 1) || list[stop - 1].is(Classes::HUMAN)) {
        stop -= 1;
    }
    if at < stop {
        let kind = kind_of(words, at, stop - 1);
        push(words, at, at..stop, kind, found);
    }
}

/// What the words `first..=last` name.
pub(super) fn kind_of(words: &Words<'_>, first: usize, last: usize) -> NameKind {
    let list = &words.list;
    let (head, tail) = (&list[first], &list[last]);
    let size = (first..=last).filter(|&i| list[i].form != Form::Mark).count();
    if size == 1 {
        return kind_of_word(words, first);
    }
    if size == 2 && tail.is(Classes::PLACE) && head.among("east west north south central greater upper lower")
    {
        return NameKind::Place;
    }
    if size == 2 {
        match place_pair(&head.lower, &tail.lower) {
            Some(true) => return NameKind::Organization,
            Some(false) => return NameKind::Place,
            None => {}
        }
    }
    if is_surname_he(words, first) {
        return NameKind::Person;
    }
    let given = given_name(&head.lower).is_some();
    let suffix =
        tail.is(Classes::SUFFIX) || tail.says(".") && last > first && list[last - 1].is(Classes::SUFFIX);
    if tail.is(Classes::ORG_NAME)
        || !given && list[first..=last].iter().any(|w| w.is(Classes::ORG_NAME))
        || list[first..=last].iter().any(|w| w.says("&"))
    {
        return NameKind::Organization;
    }
    let initials = (first..last).any(|i| list[i].form == Form::Initial && !list[i].is(Classes::PLACE));
    if given || suffix || role_before(words, first) || initials {
        return NameKind::Person;
    }
    if let Some(kind) = kind_by_first(words, first, size) {
        return kind;
    }
    // "Channel Levon"
    if head.is(Classes::ORGANIZATION) && !head.is(Classes::HUMAN.or(Classes::MODIFIER)) {
        return NameKind::Organization;
    }
    let after_the = first.checked_sub(1).is_some_and(|i| list[i].says("the"));
    if after_the
        || head.is(Classes::PLACE.or(Classes::KNOWN_ORGANIZATION))
        || head.form == Form::Upper
        || place_pair(&head.lower, &list[first + 1].lower).is_some()
    {
        return NameKind::Organization;
    }
    let next_says = |mark: &str| list.get(last + 1).is_some_and(|w| w.says(mark));
    let second = list.get(last + 2);
    let age =
        next_says(",") && second.is_some_and(|w| w.form == Form::Number || w.says("who") || w.says("whose"));
    let of_party = |w: &Word<'_>| w.among("d r i") || w.lower.starts_with("d-") || w.lower.starts_with("r-");
    let party = next_says("(") && second.is_some_and(of_party);
    if age || party { NameKind::Person } else { NameKind::Unknown }
}

/// What the first of several words shows.
fn kind_by_first(words: &Words<'_>, first: usize, size: usize) -> Option<NameKind> {
    if words.list[first].among(SEATS) && words.list[first + 1].says("of") {
        return Some(NameKind::Organization);
    }
    // "TJ King", "KL Stahl": a person's, unless the text shows a body.
    (size == 2 && are_initials(words, first)).then_some(NameKind::Unknown)
}

/// "TJ King": two capitals that stand for given names before a surname.
fn are_initials(words: &Words<'_>, at: usize) -> bool {
    let (word, next) = (&words.list[at], words.list.get(at + 1));
    let known = Classes::PLACE.or(Classes::PARTY).or(Classes::KNOWN_ORGANIZATION).or(Classes::TITLE);
    word.form == Form::Upper
        && word.lower.chars().count() == 2
        && word.lower.chars().all(char::is_alphabetic)
        && next.is_some_and(|w| w.form == Form::Capital && !w.is(Classes::ORG_NAME.or(Classes::DOCUMENT)))
        && !word.is(known)
        && !word.among("eu un uk us vp pm ag pr hr it tv ai pc ap fc")
}

/// What the single word at `at` names.
fn kind_of_word(words: &Words<'_>, at: usize) -> NameKind {
    let (list, word) = (&words.list, &words.list[at]);
    let written = word.span().of(words.text);
    match word {
        w if w.is(Classes::PLACE) => NameKind::Place,
        w if w.is(Classes::PARTY.or(Classes::DEMONYM)) && w.lower.ends_with('s') => NameKind::People,
        _ if sounds_like_people(words, at) => NameKind::People,
        // "Hale's said"
        _ if written.ends_with(['s', 'S']) && written.contains(['\'', '’']) => NameKind::Organization,
        w if w.is(Classes::ORG_NAME.or(Classes::ORGANIZATION).or(Classes::KNOWN_ORGANIZATION))
            || w.says("gop") =>
        {
            NameKind::Organization
        }
        w if w.form == Form::Upper && !w.loud => {
            // "DOE:" in a transcript is a person, "NATO" is not.
            let turn = list.get(at + 1).is_some_and(|n| n.says(":"));
            if turn && w.lower.len() > 3 { NameKind::Unknown } else { NameKind::Organization }
        }
        w if sounds_like_organization(&w.lower) || is_camel_case(written) => NameKind::Organization,
        w if given_name(&w.lower).is_some() => NameKind::Person,
        _ if role_before(words, at) => NameKind::Person,
        _ if at > 0 && list[at - 1].says("the") && !stands_before_noun(words, at) => NameKind::Organization,
        _ => NameKind::Unknown,
    }
}

/// "The Levon plant": a noun goes on behind the name that may be a place's.
fn stands_before_noun(words: &Words<'_>, at: usize) -> bool {
    let Some(next) = words.list.get(at + 1).filter(|w| w.form == Form::Lower) else { return false };
    let noun = lemmas(&next.lower).first().is_some_and(|l| l.class == english::Class::Noun);
    noun && !words.list[at].possessive && !next.is(Classes::STOP.or(Classes::SAY)) && !is_tensed(&next.lower)
}

/// One-word names of organisations that say so: "Politifact", "Wikileaks".
fn sounds_like_organization(word: &str) -> bool {
    let endings = ["fact", "leaks", "book", "tube", "bank", "tech", "soft", "corp", "mart", "media", "news"];
    word.len() > 6 && endings.iter().any(|e| word.ends_with(e))
}

/// "Norlandians", "palaeontologists": who belongs to a place or a trade, by the ending.
fn sounds_like_people(words: &Words<'_>, at: usize) -> bool {
    let (word, next) = (&words.list[at], words.list.get(at + 1));
    let trade = ["ians", "eans", "ologists"].iter().any(|e| word.lower.ends_with(e));
    // "Tongans vote", not "Hermans says".
    let plural = next.is_some_and(|n| {
        n.form == Form::Lower
            && !n.lower.ends_with('s')
            && !n.among("said told added")
            && !n.is(Classes::HEAD)
    });
    word.form == Form::Capital
        && !word.loud
        && given_name(&word.lower).is_none()
        && word.lower.len() > 6
        && (trade || word.lower.ends_with("ans") && plural)
}

/// `WeTalk`, `IQNews`: a capital inside a word makes it a brand, except in `McKay` and `DeWitt`.
fn is_camel_case(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let inner = letters.windows(2).position(|w| w[0].is_lowercase() && w[1].is_uppercase());
    let prefix = |n: usize| {
        let head: String = letters[..=n].iter().collect::<String>().to_lowercase();
        matches!(
            head.as_str(),
            "mc" | "mac"
                | "de"
                | "la"
                | "le"
                | "di"
                | "du"
                | "da"
                | "van"
                | "von"
                | "fitz"
                | "o"
                | "st"
                | "del"
                | "al"
                | "jo"
                | "mic"
        )
    };
    let start = letters.len() > 3
        && letters[..2].iter().all(|c| c.is_uppercase())
        && letters[2..].iter().any(|c| c.is_lowercase());
    letters.iter().all(|c| c.is_alphabetic()) && (start || inner.is_some_and(|n| !prefix(n)))
}

/// Whether a role stands right before: "spokeswoman Jo Doe".
fn role_before(words: &Words<'_>, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|i| {
        let word = &words.list[i];
        word.is(Classes::PERSON.or(Classes::TITLE))
            && !word.possessive
            && !word.is(Classes::STOP)
            && word.form != Form::Mark
    })
}

/// The sex that a class of words shows.
pub(super) fn sex_of(class: Classes) -> Option<Sex> {
    match (
        class.any(Classes::HONORIFIC_M.or(Classes::MALE)),
        class.any(Classes::HONORIFIC_F.or(Classes::FEMALE)),
    ) {
        (true, false) => Some(Sex::Male),
        (false, true) => Some(Sex::Female),
        _ => None,
    }
}

pub(super) fn push(
    words: &Words<'_>,
    start: usize,
    name: Range<usize>,
    kind: NameKind,
    found: &mut Vec<Mention>,
) {
    let parts: Vec<usize> =
        name.clone().filter(|&i| words.list[i].form != Form::Mark && !words.list[i].says("the")).collect();
    if parts.is_empty() {
        return;
    }
    let lone = &words.list[parts[0]];
    if parts.len() == 1
        && start == name.start
        && lone.form == Form::Upper
        && lone.is(Classes::TITLE.or(Classes::SUFFIX))
    {
        return; // "the group's CEO"
    }
    let adjective = lone.is(Classes::PARTY.or(Classes::DEMONYM))
        && !lone.lower.ends_with('s')
        && kind != NameKind::Organization;
    if parts.len() == 1 && start == name.start && adjective && lone.form == Form::Capital {
        return;
    }
    if parts.len() == 1
        && (lone.form == Form::Initial && !lone.is(Classes::PLACE)
            || class(&lone.lower).any(Classes::CALENDAR))
    {
        return;
    }
    found.push(Mention { name, start, kind, sex: None, titled: false, title: None, parts });
}
