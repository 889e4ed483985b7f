//! Opening: what a file is, by what it holds, and the source that reads it.

use super::columns::TableColumns;
use super::diffengine::{self, DiffengineSource};
use super::filter::Filter;
use super::newsdiffs::{self, NewsdiffsSource};
use super::texts::TextSource;
use super::{Source, csv, database, json, packed, wacz, warc};
use crate::article::{BytesRead, Origin, ReadError, Remedy, files};
use std::path::Path;

/// A source that is read in a thread of its own.
pub type AnySource = Box<dyn Source + Send>;

/// How files are read.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// The time of reading, ISO 8601 in UTC.
    pub now: String,
    /// Which captures of archives are wanted.
    pub filter: Filter,
    /// Which columns of tables hold what.
    pub columns: TableColumns,
    /// Whether texts come with the bytes that they were read from.
    pub keep_bytes: bool,
    /// Counts the bytes of files as they are read.
    pub read: BytesRead,
}

/// What a file is besides texts, which `article` tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileType {
    Warc,
    Wacz,
    Csv,
    Json,
    Parquet,
    Database,
}

/// What a file is: an archive or a table by its name, all else by its first bytes. None for a text.
fn file_type(path: &Path) -> Option<FileType> {
    if warc::is_warc(path) {
        return Some(FileType::Warc);
    }
    if wacz::is_wacz(path) {
        return Some(FileType::Wacz);
    }
    let head = if path.is_file() { packed::head(path).unwrap_or_default() } else { return None };
    let name = path.to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let named = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if head.starts_with(database::MAGIC) || named(&[".db", ".sqlite", ".sqlite3"]) {
        Some(FileType::Database)
    } else if head.starts_with(b"PAR1") || named(&[".parquet"]) {
        Some(FileType::Parquet)
    } else if named(&[".csv", ".tsv"]) {
        Some(FileType::Csv)
    } else {
        json::is_document(path, &head).then_some(FileType::Json)
    }
}

/// Whether a file that lies in a folder is one that is read here: of databases, tables and JSON there may be others, which
/// nobody meant.
#[must_use]
pub fn is_wanted(path: &Path, columns: &TableColumns) -> bool {
    match file_type(path) {
        Some(FileType::Warc | FileType::Wacz | FileType::Parquet) => true,
        Some(FileType::Csv) => csv::open(path, Origin::default(), columns, &BytesRead::default()).is_ok(),
        Some(FileType::Json) => json::is_wanted(path),
        Some(FileType::Database) => database::open(path).is_ok_and(|connection| {
            diffengine::is_one(&connection).unwrap_or(false)
                || newsdiffs::is_one(&connection).unwrap_or(false)
        }),
        None => false,
    }
}

/// Whether a file is a web archive, by its name.
#[must_use]
pub fn is_archive(path: &Path) -> bool {
    warc::is_warc(path) || wacz::is_wacz(path)
}

/// The source that reads a file. What is wrong with the file as a whole is its only error.
#[must_use]
pub fn open(input: &files::Input, options: &OpenOptions) -> AnySource {
    opened(input, options).unwrap_or_else(failed)
}

/// A source with one error, for what cannot be opened.
pub(crate) fn failed(error: ReadError) -> AnySource {
    Box::new(Failed(Some(error)))
}

fn opened(input: &files::Input, options: &OpenOptions) -> Result<AnySource, ReadError> {
    let path = &input.path;
    let file = files::absolute(path);
    let Some(found) = file_type(path) else {
        let revisions = files::revisions_keeping(input, &options.now, options.keep_bytes, &options.read);
        return Ok(Box::new(TextSource::new(path.display().to_string(), file, revisions)));
    };
    let origin = files::origin(input, &options.now)?;
    let no_archive = |error: std::io::Error| {
        ReadError::new(
            path.display().to_string(),
            format!("it cannot be read as an archive ({error}); copy it again from where it came from."),
        )
    };
    Ok(match found {
        FileType::Warc => {
            Box::new(warc::open(path, options.filter.clone(), &options.read).map_err(no_archive)?)
        }
        FileType::Wacz => Box::new(wacz::open(path, options.filter.clone()).map_err(no_archive)?),
        FileType::Csv => Box::new(csv::open(path, origin, &options.columns, &options.read)?),
        FileType::Json => Box::new(json::open(path, origin)?),
        FileType::Parquet => open_parquet(path, origin, options)?,
        FileType::Database => open_database(path, origin)?,
    })
}

#[cfg(feature = "parquet")]
fn open_parquet(path: &Path, origin: Origin, options: &OpenOptions) -> Result<AnySource, ReadError> {
    Ok(Box::new(super::parquet::open(path, origin, &options.columns, &options.read)?))
}

#[cfg(not(feature = "parquet"))]
fn open_parquet(path: &Path, _: Origin, _: &OpenOptions) -> Result<AnySource, ReadError> {
    let message = "this onrecord was built without Parquet; give the table as CSV or JSON lines.".to_owned();
    Err(ReadError::new(path.display().to_string(), message))
}

fn open_database(path: &Path, origin: Origin) -> Result<AnySource, ReadError> {
    let connection = database::open(path)?;
    let failed = |error| database::failed(path, &error);
    if diffengine::is_one(&connection).map_err(failed)? {
        return Ok(Box::new(DiffengineSource::new(path, origin, connection)));
    }
    if newsdiffs::is_one(&connection).map_err(failed)? {
        return Ok(Box::new(NewsdiffsSource::of_database(path, origin, &connection)));
    }
    let message = "it is a database, but neither of diffengine nor of NewsDiffs; open it as a database if it is one of onrecord.";
    Err(ReadError::new(path.display().to_string(), message).with(Remedy::OpenAsDatabase))
}

/// A file that could not be opened.
struct Failed(Option<ReadError>);

impl Source for Failed {
    fn next_capture(&mut self) -> Option<Result<super::Sighting, ReadError>> {
        self.0.take().map(Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file can be written");
        (folder, path)
    }

    fn error(name: &str, bytes: &[u8]) -> String {
        let (_folder, path) = file(name, bytes);
        let mut source = open(&files::Input { path, group: None }, &OpenOptions::default());
        let found = source.next_capture().expect("something").expect_err("an error");
        assert!(source.next_capture().is_none());
        found.message
    }

    #[test]
    fn files_are_told_by_what_they_hold() {
        for (name, bytes, expected) in [
            ("a.db", &b"SQLite format 3\0"[..], Some(FileType::Database)),
            ("notes", b"SQLite format 3\0", Some(FileType::Database)),
            ("a.dat", b"PAR1", Some(FileType::Parquet)),
            ("a.csv.gz", b"a,b", Some(FileType::Csv)),
            ("a", b"[{\"uri\": 1}]", Some(FileType::Json)),
            ("a.md", b"The quay.", None),
            ("a.jsonl", b"{\"id\": 1}", None),
            ("a.warc", b"", Some(FileType::Warc)),
        ] {
            let (_folder, path) = file(name, bytes);
            assert_eq!(file_type(&path), expected, "{name}");
        }
    }

    #[test]
    fn in_a_folder_only_what_is_meant_is_read() {
        let wanted = |name: &str, bytes: &[u8]| {
            let (_folder, path) = file(name, bytes);
            is_wanted(&path, &TableColumns::default())
        };
        assert!(wanted("a.csv", b"url,text\n") && !wanted("a.csv", b"day,rain\n"));
        let item =
            br#"{"pubstatus": "usable", "versioncreated": "2026-03-02", "uri": "a:1", "body_text": "The quay is closed."}"#;
        assert!(wanted("a.json", item) && !wanted("package.json", b"{\"name\": \"x\"}"));
        assert!(!wanted("expected.json", b"[{\"captured_at\": \"2026-03-02\", \"quotes\": []}]"));
        assert!(!wanted("a.db", b"SQLite format 3\0") && !wanted("a.txt", b"The quay."));
    }

    #[test]
    fn what_cannot_be_opened_says_so_once() {
        assert!(error("a.db", b"The quay is closed.").contains("it is no database"));
        assert!(error("a.db", b"").contains("neither of diffengine nor of NewsDiffs"));
        let mut cut = b"SQLite format 3\0".to_vec();
        cut.resize(200, 7);
        assert!(error("a.sqlite", &cut).contains("database"));
        assert!(error("a.parquet", b"PAR1 and no more").contains("Parquet"));
    }
}
