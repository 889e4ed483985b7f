//! Provisos: a condition or an exception that came to what stays, or is gone from it.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::lexicon;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "provisos",
    says: "A condition or an exception came to a sentence that stays otherwise, or is gone from it.",
    place: "First stage, beside details: what such words add is not more about the same, but a limit to it.",
    findings: Find::Whole(findings),
    catches: &[
        ("The strike begins on Friday unless talks resume.", "The strike begins on Friday."),
        ("The loan is free.", "The loan is free if it is repaid within a year."),
        ("All schools shut on Monday except those in the north.", "All schools shut on Monday."),
        ("She left alone, apart from a man in a red coat.", "She left alone."),
        ("He ran the fastest race, albeit with an illegal wind.", "He ran the fastest race."),
        ("The deal is done.", "The deal is done provided that the court agrees."),
        ("The road opens in May, as long as the weather holds.", "The road opens in May."),
        ("The park is open to all, with the exception of cyclists.", "The park is open to all."),
        ("Entry is free.", "Entry is free, other than on Sundays."),
        ("If the state stands surety, the bank will lend the money.", "The bank will lend the money."),
        ("The bank will lend the money only if the state pays.", "The bank will lend the money."),
    ],
    spares: &[
        ("She asked if the bridge was shut.", "She asked."),
        ("It is not known if he was hurt.", "It is not known."),
        ("The strike begins unless talks resume.", "The strike begins if talks do not resume."),
        ("The bridge is shut.", "The bridge is shut, and the road is, too."),
        ("The strike begins unless talks resume.", "The strike begins unless the talks resume."),
        ("The strike begins unless talks resume.", "Unless talks resume, the strike begins."),
        ("He left.", "He left the party."),
        ("The deal is done, the court said.", "The deal is done."),
        ("All but two schools shut.", "All schools but two shut."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let [old, new] = pair.views();
    for (view, other) in [(old, new), (new, old)] {
        let stays = |view: View<'_>| {
            let mut content = (0..view.from.words.len()).filter(|&at| view.from.is_content(at));
            content.all(|at| view.near(at).is_some())
        };
        let shown: Vec<Range<usize>> =
            view.places().filter_map(|(here, there)| proviso(view, here, there)).collect();
        if shown.is_empty() || !stays(other) {
            continue;
        }
        let (kind, reason) = match view.side {
            Side::Old => (Kind::DetailRemoved, "a condition or an exception is gone"),
            Side::New => (Kind::DetailAdded, "a condition or an exception came in"),
        };
        out.push(pair.one_sided(view.side, kind, Severity::Medium, &shown, reason));
    }
    out
}

/// The words of a proviso `here`, if nothing stands `there` in their place and the other wording limits nothing.
fn proviso(view: View<'_>, here: &Range<usize>, there: &Range<usize>) -> Option<Range<usize>> {
    let from = view.from;
    if there.clone().any(|k| view.to.is_content(k)) {
        return None;
    }
    let start = here.clone().find(|&at| opens(from, at))?;
    let limits = (start..here.end).any(|at| from.is_content(at) && view.near(at).is_none());
    (limits && !has_proviso(view.to)).then_some(start..here.end)
}

/// Whether a condition or an exception begins at `at`; not what is asked or not known: "asked if".
fn opens(from: &Reading<'_>, at: usize) -> bool {
    let word = |k: usize| from.words.get(k).map(|w| w.norm.as_str());
    let row = lexicon::phrase(at, word).map(|(row, _)| row).or_else(|| lexicon::of(from.norm(at)));
    let limits = row.is_some_and(|row| {
        row.has("conditional") || row.value("preposition") == Some("exclusion") || row.lemma() == "albeit"
    });
    let before = at.checked_sub(1).filter(|_| from.before[at] == ' ');
    let asked = before.is_some_and(|b| {
        from.tags(b).any(|(tag, _)| tag == "report")
            || matches!(from.norm(b), "known" | "clear" | "sure" | "certain" | "see" | "know")
    });
    let open = matches!(from.norm(at), "if" | "whether") && asked || from.norm(at) == "whether";
    limits && !open && !from.words[at].quoted
}

/// Whether a wording limits what it says in another way.
fn has_proviso(reading: &Reading<'_>) -> bool {
    (0..reading.words.len()).any(|at| opens(reading, at))
}
