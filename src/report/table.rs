//! Tables for terminals.

use super::row::{Cell, Listing, Row, Tone};
use super::wording::harmless;
use comfy_table::{
    Attribute, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, TableStyle,
};
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

pub(super) struct TextTable<'w> {
    columns: &'static [&'static str],
    width: Width,
    out: &'w mut dyn Write,
    rows: Vec<Vec<Cell>>,
    laid_out: bool,
}

impl<'w> TextTable<'w> {
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
        let widths = widths(self.columns, &self.rows, self.width.columns);
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
        let fixed = |w| ColumnConstraint::Absolute(comfy_table::Width::Fixed(w));
        table.set_constraints(widths.into_iter().map(fixed));
        self.laid_out = true;
        for line in table.lines() {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// What a column wants, in characters.
#[derive(Debug, Clone, Copy, Default)]
struct Wish {
    /// Its longest word.
    word: usize,
    /// Its longest cell.
    cell: usize,
    /// All its cells together.
    total: usize,
}

/// The width of each column, padding included, so that words stay whole where they can and the columns with the most
/// text get the most room.
fn widths(columns: &[&str], rows: &[Vec<Cell>], width: u16) -> Vec<u16> {
    /// A space on either side and one between columns.
    const PADDING: usize = 2;
    const BORDER: usize = 1;
    let mut wishes = vec![Wish::default(); columns.len()];
    let heads = columns.iter().enumerate().map(|(i, head)| (i, *head));
    let cells = rows.iter().flat_map(|row| row.iter().enumerate().map(|(i, cell)| (i, cell.text.as_str())));
    for (i, text) in heads.chain(cells) {
        let (wish, length) = (&mut wishes[i], text.chars().count());
        let word = text.split_whitespace().map(|w| w.chars().count()).max().unwrap_or(0);
        *wish = Wish { word: wish.word.max(word), cell: wish.cell.max(length), total: wish.total + length };
    }
    let room = usize::from(width).saturating_sub(columns.len() * (PADDING + BORDER));
    // Where there is too little room for all the words, the longest are broken.
    let cap = (4..=24).rev().find(|&cap| wishes.iter().map(|w| w.word.min(cap)).sum::<usize>() <= room);
    let mut widths: Vec<usize> = wishes.iter().map(|w| w.word.min(cap.unwrap_or(4))).collect();
    let mut spare = room.saturating_sub(widths.iter().sum());
    while spare > 0 {
        let open = || (0..wishes.len()).filter(|&i| widths[i] < wishes[i].cell);
        let text: usize = open().map(|i| wishes[i].total).sum();
        let shares: Vec<(usize, usize)> = open()
            .map(|i| (i, (spare * wishes[i].total / text.max(1)).clamp(1, wishes[i].cell - widths[i])))
            .collect();
        if shares.is_empty() {
            break;
        }
        for (i, share) in shares {
            let share = share.min(spare);
            widths[i] += share;
            spare -= share;
        }
    }
    widths.iter().map(|w| u16::try_from(w + PADDING).unwrap_or(u16::MAX)).collect()
}

fn styled(cell: &Cell) -> comfy_table::Cell {
    let number = !cell.text.is_empty()
        && cell.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | ','))
        && cell.text.contains(|c: char| c.is_ascii_digit());
    let made = comfy_table::Cell::new(harmless(&cell.text));
    let made = if number { made.set_alignment(CellAlignment::Right) } else { made };
    match cell.tone {
        Tone::Plain => made,
        Tone::Faint => made.add_attribute(Attribute::Dim),
        Tone::Strong => made.add_attribute(Attribute::Bold),
        Tone::Alert => made.fg(Color::Yellow),
    }
}

impl<R: Row> Listing<R> for TextTable<'_> {
    fn row(&mut self, row: &R) -> io::Result<()> {
        self.rows.push(row.cells());
        if self.rows.len() >= LAYOUT_ROWS { self.lay_out() } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.lay_out()
    }
}
