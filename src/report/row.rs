//! Row: what a listing is made of, and what each format does with it.

use serde::Serialize;
use std::io;

/// What the look of a table cell adds; it never carries a meaning alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// Of little weight, or doubtful.
    Faint,
    /// The name of something.
    Strong,
    /// Needs attention.
    Alert,
}

/// A table cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text, which may be hostile: the formats make it harmless.
    pub text: String,
    /// Its looks.
    pub tone: Tone,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }
}

impl Cell {
    /// A cell of a given tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// A row of a listing. Machines get every field by `Serialize`; people get `cells` under `COLUMNS`.
pub trait Row: Serialize {
    /// Column heads of the table.
    const COLUMNS: &'static [&'static str];

    /// As many cells as there are columns.
    fn cells(&self) -> Vec<Cell>;
}

/// Takes the rows of a listing and writes them.
pub trait Listing<R> {
    /// Writes one row, or keeps it until there are enough to lay out.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn row(&mut self, row: &R) -> io::Result<()>;

    /// Writes what remains; without this call a listing is incomplete.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn finish(&mut self) -> io::Result<()>;
}
