//! Privatives: an adjective that takes back what its noun says came in or went: "a failed coup", "a coup".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "privatives",
    says: "What was only attempted, proposed, suspended or the like is now the thing itself, or the other way round.",
    place: "First stage: to the rules for words it is one adjective more or less.",
    findings: Find::Whole(findings),
    catches: &[
        ("He got a suspended sentence.", "He got a sentence."),
        (
            "The court handed the captain a suspended prison sentence.",
            "The court sentenced the captain to prison.",
        ),
        ("The failed coup shook the country.", "The coup shook the country."),
        ("The unsuccessful bid cost 3 million crowns.", "The bid cost 3 million crowns."),
        ("Police filmed a mock raid.", "Police filmed a raid."),
        ("He sold fake passports.", "He sold passports."),
        ("The proposed tax will hurt the poor.", "The tax will hurt the poor."),
        ("The draft law bans fireworks.", "The law bans fireworks."),
        ("The botched robbery made news.", "The robbery made news."),
        ("An aborted landing delayed the flight.", "A landing delayed the flight."),
    ],
    spares: &[
        ("He got a suspended sentence.", "His sentence was suspended."),
        ("The failed coup shook the country.", "The coup that failed shook the country."),
        ("The failed coup shook the country.", "The unsuccessful coup shook the country."),
        ("He sold fake passports.", "He sold forged passports."),
        ("The proposed tax will hurt the poor.", "The planned tax will hurt the poor."),
        ("The bank failed.", "The bank collapsed."),
        ("He was suspended on Monday.", "He was sent home on Monday."),
        ("A fake was sold.", "A copy was sold."),
        ("The draft was read.", "The text was read."),
        ("The failed coup shook the country.", "The coup shook the country, but failed."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let told = |view: View<'_>, other: View<'_>| {
        let (with, noun) = privative(view, other)?;
        let (with, without) = (with..noun.0 + 1, noun.1..noun.1 + 1);
        let (was, is): (Range<usize>, Range<usize>) =
            if view.side == Side::Old { (with, without) } else { (without, with) };
        let reason = "only attempted, proposed, suspended or the like in one wording";
        Some(pair.finding(Kind::ScopeChanged, Severity::Medium, &[was], &[is], reason))
    };
    told(left, right).or_else(|| told(right, left)).into_iter().collect()
}

/// An adjective that takes its noun back and that the other wording has in no form, and the noun in both.
fn privative(view: View<'_>, other: View<'_>) -> Option<(usize, (usize, usize))> {
    let r = view.from;
    let takes_back = |r: &Reading<'_>, at: usize| r.entries[at].has_tag("privative");
    let found = (0..r.words.len()).filter(|&at| takes_back(r, at)).find_map(|at| {
        let lone = view.near(at).is_none() && !view.is_known(at) && view.is_plain(at);
        let part = |k: &usize| {
            let class = matches!(r.class(*k), TokenClass::Noun | TokenClass::Name | TokenClass::Adjective);
            class && r.before[*k] == ' '
        };
        let noun = (at + 1..r.words.len()).take_while(part).last()?;
        let replaced = view.took_a_place(other, at);
        let stays = (at + 1..=noun).all(|k| view.near(k).is_some());
        let there = view.near(noun).filter(|_| lone && !replaced && stays);
        there.map(|there| (at, (noun, there)))
    })?;
    let elsewhere = (0..other.from.words.len()).any(|k| {
        other.near(k).is_none()
            && (takes_back(other.from, k)
                || ["hedge", "future"].iter().any(|tag| other.from.entries[k].has_tag(tag))
                || other.from.negation(k).is_some())
    });
    (!elsewhere).then_some(found)
}
