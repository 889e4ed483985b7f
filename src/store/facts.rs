//! Facts: the rows that no analysis makes: articles, their revisions in order, and every capture.

use super::load::FoundBy;
use super::outlets;
use super::payloads;
use super::query::name_of;
use super::run::captured;
use super::sightings::{self, CaptureFacts};
use super::spans::Json;
use crate::article::Revision;
use rusqlite::{Connection, OptionalExtension, params};

/// Where a revision belongs among those stored.
pub(super) enum RevisionPlace {
    /// It reads as this revision did at that time.
    Known(i64),
    /// It reads as this revision, which was so far first seen later.
    KnownEarlier(i64),
    /// It is new, and gets this number.
    New {
        /// The article, if it is known.
        article: Option<i64>,
        /// The number, from 1.
        seq: i64,
    },
}

/// Finds where a revision belongs.
///
/// It reads as the revision that was current at the time of its capture, or as one captured at that very time, or
/// as the next one, when nothing else was seen between.
pub(super) fn find_place(connection: &Connection, revision: &Revision) -> rusqlite::Result<RevisionPlace> {
    let at = captured(&revision.captured_at.value);
    let article: Option<i64> = connection
        .prepare_cached("SELECT id FROM article WHERE key = ?")?
        .query_row(params![revision.key], |row| row.get(0))
        .optional()?;
    let Some(article) = article else { return Ok(RevisionPlace::New { article: None, seq: 1 }) };
    let neighbour = |condition: &str, order: &str| {
        let sql = format!(
            "SELECT id, seq, text_sha256 = ?3 OR raw_sha256 = ?4 FROM revision \
             WHERE article = ?1 AND captured_at {condition} ?2 ORDER BY {order} LIMIT 1"
        );
        connection
            .prepare_cached(&sql)?
            .query_row(params![article, at, revision.text_sha256, revision.raw_sha256], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, bool>(2)?))
            })
            .optional()
    };
    if let Some((row, _, true)) = neighbour("=", "3 DESC, seq")? {
        return Ok(RevisionPlace::Known(row));
    }
    let before = neighbour("<=", "seq DESC")?;
    if let Some((row, _, true)) = before {
        return Ok(RevisionPlace::Known(row));
    }
    if let Some((row, _, true)) = neighbour(">", "seq")? {
        let seen_between: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM capture WHERE revision = ? AND captured_at > ?)")?
            .query_row(params![before.map(|(row, ..)| row), at], |row| row.get(0))?;
        if !seen_between {
            return Ok(RevisionPlace::KnownEarlier(row));
        }
    }
    Ok(RevisionPlace::New { article: Some(article), seq: before.map_or(0, |(_, seq, _)| seq) + 1 })
}

/// Makes a new article.
pub(super) fn insert_article(connection: &Connection, revision: &Revision) -> rusqlite::Result<i64> {
    connection.prepare_cached("INSERT INTO article (key) VALUES (?)")?.execute(params![revision.key])?;
    Ok(connection.last_insert_rowid())
}

/// Notes the outlet and the addresses of an article, as far as they were not known.
pub(super) fn note_outlet_and_urls(
    connection: &Connection,
    article: i64,
    revision: &Revision,
) -> rusqlite::Result<()> {
    let known: (Option<i64>, Option<String>, Option<String>) = connection
        .prepare_cached("SELECT outlet, outlet_named, url FROM article WHERE id = ?")?
        .query_row(params![article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let (known_outlet, named, known_url) = known;
    let outlet = revision.outlet.as_ref().map(|outlet| outlet.value.as_str());
    let better = |outlet: &&str| {
        named.as_ref().map_or(known_outlet.is_none(), |named| outlet_form(outlet) < outlet_form(named))
    };
    if let Some(outlet) = outlet.filter(better) {
        let row = outlets::find_or_insert(connection, outlet)?;
        connection
            .prepare_cached("UPDATE article SET outlet = ?, outlet_named = ? WHERE id = ?")?
            .execute(params![row, outlet, article])?;
        outlets::delete_if_unused(connection, known_outlet)?;
    }
    let url = revision.url.as_ref().map(|u| &u.value);
    if let Some(url) =
        url.filter(|url| known_url.is_none_or(|known| address_form(url) < address_form(&known)))
    {
        connection
            .prepare_cached("UPDATE article SET url = ? WHERE id = ?")?
            .execute(params![url, article])?;
    }
    for address in url.into_iter().chain(&revision.other_urls) {
        connection
            .prepare_cached("INSERT INTO article_url (article, url) VALUES (?, ?) ON CONFLICT DO NOTHING")?
            .execute(params![article, address])?;
    }
    Ok(())
}

/// What the names that the captures of an article give its outlet are ordered by, the best first, so that it does not depend
/// on which came first: a name before a host, a short one before a long one.
fn outlet_form(name: &str) -> (bool, usize, &str) {
    (name.contains('.') && !name.contains(' '), name.chars().count(), name)
}

/// What addresses of one article are ordered by, the best first.
fn address_form(url: &str) -> (bool, usize, &str) {
    (!url.starts_with("https://"), url.len(), url)
}

/// Moves the revisions from number `seq` on up by one.
pub(super) fn make_room(connection: &Connection, article: i64, seq: i64) -> rusqlite::Result<()> {
    // Over negative numbers: no two may have one number at any time.
    connection
        .prepare_cached("UPDATE revision SET seq = -seq WHERE article = ? AND seq >= ?")?
        .execute(params![article, seq])?;
    connection
        .prepare_cached("UPDATE revision SET seq = 1 - seq WHERE article = ? AND seq < 0")?
        .execute(params![article])?;
    Ok(())
}

/// Writes a revision as it was read.
pub(super) fn insert_revision(
    connection: &Connection,
    run: i64,
    article: i64,
    seq: i64,
    revision: &Revision,
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO revision (article, seq, captured_at, published_at, modified_at, headline, byline, dateline, \
             body, format, language, raw_sha256, text_sha256, found_by, warnings, extractor, run) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT version FROM run WHERE id = ?16), ?16)",
        )?
        .execute(params![
            article,
            seq,
            captured(&revision.captured_at.value),
            revision.published_at.as_ref().map(|f| &f.value),
            revision.modified_at.as_ref().map(|f| &f.value),
            revision.headline.as_ref().map(|f| &f.value),
            revision.byline.as_ref().map(|f| &f.value),
            revision.dateline,
            revision.body,
            name_of(revision.format),
            revision.language,
            revision.raw_sha256,
            revision.text_sha256,
            Json(FoundBy::of(revision)),
            Json(&revision.warnings),
            run,
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Notes one look at an article, unless it is noted already: who gives the same file again looked no second time.
pub(super) fn note_capture(
    connection: &Connection,
    run: i64,
    place: &str,
    article: i64,
    row: i64,
    revision: &Revision,
) -> rusqlite::Result<()> {
    let capture = match same_capture(connection, place, article, row, revision)? {
        Some(capture) => capture,
        None => insert_capture(connection, run, place, article, row, revision)?,
    };
    match &revision.evidence {
        Some(evidence) => payloads::insert_evidence(connection, capture, evidence),
        None => Ok(()),
    }
}

/// The capture of an article that is the same in time, place, hashes and answer.
fn same_capture(
    connection: &Connection,
    place: &str,
    article: i64,
    row: i64,
    revision: &Revision,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT id FROM capture WHERE article = ? AND captured_at = ? AND revision = ? AND place = ? \
             AND raw_sha256 = ? AND text_sha256 = ? AND http_status IS ? AND etag IS ? AND last_modified IS ? \
             AND modified_at IS ? AND error IS NULL ORDER BY id LIMIT 1",
        )?
        .query_row(
            params![
                article,
                captured(&revision.captured_at.value),
                row,
                place,
                revision.raw_sha256,
                revision.text_sha256,
                revision.http.as_ref().map(|http| http.status),
                revision.http.as_ref().and_then(|http| http.etag.as_deref()),
                revision.http.as_ref().and_then(|http| http.last_modified.as_deref()),
                revision.modified_at.as_ref().map(|f| &f.value),
            ],
            |found| found.get(0),
        )
        .optional()
}

fn insert_capture(
    connection: &Connection,
    run: i64,
    place: &str,
    article: i64,
    row: i64,
    revision: &Revision,
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO capture (article, revision, captured_at, place, raw_sha256, text_sha256, http_status, etag, \
             last_modified, run, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            article,
            row,
            captured(&revision.captured_at.value),
            place,
            revision.raw_sha256,
            revision.text_sha256,
            revision.http.as_ref().map(|http| http.status),
            revision.http.as_ref().and_then(|http| http.etag.as_deref()),
            revision.http.as_ref().and_then(|http| http.last_modified.as_deref()),
            run,
            revision.modified_at.as_ref().map(|f| &f.value),
        ])?;
    let capture = connection.last_insert_rowid();
    sightings::note(connection, capture, row, &CaptureFacts::of(revision))?;
    Ok(capture)
}

/// The revisions of an article from number `seq` on, in order.
pub(super) fn revisions_from(connection: &Connection, article: i64, seq: i64) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT id FROM revision WHERE article = ? AND seq >= ? ORDER BY seq")?
        .query_map(params![article, seq], |row| row.get(0))?
        .collect()
}

/// Notes which older revision each one's text came back from. Whether that of `row` did.
pub(super) fn note_same_texts(
    connection: &Connection,
    article: i64,
    row: i64,
    only: bool,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "UPDATE revision SET same_text_as = (SELECT o.id FROM revision o \
                 WHERE o.article = revision.article AND o.text_sha256 = revision.text_sha256 \
                 AND o.seq < revision.seq ORDER BY o.seq LIMIT 1) \
             WHERE article = ?1 AND (NOT ?3 OR id = ?2)",
        )?
        .execute(params![article, row, only])?;
    connection
        .prepare_cached("SELECT same_text_as IS NOT NULL FROM revision WHERE id = ?")?
        .query_row(params![row], |row| row.get(0))
}

/// Notes which revision is the newest, when all of it is written or written anew: the article is tallied by that.
pub(super) fn set_newest(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE article SET newest_revision = \
                 (SELECT id FROM revision WHERE article = ?1 ORDER BY seq DESC LIMIT 1) WHERE id = ?1",
        )?
        .execute(params![article])?;
    Ok(())
}

/// Where the revision before number `seq` was seen again after `at`, which is when number `seq` was captured: its text
/// came back, so a copy of it becomes number `seq` + 1, with those captures. Gives the rows of the original and the
/// copy.
pub(super) fn split_previous(
    connection: &Connection,
    run: i64,
    article: i64,
    seq: i64,
    at: &str,
) -> rusqlite::Result<Option<(i64, i64)>> {
    let original: Option<i64> = connection
        .prepare_cached("SELECT id FROM revision WHERE article = ? AND seq = ?")?
        .query_row(params![article, seq - 1], |row| row.get(0))
        .optional()?;
    let Some(original) = original else { return Ok(None) };
    let Some(again) = sightings::first_after(connection, original, at)? else { return Ok(None) };
    make_room(connection, article, seq + 1)?;
    connection
        .prepare_cached(
            "INSERT INTO revision (article, seq, captured_at, published_at, modified_at, headline, byline, dateline, \
                 body, format, language, raw_sha256, text_sha256, found_by, warnings, extractor, run) \
             SELECT article, ?2, ?3, published_at, modified_at, headline, byline, dateline, \
                 body, format, language, raw_sha256, text_sha256, found_by, warnings, extractor, ?4 \
             FROM revision WHERE id = ?1",
        )?
        .execute(params![original, seq + 1, again.captured_at, run])?;
    let copy = connection.last_insert_rowid();
    connection
        .prepare_cached("UPDATE capture SET revision = ? WHERE revision = ? AND captured_at > ?")?
        .execute(params![copy, original, at])?;
    sightings::describe(connection, copy, &again)?;
    Ok(Some((original, copy)))
}
