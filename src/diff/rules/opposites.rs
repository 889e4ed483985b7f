//! Opposites: a word that became its opposite.

use super::negations::{negates, unpaired};
use super::{Find, Rule, stances};
use crate::claim::{Parsed, Sense};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::lexicon::Quantifier;
use crate::english::{LexicalWord, Relation};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "opposites",
    says: "A word was replaced by its opposite; of two persons, one by the other.",
    place: "First stage: what counts is that two words that stand for one another are opposed; scope leaves those to it.",
    findings: Find::Whole(findings),
    catches: &[
        ("The council approved the plan.", "The council rejected the plan."),
        ("It was a flop in Upton.", "It was a hit in Upton."),
        ("All but one left, except the captain.", "All but one left, including the captain."),
        ("The merger fell through on Friday.", "The merger went through on Friday."),
        ("The court struck down the ban.", "The court upheld the ban."),
        ("The judge threw out the case.", "The judge upheld the case."),
        ("The minister stepped down in May.", "The minister stayed in May."),
        ("Fewer residents complained about noise in May.", "More residents complained about noise in May."),
        (
            "Ito lost the only copy of the book in May, Webb said.",
            "Webb said that in May Ito found the copy of the book.",
        ),
        (
            "The contractor who wired the school lacked a licence, records show.",
            "Records show that the contractor who wired the school held a licence.",
        ),
        ("Rents went up in Upton.", "Rents fell in Upton."),
        ("The sale of the mill will fall through.", "The sale of the mill will go through."),
        ("The club sold the striker to Wexley.", "The club bought the striker from Wexley."),
        ("The bank sold the bonds.", "The bank bought the bonds."),
        ("Sales rose in May.", "Sales fell in May."),
        ("He was convicted of fraud.", "He was acquitted of fraud."),
        ("The drug is legal in Orvale.", "The drug is illegal in Orvale."),
        ("The road was closed before the vote.", "The road was closed after the vote."),
        ("The bridge is safe.", "The bridge is unsafe."),
        ("The court upheld the ban.", "The court overturned the ban."),
        ("Garrow won the final.", "Garrow lost the final."),
        ("The mayor praised the plan.", "The mayor condemned the plan."),
        ("Most shops were open.", "Most shops were closed."),
        ("A man was found dead.", "A woman was found dead."),
        ("The employee was fined.", "The employer was fined."),
        ("The rebels moved in.", "The rebels moved out."),
        ("The price of milk is up.", "The price of milk is down."),
        ("The lights went on, she wrote.", "The lights went off, she wrote."),
        ("The church is older than the mill.", "The church is younger than the mill."),
        ("Wages are higher in Upton than in Wexley.", "Wages are lower in Upton than in Wexley."),
        ("Hetton lies north of Marwick.", "Hetton lies south of Marwick."),
        ("The council heeded the warning.", "The council ignored the warning."),
        ("The clinic kept the records.", "The clinic destroyed the records."),
        ("The mayor welcomed the ruling.", "The mayor regretted the ruling."),
        ("The tenant has sued the landlord.", "The tenant has settled with the landlord."),
        ("The men looted the shop.", "The men bought the shop."),
        ("The union accepted the figures.", "The union disputed the figures."),
        ("The inquiry blamed the pilot.", "The inquiry exonerated the pilot."),
        ("The firm exposed the leak.", "The firm concealed the leak."),
        ("The second witness corroborated her account.", "The second witness contradicted her account."),
        ("The party embraced the plan.", "The party shunned the plan."),
    ],
    spares: &[
        ("The council approved the plan.", "The council adopted the plan."),
        ("The council approved the plan.", "The council improved the plan."),
        ("Sales rose in May.", "Sales increased in May."),
        ("The cameras were not monitored.", "The cameras were unmonitored."),
        ("The novel was sold to publishers abroad.", "The novel was bought by publishers abroad."),
        ("Orlec sold the mill to Webb Stores.", "Webb Stores bought the mill from Orlec."),
        (
            "The gallery lent the portrait to the museum.",
            "The museum borrowed the portrait from the gallery.",
        ),
        ("He lives in East Garrow.", "He lives in West Garrow."),
        ("Before this, he was a baker.", "He was a baker, after all."),
        ("The fire broke out.", "The fire started."),
        ("The court struck down the ban.", "The court quashed the ban."),
        ("The club laid off the striker.", "The club sacked the striker."),
        ("The judge threw out the case.", "The judge dismissed the case."),
        ("The gang carried out the raid.", "The gang committed the raid."),
        ("The school put off the trip.", "The school postponed the trip."),
        ("The bridge was closed.", "The bridge was shut."),
        ("A fire and a flood hit Upton.", "A flood and a fire hit Upton."),
        ("The mayor closed the road.", "The mayor closed the bridge."),
        ("The church is older than the mill.", "The mill is younger than the church."),
        ("Hetton lies north of Marwick.", "Marwick lies south of Hetton."),
        ("The crypt lies below the hall.", "The hall lies above the crypt."),
        ("Rice costs more than wheat this year.", "Wheat costs less than rice this year."),
        ("Wages are higher in Upton than in Wexley.", "Wages are lower in Wexley than in Upton."),
        ("The tenant settled in Upton.", "The tenant lived in Upton."),
        ("Neither of them wore a belt.", "Both of them were without a belt."),
        ("The clinic kept the records.", "The clinic retained the records."),
        ("The old bridge is safe and the new one is not.", "The new bridge is not safe and the old one is."),
    ],
};

/// Longest difference, in words, in which one word can be said to stand for another.
const NEAR: usize = 60;
/// Longest difference in which a noun and a verb can be.
const PHRASE: usize = 3;
/// How sure it must be that two words are opposites.
const SURE: f32 = 0.5;
/// Words before another in which a negation is looked for.
const AHEAD: usize = 3;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    // Of "a man" and "a woman" nothing is the contrary: it is another person.
    let person = |r: &Reading<'_>, at: usize| {
        r.class(at) == TokenClass::Noun && r.entries[at].share_in("noun.person") > SURE
    };
    let (persons, words): (Vec<_>, Vec<_>) =
        turned(pair).into_iter().partition(|&(i, j)| person(&pair.old, i) && person(&pair.new, j));
    let told = |turned: &[(usize, usize)], kind, reason| {
        let before: Vec<Range<usize>> = turned.iter().map(|t| t.0..t.0 + 1).collect();
        let after: Vec<Range<usize>> = turned.iter().map(|t| t.1..t.1 + 1).collect();
        (!turned.is_empty()).then(|| pair.finding(kind, Severity::High, &before, &after, reason))
    };
    let words = if words.is_empty() && persons.is_empty() { recast(pair) } else { words };
    let contrary = told(&words, Kind::PolarityFlipped, "a word was replaced by its opposite");
    contrary.into_iter().chain(told(&persons, Kind::EntityChanged, "another person in its place")).collect()
}

/// "The crew resumed work on Monday", "On Monday work was suspended by the crew": of a sentence that was recast, a verb and
/// its opposite with one and the same thing beside them.
fn recast(pair: &Pair<'_>) -> Vec<(usize, usize)> {
    let [left, right] = pair.views();
    let verb = |view: View<'_>, at: usize| view.is_plain(at) && view.from.class(at) == TokenClass::Verb;
    // Whom or what a verb is about: the nouns beside it, no figure or time.
    let beside = |r: &Reading<'_>, at: usize| -> Vec<usize> {
        let noun = |k: &usize| {
            matches!(r.class(*k), TokenClass::Noun | TokenClass::Name)
                && r.figure_at(*k).is_none()
                && !is_time(r, *k)
        };
        let clause = |k: &usize| r.before[*k] == ' ';
        let behind = (at + 1..r.words.len()).take_while(clause).filter(noun).take(BESIDE);
        let before = (0..at).rev().take_while(|k| clause(&(k + 1))).filter(noun).take(BESIDE);
        behind.chain(before).collect()
    };
    let mut found = (0..left.from.words.len()).filter(|&i| verb(left, i)).filter_map(|i| {
        let deal = |r: &Reading<'_>, at: usize| DEALS.contains(&r.lemma(at));
        let j =
            left.opposite(i).filter(|&j| verb(right, j) && !(deal(left.from, i) && deal(right.from, j)))?;
        let there = beside(right.from, j);
        let shared =
            beside(left.from, i).into_iter().filter(|&k| left.near(k).is_some_and(|m| there.contains(&m)));
        (shared.count() > 0 && opposite(left.from, i, right.from, j) && !is_converse(left, i, right, j))
            .then_some((i, j))
    });
    // Two verbs that are turned may have changed places: who did what is for another rule.
    let only = found.next().filter(|_| found.next().is_none());
    let negated = |view| unpaired(view).next().is_some();
    only.filter(|_| !negated(left) && !negated(right)).into_iter().collect()
}

/// Nouns on either side of a verb that may be what it is about.
const BESIDE: usize = 2;

/// The words that became their opposites, old and new.
pub(super) fn turned(pair: &Pair<'_>) -> Vec<(usize, usize)> {
    let [left, right] = pair.views();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (here, there) in left.places().filter(|(a, b)| a.len().max(b.len()) <= NEAR) {
        for i in here.clone().filter(|&i| !right.is_free(&left.from.words[i].stem)) {
            let found = there.clone().find(|&j| {
                (left.is_plain(i) && right.is_plain(j) || are_in_sources(pair, i, j))
                    && !left.is_free(&right.from.words[j].stem)
                    && !out.iter().any(|t| t.1 == j)
                    && opposite(left.from, i, right.from, j)
                    && (left.from.class(i) == right.from.class(j) || here.len().max(there.len()) <= PHRASE)
            });
            if let Some(j) =
                found.filter(|&j| !are_names(left, i, right, j) && in_one_place(left, i, right, j))
                && !is_seen_from_other_side(left, i, right, j)
                && !is_converse(left, i, right, j)
            {
                out.push((i, j));
            }
        }
    }
    out
}

/// Whether two words stand in the sources of one attribution: "fewer residents complained", "more residents complained".
fn are_in_sources(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let (old, new) = (&pair.old.attributions, &pair.new.attributions);
    pair.attributions.pairs.iter().any(|&(a, b)| old[a].source.contains(&i) && new[b].source.contains(&j))
}

pub(super) fn opposite(old: &Reading<'_>, i: usize, new: &Reading<'_>, j: usize) -> bool {
    let (x, y) = (old.norm(i), new.norm(j));
    // "bought from" and "sold to" turn with their verbs.
    let paths = matches!((x, y), ("from", "to") | ("to", "from"));
    let (relation, strength) = old.entries[i].relate(&new.entries[j]);
    (relation == Relation::Opposite && strength >= SURE || are_opposite_phrases(old, i, new, j))
        && !paths
        && !stances::are_sides(x, y)
        && !(reaches(old, i) && reaches(new, j))
}

/// "Fell through", "went through"; "struck down", "upheld": verbs that a particle makes opposites, of one or of both.
fn are_opposite_phrases(old: &Reading<'_>, i: usize, new: &Reading<'_>, j: usize) -> bool {
    let phrase = |r: &Reading<'_>, at: usize| {
        let particle = at + 1 < r.words.len() && !r.is_content(at + 1) && r.before[at + 1] == ' ';
        (particle && r.is_verb_like(at))
            .then(|| LexicalWord::of(&format!("{} {}", r.norm(at), r.norm(at + 1))))
    };
    let opposed = |was: &LexicalWord, is: &LexicalWord| was.relate(is).0 == Relation::Opposite;
    let (was, is) = (phrase(old, i), phrase(new, j));
    was.as_ref().zip(is.as_ref()).is_some_and(|(was, is)| opposed(was, is))
        || new.is_verb_like(j) && was.is_some_and(|was| opposed(&was, &new.entries[j]))
        || old.is_verb_like(i) && is.is_some_and(|is| opposed(&old.entries[i], &is))
}

/// Whether the word says that a part, most or all is meant: "all" is no opposite of "some", but scope.
fn reaches(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        reading.scope(at),
        Some(Quantifier::Some | Quantifier::Most | Quantifier::All | Quantifier::Only)
    )
}

/// "Sold to Webb", "bought by Webb"; "lent it to the museum", "borrowed it from the gallery": one deal, told of the other
/// party. "Sold to Webb" and "bought from Webb" are two.
fn is_seen_from_other_side(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let deal = |r: &Reading<'_>, at: usize| DEALS.contains(&r.lemma(at));
    if !deal(left.from, i) || !deal(right.from, j) {
        return false;
    }
    let (Some((was, old)), Some((is, new))) = (led(left.from, i), led(right.from, j)) else { return false };
    match (was, is, left.partner(old) == Some(new)) {
        ("to" | "from", "by", same) | ("by", "to" | "from", same) => same,
        ("to", "from", same) | ("from", "to", same) => !same,
        _ => false,
    }
}

/// "The church is older than the mill", "the mill is younger than the church": what stood before a word of comparison or
/// of place now stands behind its contrary, and the other way round.
pub(super) fn is_converse(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let things = |r: &Reading<'_>, range: Range<usize>| -> Vec<usize> {
        let class = |k: usize| matches!(r.class(k), TokenClass::Noun | TokenClass::Name | TokenClass::Figure);
        range.filter(|&k| class(k) && !is_time(r, k)).collect()
    };
    let clause = |r: &Reading<'_>, at: usize| {
        let mark = |k: &usize| r.before[*k] != ' ';
        let start = (1..=at).rev().find(mark).unwrap_or(0);
        start..(at + 1..r.words.len()).find(mark).unwrap_or(r.words.len())
    };
    let (was, is) = (clause(left.from, i), clause(right.from, j));
    let (before, behind) = (things(left.from, was.start..i), things(left.from, i + 1..was.end));
    let crosses = |from: &[usize], to: Range<usize>| {
        !from.is_empty() && from.iter().all(|&k| left.near(k).is_some_and(|now| to.contains(&now)))
    };
    let around = || crosses(&before, j + 1..is.end) && crosses(&behind, is.start..j);
    // "Wages are higher in Upton than in Wexley": what is compared stands on either side of "than".
    let than = |r: &Reading<'_>, range: Range<usize>| range.into_iter().find(|&k| r.norm(k) == "than");
    let beside = || {
        let (was_than, is_than) = (than(left.from, i + 1..was.end)?, than(right.from, j + 1..is.end)?);
        let (first, second) = (things(left.from, i + 1..was_than), things(left.from, was_than + 1..was.end));
        Some(crosses(&first, is_than + 1..is.end) && crosses(&second, j + 1..is_than))
    };
    left.from.class(i) != TokenClass::Verb && (around() || beside().unwrap_or(false))
}

/// Whether a word only says when: that may stay where it is.
fn is_time(r: &Reading<'_>, at: usize) -> bool {
    let dated = |figure: &Parsed| matches!(figure.sense, Sense::Date | Sense::Day);
    r.domain(at) == "noun.time" || r.figure_at(at).is_some_and(dated)
}

/// Verbs of a deal that both parties have a verb for.
const DEALS: [&str; 10] =
    ["sell", "buy", "purchase", "lend", "borrow", "give", "receive", "teach", "learn", "inherit"];

/// The party that a preposition leads to behind the verb of a deal, and that preposition.
fn led<'r>(r: &'r Reading<'_>, verb: usize) -> Option<(&'r str, usize)> {
    let clause = (verb + 1..r.words.len()).take_while(|&k| matches!(r.before[k], ' ' | ','));
    let at = clause.into_iter().find(|&k| matches!(r.norm(k), "to" | "from" | "by"))?;
    Some((r.norm(at), r.content_from(at + 1).next()?))
}

/// "East Garrow" and "West Garrow" are two places.
fn are_names(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let named = |r: &Reading<'_>, at: usize| {
        r.is_name(at) && r.words.get(at + 1).is_some_and(|w| w.capital && !w.first)
    };
    named(left.from, i) && named(right.from, j)
}

/// "before the vote" and "after the vote" are opposites; "Before this, …" and "…, after …" are two clauses. Nor is
/// "not monitored" another thing than "unmonitored".
fn in_one_place(left: View<'_>, i: usize, right: View<'_>, j: usize) -> bool {
    let ahead = |at: usize| at.saturating_sub(AHEAD)..at;
    let negated = |view: View<'_>, at: usize| ahead(at).any(|k| negates(view.from, k));
    let loose =
        |view: View<'_>, at: usize| ahead(at).any(|k| negates(view.from, k) && view.partner(k).is_none());
    if negated(left, i) != negated(right, j) && (loose(left, i) || loose(right, j)) {
        return false;
    }
    // "Neither wore a belt", "both were without belts"
    let denies = |view: View<'_>, at: usize| view.from.negation(at).is_some();
    let elsewhere = |view| unpaired(view).next().is_some();
    if denies(left, i) && !denies(right, j) && elsewhere(right)
        || denies(right, j) && !denies(left, i) && elsewhere(left)
    {
        return false;
    }
    if left.from.is_content(i) || right.from.is_content(j) {
        return true;
    }
    let governed = |view: View<'_>, at: usize| {
        view.from.content_from(at + 1).next().map(|k| view.from.words[k].stem.clone())
    };
    // "Moved in", "moved out"
    let closes = |view: View<'_>, at: usize| {
        let ends = at + 1 >= view.from.words.len() || view.from.before[at + 1] != ' ';
        at.checked_sub(1).filter(|_| ends).map(|verb| view.from.words[verb].stem.clone())
    };
    match governed(left, i) {
        Some(stem) => governed(right, j) == Some(stem),
        None => closes(left, i).is_some() && closes(left, i) == closes(right, j),
    }
}
