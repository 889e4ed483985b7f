//! Forgetting: drops the bytes of payloads for space, as a person decided. Their hashes and headers stay, with the run that
//! dropped them.

use super::query::CaptureFilter;
use super::{Store, StoreError};
use crate::ids::RunId;
use rusqlite::{Connection, params};

/// Payloads that no capture outside the chosen ones has.
const ONLY_CHOSEN: &str = "bytes IS NOT NULL AND EXISTS (SELECT 1 FROM exchange e WHERE e.payload = sha256) \
    AND NOT EXISTS (SELECT 1 FROM exchange e WHERE e.payload = sha256 \
        AND e.capture NOT IN (SELECT id FROM temp.chosen_capture))";

/// What is dropped, or would be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Payloads.
    pub payloads: u64,
    /// Bytes that they take in the database.
    pub bytes: u64,
}

impl Store {
    /// What [`forget_payloads`](Self::forget_payloads) would drop.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn forgettable(&self, filter: &CaptureFilter) -> Result<Forgotten, StoreError> {
        let captures = self.capture_ids(filter)?;
        choose(&self.connection, &captures).and_then(|()| sum(&self.connection)).map_err(|e| self.error(e))
    }

    /// Drops the bytes of the payloads that only captures have which `filter` lets through, and gives their space back.
    ///
    /// # Errors
    /// When the database cannot be written; then nothing is dropped.
    pub fn forget_payloads(&mut self, run: RunId, filter: &CaptureFilter) -> Result<Forgotten, StoreError> {
        let captures = self.capture_ids(filter)?;
        let forgotten = self.write(|connection, _| {
            choose(connection, &captures)?;
            let forgotten = sum(connection)?;
            let sql = format!("UPDATE payload SET bytes = NULL, forgotten = ? WHERE {ONLY_CHOSEN}");
            connection.execute(&sql, params![run])?;
            Ok(forgotten)
        })?;
        // Where there is no room to give space back, new rows use it.
        let _ = self.connection.execute_batch("VACUUM");
        Ok(forgotten)
    }
}

fn choose(connection: &Connection, captures: &[i64]) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS chosen_capture (id INTEGER PRIMARY KEY); DELETE FROM temp.chosen_capture",
    )?;
    let mut insert = connection.prepare("INSERT INTO temp.chosen_capture (id) VALUES (?)")?;
    captures.iter().try_for_each(|id| insert.execute(params![id]).map(drop))
}

fn sum(connection: &Connection) -> rusqlite::Result<Forgotten> {
    let sql = format!("SELECT count(*), coalesce(sum(length(bytes)), 0) FROM payload WHERE {ONLY_CHOSEN}");
    connection.query_row(&sql, [], |row| {
        let (payloads, bytes): (i64, i64) = (row.get(0)?, row.get(1)?);
        Ok(Forgotten { payloads: payloads.unsigned_abs(), bytes: bytes.unsigned_abs() })
    })
}

#[cfg(test)]
mod tests {
    use super::super::StoredPayload;
    use super::super::fixture::{ingest, revision, store};
    use super::*;
    use crate::article::WebExchange;

    #[test]
    fn only_what_is_chosen_is_dropped_and_it_is_known_that_it_was() {
        let (mut store, run) = store();
        for (at, body, bytes) in [
            ("2026-03-01", "One.", "<p>One."),
            ("2026-03-02", "One.", "<p>One. 2"),
            ("2026-03-03", "Two.", "<p>Two."),
            ("2026-03-04", "Two.", "<p>Two."),
        ] {
            let mut revision = revision("a", at, body);
            revision.evidence = Some(WebExchange::bare("https://a.example/1", "text/html", bytes.as_bytes()));
            ingest(&mut store, run, &revision);
        }
        // The second capture showed the first text again; the fourth has the bytes of the third, which is not chosen.
        let filter = CaptureFilter { repeats: true, ..CaptureFilter::default() };
        let found = Forgotten { payloads: 1, bytes: 9 };
        assert_eq!(store.forgettable(&filter).unwrap(), found);
        assert_eq!(store.forget_payloads(run, &filter).unwrap(), found);
        assert_eq!(store.forgettable(&filter).unwrap(), Forgotten::default());
        let mut keys = Vec::new();
        store
            .for_each_capture::<StoreError>(&CaptureFilter::default(), |capture| {
                keys.extend(capture.exchanges.into_iter().filter_map(|exchange| exchange.payload));
                Ok(())
            })
            .unwrap();
        let kept = |key: &String| store.payload(key).unwrap();
        assert_eq!(kept(&keys[1]), StoredPayload::Forgotten);
        assert!([0, 2, 3].iter().all(|&n| matches!(kept(&keys[n]), StoredPayload::Kept(_))));
        assert_eq!(store.check().unwrap().problems, []);
        assert_eq!(store.evidence_size().unwrap().forgotten, 1);
    }
}
