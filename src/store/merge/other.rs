//! The other database: what of it is known by which row here, and what came of it.

use super::super::database::WriteScope;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that people decided otherwise in two databases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MergeConflict {
    /// What it is about.
    pub about: String,
    /// The decision that holds.
    pub holds: String,
    /// The other one; it is kept where it is an event of a review.
    pub other: String,
}

/// What a database brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MergeReport {
    /// Articles that were not known.
    pub new_articles: u64,
    /// Articles that both have.
    pub known_articles: u64,
    /// Revisions that were not known.
    pub new_revisions: u64,
    /// Captures that were not known.
    pub new_captures: u64,
    /// Captures that both have.
    pub known_captures: u64,
    /// Decisions that were not known: steps of reviews, names, outlets, claims that are one.
    pub new_decisions: u64,
    /// Annotations that were not known, or were changed since.
    pub new_annotations: u64,
    /// Versions of onrecord that made the quotes of its new revisions.
    pub extractors: BTreeSet<String>,
    /// What was decided otherwise in both.
    pub conflicts: Vec<MergeConflict>,
}

/// Another database while it comes in.
pub(super) struct OtherDatabase<'m> {
    pub(super) from: &'m Connection,
    pub(super) to: &'m Connection,
    pub(super) scope: &'m WriteScope,
    /// The rows here of its runs.
    runs: RefCell<HashMap<i64, i64>>,
    /// The rows here of its articles.
    pub(super) articles: BTreeMap<i64, i64>,
    /// Articles whose reviews are to be brought back to what they are about.
    pub(super) touched: BTreeSet<i64>,
    pub(super) report: MergeReport,
}

impl<'m> OtherDatabase<'m> {
    pub(super) fn new(from: &'m Connection, to: &'m Connection, scope: &'m WriteScope) -> Self {
        Self {
            from,
            to,
            scope,
            runs: RefCell::default(),
            articles: BTreeMap::new(),
            touched: BTreeSet::new(),
            report: MergeReport::default(),
        }
    }

    /// The row here of one of its runs.
    pub(super) fn run_here(&self, run: i64) -> rusqlite::Result<i64> {
        if let Some(&row) = self.runs.borrow().get(&run) {
            return Ok(row);
        }
        let sql = "SELECT version, arguments, started_at, ended_at FROM run WHERE id = ?";
        type Run = (String, String, String, Option<String>);
        let found: Run = self
            .from
            .query_row(sql, params![run], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        let values = params![found.0, found.1, found.2, found.3];
        let same =
            "SELECT id FROM run WHERE version = ?1 AND arguments = ?2 AND started_at = ?3 AND ended_at IS ?4";
        let here = match self.to.query_row(same, values, |row| row.get(0)).optional()? {
            Some(row) => row,
            None => {
                let sql = "INSERT INTO run (version, arguments, started_at, ended_at) VALUES (?, ?, ?, ?)";
                self.to.execute(sql, values)?;
                self.to.last_insert_rowid()
            }
        };
        self.runs.borrow_mut().insert(run, here);
        Ok(here)
    }

    /// Whether a run of the other began after one of here: the newer decision holds.
    pub(super) fn is_newer(&self, run: i64, here: i64) -> rusqlite::Result<bool> {
        let began = |connection: &Connection, run: i64| {
            connection.query_row("SELECT started_at FROM run WHERE id = ?", params![run], |row| {
                row.get::<_, String>(0)
            })
        };
        Ok(began(self.from, run)? > began(self.to, here)?)
    }

    /// Finds its articles by what they are known by, and makes those that are new.
    pub(super) fn find_articles(&mut self) -> rusqlite::Result<()> {
        let mut statement = self.from.prepare("SELECT id, key FROM article ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, key): (i64, String) = (row.get(0)?, row.get(1)?);
            let known: Option<i64> = self
                .to
                .prepare_cached("SELECT id FROM article WHERE key = ?")?
                .query_row(params![key], |row| row.get(0))
                .optional()?;
            let here = match known {
                Some(here) => {
                    self.report.known_articles += 1;
                    here
                }
                None => {
                    self.report.new_articles += 1;
                    self.to.prepare_cached("INSERT INTO article (key) VALUES (?)")?.execute(params![key])?;
                    self.to.last_insert_rowid()
                }
            };
            self.articles.insert(id, here);
        }
        Ok(())
    }

    /// The row here of one of its articles; `None` for none.
    pub(super) fn article_here(&self, article: Option<i64>) -> Option<i64> {
        self.articles.get(&article?).copied()
    }

    pub(super) fn conflict(&mut self, about: String, holds: String, other: String) {
        self.report.conflicts.push(MergeConflict { about, holds, other });
    }
}
