//! Why a change is listed as it is, for reading.

use super::changes::{UNKNOWN, labels, severity_name, weight};
use super::changes_text::write_wordings;
use super::wording::{harmless, title};
use crate::diff::{FeatureWeight, Finding, JUDGE, Judgement, Kind, RULES, Severity};
use crate::store::{ChangeExplanation, ChangeRow};
use std::io::{self, Write};

/// Features that are shown: what weighs less than these explains nothing.
const SHOWN: usize = 8;

/// Writes an explanation for a terminal: both wordings, what each rule found and why it matters, how likely the change
/// is material and which features say so, and the correction note that explains it.
///
/// # Errors
/// When the output cannot be written.
pub fn write_change_explanation(
    explanation: &ChangeExplanation,
    judgement: Option<&Judgement>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let change = &explanation.change;
    writeln!(out, "change {}  {}", change.change_id, labels(&change.kinds.0))?;
    let is_note = change.kinds.contains(&Kind::Correction);
    let after = if is_note { change.correction.as_deref() } else { change.after.as_deref() };
    write_wordings(change.before.as_deref(), after, out)?;
    writeln!(out)?;
    write_place(change, after, out)?;
    for finding in &change.findings.0 {
        write_finding(finding, out)?;
    }
    if let Some(judgement) = judgement {
        write_judgement(judgement, change.before.is_some() && change.after.is_some(), out)?;
    }
    if !is_note {
        write_note(change, out)?;
    }
    writeln!(out, "\nfound by onrecord {} on {}", explanation.version, explanation.compared_at)
}

fn write_place(change: &ChangeRow, after: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    field(out, "article", title(change.headline.as_deref(), &change.article_key))?;
    let place = [("before", change.from_revision, &change.from_captured_at, change.before.as_deref())];
    let place = place.into_iter().chain([("after", change.to_revision, &change.to_captured_at, after)]);
    for (name, revision, captured_at, words) in place {
        let words = words.unwrap_or("not there");
        field(out, name, &format!("revision {revision}, captured {captured_at}: {words}"))?;
    }
    if !change.explains.is_empty() {
        let numbers: Vec<String> = change.explains.iter().map(ToString::to_string).collect();
        field(out, "explains", &format!("change {}", numbers.join(", ")))?;
    }
    if let Some(speaker) = change.who_says() {
        field(out, "speaker", if speaker.is_empty() { UNKNOWN } else { &speaker })?;
    }
    if let Some(claim) = change.claim_id {
        field(out, "claim", &claim.to_string())?;
    }
    let weight = weight(change.severity, change.material, change.new, change.withdrawn);
    field(out, "severity", if weight.is_empty() { "none" } else { &weight })?;
    field(out, "because", &change.reason)
}

/// What one rule found: its kind, how much it matters and why, the words of both sides.
fn write_finding(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", labels(&[finding.kind]))?;
    let material = if finding.material { ", material" } else { "" };
    let severity = match finding.severity {
        Severity::None => "none".to_owned(),
        severity => format!("{}{material}", severity_name(severity)),
    };
    field(out, "severity", &severity)?;
    field(out, "because", &finding.reason)?;
    if finding.rule == JUDGE {
        field(out, "rule", "none; the judge sees it in the wording as a whole")?;
    } else if !finding.rule.is_empty() {
        let says = RULES.iter().find(|rule| rule.name == finding.rule).map(|rule| format!(": {}", rule.says));
        field(out, "rule", &format!("{}{}", finding.rule, says.unwrap_or_default()))?;
    }
    if let Some(confidence) = finding.confidence {
        field(out, "confidence", &format!("{confidence:.2}"))?;
    }
    for (name, words) in [("before", &finding.before), ("after", &finding.after)] {
        if !words.is_empty() {
            field(out, name, &format!("“{words}”"))?;
        }
    }
    let told = |(old, new): &(Option<String>, Option<String>)| {
        format!("{} → {}", old.as_deref().unwrap_or("none"), new.as_deref().unwrap_or("none"))
    };
    if !finding.figures.is_empty() {
        field(out, "figures", &finding.figures.iter().map(told).collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

fn write_judgement(judgement: &Judgement, of_pair: bool, out: &mut dyn Write) -> io::Result<()> {
    let question = if of_pair { "material" } else { "a central claim" };
    writeln!(out, "\n{question}?")?;
    let Judgement { probability, threshold, .. } = judgement;
    field(out, "probability", &format!("{probability:.2}; yes from {threshold:.2} on"))?;
    if judgement.exchange && probability < threshold {
        field(out, "in any case", "yes: a name or a word was replaced by an unrelated one")?;
    }
    let shown: Vec<&FeatureWeight> = judgement.weights.iter().take(SHOWN).collect();
    for (name, wanted) in [("for", 1.0_f32), ("against", -1.0)] {
        for feature in shown.iter().filter(|f| f.weight * wanted > 0.0) {
            let FeatureWeight { feature, value, weight } = feature;
            field(out, name, &format!("{weight:+.2}  {feature}: {}", rounded(*value)))?;
        }
    }
    Ok(())
}

/// A count as it is, a share to two places.
fn rounded(value: f32) -> String {
    if value.fract() == 0.0 { value.to_string() } else { format!("{value:.2}") }
}

fn write_note(change: &ChangeRow, out: &mut dyn Write) -> io::Result<()> {
    let (told, words) = match (&change.correction, &change.possible_correction) {
        (Some(words), _) => ("a correction note explains it", Some(words)),
        (None, Some(words)) => ("a correction note that names no change may explain it", Some(words)),
        (None, None) if change.unannounced => ("no correction note explains it", None),
        (None, None) => return Ok(()),
    };
    writeln!(out, "\n{told}")?;
    if let Some(words) = words {
        field(out, "words", &format!("“{words}”"))?;
    }
    if let Some(date) = &change.noted_at {
        field(out, "dated", date)?;
    }
    Ok(())
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "  {name:<13}{}", harmless(value))
}
