//! Ingest: one analysed revision into the database, in one transaction.

use super::{Store, StoreError};
use crate::analysis::Analysis;
use crate::article::Revision;
use serde::Serialize;

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
        let _ = revision;
        Ok(None)
    }

    /// Notes a capture of a revision that is [`known`](Self::known). `place` is the file or URL it came from.
    ///
    /// # Errors
    /// When it is not known, or the database cannot be written.
    pub fn capture(&mut self, run: i64, place: &str, revision: &Revision) -> Result<Ingested, StoreError> {
        let _ = (run, place, revision);
        Err(self.not_found(String::new()))
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
        let _ = (run, place, revision, analysis);
        Err(self.not_found(String::new()))
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
        let _ = (run, revision, analysis);
        Err(self.not_found(String::new()))
    }
}
