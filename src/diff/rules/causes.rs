//! Causes: what came before or beside something is now what brought it about: "died after taking the drug", "died from
//! the drug".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::lexicon;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "causes",
    says: "A preposition of cause leads to what the other wording tells of without calling it a cause.",
    place: "First stage: to the rules for words it is one preposition more.",
    findings: Find::Whole(findings),
    catches: &[
        ("He died two days after he took the drug.", "He died from the drug two days after he took it."),
        ("The roof fell during the storm.", "The roof fell because of the storm."),
        ("The attack came after the vote.", "The attack came in response to the vote."),
        ("She died in the heat.", "She died of the heat."),
        ("Sales fell during the strike.", "Sales fell as a result of the strike."),
        ("The road was shut before the flood.", "The road was shut due to the flood."),
        ("The mayor quit a week after the audit.", "The mayor quit on account of the audit."),
        ("Two cows died near the dust heap.", "Two cows died from the dust."),
        ("Trains were late on the day of the march.", "Trains were late owing to the march."),
        ("The patient died with the virus.", "The patient died of the virus."),
    ],
    spares: &[
        ("The roof fell due to the storm.", "The roof fell because of the storm."),
        ("The roof fell because of the storm.", "The storm caused the roof to fall."),
        ("The storm brought down the roof.", "The roof fell because of the storm."),
        ("She died of the heat.", "The heat killed her."),
        ("She died of the heat.", "She died from the heat."),
        ("Owing to the fog, the ferry is late.", "The fog made the ferry late."),
        ("The road was shut because it snowed.", "The road was shut because of snow."),
        ("He came from the port.", "He left the port."),
        ("The port was shut by the strike.", "The port was shut because of the strike."),
        ("The flood led to a cut.", "There was a cut owing to the flood."),
        ("The strike forced the port to shut.", "The port was shut as a result of the strike."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let told = |view: View<'_>, other: View<'_>| {
        let (cause, thing) = cause(view, other)?;
        let there = view.near(thing)?;
        let (with, without) = (cause.start..thing + 1, there..there + 1);
        let (was, is) = if view.side == Side::Old { (with, without) } else { (without, with) };
        let reason = "called the cause in one wording only";
        Some(pair.finding(Kind::ScopeChanged, Severity::High, &[was], &[is], reason))
    };
    told(left, right).or_else(|| told(right, left)).into_iter().collect()
}

/// A preposition of cause and the noun that it leads to, where the other wording has the noun and calls nothing a cause.
fn cause(view: View<'_>, other: View<'_>) -> Option<(Range<usize>, usize)> {
    let r = view.from;
    let (cause, thing) = (0..r.words.len()).find_map(|at| {
        let phrase = leads(r, at)?;
        let first = r.content_from(phrase.end).next()?;
        let whole = (phrase.end..first).all(|k| r.entries[k].has_tag("determiner")) && r.before[at] == ' ';
        // "The old mine"
        let adjective = r.class(first) == TokenClass::Adjective;
        let noun = r.content_from(first + 1).next().filter(|&k| adjective && k == first + 1);
        let thing = noun.unwrap_or(first);
        (whole && r.class(thing) == TokenClass::Noun).then_some((phrase, thing))
    })?;
    let lone = cause.clone().any(|k| view.partner(k).is_none()) && view.is_plain(cause.start);
    let there = view.near(thing)?;
    // "The storm brought down the roof"
    let acts = other.from.content_from(there + 1).next().is_some_and(|k| {
        other.from.class(k) == TokenClass::Verb && (there + 1..=k).all(|m| other.from.before[m] == ' ')
    });
    (lone && !acts && !is_causal(other.from) && other.is_plain(there)).then_some((cause, thing))
}

/// The words of a preposition of cause at `at`: "because of", and behind a verb of death "from", "of".
fn leads(r: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    let causes =
        |row: &lexicon::Entry| row.value("preposition").is_some_and(|v| v.split(',').any(|v| v == "cause"));
    let word = |k: usize| r.words.get(k).map(|w| w.norm.as_str());
    if let Some((row, length)) = lexicon::phrase(at, word) {
        return causes(row).then_some(at..at + length);
    }
    let dies =
        |verb: usize| r.entries[verb].entries().iter().any(|row| row.value("step") == Some("health-died"));
    let of = matches!(r.norm(at), "from" | "of") && at.checked_sub(1).is_some_and(dies);
    of.then_some(at..at + 1)
}

/// Whether a wording calls anything a cause, by a preposition, a conjunction, a verb, an agent with "by" or a killer.
fn is_causal(r: &Reading<'_>) -> bool {
    let word = |k: usize| r.words.get(k).map(|w| w.norm.as_str());
    (0..r.words.len()).any(|at| {
        let tagged = r.entries[at].entries().iter().any(|row| row.has("causal"))
            || lexicon::phrase(at, word).is_some_and(|(row, _)| row.has("causal"));
        let kills = r.entries[at]
            .entries()
            .iter()
            .any(|row| row.value("step").is_some_and(|s| s.starts_with("death-")));
        tagged || kills || leads(r, at).is_some() || matches!(r.norm(at), "by" | "as" | "over")
    })
}
