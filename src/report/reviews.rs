//! Reviews for people: the queue as a table, one review with its steps, and the morning's list of claims that turned.

use super::changes::{in_short, labels, severity_name};
use super::changes_text::{ADDED, FAINT, MATERIAL, write_wordings};
use super::row::{Cell, Row, Tone};
use super::rows::short;
use super::said::Said;
use super::saying::{Part, Saying, statement_parts};
use super::wording::{count, harmless, shorten, title};
use crate::diff::Severity;
use crate::store::{QuoteId, ReviewEventRow, ReviewRow, ReviewState, Store, StoreError, Subject};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;
use std::io::{self, Write};

/// Characters of a wording in the queue.
const WORDING: usize = 160;
/// Characters of a decision in the queue.
const DECISION: usize = 36;

/// A review with what it is about as it is read; machines get the row as it is.
#[derive(Debug, Clone, Serialize)]
pub struct SaidReview {
    /// The row.
    #[serde(flatten)]
    pub row: ReviewRow,
    /// Of a quote: who says what, and whether they deny it. A claim and a change are whole sentences.
    #[serde(skip)]
    statement: Option<Vec<(String, Part)>>,
}

impl SaidReview {
    /// A review with its quote, as it stands or as it was last seen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(store: &Store, row: ReviewRow) -> Result<Self, StoreError> {
        let statement = match (row.subject, row.subject_id, row.review_id) {
            (Subject::Quote, Some(id), _) => {
                let quote = store.quote(QuoteId::new(id.get()))?;
                let words = quote.quote.clone();
                Some(Said { row: (), quote: Some(quote) }.parts(&words))
            }
            (Subject::Quote, None, Some(review)) => {
                store.review_events(review)?.iter().rev().find_map(quote_seen)
            }
            _ => None,
        };
        Ok(Self { row, statement })
    }
}

/// The quote that somebody decided on, as it was read then; `None` where it was something else.
fn quote_seen(event: &ReviewEventRow) -> Option<Vec<(String, Part)>> {
    let text = |name: &str| event.seen.get(name).and_then(Value::as_str);
    let is = |name: &str| event.seen.get(name).and_then(Value::as_bool);
    let spans = |name: &str| -> Vec<(usize, usize)> {
        event.seen.get(name).and_then(|spans| serde_json::from_value(spans.clone()).ok()).unwrap_or_default()
    };
    let source = text("source").unwrap_or_default();
    Some(statement_parts(&Saying {
        content: text("quote")?,
        cue_class: text("cue_class")?,
        speaker: text("speaker").filter(|name| !name.is_empty()).unwrap_or(source),
        source,
        sentence: text("sentence").unwrap_or_default(),
        cue: text("cue").unwrap_or_default(),
        negated: is("negated") == Some(true),
        asserted: is("asserted") != Some(false),
        content_spans: &spans("content_spans"),
        cue_spans: &spans("cue_spans"),
        source_spans: &spans("source_spans"),
        ..Saying::default()
    }))
}

/// What was decided on, as it was read then.
fn words_seen(event: &ReviewEventRow) -> String {
    let joined = |parts: Vec<(String, Part)>| parts.into_iter().map(|(text, _)| text).collect();
    quote_seen(event).map_or_else(|| event.wording.clone(), joined)
}

/// What a review is about, as a person calls it: "claim 12".
fn what(review: &ReviewRow) -> String {
    let subject = match review.subject {
        Subject::Claim => "claim",
        Subject::Quote => "quote",
        Subject::Change => "change",
    };
    review.subject_id.map_or_else(|| format!("{subject} (gone)"), |id| format!("{subject} {id}"))
}

/// What it was and what it is: both sentences of a change, the words that a claim was decided on where it turned since.
fn wordings(review: &ReviewRow) -> (Option<&str>, Option<&str>) {
    let now = review.now.as_deref();
    match review.subject {
        Subject::Claim if now != Some(&review.wording) => (Some(&review.wording), now),
        Subject::Claim | Subject::Quote => (None, now.or(Some(&review.wording))),
        // One that is gone reads as it did.
        Subject::Change if review.subject_id.is_none() && review.was.as_ref() != Some(&review.wording) => {
            (review.was.as_deref(), Some(&review.wording))
        }
        Subject::Change => (review.was.as_deref(), now),
    }
}

fn state(state: ReviewState) -> &'static str {
    match state {
        ReviewState::Stale => "stale",
        ReviewState::Assigned => "assigned",
        ReviewState::Open => "open",
        ReviewState::Decided => "decided",
    }
}

/// What holds, in a few words: a rating, else the decision with its reason.
fn decision(review: &ReviewRow) -> String {
    let plain = |name: &str| name.replace('_', " ");
    match (&review.rating, review.decision.as_deref(), &review.reason) {
        (Some(rating), ..) => rating.clone(),
        (None, Some(decision), Some(reason)) => format!("{}: {}", plain(decision), plain(reason)),
        (None, decision, None) => review.verdict.clone().or_else(|| decision.map(plain)).unwrap_or_default(),
        (None, None, Some(_)) => String::new(),
    }
}

/// What stands of a review of which the last step was taken back: "claim 41: the verdict “…” by Jo stands again". `None`
/// where nothing does.
#[must_use]
pub fn stands_again(review: &ReviewRow) -> Option<String> {
    let by = review.reviewer.as_deref().map(|name| format!(" by {name}")).unwrap_or_default();
    let said = match (review.decision.as_deref(), &review.verdict) {
        (Some("confirmed"), Some(words)) => format!("the verdict “{words}”, confirmed{by}, stands again"),
        (Some(_), Some(words)) => format!("the verdict “{words}”{by} stands again"),
        (Some("rejected"), None) => format!("the rejection{by} stands again"),
        (Some(_), None) => format!("the confirmation{by} stands again"),
        (None, _) => format!("{} is to decide again", review.assignee.as_deref()?),
    };
    Some(format!("{}: {said}", what(review)))
}

/// How long it has stood so, in the largest unit that still tells: "40 min", "5 h", "3 days". What is no time stays as it is.
fn age(since: &str, now: Timestamp) -> String {
    let midnight = || Some(since.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
    let Some(then) = since.parse().ok().or_else(midnight) else { return since.to_owned() };
    // A clock that goes wrong makes nothing younger than new.
    let minutes = usize::try_from(now.duration_since(then).as_mins()).unwrap_or(0);
    match minutes {
        0..60 => format!("{minutes} min"),
        60..2880 => format!("{} h", minutes / 60),
        _ => count(minutes / 1440, "day", "days"),
    }
}

/// Where a review stands, and what holds: a rating such as "false" must not read as if it did not stand so.
fn standing(review: &ReviewRow) -> String {
    let decision = decision(review);
    let decision = shorten(&decision, DECISION);
    match review.state {
        state if decision.is_empty() => self::state(state).to_owned(),
        ReviewState::Stale => format!("stale (was: {decision})"),
        ReviewState::Assigned => format!("assigned (decided as: {decision})"),
        state => format!("{} as: {decision}", self::state(state)),
    }
}

impl Row for SaidReview {
    const COLUMNS: &'static [&'static str] =
        &["what", "state", "severity", "age", "assignee", "statement", "outlet"];

    fn cells(&self) -> Vec<Cell> {
        let review = &self.row;
        let severity = review.severity.map(|s| {
            let tone = if s == Severity::High { Tone::Alert } else { Tone::Plain };
            Cell::toned(severity_name(s), tone)
        });
        let stale = review.state == ReviewState::Stale;
        vec![
            what(review).into(),
            Cell::toned(standing(review), if stale { Tone::Alert } else { Tone::Plain }),
            severity.unwrap_or_default(),
            age(&review.since, Timestamp::now()).into(),
            review.assignee.clone().unwrap_or_default().into(),
            statement(self),
            review.outlet.clone().unwrap_or_default().into(),
        ]
    }
}

/// What a review is about: a quote as it is read, else its speaker and what it was and is.
fn statement(said: &SaidReview) -> Cell {
    let review = &said.row;
    if let Some(parts) = &said.statement {
        return short(Cell::statement(parts.clone(), false));
    }
    let speaker = review.speaker.as_ref().filter(|name| !name.is_empty());
    let mut statement = Cell::default();
    statement.pieces.extend(speaker.map(|name| (format!("{name}: "), Tone::Strong)));
    if !review.kinds.is_empty() {
        statement.pieces.push((format!("[{}] ", labels(&review.kinds)), Tone::Mark));
    }
    statement.pieces.extend(match wordings(review) {
        (None, Some(now)) if review.subject != Subject::Change => {
            vec![(shorten(now, WORDING).into_owned(), Tone::Plain)]
        }
        (was, now) => in_short(was, now, WORDING).pieces,
    });
    statement
}

impl Row for ReviewEventRow {
    const COLUMNS: &'static [&'static str] =
        &["event", "at", "reviewer", "action", "decision", "note", "wording"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.id.to_string().into(),
            self.at.as_str().into(),
            self.reviewer.clone().unwrap_or_default().into(),
            self.action.as_str().into(),
            step(self).into(),
            self.note.clone().unwrap_or_default().into(),
            shorten(&words_seen(self), WORDING).into_owned().into(),
        ]
    }
}

/// What a step says beside its action.
fn step(event: &ReviewEventRow) -> String {
    let quoted = event.verdict.as_ref().map(|words| format!("“{words}”"));
    let parts = [
        event.rating.clone(),
        quoted,
        event.reason.as_ref().map(|reason| reason.replace('_', " ")),
        event.assignee.as_ref().map(|name| format!("to {name}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Writes claims that turned: what was decided, the wording decided on and the new one with the words that differ, and
/// the change.
///
/// # Errors
/// When the output cannot be written.
pub fn write_reviews(reviews: &[SaidReview], out: &mut dyn Write) -> io::Result<()> {
    for (n, review) in reviews.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        write_review(review, &[], out)?;
    }
    Ok(())
}

/// Writes one review: where it stands, what holds, the wording decided on against the new one, then its steps.
///
/// # Errors
/// When the output cannot be written.
pub fn write_review(said: &SaidReview, events: &[ReviewEventRow], out: &mut dyn Write) -> io::Result<()> {
    let review = &said.row;
    let stale = review.state == ReviewState::Stale;
    let style = if stale { MATERIAL } else { ADDED };
    write!(out, "{}  {style}{}{style:#}", what(review), state(review.state))?;
    // How much it weighs that a claim turned, whichever change was the last.
    if let Some(severity) = review.severity.filter(|_| stale) {
        write!(out, ", {}", severity_name(severity))?;
    }
    if let Some(assignee) = &review.assignee {
        let to = if review.state == ReviewState::Assigned { " to" } else { ", assigned to" };
        write!(out, "{to} {}", harmless(assignee))?;
    }
    let place = title(review.headline.as_deref(), &review.article_key);
    let outlet = review.outlet.as_ref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
    writeln!(out, "  {FAINT}{}“{}”{FAINT:#}", harmless(&outlet), harmless(place))?;
    if review.decision.is_some() {
        write_decision(review, out)?;
    }
    write_statement(said, out)?;
    if let Some(change) = review.change_id {
        let severity = review.severity.filter(|_| !stale).map(severity_name).unwrap_or_default();
        let why = review.change_reason.as_deref().filter(|why| !why.is_empty());
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        let since = if stale { format!(" of {}", review.since) } else { String::new() };
        let kinds = labels(&review.kinds);
        let told: Vec<&str> = [severity, &kinds].into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(out, "  change {change}{}: {}{}", harmless(&since), told.join(", "), harmless(&why))?;
    }
    for event in events {
        write_event(event, out)?;
    }
    Ok(())
}

/// What a review is about: a quote as it is read, else its speaker and what it was and is.
fn write_statement(said: &SaidReview, out: &mut dyn Write) -> io::Result<()> {
    let review = &said.row;
    if let Some(parts) = &said.statement {
        let text: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        return writeln!(out, "  {}", harmless(&text));
    }
    if let Some(speaker) = review.speaker.as_ref().filter(|name| !name.is_empty()) {
        writeln!(out, "  speaker: {}", harmless(speaker))?;
    }
    match (&review.now, review.subject) {
        (Some(now), Subject::Claim) if *now != review.wording => {
            write_wordings(Some(&review.wording), Some(now), out)
        }
        (None, Subject::Claim) => {
            write_wordings(Some(&review.wording), None, out)?;
            writeln!(out, "  {FAINT}it no longer stands in the article{FAINT:#}")
        }
        (_, Subject::Change) => {
            let (was, now) = wordings(review);
            write_wordings(was, now, out)
        }
        _ => writeln!(out, "  {}", harmless(&review.wording)),
    }
}

fn write_decision(review: &ReviewRow, out: &mut dyn Write) -> io::Result<()> {
    let by = review.reviewer.as_deref().map(|name| format!(" by {name}")).unwrap_or_default();
    let at = review.decided_at.as_deref().map(|at| format!(" on {}", at.get(..10).unwrap_or(at)));
    let mut said = decision(review);
    if let (Some(_), Some(words)) = (&review.rating, &review.verdict) {
        said = format!("{said}: {words}");
    }
    writeln!(out, "  decided{}{}: {}", harmless(&by), at.unwrap_or_default(), harmless(&said))?;
    for url in &review.evidence.0 {
        writeln!(out, "  evidence: {}", harmless(url))?;
    }
    if let Some(note) = &review.note {
        writeln!(out, "  note: {}", harmless(note))?;
    }
    Ok(())
}

fn write_event(event: &ReviewEventRow, out: &mut dyn Write) -> io::Result<()> {
    let who = event.reviewer.as_deref().unwrap_or("somebody");
    let step = step(event);
    let step = if step.is_empty() { step } else { format!(": {step}") };
    write!(out, "\n{}  {}  {}{}", harmless(&event.at), harmless(who), event.action, harmless(&step))?;
    if !event.evidence.is_empty() {
        write!(out, " ({})", count(event.evidence.len(), "address", "addresses"))?;
    }
    writeln!(out)?;
    if let Some(note) = &event.note {
        writeln!(out, "  note: {}", harmless(note))?;
    }
    writeln!(out, "  {FAINT}on “{}”{FAINT:#}", harmless(&words_seen(event)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_unit_that_tells() {
        let now: Timestamp = "2026-03-05T12:00:00Z".parse().unwrap();
        for (since, told) in [
            ("2026-03-05T12:00:00Z", "0 min"),
            ("2026-03-05T11:20:30Z", "39 min"),
            ("2026-03-05T10:59:00Z", "1 h"),
            ("2026-03-04T11:00:00Z", "25 h"),
            ("2026-03-03T12:00:00Z", "2 days"),
            ("2026-03-03", "2 days"),
            ("2019-03-05T12:00:00Z", "2557 days"),
            ("2026-03-05T13:00:00Z", "0 min"),
            ("1850-01-01T00:00:00Z", "64346 days"),
            ("spring", "spring"),
            ("", ""),
        ] {
            assert_eq!(age(since, now), told, "{since}");
        }
    }
}
