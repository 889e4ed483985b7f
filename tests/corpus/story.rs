//! A story of the corpus: its files read and analysed, and every revision compared with the one before it.

use super::gold::Gold;
use onrecord::analysis::{Analysis, analyse};
use onrecord::article::{Revision, files};
use onrecord::claim::Appeared;
use onrecord::diff::{Comparison, Timeline};
use onrecord::extract::Extractor;
use onrecord::report::ChangeItem;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One folder of the corpus with its gold and what the program makes of it.
pub(crate) struct Story {
    pub(crate) name: String,
    pub(crate) gold: Gold,
    pub(crate) revisions: Vec<Revision>,
    pub(crate) analyses: Vec<Analysis>,
    /// From each revision to the next.
    pub(crate) comparisons: Vec<Comparison>,
}

/// Every story, in order of name, analysed once for all tests.
pub(crate) static STORIES: LazyLock<Vec<Story>> = LazyLock::new(|| {
    let extractor = Extractor::new().expect("the model loads");
    folders().iter().map(|folder| Story::open(folder, &extractor)).collect()
});

fn folders() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let entries = fs::read_dir(corpus).expect("the corpus is there").map(|e| e.expect("an entry").path());
    let mut folders: Vec<PathBuf> = entries.filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
}

impl Story {
    fn open(folder: &Path, extractor: &Extractor) -> Self {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let gold = fs::read_to_string(folder.join("expected.json")).expect("the gold is there");
        let gold: Gold = serde_json::from_str(&gold).unwrap_or_else(|e| panic!("{name}/expected.json: {e}"));
        let revisions: Vec<Revision> = files::walk(folder)
            .iter()
            .flat_map(|input| {
                files::revisions(input.as_ref().expect("it can be read"), "2027-01-01T00:00:00Z")
            })
            .map(|revision| revision.unwrap_or_else(|e| panic!("{e}")))
            .collect();
        assert_eq!(revisions.len(), gold.revisions.len(), "{name}: revisions read and expected");
        let analyses = analyse(extractor, &revisions.iter().collect::<Vec<_>>()).expect("the model runs");
        let comparisons = compare(&analyses, &revisions);
        Self { name, gold, revisions, analyses, comparisons }
    }

    /// The changes that lead to revision `to`, counted from 0, as reports show them.
    pub(crate) fn items(&self, to: usize) -> Vec<ChangeItem> {
        let (old, new) = (&self.analyses[to - 1].statements, &self.analyses[to].statements);
        ChangeItem::of_comparison(&self.comparisons[to - 1], old, new)
    }
}

fn compare(analyses: &[Analysis], revisions: &[Revision]) -> Vec<Comparison> {
    let mut timeline = Timeline::default();
    let all = analyses.iter().zip(revisions);
    all.map(|(analysis, revision)| timeline.push(analysis, &Appeared::from(revision))).skip(1).collect()
}
