//! Mementos: single captures of an archive, and which of them are wanted.

use super::super::filter::Filter;
use jiff::civil::DateTime;
use std::collections::BTreeMap;

/// Captures that are fetched at most: more of one article is more than anybody means.
const MAX_MEMENTOS: usize = 20_000;

/// One capture as an archive lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Memento {
    /// When it was made, as the archive writes it: fourteen digits.
    pub(super) timestamp: String,
    /// The same, ISO 8601 in UTC.
    pub(super) at: String,
    /// The address that was captured, without its usual port.
    pub(super) url: String,
    /// The digest of what it holds; equal for captures that hold the same.
    pub(super) digest: Option<String>,
    /// The status that was captured.
    pub(super) status: Option<u16>,
    /// The media type, where it is told.
    pub(super) media_type: Option<String>,
    /// Its own address, where the list gives one.
    pub(super) address: Option<String>,
}

impl Memento {
    /// A capture; none where its time is none.
    pub(super) fn new(
        timestamp: &str,
        url: &str,
        digest: Option<String>,
        status: Option<u16>,
        media_type: Option<String>,
    ) -> Option<Self> {
        let digits = timestamp.len() == 14 && timestamp.bytes().all(|b| b.is_ascii_digit());
        let time = digits.then(|| DateTime::strptime("%Y%m%d%H%M%S", timestamp).ok())??;
        let at = time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let url = url::Url::parse(url).ok().filter(url::Url::has_host)?.to_string();
        Some(Self { timestamp: timestamp.to_owned(), at, url, digest, status, media_type, address: None })
    }

    /// Whether it may be a page, or tell that there is none any more. A redirect tells neither: most lead from one way of
    /// writing an address to another.
    fn is_telling(&self) -> bool {
        let page = self.media_type.as_deref().is_none_or(|kind| {
            matches!(kind, "text/html" | "application/xhtml+xml" | "text/plain" | "application/http")
        });
        self.is_gone() || (page && matches!(self.status, None | Some(200)))
    }

    /// Whether the page was gone.
    pub(super) fn is_gone(&self) -> bool {
        matches!(self.status, Some(404 | 410))
    }
}

/// How far captures stand apart at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Every {
    /// One a day.
    Day,
    /// One a week, from Monday on.
    Week,
    /// One a month.
    Month,
}

impl Every {
    /// What captures of the same time share.
    fn period(self, at: &str) -> String {
        let length = match self {
            Self::Day => 10,
            Self::Month => 7,
            Self::Week => {
                let day = at.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
                let week = day.map(jiff::civil::Date::iso_week_date);
                return week.map(|week| format!("{}-W{:02}", week.year(), week.week())).unwrap_or_default();
            }
        };
        at.get(..length).unwrap_or(at).to_owned()
    }
}

/// The captures of an article that are wanted.
#[derive(Debug)]
pub(super) struct History {
    filter: Filter,
    every: Option<Every>,
    kept: BTreeMap<String, Memento>,
    /// Captures of the time asked for that tell something.
    pub(super) listed: usize,
    /// The first and the last of them.
    pub(super) ends: Option<(String, String)>,
}

/// There are more captures than are fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

impl History {
    /// The captures that `filter` wants, one a period where `every` says so.
    pub(super) fn new(filter: Filter, every: Option<Every>) -> Self {
        Self { filter, every, kept: BTreeMap::new(), listed: 0, ends: None }
    }

    /// Takes a capture in. Of a period the first that holds a page is kept.
    pub(super) fn add(&mut self, memento: Memento) -> Result<(), TooMany> {
        if !memento.is_telling() || !self.filter.wants_time(&memento.at) {
            return Ok(());
        }
        let key = self.every.map_or_else(|| memento.timestamp.clone(), |every| every.period(&memento.at));
        self.listed += 1;
        let at = memento.at.clone();
        self.ends = Some(match self.ends.take() {
            Some((first, last)) => (first.min(at.clone()), last.max(at)),
            None => (at.clone(), at),
        });
        let full = self.kept.len() == MAX_MEMENTOS;
        match self.kept.get_mut(&key) {
            None if full => return Err(TooMany),
            None => {
                self.kept.insert(key, memento);
            }
            Some(other) if (memento.is_gone(), &memento.at) < (other.is_gone(), &other.at) => {
                *other = memento;
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// The captures, the oldest first.
    pub(super) fn into_mementos(self) -> Vec<Memento> {
        let mut all: Vec<Memento> = self.kept.into_values().collect();
        all.sort_by(|a, b| a.timestamp.cmp(&b.timestamp));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memento(timestamp: &str, status: u16) -> Memento {
        Memento::new(timestamp, "http://coast.example:80/ferry", None, Some(status), None).expect("it is one")
    }

    fn kept(every: Option<Every>, mementos: &[(&str, u16)]) -> (usize, Vec<String>) {
        let filter = Filter::new(&[], Some("2026-01-01".to_owned()), None).expect("it is one");
        let mut history = History::new(filter, every);
        for (timestamp, status) in mementos {
            history.add(memento(timestamp, *status)).expect("they are few");
        }
        (history.listed, history.into_mementos().into_iter().map(|m| m.timestamp).collect())
    }

    #[test]
    fn of_a_period_the_first_page_is_kept() {
        let all = [
            ("20251231000000", 200),
            ("20260302080000", 404),
            ("20260302120000", 200),
            ("20260302090000", 200),
            ("20260303090000", 301),
            ("20260308090000", 200),
            ("20260309090000", 200),
        ];
        assert_eq!(
            kept(Some(Every::Day), &all),
            (5, vec!["20260302090000".into(), "20260308090000".into(), "20260309090000".into()])
        );
        assert_eq!(kept(Some(Every::Week), &all).1, ["20260302090000", "20260309090000"]);
        assert_eq!(kept(Some(Every::Month), &all).1, ["20260302090000"]);
        assert_eq!(kept(None, &all).1.len(), 5);
    }

    #[test]
    fn what_is_no_time_is_none() {
        assert_eq!(memento("20260302090000", 200).url, "http://coast.example/ferry");
        for timestamp in ["2026", "20261302090000", "2026030209000é", ""] {
            assert!(Memento::new(timestamp, "http://a.example/", None, None, None).is_none(), "{timestamp}");
        }
        assert!(Memento::new("20260302090000", "nowhere", None, None, None).is_none());
    }

    #[test]
    fn there_is_an_end_to_it() {
        let mut history = History::new(Filter::default(), None);
        let mut added = 0;
        for second in 0..MAX_MEMENTOS + 1 {
            let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
            let timestamp = format!("20260302{hour:02}{minute:02}{second:02}");
            added += usize::from(history.add(memento(&timestamp, 200)).is_ok());
        }
        assert_eq!(added, MAX_MEMENTOS);
    }
}
