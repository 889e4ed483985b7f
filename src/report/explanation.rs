//! Why a quote is listed as it is, for reading.

use super::wording::{harmless, title};
use crate::store::{Explanation, QuoteRow};
use anstyle::{Effects, Style};
use serde_json::Value;
use std::io::{self, Write};

const STRONG: Style = Style::new().effects(Effects::BOLD);

/// Writes an explanation for a terminal: the quote in its place, who says it and why the program thinks so, the
/// figures in it, and where it was found.
///
/// # Errors
/// When the output cannot be written.
pub fn write_explanation(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let quote = &explanation.quote;
    writeln!(out, "quote {}  {}", quote.quote_id, speaker_line(quote))?;
    writeln!(
        out,
        "  …{}{STRONG}{}{STRONG:#}{}…",
        clean(&explanation.prefix),
        clean(&quote.quote),
        clean(&explanation.suffix)
    )?;

    write_where(explanation, out)?;
    write_attribution(explanation, out)?;
    write_speaker(explanation, out)?;
    if !explanation.figures.is_empty() {
        writeln!(out, "\nfigures")?;
        for (text, canonical) in &explanation.figures {
            field(out, text, canonical)?;
        }
    }
    writeln!(out, "\nfound by onrecord {} on {}", explanation.version, explanation.extracted_at)
}

fn write_where(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let quote = &explanation.quote;
    writeln!(out, "\nwhere")?;
    let revision = &explanation.revision;
    field(out, "article", title(quote.headline.as_deref(), &quote.article_key))?;
    field(out, "revision", &format!("{}, captured {}", revision.revision, revision.captured_at))?;
    if quote.in_headline {
        field(out, "place", "the headline")?;
    }
    if let Some(context) = &explanation.context {
        field(out, "sentence", context)?;
    }
    Ok(())
}

fn write_attribution(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let quote = &explanation.quote;
    writeln!(out, "\nattribution")?;
    spanned(out, "source", &quote.source, &quote.source_spans.0)?;
    spanned(out, "cue", &quote.cue, &quote.cue_spans.0)?;
    spanned(out, "content", &quote.quote, &quote.content_spans.0)?;
    let negated = if quote.negated { ", negated" } else { "" };
    let hedge = quote.hedge.as_ref().map(|h| format!(", hedged by “{h}”")).unwrap_or_default();
    field(out, "cue class", &format!("{}{negated}{hedge}", quote.cue_class))?;
    field(out, "quoted", &quote.kind)?;
    field(out, "confidence", &format!("{:.2}", quote.confidence))?;
    evidence(out, explanation.evidence.0.get("extraction"))
}

fn write_speaker(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    let quote = &explanation.quote;
    writeln!(out, "\nspeaker")?;
    field(out, "resolved by", &quote.resolution)?;
    for reason in explanation.evidence.0.get("speaker").and_then(Value::as_array).into_iter().flatten() {
        field(out, "because", reason.as_str().unwrap_or_default())?;
    }
    let optional = [
        ("title", &quote.speaker_title),
        ("of", &explanation.speaker_affiliation),
        ("unnamed as", &quote.anonymous_class),
        ("reason given", &quote.anonymity_reason),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            field(out, name, value)?;
        }
    }
    if explanation.speaker_aliases.len() > 1 {
        field(out, "also", &explanation.speaker_aliases.join("; "))?;
    }
    for outer in &explanation.outer {
        field(out, "within", &format!("quote {}, {}", outer.quote_id, speaker_line(outer)))?;
    }
    for inner in &explanation.inner {
        field(out, "holds", &format!("quote {}, {}", inner.quote_id, speaker_line(inner)))?;
    }
    Ok(())
}

fn speaker_line(quote: &QuoteRow) -> String {
    let name = if quote.speaker.is_empty() { "unknown" } else { &quote.speaker };
    format!("{} ({})", clean(name), quote.speaker_kind)
}

fn clean(text: &str) -> String {
    harmless(text).into_owned()
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "  {:<13}{}", harmless(name), harmless(value))
}

fn spanned(out: &mut dyn Write, name: &str, words: &str, spans: &[(usize, usize)]) -> io::Result<()> {
    let places: Vec<String> = spans.iter().map(|(start, end)| format!("{start}–{end}")).collect();
    let words =
        if spans.is_empty() { "none".into() } else { format!("“{words}” at {}", places.join(", ")) };
    field(out, name, &words)
}

/// Probabilities and rules: one line for each field that says something.
fn evidence(out: &mut dyn Write, evidence: Option<&Value>) -> io::Result<()> {
    let Some(Value::Object(fields)) = evidence else { return Ok(()) };
    for (name, value) in fields {
        match value {
            Value::Number(p) => {
                field(out, &format!("p({name})"), &format!("{:.3}", p.as_f64().unwrap_or_default()))?;
            }
            Value::Array(rules) if !rules.is_empty() => {
                let rules: Vec<&str> = rules.iter().filter_map(Value::as_str).collect();
                field(out, name, &rules.join(", "))?;
            }
            _ => {}
        }
    }
    Ok(())
}
