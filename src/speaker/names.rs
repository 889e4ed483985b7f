//! Names: how far a run of capitalised words goes, and what title, modifiers and name it is made of.

use super::Sex;
use super::lexicon::{Class, class, given_name, place_pair};
use super::mentions::{Mention, NameKind};
use super::words::{Form, Words};
use std::ops::Range;

/// Words of a name at most: longer runs of capitals are headlines or lists.
const LONGEST: usize = 14;

/// Whether the word is a point that belongs to an abbreviation or initial before it.
fn is_abbreviation(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    let titles = Class::ANY_HONORIFIC.or(Class::TITLE).or(Class::SUFFIX);
    word.form == Form::Initial
        || word.is(titles) && word.lower.len() <= 5
        || word.among("st ft mt inc co corp ltd u.s u.n d.c")
}

/// End of the run of words that may be one name (with its title) and starts at `start`.
pub(super) fn run_end(words: &Words<'_>, start: usize) -> usize {
    let list = &words.list;
    let mut end = start + 1;
    while end < list.len() && end - start < LONGEST {
        let (last, next) = (&list[end - 1], &list[end]);
        if last.possessive
            && list[start].paragraph == next.paragraph
            && let Some(more) = owned_body(words, end)
        {
            end = more;
            continue;
        }
        if list[start].paragraph != next.paragraph || last.possessive && !last.says("d'") {
            break;
        }
        let follows = |i: usize| {
            list.get(i).is_some_and(|w| {
                let initial = w.form == Form::Initial && list.get(i + 1).is_some_and(|n| n.says("."));
                w.is_name_like()
                    && (!w.is(Class::STOP) || initial)
                    && w.paragraph == list[start].paragraph
                    && !w.loud
            })
        };
        let surname = last.form == Form::Capital
            && given_name(&last.lower).is_some()
            && !list.get(end + 1).is_some_and(|w| w.form == Form::Number);
        if follows(end) && !next.is(Class::CALENDAR)
            || surname && next.says("may") && next.form == Form::Capital
        {
            if next.quoted != last.quoted {
                break;
            }
            end += 1;
        } else if next.says(".") && is_abbreviation(words, end - 1) && list.get(end + 1).is_some() {
            // The splitter may have cut after the point; a capital after an initial or title goes on with the name.
            let goes_on = list
                .get(end + 1)
                .is_some_and(|w| w.is_name_like() && !w.is(Class::STOP) && w.paragraph == next.paragraph);
            let ends_sentence = last.is(Class::SUFFIX)
                || !goes_on
                || last.says("u.s") && list[end + 1].sentence != last.sentence;
            if ends_sentence {
                if last.is(Class::SUFFIX) {
                    end += 1;
                }
                break;
            }
            end += 2;
        } else if next.says(",") && list.get(end + 1).is_some_and(|w| w.is(Class::SUFFIX) && w.is_name_like())
            || next.is(Class::PARTICLE) && next.form == Form::Lower && follows(end + 1)
        {
            end += 2;
        } else if next.is(Class::PARTICLE)
            && list.get(end + 1).is_some_and(|w| w.is(Class::PARTICLE) && w.form == Form::Lower)
            && follows(end + 2)
        {
            end += 3;
        } else if matches!(next.lower.as_ref(), "\"" | "“" | "'" | "‘" | "(")
            && follows(end + 1)
            && list.get(end + 2).is_some_and(|w| matches!(w.lower.as_ref(), "\"" | "”" | "'" | "’" | ")"))
            && follows(end + 3)
            && last.form != Form::Upper
            && next.span().start - last.span().end < 4
        {
            end += 4;
        } else if let Some(more) = joined(words, start, end) {
            end = more;
        } else {
            break;
        }
    }
    end.min(list.len())
}

/// "Attorney's Office", "People's Party", "Farmers' Union": where a body's name goes on over whose it is, after the
/// possessive word before `end`.
fn owned_body(words: &Words<'_>, end: usize) -> Option<usize> {
    let list = &words.list;
    let owner = &list[end - 1];
    let common =
        owner.is(Class::HUMAN.or(Class::TITLE)) || owner.among("people women men children girls boys");
    let nation = owner.is(Class::PARTY.or(Class::DEMONYM).or(Class::PLACE));
    // "Farmers'" and not "Harris's".
    let after = &words.text[owner.span().end..];
    let plural = !after.starts_with("'s") && !after.starts_with("’s");
    if !(common || plural && owner.lower.ends_with('s')) || nation || given_name(&owner.lower).is_some() {
        return None;
    }
    let first = end + usize::from(list[end].among("' ’"));
    let run = list[first..].iter().take(4).take_while(|w| w.is_name_like() && w.paragraph == owner.paragraph);
    run.take_while(|w| !w.is(Class::STOP)).any(|w| w.is(Class::ORG_NAME)).then_some(first + 1)
}

/// "Department of Justice", "Securities and Exchange Commission": where a name goes on over a small word.
fn joined(words: &Words<'_>, start: usize, end: usize) -> Option<usize> {
    let list = &words.list;
    let word = &list[end];
    let has_body = list[start..end].iter().any(|w| w.is(Class::ORG_NAME) && w.is_name_like());
    let article = list.get(end + 1).is_some_and(|w| w.among("the a an our"));
    let after_the = if article { end + 2 } else { end + 1 };
    let capital = |i: usize| {
        list.get(i).filter(|w| {
            w.is_name_like() && !w.is(Class::STOP.or(Class::CALENDAR)) && w.paragraph == word.paragraph
        })
    };
    match word.lower.as_ref() {
        "of" => {
            capital(after_the)?;
            let titled = list[end - 1].is(Class::TITLE) && !list[end - 1].is(Class::ORG_NAME);
            (has_body || titled).then_some(after_the + 1)
        }
        "for" | "on" => {
            capital(after_the)?;
            let court = article && has_body && list[start..end].iter().any(|w| w.says("of"));
            let body = list[end - 1].is(Class::ORG_NAME) || court;
            (body && list[end - 1].is_name_like()).then_some(after_the + 1)
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
            let left_closed = list[end - 1].is(Class::ORG_NAME) || given_name(&list[start].lower).is_some();
            let abstracts = list[last].among(
                "affairs services policy means development prevention security culture technology \
        explosives enforcement budget economics science sciences trade medicine research",
            );
            (closes && !left_closed && (of || last > end + 1) || of && abstracts).then_some(last + 1)
        }
        _ => None,
    }
}

/// Cuts a run into modifiers, title and name, and adds the mentions it holds.
pub(super) fn split(words: &Words<'_>, start: usize, end: usize, found: &mut Vec<Mention>) {
    let list = &words.list;
    let mut end = end;
    while end > start && list[end - 1].form == Form::Mark && !list[end - 2.min(end)].is(Class::SUFFIX) {
        end -= 1;
    }
    if start >= end {
        return;
    }
    let last = (start..end).rev().find(|&i| list[i].form != Form::Mark).unwrap_or(start);
    let body_at_end = list[last].is(Class::ORG_NAME) && last > start
        || (start + 1..end).any(|i| list[i].among("of for on") && list[i - 1].is(Class::ORG_NAME));
    let titles = Class::TITLE.or(Class::ANY_HONORIFIC);
    let title_at = (start..last).rev().find(|&i| {
        let word = &list[i];
        let cut = list.get(i + 1).is_some_and(|w| w.says("."));
        let given = i == start && given_name(&word.lower).is_some() && !cut;
        word.is(titles) && word.is_name_like() && word.form != Form::Initial && !word.possessive && !given
    });
    let person_last = list[last].among("church hill beast sun star front bank");
    let named_after_title = title_at.is_some_and(|t| {
        t + 2 == last && given_name(&list[t + 1].lower).is_some()
            || t + 1 < last && list[t + 1].says(".") && given_name(&list[t + 2].lower).is_some()
    });
    // "a Field Poll", "the Clean Water Act": a document with its name.
    if last > start
        && !body_at_end
        && list[last].is(Class::DOCUMENT)
        && !list[last].is(Class::ORG_NAME.or(Class::HUMAN))
        && title_at.is_none()
    {
        modifiers(words, start, last, found);
        return;
    }
    if body_at_end
        && !named_after_title
        && !(person_last && (title_at.is_some() || given_name(&list[start].lower).is_some()))
    {
        // "the Justice Department": a title's word in an organisation's name.
        push(words, start, start..end, NameKind::Organization, found);
        return;
    }
    if let Some(title_at) = title_at {
        let name_start = after_title(words, title_at, last);
        modifiers(words, start, title_at, found);
        if let Some(name_start) = name_start {
            let marks_title =
                list[title_at].is(Class::TITLE) || (start..title_at).any(|i| list[i].is(Class::TITLE));
            push(words, start, name_start..end, NameKind::Person, found);
            if let Some(mention) = found.last_mut() {
                mention.titled = true;
                mention.sex = (start..name_start).find_map(|i| sex_of(list[i].class));
                if marks_title {
                    mention.title = Some(start..name_start);
                }
            }
        }
        return;
    }
    if start > 1
        && list[start].is(Class::PLACE)
        && last >= start + 2
        && list[start - 1].among("to in of for")
        && list[start - 2].is(Class::PERSON)
        && !(start + 1..=last).any(|i| list[i].is(Class::ORG_NAME))
    {
        // "the ambassador to Chile Jo Doe"
        push(words, start, start..start + 1, NameKind::Place, found);
        push(words, start + 1, start + 1..end, NameKind::Person, found);
        return;
    }
    let described = list[last].is(Class::TITLE.or(Class::PERSON)) && !list[last].is(Class::PLACE);
    let given = given_name(&list[start].lower).is_some() && !list[last].is(Class::PARTY);
    if described && last > start && !given {
        // "the Vermont Senator": a description, whose modifiers may be names.
        modifiers(words, start, last, found);
        return;
    }
    let mut name = start;
    while name < last
        && (list[name].is(Class::PARTY.or(Class::DEMONYM).or(Class::HUMAN).or(Class::SAY))
            || list[name].is(Class::MODIFIER) && list[name].opens)
        && given_name(&list[name].lower).is_none()
        && place_pair(&list[name].lower, &list[name + 1].lower).is_none()
    {
        name += 1;
    }
    let people = list[last].is(Class::PEOPLE) && list[last].form == Form::Capital;
    if people && !list[last].is(Class::PLACE) && given_name(&list[start].lower).is_none() {
        push(words, start, start..end, NameKind::People, found);
        return;
    }
    let kind = kind_of(words, name, last);
    // An adjective is a part of an organisation's name ("American Airlines"), not of a person's.
    let mut first = start;
    while first < name && list[first].is(Class::SAY) {
        first += 1;
    }
    let role = name > start && list[name - 1].is(Class::HUMAN) && !list[name - 1].is(Class::DEMONYM);
    let national = name > start && name == last && list[name - 1].is(Class::DEMONYM);
    let kind = match kind {
        NameKind::Unknown if role => NameKind::Person,
        // "the Polish Sejm": persons are introduced by more than a surname.
        NameKind::Unknown if national => NameKind::Organization,
        kind => kind,
    };
    let name_start = if kind == NameKind::Person { name } else { first };
    push(words, start, name_start..end, kind, found);
}

/// First word of the name after the title whose last word is at `title`, none when the title stands alone.
fn after_title(words: &Words<'_>, title: usize, last: usize) -> Option<usize> {
    let list = &words.list;
    let mut at = title + 1;
    while at <= last && list[at].form == Form::Mark {
        at += 1;
    }
    let only_title = list[at.min(last)].among(
        "president chairman chairwoman speaker secretary chancellor minister mayor ambassador senator governor \
         congressman councilman commissioner",
    );
    if at > last || at == last && only_title {
        return None;
    }
    if !list[at].among("of for") {
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
        list[i].is(Class::MODIFIER.or(Class::TITLE).or(Class::PARTY).or(Class::DEMONYM).or(Class::STOP))
            || list[i].form == Form::Mark
    };
    let mut at = start;
    while at < end && plain(at) {
        at += 1;
    }
    let mut stop = end;
    while stop > at && (plain(stop - 1) || list[stop - 1].is(Class::HUMAN)) {
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
        return match head {
            w if w.is(Class::PLACE) => NameKind::Place,
            w if w.is(Class::PARTY.or(Class::DEMONYM)) && w.lower.ends_with('s') => NameKind::People,
            _ if sounds_like_people(words, first) => NameKind::People,
            w if w.span().of(words.text).ends_with(['s', 'S'])
                && w.span().of(words.text).contains(['\'', '’']) =>
            {
                NameKind::Organization // "Hale's said"
            }
            w if w.is(Class::ORG_NAME.or(Class::ORGANIZATION).or(Class::KNOWN_BODY)) || w.says("gop") => {
                NameKind::Organization
            }
            w if w.form == Form::Upper && !w.loud => {
                // "DOE:" in a transcript is a person, "NATO" is none.
                let turn = list.get(first + 1).is_some_and(|n| n.says(":"));
                if turn && w.lower.len() > 3 { NameKind::Unknown } else { NameKind::Organization }
            }
            w if sounds_like_body(&w.lower) || is_camel_case(w.span().of(words.text)) => {
                NameKind::Organization
            }
            w if given_name(&w.lower).is_some() => NameKind::Person,
            _ if role_before(words, first) => NameKind::Person,
            _ if first > 0 && list[first - 1].says("the") => NameKind::Organization,
            _ => NameKind::Unknown,
        };
    }
    if size == 2 {
        match place_pair(&head.lower, &tail.lower) {
            Some(true) => return NameKind::Organization,
            Some(false) => return NameKind::Place,
            None => {}
        }
    }
    let body = |i: usize| list[i].is(Class::ORG_NAME);
    let given = given_name(&head.lower).is_some();
    let suffix = tail.is(Class::SUFFIX) || tail.says(".") && last > first && list[last - 1].is(Class::SUFFIX);
    if tail.is(Class::ORG_NAME)
        || !given && (first..=last).any(body)
        || list[first..=last].iter().any(|w| w.says("&"))
    {
        return NameKind::Organization;
    }
    if given || suffix || role_before(words, first) {
        return NameKind::Person;
    }
    let initials = (first..last).any(|i| list[i].form == Form::Initial && !list[i].is(Class::PLACE));
    if initials {
        return NameKind::Person;
    }
    let after_the = first.checked_sub(1).is_some_and(|i| list[i].says("the"));
    if after_the
        || head.is(Class::PLACE)
        || head.form == Form::Upper
        || place_pair(&head.lower, &list[first + 1].lower).is_some()
    {
        return NameKind::Organization;
    }
    let age = list.get(last + 1).is_some_and(|w| w.says(","))
        && list.get(last + 2).is_some_and(|w| w.form == Form::Number || w.says("who") || w.says("whose"));
    let party = list.get(last + 1).is_some_and(|w| w.says("("))
        && list
            .get(last + 2)
            .is_some_and(|w| w.among("d r i") || w.lower.starts_with("d-") || w.lower.starts_with("r-"));
    if age || party { NameKind::Person } else { NameKind::Unknown }
}

/// One-word names of organisations that say so: "Politifact", "Wikileaks".
fn sounds_like_body(word: &str) -> bool {
    let endings = ["fact", "leaks", "book", "tube", "bank", "tech", "soft", "corp", "mart", "media", "news"];
    word.len() > 6 && endings.iter().any(|e| word.ends_with(e))
}

/// "Norlandians", "palaeontologists": who belongs to a place or a trade, by the ending.
fn sounds_like_people(words: &Words<'_>, at: usize) -> bool {
    let (word, next) = (&words.list[at], words.list.get(at + 1));
    let trade = ["ians", "eans", "ologists"].iter().any(|e| word.lower.ends_with(e));
    // "Tongans vote", not "Hermans says".
    let plural = next.is_some_and(|n| {
        n.form == Form::Lower && !n.lower.ends_with('s') && !n.among("said told added") && !n.is(Class::HEAD)
    });
    word.form == Form::Capital
        && !word.loud
        && given_name(&word.lower).is_none()
        && word.lower.len() > 6
        && (trade || word.lower.ends_with("ans") && plural)
}

/// `WeTalk`, `IQNews`: capitals inside a word make it a brand, but for `McKay` and `DeWitt`.
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
        word.is(Class::PERSON.or(Class::TITLE))
            && !word.possessive
            && !word.is(Class::STOP)
            && word.form != Form::Mark
    })
}

/// The sex that a class of words shows.
pub(super) fn sex_of(class: Class) -> Option<Sex> {
    match (class.any(Class::HONORIFIC_M.or(Class::MALE)), class.any(Class::HONORIFIC_F.or(Class::FEMALE))) {
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
        && lone.is(Class::TITLE.or(Class::SUFFIX))
    {
        return; // "the group's CEO"
    }
    let adjective = lone.is(Class::PARTY.or(Class::DEMONYM))
        && !lone.lower.ends_with('s')
        && kind != NameKind::Organization;
    if parts.len() == 1 && start == name.start && adjective && lone.form == Form::Capital {
        return;
    }
    if parts.len() == 1
        && (lone.form == Form::Initial && !lone.is(Class::PLACE) || class(&lone.lower).any(Class::CALENDAR))
    {
        return;
    }
    found.push(Mention { name, start, kind, sex: None, titled: false, title: None, parts });
}
