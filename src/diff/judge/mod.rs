//! The judge: from what the rules found and how the words are paired to the kinds of change and whether they matter.
//!
//! Rules say what stands there; a small fitted model weighs it (`models/JUDGE_CARD.md`, made by `training/`).

mod features;
mod file;
mod layout;
mod trees;
mod weigh;

pub(crate) use features::Features;
pub(super) use weigh::weigh;

use super::finding::Finding;
use super::judgement::Judgement;
use super::kind::Kind;
use super::pair::Pair;
use trees::{Judge, Values, Way};

/// The features of a pair, its findings included.
pub(crate) fn features(pair: &Pair<'_>, findings: &[Finding]) -> Features {
    let mut features = features::features_of_words(pair, findings);
    layout::of_layout(pair, &mut features);
    features
}

/// What the judge says of a pair.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// The kinds, likeliest first, each with the probability that its forest gives it; never empty.
    pub(super) kinds: Vec<(Kind, f32)>,
    /// How far above the threshold the pair is material, in logits.
    pub(super) material: f32,
    /// The probability of material.
    pub(super) material_probability: f32,
}

/// Kinds with a direction: the forest that tells the first from forth tells the second from back.
const DIRECTED: &[(&str, Kind, Kind)] = &[
    ("figure_added", Kind::FigureAdded, Kind::FigureRemoved),
    ("detail_added", Kind::DetailAdded, Kind::DetailRemoved),
    ("attribution_added", Kind::AttributionAdded, Kind::AttributionDropped),
    ("certainty_raised", Kind::CertaintyRaised, Kind::CertaintyLowered),
    ("speaker_named", Kind::SpeakerNamed, Kind::SpeakerAnonymised),
    ("paraphrase_to_quote", Kind::ParaphraseToQuote, Kind::QuoteToParaphrase),
];

/// Kinds without one.
const UNDIRECTED: &[(&str, Kind)] = &[
    ("cosmetic", Kind::Cosmetic),
    ("reworded", Kind::Reworded),
    ("figure_changed", Kind::FigureChanged),
    ("speaker_changed", Kind::SpeakerChanged),
    ("polarity_flipped", Kind::PolarityFlipped),
    ("quote_altered", Kind::QuoteAltered),
    ("quote_trimmed", Kind::QuoteTrimmed),
    ("entity_changed", Kind::EntityChanged),
    ("scope_changed", Kind::ScopeChanged),
    ("different", Kind::Different),
];

/// What a rule shows is likelier than the forests have it, in logits.
const SHOWN: f32 = 0.7;

/// Kinds that stand alone.
fn is_alone(kind: Kind) -> bool {
    matches!(kind, Kind::Cosmetic | Kind::Reworded | Kind::Different)
}

/// Judges a pair by its features; `may_differ` says whether the two may be two statements and not two versions of one.
pub(super) fn judge(features: &Features, may_differ: bool) -> Verdict {
    let model = Judge::shipped();
    let values = model.values(features.named());
    let mut all = candidates(model, &values);
    all.retain(|c| may_differ || c.kind != Kind::Different);
    for candidate in &mut all {
        let (side, name) = candidate.kind.sided();
        if !is_alone(candidate.kind) && features.get(&format!("{side}rule:{name}")) > 0.0 {
            candidate.margin += SHOWN;
        }
    }
    all.sort_by(|a, b| b.margin.total_cmp(&a.margin).then(a.kind.cmp(&b.kind)));
    let alone = all.first().is_some_and(|c| is_alone(c.kind));
    let together = all.iter().skip(1).filter(|c| !alone && c.margin > 0.0 && !is_alone(c.kind));
    let mut kinds: Vec<(Kind, f32)> =
        all.iter().take(1).chain(together).map(|c| (c.kind, c.probability)).collect();
    let margin = if is_opposed(&kinds) {
        model.margin("material", &values, Way::Forth).max(model.margin("material", &values, Way::Back))
    } else {
        model.margin("material", &values, if has_direction(&kinds) { Way::Forth } else { Way::Both })
    };
    // Harmless must be shown: where the forests see nothing in it, an exchange that nothing explains is material still,
    // and so is all that is said in a language of which nothing is known.
    let foreign = features.get("=letters:foreign") > 0.0;
    if foreign {
        kinds.iter_mut().filter(|k| k.0 == Kind::Cosmetic).for_each(|k| k.0 = Kind::Reworded);
    }
    let material = if foreign {
        margin.max(FOREIGN)
    } else if is_proven(features) {
        margin.max(PROVEN)
    } else if is_exchange(features) {
        margin.max(f32::EPSILON)
    } else {
        margin
    };
    Verdict { kinds, material, material_probability: probability("material", margin) }
}

/// Whether all that changed is that one is the opposite of the other, which is as much of a change the other way round.
fn is_opposed(kinds: &[(Kind, f32)]) -> bool {
    kinds.iter().all(|&(kind, _)| kind == Kind::PolarityFlipped)
}

/// Whether the kinds of a pair are others when it is read the other way round. Where they are not, it matters as much one
/// way as the other.
fn has_direction(kinds: &[(Kind, f32)]) -> bool {
    let listed = |kind: Kind| kinds.iter().any(|&(k, _)| k == kind);
    DIRECTED.iter().any(|&(_, forth, back)| listed(forth) != listed(back))
}

/// Rules whose findings stand whatever the forests say: they show the structure of what is said, of which the features
/// hold little and real edits turn too seldom to learn it from.
const PROOFS: [&str; 27] = [
    "agents",
    "causes",
    "commas",
    "complements",
    "deadlines",
    "degrees",
    "evidence",
    "exchanges",
    "fates",
    "heads",
    "holders",
    "joints",
    "modals",
    "owners",
    "particles",
    "plans",
    "privatives",
    "provisos",
    "questions",
    "ranks",
    "relatives",
    "sequences",
    "stances",
    "states",
    "stranded",
    "tolls",
    "unattributed",
];

/// The margin of what such a rule shows, in logits: enough for the severity that the rule gives it.
const PROVEN: f32 = 1.1;
const _: () = assert!(PROVEN > weigh::PROBABLE);

/// The margin of a difference between words of another language: enough to be worth a look.
const FOREIGN: f32 = 2.1;
const _: () = assert!(FOREIGN > weigh::SURE);

/// Whether a finding stands whatever the forests say.
fn is_proof(finding: &Finding) -> bool {
    PROOFS.contains(&finding.rule.as_ref())
}

fn is_proven(features: &Features) -> bool {
    PROOFS
        .iter()
        .any(|rule| ['-', '+', '='].iter().any(|side| features.get(&format!("{side}rule-by:{rule}")) > 0.0))
}

/// Whether a name stands for another, "she" for "he", or one word for another that is not used like it and nothing else
/// differs.
fn is_exchange(features: &Features) -> bool {
    let name = features.named().any(|(f, _)| f.starts_with("=exchanged:") && f.contains("name"));
    let alike = features.get("=open-like:very") + features.get("=open-like:rather") > 0.0;
    let single = features.get("=tie:exchanged") == 1.0 && features.get("=left:all") == 1.0;
    let one_sex = |side: char| ["he", "she"].map(|w| features.get(&format!("{side}word:{w}")) > 0.0);
    let other_sex = matches!(
        (one_sex('-'), one_sex('+')),
        ([true, false], [false, true]) | ([false, true], [true, false])
    );
    name || single && !alike || other_sex
}

/// How the judge comes to its answer whether a pair with these features is material; `None` without a model.
pub(super) fn judgement(features: &Features) -> Option<Judgement> {
    let model = Judge::shipped();
    let judged = model.judgement("material", &model.values(features.named()))?;
    Some(Judgement { exchange: is_exchange(features) || is_proven(features), ..judged })
}

/// A kind that a pair may be of.
struct Candidate {
    kind: Kind,
    /// What its forest says.
    probability: f32,
    /// How far that is above the threshold, in logits.
    margin: f32,
}

/// Every kind with what its forest says.
fn candidates(model: &Judge, values: &Values) -> Vec<Candidate> {
    let ask = |question: &'static str, kind, way| {
        let margin = model.margin(question, values, way);
        Candidate { kind, probability: probability(question, margin), margin }
    };
    let directed = DIRECTED.iter().flat_map(|&(question, forth, back)| {
        [ask(question, forth, Way::Forth), ask(question, back, Way::Back)]
    });
    directed.chain(UNDIRECTED.iter().map(|&(question, kind)| ask(question, kind, Way::Both))).collect()
}

/// The probability of yes to a question, from how far it is above the threshold in logits.
fn probability(question: &str, margin: f32) -> f32 {
    1.0 / (1.0 + (-(margin + Judge::shipped().threshold(question))).exp())
}
