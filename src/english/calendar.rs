//! Dates: "3 May 2024", "May 3rd", "2024-05-03", "Feb. 1922", "the spring of 1987", "Christmas Day".
//!
//! The canonical form is as much of year, month and day as is given: "2024-05-03", "05-03", "2024-05", "05". A date in
//! figures alone ("3/5/2024") may be two days, so it stays as written.

use super::abbreviations::{self, AbbreviationKind};
use super::scan::Scan;
use super::token::Sort;
use super::{lexicon, numbers};

/// Days that have a name and a fixed date.
const HOLIDAYS: [(&str, &str); 11] = [
    ("new year 's day", "01-01"),
    ("new year 's eve", "12-31"),
    ("new years day", "01-01"),
    ("new years eve", "12-31"),
    ("christmas day", "12-25"),
    ("christmas eve", "12-24"),
    ("boxing day", "12-26"),
    ("valentine 's day", "02-14"),
    ("bastille day", "07-14"),
    ("halloween", "10-31"),
    ("may day", "05-01"),
];

/// Seasons; "spring" and "fall" are other words, too.
const SEASONS: [(&str, &str); 5] = [
    ("spring", "spring"),
    ("summer", "summer"),
    ("autumn", "autumn"),
    ("fall", "autumn"),
    ("winter", "winter"),
];

/// Every word that may begin a date, but for numbers.
pub(super) fn starters() -> impl Iterator<Item = &'static str> {
    let months = lexicon::with("month")
        .map(lexicon::Entry::lemma)
        .chain(abbreviations::of_kind(AbbreviationKind::Month));
    let seasons = SEASONS.iter().map(|(word, _)| *word);
    months.chain(seasons).chain(HOLIDAYS.iter().filter_map(|(words, _)| words.split(' ').next()))
}

/// A date as read.
pub(super) struct CalendarDate {
    /// The token after it.
    pub(super) end: usize,
    /// Its canonical form.
    pub(super) form: String,
    /// It is too vague to count when it comes or goes.
    pub(super) weak: bool,
    /// It is a month or a season, not a day.
    pub(super) period: bool,
}

impl CalendarDate {
    fn new(end: usize, form: impl Into<String>) -> Self {
        Self { end, form: form.into(), weak: false, period: false }
    }

    fn of(end: usize, year: Option<u32>, month: u8, day: Option<u32>) -> Self {
        let mut form = year.map_or_else(String::new, |year| format!("{year:04}-"));
        form += &format!("{month:02}");
        if let Some(day) = day {
            form += &format!("-{day:02}");
        }
        Self { period: day.is_none(), ..Self::new(end, form) }
    }
}

/// The date that starts at token `at`; `previous` is the form of a date that ended just before, if there is one.
pub(super) fn calendar_date_at(
    scan: Scan<'_>,
    at: usize,
    previous: Option<(usize, &str)>,
) -> Option<CalendarDate> {
    if scan.is(at, Sort::Number) {
        return in_figures(scan, at)
            .or_else(|| day_first(scan, at))
            .or_else(|| previous.and_then(|previous| second_day(scan, at, previous)));
    }
    if let Some(month) = month(scan, at) {
        return month_first(scan, at, month);
    }
    if let Some((end, form)) = scan.longest(at, &HOLIDAYS) {
        return scan.is_capital(at).then(|| CalendarDate::new(end, form));
    }
    season(scan, at).or_else(|| day_first(scan, at))
}

/// "2024-05-03", "3/5/2024".
fn in_figures(scan: Scan<'_>, at: usize) -> Option<CalendarDate> {
    let joint = scan.norm(at + 1);
    if !matches!(joint, "-" | "/") || scan.norm(at + 3) != joint || !(at..at + 4).all(|i| scan.adjoins(i)) {
        return None;
    }
    let parts = (scan.integer(at)?, scan.integer(at + 2)?, scan.integer(at + 4)?);
    match (joint, parts) {
        ("-", (year @ 1000..2200, month @ 1..=12, day @ 1..=31)) => {
            Some(CalendarDate::new(at + 5, format!("{year:04}-{month:02}-{day:02}")))
        }
        // A day above twelve tells which of the two is the month.
        (
            "/",
            (day @ 13..=31, month @ 1..=12, year @ 1000..2200)
            | (month @ 1..=12, day @ 13..=31, year @ 1000..2200),
        ) => Some(CalendarDate::of(at + 5, Some(year), u8::try_from(month).ok()?, Some(day))),
        ("/", (a @ 1..=31, b @ 1..=31, c)) if scan.raw(at + 4).len() != 3 => {
            Some(CalendarDate::new(at + 5, format!("{a}/{b}/{c}")))
        }
        _ => None,
    }
}

/// The month at `at`; "may" and "march" in small letters are verbs.
fn month(scan: Scan<'_>, at: usize) -> Option<u8> {
    let norm = scan.norm(at);
    let month = lexicon::month(norm)?;
    (scan.is_capital(at) || norm.len() > 5).then_some(month)
}

/// "May 3", "May 3rd, 2024", "May the third", "May 2024", "in May".
fn month_first(scan: Scan<'_>, at: usize, month: u8) -> Option<CalendarDate> {
    let short = lexicon::of(scan.norm(at)).is_none_or(|row| !row.has("month"));
    let next = at + 1 + usize::from(short && scan.norm(at + 1) == "." && scan.adjoins(at));
    if let Some((year_end, year)) = year(scan, next + usize::from(scan.norm(next) == "of")) {
        return Some(CalendarDate::of(year_end, Some(year), month, None));
    }
    if let Some((end, day)) = day_of_month(scan, next + usize::from(scan.norm(next) == "the")) {
        return Some(match year(scan, end).or_else(|| year_behind_range(scan, end)) {
            Some((end, year)) => CalendarDate::of(end, Some(year), month, Some(day)),
            None => CalendarDate::of(end, None, month, Some(day)),
        });
    }
    let led = match scan.before(at) {
        "in" | "since" | "until" | "last" | "next" | "early" | "late" | "mid" | "this" | "through"
        | "during" | "between" | "every" | "each" => true,
        // "April" and "June" are names of people, too.
        "of" | "by" | "from" | "before" | "after" | "to" | "and" | "-" | "–" => !scan.is_capital(at + 1),
        _ => false,
    };
    let plain = scan.norm(at).len() > 5 && scan.is_capital(at) && !scan.is_capital(at + 1);
    (led || plain).then(|| CalendarDate::of(next, None, month, None))
}

/// The year behind the second day of "May 3-5, 2024", for the first, which ends at `at`.
fn year_behind_range(scan: Scan<'_>, at: usize) -> Option<(usize, u32)> {
    if !matches!(scan.norm(at), "-" | "–" | "to" | "and") {
        return None;
    }
    let (end, _) = day_of_month(scan, at + 1)?;
    year(scan, end).map(|(_, year)| (at, year))
}

/// "3 May 2024", "the third of May"; "14 to 28 July" gives both days their month.
fn day_first(scan: Scan<'_>, at: usize) -> Option<CalendarDate> {
    let (end, day) = day_of_month(scan, at)?;
    let of = usize::from(scan.norm(end) == "of");
    if let Some(month) = month(scan, end + of).filter(|_| scan.is(at, Sort::Number) || of == 1) {
        let point = usize::from(scan.norm(end + of + 1) == "." && scan.norm(end + of).len() <= 4);
        return Some(match year(scan, end + of + 1 + point) {
            Some((end, year)) => CalendarDate::of(end, Some(year), month, Some(day)),
            None => CalendarDate::of(end + of + 1, None, month, Some(day)),
        });
    }
    if !scan.is(at, Sort::Number) || !matches!(scan.norm(end), "-" | "–" | "to" | "and" | "or") {
        return None;
    }
    let (later, _) = day_of_month(scan, end + 1).filter(|_| scan.is(end + 1, Sort::Number))?;
    let of = usize::from(scan.norm(later) == "of");
    let month = month(scan, later + of)?;
    let year = year(scan, later + of + 1).map(|(_, year)| year);
    Some(CalendarDate::of(end, year, month, Some(day)))
}

/// The "5" of "May 3-5".
fn second_day(scan: Scan<'_>, at: usize, (ended, form): (usize, &str)) -> Option<CalendarDate> {
    let joint = scan.before(at);
    if ended + 1 != at || !matches!(joint, "-" | "–" | "to" | "and" | "or") {
        return None;
    }
    let (end, day) = day_of_month(scan, at)?;
    // "On May 3 and 5 people".
    if matches!(joint, "and" | "or") && scan.is(end, Sort::Word) {
        return None;
    }
    let (head, _) = form.rsplit_once('-').filter(|(head, _)| head.len() != 4)?;
    let end = year(scan, end).map_or(end, |(end, _)| end);
    Some(CalendarDate::new(end, format!("{head}-{day:02}")))
}

/// A day of the month: "3", "3rd", "third".
fn day_of_month(scan: Scan<'_>, at: usize) -> Option<(usize, u32)> {
    if scan.is(at, Sort::Word) {
        let (end, number) = numbers::quantity_at(scan, at)?;
        // "In May two people" has no second of May.
        let joins = |row: &lexicon::Entry| row.has("preposition") || row.has("conjunction");
        let told = number.rank || !scan.is(end, Sort::Word) || lexicon::of(scan.norm(end)).is_some_and(joins);
        let day = number.value().filter(|d| told && (1.0..=31.0).contains(d) && d.fract() == 0.0)?;
        return Some((end, day as u32));
    }
    let day = scan.integer(at).filter(|d| (1..=31).contains(d) && scan.raw(at).len() <= 2)?;
    let suffix = matches!(scan.norm(at + 1), "st" | "nd" | "rd" | "th") && scan.adjoins(at);
    Some((at + 1 + usize::from(suffix), day))
}

/// A year of four digits, perhaps behind a comma; gives the token after it.
fn year(scan: Scan<'_>, at: usize) -> Option<(usize, u32)> {
    let comma = usize::from(scan.norm(at) == ",");
    let year = scan.integer(at + comma).filter(|y| (1000..2200).contains(y))?;
    (scan.raw(at + comma).len() == 4).then_some((at + comma + 1, year))
}

/// "The spring of 1987", "in the autumn", "last winter".
fn season(scan: Scan<'_>, at: usize) -> Option<CalendarDate> {
    let (_, name) = SEASONS.iter().find(|(word, _)| *word == scan.norm(at))?;
    let of = usize::from(scan.norm(at + 1) == "of");
    if let Some((end, year)) = year(scan, at + 1 + of).filter(|_| scan.norm(at + 1) != ",") {
        return Some(CalendarDate { period: true, ..CalendarDate::new(end, format!("{year}-{name}")) });
    }
    let relative = matches!(scan.before(at), "last" | "this" | "next");
    let in_the =
        scan.before(at) == "the" && at >= 2 && matches!(scan.before(at - 1), "in" | "until" | "by" | "since");
    let form = if relative { format!("{} {name}", scan.before(at)) } else { (*name).to_owned() };
    (relative || in_the).then(|| CalendarDate { weak: true, ..CalendarDate::new(at + 1, form) })
}
