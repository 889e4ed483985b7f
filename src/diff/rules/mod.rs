//! The rules that compare two wordings: one rule, one file, with examples of what it must catch and must spare.
//!
//! A rule is a pure function of a [`Pair`]. They run in two stages. In the first each looks at the pair alone. In the
//! second come the rules for what is left: they are told which words the first stage accounts for ([`Covered`]). Before
//! both stand gates: where one opens, nothing else is asked. A new rule is a file and a line in [`RULES`].

mod agents;
mod attributions;
mod causes;
mod channels;
mod commas;
mod complements;
mod converses;
mod covered;
mod credits;
mod cues;
mod deadlines;
mod degrees;
mod details;
mod digits;
mod entities;
mod evidence;
mod exchanges;
mod fates;
mod figures;
mod freely;
mod groups;
mod heads;
mod hedges;
mod holders;
mod items;
mod joints;
mod marks;
mod modals;
mod negations;
mod opposites;
mod owners;
mod particles;
mod plans;
mod privatives;
mod provisos;
mod questions;
mod quotations;
mod ranks;
mod rates;
mod relatives;
mod scope;
mod sequences;
mod speakers;
mod spelling;
mod stances;
mod states;
mod stranded;
#[cfg(test)]
mod tests;
mod things;
mod titles;
mod tolls;
mod typography;
mod unattributed;
mod unrelated;
mod wording;

use super::finding::Finding;
use super::kind::Kind;
use super::pair::Pair;
use covered::Covered;
pub(super) use negations::negates;
pub(crate) use speakers::same_name;
pub(super) use speakers::sources;
use std::borrow::Cow;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// The name that its findings carry.
    pub name: &'static str,
    /// What it finds, in a sentence.
    pub says: &'static str,
    /// Why it stands where it stands among the rules.
    pub place: &'static str,
    /// Pairs of wordings in which it must find something.
    pub catches: &'static [(&'static str, &'static str)],
    /// Pairs of wordings in which it must find nothing.
    pub spares: &'static [(&'static str, &'static str)],
    findings: Find,
}

/// What a rule looks at.
#[derive(Debug)]
enum Find {
    /// The pair as a whole; what it finds is all there is to say.
    Gate(fn(&Pair<'_>) -> Vec<Finding>),
    /// The pair.
    Whole(fn(&Pair<'_>) -> Vec<Finding>),
    /// The pair, and which of its words other rules account for.
    Residue(fn(&Pair<'_>, &Covered) -> Vec<Finding>),
}

impl Find {
    fn run(&self, pair: &Pair<'_>, covered: &Covered) -> Vec<Finding> {
        match self {
            Self::Gate(findings) | Self::Whole(findings) => findings(pair),
            Self::Residue(findings) => findings(pair, covered),
        }
    }
}

/// Every rule. Within a stage the order decides nothing but which words are shown first.
pub static RULES: &[Rule] = &[
    commas::RULE,
    typography::RULE,
    credits::RULE,
    freely::RULE,
    channels::RULE,
    converses::RULE,
    titles::RULE,
    unattributed::RULE,
    unrelated::RULE,
    speakers::RULE,
    attributions::RULE,
    cues::RULE,
    evidence::RULE,
    tolls::RULE,
    figures::RULE,
    rates::RULE,
    deadlines::RULE,
    provisos::RULE,
    causes::RULE,
    privatives::RULE,
    questions::RULE,
    quotations::RULE,
    marks::RULE,
    exchanges::RULE,
    holders::RULE,
    items::RULE,
    relatives::RULE,
    sequences::RULE,
    stances::RULE,
    opposites::RULE,
    particles::RULE,
    complements::RULE,
    joints::RULE,
    negations::RULE,
    modals::RULE,
    hedges::RULE,
    plans::RULE,
    states::RULE,
    degrees::RULE,
    scope::RULE,
    stranded::RULE,
    ranks::RULE,
    groups::RULE,
    entities::RULE,
    agents::RULE,
    fates::RULE,
    owners::RULE,
    heads::RULE,
    details::RULE,
    digits::RULE,
    things::RULE,
    spelling::RULE,
    wording::RULE,
];

/// What all rules find, one finding a kind, most telling first. `may_differ` says whether the two may be two statements
/// and not versions of one.
pub(super) fn findings(pair: &Pair<'_>, may_differ: bool) -> Vec<Finding> {
    let nothing = Covered::default();
    let stage = |wanted: fn(&Find) -> bool, covered: &Covered| -> Vec<Finding> {
        let rules = RULES.iter().filter(|rule| wanted(&rule.findings));
        rules.flat_map(|rule| rule.findings(pair, covered)).collect()
    };
    let mut gates = stage(|f| matches!(f, Find::Gate(_)), &nothing);
    gates.retain(|f| may_differ || f.kind != Kind::Different);
    if !gates.is_empty() {
        gates.truncate(1);
        return gates;
    }
    let mut found = stage(|f| matches!(f, Find::Whole(_)), &nothing);
    let covered = Covered::new(pair, &found);
    found.extend(stage(|f| matches!(f, Find::Residue(_)), &covered));
    merge(pair, found)
}

/// Whether a gate has said that nothing differs, so that there is nothing to weigh.
pub(super) fn are_settled(found: &[Finding]) -> bool {
    let gates = || RULES.iter().filter(|rule| matches!(rule.findings, Find::Gate(_)));
    found
        .iter()
        .any(|f| matches!(f.kind, Kind::Cosmetic | Kind::Reworded) && gates().any(|gate| gate.name == f.rule))
}

impl Rule {
    fn findings(&self, pair: &Pair<'_>, covered: &Covered) -> Vec<Finding> {
        let mut found = self.findings.run(pair, covered);
        found.iter_mut().for_each(|f| f.rule = Cow::Borrowed(self.name));
        found
    }
}

/// One finding a kind, and other words only where there is nothing else to tell.
fn merge(pair: &Pair<'_>, found: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found {
        let opposite = match finding.kind {
            Kind::CertaintyRaised => Some(Kind::CertaintyLowered),
            Kind::CertaintyLowered => Some(Kind::CertaintyRaised),
            _ => None,
        };
        if merged.iter().any(|m| Some(m.kind) == opposite) {
            continue;
        }
        match merged.iter_mut().find(|m| m.kind == finding.kind) {
            Some(same) => same.join(finding, pair.old.text(), pair.new.text()),
            None => merged.push(finding),
        }
    }
    let alone = |f: &Finding| matches!(f.kind, Kind::Reworded | Kind::Cosmetic);
    if merged.iter().any(|f| !alone(f)) {
        merged.retain(|f| !alone(f));
    }
    merged.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.kind.place()));
    merged
}
