//! Runs: how far a run of capitalised words goes that may be one name with its title.

use super::lexicon::{Classes, given_name, is_legal_form, place_pair};
use super::thresholds::{BEARER, LONGEST_RUN_OF_NAME};
use super::words::{Form, Word, Words};
use crate::english::lexicon;
use std::ops::Range;

/// Places that have a body of their own, which is called by their name: "Port of Upton"; with single spaces between.
pub(super) const SEATS: &str = "borough city county district parish port province town village";

/// "He Jianmin": a surname, since no name follows the pronoun.
pub(super) fn is_surname_he(words: &Words<'_>, at: usize) -> bool {
    let (word, next) = (&words.list[at], words.list.get(at + 1));
    let name = next.is_some_and(|n| {
        n.form == Form::Capital && !n.is(Classes::STOP.or(Classes::CALENDAR)) && n.sentence == word.sentence
    });
    word.says("he") && word.form == Form::Capital && !word.loud && name
}

/// "The We Company": a small word is a part of a name that has a capital between an article and a kind of body.
pub(super) fn is_small_word_of_name(words: &Words<'_>, at: usize) -> bool {
    let list = &words.list;
    let article = at.checked_sub(1).is_some_and(|i| list[i].says("the"));
    let body = list.get(at + 1).is_some_and(|n| n.form == Form::Capital && n.is(Classes::ORG_NAME));
    article && body && list[at].form == Form::Capital && !list[at].opens && !list[at].loud
}

/// Whether a full stop after the word would belong to it, as to an abbreviation or initial.
fn is_abbreviation(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    let titles = Classes::ANY_HONORIFIC.or(Classes::TITLE).or(Classes::SUFFIX);
    word.form == Form::Initial
        || word.is(titles) && word.lower.len() <= 5
        || word.among("st ft mt inc co corp ltd u.s u.n d.c")
}

/// End of the run of words that may be one name (with its title) and starts at `start`.
pub(super) fn run_end(words: &Words<'_>, start: usize) -> usize {
    let mut end = start + 1;
    while end < words.list.len() && end - start < LONGEST_RUN_OF_NAME {
        match next_end(words, start, end) {
            Next::GoesOn(next) => end = next,
            Next::Ends(last) => {
                end = last;
                break;
            }
        }
    }
    end.min(words.list.len())
}

/// "Doe, Roe & Partners", "Doe Works, Inc.": where the name of an organisation continues after the comma at `comma`.
fn after_comma(words: &Words<'_>, start: usize, comma: usize) -> Option<usize> {
    let list = &words.list;
    let name = |i: usize| {
        list.get(i).is_some_and(|w| {
            w.form == Form::Capital && !w.is(Classes::STOP) && w.paragraph == list[start].paragraph
        })
    };
    list.get(comma).filter(|w| w.says(","))?;
    if let Some(end) = behind_matters(words, start, comma) {
        return Some(end);
    }
    let firm = |w: &Word<'_>| w.is_name_like() && is_legal_form(&w.lower) && !w.is(Classes::SUFFIX);
    if comma > start + 1 && list.get(comma + 1).is_some_and(firm) {
        return Some(comma + 2);
    }
    // Partners are listed by one name each.
    let before = start.checked_sub(1).map(|i| &list[i]);
    let setting = before.is_some_and(|w| w.among("in at from near of")) || list[start].is(Classes::PLACE);
    if comma != start + 1 || setting || !name(start) {
        return None;
    }
    let mut at = comma;
    while list.get(at).is_some_and(|w| w.says(",")) && name(at + 1) && at - comma < LONGEST_RUN_OF_NAME {
        at += 2;
    }
    let partners = |w: &Word<'_>| w.among("partners associates company co sons brothers");
    let joins =
        list.get(at).is_some_and(|w| w.says("&") || w.says("and") && list.get(at + 1).is_some_and(partners));
    (joins && name(at + 1)).then_some(at + 2)
}

/// "The Ministry of Investments, Trade and Industry": where the list of what a body is for ends that goes on at `comma`.
fn behind_matters(words: &Words<'_>, start: usize, comma: usize) -> Option<usize> {
    let list = &words.list;
    let of = (start + 1..comma).find(|&i| list[i].among("of for"))?;
    let matter = |i: usize| {
        list.get(i).is_some_and(|w| {
            let name = given_name(&w.lower).is_some()
                || w.is(Classes::PLACE.or(Classes::STOP).or(Classes::CALENDAR));
            w.form == Form::Capital && !name && w.paragraph == list[start].paragraph
        })
    };
    if !list[of - 1].is(Classes::ORG_NAME) || !(of + 1..comma).all(matter) {
        return None;
    }
    let mut at = comma;
    while at - comma < LONGEST_RUN_OF_NAME && list.get(at).is_some_and(|w| w.says(",")) && matter(at + 1) {
        at += 2 + usize::from(matter(at + 2));
    }
    let and = at + usize::from(list.get(at).is_some_and(|w| w.says(",")));
    let closes = at > comma && list.get(and).is_some_and(|w| w.among("and &")) && matter(and + 1);
    closes.then(|| and + 2 + usize::from(matter(and + 2)))
}

/// How a run of words continues.
enum Next {
    /// It continues up to there.
    GoesOn(usize),
    /// It ends there.
    Ends(usize),
}

/// Whether the run `start..end` continues, and up to where.
fn next_end(words: &Words<'_>, start: usize, end: usize) -> Next {
    let list = &words.list;
    let (first, last, next) = (&list[start], &list[end - 1], &list[end]);
    if last.possessive
        && first.paragraph == next.paragraph
        && let Some(more) = owned_organization(words, start, end)
    {
        return Next::GoesOn(more);
    }
    if first.paragraph != next.paragraph || last.possessive && !last.says("d'") {
        return Next::Ends(end);
    }
    let follows = |i: usize| may_follow(words, start, i);
    let surname = last.form == Form::Capital
        && given_name(&last.lower).is_some()
        && !list.get(end + 1).is_some_and(|w| w.form == Form::Number);
    // "Ann May", "Ahmed Said": inside a sentence a verb has no capital.
    let verb = next.is(Classes::SAY) && !next.opens && !next.loud;
    let may = surname && (verb || lexicon::modality(&next.lower).is_some()) && next.form == Form::Capital;
    // "Mr He", "Ms. May": what follows an honorific is a name, whatever word it is else.
    let addressed = last.is(Classes::ANY_HONORIFIC)
        && last.form == Form::Capital
        && next.form == Form::Capital
        && !next.loud;
    if follows(end) && !next.is(Classes::CALENDAR) || may || addressed {
        return if next.quoted == last.quoted { Next::GoesOn(end + 1) } else { Next::Ends(end) };
    }
    if next.says(".") && is_abbreviation(words, end - 1) && list.get(end + 1).is_some() {
        return after_point(words, end);
    }
    let suffix = list.get(end + 1).is_some_and(|w| w.is(Classes::SUFFIX) && w.is_name_like());
    // "Joan Doe i Roe"
    let i = next.says("i") && last.form == Form::Capital && given_name(&first.lower).is_some();
    let particle = (next.is(Classes::PARTICLE) || i) && next.form == Form::Lower;
    if let Some(more) = after_comma(words, start, end) {
        return Next::GoesOn(more);
    }
    if next.says(",") && suffix || particle && follows(end + 1) {
        return Next::GoesOn(end + 2);
    }
    let second = list.get(end + 1).is_some_and(|w| w.is(Classes::PARTICLE) && w.form == Form::Lower);
    if next.is(Classes::PARTICLE) && second && follows(end + 2) {
        return Next::GoesOn(end + 3);
    }
    let closes = |w: &Word<'_>| matches!(w.lower.as_ref(), "\"" | "”" | "'" | "’" | ")");
    let nickname = matches!(next.lower.as_ref(), "\"" | "“" | "'" | "‘" | "(")
        && follows(end + 1)
        && list.get(end + 2).is_some_and(closes)
        && follows(end + 3)
        && last.form != Form::Upper
        && next.span().start - last.span().end < 4;
    if nickname {
        return Next::GoesOn(end + 4);
    }
    behind_honorific(words, end).or_else(|| joined(words, start, end)).map_or(Next::Ends(end), Next::GoesOn)
}

/// "Pastor (Mrs.) Jo Doe": the name behind an honorific in brackets, which stands at `at`.
fn behind_honorific(words: &Words<'_>, at: usize) -> Option<usize> {
    let list = &words.list;
    let titled = list[at - 1].is(Classes::TITLE.or(Classes::ANY_HONORIFIC).or(Classes::PERSON));
    let honorific = list.get(at + 1).is_some_and(|w| w.is(Classes::ANY_HONORIFIC) && w.is_name_like());
    let point = usize::from(list.get(at + 2).is_some_and(|w| w.says(".")));
    let close = at + 2 + point;
    let closed = list.get(close).is_some_and(|w| w.says(")"));
    let name = list.get(close + 1).is_some_and(|w| w.form == Form::Capital && !w.is(Classes::STOP));
    (list[at].says("(") && titled && honorific && closed && name).then_some(close + 2)
}

/// Whether the word at `at` is written as a further word of the name that starts at `start`.
fn may_follow(words: &Words<'_>, start: usize, at: usize) -> bool {
    words.list.get(at).is_some_and(|w| {
        let initial = w.form == Form::Initial && words.list.get(at + 1).is_some_and(|n| n.says("."));
        // "HARBOUR TODAY": with a capital inside a sentence no adverb.
        let titled = !w.opens && lexicon::of(&w.lower).is_some_and(|row| row.has("temporal"));
        w.is_name_like()
            && (!w.is(Classes::STOP) || initial || titled)
            && w.paragraph == words.list[start].paragraph
            && !w.loud
    })
}

/// Whether one of the words `start..end` shows that they name a body.
fn has_organization(words: &Words<'_>, start: usize, end: usize) -> bool {
    words.list[start..end].iter().any(|w| w.is(Classes::ORG_NAME) && w.is_name_like())
        || (start + 1..end).any(|i| is_rank_of_a_body(words, i))
}

/// "General | Staff | of the Armed Forces": a noun of people that has its rank from the word before, as a body has.
pub(super) fn is_rank_of_a_body(words: &Words<'_>, at: usize) -> bool {
    let list = &words.list;
    let people =
        list[at].form == Form::Capital && list[at].is(Classes::PEOPLE) && !list[at].lower.ends_with('s');
    people && list[at - 1].among("general joint") && list.get(at + 1).is_some_and(|w| w.says("of"))
}

/// Whether a name continues after the full stop at `point`, which belongs to an abbreviation. The sentence may have been
/// cut there; a capital after an initial or title continues the name.
fn after_point(words: &Words<'_>, point: usize) -> Next {
    let (last, after) = (&words.list[point - 1], &words.list[point + 1]);
    if last.is(Classes::SUFFIX) {
        return Next::Ends(point + 1);
    }
    // "Ms. van der Doe", "J. P. van der Doe"
    let small = |w: &&Word<'_>| w.is(Classes::PARTICLE) && w.form == Form::Lower;
    let particles = words.list[point + 1..].iter().take(2).take_while(small).count();
    let surname = words.list.get(point + 1 + particles).filter(|w| particles > 0 && w.form == Form::Capital);
    let leads = last.is(Classes::ANY_HONORIFIC) || last.form == Form::Initial;
    if leads && surname.is_some_and(|w| w.sentence == last.sentence) {
        return Next::GoesOn(point + 2 + particles);
    }
    let goes_on = after.is_name_like()
        && !after.is(Classes::STOP)
        && after.paragraph == words.list[point].paragraph
        && !(last.says("u.s") && after.sentence != last.sentence);
    if goes_on { Next::GoesOn(point + 2) } else { Next::Ends(point) }
}

/// "Attorney's Office", "People's Party", "Farmers' Union": where the name of an organisation continues after
/// the possessive word before `end`.
fn owned_organization(words: &Words<'_>, start: usize, end: usize) -> Option<usize> {
    let list = &words.list;
    let owner = &list[end - 1];
    let common =
        owner.is(Classes::HUMAN.or(Classes::TITLE)) || owner.among("people women men children girls boys");
    let nation = owner.is(Classes::PARTY.or(Classes::DEMONYM).or(Classes::PLACE));
    // "Farmers'" and not "Harris's".
    let after = &words.text[owner.span().end..];
    let plural = !after.starts_with("'s") && !after.starts_with("’s");
    // "St Levon's Hospital", "Queen Ada's College"
    let patron = end == start + 2
        && list[start].among("st saint king queen prince princess")
        && lexicon::of(&list[end].lower).is_some_and(|row| row.has("name_part"))
        && list[end].is_name_like();
    if patron {
        return Some(end + 1);
    }
    if !(common || plural && owner.lower.ends_with('s')) || nation || given_name(&owner.lower).is_some() {
        return None;
    }
    let first = end + usize::from(list[end].among("' ’"));
    let run = list[first..].iter().take(4).take_while(|w| w.is_name_like() && w.paragraph == owner.paragraph);
    run.take_while(|w| !w.is(Classes::STOP)).any(|w| w.is(Classes::ORG_NAME)).then_some(first + 1)
}

/// Where the name of a person starts behind what the person heads or serves, in a run of capitalised words: "East Ostrell
/// Gail Penrose", "Treasury Tobias Renn". A run that begins with a given name is all of one name.
pub(super) fn bearer(words: &Words<'_>, first: usize, last: usize) -> Option<usize> {
    let list = &words.list;
    let given = |i: usize| given_name(&list[i].lower).is_some();
    let at = (first + 1..last).find(|&i| given(i) && list[i].form == Form::Capital)?;
    let saint = list[at - 1].among("st saint san santa fort port") || list[at - 1].form == Form::Mark;
    let whole = saint || place_pair(&list[at - 1].lower, &list[at].lower).is_some();
    let organization = list[at..=last].iter().any(|w| w.is(Classes::ORG_NAME.or(Classes::DOCUMENT)));
    (!given(first) && !whole && !organization && last - at < BEARER).then_some(at)
}

/// "City" of "City of Upton".
fn is_seat(words: &Words<'_>, run: Range<usize>) -> bool {
    let first = &words.list[run.start];
    run.len() == 1 && first.form == Form::Capital && first.among(SEATS)
}

/// "Department of Justice", "Securities and Exchange Commission": where a name continues after a small word.
fn joined(words: &Words<'_>, start: usize, end: usize) -> Option<usize> {
    let list = &words.list;
    let (word, before) = (&list[end], &list[end - 1]);
    let has_organization = has_organization(words, start, end);
    let seat = is_seat(words, start..end);
    let article = list.get(end + 1).is_some_and(|w| w.among("the a an our"));
    let after_the = end + 1 + usize::from(article);
    let capital = |i: usize| {
        list.get(i).filter(|w| {
            w.is_name_like() && !w.is(Classes::STOP.or(Classes::CALENDAR)) && w.paragraph == word.paragraph
        })
    };
    let titled = before.is(Classes::TITLE) && !before.is(Classes::ORG_NAME);
    let bears = |first: usize| {
        (titled || before.is(Classes::ANY_HONORIFIC.or(Classes::PERSON)))
            && before.is_name_like()
            && capital(first).is_some()
            && {
                let last = (first..).take_while(|&i| capital(i).is_some()).last().unwrap_or(first);
                bearer(words, first, last).is_some()
            }
    };
    match word.lower.as_ref() {
        "of" => {
            capital(after_the)?;
            (has_organization || titled || seat || bears(after_the)).then_some(after_the + 1)
        }
        "to" if bears(after_the) => Some(after_the + 1),
        "for" | "on" => {
            capital(after_the)?;
            if word.says("for") && bears(after_the) {
                return Some(after_the + 1);
            }
            let court = article && has_organization && list[start..end].iter().any(|w| w.says("of"));
            let organization = list[end - 1].is(Classes::ORG_NAME) || court;
            (organization && list[end - 1].is_name_like()).then_some(after_the + 1)
        }
        "&" => capital(end + 1).map(|_| end + 2),
        "and" => {
            capital(end + 1)?;
            let mut last = end + 1;
            while capital(last + 1).is_some() && last - end < 6 && !list[last].possessive {
                last += 1;
            }
            let of = list[start..end].iter().any(|w| w.among("of for on"));
            let closes = list[last].among(
                "commission committee subcommittee administration department council board services agency bureau \
        authority protection center centre institute association service office coalition alliance union foundation fund \
                bank network society",
            );
            let left_closed = list[end - 1].is(Classes::ORG_NAME) || given_name(&list[start].lower).is_some();
            let abstracts = list[last].among(
                "affairs services policy means development prevention security culture technology \
        explosives enforcement budget economics science sciences trade medicine research",
            );
            (closes && !left_closed && (of || last > end + 1) || of && abstracts).then_some(last + 1)
        }
        _ => None,
    }
}
