//! Verification: quotes beside what a transcript says, for a terminal, for tables and for machines.

use super::row::{Cell, Row, Tone};
use super::wording::{count, harmless, shorten, title};
use crate::diff::Run;
use crate::store::QuoteId;
use crate::verify::{PassageVerdict, SpokenOutcome, SpokenPlace, SpokenVoice, Turning};
use anstyle::{AnsiColor, Effects, Style};
use serde::Serialize;
use std::io::{self, Write};

const REMOVED: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
const ADDED: Style = AnsiColor::Green.on_default().effects(Effects::BOLD);
const GRAVE: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const STRONG: Style = Style::new().effects(Effects::BOLD);
const FAINT: Style = Style::new().effects(Effects::DIMMED);
/// Characters of a headline beside a quote.
const HEADLINE: usize = 48;
/// Characters of a passage in a table.
const PASSAGE: usize = 160;

/// A quoted passage and how it stands in a transcript. Where several things are true, `outcome` is the gravest.
#[derive(Debug, Clone, Serialize)]
pub struct VerificationRow {
    /// How the passage stands in the transcript.
    pub outcome: SpokenOutcome,
    /// What is true beside it.
    pub also: Vec<SpokenOutcome>,
    /// The same in a sentence, with its reasons.
    pub reason: String,
    /// The speaker whom the article quotes; empty where it is not known.
    pub speaker: String,
    /// The quoted passage, without its marks.
    pub quote: String,
    /// The line of the transcript (of a page the paragraph), from 1.
    pub line: Option<usize>,
    /// When it is said, in seconds from the beginning.
    pub seconds: Option<f64>,
    /// Who says it, as the transcript labels it.
    pub said_by: Option<String>,
    /// Whether that is the one quoted: `same`, `another`, `unknown`.
    pub voice: SpokenVoice,
    /// What the transcript says there.
    pub transcript: String,
    /// What it says directly before.
    pub before: String,
    /// What it says directly behind.
    pub after: String,
    /// Where all the parts of the passage stand.
    pub places: Vec<SpokenPlace>,
    /// The transcript's words (`removed`) beside the passage's (`added`).
    pub diff: Vec<Run>,
    /// Why the sense may turn, and the words that do it.
    pub turning: Vec<(Turning, String)>,
    /// The quote's number; none where no database is asked.
    pub quote_id: Option<QuoteId>,
    /// How likely the quote is right, speaker and all.
    pub confidence: f64,
    /// The headline of the article.
    pub headline: Option<String>,
    /// What the article is known by.
    pub article_key: String,
    /// The address of the article.
    pub url: Option<String>,
    /// The name of the outlet.
    pub outlet: Option<String>,
}

/// The quote that a passage stands in.
#[derive(Debug, Clone, Default)]
pub struct QuotedIn {
    /// See [`VerificationRow`].
    pub speaker: String,
    /// See [`VerificationRow`].
    pub quote_id: Option<QuoteId>,
    /// See [`VerificationRow`].
    pub confidence: f64,
    /// See [`VerificationRow`].
    pub headline: Option<String>,
    /// See [`VerificationRow`].
    pub article_key: String,
    /// See [`VerificationRow`].
    pub url: Option<String>,
    /// See [`VerificationRow`].
    pub outlet: Option<String>,
}

impl VerificationRow {
    /// The row of a passage.
    #[must_use]
    pub fn new(of: QuotedIn, passage: &str, verdict: PassageVerdict) -> Self {
        // Of what another says the other's place.
        let other = verdict.places.iter().find(|place| {
            verdict.outcome == SpokenOutcome::OtherSpeaker && place.voice == SpokenVoice::Another
        });
        let first = other.or(verdict.places.first()).cloned();
        let mut row = Self {
            outcome: verdict.outcome,
            also: verdict.also,
            reason: String::new(),
            speaker: of.speaker,
            quote: passage.to_owned(),
            line: first.as_ref().map(|place| place.line),
            seconds: first.as_ref().and_then(|place| place.seconds),
            said_by: first.as_ref().and_then(|place| place.label.clone()),
            voice: first.as_ref().map_or(verdict.voice, |place| place.voice),
            transcript: first.map(|place| place.words).unwrap_or_default(),
            before: verdict.before,
            after: verdict.after,
            places: verdict.places,
            diff: verdict.runs,
            turning: verdict.turning,
            quote_id: of.quote_id,
            confidence: of.confidence,
            headline: of.headline,
            article_key: of.article_key,
            url: of.url,
            outlet: of.outlet,
        };
        row.reason = row.reasons(verdict.unnamed);
        row
    }

    /// Whether a checker must look at it.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.outcome >= SpokenOutcome::Cut
    }

    fn reasons(&self, unnamed: bool) -> String {
        let own = std::iter::once(self.outcome).chain(self.also.iter().copied());
        let mut told: Vec<String> = own.map(|outcome| self.reason_of(outcome)).collect();
        let found = self.outcome != SpokenOutcome::NotFound;
        if let (Some(label), SpokenVoice::Unknown, true) = (&self.said_by, self.voice, found) {
            let whom = if self.speaker.is_empty() { "the one quoted" } else { &self.speaker };
            told.push(format!("the transcript does not tell whether “{label}” is {whom}"));
        }
        if unnamed {
            told.push("the transcript does not tell who says it".to_owned());
        }
        told.join("; ")
    }

    fn reason_of(&self, outcome: SpokenOutcome) -> String {
        match outcome {
            SpokenOutcome::Exact => "word for word".to_owned(),
            SpokenOutcome::Tidied => {
                "word for word but for fillers, repeated words, ellipses and brackets".to_owned()
            }
            SpokenOutcome::TooShort => "found, but too short to prove anything".to_owned(),
            SpokenOutcome::Cut => {
                let why: Vec<String> =
                    self.turning.iter().map(|(turning, word)| turning_name(*turning, word)).collect();
                format!("cut so that the sense may turn: {}", why.join(", "))
            }
            SpokenOutcome::Altered => "words are altered".to_owned(),
            SpokenOutcome::Assembled => "put together from places far apart".to_owned(),
            SpokenOutcome::OtherSpeaker => self.said_by_whom(),
            SpokenOutcome::NotFound if self.places.is_empty() => "not in the transcript".to_owned(),
            SpokenOutcome::NotFound => "not in the transcript; what comes nearest is shown".to_owned(),
        }
    }

    /// "said by ROUX", or "part is said by VESK, part by ROUX".
    fn said_by_whom(&self) -> String {
        let by = |place: &SpokenPlace| {
            place.label.clone().unwrap_or_else(|| "somebody who is not named".to_owned())
        };
        let mut whom: Vec<String> = self.places.iter().map(by).collect();
        whom.dedup();
        match whom.as_slice() {
            [] => "said by somebody else".to_owned(),
            [only] => format!("said by {only}"),
            _ => format!("part is said by {}", whom.join(", part by ")),
        }
    }
}

fn turning_name(turning: Turning, word: &str) -> String {
    match turning {
        Turning::Negation => format!("a negation is left out (“{word}”)"),
        Turning::Condition => format!("a condition is left out (“{word}”)"),
        Turning::Attribution => format!("it is told as another's word (“{word}”)"),
        Turning::Contrast => format!("a contrast follows (“{word}”)"),
        Turning::Supposed => format!("it is only supposed or wished (“{word}”)"),
        Turning::Hedge => format!("a hedge is left out (“{word}”)"),
        Turning::TakenBack => format!("it is taken back (“{word}”)"),
        Turning::Spliced => format!("its figure is of something else (“{word}”)"),
        Turning::Question => "it is part of a question".to_owned(),
    }
}

/// What an outcome is called.
#[must_use]
pub fn outcome_name(outcome: SpokenOutcome) -> &'static str {
    match outcome {
        SpokenOutcome::Exact => "exact",
        SpokenOutcome::Tidied => "exact but for fillers and marks",
        SpokenOutcome::TooShort => "too short",
        SpokenOutcome::Cut => "cut short",
        SpokenOutcome::Altered => "words altered",
        SpokenOutcome::Assembled => "put together",
        SpokenOutcome::OtherSpeaker => "said by another",
        SpokenOutcome::NotFound => "not found",
    }
}

/// A time code: "0:14:03".
fn clock(seconds: f64) -> String {
    let all = seconds.max(0.0) as u64;
    format!("{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60)
}

impl Row for VerificationRow {
    const COLUMNS: &'static [&'static str] =
        &["outcome", "speaker", "quote", "line", "time", "said by", "id", "article"];

    fn cells(&self) -> Vec<Cell> {
        let tone = if self.is_doubtful() { Tone::Alert } else { Tone::Plain };
        vec![
            Cell::toned(outcome_name(self.outcome), tone),
            Cell::toned(self.speaker.as_str(), Tone::Strong),
            shorten(&self.quote, PASSAGE).into_owned().into(),
            self.line.map(|line| line.to_string()).unwrap_or_default().into(),
            self.seconds.map(clock).unwrap_or_default().into(),
            self.said_by.clone().unwrap_or_default().into(),
            self.quote_id.map(|id| id.to_string()).unwrap_or_default().into(),
            shorten(title(self.headline.as_deref(), &self.article_key), HEADLINE).into_owned().into(),
        ]
    }
}

/// How many passages have which outcome, the gravest first: "words altered 2, exact 7".
#[must_use]
pub fn outcomes_in_short<'r>(rows: impl Iterator<Item = &'r VerificationRow>) -> String {
    let mut counts = std::collections::BTreeMap::new();
    rows.for_each(|row| *counts.entry(row.outcome).or_insert(0usize) += 1);
    let told = counts.iter().rev().map(|(outcome, n)| format!("{} {n}", outcome_name(*outcome)));
    told.collect::<Vec<_>>().join(", ")
}

/// Writes passages for a terminal: outcome, speaker and article, the passage with the words that differ (`[-…-]` is what
/// the transcript has, `{+…+}` what the article has), where it stands and what is said around it. `unit` is what the
/// transcript's lines are called.
///
/// # Errors
/// When the output cannot be written.
pub fn write_verification(rows: &[&VerificationRow], unit: &str, out: &mut dyn Write) -> io::Result<()> {
    for (n, row) in rows.iter().enumerate() {
        let style = if row.is_doubtful() { GRAVE } else { FAINT };
        write!(out, "\n{}. {style}{}{style:#}", n + 1, outcome_name(row.outcome))?;
        if !row.speaker.is_empty() {
            write!(out, "  {STRONG}{}{STRONG:#}", harmless(&row.speaker))?;
        }
        let article = shorten(title(row.headline.as_deref(), &row.article_key), HEADLINE);
        let id = row.quote_id.map(|id| format!("quote {id}, ")).unwrap_or_default();
        writeln!(out, "  {FAINT}{id}{}{FAINT:#}", harmless(&article))?;
        write_passage(row, out)?;
        let last = row.places.len().saturating_sub(1);
        for (at, place) in row.places.iter().enumerate() {
            let found = row.outcome != SpokenOutcome::NotFound;
            let before = if at == 0 && found { row.before.as_str() } else { "" };
            let after = if at == last && found { row.after.as_str() } else { "" };
            let around = (row.outcome != SpokenOutcome::Exact).then_some((before, after));
            write_place(place, around, unit, out)?;
        }
        if row.outcome != SpokenOutcome::Exact || row.reason != row.reason_of(SpokenOutcome::Exact) {
            writeln!(out, "  {FAINT}{}{FAINT:#}", harmless(&row.reason))?;
        }
    }
    Ok(())
}

fn write_passage(row: &VerificationRow, out: &mut dyn Write) -> io::Result<()> {
    let differs = row.diff.iter().any(|run| !matches!(run, Run::Same(_)));
    if !differs {
        return writeln!(out, "  “{}”", harmless(&row.quote));
    }
    write!(out, "  “")?;
    for run in &row.diff {
        match run {
            Run::Same(text) => write!(out, "{}", harmless(text))?,
            Run::Removed(text) => write!(out, "{REMOVED}[-{}-]{REMOVED:#}", harmless(text))?,
            Run::Added(text) => write!(out, "{ADDED}{{+{}+}}{ADDED:#}", harmless(text))?,
        }
    }
    writeln!(out, "”")
}

fn write_place(
    place: &SpokenPlace,
    around: Option<(&str, &str)>,
    unit: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let time = place.seconds.map(|s| format!(" ({})", clock(s))).unwrap_or_default();
    let label = place.label.as_deref().map(|label| format!(", {}", harmless(label))).unwrap_or_default();
    write!(out, "  {unit} {}{time}{label}", place.line)?;
    let Some((before, after)) = around else { return writeln!(out) };
    write!(out, ": ")?;
    if !before.is_empty() {
        write!(out, "{FAINT}… {}{FAINT:#} ", harmless(before))?;
    }
    write!(out, "»{}«", harmless(&place.words))?;
    if !after.is_empty() {
        let space = if after.starts_with(|c: char| c.is_alphanumeric()) { " " } else { "" };
        write!(out, "{space}{FAINT}{}{FAINT:#}", harmless(after))?;
    }
    writeln!(out)
}

/// "14 passages"
#[must_use]
pub fn passages_in_words(n: usize) -> String {
    count(n, "quoted passage", "quoted passages")
}
