//! The open database that the files of this room work on.

use super::judge::RevisionJudge;
use super::{RowKind, StoreError};
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// An open database. One writer at a time; readers do not wait for it.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) judge: RevisionJudge,
    /// Writes that wait for their commit.
    pub(super) pending: Option<PendingWrites>,
}

/// Writes that are not committed yet.
#[derive(Debug)]
pub(super) struct PendingWrites {
    pub(super) since: Instant,
    pub(super) writes: usize,
    /// They are committed together, however many they are.
    pub(super) whole: bool,
    /// Some that were said to be stored are gone, because SQLite gave up their whole transaction.
    pub(super) lost: bool,
    /// Articles whose copies are marked before the commit.
    pub(super) unmarked: BTreeSet<i64>,
}

/// What a write goes by, and what it leaves to be done before the commit.
pub(super) struct WriteScope {
    pub(super) judge: RevisionJudge,
    unmarked: RefCell<BTreeSet<i64>>,
}

impl WriteScope {
    pub(super) fn new(judge: RevisionJudge) -> Self {
        Self { judge, unmarked: RefCell::default() }
    }

    /// Has the copies of an article, and what it copies, marked once no more of it comes.
    pub(super) fn mark_copies(&self, article: i64) {
        self.unmarked.borrow_mut().insert(article);
    }

    pub(super) fn unmarked(self) -> BTreeSet<i64> {
        self.unmarked.into_inner()
    }
}

impl Store {
    /// The file it is kept in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn not_found(&self, kind: RowKind, what: String) -> StoreError {
        StoreError::NotFound { path: self.path.clone(), kind, what }
    }

    /// Turns an SQLite error into a sentence that names this file.
    pub(super) fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }
}
