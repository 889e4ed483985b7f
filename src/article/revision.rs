//! Revision: what the room gives: one captured version of an article, with where each fact about it was found.

use super::web::{Evidence, HttpFacts};
use serde::{Deserialize, Serialize};

/// The warning about a text that breaks off before a gate.
pub(super) const BREAKS_OFF: &str =
    "The page breaks off where it asks for a subscription: the rest of the article is missing.";

/// The format a revision was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SourceFormat {
    /// Plain text.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// An HTML page.
    Html,
    /// A line of a JSONL file.
    Jsonl,
    /// An object of a JSON document.
    Json,
    /// A row of a CSV table.
    Csv,
    /// A row of a Parquet table.
    Parquet,
    /// A version out of diffengine's database.
    Diffengine,
    /// A version out of NewsDiffs' repository.
    Newsdiffs,
}

/// Which part of the input a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FoundIn {
    /// The front matter of a Markdown or text file.
    FrontMatter,
    /// A field of a JSONL line.
    Field,
    /// JSON-LD of a page.
    JsonLd,
    /// OpenGraph of a page.
    OpenGraph,
    /// Another meta element of a page.
    Meta,
    /// A `<time>`, `<link>` or `<title>` element of a page.
    Element,
    /// The readability pass over the page.
    Readability,
    /// The URL.
    Url,
    /// The name of the file.
    FileName,
    /// The text itself: a dateline, a byline, a first line.
    Text,
    /// The file's modification time.
    FileTime,
    /// The clock, when it was read.
    Clock,
    /// The request that fetched it, or its record in an archive.
    Response,
    /// A rule that a person gave for the pages of the outlet.
    Rule,
}

/// A value and the part of the input that it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub by: FoundIn,
}

/// One captured version of an article, as it was read: immutable from here on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// What the article is known by: its canonical URL, else the id of its JSONL line, else the folder or file it
    /// came from. Revisions with equal keys are revisions of one article.
    pub key: String,
    /// The id that its record gave, if it gave one.
    pub id: Option<String>,
    /// The address, canonical where the page says which that is.
    pub url: Option<Found<String>>,
    /// Other addresses the page gives for itself.
    pub other_urls: Vec<String>,
    /// The outlet's name ("The Harbour Gazette"), else the host of the URL.
    pub outlet: Option<Found<String>>,
    /// The headline.
    pub headline: Option<Found<String>>,
    /// Who wrote it, without "By".
    pub byline: Option<Found<String>>,
    /// Where and when it was filed ("LONDON, March 3").
    pub dateline: Option<String>,
    /// When the outlet first published it; ISO 8601, as exact as the input.
    pub published_at: Option<Found<String>>,
    /// When the outlet says that it last changed it; ISO 8601.
    pub modified_at: Option<Found<String>>,
    /// When this version was captured; ISO 8601 in UTC.
    pub captured_at: Found<String>,
    /// The language, ISO 639-3, if the text is long enough to determine it.
    pub language: Option<String>,
    /// The text of the article, normalised; paragraphs separated by a blank line.
    pub body: String,
    /// What the response said that brought it, where it came from the web.
    pub http: Option<HttpFacts>,
    /// What went over the wire, where that is to be kept.
    pub evidence: Option<Evidence>,
    /// The format it was read from.
    pub format: SourceFormat,
    /// SHA-256 of the bytes as read, in hex; for JSONL of the line, or of one entry of its `revisions`.
    pub raw_sha256: String,
    /// SHA-256 of headline and body, in hex: equal for revisions with the same text.
    pub text_sha256: String,
    /// Sentences for the user about anything doubtful, such as bytes that were replaced.
    pub warnings: Vec<String>,
}

impl Revision {
    /// Whether its text breaks off before a gate.
    #[must_use]
    pub fn breaks_off(&self) -> bool {
        breaks_off(&self.warnings)
    }
}

/// Whether one of a revision's warnings is that its text breaks off before a gate.
#[must_use]
pub fn breaks_off(warnings: &[String]) -> bool {
    warnings.iter().any(|warning| warning == BREAKS_OFF)
}
