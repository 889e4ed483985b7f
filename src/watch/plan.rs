//! Plan: what is watched, how often, and by which rules its pages are read.

use super::schedule::Schedule;
use crate::article::{Evidence, PageRules, headers_of};
use crate::diff::Severity;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// How often feeds are asked, unless somebody says otherwise.
pub const FEED_EVERY: Duration = Duration::from_secs(15 * 60);

/// The longest time between two requests that a feed may ask for.
const LONGEST_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// What is watched.
#[derive(Debug, Clone)]
pub struct WatchPlan {
    /// Feeds, sitemaps and pages; what an address is, is told by what it gives. Where there are none, all that the
    /// database knows.
    pub feeds: Vec<PlannedFeed>,
    /// Outlets with rules of their own.
    pub outlets: Vec<PlannedOutlet>,
    /// How often articles are looked at.
    pub schedule: Schedule,
    /// How often feeds are asked; where nobody says it, [`FEED_EVERY`], or as seldom as the feed asks for.
    pub every: Option<Duration>,
    /// The least severity of a change that is told.
    pub min_severity: Severity,
    /// What is kept of what went over the wire.
    pub keep: KeptEvidence,
}

/// What is kept of what went over the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeptEvidence {
    /// Nothing.
    Nothing,
    /// The headers.
    Headers,
    /// The headers, and the bytes of each page that is new, changed, or stands in the place of an article.
    #[default]
    News,
    /// Everything, also of pages that read as before.
    Everything,
}

impl KeptEvidence {
    /// What is kept of some evidence; `news`: it shows something new.
    #[must_use]
    pub fn of(self, evidence: Option<&Evidence>, news: bool) -> Option<Evidence> {
        match self {
            Self::Nothing => None,
            Self::Everything => evidence.cloned(),
            Self::News if news => evidence.cloned(),
            Self::Headers | Self::News => evidence.map(headers_of),
        }
    }
}

/// A feed, a sitemap or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFeed {
    /// Its address.
    pub url: String,
    /// How often it is asked, if not as others are.
    pub every: Option<Duration>,
}

/// An outlet with rules of its own.
#[derive(Debug, Clone, Default)]
pub struct PlannedOutlet {
    /// The hosts of its pages; what stands below them is theirs, too.
    pub hosts: Vec<String>,
    /// How often its articles are looked at, if not as others are.
    pub schedule: Option<Schedule>,
    /// How its pages are read.
    pub rules: Option<Arc<PageRules>>,
}

impl Default for WatchPlan {
    fn default() -> Self {
        Self {
            feeds: Vec::new(),
            outlets: Vec::new(),
            schedule: Schedule::default(),
            every: None,
            min_severity: Severity::Low,
            keep: KeptEvidence::default(),
        }
    }
}

impl WatchPlan {
    /// How often the article at an address is looked at.
    #[must_use]
    pub fn schedule_of(&self, url: &str) -> &Schedule {
        self.outlet_of(url).and_then(|outlet| outlet.schedule.as_ref()).unwrap_or(&self.schedule)
    }

    /// How the page at an address is read.
    #[must_use]
    pub fn rules_of(&self, url: &str) -> Option<Arc<PageRules>> {
        self.outlet_of(url)?.rules.clone()
    }

    /// How often the feed at an address is asked, which says of itself that it need be asked only so often.
    #[must_use]
    pub fn every_of(&self, url: &str, says: Option<Duration>) -> Duration {
        let own = self.feeds.iter().find(|feed| feed.url == url).and_then(|feed| feed.every);
        own.or(self.every).unwrap_or_else(|| FEED_EVERY.max(says.unwrap_or_default().min(LONGEST_EVERY)))
    }

    fn outlet_of(&self, url: &str) -> Option<&PlannedOutlet> {
        let host = host_of(url);
        let is_of =
            |of: &String| host == *of || host.strip_suffix(of.as_str()).is_some_and(|h| h.ends_with('.'));
        self.outlets.iter().find(|outlet| outlet.hosts.iter().any(is_of))
    }
}

/// The host of an address, with its port where that is not the usual one; empty where there is none.
#[must_use]
pub fn host_of(url: &str) -> String {
    let Ok(url) = Url::parse(url) else { return String::new() };
    let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
    url.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_asked_as_seldom_as_it_asks_for_unless_a_person_says_otherwise() {
        let minutes = |minutes: u64| Some(Duration::from_secs(60 * minutes));
        let every = |plan: &WatchPlan, says| plan.every_of("https://a.example/rss", says).as_secs() / 60;
        let plain = WatchPlan::default();
        let asked = [None, minutes(1), minutes(60), minutes(999_999)].map(|says| every(&plain, says));
        assert_eq!(asked, [15, 15, 60, 24 * 60]);
        let said = WatchPlan { every: minutes(10), ..WatchPlan::default() };
        assert_eq!(every(&said, minutes(60)), 10);
    }

    #[test]
    fn an_outlet_rules_over_its_hosts_and_what_stands_below_them() {
        let outlet = PlannedOutlet {
            hosts: vec!["harbour.example".to_owned()],
            rules: Some(Arc::default()),
            ..PlannedOutlet::default()
        };
        let plan = WatchPlan { outlets: vec![outlet], ..WatchPlan::default() };
        for (url, ruled) in [
            ("https://harbour.example/a", true),
            ("https://News.Harbour.example/a", true),
            ("https://oldharbour.example/a", false),
            ("https://harbour.example:81/a", false),
            ("harbour.example", false),
        ] {
            assert_eq!(plan.rules_of(url).is_some(), ruled, "{url}");
        }
    }
}
