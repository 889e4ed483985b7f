//! Why a word that the other wording has not may say nothing new: each reason is a rule that shows it.

use super::pairing::PairLink;
use super::reading::{Reading, TokenClass};
use super::small::modal_phrase;
use super::thresholds::excuse::{SAID, SAID_REACH};
use super::tie::Tie;
use crate::english::{Relation, lexicon};
use std::ops::Range;

/// Verbs and nouns that carry little themselves: "make a payment", "a total of", "in the course of" (lemmas).
const LIGHT: &[&str] = &[
    "make",
    "carry",
    "take",
    "hold",
    "give",
    "conduct",
    "put",
    "get",
    "have",
    "do",
    "come",
    "go",
    "undertake",
    "perform",
    "total",
    "course",
    "order",
    "process",
    "case",
    "fact",
    "number",
    "event",
    "basis",
    "way",
    "part",
    "kind",
    "sort",
    "place",
    "become",
    "set",
    "due",
];

/// The reason why content word `at`, which has no partner, says nothing that the other wording does not; `None` where no
/// rule shows it.
pub(super) fn excuse(
    from: &Reading<'_>,
    at: usize,
    links: &[Option<PairLink>],
    to: &Reading<'_>,
) -> Option<&'static str> {
    let paired = |k: usize| links.get(k).copied().flatten().filter(|l| !l.tie.is_open());
    let beside = |k: usize| {
        k < from.words.len() && (k <= at || from.before[k] == ' ') && (k >= at || from.before[k + 1] == ' ')
    };
    let class = from.class(at);
    if class == TokenClass::Figure {
        let restated =
            from.figures.iter().position(|f| f.tokens.contains(&at)).is_some_and(|n| from.is_restated(n));
        return restated.then_some("said");
    }
    let same = |k: usize| k != at && from.words[k].stem == from.words[at].stem && paired(k).is_some();
    if near(at, from.words.len()).any(same) {
        return Some("repeats");
    }
    let before_name = beside(at + 1) && at + 1 < from.words.len() && from.class(at + 1) == TokenClass::Name;
    if before_name && from.tags(at).any(|(tag, _)| tag == "honorific") {
        return Some("title");
    }
    if class == TokenClass::Name {
        return name(from, at, links, to);
    }
    let title = from.tags(at).any(|(tag, _)| matches!(tag, "title" | "honorific" | "role"));
    if title && before_name {
        return Some("title");
    }
    if LIGHT.contains(&from.lemma(at)) {
        return Some("light");
    }
    let reports =
        class == TokenClass::Verb && from.tags(at).any(|(tag, value)| tag == "report" && value == "plain");
    if reports && !from.attributions.is_empty() && !to.attributions.is_empty() {
        return Some("reports");
    }
    if said_elsewhere(from, at, to) {
        return Some("said");
    }
    if let Some(firm) = modal_phrase(from, at)
        && (0..to.words.len())
            .any(|k| lexicon::modality(to.norm(k)).or_else(|| modal_phrase(to, k)) == Some(firm))
    {
        return Some("modal");
    }
    // "two Swedes", "two Swedish athletes"
    let people = at > 0 && beside(at - 1) && paired(at - 1).is_some_and(|l| l.tie == Tie::Name);
    if people && from.domain(at) == "noun.person" {
        return Some("people");
    }
    let denied = |r: &Reading<'_>| (0..r.words.len()).any(|k| lexicon::negation(r.norm(k)).is_some());
    let negative = lexicon::of(from.lemma(at)).and_then(lexicon::Entry::negation).is_some();
    if negative && denied(to) {
        return Some("negation");
    }
    None
}

/// A part of a name that is there, an acronym beside what it spells, a country behind its city.
fn name(from: &Reading<'_>, at: usize, links: &[Option<PairLink>], to: &Reading<'_>) -> Option<&'static str> {
    let step =
        |k: usize, next: usize| from.class(next) == TokenClass::Name && from.before[k.max(next)] == ' ';
    let mut first = at;
    while first > 0 && step(first, first - 1) {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < from.words.len() && step(last, last + 1) {
        last += 1;
    }
    let kept = |k: usize| links[k].is_some_and(|l| !l.tie.is_open());
    // "Deputy" before a title makes another office of it.
    let qualifies =
        from.tags(at).any(|(tag, _)| tag == "qualifier") || matches!(from.norm(at), "deputy" | "vice");
    // A fuller name says more on one side only; with other words on both sides it is another name.
    let whole_there = || {
        let partners = (first..=last).filter_map(|k| links[k]).map(|l| l.to);
        partners.clone().all(|k| {
            let beside = [k.checked_sub(1), Some(k + 1)];
            beside.into_iter().flatten().all(|n| {
                let in_name =
                    n < to.words.len() && to.class(n) == TokenClass::Name && to.before[n.max(k)] == ' ';
                !in_name || partners.clone().any(|p| p == n)
            })
        })
    };
    if !qualifies && (first..=last).any(|k| k != at && kept(k)) && whole_there() {
        return Some("part of name");
    }
    let spelt = |r: &Reading<'_>, k: usize, other: &Reading<'_>| {
        other.words.iter().enumerate().any(|(n, w)| other.is_acronym(n) && r.spells_out(k, &w.norm))
    };
    if spelt(from, at, to)
        || spelt(from, at, from)
        || from.is_acronym(at) && (to.has_initials(from.norm(at)) || from.has_initials(from.norm(at)))
    {
        return Some("acronym");
    }
    if from.is_place(at) && (from.before[first] == ',' || first > 0 && from.norm(first - 1) == "of") {
        return Some("gloss");
    }
    None
}

/// The words around one: in a long text only these, so that the time grows with its length and not with its square.
fn near(at: usize, length: usize) -> Range<usize> {
    at.saturating_sub(SAID_REACH)..length.min(at + SAID_REACH)
}

/// Whether a word of the same root or sense stands somewhere in the other wording.
fn said_elsewhere(from: &Reading<'_>, at: usize, to: &Reading<'_>) -> bool {
    let middle = at * to.words.len() / from.words.len().max(1);
    near(middle, to.words.len()).filter(|&k| to.is_content(k) && !to.words[k].capital).any(|k| {
        let (relation, strength) = from.entries[at].relate(&to.entries[k]);
        match relation {
            Relation::Same
            | Relation::Inflection
            | Relation::Spelling
            | Relation::Derived
            | Relation::Synonym => strength >= SAID,
            _ => false,
        }
    })
}
