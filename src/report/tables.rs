//! Tables of views as files: CSV, JSON Lines or Parquet, with the same columns and types whatever is in them.

use super::csv::Csv;
use super::json::JsonLines;
use super::row::FieldWriter;
use crate::store::ViewColumn;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Write};

/// The format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFormat {
    /// Comma-separated, with a line of names; lists and objects as JSON.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet; lists and objects as JSON.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl TableFormat {
    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Jsonl => "application/jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// Writes the rows of one table.
pub struct TableWriter<'w> {
    inner: Box<dyn FieldWriter + 'w>,
    rows: u64,
}

impl<'w> TableWriter<'w> {
    /// A table with these columns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(
        format: TableFormat,
        columns: &'w [ViewColumn],
        out: &'w mut (dyn Write + Send),
    ) -> io::Result<Self> {
        let inner: Box<dyn FieldWriter + 'w> = match format {
            TableFormat::Csv => {
                let mut csv = Csv::new(out);
                csv.head(columns.iter().map(|column| column.name))?;
                Box::new(csv)
            }
            TableFormat::Jsonl => Box::new(JsonLines::new(out)),
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => Box::new(super::parquet::Parquet::new(columns, out)?),
        };
        Ok(Self { inner, rows: 0 })
    }

    /// Writes a row, which has every column in order.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        self.rows += 1;
        self.inner.fields(fields)
    }

    /// Writes what is left, and gives the number of rows; without this call a table is incomplete.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<u64> {
        self.inner.finish()?;
        Ok(self.rows)
    }
}

/// Joins tables of these columns, one behind the other, to one.
///
/// # Errors
/// When one cannot be read or the whole cannot be written.
pub fn join_tables(
    format: TableFormat,
    columns: &[ViewColumn],
    tables: impl Iterator<Item = io::Result<File>>,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match format {
        #[cfg(feature = "parquet")]
        TableFormat::Parquet => super::parquet::join(columns, tables, out)?,
        TableFormat::Jsonl => {
            for table in tables {
                io::copy(&mut table?, out)?;
            }
        }
        TableFormat::Csv => {
            let mut head = Csv::new(out);
            head.head(columns.iter().map(|column| column.name))?;
            head.finish()?;
            drop(head);
            for table in tables {
                let mut table = BufReader::new(table?);
                table.skip_until(b'\n')?;
                io::copy(&mut table, out)?;
            }
        }
    }
    out.flush()
}
