//! Confidence: the probability that an attribution is right, its source included.
//!
//! A logistic regression over what the tagger and the linker know of it. The weights are printed by
//! `training/calibrate.py`, which says how it fits them and how well they hold on texts that they were not fitted on.

use super::{Evidence, QuotationKind};

/// Weights of [`features`], then the constant.
#[rustfmt::skip]
const WEIGHTS: [f32; 19] = [
    -0.618, // source
    -0.106, // cue
    0.591, // content
    -0.425, // least source
    -0.606, // least cue
    -1.182, // least content
    1.206, // source^4
    0.589, // cue^4
    2.894, // content^4
    -0.037, // least source^4
    0.034, // least cue^4
    -0.221, // least content^4
    1.335, // least of all multiplied
    0.017, // has source
    -0.818, // has cue
    0.145, // direct
    -0.194, // mixed
    1.452, // margin
    -1.145, // constant
];

/// An attribution less sure than this is not given unless asked for: three in four of them are wrong.
pub(super) const LEAST: f32 = 0.25;

/// The confidence of an attribution, between 0 and 1.
pub(super) fn confidence(evidence: &Evidence, kind: QuotationKind) -> f32 {
    let (weights, constant) = WEIGHTS.split_at(WEIGHTS.len() - 1);
    let sum: f32 = weights.iter().zip(features(evidence, kind)).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-(sum + constant[0])).exp())
}

/// What the confidence rests on; `training/calibrate.py` computes the same.
fn features(evidence: &Evidence, kind: QuotationKind) -> [f32; 18] {
    let mean = [evidence.source, evidence.cue, evidence.content];
    let mut least = evidence.weakest;
    for (least, mean) in least.iter_mut().zip(mean) {
        *least = if mean > 0.0 { *least } else { 0.0 };
    }
    let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
    let rest = [
        evidence.weakest.iter().product(),
        flag(evidence.source > 0.0),
        flag(evidence.cue > 0.0),
        flag(kind == QuotationKind::Direct),
        flag(kind == QuotationKind::Mixed),
        evidence.margin as f32 / 45.0,
    ];
    let mut out = [0.0; 18];
    let all = mean.into_iter().chain(least);
    for (out, value) in out.iter_mut().zip(all.clone().chain(all.map(|p| p.powi(4))).chain(rest)) {
        *out = value;
    }
    out
}
