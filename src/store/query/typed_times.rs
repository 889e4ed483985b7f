//! Times as people type them, in the form that the database compares by. What is not understood is refused: a date that
//! means nothing would select nothing, and that reads like "nothing changed".

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// What is said of a time that is none.
const TIMES: &str = "not a date or time; write 2026-03-01, 2026-03-01T09:30Z, today, yesterday, or how long ago, \
                     such as 3h or \"7 days ago\"";

/// A day, a month, a year or a moment as typed, in the form that the database compares by: a prefix of ISO 8601 in UTC.
///
/// # Errors
/// When it is none; the clause names the forms.
pub fn typed_time(text: &str) -> Result<String, String> {
    time_at(text, Timestamp::now())
}

/// A length of time as typed, in seconds: `30m`, `2 hours`.
///
/// # Errors
/// When it is none.
pub fn typed_duration(text: &str) -> Result<i64, String> {
    refuse_ambiguous(text)?;
    let now = Timestamp::now();
    let then = ago(&text.trim().to_lowercase(), now);
    let seconds = then.map(|then| now.as_second().saturating_sub(then.as_second()));
    seconds.ok_or_else(|| "not a length of time; write 30m, 2h or \"7 days\"".to_owned())
}

fn time_at(text: &str, now: Timestamp) -> Result<String, String> {
    let text = text.trim();
    refuse_ambiguous(text)?;
    let today = TimeZone::UTC.to_datetime(now).date();
    let lower = text.to_lowercase();
    let found = match lower.as_str() {
        "now" => to_the_second(now),
        "today" => Some(today.to_string()),
        "yesterday" => today.yesterday().ok().map(|day| day.to_string()),
        _ if has_form(text, "0000") => return calendar(text).ok_or_else(|| impossible(text)),
        words => ago(words, now).and_then(to_the_second),
    };
    found.ok_or_else(|| TIMES.to_owned())
}

/// A capital M is the months of some programs, and a small one the minutes of most.
fn refuse_ambiguous(text: &str) -> Result<(), String> {
    let number =
        text.trim().trim_end_matches("ago").trim_end().strip_suffix('M').unwrap_or_default().trim_end();
    if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    Err(format!("M may be minutes or months; write {number}min or \"{number} months\""))
}

/// What is wrong with something that begins as a date does.
fn impossible(text: &str) -> String {
    let is_day = text.len() == "0000-00-00".len() && has_form(text, "0000-00-00");
    if is_day { "the calendar has no such day".to_owned() } else { TIMES.to_owned() }
}

/// ISO 8601: a year, a month, a day, or a moment, which is in UTC unless it says otherwise.
fn calendar(text: &str) -> Option<String> {
    let day = |text: String| text.parse::<Date>().is_ok();
    match text.len() {
        4 => Some(text.to_owned()),
        7 => (has_form(text, "0000-00") && day(format!("{text}-01"))).then(|| text.to_owned()),
        10 => (has_form(text, "0000-00-00") && day(text.to_owned())).then(|| text.to_owned()),
        _ if has_form(text, "0000-00-00T00") || has_form(text, "0000-00-00 00") => {
            let in_utc = || TimeZone::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok();
            text.parse::<Timestamp>().ok().or_else(in_utc).and_then(to_the_second)
        }
        _ => None,
    }
}

/// How long ago, in lower case: `3h`, `7 days ago`.
fn ago(words: &str, now: Timestamp) -> Option<Timestamp> {
    let words = words.strip_suffix("ago").unwrap_or(words).trim_end();
    let (number, unit) = words.split_at(words.find(|c: char| !c.is_ascii_digit())?);
    let number: i64 = number.parse().ok()?;
    let span = Span::new();
    let span = match unit.trim_start() {
        "s" | "sec" | "second" | "seconds" => span.try_seconds(number),
        "m" | "min" | "minute" | "minutes" => span.try_minutes(number),
        "h" | "hour" | "hours" => span.try_hours(number),
        "d" | "day" | "days" => span.try_days(number),
        "w" | "week" | "weeks" => span.try_weeks(number),
        "month" | "months" => span.try_months(number),
        "y" | "year" | "years" => span.try_years(number),
        _ => return None,
    };
    Some(now.to_zoned(TimeZone::UTC).checked_sub(span.ok()?).ok()?.timestamp())
}

/// Whether a text begins as `form` does, in which 0 stands for any digit.
fn has_form(text: &str, form: &str) -> bool {
    let fits = |(form, at): (u8, u8)| if form == b'0' { at.is_ascii_digit() } else { form == at };
    text.len() >= form.len() && form.bytes().zip(text.bytes()).all(fits)
}

/// A moment to the second; `None` before the year 0, where dates no longer sort as text.
fn to_the_second(at: Timestamp) -> Option<String> {
    let text = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    has_form(&text, "0000-").then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Result<String, String> {
        time_at(text, "2026-03-09T08:07:06Z".parse().unwrap())
    }

    #[test]
    fn dates_and_times_are_read() {
        for (text, expected) in [
            ("2026", "2026"),
            ("2026-03", "2026-03"),
            ("2026-03-01", "2026-03-01"),
            ("2026-03-01T09:30", "2026-03-01T09:30:00Z"),
            ("2026-03-01 09:30:15", "2026-03-01T09:30:15Z"),
            ("2026-03-01T09:30:15.9Z", "2026-03-01T09:30:15Z"),
            ("2026-03-01T00:30+02:00", "2026-02-28T22:30:00Z"),
            ("now", "2026-03-09T08:07:06Z"),
            ("today", "2026-03-09"),
            ("Yesterday", "2026-03-08"),
            ("3h", "2026-03-09T05:07:06Z"),
            ("90 minutes ago", "2026-03-09T06:37:06Z"),
            ("7 days ago", "2026-03-02T08:07:06Z"),
            ("2w", "2026-02-23T08:07:06Z"),
            ("1 month ago", "2026-02-09T08:07:06Z"),
            ("2 years ago", "2024-03-09T08:07:06Z"),
        ] {
            assert_eq!(at(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let no_times = [
            "",
            "tomorrow",
            "2026-3-1",
            "20260315",
            "03/01/2026",
            "2026-13",
            "2026-03-01T",
            "2026-03-01T25:00",
            "2026-03-01x",
            "2026-W10",
            "7",
            "h",
            "ago",
            "3 fortnights ago",
            "-3h",
            "99999999999999999999 days ago",
            "3000 years ago",
            "２０２６-03-01",
            "all of it",
        ];
        for text in no_times {
            assert_eq!(at(text), Err(TIMES.to_owned()), "{text}");
        }
        for text in ["3M", "3 M", "3M ago"] {
            let why = "M may be minutes or months; write 3min or \"3 months\"";
            assert_eq!(
                (at(text).unwrap_err().as_str(), typed_duration(text).unwrap_err().as_str()),
                (why, why)
            );
        }
        assert!(["3m", "3 Min", "3 MONTHS", "3H"].iter().all(|text| at(text).is_ok()));
        assert_eq!(at("2026-02-30").unwrap_err(), "the calendar has no such day");
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_iso_and_read_as_itself(text in "\\PC{0,20}|[0-9]{1,6} ?(s|min|h|d|weeks|months|y)( ago)?") {
            if let Ok(read) = at(&text) {
                prop_assert!(has_form(&read, "0000"), "{read}");
                prop_assert_eq!(at(&read), Ok(read.clone()));
            }
        }
    }
}
