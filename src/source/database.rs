//! Databases of other programs: opened for reading only, and looked at before they are trusted.
//!
//! Only `store` speaks SQL to our own database; what others left is read here.

use crate::article::ReadError;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::path::Path;

/// First bytes of every SQLite file.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

/// Opens a database of another program for reading.
///
/// # Errors
/// In one sentence, when it cannot be read.
pub(super) fn open(path: &Path) -> Result<Connection, ReadError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.execute_batch(
            "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;",
        )?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    });
    opened.map_err(|error| failed(path, &error))
}

/// The error for a database that cannot be read (further).
pub(super) fn failed(path: &Path, error: &rusqlite::Error) -> ReadError {
    use rusqlite::ErrorCode;
    let message = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            "it is no database, whatever its name; look at the file, or give texts.".to_owned()
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program writes to it; stop that one, or give a copy.".to_owned()
        }
        Some(ErrorCode::DatabaseCorrupt) | None => {
            "the database is damaged; copy it again. What came before was read.".to_owned()
        }
        _ => "the database cannot be read; copy it again from where it came from.".to_owned(),
    };
    ReadError::new(path.display().to_string(), message)
}

/// Whether there is an ordinary table of this name with these columns: no view, which could be made to run for ever.
pub(super) fn has_table(connection: &Connection, table: &str, columns: &[&str]) -> rusqlite::Result<bool> {
    let sql: Option<String> = connection
        .query_row(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND lower(name) = lower(?)",
            params![table],
            |row| row.get(0),
        )
        .optional()?;
    let Some(sql) = sql.filter(|sql| !sql.to_ascii_uppercase().contains("VIRTUAL")) else { return Ok(false) };
    let generated = sql.to_ascii_uppercase().contains("GENERATED");
    let mut statement = connection.prepare("SELECT lower(name) FROM pragma_table_info(?)")?;
    let there: Vec<String> =
        statement.query_map(params![table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(!generated && columns.iter().all(|column| there.iter().any(|name| name == column)))
}
