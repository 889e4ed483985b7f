//! CSV for spreadsheets: every field of a row, lists and objects as JSON.

use super::row::FieldWriter;
use super::wording::address;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) struct Csv<'w> {
    out: csv::Writer<&'w mut dyn Write>,
    headed: bool,
}

impl<'w> Csv<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out: csv::Writer::from_writer(out), headed: false }
    }

    /// Writes the names of the columns, of which a table without rows has none to tell.
    pub(super) fn head<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> io::Result<()> {
        self.headed = true;
        Ok(self.out.write_record(names)?)
    }
}

impl FieldWriter for Csv<'_> {
    fn fields(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        if !self.headed {
            self.out.write_record(fields.keys())?;
            self.headed = true;
        }
        let cells = fields.values().map(|value| match value {
            Value::Null => Cow::Borrowed(""),
            Value::String(text) => disarmed(text),
            other => Cow::Owned(other.to_string()),
        });
        Ok(self.out.write_record(cells.map(Cow::into_owned))?)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What begins a formula, in letters of either width.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text that a spreadsheet does not take for a formula: one that starts like a formula gets an apostrophe first.
fn disarmed(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA) && text.parse::<f64>().is_err() {
        return Cow::Owned(format!("'{text}"));
    }
    address(text).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::disarmed;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1 (555)", "-x", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "＋1", "－x", "＠SUM"]
        {
            assert_eq!(disarmed(formula), format!("'{formula}"));
        }
        for plain in ["-0.5", "a = b", "https://news.example/?a=b"] {
            assert_eq!(disarmed(plain), plain);
        }
        assert_eq!(disarmed("https://news.example/\u{202e}\""), "https://news.example/%E2%80%AE%22");
    }
}
