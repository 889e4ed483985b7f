//! Check: is the file sound, and does every stored span slice to its exact text?

use super::spans::{Bytes, Json, joined};
use super::{Store, StoreError};
use crate::text::Span;
use rusqlite::{Connection, params};

/// After so many problems the rest are only counted.
const SHOWN: usize = 100;

/// One thing that is wrong with a database.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// Where: a table and row, or the file.
    pub place: String,
    /// What.
    pub problem: String,
}

/// What a check of the whole database found.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Check {
    /// How many articles there are.
    pub articles: u64,
    /// How many revisions.
    pub revisions: u64,
    /// How many texts were compared with the spans that they are said to stand at.
    pub spans: u64,
    /// What is wrong, the first hundred; empty when all is well.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub more_problems: u64,
}

impl Check {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn problem(&mut self, place: String, problem: impl Into<String>) {
        if self.problems.len() < SHOWN {
            self.problems.push(Problem { place, problem: problem.into() });
        } else {
            self.more_problems += 1;
        }
    }
}

impl Store {
    /// Checks the whole database: its pages, its references, and that every span slices back to its exact text.
    ///
    /// # Errors
    /// When it cannot be read at all; what is wrong with it is in the answer.
    pub fn check(&self) -> Result<Check, StoreError> {
        let mut check = Check::default();
        check_file(&self.connection, &mut check).map_err(|e| self.error(e))?;
        // In a damaged file the rest would only say so again.
        if check.is_sound() {
            check_rows(&self.connection, &mut check).map_err(|e| self.error(e))?;
        }
        Ok(check)
    }
}

/// What SQLite can say about the file.
fn check_file(connection: &Connection, check: &mut Check) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            check.problem("file".to_owned(), said);
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let place = format!("{table} {}", id.map_or_else(String::new, |id| id.to_string()));
        check.problem(place, format!("points to a row of {parent} that is not there"));
    }
    Ok(())
}

/// What only we can say: spans against texts.
fn check_rows(connection: &Connection, check: &mut Check) -> rusqlite::Result<()> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0)).map(u64::from);
    check.articles = count("SELECT count(*) FROM article")?;
    check.revisions = count("SELECT count(*) FROM revision")?;
    let mut statement =
        connection.prepare("SELECT id, body, coalesce(headline, '') FROM revision ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, body, headline): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        check_revision(connection, id, &body, &headline, check)?;
    }
    Ok(())
}

type Points = Json<Vec<(usize, usize)>>;

fn check_revision(
    connection: &Connection,
    id: i64,
    body: &str,
    headline: &str,
    check: &mut Check,
) -> rusqlite::Result<()> {
    let bytes = Bytes::new(body);
    let headline_bytes = Bytes::new(headline);
    let sql = "SELECT id, exact, content_spans, source, source_spans, cue, cue_spans, hedge, hedge_span, \
                   in_headline \
               FROM attribution WHERE revision = ? ORDER BY ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![id])?;
    while let Some(row) = rows.next()? {
        let place = || row.get::<_, i64>(0).map(|id| format!("attribution {id}"));
        let (whole, bytes) = if row.get(9)? { (headline, &headline_bytes) } else { (body, &bytes) };
        for (column, what) in [(1, "content"), (3, "source"), (5, "cue")] {
            let (text, spans): (String, Points) = (row.get(column)?, row.get(column + 1)?);
            check.spans += 1;
            if !slices(whole, bytes, &spans, &text) {
                check.problem(place()?, format!("the {what} does not stand at its spans"));
            }
        }
        if let (Some(hedge), Some(span)) =
            (row.get::<_, Option<String>>(7)?, row.get::<_, Option<Json<(usize, usize)>>>(8)?)
        {
            check.spans += 1;
            if !slices(whole, bytes, &[span.0], &hedge) {
                check.problem(place()?, "the hedge does not stand at its span");
            }
        }
    }
    let sql = "SELECT id, text, spans FROM statement WHERE revision = ? ORDER BY ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![id])?;
    while let Some(row) = rows.next()? {
        let (statement, text, spans): (i64, String, Points) = (row.get(0)?, row.get(1)?, row.get(2)?);
        check.spans += 1;
        // The headline is not part of the body.
        if !spans.is_empty() && !slices(body, &bytes, &spans, &text) {
            check.problem(format!("statement {statement}"), "the text does not stand at its spans");
        }
        check_figures(connection, statement, &text, check)?;
    }
    Ok(())
}

fn check_figures(connection: &Connection, id: i64, text: &str, check: &mut Check) -> rusqlite::Result<()> {
    let sql = "SELECT ordinal, start, \"end\", text FROM figure WHERE statement = ? ORDER BY ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![id])?;
    let bytes = Bytes::new(text);
    while let Some(row) = rows.next()? {
        let span = (row.get::<_, u32>(1)? as usize, row.get::<_, u32>(2)? as usize);
        let figure: String = row.get(3)?;
        check.spans += 1;
        if !slices(text, &bytes, &[span], &figure) {
            let place = format!("figure {} of statement {id}", row.get::<_, i64>(0)?);
            check.problem(place, "the words do not stand at its span");
        }
    }
    Ok(())
}

/// Whether the words at `spans` are `text`.
fn slices(whole: &str, bytes: &Bytes, spans: &[(usize, usize)], text: &str) -> bool {
    let spans: Option<Vec<Span>> = spans.iter().map(|&span| bytes.span(span)).collect();
    spans.is_some_and(|spans| joined(whole, &spans) == text)
}
