//! Heads: "shares in the mill" that became "the mill": what only belonged to a thing gave way to the thing.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::{Class, Relation, lexicon};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "heads",
    says: "The noun that a phrase was about went, and what it was of, for or in took its place, or the other way round.",
    place: "First stage, beside owners: to the rules for details only a noun and a preposition came or went.",
    findings: Find::Whole(findings),
    catches: &[
        ("The firm will sell shares in the mill.", "The firm will sell the mill."),
        ("Orlec bought a stake in the ferry line.", "Orlec bought the ferry line."),
        ("Police arrested the son of the mayor in Upton.", "Police arrested the mayor in Upton."),
        ("The court fined the owner of the bank.", "The court fined the bank."),
        ("The army asked for trucks to carry grain.", "The army asked for grain."),
        ("Rebels took the road to the airport.", "Rebels took the airport."),
        ("He criticised the wife of the president.", "He criticised the president."),
        ("The critics of the minister resigned.", "The minister resigned."),
        ("The lawyer for the driver was jailed.", "The driver was jailed."),
        ("The brother of the gunman was shot.", "The gunman was shot."),
        ("Students at the school started the fire.", "The school started the fire."),
        ("Workers at the plant were laid off in May.", "The plant was laid off in May."),
        ("She shot a dog of the neighbour.", "She shot the neighbour."),
    ],
    spares: &[
        ("The city of Upton bought the mill.", "Upton bought the mill."),
        ("The month of May was dry.", "May was dry."),
        ("A group of tourists left Upton.", "Tourists left Upton."),
        ("A total of 40 people came.", "40 people came."),
        ("The crime of theft is on the rise.", "Theft is on the rise."),
        ("The government of Garrow denied it.", "Garrow denied it."),
        ("A spokesman for the ministry said the road is shut.", "The ministry said the road is shut."),
        ("She died in hospital in Upton.", "She died in Upton."),
        ("The mayor of Upton resigned.", "Upton's mayor resigned."),
        ("A bus driver from Wexley was hurt.", "A bus driver was hurt."),
        ("The rate of inflation fell.", "Inflation fell."),
        ("They met at a hotel in the harbour.", "They met in the harbour."),
        ("The use of force was banned.", "Force was banned."),
        ("A pair of skiers died.", "Two skiers died."),
        ("Under the terms of the deal he will go.", "Under the deal he will go."),
        ("The text of the bill was published.", "The bill was published."),
        ("The minster of transport resigned.", "The transport minister resigned."),
        ("Judges at the Orvale High Court rejected the plea.", "The Orvale High Court rejected the plea."),
        ("Officials at the ministry shut the road.", "The ministry shut the road."),
        ("Members of the port union marched in Upton.", "The port union marched in Upton."),
        ("The bodies of three miners were found.", "Three miners were found."),
        ("Officers of the coast guard closed the bay.", "The coast guard closed the bay."),
        ("The coffin of the late dean Jon Webb has come.", "The late dean Jon Webb's remains have come."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for view in pair.views() {
        let gone = view.places().filter(|(_, there)| there.len() <= 1);
        for (with, without) in gone.filter_map(|(here, there)| promoted(view, here, there)) {
            let (was, is) = if view.side == Side::Old { (with, without) } else { (without, with) };
            let reason = "not the same: one is only of, for or in the other";
            out.push(pair.finding(Kind::EntityChanged, Severity::High, &[was], &[is], reason));
        }
    }
    out
}

/// Where only this wording has the words at `here`, a head and what leads on from it: the head with the noun behind, and
/// that noun in the other wording.
fn promoted(
    view: View<'_>,
    here: &Range<usize>,
    there: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let from = view.from;
    let article = |r: &Reading<'_>, at: usize| r.entries[at].has_tag("determiner");
    let articles = here.clone().take_while(|&at| article(from, at)).count();
    let start = here.start + articles;
    let head = (start..here.end).take_while(|&at| from.is_content(at)).last()?;
    let leads_on = leads_on(from, head + 1..here.end, governed(from, here.start));
    let behind = from.content_from(here.end).next()?;
    let noun = (behind..from.words.len())
        .take_while(|&at| from.is_content(at) && (at == behind || from.before[at] == ' '))
        .filter(|&at| matches!(from.class(at), TokenClass::Noun | TokenClass::Name))
        .last()?;
    let close = (here.end..behind).all(|at| article(from, at)) && from.before[here.end] == ' ';
    let alone = there.clone().all(|at| article(view.to, at));
    let other = view.partner(noun)?;
    let next = (noun + 1 < from.words.len()).then_some(noun + 1);
    let stays = next.is_none_or(|at| view.partner(at) == Some(other + 1));
    let found = leads_on
        && stays
        && close
        && alone
        && begins_phrase(from, here.start)
        && view.is_plain(head)
        && is_thing(view, head)
        && !is_kin(view, head, noun)
        && !acts_for(from, head, noun);
    found.then_some((start..noun + 1, other..other + 1))
}

/// How the phrase that begins at `at` stands in its clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Governed {
    /// Behind a preposition.
    ByPreposition,
    /// As a subject, or behind a verb.
    Freely,
}

fn governed(r: &Reading<'_>, at: usize) -> Governed {
    let before = (0..at).rev().find(|&k| !r.entries[k].has_tag("determiner"));
    match before {
        Some(k) if r.entries[k].has_tag("preposition") => Governed::ByPreposition,
        _ => Governed::Freely,
    }
}

/// Prepositions that tie a noun to the one before it; "as" and "after" may begin a clause.
const LEADS: [&str; 8] = ["in", "on", "at", "for", "to", "from", "with", "behind"];

/// Whether these words lead from a head to what it is of: a preposition, or "to" and a verb. Behind a preposition a second
/// one may only tell of another place: "in hospital in Upton".
fn leads_on(r: &Reading<'_>, words: Range<usize>, governed: Governed) -> bool {
    let Some(first) = words.clone().next().filter(|&at| r.before[at] == ' ') else { return false };
    let small = |at: usize| !r.is_content(at);
    match r.norm(first) {
        "of" => words.clone().all(small),
        "to" if r.is_verb_like(first + 1) && words.contains(&(first + 1)) => words.len() <= 3,
        _ => governed == Governed::Freely && LEADS.contains(&r.norm(first)) && words.clone().all(small),
    }
}

/// Whether a phrase begins at `at`: no noun or adjective stands before it that it would go on.
fn begins_phrase(r: &Reading<'_>, at: usize) -> bool {
    let apart = r.before[at] != ' ' || at == 0;
    apart || matches!(r.class(at - 1), TokenClass::Verb | TokenClass::Small) || r.is_past(at - 1)
}

/// Fields of what can be sold, held, hit or named in the place of something else.
const FIELDS: [&str; 6] =
    ["noun.person", "noun.artifact", "noun.possession", "noun.animal", "noun.object", "noun.plant"];

/// Share of a noun's uses in these fields from which on it is of them.
const COMMON: f32 = 0.5;

/// Whether the head is a person or thing of its own that the other wording does not speak of.
fn is_thing(view: View<'_>, head: usize) -> bool {
    let from = view.from;
    let counts = ["partitive", "number_word"].iter().any(|tag| from.entries[head].has_tag(tag));
    let noun = from.entries[head].lemmas().iter().any(|l| l.class == Class::Noun);
    let share = from.entries[head].share_of_nouns_in(&FIELDS);
    noun && from.class(head) != TokenClass::Name
        && share >= COMMON
        && !counts
        && view.novel(&(head..head + 1)) == [head]
}

/// "Judges at the court", "officials of the bank": what they do in office, it does.
fn acts_for(r: &Reading<'_>, head: usize, noun: usize) -> bool {
    let official = r.entries[head].lemmas().iter().any(|l| {
        lexicon::of(l.lemma).is_some_and(|row| {
            matches!(row.value("unnamed"), Some("official" | "police" | "military" | "politician"))
        })
    });
    official && (r.class(noun) == TokenClass::Name || r.entries[noun].has_tag("organization"))
}

/// "The city of Upton", "the crime of theft", "the government of Garrow": the head says no more than what is behind it.
fn is_kin(view: View<'_>, head: usize, noun: usize) -> bool {
    let from = view.from;
    let (relation, _) = from.entries[noun].relate(&from.entries[head]);
    matches!(relation, Relation::Broader | Relation::Synonym | Relation::Similar | Relation::Derived)
        || from.is_place(noun) && from.entries[head].has_tag("organization")
}
