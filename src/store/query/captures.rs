//! Captures, each with what went over the wire for it.

use super::filter::Conditions;
use crate::ids::{ArticleId, CaptureId};
use crate::store::{Store, StoreError};
use rusqlite::{Connection, params};
use std::ops::ControlFlow;

/// One look at an article, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureRow {
    /// The capture's row.
    pub capture_id: CaptureId,
    /// The article's row.
    pub article_id: ArticleId,
    /// What the article is known by.
    pub article_key: Option<String>,
    /// When, ISO 8601 in UTC.
    pub captured_at: String,
    /// The file or address that it came from.
    pub place: String,
    /// The status of the response; none for a file.
    pub http_status: Option<u16>,
    /// The exchanges, redirects first; empty where nothing was kept.
    pub exchanges: Vec<ExchangeRow>,
}

/// One exchange of a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRow {
    /// The address that was asked.
    pub url: String,
    /// The request line and header.
    pub request: Option<Vec<u8>>,
    /// The status line and header of the response.
    pub response: Option<Vec<u8>>,
    /// The media type of what came without a header.
    pub media_type: Option<String>,
    /// SHA-256 in hex of the payload, which [`Store::payload`] gives; none where only headers were kept.
    pub payload: Option<String>,
}

/// Which captures to list; the default lists all.
#[derive(Debug, Clone, Default)]
pub struct CaptureFilter {
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// Words in the name of the outlet.
    pub outlet: Option<String>,
    /// Captured at or after this ISO 8601 date or time.
    pub since: Option<String>,
    /// Captured at or before this ISO 8601 date or time; a date means the whole day.
    pub until: Option<String>,
    /// Only captures that showed a text which an earlier capture of its revision had shown.
    pub repeats: bool,
}

/// A capture that was not the first of its revision.
const REPEATS: &str = "c.id <> (SELECT f.id FROM capture f WHERE f.revision = c.revision \
    ORDER BY f.captured_at, f.id LIMIT 1)";

impl CaptureFilter {
    fn conditions(&self, store: &Store) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        conditions.article(store, "c.article", self.article.as_deref())?;
        conditions.words(
            "(SELECT o.name FROM article a JOIN outlet o ON o.id = a.outlet WHERE a.id = c.article)",
            self.outlet.as_deref(),
        );
        conditions.with("c.captured_at >= ?1", self.since.clone());
        conditions.until("c.captured_at", self.until.as_deref());
        conditions.when(self.repeats, REPEATS);
        Ok(conditions)
    }
}

impl Store {
    /// The rows of the captures that `filter` lets through.
    pub(in crate::store) fn capture_ids(&self, filter: &CaptureFilter) -> Result<Vec<i64>, StoreError> {
        filter.conditions(self)?.rows(self, "SELECT c.id FROM capture c", "", |row| row.get(0))
    }

    /// Calls `each` for every capture that `filter` lets through, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_capture<E: From<StoreError>>(
        &self,
        filter: &CaptureFilter,
        mut each: impl FnMut(CaptureRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let select = "SELECT c.id, coalesce(c.article, 0), c.captured_at, c.place, c.http_status, \
             (SELECT a.key FROM article a WHERE a.id = c.article) FROM capture c";
        let tail = "ORDER BY c.captured_at, c.id";
        filter.conditions(self)?.for_each(self, select, tail, |row| {
            let capture_id = row.get(0)?;
            let capture = CaptureRow {
                capture_id,
                article_id: row.get(1)?,
                captured_at: row.get(2)?,
                place: row.get(3)?,
                http_status: row.get(4)?,
                article_key: row.get(5)?,
                exchanges: exchanges(&self.connection, capture_id)?,
            };
            Ok(each(capture).map(ControlFlow::Continue))
        })
    }
}

fn exchanges(connection: &Connection, capture: CaptureId) -> rusqlite::Result<Vec<ExchangeRow>> {
    connection
        .prepare_cached(
            "SELECT url, request, response, media_type, payload FROM exchange WHERE capture = ? ORDER BY ordinal",
        )?
        .query_map(params![capture], |row| {
            Ok(ExchangeRow {
                url: row.get(0)?,
                request: row.get(1)?,
                response: row.get(2)?,
                media_type: row.get(3)?,
                payload: row.get(4)?,
            })
        })?
        .collect()
}
