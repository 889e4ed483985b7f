//! The open database that the files of this room work on.

use super::StoreError;
use super::judge::RevisionJudge;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// An open database. One writer at a time; readers do not wait for it.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) judge: RevisionJudge,
}

impl Store {
    /// The file it is kept in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn not_found(&self, what: String) -> StoreError {
        StoreError::NotFound { path: self.path.clone(), what }
    }

    /// Turns an SQLite error into a sentence that names this file.
    pub(super) fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }
}
