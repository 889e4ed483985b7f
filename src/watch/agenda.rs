//! Agenda: what is due, host by host, one thing at a time for each. It holds no text, asks nothing and knows no clock.

use crate::store::{FeedId, WatchedId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is asked for, by its row. Of two that are due at one time a feed comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Target {
    /// A feed.
    Feed(FeedId),
    /// A watched article.
    Article(WatchedId),
}

/// What is due when.
#[derive(Debug, Default)]
pub struct Agenda {
    hosts: BTreeMap<String, HostAgenda>,
    places: HashMap<Target, (String, Timestamp)>,
}

#[derive(Debug, Default)]
struct HostAgenda {
    due: BTreeSet<(Timestamp, Target)>,
    busy: bool,
    free_at: Option<Timestamp>,
}

impl HostAgenda {
    /// When its next thing can be had; `None` while it is busy, and where it has none.
    fn next_at(&self) -> Option<(Timestamp, Target)> {
        let (due, target) = self.due.first().filter(|_| !self.busy)?;
        Some((self.free_at.map_or(*due, |free| free.max(*due)), *target))
    }
}

impl Agenda {
    /// Something of a host is due at a time, and at no other.
    pub fn put(&mut self, target: Target, host: &str, due: Timestamp) {
        self.remove(target);
        self.hosts.entry(host.to_owned()).or_default().due.insert((due, target));
        self.places.insert(target, (host.to_owned(), due));
    }

    fn remove(&mut self, target: Target) {
        if let Some((host, due)) = self.places.remove(&target)
            && let Some(agenda) = self.hosts.get_mut(&host)
        {
            agenda.due.remove(&(due, target));
        }
    }

    /// Takes what is due longest and was due by `by`, of a host that is free `now`; that host is busy from here on.
    pub fn take(&mut self, by: Timestamp, now: Timestamp) -> Option<(String, Target)> {
        let ready = |agenda: &HostAgenda| {
            let (at, _) = agenda.next_at()?;
            let (due, target) = *agenda.due.first()?;
            (at <= now && due <= by).then_some((due, target))
        };
        let found = self.hosts.iter().filter_map(|(host, agenda)| Some((ready(agenda)?, host))).min();
        let ((_, target), host) = found?;
        let host = host.clone();
        self.remove(target);
        self.hosts.entry(host.clone()).or_default().busy = true;
        Some((host, target))
    }

    /// The request to a host is over.
    pub fn free(&mut self, host: &str) {
        if let Some(agenda) = self.hosts.get_mut(host) {
            agenda.busy = false;
        }
    }

    /// A host is left alone until a time, or no longer.
    pub fn pause(&mut self, host: &str, until: Option<Timestamp>) {
        self.hosts.entry(host.to_owned()).or_default().free_at = until;
    }

    /// When the next thing can be taken; `None` when nothing waits but what is being asked for.
    #[must_use]
    pub fn next_at(&self) -> Option<Timestamp> {
        self.hosts.values().filter_map(HostAgenda::next_at).map(|(at, _)| at).min()
    }

    /// How many things wait that are due by a time.
    #[must_use]
    pub fn due_by(&self, by: Timestamp) -> usize {
        self.places.values().filter(|(_, due)| *due <= by).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_host_is_asked_for_one_thing_at_a_time_the_longest_due_first() {
        let mut agenda = Agenda::default();
        agenda.put(Target::Article(1.into()), "a", at(10));
        agenda.put(Target::Article(2.into()), "a", at(5));
        agenda.put(Target::Article(3.into()), "b", at(7));
        agenda.put(Target::Feed(9.into()), "b", at(7));
        let mut take = |now| agenda.take(at(now), at(now));
        assert_eq!(take(4), None);
        assert_eq!(take(9), Some(("a".into(), Target::Article(2.into()))));
        assert_eq!(take(9), Some(("b".into(), Target::Feed(9.into()))));
        assert_eq!(take(99), None, "both are busy");
        agenda.free("a");
        assert_eq!((agenda.next_at(), agenda.due_by(at(7)), agenda.due_by(at(99))), (Some(at(10)), 1, 2));
        agenda.pause("a", Some(at(20)));
        assert_eq!((agenda.next_at(), agenda.take(at(15), at(15))), (Some(at(20)), None));
        // Due by ten, and free at last.
        assert_eq!(agenda.take(at(10), at(20)), Some(("a".into(), Target::Article(1.into()))));
        agenda.put(Target::Article(3.into()), "c", at(50));
        agenda.free("b");
        assert_eq!(agenda.next_at(), Some(at(50)), "it moved to another host");
    }

    proptest! {
        /// Whatever is put in comes out once, when it is due and its host is free, and never two of a host at once.
        #[test]
        fn nothing_is_lost_or_taken_twice(
            items in proptest::collection::vec((0i64..40, 0u8..5, 0i64..100), 0..60),
            pauses in proptest::collection::vec((0u8..5, 0i64..150), 0..5),
        ) {
            let mut agenda = Agenda::default();
            let mut expected = HashMap::new();
            for (id, host, due) in items {
                agenda.put(Target::Article(id.into()), &host.to_string(), at(due));
                expected.insert(Target::Article(id.into()), (host.to_string(), due));
            }
            let mut free_at = HashMap::new();
            for (host, until) in pauses {
                agenda.pause(&host.to_string(), Some(at(until)));
                free_at.insert(host.to_string(), until);
            }
            let mut now = 0;
            while let Some(next) = agenda.next_at() {
                prop_assert!(next.as_second() >= now || now == 0);
                now = now.max(next.as_second());
                let mut busy = Vec::new();
                while let Some((host, target)) = agenda.take(at(now), at(now)) {
                    prop_assert!(!busy.contains(&host));
                    let (of, due) = expected.remove(&target).expect("it was put in, and not taken");
                    prop_assert_eq!(&of, &host);
                    prop_assert!(due <= now && free_at.get(&host).is_none_or(|until| *until <= now));
                    busy.push(host);
                }
                prop_assert!(!busy.is_empty());
                busy.iter().for_each(|host| agenda.free(host));
            }
            prop_assert!(expected.is_empty());
        }
    }
}
