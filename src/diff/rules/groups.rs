//! Groups: "civilians" that became "people": whom a statement speaks of is wider or narrower.

use super::opposites;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::TokenClass;
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "groups",
    says: "People of one kind became people in general, or the other way round.",
    place: "First stage, beside scope: it has no word for it.",
    findings: Find::Whole(findings),
    catches: &[
        ("Five soldiers died in Upton.", "Five people died in Upton."),
        ("Twelve civilians were hurt.", "Twelve people were hurt."),
        ("The fire killed three people.", "The fire killed three firemen."),
        ("Ten miners are missing.", "Ten people are missing."),
        ("Four children drowned in the lake.", "Four people drowned in the lake."),
        ("Hundreds of people marched in Wexley.", "Hundreds of students marched in Wexley."),
        ("Some people left the hall.", "Some women left the hall."),
        ("Six tourists were robbed.", "Six people were robbed."),
        ("The blast hurt nine people.", "The blast hurt nine policemen."),
        ("Two voters fainted.", "Two people fainted."),
    ],
    spares: &[
        ("Five people died in Upton.", "Five others died in Upton."),
        ("Five people died in Upton.", "Five victims died in Upton."),
        ("Five people died in Upton.", "Six people died in Upton."),
        ("Five people died in Upton.", "Five died in Upton."),
        ("The people of Upton voted.", "The citizens who live in the town of Upton itself voted."),
        ("The mayor closed the bridge.", "The council closed the bridge."),
        ("Ten persons are missing.", "Ten people are missing."),
        ("Two houses burnt.", "Two barns burnt."),
        ("A man was hurt.", "A woman was hurt."),
        ("Ten lives were lost.", "Ten people were lost."),
    ],
};

/// Longest phrase that names a group.
const PHRASE: usize = 4;

/// Words for people that say nothing of what they are.
const ANYBODY: &[&str] =
    &["other", "victim", "person", "individual", "one", "life", "casualty", "people", "fatality"];

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let turned = opposites::turned(pair);
    let mut found: Vec<(usize, usize)> = left
        .places()
        .filter(|(here, there)| here.len().max(there.len()) <= PHRASE)
        .filter_map(|(here, there)| Some((last(left, here)?, last(right, there)?)))
        .filter(|&(i, j)| {
            is_everybody(left, i) && is_group(right, j) || is_everybody(right, j) && is_group(left, i)
        })
        .collect();
    found.retain(|pair| !turned.contains(pair));
    if found.is_empty() {
        return Vec::new();
    }
    let before: Vec<Range<usize>> = found.iter().map(|f| f.0..f.0 + 1).collect();
    let after: Vec<Range<usize>> = found.iter().map(|f| f.1..f.1 + 1).collect();
    let reason = "covers a wider or narrower group of people";
    vec![pair.finding(Kind::ScopeChanged, Severity::Medium, &before, &after, reason)]
}

/// The noun that closes a phrase.
fn last(view: View<'_>, range: &Range<usize>) -> Option<usize> {
    let noun = range.clone().rev().find(|&k| view.from.is_content(k))?;
    (view.is_plain(noun) && view.from.class(noun) == TokenClass::Noun).then_some(noun)
}

fn is_everybody(view: View<'_>, at: usize) -> bool {
    view.from.norm(at) == "people"
}

fn is_group(view: View<'_>, at: usize) -> bool {
    let from = view.from;
    let several = from.is_plural(at) || from.norm(at) == "police";
    several && !ANYBODY.contains(&from.lemma(at)) && !view.to.stems.contains(&from.words[at].stem)
}
