//! JSON: one array, or one object a line.

use super::row::{Listing, Row};
use std::io::{self, Write};

pub(super) struct Array<'w> {
    out: &'w mut dyn Write,
    empty: bool,
}

impl<'w> Array<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, empty: true }
    }
}

impl<R: Row> Listing<R> for Array<'_> {
    fn row(&mut self, row: &R) -> io::Result<()> {
        self.out.write_all(if self.empty { b"[\n" } else { b",\n" })?;
        self.empty = false;
        Ok(serde_json::to_writer(&mut *self.out, row)?)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(if self.empty { b"[]\n" } else { b"\n]\n" })
    }
}

pub(super) struct Lines<'w> {
    out: &'w mut dyn Write,
}

impl<'w> Lines<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out }
    }
}

impl<R: Row> Listing<R> for Lines<'_> {
    fn row(&mut self, row: &R) -> io::Result<()> {
        serde_json::to_writer(&mut *self.out, row)?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}
