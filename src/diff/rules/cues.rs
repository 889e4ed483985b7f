//! Cues: the same source, with a verb that is surer, more doubtful, or the opposite.

use super::{Find, Rule};
use crate::claim::{Voice, tokenize};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::lexicon::{Negation, Strength, negation};
use crate::extract::CueClass;
use std::cmp::Ordering;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "cues",
    says: "The verb that reports it is more certain, more doubtful or the opposite; what is said stays.",
    place: "First stage: beside speakers, on the same attributions.",
    findings: Find::Whole(findings),
    catches: &[
        ("Police claim the man fled.", "Police say the man fled."),
        ("Police said he fled to Upton.", "Police denied he fled to Upton."),
        ("The mayor said the dam is sound.", "The mayor believes the dam is sound."),
        ("Officials confirmed that the boy is dead.", "Officials said that the boy is dead."),
        ("The company insists the figures are right.", "The company announced the figures are right."),
        ("Ana Ito alleged that the vote was bought.", "Ana Ito proved that the vote was bought."),
        ("Doctors think the fever is over.", "Doctors claim the fever is over."),
        ("The mayor admitted the money is gone.", "The mayor denies the money is gone."),
        ("Police suspect that she was poisoned.", "Police confirmed that she was poisoned."),
        ("The mine's owner expects that it will close.", "The mine's owner said that it will close."),
    ],
    spares: &[
        ("Police said the man fled.", "Police say the man fled."),
        ("Police said the man fled.", "Police announced the man fled."),
        ("Police claim the man fled.", "Police allege the man fled."),
        ("Officials denied the boy is dead.", "Officials deny the boy is dead."),
        ("Ana Ito claims the vote was bought.", "According to Ana Ito, the vote was bought."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("The man fled.", "The man stayed."),
        ("Doctors think the fever is over.", "Doctors believe the fever is over."),
        ("The road is shut, the mayor said.", "The road is shut, the mayor added."),
        ("She thinks of her children.", "She speaks of her children."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    if let (Some(a), Some(b)) = (&pair.old.statement.voice, &pair.new.statement.voice) {
        out.extend(of_voices(pair, a, b));
    }
    for &(i, j) in &pair.attributions.pairs {
        let (a, b) = (&pair.old.attributions[i], &pair.new.attributions[j]);
        let denied = denies(&pair.old, &a.cue);
        let told = if denied == denies(&pair.new, &b.cue) {
            let one = is_according(&pair.old, &a.cue) == is_according(&pair.new, &b.cue);
            // "claims" and "according to" both leave it to the source.
            let left = !one && a.strength.min(b.strength) == Strength::Doubting;
            surer(a.strength, b.strength).filter(|_| !left)
        } else {
            Some(turned(denied))
        };
        out.extend(told.map(|(kind, severity, reason)| {
            pair.finding(kind, severity, std::slice::from_ref(&a.cue), std::slice::from_ref(&b.cue), reason)
        }));
    }
    out
}

type Told = (Kind, Severity, &'static str);

fn turned(was_negative: bool) -> Told {
    let reason = if was_negative {
        "denied or not said before, now said"
    } else {
        "said before, now denied or not said"
    };
    (Kind::PolarityFlipped, Severity::High, reason)
}

fn surer(was: Strength, is: Strength) -> Option<Told> {
    match is.cmp(&was) {
        Ordering::Greater => Some((Kind::CertaintyRaised, Severity::Medium, "reported with more certainty")),
        Ordering::Less => Some((Kind::CertaintyLowered, Severity::Medium, "reported with less certainty")),
        Ordering::Equal => None,
    }
}

fn denies(reading: &Reading<'_>, cue: &Range<usize>) -> bool {
    cue.clone().any(|i| reading.entries[i].lemma() == "deny")
}

fn is_according(reading: &Reading<'_>, cue: &Range<usize>) -> bool {
    reading.norm(cue.start) == "according"
}

/// Compares the cues that the extractor found. They may stand outside the statement: no words of it show them.
fn of_voices(pair: &Pair<'_>, a: &Voice, b: &Voice) -> impl Iterator<Item = Finding> {
    let strength = |v: &Voice| match v.cue_class {
        _ if v.hedge.is_some() => Strength::Doubting,
        CueClass::Allege => Strength::Doubting,
        CueClass::Believe => Strength::Holding,
        _ if v.cue.to_lowercase().contains("confirm") => Strength::Sure,
        _ => Strength::Plain,
    };
    let negative = |v: &Voice| v.negated != (v.cue_class == CueClass::Deny);
    // Where the same cue stands among as many negations, only the extraction took one for another's.
    let negations = |r: &Reading<'_>| {
        let words = tokenize(&r.statement.context);
        let denied = |norm: &str| negation(norm).is_some_and(|n| n != Negation::Noun);
        words.iter().filter(|w| denied(&w.norm)).count()
    };
    let opposite =
        negative(a) != negative(b) && (a.cue != b.cue || negations(&pair.old) != negations(&pair.new));
    let told = surer(strength(a), strength(b)).into_iter().chain(opposite.then(|| turned(negative(a))));
    told.map(|(kind, severity, reason)| Finding::new(kind, a.cue.clone(), b.cue.clone(), severity, reason))
}
