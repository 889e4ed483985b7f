//! Degrees: "all" that became "most" before the same words, "never" that became "rarely".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::Inflection;
use crate::english::lexicon::{Negation, Quantifier};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "degrees",
    says: "A word for how many or how often gave way to one of another degree, and what it counts stayed.",
    place: "Before scope, which also finds words of degree that only came or went.",
    findings: Find::Whole(findings),
    catches: &[
        ("Two of three dams failed the test.", "All three dams failed the test."),
        ("Half of the crew survived the wreck.", "Most of the crew survived the wreck."),
        ("The mayor has never taken a fee.", "The mayor has rarely taken a fee."),
        ("Every pump was inspected in May.", "Almost every pump was inspected in May."),
        ("Nearly all the boats sank.", "All the boats sank."),
        ("Some of the wells are dry.", "All of the wells are dry."),
        ("Most residents have left the valley.", "All residents have left the valley."),
        ("He always pays in cash.", "He usually pays in cash."),
        ("The depot was partly destroyed.", "The depot was completely destroyed."),
        ("Few teachers joined the march.", "Many teachers joined the march."),
        ("The clinic is mostly empty at night.", "The clinic is entirely empty at night."),
        ("Shops rarely open on Mondays.", "Shops usually open on Mondays."),
        ("A minority of members backed Ord.", "A majority of members backed Ord."),
        ("The gates are seldom locked.", "The gates are never locked."),
        ("Everyone on the ferry was rescued.", "Almost everyone on the ferry was rescued."),
        ("The council sometimes meets in secret.", "The council always meets in secret."),
        ("One of the two engines failed.", "Both engines failed."),
        ("The bridge was fully reopened on Monday.", "The bridge was partially reopened on Monday."),
        ("Several schools in Garrow closed.", "All schools in Garrow closed."),
        ("The blaze destroyed most of the archive.", "The blaze destroyed all of the archive."),
        ("She rarely visited the camp.", "She frequently visited the camp."),
        ("It was one of the strongest storms of the year.", "It was the strongest storm of the year."),
        ("Orlec is one of the most feared clubs.", "Orlec is the most feared club."),
        ("Webb is among the richest men.", "Webb is the richest man."),
        ("She is one of the best divers in Upton.", "She is the best diver in Upton."),
    ],
    spares: &[
        ("All houses were damaged.", "Every house was damaged."),
        ("Many people came to Upton.", "Several people came to Upton."),
        ("Multiple people were hurt.", "Several people were hurt."),
        ("The whole crew left the ship.", "The entire crew left the ship."),
        ("Most of the shops were closed.", "Most shops were closed."),
        ("Some towns were cut off.", "Twelve towns were cut off."),
        ("All roads to Upton are shut.", "Most trains to Upton are late."),
        ("He fled to southern Garrow.", "He fled to the whole of Orlec."),
        ("The plan covers all workers.", "The plan covers workers."),
        ("She took part in the race.", "She ran all of the race."),
        ("Each of the boats sank.", "All the boats sank."),
        ("No shop in Upton was open.", "Some shops in Upton were open."),
        ("One of the men was hurt.", "The men were hurt."),
        ("One of the oldest trees fell.", "One of the tallest trees fell."),
        ("Hardly a house was not damaged.", "Almost every house was damaged."),
    ],
};

/// Longest wording, in words, that says how many: "two of the", "almost all of the".
const PHRASE: usize = 5;
/// Steps of the scale between degrees that are surely not the same: "several" and "many" are two names of one.
const APART: u8 = 2;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let mut out = Vec::new();
    // "Hardly a house was not damaged" says of almost every house that it was.
    if is_denied(left) || is_denied(right) {
        return out;
    }
    for (here, there) in left.places() {
        if here.len() > PHRASE || there.len() > PHRASE || !goes_on(left, here, there) {
            continue;
        }
        let whole =
            |here: &Range<usize>| here.start..here.end + usize::from(here.is_empty() || there.is_empty());
        let Some(was) = degree(left.from, here) else { continue };
        let Some(is) = degree(right.from, there) else { continue };
        if was.differs(&is) {
            let severity = if was.is_end() || is.is_end() { Severity::High } else { Severity::Medium };
            let reason = "covers more or less than before";
            out.push(pair.finding(Kind::ScopeChanged, severity, &[whole(here)], &[whole(there)], reason));
        }
    }
    out.extend(left.places().filter_map(|(here, there)| ranked(pair, here, there)));
    out
}

/// "One of the strongest storms", "the strongest storm": among the first, or the first.
fn ranked(pair: &Pair<'_>, here: &Range<usize>, there: &Range<usize>) -> Option<Finding> {
    let words = |r: &Reading<'_>, range: &Range<usize>| {
        range.clone().map(|k| r.norm(k)).collect::<Vec<_>>().join(" ")
    };
    let (was, is) = (words(&pair.old, here), words(&pair.new, there));
    let first = |r: &Reading<'_>, at: usize| {
        let at = at + usize::from(r.norm(at) == "the");
        at < r.words.len()
            && (r.has_form(at, Inflection::SUPERLATIVE) || matches!(r.norm(at), "most" | "least"))
    };
    let among = |one: &str, other: &str| {
        let leads = ["one of", "among"].into_iter().filter_map(|lead| one.strip_prefix(lead));
        leads.map(str::trim_start).any(|rest| rest == other)
    };
    let turned = among(&was, &is) || among(&is, &was);
    let shown = |range: &Range<usize>| range.start..range.end + usize::from(range.is_empty());
    (turned && first(&pair.old, here.end) && first(&pair.new, there.end)).then(|| {
        let reason = "among the first, or the first";
        pair.finding(Kind::ScopeChanged, Severity::Medium, &[shown(here)], &[shown(there)], reason)
    })
}

/// How many, or how often.
struct Degree {
    /// Its place on the scale from none to all.
    rank: u8,
    /// Whether a negation says it: "never", "rarely".
    negated: bool,
}

impl Degree {
    const ALL: u8 = 5;
    const MOST: u8 = 4;
    const SOME: u8 = 2;
    const NONE: u8 = 0;

    /// Whether it stands at an end of the scale, so that any other denies it.
    fn is_end(&self) -> bool {
        matches!(self.rank, Self::NONE | Self::ALL)
    }

    /// Whether it is surely another degree. That something is none at all is for the rule for negations, where no word
    /// such as "rarely" stands in its place.
    fn differs(&self, other: &Self) -> bool {
        let denied = self.rank == Self::NONE || other.rank == Self::NONE;
        let apart = self.rank.abs_diff(other.rank) >= APART || self.is_end() != other.is_end();
        apart && (!denied || self.negated && other.negated)
    }

    fn of(scope: Quantifier, negated: bool) -> Option<Self> {
        let rank = match scope {
            Quantifier::None => Self::NONE,
            Quantifier::Few => 1,
            Quantifier::Some => Self::SOME,
            Quantifier::Many => 3,
            Quantifier::Most => Self::MOST,
            Quantifier::All => Self::ALL,
            Quantifier::Only => return None,
        };
        Some(Self { rank, negated })
    }
}

/// Whether a wording says "not" where the other does not.
fn is_denied(view: View<'_>) -> bool {
    let denies = |at: usize| view.from.negation(at) == Some(Negation::Plain) && view.from.scope(at).is_none();
    (0..view.from.words.len()).any(|at| view.partner(at).is_none() && denies(at))
}

/// Whether the wordings go on with the same word, or both end after the same one.
fn goes_on(view: View<'_>, here: &Range<usize>, there: &Range<usize>) -> bool {
    let (ends, other_ends) = (here.end >= view.from.words.len(), there.end >= view.to.words.len());
    if ends || other_ends {
        let before = here.start.checked_sub(1).and_then(|at| view.partner(at));
        return ends && other_ends && before.is_some() && before == there.start.checked_sub(1);
    }
    view.partner(here.end) == Some(there.end)
}

/// The degree that the words of `range` give, or the word after them where they only soften it or are none.
fn degree(reading: &Reading<'_>, range: &Range<usize>) -> Option<Degree> {
    if let Some(share) = share(reading, range) {
        return Some(share);
    }
    // "Freezes over every winter": a preposition softens figures only.
    let softens = |at: usize| {
        let entry = &reading.entries[at];
        entry.has_tag("approximate") && !entry.has_tag("preposition") && !is_determiner(reading, at)
    };
    let end = if range.clone().all(softens) { (range.end + 1).min(reading.words.len()) } else { range.end };
    let mut degrees = (range.start..end).filter(|&at| !softens(at)).filter_map(|at| {
        let scope = reading.scope(at).filter(|_| !is_other(reading, at))?;
        Some((at, Degree::of(scope, reading.negation(at).is_some())?))
    });
    let (at, mut degree) = degrees.next()?;
    let counts_another = (at + 1..range.end).any(|k| reading.is_content(k));
    if degrees.next().is_some() || counts_another {
        return None;
    }
    if at.checked_sub(1).is_some_and(softens) && degree.rank == Degree::ALL {
        degree.rank = Degree::MOST;
    }
    Some(degree)
}

fn is_determiner(reading: &Reading<'_>, at: usize) -> bool {
    reading.entries[at].has_tag("determiner")
}

/// "two of three", "one of the two".
fn share(reading: &Reading<'_>, range: &Range<usize>) -> Option<Degree> {
    let counts = |at: usize| at < reading.words.len() && reading.figure_at(at).is_some();
    let of = range.start + 1;
    let whole = of + if reading.words.get(of + 1).is_some_and(|w| w.norm == "the") { 2 } else { 1 };
    let is_share = !range.is_empty()
        && counts(range.start)
        && range.contains(&of)
        && reading.norm(of) == "of"
        && counts(whole);
    is_share.then_some(Degree { rank: Degree::SOME, negated: false })
}

/// Words of degree that here say something else: parts of names and of phrases, nouns, "any" and "certain".
fn is_other(reading: &Reading<'_>, at: usize) -> bool {
    let entry = &reading.entries[at];
    match reading.norm(at) {
        "any" | "anyone" | "anybody" | "anything" | "certain" | "little" | "less" | "fewer" | "much" => true,
        "part" => at.checked_sub(1).is_some_and(|b| reading.entries[b].lemma() == "take"),
        "half" | "majority" | "minority" | "handful" => false,
        _ => {
            let noun = reading.class(at) == TokenClass::Noun
                && !["person", "people"].iter().any(|tag| entry.has_tag(tag));
            noun || ["name_part", "preposition", "modifier"].iter().any(|tag| entry.has_tag(tag))
        }
    }
}
