//! Joints: the word that joins two parts gave way to one that joins them otherwise: "and", "or"; "if", "because".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::lexicon;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "joints",
    says: "The word between two parts that stay joins them in another sense.",
    place: "First stage: no other rule looks at conjunctions.",
    findings: Find::Whole(findings),
    catches: &[
        ("Hale and Reed signed the order.", "Hale or Reed signed the order."),
        ("The bill passed despite the strike.", "The bill passed because of the strike."),
        ("Profits rose thanks to the strike.", "Profits rose despite the strike."),
        ("He will resign if the vote fails.", "He will resign because the vote fails."),
        ("Tenants pay a deposit or a fee.", "Tenants pay a deposit and a fee."),
        ("The union will strike unless talks resume.", "The union will strike if talks resume."),
        ("The bridge shut before the flood.", "The bridge shut after the flood."),
        ("He was jailed although he confessed.", "He was jailed because he confessed."),
        ("Rain and wind closed the port.", "Rain or wind closed the port."),
        ("Voters need a passport and a card.", "Voters need a passport or a card."),
        ("The drug is safe if taken daily.", "The drug is safe although taken daily."),
        ("Forty people were aboard when it sank.", "Forty people were aboard before it sank."),
        ("The guard fled when the alarm rang.", "The guard fled after the alarm rang."),
        ("The crew left before the fire spread.", "The crew left once the fire had spread."),
    ],
    spares: &[
        ("Hale and Reed signed it.", "Hale, Reed and Ito signed it."),
        ("He left because he was ill.", "He left since he was ill."),
        ("The port shut due to the storm.", "The port shut because of the storm."),
        ("It rained and it blew.", "It rained while it blew."),
        ("Rain and wind closed the port.", "Wind and rain closed the port."),
        ("He paid although he was poor.", "He paid though he was poor."),
        ("She sang, and he danced.", "She sang. He danced."),
        ("The law ends unless it is renewed.", "The law ends if it is not renewed."),
        ("It was cheap but good.", "It was cheap and good."),
        ("He will go if asked.", "He will go when asked."),
        ("The crew left after the fire spread.", "The crew left once the fire had spread."),
        ("He was once a baker.", "He was a baker."),
        ("The road and the bridge are shut.", "The road and bridge are shut."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [old, new] = pair.views();
    // "Unless" and "thanks" are content: the one negates, the other may be given.
    let parts = |k: &usize| old.from.is_content(*k) && joint_at(old.from, *k).is_none();
    let differs = |ends: &&[usize]| (ends[0] + 1..ends[1]).any(|k| old.partner(k).is_none());
    let content: Vec<usize> = (0..old.from.words.len()).filter(parts).collect();
    let negations = |r: &Reading<'_>| {
        let negation = |k: &usize| lexicon::of(r.norm(*k)).and_then(lexicon::Entry::negation);
        (0..r.words.len()).filter_map(|k| negation(&k)).count()
    };
    // "unless it rains", "if it does not rain"
    let denied = negations(old.from) % 2 != negations(new.from) % 2;
    let mut out = Vec::new();
    for ends in content.windows(2).filter(differs) {
        let (Some(first), Some(last)) = (old.near(ends[0]), old.near(ends[1])) else { continue };
        let was = joint_between(old.from, ends[0], ends[1]);
        let is = joint_between(new.from, first, last);
        if let (Some((was, here)), Some((is, there))) = (was, is)
            && was != is
            && !is_open("when", was, is)
            && !(denied && [was, is].contains(&"unless"))
        {
            let supposed = |joint| matches!(joint, "conditional" | "unless");
            let (severity, reason) = if supposed(was) != supposed(is) {
                (Severity::High, "a condition became a fact, or a fact a condition")
            } else {
                (Severity::Medium, "the link between two parts of the sentence changed")
            };
            out.push(pair.finding(Kind::ScopeChanged, severity, &[here], &[there], reason));
        }
    }
    out
}

/// Whether one of two joints may be in the sense of the other, for all that is known: "when" in any but of time.
fn is_open(joint: &str, was: &str, is: &str) -> bool {
    let timed = |other: &str| matches!(other, "before" | "after");
    was == joint && !timed(is) || is == joint && !timed(was)
}

/// The only joint between two words of one sentence that nothing of content stands between.
fn joint_between(r: &Reading<'_>, first: usize, last: usize) -> Option<(&'static str, Range<usize>)> {
    if last <= first || r.before[first + 1..=last].contains(&'.') {
        return None;
    }
    let mut joints: Vec<(&'static str, Range<usize>)> = Vec::new();
    let mut at = first + 1;
    while at < last {
        if let Some(joint) = joint_at(r, at).filter(|(_, range)| range.end <= last) {
            at = joint.1.end;
            joints.push(joint);
        } else if r.is_content(at) {
            return None;
        } else {
            at += 1;
        }
    }
    joints.pop().filter(|_| joints.is_empty())
}

/// The sense in which the word or the phrase at `at` joins two parts, and its words; nothing for one of several senses.
fn joint_at(r: &Reading<'_>, at: usize) -> Option<(&'static str, Range<usize>)> {
    let sense = match r.norm(at) {
        "and" => "and",
        "or" => "or",
        "unless" => "unless",
        "before" => "before",
        "after" | "once" => "after",
        "when" => "when",
        "as" | "since" | "while" | "so" | "but" | "however" | "still" => return None,
        _ => {
            let phrase = lexicon::phrase(at, |k| r.words.get(k).map(|w| w.norm.as_str()));
            let (row, length) = phrase.or_else(|| lexicon::of(r.norm(at)).map(|row| (row, 1)))?;
            let sense = ["conditional", "causal", "concessive"].into_iter().find(|tag| row.has(tag))?;
            let set = length > 1 && row.has("preposition");
            return (set || !r.is_content(at)).then_some((sense, at..at + length));
        }
    };
    Some((sense, at..at + 1))
}
