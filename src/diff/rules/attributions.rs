//! Attributions: what a source said is now said by the outlet itself, or the other way round.

use super::{Find, Rule};
use crate::claim::Voice;
use crate::diff::finding::Finding;
use crate::diff::matching::survives;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::{Attributed, Reading};
use crate::diff::{Kind, Severity};
use crate::extract::QuotationKind;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "attributions",
    says: "An attribution was added or removed; what is said stays.",
    place: "First stage: it looks at attributions that go with none of the other wording; speakers and cues have the rest.",
    findings: Find::Whole(findings),
    catches: &[
        ("The road to Wexley is shut.", "Police said the road to Wexley is shut."),
        ("The road is shut, the mayor said.", "The road is shut."),
        ("According to Ana Ito, the bridge is unsafe.", "The bridge is unsafe."),
        ("Sales rose in May.", "Sales rose in May, the company reported on Monday."),
        ("The plan was dropped.", "The plan was dropped, Mayor Ana Ito told reporters."),
        ("Officials claimed that the dam is sound.", "The dam is sound."),
        ("The ferry sank at night.", "The ferry sank at night, according to the coast guard."),
        ("Doctors say the boy is recovering well.", "The boy is recovering well."),
        ("The minister announced that the tax is abolished.", "The tax is abolished."),
        (
            "Two ministers took money from Orlec Motors.",
            "Ana Ito alleges two ministers took money from Orlec Motors.",
        ),
    ],
    spares: &[
        ("Police said the road is shut.", "Police say the road is shut."),
        ("The road is shut, the mayor said.", "The mayor said the road is shut."),
        ("The road is shut, the mayor said.", "The road is shut, the council said."),
        ("A bus hit a wall.", "A bus hit a wall. Its driver, Ana Ito said, had been texting."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("The report is long.", "The report is short."),
        ("He was expected to win.", "He was likely to win."),
        ("The claims are false.", "The claims are true."),
        ("She would not say if the road is shut.", "She did not say if the road is shut."),
        ("According to Ana Ito, the bridge is unsafe.", "Ana Ito said the bridge is unsafe."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (old, new) = (&pair.old, &pair.new);
    let mut out = Vec::new();
    match (&old.statement.voice, &new.statement.voice) {
        (Some(voice), None) if !names(new, voice) => out.push(of_voice(voice, Side::Old)),
        (None, Some(voice)) if !names(old, voice) => out.push(of_voice(voice, Side::New)),
        _ => {}
    }
    for view in pair.views().into_iter().filter(|view| view.to.statement.voice.is_none()) {
        let lone = pair.lone_attributions(view.side);
        let kept = lone.filter(|a| survives(view.from, &a.content, view.to) && !is_still_said(view, a));
        out.extend(kept.map(|a| of_pattern(pair, view, a)));
    }
    out
}

/// What it means that an attribution of this side has no partner.
fn told(side: Side, quoted: bool) -> (Kind, Severity, &'static str) {
    let severity = if quoted { Severity::Low } else { Severity::Medium };
    match side {
        Side::Old if quoted => {
            (Kind::AttributionDropped, severity, "still in quotation marks, without its source")
        }
        Side::Old => (Kind::AttributionDropped, severity, "no longer attributed to a source"),
        Side::New if quoted => {
            (Kind::AttributionAdded, severity, "already in quotation marks, now with a source")
        }
        Side::New => (Kind::AttributionAdded, severity, "now attributed to a source"),
    }
}

fn of_pattern(pair: &Pair<'_>, view: View<'_>, a: &Attributed) -> Finding {
    let pronoun = a.source.clone().all(|i| !view.from.is_content(i));
    let (kind, severity, reason) = told(view.side, pronoun && is_quoted(view.from, &a.content));
    let shown = a.source.start.min(a.cue.start)..a.source.end.max(a.cue.end);
    pair.one_sided(view.side, kind, severity, &[shown], reason)
}

/// Source and cue that the extractor found; they may stand outside the statement.
fn of_voice(voice: &Voice, side: Side) -> Finding {
    let (kind, severity, reason) = told(side, voice.kind == QuotationKind::Direct);
    let words = format!("{} {}", voice.source, voice.cue).trim().to_owned();
    let (before, after) = if side == Side::Old { (words, String::new()) } else { (String::new(), words) };
    Finding::new(kind, before, after, severity, reason)
}

/// Whether a pattern within the words finds the same source.
fn names(reading: &Reading<'_>, voice: &Voice) -> bool {
    let source = voice.source.to_lowercase();
    reading.attributions.iter().any(|n| {
        let words = reading.slice(&n.source).to_lowercase();
        !words.is_empty() && (source.contains(&words) || words.contains(&source))
    })
}

/// Whether source and cue stand side by side in the other wording, where no pattern took them for an attribution:
/// "predicted that" and "predicted".
fn is_still_said(view: View<'_>, a: &Attributed) -> bool {
    let stem = |r: &Reading<'_>, at: usize| r.words.get(at).map(|w| w.stem.clone());
    let (from, to) = (view.from, view.to);
    let (source, cue) = (stem(from, a.source.end.saturating_sub(1)), stem(from, a.cue.start));
    a.source.end == a.cue.start
        && (1..to.words.len()).any(|k| stem(to, k) == cue && stem(to, k - 1) == source)
}

/// Whether two thirds of what is said stand between quotation marks.
fn is_quoted(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let spoken = || range.clone().filter(|&i| reading.words[i].is_spoken());
    let quoted = spoken().filter(|&i| reading.words[i].quoted).count();
    quoted * 3 >= spoken().count() * 2
}
