//! Plans: "will sign" that became "signed", "has approved" that became "will approve".

use super::{Find, Rule};
use crate::diff::finding::{FULFILLED, Finding};
use crate::diff::pair::Pair;
use crate::diff::pairing::PairLink;
use crate::diff::reading::{self, Reading};
use crate::diff::small::{Small, modal_phrase};
use crate::diff::tie::Tie;
use crate::diff::{Kind, Severity};
use crate::english::lexicon::Modality;
use crate::english::{Class, Inflection};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "plans",
    says: "What was planned is done, or what was done is only planned.",
    place: "First stage, beside modals: one side has no modal verb to compare.",
    findings: Find::Whole(findings),
    catches: &[
        ("The club is to sack its coach over the leak.", "The club has sacked its coach over the leak."),
        ("The firm was to divide the posts.", "The firm divided the posts."),
        ("The council has approved the plan.", "The council will approve the plan."),
        ("The club will pay the fine.", "The club paid the fine."),
        ("The treaty will be signed in Upton.", "The treaty was signed in Upton."),
        ("The bank plans to close ten branches.", "The bank has closed ten branches."),
        ("The judge is going to free the men.", "The judge freed the men."),
        ("The ferry was sold to Orlec.", "The ferry will be sold to Orlec."),
        ("Ana Ito will quit, she wrote.", "Ana Ito has quit, she wrote."),
        ("The school is due to reopen.", "The school has reopened."),
        ("They intend to sue the port.", "They sued the port."),
        ("The deal must be approved by the senate.", "The deal was approved by the senate."),
        ("The roof needs to be repaired.", "The roof has been repaired."),
        ("Owners have to pay the fine.", "Owners paid the fine."),
        ("The army withdrew from the village.", "The army will withdraw from the village."),
        ("Upton to declare port closed", "Upton declares port closed"),
        ("Orlec to sell its ferry to Garrow", "Orlec sold its ferry to Garrow"),
        ("Judge frees two men in mill fire case", "Judge to free two men in mill fire case"),
    ],
    spares: &[
        ("The rights will expire on April 9.", "The rights expire on April 9."),
        ("The club will pay the fine.", "The club would pay the fine."),
        ("The club will pay the fine.", "The club is to pay the fine."),
        ("The club paid the fine.", "The club has paid the fine."),
        ("The club will pay the fine.", "The fine will be paid by the club."),
        ("The strike will begin on Monday.", "The strike begins on Monday."),
        ("The treaty will be signed in Upton.", "The treaty is to be signed in Upton."),
        ("He will have paid by then.", "He will pay by then."),
        ("He must have paid by then.", "He has paid by then."),
        ("The storm hit the coast.", "The storm may hit the coast."),
        ("The plan was signed.", "The plan, signed in May, will be dropped."),
        ("Ito wants to quit as mayor", "Ito wants to quit as mayor of Upton"),
        ("Council votes to close pool", "Council closes pool"),
        ("Plan to close pool angers swimmers", "Plan that closes pool angers swimmers"),
        ("He was the first man to row the strait.", "He was the first man who rowed the strait."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (old, new) = (&pair.old, &pair.new);
    let mut turned: Vec<(Kind, Range<usize>, Range<usize>)> = Vec::new();
    for (i, link) in pair.pairing.old.iter().enumerate() {
        let same = |l: &PairLink| l.tie <= Tie::Derived || old.words[i].stem == new.words[l.to].stem;
        let Some(j) = link.filter(same).map(|l| l.to) else { continue };
        let kind = match (when(old, i), when(new, j)) {
            (Some(When::Planned), Some(When::Done)) => Kind::CertaintyRaised,
            (Some(When::Done), Some(When::Planned)) => Kind::CertaintyLowered,
            _ => continue,
        };
        turned.push((kind, lead(old, i)..i + 1, lead(new, j)..j + 1));
    }
    let found = turned.into_iter().map(|(kind, was, is)| {
        // What was planned gets done; what was said to be done and was not is a fact withdrawn.
        let (severity, reason) = match kind {
            Kind::CertaintyRaised => (Severity::Medium, FULFILLED),
            _ => (Severity::High, "done before, now only planned"),
        };
        pair.finding(kind, severity, &[was], &[is], reason)
    });
    found.collect()
}

/// Where a verb puts what it tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Planned,
    Done,
}

/// Where the verb at `at` puts what it tells of; `None` for all that is neither to come nor past.
fn when(reading: &Reading<'_>, at: usize) -> Option<When> {
    if !reading.is_verb_like(at) || reading.words[at].quoted {
        return None;
    }
    let small = Small::before(reading, at);
    if let Some(modal) = small.modal {
        let form = (has_form(reading, at, Inflection::BASE) || small.be)
            && (!small.perfect || reading.norm(modal) == "to");
        let ahead = is_ahead(reading, modal) || reading.norm(modal) == "to" && is_headlined(reading, modal);
        return (form && ahead).then_some(When::Planned);
    }
    // A headline tells in the present what has happened.
    if has_form(reading, at, Inflection::THIRD_PERSON) && is_headlined(reading, at) {
        return Some(When::Done);
    }
    // "cut" and "set" may be of any time.
    let past = has_form(reading, at, Inflection::PAST.or(Inflection::PARTICIPLE))
        && !has_form(reading, at, Inflection::BASE)
        && !small.be;
    let done = small.perfect || small.past && small.be;
    (past || done && reading.is_participle(at)).then_some(When::Done)
}

/// Whether the word at `at` has a form as a verb: "paid" is also an adjective.
fn has_form(reading: &Reading<'_>, at: usize, form: Inflection) -> bool {
    reading.entries[at].lemmas().iter().any(|l| l.class == Class::Verb && l.inflection.any(form))
}

/// Whether the words from `at` on say what the subject of a headline does: nouns stand before it, no other verb in the
/// third person anywhere, and no mark at the end.
fn is_headlined(reading: &Reading<'_>, at: usize) -> bool {
    let third = |k: usize| k != at && has_form(reading, k, Inflection::THIRD_PERSON);
    let noun = |k: usize| {
        let lemmas = reading.entries[k].lemmas();
        lemmas.is_empty() || lemmas.iter().any(|l| matches!(l.class, Class::Noun | Class::Adjective))
    };
    let leads = |k: usize| reading.entries[k].has_tag("determiner") && reading.norm(k) != "that";
    let subject = (0..at).all(|k| noun(k) || leads(k));
    let open = !reading.text().trim_end().ends_with(['.', '!', '?', '"', '”']);
    let verbal = (at..reading.words.len()).any(|k| reading.class(k) == reading::TokenClass::Verb && third(k));
    at > 0 && open && subject && !verbal && !third(at - 1) && reading.words.len() > at + 1
}

/// Whether a modal verb looks ahead: "will", or "to" behind "plans" and the like.
fn is_ahead(reading: &Reading<'_>, modal: usize) -> bool {
    let planned = |b: usize| {
        reading.entries[b].has_tag("future")
            || matches!(reading.norm(b), "going" | "due" | "set")
            || modal_phrase(reading, b) == Some(Modality::Certain)
    };
    match reading.norm(modal) {
        "will" | "shall" | "'ll" | "must" => true,
        "to" => modal.checked_sub(1).is_some_and(|b| planned(b) || is_be(reading, b)),
        _ => false,
    }
}

/// "The club is to close": what it is to do is to come.
fn is_be(reading: &Reading<'_>, at: usize) -> bool {
    reading.entries[at].entries().iter().any(|row| row.lemma() == "be")
}

/// The first of the small words that lead to the verb at `at`.
fn lead(reading: &Reading<'_>, at: usize) -> usize {
    let small = Small::before(reading, at);
    let auxiliary = |k: &usize| reading.entries[*k].has_tag("auxiliary");
    let start = (0..at).rev().take_while(|k| auxiliary(k)).last().unwrap_or(at);
    small.modal.map_or(start, |modal| start.min(modal))
}
