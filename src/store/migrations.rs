//! Migrations: bring a database of any older schema up to the current one.
//!
//! `user_version` counts the steps that were applied. A step, once released, is never edited: a change of the schema
//! is a new file here and the same change in `schema.sql`. A test holds the two together.

use rusqlite::{Connection, Transaction};

/// The whole current schema, for new databases.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// The steps from each version to the next; the first makes version 1.
const STEPS: &[&str] = &[include_str!("migrations/0001.sql")];

/// "onrd": tells our files from other programs' SQLite files.
pub(super) const APPLICATION_ID: i64 = 0x6F6E_7264;

/// The version that this program writes.
pub(super) fn current() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The version of an open file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Makes the tables of a new database.
pub(super) fn create(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(SCHEMA)?;
    mark(transaction)
}

/// Applies the steps that a database of version `from` has not had.
pub(super) fn upgrade(transaction: &Transaction<'_>, from: i64) -> rusqlite::Result<()> {
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    mark(transaction)
}

fn mark(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", current())
}
