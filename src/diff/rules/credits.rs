//! Credits: other names in the brackets that say who published or photographed.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::idle::Idle;
use crate::diff::pair::Pair;
use crate::diff::{Kind, Severity};
use crate::english::lexicon;

pub(super) const RULE: Rule = Rule {
    name: "credits",
    says: "Both lines only name, in brackets, who published or photographed.",
    place: "A gate: the names in it are nobody that the story tells of.",
    findings: Find::Gate(findings),
    catches: &[
        ("(Upton Post) (ANB)", "(Nordpress) (ANB)"),
        ("(ANB)", "(NBX via New Mail)"),
        ("[The Harbour Gazette]", "[The Upton Echo]"),
        ("(Nordpress)", "(Nordpress) (ANB)"),
        ("(Upton Post), (ANB)", "(ANB)"),
        ("(The Echo) (The Beam)", "(The Beam) (The Echo)"),
        ("(Radio Meridia)", "(Meridia Today)"),
        ("(Mail on Monday)", "(Post on Sunday)"),
    ],
    spares: &[
        ("(Figures from the city police)", "(Figures from the organisers)"),
        ("Upton Post", "Nordpress"),
        ("(Ana Ito won)", "(Jon Webb won)"),
        ("The Upton Post (ANB) opened.", "The Upton Post (NBX) opened."),
        ("(three dead)", "(five dead)"),
        ("(ANB) Three men are dead.", "(NBX) Five men are dead."),
        ("(she denies it)", "(she admits it)"),
        ("The mayor (left)", "The mayor (right)"),
        ("Ana Ito (Meridia)", "Jon Webb (Orlec)"),
        ("(born in Upton)", "(born in Osk)"),
        ("(Upton Post)", "The bridge is shut."),
        ("Ito (Mayor)", "Ito (Former Mayor)"),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (old, new) = (pair.old.text(), pair.new.text());
    if old == new || ![old, new].into_iter().all(is_credit) {
        return Vec::new();
    }
    vec![pair.of_all(Kind::Cosmetic, Severity::None, "only a credit is another")]
}

/// A line in brackets of names and small words.
fn is_credit(line: &str) -> bool {
    // "(Figures from the police)" says where they come from.
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    line.trim_start().starts_with(['(', '['])
        && words.all(|w| w.starts_with(char::is_uppercase) || lexicon::is_small(w))
        && Idle::of(line) == Some(Idle::Credit)
}
