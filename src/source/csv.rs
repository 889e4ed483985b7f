//! CSV: a table of articles, one a row, with headings that name the fields. Commas, semicolons or tabs; plain or gzipped.
//! One row is held at a time, and one that never ends is given up.

use super::Source;
use super::capture::{Ready, Sighting};
use super::columns::TableColumns;
use super::packed::{self, Unpacked};
use crate::article::{
    BytesRead, MAX_LINE, Origin, ReadError, RecordPlace, SourceFormat, decode, record_revision, sha256,
};
use serde_json::{Map, Value};
use std::io::{self, Read};
use std::path::Path;

/// Columns of a table at most.
const MAX_COLUMNS: usize = 10_000;

/// A table that is read row by row.
pub struct CsvSource {
    rows: csv::Reader<Meter<Unpacked>>,
    record: csv::ByteRecord,
    /// The field that each column holds.
    fields: Vec<Option<String>>,
    origin: Origin,
    file: String,
    ended: bool,
}

/// Opens a table and reads its headings. What is `read` of it is counted.
///
/// # Errors
/// In one sentence, when it cannot be read or its columns do not tell which holds the text.
pub fn open(
    path: &Path,
    origin: Origin,
    columns: &TableColumns,
    read: &BytesRead,
) -> Result<CsvSource, ReadError> {
    let place = path.display().to_string();
    let fail = |message: String| ReadError::new(place.clone(), message);
    let unreadable = |e: io::Error| fail(packed::unreadable(&e));
    let head = packed::head(path).map_err(unreadable)?;
    if head.iter().all(u8::is_ascii_whitespace) {
        return Err(fail("the table is empty; give one with headings and rows.".to_owned()));
    }
    let reader = packed::open_metered(path, read).map_err(unreadable)?;
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter(&head))
        .flexible(true)
        .from_reader(Meter { inner: reader, left: MAX_LINE });
    let headings = match rows.byte_headers() {
        Ok(headings) => headings.clone(),
        Err(error) => return Err(fail(no_row(&error, 1))),
    };
    if headings.len() > MAX_COLUMNS {
        return Err(fail(format!("it has more than {MAX_COLUMNS} columns; look at what separates them.")));
    }
    let names: Vec<String> = headings.iter().map(text).map(|(name, _)| name).collect();
    let names: Vec<String> =
        names.iter().map(|name| name.trim_start_matches('\u{FEFF}').to_owned()).collect();
    let fields = columns.fields(&names).map_err(|error| error.at(&place))?;
    let file = origin.file.clone().unwrap_or_else(|| place.clone());
    Ok(CsvSource { rows, record: csv::ByteRecord::new(), fields, origin, file, ended: false })
}

/// What separates the columns: what stands most often in the first line, outside quotation marks.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|&b| b == b'\n').next().unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for &byte in line {
        quoted ^= byte == b'"';
        for (_, count) in counts.iter_mut().filter(|(mark, _)| *mark == byte && !quoted) {
            *count += 1;
        }
    }
    // Of equals the first: a table of one column has none.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |&(mark, _)| mark)
}

/// A field as text, with a doubt about its charset.
fn text(bytes: &[u8]) -> (String, Option<String>) {
    let (text, doubt) = decode(bytes, false);
    (text.into_owned(), doubt)
}

/// Why a row cannot be read.
fn no_row(error: &csv::Error, row: u64) -> String {
    match error.kind() {
        csv::ErrorKind::Io(e) if matches!(e.get_ref(), Some(inner) if inner.is::<EndlessRow>()) => format!(
            "row {row} is longer than {} MB, as where a quotation mark has no partner; mend it. What came before was read.",
            MAX_LINE >> 20
        ),
        csv::ErrorKind::Io(e) => {
            format!("the file could not be read further ({e}); copy it again. What came before was read.")
        }
        _ => format!("row {row} cannot be read ({error}); mend it. What came before was read."),
    }
}

impl CsvSource {
    /// The record of the row that was read last.
    fn revision(&self, place: &str) -> Result<Sighting, ReadError> {
        let mut record = Map::new();
        let mut doubts = None;
        for (field, bytes) in self.fields.iter().zip(&self.record) {
            let Some(field) = field else { continue };
            let (value, doubt) = text(bytes);
            doubts = doubts.or(doubt);
            if !value.trim().is_empty() {
                record.entry(field.clone()).or_insert(Value::String(value));
            }
        }
        let raw_sha256 = sha256(self.record.iter().flat_map(|field| [field, b"\0".as_slice()]));
        let origin = &self.origin;
        let from = RecordPlace { place, origin, format: SourceFormat::Csv, raw_sha256, doubt: doubts };
        let revision = record_revision(&[&record], from)?;
        Ok(Sighting::Ready(Box::new(Ready { place: place.to_owned(), file: self.file.clone(), revision })))
    }
}

impl Source for CsvSource {
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        loop {
            if self.ended {
                return None;
            }
            self.rows.get_mut().left = MAX_LINE;
            let line = self.rows.position().line();
            let path = self.origin.path.display();
            match self.rows.read_byte_record(&mut self.record) {
                Ok(false) => return None,
                Ok(true) if self.record.iter().all(|field| field.trim_ascii().is_empty()) => {}
                Ok(true) => {
                    let line = self.record.position().map_or(line, csv::Position::line);
                    return Some(self.revision(&format!("{path}:{line}")));
                }
                Err(error) => {
                    self.ended = true;
                    let place = format!("{path}:{line}");
                    return Some(Err(ReadError::new(place, no_row(&error, line))));
                }
            }
        }
    }
}

/// What [`Meter`] says of a row that is too long.
#[derive(Debug, thiserror::Error)]
#[error("the row is too long")]
struct EndlessRow;

/// A reader that gives so many bytes and no more, until it is told to give more.
struct Meter<R> {
    inner: R,
    left: usize,
}

impl<R: Read> Read for Meter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(EndlessRow));
        }
        let wanted = buffer.len().min(self.left);
        let count = self.inner.read(&mut buffer[..wanted])?;
        self.left -= count;
        Ok(count)
    }
}

impl<R> std::fmt::Debug for Meter<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Meter").field("left", &self.left).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::warc_cases::gzip;
    use super::*;
    use proptest::prelude::*;

    fn read_all(bytes: &[u8], columns: &str) -> Vec<Result<Ready, String>> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a.csv");
        std::fs::write(&path, bytes).expect("a file can be written");
        let origin = Origin { path: "a.csv".into(), now: "2026-03-02T09:00:00Z".into(), ..Origin::default() };
        let columns = TableColumns::parse(columns).expect("it is a mapping");
        let mut source = match open(&path, origin, &columns, &BytesRead::default()) {
            Ok(source) => source,
            Err(error) => return vec![Err(error.message)],
        };
        std::iter::from_fn(|| source.next_capture())
            .map(|found| match found {
                Ok(Sighting::Ready(ready)) => Ok(*ready),
                Ok(other) => panic!("{other:?}"),
                Err(error) => Err(error.to_string()),
            })
            .collect()
    }

    #[test]
    fn a_row_is_an_article() {
        let table = "id,title,text,captured_at\n7,Quay closes,\"The quay, he said, is \"\"closed\"\".\n\nIt is old.\",1772442900\n";
        for bytes in [table.as_bytes().to_vec(), gzip(table.as_bytes())] {
            let found = read_all(&bytes, "");
            let [Ok(ready)] = &found[..] else { panic!("{found:?}") };
            assert_eq!(ready.place, "a.csv:2");
            assert_eq!(ready.revision.key, "7");
            assert_eq!(ready.revision.body, "The quay, he said, is \"closed\".\n\nIt is old.");
            assert_eq!(ready.revision.captured_at.value, "2026-03-02T09:15:00Z");
        }
    }

    #[test]
    fn other_marks_headings_and_charsets_are_read() {
        let found =
            read_all(b"slug;story;shares\nq1;The caf\xE9 is closed, he said.;7\n;;\n", "id=slug,text=story");
        let [Ok(ready)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((&*ready.revision.key, &*ready.revision.body), ("q1", "The café is closed, he said."));
    }

    #[test]
    fn a_bad_row_costs_itself() {
        let found = read_all(b"id,text\n1,\n2,The quay is closed.\n3\n", "");
        assert_eq!(
            found[0].as_ref().expect_err("it has no text"),
            "a.csv:2: the record has neither \"text\" nor \"html\"; give the article in one of them."
        );
        assert!(found[1].is_ok() && found[2].is_err() && found.len() == 3, "{found:?}");
        assert!(read_all(b"", "")[0].as_ref().is_err_and(|e| e.contains("the table is empty")));
        assert!(
            read_all(b"a,b\n1,2\n", "")[0]
                .as_ref()
                .is_err_and(|e| e.contains("name the one that holds the article"))
        );
    }

    #[test]
    fn a_row_without_an_end_is_given_up() {
        let mut endless = Meter { inner: io::repeat(b'x'), left: 100 };
        let mut all = Vec::new();
        assert!(endless.read_to_end(&mut all).is_err() && all.len() == 100);
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_it_ends(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_all(&[b"id,text\n".as_slice(), &bytes].concat(), "");
            let _ = read_all(&bytes, "");
        }
    }
}
