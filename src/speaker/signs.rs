//! Signs: whether the words around a name show it to be an organisation's or a person's, a man's or a woman's.

use super::descriptions::{is_boundary, verbal};
use super::kin::kinship;
use super::lexicon::{Classes, Sex, class, is_tensed, unnamed};
use super::mention::Mention;
use super::names::sex_of;
use super::thresholds::{LONGEST_ROLE, MOSTLY, SAID_WITHIN, SELDOM, SIGN_WITHIN, SUBJECT_REACH};
use super::words::{Form, Word, Words, among};
use crate::english::{self, LexicalWord, lemmas, lexicon};
use std::ops::Range;

/// What bodies have, with single spaces between.
const OF_BODIES: &str = "shares stock users customers shareholders website app products profits profit sales revenue headquarters \
                         subsidiary chief ceo executives engineers board brand factory factories plant plants cars service";

/// How strongly the words around one mention suggest an organisation: positive for an organisation ("Levon's shares",
/// "at Levon", "Levon ... its"), negative for a person ("Levon ... he").
pub(super) fn sign_of_organization(words: &Words<'_>, mention: &Mention) -> i32 {
    let list = &words.list;
    let (first, end) = (mention.name.start, mention.name.end);
    let (last, sentence) = (&list[end - 1], list[first].sentence);
    let next = list.get(end).filter(|w| w.sentence == sentence);
    let owned = |w: &Word<'_>| w.among(OF_BODIES);
    let mut sum = 0;
    let before = first.checked_sub(1).map(|i| &list[i]).filter(|w| w.sentence == sentence);
    // "its Levon plant" is a plant at Levon.
    let works = next.is_some_and(|w| w.among("factory factories plant plants service"));
    let where_it_is =
        before.is_some_and(|w| w.among("its their his her our my a an") || works && w.says("the"));
    if next.is_some_and(|w| w.form == Form::Lower && owned(w)) && !where_it_is {
        sum += 1;
    }
    // "Levon have": of one person nobody says so.
    sum += 2 * i32::from(list[first].opens && next.is_some_and(|w| w.among("are have were")));
    if let Some(before) = before.filter(|w| w.form == Form::Lower || w.opens) {
        sum += i32::from(before.says("at") && (mention.name.len() > 1 || is_work(words, first - 1)));
        sum += 2 * i32::from(before.says("in") && is_held(words, first - 1));
        // "the news agency Levon", "Carmaker Levon"
        sum += 2 * i32::from(
            before.is(Classes::ORGANIZATION) && !before.is(Classes::PERSON) && !before.possessive,
        );
    }
    // ", a company that"
    if next.is_some_and(|w| w.says(",")) && list.get(end + 1).is_some_and(|w| w.among("a an the")) {
        let noun = head_of(words, end + 2..list.len().min(end + 2 + LONGEST_ROLE));
        sum += 2 * i32::from(noun.is_some_and(|at| is_of_body(&list[at])));
    }
    // "Levon's government", "the capital of Levon"
    let state =
        |w: &Word<'_>| w.among("government parliament army capital embassy ambassador border borders");
    let of = before.filter(|w| w.says("of")).and_then(|_| first.checked_sub(2)).map(|i| &list[i]);
    sum += i32::from(last.possessive && next.is_some_and(state) || of.is_some_and(state));
    if !last.quoted && !is_placed(words, mention) {
        sum += sign_of_pronoun(words, mention);
        sum += i32::from(goes_on_as_body(words, mention));
    }
    sum
}

/// What the first pronoun behind a name shows: "Levon said on Friday its", "Levon … his".
fn sign_of_pronoun(words: &Words<'_>, mention: &Mention) -> i32 {
    let list = &words.list;
    let sentence = list[mention.name.start].sentence;
    let date = |w: &Word<'_>| w.is(Classes::CALENDAR);
    let after = list[mention.name.end..].iter().take(SIGN_WITHIN);
    let after = after.take_while(|w| w.sentence == sentence && !w.quoted && (!w.is_name_like() || date(w)));
    let mut pronouns =
        after.filter(|w| w.among("its it itself which he she his her him himself herself who whose"));
    let body = |w: &Word<'_>| w.among("its it itself which");
    match pronouns.next() {
        // "Doe said it was his best day"
        Some(w) if w.says("it") => i32::from(pronouns.all(body)),
        Some(w) if body(w) => 1,
        Some(_) => -2,
        None => 0,
    }
}

/// "Levon shut two plants. It said", "Levon cut prices. Its chief executive": whether the next sentence goes on with the
/// name that opens this one as with a body, where no other noun of one stands between.
fn goes_on_as_body(words: &Words<'_>, mention: &Mention) -> bool {
    let list = &words.list;
    let sentence = list[mention.name.start].sentence;
    let rest = list[mention.name.end..].iter().take(SUBJECT_REACH).take_while(|w| w.sentence == sentence);
    let (size, other) = rest.fold((0, false), |(size, other), w| {
        let noun = w.form == Form::Lower && w.is(Classes::ORGANIZATION.or(Classes::DOCUMENT));
        (size + 1, other || noun || w.is_name_like() && !w.is(Classes::CALENDAR))
    });
    let next = &list[mention.name.end + size..];
    let [pronoun, behind, ..] = next else { return false };
    let subject = list[mention.name.start].opens && !list[mention.name.end - 1].possessive;
    let says = pronoun.says("it") && behind.is(Classes::SAY) && behind.form == Form::Lower;
    let owns = pronoun.says("its") && next.iter().skip(1).take(2).any(|w| w.among(OF_BODIES));
    subject && !other && pronoun.sentence == sentence + 1 && (says || owns)
}

/// Whether a name stands where a place's does: "in Levon", but not "a stake in Levon".
pub(super) fn is_placed(words: &Words<'_>, mention: &Mention) -> bool {
    let list = &words.list;
    let Some(before) = mention.start.checked_sub(1) else { return false };
    list[before].among("in near outside across around throughout beside along opposite")
        && !is_held(words, before)
        || list[before].among("its their his her our my")
}

/// "Levon Park", "Lake Levon": whether the last or the first word of a name means a place.
pub(super) fn is_of_place(parts: &[String]) -> bool {
    let [first, .., last] = parts else { return false };
    // "Channel Levon", "Levon Town"
    if parts.iter().any(|p| class(p).any(Classes::ORG_NAME.or(Classes::ORGANIZATION))) {
        return false;
    }
    let known = LexicalWord::of(last);
    let place = known.share_in("noun.location") + known.share_in("noun.object") > MOSTLY;
    place
        || among(last, "road street lane avenue canal bridge square pier quay wharf tunnel stadium tower")
        || LexicalWord::of(first).share_in("noun.object") > MOSTLY
}

/// "A stake in": whether shares stand before the "in" at `at`.
fn is_held(words: &Words<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|i| words.list[i].among("stake stakes share shares stock investors"))
}

/// "Engineers at", "worked at": whether who works or has work somewhere stands before the "at" at `at`.
fn is_work(words: &Words<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|i| {
        let word = &words.list[i];
        word.is(Classes::HEAD.or(Classes::TITLE)) || word.among("work works worked working job jobs employed")
    })
}

/// Whether a name stands where one who acts does: before a verb that goes with it, or as one of two ("Levon and Marlow
/// merged"); a name of several words also behind a verb or "from" or "by", or as an owner.
pub(super) fn acts(words: &Words<'_>, mention: &Mention) -> bool {
    let list = &words.list;
    let (first, end) = (mention.name.start, mention.name.end);
    let before = governor(words, first).map(|i| &list[i]).filter(|w| w.form == Form::Lower && !w.says("the"));
    let next = list.get(end).filter(|w| w.sentence == list[first].sentence);
    let object = before.is_some_and(|w| lexicon::of(&w.lower).is_some_and(|row| row.has("preposition")));
    let does = next.is_some_and(|w| w.form == Form::Lower && is_tensed(&w.lower)) && !object;
    let joined = list[first].opens && next.is_some_and(|w| w.says("and"));
    let verb = |w: &Word<'_>| lemmas(&w.lower).first().is_some_and(|l| l.class == english::Class::Verb);
    let met = before.is_some_and(|w| w.among("from by with for at against") || verb(w));
    does || joined || mention.name.len() > 1 && (met || list[end - 1].possessive)
}

/// The word before a name, or before the name that "and" joins it to: "from" in "from Levon and Marlow".
fn governor(words: &Words<'_>, first: usize) -> Option<usize> {
    let list = &words.list;
    let before = first.checked_sub(1)?;
    let partner = list[..before].iter().rev().take(LONGEST_ROLE).take_while(|w| w.is_name_like()).count();
    let and = list[before].says("and") && partner > 0;
    and.then(|| before.checked_sub(partner + 1)).flatten().or(Some(before))
}

/// The noun of the phrase that begins at the start of `range`: "software firm", "listings platform".
fn head_of(words: &Words<'_>, range: Range<usize>) -> Option<usize> {
    let list = &words.list;
    let participle = |at: usize| list[at].lower.ends_with("ed") || verbal(&list[at].lower);
    let goes_on = |at: usize| {
        let word = &list[at];
        let closes = is_boundary(&word.lower) || word.among("that which who");
        // "an engineering consultancy", "a firm making valves"
        word.form == Form::Lower && !closes && (at == range.start || !participle(at))
    };
    range.clone().take_while(|&at| goes_on(at)).last()
}

/// Whether a noun says what an organisation or a work is, and never what a person is: "charity", "app", not "chief".
fn is_of_body(noun: &Word<'_>) -> bool {
    if noun.is(Classes::ORGANIZATION) {
        return !noun.is(Classes::PERSON);
    }
    let known = LexicalWord::of(&noun.lower);
    let body = known.share_in("noun.group") + known.share_in("noun.communication") > MOSTLY;
    (body || noun.is(Classes::DOCUMENT)) && !noun.is(Classes::HUMAN) && known.share_in("noun.person") < SELDOM
}

/// The sex that a noun before a name shows: "his sister Jo Doe", "Her mother, Jo Doe".
pub(super) fn sex_of_role(words: &Words<'_>, mention: &Mention) -> Option<Sex> {
    let at = mention.name.start;
    let comma = at.checked_sub(2).filter(|&i| words.list[i + 1].says(",")).into_iter();
    let nouns = (mention.start.saturating_sub(1)..at).chain(comma);
    let before = nouns.map(|i| &words.list[i]).filter(|w| !w.possessive).find_map(|w| sex_of(w.class));
    // "J. Doe, Jo's father"
    let kin = || kinship(words, mention.name.clone()).and_then(|kin| kin.noun);
    before.or_else(|| sex_of(class(kin()?)))
}

/// The sex that what a subject calls its own shows: "Doe came with his wife", "Doe, who lost her job".
pub(super) fn sex_of_own(words: &Words<'_>, mention: &Mention) -> Option<Sex> {
    let list = &words.list;
    let (end, last) = (mention.name.end, &list[mention.name.end - 1]);
    if last.possessive || last.quoted {
        return None;
    }
    let who = list.get(end).is_some_and(|w| w.says(",")) && list.get(end + 1).is_some_and(|w| w.says("who"));
    let from = end + if who { 2 } else { 0 };
    let after = list[from..]
        .iter()
        .take(SAID_WITHIN)
        .take_while(|w| w.sentence == last.sentence && w.form == Form::Lower && !w.among("that and who"));
    let after: Vec<_> = after.collect();
    let reflexive = after.iter().find(|w| w.among("himself herself"));
    if let Some(word) = reflexive {
        return Some(sex_of_owner(word));
    }
    let own = after.windows(2).find(|pair| pair[0].among("his her"))?;
    let relative = unnamed(&own[1].lower) == Some("relative") || own[1].says("own");
    // Somebody else's hand may be held, too.
    let body = LexicalWord::of(&own[1].lower).share_in("noun.body") > MOSTLY && !own[1].among("hand hands");
    (who || relative || body).then_some(sex_of_owner(own[0]))
}

/// The sex that "his", "her", "himself" or "herself" shows.
fn sex_of_owner(word: &Word<'_>) -> Sex {
    if word.lower.starts_with("hi") { Sex::Male } else { Sex::Female }
}

/// The sex that what sets the scene for a subject shows: "In her letters, Doe".
pub(super) fn sex_of_setting(words: &Words<'_>, mention: &Mention) -> Option<Sex> {
    let list = &words.list;
    let comma = mention.start.checked_sub(1).filter(|&i| list[i].says(","))?;
    let sentence = list[comma].sentence;
    let back = list[..comma].iter().rev().take(SAID_WITHIN).take_while(|w| w.sentence == sentence).count();
    let setting = &list[comma - back..comma];
    let (first, rest) = setting.split_first().filter(|(first, _)| first.opens)?;
    let opens = first.among("in with after before during for at on from like to as despite since through");
    let others = rest.iter().any(|w| w.is_name_like() || w.form == Form::Mark || w.is(Classes::SAY));
    let own = rest.iter().find(|w| w.among("his her"))?;
    (opens && !others).then(|| sex_of_owner(own))
}

/// The sex of whose relative or thing opens what somebody says, and whether nobody else's can be meant: "Doe said his
/// mother was late", "Doe said her purse was gone".
pub(super) fn own_said(words: &Words<'_>, mention: &Mention) -> Option<(Sex, bool)> {
    let list = &words.list;
    let sentence = list[mention.name.start].sentence;
    let after = &list[mention.name.end..list.len().min(mention.name.end + SAID_WITHIN)];
    let said = after.iter().position(|w| w.is(Classes::SAY) && w.form == Form::Lower)?;
    let mut subject = after[said + 1..].iter().filter(|w| !w.says("that"));
    let own = subject.next().filter(|w| w.sentence == sentence && !w.quoted && w.among("his her"))?;
    let noun = subject.next().filter(|w| w.sentence == sentence && w.form == Form::Lower)?;
    Some((sex_of_owner(own), unnamed(&noun.lower) == Some("relative") || noun.says("own")))
}

/// The sex that the subject of what somebody says shows: "Doe, a nurse, said she was late".
pub(super) fn sex_said(words: &Words<'_>, mention: &Mention) -> Option<Sex> {
    let list = &words.list;
    let sentence = list[mention.name.start].sentence;
    let after = &list[mention.name.end..list.len().min(mention.name.end + SAID_WITHIN)];
    let said = after.iter().position(|w| w.is(Classes::SAY) && w.form == Form::Lower)?;
    let mut subject = after[said + 1..].iter().filter(|w| !w.says("that"));
    match subject.next().filter(|w| w.sentence == sentence && !w.quoted)?.lower.as_ref() {
        "he" => Some(Sex::Male),
        "she" => Some(Sex::Female),
        _ => None,
    }
}
