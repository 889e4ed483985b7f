//! Things: a noun that gave way to another behind the same article.

use super::covered::Covered;
use super::details::novel;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::TokenClass;
use crate::diff::{Kind, Severity};
use crate::english::Relation;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "things",
    says: "A person or thing without a name was replaced by another.",
    place: "Second stage: beside details, for what was exchanged and not added.",
    findings: Find::Residue(findings),
    catches: &[
        ("The boy was raised by an aunt.", "The boy was raised by a neighbour."),
        ("The singer was born in Upton.", "The painter was born in Upton."),
        ("She wore a hat.", "She wore a sword."),
        ("They met in the library.", "They met in the prison."),
        ("He sold his boat.", "He sold his farm."),
        ("The judge fell asleep.", "The baker fell asleep."),
        ("He was hit by a tram.", "He was hit by a stone."),
        ("The horse is missing.", "The lorry is missing."),
        ("A lawyer found the letter.", "A plumber found the letter."),
        ("The museum bought the statue.", "The museum bought the piano."),
    ],
    spares: &[
        ("The doctor fell asleep.", "The physician fell asleep."),
        ("The car is missing.", "The automobile is missing."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("The trial of Ana Ito began.", "The trial of Jon Webb began."),
        ("The old man slept.", "The tired man slept."),
        ("They met in the library.", "They met in the old library by the river."),
        ("Talks began.", "Work began."),
        ("The vote is on Monday.", "The vote is on Tuesday."),
        ("The school was shut.", "The school was closed."),
        ("The lawyer fell asleep.", "The attorney fell asleep."),
    ],
};

fn findings(pair: &Pair<'_>, covered: &Covered) -> Vec<Finding> {
    let [left, right] = pair.views();
    let mut changed: Vec<(usize, usize)> = Vec::new();
    for (here, there) in left.places() {
        if let (Some(i), Some(j)) = (head(left, here, covered), head(right, there, covered)) {
            changed.push((i, j));
        }
    }
    changed.retain(|&(i, j)| !is_kin(left, i, right, j));
    if changed.is_empty() {
        return Vec::new();
    }
    let before: Vec<Range<usize>> = changed.iter().map(|c| c.0..c.0 + 1).collect();
    let after: Vec<Range<usize>> = changed.iter().map(|c| c.1..c.1 + 1).collect();
    let reason = "another person or thing in its place";
    vec![pair.finding(Kind::EntityChanged, Severity::Medium, &before, &after, reason)]
}

/// The new noun that closes a place, behind an article, a possessive or a number: alone or with the article.
fn head(view: View<'_>, range: &Range<usize>, covered: &Covered) -> Option<usize> {
    let from = view.from;
    let noun = range.end.checked_sub(1).filter(|&i| i >= range.start && from.class(i) == TokenClass::Noun)?;
    let leads = |b: usize| {
        from.entries[b].entries().first().is_some_and(|row| {
            matches!(row.value("determiner"), Some("definite" | "indefinite" | "possessive"))
        })
    };
    let counts = |b: usize| from.figure_at(b).is_some();
    let led = noun.checked_sub(1).is_some_and(|b| leads(b) || counts(b));
    let ends = from
        .words
        .get(range.end)
        .is_none_or(|_| !from.is_content(range.end) || from.before[range.end] != ' ');
    let ends = ends || from.class(range.end) == TokenClass::Verb;
    (led && ends && noun - range.start <= 1 && novel(view, &(noun..noun + 1), covered) == [noun])
        .then_some(noun)
}

/// Whether one noun only says more or less than the other: "the singer", "the woman".
fn is_kin(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let (relation, _) = left.from.entries[i].relate(&right.from.entries[j]);
    matches!(relation, Relation::Broader | Relation::Narrower | Relation::Similar)
}
