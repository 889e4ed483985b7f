//! Sightings: what each capture gave besides its text. A revision has what its first capture gave; a later capture keeps what
//! it gave otherwise, so that whichever turns out to be the first can say it. So the order of arrival makes no difference.

use super::load::FoundBy;
use super::query::name_of;
use super::run::captured;
use super::spans::Json;
use crate::article::Revision;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

/// What a capture gave besides its text, its hashes and the outlet's date of the last change, which are columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct CaptureFacts {
    pub(super) published_at: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) dateline: Option<String>,
    pub(super) format: String,
    pub(super) language: Option<String>,
    pub(super) found_by: FoundBy,
    pub(super) warnings: Vec<String>,
}

/// What a revision is described by: when it was first captured, and what that capture gave.
pub(super) struct FirstSighting {
    pub(super) captured_at: String,
    pub(super) raw_sha256: String,
    pub(super) modified_at: Option<String>,
    pub(super) facts: CaptureFacts,
}

impl FirstSighting {
    pub(super) fn of(revision: &Revision) -> Self {
        Self {
            captured_at: captured(&revision.captured_at.value),
            raw_sha256: revision.raw_sha256.clone(),
            modified_at: revision.modified_at.as_ref().map(|f| f.value.clone()),
            facts: CaptureFacts::of(revision),
        }
    }
}

impl CaptureFacts {
    pub(super) fn of(revision: &Revision) -> Self {
        Self {
            published_at: revision.published_at.as_ref().map(|f| f.value.clone()),
            byline: revision.byline.as_ref().map(|f| f.value.clone()),
            dateline: revision.dateline.clone(),
            format: name_of(revision.format),
            language: revision.language.clone(),
            found_by: FoundBy::of(revision),
            warnings: revision.warnings.clone(),
        }
    }

    /// What the first capture of a stored revision gave.
    pub(super) fn of_row(connection: &Connection, revision: i64) -> rusqlite::Result<Self> {
        let sql = "SELECT published_at, byline, dateline, format, language, found_by, warnings FROM revision WHERE id = ?";
        connection.prepare_cached(sql)?.query_row(params![revision], |row| {
            Ok(Self {
                published_at: row.get(0)?,
                byline: row.get(1)?,
                dateline: row.get(2)?,
                format: row.get(3)?,
                language: row.get(4)?,
                found_by: row.get::<_, Json<FoundBy>>(5)?.0,
                warnings: row.get::<_, Json<Vec<String>>>(6)?.0,
            })
        })
    }
}

/// Notes with a capture what it gave, where its revision has that otherwise.
pub(super) fn note(
    connection: &Connection,
    capture: i64,
    revision: i64,
    facts: &CaptureFacts,
) -> rusqlite::Result<()> {
    if CaptureFacts::of_row(connection, revision)? == *facts {
        return Ok(());
    }
    let sql = "UPDATE capture SET facts = ? WHERE id = ?";
    connection.prepare_cached(sql)?.execute(params![Json(facts), capture]).map(drop)
}

/// Describes a revision by another first capture; what the others gave stays theirs.
pub(super) fn describe(
    connection: &Connection,
    revision: i64,
    first: &FirstSighting,
) -> rusqlite::Result<()> {
    let (was, FirstSighting { captured_at, raw_sha256, modified_at, facts }) =
        (CaptureFacts::of_row(connection, revision)?, first);
    if was != *facts {
        let sql = "UPDATE capture SET facts = nullif(coalesce(facts, ?2), ?3) WHERE revision = ?1";
        connection.prepare_cached(sql)?.execute(params![revision, Json(was), Json(facts)])?;
    }
    let sql = "UPDATE revision SET captured_at = ?2, raw_sha256 = ?3, modified_at = ?4, published_at = ?5, byline = ?6, \
               dateline = ?7, format = ?8, language = ?9, found_by = ?10, warnings = ?11 WHERE id = ?1";
    let CaptureFacts { published_at, byline, dateline, format, language, found_by, warnings } = facts;
    connection
        .prepare_cached(sql)?
        .execute(params![
            revision,
            captured_at,
            raw_sha256,
            modified_at,
            published_at,
            byline,
            dateline,
            format,
            language,
            Json(found_by),
            Json(warnings),
        ])
        .map(drop)
}

/// The first capture of a revision after `at`.
pub(super) fn first_after(
    connection: &Connection,
    revision: i64,
    at: &str,
) -> rusqlite::Result<Option<FirstSighting>> {
    let usual = CaptureFacts::of_row(connection, revision)?;
    let sql = "SELECT captured_at, raw_sha256, modified_at, facts FROM capture WHERE revision = ? AND captured_at > ? \
               ORDER BY captured_at, id LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![revision, at])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(FirstSighting {
        captured_at: row.get(0)?,
        raw_sha256: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
        modified_at: row.get(2)?,
        facts: row.get::<_, Option<Json<CaptureFacts>>>(3)?.map_or(usual, |facts| facts.0),
    }))
}
