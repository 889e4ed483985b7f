//! Owners: "the mayor's brother" that became "the mayor": somebody else, though no new name came in.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::TokenClass;
use crate::diff::{Kind, Severity};
use crate::english::Relation;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "owners",
    says: "Who owns or has somebody or something took its place in the sentence, or the other way round.",
    place: "First stage: to the rules for details only a noun came or went.",
    findings: Find::Whole(findings),
    catches: &[
        ("The mayor's brother was arrested on Monday.", "The mayor was arrested on Monday."),
        ("Orlec's owner lost the case.", "Orlec lost the case."),
        ("Police questioned Ana Ito.", "Police questioned Ana Ito's lawyer."),
        ("The fire destroyed the school's roof in May.", "The fire destroyed the school in May."),
        ("The singer's former agent died.", "The singer died."),
        ("The bank sued the club.", "The bank sued the club's chairman."),
        ("The minister's aide took the money.", "The minister took the money."),
        ("The king's son will wed in June.", "The king will wed in June."),
        ("The driver hit Jon Webb.", "The driver hit Jon Webb's dog."),
        ("The senator's wife is ill.", "The senator is ill."),
    ],
    spares: &[
        ("The mayor's brother was arrested.", "The mayor's sister was arrested."),
        ("The mayor's brother was arrested.", "The brother of the mayor was arrested."),
        ("The mayor's plan failed.", "The plan failed."),
        ("Upton's mayor was arrested.", "The mayor of Upton was arrested."),
        ("Monday's vote failed.", "The vote on Monday failed."),
        ("The mayor was arrested at home.", "The mayor was arrested at his brother's home."),
        ("Ana Ito's party won.", "Ito's party won."),
        ("The club's chairman, Jon Webb, quit.", "Jon Webb, the club's chairman, quit."),
        ("The mayor spoke.", "The mayor spoke at the school's gate."),
        ("Iran's government denied it.", "Iran denied it."),
        ("It is the city's worst fire.", "It is the worst fire in the city."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for view in pair.views() {
        for mark in 1..view.from.words.len() {
            let Some((with, without)) = exchanged(view, mark) else { continue };
            let (was, is) = if view.side == Side::Old { (with, without) } else { (without, with) };
            let reason = "not the same: one only belongs to the other";
            out.push(pair.finding(Kind::EntityChanged, Severity::High, &[was], &[is], reason));
        }
    }
    out
}

/// Where the possessive mark stands at `mark`: the owner with what is theirs, and the owner in the place of both in the
/// other wording.
fn exchanged(view: View<'_>, mark: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (from, to) = (view.from, view.to);
    let owner = mark - 1;
    if from.norm(mark) != "'s" || from.figure_at(owner).is_some() {
        return None;
    }
    let own = owned(view, mark + 1)?;
    let other = view.near(owner)?;
    let new = own.clone().all(|at| view.near(at).is_none() && !view.is_said(at));
    let next = (own.end < from.words.len()).then_some(own.end);
    let there = (other + 1 < to.words.len()).then_some(other + 1);
    let goes_on = match (next, there) {
        (Some(here), Some(there)) => view.partner(here) == Some(there),
        (None, None) => true,
        _ => false,
    };
    (new && goes_on && !is_metonymy(view, owner, own.end - 1)).then_some((owner..own.end, other..other + 1))
}

/// "Orlec's government", "the city's council": a place speaks for these, and these for it.
fn is_metonymy(view: View<'_>, owner: usize, owned: usize) -> bool {
    let from = view.from;
    let (relation, _) = from.entries[owner].relate(&from.entries[owned]);
    let place = from.is_place(owner) || from.domain(owner) == "noun.location";
    place && (relation != Relation::None || from.entries[owned].has_tag("organization"))
}

/// Most words that one owns.
const OWNED: usize = 3;

/// The words of what is owned, from `start` to the noun that closes them.
fn owned(view: View<'_>, start: usize) -> Option<Range<usize>> {
    let from = view.from;
    let last = from.words.len().min(start + OWNED);
    let run = (start..last).take_while(|&k| from.is_content(k) && from.before[k] == ' ');
    let end = run.filter(|&k| from.class(k) != TokenClass::Verb || k == start).last()?;
    let noun = (start..=end).rev().find(|&k| from.class(k) == TokenClass::Noun)?;
    Some(start..noun + 1)
}
