//! diffengine: the versions of articles that it kept in its SQLite database. Its tables: an `entry` is an article of a
//! feed, an `entryversion` a text that it had, with the time when it was seen; the text is HTML with paragraphs only.

use super::Source;
use super::capture::{Ready, Sighting};
use super::database;
use crate::article::{
    MAX_BODY, Origin, ReadError, RecordPlace, SourceFormat, fragment_text, record_revision, sha256,
};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// The table of versions with the columns that are read.
const TABLE: (&str, &[&str]) = ("entryversion", &["id", "title", "url", "summary", "created"]);

/// Versions that are read at once.
const PAGE: usize = 50;

/// A database whose versions are read one after the other.
pub struct DiffengineSource {
    path: PathBuf,
    origin: Origin,
    connection: Connection,
    /// The row that was read last.
    last: i64,
    ready: VecDeque<Version>,
    ended: bool,
}

/// A row of the table.
struct Version {
    id: i64,
    title: Option<String>,
    url: Option<String>,
    summary: Option<String>,
    created: Option<String>,
}

/// Whether a database is diffengine's.
pub(super) fn is_one(connection: &Connection) -> rusqlite::Result<bool> {
    database::has_table(connection, TABLE.0, TABLE.1)
}

impl DiffengineSource {
    /// The versions in an open database.
    pub(super) fn new(path: &Path, origin: Origin, connection: Connection) -> Self {
        Self {
            path: path.to_owned(),
            origin,
            connection,
            last: i64::MIN,
            ready: VecDeque::new(),
            ended: false,
        }
    }

    /// Reads some more rows.
    fn read_on(&mut self) -> rusqlite::Result<()> {
        // Of a longer text no more than shows that it is too long.
        let sql = format!(
            "SELECT id, substr(title, 1, 10000), substr(url, 1, 10000), substr(summary, 1, {}), substr(created, 1, 100) \
             FROM entryversion WHERE id > ? ORDER BY id LIMIT {PAGE}",
            MAX_BODY + 1
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![self.last])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if id <= self.last {
                // A damaged tree may lead round and round.
                return Err(rusqlite::Error::InvalidQuery);
            }
            self.last = id;
            self.ready.push_back(Version {
                id: self.last,
                title: text(row, 1)?,
                url: text(row, 2)?,
                summary: text(row, 3)?,
                created: text(row, 4)?,
            });
        }
        Ok(())
    }

    fn sighting(&self, version: Version) -> Result<Sighting, ReadError> {
        let at = format!("entryversion {}", version.id);
        let place = format!("{}: {at}", self.path.display());
        let fail = |message: String| ReadError::new(place.clone(), message);
        let Some(summary) = version.summary else {
            return Err(fail("the version has no text; it was passed over, so look at the row.".to_owned()));
        };
        let raw_sha256 = sha256([summary.as_bytes()]);
        let fields = [
            ("title", version.title),
            ("url", version.url),
            ("captured_at", version.created),
            ("text", Some(fragment_text(&summary).map_err(fail)?)),
        ];
        let record: Map<String, Value> = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), Value::String(value?))))
            .collect();
        let (origin, format) = (&self.origin, SourceFormat::Diffengine);
        let from = RecordPlace { place: &place, origin, format, raw_sha256, doubt: None };
        let revision = record_revision(&[&record], from)?;
        let file = self.origin.file.as_ref().map_or_else(|| place.clone(), |file| format!("{file}: {at}"));
        Ok(Sighting::Ready(Box::new(Ready { place, file, revision })))
    }
}

/// A column as text, whatever its type; none for NULL.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(column)? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    })
}

impl Source for DiffengineSource {
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        if self.ready.is_empty() && !self.ended {
            if let Err(error) = self.read_on() {
                self.ended = true;
                return Some(Err(database::failed(&self.path, &error)));
            }
            self.ended = self.ready.is_empty();
        }
        let version = self.ready.pop_front()?;
        Some(self.sighting(version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: &str = "
        CREATE TABLE feed (url VARCHAR(255) NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL, created DATETIME NOT NULL);
        CREATE TABLE entry (id INTEGER NOT NULL PRIMARY KEY, url VARCHAR(255) NOT NULL, created DATETIME NOT NULL,
            checked DATETIME NOT NULL);
        CREATE TABLE feedentry (id INTEGER NOT NULL PRIMARY KEY, feed_id VARCHAR(255) NOT NULL, entry_id INTEGER NOT NULL,
            created DATETIME NOT NULL);
        CREATE TABLE entryversion (id INTEGER NOT NULL PRIMARY KEY, title VARCHAR(255) NOT NULL, url VARCHAR(255) NOT NULL,
            summary, created DATETIME NOT NULL, archive_url VARCHAR(255), entry_id INTEGER NOT NULL);";

    fn source(rows: &str) -> (tempfile::TempDir, DiffengineSource) {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("diffengine.db");
        let made = Connection::open(&path).expect("it opens");
        made.execute_batch(&format!("{TABLES}{rows}")).expect("it takes the rows");
        drop(made);
        let connection = database::open(&path).expect("it opens");
        assert!(is_one(&connection).expect("it can be asked"));
        let origin = Origin { path: path.clone(), now: "2026-03-02T09:00:00Z".into(), ..Origin::default() };
        let source = DiffengineSource::new(&path, origin, connection);
        (folder, source)
    }

    #[test]
    fn every_version_is_a_revision_with_its_time() {
        let (_folder, mut source) = source(
            "INSERT INTO entryversion VALUES
               (1, 'Quay closes', 'https://coast.example/quay', '<p>The quay is closed.</p><p>It is old.</p>',
                '2017-01-02 03:04:05.123456', NULL, 1),
               (2, 'Quay opens', 'https://coast.example/quay', '<p>The quay is open.</p>', '2017-01-03 03:04:05', 'x', 1),
               (3, 'Quay', 'https://coast.example/quay', NULL, '2017-01-04', NULL, 1),
               (4, 'Quay', 'no address', x'3C703E5468652071756179FF2E', 7, NULL, 1);",
        );
        let found: Vec<_> = std::iter::from_fn(|| source.next_capture()).collect();
        let [
            Ok(Sighting::Ready(first)),
            Ok(Sighting::Ready(second)),
            Err(third),
            Ok(Sighting::Ready(fourth)),
        ] = &found[..]
        else {
            panic!("{found:?}")
        };
        assert_eq!(first.revision.key, "https://coast.example/quay");
        assert_eq!(first.revision.body, "The quay is closed.\n\nIt is old.");
        assert_eq!(first.revision.captured_at.value, "2017-01-02T03:04:05Z");
        assert_eq!(second.revision.captured_at.value, "2017-01-03T03:04:05Z");
        assert!(first.place.ends_with("diffengine.db: entryversion 1"), "{}", first.place);
        assert!(third.message.contains("has no text"), "{third}");
        assert_eq!(fourth.revision.warnings.len(), 2, "{:?}", fourth.revision.warnings);
    }

    #[test]
    fn many_versions_are_read_page_by_page() {
        let (_folder, mut source) = source(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
             INSERT INTO entryversion SELECT i * 3, 'Q', 'https://coast.example/' || i, '<p>It is closed.</p>',
                 '2017-01-02', NULL, 1 FROM n;",
        );
        assert_eq!(std::iter::from_fn(|| source.next_capture()).filter(Result::is_ok).count(), 120);
    }

    #[test]
    fn a_view_in_its_place_is_not_asked() {
        let connection = Connection::open_in_memory().expect("it opens");
        connection
            .execute_batch(
                "CREATE VIEW entryversion AS WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
                 SELECT id, 'x' AS title, 'x' AS url, 'x' AS summary, 'x' AS created FROM n",
            )
            .expect("it takes it");
        assert!(!is_one(&connection).expect("it can be asked"));
    }
}
