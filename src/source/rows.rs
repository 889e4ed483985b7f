//! Rows of a table with whatever columns it has, as JSON objects: Parquet or JSON Lines, as the first bytes say.

use super::packed::unreadable;
use crate::article::{MAX_LINE, RawLine, ReadError, next_line};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

/// A row with its place.
pub type PlacedRow = (String, Map<String, Value>);

/// The rows of a table, one after the other; each right or wrong on its own.
pub struct TableRows {
    file: PathBuf,
    rows: AnyRows,
    number: u64,
    ended: bool,
}

enum AnyRows {
    Jsonl(BufReader<File>),
    #[cfg(feature = "parquet")]
    Parquet(super::parquet::ParquetRows),
}

impl TableRows {
    /// Opens a table.
    ///
    /// # Errors
    /// In a sentence, when it cannot be read, or is neither.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let fail = |message: String| ReadError::new(path.display().to_string(), message);
        let file = File::open(path).map_err(|e| fail(unreadable(&e)))?;
        let mut head = BufReader::new(file);
        let begins = head.fill_buf().map_err(|e| fail(unreadable(&e)))?;
        let rows = if begins.starts_with(b"PAR1") {
            #[cfg(not(feature = "parquet"))]
            return Err(fail(
                "this onrecord was built without Parquet; give the table as .jsonl.".to_owned(),
            ));
            #[cfg(feature = "parquet")]
            AnyRows::Parquet(super::parquet::rows(path)?)
        } else if begins.is_empty() || begins.trim_ascii_start().starts_with(b"{") {
            AnyRows::Jsonl(head)
        } else {
            return Err(fail("it is neither a Parquet file nor JSON Lines; give one of these.".to_owned()));
        };
        Ok(Self { file: path.to_owned(), rows, number: 0, ended: false })
    }

    fn object(&mut self) -> Option<Result<Map<String, Value>, String>> {
        match &mut self.rows {
            AnyRows::Jsonl(lines) => loop {
                break match next_line(lines, MAX_LINE) {
                    Ok(RawLine::End) => None,
                    Ok(RawLine::Bytes(bytes)) if bytes.trim_ascii().is_empty() => {
                        self.number += 1;
                        continue;
                    }
                    Ok(RawLine::Bytes(bytes)) => Some(
                        serde_json::from_slice(&bytes)
                            .map_err(|_| "it is no whole JSON object; copy the file again.".to_owned()),
                    ),
                    Ok(RawLine::TooLong) => {
                        Some(Err(format!("it is longer than {} MiB; split it.", MAX_LINE >> 20)))
                    }
                    Err(error) => {
                        self.ended = true;
                        Some(Err(unreadable(&error)))
                    }
                };
            },
            #[cfg(feature = "parquet")]
            AnyRows::Parquet(rows) => {
                let row = rows.next();
                self.ended = matches!(row, Some(Err(_)));
                row
            }
        }
    }
}

impl Iterator for TableRows {
    type Item = Result<PlacedRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let read = self.object()?;
        self.number += 1;
        let what = if matches!(self.rows, AnyRows::Jsonl(_)) { "line" } else { "row" };
        let place = format!("{}: {what} {}", self.file.display(), self.number);
        Some(match read {
            Ok(object) => Ok((place, object)),
            Err(message) => Err(ReadError::new(place, message)),
        })
    }
}
