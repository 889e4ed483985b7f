//! Copies: articles that repeat an earlier one, as outlets run the copy of an agency. Their quotes and claims are marked
//! before what an article brought is committed, so that they are counted once.
//!
//! Which of two is the copy, the outlets' dates say, then the captures, then the keys: whatever came first into the
//! database.

use crate::ids::ArticleId;
use crate::matching::{Printed, originals, stands_in};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// Code points of the shortest sentence by which a copy is known: "Guilty." stands in many.
const SHORTEST: usize = 40;
/// Of the articles that have a sentence, so many are looked at.
const MOST: u32 = 60;

/// Of so many articles it is remembered what was read, since neighbours have neighbours in common.
const REMEMBERED: usize = 8_192;

/// What an article is ordered by: when it appeared, then its key.
type When = (String, String);

/// Marks what some articles copy from earlier ones, and what others copy from them, or did while they read otherwise or stood
/// elsewhere in the order: each once, however many of its neighbours came.
pub(super) fn mark(connection: &Connection, articles: &BTreeSet<i64>) -> rusqlite::Result<()> {
    let mut marking =
        Marking { connection, appeared: HashMap::new(), neighbours: HashMap::new(), printed: HashMap::new() };
    let mut all = articles.clone();
    for &article in articles {
        all.extend(neighbours(connection, article, Of::AllRevisions)?);
        all.extend(known_copies(connection, article)?);
    }
    all.into_iter().try_for_each(|article| marking.mark_one(article))
}

/// The articles that were found to be copies of this one.
fn known_copies(connection: &Connection, article: i64) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT article FROM copy WHERE original = ?")?
        .query_map(params![article], |row| row.get(0))?
        .collect()
}

/// The statements of an article by which its neighbours are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    NewestRevision,
    AllRevisions,
}

/// The articles that have a statement, told by its fingerprint: of those whose statements have it, so many are looked at. The
/// index is in parts, oldest first.
pub(super) const OTHERS: &str = "\
    WITH RECURSIVE part (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM part WHERE n < (SELECT max(id) >> 17 FROM statement)) \
    SELECT DISTINCT r.article FROM (SELECT t.revision FROM part CROSS JOIN statement t \
        ON t.id >> 17 = part.n AND t.fingerprint = ?1 LIMIT ?3) shared \
    CROSS JOIN revision r ON r.id = shared.revision CROSS JOIN article a ON a.newest_revision = r.id WHERE r.article <> ?2";

/// The articles whose newest revision has several statements of this one's, word for word: its copies or its originals.
fn neighbours(connection: &Connection, article: i64, of: Of) -> rusqlite::Result<Vec<i64>> {
    let revisions = match of {
        Of::NewestRevision => "article a JOIN statement t ON t.revision = a.newest_revision WHERE a.id = ?1",
        Of::AllRevisions => "revision r JOIN statement t ON t.revision = r.id WHERE r.article = ?1",
    };
    let own = format!(
        "SELECT DISTINCT t.fingerprint FROM {revisions} AND t.position <> 'headline' \
         AND json_extract(t.spans, '$[#-1][1]') - json_extract(t.spans, '$[0][0]') >= ?2"
    );
    let mut own = connection.prepare_cached(&own)?;
    let mut others = connection.prepare_cached(OTHERS)?;
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

/// The marking of articles, with what was read of them and their neighbours.
struct Marking<'c> {
    connection: &'c Connection,
    appeared: HashMap<i64, Rc<When>>,
    neighbours: HashMap<i64, Rc<[i64]>>,
    printed: HashMap<i64, Rc<Printed>>,
}

/// What is known of an article, read if it is not.
fn remembered<T: ?Sized>(
    known: &mut HashMap<i64, Rc<T>>,
    article: i64,
    read: impl FnOnce() -> rusqlite::Result<Rc<T>>,
) -> rusqlite::Result<Rc<T>> {
    if let Some(known) = known.get(&article) {
        return Ok(Rc::clone(known));
    }
    if known.len() >= REMEMBERED {
        known.clear();
    }
    let found = read()?;
    known.insert(article, Rc::clone(&found));
    Ok(found)
}

impl Marking<'_> {
    fn appeared(&mut self, article: i64) -> rusqlite::Result<Rc<When>> {
        remembered(&mut self.appeared, article, || appeared(self.connection, article).map(Rc::new))
    }

    fn neighbours(&mut self, article: i64) -> rusqlite::Result<Rc<[i64]>> {
        remembered(&mut self.neighbours, article, || {
            neighbours(self.connection, article, Of::NewestRevision).map(Rc::from)
        })
    }

    fn printed(&mut self, article: i64) -> rusqlite::Result<Rc<Printed>> {
        let read = || Ok(Rc::new(printed(&sentences(self.connection, article)?)));
        remembered(&mut self.printed, article, read)
    }

    fn mark_one(&mut self, article: i64) -> rusqlite::Result<()> {
        let when = self.appeared(article)?;
        let mut earlier: BTreeMap<ArticleId, Rc<Printed>> = BTreeMap::new();
        for &other in self.neighbours(article)?.iter() {
            if self.appeared(other)? < when {
                earlier.insert(ArticleId::new(other), self.printed(other)?);
            }
        }
        let connection = self.connection;
        let was =
            connection.prepare_cached("SELECT 1 FROM copy WHERE article = ?")?.exists(params![article])?;
        if earlier.is_empty() && !was {
            return Ok(());
        }
        let text = self.printed(article)?;
        let found = originals(&text, &earlier);
        let mut best: Option<(Rc<When>, ArticleId, usize)> = None;
        for (&original, &shared) in &found {
            let at = self.appeared(original.get())?;
            if best.as_ref().is_none_or(|(first, _, most)| shared > *most || shared == *most && at < *first) {
                best = Some((at, original, shared));
            }
        }
        let Some((_, original, shared)) = best else {
            connection.prepare_cached("DELETE FROM copy WHERE article = ?")?.execute(params![article])?;
            return mark_rows(connection, article, &[]);
        };
        let sql = "INSERT OR REPLACE INTO copy (article, original, shared, sentences) VALUES (?, ?, ?, ?)";
        let values = params![article, original, count(shared), count(text.len())];
        connection.prepare_cached(sql)?.execute(values)?;
        let texts: Vec<&Printed> = found.keys().map(|original| &*earlier[original]).collect();
        let own = sentences(connection, article)?;
        let copied = own.iter().filter(|(_, text)| stands_in(text, texts.iter().copied()));
        mark_rows(connection, article, &copied.map(|(id, _)| *id).collect::<Vec<_>>())
    }
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
