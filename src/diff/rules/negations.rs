//! Negations: one that came in or is gone, around words that stay.

use super::opposites;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::denial::withholds;
use crate::english::lexicon::{self, Negation};
use std::cmp::Ordering;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "negations",
    says: "A negation was added to what stays, or removed from it.",
    place: "First stage, beside opposites: where a word became its opposite too, two turns may make none, and it is silent.",
    findings: Find::Whole(findings),
    catches: &[
        ("“I did see the memo,” Ito said.", "“I did not see the memo,” Ito said."),
        ("Ito said: “The dam is safe and will hold.”", "Ito said: “The dam is not safe and will hold.”"),
        ("The plan has passed in Upton.", "The plan hasn't passed in Upton."),
        ("Guilty, the court in Upton found.", "Not guilty, the court in Upton found."),
        ("The agency can deport the family.", "The agency cannot deport the family."),
        ("The mayor denies the bridge is unsafe.", "The mayor no longer denies the bridge is unsafe."),
        ("The team played in Upton.", "The team refused to play in Upton."),
        ("There was evidence of fraud.", "There was no evidence of fraud."),
        ("Anybody was hurt in the crash.", "Nobody was hurt in the crash."),
        ("The union called for a strike.", "The union called off a strike."),
        ("He paid the fine.", "He never paid the fine."),
        ("Ito failed to pay the fine.", "Ito paid the fine."),
        ("The pilot landed the plane in a field.", "The pilot was unable to land the plane in a field."),
    ],
    spares: &[
        ("The vote was not valid in Upton.", "The vote was invalid in Upton."),
        ("The plan has not been made.", "The plan has yet to be made."),
        ("It is not known who fired.", "It isn't known who fired."),
        ("No more than ten came.", "At most ten came."),
        ("A bus hit a wall.", "A bus hit a wall, and nobody helped the driver."),
        ("It was not only cold.", "It was cold."),
        ("The mayor closed the bridge.", "The mayor closed the road."),
        ("He didn't pay.", "He did not pay."),
        ("Nobody was hurt in the crash.", "No one was hurt in the crash."),
        ("She has no children.", "She does not have children."),
        ("The council approved the plan.", "The council adopted the plan."),
        ("The city may deny permits to stalls.", "The city may give no thought to permits."),
        ("Doctors deny entry to visitors.", "Doctors ban entry to visitors."),
        ("The judge denied him bail in Upton.", "The judge kept him from bail in Upton."),
        ("The ministry denied the firm a licence.", "The ministry withheld a licence from the firm."),
        ("The council denied her request for aid.", "The council turned her request for aid down."),
        ("The board denied access to the files.", "The board limited access to the files."),
        ("He was denied parole in May.", "He was refused parole in May."),
        ("The state denied the family asylum.", "The state withheld asylum from the family."),
        ("The bank denied loans to farmers.", "The bank cut loans to farmers."),
        ("The court denied the appeal.", "The court dismissed the appeal."),
    ],
};

/// Content words behind a negation that it governs.
const GOVERNED: usize = 3;
/// Words of a negation that are shown.
const SHOWN: usize = 3;
/// Words before "nor" in which the negation that it goes on with is looked for.
const BACK: usize = 8;

/// The negations of one wording that have no counterpart.
struct LoneNegation {
    /// All of them.
    free: Vec<usize>,
    /// Those of what stays.
    attached: Vec<usize>,
}

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [left, right] = pair.views();
    let (gone, come) = (lone(left), lone(right));
    let (was, is) = (&gone.attached, &come.attached);
    // "Unless it pays" is "if it does not pay", "only if it pays" is "not unless it pays".
    let unless = |view: View<'_>| {
        let lone = |&i: &usize| view.from.norm(i) == "unless" && view.partner(i).is_none();
        (0..view.from.words.len()).filter(lone).count()
    };
    let conditions = unless(left) + unless(right);
    if conditions > 0 && (was.len() + is.len() + conditions) % 2 == 0 {
        return Vec::new();
    }
    let balanced =
        if was.len() > is.len() { come.free.len() >= was.len() } else { gone.free.len() >= is.len() };
    if !are_apart(left, was, right, is) && ((was.len() + is.len()) % 2 == 0 || balanced)
        || !opposites::turned(pair).is_empty()
    {
        return Vec::new();
    }
    let shown = |r: &Reading<'_>, list: &[usize]| -> Vec<Range<usize>> {
        list.iter().map(|&i| i..(i + SHOWN).min(r.words.len())).collect()
    };
    let reason = match was.len().cmp(&is.len()) {
        Ordering::Greater => "a negation was removed",
        Ordering::Less => "a negation was added",
        Ordering::Equal => "a different part is negated",
    };
    let (before, after) = (shown(left.from, was), shown(right.from, is));
    vec![pair.finding(Kind::PolarityFlipped, Severity::High, &before, &after, reason)]
}

/// The negations that have no partner in the other wording.
pub(super) fn unpaired(view: View<'_>) -> impl Iterator<Item = usize> + use<'_> {
    (0..view.from.words.len()).filter(move |&i| view.partner(i).is_none() && negates(view.from, i))
}

fn lone(view: View<'_>) -> LoneNegation {
    let free: Vec<usize> = unpaired(view).collect();
    let attached = free
        .iter()
        .copied()
        .filter(|&i| {
            (view.is_plain(i) || view.from.words[i].quoted)
                && lasts(view, i)
                && view.sentence_stands(i)
                && !view.in_new_clause(i)
        })
        .collect();
    LoneNegation { free, attached }
}

/// One negation for another leaves the sense, unless they negate different things.
fn are_apart(left: View<'_>, gone: &[usize], right: View<'_>, come: &[usize]) -> bool {
    let (&[i], &[j]) = (gone, come) else { return false };
    let governed = |view: View<'_>, at: usize| -> Vec<String> {
        view.from.content_from(at + 1).take(GOVERNED).map(|k| view.from.words[k].stem.clone()).collect()
    };
    let there = governed(right, j);
    governed(left, i).iter().all(|stem| !there.contains(stem))
}

/// Whether the word negates what follows it.
pub(in crate::diff) fn negates(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.norm(at + 1);
    let before = at.checked_sub(1).map_or("", |b| reading.norm(b));
    match reading.norm(at) {
        "no" => !matches!(next, "more" | "fewer" | "less"),
        "not" => !matches!(next, "only" | "far" | "least"),
        // "has yet to"
        "yet" => next == "to",
        "nor" => {
            !(0..at).rev().take(BACK).any(|i| matches!(reading.norm(i), "without" | "neither" | "not" | "no"))
        }
        "little" | "few" => matches!(before, "too" | "very"),
        _ => match reading.negation(at) {
            Some(Negation::Plain | Negation::Weak) => true,
            // "refused to", "denies that"; "sales declined" and "the stop" negate nothing.
            Some(Negation::Verb) => {
                next == "to"
                    || reading.entries[at].lemma() == "deny" && !withholds(|k| reading.norm(at + 1 + k))
            }
            Some(Negation::Adjective) => next == "to",
            _ => ends_phrase(reading, at),
        },
    }
}

/// Whether the word is the particle of a verb that negates with it: "called off", "ruled out".
fn ends_phrase(reading: &Reading<'_>, at: usize) -> bool {
    let particle = |verb: &usize| !reading.is_content(at) && reading.is_verb_like(*verb);
    let Some(verb) = at.checked_sub(1).filter(particle) else { return false };
    let word = |k: usize| reading.words.get(k).map(|w| w.norm.as_str());
    let found = lexicon::phrase(verb, word);
    found.is_some_and(|(row, length)| length == 2 && row.negation().is_some())
}

/// A negation counts when what it negates stands in both wordings.
fn lasts(view: View<'_>, at: usize) -> bool {
    let ahead: Vec<usize> = view.from.content_from(at + 1).take(GOVERNED).collect();
    let stays = |i: usize| view.partner(i).is_some() || view.is_said(i);
    let kept = ahead.iter().filter(|&&i| stays(i)).count();
    // What is negated comes first, or after an adverb.
    let adverb = |i: usize| view.from.class(i) == TokenClass::Adverb || view.from.norm(i) == "longer";
    let adverb = ahead.first().is_some_and(|&i| adverb(i));
    let negated = ahead.get(usize::from(adverb)).is_some_and(|&i| stays(i));
    negated && kept * 3 >= ahead.len() * 2
}
