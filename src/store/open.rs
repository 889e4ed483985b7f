//! Opening: create, migrate, recognise what is not ours. Never deletes or overwrites a file.

use super::judge::RevisionJudge;
use super::migrations;
use super::{Store, StoreError, file};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another before it says that the database is locked.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Bytes of a page of a new database.
const PAGE_BYTES: u32 = 2048;

/// Pages that the WAL may hold before they go to the database: 32 MiB.
const WAL_PAGES: u32 = 16_384;

impl Store {
    /// Opens the database at `path` for reading and writing: creates it if there is none, brings an older schema up to
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
        let connection = connect(&path, flags)?;
        Self::ready_to_write(connection, path, timeout)
    }

    /// A database that is gone with this value.
    #[cfg(test)]
    pub(super) fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let connection = Connection::open_in_memory().map_err(|e| StoreError::from_sqlite(&path, e))?;
        Self::ready_to_write(connection, path, BUSY_TIMEOUT)
    }

    fn ready_to_write(connection: Connection, path: PathBuf, timeout: Duration) -> Result<Self, StoreError> {
        let mut store = Self { connection, path, judge: RevisionJudge::default(), pending: None };
        let found = store.recognise(timeout)?;
        let writable = !store.connection.is_readonly(rusqlite::MAIN_DB).map_err(|e| store.error(e))?;
        if !writable {
            return Err(StoreError::ReadOnly { path: store.path });
        }
        store.prepare_to_write(found).map_err(|e| store.error(e))?;
        Ok(store)
    }

    /// Opens the database at `path` for reading only; works on write-protected files, but not in a write-protected
    /// folder, where SQLite cannot coordinate with a writer.
    ///
    /// # Errors
    /// When there is none, or it is another program's, or its schema is not this version's.
    pub fn open_read_only(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        if !file::plain(&path)?.exists() {
            return Err(StoreError::Missing { path });
        }
        if path.is_dir() {
            return Err(StoreError::CannotOpen { path, reason: "it is a folder; name a file".to_owned() });
        }
        undo_half_done(&path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = connect(&path, flags)?;
        let store = Self { connection, path, judge: RevisionJudge::default(), pending: None };
        let known = migrations::current();
        match store.recognise(BUSY_TIMEOUT)? {
            None => Err(StoreError::Empty { path: store.path }),
            Some(found) if found < known => Err(StoreError::Older { path: store.path, found, known }),
            Some(_) => Ok(store),
        }
    }

    /// As [`Store::open`], but makes no database where there is none.
    ///
    /// # Errors
    /// As for [`Store::open`], and when there is none.
    pub fn open_existing(path: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let path = path.into();
        match Self::open_read_only(&path).map(drop) {
            Ok(()) | Err(StoreError::Older { .. }) => Self::open(path),
            Err(error) => Err(error),
        }
    }

    /// The schema version of a file of ours, `None` for an empty one.
    fn recognise(&self, timeout: Duration) -> Result<Option<i64>, StoreError> {
        let connection = &self.connection;
        let look = || -> rusqlite::Result<(i64, i64, i64)> {
            connection.busy_timeout(timeout)?;
            // An ingest or a merge runs more than a hundred statements over and over.
            connection.set_prepared_statement_cache_capacity(256);
            // A file from elsewhere may carry triggers and views of its own.
            connection.pragma_update(None, "trusted_schema", false)?;
            // What is bound to a statement, such as a limit, is no reason to plan it anew.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            // 64 MiB of pages: the indexes of a large database are written all over. Who reads needs few of them.
            let pages = if connection.is_readonly(rusqlite::MAIN_DB)? { -24_576 } else { -65_536 };
            connection.pragma_update(None, "cache_size", pages)?;
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
        // A page that many commits write goes to the database once.
        self.connection.pragma_update(None, "wal_autocheckpoint", WAL_PAGES)?;
        if found == Some(migrations::current()) {
            return self.connection.pragma_update(None, "synchronous", "NORMAL");
        }
        // Half of SQLite's own size: rows are small, and texts leave less of a page empty. Only a new file takes it.
        self.connection.pragma_update(None, "page_size", PAGE_BYTES)?;
        // With WAL, readers go on while one writes; NORMAL loses a finished transaction only in a power cut.
        self.connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have been faster: look again now that nobody else can write.
        let version = migrations::version(&transaction)?;
        match version {
            0 => migrations::create(&transaction)?,
            version => migrations::upgrade(&transaction, version)?,
        }
        transaction.commit()?;
        if version > 0 && version < migrations::current() {
            // Gives back what the old rows took; where there is no room for that, all is as well without it.
            let _ = self.connection.execute_batch("VACUUM");
        }
        Ok(())
    }
}

/// Undoes what a writer left half done that was killed while it made the file; readers alone may not.
fn undo_half_done(path: &Path) -> Result<(), StoreError> {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    if Path::new(&journal).exists() {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // Any look at the file does it. Where it cannot be done, reading says why.
        let _ = connect(path, flags)?.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    }
    Ok(())
}

/// Connects to the file with this name.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    Connection::open_with_flags(file::plain(path)?, flags).map_err(|e| StoreError::from_sqlite(path, e))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{ingest, revision};
    use std::fs;

    const NOW: Duration = Duration::from_millis(10);

    fn sentence(result: Result<Store, StoreError>, folder: &Path) -> String {
        let error = result.err().map(|e| e.to_string()).unwrap_or_default();
        error.replace(&format!("{}/", folder.display()), "").replace(&folder.display().to_string(), "FOLDER")
    }

    #[test]
    fn a_new_file_is_made_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onrecord.db");
        let mut store = Store::open(&path).unwrap();
        let run = store.begin_run("0.1.0", &[]).unwrap();
        ingest(&mut store, run, &revision("a", "2026-03-01", "One."));
        store.end_run(run).unwrap();
        // While one writes, others read.
        let reader = Store::open_read_only(&path).unwrap();
        assert_eq!(reader.articles(&Default::default()).unwrap().len(), 1);
        let again = Store::open(&path).unwrap();
        assert_eq!(again.articles(&Default::default()).unwrap()[0].article_key, "a");
    }

    #[test]
    fn each_thing_that_is_not_a_database_of_ours_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("notes.txt"), "Not a database, but long enough to be looked at as one.".repeat(40))
            .unwrap();
        Connection::open(at("other.db")).unwrap().execute_batch("CREATE TABLE song (title)").unwrap();
        fs::write(at("empty.db"), "").unwrap();
        drop(Store::open(at("newer.db")).unwrap());
        Connection::open(at("newer.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let mut said = String::new();
        for result in [
            Store::open(at("notes.txt")),
            Store::open(at("other.db")),
            Store::open(at("newer.db")),
            Store::open(at("missing/x.db")),
            Store::open(folder.path()),
            Store::open_read_only(at("missing.db")),
            Store::open_read_only(at("empty.db")),
            Store::open_read_only(at("other.db")),
        ] {
            said += &sentence(result, folder.path());
            said.push('\n');
        }
        insta::assert_snapshot!(said, @r"
        notes.txt: this is not a database; name another file
        other.db: this is a database, but not one of onrecord's; name another file
        newer.db: this database was made by a newer onrecord (schema 99, this program knows up to 21); use that version
        missing/x.db: the database cannot be opened: there is no folder missing; make it first
        FOLDER: the database cannot be opened: it is a folder; name a file
        missing.db: the database cannot be opened: there is no such file; make it by adding an article, or name another
        empty.db: the file is empty and not yet a database; add an article to it, or name another
        other.db: this is a database, but not one of onrecord's; name another file
        ");
        // Nothing was touched.
        assert!(fs::read_to_string(at("notes.txt")).unwrap().starts_with("Not a database"));
        assert!(!at("missing.db").exists());
    }

    #[test]
    fn a_second_writer_is_told_and_can_go_on_later() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let mut first = Store::open(&path).unwrap();
        let mut second = Store::open_with_timeout(path, NOW).unwrap();
        let lock = first.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        let said = second.begin_run("0.1.0", &[]).unwrap_err().to_string();
        assert!(said.ends_with(
            "x.db: the database is locked by another program; wait until that is done, then try again"
        ));
        lock.commit().unwrap();
        assert!(second.begin_run("0.1.0", &[]).is_ok());
    }

    #[test]
    fn a_full_disk_and_a_read_only_database_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let mut store = Store::open(&path).unwrap();
        let run = store.begin_run("0.1.0", &[]).unwrap();
        let mut reader = Store::open_read_only(&path).unwrap();
        assert!(matches!(reader.begin_run("0.1.0", &[]), Err(StoreError::ReadOnly { .. })));
        let pages: i64 = store.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        store.connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
        let body = "word ".repeat(100_000);
        let failed = store.ingest(
            run,
            "p",
            &revision("a", "2026-03-01", &body),
            &crate::store::fixture::analysis(&body),
        );
        assert!(matches!(failed, Err(StoreError::DiskFull { .. })), "{failed:?}");
        assert!(store.articles(&Default::default()).unwrap().is_empty());
    }

    #[test]
    fn damage_is_found_and_never_worsened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let mut store = Store::open(&path).unwrap();
        let run = store.begin_run("0.1.0", &[]).unwrap();
        for n in 0..50 {
            ingest(&mut store, run, &revision(&format!("a{n}"), "2026-03-01", &"Ferries stop. ".repeat(40)));
        }
        drop(store);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 8192].fill(0x5A);
        fs::write(&path, &bytes).unwrap();
        let found = Store::open_read_only(&path).and_then(|store| store.check());
        match found {
            Ok(check) => assert!(!check.is_sound()),
            Err(error) => assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}"),
        }
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
