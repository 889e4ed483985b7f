//! Details that came or went, scope that widened or narrowed, and what is left: other words or only other spelling.
//!
//! Other words are not material as such. Where a content word gave way to another, or one came in or went that no table
//! knows, the change is called `reworded` all the same but is material, with that reason: of the edits that reverse a
//! fact, several in a hundred look like this, and a checker would rather look twice than miss one.

use super::entities::{is_gloss, known, related};
use super::forms::{Stems, respelt};
use super::hunks::{Aligned, Hunk};
use super::lexicon::{PLACES, ROLES, SCOPE, TRIVIAL};
use super::reading::Reading;
use super::{Finding, Kind, Severity};
use crate::claim::Sort;
use std::ops::Range;

/// Content words that must be new for a detail to have come in.
const DETAIL: usize = 2;

/// Content words on both sides with which something else is said than before, not the same in other words.
const EXCHANGE: usize = 2;

/// Longest run of words that qualifies a clause; a longer one is a clause of its own, and the rest stands without it.
const QUALIFIER: usize = 6;

/// Words that stand for what the other wording spells out.
const PRONOUNS: &[&str] =
    &["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "this", "that", "who"];

/// Finds words of scope that came or went around content that stays, and people who became another group of people.
pub(super) fn scope(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Option<Finding> {
    let mut gone = scope_words(old, new, &aligned.old_to_new);
    let mut come = scope_words(new, old, &aligned.new_to_old);
    gone.retain(|&i| reaches(old, i, new, aligned, |h| (&h.old, &h.new)));
    come.retain(|&j| reaches(new, j, old, aligned, |h| (&h.new, &h.old)));
    // "some of the plan" and "part of the plan" reach as far.
    let partly = |r: &Reading<'_>, list: &[usize]| {
        !list.is_empty() && list.iter().all(|&i| PARTS.contains(&r.norm(i)))
    };
    if partly(old, &gone) && partly(new, &come) {
        gone.clear();
        come.clear();
    }
    for hunk in &aligned.hunks {
        if let Some((i, j)) = people(old, &hunk.old, new, &hunk.new) {
            gone.push(i);
            come.push(j);
        }
    }
    if gone.is_empty() && come.is_empty() {
        return None;
    }
    let words = |r: &Reading<'_>, at: &[usize]| {
        at.iter().map(|&i| r.slice(&(i..i + 1))).collect::<Vec<_>>().join("; ")
    };
    let (before, after) = (words(old, &gone), words(new, &come));
    gone.iter().for_each(|&i| old.explain(i..i + 1));
    come.iter().for_each(|&j| new.explain(j..j + 1));
    Some(Finding::new(Kind::ScopeChanged, before, after, Severity::Medium, "it now covers more or less"))
}

/// Words for a part that reaches no one knows how far (normal forms).
const PARTS: &[&str] = &["some", "part", "partly", "partially"];

/// Words for a number that nobody counted (normal forms).
const UNCOUNTED: &[&str] = &["some", "many", "several", "few", "numerous", "various"];

/// Words of scope on one side only, whose content lasts.
fn scope_words(from: &Reading<'_>, to: &Reading<'_>, partner: &[Option<usize>]) -> Vec<usize> {
    (0..from.words.len())
        .filter(|&i| SCOPE.contains_key(from.norm(i)) && partner[i].is_none() && !from.explained[i])
        .filter(|&i| !to.stems.contains(&from.words[i].stem) && !is_phrase(from, i))
        .filter(|&i| {
            let ahead = from.content_from(i + 1).take(2);
            ahead.filter(|&k| partner[k].is_some() || to.stems.contains(&from.words[k].stem)).count() > 0
        })
        .collect()
}

/// Whether a word of scope says how far what stays reaches: not in a clause that is new as a whole, not where a count
/// stands for it, nor another word for a part.
fn reaches(
    from: &Reading<'_>,
    at: usize,
    to: &Reading<'_>,
    aligned: &Aligned,
    sides: fn(&Hunk) -> (&Range<usize>, &Range<usize>),
) -> bool {
    const STRETCHES: &[&str] =
        &["section", "stretch", "area", "region", "portion", "side", "end", "district"];
    aligned.hunks.iter().map(sides).filter(|(here, _)| here.contains(&at)).any(|(here, there)| {
        let counted =
            UNCOUNTED.contains(&from.norm(at)) && to.figures.iter().any(|f| overlaps(&f.tokens, there));
        let stretch = from.norm(at) == "part" && there.clone().any(|k| STRETCHES.contains(&to.norm(k)));
        let set_off = there.is_empty() && from.before[here.start] == ',' && novel(from, here, to).len() > 2;
        here.len().max(there.len()) <= QUALIFIER && !counted && !stretch && !set_off
    })
}

/// "civilians" that became "people", or people that became "workers": the words, old and new.
fn people(
    old: &Reading<'_>,
    a: &Range<usize>,
    new: &Reading<'_>,
    b: &Range<usize>,
) -> Option<(usize, usize)> {
    const PHRASE: usize = 4;
    if a.len().max(b.len()) > PHRASE {
        return None;
    }
    let last = |r: &Reading<'_>, range: &Range<usize>| {
        let noun = range.clone().rev().find(|&k| r.is_content(k))?;
        (!r.explained[noun] && r.words[noun].sort == Sort::Word).then_some(noun)
    };
    let (i, j) = (last(old, a)?, last(new, b)?);
    let everybody = |r: &Reading<'_>, at: usize| r.norm(at) == "people";
    let group = |r: &Reading<'_>, at: usize, other: &Reading<'_>| {
        const NEUTRAL: &[&str] =
            &["others", "victims", "persons", "individuals", "ones", "times", "lives", "casualties"];
        let plural = r.norm(at).ends_with('s')
            || matches!(r.norm(at), "men" | "women" | "children" | "police" | "personnel");
        plural && !NEUTRAL.contains(&r.norm(at)) && !other.stems.contains(&r.words[at].stem)
    };
    (everybody(old, i) && group(new, j, old) || everybody(new, j) && group(old, i, new)).then_some((i, j))
}

/// "took part", "only 12", "Western Australia": nothing is said of how far it reaches.
fn is_phrase(reading: &Reading<'_>, at: usize) -> bool {
    let proper = |i: usize| reading.words.get(i).is_some_and(|w| w.capital && !w.first) && !reading.shouting;
    match reading.norm(at) {
        "part" => {
            at.checked_sub(1).is_some_and(|b| matches!(reading.norm(b), "take" | "took" | "taken" | "taking"))
        }
        "certain" => matches!(reading.norm(at + 1), "to" | "that" | "of"),
        "only" => reading.figures.iter().any(|f| f.tokens.contains(&(at + 1))),
        _ => proper(at) && proper(at + 1),
    }
}

/// Finds what only one wording says.
pub(super) fn details(old: &Reading<'_>, new: &Reading<'_>, aligned: &Aligned) -> Vec<Finding> {
    let mut added: Vec<String> = Vec::new();
    let mut removed: Vec<String> = Vec::new();
    let mut name_gone = false;
    for Hunk { old: a, new: b } in &aligned.hunks {
        let (gone, come) = (novel(old, a, new), novel(new, b, old));
        // Several words for several others: what they said is gone, and what they say is new.
        if gone.len() >= EXCHANGE && come.len() >= EXCHANGE {
            removed.push(shown(old, a, &gone));
            added.push(shown(new, b, &come));
            continue;
        }
        if says_more(new, b, &come, old, a, &gone) {
            added.push(shown(new, b, &come));
        }
        if says_more(old, a, &gone, new, b, &come) {
            removed.push(shown(old, a, &gone));
            name_gone |= a.len() <= QUALIFIER && names(old, &gone) > names(new, &come);
        }
    }
    let mut out = Vec::new();
    if !added.is_empty() {
        let reason = "it says more than was checked";
        out.push(Finding::new(Kind::DetailAdded, "", added.join(" … "), Severity::Medium, reason));
    }
    if !removed.is_empty() {
        let (severity, reason) = if name_gone {
            (Severity::Medium, "a name is no longer there")
        } else {
            (Severity::Low, "it says less than was checked")
        };
        out.push(Finding::new(Kind::DetailRemoved, removed.join(" … "), "", severity, reason));
    }
    out
}

/// The words of a place from the first fresh one to the last, with the small words that lead to them.
fn shown(reading: &Reading<'_>, place: &Range<usize>, fresh: &[usize]) -> String {
    let (Some(&first), Some(&last)) = (fresh.first(), fresh.last()) else {
        return reading.slice(place).to_owned();
    };
    let leads =
        |i: &usize| !reading.explained[*i] && !reading.is_content(*i) && reading.before[*i + 1] == ' ';
    let start = (place.start..first).rev().take_while(leads).last().unwrap_or(first);
    // A name or a number that closes the phrase belongs to it.
    let closes = |i: &usize| !reading.explained[*i] && reading.is_content(*i) && reading.before[*i] == ' ';
    let end = (last + 1..place.end).take_while(closes).last().unwrap_or(last);
    reading.slice(&(start..end + 1)).to_owned()
}

/// Whether `here` says more than what stands `there` in its place: content words beyond those exchanged, or a name.
fn says_more(
    here: &Reading<'_>,
    range: &Range<usize>,
    fresh: &[usize],
    there: &Reading<'_>,
    place: &Range<usize>,
    other: &[usize],
) -> bool {
    let pronoun = !place.is_empty() && place.clone().all(|i| PRONOUNS.contains(&there.norm(i)));
    if pronoun || is_gloss(here, range) {
        return false;
    }
    let surplus = fresh.len().saturating_sub(other.len());
    surplus >= DETAIL || surplus > 0 && names(here, fresh) > 0 && names(there, other) == 0
}

/// The content words of `range` that nothing explains and that the other wording has nowhere.
fn novel(from: &Reading<'_>, range: &Range<usize>, to: &Reading<'_>) -> Vec<usize> {
    range
        .clone()
        .filter(|&i| from.is_content(i) && !from.explained[i])
        .filter(|&i| !to.stems.has_form(&from.words[i].stem))
        .filter(|&i| !(from.words[i].capital && known(from, i, to)))
        .filter(|&i| !is_title(from, i) && !is_spelt_out(from, i, to))
        .collect()
}

/// "prime minister", where the other wording has "PM", and the other way round.
fn is_spelt_out(from: &Reading<'_>, at: usize, to: &Reading<'_>) -> bool {
    let role = |i: usize| from.words.get(i).is_some_and(|w| ROLES.contains_key(w.stem.as_str()));
    let second = |r: &Reading<'_>, i: usize, short: &str| {
        let spelt = [i, i + 1].map(|k| r.norm(k).chars().next());
        spelt.into_iter().flatten().eq(short.chars())
    };
    if !role(at) {
        return false;
    }
    let short = from.norm(at);
    if short.len() == 2 {
        return (0..to.words.len())
            .any(|k| ROLES.contains_key(to.words[k].stem.as_str()) && second(to, k, short));
    }
    let start = if at > 0 && role(at - 1) { at - 1 } else { at };
    to.words.iter().any(|w| w.norm.len() == 2 && second(from, start, &w.norm))
}

/// "Lt. Col.", "Sen." before a name.
fn is_title(reading: &Reading<'_>, at: usize) -> bool {
    let title = |i: usize| {
        let word = &reading.words[i];
        word.capital && word.norm.len() <= 4 && ROLES.contains_key(word.stem.as_str())
    };
    title(at) && reading.words.get(at + 1).is_some_and(|w| w.capital) && !reading.shouting
}

fn names(reading: &Reading<'_>, list: &[usize]) -> usize {
    let acronym = |i: usize| {
        let written = reading.slice(&(i..i + 1));
        written.chars().count() <= 4 && !written.chars().any(char::is_lowercase)
    };
    let names: Vec<usize> = list.iter().copied().filter(|&i| reading.is_name(i)).collect();
    // A lone acronym beside a name spells it out: "Sunderland AFC", "the US Billboard".
    if let [only] = names[..]
        && acronym(only)
    {
        return 0;
    }
    names.len()
}

/// When nothing else changed: is it only spelling, or other words?
pub(super) fn wording(old: &Reading<'_>, new: &Reading<'_>, aligned: &Aligned) -> Finding {
    let trivial = |r: &Reading<'_>, range: &Range<usize>| range.clone().all(|i| TRIVIAL.contains(&r.norm(i)));
    let cosmetic = |h: &&Hunk| {
        trivial(old, &h.old) && trivial(new, &h.new)
            || letters(old, &h.old) == letters(new, &h.new)
            || typo(old, &h.old, new, &h.new)
            || same_figures(old, &h.old, new, &h.new)
    };
    let one_sided = |r: &Reading<'_>, here: &Range<usize>, there: &Range<usize>, other: &Reading<'_>| {
        let fresh = novel(r, here, other);
        let only_article = there.clone().all(|i| matches!(other.norm(i), "a" | "an" | "the"));
        only_article && !fresh.is_empty() && !fresh.iter().all(|&i| places(r, i))
    };
    let telling: Vec<&Hunk> = aligned.hunks.iter().filter(|h| !cosmetic(h)).collect();
    let shows = |test: &dyn Fn(&Hunk) -> bool| -> Vec<&Hunk> {
        telling.iter().copied().filter(|h| test(h)).collect()
    };
    // What is shown are the places that give the reason.
    type Row<'r> = (Kind, Severity, &'static str, &'r dyn Fn(&Hunk) -> bool);
    let rows: [Row<'_>; 5] = [
        (Kind::FigureChanged, Severity::High, "it is counted per another time", &|h| {
            rate(old, &h.old, new, &h.new)
        }),
        (Kind::EntityChanged, Severity::Medium, "another person or thing stands there", &|h| {
            another_thing(old, &h.old, new, &h.new)
        }),
        (Kind::Reworded, Severity::Medium, "a word stands for another that may mean something else", &|h| {
            exchanged(old, h, new, aligned)
        }),
        (Kind::Reworded, Severity::Medium, "a qualifying word is gone", &|h| {
            one_sided(old, &h.old, &h.new, new)
        }),
        (Kind::Reworded, Severity::Medium, "a qualifying word came in", &|h| {
            one_sided(new, &h.new, &h.old, old)
        }),
    ];
    let found = rows.iter().map(|row| (row, shows(row.3))).find(|(_, hunks)| !hunks.is_empty());
    let all: Vec<&Hunk> = aligned.hunks.iter().collect();
    let (kind, severity, reason, hunks) = match found {
        Some((&(kind, severity, reason, _), hunks)) => (kind, severity, reason, hunks),
        None if telling.is_empty() => {
            (Kind::Cosmetic, Severity::None, "only typography, spelling or grammar", all)
        }
        // Figures of a script or notation that is not read as such; when in doubt, a figure.
        None if telling.iter().any(|h| other_digits(old.slice(&h.old), new.slice(&h.new))) => {
            (Kind::FigureChanged, Severity::Medium, "other digits stand there", all)
        }
        None => (Kind::Reworded, Severity::None, "other words, nothing checkable differs", all),
    };
    let list = |r: &Reading<'_>, side: fn(&Hunk) -> &Range<usize>| {
        let parts: Vec<&str> = hunks.iter().map(|h| r.slice(side(h))).filter(|s| !s.is_empty()).collect();
        parts.join(" … ")
    };
    Finding::new(kind, list(old, |h| &h.old), list(new, |h| &h.new), severity, reason)
}

/// Whether both hold digits, and not the same ones.
fn other_digits(old: &str, new: &str) -> bool {
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
    let (a, b) = (digits(old), digits(new));
    !a.is_empty() && !b.is_empty() && a != b
}

/// "10 barrels a year" became "10 barrels a day".
fn rate(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> bool {
    const TIMES: &[&str] = &["second", "minute", "hour", "day", "week", "month", "quarter", "year"];
    let per = |r: &Reading<'_>, range: &Range<usize>| {
        let before = range.start.checked_sub(1).map_or("", |b| r.norm(b));
        range.len() == 1 && TIMES.contains(&r.norm(range.start)) && matches!(before, "a" | "an" | "per")
    };
    per(old, a) && per(new, b)
}

/// Whether a noun gave way to another behind the same article: "an aunt" became "an uncle".
fn another_thing(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> bool {
    const LEADERS: &[&str] = &["a", "an", "the", "his", "her", "its", "their"];
    let head = |r: &Reading<'_>, range: &Range<usize>| {
        // An article may belong to the difference: "a singer", "an actor".
        let noun = range.end.checked_sub(1).filter(|&i| i >= range.start && r.is_content(i))?;
        let led = noun.checked_sub(1).is_some_and(|b| LEADERS.contains(&r.norm(b)));
        let ends =
            r.words.get(range.end).is_none_or(|_| !r.is_content(range.end) || r.before[range.end] != ' ');
        (led && ends && noun - range.start <= 1 && !r.words[noun].norm.ends_with("ing")).then_some(noun)
    };
    let (Some(i), Some(j)) = (head(old, a), head(new, b)) else { return false };
    !novel(old, &(i..i + 1), new).is_empty() && !novel(new, &(j..j + 1), old).is_empty()
}

/// A country, a state or an acronym: it says where or what a thing is that was clear without it.
fn places(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.slice(&(at..at + 1));
    let acronym = written.chars().count() <= 4 && !written.chars().any(char::is_lowercase);
    PLACES.contains_key(reading.norm(at)) || acronym && !reading.shouting
}

/// Whether a content word gave way to another that is no form of it. In a short place the other word may stand
/// elsewhere in the statement, too: "a flop in one country and a hit in the other" became "a hit in one country …".
fn exchanged(old: &Reading<'_>, hunk: &Hunk, new: &Reading<'_>, aligned: &Aligned) -> bool {
    let (gone, come) = (novel(old, &hunk.old, new), novel(new, &hunk.new, old));
    if !gone.is_empty() && !come.is_empty() {
        return true;
    }
    let here = |r: &Reading<'_>, range: &Range<usize>, other: &Reading<'_>, free: &Stems| {
        range.len() <= WORD
            && range.clone().any(|i| {
                let known = free.has_form(&r.words[i].stem) || r.words[i].capital && related(r, i, other);
                r.is_content(i) && !r.explained[i] && !known
            })
    };
    here(old, &hunk.old, new, &aligned.free_new) && here(new, &hunk.new, old, &aligned.free_old)
}

/// Longest place, in words, in which one word stands for another.
const WORD: usize = 3;

/// "five" and "5": only figures differ, and they have the same values.
fn same_figures(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> bool {
    let values = |r: &Reading<'_>, range: &Range<usize>| -> Option<Vec<String>> {
        let within: Vec<_> = r.figures.iter().filter(|f| overlaps(&f.tokens, range)).collect();
        let covered = range.clone().all(|i| within.iter().any(|f| f.tokens.contains(&i)));
        covered.then(|| within.iter().map(|f| f.figure.canonical.clone()).collect())
    };
    let (x, y) = (values(old, a), values(new, b));
    x.as_ref().is_some_and(|v| !v.is_empty()) && x == y
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn letters(reading: &Reading<'_>, range: &Range<usize>) -> String {
    range.clone().map(|i| reading.norm(i)).collect()
}

/// One word exchanged for one that is a slip of the pen away.
fn typo(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> bool {
    let (x, y) = (letters(old, a), letters(new, b));
    if a.len() == 1 && b.len() == 1 && old.words[a.start].capital && respelt(&x, &y) {
        return true;
    }
    // A letter doubled in the wrong place: "tarrifs".
    let undoubled = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    let longest = x.chars().count().max(y.chars().count());
    if longest >= 6 && a.len() == 1 && b.len() == 1 && undoubled(&x) == undoubled(&y) {
        return true;
    }
    longest >= 4 && a.len().max(b.len()) <= 3 && strsim(&x, &y) <= if longest >= 8 { 2 } else { 1 }
}

/// Edit distance of two short words.
fn strsim(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
