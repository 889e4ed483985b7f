//! A file that is made anew at once: who reads it meanwhile finds what was there before, or the whole of the new one.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Writes a file under a name of its own, and gives it its name, which another may have, once it is whole and on the disk.
///
/// # Errors
/// That of `write`, or why the system refuses it. What was there before stays, and nothing is left of the new one.
pub(super) fn replace<T, E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let unfinished = path.with_added_extension("unfinished");
    let written = File::create(&unfinished).map_err(E::from).and_then(|mut file| {
        let told = write(&mut file)?;
        file.sync_data()?;
        fs::rename(&unfinished, path)?;
        Ok(told)
    });
    if written.is_err() {
        // What is said is why it could not be written.
        let _ = fs::remove_file(&unfinished);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_is_the_old_one_until_the_new_one_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed.atom");
        let held = || fs::read_to_string(&path).unwrap();
        let files = || fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(replace(&path, |file| file.write_all(b"one").map(|()| 1)).unwrap(), 1);
        let seen = replace(&path, |file| {
            file.write_all(b"tw")?;
            Ok::<_, io::Error>(held())
        });
        assert_eq!((seen.unwrap(), held(), files()), ("one".to_owned(), "tw".to_owned(), 1));
        let failed = replace(&path, |file| {
            file.write_all(b"thr")?;
            Err::<(), _>(io::Error::other("no more"))
        });
        assert_eq!(
            (failed.unwrap_err().to_string(), held(), files()),
            ("no more".to_owned(), "tw".to_owned(), 1)
        );
        // A folder cannot be replaced by a file.
        fs::create_dir_all(folder.path().join("tables/inside")).unwrap();
        assert!(replace(&folder.path().join("tables"), |file| file.write_all(b"one")).is_err());
        assert_eq!(files(), 2);
    }
}
