//! Copies: articles that repeat an earlier one, as outlets run the copy of an agency. Their quotes and claims are marked
//! as soon as an article is stored, so that they are counted once.
//!
//! Which of two is the copy, the outlets' dates say, then the captures, then the keys: whatever came first into the
//! database.

use crate::matching::{Printed, originals};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Code points of the shortest sentence by which a copy is known: "Guilty." stands in many.
const SHORTEST: usize = 40;
/// Of the articles that have a sentence, so many are looked at.
const MOST: u32 = 60;

/// What an article is ordered by: when it appeared, then its key.
type When = (String, String);

/// Marks what an article copies from earlier ones, and what later ones copy from it.
pub(super) fn mark(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    let near = neighbours(connection, article)?;
    let when = appeared(connection, article)?;
    mark_one(connection, article, &when, &near)?;
    // What was its copy may have appeared before it, now that more is known.
    let copies = known_copies(connection, article)?;
    for other in near.into_iter().chain(copies.iter().copied()).collect::<BTreeSet<_>>() {
        let at = appeared(connection, other)?;
        if at > when || copies.contains(&other) {
            mark_one(connection, other, &at, &neighbours(connection, other)?)?;
        }
    }
    Ok(())
}

/// The articles that were found to be copies of this one.
fn known_copies(connection: &Connection, article: i64) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT article FROM copy WHERE original = ?")?
        .query_map(params![article], |row| row.get(0))?
        .collect()
}

/// The articles whose newest revision has several statements of this one's, word for word: its copies or its originals.
fn neighbours(connection: &Connection, article: i64) -> rusqlite::Result<Vec<i64>> {
    let own = "SELECT DISTINCT t.fingerprint FROM article a JOIN statement t ON t.revision = a.newest_revision \
               WHERE a.id = ?1 AND t.position <> 'headline' \
               AND json_extract(t.spans, '$[#-1][1]') - json_extract(t.spans, '$[0][0]') >= ?2";
    let mut own = connection.prepare_cached(own)?;
    let others = "SELECT DISTINCT r.article FROM (SELECT revision FROM statement WHERE fingerprint = ?1 LIMIT ?3) t \
               JOIN revision r ON r.id = t.revision JOIN article a ON a.newest_revision = r.id WHERE r.article <> ?2";
    let mut others = connection.prepare_cached(others)?;
    let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
    let mut prints = own.query(params![article, i64::try_from(SHORTEST).unwrap_or(i64::MAX)])?;
    while let Some(print) = prints.next()? {
        let mut rows = others.query(params![print.get::<_, i64>(0)?, article, MOST])?;
        while let Some(row) = rows.next()? {
            *shared.entry(row.get(0)?).or_default() += 1;
        }
    }
    // One statement in common makes no copy; how many do, `matching` says.
    Ok(shared.into_iter().filter(|(_, n)| *n > 1).map(|(id, _)| id).collect())
}

fn appeared(connection: &Connection, article: i64) -> rusqlite::Result<When> {
    let sql = "SELECT coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at), r.captured_at), a.key \
               FROM article a JOIN revision r ON r.article = a.id AND r.seq = 1 WHERE a.id = ?";
    let found =
        connection.prepare_cached(sql)?.query_row(params![article], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?.unwrap_or_default())
}

/// The statements of an article's newest revision, each with the sentences that it stands in.
fn sentences(connection: &Connection, article: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    let sql = "SELECT v.statement_id, v.sentence FROM article a JOIN v_statements v ON v.revision_id = a.newest_revision \
               WHERE a.id = ? AND v.position <> 'headline' ORDER BY v.ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_map(params![article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// A text by its sentences, the short ones left out.
fn printed(sentences: &[(i64, String)]) -> Printed {
    let long =
        sentences.iter().map(|(_, text)| text.as_str()).filter(|text| text.chars().count() >= SHORTEST);
    Printed::of(long.collect::<BTreeSet<_>>())
}

fn mark_one(connection: &Connection, article: i64, when: &When, near: &[i64]) -> rusqlite::Result<()> {
    let mut earlier: BTreeMap<i64, Printed> = BTreeMap::new();
    let mut order: HashMap<i64, When> = HashMap::new();
    for &other in near {
        let at = appeared(connection, other)?;
        if at < *when {
            earlier.insert(other, printed(&sentences(connection, other)?));
            order.insert(other, at);
        }
    }
    let was = connection.prepare_cached("SELECT 1 FROM copy WHERE article = ?")?.exists(params![article])?;
    if earlier.is_empty() && !was {
        return Ok(());
    }
    let own = sentences(connection, article)?;
    let text = printed(&own);
    let found = originals(&text, &earlier);
    let best = found.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| order[b.0].cmp(&order[a.0])));
    if let Some((original, shared)) = best {
        let sql = "INSERT OR REPLACE INTO copy (article, original, shared, sentences) VALUES (?, ?, ?, ?)";
        let values = params![article, original, count(*shared), count(text.len())];
        connection.prepare_cached(sql)?.execute(values)?;
    } else {
        connection.prepare_cached("DELETE FROM copy WHERE article = ?")?.execute(params![article])?;
    }
    let stands = |text: &str| found.keys().any(|original| earlier[original].holds(text));
    let copied: Vec<i64> = own.iter().filter(|(_, text)| stands(text)).map(|(id, _)| *id).collect();
    mark_rows(connection, article, &copied)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Marks the quotes and claims of some statements, and no others of the article.
fn mark_rows(connection: &Connection, article: i64, statements: &[i64]) -> rusqlite::Result<()> {
    let statements = serde_json::json!(statements).to_string();
    let quotes = "WITH copied AS (SELECT attribution AS id FROM statement \
                      WHERE id IN (SELECT value FROM json_each(?2)) AND attribution IS NOT NULL) \
                  UPDATE attribution SET copied = id IN copied \
                  WHERE revision IN (SELECT id FROM revision WHERE article = ?1) AND copied <> (id IN copied)";
    connection.prepare_cached(quotes)?.execute(params![article, statements])?;
    let claims = "WITH copied AS (SELECT c.id FROM statement t JOIN claim c ON c.id = t.claim AND c.latest = t.id \
                      WHERE t.id IN (SELECT value FROM json_each(?2))) \
                  UPDATE claim SET copied = id IN copied WHERE article = ?1 AND copied <> (id IN copied)";
    connection.prepare_cached(claims)?.execute(params![article, statements])?;
    Ok(())
}
