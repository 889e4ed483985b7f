//! Fates: what befell somebody, or what somebody is accused of, gave way to another: killed and wounded, theft and fraud.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Class, Reading};
use crate::diff::{Kind, Severity};
use crate::english::Relation;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "fates",
    says: "The dead became the hurt, the missing or the held, or one crime became another.",
    place: "First stage: to the rules for words these are two verbs or two nouns like any others.",
    find: Find::Whole(find),
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

fn find(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let (mut before, mut after): (Vec<Range<usize>>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    for (here, there) in left.places() {
        let pairs = here.clone().flat_map(|i| there.clone().map(move |j| (i, j)));
        if let Some((i, j)) = pairs
            .into_iter()
            .find(|&(i, j)| is_other_toll(left, i, right, j) || is_other_crime(left, i, right, j))
        {
            before.push(i..i + 1);
            after.push(j..j + 1);
        }
    }
    if before.is_empty() {
        return Vec::new();
    }
    vec![pair.finding(Kind::EntityChanged, Severity::High, &before, &after, "another harm or another crime")]
}

/// Whether two words count different people, the dead here and the hurt there, and neither text counts both.
fn is_other_toll(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let counts = |reading: &Reading<'_>, which: &str| {
        (0..reading.words.len()).any(|at| toll(reading, at).is_some_and(|of| of == which))
    };
    match (toll(left.from, i), toll(right.from, j)) {
        (Some(old), Some(new)) => old != new && !counts(left.from, new) && !counts(right.from, old),
        _ => false,
    }
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
    reading.class(at) == Class::Noun
        && rows.iter().any(|row| row.has("crime"))
        && !ABOUT.iter().any(|name| about(name))
}
