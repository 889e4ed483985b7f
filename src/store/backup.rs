//! Backups: a copy under another name, which becomes the backup only when it is whole.

use super::{Store, StoreError, file};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pages that a backup copies before it lets others at the database.
const BACKUP_PAGES: std::ffi::c_int = 1024;

/// What SQLite may put beside a database file.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

impl Store {
    /// Copies the whole database to a new file while others may go on reading and writing. The file is there when the
    /// copy is whole, and not before; a copy that was killed leaves a file whose name ends in `.unfinished-` and a
    /// number.
    ///
    /// # Errors
    /// When `to` exists or cannot be written; then nothing is left.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        // What another database of that name left beside it would be read as part of the copy.
        for path in std::iter::once(to.to_owned()).chain(BESIDE.map(|ending| beside(to, ending))) {
            if path.symlink_metadata().is_ok() {
                return Err(StoreError::Exists { path });
            }
        }
        let copy = Unfinished::beside(&file::plain(to)?);
        self.copy_to(&copy.path).map_err(|e| StoreError::from_sqlite(to, e))?;
        copy.finish(to).map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => StoreError::Exists { path: to.to_owned() },
            io::ErrorKind::StorageFull => StoreError::DiskFull { path: to.to_owned() },
            _ => StoreError::CannotOpen { path: to.to_owned(), reason: super::error::why_refused(&e) },
        })
    }

    fn copy_to(&self, path: &Path) -> rusqlite::Result<()> {
        copy(&self.connection, path)
    }

    /// Copies a database, whatever its schema, as it stands.
    pub(super) fn copy_of_older(path: &Path, to: &Path) -> rusqlite::Result<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        copy(&Connection::open_with_flags(path, flags)?, to)
    }
}

/// A file that SQLite may put beside another.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Copies a database to a new file.
fn copy(from: &Connection, path: &Path) -> rusqlite::Result<()> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(path, flags)?;
    let backup = Backup::new(from, &mut target)?;
    loop {
        match backup.step(BACKUP_PAGES)? {
            StepResult::Done => break,
            StepResult::More => {}
            _ => std::thread::sleep(Duration::from_millis(50)),
        }
    }
    drop(backup);
    target.close().map_err(|(_, error)| error)
}

/// A file that is being written under a name of its own; whatever is left of it goes with this value.
#[derive(Debug)]
pub(crate) struct Unfinished {
    /// Where it is written.
    pub(crate) path: PathBuf,
}

impl Unfinished {
    /// For a file that is to be `to`.
    pub(crate) fn beside(to: &Path) -> Self {
        let mut path = to.as_os_str().to_owned();
        path.push(format!(".unfinished-{}", std::process::id()));
        let copy = Self { path: path.into() };
        // Of a process with this number that was killed.
        copy.remove();
        copy
    }

    /// Gives the file its name, unless another has it by now.
    pub(crate) fn finish(self, to: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(&self.path)?.sync_all()?;
        match fs::hard_link(&self.path, to) {
            // Not every file system has links. There, a file that appears in this moment is lost.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && to.symlink_metadata().is_err() => {
                fs::rename(&self.path, to)
            }
            linked => linked,
        }
    }

    fn remove(&self) {
        let _ = fs::remove_file(&self.path);
        for ending in BESIDE {
            let _ = fs::remove_file(beside(&self.path, ending));
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        self.remove();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{ingest, revision};
    use std::collections::BTreeSet;

    fn files(folder: &Path) -> BTreeSet<String> {
        let name = |e: fs::DirEntry| e.file_name().to_string_lossy().into_owned();
        fs::read_dir(folder).unwrap().map(|e| name(e.unwrap())).collect()
    }

    #[test]
    fn a_backup_is_a_whole_database_and_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = (folder.path().join("x.db"), folder.path().join("copy.db"));
        let mut store = Store::open(&path).unwrap();
        let run = store.begin_run("0.1.0", &[]).unwrap();
        ingest(&mut store, run, &revision("a", "2026-03-01", "One."));
        let before = files(folder.path());
        store.backup(&copy).unwrap();
        let made: Vec<_> = files(folder.path()).difference(&before).cloned().collect();
        assert_eq!(made, ["copy.db"]);
        assert!(matches!(store.backup(&copy), Err(StoreError::Exists { .. })));
        assert!(matches!(store.backup(&path), Err(StoreError::Exists { .. })));
        fs::write(folder.path().join("other.db-wal"), "of another").unwrap();
        assert!(matches!(store.backup(&folder.path().join("other.db")), Err(StoreError::Exists { .. })));
        fs::remove_file(folder.path().join("other.db-wal")).unwrap();
        let check = Store::open(&copy).unwrap().check().unwrap();
        assert_eq!((check.articles, check.problems.len()), (1, 0));
    }

    #[test]
    fn a_backup_that_fails_leaves_nothing_and_can_be_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        let (store, _) = crate::store::fixture::store();
        // What a killed one leaves does not stand in the way.
        let killed = format!("copy.db.unfinished-{}", std::process::id());
        fs::write(folder.path().join(killed), "half a database").unwrap();
        store.backup(&copy).unwrap();
        assert_eq!(files(folder.path()), BTreeSet::from(["copy.db".to_owned()]));
        let said = store.backup(&folder.path().join("missing/copy.db")).unwrap_err().to_string();
        assert!(said.contains("there is no folder"), "{said}");
        let late = Unfinished::beside(&folder.path().join("late.db"));
        fs::write(&late.path, "ours").unwrap();
        fs::write(folder.path().join("late.db"), "theirs").unwrap();
        assert!(late.finish(&folder.path().join("late.db")).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("late.db")).unwrap(), "theirs");
        assert_eq!(files(folder.path()), BTreeSet::from(["copy.db".to_owned(), "late.db".to_owned()]));
    }
}
