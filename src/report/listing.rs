//! Listings: rows that come one by one and go out as a table, JSON, JSONL, CSV or Markdown.

use super::columns::Columns;
use super::row::{CellWriter, FieldWriter, Listing, Row};
use super::{csv, json, markdown, table};
use std::io::{self, Write};

/// How a listing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Format {
    /// For reading on a terminal.
    #[default]
    Table,
    /// One JSON array; every field.
    Json,
    /// One JSON object a line; every field.
    Jsonl,
    /// For a spreadsheet; every field, lists as JSON.
    Csv,
    /// A Markdown table.
    Markdown,
}

impl Format {
    /// Whether it is for machines, which get fields and not cells.
    #[must_use]
    pub fn is_for_machines(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Csv)
    }
}

/// The listing writer for a format.
pub fn listing<'w, R: Row + 'w>(
    format: Format,
    width: table::Width,
    columns: Columns,
    out: &'w mut dyn Write,
) -> Box<dyn Listing<R> + 'w> {
    match format {
        Format::Table => {
            let writer = table::TextTable::new(columns.heads::<R>(), width, out);
            Box::new(ForPeople { columns, writer })
        }
        Format::Markdown => {
            let writer = markdown::MarkdownTable::new(columns.heads::<R>(), out);
            Box::new(ForPeople { columns, writer })
        }
        Format::Json => Box::new(ForMachines { columns, writer: json::JsonArray::new(out) }),
        Format::Jsonl => Box::new(ForMachines { columns, writer: json::JsonLines::new(out) }),
        Format::Csv => Box::new(ForMachines { columns, writer: csv::Csv::new(out) }),
    }
}

struct ForPeople<W> {
    columns: Columns,
    writer: W,
}

impl<R: Row, W: CellWriter> Listing<R> for ForPeople<W> {
    fn row(&mut self, row: &R) -> io::Result<()> {
        self.writer.cells(self.columns.cells(row)?)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer.finish()
    }
}

struct ForMachines<W> {
    columns: Columns,
    writer: W,
}

impl<R: Row, W: FieldWriter> Listing<R> for ForMachines<W> {
    fn row(&mut self, row: &R) -> io::Result<()> {
        self.writer.fields(&self.columns.fields(row)?)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    #[derive(Serialize)]
    struct Quote {
        speaker: &'static str,
        text: &'static str,
        span: (usize, usize),
    }

    impl Row for Quote {
        const COLUMNS: &'static [&'static str] = &["speaker", "quote"];

        fn cells(&self) -> Vec<Cell> {
            vec![Cell::toned(self.speaker, Tone::Strong), self.text.into()]
        }
    }

    fn written(format: Format) -> String {
        let mut out = Vec::new();
        let mut listing = listing(format, Width::plain(60), Columns::default(), &mut out);
        for (speaker, text) in [("Ada Brook", "We | will\nstay"), ("=cmd()", "a \"b\", c")] {
            listing.row(&Quote { speaker, text, span: (1, 2) }).unwrap();
        }
        listing.finish().unwrap();
        drop(listing);
        String::from_utf8(out).unwrap()
    }

    use super::super::row::{Cell, Tone};
    use super::table::Width;

    #[test]
    fn every_format_writes_the_rows() {
        insta::assert_snapshot!(written(Format::Table), @r#"
         speaker     quote
        ────────────────────────────
         Ada Brook   We | will stay
         =cmd()      a "b", c
        "#);
        insta::assert_snapshot!(written(Format::Json), @r#"
        [
        {"speaker":"Ada Brook","text":"We | will\nstay","span":[1,2]},
        {"speaker":"=cmd()","text":"a \"b\", c","span":[1,2]}
        ]
        "#);
        insta::assert_snapshot!(written(Format::Jsonl), @r#"
        {"speaker":"Ada Brook","text":"We | will\nstay","span":[1,2]}
        {"speaker":"=cmd()","text":"a \"b\", c","span":[1,2]}
        "#);
        insta::assert_snapshot!(written(Format::Csv), @r#"
        speaker,text,span
        Ada Brook,"We | will
        stay","[1,2]"
        '=cmd(),"a ""b"", c","[1,2]"
        "#);
        insta::assert_snapshot!(written(Format::Markdown), @r#"
        | speaker | quote |
        | --- | --- |
        | Ada Brook | We \| will stay |
        | =cmd() | a "b", c |
        "#);
    }

    #[test]
    fn chosen_columns_are_found_by_head_or_field() {
        let row = Quote { speaker: "Ada Brook", text: "We stay", span: (1, 2) };
        let chosen = |name: &str, format| {
            let mut out = Vec::new();
            let mut listing = listing(format, Width::plain(60), Columns::new(&[name.to_owned()]), &mut out);
            let done = listing.row(&row).and_then(|()| listing.finish());
            drop(listing);
            done.map(|()| String::from_utf8(out).unwrap()).map_err(|e| e.to_string())
        };
        assert_eq!(chosen("Span", Format::Csv).unwrap(), "span\n\"[1,2]\"\n");
        assert_eq!(chosen("quote", Format::Jsonl).unwrap(), "{\"quote\":\"We stay\"}\n");
        let unknown = chosen("speeker", Format::Table).unwrap_err();
        assert_eq!(
            unknown,
            "there is no column `speeker`; did you mean `speaker`? There are speaker, quote, text, span"
        );
    }

    #[test]
    fn no_rows_are_no_rows() {
        for (format, expected) in
            [(Format::Json, "[]\n"), (Format::Jsonl, ""), (Format::Csv, ""), (Format::Table, "")]
        {
            let mut out = Vec::new();
            listing::<Quote>(format, Width::plain(60), Columns::default(), &mut out).finish().unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
