//! Unrelated: two statements that are no versions of one.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::places::{self, PlacePart};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "unrelated",
    says: "One statement was replaced by a different one.",
    place: "A gate: between two statements of two things every word differs, and no difference means anything.",
    findings: Find::Gate(findings),
    catches: &[
        ("The mayor opened a library.", "Rail fares will rise next spring."),
        ("A storm sank two boats off Garrow.", "The parliament of Orlec elects a new speaker."),
        ("Ana Ito wins the marathon.", "Three miners are trapped below ground."),
        ("The bank cut its rates by half a point.", "A gorilla was born in the zoo."),
        ("Police search for a missing boy.", "The festival opens with a jazz concert."),
        ("The museum shows new paintings.", "A strike stops all ferries."),
        ("Garrow beat Wexley in the final.", "Doctors warn of a fever in schools."),
        ("The minister resigned over a loan.", "Snow fell on the southern hills."),
        (
            "Three people are killed when a bus falls into a ravine near Upton in Garrow Province.",
            "Nine people are killed when a boat sinks in a lake near Wexley in Orlec Province.",
        ),
        ("Orlec signs a treaty with its neighbour.", "A hospital treats its first patient."),
    ],
    spares: &[
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("The fire killed 12 people in Upton.", "The fire killed 19 people and two dogs in Upton."),
        ("Ana Ito won the race in Upton.", "The race in Upton was won by Ana Ito."),
        ("A bus hit a wall.", "A bus hit a wall while its driver was texting friends."),
        ("The council approved the plan.", "The council rejected the plan."),
        ("The trial of Ana Ito began.", "The trial of Jon Webb began."),
        ("Sales rose at Webb Stores.", "Sales at Webb Stores rose by 4 percent in May."),
        ("The road is shut, the mayor said.", "The road is shut."),
        ("A storm hit Garrow.", "A storm hits Garrow and leaves 4,000 homes without power."),
        ("He was jailed for fraud.", "He was jailed for two years for fraud and theft."),
    ],
};

/// Share of content words in common below which two statements are not versions of one.
const UNRELATED: f32 = 0.30;
/// The same for statements that name nobody and nothing in common.
const UNRELATED_APART: f32 = 0.55;
/// Content words of a statement that tells of an event with its place.
const TELLING: usize = 6;
/// Words of names in such a statement.
const NAMED: usize = 2;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (old, new) = (&pair.old, &pair.new);
    let similar = similarity(old, new);
    if similar >= UNRELATED && (similar >= UNRELATED_APART || !apart(pair)) {
        return Vec::new();
    }
    let (all_old, all_new) = (0..old.words.len(), 0..new.words.len());
    let reason = "a different statement";
    vec![pair.finding(Kind::Different, Severity::Medium, &[all_old], &[all_new], reason)]
}

/// Whether two statements with names have none in common: "three killed in X" and "three killed in Y" are two events.
fn apart(pair: &Pair<'_>) -> bool {
    let views = pair.views();
    let content = |r: &Reading<'_>| (0..r.words.len()).filter(|&i| r.is_content(i)).count();
    let names = |view: &View<'_>| names(view.from).count();
    views.iter().all(|v| content(v.from) >= TELLING && names(v) >= NAMED)
        && !views.iter().any(|v| self::names(v.from).any(|i| is_telling(v.from, i) && v.is_known(i)))
}

fn names(reading: &Reading<'_>) -> impl Iterator<Item = usize> {
    (0..reading.words.len()).filter(|&i| reading.is_name(i))
}

/// "an Israeli airstrike" here and there does not make them one, nor does "South" in two countries.
fn is_telling(reading: &Reading<'_>, at: usize) -> bool {
    let people = matches!(places::of(reading.norm(at)), Some((_, PlacePart::People)));
    let next = reading.words.get(at + 1).is_some_and(|w| !w.capital);
    let adjective = people && next && reading.before[at + 1] == ' ' && reading.is_content(at + 1);
    !adjective && !reading.entries[at].has_tag("name_part")
}

/// Share of content words in common, of the shorter side.
fn similarity(old: &Reading<'_>, new: &Reading<'_>) -> f32 {
    let content = |r: &Reading<'_>| -> HashSet<String> {
        (0..r.words.len()).filter(|&i| r.is_content(i)).map(|i| r.words[i].stem.clone()).collect()
    };
    let (a, b) = (content(old), content(new));
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 1.0;
    }
    a.intersection(&b).count() as f32 / shorter as f32
}
