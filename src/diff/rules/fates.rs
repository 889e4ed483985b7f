//! Fates: what befell somebody, or what somebody is accused of, gave way to another: killed and wounded, theft and fraud,
//! accused and charged.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::{Relation, lexicon};
use std::collections::HashSet;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "fates",
    says: "The dead became the hurt, the missing or the held, one crime became another, or one step of the law, of work or of a deal did.",
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
        ("The boxer was accused of assault.", "The boxer was accused of rape."),
        ("She is charged with theft.", "She is accused of theft."),
        ("The banker was indicted on Monday.", "The banker was convicted on Monday."),
        ("Police questioned the driver.", "Police arrested the driver."),
        ("He was jailed in May.", "He was fined in May."),
        ("Two farmers were killed on Monday.", "Two farmers were murdered on Monday."),
        ("The king was executed.", "The king was assassinated."),
        ("The mill laid off 40 weavers.", "The mill furloughed 40 weavers."),
        ("The clerk was sacked in May.", "The clerk resigned in May."),
        ("Ministers signed the treaty in Upton.", "Ministers initialled the treaty in Upton."),
        ("The parliament ratified the accord.", "The parliament signed the accord."),
        ("Orvale deported the priest.", "Orvale extradited the priest."),
        ("The storm damaged nine boats.", "The storm destroyed nine boats."),
        ("One patient has died.", "One patient has recovered."),
    ],
    spares: &[
        ("A gunman killed five people.", "Five people were killed by a gunman."),
        ("Five people died in the fire.", "The fire killed five people."),
        ("Three people were injured.", "Three people were wounded."),
        ("The storm left 5 dead and 3 hurt.", "The storm hurt 3 people and killed 5."),
        ("Eight protesters were arrested.", "Eight protesters were detained."),
        ("The clerk was sacked in May.", "The clerk was laid off in May."),
        ("She was sentenced to ten years in jail.", "She was jailed for ten years."),
        ("He was accused and later charged.", "He was charged after they had accused him."),
        ("The fine was a surprise.", "The sentence was a surprise."),
        ("The initial plan failed.", "The signed plan failed."),
        ("He faces a murder charge.", "He is charged with murder."),
        ("The accusation is false.", "The allegation is false."),
        ("Two died and four were hurt.", "Two died."),
        ("The trial for fraud began.", "The fraud trial began."),
    ],
};

/// Longest difference, in words, within which one word can be said to stand for another.
const PHRASE: usize = 12;
/// How sure it must be that two words for a crime mean one.
const SURE: f32 = 0.5;

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
    let (steps, others) = (steps(left.from), steps(right.from));
    let other_step = |i: usize, j: usize| match (step(left.from, i), step(right.from, j)) {
        (Some(was), Some(is)) => {
            was != is && ladder(was) == ladder(is) && !steps.contains(is) && !others.contains(was)
        }
        _ => false,
    };
    let short = left.places().filter(|(here, there)| here.len().max(there.len()) <= PHRASE);
    let turned = short.filter_map(|(here, there)| {
        let mut pairs = here.clone().flat_map(|i| there.clone().map(move |j| (i, j)));
        pairs.find(|&(i, j)| other_toll(i, j) || other_step(i, j) || is_other_crime(left, i, right, j))
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

/// The step that a verb tells of, on a ladder on which no two are the same: "accused", "charged", "laid off".
fn step(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let passive = at > 0 && reading.is_participle(at) && reading.entries[at - 1].has_tag("auxiliary");
    if reading.class(at) != TokenClass::Verb && !passive {
        return None;
    }
    let word = |k: usize| reading.words.get(k).map(|w| w.norm.as_str());
    let phrase = lexicon::phrase(at, word).and_then(|(row, _)| row.value("step"));
    phrase.or_else(|| reading.entries[at].entries().iter().find_map(|row| row.value("step")))
}

/// All the steps that a wording tells of.
fn steps(reading: &Reading<'_>) -> HashSet<&'static str> {
    (0..reading.words.len()).filter_map(|at| step(reading, at)).collect()
}

/// The ladder of a step: "law" of "law-charged".
fn ladder(step: &str) -> &str {
    step.split('-').next().unwrap_or(step)
}

/// Whether two nouns are crimes, and neither is another word for the other or stands in both texts.
fn is_other_crime(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let (relation, strength) = left.from.entries[i].relate(&right.from.entries[j]);
    is_crime(left.from, i)
        && is_crime(right.from, j)
        && !left.to.stems.contains(&left.from.words[i].stem)
        && !right.to.stems.contains(&right.from.words[j].stem)
        && !matches!(relation, Relation::Similar | Relation::Derived)
        // A rare sense makes no synonym of a crime: "assault" may stand for "rape".
        && (relation != Relation::Synonym || strength < SURE)
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
