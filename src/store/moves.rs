//! Moves: an article that is known by its file finds it again under another path.

use super::{Store, StoreError, joins};
use crate::article::files::group_of;
use crate::ids::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path};

/// The articles of files that may be known under another path by now.
#[derive(Debug, Default)]
pub struct FileArticles {
    /// By the fingerprints of their texts.
    by_text: HashMap<String, Vec<FileArticle>>,
    /// Those of one file, by the name of the captures that it may be one of.
    by_group: HashMap<String, Vec<(ArticleId, String)>>,
    /// Those that were found.
    taken: HashSet<ArticleId>,
}

#[derive(Debug)]
struct FileArticle {
    article_id: ArticleId,
    key: String,
    /// The text is that of its newest revision.
    newest: bool,
}

/// An article that a file belongs to although its key is another path.
#[derive(Debug, PartialEq, Eq)]
pub struct Former {
    /// The article's row.
    pub article_id: ArticleId,
    /// Its key so far.
    pub key: String,
    /// Why it is the file's.
    pub why: FormerKey,
}

/// Why an article of another path is a file's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormerKey {
    /// The file was read before, with others of its folder, as one of the article's revisions. The key stays.
    SameFile,
    /// The file was read before, alone; by now others of its folder are captures of the same article.
    OfGroup,
    /// An older version noted the path as it was typed.
    AsTyped,
    /// The article's files are gone, and this one reads as its newest revision does.
    Moved,
}

impl Store {
    /// The articles that are known by paths, to look for [`Former`] ones.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn file_articles(&self) -> Result<FileArticles, StoreError> {
        let run = || -> rusqlite::Result<FileArticles> {
            let sql = "SELECT DISTINCT r.text_sha256, a.id, a.key, r.text_sha256 = n.text_sha256 FROM article a \
                       JOIN revision r ON r.article = a.id JOIN revision n ON n.id = a.newest_revision \
                       WHERE a.url IS NULL ORDER BY a.id";
            let mut found = FileArticles::default();
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let article = FileArticle { article_id: row.get(1)?, key: row.get(2)?, newest: row.get(3)? };
                found.by_text.entry(row.get(0)?).or_default().push(article);
            }
            let mut statement = self.connection.prepare("SELECT id, key FROM article WHERE url IS NULL")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let key: String = row.get(1)?;
                if let Some(group) = group_of(Path::new(&key)) {
                    found.by_group.entry(group).or_default().push((row.get(0)?, key));
                }
            }
            Ok(found)
        };
        run().map_err(|e| self.error(e))
    }

    /// The article that a file belongs to when no article has its `key`, an absolute path, but one is known by another
    /// path: `file` is where it lies, `texts` the fingerprints of the revisions in it. Where there might be several it is
    /// none of them. An article is found once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn former(
        &self,
        articles: &mut FileArticles,
        key: &str,
        file: &str,
        texts: &[&str],
    ) -> Result<Option<Former>, StoreError> {
        if key == file
            && let Some((article_id, key)) = self.article_of_file(file)?
        {
            return Ok(Some(Former { article_id, key, why: FormerKey::SameFile }));
        }
        if key != file
            && let Some([(article_id, key)]) = articles.by_group.get(key).map(Vec::as_slice)
        {
            return Ok(Some(Former { article_id: *article_id, key: key.clone(), why: FormerKey::OfGroup }));
        }
        let mut found: Option<Former> = None;
        let free = |article: &&FileArticle| !articles.taken.contains(&article.article_id);
        for article in texts.iter().filter_map(|&text| articles.by_text.get(text)).flatten().filter(free) {
            let why = if is_end_of(&article.key, key) {
                FormerKey::AsTyped
            } else if article.newest
                && Path::new(&article.key).is_absolute()
                && self.is_gone(article.article_id.get())?
            {
                FormerKey::Moved
            } else {
                continue;
            };
            match &found {
                Some(other) if other.article_id != article.article_id => return Ok(None),
                _ => found = Some(Former { article_id: article.article_id, key: article.key.clone(), why }),
            }
        }
        articles.taken.extend(found.as_ref().map(|former| former.article_id));
        Ok(found)
    }

    /// Makes `key` what an article is known by: an address, or the absolute path of a file or folder. `url` is the
    /// address as it is written, if it is one. An article that is known by it so far and reads as this one's newest
    /// revision does is taken in, with its captures; returns its row, which is gone then.
    ///
    /// # Errors
    /// When an article with other texts has this key, or the database cannot be written.
    pub fn move_article(
        &mut self,
        article: ArticleId,
        key: &str,
        url: Option<&str>,
    ) -> Result<Option<ArticleId>, StoreError> {
        let article = article.get();
        let taken_in = self.write(|connection, _| {
            let holder: Option<i64> = connection
                .query_row("SELECT id FROM article WHERE key = ?", params![key], |row| row.get(0))
                .optional()?;
            let holder = holder.filter(|&holder| holder != article);
            if let Some(holder) = holder
                && !take_in(connection, article, holder)?
            {
                return Ok(Err(holder));
            }
            connection.execute("UPDATE article SET key = ?2 WHERE id = ?1", params![article, key])?;
            if url.is_some() {
                connection.execute("UPDATE article SET url = ?2 WHERE id = ?1", params![article, url])?;
                let sql = "INSERT INTO article_url (article, url) VALUES (?, ?) ON CONFLICT DO NOTHING";
                connection.execute(sql, params![article, url])?;
            }
            Ok(Ok(holder.map(ArticleId::new)))
        })?;
        taken_in.map_err(|holder| {
            StoreError::refused(format!(
                "article {holder} is known by {key} and reads otherwise; join it where it is the same article, or name another \
                 path or address"
            ))
        })
    }

    /// Whether an article is known by this key.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_article(&self, key: &str) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE key = ?)")
            .and_then(|mut found| found.query_row(params![key], |row| row.get(0)))
            .map_err(|e| self.error(e))
    }

    /// The one article, of those known by paths, that a file was read as a revision of.
    fn article_of_file(&self, file: &str) -> Result<Option<(ArticleId, String)>, StoreError> {
        let run = || -> rusqlite::Result<Vec<(ArticleId, String)>> {
            let sql = "SELECT DISTINCT a.id, a.key FROM capture c JOIN article a ON a.id = c.article \
                       WHERE c.place = ? AND a.url IS NULL LIMIT 2";
            self.connection
                .prepare_cached(sql)?
                .query_map(params![file], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        let mut found = run().map_err(|e| self.error(e))?;
        Ok(found.pop().filter(|(_, key)| found.is_empty() && is_group_of(key, file)))
    }

    /// Whether all files that an article was read from are gone. Of a relative path that cannot be told.
    fn is_gone(&self, article: i64) -> Result<bool, StoreError> {
        let run = || -> rusqlite::Result<Vec<String>> {
            self.connection
                .prepare_cached("SELECT DISTINCT place FROM capture WHERE article = ?")?
                .query_map(params![article], |row| row.get(0))?
                .collect()
        };
        let places = run().map_err(|e| self.error(e))?;
        let gone = |place: &String| {
            let path = Path::new(place);
            path.is_absolute() && matches!(path.try_exists(), Ok(false))
        };
        Ok(places.iter().all(gone))
    }
}

/// Makes the captures of the article `other` captures of the newest revision of `article`, and deletes the rest of it:
/// if it reads so in all its revisions, was captured later, and no person decided anything about its speakers. Reviews of it
/// become reviews of `article`. Whether it did.
fn take_in(connection: &Connection, article: i64, other: i64) -> rusqlite::Result<bool> {
    let is_same = "SELECT n.id FROM article a JOIN revision n ON n.id = a.newest_revision WHERE a.id = ?1 \
         AND NOT EXISTS (SELECT 1 FROM revision r WHERE r.article = ?2 \
             AND (r.text_sha256 <> n.text_sha256 OR r.captured_at < n.captured_at))";
    if joins::is_bound(connection, other)? {
        return Ok(false);
    }
    let newest: Option<i64> =
        connection.query_row(is_same, params![article, other], |row| row.get(0)).optional()?;
    let Some(newest) = newest else { return Ok(false) };
    connection.execute(
        "UPDATE capture SET article = ?1, revision = iif(revision IS NULL, NULL, ?2) WHERE article = ?3",
        params![article, newest, other],
    )?;
    joins::hand_over(connection, article, other)?;
    Ok(true)
}

/// Whether files of a folder that are known by `key`, the folder or what their names share, may have `file` among them.
fn is_group_of(key: &str, file: &str) -> bool {
    let (key, file) = (Path::new(key), Path::new(file));
    let names = [key, file].map(|path| path.file_name().unwrap_or_default().to_string_lossy());
    file.parent() == Some(key) || file.parent() == key.parent() && names[1].contains(&*names[0])
}

/// Whether a path as it was typed, `a.txt` or `../news/a.txt`, is the end of an absolute one.
fn is_end_of(typed: &str, absolute: &str) -> bool {
    let typed =
        Path::new(typed).components().filter(|c| !matches!(c, Component::ParentDir | Component::CurDir));
    let typed: Vec<Component<'_>> = typed.collect();
    let is_relative = typed.iter().all(|c| matches!(c, Component::Normal(_)));
    is_relative
        && !typed.is_empty()
        && Path::new(absolute).ends_with(typed.iter().collect::<std::path::PathBuf>())
}

#[cfg(test)]
mod tests {
    use super::super::RunId;
    use super::super::fixture::{analysis, revision, store};
    use super::*;
    use crate::article::text_sha256;

    const OLD: &str = "Ferries stop at 5.";
    const NEW: &str = "Ferries stop at 6.";

    fn add(store: &mut Store, run: RunId, key: &str, place: &str, body: &str, hour: u8) -> ArticleId {
        let mut revision = revision(key, &format!("2026-03-01T0{hour}:00:00Z"), body);
        revision.url = None;
        store.ingest(run, place, &revision, &analysis(body)).unwrap().article_id
    }

    /// What becomes of a file at this path with this text.
    fn former(store: &Store, key: &str, body: &str) -> Option<(ArticleId, FormerKey)> {
        let text = text_sha256("Ferries stop", body);
        let mut articles = store.file_articles().unwrap();
        let found = store.former(&mut articles, key, key, &[&text]).unwrap()?;
        assert_eq!(store.former(&mut articles, &format!("{key}.copy"), "", &[&text]).unwrap(), None);
        Some((found.article_id, found.why))
    }

    #[test]
    fn a_path_as_typed_is_the_end_of_an_absolute_one() {
        for typed in ["a.txt", "news/a.txt", "./a.txt", "../news/a.txt"] {
            assert!(is_end_of(typed, "/home/jo/news/a.txt"), "{typed}");
        }
        for other in ["b.txt", "xa.txt", "old/a.txt", "/news/a.txt", "..", ""] {
            assert!(!is_end_of(other, "/home/jo/news/a.txt"), "{other}");
        }
    }

    #[test]
    fn a_relative_key_is_taken_up_by_a_file_with_a_text_of_the_article() {
        let (mut store, run) = store();
        let article = add(&mut store, run, "news/a.txt", "news/a.txt", OLD, 1);
        add(&mut store, run, "news/a.txt", "news/a.txt", NEW, 2);
        assert_eq!(former(&store, "/jo/news/a.txt", OLD), Some((article, FormerKey::AsTyped)));
        assert_eq!(former(&store, "/jo/news/a.txt", "Another text."), None);
        assert_eq!(former(&store, "/jo/news/b.txt", OLD), None);
        // Two that it might be.
        add(&mut store, run, "a.txt", "a.txt", OLD, 1);
        assert_eq!(former(&store, "/jo/news/a.txt", OLD), None);
    }

    #[test]
    fn a_file_that_was_moved_goes_on_as_its_article() {
        let (mut store, run) = store();
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let (here, there) = (path("a.txt"), path("b.txt"));
        std::fs::write(&here, OLD).unwrap();
        assert!(!store.has_article(&here).unwrap());
        let article = add(&mut store, run, &here, &here, OLD, 1);
        assert_eq!(former(&store, &there, OLD), None, "a copy");
        std::fs::rename(&here, &there).unwrap();
        assert_eq!(former(&store, &there, OLD), Some((article, FormerKey::Moved)));
        assert_eq!(former(&store, &there, NEW), None, "another text");
        store.move_article(article, &there, None).unwrap();
        assert!(store.has_article(&there).unwrap() && !store.has_article(&here).unwrap());
        let other = add(&mut store, run, &here, &here, NEW, 1);
        assert!(matches!(store.move_article(other, &there, None), Err(StoreError::Refused { .. })));
    }

    #[test]
    fn an_article_takes_in_another_that_reads_the_same() {
        let (mut store, run) = store();
        let (old, new) = ("Ada Okafor: One.\nan official: Two.", "Ada Okafor: One.\nan official: Three.");
        let article = add(&mut store, run, "/jo/a.txt", "/jo/a.txt", old, 1);
        add(&mut store, run, "/jo/a.txt", "/jo/a.txt", new, 2);
        let copy = add(&mut store, run, "/jo/b.txt", "/jo/b.txt", new, 3);
        let before = add(&mut store, run, "/jo/c.txt", "/jo/c.txt", old, 3);
        assert!(matches!(store.move_article(article, "/jo/c.txt", None), Err(StoreError::Refused { .. })));
        assert_eq!(store.move_article(article, "/jo/b.txt", None).unwrap(), Some(copy));
        let articles = store.articles(&Default::default()).unwrap();
        let told: Vec<_> =
            articles.iter().map(|a| (a.article_id, &*a.article_key, a.revisions, a.captures)).collect();
        assert_eq!(told, [(article, "/jo/b.txt", 2, 3), (before, "/jo/c.txt", 1, 1)]);
        assert_eq!(store.check().unwrap().problems, []);
        let found = store.search(&crate::store::SearchFilter { words: "three".into(), ..Default::default() });
        assert_eq!(found.unwrap().len(), 1);
    }

    #[test]
    fn a_file_of_a_folder_is_of_the_folders_article() {
        let (mut store, run) = store();
        let article = add(&mut store, run, "/jo/pool", "/jo/pool/1.txt", OLD, 1);
        add(&mut store, run, "/jo/pool", "/jo/pool/2.txt", NEW, 2);
        assert_eq!(former(&store, "/jo/pool/2.txt", "Another text."), Some((article, FormerKey::SameFile)));
        assert_eq!(former(&store, "/jo/pool/3.txt", "Another text."), None);
        // What was moved away does not come back to its old place.
        store.move_article(article, "/jo/pool.txt", None).unwrap();
        assert_eq!(former(&store, "/jo/pool/2.txt", "Another text."), None);
        assert!(is_group_of("/jo/mayor", "/jo/2026-03-02-mayor-v1.txt"));
        assert!(!is_group_of("/jo/mayor.txt", "/jo/pool.txt"));
    }

    #[test]
    fn a_file_that_is_joined_by_others_is_of_their_article() {
        let (mut store, run) = store();
        let article = add(&mut store, run, "/jo/pool/1.txt", "/jo/pool/1.txt", OLD, 1);
        let other = add(&mut store, run, "/jo/2026-03-02-mayor.txt", "/jo/2026-03-02-mayor.txt", OLD, 1);
        let of = |store: &Store, key: &str| {
            let mut articles = store.file_articles().unwrap();
            let found =
                store.former(&mut articles, key, &format!("{key}/2.txt"), &["another text"]).unwrap()?;
            Some((found.article_id, found.why))
        };
        assert_eq!(of(&store, "/jo/pool"), Some((article, FormerKey::OfGroup)));
        assert_eq!(of(&store, "/jo/mayor"), Some((other, FormerKey::OfGroup)));
        for key in ["/jo", "/jo/poo", "/jo/pool/deep", "/jo/may"] {
            assert_eq!(of(&store, key), None, "{key}");
        }
        // Of two that were kept apart it is neither.
        add(&mut store, run, "/jo/pool/2.txt", "/jo/pool/2.txt", NEW, 2);
        assert_eq!(of(&store, "/jo/pool"), None);
    }
}
