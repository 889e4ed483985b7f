//! Names of database files: plain paths, whatever SQLite would read into them.

use super::StoreError;
use std::path::{Path, PathBuf};

/// The name to give SQLite, which takes `file:…` for an address and `:memory:` for no file at all.
///
/// # Errors
/// When nothing written there could be found again, or the file is not a database although SQLite thinks it empty.
pub(super) fn plain(path: &Path) -> Result<PathBuf, StoreError> {
    let refused = |reason: &str| StoreError::CannotOpen { path: path.to_owned(), reason: reason.to_owned() };
    if path.as_os_str().is_empty() {
        return Err(refused("its name is empty; name a file"));
    }
    if path.as_os_str() == ":memory:" {
        return Err(refused("what is kept in memory is gone when the command ends; name a file"));
    }
    // SQLite takes a file of one byte for an empty one, and would write over it.
    if path.metadata().is_ok_and(|found| found.is_file() && found.len() == 1) {
        return Err(StoreError::NotADatabase { path: path.to_owned() });
    }
    Ok(if path.has_root() { path.to_owned() } else { Path::new(".").join(path) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use std::fs;

    #[test]
    fn a_name_is_a_path_and_nothing_else() {
        assert_eq!(plain(Path::new("a/b.db")).unwrap(), Path::new("./a/b.db"));
        assert_eq!(plain(Path::new("/a/b.db")).unwrap(), Path::new("/a/b.db"));
        assert_eq!(plain(Path::new("file:b.db?mode=memory")).unwrap(), Path::new("./file:b.db?mode=memory"));
        for refused in [":memory:", ""] {
            let said = plain(Path::new(refused)).unwrap_err().to_string();
            assert!(said.ends_with("name a file"), "{said}");
        }
    }

    #[test]
    fn what_looks_like_an_address_is_a_file_that_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file:x.db?mode=memory");
        drop(Store::open(&path).unwrap());
        assert!(Store::open_read_only(&path).is_ok());
    }

    #[test]
    fn a_file_of_any_length_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        for length in [1, 2, 15, 99, 511, 512, 4096] {
            let bytes = b"S".repeat(length);
            fs::write(&path, &bytes).unwrap();
            assert!(matches!(Store::open(&path), Err(StoreError::NotADatabase { .. })), "{length}");
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
    }
}
