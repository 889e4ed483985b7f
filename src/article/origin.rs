//! Origin: where bytes came from, and the errors that say why they gave no revision.

use super::revision::Revision;
use super::rules::PageRules;
use super::sniff::DATABASE;
use super::thresholds::MAX_FILE;
use super::web::WebOrigin;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where bytes came from, and what is known about them besides themselves.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The path of the file, or the name to show for standard input.
    pub path: PathBuf,
    /// The absolute path of the file, symbolic links resolved: what an article is known by that has no address, id or
    /// group. `None` for what is no file; then it is `path`.
    pub file: Option<String>,
    /// The folder that groups this file with other revisions of one article, when the user gave a folder.
    pub group: Option<String>,
    /// Modification time of the file, ISO 8601 in UTC.
    pub modified: Option<String>,
    /// The time of reading, ISO 8601 in UTC: the last resort for `captured_at`.
    pub now: String,
    /// Keep the bytes with what is read from them.
    pub keep_bytes: bool,
    /// What the request or the record of an archive says, for bytes that came from the web.
    pub web: Option<WebOrigin>,
    /// What a person says of the pages of its outlet.
    pub rules: Option<Arc<PageRules>>,
}

/// Why some bytes gave no revision: one full sentence with the place and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct ReadError {
    /// The file, with the line for JSONL.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// The id that its record has.
    pub id: Option<String>,
    /// What to do, where a program has its own words for it.
    pub remedy: Option<Remedy>,
}

/// What can be done about an error by whoever calls, where the caller has words for it that are not known here.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remedy {
    /// Name the column that holds this field.
    NameColumn(String),
    /// Open the file as a database of onrecord.
    OpenAsDatabase,
    /// Name another archive.
    NameArchive,
    /// Ask for fewer captures, or for those of a shorter time.
    FewerCaptures,
    /// Send a header with each request.
    SendHeader,
    /// Let pages be fetched from inside a network.
    AllowPrivate,
    /// Follow the feed, which is no page.
    Watch,
    /// Name another file of settings.
    NameSettings,
    /// Read how the file is written.
    LookUp,
}

impl ReadError {
    /// What is wrong with something, and what to do.
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into(), id: None, remedy: None }
    }

    /// The same of the record with this id.
    #[must_use]
    pub fn about(self, id: Option<String>) -> Self {
        Self { id: id.or(self.id), ..self }
    }

    /// The same with what can be done.
    #[must_use]
    pub fn with(self, remedy: impl Into<Option<Remedy>>) -> Self {
        Self { remedy: remedy.into(), ..self }
    }
}

/// What came of reading one file: JSONL gives many, each right or wrong on its own.
pub type ReadOutcome = Vec<Result<Revision, ReadError>>;

/// The error about a file that is not what it should be, such as an article.
pub(super) fn foreign(path: &Path, what: &str, wanted: &str, remedy: &str) -> ReadError {
    let error = ReadError::new(path.display().to_string(), format!("it is {what}, not {wanted}; {remedy}."));
    error.with((what == DATABASE).then_some(Remedy::OpenAsDatabase))
}

/// The sentence about a file that is too large.
pub(super) fn too_large() -> String {
    format!(
        "it is larger than {} MB, more than one article ever is; split it, or give many articles as JSONL (one a line).",
        MAX_FILE >> 20
    )
}
