//! Which articles files belong to that none is known by: those that an older version noted as they were typed, and those
//! that were moved.

use crate::article::Revision;
use crate::store::{FileArticles, Former, FormerKey, Store, StoreError};
use std::collections::BTreeMap;
use std::path::Path;

/// A revision that was read, with the place to name when something is wrong with it.
pub(super) struct Read {
    pub(super) place: String,
    /// The place as it is stored: for a file, its absolute path.
    pub(super) file: String,
    pub(super) revision: Revision,
}

/// Gives the revisions of such files the key of their article, or the article the key of its file. Returns the old and
/// new paths of the articles that were moved.
pub(super) fn settle(
    store: &mut Store,
    files: &mut Option<FileArticles>,
    batch: &mut [Read],
) -> Result<Vec<(String, String)>, StoreError> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, read) in batch.iter().enumerate().filter(|(_, read)| is_path(&read.revision.key)) {
        by_key.entry(read.revision.key.clone()).or_default().push(n);
    }
    let mut moved = Vec::new();
    for (key, reads) in by_key {
        let texts: Vec<&str> = reads.iter().map(|&n| batch[n].revision.text_sha256.as_str()).collect();
        let former = former(store, files, &key, &batch[reads[0]].file, &texts)?;
        let Some(Former { article_id, key: old, why }) = former else { continue };
        if why == FormerKey::SameFile {
            for n in reads {
                batch[n].revision.key.clone_from(&old);
            }
            continue;
        }
        store.move_article(article_id, &key, None)?;
        if why == FormerKey::Moved {
            moved.push((old, key));
        }
    }
    Ok(moved)
}

/// Gives a revision the key that its article has now, and changes nothing in the database.
pub(super) fn look_up(
    store: &Store,
    files: &mut Option<FileArticles>,
    read: &mut Read,
) -> Result<(), StoreError> {
    let Read { file, revision, .. } = read;
    if is_path(&revision.key)
        && let Some(former) = former(store, files, &revision.key, file, &[&revision.text_sha256])?
    {
        revision.key = former.key;
    }
    Ok(())
}

fn former(
    store: &Store,
    files: &mut Option<FileArticles>,
    key: &str,
    file: &str,
    texts: &[&str],
) -> Result<Option<Former>, StoreError> {
    if store.has_article(key)? {
        return Ok(None);
    }
    let files = match files {
        Some(files) => files,
        None => files.insert(store.file_articles()?),
    };
    store.former(files, key, file, texts)
}

/// Whether an article is known by a file.
fn is_path(key: &str) -> bool {
    Path::new(key).is_absolute()
}
