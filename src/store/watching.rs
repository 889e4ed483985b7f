//! Watching: what is watched, when it is asked next, and what became of each look. The schedule is not made here.

use super::query::name_of;
use super::run::utc_to_the_second;
use super::{Store, StoreError};
use crate::ids::{ArticleId, FeedId, RevisionId, WatchedId};
use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// A feed, a sitemap or a page that is watched for articles: a row of `feed`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its row.
    pub id: FeedId,
    /// Its address.
    pub url: String,
    /// What it is; `None` until it was read.
    pub kind: Option<String>,
    /// What it calls itself.
    pub title: Option<String>,
    /// What leads to it: an index of sitemaps, a front page, its address before it moved.
    pub parent: Option<FeedId>,
    /// What the last response said: the entity tag.
    pub etag: Option<String>,
    /// What the last response said: the time of the last change, as sent.
    pub last_modified: Option<String>,
    /// When it was last asked.
    pub asked_at: Option<Timestamp>,
    /// When that last succeeded.
    pub read_at: Option<Timestamp>,
    /// When it is asked next; `None` for no more.
    pub due_at: Option<Timestamp>,
    /// Requests in a row that failed.
    pub failures: u32,
    /// Why the last one did.
    pub error: Option<String>,
}

/// What a look at a watched article found last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WatchState {
    /// It was not read yet.
    New,
    /// The article.
    Read,
    /// No page (404, 410).
    Gone,
    /// The server refuses it, or fails.
    Refused,
    /// Another page stands in its place: a front page, a section, another story.
    Replaced,
    /// Its text breaks off before a gate that was not there.
    Paywall,
    /// A page without an article.
    Unreadable,
    /// Another article that is watched: this one is not asked any more.
    Merged,
}

/// An article that is watched: a row of `watched`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Its row.
    pub id: WatchedId,
    /// Its address as it was listed, in the one way of writing it.
    pub key: String,
    /// The address that is asked.
    pub url: String,
    /// What lists it.
    pub feed: FeedId,
    /// The article's row, once it was read.
    pub article: Option<ArticleId>,
    /// What the last look found.
    pub state: WatchState,
    /// The time that its feed last gave for it.
    pub listed_at: Option<Timestamp>,
    /// When it was last seen to change, or first listed.
    pub changed_at: Timestamp,
    /// When it was last asked.
    pub asked_at: Option<Timestamp>,
    /// When it is asked next; `None` for no more.
    pub due_at: Option<Timestamp>,
    /// Requests in a row that did not find it.
    pub failures: u32,
    /// Why the last one did not.
    pub error: Option<String>,
    /// What the last response with the article said: the entity tag.
    pub etag: Option<String>,
    /// What the last response with the article said: the time of the last change, as sent.
    pub last_modified: Option<String>,
    /// The row of the newest revision whose changes were told.
    pub told: RevisionId,
}

/// An address that a feed lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The address in the one way of writing it.
    pub key: String,
    /// The address.
    pub url: String,
    /// The time that the feed gives for it.
    pub listed_at: Option<Timestamp>,
    /// From when on its age counts.
    pub since: Timestamp,
}

/// A host that is left alone: a row of `host`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPause {
    /// The host, with its port where that is not the usual one.
    pub name: String,
    /// Requests in a row that it did not answer.
    pub failures: u32,
    /// When it may be asked again.
    pub free_at: Timestamp,
    /// Why.
    pub error: String,
}

impl FromSql for WatchState {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_value(value.as_str()?.into()).map_err(|e| FromSqlError::Other(Box::new(e)))
    }
}

const FEED: &str = "SELECT id, url, kind, title, parent, etag, last_modified, asked_at, read_at, due_at, failures, error \
                    FROM feed";

const WATCHED: &str = "SELECT id, key, url, feed, article, state, listed_at, changed_at, asked_at, due_at, failures, \
                       error, etag, last_modified, told FROM watched";

impl Store {
    /// The feed at an address, noted as due at `due` if it is new. `parent` is what leads to it: an index of sitemaps, a front
    /// page, or its address before it moved.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn feed_at(&mut self, url: &str, parent: Option<FeedId>, due: Timestamp) -> Result<Feed, StoreError> {
        self.write(|connection, _| {
            connection
                .prepare_cached(
                    "INSERT INTO feed (url, parent, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                )?
                .execute(params![url, parent, utc_to_the_second(due)])?;
            connection.prepare_cached(&format!("{FEED} WHERE url = ?"))?.query_row(params![url], feed)
        })
    }

    /// A feed by its row.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn feed(&self, id: FeedId) -> Result<Feed, StoreError> {
        self.connection
            .prepare_cached(&format!("{FEED} WHERE id = ?"))
            .and_then(|mut found| found.query_row(params![id], feed))
            .map_err(|e| self.error(e))
    }

    /// Every feed, in the order in which they were named.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        rows(&self.connection, &format!("{FEED} ORDER BY id"), feed).map_err(|e| self.error(e))
    }

    /// Watches a feed no more, nor what it led to; it is given by its address or its row. Returns how many articles are not
    /// watched any more, `None` where there is no such feed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remove_feed(&mut self, feed: &str) -> Result<Option<usize>, StoreError> {
        self.write(|connection, _| {
            let watched = |connection: &Connection| {
                connection.query_row("SELECT count(*) FROM watched", [], |row| row.get::<_, i64>(0))
            };
            let before = watched(connection)?;
            let gone = connection
                .execute("DELETE FROM feed WHERE url = ?1 OR CAST(id AS TEXT) = ?1", params![feed])?;
            let articles = before - watched(connection)?;
            Ok((gone > 0).then(|| usize::try_from(articles).unwrap_or(0)))
        })
    }

    /// Writes what became of a feed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn save_feed(&mut self, feed: &Feed) -> Result<(), StoreError> {
        self.write(|connection, _| {
            connection
                .prepare_cached(
                    "UPDATE feed SET kind = ?2, title = ?3, etag = ?4, last_modified = ?5, asked_at = ?6, read_at = ?7, \
                     due_at = ?8, failures = ?9, error = ?10 WHERE id = ?1",
                )?
                .execute(params![
                    feed.id,
                    feed.kind,
                    feed.title,
                    feed.etag,
                    feed.last_modified,
                    feed.asked_at.map(utc_to_the_second),
                    feed.read_at.map(utc_to_the_second),
                    feed.due_at.map(utc_to_the_second),
                    feed.failures,
                    feed.error,
                ])?;
            Ok(())
        })
    }

    /// Notes what a feed lists. What is new is due at `now`, and so is what the feed says was changed since it was last
    /// asked. Returns the articles that are due now.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn list(
        &mut self,
        feed: FeedId,
        listed: &[Listed],
        now: Timestamp,
    ) -> Result<Vec<Watched>, StoreError> {
        let now = utc_to_the_second(now);
        self.write(|connection, _| {
            let mut due = Vec::new();
            for entry in listed {
                let changed = connection
                    .prepare_cached(
                        "INSERT INTO watched (key, url, feed, state, listed_at, changed_at, due_at) \
                         VALUES (?1, ?2, ?3, 'new', ?4, ?5, ?6) ON CONFLICT (key) DO UPDATE SET \
                             feed = ?3, listed_at = coalesce(?4, listed_at), \
                             due_at = iif(?4 > listed_at AND ?4 > asked_at AND due_at IS NOT NULL, ?6, due_at) \
                         WHERE feed <> ?3 OR ?4 > listed_at OR listed_at IS NULL AND ?4 IS NOT NULL",
                    )?
                    .execute(params![
                        entry.key,
                        entry.url,
                        feed,
                        entry.listed_at.map(utc_to_the_second),
                        utc_to_the_second(entry.since),
                        now,
                    ])?;
                if changed > 0 {
                    due.extend(
                        connection
                            .prepare_cached(&format!("{WATCHED} WHERE key = ? AND due_at = ?"))?
                            .query_row(params![entry.key, now], watched)
                            .optional()?,
                    );
                }
            }
            Ok(due)
        })
    }

    /// The articles of these feeds that are still looked at.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn watched_of(&self, feeds: &[FeedId]) -> Result<Vec<Watched>, StoreError> {
        let sql = format!(
            "{WATCHED} WHERE due_at IS NOT NULL AND feed IN (SELECT value FROM json_each('{}')) ORDER BY id",
            serde_json::json!(feeds)
        );
        rows(&self.connection, &sql, watched).map_err(|e| self.error(e))
    }

    /// A watched article by its row.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn watched(&self, id: WatchedId) -> Result<Watched, StoreError> {
        self.connection
            .prepare_cached(&format!("{WATCHED} WHERE id = ?"))
            .and_then(|mut found| found.query_row(params![id], watched))
            .map_err(|e| self.error(e))
    }

    /// Whether another article of the watch list than `id` is `article`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_watched_as_another(&self, article: ArticleId, id: WatchedId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM watched WHERE article = ? AND id <> ? AND state <> 'merged')";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut found| found.query_row(params![article, id], |row| row.get(0)))
            .map_err(|e| self.error(e))
    }

    /// What is watched as the article `other` is not asked any more: it is `article`.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end_watching(
        &mut self,
        other: ArticleId,
        article: ArticleId,
        why: &str,
    ) -> Result<(), StoreError> {
        self.write(|connection, _| {
            connection
                .prepare_cached(
                    "UPDATE watched SET article = ?2, state = 'merged', due_at = NULL, error = ?3 WHERE article = ?1",
                )?
                .execute(params![other, article, why])?;
            Ok(())
        })
    }

    /// Writes what became of a watched article.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn save_watched(&mut self, watched: &Watched) -> Result<(), StoreError> {
        self.write(|connection, _| {
            connection
                .prepare_cached(
                    "UPDATE watched SET url = ?2, article = ?3, state = ?4, changed_at = ?5, asked_at = ?6, due_at = ?7, \
                     failures = ?8, error = ?9, etag = ?10, last_modified = ?11, told = ?12 WHERE id = ?1",
                )?
                .execute(params![
                    watched.id,
                    watched.url,
                    watched.article,
                    name_of(watched.state),
                    utc_to_the_second(watched.changed_at),
                    watched.asked_at.map(utc_to_the_second),
                    watched.due_at.map(utc_to_the_second),
                    watched.failures,
                    watched.error,
                    watched.etag,
                    watched.last_modified,
                    watched.told,
                ])?;
            Ok(())
        })
    }

    /// The revisions of watched articles whose changes were not told yet, in their order: the row of the watched article
    /// and that of the revision.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn untold(&self, feeds: &[FeedId]) -> Result<Vec<(WatchedId, RevisionId)>, StoreError> {
        let sql = format!(
            "SELECT w.id, r.id FROM watched w JOIN revision r ON r.article = w.article \
             WHERE r.id > w.told AND w.state <> 'merged' AND w.feed IN (SELECT value FROM json_each('{}')) ORDER BY r.id",
            serde_json::json!(feeds)
        );
        rows(&self.connection, &sql, |row| Ok((row.get(0)?, row.get(1)?))).map_err(|e| self.error(e))
    }

    /// Notes that the changes of a revision of a watched article were told.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn note_told(&mut self, watched: WatchedId, revision: RevisionId) -> Result<(), StoreError> {
        self.write(|connection, _| {
            connection
                .prepare_cached("UPDATE watched SET told = max(told, ?2) WHERE id = ?1")?
                .execute(params![watched, revision])?;
            Ok(())
        })
    }

    /// The hosts that are left alone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn host_pauses(&self) -> Result<Vec<HostPause>, StoreError> {
        let pause = |row: &Row<'_>| {
            Ok(HostPause {
                name: row.get(0)?,
                failures: row.get(1)?,
                free_at: time(row, 2)?.unwrap_or_default(),
                error: row.get(3)?,
            })
        };
        rows(&self.connection, "SELECT name, failures, free_at, error FROM host", pause)
            .map_err(|e| self.error(e))
    }

    /// Notes that a host is left alone.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn pause_host(&mut self, pause: &HostPause) -> Result<(), StoreError> {
        self.write(|connection, _| {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO host (name, failures, free_at, error) VALUES (?, ?, ?, ?)",
                )?
                .execute(params![
                    pause.name,
                    pause.failures,
                    utc_to_the_second(pause.free_at),
                    pause.error
                ])?;
            Ok(())
        })
    }

    /// Notes that a host answers again.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn resume_host(&mut self, name: &str) -> Result<(), StoreError> {
        self.write(|connection, _| {
            connection.prepare_cached("DELETE FROM host WHERE name = ?")?.execute(params![name])?;
            Ok(())
        })
    }
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection.prepare(sql)?.query_map([], read)?.collect()
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed {
        id: row.get(0)?,
        url: row.get(1)?,
        kind: row.get(2)?,
        title: row.get(3)?,
        parent: row.get(4)?,
        etag: row.get(5)?,
        last_modified: row.get(6)?,
        asked_at: time(row, 7)?,
        read_at: time(row, 8)?,
        due_at: time(row, 9)?,
        failures: row.get(10)?,
        error: row.get(11)?,
    })
}

fn watched(row: &Row<'_>) -> rusqlite::Result<Watched> {
    Ok(Watched {
        id: row.get(0)?,
        key: row.get(1)?,
        url: row.get(2)?,
        feed: row.get(3)?,
        article: row.get(4)?,
        state: row.get(5)?,
        listed_at: time(row, 6)?,
        changed_at: time(row, 7)?.unwrap_or_default(),
        asked_at: time(row, 8)?,
        due_at: time(row, 9)?,
        failures: row.get(10)?,
        error: row.get(11)?,
        etag: row.get(12)?,
        last_modified: row.get(13)?,
        told: row.get(14)?,
    })
}

fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let text: Option<String> = row.get(column)?;
    let parsed = text.map(|text| text.parse()).transpose();
    parsed.map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ingest, revision, store};
    use super::super::looks::Look;
    use super::*;
    use crate::article::HttpFacts;
    use crate::diff::Severity;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn listed(path: &str, listed_at: Option<&str>) -> Listed {
        let url = format!("https://harbour.example/{path}");
        Listed { key: url.clone(), url, listed_at: listed_at.map(at), since: at("2026-03-02T09:00:00Z") }
    }

    #[test]
    fn what_is_listed_is_due_once_and_again_when_its_feed_says_so() {
        let (mut store, _) = store();
        let (nine, ten) = (at("2026-03-02T09:00:00Z"), at("2026-03-02T10:00:00Z"));
        let feed = store.feed_at("https://harbour.example/rss", None, nine).unwrap();
        assert_eq!((feed.due_at, store.feeds().unwrap().len()), (Some(nine), 1));
        assert_eq!(store.feed_at("https://harbour.example/rss", None, ten).unwrap(), feed);
        let entries = [listed("a", None), listed("b", Some("2026-03-02T08:00:00Z"))];
        let mut due = store.list(feed.id, &entries, nine).unwrap();
        assert_eq!(
            due.iter().map(|w| (w.state, w.due_at)).collect::<Vec<_>>(),
            [(WatchState::New, Some(nine)); 2]
        );
        for watched in &mut due {
            (watched.asked_at, watched.due_at, watched.state) = (Some(nine), Some(ten), WatchState::Read);
            store.save_watched(watched).unwrap();
        }
        assert_eq!(store.list(feed.id, &entries, nine).unwrap(), []);
        let moved = [listed("a", Some("2026-03-02T08:30:00Z")), listed("b", Some("2026-03-02T09:20:00Z"))];
        let half_past = at("2026-03-02T09:30:00Z");
        let again = store.list(feed.id, &moved, half_past).unwrap();
        assert_eq!(again.iter().map(|w| w.key.as_str()).collect::<Vec<_>>(), ["https://harbour.example/b"]);
        assert_eq!(store.watched_of(&[feed.id]).unwrap().len(), 2);
        assert_eq!(store.watched_of(&[]).unwrap(), []);
        assert!(store.check().unwrap().is_sound());
    }

    #[test]
    fn what_was_not_told_is_found_and_told_once() {
        let (mut store, run) = store();
        let nine = at("2026-03-02T09:00:00Z");
        let feed = store.feed_at("https://harbour.example/rss", None, nine).unwrap();
        let mut watched = store.list(feed.id, &[listed("a", None)], nine).unwrap().remove(0);
        let first = ingest(&mut store, run, &revision("a", "2026-03-02T09:00:00Z", "Ferries stop at 5."));
        (watched.article, watched.told) = (Some(first.article_id), first.revision_id);
        store.save_watched(&watched).unwrap();
        assert_eq!(store.untold(&[feed.id]).unwrap(), []);
        let second = ingest(&mut store, run, &revision("a", "2026-03-02T10:00:00Z", "Ferries stop at 6."));
        assert_eq!(store.untold(&[feed.id]).unwrap(), [(watched.id, second.revision_id)]);
        assert_eq!(store.last_changed(Severity::None, 9).unwrap(), [second.revision_id]);
        store.note_told(watched.id, second.revision_id).unwrap();
        assert_eq!(store.untold(&[feed.id]).unwrap(), []);
        let http = HttpFacts { status: 304, ..HttpFacts::default() };
        let look = Look {
            article: first.article_id,
            at: nine,
            place: "a",
            http: &http,
            error: None,
            evidence: None,
        };
        store.note_look(run, &look).unwrap();
        store.note_look(run, &Look { error: Some("no page (404)"), ..look }).unwrap();
        let sql = "SELECT revision FROM capture WHERE place = 'a' ORDER BY id";
        let noted: Vec<Option<RevisionId>> = rows(&store.connection, sql, |row| row.get(0)).unwrap();
        assert_eq!(noted, [Some(second.revision_id), None]);
        assert!(store.check().unwrap().is_sound());
    }

    #[test]
    fn a_host_is_left_alone_and_comes_back() {
        let (mut store, _) = store();
        let free_at = at("2026-03-02T09:00:00Z");
        let pause = HostPause { name: "a.example".into(), failures: 2, free_at, error: "no answer".into() };
        store.pause_host(&pause).unwrap();
        store.pause_host(&HostPause { failures: 3, ..pause.clone() }).unwrap();
        assert_eq!(store.host_pauses().unwrap(), [HostPause { failures: 3, ..pause }]);
        store.resume_host("a.example").unwrap();
        assert_eq!(store.host_pauses().unwrap(), []);
    }

    #[test]
    fn writes_that_belong_together_are_undone_together() {
        let (mut store, _) = store();
        let nine = at("2026-03-02T09:00:00Z");
        let failed: Result<(), StoreError> = store.together(|store| {
            store.feed_at("https://harbour.example/rss", None, nine)?;
            Err(store.not_found(super::super::RowKind::Article, "nothing".into()))
        });
        assert!(failed.is_err());
        assert_eq!(store.feeds().unwrap(), []);
        let done: Result<(), StoreError> =
            store.together(|store| store.feed_at("https://harbour.example/rss", None, nine).map(drop));
        done.unwrap();
        assert_eq!(store.feeds().unwrap().len(), 1);
    }
}
