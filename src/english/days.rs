//! Which day "Monday", "yesterday" or "two days ago" means in a text that appeared on a given day.
//!
//! "Yesterday" and next morning's "on Monday" are one day, "on Tuesday" and "on Wednesday" are two. Where it cannot be
//! told, the question stays open.

use super::figures::{Parsed, Sense};
use super::thresholds::MOST_DAYS_APART;
use super::weekdays::{NEAR, weekday};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan};

/// When a revision appeared, as far as that is known; ISO 8601.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appeared {
    /// When the outlet says it first published the article.
    pub published: Option<String>,
    /// When the outlet says it last changed it.
    pub modified: Option<String>,
    /// When this version was captured.
    pub captured: Option<String>,
}

/// The days on which two revisions may have been written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// First and last day of the old one and of the new one; several where the outlet's time zone may move them.
    spans: Vec<[(Date, Date); 2]>,
}

impl Days {
    /// What two revisions' dates say. A change appears at the time that the outlet gives for it; without one, between
    /// the captures.
    #[must_use]
    pub fn between(old: &Appeared, new: &Appeared) -> Self {
        // A time in UTC is another day in America in the morning, in Asia and Australia in the evening.
        let mut spans: Vec<[(Date, Date); 2]> =
            [0, -8, 10].into_iter().filter_map(|hours| span(old, new, hours)).collect();
        spans.dedup();
        Self { spans }
    }

    /// Whether two figures name the same day; `None` where the dates do not tell.
    pub(crate) fn agree(&self, old: &Parsed, new: &Parsed) -> Option<bool> {
        let (a, b) = (Named::of(old)?, Named::of(new)?);
        let mut known = None;
        for &[(old_first, old_last), (new_first, new_last)] in &self.spans {
            for was in days(old_first, old_last) {
                for is in days(new_first.max(was), new_last) {
                    match a.meets(was, b, is) {
                        Some(true) => return Some(true),
                        answer => known = known.or(answer),
                    }
                }
            }
        }
        known
    }
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |day| *day <= last)
}

fn span(old: &Appeared, new: &Appeared, hours: i64) -> Option<[(Date, Date); 2]> {
    let day = |text: &Option<String>| text.as_deref().and_then(|t| civil(t, hours));
    let was = day(&old.modified).or_else(|| day(&old.published)).or_else(|| day(&old.captured))?;
    let later = (new.published != old.published).then(|| day(&new.published)).flatten();
    let changed = (new.modified != old.modified).then(|| day(&new.modified)).flatten();
    let (first, last) = match (changed.or(later), day(&new.captured)) {
        (Some(exact), _) => (exact, exact),
        (None, Some(captured)) => (was, captured),
        (None, None) => (was, day(&new.modified).or_else(|| day(&new.published))?),
    };
    // Two captures of one day say when somebody saved the texts (two files copied together), not when they were written.
    let undated = |a: &Appeared| a.modified.is_none() && a.published.is_none();
    if undated(old) && undated(new) && first == last {
        return None;
    }
    let length = first.until(last).ok()?.get_days();
    ((0..=MOST_DAYS_APART).contains(&i64::from(length)) && was <= last).then_some([(was, was), (first, last)])
}

/// The day of a date or time, moved by some hours where it is given in UTC.
fn civil(text: &str, hours: i64) -> Option<Date> {
    if text.ends_with('Z')
        && let Ok(moment) = text.parse::<Timestamp>()
    {
        let moved = moment.checked_add(SignedDuration::from_hours(hours)).ok()?;
        return Some(jiff::tz::Offset::UTC.to_datetime(moved).date());
    }
    text.get(..10)?.parse().ok()
}

/// A day or a longer time as it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Weekday(Weekday),
    /// Days from the day of publication.
    Near(i64),
    /// Weeks, months, years from the one of publication.
    Week(i64),
    Month(i64),
    Year(i64),
    /// Year, month and day, as far as they are given.
    Date(Option<i16>, i8, Option<i8>),
}

impl Named {
    fn of(figure: &Parsed) -> Option<Self> {
        let bare = figure.bare.as_str();
        match figure.sense {
            Sense::Date => {
                let parts: Vec<&str> = bare.split('-').collect();
                let (year, rest) = match parts.split_first()? {
                    (year, rest) if year.len() == 4 => (Some(year.parse().ok()?), rest),
                    _ => (None, &parts[..]),
                };
                let day = rest.get(1).map(|d| d.parse()).transpose().ok()?;
                Some(Self::Date(year, rest.first()?.parse().ok()?, day))
            }
            Sense::Day => {
                let find = |table: &[(&str, i64)]| table.iter().find(|(w, _)| *w == bare).map(|(_, n)| *n);
                if let Some(day) = weekday(bare) {
                    return Some(Self::Weekday(day));
                }
                if let Some(days) = find(NEAR) {
                    return Some(Self::Near(days));
                }
                if let Some(days) = bare.strip_suffix(" days") {
                    return Some(Self::Near(days.parse().ok()?));
                }
                let (which, what) = bare.split_once(' ')?;
                let steps = ["last", "this", "next"].iter().position(|w| *w == which)?;
                let steps = i64::try_from(steps).ok()? - 1;
                match what {
                    "week" => Some(Self::Week(steps)),
                    "month" => Some(Self::Month(steps)),
                    "year" => Some(Self::Year(steps)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The one day that it names in a text of `day`.
    fn exact(self, day: Date) -> Option<Date> {
        match self {
            Self::Near(days) => day.checked_add(days.days()).ok(),
            Self::Date(Some(year), month, Some(d)) => Date::new(year, month, d).ok(),
            _ => None,
        }
    }

    /// Whether it names, in a text of `day`, a time that `other` is in.
    fn holds(self, day: Date, other: Date) -> Option<bool> {
        let monday = |d: Date| d.checked_sub(i64::from(d.weekday().to_monday_zero_offset()).days()).ok();
        Some(match self {
            Self::Weekday(weekday) => other.weekday() == weekday,
            Self::Near(_) => self.exact(day)? == other,
            Self::Week(weeks) => monday(day.checked_add(weeks.weeks()).ok()?)? == monday(other)?,
            Self::Month(months) => {
                let there = day.first_of_month().checked_add(months.months()).ok()?;
                (there.year(), there.month()) == (other.year(), other.month())
            }
            Self::Year(years) => i64::from(day.year()) + years == i64::from(other.year()),
            Self::Date(year, month, d) => {
                year.is_none_or(|y| y == other.year())
                    && month == other.month()
                    && d.is_none_or(|d| d == other.day())
            }
        })
    }

    /// Whether two names, each in a text of its day, may be of one time.
    fn meets(self, day: Date, other: Self, on: Date) -> Option<bool> {
        if let Some(exact) = self.exact(day) {
            return other.holds(on, exact);
        }
        if let Some(exact) = other.exact(on) {
            return self.holds(day, exact);
        }
        match (self, other) {
            (Self::Weekday(weekday), Self::Date(None, month, Some(d)))
            | (Self::Date(None, month, Some(d)), Self::Weekday(weekday)) => {
                // The year is that of the text, or the one beside it.
                let near = [0, -1, 1].into_iter().filter_map(|n| Date::new(day.year() + n, month, d).ok());
                let nearest =
                    near.min_by_key(|date| date.until(day).map_or(i32::MAX, |s| s.get_days().abs()))?;
                Some(nearest.weekday() == weekday)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::{parse_figures, tokenize};

    fn agree(old: (&str, &str), new: (&str, &str)) -> Option<bool> {
        let at = |day: &str| Appeared { modified: Some(day.to_owned()), ..Appeared::default() };
        let figure = |text: &str| parse_figures(text, &tokenize(text)).remove(0);
        Days::between(&at(old.0), &at(new.0)).agree(&figure(old.1), &figure(new.1))
    }

    #[test]
    fn days_are_counted_from_the_day_of_each_text() {
        // 2 March 2026 is a Monday.
        for (old, new) in [
            (("2026-03-03", "fell yesterday"), ("2026-03-04", "fell on Monday")),
            (("2026-03-02", "fell today"), ("2026-03-03", "fell yesterday")),
            (("2026-03-02", "fell today"), ("2026-03-09", "fell on 2 March")),
            (("2026-03-04", "fell two days ago"), ("2026-03-05", "fell on March 2, 2026")),
            (("2026-03-04", "fell on Monday"), ("2026-03-12", "fell on March 2")),
            (("2026-03-04", "fell this week"), ("2026-03-11", "fell on 3 March 2026")),
            (("2026-01-04", "fell yesterday"), ("2026-02-02", "fell last month")),
            (("2026-03-02T23:00:00-05:00", "fell today"), ("2026-03-03T09:00:00-05:00", "fell yesterday")),
            // Late in the evening in New York, where the time is given in UTC.
            (("2026-03-03T03:00:00Z", "fell today"), ("2026-03-03T15:00:00Z", "fell yesterday")),
        ] {
            assert_eq!(agree(old, new), Some(true), "{old:?} {new:?}");
        }
        for (old, new) in [
            (("2026-03-03", "fell yesterday"), ("2026-03-04", "fell on Tuesday")),
            (("2026-03-02", "fell today"), ("2026-03-02", "fell yesterday")),
            (("2026-03-02T15:00:00Z", "fell today"), ("2026-03-02T16:00:00Z", "fell yesterday")),
            (("2026-03-02", "fell yesterday"), ("2026-03-09", "fell on 2 March")),
        ] {
            assert_eq!(agree(old, new), Some(false), "{old:?} {new:?}");
        }
    }

    #[test]
    fn without_a_date_nothing_is_known() {
        let figure = |text: &str| parse_figures(text, &tokenize(text)).remove(0);
        assert_eq!(Days::default().agree(&figure("yesterday"), &figure("on Monday")), None);
        let broken = Appeared { captured: Some("soon".into()), ..Appeared::default() };
        assert_eq!(Days::between(&broken, &broken), Days::default());
    }

    #[test]
    fn between_two_captures_it_may_have_been_any_day() {
        let at = |day: &str| Appeared { captured: Some(day.to_owned()), ..Appeared::default() };
        let figure = |text: &str| parse_figures(text, &tokenize(text)).remove(0);
        let days = Days::between(&at("2026-03-02"), &at("2026-03-06"));
        assert_eq!(days.agree(&figure("today"), &figure("yesterday")), Some(true));
        assert_eq!(days.agree(&figure("yesterday"), &figure("on Sunday")), Some(true));
        assert_eq!(days.agree(&figure("yesterday"), &figure("on Tuesday")), Some(false));
    }

    #[test]
    fn two_captures_of_one_day_do_not_say_when_the_texts_were_written() {
        let at = |day: &str| Appeared { captured: Some(day.to_owned()), ..Appeared::default() };
        let dated = |day: &str| Appeared { published: Some(day.to_owned()), ..at(day) };
        let figure = |text: &str| parse_figures(text, &tokenize(text)).remove(0);
        let agree = |old: &Appeared, new: &Appeared| {
            Days::between(old, new).agree(&figure("on Monday"), &figure("today"))
        };
        // Both on a Tuesday.
        assert_eq!(agree(&at("2026-12-01"), &at("2026-12-01")), None);
        assert_eq!(agree(&dated("2026-12-01"), &dated("2026-12-01")), Some(false));
    }
}
