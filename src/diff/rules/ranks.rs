//! Ranks: an office or a rank that became a higher or a lower one: "deputy mayor", "mayor"; "lieutenant colonel",
//! "lieutenant".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::abbreviations::{self, AbbreviationKind};
use crate::english::lexicon;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "ranks",
    says: "A rank or an office is another one for a word that came or went beside it.",
    place: "First stage: to the rules for details and names a title is little, and one word of it less.",
    findings: Find::Whole(findings),
    catches: &[
        ("Lieutenant Colonel Ana Ito was hurt.", "Lieutenant Ana Ito was hurt."),
        ("Lieutenant Colonel Ana Ito was hurt.", "Colonel Ana Ito was hurt."),
        ("Brigadier General Jon Webb resigned.", "General Jon Webb resigned."),
        ("Assistant Chief Constable Eva Hale led it.", "Chief Constable Eva Hale led it."),
        ("Deputy Mayor Jon Webb opened the hall.", "Mayor Jon Webb opened the hall."),
        ("The vice president signed the order.", "The president signed the order."),
        ("The vice-president signed the order.", "The president signed the order."),
        ("The acting director approved the sale.", "The director approved the sale."),
        ("An interim head coach was hired.", "A head coach was hired."),
        ("The former minister was questioned.", "The minister was questioned."),
        ("Lt. Col. Ana Ito was hurt.", "Lt. Ana Ito was hurt."),
        ("The assistant editor quit.", "The editor quit."),
        ("Chief Inspector Ito spoke in Upton.", "Inspector Ito spoke in Upton."),
        ("Maj. Gen. Webb commands the base.", "Gen. Webb commands the base."),
        ("Sgt. Maj. Eva Hale was hurt.", "Sgt. Eva Hale was hurt."),
        ("Sub-Lieutenant Eva Hale was hurt.", "Lieutenant Eva Hale was hurt."),
        ("Rear Admiral Eva Hale spoke.", "Admiral Eva Hale spoke."),
        ("The associate professor resigned.", "The professor resigned."),
    ],
    spares: &[
        ("Lt. Col. Ana Ito was hurt.", "Lieutenant Colonel Ana Ito was hurt."),
        ("The vice-president signed the order.", "The vice president signed the order."),
        ("Mayor Jon Webb opened the hall.", "Jon Webb opened the hall."),
        ("Deputy Mayor Jon Webb opened the hall.", "Jon Webb opened the hall."),
        ("Foreign Minister Ito resigned.", "Minister Ito resigned."),
        ("Detective Sergeant Ito spoke.", "Sergeant Ito spoke."),
        ("Mayor Ana Ito, a former judge, resigned.", "Mayor Ana Ito resigned."),
        ("The president of the board resigned.", "The board's president resigned."),
        ("The major fire hurt a soldier.", "The fire hurt a soldier."),
        ("The chief reason is the rent.", "The reason is the rent."),
        ("The assistant who found it wept.", "The woman who found it wept."),
        ("Professor Ito resigned.", "Ito resigned."),
        ("The ex-mayor was held.", "The former mayor was held."),
        ("Prof. Ito resigned.", "Professor Ito resigned."),
        ("The deputy resigned.", "The deputy resigned on Monday."),
        ("The former Velm minister Jon Webb was held.", "The former minister Jon Webb was held."),
        ("Former president of Velm Ana Ito spoke.", "Former Velm president Ana Ito spoke."),
        ("The acting director of the port resigned.", "The acting port director resigned."),
        ("Interim Velm president Ito signed it.", "Interim president of Velm Ito signed it."),
        ("The dismissed aide Lt. Col. Eva Hale sued.", "The dismissed aide Eva Hale sued."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for hunk in &pair.aligned.hunks {
        let (Some(was), Some(is)) = (title(&pair.old, &hunk.old), title(&pair.new, &hunk.new)) else {
            continue;
        };
        let [all_old, all_new] = [&pair.old, &pair.new].map(|r| words(r, &(0..r.words.len())));
        let moved = |word: &str| count(&all_old, word) == count(&all_new, word);
        if are_two_ranks(&words(&pair.old, &was), &words(&pair.new, &is), moved) {
            let reason = "not the same rank or office";
            out.push(pair.finding(Kind::EntityChanged, Severity::Medium, &[was], &[is], reason));
        }
    }
    out
}

/// The title around a difference: its words there, and those before and behind.
fn title(r: &Reading<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let holds = |k: usize| is_part(r, k);
    let joined = |k: usize| k >= r.words.len() || matches!(r.before[k], ' ' | '.' | '-');
    let behind = (range.start..range.end).rev().take_while(|&k| holds(k)).last();
    let inner = behind.unwrap_or(range.end);
    let before = (0..inner).rev().take_while(|&k| holds(k) && joined(k + 1)).last();
    let after = (range.end..r.words.len()).take_while(|&k| holds(k) && (k == inner || joined(k))).last();
    let whole = before.unwrap_or(inner)..after.map_or(range.end, |k| k + 1);
    (!whole.is_empty()).then_some(whole)
}

fn is_part(r: &Reading<'_>, at: usize) -> bool {
    let known =
        |word: &str| lexicon::rows(word).any(|row| ["title", "ranks", "person"].iter().any(|t| row.has(t)));
    let titles = abbreviations::all(r.norm(at)).iter().any(|row| row.kind == AbbreviationKind::Title);
    (titles || parts(r.norm(at)).all(known))
        && (r.entries[at].has_tag("person") || !r.entries[at].has_tag("honorific"))
}

fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(['-', ' ']).filter(|part| !part.is_empty())
}

/// The words of a title in full: "vice", "president" for "vice-president", "lieutenant" for "lt".
fn words<'r>(r: &'r Reading<'_>, title: &Range<usize>) -> Vec<&'r str> {
    let full = |at: usize| {
        let short = abbreviations::all(r.norm(at)).iter().find(|row| row.kind == AbbreviationKind::Title);
        short.map_or(r.norm(at), |row| row.full)
    };
    // "ex-banker"
    let whole = |part| if part == "ex" { "former" } else { part };
    title.clone().flat_map(|at| parts(full(at))).map(whole).collect()
}

fn count(words: &[&str], word: &str) -> usize {
    words.iter().filter(|w| **w == word).count()
}

/// Whether two titles have a word in common, and one that they have not makes or has another rank of it. What `moved` stands
/// elsewhere in the other wording: "former Velm minister", "former minister of Velm".
fn are_two_ranks(was: &[&str], is: &[&str], moved: impl Fn(&str) -> bool) -> bool {
    let ranks = |word: &str| lexicon::of(word).is_some_and(|row| row.has("ranks"));
    let turns = |title: &[&str], other: &[&str]| {
        title.iter().enumerate().any(|(n, word)| {
            let ranked = n.checked_sub(1).is_some_and(|before| ranks(title[before]));
            let heads = title[n + 1..].iter().any(|behind| other.contains(behind));
            !other.contains(word)
                && !moved(word)
                && (heads && ranks(word) || ranked && other.contains(&title[n - 1]))
        })
    };
    was.iter().any(|word| is.contains(word)) && (turns(was, is) || turns(is, was))
}
