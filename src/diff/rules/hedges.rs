//! Hedges: words of doubt that came in or are gone, and words that take doubt away.

use super::modals;
use super::{Find, Rule};
use crate::diff::finding::{FULFILLED, Finding};
use crate::diff::pair::{Pair, View};
use crate::diff::reading::Reading;
use crate::diff::thresholds::reading::REACH;
use crate::diff::{Kind, Severity};
use crate::english::lexicon;
use std::cmp::Ordering;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "hedges",
    says: "What stays is stated with more or with less doubt.",
    place: "First stage, behind modals: a modal verb that became another is left to them.",
    findings: Find::Whole(findings),
    catches: &[
        ("The company hid the report.", "The company allegedly hid the report."),
        ("The fire may have started in the kitchen.", "The fire started in the kitchen."),
        ("The plan will probably fail.", "The plan will fail."),
        ("The man appears to have fled to Wexley.", "The man has fled to Wexley."),
        ("The suspected leader of the gang was held.", "The leader of the gang was held."),
        ("The loan was reportedly repaid in May.", "The loan was repaid in May."),
        ("The talks ended without a deal.", "The talks apparently ended without a deal."),
        ("The council is set to close the school.", "The council closes the school."),
        ("He definitely knew of the loan.", "He knew of the loan."),
        ("He tried to leave the country.", "He left the country."),
    ],
    spares: &[
        ("The company allegedly hid the report.", "The company reportedly hid the report."),
        ("The road may be shut in June.", "The road might be shut in June."),
        ("The man goes on trial in Upton.", "The man is tried in Upton."),
        ("The suspect was held in Upton.", "The man was held in Upton."),
        ("A bus crashed near Upton. The driver reportedly fled to Wexley.", "A bus crashed near Upton."),
        ("He called it “a likely failure”.", "He called it “a failure”."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("The planned tunnel was closed.", "The tunnel was closed."),
        ("May Webb won the race.", "Ms Webb won the race."),
        ("The fire is out.", "The fire is out, but it may flare up again at night."),
    ],
};

/// The hedges of a wording, as ranges of words.
pub(super) fn hedges(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let word = |at: usize| reading.words.get(at).map(|w| w.norm.as_str());
    // A cue of the statement's own source is weighed with the source.
    let lead = reading.lead();
    let mut out = Vec::new();
    let mut at = 0;
    while at < reading.words.len() {
        let phrase = lexicon::phrase(at, word).filter(|(row, _)| row.has("hedge"));
        let length = phrase.map_or(1, |(_, length)| length);
        if !reading.words[at].quoted && !lead.contains(&at) && (length > 1 || is_hedge(reading, at)) {
            out.push(at..at + length);
        }
        at += length;
    }
    out
}

fn is_hedge(reading: &Reading<'_>, at: usize) -> bool {
    let word = &reading.words[at];
    let name = word.capital && (!word.first || reading.words.get(at + 1).is_some_and(|w| w.capital));
    reading.entries[at].has_tag("hedge") && !name && reading.scope(at).is_none() && is_governing(reading, at)
}

/// "tried to flee" weakens, "is tried for fraud" does not; nor do "the suspect", "a plan", "the planned tariffs", but
/// "tariffs are planned".
fn is_governing(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.norm(at + 1);
    let before = at.checked_sub(1).map_or("", |b| reading.norm(b));
    let be = matches!(before, "is" | "are" | "was" | "were" | "be" | "been" | "had" | "has");
    let infinitive = next == "to";
    let passive = be && reading.is_participle(at);
    let entry = &reading.entries[at];
    match (entry.lemma(), entry.entries().iter().find_map(|row| row.value("governs"))) {
        ("attempt", _) => infinitive || reading.norm(at) == "attempted",
        ("plan" | "propose", _) => infinitive || next == "for" || passive,
        ("suspect" | "expect", _) => reading.is_participle(at),
        ("report", _) | (_, Some("passive")) => passive,
        (_, Some("infinitive")) => infinitive,
        _ => true,
    }
}

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let verbs = modals::exchanged(pair);
    let (mut gone, mut come) = (lone(left), lone(right));
    gone.retain(|h| !verbs.iter().any(|v| h.contains(&v.0)));
    come.retain(|h| !verbs.iter().any(|v| h.contains(&v.1)));
    let (surer_gone, surer_come) = (boosters(left), boosters(right));
    let doubt_in = come.len() + surer_gone.len();
    let doubt_out = gone.len() + surer_come.len();
    let (kind, reason) = match doubt_in.cmp(&doubt_out) {
        Ordering::Equal => return Vec::new(),
        Ordering::Greater => (Kind::CertaintyLowered, "stated with more doubt"),
        Ordering::Less => (Kind::CertaintyRaised, "stated with less doubt"),
    };
    // "Expected on Monday" that became "released on Monday": it came.
    let expected = |h: &Range<usize>| {
        let entry = |i: usize| &left.from.entries[i];
        h.clone().any(|i| entry(i).has_tag("future") && !entry(i).has_tag("modal"))
    };
    let ahead = kind == Kind::CertaintyRaised && surer_come.is_empty() && gone.iter().all(expected);
    // "seems dead" that became "is dead": the plain verb shows it, too.
    if let ([hedge], true) = (&gone[..], come.is_empty()) {
        come.extend(instead(left, hedge));
    } else if let ([hedge], true) = (&come[..], gone.is_empty()) {
        gone.extend(instead(right, hedge));
    }
    gone.extend(surer_gone.into_iter().map(|i| i..i + 1));
    come.extend(surer_come.into_iter().map(|i| i..i + 1));
    let (severity, reason) = if ahead { (Severity::Medium, FULFILLED) } else { (Severity::High, reason) };
    vec![pair.finding(kind, severity, &gone, &come, reason)]
}

/// Most words that stand in place of a hedge.
const PLAIN: usize = 2;

/// What stands in the other wording in place of a hedge.
fn instead(view: View<'_>, hedge: &Range<usize>) -> Option<Range<usize>> {
    let place =
        |(here, there): &(&Range<usize>, &Range<usize>)| *here == hedge && (1..=PLAIN).contains(&there.len());
    view.places().find(place).map(|(_, there)| there.clone())
}

/// Hedges without a counterpart that weaken what stays.
fn lone(view: View<'_>) -> Vec<Range<usize>> {
    hedges(view.from).into_iter().filter(|h| is_loose(view, h) && is_attached(view, h)).collect()
}

/// Words without a counterpart that make what is said with them surer.
fn boosters(view: View<'_>) -> Vec<usize> {
    let sure = |i: usize| {
        let entry = &view.from.entries[i];
        entry.has_tag("booster")
            && (entry.has_tag("judgement") || entry.has_tag("report") || view.from.norm(i).ends_with("ly"))
    };
    (0..view.from.words.len())
        .filter(|&i| view.partner(i).is_none() && view.is_plain(i) && !view.from.words[i].quoted && sure(i))
        .filter(|&i| is_attached(view, &(i..i + 1)))
        .collect()
}

/// Whether none of a hedge's telling words has a partner.
fn is_loose(view: View<'_>, hedge: &Range<usize>) -> bool {
    let free = |i: usize| view.partner(i).is_none();
    let telling: Vec<usize> =
        hedge.clone().filter(|&i| view.from.is_content(i) || hedge.len() == 1).collect();
    !telling.is_empty() && telling.into_iter().all(free) || hedge.clone().all(free)
}

/// A hedge counts when what it weakens stands in both wordings; in a clause that is new as a whole it is a detail.
fn is_attached(view: View<'_>, hedge: &Range<usize>) -> bool {
    let from = view.from;
    let toll = |r: &Reading<'_>, i: usize| r.entries[i].entries().iter().find_map(|row| row.value("toll"));
    let counts = |i: usize| {
        toll(from, i).is_some_and(|of| (0..view.to.words.len()).any(|k| toll(view.to, k) == Some(of)))
    };
    let lasts = |i: usize| view.partner(i).is_some() || view.is_said(i) || counts(i);
    let ahead = from.content_from(hedge.end).take(3).filter(|&i| lasts(i)).count();
    let back = (hedge.start.saturating_sub(REACH)..hedge.start).rev();
    let behind = back.filter(|&i| from.is_content(i)).take(2).filter(|&i| lasts(i)).count();
    let near = ahead >= 1 && ahead + behind >= 2 || ahead + behind >= 3;
    near && view.sentence_stands(hedge.start) && !view.in_new_clause(hedge.start)
}
