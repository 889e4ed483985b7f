//! Stage: rows that wait for others, such as attributions for their articles, on the disk and gone with this value. So files
//! of any size and in any order can be paired.

use super::StoreError;
use rusqlite::{Connection, params};
use std::path::Path;

/// Rows that wait, by what they wait for.
#[derive(Debug)]
pub struct RowStage {
    connection: Connection,
}

impl RowStage {
    /// An empty one.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn new() -> Result<Self, StoreError> {
        // A database without a name is a temporary file.
        let made = Connection::open("").and_then(|connection| {
            connection.execute_batch(
                "CREATE TABLE waiting (id INTEGER PRIMARY KEY, wanted TEXT, ordinal INTEGER, place TEXT, row TEXT);
                 CREATE UNIQUE INDEX waiting_by_wanted ON waiting (wanted, ordinal);
                 CREATE TABLE taken (wanted TEXT PRIMARY KEY) WITHOUT ROWID;
                 BEGIN",
            )?;
            Ok(connection)
        });
        made.map(|connection| Self { connection }).map_err(fault)
    }

    /// Lets a row wait; the same again is left out.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn put(&mut self, wanted: &str, ordinal: i64, place: &str, row: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO waiting (wanted, ordinal, place, row) VALUES (?, ?, ?, ?)")
            .and_then(|mut put| put.execute(params![wanted, ordinal, place, row]))
            .map(drop)
            .map_err(fault)
    }

    /// The rows that wait for this, in order.
    ///
    /// # Errors
    /// When the disk does not give them.
    pub fn take(&mut self, wanted: &str) -> Result<Vec<String>, StoreError> {
        let take = || -> rusqlite::Result<Vec<String>> {
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO taken (wanted) VALUES (?)")?
                .execute(params![wanted])?;
            self.connection
                .prepare_cached("SELECT row FROM waiting WHERE wanted = ? ORDER BY ordinal")?
                .query_map(params![wanted], |row| row.get(0))?
                .collect()
        };
        take().map_err(fault)
    }

    /// How many rows nobody took, and the places of the first of them.
    ///
    /// # Errors
    /// When the disk does not say.
    pub fn left(&self) -> Result<(u64, Vec<String>), StoreError> {
        let left = "FROM waiting w WHERE NOT EXISTS (SELECT 1 FROM taken t WHERE t.wanted = w.wanted)";
        let look = || -> rusqlite::Result<(u64, Vec<String>)> {
            let count: i64 =
                self.connection.query_row(&format!("SELECT count(*) {left}"), [], |row| row.get(0))?;
            let sql = format!("SELECT w.place {left} ORDER BY w.id LIMIT 3");
            let mut first = self.connection.prepare(&sql)?;
            let places = first.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            Ok((count.unsigned_abs(), places))
        };
        look().map_err(fault)
    }
}

fn fault(error: rusqlite::Error) -> StoreError {
    StoreError::from_sqlite(Path::new("temporary file"), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_wait_for_what_they_belong_to() {
        let mut stage = RowStage::new().unwrap();
        for (wanted, ordinal, row) in [("a", 1, "two"), ("b", 0, "lost"), ("a", 0, "one"), ("a", 0, "again")]
        {
            stage.put(wanted, ordinal, row, row).unwrap();
        }
        for _ in 0..2 {
            assert_eq!(stage.take("a").unwrap(), ["one", "two"]);
        }
        assert_eq!(stage.take("c").unwrap(), [""; 0]);
        assert_eq!(stage.left().unwrap(), (1, vec!["lost".to_owned()]));
    }
}
