//! The parties of a verb with pronouns and owners among them: "she sued the firm" and "the firm sued her", "the suspect's
//! brother bought the gun" and "the suspect bought the gun for his brother".

use super::pairing::Pairing;
use super::reading::{Reading, TokenClass};
use super::roles::{RoleSwap, frame};
use super::small::Small;

/// How sure it must be that a noun means a living being.
const LIVING: f32 = 0.5;

/// Verbs of which two parties took each other's part, or an owner the part of what is theirs.
pub(super) fn swaps(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing) -> Vec<RoleSwap> {
    let is_verb = |r: &Reading<'_>, at: usize| r.class(at) == TokenClass::Verb;
    let links = pairing.old.iter().enumerate();
    let verbs = links.filter_map(|(i, link)| Some((i, link.filter(|l| !l.tie.is_open())?.to)));
    let turned = verbs.filter(|&(i, j)| is_verb(old, i) && is_verb(new, j)).filter_map(|(i, j)| {
        let (was, is) = (Parties::of(old, i), Parties::of(new, j));
        let one = |a: usize, b: usize| {
            let pronoun = refers(old, a).is_some() && refers(old, a) == refers(new, b);
            pronoun || pairing.old[a].is_some_and(|l| l.to == b)
        };
        let taken = || {
            let back = |b: usize, a: usize| one(a, b);
            let left = was.taken(&is, &one, |a| pairing.old[a].filter(|l| !l.tie.is_open()).map(|l| l.to));
            let right =
                || is.taken(&was, &back, |b| pairing.new[b].filter(|l| !l.tie.is_open()).map(|l| l.to));
            left.or_else(|| right().map(|(is, was)| (was, is)))
        };
        let (before, after) = was.crossed(&is, &one).or_else(taken)?;
        Some(RoleSwap { old: before, new: after })
    });
    turned.collect()
}

/// A verb with its doer, what it is done to, and the owners of both.
struct Parties<'r> {
    reading: &'r Reading<'r>,
    verb: usize,
    slots: [Option<usize>; 4],
}

impl<'r> Parties<'r> {
    fn of(reading: &'r Reading<'r>, verb: usize) -> Self {
        let found = frame(reading, verb, is_party);
        let owned = |at: Option<usize>| at.and_then(|at| owner(reading, at));
        Self { reading, verb, slots: [found.doer, found.done, owned(found.doer), owned(found.done)] }
    }

    /// Two parties, each of which has the other's part in `other`: both verbs with the two.
    fn crossed(&self, other: &Self, one: &impl Fn(usize, usize) -> bool) -> Option<([usize; 3], [usize; 3])> {
        let all = (0..4).flat_map(|s| (s + 1..4).map(move |t| (s, t)));
        all.into_iter().find_map(|(s, t)| {
            let (a, b) = (self.slots[s]?, self.slots[t]?);
            let (c, d) = (other.slots[s]?, other.slots[t]?);
            // Of an owner and another party the one may mean the other: "the girl's mother found her".
            let owner = t > 1 && (refers(self.reading, a).is_some() || refers(self.reading, b).is_some());
            let apart = !owner && !self.are_one(a, b) && !other.are_one(c, d);
            let swapped = apart && one(a, d) && one(b, c);
            swapped.then(|| (self.places(a, b), other.places(c, d)))
        })
    }

    /// Somebody who had a part, whose owner has it in `other`, where they stand beside it: "the minister's wife owned",
    /// "the minister owned … for his wife".
    fn taken(
        &self,
        other: &Self,
        one: &impl Fn(usize, usize) -> bool,
        partner: impl Fn(usize) -> Option<usize>,
    ) -> Option<([usize; 3], [usize; 3])> {
        (0..2).find_map(|slot| {
            let (owned, owner, acts) = (self.slots[slot]?, self.slots[slot + 2]?, other.slots[slot]?);
            let beside = partner(owned)?;
            let taken = one(owner, acts)
                && beside != acts
                && is_led(other.reading, beside)
                && is_living(self.reading, owned)
                && !reports(self.reading, self.verb);
            taken.then(|| (self.places(owner, owned), other.places(acts, beside)))
        })
    }

    /// Whether two words of the wording are of one and the same: "she" and "her".
    fn are_one(&self, a: usize, b: usize) -> bool {
        let r = self.reading;
        a == b || r.words[a].stem == r.words[b].stem || refers(r, a).is_some() && refers(r, a) == refers(r, b)
    }

    fn places(&self, a: usize, b: usize) -> [usize; 3] {
        [self.verb, a.min(b), a.max(b)]
    }
}

/// Whether a verb tells what somebody says.
pub(super) fn reports(r: &Reading<'_>, verb: usize) -> bool {
    ["report", "cue"].iter().any(|tag| r.entries[verb].has_tag(tag))
}

/// Whether nothing with a verb of its own stands between a verb and its parties: "the road is shut says Ito" has no doer
/// before "says".
pub(super) fn is_clean(r: &Reading<'_>, places: &[usize; 3]) -> bool {
    let [verb, first, last] = *places;
    let auxiliaries = (first + 1..verb).rev().take_while(|&k| !r.is_content(k)).last().unwrap_or(verb);
    let free = |k: usize| r.class(k) != TokenClass::Verb && !r.entries[k].has_tag("auxiliary");
    (first + 1..auxiliaries.min(last)).all(free) && (verb + 1..last).all(free)
}

/// Whom a pronoun or its possessive stands for.
fn refers<'r>(r: &'r Reading<'_>, at: usize) -> Option<&'r str> {
    r.entries[at].entries().first().and_then(|row| row.value("refers"))
}

fn is_nominal(r: &Reading<'_>, at: usize) -> bool {
    matches!(r.class(at), TokenClass::Noun | TokenClass::Name)
}

fn is_living(r: &Reading<'_>, at: usize) -> bool {
    let known =
        ["noun.person", "noun.animal"].iter().map(|domain| r.entries[at].share_in(domain)).sum::<f32>();
    r.class(at) == TokenClass::Name || known > LIVING
}

/// Whether the word at `at` follows the one before it without a mark.
fn follows(r: &Reading<'_>, at: usize) -> bool {
    at < r.words.len() && r.before[at] == ' '
}

/// The first word of the phrase whose head is at `at`, without its owner.
fn first_of(r: &Reading<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0
        && follows(r, first)
        && (is_nominal(r, first - 1)
            || matches!(r.class(first - 1), TokenClass::Adjective | TokenClass::Figure))
    {
        first -= 1;
    }
    first
}

/// Whether a preposition leads to the phrase whose head is at `at`: "for his wife".
fn is_led(r: &Reading<'_>, at: usize) -> bool {
    Small::before(r, first_of(r, at)).preposition.is_some()
}

/// The owner who stands before the phrase whose first word is at `first`: "the suspect's".
fn owner_before(r: &Reading<'_>, first: usize) -> Option<usize> {
    (first > 1 && matches!(r.norm(first - 1), "'s" | "'")).then(|| first - 2)
}

/// Who or what the head at `at` belongs to: "the suspect's brother", "her brother", "the brother of the suspect".
fn owner(r: &Reading<'_>, at: usize) -> Option<usize> {
    let first = first_of(r, at);
    if let Some(owner) = owner_before(r, first) {
        return Some(owner);
    }
    if first > 0
        && r.entries[first - 1]
            .entries()
            .first()
            .is_some_and(|row| row.value("determiner") == Some("possessive"))
    {
        return Some(first - 1);
    }
    let of = at + 1;
    let named = follows(r, of) && r.norm(of) == "of";
    let next = (of + 1..r.words.len()).take_while(|&k| follows(r, k)).find(|&k| r.is_content(k));
    next.filter(|&k| named && is_nominal(r, k) && (of + 1..k).all(|k| r.entries[k].has_tag("determiner")))
        .map(|k| {
            (k..r.words.len())
                .take_while(|&n| is_nominal(r, n) && (n == k || follows(r, n)))
                .last()
                .unwrap_or(k)
        })
}

/// The head of a noun phrase, or a pronoun that stands for one, which no preposition leads; or, for an agent, one that "by"
/// leads.
fn is_party(r: &Reading<'_>, at: usize, by: bool) -> bool {
    let goes_on = follows(r, at + 1) && (is_nominal(r, at + 1) || matches!(r.norm(at + 1), "'s" | "'"));
    let pronoun = || {
        let row = r.entries[at].entries().first();
        // "Her" is both.
        let alone = !follows(r, at + 1) || !r.is_content(at + 1) || r.class(at + 1) == TokenClass::Verb;
        let personal = row.is_some_and(|row| row.has("pronoun") || r.norm(at) == "her" && alone);
        personal && row.is_some_and(|row| row.has("refers"))
    };
    if !(is_nominal(r, at) && !goes_on || pronoun()) {
        return false;
    }
    let mut first = if is_nominal(r, at) { first_of(r, at) } else { at };
    while let Some(owner) = owner_before(r, first) {
        first = first_of(r, owner);
    }
    let led = Small::before(r, first).preposition.map(|k| r.norm(k));
    if by { led == Some("by") } else { led.is_none() }
}
