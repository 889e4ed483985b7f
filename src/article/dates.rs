//! Dates: every form that pages, front matter and file names write them in, as ISO 8601.
//!
//! A date is given back as exactly as it was written: `2026-03-02` for a day, `2026-03-02T09:00:00` for a time without
//! a zone, `2026-03-02T09:00:00-05:00` or `…Z` for a moment. Nothing is guessed: `03/02/2026` is March in one country
//! and February in another, so it is not read as a date.

use super::thresholds::LONGEST_DATE;
use crate::english::lexicon;
use crate::text::alternatives::{months, weekdays};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new(&$text).expect("the pattern is valid"));
    };
}

// 2026-03-02, 2026/3/2, 2026-03-02T09:00:00.123+01:00, 2026-03-02T0900Z, 2026-03-02 09.00
pattern!(
    ISO,
    r"(?ix) \b (?P<y>[12]\d{3}) (?:-|/|\.) (?P<m>\d{1,2}) (?:-|/|\.) (?P<d>\d{1,2})
    (?: (?:T|_|\s+(?:at\s+)?|-) (?P<H>\d{2}) [:.h\-]? (?P<M>\d{2}) (?:[:.\-]?(?P<S>\d{2}))? (?:[.,]\d{1,9})? \s*
        (?P<z> Z\b | [+-]\d{2}:?\d{2}\b | [+-]\d{2}\b | \b[A-Z]{2,4}\b )?
    )?"
);
// 20260302, 20260302-0900, 20260302T090000Z, 20260302090000
pattern!(
    COMPACT,
    r"(?ix) (?:^|[^\d]) (?P<y>[12]\d{3}) (?P<m>\d{2}) (?P<d>\d{2})
    (?: [T_\-\s]? (?P<H>\d{2}) (?P<M>\d{2}) (?P<S>\d{2})? \s* (?P<z>Z\b|[+-]\d{2}:?\d{2}\b)? )? (?:$|[^\d])"
);
pattern!(
    MONTH_FIRST,
    format!(
        r"(?ix) \b (?P<mon>{}) \.? ,? \s+ (?P<d>\d{{1,2}}) (?:st|nd|rd|th)? \.? ,? \s+ (?P<y>[12]\d{{3}}) \b",
        months()
    )
);
pattern!(
    DAY_FIRST,
    format!(
        r"(?ix) \b (?P<d>\d{{1,2}}) (?:st|nd|rd|th)? \.? (?:\s+of)? [\s\-]+
        (?P<mon>{}) \.? ,? [\s\-]+ (?P<y>[12]\d{{3}}) \b",
        months()
    )
);
pattern!(
    CLOCK,
    r"(?ix) \b (?P<H>\d{1,2}) (?:[:.](?P<M>\d{2})(?:[:.](?P<S>\d{2}))?)? \s* (?P<half>[ap]\.?m\b\.?)? \s*
    \(? (?P<z> [+-]\d{2}:?\d{2}\b | \b[A-Z]{1,5}\b )?"
);
pattern!(SLASHES, r"^\s*(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>[12]\d{3})\b");
pattern!(
    FILLER,
    format!(
        r"(?ix) \b (?: date | dated | first | last | published | publication | posted | updated | modified | created
        | on | at | {} ) \b",
        weekdays()
    )
);
pattern!(
    URL_DATE,
    format!(
        r"(?ix) / (?P<y>(?:19|20)\d{{2}}) (?P<sep>[/\-]) (?P<m>\d{{1,2}}|{}) [/\-] (?P<d>\d{{1,2}}) (?:[/\-_.]|$)",
        months()
    )
);
pattern!(URL_TAIL, r"[-/_](?P<y>(?:19|20)\d{2})-(?P<m>\d{2})-(?P<d>\d{2})(?:[/\-_.?#]|$)");
pattern!(URL_COMPACT, r"[-/_](?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:[/\-_.?#]|$)");

/// The date in a short text such as an attribute, a field or a date line, as ISO 8601; `None` if there is none or
/// it could mean two different days.
#[must_use]
pub(crate) fn parse_date(text: &str) -> Option<String> {
    find_date(text).map(|(moment, _)| moment.to_string())
}

/// The date of a line that holds nothing but a date ("Published March 3, 2026 10:15 a.m. ET").
#[must_use]
pub(super) fn parse_line(line: &str) -> Option<String> {
    let (moment, rest) = find_date(line)?;
    let rest = FILLER.replace_all(&rest, "");
    (!rest.chars().any(char::is_alphanumeric)).then(|| moment.to_string())
}

/// A date as the time of a capture, in UTC; one without a zone counts as UTC, a bare day stays a bare day.
#[must_use]
pub(crate) fn capture(text: &str) -> Option<String> {
    find_date(text).map(|(moment, _)| moment.utc().to_string())
}

/// The capture time in the name of a file, in UTC, and the bytes of the name that hold it:
/// `1-2026-03-02T0900Z`, `20260302-0900`, `mayor-2026-03-02`.
#[must_use]
pub(super) fn in_file_name(name: &str) -> Option<(String, Range<usize>)> {
    let (moment, range) = date_in_figures(name)?;
    Some((moment.utc().to_string(), range))
}

/// The day in the path of a URL: `/2026/03/02/`, `/2026-03-02/`, `-20260302`.
#[must_use]
pub(super) fn in_url(url: &str) -> Option<String> {
    let path = url.get(..url.len().min(2_000)).unwrap_or(url);
    [&*URL_DATE, &*URL_TAIL, &*URL_COMPACT].into_iter().find_map(|pattern| {
        let found = pattern.captures(path)?;
        let month = number(&found, "m").or_else(|| month(found.name("m")?.as_str()))?;
        Some(Date::new(number(&found, "y")?, month, number(&found, "d")?).ok()?.to_string())
    })
}

/// A Unix time in seconds, milliseconds, microseconds or nanoseconds, as ISO 8601 in UTC: what counts these does not always
/// say so, and only one of them gives a time of our days.
#[must_use]
pub(super) fn unix(number: i64) -> Option<String> {
    let in_a_second = match number.unsigned_abs() {
        100_000_000_000_000_000.. => 1_000_000_000,
        100_000_000_000_000.. => 1_000_000,
        100_000_000_000.. => 1000,
        _ => 1,
    };
    let seconds = number.div_euclid(in_a_second);
    let moment = Timestamp::from_second(seconds).ok()?;
    (0..=7_289_654_400).contains(&seconds).then(|| moment.to_string())
}

/// A date as it was written.
#[derive(Debug, Clone, Copy)]
struct Moment {
    day: Date,
    time: Option<(Time, Option<Offset>)>,
}

impl Moment {
    fn utc(self) -> Self {
        let Some((time, zone)) = self.time else { return self };
        let local = DateTime::from_parts(self.day, time);
        let offset = zone.unwrap_or(Offset::UTC);
        match offset.to_timestamp(local) {
            Ok(moment) => {
                let utc = Offset::UTC.to_datetime(moment);
                Self { day: utc.date(), time: Some((utc.time(), Some(Offset::UTC))) }
            }
            Err(_) => Self { day: self.day, time: None },
        }
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.day)?;
        let Some((time, zone)) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match zone {
            None => Ok(()),
            Some(zone) if zone == Offset::UTC => write!(f, "Z"),
            Some(zone) => {
                let minutes = zone.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

/// The date in `text`, and what is left of the text without it.
fn find_date(text: &str) -> Option<(Moment, String)> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_DATE {
        return None;
    }
    if let Some(moment) = unix_text(text) {
        return Some((moment, String::new()));
    }
    let (moment, range) =
        date_in_figures(text).or_else(|| date_in_words(text)).or_else(|| date_with_slashes(text))?;
    let mut rest = format!("{} {}", &text[..range.start], &text[range.end..]);
    if moment.time.is_some() {
        return Some((moment, rest));
    }
    // "10:15 a.m. ET on March 3, 2026", "March 3, 2026 at 10:15 a.m. ET"
    let clock = CLOCK
        .captures_iter(&rest)
        .find(|c| c.name("M").is_some() || c.name("half").is_some())
        .and_then(|c| {
            let time = time_of_day(&c)?;
            let zone =
                c.name("z").and_then(|z| offset_of_zone(z.as_str(), DateTime::from_parts(moment.day, time)));
            let end = match (zone, c.name("z")) {
                (None, Some(z)) => z.start(),
                _ => c.get(0)?.end(),
            };
            Some((time, zone, c.get(0)?.start()..end))
        });
    let Some((time, zone, range)) = clock else { return Some((moment, rest)) };
    rest.replace_range(range, " ");
    Some((Moment { time: Some((time, zone)), ..moment }, rest))
}

/// A date in figures that begins with the year.
fn date_in_figures(text: &str) -> Option<(Moment, Range<usize>)> {
    let found = ISO.captures(text).or_else(|| COMPACT.captures(text))?;
    let day = Date::new(number(&found, "y")?, number(&found, "m")?, number(&found, "d")?).ok()?;
    let start = found.name("y")?.start();
    let mut end = found.name("d")?.end();
    let mut time = None;
    if let Some(clock) = time_of_day(&found) {
        end = ["S", "M"].iter().find_map(|n| found.name(n))?.end();
        let mut offset = None;
        if let Some(written) = found.name("z") {
            offset = offset_of_zone(written.as_str(), DateTime::from_parts(day, clock));
            if offset.is_some() {
                end = written.end();
            }
        }
        time = Some((clock, offset));
    }
    Some((Moment { day, time }, start..end))
}

/// A date with the month in words.
fn date_in_words(text: &str) -> Option<(Moment, Range<usize>)> {
    let found = MONTH_FIRST.captures(text).or_else(|| DAY_FIRST.captures(text))?;
    let month = month(found.name("mon")?.as_str())?;
    let day = Date::new(number(&found, "y")?, month, number(&found, "d")?).ok()?;
    Some((Moment { day, time: None }, found.get(0)?.range()))
}

/// A date such as 31/03/2026 where only one of the two numbers can be the month.
fn date_with_slashes(text: &str) -> Option<(Moment, Range<usize>)> {
    let found = SLASHES.captures(text)?;
    let (a, b): (i8, i8) = (number(&found, "a")?, number(&found, "b")?);
    let (day, month) = match (a > 12, b > 12) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ if a == b => (a, b),
        _ => return None,
    };
    let day = Date::new(number(&found, "y")?, month, day).ok()?;
    Some((Moment { day, time: None }, found.get(0)?.range()))
}

fn unix_text(text: &str) -> Option<Moment> {
    if !matches!(text.len(), 9 | 10 | 13) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    date_in_figures(&unix(text.parse().ok()?)?).map(|(moment, _)| moment)
}

fn number<T: std::str::FromStr>(found: &Captures<'_>, name: &str) -> Option<T> {
    found.name(name)?.as_str().parse().ok()
}

fn month(word: &str) -> Option<i8> {
    lexicon::month(&word.to_ascii_lowercase()).and_then(|n| i8::try_from(n).ok())
}

fn time_of_day(found: &Captures<'_>) -> Option<Time> {
    let mut hour: i8 = number(found, "H")?;
    if let Some(half) = found.name("half") {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if half.as_str().starts_with(['p', 'P']) { 12 } else { 0 };
    }
    let second: i8 = number(found, "S").unwrap_or(0);
    Time::new(hour, number(found, "M").unwrap_or(0), second.min(59), 0).ok()
}

/// The offset that a zone's written form means at a local time. Names that several countries use ("IST") mean none.
fn offset_of_zone(written: &str, local: DateTime) -> Option<Offset> {
    let written = written.to_ascii_uppercase();
    if let Some(rest) = written.strip_prefix(['+', '-']) {
        let rest = rest.replace(':', "");
        let (hours, minutes) = (rest.get(..2)?.parse::<i32>().ok()?, rest.get(2..).unwrap_or(""));
        let minutes: i32 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
        let seconds = hours * 3600 + minutes * 60;
        return Offset::from_seconds(if written.starts_with('-') { -seconds } else { seconds }).ok();
    }
    let fixed = |hours: i8| Some(Offset::constant(hours));
    let place = match written.as_str() {
        "Z" | "UTC" | "GMT" | "UT" => return Some(Offset::UTC),
        "BST" | "CET" | "WAT" => return fixed(1),
        "CEST" | "EET" | "SAST" | "CAT" => return fixed(2),
        "EEST" | "MSK" | "EAT" => return fixed(3),
        "EDT" => return fixed(-4),
        "EST" | "CDT" => return fixed(-5),
        "CST" | "MDT" => return fixed(-6),
        "MST" | "PDT" => return fixed(-7),
        "PST" => return fixed(-8),
        "JST" | "KST" => return fixed(9),
        "SGT" | "HKT" => return fixed(8),
        "AEST" => return fixed(10),
        "AEDT" => return fixed(11),
        "NZST" => return fixed(12),
        "NZDT" => return fixed(13),
        "ET" => "America/New_York",
        "CT" => "America/Chicago",
        "MT" => "America/Denver",
        "PT" => "America/Los_Angeles",
        _ => return None,
    };
    let zoned: Zoned = local.to_zoned(TimeZone::get(place).ok()?).ok()?;
    Some(zoned.offset())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_forms_of_pages() {
        for (text, iso) in [
            ("2026-03-02", "2026-03-02"),
            ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"),
            ("2026-03-02T09:00:00.123+01:00", "2026-03-02T09:00:00+01:00"),
            ("2026-03-02T09:00:00-0500", "2026-03-02T09:00:00-05:00"),
            ("2026-03-02 09:00", "2026-03-02T09:00:00"),
            ("2026-03-02T0900Z", "2026-03-02T09:00:00Z"),
            ("2026-03-02T09-00-30Z", "2026-03-02T09:00:30Z"),
            ("2026-03-02 09:00:00 UTC", "2026-03-02T09:00:00Z"),
            ("2026/3/2", "2026-03-02"),
            ("20260302-0900", "2026-03-02T09:00:00"),
            ("20260302090000", "2026-03-02T09:00:00"),
            ("20260302", "2026-03-02"),
            ("Mon, 02 Mar 2026 10:15:00 -0500", "2026-03-02T10:15:00-05:00"),
            ("Mon, 02 Mar 2026 10:15:00 GMT", "2026-03-02T10:15:00Z"),
            ("March 3, 2026 10:15 a.m. ET", "2026-03-03T10:15:00-05:00"),
            ("July 3, 2026 at 10:15 p.m. ET", "2026-07-03T22:15:00-04:00"),
            ("10:15 AM EST, March 3, 2026", "2026-03-03T10:15:00-05:00"),
            ("Published 3 March 2026 10:15 GMT", "2026-03-03T10:15:00Z"),
            ("3rd of March, 2026", "2026-03-03"),
            ("Sept. 5, 2026", "2026-09-05"),
            ("Wed Mar 4 2026", "2026-03-04"),
            ("12 a.m. on May 1, 2026", "2026-05-01T00:00:00"),
            ("31/03/2026", "2026-03-31"),
            ("1772442900", "2026-03-02T09:15:00Z"),
            ("1772442900000", "2026-03-02T09:15:00Z"),
        ] {
            assert_eq!(parse_date(text).as_deref(), Some(iso), "{text}");
        }
        for text in ["", "yesterday", "03/02/2026", "2026-13-02", "May 2026", "room 20261399", "A"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_line_holds_nothing_else() {
        assert_eq!(parse_line("date 2026-05-04").as_deref(), Some("2026-05-04"));
        assert_eq!(parse_line("Published: Monday, 4 May 2026").as_deref(), Some("2026-05-04"));
        assert_eq!(
            parse_line("Updated 10:15 a.m. ET, May 4, 2026").as_deref(),
            Some("2026-05-04T10:15:00-04:00")
        );
        assert_eq!(parse_line("The council met on 4 May 2026"), None);
    }

    #[test]
    fn captures_are_in_utc() {
        assert_eq!(capture("2026-03-02T23:30:00-05:00").as_deref(), Some("2026-03-03T04:30:00Z"));
        assert_eq!(capture("2026-03-02T09:00").as_deref(), Some("2026-03-02T09:00:00Z"));
        assert_eq!(capture("2026-03-02").as_deref(), Some("2026-03-02"));
    }

    #[test]
    fn file_names_carry_capture_times() {
        for (name, iso, rest) in [
            ("1-2026-03-02T0900Z", "2026-03-02T09:00:00Z", "1-"),
            ("mayor-20260302-0900", "2026-03-02T09:00:00Z", "mayor-"),
            ("2026-03-02-mayor", "2026-03-02", "-mayor"),
            ("20260302090000", "2026-03-02T09:00:00Z", ""),
        ] {
            let (found, range) = in_file_name(name).expect(name);
            assert_eq!(
                (found.as_str(), [&name[..range.start], &name[range.end..]].concat().as_str()),
                (iso, rest)
            );
        }
        assert_eq!(in_file_name("article-14848253"), None);
    }

    #[test]
    fn urls_carry_days() {
        for url in [
            "https://a.example/2026/03/02/mayor",
            "https://a.example/news/2026-03-02/mayor",
            "https://a.example/mayor-resigns-2026-03-02/",
            "https://a.example/2026/mar/02/mayor",
            "https://a.example/mayor_20260302.html",
        ] {
            assert_eq!(in_url(url).as_deref(), Some("2026-03-02"), "{url}");
        }
        assert_eq!(in_url("https://a.example/story-1234567890"), None);
        assert_eq!(in_url("https://a.example/2026/budget"), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,60}", digits in "[0-9TZ:.+ -]{0,40}") {
            for text in [text, digits] {
                let _ = (parse_date(&text), parse_line(&text), capture(&text), in_file_name(&text), in_url(&text));
            }
        }

        #[test]
        fn what_it_writes_it_reads(seconds in 0i64..4_000_000_000) {
            let iso = unix(seconds).expect("in range");
            prop_assert_eq!(parse_date(&iso), Some(iso.clone()));
        }
    }
}
