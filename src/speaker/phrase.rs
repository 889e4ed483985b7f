//! Phrases: what the words of one source are: a name, several, a pronoun or a description.

use super::descriptions::{head_of, is_adjective, is_boundary, office_before, verbal};
use super::lexicon::{Classes, class};
use super::mention::{Mention, NameKind};
use super::thresholds::LONGEST_ROLE;
use super::words::{Form, Word, Words};
use crate::english::{self, lemmas, lexicon};
use std::ops::Range;

/// The pronoun that a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    /// "I", "me"
    I,
    /// "we", "us"
    We,
    You,
    /// "who", "which", "that": what stands right before it
    Relative,
    /// "both", "both men": the two named last
    Both,
    /// "some", "many": people who are not described further
    Some,
    /// "this", "one", "another": nobody in particular
    Other,
}

/// What a source's words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    /// No words.
    Nothing,
    Pronoun(Pronoun),
    /// A pronoun with others: "he and his wife Jo"; the words after "and".
    With(Pronoun, Range<usize>),
    /// One name: the index of its mention.
    Name(usize),
    /// Several names: "Brown and Smith"; with the words after the last "and" when those are no name.
    Names(Vec<usize>, Option<Range<usize>>),
    /// A description with its head noun.
    Description {
        head: usize,
        range: Range<usize>,
        named: Option<usize>,
    },
    /// "@doe"
    Handle(Range<usize>),
    /// Words that no rule covers.
    Unknown(Range<usize>),
}

fn pronoun(word: &str) -> Option<Pronoun> {
    // "he's", "they've"
    let whole = word.split('\'').next().unwrap_or(word);
    if let Some(refers) = lexicon::of(whole).and_then(|row| row.value("refers")) {
        return Some(match refers {
            "he" => Pronoun::He,
            "she" => Pronoun::She,
            "it" => Pronoun::It,
            "they" => Pronoun::They,
            "i" => Pronoun::I,
            "we" => Pronoun::We,
            _ => Pronoun::You,
        });
    }
    Some(match word {
        _ if whole == "who" => Pronoun::Relative,
        "whom" | "whose" | "which" | "that" => Pronoun::Relative,
        "both" => Pronoun::Both,
        "some" | "many" | "others" | "most" | "few" | "several" | "all" => Pronoun::Some,
        "this" | "these" | "those" | "one" | "another" | "each" | "neither" | "what" | "there" => {
            Pronoun::Other
        }
        _ => return None,
    })
}

/// Reads the words of a source. `spans` are its word ranges; `mentions` all mentions in order.
pub(super) fn read_phrase(words: &Words<'_>, mentions: &[Mention], spans: &[Range<usize>]) -> Phrase {
    for span in spans {
        let phrase = read_span(words, mentions, span.clone());
        if phrase != Phrase::Nothing {
            return phrase;
        }
    }
    Phrase::Nothing
}

fn read_span(words: &Words<'_>, mentions: &[Mention], span: Range<usize>) -> Phrase {
    let list = &words.list;
    let edge = |i: usize| list[i].form == Form::Mark && !list[i].among("@ %");
    let mut range = span;
    while range.start < range.end && (edge(range.start) || skipped(words, &range)) {
        range.start += 1;
    }
    while range.end > range.start && edge(range.end - 1) {
        range.end -= 1;
    }
    if range.is_empty() {
        return Phrase::Nothing;
    }
    let here = mentions.partition_point(|m| m.name.end <= range.start);
    let inside = here + mentions[here..].partition_point(|m| m.name.start < range.end);
    let near = Neighbours { mentions, range: here..inside };
    // A part of a title before a name: that name.
    let titled = (here..(inside + 2).min(mentions.len())).find(|&i| {
        mentions[i].titled && mentions[i].start <= range.start && range.end <= mentions[i].name.start
    });
    if let Some(i) = titled {
        return Phrase::Name(i);
    }
    let first = &list[range.start];
    // "US" and "WHO" are names.
    let name = first.form == Form::Upper && first.among("us who");
    let led = pronoun(&first.lower).filter(|_| !name).and_then(|pronoun| led_by(words, pronoun, &range));
    if let Some(phrase) = led {
        return phrase;
    }
    let the_two = first.says("the") && list.get(range.start + 1).is_some_and(|w| w.says("two"));
    let persons = |w: &str| {
        matches!(w, "men" | "women") || w.strip_suffix('s').is_some_and(|one| class(one).any(Classes::PERSON))
    };
    if the_two && range.len() == 3 && persons(&list[range.start + 2].lower) {
        return Phrase::Pronoun(Pronoun::Both);
    }
    if let Some(names) = several(words, &near, &range) {
        return names;
    }
    one(words, &near, range)
}

/// What a source is that begins with a pronoun; `None` where that is only its first word.
fn led_by(words: &Words<'_>, pronoun: Pronoun, range: &Range<usize>) -> Option<Phrase> {
    let list = &words.list;
    let alone = range.len() == 1;
    let all = alone || range.clone().all(|i| list[i].form == Form::Mark || pronoun_like(&list[i].lower));
    if all {
        return Some(Phrase::Pronoun(pronoun));
    }
    let others = range.start + 2..range.end;
    let joined = matches!(pronoun, Pronoun::He | Pronoun::She) && list[range.start + 1].says("and");
    if joined && !others.is_empty() && list[others.start].among("his her the a an") {
        return Some(Phrase::With(pronoun, others));
    }
    let set_off = list.get(range.start + 1).is_some_and(|w| w.says(","));
    if matches!(pronoun, Pronoun::I | Pronoun::We) && set_off {
        return Some(Phrase::Pronoun(pronoun));
    }
    if pronoun == Pronoun::Relative && list[range.start].among("who which whose") {
        return Some(Phrase::Pronoun(Pronoun::Relative));
    }
    let count =
        list.get(range.start + 1).is_some_and(|w| w.among("men women candidates nominees leaders sides"));
    if pronoun == Pronoun::Both && count && range.len() == 2 {
        return Some(Phrase::Pronoun(Pronoun::Both));
    }
    if list[range.clone()].iter().any(|w| w.among("whom which")) && range.len() <= 4 {
        return Some(Phrase::Pronoun(Pronoun::Relative));
    }
    None
}

fn pronoun_like(word: &str) -> bool {
    pronoun(word).is_some_and(|p| p != Pronoun::Other)
        || matches!(
            word,
            "also"
                | "himself"
                | "herself"
                | "all"
                | "both"
                | "themselves"
                | "of"
                | "many"
                | "most"
                | "some"
                | "simply"
                | "then"
                | "now"
                | "just"
                | "too"
                | "later"
                | "do"
                | "and"
        )
}

/// Words before the phrase that are not of it: "from the Senate".
fn skipped(words: &Words<'_>, range: &Range<usize>) -> bool {
    let word = &words.list[range.start];
    let counts = word.says("at") && words.list.get(range.start + 1).is_some_and(|w| w.among("least most"));
    range.len() > 1
        && !counts
        && (word.among(
            "from by to for of in at with among on as and but while when even than like \
        including said says",
        ) && word.form != Form::Upper)
}

struct Neighbours<'a> {
    mentions: &'a [Mention],
    range: Range<usize>,
}

impl Neighbours<'_> {
    /// The mention whose name or title covers a word.
    fn at(&self, word: usize) -> Option<usize> {
        self.range.clone().find(|&i| self.mentions[i].start <= word && word < self.mentions[i].name.end)
    }
}

/// Two names or more joined by "and".
fn several(words: &Words<'_>, near: &Neighbours<'_>, range: &Range<usize>) -> Option<Phrase> {
    let list = &words.list;
    if near.range.is_empty() || range.len() > 60 {
        return None;
    }
    let inside_name = |i: usize| near.range.clone().any(|m| near.mentions[m].name.contains(&i));
    let mut ands = range.clone().filter(|&i| list[i].among("and &") && !inside_name(i));
    let and = ands.next_back()?;
    let relative = (range.start..and)
        .any(|i| list[i].among("who which whose that including like by between of for at from in such"));
    let first = head_mention(words, near, range.start..and)?;
    let second = head_mention(words, near, and + 1..range.end);
    let right = and + 1..range.end;
    if right.is_empty() {
        return None;
    }
    // "Jo Doe, head of trade and industry": the right side must have its own noun.
    let Some(second) = second else {
        let own = list[right.start].among("his her their its has other others several some many");
        let head = head_of(words, right.clone());
        let plural = head.map_or(list[right.end - 1].lower.ends_with('s'), |h| list[h].is(Classes::PEOPLE));
        let organization =
            list[right.start].says("the") && head.is_some_and(|h| list[h].is(Classes::ORGANIZATION));
        return ((own && plural || organization) && !relative)
            .then(|| Phrase::Names(vec![first], Some(right)));
    };
    let opens = right.clone().take_while(|&i| i < near.mentions[second].start).all(|i| {
        list[i].among("the a an his her its")
            || list[i].is(Classes::MODIFIER.or(Classes::PERSON).or(Classes::TITLE))
    });
    if !opens {
        return None;
    }
    if relative && near.mentions[second].kind != NameKind::Person {
        return None;
    }
    let comparable = |m: usize| match near.mentions[m].kind {
        NameKind::Person | NameKind::Unknown => 0,
        NameKind::Organization | NameKind::Place => 1,
        NameKind::People => 2,
    };
    let mut names: Vec<usize> = Vec::new();
    let mut at = range.start;
    let commas = (range.start..and).filter(|&i| list[i].says(","));
    for end in commas.chain([and]) {
        let found = head_mention(words, near, at..end);
        names.extend(found.filter(|&m| !names.contains(&m) && comparable(m) == comparable(first)));
        at = end + 1;
    }
    names.push(second);
    names.dedup();

    if comparable(first) != comparable(second) {
        return None;
    }
    (names.len() > 1).then_some(Phrase::Names(names, None))
}

/// The mention that a noun phrase is about: its title or name reaches the phrase's end or a boundary.
fn head_mention(words: &Words<'_>, near: &Neighbours<'_>, range: Range<usize>) -> Option<usize> {
    match one(words, near, range) {
        Phrase::Name(m) | Phrase::Description { named: Some(m), .. } => Some(m),
        _ => None,
    }
}

/// One noun phrase.
fn one(words: &Words<'_>, near: &Neighbours<'_>, range: Range<usize>) -> Phrase {
    let list = &words.list;
    if range.is_empty() {
        return Phrase::Nothing;
    }
    // A handle: "@doe".
    if let Some(i) = range.clone().find(|&i| list[i].says("@")).filter(|i| i + 1 < range.end) {
        return Phrase::Handle(i..i + 2);
    }
    let NounPhrase { name, head, end, certain } = first_noun_phrase(words, near, &range);
    if let Some(name) = name {
        let mention = &near.mentions[name];
        if mention.kind == NameKind::People && !certain {
            return Phrase::Description { head: mention.name.end - 1, range, named: None };
        }
        return Phrase::Name(name);
    }
    if let Some(inner) = behind_partitive(words, &range, end, head) {
        let named = appositive(words, near, inner..range.end, false);
        return Phrase::Description { head: inner, range, named };
    }
    let Some(head) = head else {
        if let Some(name) = two_roles(words, near, end - 1, &range) {
            return Phrase::Name(name);
        }
        if list[end - 1].form == Form::Uncased || list[range.start].form == Form::Uncased {
            return Phrase::Unknown(range.start..end);
        }
        return Phrase::Unknown(range);
    };
    // "The minister of the economy, Jo Doe": a name in apposition to a role, or the other way round.
    let (person, organization) = (list[head].is(Classes::PERSON), list[head].is(Classes::ORGANIZATION));
    let named = (person || organization)
        .then(|| appositive(words, near, end..range.end, organization && !person))
        .flatten()
        .or_else(|| office_holder(words, near, head, &range))
        .or_else(|| two_roles(words, near, head, &range))
        .or_else(|| last_name(words, near, head, &range));
    Phrase::Description { head, range, named }
}

/// The first noun phrase of some words.
struct NounPhrase {
    /// The mention that it ends with.
    name: Option<usize>,
    /// Its noun, where no name follows.
    head: Option<usize>,
    /// The word after it.
    end: usize,
    /// The name stands in a headline and is all that can be known there.
    certain: bool,
}

/// Walks to the end of the first noun phrase of `range`.
fn first_noun_phrase(words: &Words<'_>, near: &Neighbours<'_>, range: &Range<usize>) -> NounPhrase {
    let list = &words.list;
    let (mut head, mut name): (Option<usize>, Option<usize>) = (None, None);
    let mut at = range.start;
    while at < range.end {
        let word = &list[at];
        let is_date =
            word.among("this last next earlier later today yesterday") || word.is(Classes::CALENDAR);
        if name.is_some() && is_date {
            break;
        }
        if let Some(mention) = near.at(at) {
            let m = &near.mentions[mention];
            let end = m.name.end.min(range.end);
            let possessive = list[end - 1].possessive;
            if word.loud && mention_starts(m, at) && !possessive {
                return NounPhrase { name: Some(mention), head: None, end, certain: true };
            }
            // "reports Mr. Doe filed": a clause of its own.
            let document = head.is_some_and(|h| list[h].is(Classes::DOCUMENT) && h + 1 == at);
            if document && m.kind == NameKind::Person {
                break;
            }
            if !possessive || end == range.end {
                name = Some(mention);
                head = None;
            }
            at = end;
            continue;
        }
        if at > range.start && is_between_adjectives(words, range, at) {
            head = None;
            at += 1;
            continue;
        }
        if at > range.start && ends_noun_phrase(words, at) {
            break;
        }
        if head.is_some() && word.form == Form::Lower && verbal(&word.lower) {
            break;
        }
        if word.is(Classes::HEAD)
            && (!word.possessive || at + 1 == range.end)
            && word.form != Form::Mark
            && !is_adjective(words, at)
        {
            head = Some(at);
            // A noun after a name makes the name its modifier: "Clinton aides".
            name = None;
        } else if word.form == Form::Lower && !word.is(Classes::STOP) {
            // An unknown noun after a name: "the Bloomberg numbers"; a name stays only if nothing follows it.
            name = None;
        }
        at += 1;
    }
    NounPhrase { name, head, end: at, certain: false }
}

/// "an independent, professional auditor": a comma between words of which the first is no noun here.
fn is_between_adjectives(words: &Words<'_>, range: &Range<usize>, at: usize) -> bool {
    let list = &words.list;
    let rest = &list[at + 1..range.end.max(at + 1)];
    let plain = |w: &Word<'_>| w.form == Form::Lower && !w.is(Classes::STOP) && !is_boundary(&w.lower);
    let noun = rest.iter().take(4).position(|w| w.is(Classes::HEAD));
    let adjective = |w: &Word<'_>| lemmas(&w.lower).iter().any(|l| l.class == english::Class::Adjective);
    let led = at >= 2 && list[at - 2].among("a an the");
    list[at].says(",")
        && led
        && adjective(&list[at - 1])
        && noun.is_some_and(|n| n > 0 && rest[..=n].iter().all(plain) && rest[..n].iter().all(adjective))
}

/// Whether a noun phrase ends before the word at `at`: at a mark that no name holds, or a preposition.
fn ends_noun_phrase(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    let mark = word.form == Form::Mark && !word.among("- . / “ ” \" ’ ' ‘ % $ @ # &");
    let dash = word.says("-") && words.list.get(at + 1).is_some_and(|w| w.says("-"));
    mark || dash || is_boundary(&word.lower)
}

/// "one of his advisers", "a group of doctors": the noun behind the "of" at `end`.
fn behind_partitive(
    words: &Words<'_>,
    range: &Range<usize>,
    end: usize,
    head: Option<usize>,
) -> Option<usize> {
    let list = &words.list;
    if end >= range.end || end == range.start || !list[end].says("of") {
        return None;
    }
    let counts = |i: usize| counts_behind_of(&list[i].lower);
    let counted = counts(end - 1) || head.is_none() && (range.start..end).any(counts);
    counted.then(|| head_of(words, end + 1..range.end)).flatten()
}

/// Whether a word counts what stands behind "of": "one", "some", "a number", "dozens".
fn counts_behind_of(word: &str) -> bool {
    let tags = ["partitive", "number_word", "scope"];
    word == "%"
        || lexicon::nouns(word).any(|(row, _)| {
            tags.iter().any(|tag| row.has(tag)) || row.value("determiner") == Some("quantifier")
        })
}

/// "the minister of mines Jo Doe": the name that an office stands before without a comma.
fn office_holder(
    words: &Words<'_>,
    near: &Neighbours<'_>,
    head: usize,
    range: &Range<usize>,
) -> Option<usize> {
    if !words.list[head].is(Classes::PERSON) {
        return None;
    }
    near.range.clone().find(|&m| {
        let mention = &near.mentions[m];
        let person = matches!(mention.kind, NameKind::Person | NameKind::Unknown) && mention.parts.len() > 1;
        let office = || office_before(words, mention.start);
        person
            && mention.start > head
            && mention.name.end <= range.end
            && !words.list[mention.name.end - 1].possessive
            && office().is_some_and(|o| o.contains(&head))
    })
}

/// "lead author and harbor scientist Jo Doe": the name that the second of two roles without articles stands before.
fn two_roles(words: &Words<'_>, near: &Neighbours<'_>, head: usize, range: &Range<usize>) -> Option<usize> {
    let list = &words.list;
    let role = |i: usize| {
        let word = &list[i];
        let person = || english::LexicalWord::of(&word.lower).domain() == Some("noun.person");
        !word.is(Classes::PEOPLE)
            && (word.is(Classes::PERSON.or(Classes::TITLE)) || word.form == Form::Lower && person())
    };
    let and = head + 1;
    if !list.get(and).is_some_and(|w| w.says("and")) || !role(head) || list[range.start].is(Classes::STOP) {
        return None;
    }
    near.range.clone().find(|&m| {
        let name = &near.mentions[m].name;
        let person = matches!(near.mentions[m].kind, NameKind::Person | NameKind::Unknown);
        person
            && near.mentions[m].parts.len() > 1
            && (and + 2..=and + 1 + LONGEST_ROLE).contains(&name.start)
            && name.end <= range.end
            && !list[name.end - 1].possessive
            && role(name.start - 1)
            && (and + 1..name.start).all(|i| !is_boundary(&list[i].lower) && list[i].form != Form::Mark)
    })
}

/// "the captain, who broke a rib in May, Jo Doe", "the firm that built it, Doe Works": the name that a long description
/// ends in.
fn last_name(words: &Words<'_>, near: &Neighbours<'_>, head: usize, range: &Range<usize>) -> Option<usize> {
    let list = &words.list;
    let last = near.range.clone().last()?;
    let mention = &near.mentions[last];
    let long = list[head..mention.start.max(head + 1) - 1].iter().any(|w| w.among(", who which that"));
    let set_off = mention.start > head + 2
        && list[mention.start - 1].says(",")
        && long
        && mention.name.end == range.end;
    (set_off && names_one(words, head, mention)).then_some(last)
}

/// Whether a mention can be the name of the one person or organisation that the noun at `head` describes.
pub(super) fn names_one(words: &Words<'_>, head: usize, mention: &Mention) -> bool {
    let noun = &words.list[head];
    let person = matches!(mention.kind, NameKind::Person | NameKind::Unknown) && mention.parts.len() > 1;
    let body = matches!(mention.kind, NameKind::Organization | NameKind::Unknown | NameKind::Person);
    let fits = noun.is(Classes::PERSON) && person || noun.is(Classes::ORGANIZATION) && body;
    fits && !noun.is(Classes::PEOPLE) && !words.list[mention.name.end - 1].possessive
}

/// Whether a mention starts at a word.
fn mention_starts(mention: &Mention, at: usize) -> bool {
    mention.name.start == at || mention.start == at
}

/// A name set off by a comma after a description.
fn appositive(
    words: &Words<'_>,
    near: &Neighbours<'_>,
    rest: Range<usize>,
    organization: bool,
) -> Option<usize> {
    let list = &words.list;
    for i in rest.clone() {
        if list[i].among("who which whose that including like") {
            return None;
        }
        // "his wife and current nominee Jo Doe": one person with two roles.
        let role = |j: usize| list[j].is(Classes::MODIFIER.or(Classes::PERSON).or(Classes::TITLE));
        if list[i].says("and") && !(i + 1 < rest.end && role(i + 1)) {
            return None;
        }
        if !list[i].among(", and") && !list[i].says("—") && !list[i].says("–") {
            continue;
        }
        let found = near.range.clone().find(|&m| {
            let mention = &near.mentions[m];
            let kind = mention.kind;
            let fits = if organization {
                kind == NameKind::Organization
            } else {
                matches!(kind, NameKind::Person | NameKind::Unknown)
            };
            let between = mention.start.saturating_sub(i + 1);
            mention.start > i
                && fits
                && between <= 5
                && (i + 1..mention.start).all(|j| {
                    list[j].is(Classes::MODIFIER.or(Classes::PERSON).or(Classes::TITLE).or(Classes::STOP))
                        || list[j].is_name_like()
                        || list[j].possessive
                })
                && !(i + 1..mention.start).any(|j| is_boundary(&list[j].lower))
        });
        if let Some(m) = found {
            let followed = list
                .get(near.mentions[m].name.end)
                .is_some_and(|w| w.is(Classes::HEAD) && w.form == Form::Lower);
            return (!followed && !list[near.mentions[m].name.end - 1].possessive).then_some(m);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::mentions::find_mentions;
    use super::*;
    use crate::text::Document;

    fn read_source(text: &str, source: &str) -> String {
        let document = Document::new(text);
        let words = Words::new(&document);
        let mentions = find_mentions(&words);
        let start = text.find(source).expect("the source is in the text");
        let range = words.range(crate::text::Span::new(start, start + source.len()));
        match read_phrase(&words, &mentions, &[range]) {
            Phrase::Name(m) | Phrase::Description { named: Some(m), .. } => {
                words.phrase(mentions[m].name.clone())
            }
            Phrase::Names(names, _) => {
                names.iter().map(|&m| words.phrase(mentions[m].name.clone())).collect::<Vec<_>>().join(" + ")
            }
            Phrase::Description { head, .. } => format!("[{}]", words.list[head].lower),
            other => format!("{other:?}").split('(').next().unwrap_or_default().to_owned(),
        }
    }

    #[test]
    fn finds_the_name_in_a_source() {
        let cases = [
            (
                "Clayborne campaign manager Wendell Harkness said so.",
                "Clayborne campaign manager Wendell Harkness",
                "Wendell Harkness",
            ),
            ("Rep. Ursula Tamm (D-Ohio) said so.", "Rep. Ursula Tamm (D-Ohio)", "Ursula Tamm"),
            (
                "Harbor Police Commissioner Ned O’Dowd said so.",
                "Harbor Police Commissioner Ned O’Dowd",
                "Ned O’Dowd",
            ),
            (
                "The minister of the economy, Mr. Brandao, argues so.",
                "The minister of the economy, Mr. Brandao,",
                "Brandao",
            ),
            ("Officials at the Harbor Council said so.", "Officials at the Harbor Council", "[officials]"),
            ("Lena Fry and Otto Brandt said so.", "Lena Fry and Otto Brandt", "Lena Fry + Otto Brandt"),
            (
                "One of Ms. Tamm's climate advisers said so.",
                "One of Ms. Tamm's climate advisers",
                "[advisers]",
            ),
            ("The city of Quillport said so.", "The city of Quillport", "[city]"),
            ("According to WHO the fever is back.", "WHO", "WHO"),
            (
                "Lead researcher and NHA harbor scientist Lena Fry said so.",
                "Lead researcher and NHA harbor scientist Lena Fry",
                "Lena Fry",
            ),
            (
                "The researcher and NHA scientist Lena Fry said so.",
                "The researcher and NHA scientist Lena Fry",
                "[researcher]",
            ),
        ];
        for (text, source, expected) in cases {
            assert_eq!(read_source(text, source), expected, "{source}");
        }
    }
}
