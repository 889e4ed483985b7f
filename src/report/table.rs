//! Tables for terminals: columns under heads; rows that are too wide for a narrow terminal are stacked.

use super::layout::{self, Line};
use super::row::CellWriter;
use super::row::{Cell, Tone};
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

/// Rows that are laid out together; a longer listing comes in several layouts, so that memory stays bounded.
const LAYOUT_ROWS: usize = 1000;
/// On narrower terminals a table that does not fit is stacked.
const STACKED_BELOW: u16 = 100;
/// A space on either side of a cell and one between columns.
const PADDING: usize = 3;
/// Longer cells have lines of their own where rows are stacked.
const SHORT: usize = 30;

pub(super) struct TextTable<'w> {
    heads: Vec<String>,
    width: Width,
    out: &'w mut dyn Write,
    rows: Vec<Vec<Cell>>,
    /// How many rows are written.
    written: usize,
}

impl<'w> TextTable<'w> {
    pub(super) fn new(heads: Vec<String>, width: Width, out: &'w mut dyn Write) -> Self {
        Self { heads, width, out, rows: Vec::new(), written: 0 }
    }

    /// Writes the rows that are kept.
    fn lay_out(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let wishes = wishes(&self.heads, &rows);
        let natural: usize = wishes.iter().map(|w| w.cell + PADDING).sum();
        if self.width.columns < STACKED_BELOW && natural > usize::from(self.width.columns) {
            self.stack(&rows, &wishes)?;
        } else {
            self.tabulate(&rows, &widths(&wishes, self.width.columns))?;
        }
        self.written += rows.len();
        Ok(())
    }

    fn tabulate(&mut self, rows: &[Vec<Cell>], widths: &[usize]) -> io::Result<()> {
        if self.written == 0 {
            let heads: Vec<Cell> = self.heads.iter().map(|h| Cell::toned(h.as_str(), Tone::Strong)).collect();
            self.table_row(&heads, widths)?;
            let rule = widths.iter().map(|w| w + PADDING).sum::<usize>().saturating_sub(1);
            writeln!(self.out, "{}", "─".repeat(rule))?;
        }
        rows.iter().try_for_each(|row| self.table_row(row, widths))
    }

    fn table_row(&mut self, row: &[Cell], widths: &[usize]) -> io::Result<()> {
        let cells: Vec<Vec<Line>> =
            row.iter().zip(widths).map(|(c, &w)| layout::wrap(&c.pieces, w)).collect();
        for n in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            // Spaces wait until something follows them, so that no line ends with any.
            let mut spaces = 0;
            for ((lines, cell), &width) in cells.iter().zip(row).zip(widths) {
                let line = lines.get(n).filter(|line| !line.is_empty());
                let used = line.map_or(0, layout::line_width);
                let rest = width.saturating_sub(used);
                let before = if is_number(cell) { rest } else { 0 };
                if let Some(line) = line {
                    write!(self.out, "{}", " ".repeat(spaces + 1 + before))?;
                    layout::write_line(line, self.width.colour, self.out)?;
                    spaces = 2 + rest - before;
                } else {
                    spaces += PADDING + width;
                }
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    /// Each row as a few lines: what is short on the first, each longer cell on lines of its own below.
    fn stack(&mut self, rows: &[Vec<Cell>], wishes: &[Wish]) -> io::Result<()> {
        const INDENT: usize = 2;
        let most = usize::from(self.width.columns);
        for (at, row) in rows.iter().enumerate() {
            if self.written + at > 0 {
                writeln!(self.out)?;
            }
            let mut first = Vec::new();
            let mut below = Vec::new();
            for (n, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.text().trim().is_empty()) {
                if wishes[n].cell > SHORT {
                    below.push(cell);
                    continue;
                }
                if !first.is_empty() {
                    // Spaces that no line is broken at would be lost, so the parts are told apart by a dot.
                    first.push((" · ".to_owned(), Tone::Faint));
                }
                if is_number(cell) {
                    first.push((format!("{} ", self.heads[n]), Tone::Faint));
                }
                first.extend(cell.pieces.iter().cloned());
            }
            if !first.is_empty() {
                self.lines(&layout::wrap(&first, most), 0)?;
            }
            for cell in below {
                self.lines(&layout::wrap(&cell.pieces, most - INDENT), INDENT)?;
            }
        }
        Ok(())
    }

    fn lines(&mut self, lines: &[Line], indent: usize) -> io::Result<()> {
        for line in lines {
            write!(self.out, "{}", " ".repeat(indent))?;
            layout::write_line(line, self.width.colour, self.out)?;
            writeln!(self.out)?;
        }
        Ok(())
    }
}

impl CellWriter for TextTable<'_> {
    fn cells(&mut self, cells: Vec<Cell>) -> io::Result<()> {
        self.rows.push(cells);
        if self.rows.len() >= LAYOUT_ROWS { self.lay_out() } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.lay_out()
    }
}

/// What a column wants, in columns of the terminal.
#[derive(Debug, Clone, Copy, Default)]
struct Wish {
    /// Its longest word.
    word: usize,
    /// Its longest cell.
    cell: usize,
    /// All its cells together.
    total: usize,
}

fn wishes(heads: &[String], rows: &[Vec<Cell>]) -> Vec<Wish> {
    let mut wishes = vec![Wish::default(); heads.len()];
    let mut ask = |i: usize, text: &str| {
        let (wish, length): (&mut Wish, usize) = (&mut wishes[i], layout::width(text));
        let word = text.split_whitespace().map(layout::width).max().unwrap_or(0);
        *wish = Wish { word: wish.word.max(word), cell: wish.cell.max(length), total: wish.total + length };
    };
    for (i, head) in heads.iter().enumerate() {
        ask(i, head);
    }
    for row in rows {
        for (i, cell) in row.iter().enumerate().take(heads.len()) {
            ask(i, &cell.text());
        }
    }
    wishes
}

/// The width of each column, so that words stay whole where they can and the columns with the most text get the most
/// room.
fn widths(wishes: &[Wish], width: u16) -> Vec<usize> {
    let room = usize::from(width).saturating_sub(wishes.len() * PADDING);
    // Where there is too little room for all the words, the longest are broken.
    let cap = (4..=24).rev().find(|&cap| wishes.iter().map(|w| w.word.min(cap)).sum::<usize>() <= room);
    let mut widths: Vec<usize> = wishes.iter().map(|w| w.word.min(cap.unwrap_or(4)).max(1)).collect();
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
    widths
}

fn is_number(cell: &Cell) -> bool {
    let text = cell.text();
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | ','))
        && text.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(columns: u16) -> String {
        let mut out = Vec::new();
        let heads = ["id", "statement", "confidence", "article"].map(str::to_owned).to_vec();
        let mut table = TextTable::new(heads, Width::plain(columns), &mut out);
        for (id, said) in
            [("7", "Ana Orrin said that the lock had not been forced by anybody at all"), ("12", "Ord: No.")]
        {
            table
                .cells(vec![id.into(), said.into(), "0.91".into(), "Lock gate opened by night".into()])
                .unwrap();
        }
        table.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn narrow_terminals_get_stacked_rows() {
        insta::assert_snapshot!(written(60), @r"
        id 7 · confidence 0.91 · Lock gate opened by night
          Ana Orrin said that the lock had not been forced by
          anybody at all

        id 12 · confidence 0.91 · Lock gate opened by night
          Ord: No.
        ");
        assert!(written(200).starts_with(" id   statement"), "{}", written(200));
        for line in written(100).lines() {
            assert!(layout::width(line) <= 100, "{line}");
        }
    }
}
