//! Stances: what somebody was for, somebody is against.

use super::negations::negates;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "stances",
    says: "\"For\" became \"against\", or the other way round, before what stays.",
    place: "First stage, beside opposites, which leaves it these words: nothing else tells that a preposition turns a sentence.",
    findings: Find::Whole(findings),
    catches: &[
        ("She voted for the budget.", "She voted against the budget."),
        ("The senator voted with his party.", "The senator voted against his party."),
        ("The court sided with the tenants.", "The court sided against the tenants."),
        ("The party will campaign against the bridge.", "The party will campaign for the bridge."),
        ("The union is in favour of the merger.", "The union is against the merger."),
        ("Hale spoke in favor of the new law.", "Hale spoke against the new law."),
        ("Most farmers are for a ban on traps.", "Most farmers are against a ban on traps."),
        ("The panel ruled for the tenants.", "The panel ruled against the tenants."),
        ("He testified against his brother.", "He testified for his brother."),
        ("A rally for the mayor filled the square.", "A rally against the mayor filled the square."),
        ("The council decided against a new pier.", "The council decided in favour of a new pier."),
        ("The church came out for the strike.", "The church came out against the strike."),
    ],
    spares: &[
        ("She voted for the budget.", "She voted in favour of the budget."),
        ("Garrow fought with the army.", "Garrow fought against the army."),
        ("Upton played with Wexley.", "Upton played against Wexley."),
        ("He asked for the budget.", "He voted against the budget."),
        ("He left for Upton.", "He is against the pier."),
        ("She waited for the bus.", "She waited at the bus."),
        ("They fought against the flood.", "They fought the flood."),
        ("He was jailed for fraud.", "He was jailed over fraud."),
        ("She voted for the budget and against the tax.", "She voted against the tax and for the budget."),
        ("It rained for three days.", "It rained three days."),
        ("He did not vote for the budget.", "He voted against the budget."),
        ("The shop is for sale.", "The shop is up for sale."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [old, new] = pair.views();
    let denials = |r: &Reading<'_>| (0..r.words.len()).filter(|&at| negates(r, at)).count();
    // "did not vote for", "voted against"
    if denials(old.from) % 2 != denials(new.from) % 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (here, there) in old.places() {
        let (Some((was, before)), Some((is, after))) = (stance(old.from, here), stance(new.from, there))
        else {
            continue;
        };
        // What stands before and behind stays: "voted for the budget", "voted against the budget".
        let around = |r: &Reading<'_>, range: &Range<usize>| {
            let ahead = (0..range.start).rev().find(|&i| r.is_content(i)).map(|i| r.words[i].stem.clone());
            let behind = r.content_from(range.end).next().map(|i| r.words[i].stem.clone());
            ahead.zip(behind)
        };
        let stays = around(old.from, &before);
        // "Fought with the army" leaves open on which side.
        let sided = |r: &Reading<'_>, range: &Range<usize>| {
            let ahead = (0..range.start).rev().find(|&i| r.is_content(i));
            r.norm(range.start) != "with" || ahead.is_some_and(|i| is_vote(r, i))
        };
        let plain = sided(old.from, &before) && sided(new.from, &after);
        if was != is && plain && stays.is_some() && stays == around(new.from, &after) {
            let reason = "what was for it is against it, or the other way round";
            out.push(pair.finding(Kind::PolarityFlipped, Severity::High, &[before], &[after], reason));
        }
    }
    out
}

/// Whether a place holds nothing but a word that takes a side, and which words those are.
fn stance(r: &Reading<'_>, range: &Range<usize>) -> Option<(bool, Range<usize>)> {
    let words: Vec<&str> = range.clone().map(|at| r.norm(at)).collect();
    let side = match words[..] {
        ["for" | "with"] | ["in", "favor" | "favour", "of"] => true,
        ["against"] => false,
        _ => return None,
    };
    Some((side, range.clone()))
}

/// Whether who does it with somebody is on that side.
fn is_vote(r: &Reading<'_>, at: usize) -> bool {
    r.entries[at].has_tag("sides")
}

/// Whether two words take sides, which [`RULE`] tells from each other.
pub(super) fn are_sides(a: &str, b: &str) -> bool {
    matches!((a, b), ("for", "against") | ("against", "for"))
}
