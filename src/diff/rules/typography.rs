//! Typography: the same words, with other marks, capitals or spellings.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::{Kind, Severity, fingerprint};

pub(super) const RULE: Rule = Rule {
    name: "typography",
    says: "The words and their order are the same; only punctuation, capitals or spelling differ.",
    place: "A gate: letter for letter the same words leave no other rule anything to find.",
    findings: Find::Gate(findings),
    catches: &[
        ("The mayor closed the bridge.", "The mayor closed the bridge"),
        ("The mayor closed the bridge.", "The Mayor closed the bridge."),
        ("Garrow won, 3-1.", "Garrow won 3–1."),
        ("The centre was organised well.", "The center was organized well."),
        ("He called it “a defeat”.", "He called it \"a defeat\"."),
        ("The council didn't vote.", "The council did not vote."),
        ("The U.S. envoy left.", "The US envoy left."),
        ("A well-known singer fell ill.", "A well known singer fell ill."),
        ("It cost 12,500 crowns.", "It cost 12500 crowns."),
        ("Upton’s bridge is shut.", "Upton's bridge is shut."),
        ("The fire – the third – is out.", "The fire, the third, is out."),
        ("WEXLEY COUNCIL APPROVES BUDGET", "Wexley council approves budget"),
    ],
    spares: &[
        ("The mayor closed the bridge.", "The mayor closed a bridge."),
        ("The fire killed five people.", "The fire killed six people."),
        ("Ana Ito spoke first.", "First Ana Ito spoke."),
        ("The council did not vote.", "The council did vote."),
        ("The mayor closed the bridges.", "The mayor closed the bridge."),
        ("Guilty.", "Not guilty."),
        ("He is 40.5 years old.", "He is 405 years old."),
        ("A fire and a flood hit Upton.", "A flood and a fire hit Upton."),
        ("The plan was approved.", "The plan was improved."),
        ("The trial of Ana Ito began.", "The trial of Ana Itoh began."),
        ("It happened on Monday.", "It happened Monday."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (old, new) = (pair.old.statement, pair.new.statement);
    if old.voice != new.voice || fingerprint(&old.text) != fingerprint(&new.text) {
        return Vec::new();
    }
    let (all_old, all_new) = (0..pair.old.words.len(), 0..pair.new.words.len());
    let reason = "only punctuation, capitals or spelling";
    vec![pair.finding(Kind::Cosmetic, Severity::None, &[all_old], &[all_new], reason)]
}
