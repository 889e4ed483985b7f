//! Listings: rows that come one by one and go out as a table, JSON, JSONL, CSV or Markdown.

use super::row::{Listing, Row};
use super::{csv, json, markdown, table};
use std::io::Write;

/// How a listing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
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

/// The listing writer for a format.
pub fn listing<'w, R: Row + 'w>(
    format: Format,
    width: table::Width,
    out: &'w mut dyn Write,
) -> Box<dyn Listing<R> + 'w> {
    match format {
        Format::Table => Box::new(table::TextTable::new(R::COLUMNS, width, out)),
        Format::Json => Box::new(json::JsonArray::new(out)),
        Format::Jsonl => Box::new(json::JsonLines::new(out)),
        Format::Csv => Box::new(csv::Csv::new(out)),
        Format::Markdown => Box::new(markdown::MarkdownTable::new(R::COLUMNS, out)),
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
        let mut listing = listing(format, Width::plain(60), &mut out);
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
    fn no_rows_are_no_rows() {
        for (format, expected) in
            [(Format::Json, "[]\n"), (Format::Jsonl, ""), (Format::Csv, ""), (Format::Table, "")]
        {
            let mut out = Vec::new();
            listing::<Quote>(format, Width::plain(60), &mut out).finish().unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
