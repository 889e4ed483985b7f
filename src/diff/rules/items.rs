//! Items: one more in a row of things, or one fewer: "lead and arsenic", "lead, arsenic and mercury".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::TokenClass;
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "items",
    says: "A row of things that belong together has one more, or one fewer.",
    place: "First stage: in a recast sentence details takes a word or two for another way of saying it.",
    findings: Find::Whole(findings),
    catches: &[
        ("Tests found lead and arsenic in the water.", "Tests found lead, arsenic and mercury in the water."),
        (
            "Tests found traces of lead and arsenic at two schools in Upton.",
            "At two Upton schools tests found traces of lead, arsenic and mercury.",
        ),
        ("The bus was full of pupils.", "The bus was full of pupils and teachers."),
        ("Tea and sugar are dearer.", "Tea, sugar and flour are dearer."),
        ("The storm cut power and water in Upton.", "The storm cut power, gas and water in Upton."),
        ("Garrow and Orlec signed the treaty.", "Garrow, Orlec and Wexley signed the treaty."),
        ("The thieves took rings and coins.", "The thieves took rings, coins and passports."),
        ("He is charged with theft.", "He is charged with theft and arson."),
        ("The fund pays for roads and schools.", "The fund pays for roads, schools and clinics."),
        ("Police seized knives and cash.", "Police seized knives, drugs and cash."),
    ],
    spares: &[
        ("Tests found lead and arsenic in the water.", "In the water tests found arsenic and lead."),
        ("Tea and sugar are dearer.", "Tea is dearer, and so is sugar."),
        ("The bus was full of pupils.", "The bus was full, and the pupils sang."),
        ("He was held and charged.", "He was held, charged and freed on Monday."),
        ("The mayor and her aide left.", "The mayor, Ana Ito, and her aide left."),
        ("The town is old and poor.", "The town is old, poor and proud."),
        ("The crash killed two and hurt five.", "The crash killed two, hurt five and shut the road."),
        ("It rained in Upton.", "It rained in Upton and blew hard."),
        ("Boys and girls may join.", "Girls and boys may join."),
        ("The firm makes cars and lorries.", "The firm makes lorries as well as cars."),
        ("The road is shut.", "The road is shut, and the bridge stays open."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let reason = "one more or one fewer in a row of things";
    let gone = items([left, right]);
    let come = items([right, left]);
    let removed =
        (!gone.is_empty()).then(|| pair.finding(Kind::DetailRemoved, Severity::Low, &gone, &[], reason));
    let added =
        (!come.is_empty()).then(|| pair.finding(Kind::DetailAdded, Severity::Medium, &[], &come, reason));
    removed.into_iter().chain(added).collect()
}

/// The items of rows that the other wording has in no form, and nothing in their place.
fn items([view, other]: [View<'_>; 2]) -> Vec<Range<usize>> {
    let r = view.from;
    let noun = |k: usize| matches!(r.class(k), TokenClass::Noun | TokenClass::Name);
    let fresh = |k: usize| view.near(k).is_none() && !view.is_known(k) && view.is_plain(k);
    (0..r.words.len())
        .filter(|&k| noun(k) && r.figure_at(k).is_none() && fresh(k) && !view.took_a_place(other, k))
        .filter_map(|k| item(view, k))
        .collect()
}

/// The item of which `thing` is the noun: with "and" before it at the end of a row, or between commas and "and".
fn item(view: View<'_>, thing: usize) -> Option<Range<usize>> {
    let r = view.from;
    let joins = |k: usize| k < r.words.len() && matches!(r.norm(k), "and" | "or");
    let noun = |k: usize| matches!(r.class(k), TokenClass::Noun | TokenClass::Name);
    let kept = |k: usize| k < r.words.len() && view.near(k).is_some() && noun(k);
    let start = (0..thing).rev().take_while(|&k| r.entries[k].has_tag("determiner")).last().unwrap_or(thing);
    let before = start.checked_sub(1)?;
    let ends = thing + 1 >= r.words.len() || r.before[thing + 1] != ' ' || !noun(thing + 1);
    // "lead and mercury"
    if joins(before) && ends {
        return before
            .checked_sub(1)
            .filter(|&k| kept(k) && r.before[before] == ' ')
            .map(|_| before..thing + 1);
    }
    // "power, gas and water"
    let between = r.before[start] == ',' && kept(before) && joins(thing + 1) && kept(thing + 2);
    between.then_some(start..thing + 1)
}
