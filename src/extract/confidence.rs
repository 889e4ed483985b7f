//! Confidence: the probability that an attribution is right, its source included.
//!
//! A logistic regression over what the tagger and the linker know of it, fitted by
//! `training/onrecord_training/calibrate.py` to attributions that this program found in annotated articles.

use super::attribution::{Evidence, QuotationKind};
use serde::Deserialize;
use std::sync::LazyLock;

/// The features of the confidence; `calibrate.py` computes the same ones from the evidence in the output.
const FEATURES: [&str; 11] = [
    "source logit",
    "cue logit",
    "content logit",
    "source least",
    "cue least",
    "content least",
    "has source",
    "has cue",
    "direct",
    "mixed",
    "margin",
];

/// `models/calibration.json`, without what it says about its own reliability.
#[derive(Debug, Deserialize)]
struct Calibration {
    features: [String; FEATURES.len()],
    weights: [f32; FEATURES.len()],
    bias: f32,
    least: f32,
}

static CALIBRATION: LazyLock<Calibration> = LazyLock::new(|| {
    let calibration: Calibration = serde_json::from_str(include_str!("../../models/calibration.json"))
        .expect("the embedded calibration is read");
    assert_eq!(calibration.features, FEATURES, "the calibration has these features");
    calibration
});

/// Attributions with less confidence are given only on request: fewer than three in ten of them are right.
pub(super) fn least() -> f32 {
    CALIBRATION.least
}

/// The confidence of an attribution, between 0 and 1.
pub(super) fn confidence(evidence: &Evidence, kind: QuotationKind) -> f32 {
    let terms = CALIBRATION.weights.iter().zip(features(evidence, kind));
    let sum = CALIBRATION.bias + terms.map(|(weight, value)| weight * value).sum::<f32>();
    1.0 / (1.0 + (-sum).exp())
}

fn features(evidence: &Evidence, kind: QuotationKind) -> [f32; FEATURES.len()] {
    let [source, cue, content] = [evidence.source, evidence.cue, evidence.content];
    let [least_source, least_cue, least_content] = evidence.weakest;
    let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
    // A missing part counts only by its flag.
    let logit = |p: f32| {
        let bounded = p.clamp(0.01, 0.998);
        if p > 0.0 { (bounded / (1.0 - bounded)).ln() } else { 0.0 }
    };
    let log = |part: f32, least: f32| if part > 0.0 { least.max(0.01).ln() } else { 0.0 };
    [
        logit(source),
        logit(cue),
        logit(content),
        log(source, least_source),
        log(cue, least_cue),
        log(content, least_content),
        flag(source > 0.0),
        flag(cue > 0.0),
        flag(kind == QuotationKind::Direct),
        flag(kind == QuotationKind::Mixed),
        evidence.margin as f32 / 40.0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(p: f32) -> Evidence {
        Evidence { source: p, cue: p, content: p, weakest: [p; 3], margin: 30, ..Evidence::default() }
    }

    #[test]
    fn surer_tags_make_a_surer_attribution() {
        for kind in [QuotationKind::Direct, QuotationKind::Mixed, QuotationKind::Indirect] {
            let of = |p| confidence(&evidence(p), kind);
            assert!(of(0.5) < of(0.8) && of(0.8) < of(0.99), "{kind:?}");
            assert!(of(0.99) > 0.8 && of(0.3) < least() + 0.2, "{kind:?}");
        }
    }

    #[test]
    fn missing_parts_are_no_extremes() {
        let none = Evidence { source: 0.0, weakest: [1.0, 0.9, 0.9], margin: 0, ..evidence(0.95) };
        let of = confidence(&none, QuotationKind::Indirect);
        assert!(of > 0.1 && of < 0.95, "{of}");
    }
}
