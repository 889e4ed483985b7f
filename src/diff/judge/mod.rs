//! The judge: from what the rules found and how the words are paired to the kinds of change and whether they matter.
//!
//! Rules say what stands there; a small fitted model weighs it (`models/JUDGE_CARD.md`, made by `training/`).

mod features;
mod trees;
mod weigh;

pub(crate) use features::{Features, features};
pub(super) use weigh::weigh;

use super::Kind;
use super::judgement::Judgement;
use trees::{Judge, Values, Way};

/// What the judge says of a pair.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// The kinds, likeliest first; never empty.
    pub(super) kinds: Vec<Kind>,
    /// How far above the threshold the pair is material, in logits.
    pub(super) material: f32,
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
    let mut all = margins(model, &values);
    all.retain(|(kind, _)| may_differ || *kind != Kind::Different);
    for (kind, margin) in &mut all {
        let (side, name) = kind.sided();
        if !is_alone(*kind) && features.get(&format!("{side}rule:{name}")) > 0.0 {
            *margin += SHOWN;
        }
    }
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let likeliest = all.first().map_or(Kind::Reworded, |k| k.0);
    let kinds = if is_alone(likeliest) {
        vec![likeliest]
    } else {
        let together =
            all.iter().filter(|(kind, margin)| *margin > 0.0 && !is_alone(*kind)).map(|(kind, _)| *kind);
        let mut kinds: Vec<Kind> = together.collect();
        if kinds.is_empty() {
            kinds.push(likeliest);
        }
        kinds
    };
    let material = model.margin("material", &values, Way::Forth);
    // Harmless must be shown: where the forests see nothing in it, an exchange that nothing explains is material still.
    Verdict { kinds, material: if is_exchange(features) { material.max(f32::EPSILON) } else { material } }
}

/// Whether two phrases changed places, a name stands for another, "she" for "he", or one word for another that is not used like it and nothing else
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
    features.get("=rule-by:exchanges") > 0.0 || name || single && !alike || other_sex
}

/// How the judge comes to its answer whether a pair with these features is material; `None` without a model.
pub(super) fn judgement(features: &Features) -> Option<Judgement> {
    let model = Judge::shipped();
    let judged = model.judgement("material", &model.values(features.named()))?;
    Some(Judgement { exchange: is_exchange(features), ..judged })
}

fn margins(model: &Judge, values: &Values) -> Vec<(Kind, f32)> {
    let mut all = Vec::new();
    for &(name, forth, back) in DIRECTED {
        all.push((forth, model.margin(name, values, Way::Forth)));
        all.push((back, model.margin(name, values, Way::Back)));
    }
    for &(name, kind) in UNDIRECTED {
        all.push((kind, model.margin(name, values, Way::Both)));
    }
    all
}
