//! Converses: "the church is older than the mill", "the mill is younger than the church".

use super::opposites::{is_converse, opposite};
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::lexicon;

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
        ("Wages are higher in Upton than in Wexley.", "Wages are lower in Wexley than in Upton."),
        ("The toll is higher for cars than for vans.", "The toll is lower for vans than for cars."),
    ],
    spares: &[
        ("The church is older than the mill.", "The church is younger than the mill."),
        ("The church is older than the mill.", "The mill is older than the church."),
        ("Wages are higher in Upton than in Wexley.", "Wages are lower in Upton than in Wexley."),
        ("Wages are higher in Upton than in Wexley.", "Rents are lower in Wexley than in Upton."),
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
