//! Row: what a listing is made of, and what each format does with it.

use serde::Serialize;
use serde_json::{Map, Value};
use std::io;

/// What the look of a piece of a table cell adds; it never carries a meaning alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
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
    /// Says that the words are not what was put forward.
    Mark,
    /// Words that are gone.
    Removed,
    /// Words that are new.
    Added,
}

/// A table cell: pieces of text, which may be hostile (the formats make them harmless), with their looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The pieces; nothing stands between them.
    pub pieces: Vec<(String, Tone)>,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::toned(text, Tone::Plain)
    }
}

impl Cell {
    /// A cell of a given tone.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { pieces: vec![(text.into(), tone)] }
    }

    /// All of its text.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
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

/// A format that shows cells.
pub(super) trait CellWriter {
    fn cells(&mut self, cells: Vec<Cell>) -> io::Result<()>;
    fn finish(&mut self) -> io::Result<()>;
}

/// A format that gives fields.
pub(super) trait FieldWriter {
    fn fields(&mut self, fields: &Map<String, Value>) -> io::Result<()>;
    fn finish(&mut self) -> io::Result<()>;
}
