//! JSON: one array, or one object a line.

use super::row::{Listing, Row};
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

impl<R: Row> Listing<R> for JsonArray<'_> {
    fn row(&mut self, row: &R) -> io::Result<()> {
        self.out.write_all(if self.empty { b"[\n" } else { b",\n" })?;
        self.empty = false;
        Ok(serde_json::to_writer(&mut *self.out, row)?)
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

impl<R: Row> Listing<R> for JsonLines<'_> {
    fn row(&mut self, row: &R) -> io::Result<()> {
        serde_json::to_writer(&mut *self.out, row)?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}
