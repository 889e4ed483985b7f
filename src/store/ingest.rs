//! Ingest: one analysed revision into the database, in one transaction.

use super::derived::{self, Fresh};
use super::facts::{self, Place, find_place};
use super::lineage::{Judge, Lineage, Link, Tally};
use super::run::captured;
use super::{Store, StoreError};
use crate::analysis::Analysis;
use crate::article::Revision;
use rusqlite::{Connection, TransactionBehavior, params};
use serde::Serialize;
use std::collections::HashMap;

/// What became of a revision that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The article was not known before.
    NewArticle,
    /// A new revision of a known article.
    NewRevision,
    /// The text of an older revision came back: a revision that says so.
    CameBack,
    /// It reads as it did before: only the capture was noted.
    Unchanged,
    /// A stored revision was analysed anew.
    Reextracted,
}

/// What was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ingested {
    /// What became of it.
    pub outcome: Outcome,
    /// The article's row.
    pub article_id: i64,
    /// The revision that it now reads as.
    pub revision_id: i64,
    /// That revision's number within the article, from 1.
    pub revision: i64,
    /// The revision before, if there is one.
    pub previous_id: Option<i64>,
    /// Attributions in the revision.
    pub quotes: usize,
    /// Statements in the revision.
    pub statements: usize,
    /// Changes since the revision before.
    pub changes: usize,
    /// How many of them are material.
    pub material_changes: usize,
}

impl Store {
    /// The revision that `revision` reads the same as, if storing it would only note a capture: then it need not be
    /// analysed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known(&self, revision: &Revision) -> Result<Option<i64>, StoreError> {
        match find_place(&self.connection, revision).map_err(|e| self.error(e))? {
            Place::Known(row) | Place::KnownEarlier(row) => Ok(Some(row)),
            Place::New { .. } => Ok(None),
        }
    }

    /// Notes a capture of a revision that is [`known`](Self::known). `place` is the file or URL it came from.
    ///
    /// # Errors
    /// When it is not known, or the database cannot be written.
    pub fn capture(&mut self, run: i64, place: &str, revision: &Revision) -> Result<Ingested, StoreError> {
        let noted = self.write(|connection, _| match find_place(connection, revision)? {
            Place::New { .. } => Ok(None),
            Place::Known(row) => note_known(connection, run, place, revision, row, false).map(Some),
            Place::KnownEarlier(row) => note_known(connection, run, place, revision, row, true).map(Some),
        })?;
        noted.ok_or_else(|| self.not_found(format!("revision of {} with this text", revision.key)))
    }

    /// Stores a revision with its analysis: the capture, and unless it is [`known`](Self::known) the revision, what
    /// it says, and how its claims go on from the revision before. A capture older than what is stored goes in its
    /// place. All or nothing.
    ///
    /// # Errors
    /// When the analysis is of another text, or the database cannot be written.
    pub fn ingest(
        &mut self,
        run: i64,
        place: &str,
        revision: &Revision,
        analysis: &Analysis,
    ) -> Result<Ingested, StoreError> {
        derived::validate(revision, analysis)?;
        self.write(|connection, judge| {
            let (article, seq) = match find_place(connection, revision)? {
                Place::Known(row) => return note_known(connection, run, place, revision, row, false),
                Place::KnownEarlier(row) => return note_known(connection, run, place, revision, row, true),
                Place::New { article, seq } => (article, seq),
            };
            let is_new = article.is_none();
            let article = match article {
                Some(article) => article,
                None => facts::insert_article(connection, revision)?,
            };
            facts::note_outlet_and_urls(connection, article, revision)?;
            facts::make_room(connection, article, seq)?;
            let row = facts::insert_revision(connection, run, article, seq, revision)?;
            facts::insert_capture(connection, run, place, article, row, revision)?;

            let attributions = derived::insert_attributions(connection, run, article, row, analysis)?;
            let fresh = Fresh { revision: row, attributions, voices: derived::implied_voices(analysis) };
            let statements = analysis.statements.clone();
            let mut links = vec![Link::fresh(judge, fresh, &revision.body, statements, &HashMap::new())];
            let at = captured(&revision.captured_at.value);
            let split = facts::split_previous(connection, run, article, seq, &at)?;
            for later in facts::revisions_from(connection, article, seq + 1)? {
                links.push(match split {
                    Some((original, copy)) if copy == later => Link::copy(connection, original, copy)?,
                    _ => Link::stored(connection, later)?,
                });
            }
            let appended = links.len() == 1;
            let came_back = facts::note_same_texts(connection, article, row, appended)?;
            let lineage = Lineage { connection, judge, run, article };
            let tally = lineage.join(seq, links, appended)?;
            facts::set_newest(connection, article)?;
            let outcome = match (is_new, came_back) {
                (true, _) => Outcome::NewArticle,
                (false, true) => Outcome::CameBack,
                (false, false) => Outcome::NewRevision,
            };
            summary(connection, outcome, row, tally)
        })
    }

    /// Throws the derived rows of a revision away and stores those of a new analysis; its captures and the reviews of
    /// its article stay. All or nothing.
    ///
    /// # Errors
    /// When there is no such revision, the analysis is of another text, or the database cannot be written.
    pub fn reextract(
        &mut self,
        run: i64,
        revision: i64,
        analysis: &Analysis,
    ) -> Result<Ingested, StoreError> {
        let stored = self.stored_revision(revision)?;
        derived::validate(&stored, analysis)?;
        self.write(|connection, judge| {
            let (article, seq): (i64, i64) = connection
                .prepare_cached("SELECT article, seq FROM revision WHERE id = ?")?
                .query_row(params![revision], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let old: HashMap<u64, i64> = connection
                .prepare_cached(
                    "SELECT fingerprint, claim FROM statement WHERE revision = ? ORDER BY ordinal DESC",
                )?
                .query_map(params![revision], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            derived::clear(connection, revision)?;
            connection
                .prepare_cached(
                    "UPDATE revision SET extractor = (SELECT version FROM run WHERE id = ?1) WHERE id = ?2",
                )?
                .execute(params![run, revision])?;
            let attributions = derived::insert_attributions(connection, run, article, revision, analysis)?;
            let fresh = Fresh { revision, attributions, voices: derived::implied_voices(analysis) };
            let statements = analysis.statements.clone();
            let mut links = vec![Link::fresh(judge, fresh, &stored.body, statements, &old)];
            for later in facts::revisions_from(connection, article, seq + 1)? {
                links.push(Link::stored(connection, later)?);
            }
            let tally = Lineage { connection, judge, run, article }.join(seq, links, false)?;
            summary(connection, Outcome::Reextracted, revision, tally)
        })
    }

    /// Runs `work` in one transaction that is undone unless all of it succeeds.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection, Judge) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let judge = self.judge;
        let run = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction, judge)?;
            transaction.commit()?;
            Ok(done)
        };
        let result = run();
        result.map_err(|e| self.error(e))
    }
}

fn summary(connection: &Connection, outcome: Outcome, row: i64, tally: Tally) -> rusqlite::Result<Ingested> {
    let sql = "SELECT r.article, r.seq, \
                   (SELECT p.id FROM revision p WHERE p.article = r.article AND p.seq = r.seq - 1), \
                   (SELECT count(*) FROM attribution q WHERE q.revision = r.id), \
                   (SELECT count(*) FROM statement t WHERE t.revision = r.id) \
               FROM revision r WHERE r.id = ?";
    connection.prepare_cached(sql)?.query_row(params![row], |found| {
        Ok(Ingested {
            outcome,
            article_id: found.get(0)?,
            revision_id: row,
            revision: found.get(1)?,
            previous_id: found.get(2)?,
            quotes: found.get::<_, u32>(3)? as usize,
            statements: found.get::<_, u32>(4)? as usize,
            changes: tally.changes,
            material_changes: tally.material,
        })
    })
}

/// Notes that a known revision was seen again, or seen earlier than so far known.
fn note_known(
    connection: &Connection,
    run: i64,
    place: &str,
    revision: &Revision,
    row: i64,
    earlier: bool,
) -> rusqlite::Result<Ingested> {
    let article: i64 = connection
        .prepare_cached("SELECT article FROM revision WHERE id = ?")?
        .query_row(params![row], |row| row.get(0))?;
    if earlier {
        connection
            .prepare_cached("UPDATE revision SET captured_at = ? WHERE id = ?")?
            .execute(params![captured(&revision.captured_at.value), row])?;
    }
    facts::note_outlet_and_urls(connection, article, revision)?;
    facts::insert_capture(connection, run, place, article, row, revision)?;
    summary(connection, Outcome::Unchanged, row, Tally::default())
}
