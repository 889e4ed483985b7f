//! Questions: what was asked is stated now, or the other way round.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "questions",
    says: "A question became a statement of the same words, or a statement a question.",
    place: "First stage: no other rule looks at question marks.",
    findings: Find::Whole(findings),
    catches: &[
        ("Is the mayor lying about the quay?", "The mayor is lying about the quay."),
        ("Did Webb Stores hide its losses?", "Webb Stores hid its losses."),
        ("Will the bridge fall?", "The bridge will fall."),
        ("Has the vaccine failed?", "The vaccine has failed."),
        ("Orlec: a city without water?", "Orlec: a city without water"),
        ("Can Ito win in May?", "Ito can win in May."),
        ("Was the fire set on purpose?", "The fire was set on purpose."),
        ("The fire broke out at dawn. Was it arson?", "The fire broke out at dawn. It was arson."),
        ("Are prices rising again?", "Prices are rising again."),
        ("Should the minister resign?", "The minister should resign."),
    ],
    spares: &[
        ("Is the mayor lying?", "Is the mayor lying about it?"),
        ("The mayor is lying.", "The mayor lies."),
        ("Why did the bridge fall?", "The bridge was built in 1931."),
        ("“Who signed it?” he asked.", "He asked who signed it."),
        ("What now? The council meets on Monday.", "The council meets on Monday."),
        ("The council meets on Monday.", "The council meets on Monday. Who will come?"),
        ("Is it over?", "Is it over ?"),
        ("Did Ito win? It is too early to say.", "Ito won? It is too early to say."),
        ("Is the bridge safe?", "The mayor says the bridge is safe."),
        ("Will it rain? Nobody knows.", "Nobody knows if it will rain."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [old, new] = pair.views();
    let mut out = Vec::new();
    for view in [old, new] {
        let reason = match view.side {
            Side::Old => "a question became a statement",
            Side::New => "a statement became a question",
        };
        let kind = if view.side == Side::Old { Kind::CertaintyRaised } else { Kind::CertaintyLowered };
        for asked in asked(view) {
            let Some(stated) = stated(view, &asked) else { continue };
            let (was, is) = if view.side == Side::Old { (asked, stated) } else { (stated, asked) };
            out.push(pair.finding(kind, Severity::Medium, &[was], &[is], reason));
        }
    }
    out
}

/// The questions of a wording, outside quotations.
fn asked(view: View<'_>) -> Vec<Range<usize>> {
    let ends = (0..view.from.words.len()).filter(|&k| view.from.norm(k) == "?" && !view.from.words[k].quoted);
    ends.filter_map(|end| {
        let first = (0..end).rev().take_while(|&k| view.from.before[k + 1] != '.' || k + 1 == end).last()?;
        Some(first..end)
    })
    .collect()
}

/// The words of the other wording that state what is asked: all content of the question and no more, without its mark.
fn stated(view: View<'_>, asked: &Range<usize>) -> Option<Range<usize>> {
    let content = asked.clone().filter(|&k| view.from.is_content(k));
    let partners: Vec<usize> = content.map(|k| view.near(k)).collect::<Option<_>>()?;
    let (first, last) = (*partners.iter().min()?, *partners.iter().max()?);
    let to = view.to;
    let start = (1..=first).rev().find(|&k| to.before[k] == '.').unwrap_or(0);
    let end = (last + 1..to.words.len()).find(|&k| to.before[k] == '.' || to.norm(k) == "?");
    let still_asked = end.is_some_and(|k| to.norm(k) == "?");
    let mut sentence = start..end.unwrap_or(to.words.len());
    let other = sentence.any(|k| to.is_content(k) && !partners.contains(&k));
    (!still_asked && !other).then_some(first..last + 1)
}
