//! Captures: each is put in its place here, with what its revision says.

use super::super::facts::{RevisionPlace, find_place};
use super::super::ingest::{self, IngestOutcome};
use super::super::sightings::{self, CaptureFacts};
use super::super::spans::Json;
use super::super::{derived, load, said};
use super::other::OtherDatabase;
use crate::analysis::Analysis;
use crate::article::{Found, Revision, SourceFormat};
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, Row, ToSql, params};
use std::collections::HashMap;

/// A capture as its row has it.
struct CaptureRowOfOther {
    id: i64,
    revision: Option<i64>,
    /// What makes it the same capture as another.
    look: CaptureLook,
    run: i64,
    facts: Option<CaptureFacts>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct CaptureLook {
    captured_at: String,
    place: String,
    raw_sha256: Option<String>,
    text_sha256: Option<String>,
    http_status: Option<i64>,
    etag: Option<String>,
    last_modified: Option<String>,
    error: Option<String>,
    modified_at: Option<String>,
}

impl CaptureLook {
    /// The article here and these values, in the order in which a statement takes them.
    fn values<'l>(&'l self, here: &'l Option<i64>) -> [&'l dyn ToSql; 10] {
        [
            here,
            &self.captured_at,
            &self.place,
            &self.raw_sha256,
            &self.text_sha256,
            &self.http_status,
            &self.etag,
            &self.last_modified,
            &self.error,
            &self.modified_at,
        ]
    }
}

const SELECT: &str = "SELECT id, revision, captured_at, place, raw_sha256, text_sha256, http_status, etag, last_modified, \
     error, modified_at, run, facts FROM capture WHERE article IS ? ORDER BY captured_at, id";

fn capture(row: &Row<'_>) -> rusqlite::Result<CaptureRowOfOther> {
    Ok(CaptureRowOfOther {
        id: row.get(0)?,
        revision: row.get(1)?,
        look: CaptureLook {
            captured_at: row.get(2)?,
            place: row.get(3)?,
            raw_sha256: row.get(4)?,
            text_sha256: row.get(5)?,
            http_status: row.get(6)?,
            etag: row.get(7)?,
            last_modified: row.get(8)?,
            error: row.get(9)?,
            modified_at: row.get(10)?,
        },
        run: row.get(11)?,
        facts: row.get::<_, Option<Json<CaptureFacts>>>(12)?.map(|facts| facts.0),
    })
}

/// Takes over the captures of every article, and those that found none.
pub(super) fn merge(other: &mut OtherDatabase<'_>, progress: &mut dyn FnMut(u64)) -> rusqlite::Result<()> {
    merge_articles(other, progress)?;
    ArticleCaptures::new(None).merge(other, None)
}

/// Takes over the captures of every article.
pub(super) fn merge_articles(
    other: &mut OtherDatabase<'_>,
    progress: &mut dyn FnMut(u64),
) -> rusqlite::Result<()> {
    let articles: Vec<(i64, i64)> = other.articles.iter().map(|(&there, &here)| (there, here)).collect();
    let total = articles.len() as u64;
    for (there, here) in articles {
        ArticleCaptures::new(Some(here)).merge(other, Some(there))?;
        progress(total);
    }
    Ok(())
}

/// The captures of one article while they come in.
struct ArticleCaptures {
    here: Option<i64>,
    /// For each look how many captures there were here before, and how many of the other's are matched to these.
    known: HashMap<CaptureLook, (i64, i64)>,
    /// A revision of the other with its row, as it was read; several captures in a row are of one.
    read: Option<(i64, Revision)>,
}

impl ArticleCaptures {
    fn new(here: Option<i64>) -> Self {
        Self { here, known: HashMap::new(), read: None }
    }

    fn merge(&mut self, other: &mut OtherDatabase<'_>, there: Option<i64>) -> rusqlite::Result<()> {
        let captures: Vec<CaptureRowOfOther> = other
            .from
            .prepare_cached(SELECT)?
            .query_map(params![there], capture)?
            .collect::<rusqlite::Result<_>>()?;
        for capture in captures {
            if let Some(same) = self.same_here(other.to, &capture.look)? {
                other.report.known_captures += 1;
                copy_exchanges(other, capture.id, same)?;
                continue;
            }
            other.report.new_captures += 1;
            let (row, revision) = match capture.revision {
                None => (None, None),
                Some(revision) => {
                    let seen = self.as_seen((other.from, other.to), revision, &capture)?;
                    (Some(self.settle(other, revision, &seen)?), Some(seen))
                }
            };
            let id = self.insert(other, &capture, row)?;
            if let (Some(row), Some(seen)) = (row, revision) {
                sightings::note(other.to, id, row, &CaptureFacts::of(&seen))?;
            }
            copy_exchanges(other, capture.id, id)?;
        }
        Ok(())
    }

    /// The capture here that this one is, if it was here before.
    fn same_here(&mut self, to: &Connection, look: &CaptureLook) -> rusqlite::Result<Option<i64>> {
        let sql = "FROM capture WHERE article IS ?1 AND captured_at = ?2 AND place = ?3 AND raw_sha256 IS ?4 \
                   AND text_sha256 IS ?5 AND http_status IS ?6 AND etag IS ?7 AND last_modified IS ?8 AND error IS ?9 \
                   AND modified_at IS ?10";
        let values = look.values(&self.here);
        let (before, matched) = match self.known.get(look) {
            Some(&known) => known,
            None => {
                let count: i64 = to
                    .prepare_cached(&format!("SELECT count(*) {sql}"))?
                    .query_row(values.as_slice(), |row| row.get(0))?;
                (count, 0)
            }
        };
        self.known.insert(look.clone(), (before, matched + 1));
        if matched >= before {
            return Ok(None);
        }
        let nth = usize::try_from(matched).unwrap_or(usize::MAX);
        let mut all = to.prepare_cached(&format!("SELECT id {sql} ORDER BY id"))?;
        all.query_map(values.as_slice(), |row| row.get(0))?.nth(nth).transpose()
    }

    /// The revision of a capture as that capture saw it.
    fn as_seen(
        &mut self,
        (from, to): (&Connection, &Connection),
        revision: i64,
        capture: &CaptureRowOfOther,
    ) -> rusqlite::Result<Revision> {
        let read = match self.read.take() {
            Some((row, read)) if row == revision => read,
            _ => {
                let mut read = load::revision(from, revision)?;
                if let Some(here) = self.here {
                    read.key = key_of(to, here)?;
                }
                read
            }
        };
        let mut seen = read.clone();
        self.read = Some((revision, read));
        let look = &capture.look;
        let is_first = seen.captured_at.value == look.captured_at;
        seen.captured_at.value.clone_from(&look.captured_at);
        if let Some(sha256) = &look.raw_sha256 {
            seen.raw_sha256.clone_from(sha256);
        }
        let by = capture.facts.as_ref().map(|facts| &facts.found_by);
        let found =
            |value: &Option<String>, by| value.clone().map(|value| Found { value, by: by_or_field(by) });
        if look.modified_at.is_some() || !is_first {
            let by = by.map_or_else(|| seen.modified_at.as_ref().map(|f| f.by), |by| by.modified_at);
            seen.modified_at = found(&look.modified_at, by);
        }
        if let Some(facts) = &capture.facts {
            let by = &facts.found_by;
            seen.published_at = found(&facts.published_at, by.published_at);
            seen.byline = found(&facts.byline, by.byline);
            seen.dateline.clone_from(&facts.dateline);
            seen.language.clone_from(&facts.language);
            seen.warnings.clone_from(&facts.warnings);
            seen.format = format(&facts.format)?;
            seen.captured_at.by = by_or_field(by.captured_at);
            for (found, by) in
                [(&mut seen.url, by.url), (&mut seen.outlet, by.outlet), (&mut seen.headline, by.headline)]
            {
                if let (Some(found), Some(by)) = (found, by) {
                    found.by = by;
                }
            }
        }
        Ok(seen)
    }

    /// Puts a revision in its place, and gives its row here.
    fn settle(&self, other: &mut OtherDatabase<'_>, revision: i64, seen: &Revision) -> rusqlite::Result<i64> {
        let said = match find_place(other.to, seen)? {
            RevisionPlace::Known(_) => None,
            RevisionPlace::KnownEarlier(_) | RevisionPlace::New { .. } => {
                Some(said_of(other.from, revision, seen)?)
            }
        };
        let (of, extractor, made): (i64, String, i64) = other
            .from
            .prepare_cached(
                "SELECT run, extractor, coalesce((SELECT run FROM attribution WHERE revision = r.id LIMIT 1), \
                     (SELECT run FROM statement WHERE revision = r.id LIMIT 1), run) FROM revision r WHERE id = ?",
            )?
            .query_row(params![revision], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let run = other.run_here(made)?;
        let placed = ingest::settle(other.to, other.scope, run, seen, said.as_ref())?;
        let placed = placed.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        if placed.outcome != IngestOutcome::Unchanged {
            other
                .to
                .prepare_cached("UPDATE revision SET run = ?, extractor = ? WHERE id = ?")?
                .execute(params![other.run_here(of)?, extractor, placed.row])?;
            said::keep_old_columns(other.from, revision, other.to, placed.row)?;
            other.report.new_revisions += 1;
            other.report.extractors.insert(extractor);
            other.touched.insert(placed.article);
        }
        Ok(placed.row)
    }

    fn insert(
        &self,
        other: &OtherDatabase<'_>,
        capture: &CaptureRowOfOther,
        row: Option<i64>,
    ) -> rusqlite::Result<i64> {
        let run = other.run_here(capture.run)?;
        let mut values = capture.look.values(&self.here).to_vec();
        values.extend([&row as &dyn ToSql, &run]);
        other
            .to
            .prepare_cached(
                "INSERT INTO capture (article, captured_at, place, raw_sha256, text_sha256, http_status, etag, \
                 last_modified, error, modified_at, revision, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(values.as_slice())?;
        Ok(other.to.last_insert_rowid())
    }
}

/// What an article here is known by, which is its key there unless it is joined to another one.
fn key_of(to: &Connection, article: i64) -> rusqlite::Result<String> {
    to.prepare_cached("SELECT key FROM article WHERE id = ?")?.query_row(params![article], |row| row.get(0))
}

fn by_or_field(by: Option<crate::article::FoundIn>) -> crate::article::FoundIn {
    by.unwrap_or(crate::article::FoundIn::Field)
}

/// A format by its name.
fn format(name: &str) -> rusqlite::Result<SourceFormat> {
    serde_json::from_value(name.into()).map_err(|e| misfit(Box::new(e)))
}

/// What a revision of the other says, if it fits its text.
fn said_of(from: &Connection, row: i64, revision: &Revision) -> rusqlite::Result<Analysis> {
    let said = said::analysis(from, row, revision)?;
    derived::validate(revision, &said).map_err(|e| misfit(Box::new(e)))?;
    Ok(said)
}

fn misfit(cause: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(FromSqlError::Other(cause)))
}

/// Takes over what went over the wire for a capture, unless something is kept of it here, with the payloads. Bytes that were
/// dropped in one database and kept in the other are kept.
fn copy_exchanges(other: &OtherDatabase<'_>, capture: i64, here: i64) -> rusqlite::Result<()> {
    let (from, to) = (other.from, other.to);
    let kept = to.prepare_cached("SELECT 1 FROM exchange WHERE capture = ?")?.exists(params![here])?;
    let sql = "SELECT e.ordinal, e.url, e.request, e.response, e.media_type, e.payload, p.length, p.packing, p.bytes, p.forgotten \
               FROM exchange e LEFT JOIN payload p ON p.sha256 = e.payload WHERE e.capture = ? ORDER BY e.ordinal";
    let mut statement = from.prepare_cached(sql)?;
    let mut rows = statement.query(params![capture])?;
    while let Some(row) = rows.next()? {
        let payload: Option<String> = row.get(5)?;
        if let Some(sha256) = &payload {
            let forgotten = row.get::<_, Option<i64>>(9)?.map(|run| other.run_here(run)).transpose()?;
            to.prepare_cached(
                "INSERT INTO payload (sha256, length, packing, bytes, forgotten) VALUES (?, ?, ?, ?, ?) \
                 ON CONFLICT (sha256) DO UPDATE SET packing = excluded.packing, bytes = excluded.bytes, forgotten = NULL \
                 WHERE bytes IS NULL AND excluded.bytes IS NOT NULL",
            )?
            .execute(params![
                sha256,
                row.get::<_, i64>(6)?,
                row.get::<_, String>(7)?,
                row.get::<_, Option<Vec<u8>>>(8)?,
                forgotten,
            ])?;
        }
        if !kept {
            to.prepare_cached(
                "INSERT INTO exchange (capture, ordinal, url, request, response, media_type, payload) \
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                here,
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<Vec<u8>>>(2)?,
                row.get::<_, Option<Vec<u8>>>(3)?,
                row.get::<_, Option<String>>(4)?,
                payload,
            ])?;
        }
    }
    Ok(())
}
