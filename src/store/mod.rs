//! The store: everything the program knows, in one SQLite file.
//!
//! The only room that speaks SQL. [`Store`] opens, migrates, checks and copies the file (`open`, `migrations`, `check`, `backup`), takes
//! analysed revisions in (`ingest`, and under it `derived` for what one revision says and `lineage` for how claims
//! continue from revision to revision), and answers questions (`query`). `schema.sql`, at the top of the project, is the
//! data model; `docs/schema.md` explains it.
//!
//! Offsets are Unicode code points in the file and in every row that comes out of a query; `spans` converts.

mod backup;
mod changes;
mod check;
pub mod datasette;
mod decide;
mod derived;
mod error;
mod facts;
mod file;
#[cfg(test)]
mod fixture;
mod ingest;
mod lineage;
mod load;
mod migrations;
mod open;
mod outlets;
mod query;
mod reextract;
mod review;
mod rules;
mod run;
mod spans;
mod speakers;

pub use check::{Check, Problem, Thoroughness};
pub use error::StoreError;
pub use ingest::{IngestOutcome, Ingested};

pub use query::{
    AlarmRow, ArticleFilter, ArticleRow, By, ChangeExplanation, ChangeFilter, ChangeRow, ClaimFilter,
    ClaimRow, CorrectionRow, Explanation, HistoryRow, Json, OutletFilter, OutletRow, Proposal, QuoteFilter,
    QuoteRow, RevisionRow, Scope, SearchFilter, SearchHit, SortOrder, SpeakerFilter, SpeakerRow,
    UnnamedFilter, UnnamedRow,
};
pub use review::{Decision, NewReview, ReviewRow};
pub(crate) use run::captured;

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// An open database. One writer at a time; readers do not wait for it.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    judge: lineage::RevisionJudge,
}

impl Store {
    /// The file it is kept in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn not_found(&self, what: String) -> StoreError {
        StoreError::NotFound { path: self.path.clone(), what }
    }

    /// Turns an SQLite error into a sentence that names this file.
    fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }
}
