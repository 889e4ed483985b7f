//! Mentions: where a document names somebody or something, and what each name looks like.

use super::Sex;
use super::lexicon::{Class, class, given_name, place_pair};
use super::words::{Form, Words};
use std::collections::HashSet;
use std::ops::Range;

/// What a name is the name of, as far as the name and the words beside it show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NameKind {
    Person,
    Organization,
    /// A country, state or city: it speaks for its government.
    Place,
    /// "Republicans", "Russians"
    People,
    /// A name of which nothing shows whose it is.
    Unknown,
}

/// One name where it stands. Ranges are of word indices.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The name, without title and honorific.
    pub(super) name: Range<usize>,
    /// First word of the title, honorific or modifiers that stand right before it, else of the name.
    pub(super) start: usize,
    pub(super) kind: NameKind,
    /// By its honorific.
    pub(super) sex: Option<Sex>,
    /// It had an honorific or a title.
    pub(super) titled: bool,
    /// The words that name the title, if they stand before the name.
    pub(super) title: Option<Range<usize>>,
    /// Lower-case words of the name that identify it: no initials' points, quotation marks or "the".
    pub(super) parts: Vec<usize>,
}

/// Words of a name at most: longer runs of capitals are headlines or lists.
const LONGEST: usize = 14;

/// Finds every mention, in order.
pub(super) fn find(words: &Words<'_>) -> Vec<Mention> {
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
        split(words, at, end, &mut found);
        for mention in &found[before..] {
            let word = &words.list[mention.name.start];
            let known = mention.titled || word.form == Form::Upper || word.is(Class::PLACE);
            let alone = mention.name.len() == 1 && mention.start == mention.name.start;
            let role = word.is(Class::TITLE.or(Class::PERSON));
            weak.push(alone && (word.opens && !known || role && !mention.titled));
        }
        at = end;
    }
    let small: HashSet<&str> =
        words.list.iter().filter(|w| w.form == Form::Lower).map(|w| w.lower.as_str()).collect();
    let sure: HashSet<&str> = found
        .iter()
        .zip(&weak)
        .filter(|(_, weak)| !**weak)
        .flat_map(|(m, _)| m.parts.iter().filter(|&&i| !words.list[i].opens || m.parts.len() == 1))
        .map(|&i| words.list[i].lower.as_str())
        .collect();
    let mut kept: Vec<Mention> = found
        .iter()
        .zip(&weak)
        .filter(|(m, weak)| {
            let word = &words.list[m.name.start];
            !**weak || sure.contains(word.lower.as_str()) || opens_as_speaker(words, m)
        })
        .map(|(m, _)| without_opener(words, m.clone(), &sure, &small))
        .collect();
    kept = with_acronyms(words, kept);
    let headline = in_headlines(words, &sure);
    if !headline.is_empty() {
        kept.extend(headline);
        kept.sort_by_key(|m| m.name.start);
    }
    kept
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
        if !next.peek().is_some_and(|n| n.name.start < mention.name.end) {
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
    let lower = word.lower.as_str();
    let known = small.contains(lower)
        || word.paragraph == 0
        || next.is(Class::PLACE) && mention.parts.len() == 2
        || lower.ends_with("ing")
        || word.is(Class::SAY.or(Class::HEAD).or(Class::MODIFIER));
    let common = word.opens && known && !sure.contains(lower) && sure.contains(next.lower.as_str());
    if common || three && given_name(&next.lower).is_some() && !word.is(Class::PARTICLE) && word.opens {
        mention.parts.remove(0);
        mention.name.start = second;
        mention.start = second;
        if mention.parts.len() == 1 {
            mention.kind = kind_of(words, second, second);
        }
    }
    mention
}

/// A lone capitalised word that opens a sentence is a name when a verb of saying follows and nothing else fits.
fn opens_as_speaker(words: &Words<'_>, mention: &Mention) -> bool {
    let word = &words.list[mention.name.start];
    let speaks =
        words.list.get(mention.name.end).is_some_and(|next| next.is(Class::SAY) && next.form == Form::Lower);
    let singular = speaks && words.list[mention.name.end].lower.ends_with('s');
    let described = words.list.get(mention.name.end).is_some_and(|next| next.says(","))
        && words
            .list
            .get(mention.name.end + 1)
            .is_some_and(|w| w.among("who whose a an") || w.form == Form::Number)
        || words.list.get(mention.name.end).is_some_and(|next| next.among("- — –"));
    (speaks || described || word.possessive || given_name(&word.lower).is_some())
        && !word.is(Class::HEAD.or(Class::MODIFIER).or(Class::SAY))
        && (described || singular || !word.lower.ends_with('s'))
        && !word.lower.ends_with("ly")
        && !word.lower.ends_with("ing")
}

/// Names in headline-like paragraphs: a given name with the word after it, and names known from elsewhere.
fn in_headlines(words: &Words<'_>, sure: &HashSet<&str>) -> Vec<Mention> {
    let common = Class::STOP.or(Class::SAY).or(Class::MODIFIER).or(Class::CALENDAR);
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
            list.get(i).is_some_and(|w: &super::words::Word| {
                w.loud && w.is_name_like() && !w.is(common) && sure.contains(w.lower.as_str())
            })
        };
        if known(at) {
            while known(end) && !list[end - 1].possessive && end - at < 5 {
                end += 1;
            }
        } else if given
            && list.get(end).is_some_and(|w| {
                w.is_name_like() && w.loud && !w.is(common.or(Class::HEAD).or(Class::ORG_NAME))
            })
            && !word.possessive
        {
            end += 1;
        } else {
            at += 1;
            continue;
        }
        split(words, at, end, &mut found);
        at = end;
    }
    found
}

/// Whether a name may start at this word.
fn can_start(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    let name = given_before_name(words, at);
    if !word.is_name_like() || word.is(Class::STOP.or(Class::CALENDAR)) && word.form != Form::Upper && !name {
        return false;
    }
    let party = ["r-", "d-", "i-"].iter().any(|p| word.lower.starts_with(p)) && word.lower.len() < 8;
    if party || word.is(Class::STOP) && word.lower.len() < 3 {
        return false;
    }
    if word.is(Class::NUMBER_WORD)
        && word.opens
        && !words.list.get(at + 1).is_some_and(super::words::Word::is_name_like)
    {
        return false;
    }
    let next_is_name = words
        .list
        .get(at + 1)
        .is_some_and(|n| n.is_name_like() && !n.is(Class::STOP.or(Class::CALENDAR)) || n.among(". of"));
    let common = word.is(Class::HEAD.or(Class::MODIFIER).or(Class::SAY).or(Class::JUDGEMENT))
        && !word.is(Class::PLACE.or(Class::PARTY).or(Class::DEMONYM));
    !(word.opens && common && word.form == Form::Capital && !next_is_name)
}

/// "Will Doe": a given name that is a function word or a month, too.
fn given_before_name(words: &Words<'_>, at: usize) -> bool {
    let (word, next) = (&words.list[at], words.list.get(at + 1));
    let name = next.is_some_and(|n| n.form == Form::Capital && !n.is(Class::STOP.or(Class::CALENDAR)));
    let after = words.list.get(at + 2);
    let sure = !word.opens || after.is_some_and(|a| a.says(",") || a.is(Class::SAY) && a.form == Form::Lower);
    word.form == Form::Capital && given_name(&word.lower).is_some() && name && sure && !word.loud
}

/// Whether the word is a point that belongs to an abbreviation or initial before it.
fn is_abbreviation(words: &Words<'_>, at: usize) -> bool {
    let word = &words.list[at];
    let titles = Class::ANY_HONORIFIC.or(Class::TITLE).or(Class::SUFFIX);
    word.form == Form::Initial
        || word.is(titles) && word.lower.len() <= 5
        || word.among("st ft mt inc co corp ltd u.s u.n d.c")
}

/// End of the run of words that may be one name (with its title) and starts at `start`.
fn run_end(words: &Words<'_>, start: usize) -> usize {
    let list = &words.list;
    let mut end = start + 1;
    while end < list.len() && end - start < LONGEST {
        let (last, next) = (&list[end - 1], &list[end]);
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
        {
            end += 2;
        } else if next.is(Class::PARTICLE) && next.form == Form::Lower && follows(end + 1) {
            end += 2;
        } else if next.is(Class::PARTICLE)
            && list.get(end + 1).is_some_and(|w| w.is(Class::PARTICLE) && w.form == Form::Lower)
            && follows(end + 2)
        {
            end += 3;
        } else if matches!(next.lower.as_str(), "\"" | "“" | "'" | "‘" | "(")
            && follows(end + 1)
            && list.get(end + 2).is_some_and(|w| matches!(w.lower.as_str(), "\"" | "”" | "'" | "’" | ")"))
            && follows(end + 3)
            && last.form != Form::Upper
            && next.span.start - last.span.end < 4
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
    match word.lower.as_str() {
        "of" => {
            capital(after_the)?;
            let titled = list[end - 1].is(Class::TITLE) && !list[end - 1].is(Class::ORG_NAME);
            (has_body || titled).then_some(after_the + 1)
        }
        "for" | "on" => {
            capital(after_the)?;
            let body = list[end - 1].is(Class::ORG_NAME);
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
                "commission committee administration department council board services agency \
        center centre institute association service office coalition alliance union foundation fund \
                bank network society",
            );
            let left_closed = list[end - 1].is(Class::ORG_NAME) || given_name(&list[start].lower).is_some();
            let abstracts = list[last].among(
                "affairs services policy means development prevention security culture technology \
        explosives enforcement budget economics science sciences trade medicine research",
            );
            (closes && !left_closed && last > end + 1 || closes && !left_closed && of || of && abstracts)
                .then_some(last + 1)
        }
        _ => None,
    }
}

/// Cuts a run into modifiers, title and name, and adds the mentions it holds.
fn split(words: &Words<'_>, start: usize, end: usize, found: &mut Vec<Mention>) {
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
    let kind = if role && kind == NameKind::Unknown { NameKind::Person } else { kind };
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
fn kind_of(words: &Words<'_>, first: usize, last: usize) -> NameKind {
    let list = &words.list;
    let (head, tail) = (&list[first], &list[last]);
    let size = (first..=last).filter(|&i| list[i].form != Form::Mark).count();
    if size == 1 {
        return match head {
            w if w.is(Class::PLACE) => NameKind::Place,
            w if w.is(Class::PARTY.or(Class::DEMONYM)) && w.lower.ends_with('s') => NameKind::People,
            w if w.is(Class::ORG_NAME.or(Class::ORGANIZATION).or(Class::KNOWN_BODY)) || w.says("gop") => {
                NameKind::Organization
            }
            w if w.form == Form::Upper && !w.loud => {
                // "DOE:" in a transcript is a person, "NATO" is none.
                let turn = list.get(first + 1).is_some_and(|n| n.says(":"));
                if turn && w.lower.len() > 3 { NameKind::Unknown } else { NameKind::Organization }
            }
            w if sounds_like_body(&w.lower) => NameKind::Organization,
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

fn push(words: &Words<'_>, start: usize, name: Range<usize>, kind: NameKind, found: &mut Vec<Mention>) {
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
