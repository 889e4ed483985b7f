//! Complements: "stopped to help" and "stopped helping", "remembered to lock" and "remembered locking".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::lexicon;
use std::slice::from_ref;

pub(super) const RULE: Rule = Rule {
    name: "complements",
    says: "What somebody stopped, remembered or forgot to do is now what was stopped, remembered or forgotten, or the other \
           way round.",
    place: "First stage: no other rule looks at the form of the verb behind a verb, which else says the same.",
    findings: Find::Whole(findings),
    catches: &[
        ("The driver stopped to help the cyclist.", "The driver stopped helping the cyclist."),
        ("The guard remembered to lock the gate.", "The guard remembered locking the gate."),
        ("She forgot to pay the fine.", "She forgot paying the fine."),
        ("The mayor went on to sell the mill.", "The mayor went on selling the mill."),
        ("He regrets to say so.", "He regrets saying so."),
        ("They quit to work for the port.", "They quit working for the port."),
        ("The clerk has stopped to count the votes.", "The clerk has stopped counting the votes."),
        ("The crew never stopped to repair the net.", "The crew never stopped repairing the net."),
        ("The nurse had forgotten to call.", "The nurse had forgotten calling."),
        ("The pilot stopped to refuel in Upton.", "The pilot stopped refuelling in Upton."),
    ],
    spares: &[
        ("It began to rain.", "It began raining."),
        ("The firm continued to sell the drug.", "The firm continued selling the drug."),
        ("She likes to sing.", "She likes singing."),
        ("The driver stopped to help the cyclist.", "The driver stopped and helped the cyclist."),
        ("The driver stopped to help the cyclist.", "The driver stopped to assist the cyclist."),
        ("The driver stopped helping.", "The driver ceased helping."),
        ("Police tried to stop the man.", "Police tried stopping the man."),
        ("The guard remembered to lock the gate.", "The guard did not forget to lock the gate."),
        ("The man stopped, walking home.", "The man stopped to walk home."),
        ("The mayor went on to sell the mill.", "The mayor then sold the mill."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [old, new] = pair.views();
    let mut out = Vec::new();
    for i in (0..old.from.words.len()).filter(|&i| governs(old.from, i) && old.is_plain(i)) {
        let Some(j) = old.near(i).filter(|&j| governs(new.from, j)) else { continue };
        let (Some((was, to)), Some((is, now_to))) = (complement(old.from, i), complement(new.from, j)) else {
            continue;
        };
        if to != now_to && old.near(was) == Some(is) {
            let (before, after) = (i..was + 1, j..is + 1);
            let reason = "behind this verb “to do” and “doing” say different things";
            let shown = (from_ref(&before), from_ref(&after));
            out.push(pair.finding(Kind::Reworded, Severity::Medium, shown.0, shown.1, reason));
        }
    }
    out
}

/// Whether the verb at `at` says another thing before "to do" than before "doing".
fn governs(r: &Reading<'_>, at: usize) -> bool {
    lexicon::verbs(r.norm(at)).any(|(row, _)| row.has("complement"))
        || r.lemma(at) == "go" && r.words.get(at + 1).is_some_and(|_| r.norm(at + 1) == "on")
}

/// The verb right behind the one at `verb`, and whether "to" leads to it.
fn complement(r: &Reading<'_>, verb: usize) -> Option<(usize, bool)> {
    let next = verb + 1 + usize::from(r.lemma(verb) == "go");
    let to = r.words.get(next).is_some_and(|_| r.norm(next) == "to");
    let at = next + usize::from(to);
    let fits = r.words.get(at).is_some_and(|w| r.is_verb_like(at) && (to || w.norm.ends_with("ing")));
    (fits && (next..=at).all(|k| r.before[k] == ' ')).then_some((at, to))
}
