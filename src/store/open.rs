//! Opening: create, migrate, recognise what is not ours, back up. Never deletes or overwrites a file.

use super::lineage::Judge;
use super::migrations;
use super::{Store, StoreError};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another before it says that the database is locked.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Pages that a backup copies before it lets others at the database.
const BACKUP_PAGES: std::ffi::c_int = 1024;

impl Store {
    /// Opens the database at `path` for reading and writing: makes it if there is none, brings an older schema up to
    /// date.
    ///
    /// # Errors
    /// When the file cannot be opened or written, is another program's, or was made by a newer version.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        Self::open_with_timeout(path.into(), BUSY_TIMEOUT)
    }

    pub(super) fn open_with_timeout(path: PathBuf, timeout: Duration) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(&path, flags).map_err(|e| StoreError::from_sqlite(&path, e))?;
        let mut store = Self { connection, path, judge: Judge::default() };
        let found = store.recognise(timeout)?;
        let writable = !store.connection.is_readonly(rusqlite::MAIN_DB).map_err(|e| store.error(e))?;
        if !writable {
            return Err(StoreError::ReadOnly { path: store.path });
        }
        store.prepare_to_write(found).map_err(|e| store.error(e))?;
        Ok(store)
    }

    /// Opens the database at `path` for reading only; works on write-protected files.
    ///
    /// # Errors
    /// When there is none, or it is another program's, or its schema is not this version's.
    pub fn open_read_only(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(&path, flags).map_err(|e| StoreError::from_sqlite(&path, e))?;
        let store = Self { connection, path, judge: Judge::default() };
        let known = migrations::current();
        match store.recognise(BUSY_TIMEOUT)? {
            None => Err(StoreError::NotOnrecord { path: store.path }),
            Some(found) if found < known => Err(StoreError::Older { path: store.path, found, known }),
            Some(_) => Ok(store),
        }
    }

    /// The schema version of a file of ours, `None` for an empty one.
    fn recognise(&self, timeout: Duration) -> Result<Option<i64>, StoreError> {
        let connection = &self.connection;
        let look = || -> rusqlite::Result<(i64, i64, i64)> {
            connection.busy_timeout(timeout)?;
            connection.set_prepared_statement_cache_capacity(64);
            // A file from elsewhere may carry triggers and views of its own.
            connection.pragma_update(None, "trusted_schema", false)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            let id = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
            Ok((tables, id, migrations::version(connection)?))
        };
        let (tables, id, found) = look().map_err(|e| self.error(e))?;
        let (path, known) = (self.path.clone(), migrations::current());
        match (tables, id, found) {
            (0, 0, 0) => Ok(None),
            (_, id, _) if id != migrations::APPLICATION_ID => Err(StoreError::NotOnrecord { path }),
            (_, _, found) if found > known => Err(StoreError::Newer { path, found, known }),
            (_, _, found) => Ok(Some(found)),
        }
    }

    /// Makes or upgrades the schema of a file of version `found`.
    fn prepare_to_write(&mut self, found: Option<i64>) -> rusqlite::Result<()> {
        if found == Some(migrations::current()) {
            return self.connection.pragma_update(None, "synchronous", "NORMAL");
        }
        // With WAL, readers go on while one writes; NORMAL loses no finished transaction but in a power cut.
        self.connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have been faster: look again now that nobody else can write.
        match migrations::version(&transaction)? {
            0 => migrations::create(&transaction)?,
            version => migrations::upgrade(&transaction, version)?,
        }
        transaction.commit()
    }

    /// Copies the whole database to a new file while others may go on reading and writing.
    ///
    /// # Errors
    /// When `to` exists or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let failed = |e| StoreError::from_sqlite(to, e);
        // `create_new` claims the name: no file that appears meanwhile is overwritten.
        std::fs::File::create_new(to).map_err(|e| match e.kind() {
            std::io::ErrorKind::AlreadyExists => StoreError::Exists { path: to.to_owned() },
            _ => StoreError::CannotOpen { path: to.to_owned(), reason: e.to_string() },
        })?;
        let mut target = Connection::open(to).map_err(failed)?;
        let backup = Backup::new(&self.connection, &mut target).map_err(failed)?;
        loop {
            match backup.step(BACKUP_PAGES).map_err(failed)? {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }
}
