//! Descriptions: what the words around a name say its bearer is ("Jo Doe, the new envoy", "(D-Ohio)").

use super::lexicon::{Classes, given_name, is_adjective_before_noun, is_no_office};
use super::mention::Mention;
use super::thresholds::{LONGEST_DESCRIPTION, LONGEST_ROLE};
use super::words::{Form, Words};
use crate::english::lexicon::{self, Entry};
use crate::english::{Class, Inflection, lemmas};
use std::ops::Range;

/// What stands beside one mention.
#[derive(Debug, Default)]
pub(super) struct Description {
    /// The title as written, without its article: before the name or in apposition.
    pub(super) title: Option<Range<usize>>,
    /// The first description, be it a title or not: "his mother".
    pub(super) role: Option<Range<usize>>,
    /// Words that describe the bearer.
    pub(super) words: Vec<usize>,
}

/// Reads the surroundings of a mention of a person.
pub(super) fn describe(words: &Words<'_>, mention: &Mention) -> Description {
    let mut found = Description::default();
    let before = before(words, mention);
    if let Some(range) = &before {
        found.words.extend(range.clone());
    }
    // "The Bishop of Leeds, the Rev. Jo Doe"
    let role = mention.titled.then(|| before_comma(words, mention)).flatten();
    found.words.extend(role.clone().into_iter().flatten());
    if mention.titled {
        found.words.extend(mention.start..mention.name.start); // "Dr. Doe" is a doctor
    }
    let after = apposition(words, mention.name.end);
    if let Some(range) = &after {
        found.words.extend(range.clone());
    }
    let called = before.filter(|r| r.clone().any(|i| words.list[i].is(Classes::TITLE.or(Classes::PERSON))));
    let roles = [called, after, role].into_iter().flatten().map(|r| without_article(words, r));
    for range in roles {
        found.title = found.title.or_else(|| Some(range.clone()).filter(|r| is_office(words, mention, r)));
        found.role = found.role.or(Some(range));
    }
    if let Some(range) = party(words, mention.name.end) {
        found.words.extend(range);
    }
    if let Some(range) = is_a(words, mention) {
        found.words.extend(range);
    }
    found
}

fn without_article(words: &Words<'_>, range: Range<usize>) -> Range<usize> {
    let article = words.list[range.start].among("the a an");
    range.start + usize::from(article)..range.end
}

/// Whether a description names an office or an occupation, and not only what its bearer is to others.
fn is_office(words: &Words<'_>, mention: &Mention, range: &Range<usize>) -> bool {
    let before = range.end == mention.name.start;
    let last = range.clone().rev().find(|&i| words.list[i].form != Form::Mark);
    let last = last.filter(|&i| before && words.list[i].is(Classes::TITLE.or(Classes::PERSON)));
    last.or_else(|| head_of(words, range.clone())).is_some_and(|i| {
        let word = &words.list[i];
        word.is(Classes::TITLE)
            || word.is(Classes::PERSON) && !word.is(Classes::PARTY) && !is_no_office(&word.lower)
    })
}

/// The title and its modifiers right before a name, or the description that the name stands in apposition to.
fn before(words: &Words<'_>, mention: &Mention) -> Option<Range<usize>> {
    let list = &words.list;
    let first = mention.name.start;
    let paragraph = list[first].paragraph;
    let mut start = mention.start;
    let in_title = |i: usize| {
        let word = &list[i];
        word.paragraph == paragraph
            && word.form != Form::Mark
            && !word.is(Classes::STOP)
            && (word.is_name_like()
                || word.possessive
                || word.lower.starts_with("ex-")
                || word.is(Classes::MODIFIER.or(Classes::HEAD).or(Classes::TITLE).or(Classes::DEMONYM)))
    };
    // "The chief nursing officer"
    let inside = |i: usize| {
        let between =
            i > 0 && list[i - 1].is(Classes::TITLE) && list[i + 1].is(Classes::TITLE.or(Classes::PERSON));
        between && list[i].form == Form::Lower && !list[i].is(Classes::STOP) && list[i].paragraph == paragraph
    };
    let role_at = first.checked_sub(1).filter(|&i| {
        mention.start < first
            || mention.titled
            || list[i].is(Classes::PERSON.or(Classes::TITLE)) && list[i].form == Form::Lower
    });
    // "The former transport minister Jo Doe": a noun of which an office is one.
    let compound = |i: usize| {
        let word = &list[i];
        let edge = i == 0
            || list[i - 1].is(Classes::STOP.or(Classes::MODIFIER))
            || lexicon::is_verb(&list[i - 1].lower)
            || list[i - 1].form == Form::Mark;
        let noun =
            word.form == Form::Lower && !word.is(Classes::SAY.or(Classes::STOP)) && is_noun(&word.lower);
        noun && edge && i + 1 < first && word.paragraph == paragraph
    };
    if role_at.is_some() {
        while start > 0
            && first - start < LONGEST_DESCRIPTION
            && (in_title(start - 1) || compound(start - 1) || inside(start - 1))
        {
            start -= 1;
        }
        if start == first {
            return None;
        }
        // "The then minister"
        start -= usize::from(start > 1 && list[start - 1].says("then") && list[start - 2].says("the"));
        let honorific_only = (start..first).all(|i| {
            list[i].is(Classes::ANY_HONORIFIC) && !list[i].is(Classes::TITLE.or(Classes::PERSON))
                || list[i].form == Form::Mark
        });
        return (!honorific_only).then_some(start..first);
    }
    if let Some(office) = office_before(words, first) {
        return Some(office);
    }
    before_comma(words, mention)
}

/// "The minister of the economy, Jo Doe": back over the comma to the article that opens the description.
fn before_comma(words: &Words<'_>, mention: &Mention) -> Option<Range<usize>> {
    let list = &words.list;
    let paragraph = list[mention.name.start].paragraph;
    let start = (mention.start.saturating_sub(4)..mention.start)
        .rev()
        .take_while(|&i| list[i].is_name_like() || list[i].among("the ."))
        .last()
        .unwrap_or(mention.start);
    let comma = start.checked_sub(1).filter(|&i| list[i].says(",") && list[i].paragraph == paragraph)?;
    if let Some(described) = before_clause(words, comma) {
        return Some(described);
    }
    let lowest = comma.saturating_sub(LONGEST_DESCRIPTION);
    let opening = (lowest..comma).rev().map(|i| with_whose(words, i)).find(|&i| {
        list[i].paragraph == paragraph
            && (list[i].among("the a an his her its their") || is_owned(words, i))
            && (i == 0 || !list[i - 1].among("of for in at to and from on with by about after before than"))
    })?;
    if (opening..comma).any(|i| {
        list[i].among(", ; — . : and by with")
            || list[i].is(Classes::SAY) && list[i].form == Form::Lower
            || is_finite(&list[i].lower)
    }) {
        return None;
    }
    let head = head_of(words, opening..comma)?;
    list[head].is(Classes::PERSON).then_some(opening..comma)
}

/// "The judge who led the inquiry, Jo Doe": the description before a clause that ends at `comma`, where nobody else is named.
fn before_clause(words: &Words<'_>, comma: usize) -> Option<Range<usize>> {
    let list = &words.list;
    let sentence = list[comma].sentence;
    let lowest = comma.saturating_sub(LONGEST_DESCRIPTION);
    let who =
        (lowest..comma).rev().take_while(|&i| list[i].form != Form::Mark).find(|&i| list[i].says("who"))?;
    let head = who.checked_sub(1).filter(|&i| list[i].is(Classes::PERSON) && list[i].form == Form::Lower)?;
    let opening =
        (lowest..head).rev().take_while(|&i| !is_boundary(&list[i].lower)).find(|&i| list[i].says("the"))?;
    let another = list[comma - 1].is(Classes::PERSON) || list[comma - 1].is_name_like();
    (list[opening].sentence == sentence && !another).then_some(opening..head + 1)
}

/// Where the words begin that say whose something is, of which the word at `at` is the last: "the prime minister's".
fn with_whose(words: &Words<'_>, at: usize) -> usize {
    let list = &words.list;
    if !list[at].possessive {
        return at;
    }
    let belongs = |i: usize| {
        let word = &list[i];
        let title =
            word.is(Classes::MODIFIER.or(Classes::TITLE).or(Classes::HUMAN).or(Classes::ORGANIZATION));
        (word.is_name_like() || title)
            && !word.is(Classes::STOP.or(Classes::SAY))
            && word.sentence == list[at].sentence
    };
    let back = (at.saturating_sub(LONGEST_ROLE)..at).rev().take_while(|&i| belongs(i)).last().unwrap_or(at);
    let article =
        back.checked_sub(1).filter(|&i| list[i].among("the a an") && list[i].sentence == list[at].sentence);
    article.unwrap_or(back)
}

/// Whether words that say whose something is begin at `at`.
fn is_owned(words: &Words<'_>, at: usize) -> bool {
    words.list[at..].iter().take(LONGEST_ROLE + 1).take_while(|w| w.form != Form::Mark).any(|w| w.possessive)
        && (words.list[at].possessive || words.list[at].is_name_like() || words.list[at].among("the a an"))
}

/// "the secretary of state Jo Doe", "the secretary to the Treasury Jo Doe", "Chile's minister of mines Jo Doe": the office
/// right before the name that starts at `first`, whose own noun stands before a preposition.
pub(super) fn office_before(words: &Words<'_>, first: usize) -> Option<Range<usize>> {
    let list = &words.list;
    let last = first.checked_sub(1)?;
    let served = list[last].is(Classes::PLACE) || given_name(&list[last].lower).is_none();
    let named = list[last].form == Form::Capital && served && !list[last].possessive;
    let noun =
        list[last].form == Form::Lower && !list[last].is(Classes::STOP.or(Classes::HUMAN).or(Classes::SAY));
    if !named && !noun || list[last].paragraph != list.get(first)?.paragraph {
        return None;
    }
    for i in (first.saturating_sub(9)..first).rev() {
        let word = &list[i];
        if word.form == Form::Mark || word.is(Classes::SAY) && word.form == Form::Lower {
            return None;
        }
        let head = i.checked_sub(1).map(|h| &list[h]);
        let head = head.filter(|h| h.is(Classes::PERSON) && !h.possessive && h.form != Form::Mark);
        // "a spokesman for the carmaker Doe Roe": what he speaks for.
        let holds = |h: &super::words::Word<'_>| {
            word.says("of") && !h.among("one member") || word.among("to for in") && !h.is(Classes::ANONYMOUS)
        };
        if head.is_some_and(holds) {
            let mut start = i - 1;
            let of_title = |w: &super::words::Word<'_>| {
                w.form != Form::Mark
                    && !w.is(Classes::STOP)
                    && (w.is_name_like()
                        || w.possessive
                        || w.is(Classes::MODIFIER.or(Classes::TITLE).or(Classes::DEMONYM)))
            };
            while start > 0 && first - start < LONGEST_DESCRIPTION && of_title(&list[start - 1]) {
                start -= 1;
            }
            return Some(start..first);
        }
        if is_boundary(&word.lower) && !word.says("and") {
            return None;
        }
    }
    None
}

/// The head noun of a noun phrase: the last known noun before its first preposition, relative or comma.
pub(super) fn head_of(words: &Words<'_>, range: Range<usize>) -> Option<usize> {
    let list = &words.list;
    let mut head = None;
    for i in range.clone() {
        let word = &list[i];
        let ends = i > range.start
            && (word.form == Form::Mark
                && !matches!(word.lower.as_ref(), "-" | "." | "\"" | "“" | "”" | "/" | "’" | "'")
                || is_boundary(&word.lower)
                || head.is_some() && word.form == Form::Lower && verbal(&word.lower));
        if ends {
            if word.says(",") && head.is_none() {
                continue;
            }
            break;
        }
        if word.is(Classes::HEAD) && !word.possessive && !is_adjective(words, i) {
            head = Some(i);
        }
    }
    head
}

/// "the major economies", "a private fund": a noun's word that stands before another noun.
pub(super) fn is_adjective(words: &Words<'_>, at: usize) -> bool {
    let (word, next) = (&words.list[at], words.list.get(at + 1));
    if word.lower.ends_with("-year-old") {
        return next.is_some_and(|n| {
            n.form == Form::Lower
                && !is_boundary(&n.lower)
                && !n.is(Classes::SAY.or(Classes::STOP))
                && !n.lower.ends_with("ed")
        });
    }
    word.form == Form::Lower
        && is_adjective_before_noun(&word.lower)
        && next.is_some_and(|n| {
            n.form == Form::Lower
                && n.class == Classes::NONE
                && !is_boundary(&n.lower)
                && !n.lower.ends_with("ed")
                && n.sentence == word.sentence
        })
}

/// A word after which a noun phrase's head has passed: a preposition, a finite small verb, a conjunction.
pub(super) fn is_boundary(word: &str) -> bool {
    // "Past presidents"
    let adjective = |row: &Entry| row.has("ordinary") && row.has("temporal");
    let closes =
        |row: &Entry| row.has("modal") || row.has("clause") || row.has("preposition") && !adjective(row);
    let joins = |row: &Entry| matches!(row.value("conjunction"), Some("and" | "or" | "but"));
    lexicon::of(word).is_some_and(|row| closes(row) || joins(row) || word == "such")
        || lexicon::verbs(word).any(|(row, form)| {
            row.has("auxiliary") && !row.has("ordinary") && form.any(lexicon::TENSED.or(Inflection::BASE))
        })
}

/// A noun in the singular that is no verb first of all: "transport", "cabinet".
fn is_noun(word: &str) -> bool {
    lemmas(word).first().is_some_and(|l| l.class == Class::Noun && l.lemma == word)
}

/// "was", "has", "could": a verb that makes the words around it a clause.
fn is_finite(word: &str) -> bool {
    lexicon::verbs(word).any(|(row, form)| row.has("auxiliary") && form.any(lexicon::TENSED))
        && !lexicon::nouns(word).any(|(row, _)| row.has("person"))
}

/// Participles that follow a noun: "representing", "released".
pub(super) fn verbal(word: &str) -> bool {
    (word.ends_with("ing") || word.ends_with("ed"))
        && word.len() > 5
        && !matches!(
            word,
            "building"
                | "meeting"
                | "evening"
                | "morning"
                | "hearing"
                | "filing"
                | "polling"
                | "posting"
                | "ruling"
                | "finding"
                | "recording"
        )
}

/// The description after a name: ", the new envoy to Chile,".
fn apposition(words: &Words<'_>, end: usize) -> Option<Range<usize>> {
    let list = &words.list;
    let mut at = end;
    // Over "(R)" or an age to the comma before the description.
    if list.get(at).is_some_and(|w| w.says("(")) {
        at = (at..(at + 8).min(list.len())).find(|&i| list[i].says(")"))? + 1;
    }
    if !list.get(at).is_some_and(|w| w.says(",")) {
        return None;
    }
    at += 1;
    if list.get(at).is_some_and(|w| w.form == Form::Number) && list.get(at + 1).is_some_and(|w| w.says(",")) {
        at += 2;
    }
    let paragraph = list[end - 1].paragraph;
    let first = list.get(at).filter(|w| w.paragraph == paragraph)?;
    let role =
        Classes::MODIFIER.or(Classes::PERSON).or(Classes::TITLE).or(Classes::PARTY).or(Classes::DEMONYM);
    let opens = first.among("the a an his her its one then who's") || first.possessive;
    let starts = opens || first.is(role) || first.is_name_like();
    if !starts || first.says("who") {
        return None;
    }
    let mut stop = at;
    while stop < list.len() && stop - at < LONGEST_DESCRIPTION && list[stop].paragraph == paragraph {
        let word = &list[stop];
        let marks = matches!(word.lower.as_ref(), "," | ";" | ":" | "—" | "–" | ")" | "(" | "\"" | "“" | "”")
            || word.says(".") && !is_abbreviating(words, stop);
        if marks
            || word.among("who which whose")
            || word.is(Classes::SAY) && word.form == Form::Lower && stop > at + 1
        {
            break;
        }
        stop += 1;
    }
    // An apposition is closed by a mark; what a verb ends is a clause: "In Leeds, the mayor said".
    let closing = list.get(stop).filter(|w| w.paragraph == paragraph);
    if closing.is_some_and(|w| w.form != Form::Mark && !w.among("who which whose")) {
        return None;
    }
    let placed = preposition_before(words, end);
    if placed && !list[end - 1].is(Classes::SUFFIX) && end >= 2 && !list[end - 2].is_name_like() {
        return None; // "Lord Doe of Leeds, the former chancellor"
    }
    if placed && !closing.is_some_and(|w| w.says(",")) {
        return None;
    }
    // ", the third instalment was released": a clause.
    if (at..stop).any(|i| is_finite(&list[i].lower)) {
        return None;
    }
    let head = head_of(words, at..stop)?;
    let word = &list[head];
    // "Smith, Jones and others" lists names: a description has a role in it.
    let role = word.is(Classes::PERSON) && !word.is(Classes::PEOPLE) || word.is(Classes::PARTY);
    (role && stop > at).then_some(at..stop)
}

/// Whether the point at `at` stands behind a short title or an initial: "the Gov. of Ohio", not "…, the chief."
fn is_abbreviating(words: &Words<'_>, at: usize) -> bool {
    let (before, next) = (&words.list[at - 1], words.list.get(at + 1));
    (before.is(Classes::TITLE) || before.form == Form::Initial)
        && next.is_some_and(|w| w.sentence == before.sentence)
}

/// Whether the words that end at `end` stand after "in" or "at".
fn preposition_before(words: &Words<'_>, end: usize) -> bool {
    let list = &words.list;
    let start = (0..end).rev().take(6).find(|&i| !list[i].is_name_like());
    start.is_some_and(|i| list[i].among("in at near from") || list[i].says("of") && i + 2 == end)
}

/// "(D-Ohio)"
fn party(words: &Words<'_>, end: usize) -> Option<Range<usize>> {
    let list = &words.list;
    list.get(end).filter(|w| w.says("("))?;
    let close = (end + 1..(end + 8).min(list.len())).find(|&i| list[i].says(")"))?;
    let first = &list.get(end + 1)?.lower;
    (first.len() == 1 || first.starts_with("d-") || first.starts_with("r-") || first.starts_with("i-"))
        .then_some(end + 1..close)
}

/// "Doe is the senator from Ohio"; "Doe, …" is for [`apposition`].
fn is_a(words: &Words<'_>, mention: &Mention) -> Option<Range<usize>> {
    let list = &words.list;
    let at = mention.name.end;
    list.get(at).filter(|w| w.among("is was became as"))?;
    list.get(at + 1).filter(|w| w.among("the a an"))?;
    let stop = (at + 2..(at + LONGEST_DESCRIPTION).min(list.len()))
        .find(|&i| list[i].form == Form::Mark || list[i].among("who which that to"))
        .unwrap_or(at + 2);
    let head = head_of(words, at + 2..stop)?;
    list[head].is(Classes::PERSON).then_some(at + 2..head + 1)
}
