//! Origin: where bytes came from, and the errors that say why they gave no revision.

use super::revision::Revision;
use super::rules::PageRules;
use super::thresholds::MAX_FILE;
use super::web::WebOrigin;
use std::path::PathBuf;
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
}

/// What came of reading one file: JSONL gives many, each right or wrong on its own.
pub type ReadOutcome = Vec<Result<Revision, ReadError>>;

/// The sentence about a file that is not an article.
pub(super) fn foreign(what: &str, remedy: &str) -> String {
    format!("it is {what}, not an article; {remedy}.")
}

/// The sentence about a file that is too large.
pub(super) fn too_large() -> String {
    format!(
        "it is larger than {} MB, more than one article ever is; split it, or give many articles as JSONL (one a line).",
        MAX_FILE >> 20
    )
}
