//! Merge: what another database holds comes into this one.
//!
//! Every capture of the other is put in its place as `ingest` does it, with what its revision says out of the rows of the
//! other (`captures`), so nothing is extracted again and the order of databases makes no difference. What people decided
//! comes before that, where it says who is who (`who`), or after it, where it is about rows (`reviews`, `matched`,
//! `watched`). All of a database comes in one transaction. The other is only read; one of an older schema is copied first,
//! and the copy upgraded.

mod captures;
mod matched;
mod other;
mod outlets;
mod reviews;
#[cfg(test)]
mod tests;
mod watched;
mod who;

pub use other::{MergeConflict, MergeReport};

use super::backup::Unfinished;
use super::database::WriteScope;
use super::review::attach;
use super::{Store, StoreError, Thoroughness, facts, file};
use other::OtherDatabase;
use rusqlite::{Connection, ErrorCode};
use std::path::Path;

/// Another database that is only read.
#[derive(Debug)]
pub struct MergeSource {
    store: Store,
    /// The copy that was upgraded, where it is of an older schema; it goes with this value.
    _copy: Option<Unfinished>,
}

impl MergeSource {
    /// Opens the database at `path` to be merged into the one at `target`, beside which a copy may be made for the time.
    ///
    /// # Errors
    /// When it is the target itself, no database of ours, damaged, or of a newer schema.
    pub fn open(path: &Path, target: &Path) -> Result<Self, StoreError> {
        if is_one_file(path, target) {
            let why = format!("{}: a database is not merged with itself; name another", path.display());
            return Err(StoreError::refused(why));
        }
        let source = match Store::open_read_only(path) {
            Ok(store) => Self { store, _copy: None },
            Err(StoreError::Older { .. }) => Self::upgraded(path, target)?,
            Err(error) => return Err(error),
        };
        let check = source.store.check_as(Thoroughness::Quick).map_err(|error| error.of_file(path))?;
        if let Some(problem) = check.problems.first() {
            let detail = format!("{}: {}", problem.place, problem.problem);
            return Err(StoreError::Corrupt { path: path.to_owned(), detail });
        }
        Ok(source)
    }

    fn upgraded(path: &Path, target: &Path) -> Result<Self, StoreError> {
        let copy = Unfinished::beside(&file::plain(target)?);
        Store::copy_of_older(path, &copy.path).map_err(|e| StoreError::from_sqlite(path, e))?;
        let store = Store::open(&copy.path).map_err(|error| error.of_file(path))?;
        Ok(Self { store, _copy: Some(copy) })
    }
}

/// Whether two paths lead to one file.
fn is_one_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

impl Store {
    /// Takes in what another database holds, in one transaction. What is here already makes nothing new, so the same again
    /// changes nothing. `path` names the other in messages; `progress` is told of every article how many there are.
    ///
    /// # Errors
    /// When the other cannot be read to its end, or this one not be written; then it is as it was.
    pub fn merge(
        &mut self,
        source: &MergeSource,
        path: &Path,
        progress: impl FnMut(u64),
    ) -> Result<MergeReport, StoreError> {
        self.merge_from(&source.store.connection, path, progress)
    }

    fn merge_from(
        &mut self,
        from: &Connection,
        path: &Path,
        mut progress: impl FnMut(u64),
    ) -> Result<MergeReport, StoreError> {
        // What is read is of one moment, whoever writes meanwhile.
        from.execute_batch("BEGIN").map_err(|e| StoreError::from_sqlite(path, e))?;
        let here = self.path.clone();
        let merged = self.write_whole(|to, scope| {
            let mut other = OtherDatabase::new(from, to, scope);
            outlets::merge(&mut other)?;
            other.find_articles()?;
            who::decided(&mut other)?;
            captures::merge(&mut other, &mut progress)?;
            who::kept_apart(&mut other)?;
            reviews::merge(&mut other)?;
            matched::merge(&mut other)?;
            watched::merge(&mut other)?;
            for article in std::mem::take(&mut other.touched) {
                attach(to, article)?;
                facts::set_newest(to, article)?;
            }
            Ok(other.report)
        });
        let ended = from.execute_batch("COMMIT");
        let merged =
            merged.map_err(|e| StoreError::from_sqlite(if is_of_source(&e) { path } else { &here }, e))?;
        ended.map_err(|e| StoreError::from_sqlite(path, e))?;
        Ok(merged)
    }
}

/// Makes the captures of an article captures of another one of this database, with what their revisions say.
pub(super) fn captures_within(
    connection: &Connection,
    scope: &WriteScope,
    from: i64,
    into: i64,
) -> rusqlite::Result<()> {
    let mut other = OtherDatabase::new(connection, connection, scope);
    other.articles.insert(from, into);
    captures::merge_articles(&mut other, &mut |_| ())?;
    connection.execute("DELETE FROM capture WHERE article = ?", [from]).map(drop)
}

/// Whether an error is of reading: what is written here is whole.
fn is_of_source(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => {
            matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        }
        _ => true,
    }
}
