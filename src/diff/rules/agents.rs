//! Agents: "set by Chile" that became "set": a name that says who did it came or went.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "agents",
    says: "A name that says who did something was added or removed.",
    place: "First stage: a name behind \"by\" tells more than other details, which are the second stage's.",
    findings: Find::Whole(findings),
    catches: &[
        ("Duties set by Chile on wheat will stay.", "Duties set on wheat will stay."),
        ("He was shot by Upton Police on Monday.", "He was shot on Monday."),
        ("The tower was built by Orlec Motors in 1961.", "The tower was built in 1961."),
        ("The bill was drafted by Ana Ito last year.", "The bill was drafted last year."),
        ("The village was burnt by the Garrow Front.", "The village was burnt."),
        ("The strike was called by Webb Stores staff.", "The strike was called."),
        ("Duties set by Norway on salmon will stay.", "Duties set by on salmon will stay."),
        ("The convoy, bombed by Garrow, was lost.", "The convoy, bombed, was lost."),
        ("The ban was lifted by Judge Ida Falk in May.", "The ban was lifted in May."),
        ("A plan backed by Wexley failed.", "A plan failed."),
    ],
    spares: &[
        ("Duties set by Chile on wheat will stay.", "Duties that Chile set on wheat will stay."),
        ("Duties set by Chile on wheat will stay.", "Chilean duties on wheat will stay."),
        ("Duties set by Chile on wheat will stay.", "Duties set by Peru on wheat will stay."),
        ("He was shot by a guard on Monday.", "He was shot on Monday."),
        ("The bill was drafted by Ana Ito.", "Ana Ito drafted the bill."),
        ("The work was done by Monday.", "The work was done."),
        ("The bill was drafted by Ana Ito.", "The bill was drafted by Ito."),
        ("The tower was built by Orlec Motors.", "The tower was built by the company."),
        ("The house stands by Garrow Lake.", "The house stands."),
        ("The road is shut.", "The road was shut by the mayor."),
    ],
};

/// Words between "by" and a name: "the", "the late President".
const LEADS: usize = 3;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for view in pair.views() {
        let shown: Vec<Range<usize>> =
            view.places().filter_map(|(here, there)| agent(view, here, there)).collect();
        if shown.is_empty() {
            continue;
        }
        let (kind, reason) = match view.side {
            Side::Old => (Kind::DetailRemoved, "no longer says who did it"),
            Side::New => (Kind::DetailAdded, "now says who did it"),
        };
        out.push(pair.one_sided(view.side, kind, Severity::Medium, &shown, reason));
    }
    out
}

/// The name of an agent in `here`, from its "by" on where that differs too, if nothing stands `there` in its place.
fn agent(view: View<'_>, here: &Range<usize>, there: &Range<usize>) -> Option<Range<usize>> {
    let from = view.from;
    if there.clone().any(|k| view.to.is_content(k)) {
        return None;
    }
    let is_new = |i: &usize| from.is_name(*i) && view.is_plain(*i) && !view.novel(&(*i..*i + 1)).is_empty();
    let first = here.clone().find(is_new)?;
    let last = (first..here.end).take_while(|&i| from.is_name(i)).last()?;
    let leads = (first.saturating_sub(LEADS)..first).rev();
    let by = leads.take_while(|&k| from.before[k + 1] == ' ').find(|&k| from.norm(k) == "by")?;
    let between = (by + 1..first).all(|k| !from.is_content(k) || from.is_role(k));
    let done = by.checked_sub(1).is_some_and(|k| from.is_participle(k));
    (between && done).then(|| by.max(here.start)..last + 1)
}
