//! Watched: the feeds, articles and hosts that are watched. Of each the row that was asked last is the true one.

use super::other::OtherDatabase;
use rusqlite::{OptionalExtension, params};
use std::collections::HashMap;

/// Takes over what is watched.
pub(super) fn merge(other: &mut OtherDatabase<'_>) -> rusqlite::Result<()> {
    let feeds = feeds(other)?;
    articles(other, &feeds)?;
    hosts(other)
}

/// Takes over the feeds, and gives their rows here.
fn feeds(other: &OtherDatabase<'_>) -> rusqlite::Result<HashMap<i64, i64>> {
    let (from, to) = (other.from, other.to);
    let mut here = HashMap::new();
    let mut parents: Vec<(i64, Option<i64>, bool)> = Vec::new();
    let mut statement = from.prepare(
        "SELECT id, parent, url, kind, title, etag, last_modified, asked_at, read_at, due_at, failures, error FROM feed \
         ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, parent, url): (i64, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let known = to.prepare_cached("SELECT 1 FROM feed WHERE url = ?")?.exists(params![url])?;
        let text = |column| row.get::<_, Option<String>>(column);
        to.prepare_cached(
            "INSERT INTO feed (url, kind, title, etag, last_modified, asked_at, read_at, due_at, failures, error) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET (kind, title, etag, last_modified, \
             asked_at, read_at, due_at, failures, error) = (excluded.kind, excluded.title, excluded.etag, \
             excluded.last_modified, excluded.asked_at, excluded.read_at, excluded.due_at, excluded.failures, excluded.error) \
             WHERE excluded.asked_at > coalesce(asked_at, '')",
        )?
        .execute(params![
            url,
            text(3)?,
            text(4)?,
            text(5)?,
            text(6)?,
            text(7)?,
            text(8)?,
            text(9)?,
            row.get::<_, i64>(10)?,
            text(11)?,
        ])?;
        let row = to.query_row("SELECT id FROM feed WHERE url = ?", params![url], |row| row.get(0))?;
        here.insert(id, row);
        parents.push((row, parent, known));
    }
    for (row, parent, known) in parents {
        let parent = parent.and_then(|parent| here.get(&parent));
        // Named by a person in one of the two, it stays when what leads to it goes.
        if !known || parent.is_none() {
            to.execute("UPDATE feed SET parent = ?2 WHERE id = ?1", params![row, parent])?;
        }
    }
    Ok(here)
}

fn articles(other: &OtherDatabase<'_>, feeds: &HashMap<i64, i64>) -> rusqlite::Result<()> {
    let mut statement = other.from.prepare(
        "SELECT key, url, feed, article, state, listed_at, changed_at, asked_at, due_at, failures, error, etag, \
         last_modified, told FROM watched ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(feed) = feeds.get(&row.get::<_, i64>(2)?) else { continue };
        let article = other.article_here(row.get(3)?);
        let told = told_here(other, row.get(13)?, article)?;
        let text = |column| row.get::<_, Option<String>>(column);
        other
            .to
            .prepare_cached(
                "INSERT INTO watched (key, url, feed, article, state, listed_at, changed_at, asked_at, due_at, failures, \
                 error, etag, last_modified, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
                 ON CONFLICT (key) DO UPDATE SET (url, feed, article, state, listed_at, changed_at, asked_at, due_at, \
                 failures, error, etag, last_modified, told) = (excluded.url, excluded.feed, \
                 coalesce(excluded.article, article), excluded.state, excluded.listed_at, excluded.changed_at, \
                 excluded.asked_at, excluded.due_at, excluded.failures, excluded.error, excluded.etag, \
                 excluded.last_modified, max(excluded.told, told)) WHERE excluded.asked_at > coalesce(asked_at, '')",
            )?
            .execute(params![
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                feed,
                article,
                row.get::<_, String>(4)?,
                text(5)?,
                row.get::<_, String>(6)?,
                text(7)?,
                text(8)?,
                row.get::<_, i64>(9)?,
                text(10)?,
                text(11)?,
                text(12)?,
                told,
            ])?;
    }
    Ok(())
}

/// The row here of the newest revision of an article whose changes were told; 0 for none.
fn told_here(other: &OtherDatabase<'_>, told: i64, article: Option<i64>) -> rusqlite::Result<i64> {
    let sql = "SELECT text_sha256, captured_at FROM revision WHERE id = ?";
    let there: Option<(String, String)> = other
        .from
        .prepare_cached(sql)?
        .query_row(params![told], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((text, at)) = there else { return Ok(0) };
    let sql = "SELECT id FROM revision WHERE article = ? AND text_sha256 = ? AND captured_at <= ? ORDER BY seq DESC LIMIT 1";
    let here =
        other.to.prepare_cached(sql)?.query_row(params![article, text, at], |row| row.get(0)).optional()?;
    Ok(here.unwrap_or(0))
}

/// Takes over which hosts are left alone; what asks them longer to wait holds.
fn hosts(other: &OtherDatabase<'_>) -> rusqlite::Result<()> {
    let mut statement =
        other.from.prepare("SELECT name, failures, free_at, error FROM host ORDER BY name")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        other
            .to
            .prepare_cached(
                "INSERT INTO host (name, failures, free_at, error) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET \
                 (failures, free_at, error) = (excluded.failures, excluded.free_at, excluded.error) \
                 WHERE excluded.free_at > free_at",
            )?
            .execute(params![
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
            ])?;
    }
    Ok(())
}
