//! Ingest: one analysed revision into the database, in one transaction.

use super::annotation::anchor_all;
use super::database::WriteScope;
use super::derived::{self, Fresh, QuoteIds};
use super::facts::{self, RevisionPlace, find_place};
use super::lineage::{Claims, Lineage, Link, Tally};
use super::run::captured;
use super::sightings::{self, FirstSighting};
use super::{RowKind, Store, StoreError};
use crate::analysis::Analysis;
use crate::article::Revision;
use crate::ids::{ArticleId, RevisionId, RunId};
use rusqlite::{Connection, params};
use serde::Serialize;

/// What became of a revision that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IngestOutcome {
    /// The article was not known before.
    NewArticle,
    /// A new revision of a known article.
    NewRevision,
    /// The text of an older revision came back: a revision that says so.
    CameBack,
    /// It reads as it did before: only the capture was noted.
    Unchanged,
    /// A stored revision was analysed again.
    Reextracted,
}

/// What was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ingested {
    /// What became of it.
    pub outcome: IngestOutcome,
    /// The article's row.
    pub article_id: ArticleId,
    /// The revision that it now reads as.
    pub revision_id: RevisionId,
    /// That revision's number within the article, from 1.
    pub revision: i64,
    /// The revision before, if there is one.
    pub previous_id: Option<RevisionId>,
    /// Attributions in the revision.
    pub quotes: usize,
    /// Statements in the revision.
    pub statements: usize,
    /// Changes since the revision before.
    pub changes: usize,
    /// How many of them are material.
    pub material_changes: usize,
    /// How many of those no correction note explains.
    pub unannounced_changes: usize,
}

impl Store {
    /// The revision that `revision` reads the same as, if storing it would only note a capture: then it need not be
    /// analysed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known(&self, revision: &Revision) -> Result<Option<RevisionId>, StoreError> {
        let known = || match find_place(&self.connection, revision)? {
            RevisionPlace::Known(row) => Ok(Some(RevisionId::new(row))),
            // The first capture says who wrote it, and that says who "I" is.
            RevisionPlace::KnownEarlier(row) => {
                Ok(has_byline(&self.connection, row, revision)?.then_some(RevisionId::new(row)))
            }
            RevisionPlace::New { .. } => Ok(None),
        };
        known().map_err(|e: rusqlite::Error| self.error(e))
    }

    /// Notes a capture of a revision that is [`known`](Self::known). `place` is the file or URL it came from.
    ///
    /// # Errors
    /// When it is not known, or the database cannot be written.
    pub fn capture(&mut self, run: RunId, place: &str, revision: &Revision) -> Result<Ingested, StoreError> {
        let run = run.get();
        let noted = self.write(|connection, scope| {
            let Some(placed) = settle(connection, scope, run, revision, None)? else { return Ok(None) };
            facts::note_capture(connection, run, place, placed.article, placed.row, revision)?;
            placed.summary(connection).map(Some)
        })?;
        noted.ok_or_else(|| {
            self.not_found(
                RowKind::Revision,
                format!("revision of {} with this text; add it first", revision.key),
            )
        })
    }

    /// Stores a revision with its analysis: the capture, and unless it is [`known`](Self::known) the revision, what
    /// it says, and how its claims go on from the revision before. A capture older than what is stored goes in its
    /// place. All or nothing.
    ///
    /// # Errors
    /// When the analysis is of another text, or the database cannot be written.
    pub fn ingest(
        &mut self,
        run: RunId,
        place: &str,
        revision: &Revision,
        analysis: &Analysis,
    ) -> Result<Ingested, StoreError> {
        let run = run.get();
        derived::validate(revision, analysis)?;
        self.write(|connection, scope| {
            let placed = settle(connection, scope, run, revision, Some(analysis))?;
            let placed = placed.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            facts::note_capture(connection, run, place, placed.article, placed.row, revision)?;
            placed.summary(connection)
        })
    }
}

/// A revision in its place.
pub(super) struct PlacedRevision {
    pub(super) outcome: IngestOutcome,
    pub(super) article: i64,
    /// The revision's row.
    pub(super) row: i64,
    tally: Tally,
}

impl PlacedRevision {
    fn summary(self, connection: &Connection) -> rusqlite::Result<Ingested> {
        summary(connection, self.outcome, self.row, self.tally)
    }
}

/// Puts a revision in its place among those of its article, if it is not known, with what it says and how its claims go on.
/// A new one without an analysis is left out. The capture is still to be noted.
pub(super) fn settle(
    connection: &Connection,
    scope: &WriteScope,
    run: i64,
    revision: &Revision,
    analysis: Option<&Analysis>,
) -> rusqlite::Result<Option<PlacedRevision>> {
    let judge = scope.judge;
    let (article, seq) = match find_place(connection, revision)? {
        RevisionPlace::Known(row) => return seen_again(connection, revision, row).map(Some),
        RevisionPlace::KnownEarlier(row) => {
            let placed = seen_again(connection, revision, row)?;
            let lineage = Lineage { connection, judge, run, article: placed.article };
            seen_earlier(&lineage, revision, row, analysis)?;
            scope.mark_copies(placed.article);
            return Ok(Some(placed));
        }
        RevisionPlace::New { article, seq } => (article, seq),
    };
    let Some(analysis) = analysis else { return Ok(None) };
    let is_new = article.is_none();
    let article = match article {
        Some(article) => article,
        None => facts::insert_article(connection, revision)?,
    };
    facts::note_outlet_and_urls(connection, article, revision)?;
    facts::make_room(connection, article, seq)?;
    let row = facts::insert_revision(connection, run, article, seq, revision)?;
    let attributions =
        derived::insert_attributions(connection, run, article, row, analysis, QuoteIds::default())?;
    let fresh = Fresh { revision: row, attributions, voices: derived::implied_voices(analysis) };
    let mut links = vec![Link::fresh(fresh, analysis, Claims::new())];
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
    anchor_all(connection, article)?;
    let lineage = Lineage { connection, judge, run, article };
    let tally = lineage.join(seq, links, appended)?;
    facts::set_newest(connection, article)?;
    scope.mark_copies(article);
    let outcome = match (is_new, came_back) {
        (true, _) => IngestOutcome::NewArticle,
        (false, true) => IngestOutcome::CameBack,
        (false, false) => IngestOutcome::NewRevision,
    };
    Ok(Some(PlacedRevision { outcome, article, row, tally }))
}

/// A known revision that was seen again: it may name an address that was not known.
fn seen_again(connection: &Connection, revision: &Revision, row: i64) -> rusqlite::Result<PlacedRevision> {
    let article: i64 = connection
        .prepare_cached("SELECT article FROM revision WHERE id = ?")?
        .query_row(params![row], |row| row.get(0))?;
    facts::note_outlet_and_urls(connection, article, revision)?;
    Ok(PlacedRevision { outcome: IngestOutcome::Unchanged, article, row, tally: Tally::default() })
}

/// A known revision that was seen earlier than so far known is described by that capture, and compared anew: the days that its
/// words mean are other days.
fn seen_earlier(
    lineage: &Lineage<'_>,
    revision: &Revision,
    row: i64,
    analysis: Option<&Analysis>,
) -> rusqlite::Result<()> {
    let &Lineage { connection, run, article, .. } = lineage;
    let analysis = analysis.filter(|_| !matches!(has_byline(connection, row, revision), Ok(true)));
    sightings::describe(connection, row, &FirstSighting::of(revision))?;
    let seq: i64 = connection
        .prepare_cached("SELECT seq FROM revision WHERE id = ?")?
        .query_row(params![row], |row| row.get(0))?;
    let (first, spoke) = match analysis {
        Some(analysis) => Link::anew(connection, (run, article, row), analysis)?,
        None => (Link::stored(connection, row)?, Vec::new()),
    };
    let mut links = vec![first];
    for later in facts::revisions_from(connection, article, seq + 1)? {
        links.push(Link::stored(connection, later)?);
    }
    derived::delete_silent(connection, &spoke)?;
    anchor_all(connection, article)?;
    lineage.join(seq, links, false)?;
    facts::set_newest(connection, article)
}

/// Whether a stored revision is by whom this one is.
fn has_byline(connection: &Connection, row: i64, revision: &Revision) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT byline IS ? FROM revision WHERE id = ?")?
        .query_row(params![revision.byline.as_ref().map(|f| &f.value), row], |row| row.get(0))
}

pub(super) fn summary(
    connection: &Connection,
    outcome: IngestOutcome,
    row: i64,
    tally: Tally,
) -> rusqlite::Result<Ingested> {
    let sql = "SELECT r.article, r.seq, \
                   (SELECT p.id FROM revision p WHERE p.article = r.article AND p.seq = r.seq - 1), \
                   (SELECT count(*) FROM attribution q WHERE q.revision = r.id), \
                   (SELECT count(*) FROM statement t WHERE t.revision = r.id) \
               FROM revision r WHERE r.id = ?";
    connection.prepare_cached(sql)?.query_row(params![row], |found| {
        Ok(Ingested {
            outcome,
            article_id: found.get(0)?,
            revision_id: RevisionId::new(row),
            revision: found.get(1)?,
            previous_id: found.get(2)?,
            quotes: found.get::<_, u32>(3)? as usize,
            statements: found.get::<_, u32>(4)? as usize,
            changes: tally.changes,
            material_changes: tally.material,
            unannounced_changes: tally.unannounced,
        })
    })
}

#[cfg(test)]
mod tests;
