//! Prepositions that change what a verb does to its object: "was shot", "was shot at"; "shot the guard", "shot at the guard".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::hunks::Hunk;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::lexicon;

pub(super) const RULE: Rule = Rule {
    name: "stranded",
    says: "A verb lost or gained the preposition behind it that has no object of its own, or that only aims at one.",
    place: "First stage: the rules for small words look at what stands before a word, not behind it.",
    findings: Find::Whole(findings),
    catches: &[
        ("Hale was shot by police.", "Hale was shot at by police."),
        ("The coach was paid by the club.", "The coach was paid for by the club."),
        ("The house was broken on Monday.", "The house was broken into on Monday."),
        ("The king was prayed by the crowd.", "The king was prayed for by the crowd."),
        ("The plan was voted by the council.", "The plan was voted against by the council."),
        ("The boy was spoken by his teacher.", "The boy was spoken to by his teacher."),
        ("The car was driven by a soldier.", "The car was driven into by a soldier."),
        ("She was heard, the union said.", "She was heard from, the union said."),
        ("The money was asked by the mayor.", "The money was asked for by the mayor."),
        ("The girl was thrown.", "The girl was thrown at."),
        ("The guard shot at him.", "The guard shot him."),
        ("The dog bit at the boy.", "The dog bit the boy."),
        ("Police searched for the man.", "Police searched the man."),
        ("She called for the mayor.", "She called the mayor."),
    ],
    spares: &[
        ("Hale was shot by police.", "Police shot Hale."),
        ("The shop was closed.", "The shop was closed down."),
        ("The house was broken into.", "The house was broken into on Monday."),
        ("He was killed in Upton.", "He was killed near Upton."),
        ("The talks ended.", "The talks ended on Monday."),
        ("She looked at the plan.", "She looked at the new plan."),
        ("The village she lived in burned.", "The village that she lived in burned."),
        ("The deal was agreed by both.", "The deal was agreed on by both."),
        ("They waited.", "They waited for an hour."),
        ("They waited for an hour.", "They waited an hour."),
        ("He met with the mayor.", "He met the mayor."),
        ("She protested against the plan.", "She protested the plan."),
        ("The council approved of the plan.", "The council approved the plan."),
        ("They will vote at noon.", "They will vote noon."),
        ("Orvale entered into a treaty.", "Orvale entered a treaty."),
        ("The plan was looked into by police.", "Police looked into the plan."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [old, new] = pair.views();
    let mut out = Vec::new();
    for view in [old, new] {
        for at in 1..view.from.words.len() {
            let Some(verb) = verb_of(view, at) else { continue };
            let Some(partner) = view.near(verb).filter(|&p| !is_led(view.to, p)) else { continue };
            let (with, without) = (verb..at + 1, partner..partner + 1);
            let (was, is) = if view.side == Side::Old { (with, without) } else { (without, with) };
            let reason = "the preposition changes what the verb means";
            out.push(pair.finding(Kind::ScopeChanged, Severity::Medium, &[was], &[is], reason));
        }
    }
    out.extend(pair.aligned.hunks.iter().filter_map(|hunk| aimed(pair, hunk)));
    out
}

/// "Shot at the guard", "shot the guard": a preposition and nothing else came or went between a verb and its object.
fn aimed(pair: &Pair<'_>, hunk: &Hunk) -> Option<Finding> {
    let [old, new] = pair.views();
    let (view, with, without) = match (hunk.old.len(), hunk.new.len()) {
        (1, 0) => (old, &hunk.old, &hunk.new),
        (0, 1) => (new, &hunk.new, &hunk.old),
        _ => return None,
    };
    let (r, at) = (view.from, with.start);
    let verb = at.checked_sub(1).filter(|&verb| r.class(verb) == TokenClass::Verb || r.is_past(verb))?;
    let aims = matches!(r.norm(at), "at" | "for") && r.before[at] == ' ' && !ends_phrase(r, at + 1);
    let partner = view.partner(verb).filter(|_| aims)?;
    // "Waited for an hour", "waited an hour"
    let time = r
        .content_from(at + 1)
        .next()
        .is_some_and(|k| r.figure_at(k).is_some() || matches!(r.domain(k), "noun.time" | "noun.quantity"));
    if time || view.partner(at + 1) != Some(partner + 1) || without.start != partner + 1 {
        return None;
    }
    let (with, without) = (verb..at + 1, partner..partner + 1);
    let (was, is) = if view.side == Side::Old { (with, without) } else { (without, with) };
    Some(pair.finding(
        Kind::ScopeChanged,
        Severity::Medium,
        &[was],
        &[is],
        "the preposition changes what the verb means",
    ))
}

/// The verb right before word `at`, a preposition that nothing depends on.
fn verb_of(view: View<'_>, at: usize) -> Option<usize> {
    let r = view.from;
    let stranded = is_preposition(r, at) && ends_phrase(r, at + 1) && r.before[at] == ' ';
    let verb = at - 1;
    let passive = verb > 0 && r.is_participle(verb) && r.entries[verb - 1].has_tag("auxiliary");
    (stranded && (r.class(verb) == TokenClass::Verb || passive)).then_some(verb)
}

/// A preposition that changes what a verb says; "on" and "of" often change nothing.
fn is_preposition(r: &Reading<'_>, at: usize) -> bool {
    matches!(r.norm(at), "at" | "for" | "to" | "into" | "from" | "against" | "with" | "about" | "after")
}

/// Whether no noun phrase begins at `at`, so that a preposition before it has no object.
fn ends_phrase(r: &Reading<'_>, at: usize) -> bool {
    // "at about 3:15", "for under three hours"
    let figure = || [at, at + 1].into_iter().any(|k| k < r.words.len() && r.figure_at(k).is_some());
    if at < r.words.len() && r.entries[at].has_tag("approximate") && figure() {
        return false;
    }
    at >= r.words.len()
        || r.before[at] != ' '
        || lexicon::of(r.norm(at)).is_some_and(|row| row.has("preposition") || row.has("conjunction"))
}

/// Whether a preposition follows word `at`, with an object or without.
fn is_led(r: &Reading<'_>, at: usize) -> bool {
    at + 1 < r.words.len() && r.before[at + 1] == ' ' && is_preposition(r, at + 1)
}
