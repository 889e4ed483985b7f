//! Who does what to whom: whether paired nouns changed sides about a paired verb.

use super::pairing::Pairing;
use super::reading::{Class, Reading};
use super::small::Small;
use std::ops::Range;

/// Words on either side of a verb that its nouns are sought among.
const REACH: usize = 12;

/// What changed about the parties of all verbs.
#[derive(Debug, Default)]
pub(super) struct Turned {
    /// Verbs whose parties were exchanged: (old word, new word).
    pub(super) exchanged: Vec<(usize, usize)>,
    /// Parties that stand on the other side of their verb.
    pub(super) moved: usize,
    /// Verbs that went from active to passive or back.
    pub(super) voice: usize,
    /// Verbs whose parties stayed.
    pub(super) kept: usize,
    /// Figures that count something else.
    pub(super) figures: usize,
}

/// A verb with the nouns that stand to it as doer and as what it is done to.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Frame {
    doer: Option<usize>,
    done: Option<usize>,
    passive: bool,
}

/// Compares the parties of every pair of verbs.
pub(super) fn turned(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing) -> Turned {
    let mut turned = Turned::default();
    for (i, link) in pairing.old.iter().enumerate() {
        let Some(link) = link.filter(|l| !l.tie.is_open()) else { continue };
        let j = link.to;
        if old.class(i) != Class::Verb || new.class(j) != Class::Verb {
            continue;
        }
        let (was, is) = (frame(old, i), frame(new, j));
        let partner = |at: Option<usize>| at.and_then(|a| pairing.old[a]).map(|l| l.to);
        let crossed = |a: Option<usize>, b: Option<usize>| partner(a).is_some() && partner(a) == b;
        turned.voice += usize::from(was.passive != is.passive);
        let swaps = usize::from(crossed(was.doer, is.done)) + usize::from(crossed(was.done, is.doer));
        let keeps = usize::from(crossed(was.doer, is.doer)) + usize::from(crossed(was.done, is.done));
        if swaps == 2 {
            turned.exchanged.push((i, j));
        }
        turned.moved += usize::from(swaps == 1);
        turned.kept += usize::from(keeps == 2);
    }
    turned.figures = figures(old, new, pairing);
    turned
}

/// Figures of equal value whose counted nouns are paired with others.
fn figures(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing) -> usize {
    let noun = |r: &Reading<'_>, range: &Range<usize>| {
        (range.end..r.words.len().min(range.end + 4)).find(|&k| r.is_content(k) && r.class(k) != Class::Figure)
    };
    let mut turned = 0;
    for a in &old.figures {
        let Some(i) = noun(old, &a.tokens) else { continue };
        let Some(link) = pairing.old[i].filter(|l| !l.tie.is_open()) else { continue };
        let here = new.figures.iter().find(|b| noun(new, &b.tokens) == Some(link.to));
        let Some(b) = here.filter(|b| b.figure.canonical != a.figure.canonical) else { continue };
        let elsewhere = new.figures.iter().any(|c| c.figure.canonical == a.figure.canonical);
        let came_from = old.figures.iter().any(|c| c.figure.canonical == b.figure.canonical);
        turned += usize::from(elsewhere && came_from);
    }
    turned
}

fn frame(r: &Reading<'_>, verb: usize) -> Frame {
    let small = Small::before(r, verb);
    let auxiliary = small.past || small.present || small.perfect || r.norm(verb.saturating_sub(1)) == "be" || r.norm(verb.saturating_sub(1)) == "been";
    let passive = r.is_participle(verb) && auxiliary && be_before(r, verb);
    let left = (verb.saturating_sub(REACH)..verb).rev().take_while(|&k| r.before[k + 1] != '.').find(|&k| is_party(r, k, false));
    let right = (verb + 1..r.words.len().min(verb + REACH)).take_while(|&k| r.before[k] != '.').find(|&k| is_party(r, k, false));
    let agent = (verb + 1..r.words.len().min(verb + REACH)).take_while(|&k| r.before[k] != '.').find(|&k| is_party(r, k, true));
    if passive { Frame { doer: agent, done: left, passive } } else { Frame { doer: left, done: right, passive } }
}

fn be_before(r: &Reading<'_>, verb: usize) -> bool {
    (verb.saturating_sub(3)..verb).any(|k| matches!(r.norm(k), "is" | "are" | "was" | "were" | "be" | "been" | "being"))
}

/// A noun or name that no preposition leads; or, for an agent, one that "by" leads.
fn is_party(r: &Reading<'_>, at: usize, by: bool) -> bool {
    if !matches!(r.class(at), Class::Noun | Class::Name) {
        return false;
    }
    // The head of a phrase is its last noun.
    let goes_on = r.words.get(at + 1).is_some()
        && r.before[at + 1] == ' '
        && r.is_content(at + 1)
        && matches!(r.class(at + 1), Class::Noun | Class::Name);
    if goes_on {
        return false;
    }
    let mut first = at;
    while first > 0 && r.before[first] == ' ' && r.is_content(first - 1) && r.class(first - 1) != Class::Verb {
        first -= 1;
    }
    let led = Small::before(r, first).preposition;
    if by { led == Some("by") } else { led.is_none() }
}
