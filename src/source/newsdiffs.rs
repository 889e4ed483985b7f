//! NewsDiffs: the versions of articles that it kept as files in git repositories, one commit a version. The file of an
//! article lies at its address without the scheme; its lines are a date, the headline, the byline, and the text.
//!
//! The time of a version is that of its commit, which has a zone; the database beside the repositories, which has local
//! times without one, only says how an address is written. Objects are read by the program `git`.

use super::Source;
use super::capture::{Ready, Sighting};
use super::database;
use super::git::{Changes, FileChange, Files, Repository};
use crate::article::{
    MAX_BODY, Origin, ReadError, RecordPlace, SourceFormat, decode, record_revision, sha256,
};
use rusqlite::Connection;
use serde_json::{Map, Value};
use std::collections::{HashMap, VecDeque};
use std::io;
use std::path::{Path, PathBuf};

/// Tables of the database with the columns that tell it.
const TABLES: [(&str, &[&str]); 2] =
    [("articles", &["id", "url"]), ("version", &["article_id", "v", "title", "date"])];

/// Addresses of articles that are kept in memory at most.
const MAX_ARTICLES: i64 = 2_000_000;

/// Repositories whose versions are read one after the other.
pub struct NewsdiffsSource {
    origin: Origin,
    /// How addresses are written, by the names of their files.
    urls: HashMap<String, String>,
    repositories: VecDeque<PathBuf>,
    current: Option<Open>,
    error: Option<ReadError>,
}

/// A repository that is being read.
struct Open {
    folder: PathBuf,
    changes: Changes,
    files: Files,
}

/// Whether a database is that of NewsDiffs.
pub(super) fn is_one(connection: &Connection) -> rusqlite::Result<bool> {
    for (table, columns) in TABLES {
        if !database::has_table(connection, table, columns)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The source of a folder that is a repository of NewsDiffs, or the folder with its database and `articles/`; none for
/// another folder.
#[must_use]
pub fn of_folder(folder: &Path, origin: &Origin) -> Option<NewsdiffsSource> {
    let database = folder.join("newsdiffs.db");
    if database.is_file()
        && let Ok(connection) = database::open(&database)
        && is_one(&connection).unwrap_or(false)
    {
        return Some(NewsdiffsSource::of_database(&database, origin.clone(), &connection));
    }
    let places = [folder.to_owned(), folder.join("articles")];
    let found = places.into_iter().find(|place| place.join(".git").exists() && is_of_articles(place))?;
    Some(NewsdiffsSource::new(vec![found], HashMap::new(), origin.clone()))
}

/// Whether all that a repository holds lies below the names of hosts.
fn is_of_articles(folder: &Path) -> bool {
    let is_host = |name: &String| {
        let host = name.strip_suffix('/').unwrap_or_default();
        host.contains('.')
            && !host.starts_with('.')
            && host
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    };
    Repository::new(folder).top().is_ok_and(|top| !top.is_empty() && top.iter().all(is_host))
}

impl NewsdiffsSource {
    /// The versions of which a database tells, out of the repositories in the folder `articles` beside it.
    pub(super) fn of_database(path: &Path, origin: Origin, connection: &Connection) -> Self {
        let articles = path.parent().unwrap_or(Path::new("")).join("articles");
        let mut repositories: Vec<PathBuf> =
            std::fs::read_dir(&articles).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        repositories.sort();
        repositories.insert(0, articles);
        repositories.retain(|folder| folder.join(".git").exists());
        let none = repositories.is_empty();
        let (urls, error) = match addresses(connection) {
            Ok(urls) => (urls, None),
            Err(error) => (HashMap::new(), Some(database::failed(path, &error))),
        };
        let mut source = Self::new(repositories, urls, origin);
        source.error = error.or_else(|| {
            let place = path.display().to_string();
            let message = "its texts are in git repositories in a folder articles beside it, which are not there; give \
                           the folder that holds both."
                .to_owned();
            none.then_some(ReadError::new(place, message))
        });
        source
    }

    fn new(repositories: Vec<PathBuf>, urls: HashMap<String, String>, origin: Origin) -> Self {
        Self { origin, urls, repositories: repositories.into(), current: None, error: None }
    }

    fn revision(&self, folder: &Path, change: &FileChange, bytes: &[u8]) -> Result<Sighting, ReadError> {
        let at = format!("{}:{}", change.commit.get(..12).unwrap_or(&change.commit), change.path);
        let place = format!("{}: {at}", folder.display());
        let (text, doubt) = decode(bytes, false);
        let url = self.urls.get(change.path.trim_end_matches('/')).cloned();
        let url = url.unwrap_or_else(|| format!("http://{}", change.path));
        let time = jiff::Timestamp::from_second(change.time).map(|time| time.to_string()).unwrap_or_default();
        let mut record = Map::new();
        for (name, value) in fields(&text).into_iter().chain([("url", url), ("captured_at", time)]) {
            if !value.trim().is_empty() {
                record.insert(name.to_owned(), Value::String(value));
            }
        }
        let (origin, raw_sha256) = (&self.origin, sha256([bytes]));
        let from = RecordPlace { place: &place, origin, format: SourceFormat::Newsdiffs, raw_sha256, doubt };
        let revision = record_revision(&[&record], from)?;
        let file = format!("{}: {at}", crate::article::files::absolute(folder));
        Ok(Sighting::Ready(Box::new(Ready { place, file, revision })))
    }

    /// Reads on in the repository that is open.
    fn next_in(&self, open: &mut Open) -> io::Result<Option<Result<Sighting, ReadError>>> {
        let Some(change) = open.changes.next_change()? else { return Ok(None) };
        Ok(Some(match open.files.read_file(&change, MAX_BODY)? {
            Some(bytes) => self.revision(&open.folder, &change, &bytes),
            None => Err(ReadError::new(
                format!("{}: {}:{}", open.folder.display(), change.commit, change.path),
                "the version is not in the repository or is no article; copy the repository again."
                    .to_owned(),
            )),
        }))
    }
}

/// The fields of a file: a date, the headline and the byline, a line each, and the text.
fn fields(text: &str) -> Vec<(&'static str, String)> {
    let lines: Vec<&str> = text.splitn(4, '\n').map(str::trim_end).collect();
    let [date, title, byline, body] = lines[..] else { return vec![("text", text.to_owned())] };
    let mut fields =
        vec![("title", title.to_owned()), ("byline", byline.to_owned()), ("text", body.to_owned())];
    fields.extend(crate::article::parse_date(date).map(|date| ("published_at", date)));
    fields
}

/// How addresses are written, by the names of their files.
fn addresses(connection: &Connection) -> rusqlite::Result<HashMap<String, String>> {
    let mut statement = connection.prepare("SELECT substr(url, 1, 2000) FROM Articles LIMIT ?")?;
    let urls = statement.query_map([MAX_ARTICLES], |row| super::diffengine::text(row, 0))?;
    let mut known = HashMap::new();
    for url in urls {
        let Some(url) = url? else { continue };
        if let Some((_, name)) = url.split_once("://") {
            known.insert(name.trim_end_matches('/').to_owned(), url);
        }
    }
    Ok(known)
}

/// The error for a repository that cannot be read (further).
fn broken(folder: &Path, error: &io::Error) -> ReadError {
    let message = if error.kind() == io::ErrorKind::NotFound {
        "its history is read by the program git, which is not there; install it and add the folder again."
            .to_owned()
    } else {
        format!("the repository cannot be read further ({error}); copy it again. What came before was read.")
    };
    ReadError::new(folder.display().to_string(), message)
}

impl Source for NewsdiffsSource {
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        if let Some(error) = self.error.take() {
            return Some(Err(error));
        }
        loop {
            if let Some(mut open) = self.current.take() {
                match self.next_in(&mut open) {
                    Ok(Some(found)) => {
                        self.current = Some(open);
                        return Some(found);
                    }
                    Ok(None) => {}
                    Err(error) => return Some(Err(broken(&open.folder, &error))),
                }
            }
            let folder = self.repositories.pop_front()?;
            let repository = Repository::new(&folder);
            match repository.changes().and_then(|changes| Ok((changes, repository.files()?))) {
                Ok((changes, files)) => self.current = Some(Open { folder, changes, files }),
                Err(error) => return Some(Err(broken(&folder, &error))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// A repository as NewsDiffs left one; none where there is no `git`.
    fn repository(folder: &Path, versions: &[(&str, &str, i64)]) -> Option<()> {
        let git = |arguments: &[&str], time: i64| {
            let mut command = Command::new("git");
            command.arg("-C").arg(folder).args(["-c", "user.name=n", "-c", "user.email=n@a.example"]);
            command.env("GIT_COMMITTER_DATE", format!("{time} -0400")).args(arguments);
            command.output().is_ok_and(|output| output.status.success())
        };
        std::fs::create_dir_all(folder).expect("a folder can be made");
        git(&["init", "-q"], 0).then_some(())?;
        for (path, text, time) in versions {
            let file = folder.join(path);
            std::fs::create_dir_all(file.parent().expect("it has one")).expect("a folder can be made");
            std::fs::write(&file, text).expect("a file can be written");
            assert!(
                git(&["add", path], *time)
                    && git(&["commit", "-q", "-m", &format!("Change to {path}")], *time)
            );
        }
        assert!(git(&["gc", "-q"], 0));
        Some(())
    }

    fn text(dead: &str) -> String {
        format!(
            "March 2, 2013\nFerry sinks\nBy Ada Quill\n\n{dead} people have died, she said.\n\nThe search goes on.\n"
        )
    }

    fn read_all(mut source: NewsdiffsSource) -> Vec<Result<Ready, String>> {
        std::iter::from_fn(|| source.next_capture())
            .map(|found| match found {
                Ok(Sighting::Ready(ready)) => Ok(*ready),
                Ok(other) => panic!("{other:?}"),
                Err(error) => Err(error.to_string()),
            })
            .collect()
    }

    #[test]
    fn every_commit_is_a_version() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let articles = folder.path().join("articles");
        let path = "coast.example/2013/03/02/ferry.html";
        let (two, five) = (text("Two"), text("Five"));
        if repository(&articles, &[(path, &two, 1_362_229_200), (path, &five, 1_362_232_800)]).is_none() {
            return;
        }
        let found = read_all(of_folder(&articles, &Origin::default()).expect("it is one"));
        let [Ok(first), Ok(second)] = &found[..] else { panic!("{found:?}") };
        assert_eq!(first.revision.key, "https://coast.example/2013/03/02/ferry.html");
        assert_eq!(first.revision.captured_at.value, "2013-03-02T13:00:00Z");
        assert_eq!(second.revision.body, "Five people have died, she said.\n\nThe search goes on.");
        let shown = |found: &Option<crate::article::Found<String>>| found.as_ref().map(|f| f.value.clone());
        assert_eq!(shown(&first.revision.headline).as_deref(), Some("Ferry sinks"));
        assert_eq!(shown(&first.revision.byline).as_deref(), Some("By Ada Quill"));
        assert_eq!(shown(&first.revision.published_at).as_deref(), Some("2013-03-02"));

        // With the database beside it, addresses are written as they were.
        let database = folder.path().join("newsdiffs.db");
        let made = Connection::open(&database).expect("it opens");
        made.execute_batch(
            "CREATE TABLE \"Articles\" (id integer PRIMARY KEY, url varchar(255), initial_date datetime);
             CREATE TABLE version (id integer PRIMARY KEY, article_id integer, v varchar(255), title varchar(255),
                 byline varchar(255), date datetime, boring bool);
             INSERT INTO Articles VALUES (1, 'https://coast.example/2013/03/02/ferry.html/', NULL);",
        )
        .expect("it takes it");
        drop(made);
        let found = read_all(of_folder(folder.path(), &Origin::default()).expect("it is one"));
        let url = found[0].as_ref().expect("read").revision.url.as_ref().expect("it has one");
        assert_eq!((&*url.value, found.len()), ("https://coast.example/2013/03/02/ferry.html/", 2));
        std::fs::remove_dir_all(&articles).expect("it can be removed");
        let found = read_all(of_folder(folder.path(), &Origin::default()).expect("it is one"));
        assert!(found[0].as_ref().is_err_and(|e| e.contains("a folder articles beside it")), "{found:?}");
    }

    #[test]
    fn another_repository_is_none() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        if repository(folder.path(), &[("claims/ferry.md", "The ferry sank.", 1_362_229_200)]).is_some() {
            assert!(of_folder(folder.path(), &Origin::default()).is_none());
        }
        assert!(of_folder(Path::new("nowhere"), &Origin::default()).is_none());
    }
}
