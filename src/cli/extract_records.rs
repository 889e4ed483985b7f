//! What `extract --in` reads: the records of many files in one order, each with its place, from any of them on.

use crate::article::{ReadError, Revision, files, is_front_page, sha256, sha256_of};
use crate::source::{OpenOptions, Sighting, open};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A record of the input.
pub(super) struct InputRecord {
    /// The record behind it.
    pub(super) next: RecordPosition,
    pub(super) place: String,
    pub(super) content: RecordContent,
}

/// What a record holds.
pub(super) enum RecordContent {
    Article(Box<Revision>),
    /// It was not read; of archives, which hold much that is no article, that is no failure.
    Unread {
        error: ReadError,
        failed: bool,
    },
}

/// A place among the records: so many files are behind it, and so many captures of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct RecordPosition {
    file: usize,
    capture: usize,
}

/// The files that are read, in order.
pub(super) struct InputFiles {
    files: Vec<Result<files::Input, ReadError>>,
    options: OpenOptions,
}

impl InputFiles {
    /// The files that the arguments name.
    pub(super) fn of(paths: &[PathBuf], options: OpenOptions) -> Self {
        let also = |path: &Path| open::is_wanted(path, &options.columns);
        let files = paths.iter().flat_map(|path| files::walk_also(path, &also)).collect();
        Self { files, options }
    }

    /// Bytes of all files.
    pub(super) fn bytes(&self) -> u64 {
        self.files.iter().flatten().filter_map(|file| file.path.metadata().ok()).map(|file| file.len()).sum()
    }

    /// A hash of the names of the files and what is in them, by which a run that goes on knows its input again: also where
    /// it was copied meanwhile, which changes times, and not where it was edited to the same size. Reading everything for it
    /// takes a hundredth of what extracting takes.
    pub(super) fn sha256(&self, mut progress: impl FnMut(u64)) -> String {
        let lines = self.files.iter().map(|file| match file {
            Ok(file) => format!("{} {}\n", version(&file.path, &mut progress), file.path.display()),
            Err(error) => format!("{UNREADABLE} {}\n", error.place),
        });
        let lines: Vec<String> = lines.collect();
        sha256(lines.iter().map(String::as_bytes))
    }

    /// The records from a position on. What is read of a file that is read is counted by the options.
    pub(super) fn records(&self, from: RecordPosition) -> impl Iterator<Item = InputRecord> + '_ {
        let files = self.files.iter().enumerate().skip(from.file);
        files.flat_map(move |(n, file)| {
            let skip = if n == from.file { from.capture } else { 0 };
            self.of_file(n, file).skip_captures(skip)
        })
    }

    fn of_file(&self, file: usize, input: &Result<files::Input, ReadError>) -> FileRecords {
        let (source, is_archive) = match input {
            Ok(input) => (open::open(input, &self.options), open::is_archive(&input.path)),
            Err(error) => (open::failed(error.clone()), false),
        };
        FileRecords { file, capture: 0, source, is_archive, waiting: Vec::new() }
    }
}

/// What stands for the content of a file that cannot be read.
const UNREADABLE: &str = "-";

/// What is in a file, as a hash. What is no file on a disk can be read only once.
fn version(path: &Path, progress: impl FnMut(u64)) -> String {
    let is_file = path.metadata().is_ok_and(|metadata| metadata.is_file());
    let content = is_file.then(|| File::open(path).and_then(|file| sha256_of(file, progress)));
    content.and_then(Result::ok).unwrap_or_else(|| UNREADABLE.to_owned())
}

/// The records of one file.
struct FileRecords {
    file: usize,
    capture: usize,
    source: crate::source::AnySource,
    is_archive: bool,
    /// Records of the last capture that are still to be given, the next one last.
    waiting: Vec<(String, RecordContent)>,
}

impl FileRecords {
    fn skip_captures(mut self, captures: usize) -> Self {
        while self.capture < captures && self.source.next_capture().is_some() {
            self.capture += 1;
        }
        self
    }

    /// What a capture holds: mostly one article; more where a page of an archive is a file of JSON lines.
    fn of_capture(&self, seen: Sighting) -> Vec<(String, RecordContent)> {
        let article = |place: &str, revision| (place.to_owned(), RecordContent::Article(Box::new(revision)));
        match seen {
            Sighting::Ready(ready) => vec![article(&ready.place, ready.revision)],
            Sighting::Page(capture) if is_front_page(&capture.url) => {
                let message = "it is a front page, not an article.".to_owned();
                vec![self.unread(ReadError::new(capture.place, message))]
            }
            Sighting::Page(capture) => {
                let outcome = capture.read().into_iter().rev();
                outcome
                    .map(|read| match read {
                        Ok(revision) => article(&capture.place, revision),
                        Err(error) => self.unread(error),
                    })
                    .collect()
            }
            Sighting::Again(_)
            | Sighting::Nothing(_)
            | Sighting::Note(_)
            | Sighting::Stored(_)
            | Sighting::Told(_) => Vec::new(),
        }
    }

    fn unread(&self, error: ReadError) -> (String, RecordContent) {
        let failed = !self.is_archive;
        (error.place.clone(), RecordContent::Unread { error, failed })
    }
}

impl Iterator for FileRecords {
    type Item = InputRecord;

    fn next(&mut self) -> Option<InputRecord> {
        while self.waiting.is_empty() {
            let seen = self.source.next_capture()?;
            self.capture += 1;
            self.waiting = match seen {
                Ok(seen) => self.of_capture(seen),
                Err(error) => vec![(error.place.clone(), RecordContent::Unread { error, failed: true })],
            };
        }
        let (place, content) = self.waiting.pop()?;
        // A shard must not end inside a capture, which is read again as a whole.
        let capture = if self.waiting.is_empty() { self.capture } else { self.capture - 1 };
        Some(InputRecord { next: RecordPosition { file: self.file, capture }, place, content })
    }
}
