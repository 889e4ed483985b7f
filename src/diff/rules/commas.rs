//! Commas: the same words, parted by commas that turn the sense: "the players who missed it", "the players, who missed it,".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::fingerprint::fingerprint;
use crate::diff::pair::Pair;
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::Inflection;

pub(super) const RULE: Rule = Rule {
    name: "commas",
    says: "Only commas differ, and they make all of some, a denial of an answer, or a speaker of who is spoken of.",
    place: "Before typography, which takes equal words for the same.",
    findings: Find::Gate(findings),
    catches: &[
        ("The players who missed the talk were fined.", "The players, who missed the talk, were fined."),
        (
            "The league fined the players, who missed the talk, a month's wages.",
            "The league fined the players who missed the talk a month's wages.",
        ),
        ("Nurses who struck will lose pay.", "Nurses, who struck, will lose pay."),
        ("The drivers, who sped, paid 90 crowns.", "The drivers who sped paid 90 crowns."),
        ("No, troops will cross the river.", "No troops will cross the river."),
        ("No ships sailed on Monday.", "No, ships sailed on Monday."),
        ("The driver, said the passenger, was asleep.", "The driver said the passenger was asleep."),
        ("The mayor said the baker lied.", "The mayor, said the baker, lied."),
        ("The guard, claims the clerk, fell.", "The guard claims the clerk fell."),
        ("Tenants who pay late, and often, must go.", "Tenants, who pay late, and often, must go."),
    ],
    spares: &[
        ("The mayor, who is 60, resigned.", "The mayor who is 60, resigned."),
        ("Ana Ito, who won, wept.", "Ana Ito who won wept."),
        ("The plant, which is old, is shut.", "The plant which is old is shut."),
        ("On Monday, ten people died.", "On Monday ten people died."),
        ("He came, saw and left.", "He came, saw, and left."),
        ("The road is shut, said Ito.", "The road is shut said Ito."),
        ("The road is shut says Ito", "The road is shut, says Ito"),
        ("No one came.", "No-one came."),
        ("Yes, the road is shut.", "Yes the road is shut."),
        ("The road, Ito said, is shut.", "The road Ito said is shut."),
        ("He asked those who came, to leave.", "He asked those who came to leave."),
        ("The players who missed it, were fined.", "The players who missed it were fined."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (old, new) = (&pair.old, &pair.new);
    let same = old.statement.voice == new.statement.voice
        && old.words.len() == new.words.len()
        && fingerprint(&old.statement.text) == fingerprint(&new.statement.text);
    if !same {
        return Vec::new();
    }
    let turn = (1..old.words.len()).find_map(|at| {
        let (parted, joined) = match (old.before[at], new.before[at]) {
            (',', ' ') => (old, new),
            (' ', ',') => (new, old),
            _ => return None,
        };
        turn(parted, joined, at).map(|turn| (at, turn))
    });
    let told = turn.map(|(at, (kind, severity, reason))| {
        let shown = at - 1..at + 1;
        pair.finding(kind, severity, std::slice::from_ref(&shown), std::slice::from_ref(&shown), reason)
    });
    told.into_iter().collect()
}

type Turn = (Kind, Severity, &'static str);

/// What a comma before word `at` turns.
fn turn(parted: &Reading<'_>, joined: &Reading<'_>, at: usize) -> Option<Turn> {
    let r = parted;
    let closes = |from: usize| (from..r.words.len()).find(|&k| r.before[k] == ',');
    let many = r.class(at - 1) == TokenClass::Noun && r.has_form(at - 1, Inflection::PLURAL);
    if r.norm(at) == "who" && many && closes(at + 1).is_some() {
        return Some((
            Kind::ScopeChanged,
            Severity::Medium,
            "of all of them in one wording, of some in the other",
        ));
    }
    let opens = at == 1 || r.before[at - 1] == '.';
    if opens && r.norm(at - 1) == "no" && r.class(at) == TokenClass::Noun {
        return Some((
            Kind::PolarityFlipped,
            Severity::High,
            "an answer in one wording, a denial in the other",
        ));
    }
    // "The driver, said the passenger, was asleep": one comma more before the verb that goes on.
    let reports = r.tags(at).any(|(tag, _)| tag == "report") && r.class(at) == TokenClass::Verb;
    let person = matches!(r.class(at - 1), TokenClass::Noun | TokenClass::Name);
    let set_off = closes(at + 1).is_some_and(|k| joined.before[k] == ' ' && k <= at + SPEAKER);
    (reports && person && set_off).then_some((
        Kind::SpeakerChanged,
        Severity::High,
        "the commas make another person the speaker",
    ))
}

/// Most words from a verb to the comma behind its speaker.
const SPEAKER: usize = 6;
