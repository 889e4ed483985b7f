//! Versions: whether texts whose names differ only in a number tell one story: `1.txt`, `2.txt` may be the revisions of an
//! article or the stories of a day.

use super::sniff;
use super::thresholds::{COMPARED_BYTES, COMPARED_FILES, LEAST_SHARED_WORDS};
use crate::english::lexicon;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Names of files that hold nothing but a text: pages share the words around their articles.
const PLAIN: [&str; 4] = ["txt", "text", "md", "markdown"];

/// Whether files are versions of one text: most share a good part of their words with the one before. What cannot be
/// compared, a page or a file that cannot be read, is taken for one, as its name says.
pub(super) fn are_versions(paths: &[&Path]) -> bool {
    if !paths.iter().all(|path| PLAIN.contains(&sniff::extension(path).as_str())) {
        return true;
    }
    let texts: Option<Vec<HashSet<String>>> =
        paths.iter().take(COMPARED_FILES).map(|path| words(path)).collect();
    let Some(texts) = texts else { return true };
    let pairs = texts.windows(2).filter(|pair| pair.iter().all(|words| !words.is_empty()));
    let (mut alike, mut all) = (0, 0);
    for pair in pairs {
        let shared = pair[0].intersection(&pair[1]).count();
        all += 1;
        alike += usize::from(shared * 100 >= LEAST_SHARED_WORDS * pair[0].len().min(pair[1].len()));
    }
    2 * alike >= all
}

/// The words with which a text begins, without the small ones.
fn words(path: &Path) -> Option<HashSet<String>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(COMPARED_BYTES).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().any(char::is_alphabetic));
    Some(words.filter(|w| !lexicon::is_closed(w) && !lexicon::is_small(w)).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions(texts: &[&str], extension: &str) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let path = |n: usize| folder.path().join(format!("{n}.{extension}"));
        texts.iter().enumerate().for_each(|(n, text)| std::fs::write(path(n), text).unwrap());
        let paths: Vec<_> = (0..texts.len()).map(path).collect();
        are_versions(&paths.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>())
    }

    #[test]
    fn revisions_share_their_words_and_stories_do_not() {
        let pool = "The pool in Upton will close in June, the council said on Monday.";
        let later = "The pool in Upton will stay open, the council said on Tuesday after protests.";
        let seals = "Two seals were moved from the Velm zoo when its halls were flooded at night.";
        let bank = "The Harbour Bank cut its rate to two percent, and its director said rivals had, too.";
        assert!(versions(&[pool, later], "txt") && versions(&[pool, pool, later], "md"));
        assert!(!versions(&[pool, seals], "txt") && !versions(&[pool, seals, bank], "md"));
        assert!(versions(&[pool, seals], "html"));
        assert!(versions(&[pool, ""], "txt"));
    }
}
