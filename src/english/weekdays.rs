//! Words for days: "Monday", "yesterday", "Good Friday", "two days ago", "last week".

use super::abbreviations::{self, AbbreviationKind};
use super::scan::Scan;
use super::{lexicon, numbers};
use jiff::civil::Weekday;

/// The day of the week that a word in lower case names in full.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    let number = lexicon::of(word)?.value("weekday")?.parse().ok()?;
    Weekday::from_monday_one_offset(number).ok()
}

/// Days counted from the day of publication.
pub(super) const NEAR: &[(&str, i64)] = &[("today", 0), ("tonight", 0), ("yesterday", -1), ("tomorrow", 1)];

/// Days of the week that have a name of their own, and the words before them.
const NAMED_DAYS: [&str; 9] = ["good", "black", "easter", "ash", "palm", "maundy", "super", "holy", "cyber"];

/// The day that a short form in lower case stands for; "Sat", "Sun" and "Wed" are other words, too, unless a word of time
/// stands before.
fn day_in_short(word: &str, before: &str) -> Option<&'static str> {
    let timed = matches!(
        before,
        "on" | "to" | "until" | "till" | "from" | "through" | "since" | "and" | "last" | "next"
    );
    if lexicon::of(word).is_some() && !timed {
        return None;
    }
    abbreviations::all(word).iter().find(|row| row.kind == AbbreviationKind::Weekday).map(|row| row.full)
}

/// Every word that may begin a day, but for numbers.
pub(super) fn starters() -> impl Iterator<Item = &'static str> {
    let week = lexicon::with("weekday").map(lexicon::Entry::lemma).chain(PLURALS);
    let short = abbreviations::of_kind(AbbreviationKind::Weekday);
    week.chain(NEAR.iter().map(|(word, _)| *word))
        .chain(NAMED_DAYS)
        .chain(short)
        .chain(["last", "this", "next"])
}

const PLURALS: [&str; 7] =
    ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];

/// The day that is named at token `at`: the token after it, its canonical form, and whether it is too vague to count
/// when it comes or goes.
pub(super) fn weekday_at(scan: Scan<'_>, at: usize) -> Option<(usize, String, bool)> {
    let word = scan.norm(at);
    if let Some(name) = day_name(word) {
        return Some((at + 1, name.to_owned(), false));
    }
    if NAMED_DAYS.contains(&word)
        && scan.is_capital(at)
        && let Some(name) = day_name(scan.norm(at + 1))
    {
        return Some((at + 2, format!("{word} {name}"), false));
    }
    if let Some(name) = day_in_short(word, scan.before(at)).filter(|_| scan.is_capital(at)) {
        return (scan.norm(at + 1) == "." && scan.adjoins(at)).then(|| (at + 2, name.to_owned(), false));
    }
    if matches!(word, "last" | "this" | "next") && matches!(scan.norm(at + 1), "week" | "month" | "year") {
        let the = matches!(scan.before(at), "the" | "in" | "over" | "during");
        return (!the || word == "this").then(|| (at + 2, format!("{word} {}", scan.norm(at + 1)), true));
    }
    let (end, number) = numbers::quantity_at(scan, at)?;
    let ago = matches!(scan.norm(end), "day" | "days") && scan.norm(end + 1) == "ago";
    let count = number.value().filter(|n| ago && (1.0..100.0).contains(n) && n.fract() == 0.0)?;
    Some((end + 2, format!("-{count} days"), false))
}

fn day_name(word: &str) -> Option<&str> {
    let name = word.strip_suffix('s').filter(|n| n.ends_with("day")).unwrap_or(word);
    let known = weekday(name).is_some() || NEAR.iter().any(|(w, _)| *w == name);
    known.then_some(name)
}
