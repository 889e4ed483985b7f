//! Feeds: what the answer of a feed, a sitemap or a page that somebody named means, and what is watched because of it.

use super::schedule::{age, later, next_of_feed};
use super::tell::{WatchError, WatchEvent};
use super::visits::Visited;
use super::watcher::Watcher;
use crate::article::{Remedy, is_front_page, url_key};
use crate::source::Capture;
use crate::source::fetch::{FetchCause, FetchError, Fetched};
use crate::source::listing::{ListedPage, ListingKind, PageListing, offered_feeds, read_listing};
use crate::store::{Feed, FeedId, Listed, WatchState};
use jiff::Timestamp;
use std::time::Duration;

/// Sitemaps of an index that are read: the newest.
const MOST_SITEMAPS: usize = 50;

/// How often it is looked whether a front page offers other feeds, and whether a feed that moved is back.
const LEAD_EVERY: Duration = Duration::from_secs(30 * 24 * 60 * 60);

impl Watcher<'_> {
    pub(super) fn feed_failed(
        &mut self,
        feed: &mut Feed,
        now: Timestamp,
        why: &str,
        remedy: Option<&Remedy>,
    ) -> Result<(), WatchError> {
        feed.asked_at = Some(now);
        feed.failures = feed.failures.saturating_add(1);
        feed.error = Some(why.to_owned());
        self.desk.store.save_feed(feed)?;
        let (url, failures) = (feed.url.as_str(), feed.failures);
        self.desk.listener.hear(WatchEvent::FeedFailed { url, failures, why, remedy })
    }

    pub(super) fn feed_answered(
        &mut self,
        id: FeedId,
        now: Timestamp,
        fetched: Result<Fetched, FetchError>,
    ) -> Result<(), WatchError> {
        let mut feed = self.desk.store.feed(id)?;
        if let Err(FetchError { cause: FetchCause::Private, message, remedy, .. }) = &fetched {
            // Nothing was asked: it stays due, for when somebody allows it.
            self.desk.tally.failures += 1;
            return self.feed_failed(&mut feed, now, message, remedy.as_ref());
        }
        // What a feed says of itself stands until it says otherwise.
        let says =
            feed.read_at.zip(feed.due_at).filter(|_| feed.failures == 0).map(|(read, due)| age(read, due));
        let named = self.named(&feed)?;
        let every = self.desk.plan.every_of(&named, says);
        let read = match fetched {
            Ok(Fetched::NotModified(..)) => Ok(None),
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
                self.feed_failed(&mut feed, now, &why, None)?;
            }
            Ok(found) => {
                (feed.asked_at, feed.read_at) = (Some(now), Some(now));
                (feed.failures, feed.error) = (0, None);
                feed.due_at = Some(next_of_feed(every, now, 0));
                match found {
                    None => self.desk.store.save_feed(&feed)?,
                    Some((capture, Some(listing))) => {
                        if moved_for_good(&capture) && self.follow(&mut feed, now, &capture.url)? {
                            return Ok(());
                        }
                        let every = self.desk.plan.every_of(&named, listing.every);
                        feed.due_at = Some(next_of_feed(every, now, 0));
                        self.listed(&mut feed, now, &capture, listing)?;
                    }
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
            let children: Vec<String> = newest(listing.entries).into_iter().map(|child| child.url).collect();
            self.watch_of(parent, &children, now)?;
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
            return self.front_page_named(feed, now, capture);
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

    /// A front page was named: the feeds that it offers are watched.
    fn front_page_named(
        &mut self,
        mut feed: Feed,
        now: Timestamp,
        capture: &Capture,
    ) -> Result<(), WatchError> {
        let offered = offered_feeds(&capture.bytes, &capture.url);
        if offered.is_empty() {
            let why = "it is a front page that offers no feed; give the address of a feed or of an article.";
            feed.due_at = None;
            self.desk.tally.failures += 1;
            return self.feed_failed(&mut feed, now, why, None);
        }
        (feed.kind, feed.due_at) = (Some("front_page".to_owned()), Some(later(now, LEAD_EVERY)));
        self.desk.store.save_feed(&feed)?;
        self.put_feed(&feed);
        if self.watch_of(feed.id, &offered, now)? > 0 {
            self.desk.listener.hear(WatchEvent::Offered { url: &feed.url, feeds: &offered })?;
        }
        Ok(())
    }

    /// A feed moved for good to `to`: it is watched there, and the old address is asked again in a month. False where the
    /// new one is watched for another's sake.
    fn follow(&mut self, feed: &mut Feed, now: Timestamp, to: &str) -> Result<bool, WatchError> {
        let moved = self.desk.store.feed_at(to, Some(feed.id), now)?;
        if moved.parent != Some(feed.id) {
            return Ok(false);
        }
        (feed.kind, feed.due_at) = (Some("moved".to_owned()), Some(later(now, LEAD_EVERY)));
        self.desk.store.save_feed(feed)?;
        self.put_feed(feed);
        if self.watch_of(feed.id, &[to.to_owned()], now)? > 0 {
            self.desk.listener.hear(WatchEvent::FeedMoved { url: &feed.url, to })?;
        }
        Ok(true)
    }

    /// The address that a person named and that led to a feed.
    fn named(&self, feed: &Feed) -> Result<String, WatchError> {
        let (mut url, mut parent) = (feed.url.clone(), feed.parent);
        while let Some(row) = parent {
            Feed { url, parent, .. } = self.desk.store.feed(row)?;
        }
        Ok(url)
    }

    /// Watches what a feed leads to, unless it is watched already. Returns how many of these are new.
    fn watch_of(&mut self, parent: FeedId, urls: &[String], now: Timestamp) -> Result<usize, WatchError> {
        let children = self.desk.store.together(|store| {
            urls.iter().map(|url| store.feed_at(url, Some(parent), now)).collect::<Result<Vec<_>, _>>()
        })?;
        let mut new = 0;
        for child in children.iter().filter(|child| child.parent == Some(parent)) {
            if !self.feeds.contains(&child.id) {
                self.feeds.push(child.id);
                self.put_feed(child);
                new += 1;
            }
        }
        Ok(new)
    }
}

/// Whether every redirect on the way to an answer says that it is for good.
fn moved_for_good(capture: &Capture) -> bool {
    let hops = capture.evidence.iter().flat_map(|wire| wire.iter().rev().skip(1));
    let mut statuses = hops.map(|hop| {
        let line = hop.response.as_deref().unwrap_or_default();
        String::from_utf8_lossy(line.get(9..12).unwrap_or_default()).into_owned()
    });
    !capture.redirects.is_empty() && statuses.all(|status| matches!(&*status, "301" | "308"))
}

/// The newest of the sitemaps of an index.
fn newest(mut sitemaps: Vec<ListedPage>) -> Vec<ListedPage> {
    // Stable: where no dates are given, the first.
    sitemaps.sort_by_key(|sitemap| std::cmp::Reverse(sitemap.updated));
    sitemaps.truncate(MOST_SITEMAPS);
    sitemaps
}
