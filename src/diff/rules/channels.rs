//! Channels: where or how a source said it, "in a statement", "at a briefing", and nothing else.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "channels",
    says: "Only by what means a source said it came or went: in a statement, at a briefing, by telephone.",
    place: "A gate: where nothing else differs, nothing else is to be found.",
    findings: Find::Gate(findings),
    catches: &[
        ("The clinic said in a statement the ward is shut.", "The clinic said the ward is shut."),
        ("The road is shut, Ito said by telephone.", "The road is shut, Ito said."),
        ("Police said at a news conference that he fled.", "Police said that he fled."),
        ("The firm said in a press release it would appeal.", "The firm said it would appeal."),
        ("The ward is shut, the clinic said in a written statement.", "The ward is shut, the clinic said."),
        ("Ito said in an interview that she would quit.", "Ito said that she would quit."),
        ("She told the paper in an email that she quit.", "She told the paper that she quit."),
        ("The mayor announced at a briefing that he would quit.", "The mayor announced that he would quit."),
        ("In a statement, the clinic said the ward is shut.", "The clinic said the ward is shut."),
        ("The clinic said in a statement that the ward is shut.", "The clinic said the ward is shut."),
        ("The union said by email that it would strike.", "The union said that it would strike."),
    ],
    spares: &[
        ("The clinic said in court the ward is shut.", "The clinic said the ward is shut."),
        ("The clinic said in a statement by Ito it is shut.", "The clinic said it is shut."),
        ("He lied in a statement to police.", "He lied to police."),
        ("The clinic said in a statement the ward is shut.", "The clinic said the ward is open."),
        ("She was named in an email.", "She was named."),
        ("The firm said in a report that sales fell.", "The firm said that sales fell."),
        ("The road is shut, Ito said by the river.", "The road is shut, Ito said."),
        ("He said it in a false statement.", "He said it."),
        ("He said the error was in a statement.", "He said the error was."),
        (
            "The clinic said in a statement the ward is shut.",
            "The clinic said in an interview the ward is shut.",
        ),
    ],
};

/// Words of the longest such phrase: "in a written statement".
const PHRASE: usize = 5;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let channel = |view: View<'_>| {
        let mut places = view.places();
        let (Some((here, there)), None) = (places.next(), places.next()) else { return false };
        there.is_empty() && is_channel(view.from, here)
    };
    if !pair.views().into_iter().any(channel) {
        return Vec::new();
    }
    vec![pair.of_all(Kind::Reworded, Severity::None, "only by what means a source said it")]
}

/// Whether these words say by what means somebody said it: behind the verb that tells that they did, or before all.
fn is_channel(r: &Reading<'_>, words: &Range<usize>) -> bool {
    let that = words.end.checked_sub(1).filter(|&at| r.norm(at) == "that");
    let words = &(words.start..that.unwrap_or(words.end));
    let Some((first, last)) = words.clone().next().zip(words.clone().last()) else { return false };
    let leads = matches!(r.norm(first), "in" | "at" | "by" | "during" | "through" | "via" | "on" | "over");
    let middle = (first + 1..last).all(|at| {
        let entry = &r.entries[at];
        entry.has_tag("determiner")
            || entry.has_tag("channel")
            || matches!(r.norm(at), "written" | "short" | "brief")
    });
    let told = (0..first).rev().take(PHRASE).any(|at| is_report(r, at))
        && (attributes(r, first) || r.norm(words.end) == "that");
    let opens = first == 0 && r.before.get(words.end) == Some(&',');
    words.len() <= PHRASE && leads && middle && r.entries[last].has_tag("channel") && (told || opens)
}

fn is_report(r: &Reading<'_>, at: usize) -> bool {
    ["report", "cue"].iter().any(|tag| r.entries[at].has_tag(tag)) && r.is_verb_like(at)
}

/// Whether the words before `at` are those of an attribution: its cue, and whom it told.
fn attributes(r: &Reading<'_>, at: usize) -> bool {
    r.attributions
        .iter()
        .any(|a| a.cue.end <= at && at <= a.cue.end + PHRASE && !a.content.contains(&(at - 1)))
}
