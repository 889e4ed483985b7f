//! Payloads: what came over the wire, each stored once under its SHA-256, packed, and what was sent and answered for a
//! capture.

use super::{Store, StoreError};
use crate::article::{Evidence, WebExchange};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{Read, Write as _};

/// What became of the bytes of a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoredPayload {
    /// They are here.
    Kept(Vec<u8>),
    /// A person had them dropped.
    Forgotten,
    /// They are gone, or others than those that were captured.
    Damaged,
}

/// How much the evidence of a database takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct EvidenceSize {
    /// Articles in the database.
    pub articles: u64,
    /// Bytes of the whole file.
    pub file_bytes: u64,
    /// Captures of which anything is kept besides their text.
    pub captures: u64,
    /// Different payloads that are kept.
    pub payloads: u64,
    /// Bytes of these as they came.
    pub payload_bytes: u64,
    /// Bytes that they take.
    pub packed_bytes: u64,
    /// Bytes of headers.
    pub head_bytes: u64,
    /// Payloads whose bytes were dropped.
    pub forgotten: u64,
}

impl Store {
    /// The bytes of a payload by its SHA-256 in hex.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn payload(&self, sha256: &str) -> Result<StoredPayload, StoreError> {
        payload(&self.connection, sha256).map_err(|e| self.error(e))
    }

    /// How much the evidence takes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn evidence_size(&self) -> Result<EvidenceSize, StoreError> {
        let number = |sql: &str| -> Result<u64, StoreError> {
            let found: i64 =
                self.connection.query_row(sql, [], |row| row.get(0)).map_err(|e| self.error(e))?;
            Ok(found.unsigned_abs())
        };
        Ok(EvidenceSize {
            articles: number("SELECT count(*) FROM article")?,
            file_bytes: number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
            captures: number("SELECT count(DISTINCT capture) FROM exchange")?,
            payloads: number("SELECT count(*) FROM payload WHERE bytes IS NOT NULL")?,
            payload_bytes: number("SELECT coalesce(sum(length), 0) FROM payload WHERE bytes IS NOT NULL")?,
            packed_bytes: number("SELECT coalesce(sum(length(bytes)), 0) FROM payload")?,
            head_bytes: number(
                "SELECT coalesce(sum(coalesce(length(request), 0) + coalesce(length(response), 0)), 0) FROM exchange",
            )?,
            forgotten: number("SELECT count(*) FROM payload WHERE forgotten IS NOT NULL")?,
        })
    }
}

/// Keeps what went over the wire for a capture.
pub(super) fn insert_evidence(
    connection: &Connection,
    capture: i64,
    evidence: &Evidence,
) -> rusqlite::Result<()> {
    if connection.prepare_cached("SELECT 1 FROM exchange WHERE capture = ?")?.exists(params![capture])? {
        return keep_again(connection, evidence);
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO exchange (capture, ordinal, url, request, response, media_type, payload) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (ordinal, exchange) in (0i64..).zip(evidence.iter()) {
        let WebExchange { url, request, response, media_type, payload } = exchange;
        let key = payload.as_ref().map(|payload| insert_payload(connection, payload)).transpose()?;
        insert.execute(params![capture, ordinal, url, request, response, media_type, key])?;
    }
    Ok(())
}

/// Keeps what came again of payloads that are known, for they may have been forgotten.
fn keep_again(connection: &Connection, evidence: &Evidence) -> rusqlite::Result<()> {
    let mut known = connection.prepare_cached("SELECT 1 FROM payload WHERE sha256 = ?")?;
    for payload in evidence.iter().filter_map(|exchange| exchange.payload.as_ref()) {
        if known.exists(params![sha256(payload)])? {
            insert_payload(connection, payload)?;
        }
    }
    Ok(())
}

/// Keeps a payload, unless it is here; returns its key. One that was forgotten and came again is kept again.
fn insert_payload(connection: &Connection, payload: &[u8]) -> rusqlite::Result<String> {
    let key = sha256(payload);
    let here = connection
        .prepare_cached("SELECT bytes IS NOT NULL FROM payload WHERE sha256 = ?")?
        .query_row(params![key], |row| row.get::<_, bool>(0))
        .optional()?;
    if here != Some(true) {
        let packed = deflated(payload);
        let (packing, bytes) =
            if packed.len() < payload.len() { ("deflate", &*packed) } else { ("none", payload) };
        connection
            .prepare_cached(
                "INSERT INTO payload (sha256, length, packing, bytes) VALUES (?, ?, ?, ?) \
                 ON CONFLICT (sha256) DO UPDATE SET packing = excluded.packing, bytes = excluded.bytes, forgotten = NULL",
            )?
            .execute(params![key, i64::try_from(payload.len()).unwrap_or(i64::MAX), packing, bytes])?;
    }
    Ok(key)
}

/// The bytes of a payload, if they are those that were captured.
pub(super) fn payload(connection: &Connection, key: &str) -> rusqlite::Result<StoredPayload> {
    let found = connection
        .prepare_cached("SELECT length, packing, bytes, forgotten IS NOT NULL FROM payload WHERE sha256 = ?")?
        .query_row(params![key], |row| {
            let length = u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default();
            let bytes = match row.get_ref(2)?.as_blob() {
                Ok(packed) if row.get_ref(1)?.as_str()? == "deflate" => inflated(packed, length),
                Ok(bytes) => Some(bytes.to_vec()),
                Err(_) if row.get(3)? => return Ok(StoredPayload::Forgotten),
                Err(_) => None,
            };
            let right = bytes.filter(|bytes| bytes.len() as u64 == length && sha256(bytes) == key);
            Ok(right.map_or(StoredPayload::Damaged, StoredPayload::Kept))
        })
        .optional()?;
    Ok(found.unwrap_or(StoredPayload::Damaged))
}

/// Calls `told` with the key of each payload that is not as it was captured, and what is wrong; returns how many were
/// looked at.
pub(super) fn check(
    connection: &Connection,
    mut told: impl FnMut(String, &'static str),
) -> rusqlite::Result<u64> {
    let mut keys = connection.prepare("SELECT sha256, bytes IS NULL FROM payload ORDER BY sha256")?;
    let mut rows = keys.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        // A key that is no text does not name its bytes.
        let key = row.get_ref(0)?.as_str().unwrap_or_default().to_owned();
        let gone = row.get(1)?;
        count += 1;
        if payload(connection, &key)? == StoredPayload::Damaged {
            let problem = if gone {
                "its bytes are missing, and nobody had them dropped"
            } else {
                "its bytes are not the ones that were captured"
            };
            told(key, problem);
        }
    }
    Ok(count)
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    // Memory takes it; what could not be packed is kept as it is.
    match packer.write_all(bytes).and_then(|()| packer.finish()) {
        Ok(packed) => packed,
        Err(_) => bytes.to_vec(),
    }
}

/// What was packed, at most a byte more than it should be.
fn inflated(packed: &[u8], length: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed).take(length + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{analysis, ingest, revision, store};
    use super::*;
    use std::sync::Arc;

    /// A revision of the article `a` that came as `payload`.
    fn sent(at: &str, body: &str, payload: &[u8]) -> crate::article::Revision {
        let mut revision = revision("a", at, body);
        revision.evidence = Some(Arc::new([WebExchange {
            url: "https://a.example/1".to_owned(),
            request: Some(b"GET /1 HTTP/1.1\r\n\r\n".to_vec()),
            response: Some(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
            media_type: None,
            payload: Some(payload.into()),
        }]));
        revision
    }

    fn kept() -> Store {
        let (mut store, run) = store();
        for (at, body, payload) in [
            ("2026-03-01", "One.", &b"<p>One.".repeat(100)),
            ("2026-03-02", "One.", &b"<p>One.".repeat(100)),
            ("2026-03-03", "Two.", &b"<p>Two.".to_vec()),
        ] {
            ingest(&mut store, run, &sent(at, body, payload));
        }
        store
    }

    #[test]
    fn equal_payloads_are_kept_once_and_come_back_as_they_were() {
        let store = kept();
        let size = store.evidence_size().unwrap();
        assert_eq!((size.captures, size.payloads, size.payload_bytes), (3, 2, 707));
        assert!(size.packed_bytes < 100, "{size:?}");
        for bytes in [b"<p>One.".repeat(100), b"<p>Two.".to_vec()] {
            assert_eq!(store.payload(&sha256(&bytes)).unwrap(), StoredPayload::Kept(bytes));
        }
        assert_eq!(store.payload("none").unwrap(), StoredPayload::Damaged);
        assert_eq!(store.check().unwrap().problems, []);
    }

    #[test]
    fn a_check_finds_bytes_that_are_not_those_of_the_capture() {
        for (alteration, problem) in [
            ("UPDATE payload SET bytes = x'00' WHERE length = 7", "are not the ones that were captured"),
            ("UPDATE payload SET bytes = zeroblob(9) WHERE length = 700", "are not the ones"),
            ("UPDATE payload SET length = 701 WHERE length = 700", "are not the ones"),
            ("UPDATE payload SET bytes = NULL WHERE length = 7", "are missing"),
            ("UPDATE payload SET sha256 = 'x' WHERE length = 7", "is not a SHA-256"),
            (
                "PRAGMA foreign_keys = off; DELETE FROM payload WHERE length = 7",
                "a row of payload that is not there",
            ),
        ] {
            let store = kept();
            store.connection.execute_batch("PRAGMA foreign_keys = off").unwrap();
            store.connection.execute_batch(alteration).unwrap();
            let problems = store.check().unwrap().problems;
            assert!(
                problems.iter().any(|found| found.problem.contains(problem)),
                "{alteration}: {problems:?}"
            );
        }
    }

    #[test]
    fn an_article_that_was_taken_in_keeps_its_evidence() {
        let (mut store, run) = store();
        let one = sent("2026-03-01", "One.", b"<p>One.");
        store.ingest(run, "x", &one, &analysis("One.")).unwrap();
        let mut other = sent("2026-03-02", "One.", b"<p>Other.");
        other.key = "b".to_owned();
        store.ingest(run, "y", &other, &analysis("One.")).unwrap();
        store.move_article(1.into(), "b", None).unwrap();
        assert_eq!(store.evidence_size().unwrap().captures, 2);
        assert!(store.check().unwrap().is_sound());
    }
}
