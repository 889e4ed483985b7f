//! Looks: what is asked of an article that is looked at again, and looks that gave no revision.

use super::payloads;
use super::run::utc_to_the_second;
use super::{Store, StoreError};
use crate::article::{Evidence, HttpFacts};
use crate::ids::{ArticleId, RevisionId, RunId};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

/// A look at an article that gave no revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look<'l> {
    /// The article's row.
    pub article: ArticleId,
    /// When.
    pub at: Timestamp,
    /// The address.
    pub place: &'l str,
    /// What the response said.
    pub http: &'l HttpFacts,
    /// What it found instead; `None` where the article stood there as before.
    pub error: Option<&'l str>,
    /// What went over the wire, as far as it is kept.
    pub evidence: Option<&'l Evidence>,
}

/// The text of an article as it stands in its newest revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleText {
    /// What the article is known by.
    pub key: String,
    /// The row of the newest revision.
    pub revision: RevisionId,
    /// Its headline.
    pub headline: Option<String>,
    /// Its text.
    pub body: String,
    /// Sentences about what was doubtful in it.
    pub warnings: Vec<String>,
}

impl Store {
    /// Notes a look at an article that gave no revision: it stood there as before, or it did not.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn note_look(&mut self, run: RunId, look: &Look<'_>) -> Result<(), StoreError> {
        self.write(|connection, _| {
            connection
                .prepare_cached(
                    "INSERT INTO capture (article, revision, captured_at, place, http_status, etag, last_modified, \
                         error, run) \
                     SELECT id, iif(?6 IS NULL, newest_revision, NULL), ?2, ?3, ?4, ?5, ?7, ?6, ?8 \
                     FROM article WHERE id = ?1",
                )?
                .execute(params![
                    look.article,
                    utc_to_the_second(look.at),
                    look.place,
                    look.http.status,
                    look.http.etag,
                    look.error,
                    look.http.last_modified,
                    run,
                ])?;
            if let Some(evidence) = look.evidence {
                payloads::insert_evidence(connection, connection.last_insert_rowid(), evidence)?;
            }
            Ok(())
        })
    }

    /// The row of the article that is known by a key.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn article_known_by(&self, key: &str) -> Result<Option<ArticleId>, StoreError> {
        self.connection
            .prepare_cached("SELECT id FROM article WHERE key = ?")
            .and_then(|mut found| found.query_row(params![key], |row| row.get(0)).optional())
            .map_err(|e| self.error(e))
    }

    /// The newest text of an article; `None` where it has no revision.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn newest_text(&self, article: ArticleId) -> Result<Option<ArticleText>, StoreError> {
        let sql = "SELECT a.key, r.id, r.headline, r.body, r.warnings FROM article a \
                   JOIN revision r ON r.id = a.newest_revision WHERE a.id = ?";
        let text = |row: &Row<'_>| {
            let warnings: String = row.get(4)?;
            let warnings = serde_json::from_str(&warnings).unwrap_or_default();
            Ok(ArticleText {
                key: row.get(0)?,
                revision: row.get(1)?,
                headline: row.get(2)?,
                body: row.get(3)?,
                warnings,
            })
        };
        self.connection
            .prepare_cached(sql)
            .and_then(|mut found| found.query_row(params![article], text).optional())
            .map_err(|e| self.error(e))
    }
}
