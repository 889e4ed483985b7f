//! Absences: looks at an article that found no page.

use super::payloads;
use super::run::captured;
use super::{Store, StoreError};
use crate::article::{HttpFacts, url_key};
use crate::ids::{ArticleId, RunId};
use crate::source::Absence;
use rusqlite::{Connection, OptionalExtension, params};

impl Store {
    /// What the response said that brought the newest capture of an address, to ask whether anything changed since; none
    /// where that was no response of this very address, or it named neither tag nor date.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_answer(&self, url: &str) -> Result<Option<HttpFacts>, StoreError> {
        let look = || {
            let Some(article) = article_at(&self.connection, url)? else { return Ok(None) };
            let Some(capture) = newest_read(&self.connection, article.get(), None)? else { return Ok(None) };
            self.connection
                .prepare_cached(
                    "SELECT http_status, etag, last_modified FROM capture WHERE id = ?1 AND http_status IN (200, 304) \
                     AND coalesce(etag, last_modified) IS NOT NULL AND (place = ?2 \
                         OR EXISTS (SELECT 1 FROM exchange e WHERE e.capture = ?1 AND e.url = ?2))",
                )?
                .query_row(params![capture, url], |row| {
                    let (status, etag, last_modified) = (row.get(0)?, row.get(1)?, row.get(2)?);
                    Ok(HttpFacts { status, etag, last_modified, location: None })
                })
                .optional()
        };
        look().map_err(|e| self.error(e))
    }

    /// Notes that the address of an article had no page to give: a capture without a revision, with the status; or, where
    /// it answered that nothing changed (304), one more of the revision that it read as last. An address that no article
    /// is known by is not noted. Returns the article.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn note_absence(&mut self, run: RunId, absence: &Absence) -> Result<Option<ArticleId>, StoreError> {
        self.write(|connection, _| {
            let Some(article) = article_at(connection, &absence.url)? else { return Ok(None) };
            let http = &absence.http;
            let at = captured(&absence.at);
            let same = (http.status == 304).then(|| newest_read(connection, article.get(), Some(&at)));
            let same = same.transpose()?.flatten();
            let error = match (&same, &absence.why, &http.location) {
                (Some(_), ..) => None,
                (None, Some(why), _) => Some(why.clone()),
                (None, None, Some(to)) => Some(format!("redirected to {to} ({})", http.status)),
                (None, None, None) => Some(format!("no page ({})", http.status)),
            };
            connection
                .prepare_cached(
                    "INSERT INTO capture (article, captured_at, place, http_status, etag, last_modified, error, run, \
                         revision, raw_sha256, text_sha256) \
                     SELECT ?1, ?2, ?3, ?4, coalesce(?5, c.etag), coalesce(?6, c.last_modified), ?7, ?8, \
                         c.revision, c.raw_sha256, c.text_sha256 \
                     FROM (SELECT 1) LEFT JOIN capture c ON c.id = ?9",
                )?
                .execute(params![
                    article,
                    at,
                    absence.place,
                    Some(http.status).filter(|status| *status > 0),
                    http.etag,
                    http.last_modified,
                    error,
                    run,
                    same
                ])?;
            if let Some(evidence) = &absence.evidence {
                payloads::insert_evidence(connection, connection.last_insert_rowid(), evidence)?;
            }
            Ok(Some(article))
        })
    }
}

/// The newest capture of an article that showed a text, of those up to a time if one is given.
fn newest_read(connection: &Connection, article: i64, until: Option<&str>) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT id FROM capture WHERE article = ? AND revision IS NOT NULL AND captured_at <= coalesce(?, '~') \
             ORDER BY captured_at DESC, id DESC LIMIT 1",
        )?
        .query_row(params![article, until], |row| row.get(0))
        .optional()
}

impl Store {
    /// The article of a capture that is stored, by its place and time, ISO 8601 in UTC: what was seen there and then need
    /// not be read again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn captured_at(&self, place: &str, at: &str) -> Result<Option<ArticleId>, StoreError> {
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
fn article_at(connection: &Connection, url: &str) -> rusqlite::Result<Option<ArticleId>> {
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

    #[test]
    fn an_article_that_is_gone_keeps_what_it_was() {
        let (mut store, run) = store();
        let stored = ingest(&mut store, run, &revision("a", "2026-03-02T09:00:00Z", "Ada: It leaks."));
        let gone = |url: &str| Absence {
            url: url.to_owned(),
            at: "2026-03-03T09:00:00Z".to_owned(),
            http: HttpFacts { status: 410, ..HttpFacts::default() },
            place: url.to_owned(),
            evidence: None,
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

    #[test]
    fn a_page_that_did_not_change_is_one_more_capture_of_its_text() {
        let (mut store, run) = store();
        let url = "https://a.example/1";
        let mut first = revision(url, "2026-03-02T09:00:00Z", "Ada: It leaks.");
        let etag = || Some("\"v1\"".to_owned());
        first.http = Some(HttpFacts { status: 200, etag: etag(), ..HttpFacts::default() });
        let stored = store.ingest(run, url, &first, &super::super::fixture::analysis(&first.body)).unwrap();
        let known = store.last_answer(url).unwrap().unwrap();
        assert_eq!((known.status, known.etag), (200, etag()));
        assert_eq!(store.last_answer("https://other.example/").unwrap(), None);
        let same = Absence {
            url: url.to_owned(),
            at: "2026-03-03T09:00:00Z".to_owned(),
            http: HttpFacts { status: 304, ..HttpFacts::default() },
            place: url.to_owned(),
            evidence: None,
            why: None,
        };
        assert_eq!(store.note_absence(run, &same).unwrap(), Some(stored.article_id));
        assert_eq!(store.last_answer(url).unwrap().unwrap().status, 304);
        let revisions = store.revisions(stored.article_id).unwrap();
        assert_eq!((revisions.len(), revisions[0].captures), (1, 2));
        assert_eq!(store.check().unwrap().problems, []);
        // A file that was read since may be another text than what the server compares with.
        ingest(&mut store, run, &revision(url, "2026-03-04T09:00:00Z", "Ada: It holds."));
        assert_eq!(store.last_answer(url).unwrap(), None);
    }
}
