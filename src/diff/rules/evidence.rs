//! Evidence: how far what was looked into bears out what is said of it: "the report suggested", "the report concluded".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};

pub(super) const RULE: Rule = Rule {
    name: "evidence",
    says: "What was only suggested was found, or the other way round.",
    place: "First stage, beside cues: to the lexicon both only report, plainly.",
    findings: Find::Whole(findings),
    catches: &[
        ("The report concluded that the valve failed.", "The report suggested that the valve failed."),
        ("The study shows that the drug is safe.", "The study indicates that the drug is safe."),
        ("Tests suggest that the well is foul.", "Tests prove that the well is foul."),
        ("The audit found that money is missing.", "The audit suggested that money is missing."),
        ("Records suggest the boat was sold.", "Records show the boat was sold."),
        ("The panel determined that he lied.", "The panel suggested that he lied."),
        ("A survey indicates that rents fell.", "A survey established that rents fell."),
        ("The data demonstrate that ice is thinning.", "The data suggest that ice is thinning."),
        ("The inquiry suggested the crew slept.", "The inquiry revealed the crew slept."),
        ("Scans suggest that the bone is broken.", "Scans confirm that the bone is broken."),
    ],
    spares: &[
        ("The report concluded that the valve failed.", "The report found that the valve failed."),
        ("Tests suggest that the well is foul.", "Tests indicate that the well is foul."),
        ("The mayor suggested a walk.", "The mayor found a coin."),
        ("The coach suggested that they rest.", "The coach said that they rest."),
        ("The dog found the boy.", "The guide found the boy."),
        ("He showed the pass to the guard.", "He indicated the door to the guard."),
        ("The talks concluded on Monday.", "The talks ended on Monday."),
        ("The study shows that the drug is safe.", "The drug is safe, the study shows."),
        ("The study suggests that the drug is safe.", "The study suggested that the drug is safe."),
        ("The film shows a fire.", "The film suggests a fire."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let mut out = Vec::new();
    for (here, there) in left.places() {
        let verb =
            |view: View<'_>, range: &std::ops::Range<usize>| range.clone().find_map(|at| bears(view, at));
        let (Some((was, i)), Some((is, j))) = (verb(left, here), verb(right, there)) else { continue };
        let (kind, reason) = match (was, is) {
            ("tentative", "firm") => (Kind::CertaintyRaised, "only suggested before, now found"),
            ("firm", "tentative") => (Kind::CertaintyLowered, "found before, now only suggested"),
            _ => continue,
        };
        let (before, after) = (i..i + 1, j..j + 1);
        out.push(pair.finding(kind, Severity::Medium, &[before], &[after], reason));
    }
    out
}

/// How far the verb at `at` bears out the clause behind it.
fn bears(view: View<'_>, at: usize) -> Option<(&'static str, usize)> {
    let r = view.from;
    let verb = r.class(at) == TokenClass::Verb && !r.words[at].quoted && opens_clause(r, at + 1);
    let finding = verb.then(|| r.tags(at).find(|(tag, _)| *tag == "finding"))??;
    Some((finding.1, at))
}

/// Whether a clause begins at `at`: with "that", or with what has a verb before the next mark.
fn opens_clause(r: &Reading<'_>, at: usize) -> bool {
    let verb = |k: usize| r.class(k) == TokenClass::Verb || r.entries[k].has_tag("auxiliary");
    let led = || !r.entries[at].has_tag("preposition") && r.norm(at) != "to";
    let within = (at..r.words.len()).take_while(|&k| r.before[k] == ' ');
    r.norm(at) == "that" || at < r.words.len() && led() && within.skip(1).any(verb)
}
