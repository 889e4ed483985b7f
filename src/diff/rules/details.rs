//! Details: what only one of the wordings says.

use super::covered::Covered;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::{Kind, Severity};
use crate::english::lexicon;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "details",
    says: "One wording says more than the other.",
    place: "Second stage: a detail is what no other rule accounts for.",
    findings: Find::Residue(findings),
    catches: &[
        ("A bus hit a wall.", "A bus hit a wall while its driver was texting friends."),
        ("The bridge is shut, and repairs will take all summer.", "The bridge is shut."),
        ("Masked gunmen fired at the bus in Upton.", "Police officers fired at the bus in Upton."),
        ("The singer fell ill.", "The singer, a mother of two sons, fell ill."),
        ("The mine closed.", "The mine closed after a flood destroyed its pumps."),
        ("The ferry sank.", "The ferry sank in heavy fog off the coast."),
        ("A teacher was held.", "A teacher was held in her kitchen by masked officers."),
        ("The council sold the harbour to a rich trader from abroad.", "The council sold the harbour."),
        ("Garrow won the final.", "Garrow won the final despite a broken goalpost."),
        ("The minister fell from a horse.", "The minister fell from a horse and broke an arm."),
    ],
    spares: &[
        ("The bridge was shut.", "The bridge was closed."),
        ("The mayor closed the bridge.", "The bridge was closed by the mayor."),
        ("A Swiss court freed the man.", "A court in Switzerland freed the man."),
        ("She was prime minister in 2019.", "She was PM in 2019."),
        ("Ana Ito spoke.", "Mayor Ana Ito spoke."),
        ("The trial began.", "The trial has begun."),
        ("The United Garrow Workers struck.", "The United Garrow Workers (UGW) struck."),
        ("He won.", "He made a win."),
        ("A fire killed five.", "Five were killed by a fire."),
        ("Ten were hurt.", "Ten were injured."),
    ],
};

/// Content words that must be new for a detail to have come in.
const DETAIL: usize = 2;
/// Content words on both sides with which something else is said than before, not the same in other words.
const EXCHANGE: usize = 2;

fn findings(pair: &Pair<'_>, covered: &Covered) -> Vec<Finding> {
    let [left, right] = pair.views();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for (here, there) in left.places() {
        let (gone, come) = (novel(left, here, covered), novel(right, there, covered));
        // Several words for several others: what they said is gone, and what they say is new.
        let exchange = gone.len() >= EXCHANGE && come.len() >= EXCHANGE;
        if exchange || says_more(left, here, &gone, right, there, &come) {
            removed.push(shown(left, here, &gone, covered));
        }
        if exchange || says_more(right, there, &come, left, here, &gone) {
            added.push(shown(right, there, &come, covered));
        }
    }
    let mut out = Vec::new();
    if !added.is_empty() {
        let reason = "says more than before";
        out.push(pair.one_sided(Side::New, Kind::DetailAdded, Severity::Medium, &added, reason));
    }
    if !removed.is_empty() {
        let reason = "says less than before";
        out.push(pair.one_sided(Side::Old, Kind::DetailRemoved, Severity::Low, &removed, reason));
    }
    out
}

/// The content words of `range` that nothing accounts for and that the other wording does not say.
pub(super) fn novel(view: View<'_>, range: &Range<usize>, covered: &Covered) -> Vec<usize> {
    let mut novel = view.novel(range);
    novel.retain(|&i| !covered.holds(view.side, i));
    novel
}

/// The words of a place from the first new one to the last, with the small words that lead to them.
fn shown(view: View<'_>, place: &Range<usize>, novel: &[usize], covered: &Covered) -> Range<usize> {
    let from = view.from;
    let (Some(&first), Some(&last)) = (novel.first(), novel.last()) else { return place.clone() };
    let free = |i: usize| !covered.holds(view.side, i);
    let leads = |i: &usize| free(*i) && !from.is_content(*i) && from.before[*i + 1] == ' ';
    let start = (place.start..first).rev().take_while(leads).last().unwrap_or(first);
    // A name or a number that closes the phrase belongs to it.
    let closes = |i: &usize| free(*i) && from.is_content(*i) && from.before[*i] == ' ';
    let end = (last + 1..place.end).take_while(closes).last().unwrap_or(last);
    start..end + 1
}

/// Whether `here` says more than what stands `there` in its place: content words beyond those exchanged, or a name.
fn says_more(
    view: View<'_>,
    here: &Range<usize>,
    novel: &[usize],
    other: View<'_>,
    there: &Range<usize>,
    its: &[usize],
) -> bool {
    // A pronoun stands for what the other wording spells out.
    let pronoun = !there.is_empty() && there.clone().all(|i| is_pronoun(other.from.norm(i)));
    if pronoun || here.is_empty() {
        return false;
    }
    let surplus = novel.len().saturating_sub(its.len());
    surplus >= DETAIL || surplus > 0 && names(view, novel) > 0 && names(other, its) == 0
}

fn is_pronoun(norm: &str) -> bool {
    lexicon::of(norm).is_some_and(|row| {
        row.has("pronoun") || matches!(row.value("determiner"), Some("possessive" | "demonstrative"))
    })
}

/// Names among `words`; a lone acronym beside a name spells it out: "the US Billboard".
fn names(view: View<'_>, words: &[usize]) -> usize {
    let names: Vec<usize> = words.iter().copied().filter(|&i| view.from.is_name(i)).collect();
    if matches!(names[..], [only] if view.from.is_acronym(only)) { 0 } else { names.len() }
}
