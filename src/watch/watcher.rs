//! The watcher: takes what is due, has it asked for, and hands the answers on, until nothing is left or somebody wants an
//! end.

use super::agenda::{Agenda, Target};
use super::clock::WatchClock;
use super::plan::{WatchPlan, host_of};
use super::schedule::{LONGEST_PAUSE, age, free_again, later};
use super::tell::{Listener, WatchError, WatchEvent, WatchTally};
use super::visits::{Desk, Visited};
use super::workers::{Errand, ErrandAnswer, WORKERS, Workers};
use crate::article::HttpFacts;
use crate::source::fetch::{FetchCause, FetchError, FetchOptions, Fetched, Fetcher};
use crate::store::{Feed, FeedId, HostPause, RunId, Store, WatchState, Watched};
use jiff::Timestamp;
use std::collections::HashMap;
use std::time::Duration;

/// How long an answer is waited for before somebody's wish for an end is heard.
const POLL: Duration = Duration::from_millis(100);

/// How far a clock may go back without being wrong.
const CLOCK_SLACK: Duration = Duration::from_secs(60);

/// What a host asks of programs is asked anew after so long.
const ROBOTS_STAND: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a watcher runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WatchMode {
    /// Until all is done that was due when it began, and what that brought.
    Once,
    /// Until somebody wants an end.
    Always,
}

/// Watches feeds and pages.
pub struct Watcher<'w> {
    pub(super) desk: Desk<'w>,
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
    pub(super) feeds: Vec<FeedId>,
    asked: usize,
}

impl<'w> Watcher<'w> {
    /// A watcher by a plan. What it writes in the database belongs to `run`.
    ///
    /// # Errors
    /// When there is nothing to watch, or the database cannot be written.
    pub fn new(
        store: Store,
        run: RunId,
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
        let mut latest = start;
        while !self.clock.is_stopped() {
            let now = self.now();
            if self.asked == 0 && later(now, CLOCK_SLACK) < latest {
                self.plan_feeds()?;
                latest = now;
            }
            latest = latest.max(now);
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
        self.desk.tally.next_at = self.agenda.next_at();
        Ok((self.desk.tally, self.desk.store))
    }

    fn now(&self) -> Timestamp {
        let now = self.clock.now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// Puts everything on the agenda that is watched.
    fn plan_feeds(&mut self) -> Result<(), WatchError> {
        (self.agenda, self.feeds) = (Agenda::default(), Vec::new());
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
        let articles = self.desk.store.watched_of(&self.feeds)?;
        for watched in &articles {
            self.put_article(watched);
        }
        for pause in self.desk.store.host_pauses()? {
            let free_at = pause.free_at.min(later(now, LONGEST_PAUSE));
            self.agenda.pause(&pause.name, Some(free_at));
            self.failures.insert(pause.name, pause.failures);
        }
        let begun = WatchEvent::Begun { feeds: self.feeds.len(), articles: articles.len() };
        self.desk.listener.hear(begun)
    }

    /// When something is due that was asked last at some time. What was asked in the future was asked by a clock that was
    /// wrong, and so may be when it is due.
    fn due(&self, due: Option<Timestamp>, asked: Option<Timestamp>) -> Option<Timestamp> {
        let now = self.now();
        due.map(|due| if asked.is_some_and(|asked| asked > later(now, CLOCK_SLACK)) { now } else { due })
    }

    pub(super) fn put_feed(&mut self, feed: &Feed) {
        if let Some(due) = self.due(feed.due_at, feed.asked_at) {
            self.agenda.put(Target::Feed(feed.id), &host_of(&feed.url), due);
        }
    }

    pub(super) fn put_article(&mut self, watched: &Watched) {
        if let Some(due) = self.due(watched.due_at, watched.asked_at) {
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
            self.desk.tally.not_modified += usize::from(matches!(fetched, Ok(Fetched::NotModified(..))));
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
                self.feed_failed(&mut feed, now, why, None)?;
                self.put_feed(&feed);
                Ok(())
            }
        }
    }
}

/// Whether an answer says that the host does not answer sensibly, and how long it asks to be left alone.
fn of_host(fetched: &Result<Fetched, FetchError>) -> Option<(Option<Duration>, String)> {
    match fetched {
        Err(error) => match error.cause {
            FetchCause::Page | FetchCause::Private => None,
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
        Ok(Fetched::NotModified(http, wire)) => Visited::Same(http, wire),
        Ok(Fetched::Nothing(absence, error)) => {
            let gone = matches!(absence.http.status, 404 | 410);
            let state = if gone { WatchState::Gone } else { WatchState::Refused };
            Visited::Nothing(state, Some(Box::new(absence)), error.message)
        }
        Err(error) => Visited::Nothing(WatchState::Refused, None, error.message),
    }
}
