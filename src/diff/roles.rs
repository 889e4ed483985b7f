//! Who does what to whom: whether paired nouns changed sides about a paired verb, or took each other's place.

use super::pairing::Pairing;
use super::reading::{Reading, TokenClass};
use super::small::Small;

/// Words on either side of a verb that its nouns are sought among.
const REACH: usize = 14;

/// What changed about the parties of all verbs.
#[derive(Debug, Default)]
pub(super) struct Turned {
    /// Verbs whose parties were exchanged.
    pub(super) exchanged: Vec<RoleSwap>,
    /// Parties that stand on the other side of their verb.
    pub(super) moved: usize,
    /// Verbs that went from active to passive or back.
    pub(super) voice: usize,
    /// Verbs whose parties stayed.
    pub(super) kept: usize,
    /// Figures that count something else.
    pub(super) figures: usize,
    /// Nouns that took each other's place.
    pub(super) crossed: usize,
}

/// A verb whose doer is now what it is done to, and the other way round; places count words of their wording.
#[derive(Debug)]
pub(super) struct RoleSwap {
    /// The old verb and its two parties, the one before it first.
    pub(super) old: [usize; 3],
    /// The new verb and its two parties.
    pub(super) new: [usize; 3],
}

/// A verb with the nouns that stand to it as doer and as what it is done to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// Who does it.
    pub(super) doer: Option<usize>,
    /// What it is done to.
    pub(super) done: Option<usize>,
    passive: bool,
}

/// Whether the word at a place is a party of a verb, or the agent that "by" leads to.
pub(super) type IsParty = fn(&Reading<'_>, usize, bool) -> bool;

/// Compares the parties of every pair of verbs.
pub(super) fn turned(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing) -> Turned {
    let mut turned = Turned::default();
    for (i, link) in pairing.old.iter().enumerate() {
        let Some(link) = link.filter(|l| !l.tie.is_open()) else { continue };
        let j = link.to;
        if old.class(i) != TokenClass::Verb || new.class(j) != TokenClass::Verb {
            continue;
        }
        let (was, is) = (frame(old, i, is_party), frame(new, j, is_party));
        let partner = |at: Option<usize>| at.and_then(|a| pairing.old[a]).map(|l| l.to);
        let crossed = |a: Option<usize>, b: Option<usize>| partner(a).is_some() && partner(a) == b;
        turned.voice += usize::from(was.passive != is.passive);
        let swaps = usize::from(crossed(was.doer, is.done)) + usize::from(crossed(was.done, is.doer));
        let keeps = usize::from(crossed(was.doer, is.doer)) + usize::from(crossed(was.done, is.done));
        let places = |f: &Frame, verb: usize| Some([verb, f.doer?.min(f.done?), f.doer?.max(f.done?)]);
        if let (2, Some(old), Some(new)) = (swaps, places(&was, i), places(&is, j)) {
            turned.exchanged.push(RoleSwap { old, new });
        }
        turned.moved += usize::from(swaps == 1 && keeps == 0);
        turned.kept += usize::from(keeps == 2);
    }
    turned.figures = figures(old, new, pairing);
    turned.crossed = crossed(old, new, pairing);
    turned
}

/// Figures whose counted nouns are paired with nouns that another of the figures counts now.
fn figures(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing) -> usize {
    let mut turned = 0;
    for a in &old.figures {
        let Some(i) = a.of else { continue };
        let Some(link) = pairing.old[i].filter(|l| !l.tie.is_open()) else { continue };
        let here = new.figures.iter().find(|b| b.of == Some(link.to));
        let Some(b) = here.filter(|b| b.figure.canonical != a.figure.canonical) else { continue };
        let elsewhere = new.figures.iter().any(|c| c.figure.canonical == a.figure.canonical);
        let came_from = old.figures.iter().any(|c| c.figure.canonical == b.figure.canonical);
        turned += usize::from(elsewhere && came_from);
    }
    turned
}

/// Nouns and names compared with one another for their places.
const PARTIES: usize = 24;

/// Pairs of nouns of which each stands now where the other stood, by the content words around them. A noun behind "by"
/// on one side only is the doer of a passive and keeps its part.
fn crossed(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing) -> usize {
    let parties: Vec<(usize, usize)> = (0..old.words.len())
        .filter(|&i| matches!(old.class(i), TokenClass::Noun | TokenClass::Name | TokenClass::Figure))
        .filter_map(|i| pairing.old[i].filter(|l| !l.tie.is_open()).map(|l| (i, l.to)))
        .take(PARTIES)
        .collect();
    let by = |r: &Reading<'_>, at: usize| Small::before(r, at).preposition.is_some_and(|k| r.norm(k) == "by");
    let mut crossed = 0;
    for (n, &(i, j)) in parties.iter().enumerate() {
        for &(k, l) in &parties[n + 1..] {
            let turned = (i < k) != (j < l);
            let voice = by(old, i) != by(new, j) || by(old, k) != by(new, l);
            if turned
                && !voice
                && apart(old, i, k)
                && apart(new, j, l)
                && in_place_of(old, i, new, l, pairing)
                && in_place_of(old, k, new, j, pairing)
            {
                crossed += 1;
            }
        }
    }
    crossed
}

/// Whether some word of content stands between two words, which then are no parts of one phrase ("Ambley University",
/// "the University of Ambley").
fn apart(r: &Reading<'_>, a: usize, b: usize) -> bool {
    (a.min(b) + 1..a.max(b)).any(|k| r.is_content(k) || r.before[k] != ' ')
}

/// Whether new word `j` stands where old word `i` stood: a neighbouring content word is paired with its neighbour.
fn in_place_of(old: &Reading<'_>, i: usize, new: &Reading<'_>, j: usize, pairing: &Pairing) -> bool {
    let before = |r: &Reading<'_>, at: usize| (0..at).rev().find(|&k| r.is_content(k));
    let after = |r: &Reading<'_>, at: usize| (at + 1..r.words.len()).find(|&k| r.is_content(k));
    let paired = |a: Option<usize>, b: Option<usize>| match (a, b) {
        (Some(a), Some(b)) => pairing.old[a].is_some_and(|l| l.to == b),
        _ => false,
    };
    let ends = |a: Option<usize>, b: Option<usize>| a.is_none() && b.is_none();
    let (left, right) = ((before(old, i), before(new, j)), (after(old, i), after(new, j)));
    let one = paired(left.0, left.1) || paired(right.0, right.1);
    one && (paired(left.0, left.1)
        || ends(left.0, left.1)
        || paired(right.0, right.1)
        || ends(right.0, right.1))
}

/// A verb with its nearest parties on either side.
pub(super) fn frame(r: &Reading<'_>, verb: usize, is_party: IsParty) -> Frame {
    let passive = r.is_participle(verb) && is_led_by_be(r, verb);
    let same = |k: &usize| r.before[*k] != '.';
    let left = (verb.saturating_sub(REACH)..verb)
        .rev()
        .take_while(|&k| same(&(k + 1)))
        .find(|&k| is_party(r, k, false));
    let right =
        |by: bool| (verb + 1..r.words.len().min(verb + REACH)).take_while(same).find(|&k| is_party(r, k, by));
    if passive {
        Frame { doer: right(true), done: left, passive }
    } else {
        Frame { doer: left, done: right(false), passive }
    }
}

/// Whether a form of "be" stands before a verb, adverbs and figures between them left aside.
fn is_led_by_be(r: &Reading<'_>, verb: usize) -> bool {
    let between =
        |k: usize| !r.is_content(k) || matches!(r.class(k), TokenClass::Adverb | TokenClass::Figure);
    let before = (verb.saturating_sub(5)..verb).rev().take_while(|&k| r.before[k + 1] == ' ' && between(k));
    before
        .into_iter()
        .any(|k| matches!(r.norm(k), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s"))
}

/// The head of a noun phrase that no preposition leads; or, for an agent, one that "by" leads.
fn is_party(r: &Reading<'_>, at: usize, by: bool) -> bool {
    let nominal = |k: usize| matches!(r.class(k), TokenClass::Noun | TokenClass::Name);
    if !nominal(at) {
        return false;
    }
    // The head of a phrase is its last noun.
    if r.words.get(at + 1).is_some() && r.before[at + 1] == ' ' && nominal(at + 1) {
        return false;
    }
    let mut first = at;
    while first > 0
        && r.before[first] == ' '
        && (nominal(first - 1) || r.class(first - 1) == TokenClass::Adjective)
    {
        first -= 1;
    }
    let led = Small::before(r, first).preposition.map(|k| r.norm(k));
    if by { led == Some("by") } else { led.is_none() }
}
