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
    let text = harmless(text);
    let opening = opening(&text);
    for (at, c) in text.char_indices() {
        if opening == Some(at) {
            out.push('\\');
        }
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

/// Where a mark stands with which a text would begin a list, a rule or a heading's underline: "- News", "1. Post", "---".
fn opening(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let marks: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '+', '='] };
    let (mark, after) = (rest[digits..].chars().next()?, rest[digits..].chars().nth(1));
    let begins =
        marks.contains(&mark) && after.is_none_or(|c| c.is_whitespace() || (digits == 0 && c == mark));
    begins.then_some(start + digits)
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_begins_like_a_list_is_none() {
        for (text, shown) in [
            ("- News", r"\- News"),
            (" + x", r" \+ x"),
            ("1. Zeitung", r"1\. Zeitung"),
            ("12) x", r"12\) x"),
            ("---", r"\---"),
            ("===", r"\==="),
            ("# x", r"\# x"),
            ("> x", "&gt; x"),
        ] {
            assert_eq!(escape(text), shown);
        }
        for plain in ["0.91", "-5", "1.5 million", "2026-03-01", "", "7"] {
            assert_eq!(escape(plain), plain);
        }
    }

    #[test]
    fn markup_is_shown_and_not_obeyed() {
        assert_eq!(escape("<b>*x*</b> | [y](z)\n# no"), r"&lt;b&gt;\*x\*&lt;/b&gt; \| \[y\](z) \# no");
    }
}
