//! JSON: one array, or one object a line.

use super::row::FieldWriter;
use serde_json::{Map, Value};
use std::io::{self, Write};

pub(super) struct JsonArray<'w> {
    out: &'w mut dyn Write,
    empty: bool,
}

impl<'w> JsonArray<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, empty: true }
    }
}

impl FieldWriter for JsonArray<'_> {
    fn fields(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        self.out.write_all(if self.empty { b"[\n" } else { b",\n" })?;
        self.empty = false;
        Ok(serde_json::to_writer(&mut *self.out, fields)?)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(if self.empty { b"[]\n" } else { b"\n]\n" })
    }
}

pub(super) struct JsonLines<'w> {
    out: &'w mut dyn Write,
}

impl<'w> JsonLines<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out }
    }
}

impl FieldWriter for JsonLines<'_> {
    fn fields(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        serde_json::to_writer(&mut *self.out, fields)?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}
