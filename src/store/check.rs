//! Check: is the file sound, is every row as it was written, and does every stored span slice to its exact text?

use super::check_schema::check_schema;
use super::spans::Bytes;
use super::{Store, StoreError, payloads, rules};
use crate::article::text_sha256;
use crate::span::joined;
use crate::text::Span;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use serde::de::DeserializeOwned;

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
    /// How many payloads, bytes as they came over the wire, were compared with their hashes.
    pub payloads: u64,
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

/// How much of a database is checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Thoroughness {
    /// The pages of the file and the references between rows.
    Quick,
    /// Every index, row and text, too.
    #[default]
    Full,
}

impl Store {
    /// Checks the whole database, as [`check_as`](Self::check_as) does with [`Thoroughness::Full`].
    ///
    /// # Errors
    /// When it cannot be read at all; what is wrong with it is in the answer.
    pub fn check(&self) -> Result<Check, StoreError> {
        self.check_as(Thoroughness::Full)
    }

    /// Checks the database: its pages, the references between its rows, and unless it is to be quick, that every value
    /// is one of those that its column may have, that every text is the one that was captured, and that every span
    /// slices back to its exact words.
    ///
    /// # Errors
    /// When it cannot be read at all; what is wrong with it is in the answer.
    pub fn check_as(&self, thoroughness: Thoroughness) -> Result<Check, StoreError> {
        let mut check = Check::default();
        let run = |check: &mut Check| {
            check_file(&self.connection, thoroughness, check)?;
            // In a damaged file the rest would only say so again.
            if check.is_sound() {
                check_rows(&self.connection, thoroughness, check)?;
            }
            Ok(())
        };
        run(&mut check).map_err(|e| self.error(e))?;
        Ok(check)
    }
}

/// What SQLite can say about the file.
fn check_file(
    connection: &Connection,
    thoroughness: Thoroughness,
    check: &mut Check,
) -> rusqlite::Result<()> {
    let sql = match thoroughness {
        Thoroughness::Quick => "PRAGMA quick_check",
        Thoroughness::Full => "PRAGMA integrity_check",
    };
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            let (place, problem) = of_file(&said);
            check.problem(place, problem);
        }
    }
    Ok(())
}

/// An index by its name; one that a rule of its table made has none of ours.
fn index_called(name: &str) -> String {
    match name.strip_prefix("sqlite_autoindex_").and_then(|rest| rest.rsplit_once('_')) {
        Some((table, _)) => format!("index of the keys of {table}"),
        None => format!("index {name}"),
    }
}

/// What SQLite says of the file, in our words: the place and what is wrong there.
fn of_file(said: &str) -> (String, &'static str) {
    let after = |words: &str| said.split_once(words).map(|(_, name)| name.trim().to_owned());
    if let Some(index) = after("missing from index ") {
        (index_called(&index), "it lacks a row of its table")
    } else if let Some(index) = after("entries in index ").or_else(|| after("entry in index ")) {
        (index_called(&index), "its entries are not those of its table")
    } else if let Some(table) = after("FTS5 table ") {
        (table.trim_start_matches("main.").to_owned(), "the words to search for are not those of the texts")
    } else if let Some(column) = after(" value in ") {
        (column, "a value is of the wrong kind")
    } else if let Some(table) = after("CHECK constraint failed in ") {
        (table, "a value is not one that its column may have")
    } else {
        let page = said.to_lowercase().split_once("page ").map(|(_, rest)| rest.to_owned());
        let page =
            page.and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse::<u32>().ok());
        let place = page.map_or_else(|| "file".to_owned(), |page| format!("page {page} of the file"));
        (place, "it does not fit the rest of the file")
    }
}

/// What there is, and whether it fits together.
fn check_rows(
    connection: &Connection,
    thoroughness: Thoroughness,
    check: &mut Check,
) -> rusqlite::Result<()> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0)).map(u64::from);
    check.articles = count("SELECT count(*) FROM article")?;
    check.revisions = count("SELECT count(*) FROM revision")?;
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let place = format!("{table} {}", id.map_or_else(String::new, |id| id.to_string()));
        check.problem(place, format!("points to a row of {parent} that is not there"));
    }
    if thoroughness == Thoroughness::Full {
        check_schema(connection, |place, problem| check.problem(place, problem))?;
        rules::check(connection, |place, problem| check.problem(place, problem))?;
        check_texts(connection, check)?;
        let told = |key: String, problem| check.problem(format!("payload {key}"), problem);
        check.payloads = payloads::check(connection, told)?;
    }
    Ok(())
}

/// What only we can say: texts against their fingerprints, spans against texts.
fn check_texts(connection: &Connection, check: &mut Check) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare("SELECT id, body, coalesce(headline, ''), text_sha256 FROM revision ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let (Some(body), Some(headline)) = (text(row, 1)?, text(row, 2)?) else {
            check.problem(format!("revision {id}"), "its text is not UTF-8");
            continue;
        };
        if text(row, 3)? != Some(&text_sha256(headline, body)) {
            check.problem(format!("revision {id}"), "its headline or body is not the one that was captured");
        }
        check_changes(connection, id, &format!("{headline}\n{body}"), check)?;
        check_attributions(connection, id, body, headline, check)?;
        check_statements(connection, id, body, check)?;
    }
    Ok(())
}

/// The text in a column, unless it is not UTF-8.
fn text<'a>(row: &'a Row<'_>, column: usize) -> rusqlite::Result<Option<&'a str>> {
    Ok(row.get_ref(column)?.as_str().ok())
}

/// The JSON in a column; what is not JSON was told by the rules.
fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    Ok(text(row, column)?.and_then(|text| serde_json::from_str(text).ok()))
}

type Points = Vec<(usize, usize)>;

fn check_attributions(
    connection: &Connection,
    id: i64,
    body: &str,
    headline: &str,
    check: &mut Check,
) -> rusqlite::Result<()> {
    let (bytes, headline_bytes) = (Bytes::new(body), Bytes::new(headline));
    let sql = "SELECT id, NULL, content_spans, source, source_spans, cue, cue_spans, hedge, \
                   hedge_span, in_headline, sentence_span \
               FROM attribution WHERE revision = ? ORDER BY ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![id])?;
    while let Some(row) = rows.next()? {
        let place = format!("attribution {}", row.get::<_, i64>(0)?);
        let (whole, bytes) = if row.get(9)? { (headline, &headline_bytes) } else { (body, &bytes) };
        for (column, what) in [(1, "content"), (3, "source"), (5, "cue"), (7, "hedge")] {
            let spans = match what {
                "hedge" => json(row, column + 1)?.map(|span| vec![span]),
                _ => json::<Points>(row, column + 1)?,
            };
            let Some(spans) = spans else { continue };
            check.spans += 1;
            if !stands(whole, bytes, &spans, row, column)? {
                check.problem(place.clone(), format!("the {what} does not stand at its spans"));
            }
        }
        if json(row, 10)?.is_some_and(|span| bytes.span(span).is_none()) {
            check.problem(place, "its sentence does not lie in the text");
        }
    }
    Ok(())
}

/// The sentences that a change shows of a revision are its own: their words stand in it, in their order.
fn check_changes(connection: &Connection, id: i64, text: &str, check: &mut Check) -> rusqlite::Result<()> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for (side, revision) in [("before", "from_revision"), ("after", "to_revision")] {
        let sql = format!("SELECT id, {side} FROM change WHERE {revision} = ? AND {side} IS NOT NULL");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![id])?;
        while let Some(row) = rows.next()? {
            let mut all = words.iter();
            let mut shown = self::text(row, 1)?.unwrap_or_default().split_whitespace();
            if !shown.all(|word| all.any(|other| *other == word)) {
                let place = format!("change {}", row.get::<_, i64>(0)?);
                check.problem(place, format!("the words that it shows as {side} do not stand in the text"));
            }
        }
    }
    Ok(())
}

fn check_statements(connection: &Connection, id: i64, body: &str, check: &mut Check) -> rusqlite::Result<()> {
    let bytes = Bytes::new(body);
    let sql = "SELECT id, wording, spans, context_span FROM statement WHERE revision = ? ORDER BY ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![id])?;
    while let Some(row) = rows.next()? {
        let statement: i64 = row.get(0)?;
        let place = || format!("statement {statement}");
        check.spans += 1;
        // The headline is not part of the body.
        let spans = json::<Points>(row, 2)?.unwrap_or_default();
        if !spans.is_empty() && !stands(body, &bytes, &spans, row, 1)? {
            check.problem(place(), "the text does not stand at its spans");
            continue;
        }
        if json(row, 3)?.is_some_and(|span| bytes.span(span).is_none()) {
            check.problem(place(), "its context does not lie in the text");
        }
        let held: Option<Vec<Span>> = spans.iter().map(|&span| bytes.span(span)).collect();
        let words = match (text(row, 1)?, held.as_deref()) {
            (Some(words), _) => words.to_owned(),
            (None, Some(held @ ([_] | [_, _]))) => joined(body, held),
            (None, _) => {
                check.problem(place(), "it has no words");
                continue;
            }
        };
        check_figures(connection, statement, &words, check)?;
    }
    Ok(())
}

fn check_figures(connection: &Connection, id: i64, words: &str, check: &mut Check) -> rusqlite::Result<()> {
    let sql = "SELECT ordinal, start, \"end\", text FROM figure WHERE statement = ? ORDER BY ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![id])?;
    let bytes = Bytes::new(words);
    while let Some(row) = rows.next()? {
        let offset = |column| row.get::<_, i64>(column).map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        let span: (usize, usize) = (offset(1)?, offset(2)?);
        check.spans += 1;
        if !text(row, 3)?.is_some_and(|figure| slices(words, &bytes, &[span], figure)) {
            let place = format!("figure {} of statement {id}", row.get::<_, i64>(0)?);
            check.problem(place, "the words do not stand at its span");
        }
    }
    Ok(())
}

/// Whether the words at `spans` are those in a column; where none are stored, whether the spans lie in the text.
fn stands(
    whole: &str,
    bytes: &Bytes,
    spans: &[(usize, usize)],
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<bool> {
    if row.get_ref(column)? == ValueRef::Null {
        return Ok(!spans.is_empty() && spans.iter().all(|&span| bytes.span(span).is_some()));
    }
    Ok(text(row, column)?.is_some_and(|text| slices(whole, bytes, spans, text)))
}

/// Whether the words at `spans` are `text`.
fn slices(whole: &str, bytes: &Bytes, spans: &[(usize, usize)], text: &str) -> bool {
    let spans: Option<Vec<Span>> = spans.iter().map(|&span| bytes.span(span)).collect();
    spans.is_some_and(|spans| joined(whole, &spans) == text)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ingest, revision, store};
    use super::*;

    /// What a check finds after an alteration.
    fn problems(alteration: &str, thoroughness: Thoroughness) -> Vec<String> {
        let (mut store, run) = store();
        ingest(&mut store, run, &revision("a", "2026-03-01", "Žluč stops at 5.\nAda Okafor: One."));
        store.connection.execute_batch(alteration).unwrap();
        let check = store.check_as(thoroughness).unwrap();
        check.problems.into_iter().map(|p| format!("{}: {}", p.place, p.problem)).collect()
    }

    #[test]
    fn what_sqlite_says_of_a_file_is_put_in_our_words() {
        for (said, place) in [
            ("row 4 missing from index claim_by_article", "index claim_by_article"),
            ("wrong # of entries in index claim_by_article", "index claim_by_article"),
            ("non-unique entry in index article_key", "index article_key"),
            ("malformed inverted index for FTS5 table main.statement_fts", "statement_fts"),
            ("NULL value in revision.body", "revision.body"),
            ("CHECK constraint failed in change", "change"),
            ("Tree 7 page 12 cell 3: Rowid 4 out of order", "page 12 of the file"),
            ("Page 9: never used", "page 9 of the file"),
            ("Freelist: size is 3 but should be 4", "file"),
        ] {
            assert_eq!(of_file(said).0, place);
        }
    }

    #[test]
    fn what_was_altered_is_found() {
        assert_eq!(problems("", Thoroughness::Full), [""; 0]);
        for (alteration, problem) in [
            (
                "UPDATE revision SET body = body || ' And more.'",
                "revision 1: its headline or body is not the one",
            ),
            ("UPDATE revision SET headline = NULL", "revision 1: its headline or body is not the one"),
            ("UPDATE revision SET body = CAST(x'ff' AS TEXT)", "revision 1: its text is not UTF-8"),
            (
                "UPDATE attribution SET content_spans = '[[0, 999]]'",
                "attribution 1: the content does not stand",
            ),
            (
                "UPDATE attribution SET source_spans = '[[0, 999]]'",
                "attribution 1: the source does not stand",
            ),
            ("UPDATE attribution SET hedge = 'maybe', hedge_span = '[0, 2]'", "the hedge does not stand"),
            ("UPDATE attribution SET sentence_span = '[9, 1]'", "its sentence does not lie in the text"),
            ("UPDATE attribution SET evidence = ''", "its evidence is not the JSON"),
            (
                "UPDATE statement SET wording = 'Ferries run.' WHERE id = 1",
                "statement 1: the text does not stand",
            ),
            ("UPDATE statement SET spans = '[[0, 999]]'", "statement 1: the text does not stand"),
            ("UPDATE statement SET spans = '[]' WHERE id = 1", "statement 1: it has no words"),
            ("UPDATE statement SET context_span = '[9, 1]'", "its context does not lie in the text"),
            ("UPDATE figure SET start = -1", "figure 0 of statement 1: the words do not stand"),
        ] {
            let found = problems(alteration, Thoroughness::Full);
            assert!(found.iter().any(|told| told.contains(problem)), "{alteration}: {found:#?}");
            assert_eq!(problems(alteration, Thoroughness::Quick), [""; 0], "{alteration}");
        }
        let orphan = "PRAGMA foreign_keys = off; DELETE FROM speaker";
        let told = problems(orphan, Thoroughness::Quick);
        assert!(
            told.iter().any(|t| t == "attribution 1: points to a row of speaker that is not there"),
            "{told:?}"
        );
    }
}
