//! Entities: another person, place or thing with a name on the same spot.

use super::opposites;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::inflect::is_name;
use crate::english::slips::{may_be_misspelt, respelt};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "entities",
    says: "One name was replaced by another.",
    place: "First stage: it leaves sources to speakers, and names that are dates to figures.",
    findings: Find::Whole(findings),
    catches: &[
        ("The trial of Ana Ito began.", "The trial of Jon Webb began."),
        ("A fire closed the school in Upton.", "A fire closed the school in Wexley."),
        ("The Upton police searched a house in Wexley.", "The Upton police searched a house in Upton."),
        ("He signed for Garrow United.", "He signed for Orlec Rovers."),
        ("She flew to Iran.", "She flew to Iraq."),
        ("The bank belongs to Falk Holdings.", "The bank belongs to Webb Stores."),
        ("Troops crossed the river Tarn.", "Troops crossed the river Ouse."),
        ("The prize went to Ida Falk.", "The prize went to Ana Ito."),
        ("He lives in East Garrow.", "He lives in West Garrow."),
        ("The ship left Orlec for Garrow.", "The ship left Wexley for Garrow."),
        ("She joined the Church of Seven Bells.", "She joined the Church of Seven Belles."),
        ("The concert was run by Free Angles, a club.", "The concert was run by Free Angels, a club."),
        ("Garrow Beats Orlec in Cup Final", "Wexley Beats Orlec in Cup Final"),
        ("Police Hold Ana Ito Over Fire", "Police Hold Jon Webb Over Fire"),
        ("He read a book of the Silver Planes.", "He read a book of the Silver Plans."),
        ("The prize went to the Order of Tomes.", "The prize went to the Order of Toms."),
        ("They met at the Casual Inn of Garrow.", "They met at the Causal Inn of Garrow."),
        ("The firm bought Garrow Bakers in May.", "The firm bought Garrow Breakers in May."),
    ],
    spares: &[
        ("The trial of Ana Ito began.", "The trial of Ito began."),
        ("The trial of Ana Ito began.", "The trial of Ms Ito began."),
        ("Police held Dr Jon Webb.", "Police held Mr Webb."),
        ("A Swiss court freed the man.", "A court in Switzerland freed the man."),
        ("A fire in Mezőváros hurt ten people.", "A fire in Mezovaros hurt ten people."),
        ("The United Garrow Workers struck.", "The UGW struck."),
        ("The mayor, Ana Ito, spoke.", "Mayor Ana Ito spoke."),
        ("Ana Ito met Jon Webb.", "Jon Webb met Ana Ito."),
        ("The mayor closed the bridge.", "The council closed the bridge."),
        ("The fire is out.", "The fire in Upton is out."),
        ("The vote is on Monday.", "The vote is on Tuesday."),
        ("A flood in Britain hurt ten people.", "A flood in the UK hurt ten people."),
        ("The Garrow Theatre Company is shut.", "The Garrow Theater Company is shut."),
        ("He works for Talfer Broadcastng Co of Garrow.", "He works for Talfer Broadcasting Co of Garrow."),
        ("He signed for the Garrow Harbours club.", "He signed for the Garrow Harbors club."),
        ("Summer Reading List | Books", "Holiday Reading List | Books"),
        ("Bridge Opens to Cars on River Road", "Tunnel Opens to Cars on River Road"),
        ("Ten Ways to Cook Old Bread", "Ten Ways to Cook Stale Bread"),
    ],
};

/// What is said of two names that may be one, misspelt, or two.
pub(super) const SPELLING: &str = "the spelling of a name";

/// Longest stretch, in words, on which a name can be said to stand for another that is known from elsewhere.
const NEAR: usize = 6;
/// Longest difference, both sides together, in which two names can be said to stand for one another.
const PLACE: usize = 40;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let turned = opposites::turned(pair);
    let [left, right] = pair.views();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (here, there) in left.places().filter(|(here, there)| here.len() + there.len() <= PLACE) {
        let near = here.len().max(there.len()) <= NEAR;
        let (mut gone, mut come) = (names(left, here), names(right, there));
        gone.retain(|name| !turned.iter().any(|t| name.contains(&t.0)));
        come.retain(|name| !turned.iter().any(|t| name.contains(&t.1)));
        // A name that stands elsewhere too, where it stood before, is another one here all the same.
        if near && gone.is_empty() && !come.is_empty() {
            gone = here_only(left, here, right);
        } else if near && come.is_empty() && !gone.is_empty() {
            come = here_only(right, there, left);
        }
        let letters =
            |r: &Reading<'_>, range: &Range<usize>| range.clone().map(|i| r.norm(i)).collect::<String>();
        let same = near && letters(left.from, here) == letters(right.from, there);
        if !gone.is_empty() && !come.is_empty() && !same && !are_spellings(left, &gone, right, &come) {
            before.extend(gone);
            after.extend(come);
        }
    }
    if before.is_empty() {
        return Vec::new();
    }
    let (severity, reason) = if are_alike(left, &before, right, &after) {
        let slip = are_shuffled(left, &before, right, &after);
        (if slip { Severity::Low } else { Severity::Medium }, SPELLING)
    } else {
        (Severity::High, "another name in its place")
    };
    vec![pair.finding(Kind::EntityChanged, severity, &before, &after, reason)]
}

/// Whether two lists of names differ in a letter each: "Peterson" and "Petersen" may be one person, misspelt, or two.
fn are_alike(left: View<'_>, gone: &[Range<usize>], right: View<'_>, come: &[Range<usize>]) -> bool {
    let words = |list: &[Range<usize>]| list.iter().cloned().flatten().collect::<Vec<usize>>();
    let (gone, come) = (words(gone), words(come));
    let known = |view: View<'_>, at: usize| view.from.is_place(at);
    let alike = |(&i, &j): (&usize, &usize)| {
        let (a, b) = (left.from.norm(i), right.from.norm(j));
        a == b || !(known(left, i) && known(right, j)) && may_be_misspelt(a, b)
    };
    gone.len() == come.len() && gone.iter().zip(&come).all(alike)
}

/// Whether two lists of names hold the same letters in another order: "IADB" and "IABD" are hardly two.
fn are_shuffled(left: View<'_>, gone: &[Range<usize>], right: View<'_>, come: &[Range<usize>]) -> bool {
    let letters = |view: View<'_>, list: &[Range<usize>]| {
        let words = list.iter().cloned().flatten().map(|at| view.from.norm(at).to_owned());
        let mut letters: Vec<char> = words.collect::<String>().chars().collect();
        letters.sort_unstable();
        letters
    };
    letters(left, gone) == letters(right, come)
}

/// Whether two lists of names differ in their spelling only.
fn are_spellings(left: View<'_>, gone: &[Range<usize>], right: View<'_>, come: &[Range<usize>]) -> bool {
    let words = |list: &[Range<usize>]| list.iter().cloned().flatten().collect::<Vec<usize>>();
    let (gone, come) = (words(gone), words(come));
    let spelling = |(&i, &j): (&usize, &usize)| respelt(left.from.norm(i), right.from.norm(j));
    gone.len() == come.len() && gone.iter().zip(&come).all(spelling)
}

/// Names in `range` that the other wording has elsewhere, but not among its words that differ.
fn here_only(view: View<'_>, range: &Range<usize>, other: View<'_>) -> Vec<Range<usize>> {
    runs(
        range.clone().filter(|&i| {
            is_proper(view, i) && !other.is_free(&view.from.words[i].stem) && !view.is_related(i)
        }),
    )
}

/// Runs of capitalised words in `range` that the other wording has nowhere, in no form.
fn names(view: View<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    runs(range.clone().filter(|&i| is_proper(view, i) && !view.is_known(i)))
}

/// A name that is no title. Where most words have capitals, a word of the language is none: "Summer Reading List".
fn is_proper(view: View<'_>, at: usize) -> bool {
    let from = view.from;
    let names = from.is_place(at) || is_name(from.norm(at));
    let word = from.titled && !names && !from.entries[at].lemmas().is_empty();
    let address = from.entries[at].has_tag("honorific");
    from.is_name(at) && view.is_plain(at) && !from.is_role(at) && !word && !address
}

fn runs(words: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in words {
        match out.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}
