//! The watcher: takes what is due, has it asked for, and hands the answers on, until nothing is left or somebody wants an
//! end.

use super::agenda::{Agenda, Target};
use super::clock::WatchClock;
use super::plan::{WatchPlan, host_of};
use super::schedule::{age, free_again, next_of_feed};
use super::tell::{Listener, WatchError, WatchEvent, WatchTally};
use super::visits::{Desk, Visited};
use super::workers::{Errand, ErrandAnswer, WORKERS, Workers};
use crate::article::{HttpFacts, is_front_page, url_key};
use crate::source::Capture;
use crate::source::fetch::{FetchCause, FetchError, FetchOptions, Fetched, Fetcher};
use crate::source::listing::{ListedPage, ListingKind, PageListing, read_listing};
use crate::store::{Feed, HostPause, Listed, Store, WatchState, Watched};
use jiff::Timestamp;
use std::collections::HashMap;
use std::time::Duration;

/// Sitemaps of an index that are read: the newest.
const MOST_SITEMAPS: usize = 50;

/// How long an answer is waited for before somebody's wish for an end is heard.
const POLL: Duration = Duration::from_millis(100);

/// What a host asks of programs is asked anew after so long.
const ROBOTS_STAND: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a watcher runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMode {
    /// Until all is done that was due when it began, and what that brought.
    Once,
    /// Until somebody wants an end.
    Always,
}

/// Watches feeds and pages.
pub struct Watcher<'w> {
    desk: Desk<'w>,
    clock: &'w dyn WatchClock,
    agenda: Agenda,
    workers: Workers,
    /// What may be taken for hosts that were not asked yet.
    model: Fetcher,
    /// Those of hosts that were, with when they began.
    fetchers: HashMap<String, (Fetcher, Timestamp)>,
    /// Failures in a row of hosts that are left alone.
    failures: HashMap<String, u32>,
    /// The feeds that are watched.
    feeds: Vec<i64>,
    asked: usize,
}

impl<'w> Watcher<'w> {
    /// A watcher by a plan. What it writes in the database belongs to `run`.
    ///
    /// # Errors
    /// When there is nothing to watch, or the database cannot be written.
    pub fn new(
        store: Store,
        run: i64,
        plan: WatchPlan,
        options: FetchOptions,
        clock: &'w dyn WatchClock,
        listener: &'w mut dyn Listener,
    ) -> Result<Self, WatchError> {
        let desk = Desk { store, run, plan, listener, tally: WatchTally::default(), extractor: None };
        let mut watcher = Self {
            desk,
            clock,
            agenda: Agenda::default(),
            workers: Workers::new(),
            model: Fetcher::new(options),
            fetchers: HashMap::new(),
            failures: HashMap::new(),
            feeds: Vec::new(),
            asked: 0,
        };
        watcher.plan_feeds()?;
        Ok(watcher)
    }

    /// Watches. Returns what came of it and the database.
    ///
    /// # Errors
    /// When the database cannot be written, or nobody hears what is told. What was stored is.
    pub fn run(mut self, mode: WatchMode) -> Result<(WatchTally, Store), WatchError> {
        for (watched, revision) in self.desk.store.untold(&self.feeds)? {
            self.desk.tell(watched, revision)?;
        }
        let start = self.now();
        while !self.clock.is_stopped() {
            let now = self.now();
            self.send(if mode == WatchMode::Once { start } else { now }, now)?;
            if self.asked > 0 {
                if let Some(answer) = self.workers.answer(POLL) {
                    self.finish(answer)?;
                }
                continue;
            }
            if mode == WatchMode::Once {
                break;
            }
            // It may be long until the next page changes.
            self.desk.extractor = None;
            match self.agenda.next_at() {
                Some(at) if self.clock.wait_until(at) => {}
                _ => break,
            }
        }
        Ok((self.desk.tally, self.desk.store))
    }

    fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// Puts everything on the agenda that is watched.
    fn plan_feeds(&mut self) -> Result<(), WatchError> {
        let now = self.now();
        let planned = self.desk.plan.feeds.clone();
        let mut named = Vec::new();
        for feed in &planned {
            named.push(self.desk.store.feed_at(&feed.url, None, now)?.id);
        }
        for feed in self.desk.store.feeds()? {
            let of_index = feed.parent.is_some_and(|parent| self.feeds.contains(&parent));
            if planned.is_empty() || named.contains(&feed.id) || of_index {
                self.feeds.push(feed.id);
                self.put_feed(&feed);
            }
        }
        if self.feeds.is_empty() {
            return Err(WatchError::Nothing);
        }
        for watched in self.desk.store.watched_of(&self.feeds)? {
            self.put_article(&watched);
        }
        for pause in self.desk.store.host_pauses()? {
            self.agenda.pause(&pause.name, Some(pause.free_at));
            self.failures.insert(pause.name, pause.failures);
        }
        Ok(())
    }

    fn put_feed(&mut self, feed: &Feed) {
        if let Some(due) = feed.due_at {
            self.agenda.put(Target::Feed(feed.id), &host_of(&feed.url), due);
        }
    }

    fn put_article(&mut self, watched: &Watched) {
        if let Some(due) = watched.due_at {
            self.agenda.put(Target::Article(watched.id), &host_of(&watched.url), due);
        }
    }

    /// Has asked what is due, as far as workers are free.
    fn send(&mut self, by: Timestamp, now: Timestamp) -> Result<(), WatchError> {
        while self.asked < WORKERS {
            let Some((host, target)) = self.agenda.take(by, now) else { break };
            let (url, etag, last_modified) = match target {
                Target::Feed(id) => {
                    let feed = self.desk.store.feed(id)?;
                    (feed.url, feed.etag, feed.last_modified)
                }
                Target::Article(id) => {
                    let watched = self.desk.store.watched(id)?;
                    if watched.due_at.is_none() {
                        // It was found to be another meanwhile.
                        self.agenda.free(&host);
                        continue;
                    }
                    (watched.url, watched.etag, watched.last_modified)
                }
            };
            let known = HttpFacts { etag, last_modified, ..HttpFacts::default() };
            let fetcher = self.fetchers.remove(&host).filter(|(_, since)| age(*since, now) < ROBOTS_STAND);
            let (fetcher, since) = fetcher.unwrap_or_else(|| (self.model.for_other_hosts(), now));
            self.asked += 1;
            self.workers.send(Errand { target, host, url, known: Some(known), since, fetcher });
        }
        Ok(())
    }

    /// Hands an answer on.
    fn finish(&mut self, answer: ErrandAnswer) -> Result<(), WatchError> {
        let ErrandAnswer { target, host, since, fetcher, fetched } = answer;
        let now = self.now();
        self.asked -= 1;
        self.desk.tally.requests += 1;
        self.fetchers.insert(host.clone(), (fetcher, since));
        self.agenda.free(&host);
        if let Some((wait, why)) = of_host(&fetched) {
            self.leave_alone(&host, target, now, wait, &why)?;
        } else {
            if self.failures.remove(&host).is_some() {
                self.agenda.pause(&host, None);
                self.desk.store.resume_host(&host)?;
            }
            self.desk.tally.not_modified += usize::from(matches!(fetched, Ok(Fetched::NotModified(_))));
            match target {
                Target::Feed(id) => self.feed_answered(id, now, fetched)?,
                Target::Article(id) => {
                    let watched = self.desk.visit(id, now, seen(fetched))?;
                    self.desk.tally.failures += usize::from(watched.state == WatchState::Refused);
                    self.put_article(&watched);
                }
            }
        }
        let due = self.agenda.due_by(now) + self.asked;
        self.desk.listener.hear(WatchEvent::Asked { due })
    }

    /// A host does not answer: nothing is asked of it for a while, and what was asked stays due.
    fn leave_alone(
        &mut self,
        host: &str,
        target: Target,
        now: Timestamp,
        wait: Option<Duration>,
        why: &str,
    ) -> Result<(), WatchError> {
        self.desk.tally.failures += 1;
        let failures = self.failures.entry(host.to_owned()).or_default();
        *failures = failures.saturating_add(1);
        let free_at = free_again(now, *failures, wait);
        let pause = HostPause { name: host.to_owned(), failures: *failures, free_at, error: why.to_owned() };
        self.agenda.pause(host, Some(free_at));
        self.desk.store.pause_host(&pause)?;
        match target {
            Target::Article(id) => {
                let watched = self.desk.store.watched(id)?;
                self.put_article(&watched);
                Ok(())
            }
            Target::Feed(id) => {
                let mut feed = self.desk.store.feed(id)?;
                self.feed_failed(&mut feed, now, why)?;
                self.put_feed(&feed);
                Ok(())
            }
        }
    }

    fn feed_failed(&mut self, feed: &mut Feed, now: Timestamp, why: &str) -> Result<(), WatchError> {
        feed.asked_at = Some(now);
        feed.failures = feed.failures.saturating_add(1);
        feed.error = Some(why.to_owned());
        self.desk.store.save_feed(feed)?;
        let (url, failures) = (feed.url.as_str(), feed.failures);
        self.desk.listener.hear(WatchEvent::FeedFailed { url, failures, why })
    }

    fn feed_answered(
        &mut self,
        id: i64,
        now: Timestamp,
        fetched: Result<Fetched, FetchError>,
    ) -> Result<(), WatchError> {
        let mut feed = self.desk.store.feed(id)?;
        let every = self.desk.plan.every_of(&feed.url);
        let read = match fetched {
            Ok(Fetched::NotModified(_)) => Ok(None),
            Ok(Fetched::Page(capture)) => {
                read_listing(&capture.bytes, &capture.url).map(|l| Some((capture, l)))
            }
            Ok(Fetched::Nothing(_, error)) => Err(error.message),
            Err(error) => Err(error.message),
        };
        match read {
            Err(why) => {
                self.desk.tally.failures += 1;
                feed.due_at = Some(next_of_feed(every, now, feed.failures + 1));
                self.feed_failed(&mut feed, now, &why)?;
            }
            Ok(found) => {
                (feed.asked_at, feed.read_at) = (Some(now), Some(now));
                (feed.failures, feed.error) = (0, None);
                feed.due_at = Some(next_of_feed(every, now, 0));
                match found {
                    None => self.desk.store.save_feed(&feed)?,
                    Some((capture, Some(listing))) => self.listed(&mut feed, now, &capture, listing)?,
                    Some((capture, None)) => return self.page_named(feed, now, &capture),
                }
            }
        }
        self.put_feed(&feed);
        Ok(())
    }

    /// A feed or a sitemap was read.
    fn listed(
        &mut self,
        feed: &mut Feed,
        now: Timestamp,
        capture: &Capture,
        listing: PageListing,
    ) -> Result<(), WatchError> {
        feed.kind = serde_json::to_value(listing.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
        feed.title = listing.title.or(feed.title.take());
        let http = capture.http.clone().unwrap_or_default();
        (feed.etag, feed.last_modified) = (http.etag, http.last_modified);
        let mut new = 0;
        if listing.kind == ListingKind::SitemapIndex {
            let parent = feed.id;
            let children = newest(listing.entries);
            let children = self.desk.store.together(|store| {
                children
                    .iter()
                    .map(|child| store.feed_at(&child.url, Some(parent), now))
                    .collect::<Result<Vec<_>, _>>()
            })?;
            for child in children.iter().filter(|child| child.parent == Some(parent)) {
                if !self.feeds.contains(&child.id) {
                    self.feeds.push(child.id);
                    self.put_feed(child);
                }
            }
            self.desk.store.save_feed(feed)?;
        } else {
            let entries: Vec<Listed> =
                listing.entries.into_iter().filter_map(|entry| self.entry(entry, now)).collect();
            let due = self.desk.store.together(|store| {
                store.save_feed(feed)?;
                store.list(feed.id, &entries, now)
            })?;
            for watched in &due {
                new += usize::from(watched.state == WatchState::New);
                self.put_article(watched);
            }
        }
        self.desk.listener.hear(WatchEvent::FeedRead { url: &feed.url, new })
    }

    /// What a feed lists, unless it is no article, or one too old to be looked at.
    fn entry(&self, entry: ListedPage, now: Timestamp) -> Option<Listed> {
        if is_front_page(&entry.url) {
            return None;
        }
        let listed_at = entry.updated.max(entry.published);
        let since = listed_at.map_or(now, |at| at.min(now));
        let young = age(since, now) < self.desk.plan.schedule_of(&entry.url).end();
        young.then(|| Listed { key: url_key(&entry.url), url: entry.url, listed_at, since })
    }

    /// What was named is no feed but a page: it is watched itself.
    fn page_named(&mut self, mut feed: Feed, now: Timestamp, capture: &Capture) -> Result<(), WatchError> {
        if is_front_page(&capture.url) {
            let why = "it is a front page, neither a feed nor an article; give the address of its feed.";
            feed.due_at = None;
            self.desk.tally.failures += 1;
            return self.feed_failed(&mut feed, now, why);
        }
        (feed.kind, feed.due_at) = (Some("page".to_owned()), None);
        let entry = Listed { key: url_key(&feed.url), url: feed.url.clone(), listed_at: None, since: now };
        let due = self.desk.store.together(|store| {
            store.save_feed(&feed)?;
            store.list(feed.id, &[entry], now)
        })?;
        for watched in due {
            let watched = self.desk.visit(watched.id, now, Visited::Page(Box::new(capture.clone())))?;
            self.put_article(&watched);
        }
        Ok(())
    }
}

/// The newest of the sitemaps of an index.
fn newest(mut sitemaps: Vec<ListedPage>) -> Vec<ListedPage> {
    // Stable: where no dates are given, the first.
    sitemaps.sort_by_key(|sitemap| std::cmp::Reverse(sitemap.updated));
    sitemaps.truncate(MOST_SITEMAPS);
    sitemaps
}

/// Whether an answer says that the host does not answer sensibly, and how long it asks to be left alone.
fn of_host(fetched: &Result<Fetched, FetchError>) -> Option<(Option<Duration>, String)> {
    match fetched {
        Err(error) => match error.cause {
            FetchCause::Page => None,
            FetchCause::Host => Some((None, error.message.clone())),
            FetchCause::Busy(wait) => Some((Some(wait), error.message.clone())),
        },
        Ok(Fetched::Nothing(absence, why)) if matches!(absence.http.status, 429 | 502..=504) => {
            Some((None, why.message.clone()))
        }
        Ok(_) => None,
    }
}

/// What an answer means for an article.
fn seen(fetched: Result<Fetched, FetchError>) -> Visited {
    match fetched {
        Ok(Fetched::Page(capture)) => Visited::Page(capture),
        Ok(Fetched::NotModified(http)) => Visited::Same(http),
        Ok(Fetched::Nothing(absence, error)) => {
            let gone = matches!(absence.http.status, 404 | 410);
            let state = if gone { WatchState::Gone } else { WatchState::Refused };
            Visited::Nothing(state, Some(Box::new(absence)), error.message)
        }
        Err(error) => Visited::Nothing(WatchState::Refused, None, error.message),
    }
}
