//! The verdict told as findings: each kind with the words that show it, its severity and why.

use super::super::pairing::{Link, Pairing};
use super::super::reading::Reading;
use super::super::tie::Tie;
use super::super::{Finding, Kind, Severity};
use super::Verdict;

/// Findings for the kinds of a verdict. What a rule found is told in its words; where none did, the words that differ are
/// shown.
pub(in super::super) fn weigh(
    old: &Reading<'_>,
    new: &Reading<'_>,
    pairing: &Pairing,
    mut found: Vec<Finding>,
    verdict: &Verdict,
) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    for &kind in &verdict.kinds {
        let by_rule = found.iter().position(|f| f.kind == kind).map(|n| found.swap_remove(n));
        let (usual, reason) = usual(kind);
        let finding = by_rule.unwrap_or_else(|| {
            let (before, after) = (differing(old, &pairing.old), differing(new, &pairing.new));
            Finding::new(kind, before, after, usual, reason)
        });
        out.push(Finding { severity: finding.severity.max(usual), ..finding });
    }
    settle(&mut out, verdict.material);
    out.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.kind));
    out
}

/// Logits above the threshold of material from which on a change is worth more than a low severity: what may matter is
/// material, what probably does comes first.
const PROBABLE: f32 = 1.06;

/// Brings findings in line with how likely the pair is material.
fn settle(out: &mut [Finding], margin: f32) {
    let silent = |f: &Finding| matches!(f.kind, Kind::Reworded | Kind::Cosmetic);
    for finding in out.iter_mut() {
        finding.material = margin > 0.0 && usual(finding.kind).0 >= Severity::Medium;
        if margin <= PROBABLE {
            let most = if silent(finding) && margin <= 0.0 { Severity::None } else { Severity::Low };
            if finding.severity > most {
                usual(finding.kind).1.clone_into(&mut finding.reason);
            }
            finding.severity = finding.severity.min(most);
        }
    }
    if margin > 0.0 && !out.iter().any(|f| f.material) {
        let Some(top) = out.iter_mut().max_by_key(|f| f.severity) else { return };
        top.material = true;
        top.severity = top.severity.max(if margin > PROBABLE { Severity::Medium } else { Severity::Low });
        if silent(top) {
            "the new words may say something else".clone_into(&mut top.reason);
        } else {
            "what is gone may have limited what is left".clone_into(&mut top.reason);
        }
    }
}

/// How much a kind matters where it matters at all, and what it says.
fn usual(kind: Kind) -> (Severity, &'static str) {
    match kind {
        Kind::Cosmetic => (Severity::None, "only typography, spelling or grammar"),
        Kind::Reworded => (Severity::None, "other words for the same"),
        Kind::FigureChanged => (Severity::High, "a figure has another value"),
        Kind::FigureAdded => (Severity::Medium, "a figure came in"),
        Kind::FigureRemoved => (Severity::Low, "a figure is gone"),
        Kind::SpeakerChanged => (Severity::Medium, "another source"),
        Kind::SpeakerNamed => (Severity::Low, "the source now has a name"),
        Kind::SpeakerAnonymised => (Severity::Low, "the source lost its name"),
        Kind::AttributionAdded => (Severity::Medium, "what the outlet said is now said by a source"),
        Kind::AttributionDropped => (Severity::Medium, "what a source said is now said by the outlet"),
        Kind::CertaintyRaised => (Severity::Medium, "it is put more surely"),
        Kind::CertaintyLowered => (Severity::Medium, "it is put less surely"),
        Kind::PolarityFlipped => (Severity::High, "it says the opposite"),
        Kind::QuoteAltered => (Severity::High, "other words are quoted"),
        Kind::QuoteTrimmed => (Severity::Low, "the quotation is shorter or longer"),
        Kind::QuoteToParaphrase => (Severity::Low, "the quotation marks are gone"),
        Kind::ParaphraseToQuote => (Severity::Low, "quotation marks came in"),
        Kind::EntityChanged => (Severity::High, "another person, place or thing stands there"),
        Kind::DetailAdded => (Severity::Medium, "it says more than was checked"),
        Kind::DetailRemoved => (Severity::Low, "it says less than was checked"),
        Kind::ScopeChanged => (Severity::Medium, "it now covers more or less"),
        _ => (Severity::Medium, "one statement took the place of another"),
    }
}

/// The words of one wording that the other has not, or has otherwise, run by run.
fn differing(reading: &Reading<'_>, links: &[Option<Link>]) -> String {
    let differs = |at: usize| links[at].is_none_or(|l| l.tie != Tie::Same);
    let mut parts = Vec::new();
    let mut at = 0;
    while at < links.len() {
        let end = (at..links.len()).find(|&k| !differs(k)).unwrap_or(links.len());
        if at < end {
            parts.push(reading.slice(&(at..end)));
        }
        at = end.max(at + 1);
    }
    parts.join(" … ")
}
