//! Times of the day: "3.15pm", "15:15", "half past three", "noon", "six in the morning".
//!
//! The canonical form is that of a 24-hour clock ("15:15"). Where neither the hour nor a word tells the half of the day
//! the hour has one digit ("3:15"), and [`may_equal`] leaves the question open.

use super::numbers;
use super::scan::Scan;
use super::thresholds::SMALL_HOURS;
use super::token::Sort;

/// Words that may begin a time of the day, besides numbers.
pub(super) fn starters() -> impl Iterator<Item = &'static str> {
    ["noon", "midday", "midnight", "half", "quarter", "a"].into_iter()
}

/// An hour and a minute as written.
#[derive(Clone, Copy)]
struct Clock {
    end: usize,
    hour: u32,
    minute: u32,
    /// Written so that nothing but a time can be meant: "3:15".
    certain: bool,
    /// Written for a clock of 24 hours: "03:15", "15:15".
    military: bool,
}

/// Which half of the day it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Evening,
    /// "At night": evening or the small hours.
    Night,
    /// "O'clock".
    Open,
}

/// Time zones and what they are called on all days.
const ZONES: &[(&str, &str)] = &[
    ("gmt", "UTC"),
    ("utc", "UTC"),
    ("bst", "BST"),
    ("cet", "CET"),
    ("cest", "CET"),
    ("et", "ET"),
    ("est", "ET"),
    ("edt", "ET"),
    ("ct", "CT"),
    ("cst", "CT"),
    ("cdt", "CT"),
    ("mt", "MT"),
    ("mst", "MT"),
    ("mdt", "MT"),
    ("pt", "PT"),
    ("pst", "PT"),
    ("pdt", "PT"),
    ("ist", "IST"),
    ("jst", "JST"),
    ("aest", "AEST"),
    ("aedt", "AEST"),
];

/// The time that starts at token `at`: the token after it and its canonical form.
pub(super) fn time_of_day_at(scan: Scan<'_>, at: usize) -> Option<(usize, String)> {
    if let Some((end, form)) = named(scan, at) {
        return Some((end, form.to_owned()));
    }
    if let Some(clock) = past_or_to(scan, at) {
        let (end, half) =
            half_of_day(scan, clock.end).map_or((clock.end, None), |(end, half)| (end, Some(half)));
        return Some(zoned(scan, end, clock.form(half)));
    }
    let clock = numeric(scan, at)?;
    // "Three in the morning" may be people; "at three in the morning" is a time.
    let spoken = !clock.certain && matches!(scan.norm(clock.end), "in" | "at") && !led(scan, at);
    if let Some((end, half)) = half_of_day(scan, clock.end).filter(|_| clock.hour <= 12 && !spoken) {
        return Some(zoned(scan, end, clock.form(Some(half))));
    }
    if let Some(half) = half_of_range(scan, at, clock) {
        return Some((clock.end, clock.form(Some(half))));
    }
    clock.certain.then(|| zoned(scan, clock.end, clock.form(None)))
}

/// Whether two canonical times may be one: "3:15" is "03:15" or "15:15".
pub(super) fn may_equal(a: &str, b: &str) -> bool {
    let parts = |form: &str| -> Option<(u32, bool, String)> {
        let (hour, rest) = form.split_once(':')?;
        Some((hour.parse().ok()?, hour.len() == 1, rest.to_owned()))
    };
    let (Some((x, open_x, rest_x)), Some((y, open_y, rest_y))) = (parts(a), parts(b)) else { return a == b };
    let (short, long) = if rest_x.len() < rest_y.len() { (rest_x, rest_y) } else { (rest_y, rest_x) };
    let zones = short == long || long.strip_prefix(&short).is_some_and(|zone| zone.starts_with(' '));
    zones && (x == y || (open_x || open_y) && x % 12 == y % 12)
}

fn named(scan: Scan<'_>, at: usize) -> Option<(usize, &'static str)> {
    let twelve = usize::from(matches!(scan.norm(at), "12" | "twelve"));
    match scan.norm(at + twelve) {
        "noon" | "midday" => Some((at + twelve + 1, "12:00")),
        "midnight" => Some((at + twelve + 1, "00:00")),
        _ => None,
    }
}

/// "Half past three", "a quarter to midnight", "20 minutes past six".
fn past_or_to(scan: Scan<'_>, at: usize) -> Option<Clock> {
    let start = at + usize::from(scan.norm(at) == "a" && scan.norm(at + 1) == "quarter");
    let (mut next, minutes) = match scan.norm(start) {
        "half" => (start + 1, 30),
        "quarter" => (start + 1, 15),
        _ => numbers::quantity_at(scan, start)
            .and_then(|(end, number)| Some((end, small(number.value()?, 29)?)))?,
    };
    let counted = matches!(scan.norm(next), "minute" | "minutes");
    next += usize::from(counted);
    let past = match scan.norm(next) {
        "past" => true,
        "to" if minutes == 15 || counted => false,
        _ => return None,
    };
    let (end, hour) = match scan.norm(next + 1) {
        "noon" | "midday" => (next + 2, 12),
        "midnight" => (next + 2, 24),
        _ => numbers::quantity_at(scan, next + 1)
            .and_then(|(end, number)| Some((end, small(number.value()?, 12)?)))?,
    };
    let fixed = matches!(scan.norm(next + 1), "noon" | "midday" | "midnight");
    let total = (hour % 24) * 60 + 1440;
    let total = if past { total + minutes } else { total - minutes };
    let hour = total / 60 % 24;
    let hour = if hour == 0 && !fixed { 12 } else { hour };
    Some(Clock { end, hour, minute: total % 60, certain: true, military: fixed })
}

fn small(value: f64, most: u32) -> Option<u32> {
    (value.fract() == 0.0 && (1.0..=f64::from(most)).contains(&value)).then_some(value as u32)
}

/// An hour and perhaps minutes, in digits or a word.
fn numeric(scan: Scan<'_>, at: usize) -> Option<Clock> {
    if scan.is(at, Sort::Word) {
        let (end, number) =
            numbers::quantity_at(scan, at).filter(|(_, number)| !number.rank && number.scale == 1.0)?;
        let hour = small(number.value()?, 12)?;
        return Some(Clock { end, hour, minute: 0, certain: false, military: false });
    }
    let norm = scan.tokens.get(at).filter(|t| t.sort == Sort::Number)?.norm.as_str();
    let (hours, pointed) = match norm.split_once('.') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, Some(minutes)),
        Some(_) => return None,
        None => (norm, None),
    };
    if hours.len() == 4 && hours.is_ascii() && is_zone(scan, at + 1) {
        let (hour, minute) = (hours[..2].parse().ok()?, hours[2..].parse().ok()?);
        return (hour < 24 && minute < 60).then_some(Clock {
            end: at + 1,
            hour,
            minute,
            certain: true,
            military: true,
        });
    }
    let hour: u32 = hours.parse().ok().filter(|h| *h <= 24 && hours.len() <= 2)?;
    let military = hour > 12 || hour == 0 || hours.starts_with('0');
    if let Some(minute) = pointed {
        let minute = minute.parse().ok().filter(|m| *m < 60)?;
        return Some(Clock { end: at + 1, hour, minute, certain: is_zone(scan, at + 1), military });
    }
    let minutes = scan.norm(at + 2);
    if scan.norm(at + 1) == ":" && scan.adjoins(at) && scan.adjoins(at + 1) && minutes.len() == 2 {
        let minute = minutes.parse().ok().filter(|m| *m < 60)?;
        return Some(Clock { end: at + 3, hour, minute, certain: scan.norm(at + 3) != ":", military });
    }
    Some(Clock { end: at + 1, hour, minute: 0, certain: false, military })
}

/// "a.m.", "PM", "o'clock", "in the morning", "at night"; gives the token after it.
fn half_of_day(scan: Scan<'_>, at: usize) -> Option<(usize, Half)> {
    let letters = match scan.norm(at) {
        "am" => Some((at + 1, Half::Morning)),
        "pm" => Some((at + 1, Half::Evening)),
        "a" if scan.norm(at + 1) == "." && scan.norm(at + 2) == "m" => Some((at + 3, Half::Morning)),
        "p" if scan.norm(at + 1) == "." && scan.norm(at + 2) == "m" => Some((at + 3, Half::Evening)),
        _ => None,
    };
    if let Some((end, half)) = letters {
        let point = scan.norm(end) == "." && scan.norm(end.saturating_sub(2)) == "." && scan.adjoins(end - 1);
        return Some((end + usize::from(point), half));
    }
    if scan.norm(at) == "o'clock" {
        return Some(half_of_day(scan, at + 1).unwrap_or((at + 1, Half::Open)));
    }
    const WORDS: &[(&str, Half)] = &[
        ("in the morning", Half::Morning),
        ("in the afternoon", Half::Evening),
        ("in the evening", Half::Evening),
        ("at night", Half::Night),
    ];
    scan.longest(at, WORDS)
}

/// The half of the day that the later end of a range tells: "3-5 p.m.", "from 11 to 2 p.m.".
fn half_of_range(scan: Scan<'_>, at: usize, clock: Clock) -> Option<Half> {
    let joint = match scan.norm(clock.end) {
        "-" | "–" | "to" => true,
        "and" => scan.before(at) == "between",
        _ => false,
    };
    let later = numeric(scan, clock.end + 1).filter(|later| joint && later.hour <= 12 && clock.hour <= 12)?;
    let (_, half) = half_of_day(scan, later.end).filter(|(_, half)| *half != Half::Open)?;
    let same = (clock.hour % 12, clock.minute) <= (later.hour % 12, later.minute);
    match half {
        Half::Morning if !same => Some(Half::Evening),
        Half::Evening if !same => Some(Half::Morning),
        _ => Some(half),
    }
}

/// Whether a word before `at` says that a time follows.
fn led(scan: Scan<'_>, at: usize) -> bool {
    matches!(
        scan.before(at),
        "at" | "by"
            | "from"
            | "to"
            | "until"
            | "till"
            | "before"
            | "after"
            | "since"
            | "around"
            | "about"
            | "and"
    )
}

/// Whether what follows a number makes it a time: "1500 GMT", "at 0300 hours".
fn is_zone(scan: Scan<'_>, at: usize) -> bool {
    scan.is_capital(at) && ZONES.iter().any(|(zone, _)| *zone == scan.norm(at))
        || scan.norm(at) == "hours" && led(scan, at - 1) && scan.norm(at + 1) != "of"
}

/// A time with the zone behind it.
fn zoned(scan: Scan<'_>, at: usize, form: String) -> (usize, String) {
    let zone = ZONES.iter().find(|(zone, _)| *zone == scan.norm(at) && scan.is_capital(at));
    match zone {
        Some((_, zone)) => (at + 1, format!("{form} {zone}")),
        None => (at, form),
    }
}

impl Clock {
    fn form(self, half: Option<Half>) -> String {
        let minute = self.minute;
        let hour = match half {
            Some(Half::Morning) => self.hour % 12,
            Some(Half::Evening) => self.hour % 12 + 12,
            Some(Half::Night) => self.hour % 12 + if (SMALL_HOURS..12).contains(&self.hour) { 12 } else { 0 },
            Some(Half::Open) | None => {
                return if self.military {
                    format!("{:02}:{minute:02}", self.hour % 24)
                } else {
                    format!("{}:{minute:02}", self.hour)
                };
            }
        };
        format!("{hour:02}:{minute:02}")
    }
}
