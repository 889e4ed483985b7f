//! Mentions: where a document names somebody or something, and what each name looks like.

use super::called::body_nouns;
use super::lexicon::{Classes, given_name, is_tensed};
use super::mention::{Mention, NameKind};
use super::names::{kind_of, push, split_name};
use super::runs::{is_small_word_of_name, is_surname_he, run_end};
use super::words::{Form, Word, Words};
use crate::english::{Class, lemmas};
use std::collections::HashSet;

/// Finds every mention, in order.
pub(super) fn find_mentions(words: &Words<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut weak: Vec<bool> = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        if !can_start(words, at) || words.list[at].loud {
            at += 1;
            continue;
        }
        let end = run_end(words, at);
        let before = found.len();
        split_name(words, at, end, &mut found);
        for mention in &found[before..] {
            let word = &words.list[mention.name.start];
            let known = mention.titled || word.form == Form::Upper || word.is(Classes::PLACE);
            let alone = mention.name.len() == 1 && mention.start == mention.name.start;
            let role = word.is(Classes::TITLE.or(Classes::PERSON));
            weak.push(alone && (word.opens && !known || role && !mention.titled));
        }
        at = end;
    }
    let small: HashSet<&str> =
        words.list.iter().filter(|w| w.form == Form::Lower).map(|w| w.lower.as_ref()).collect();
    let sure: HashSet<&str> = found
        .iter()
        .zip(&weak)
        .filter(|(_, weak)| !**weak)
        .flat_map(|(m, _)| m.parts.iter().filter(|&&i| !words.list[i].opens || m.parts.len() == 1))
        .map(|&i| words.list[i].lower.as_ref())
        .collect();
    let mut kept: Vec<Mention> = found
        .into_iter()
        .zip(weak)
        .filter(|(m, weak)| {
            let word = &words.list[m.name.start];
            !*weak || sure.contains(word.lower.as_ref()) || opens_as_speaker(words, m)
        })
        .map(|(m, _)| without_opener(words, m, &sure, &small))
        .collect();
    kept = with_acronyms(words, kept);
    call_short_forms_organizations(words, &mut kept);
    let mut more = in_headlines(words, &sure);
    more.extend(surnames_alone(words, &kept));
    if !more.is_empty() {
        kept.extend(more);
        kept.sort_by_key(|m| m.name.start);
    }
    kept
}

/// "Levon" and "Levon Metals", where "Levon Metals Ltd" is named and no person has that name, are organisations, too.
fn call_short_forms_organizations(words: &Words<'_>, mentions: &mut [Mention]) {
    let list = &words.list;
    let key = |parts: &[usize]| {
        let words: Vec<&str> = parts.iter().map(|&i| list[i].lower.as_ref()).collect();
        words.join(" ")
    };
    let person = |m: &Mention| m.kind == NameKind::Person && (m.titled || m.parts.len() > 1);
    let people: HashSet<&str> = mentions
        .iter()
        .filter(|m| person(m))
        .flat_map(|m| &m.parts)
        .map(|&i| list[i].lower.as_ref())
        .collect();
    let plain =
        Classes::PLACE.or(Classes::DEMONYM).or(Classes::MODIFIER).or(Classes::ORG_NAME).or(Classes::STOP);
    let mut short: HashSet<String> = HashSet::new();
    for mention in mentions.iter().filter(|m| m.kind == NameKind::Organization && m.parts.len() > 1) {
        let first = &list[mention.parts[0]];
        if first.is(plain) || people.contains(first.lower.as_ref()) {
            continue;
        }
        short.extend((1..mention.parts.len().min(4)).map(|n| key(&mention.parts[..n])));
    }
    for mention in mentions.iter_mut().filter(|m| m.kind == NameKind::Unknown && !m.titled) {
        if short.contains(&key(&mention.parts)) {
            mention.kind = NameKind::Organization;
        }
    }
}

/// Adds the names that an acronym in brackets spells: "Alliance to Mend Our Roads (AMOR)".
fn with_acronyms(words: &Words<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let list = &words.list;
    let mut spelt: Vec<Mention> = Vec::new();
    for at in 2..list.len().saturating_sub(1) {
        if list[at].form != Form::Upper || !list[at - 1].says("(") || !list[at + 1].says(")") {
            continue;
        }
        let mut letters: Vec<char> = list[at].lower.chars().filter(|c| c.is_alphanumeric()).collect();
        let size = letters.len();
        let mut start = at - 1;
        while start > 0 && !letters.is_empty() && at - start < 2 * size + 4 {
            let word = &list[start - 1];
            let first = word.lower.chars().next();
            if word.form == Form::Mark || word.paragraph != list[at].paragraph {
                break;
            }
            if word.is_name_like() && first == letters.last().copied() {
                letters.pop();
            } else if word.form != Form::Lower {
                break;
            }
            start -= 1;
        }
        if letters.is_empty() && size > 2 && size < 12 {
            push(words, start, start..at - 1, NameKind::Organization, &mut spelt);
        }
    }
    if spelt.is_empty() {
        return found;
    }
    let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
    let mut next = spelt.into_iter().peekable();
    for mention in found {
        while let Some(name) = next.next_if(|n| n.name.end <= mention.name.start) {
            kept.push(name);
        }
        if next.peek().is_none_or(|n| n.name.start >= mention.name.end) {
            kept.push(mention);
        }
    }
    kept.extend(next);
    kept
}

/// Cuts a word off that is capitalised because it opens a sentence: "Still Doe", "Crooked Jo Doe".
fn without_opener(
    words: &Words<'_>,
    mut mention: Mention,
    sure: &HashSet<&str>,
    small: &HashSet<&str>,
) -> Mention {
    let person = matches!(mention.kind, NameKind::Person | NameKind::Unknown);
    let [first, second, ..] = mention.parts[..] else { return mention };
    let word = &words.list[first];
    if !person || mention.titled || given_name(&word.lower).is_some() || word.form == Form::Initial {
        return mention;
    }
    let (next, three) = (&words.list[second], mention.parts.len() > 2);
    let lower = word.lower.as_ref();
    let known = small.contains(lower)
        || word.paragraph == 0 && words.list.last().is_some_and(|w| w.paragraph > 2)
        || next.is(Classes::PLACE) && mention.parts.len() == 2
        || lower.ends_with("ing")
        || word.is(Classes::SAY.or(Classes::HEAD).or(Classes::MODIFIER));
    let common = word.opens
        && known
        && !sure.contains(lower)
        && sure.contains(next.lower.as_ref())
        && !opens_name_of_body(words, &mention);
    let gerund = three && lower.ends_with("ing") && lower.len() > 6 && given_name(&next.lower).is_some();
    if common
        || gerund
        || three && given_name(&next.lower).is_some() && !word.is(Classes::PARTICLE) && word.opens
    {
        mention.parts.remove(0);
        mention.name.start = second;
        mention.start = second;
        if mention.parts.len() == 1 {
            mention.kind = kind_of(words, second, second);
        }
    }
    mention
}

/// "County Highways said", "Business Beacon reported": a noun that is nobody's trade, before another that nobody is called,
/// belongs to the name of a body.
fn opens_name_of_body(words: &Words<'_>, mention: &Mention) -> bool {
    let [first, second] = mention.parts[..] else { return false };
    let (word, next) = (&words.list[first], &words.list[second]);
    let noun = |w: &Word<'_>| {
        lemmas(&w.lower).iter().any(|l| l.class == Class::Noun) && given_name(&w.lower).is_none()
    };
    let alone = words.list.iter().enumerate().any(|(at, w)| {
        let joined = at.checked_sub(1).is_some_and(|i| words.list[i].is_name_like());
        w.lower == next.lower && w.is_name_like() && !w.loud && !joined
    });
    let speaks =
        words.list.get(mention.name.end).is_some_and(|w| w.form == Form::Lower && is_tensed(&w.lower));
    noun(word) && noun(next) && !word.is(Classes::HUMAN.or(Classes::SAY)) && speaks && !alone
}

/// Whether a word is unknown to the dictionary, or mostly a noun or a verb: "Swoop, Norland's biggest airline", not
/// "Overseas, the company".
fn is_name_or_noun(word: &str) -> bool {
    lemmas(word).first().is_none_or(|lemma| matches!(lemma.class, Class::Noun | Class::Verb))
}

/// A lone capitalised word that opens a sentence is a name when a verb of saying follows and nothing else fits.
fn opens_as_speaker(words: &Words<'_>, mention: &Mention) -> bool {
    let word = &words.list[mention.name.start];
    let speaks = words
        .list
        .get(mention.name.end)
        .is_some_and(|next| next.is(Classes::SAY) && next.form == Form::Lower);
    // "Levon shut": no word of the dictionary.
    let next = words.list.get(mention.name.end).filter(|next| next.form == Form::Lower);
    let acts = lemmas(&word.lower).is_empty() && next.is_some_and(|next| is_tensed(&next.lower));
    let singular = speaks && words.list[mention.name.end].lower.ends_with('s');
    let described = words.list.get(mention.name.end).is_some_and(|next| next.says(","))
        && words
            .list
            .get(mention.name.end + 1)
            .is_some_and(|w| w.among("who whose which a an") || w.form == Form::Number)
        || is_name_or_noun(&word.lower) && !body_nouns(words, mention).is_empty()
        || words.list.get(mention.name.end).is_some_and(|next| next.among("- — –"));
    // "The Dean, Ann Roux,": a title, though men are called so.
    let entitled = word.is(Classes::TITLE.or(Classes::PERSON))
        && mention.name.start.checked_sub(1).is_some_and(|i| words.list[i].says("the"));
    !entitled
        && (speaks || acts || described || word.possessive || given_name(&word.lower).is_some())
        && !word.is(Classes::HEAD.or(Classes::MODIFIER).or(Classes::SAY))
        && (described || singular || !word.lower.ends_with('s'))
        && !word.lower.ends_with("ly")
        && !word.lower.ends_with("ing")
}

/// "King said", "May said": a surname that is a common noun or a small word, where a full name shows it.
fn surnames_alone(words: &Words<'_>, kept: &[Mention]) -> Vec<Mention> {
    let list = &words.list;
    let person = |m: &&Mention| matches!(m.kind, NameKind::Person | NameKind::Unknown) && m.parts.len() > 1;
    let surnames: HashSet<&str> = (kept.iter().filter(person))
        .map(|m| &list[m.parts[m.parts.len() - 1]])
        .filter(|w| w.is(Classes::HEAD.or(Classes::MODIFIER).or(Classes::STOP).or(Classes::CALENDAR)))
        .map(|w| w.lower.as_ref())
        .collect();
    let mut found = Vec::new();
    if surnames.is_empty() {
        return found;
    }
    for (at, word) in list.iter().enumerate() {
        if word.loud || word.form != Form::Capital || !surnames.contains(&*word.lower) {
            continue;
        }
        let next = list.get(at + 1);
        // "May said", "according to May"; not "May brought rain", "in May".
        let speaks = |w: &Word<'_>| w.form == Form::Lower && w.is(Classes::SAY);
        let behind = next.is_some_and(speaks);
        let before = || at > 0 && speaks(&list[at - 1]) || at > 1 && list[at - 2].says("according");
        let goes_on = || next.is_some_and(|w| w.form == Form::Lower || w.says(",")) || word.possessive;
        let small = word.is(Classes::STOP.or(Classes::CALENDAR));
        let alone = if small { behind || before() } else { word.opens && goes_on() };
        let named = kept.get(kept.partition_point(|m| m.name.end <= at)).is_some_and(|m| m.start <= at);
        if alone && !named {
            let (kind, parts) = (NameKind::Unknown, vec![at]);
            found.push(Mention {
                name: at..at + 1,
                start: at,
                kind,
                sex: None,
                titled: false,
                title: None,
                parts,
            });
        }
    }
    found
}

/// Names in headline-like paragraphs: a given name with the word after it, and names known from elsewhere.
fn in_headlines(words: &Words<'_>, sure: &HashSet<&str>) -> Vec<Mention> {
    let common = Classes::STOP.or(Classes::SAY).or(Classes::MODIFIER).or(Classes::CALENDAR);
    let list = &words.list;
    let mut found = Vec::new();
    let mut at = 0;
    while at < list.len() {
        let word = &list[at];
        if !word.loud || !word.is_name_like() || word.is(common) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let given = given_name(&word.lower).is_some();
        let known = |i: usize| {
            list.get(i).is_some_and(|w: &Word<'_>| {
                w.loud && w.is_name_like() && !w.is(common) && sure.contains(w.lower.as_ref())
            })
        };
        if known(at) {
            while known(end) && !list[end - 1].possessive && end - at < 5 {
                end += 1;
            }
        } else if given
            && list.get(end).is_some_and(|w| {
                w.is_name_like() && w.loud && !w.is(common.or(Classes::HEAD).or(Classes::ORG_NAME))
            })
            && !word.possessive
        {
            end += 1;
        } else {
            at += 1;
            continue;
        }
        split_name(words, at, end, &mut found);
        at = end;
    }
    found
}

/// Whether a name may start at this word.
fn can_start(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    let name = given_before_name(words, at)
        || is_initial_of_name(words, at)
        || is_surname_he(words, at)
        || is_small_word_of_name(words, at);
    if !word.is_name_like()
        || word.is(Classes::STOP.or(Classes::CALENDAR)) && word.form != Form::Upper && !name
    {
        return false;
    }
    if word.form == Form::Initial && name {
        return true;
    }
    let party = ["r-", "d-", "i-"].iter().any(|p| word.lower.starts_with(p)) && word.lower.len() < 8;
    // "IF Metall"
    let capitals = word.form == Form::Upper && may_go_on(words, at);
    if party
        || word.is(Classes::STOP) && word.lower.len() < 3 && !word.is(Classes::PLACE) && !name && !capitals
    {
        return false;
    }
    if word.is(Classes::NUMBER_WORD) && word.opens && !words.list.get(at + 1).is_some_and(Word::is_name_like)
    {
        return false;
    }
    let next_is_name = words
        .list
        .get(at + 1)
        .is_some_and(|n| n.is_name_like() && !n.is(Classes::STOP.or(Classes::CALENDAR)) || n.among(". of"))
        // "Minister for Schools Jo Doe"
        || word.is(Classes::TITLE) && run_end(words, at) > at + 1;
    let common = word.is(Classes::HEAD.or(Classes::MODIFIER).or(Classes::SAY).or(Classes::JUDGEMENT))
        && !word.is(Classes::PLACE.or(Classes::PARTY).or(Classes::DEMONYM));
    !(word.opens && common && word.form == Form::Capital && !next_is_name)
}

/// Whether the next word may belong to the same name.
fn may_go_on(words: &Words<'_>, at: usize) -> bool {
    let (word, next) = (&words.list[at], words.list.get(at + 1));
    next.is_some_and(|n| n.form == Form::Capital && !n.is(Classes::STOP) && n.sentence == word.sentence)
}

/// "A. J. Doe": no article.
fn is_initial_of_name(words: &Words<'_>, at: usize) -> bool {
    let (word, next) = (&words.list[at], words.list.get(at + 2));
    let point = words.list.get(at + 1).is_some_and(|w| w.says("."));
    word.form == Form::Initial
        && point
        && next.is_some_and(|n| n.is_name_like() && n.paragraph == word.paragraph)
}

/// "Will Doe", "Jan van der Doe": a given name that is a function word or a month, too.
fn given_before_name(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    let small = |w: &&Word<'_>| w.form == Form::Lower && w.is(Classes::PARTICLE);
    let particles = words.list[at + 1..].iter().take(2).take_while(small).count();
    let at = at + particles;
    let next = words.list.get(at + 1);
    let month = |n: &Word<'_>| n.is(Classes::CALENDAR) && !n.says("may");
    let name =
        next.is_some_and(|n| n.form == Form::Capital && (!n.is(Classes::STOP) || n.says("may")) && !month(n));
    let after = words.list.get(at + 2);
    let sure = !word.opens
        || particles > 0
        || after.is_some_and(|a| a.says(",") || a.is(Classes::SAY) && a.form == Form::Lower);
    word.form == Form::Capital && given_name(&word.lower).is_some() && name && sure && !word.loud
}
