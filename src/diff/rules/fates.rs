//! Fates: what befell somebody, or what somebody is accused of, gave way to another: killed and wounded, theft and fraud.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::Relation;
use std::collections::HashSet;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "fates",
    says: "The dead became the hurt, the missing or the held, or one crime became another.",
    place: "First stage: to the rules for words these are two verbs or two nouns like any others.",
    findings: Find::Whole(findings),
    catches: &[
        ("A gunman killed five people.", "A gunman wounded five people."),
        ("Nine miners are missing.", "Nine miners are dead."),
        ("Three soldiers were injured in the raid.", "Three soldiers were killed in the raid."),
        ("She is charged with theft.", "She is charged with fraud."),
        ("Two sailors died off Upton.", "Two sailors were hurt off Upton."),
        ("The blast caused 14 deaths.", "The blast caused 14 injuries."),
        ("He pleaded guilty to manslaughter.", "He pleaded guilty to murder."),
        ("The mayor is suspected of bribery.", "The mayor is suspected of perjury."),
        ("Police detained eight protesters.", "Police injured eight protesters."),
        ("An inquiry into embezzlement began.", "An inquiry into harassment began."),
    ],
    spares: &[
        ("A gunman killed five people.", "Five people were killed by a gunman."),
        ("Five people died in the fire.", "The fire killed five people."),
        ("Three people were injured.", "Three people were wounded."),
        ("The storm left 5 dead and 3 hurt.", "The storm hurt 3 people and killed 5."),
        ("Eight protesters were arrested.", "Eight protesters were detained."),
        ("She is charged with theft.", "She is accused of theft."),
        ("He faces a murder charge.", "He is charged with murder."),
        ("The accusation is false.", "The allegation is false."),
        ("Two died and four were hurt.", "Two died."),
        ("The trial for fraud began.", "The fraud trial began."),
    ],
};

/// Longest difference, in words, within which one word can be said to stand for another.
const PHRASE: usize = 12;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let counted = |reading: &Reading<'_>| -> HashSet<&str> {
        (0..reading.words.len()).filter_map(|at| toll(reading, at)).collect()
    };
    let (old, new) = (counted(left.from), counted(right.from));
    // The dead here and the hurt there, where neither text counts both.
    let other_toll = |i: usize, j: usize| match (toll(left.from, i), toll(right.from, j)) {
        (Some(was), Some(is)) => was != is && !old.contains(is) && !new.contains(was),
        _ => false,
    };
    let short = left.places().filter(|(here, there)| here.len().max(there.len()) <= PHRASE);
    let turned = short.filter_map(|(here, there)| {
        let mut pairs = here.clone().flat_map(|i| there.clone().map(move |j| (i, j)));
        pairs.find(|&(i, j)| other_toll(i, j) || is_other_crime(left, i, right, j))
    });
    let (before, after): (Vec<Range<usize>>, Vec<Range<usize>>) =
        turned.map(|(i, j)| (i..i + 1, j..j + 1)).unzip();
    if before.is_empty() {
        return Vec::new();
    }
    vec![pair.finding(Kind::EntityChanged, Severity::High, &before, &after, "another harm or another crime")]
}

/// Whom a word counts: the dead, the hurt, the missing, the held.
fn toll(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    reading.entries[at].entries().iter().find_map(|row| row.value("toll"))
}

/// Whether two nouns are crimes, and neither is another word for the other or stands in both texts.
fn is_other_crime(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let (relation, _) = left.from.entries[i].relate(&right.from.entries[j]);
    is_crime(left.from, i)
        && is_crime(right.from, j)
        && !left.is_said(i)
        && !right.is_said(j)
        && !matches!(relation, Relation::Synonym | Relation::Similar | Relation::Derived)
}

/// A noun for a crime, and not for what the law or an accuser does about it.
fn is_crime(reading: &Reading<'_>, at: usize) -> bool {
    const ABOUT: [&str; 5] = ["report", "cue", "person", "toll=held", "negation"];
    let rows = reading.entries[at].entries();
    let about = |name: &str| match name.split_once('=') {
        Some((tag, value)) => rows.iter().any(|row| row.value(tag) == Some(value)),
        None => rows.iter().any(|row| row.has(name)),
    };
    reading.class(at) == TokenClass::Noun
        && !matches!(reading.domain(at), "noun.group" | "noun.person" | "noun.artifact")
        && rows.iter().any(|row| row.has("crime"))
        && !ABOUT.iter().any(|name| about(name))
}
