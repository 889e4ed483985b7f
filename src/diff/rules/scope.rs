//! Scope: "all" that became "some": it reaches further now, or less far.

use super::hedges::hedges;
use super::opposites;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::matching::meet;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::lexicon::Quantifier;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "scope",
    says: "A word for how much a statement covers was added, removed or replaced.",
    place: "First stage: it leaves words that became their opposites to that rule, and doubt to hedges.",
    findings: Find::Whole(findings),
    catches: &[
        ("Both men pleaded guilty.", "One of the men pleaded guilty."),
        ("One of the two bridges is shut.", "Both of the bridges are shut."),
        ("The flood damaged all houses.", "The flood damaged some houses."),
        ("The plan was approved.", "The plan was partly approved."),
        ("Every shop in Upton was closed.", "Most shops in Upton were closed."),
        ("The rule covers all workers.", "The rule covers workers."),
        ("The road was permanently closed.", "The road was temporarily closed."),
        ("The strike shut schools.", "The strike shut schools nationwide."),
        ("The whole village was flooded.", "The village was flooded."),
        ("The ban covers mostly lorries.", "The ban covers only lorries."),
        ("The fever spread in southern Orlec.", "The fever spread in Orlec."),
        ("Trains are often late.", "Trains are always late."),
        ("He has never taken bribes.", "He has rarely taken bribes."),
        ("Few doctors had read the rules.", "A few doctors had read the rules."),
        (
            "The drug was tested only in adults at two sites.",
            "The drug was tested in adults at only two sites.",
        ),
        ("Parts of the plant were shut.", "The plant was shut."),
        ("The storm cut power to parts of the town.", "The storm cut power to the town."),
    ],
    spares: &[
        ("It agreed to some of the plan in Upton.", "It agreed to part of the plan in Upton."),
        ("Several people were hurt in Upton.", "Twelve people were hurt in Upton."),
        ("Most shops were closed.", "Most of the shops were closed."),
        ("She took part in the race.", "She ran in the race."),
        ("He lives in Western Garrow.", "He lives in Garrow."),
        ("All houses were damaged.", "Every house was damaged."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("Only 12 people came.", "12 people came."),
        ("Not all of the boats sank.", "Some of the boats did not sink."),
        ("He only sold the car to her.", "He sold only the car to her."),
        ("A bus hit a wall.", "A bus hit a wall, and all of its windows broke at once."),
        ("He is certain to win.", "He is likely to win."),
    ],
};

/// Longest difference around a word of scope; in a longer one it says how far something else reaches.
const QUALIFIER: usize = 6;
/// Content words that make what a comma sets off a clause of its own.
const CLAUSE: usize = 3;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let turned = opposites::turned(pair);
    let [left, right] = pair.views();
    let mut gone = lone(left);
    let mut come = lone(right);
    gone.retain(|&i| !turned.iter().any(|t| t.0 == i));
    come.retain(|&j| !turned.iter().any(|t| t.1 == j));
    // "some of the plan" and "part of the plan" reach as far; "northern" and "western" do not.
    let region = |r: &Reading<'_>, i: usize| r.entries[i].has_tag("name_part").then(|| r.norm(i).to_owned());
    // "Not all were hurt", "some were not hurt"
    let part = |r: &Reading<'_>, i: usize| {
        let denied = i.checked_sub(1).is_some_and(|b| r.norm(b) == "not");
        r.scope(i).map(|all| if denied && all == Quantifier::All { Quantifier::Some } else { all })
    };
    let reach = |r: &Reading<'_>, list: &[usize]| -> Vec<(Option<Quantifier>, Option<String>)> {
        list.iter().map(|&i| (part(r, i), region(r, i))).collect()
    };
    if gone.is_empty()
        && come.is_empty()
        && let Some((was, is)) = shifted(pair)
    {
        let reason = "reaches another part of the sentence, or further";
        return vec![pair.finding(Kind::ScopeChanged, Severity::Medium, &[was], &[is], reason)];
    }
    if gone.is_empty() && come.is_empty() || reach(left.from, &gone) == reach(right.from, &come) {
        return Vec::new();
    }
    let ranges = |list: &[usize]| list.iter().map(|&i| i..i + 1).collect::<Vec<_>>();
    let reason = "covers more or less than before";
    vec![pair.finding(Kind::ScopeChanged, Severity::Medium, &ranges(&gone), &ranges(&come), reason)]
}

/// "Few came", "a few came"; "tested only in adults at two sites", "tested in adults at only two sites": a word of scope
/// that stays, but says more, or of something else.
fn shifted(pair: &Pair<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let [left, right] = pair.views();
    let article = |r: &Reading<'_>, at: usize| at.checked_sub(1).is_some_and(|b| r.norm(b) == "a");
    let quite = |r: &Reading<'_>, at: usize| {
        at.checked_sub(2).is_some_and(|b| matches!(r.norm(b), "quite" | "only" | "just"))
    };
    let ahead = |r: &Reading<'_>, at: usize| r.content_from(at + 1).next();
    let once = |r: &Reading<'_>, word: &str| (0..r.words.len()).filter(|&k| r.norm(k) == word).count() == 1;
    (0..left.from.words.len()).find_map(|i| {
        let (old, new) = (left.from, right.from);
        let word = old.norm(i);
        if !matches!(word, "few" | "only") || !left.is_plain(i) || !once(old, word) || !once(new, word) {
            return None;
        }
        let j = (0..new.words.len()).find(|&j| new.norm(j) == word && right.is_plain(j))?;
        let turned = if word == "few" {
            article(old, i) != article(new, j) && !quite(old, i) && !quite(new, j)
        } else {
            let (was, is) = (ahead(old, i)?, ahead(new, j)?);
            let stays = left.near(was).is_some() && right.near(is).is_some();
            // The verb before which "only" stands may be any part of what it says.
            let verb = |r: &Reading<'_>, at: usize| r.is_verb_like(at);
            stays && left.near(was) != Some(is) && !verb(old, was) && !verb(new, is)
        };
        let shown = |r: &Reading<'_>, at: usize| at - usize::from(word == "few" && article(r, at))..at + 1;
        turned.then(|| (shown(old, i), shown(new, j)))
    })
}

/// Words of scope that the other wording has not, around content that stays.
fn lone(view: View<'_>) -> Vec<usize> {
    let from = view.from;
    let doubt = hedges(from);
    (0..from.words.len())
        .filter(|&i| from.scope(i).is_some() && view.partner(i).is_none() && view.is_plain(i))
        .filter(|&i| !view.to.stems.contains(&from.words[i].stem))
        .filter(|&i| !is_phrase(from, i) || is_one_of_both(view, i))
        .filter(|&i| from.negation(i).is_none() || is_graded(view, i))
        .filter(|&i| !doubt.iter().any(|h| h.contains(&i)))
        .filter(|&i| {
            let stays = |k: usize| view.partner(k).is_some() || view.to.stems.contains(&from.words[k].stem);
            let mut ahead = from.content_from(i + 1).take(2).peekable();
            // "schools nationwide."
            let last = || i.checked_sub(1).is_some_and(|b| from.is_content(b) && stays(b));
            if ahead.peek().is_none() { last() } else { ahead.any(stays) }
        })
        .filter(|&i| reaches(view, i))
        .collect()
}

/// "Both men", "one of the men".
fn is_one_of_both(view: View<'_>, at: usize) -> bool {
    let one = |there: &Range<usize>| there.clone().any(|k| matches!(view.to.norm(k), "one" | "either"));
    view.from.norm(at) == "both"
        && view.places().any(|(here, there)| here.contains(&at) && there.len() <= QUALIFIER && one(there))
}

/// Whether a negation gave way to another that reaches further or less far: "never", "rarely".
fn is_graded(view: View<'_>, at: usize) -> bool {
    let scope = |r: &Reading<'_>, k: usize| r.scope(k).filter(|_| r.negation(k).is_some());
    let mine = scope(view.from, at);
    let other = |k: usize| scope(view.to, k).is_some_and(|theirs| Some(theirs) != mine);
    let short = |range: &Range<usize>| range.len() <= QUALIFIER;
    let graded = |(here, there): (&Range<usize>, &Range<usize>)| {
        here.contains(&at) && short(there) && there.clone().any(other)
    };
    mine.is_some() && view.places().any(graded)
}

/// Whether a word of scope says how far what stays reaches: not in a clause that is new as a whole, nor where a count
/// stands for it.
fn reaches(view: View<'_>, at: usize) -> bool {
    view.places().filter(|(here, _)| here.contains(&at)).any(|(here, there)| {
        let vague =
            matches!(view.from.scope(at), Some(Quantifier::Few | Quantifier::Some | Quantifier::Many));
        let counted = vague && view.to.figures.iter().any(|f| meet(&f.tokens, there));
        let set_off =
            there.is_empty() && view.from.before[here.start] == ',' && view.novel(here).len() > CLAUSE;
        here.len().max(there.len()) <= QUALIFIER && !counted && !set_off
    })
}

/// "took part", "only 12", "Western Australia": nothing is said of how far it reaches.
fn is_phrase(reading: &Reading<'_>, at: usize) -> bool {
    let proper = |i: usize| reading.words.get(i).is_some_and(|w| w.capital && !w.first) && !reading.shouting;
    let next = reading.norm(at + 1);
    match reading.norm(at) {
        // Two of two, what a negation leaves, shares and measures.
        "both" | "any" | "half" | "much" => true,
        "part" => at.checked_sub(1).is_some_and(|b| reading.entries[b].lemma() == "take"),
        "certain" => matches!(next, "to" | "that" | "of"),
        "only" | "just" | "some" => reading.figure_at(at + 1).is_some(),
        // "an exclusive", "the single"
        // "Parts of the plant"
        _ if reading.class(at) == TokenClass::Noun
            && next == "of"
            && reading.scope(at) == Some(Quantifier::Some) =>
        {
            false
        }
        _ if reading.class(at) == TokenClass::Noun => {
            !["person", "name_part"].iter().any(|tag| reading.entries[at].has_tag(tag))
        }
        _ => proper(at) && proper(at + 1) || reading.entries[at].has_tag("preposition"),
    }
}
