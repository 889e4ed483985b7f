//! Markdown: tables, and the escaping that every Markdown output uses.

use super::row::Cell;
use super::row::CellWriter;
use super::wording::harmless;
use std::io::{self, Write};

pub(super) struct MarkdownTable<'w> {
    heads: Vec<String>,
    out: &'w mut dyn Write,
    headed: bool,
}

impl<'w> MarkdownTable<'w> {
    pub(super) fn new(heads: Vec<String>, out: &'w mut dyn Write) -> Self {
        Self { heads, out, headed: false }
    }
}

impl CellWriter for MarkdownTable<'_> {
    fn cells(&mut self, cells: Vec<Cell>) -> io::Result<()> {
        if !self.headed {
            writeln!(self.out, "| {} |", self.heads.join(" | "))?;
            writeln!(self.out, "|{}", " --- |".repeat(self.heads.len()))?;
            self.headed = true;
        }
        let cells: Vec<String> = cells.iter().map(|cell| escape(&cell.text())).collect();
        writeln!(self.out, "| {} |", cells.join(" | "))
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Text that Markdown shows as it is, on one line, also within a table cell.
#[must_use]
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in harmless(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_is_shown_and_not_obeyed() {
        assert_eq!(escape("<b>*x*</b> | [y](z)\n# no"), r"&lt;b&gt;\*x\*&lt;/b&gt; \| \[y\](z) \# no");
    }
}
