//! Rows of the database with what a reader needs beside them: the quote that a claim, step or hit is a wording of.

use super::changes::severity_name;
use super::row::{Cell, Tone};
use super::saying::{Part, Saying, mark, statement_parts};
use super::wording::grouped;
use crate::diff::Severity;
use crate::store::QuoteRow;
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

impl QuoteRow {
    /// Whether the program is unsure of it, and no person confirmed it.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.confidence < DOUBTFUL && !self.confirmed
    }
}

impl<R> Said<R> {
    /// A wording of it as it is read; see [`statement_parts`].
    #[must_use]
    pub fn parts(&self, wording: &str) -> Vec<(String, Part)> {
        let Some(quote) = &self.quote else { return vec![(wording.to_owned(), Part::Content)] };
        let saying = Saying { content: wording, ..quote.saying() };
        let mut parts: Vec<(String, Part)> =
            quote.rejected.then(|| ("[quote rejected] ".to_owned(), Part::Rejected)).into_iter().collect();
        // Some wordings are whole sentences, which hold their cue.
        let is_whole = wording != quote.quote && !quote.cue.is_empty() && wording.contains(&quote.cue);
        if is_whole || quote.not_theirs {
            // Whoever did not say it is not named; that it was denied stays.
            parts.extend(mark(&saying).map(|mark| (format!("[{mark}] "), Part::Mark)));
            parts.push((wording.to_owned(), Part::Content));
        } else {
            parts.extend(statement_parts(&saying));
        }
        parts
    }

    /// The same in plain text.
    #[must_use]
    pub fn sentence(&self, wording: &str) -> String {
        self.parts(wording).into_iter().map(|(text, _)| text).collect()
    }

    /// Whether its quote is doubtful.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.quote.as_ref().is_some_and(QuoteRow::is_doubtful)
    }

    pub(super) fn statement(&self, wording: &str) -> Cell {
        Cell::statement(self.parts(wording), self.is_doubtful())
    }
}

/// How many changes are of high, medium and low severity, in words.
#[must_use]
pub fn severities(counts: [i64; 3]) -> String {
    let of = counts.into_iter().zip([Severity::High, Severity::Medium, Severity::Low]);
    let told: Vec<String> = of
        .filter(|(n, _)| *n > 0)
        .map(|(n, severity)| {
            format!("{} {}", grouped(u64::try_from(n).unwrap_or(0)), severity_name(severity))
        })
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
            Part::Mark | Part::Rejected => Tone::Mark,
            Part::Cue if marked => Tone::Mark,
            Part::Speaker => Tone::Strong,
            Part::Unnamed => Tone::Alert,
            Part::Cue | Part::Content => plain,
        };
        Self { pieces: parts.into_iter().map(|(text, part)| (text, tone(part))).collect() }
    }
}
