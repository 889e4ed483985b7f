//! Sequences: two acts whose order "then", "later", "before" or "after" tells, and which now stand the other way round.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "sequences",
    says: "What was done first is now told as done later.",
    place: "First stage, beside exchanges: those look at the parties, this at the acts about a word of time.",
    findings: Find::Whole(findings),
    catches: &[
        ("He shot the dog, then called the police.", "He called the police, then shot the dog."),
        (
            "The driver rang his wife and then dialled the emergency number.",
            "The driver dialled the emergency number and then rang his wife.",
        ),
        ("She locked the shop before she lit the fire.", "She lit the fire before she locked the shop."),
        ("The guard fled after he opened the gate.", "The guard opened the gate after he fled."),
        ("Before he sold the mill, he insured it.", "Before he insured the mill, he sold it."),
        ("After the crew radioed the port, they left.", "After the crew left the port, they radioed."),
        (
            "The nurse washed the wound and later stitched it.",
            "The nurse stitched the wound and later washed it.",
        ),
        (
            "She locked the shop before she lit the fire.",
            "She locked the shop after she lit the fire, and left.",
        ),
        ("He burned the letters, then resigned.", "He resigned before he burned the letters."),
        ("The mayor warned the firm, and then fined it.", "The mayor fined the firm, and then warned it."),
        ("The boy drank the milk; he then ate the bread.", "The boy ate the bread; he then drank the milk."),
    ],
    spares: &[
        ("They sang and danced in the square.", "They danced and sang in the square."),
        ("He shot the dog before he called the police.", "He called the police after he shot the dog."),
        ("After he shot the dog, he called the police.", "He shot the dog, then called the police."),
        ("Before she left, she locked the shop.", "She locked the shop before she left."),
        ("He shot the dog, then called the police.", "He shot the dog and later called the police."),
        (
            "Police said he shot the dog, then called his wife.",
            "He shot the dog, then called his wife, police said.",
        ),
        (
            "By then he had sold the mill and insured the barn.",
            "By then he had insured the barn and sold the mill.",
        ),
        ("He was fined after the trial and wept.", "He wept and was fined after the trial."),
        ("The shop opened in May and closed in June.", "The shop closed in June and opened in May."),
        ("He ate, drank and then left.", "He drank, ate and then left."),
        ("She resigned and then wrote a book.", "She resigned and then wrote two books."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (Some(was), Some(is)) = (Sequence::of(&pair.old), Sequence::of(&pair.new)) else {
        return Vec::new();
    };
    let [old, _] = pair.views();
    let moved = |from: &[usize], to: &[usize]| {
        from.iter().copied().find(|&verb| old.near(verb).is_some_and(|now| to.contains(&now)))
    };
    let (Some(first), Some(last)) = (moved(&was.earlier, &is.later), moved(&was.later, &is.earlier)) else {
        return Vec::new();
    };
    let shown = |mut acts: [usize; 2]| {
        acts.sort_unstable();
        acts.map(|at| at..at + 1)
    };
    let now = [first, last].map(|at| old.near(at).unwrap_or_default());
    let reason = "two acts are told in the other order";
    vec![pair.finding(Kind::EntityChanged, Severity::High, &shown([first, last]), &shown(now), reason)]
}

/// The verbs of what happened first and of what came later.
struct Sequence {
    earlier: Vec<usize>,
    later: Vec<usize>,
}

impl Sequence {
    /// What the only word that orders two acts says of them.
    fn of(r: &Reading<'_>) -> Option<Self> {
        let mut words = (0..r.words.len()).filter(|&at| orders(r, at));
        let at = words.next().filter(|_| words.next().is_none())?;
        let sentence = sentence(r, at);
        let adverb = !matches!(r.norm(at), "before" | "after");
        let clause =
            if adverb { opening(r, &sentence, at)..sentence.end } else { at + 1..close(r, &sentence, at) };
        let verbs = |range: Range<usize>| range.filter(|&k| r.class(k) == TokenClass::Verb);
        let inner: Vec<usize> = verbs(clause.clone()).collect();
        let outer: Vec<usize> = verbs(sentence).filter(|k| !clause.contains(k)).collect();
        let (earlier, later) = if r.norm(at) == "after" { (inner, outer) } else { (outer, inner) };
        Some(Self { earlier, later })
    }
}

/// Whether a word says which of two acts came first; not "by then".
fn orders(r: &Reading<'_>, at: usize) -> bool {
    let led = at.checked_sub(1).is_some_and(|b| r.entries[b].has_tag("preposition") && r.before[at] == ' ');
    match r.norm(at) {
        "then" | "later" | "afterwards" | "subsequently" => !led,
        "before" | "after" => true,
        _ => false,
    }
}

fn sentence(r: &Reading<'_>, at: usize) -> Range<usize> {
    let ends = |k: &usize| matches!(r.before[*k], '.' | '!' | '?');
    let start = (1..=at).rev().find(ends).unwrap_or(0);
    start..(at + 1..r.words.len()).find(ends).unwrap_or(r.words.len())
}

/// Where the clause that a "then" stands in begins: at the last mark or "and" before it.
fn opening(r: &Reading<'_>, sentence: &Range<usize>, at: usize) -> usize {
    let opens = |k: &usize| r.before[*k] != ' ' || matches!(r.norm(*k), "and" | "but");
    (sentence.start + 1..=at).rev().find(opens).unwrap_or(at)
}

/// Where the clause that "before" or "after" opens ends: at the next mark.
fn close(r: &Reading<'_>, sentence: &Range<usize>, at: usize) -> usize {
    (at + 1..sentence.end).find(|&k| r.before[k] != ' ').unwrap_or(sentence.end)
}
