//! Converses: "the church is older than the mill", "the mill is younger than the church".

use super::opposites::opposite;
use super::{Find, Rule};
use crate::claim::{Parsed, Sense};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::lexicon;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "converses",
    says: "The contrary is said of two things in each other's place, and all else stays.",
    place: "A gate: the other rules see a contrary in it, or two parties that changed places.",
    findings: Find::Gate(findings),
    catches: &[
        ("The church is older than the mill.", "The mill is younger than the church."),
        ("Hetton lies north of Marwick.", "Marwick lies south of Hetton."),
        ("The tower is taller than the crane.", "The crane is shorter than the tower."),
        ("Orlec is west of Garrow.", "Garrow is east of Orlec."),
        ("The lorry was heavier than the bus.", "The bus was lighter than the lorry."),
        ("Rice was cheaper than wheat in May.", "Wheat was dearer than rice in May."),
        ("The old road is longer than the tunnel.", "The tunnel is shorter than the old road."),
        ("The ferry is slower than the train.", "The train is faster than the ferry."),
        ("The cellar is colder than the attic.", "The attic is warmer than the cellar."),
        ("Ana Ito is richer than Jon Webb.", "Jon Webb is poorer than Ana Ito."),
    ],
    spares: &[
        ("The church is older than the mill.", "The church is younger than the mill."),
        ("The church is older than the mill.", "The mill is older than the church."),
        ("The church is older than the mill.", "The mill is not younger than the church."),
        ("The church is older than the mill.", "The mill is younger than the school."),
        ("Hetton lies north of Marwick.", "Marwick lies north of Hetton."),
        ("Hetton lies 3 miles north of Marwick.", "Marwick lies 5 miles south of Hetton."),
        ("Malloy defeated Innis.", "Innis lost to Malloy."),
        ("Orlec approved the merger with Webb.", "Webb rejected the merger with Orlec."),
        ("The church is older than the mill.", "The mill may be younger than the church."),
        ("The dog ate before the cat.", "The dog ate after the cat."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let same_voice = pair.old.statement.voice == pair.new.statement.voice;
    let (Some(i), Some(j)) = (lone(left), lone(right)) else { return Vec::new() };
    let all = same_voice && turns(&pair.old) == turns(&pair.new);
    if !all || !opposite(&pair.old, i, &pair.new, j) || !is_converse(left, i, right, j) {
        return Vec::new();
    }
    vec![pair.of_all(Kind::Reworded, Severity::None, "the contrary, said the other way round")]
}

/// Whether a word only says when: that may stay where it is.
fn is_time(r: &Reading<'_>, at: usize) -> bool {
    let dated = |figure: &Parsed| matches!(figure.sense, Sense::Date | Sense::Day);
    r.domain(at) == "noun.time" || r.figure_at(at).is_some_and(dated)
}

/// The only word of content that the other wording has not.
fn lone(view: View<'_>) -> Option<usize> {
    let said = |at: usize| view.tie(at).is_some_and(|tie| !tie.is_open());
    let mut lone = (0..view.from.words.len()).filter(|&at| view.from.is_content(at) && !said(at));
    lone.next().filter(|_| lone.next().is_none())
}

/// The small words that turn what is said: negations and modal verbs.
fn turns<'r>(r: &'r Reading<'_>) -> Vec<&'r str> {
    let turn = |row: &lexicon::Entry| row.negation().is_some() || row.has("modal") || row.has("hedge");
    (0..r.words.len()).map(|at| r.norm(at)).filter(|w| lexicon::of(w).is_some_and(turn)).collect()
}

/// "The church is older than the mill", "the mill is younger than the church": what stood before a word of comparison or
/// of place now stands behind its contrary, and the other way round.
pub(super) fn is_converse(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let things = |r: &Reading<'_>, range: Range<usize>| -> Vec<usize> {
        let class = |k: usize| matches!(r.class(k), TokenClass::Noun | TokenClass::Name | TokenClass::Figure);
        range.filter(|&k| class(k) && !is_time(r, k)).collect()
    };
    let clause = |r: &Reading<'_>, at: usize| {
        let mark = |k: &usize| r.before[*k] != ' ';
        let start = (1..=at).rev().find(mark).unwrap_or(0);
        start..(at + 1..r.words.len()).find(mark).unwrap_or(r.words.len())
    };
    let (was, is) = (clause(left.from, i), clause(right.from, j));
    let (before, behind) = (things(left.from, was.start..i), things(left.from, i + 1..was.end));
    let crosses = |from: &[usize], to: Range<usize>| {
        !from.is_empty() && from.iter().all(|&k| left.near(k).is_some_and(|now| to.contains(&now)))
    };
    left.from.class(i) != TokenClass::Verb && crosses(&before, j + 1..is.end) && crosses(&behind, is.start..j)
}
