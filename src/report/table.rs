//! Tables for terminals.

use super::{Cell, Listing, Row, Tone, harmless};
use comfy_table::{Attribute, CellAlignment, Color, ContentArrangement, LineStyle, TableStyle};
use std::io::{self, Write};

/// How wide a table may be and whether it may have colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Width {
    columns: u16,
    colour: bool,
}

impl Width {
    /// A table of at most `columns` columns without colours.
    #[must_use]
    pub const fn plain(columns: u16) -> Self {
        Self { columns, colour: false }
    }

    /// A table of at most `columns` columns with colours.
    #[must_use]
    pub const fn coloured(columns: u16) -> Self {
        Self { columns, colour: true }
    }
}

/// Only a rule below the heads: wrapped cells stay apart by their indentation.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Rows that are laid out together; a longer listing comes in several layouts, so that memory stays bounded.
const LAYOUT_ROWS: usize = 1000;

pub(super) struct Table<'w> {
    columns: &'static [&'static str],
    width: Width,
    out: &'w mut dyn Write,
    rows: Vec<Vec<Cell>>,
    laid_out: bool,
}

impl<'w> Table<'w> {
    pub(super) fn new(columns: &'static [&'static str], width: Width, out: &'w mut dyn Write) -> Self {
        Self { columns, width, out, rows: Vec::new(), laid_out: false }
    }

    fn lay_out(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(self.width.columns);
        if self.width.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        if !self.laid_out {
            table.set_header(
                self.columns.iter().map(|c| comfy_table::Cell::new(c).add_attribute(Attribute::Bold)),
            );
        }
        for row in self.rows.drain(..) {
            table.add_row(row.iter().map(styled));
        }
        self.laid_out = true;
        for line in table.lines() {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn styled(cell: &Cell) -> comfy_table::Cell {
    let number = !cell.text.is_empty()
        && cell.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | ','));
    let made = comfy_table::Cell::new(harmless(&cell.text));
    let made = if number { made.set_alignment(CellAlignment::Right) } else { made };
    match cell.tone {
        Tone::Plain => made,
        Tone::Faint => made.add_attribute(Attribute::Dim),
        Tone::Strong => made.add_attribute(Attribute::Bold),
        Tone::Alert => made.fg(Color::Yellow),
    }
}

impl<R: Row> Listing<R> for Table<'_> {
    fn row(&mut self, row: &R) -> io::Result<()> {
        self.rows.push(row.cells());
        if self.rows.len() >= LAYOUT_ROWS { self.lay_out() } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.lay_out()
    }
}
