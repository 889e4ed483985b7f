//! Confidence: the probability that an attribution is right, its source included.
//!
//! A logistic regression over what the tagger and the linker know of it. The weights are printed by
//! `training/calibrate.py`, which says how it fits them and how well they hold on texts that they were not fitted on.

use super::{Evidence, QuotationKind};

/// Weights of [`features`], then the constant.
const WEIGHTS: [f32; 12] = [0.0; 12];

/// The confidence of an attribution, between 0 and 1.
pub(super) fn confidence(evidence: &Evidence, kind: QuotationKind) -> f32 {
    let (weights, constant) = WEIGHTS.split_at(WEIGHTS.len() - 1);
    let sum: f32 = weights.iter().zip(features(evidence, kind)).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-(sum + constant[0])).exp())
}

/// What the confidence rests on; `training/calibrate.py` computes the same.
fn features(evidence: &Evidence, kind: QuotationKind) -> [f32; 11] {
    let log = |p: f32| if p > 0.0 { p.max(1e-4).ln() } else { 0.0 };
    let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
    let [source, cue, content] = evidence.weakest;
    [
        log(evidence.source),
        log(evidence.cue),
        log(evidence.content),
        log(source),
        log(cue),
        log(content),
        flag(evidence.source > 0.0),
        flag(evidence.cue > 0.0),
        flag(kind == QuotationKind::Direct),
        flag(kind == QuotationKind::Mixed),
        evidence.margin as f32 / 45.0,
    ]
}
