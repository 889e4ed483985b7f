//! Runs: which call of the program wrote what.

use super::{Store, StoreError};
use crate::ids::RunId;
use rusqlite::params;

impl Store {
    /// Notes the start of a run: every row written in it points to it. `arguments` are kept as typed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn begin_run(&mut self, version: &str, arguments: &[String]) -> Result<RunId, StoreError> {
        self.connection
            .execute(
                "INSERT INTO run (version, arguments, started_at) VALUES (?, ?, ?)",
                params![version, serde_json::json!(arguments).to_string(), now()],
            )
            .map_err(|e| self.error(e))?;
        Ok(RunId::new(self.connection.last_insert_rowid()))
    }

    /// Notes the end of a run.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end_run(&mut self, run: RunId) -> Result<(), StoreError> {
        self.connection
            .execute("UPDATE run SET ended_at = ? WHERE id = ?", params![now(), run])
            .map_err(|e| self.error(e))?;
        Ok(())
    }
}

/// The time now, as every table keeps it: UTC, to the second.
pub(super) fn now() -> String {
    utc_to_the_second(jiff::Timestamp::now())
}

/// The time now to the microsecond, for steps that people take within one second in two databases.
pub(super) fn now_exactly() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// A captured time as it is stored and ordered by: UTC, to the second. What is no point in time (a bare date) stays
/// as it is, and comes before all times of its day.
pub(crate) fn captured(at: &str) -> String {
    at.parse::<jiff::Timestamp>().map_or_else(|_| at.to_owned(), utc_to_the_second)
}

/// A moment as it is stored.
pub(super) fn utc_to_the_second(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::captured;

    #[test]
    fn captured_times_order_as_text() {
        assert_eq!(captured("2026-03-01T10:00:00.5+02:00"), "2026-03-01T08:00:00Z");
        assert_eq!(captured("2026-03-01"), "2026-03-01");
        assert!(captured("2026-03-01") < captured("2026-03-01T00:00:00Z"));
    }
}
