//! Rows of the database with what a reader needs beside them: the quote that a claim, step or hit is a wording of, the
//! severities of an article's changes.

use super::changes::severity_name;
use super::row::{Cell, Tone};
use super::saying::{Part, Saying, read, sentence};
use super::wording::grouped;
use crate::diff::Severity;
use crate::store::{ArticleRow, QuoteRow};
use serde::Serialize;

/// Below this confidence a quote is doubtful: it waits until it is asked for, and is shown faintly.
pub const DOUBTFUL: f64 = 0.5;

/// A row with the quote that it is a wording of; machines get the row as it is.
#[derive(Debug, Clone, Serialize)]
pub struct Said<R> {
    /// The row.
    #[serde(flatten)]
    pub row: R,
    /// The quote; `None` in the outlet's own voice.
    #[serde(skip)]
    pub quote: Option<QuoteRow>,
}

impl<R> Said<R> {
    /// A wording of it as it is read; see [`read`].
    #[must_use]
    pub fn parts(&self, wording: &str) -> Vec<(String, Part)> {
        match &self.quote {
            None => vec![(wording.to_owned(), Part::Content)],
            Some(quote) => read(&saying(quote, wording)),
        }
    }

    /// The same in plain text.
    #[must_use]
    pub fn sentence(&self, wording: &str) -> String {
        self.quote.as_ref().map_or_else(|| wording.to_owned(), |quote| sentence(&saying(quote, wording)))
    }

    /// Whether its quote is doubtful.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.quote.as_ref().is_some_and(|quote| quote.confidence < DOUBTFUL)
    }

    pub(super) fn statement(&self, wording: &str) -> Cell {
        Cell::statement(self.parts(wording), self.is_doubtful())
    }
}

/// What the quote says in another wording of its content, such as one with hits marked.
fn saying<'t>(quote: &'t QuoteRow, wording: &'t str) -> Saying<'t> {
    Saying { content: wording, ..quote.saying() }
}

/// An article with how many of its changes have which severity.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleListing {
    /// The article.
    #[serde(flatten)]
    pub article: ArticleRow,
    /// Changes of high severity between all revisions.
    pub high: u64,
    /// Those of medium severity.
    pub medium: u64,
    /// Those of low severity.
    pub low: u64,
}

impl ArticleListing {
    /// "3 high, 8 medium, 2 low"; "none" where nothing changed that matters.
    #[must_use]
    pub fn in_words(&self) -> String {
        severities([self.high, self.medium, self.low])
    }
}

/// How many changes are of high, medium and low severity, in words.
#[must_use]
pub fn severities(counts: [u64; 3]) -> String {
    let of = counts.into_iter().zip([Severity::High, Severity::Medium, Severity::Low]);
    let told: Vec<String> = of
        .filter(|(n, _)| *n > 0)
        .map(|(n, severity)| format!("{} {}", grouped(n), severity_name(severity)))
        .collect();
    if told.is_empty() { "none".to_owned() } else { told.join(", ") }
}

impl Cell {
    /// A statement as it is read; where `faint`, so is all of it that has no looks of its own.
    #[must_use]
    pub fn statement(parts: Vec<(String, Part)>, faint: bool) -> Self {
        let plain = if faint { Tone::Faint } else { Tone::Plain };
        let marked = parts.iter().any(|(_, part)| *part == Part::Mark);
        let tone = |part| match part {
            Part::Mark => Tone::Mark,
            Part::Cue if marked => Tone::Mark,
            Part::Speaker => Tone::Strong,
            Part::Unnamed => Tone::Alert,
            Part::Cue | Part::Content => plain,
        };
        Self { pieces: parts.into_iter().map(|(text, part)| (text, tone(part))).collect() }
    }
}
