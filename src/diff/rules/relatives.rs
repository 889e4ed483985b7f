//! Relatives: "the man who shot the mayor", "the man whom the mayor shot".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};

pub(super) const RULE: Rule = Rule {
    name: "relatives",
    says: "Whom a relative clause speaks of now does what was done to him, or the other way round.",
    place: "First stage, beside exchanges: there the parties stand about their verb, here one of them stands before both.",
    findings: Find::Whole(findings),
    catches: &[
        ("The man who shot the mayor was freed.", "The man whom the mayor shot was freed."),
        ("The firm that sued the port is small.", "The firm that the port sued is small."),
        ("She met the boy who had hit the guard.", "She met the boy whom the guard had hit."),
        ("The dog that bit the clerk was put down.", "The dog that the clerk bit was put down."),
        ("The bank which owes the city money is shut.", "The bank which the city owes money is shut."),
        ("Police held the woman who had threatened Ito.", "Police held the woman whom Ito had threatened."),
        ("The union that backed the mayor has split.", "The union that the mayor backed has split."),
        ("The nurse who accused the doctor left.", "The nurse whom the doctor accused left."),
        ("The tribe that attacked the army fled.", "The tribe that the army attacked fled."),
        ("The clerk who robbed Webb is ill.", "The clerk whom Webb robbed is ill."),
    ],
    spares: &[
        ("The man whom the mayor shot was freed.", "The man who was shot by the mayor was freed."),
        ("The man who shot the mayor was freed.", "The man that shot the mayor was freed."),
        ("The man who shot the mayor was freed.", "The man who shot the clerk was freed."),
        ("The firm that the port sued is small.", "The firm which the port sued is small."),
        ("The mayor said that the port sued.", "The mayor said the port sued."),
        ("The boy who met the guard ran.", "The boy whom the guard met ran."),
        ("The man who shot the mayor was freed.", "Freed was the man who shot the mayor."),
        ("The man who lives near the mayor left.", "The man whom the mayor knows left."),
        ("The dog that bit the clerk was put down.", "The dog which had bitten the clerk was put down."),
        ("The union that backed the mayor has split.", "The union backing the mayor has split."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [old, new] = pair.views();
    let (was, is) = (clauses(old.from), clauses(new.from));
    let mut out = Vec::new();
    for a in &was {
        let turned = |b: &&Relative| {
            a.acts != b.acts && old.near(a.verb) == Some(b.verb) && old.near(a.other) == Some(b.other)
        };
        let mutual = old.from.entries[a.verb].has_tag("mutual");
        let Some(b) = is.iter().find(turned).filter(|_| !mutual && !old.from.words[a.verb].quoted) else {
            continue;
        };
        let shown = |r: &Relative| {
            let mut places = [r.pronoun, r.other, r.verb];
            places.sort_unstable();
            places.map(|at| at..at + 1)
        };
        let reason = "who does what to whom was reversed";
        out.push(pair.finding(Kind::EntityChanged, Severity::High, &shown(a), &shown(b), reason));
    }
    out
}

/// A relative clause about a verb and its other party.
struct Relative {
    pronoun: usize,
    verb: usize,
    other: usize,
    /// Whom the clause speaks of does it; else it is done to him.
    acts: bool,
}

fn clauses(r: &Reading<'_>) -> Vec<Relative> {
    let pronouns = (1..r.words.len()).filter(|&at| matches!(r.norm(at), "who" | "whom" | "which" | "that"));
    pronouns.filter_map(|at| clause(r, at)).collect()
}

/// The clause that the pronoun at `at` opens behind a noun: its first two words of content are a verb and a noun.
fn clause(r: &Reading<'_>, at: usize) -> Option<Relative> {
    let noun = |k: usize| matches!(r.class(k), TokenClass::Noun | TokenClass::Name);
    let within = (at + 1..r.words.len()).take_while(|&k| r.before[k] == ' ');
    let mut content = within.filter(|&k| r.is_content(k));
    let (first, second) = (content.next()?, content.next()?);
    let passive =
        |verb: usize| (at + 1..verb).any(|k| r.entries[k].entries().iter().any(|row| row.lemma() == "be"));
    let (verb, other, acts) = match (r.is_verb_like(first) && !noun(first), noun(first)) {
        (true, _) if noun(second) => (first, second, true),
        (_, true) if r.is_verb_like(second) => (second, first, false),
        _ => return None,
    };
    // What stands between a verb and its object leads to something else: "lives near the mayor".
    let led = acts && (verb + 1..other).any(|k| r.entries[k].has_tag("preposition"));
    (noun(at - 1) && !passive(verb) && !led).then_some(Relative { pronoun: at, verb, other, acts })
}
