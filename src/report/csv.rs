//! CSV for spreadsheets: every field of a row, lists and objects as JSON.

use super::row::FieldWriter;
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

/// A text that a spreadsheet does not take for a formula: one that starts like a formula gets an apostrophe first.
fn disarmed(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}
