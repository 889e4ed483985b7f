//! Schedule: when something is asked next. Pure arithmetic on times; nothing here waits, asks or stores.
//!
//! An article is looked at often while it is young and seldom when it is old, and counts as young again when it changes,
//! as `NewsDiffs` has it. What cannot be had is asked less and less often.

use jiff::Timestamp;
use std::time::Duration;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The longest time between two looks at what could not be had.
const LONGEST_RETRY: Duration = Duration::from_secs(7 * DAY);

/// How long a host is left alone after its first failure, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_secs(MINUTE), Duration::from_secs(HOUR));

/// The longest time that a host is left alone because it asks for it.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(DAY);

/// The longest time between two requests for a feed that cannot be read.
const LONGEST_FEED_RETRY: Duration = Duration::from_secs(DAY);

/// How often an article is looked at up to some age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleStep {
    /// The age.
    pub until: Duration,
    /// The time between two looks.
    pub every: Duration,
}

/// How often articles are looked at, by age; none is looked at beyond the last step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule(Vec<ScheduleStep>);

impl Default for Schedule {
    fn default() -> Self {
        let step = |until, every| ScheduleStep {
            until: Duration::from_secs(until),
            every: Duration::from_secs(every),
        };
        Self(vec![
            step(3 * HOUR, 15 * MINUTE),
            step(DAY, HOUR),
            step(7 * DAY, 3 * HOUR),
            step(30 * DAY, 3 * DAY),
            step(360 * DAY, 30 * DAY),
        ])
    }
}

impl Schedule {
    /// A schedule of these steps.
    ///
    /// # Errors
    /// When there are none, or one does not end after the one before, or asks more often than once a minute.
    pub fn new(steps: Vec<ScheduleStep>) -> Result<Self, String> {
        if steps.is_empty() {
            return Err("a schedule needs a step, such as { until = \"3h\", every = \"15min\" }".to_owned());
        }
        if steps.windows(2).any(|pair| pair[0].until >= pair[1].until) {
            return Err("each step of a schedule ends after the one before; put them in order".to_owned());
        }
        if steps.iter().any(|step| step.every < Duration::from_secs(MINUTE)) {
            return Err("a schedule asks at most once a minute; give a longer time".to_owned());
        }
        Ok(Self(steps))
    }

    /// The time between two looks at an article of this age; `None` when it is too old.
    #[must_use]
    pub fn every(&self, age: Duration) -> Option<Duration> {
        self.0.iter().find(|step| age < step.until).map(|step| step.every)
    }

    /// The age from which on articles are not looked at.
    #[must_use]
    pub fn end(&self) -> Duration {
        self.0.last().map(|step| step.until).unwrap_or_default()
    }

    /// When an article that last changed at `changed_at` and is looked at `now` is looked at next.
    #[must_use]
    pub fn next(&self, changed_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
        Some(later(now, self.every(age(changed_at, now))?))
    }

    /// As [`next`](Self::next), where so many looks in a row did not find it: each doubles the time.
    #[must_use]
    pub fn retry(&self, changed_at: Timestamp, now: Timestamp, failures: u32) -> Option<Timestamp> {
        let every = self.every(age(changed_at, now))?;
        Some(later(now, doubled(every, failures.saturating_sub(1), LONGEST_RETRY.max(every))))
    }
}

/// How old something from `since` is.
#[must_use]
pub fn age(since: Timestamp, now: Timestamp) -> Duration {
    Duration::from_secs(u64::try_from(now.as_second() - since.as_second()).unwrap_or(0))
}

/// When a feed that is asked every so often is asked next, after so many failures in a row.
#[must_use]
pub fn next_of_feed(every: Duration, now: Timestamp, failures: u32) -> Timestamp {
    later(now, doubled(every, failures, LONGEST_FEED_RETRY.max(every)))
}

/// Until when a host is left alone that did not answer so many times in a row; `asked` is what it asks for.
#[must_use]
pub fn free_again(now: Timestamp, failures: u32, asked: Option<Duration>) -> Timestamp {
    let (first, most) = PAUSES;
    let pause = doubled(first, failures.saturating_sub(1), most);
    later(now, asked.unwrap_or_default().min(LONGEST_PAUSE).max(pause))
}

/// A time doubled so often, at most `most`.
fn doubled(time: Duration, times: u32, most: Duration) -> Duration {
    time.saturating_mul(1 << times.min(20)).min(most)
}

/// A time so much later.
pub(super) fn later(now: Timestamp, by: Duration) -> Timestamp {
    let seconds = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
    Timestamp::from_second(now.as_second().saturating_add(seconds)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn articles_are_looked_at_less_with_age() {
        let (schedule, born) = (Schedule::default(), at("2026-03-02T09:00:00Z"));
        let next = |now: &str| schedule.next(born, at(now)).map(|next| next.to_string());
        assert_eq!(next("2026-03-02T09:00:00Z").as_deref(), Some("2026-03-02T09:15:00Z"));
        assert_eq!(next("2026-03-02T12:00:00Z").as_deref(), Some("2026-03-02T13:00:00Z"));
        assert_eq!(next("2026-03-04T12:00:00Z").as_deref(), Some("2026-03-04T15:00:00Z"));
        assert_eq!(next("2026-03-12T12:00:00Z").as_deref(), Some("2026-03-15T12:00:00Z"));
        assert_eq!(next("2027-03-02T12:00:00Z"), None);
        // A clock that went back.
        assert_eq!(next("2026-03-02T08:00:00Z").as_deref(), Some("2026-03-02T08:15:00Z"));
    }

    #[test]
    fn what_cannot_be_had_is_asked_less_and_less() {
        let (schedule, now) = (Schedule::default(), at("2026-03-02T09:00:00Z"));
        let retry = |failures| schedule.retry(now, now, failures).map(|next| age(now, next).as_secs() / 60);
        assert_eq!([1, 2, 3, 99].map(retry), [Some(15), Some(30), Some(60), Some(7 * 24 * 60)]);
        let pause = |failures, asked: Option<u64>| {
            age(now, free_again(now, failures, asked.map(Duration::from_secs))).as_secs() / 60
        };
        assert_eq!([1, 2, 3, 7, 99].map(|n| pause(n, None)), [1, 2, 4, 60, 60]);
        assert_eq!([pause(1, Some(600)), pause(7, Some(600)), pause(1, Some(u64::MAX))], [10, 60, 24 * 60]);
        let every = Duration::from_secs(900);
        assert_eq!([0, 1, 50].map(|n| age(now, next_of_feed(every, now, n)).as_secs()), [900, 1800, 86_400]);
    }

    #[test]
    fn a_schedule_that_makes_no_sense_is_refused() {
        let step = |until, every| ScheduleStep {
            until: Duration::from_secs(until),
            every: Duration::from_secs(every),
        };
        assert!(Schedule::new(vec![]).is_err());
        assert!(Schedule::new(vec![step(HOUR, 60), step(HOUR, 60)]).is_err());
        assert!(Schedule::new(vec![step(HOUR, 59)]).is_err());
        assert!(Schedule::new(vec![step(HOUR, 60), step(DAY, 600)]).is_ok());
    }

    proptest! {
        #[test]
        fn the_next_look_is_later_and_never_sooner_for_more_failures(
            born in 0i64..4_000_000_000, aged in -1_000i64..40_000_000, failures in 0u32..1_000,
        ) {
            let schedule = Schedule::default();
            let (born, now) = (Timestamp::from_second(born).unwrap(), Timestamp::from_second(born + aged).unwrap());
            let next = schedule.next(born, now);
            prop_assert_eq!(next.is_none(), age(born, now) >= schedule.end());
            if let Some(next) = next {
                prop_assert!(next > now);
                let retries = [failures, failures + 1].map(|n| schedule.retry(born, now, n).unwrap());
                prop_assert!(next <= retries[0] && retries[0] <= retries[1]);
                // An older article is not looked at sooner.
                let older = Timestamp::from_second(now.as_second() + 1).unwrap();
                prop_assert!(schedule.next(born, older).is_none_or(|at| at > next));
            }
            prop_assert!(free_again(now, failures, None) > now);
            prop_assert!(free_again(now, failures, None) <= free_again(now, failures + 1, None));
        }
    }
}
