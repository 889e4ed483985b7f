//! Modals: "should" that became "will", "may have been" that became "was".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::hunks::Hunk;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::Reading;
use crate::diff::small::modal_phrase;
use crate::diff::{Kind, Severity};
use crate::english::lexicon::{self, Modality, modality};
use std::ops::Range;
use std::slice::from_ref;

pub(super) const RULE: Rule = Rule {
    name: "modals",
    says: "One modal verb was replaced by another that is firmer or less firm, or what is only possible is said to be so.",
    place: "First stage, before hedges: the two share what is possible, advised or certain.",
    findings: Find::Whole(findings),
    catches: &[
        ("The company must pay the fine.", "The company should pay the fine."),
        ("The bill would ban smoking.", "The bill will ban smoking."),
        ("The road may be shut in June.", "The road will be shut in June."),
        ("The road can be shut in June.", "The road must be shut in June."),
        ("The court could free the men.", "The court will free the men."),
        ("The tax shall rise.", "The tax should rise."),
        ("The strike will end today.", "The strike might end today."),
        ("Owners should clear the snow.", "Owners must clear the snow."),
        ("The dam could burst.", "The dam would burst."),
        ("Visitors must wear masks.", "Visitors may wear masks."),
        ("Pupils can leave at noon.", "Pupils have to leave at noon."),
        ("Drivers are required to pay in cash.", "Drivers are allowed to pay in cash."),
        ("Police said the pool would close.", "Police said the pool could close."),
        ("The man may have been armed.", "The man was armed."),
        ("The fire started in the kitchen.", "The fire may have started in the kitchen."),
        ("The drug could cause fever.", "The drug causes fever."),
        ("The pilot might have slept.", "The pilot slept."),
        ("The bones are human.", "The bones may be human."),
        ("It rained, which may have helped the orchid.", "It rained, which helped the orchid."),
        ("The storm that may hit Upton is slow.", "The storm that will hit Upton is slow."),
        ("The sprinklers saved the archive.", "The sprinklers would have saved the archive."),
        ("The guard locked the gate.", "The guard should have locked the gate."),
        ("The storm has sunk the ferry.", "The storm would have sunk the ferry."),
        ("The dam could have burst.", "The dam could burst."),
        ("The strike might have been avoided.", "The strike might be avoided."),
        ("The firm would have paid the fine.", "The firm would pay the fine."),
    ],
    spares: &[
        ("Police said the bill would ban smoking.", "Police said the bill will ban smoking."),
        ("The road may be shut in June.", "The road could be shut in June."),
        ("The tax shall rise.", "The tax will rise."),
        ("The company will pay the fine.", "The company will not pay the fine."),
        ("The company will pay the fine.", "The company pays the fine."),
        ("He called it a “must”.", "He called it a “should”."),
        ("The mayor can swim and the clerk must run.", "The clerk must run and the mayor can swim."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("The will of the baker was read.", "The testament of the baker was read."),
        ("They might win.", "They may win."),
        ("The men could have weapons.", "The men could have guns."),
        ("The vote is on 3 May 2024.", "The vote is on June 3, 2024."),
        ("Drivers must pay in cash.", "Drivers have to pay in cash."),
        ("The fire may have started in the kitchen.", "The kitchen may have started it all."),
        ("The vaccine can cause fever.", "The vaccine causes fever."),
        ("They can swim in the lake.", "They are able to swim in the lake."),
    ],
};

/// Longest difference, in words, within which one verb can be said to stand for another.
const PHRASE: usize = 6;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let reported = is_reported(&pair.old) || is_reported(&pair.new);
    let turned = exchanged(pair).into_iter().filter_map(|(i, j)| {
        let (was, is) = (firmness(&pair.old, i, reported)?, firmness(&pair.new, j, reported)?);
        let (kind, reason) = match is.cmp(&was) {
            std::cmp::Ordering::Equal => return None,
            std::cmp::Ordering::Greater => (Kind::CertaintyRaised, "stated more firmly"),
            std::cmp::Ordering::Less => (Kind::CertaintyLowered, "stated less firmly"),
        };
        let (before, after) = (i..i + 1, j..j + 1);
        Some(pair.finding(kind, Severity::High, from_ref(&before), from_ref(&after), reason))
    });
    turned.chain(lone(pair)).chain(past(pair)).collect()
}

/// "Could have burst" of what did not, "could burst" of what still may.
fn past(pair: &Pair<'_>) -> Vec<Finding> {
    let [old, new] = pair.views();
    let unreal = |r: &Reading<'_>, at: usize| {
        matches!(r.norm(at), "could" | "might" | "would" | "should") && !r.words[at].quoted && is_modal(r, at)
    };
    let mut out = Vec::new();
    for i in (0..old.from.words.len()).filter(|&i| unreal(old.from, i)) {
        let same = |j: &usize| new.from.norm(*j) == old.from.norm(i) && unreal(new.from, *j);
        let Some(j) = old.partner(i).filter(same) else { continue };
        let verb = |r: &Reading<'_>, at: usize| r.content_from(at + 1).next();
        let (Some(was), Some(is)) = (verb(old.from, i), verb(new.from, j)) else { continue };
        let perfect = |r: &Reading<'_>, at: usize, verb: usize| (at..verb).any(|k| r.norm(k) == "have");
        let turned = perfect(old.from, i, was) != perfect(new.from, j, is);
        // "Could have weapons"
        let verbs = old.from.is_verb_like(was) && new.from.is_verb_like(is);
        if turned && verbs && old.near(was) == Some(is) {
            let reason = "of what might have happened in one wording, of what may happen in the other";
            let (before, after) = (i..was + 1, j..is + 1);
            let shown = (from_ref(&before), from_ref(&after));
            out.push(pair.finding(Kind::Reworded, Severity::Medium, shown.0, shown.1, reason));
        }
    }
    out
}

/// What was only possible and is said to be so, or the other way round: "may have been", "was".
fn lone(pair: &Pair<'_>) -> Vec<Finding> {
    let possible = |r: &Reading<'_>, i: usize| {
        is_modal(r, i) && modal(r, i) == Some(Modality::Possible) && r.norm(i) != "can" || is_unreal(r, i)
    };
    let only = |r: &Reading<'_>, range: &Range<usize>, other: &Range<usize>, tied: &dyn Fn(usize) -> bool| {
        let first = range.clone().find(|&i| possible(r, i))?;
        let rest = |i: usize| i == first || is_auxiliary(r, i) || tied(i);
        (range.len() <= FORMS && other.len() <= FORMS && range.clone().all(rest)).then_some(first)
    };
    let bare = |r: &Reading<'_>, range: &Range<usize>, tied: &dyn Fn(usize) -> bool| {
        range.clone().all(|i| !is_modal(r, i) && (is_auxiliary(r, i) || tied(i)))
    };
    let [left, right] = pair.views();
    let in_old = |i: usize| left.partner(i).is_some();
    let in_new = |j: usize| right.partner(j).is_some();
    // "It is possible that they met", "they may have met"
    let doubted = |view: View<'_>| {
        let doubts = |&i: &usize| {
            view.partner(i).is_none()
                && view.from.entries[i].has_tag("hedge")
                && view.from.entries[i].has_tag("judgement")
                && !is_modal(view.from, i)
        };
        (0..view.from.words.len()).any(|i| doubts(&i))
    };
    let told = |hunk: &Hunk| {
        let (old, new) = (&hunk.old, &hunk.new);
        let gone = only(&pair.old, old, new, &in_old).filter(|_| bare(&pair.new, new, &in_new));
        let came = only(&pair.new, new, old, &in_new).filter(|_| bare(&pair.old, old, &in_old));
        let (kind, reason) = match (gone, came) {
            (Some(at), None) if is_unreal(&pair.old, at) => (Kind::PolarityFlipped, HAPPENED),
            (None, Some(at)) if is_unreal(&pair.new, at) => (Kind::PolarityFlipped, HAPPENED),
            (Some(_), None) if doubted(right) => return None,
            (None, Some(_)) if doubted(left) => return None,
            (Some(_), None) => (Kind::CertaintyRaised, "no longer said to be only possible"),
            (None, Some(_)) => (Kind::CertaintyLowered, "now said to be only possible"),
            _ => return None,
        };
        Some(pair.finding(kind, Severity::High, from_ref(old), from_ref(new), reason))
    };
    pair.aligned.hunks.iter().filter_map(told).collect()
}

const HAPPENED: &str = "happened in one wording, only supposed or wished in the other";

/// "Would have prevented", "should have closed": said of what did not happen.
fn is_unreal(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.norm(at), "would" | "should")
        && reading.norm(at + 1) == "have"
        && !reading.words[at].quoted
}

/// Words of a verb with what belongs to it: "may have been seen".
const FORMS: usize = 4;

fn is_auxiliary(reading: &Reading<'_>, at: usize) -> bool {
    reading.entries[at].has_tag("auxiliary")
}

/// Modal verbs that stand for one another, old and new: the only ones in a short difference.
pub(super) fn exchanged(pair: &Pair<'_>) -> Vec<(usize, usize)> {
    let only = |r: &Reading<'_>, range: &Range<usize>| {
        let mut all = range.clone().filter(|&i| is_modal(r, i));
        all.next().filter(|_| all.next().is_none())
    };
    let short = pair.aligned.hunks.iter().filter(|h| h.old.len().max(h.new.len()) <= PHRASE);
    short.filter_map(|h| Some((only(&pair.old, &h.old)?, only(&pair.new, &h.new)?))).collect()
}

/// Whether a modal verb stands at `at`, not the noun, "the will of", nor the month.
fn is_modal(reading: &Reading<'_>, at: usize) -> bool {
    // "Which may" and "that may" open a clause.
    let article = |row: &lexicon::Entry| {
        matches!(row.value("determiner"), Some("definite" | "indefinite" | "possessive"))
    };
    let noun = at.checked_sub(1).is_some_and(|b| reading.entries[b].entries().iter().any(|row| article(row)));
    let word = &reading.words[at];
    let month = word.capital && !word.first;
    modal(reading, at).is_some() && !word.quoted && !noun && !month
}

/// "He said it would" is only the past of "he says it will".
fn is_reported(reading: &Reading<'_>) -> bool {
    reading.statement.voice.is_some() || !reading.attributions.is_empty()
}

fn firmness(reading: &Reading<'_>, at: usize, reported: bool) -> Option<Modality> {
    let past = reported && reading.norm(at) == "would";
    modal(reading, at).map(|firm| if past { Modality::Certain } else { firm })
}

/// How firm the modal verb at `at` is, or the words that say what one does: "have to", "allowed to".
fn modal(reading: &Reading<'_>, at: usize) -> Option<Modality> {
    modality(reading.norm(at)).or_else(|| modal_phrase(reading, at))
}
