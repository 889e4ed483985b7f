//! What can go wrong with a database, each as one sentence with the file and the remedy.

use rusqlite::{ErrorCode, ffi};
use std::io;
use std::path::{Path, PathBuf};

/// Why the database could not be opened, read or written. What was stored before is as it was: a failed write is
/// rolled back whole.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // each field is what its message shows it to be
#[non_exhaustive]
pub enum StoreError {
    /// Another program holds the write lock.
    #[error("{path}: the database is locked by another program; wait until that is done, then try again")]
    Locked { path: PathBuf },
    /// The file or its folder cannot be written.
    #[error("{path}: the database cannot be written; check the rights on the file and its folder")]
    ReadOnly { path: PathBuf },
    /// The file does not exist or cannot be opened.
    #[error("{path}: the database cannot be opened: {reason}")]
    CannotOpen { path: PathBuf, reason: String },
    /// There is no such file.
    #[error(
        "{path}: the database cannot be opened: there is no such file; make it by adding an article, or name another"
    )]
    Missing { path: PathBuf },
    /// The schema is newer than this program.
    #[error(
        "{path}: this database was made by a newer onrecord (schema {found}, this program knows up to {known}); \
         use that version"
    )]
    Newer { path: PathBuf, found: i64, known: i64 },
    /// The schema is older than this program, and the file was opened for reading only.
    #[error(
        "{path}: this database was made by an older onrecord (schema {found}, this program reads {known}); \
         upgrade it first, then open it again"
    )]
    Older { path: PathBuf, found: i64, known: i64 },
    /// The file is not SQLite.
    #[error("{path}: this is not a database; name another file")]
    NotADatabase { path: PathBuf },
    /// The file is SQLite, but another program's.
    #[error("{path}: this is a database, but not one of onrecord's; name another file")]
    NotOnrecord { path: PathBuf },
    /// There is nothing in the file, as after a first run that was killed.
    #[error("{path}: the file is empty and not yet a database; add an article to it, or name another")]
    Empty { path: PathBuf },
    /// No space is left.
    #[error("{path}: no space is left on the disk; free some, then try again")]
    DiskFull { path: PathBuf },
    /// Writes that were to be committed together were undone together.
    #[error("{path}: what was read last could not be kept and was undone; add it again")]
    Undone { path: PathBuf },
    /// The file is damaged.
    #[error("{path}: the database is damaged ({detail}); copy the file aside, then restore a backup of it")]
    Corrupt { path: PathBuf, detail: String },
    /// The target of a backup is there already.
    #[error("{path}: the file exists and is not overwritten; name a new one")]
    Exists { path: PathBuf },
    /// Nothing stored answers to this.
    #[error("{path}: the database holds no {what}")]
    NotFound { path: PathBuf, kind: RowKind, what: String },
    /// More than one article answers to this.
    #[error("{path}: several articles match \"{wanted}\" ({first}; {second}; ...); name one by its id")]
    Ambiguous { path: PathBuf, wanted: String, first: String, second: String },
    /// What was to be stored contradicts itself.
    #[error("{key}: the analysis does not fit the revision ({detail}); please report it as a bug")]
    Mismatch { key: String, detail: String },
    /// A decision that cannot be carried out.
    #[error("{why}")]
    Refused { why: String, remedy: Option<DecisionRemedy> },
    /// A decision on what is no longer as the caller saw it.
    #[error("{why}")]
    Conflict { why: String },
    /// Anything else that SQLite says; `cause` is for programmers.
    #[error("{path}: {}", told(cause))]
    Sqlite { path: PathBuf, cause: rusqlite::Error },
}

/// What was sought that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // each is what it is called
#[non_exhaustive]
pub enum RowKind {
    Article,
    Revision,
    Quote,
    Claim,
    /// A claim in some revision.
    Wording,
    Change,
    Speaker,
    Outlet,
    Topic,
}

/// What can be decided instead, where the caller has words for it that are not known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecisionRemedy {
    /// Look up what this speaker says.
    QuotesOf(i64),
    /// Split single quotes off.
    SplitQuotes,
    /// Merge two speakers.
    MergeSpeakers,
}

impl StoreError {
    /// A decision that cannot be carried out, and why.
    pub(super) fn refused(why: impl Into<String>) -> Self {
        Self::Refused { why: why.into(), remedy: None }
    }

    /// The same with what can be decided instead.
    pub(super) fn or(self, remedy: DecisionRemedy) -> Self {
        match self {
            Self::Refused { why, .. } => Self::Refused { why, remedy: Some(remedy) },
            other => other,
        }
    }

    /// The same of another file: of that which was copied, not of the copy.
    pub(super) fn of_file(mut self, file: &Path) -> Self {
        match &mut self {
            Self::Locked { path }
            | Self::ReadOnly { path }
            | Self::CannotOpen { path, .. }
            | Self::Missing { path }
            | Self::Newer { path, .. }
            | Self::Older { path, .. }
            | Self::NotADatabase { path }
            | Self::NotOnrecord { path }
            | Self::Empty { path }
            | Self::Corrupt { path, .. }
            | Self::Sqlite { path, .. } => *path = file.to_owned(),
            _ => {}
        }
        self
    }

    /// Says what an SQLite error means for the user.
    pub(super) fn from_sqlite(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error,
        };
        let code = match &error {
            // Beside the file SQLite keeps one of 32 KiB in memory that all programs share.
            rusqlite::Error::SqliteFailure(failure, _)
                if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE =>
            {
                ErrorCode::DiskFull
            }
            rusqlite::Error::SqliteFailure(failure, _) => failure.code,
            FromSqlConversionFailure(..)
            | IntegralValueOutOfRange(..)
            | InvalidColumnType(..)
            | Utf8Error(..) => {
                return Self::Corrupt { path, detail: "a value in it cannot be read".to_owned() };
            }
            _ => return Self::Sqlite { path, cause: error },
        };
        match code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked { path },
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly { path },
            ErrorCode::CannotOpen => Self::CannotOpen { reason: why_not_open(&path), path },
            ErrorCode::NotADatabase => Self::NotADatabase { path },
            ErrorCode::DiskFull => Self::DiskFull { path },
            ErrorCode::DatabaseCorrupt => {
                Self::Corrupt { path, detail: "its pages do not fit together".to_owned() }
            }
            _ => Self::Sqlite { path, cause: error },
        }
    }
}

/// What an error means that no variant is for, and what to do.
fn told(error: &rusqlite::Error) -> &'static str {
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure) => {
            "the disk does not read or write the database; check it, then try again"
        }
        Some(ErrorCode::OutOfMemory) => "memory ran out; close other programs, then try again",
        Some(ErrorCode::TooBig) => "a text is too long for the database; split it",
        Some(ErrorCode::FileLockingProtocolFailed) => {
            "this folder does not allow locks; keep the database on a local disk"
        }
        Some(ErrorCode::ConstraintViolation) => {
            "the rows of the database contradict each other; `onrecord db check` says where"
        }
        _ => {
            "the database is not as onrecord made it; `onrecord db check` looks at it, else restore a backup of it"
        }
    }
}

/// Why the system refused something, without its numbers, and what to do.
pub(crate) fn why_refused(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "it is not permitted; check the rights on it and its folder".to_owned()
        }
        io::ErrorKind::AlreadyExists => "there is something else of that name; name another".to_owned(),
        io::ErrorKind::NotADirectory => {
            "a file stands where a folder should be; name another path".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "nothing can be written there; name a path on another disk".to_owned()
        }
        io::ErrorKind::StorageFull => "no space is left on the disk; free some, then try again".to_owned(),
        _ => {
            let said = error.to_string();
            let said = said.split(" (os error").next().unwrap_or_default();
            format!("the system says “{said}”; check the path and the disk")
        }
    }
}

/// SQLite does not say why a file does not open; the file system does.
fn why_not_open(path: &Path) -> String {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => "it is a folder; name a file".to_owned(),
        Ok(_) => match std::fs::File::open(path) {
            Ok(_) => "its folder cannot be written; check the rights on it".to_owned(),
            Err(error) => why_refused(&error),
        },
        Err(_) if !folder.is_dir() => format!("there is no folder {}; make it first", folder.display()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            "there is no such file; check the path, and that its folder can be written".to_owned()
        }
        Err(error) => why_refused(&error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words by which a message says what to do.
    const REMEDIES: &[&str] = &[
        "wait ",
        "check ",
        "use ",
        "run ",
        "name ",
        "`onrecord ",
        "free ",
        "restore ",
        "report ",
        "close ",
        "split ",
        "keep ",
        "make ",
        "add ",
        "upgrade ",
    ];

    fn all() -> Vec<StoreError> {
        let path = || PathBuf::from("x.db");
        let mut all = vec![
            StoreError::Locked { path: path() },
            StoreError::ReadOnly { path: path() },
            StoreError::CannotOpen { path: path(), reason: why_not_open(Path::new("nowhere/x.db")) },
            StoreError::CannotOpen { path: path(), reason: why_not_open(Path::new(".")) },
            StoreError::CannotOpen { path: path(), reason: why_not_open(Path::new("no-such-file.db")) },
            StoreError::Newer { path: path(), found: 9, known: 5 },
            StoreError::Older { path: path(), found: 1, known: 5 },
            StoreError::NotADatabase { path: path() },
            StoreError::NotOnrecord { path: path() },
            StoreError::Empty { path: path() },
            StoreError::Missing { path: path() },
            StoreError::DiskFull { path: path() },
            StoreError::Exists { path: path() },
            StoreError::Mismatch { key: "x.db".into(), detail: "attribution 3 lies outside the text".into() },
        ];
        all.extend([2, 13, 28, 30].map(|system| {
            let reason = why_refused(&io::Error::from_raw_os_error(system));
            StoreError::CannotOpen { path: path(), reason }
        }));
        // Each code of SQLite, with a text of its own that nobody should read.
        for code in 1..=28 {
            for extended in [code, code | (19 << 8)] {
                let cause = rusqlite::Error::SqliteFailure(
                    ffi::Error::new(extended),
                    Some("near \"SELECT\": UNIQUE constraint failed".to_owned()),
                );
                all.push(StoreError::from_sqlite(&path(), cause));
            }
        }
        let unread = rusqlite::Error::InvalidColumnType(0, "SELECT".into(), rusqlite::types::Type::Text);
        all.extend(
            [unread, rusqlite::Error::QueryReturnedNoRows].map(|e| StoreError::from_sqlite(&path(), e)),
        );
        all
    }

    #[test]
    fn every_message_names_the_file_and_a_remedy_and_holds_no_sql() {
        for error in all() {
            let said = error.to_string();
            assert!(said.starts_with("x.db: "), "{said}");
            assert!(REMEDIES.iter().any(|words| said.contains(words)), "no remedy: {said}");
            for foreign in ["SELECT", "constraint", "SQL", "near ", "os error"] {
                assert!(!said.contains(foreign), "{foreign}: {said}");
            }
            assert!(std::error::Error::source(&error).is_none(), "{said}");
        }
    }
}
