//! Absences: looks at an article that found no page.

use super::run::captured;
use super::{Store, StoreError};
use crate::article::url_key;
use crate::source::Absence;
use rusqlite::{Connection, OptionalExtension, params};

impl Store {
    /// Notes that the address of an article had no page to give: a capture without a revision, with the status. An
    /// address that no article is known by is not noted. Returns the article.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn note_absence(&mut self, run: i64, absence: &Absence) -> Result<Option<i64>, StoreError> {
        self.write(|connection, _| {
            let Some(article) = article_at(connection, &absence.url)? else { return Ok(None) };
            let http = &absence.http;
            let error = match (&absence.why, &http.location) {
                (Some(why), _) => why.clone(),
                (None, Some(to)) => format!("redirected to {to} ({})", http.status),
                (None, None) => format!("no page ({})", http.status),
            };
            connection
                .prepare_cached(
                    "INSERT INTO capture (article, captured_at, place, http_status, etag, last_modified, error, run) \
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![
                    article,
                    captured(&absence.at),
                    absence.place,
                    Some(http.status).filter(|status| *status > 0),
                    http.etag,
                    http.last_modified,
                    error,
                    run
                ])?;
            Ok(Some(article))
        })
    }
}

impl Store {
    /// The article of a capture that is stored, by its place and time, ISO 8601 in UTC: what was seen there and then need
    /// not be read again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn captured_at(&self, place: &str, at: &str) -> Result<Option<i64>, StoreError> {
        let run = || {
            self.connection
                .prepare_cached(
                    "SELECT article FROM capture WHERE place = ? AND captured_at = ? AND article IS NOT NULL LIMIT 1",
                )?
                .query_row(params![place, captured(at)], |row| row.get(0))
                .optional()
        };
        run().map_err(|e| self.error(e))
    }
}

/// The article that is known by an address, or by another identifier.
fn article_at(connection: &Connection, url: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT id FROM article WHERE url = ?1 UNION ALL SELECT article FROM article_url WHERE url = ?1 \
             UNION ALL SELECT id FROM article WHERE key IN (?1, ?2) LIMIT 1",
        )?
        .query_row(params![url, url_key(url)], |row| row.get(0))
        .optional()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ingest, revision, store};
    use super::*;
    use crate::article::HttpFacts;

    #[test]
    fn an_article_that_is_gone_keeps_what_it_was() {
        let (mut store, run) = store();
        let stored = ingest(&mut store, run, &revision("a", "2026-03-02T09:00:00Z", "Ada: It leaks."));
        let gone = |url: &str| Absence {
            url: url.to_owned(),
            at: "2026-03-03T09:00:00Z".to_owned(),
            http: HttpFacts { status: 410, ..HttpFacts::default() },
            place: url.to_owned(),
            why: None,
        };
        assert_eq!(store.note_absence(run, &gone("a")).unwrap(), Some(stored.article_id));
        assert_eq!(store.note_absence(run, &gone("https://other.example/")).unwrap(), None);
        let noted: (Option<i64>, u16, String) = store
            .connection
            .query_row(
                "SELECT revision, http_status, error FROM capture ORDER BY id DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .unwrap();
        assert_eq!(noted, (None, 410, "no page (410)".to_owned()));
        assert_eq!(store.check().unwrap().problems, []);
    }
}
