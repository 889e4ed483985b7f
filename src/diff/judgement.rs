//! Judgement: how likely it is that something matters, and what says so.

use serde::{Deserialize, Serialize};

/// The answer of a fitted model about one change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// How likely it matters, 0 to 1: that a difference of two wordings is material, or that a sentence which came or
    /// went is a central claim.
    pub probability: f32,
    /// From this probability on it is taken to matter.
    pub threshold: f32,
    /// Of two wordings: one word stands for another that nothing ties to it, which is material whatever the probability.
    pub exchange: bool,
    /// What speaks for and against it, the weightiest first; what weighs nothing is left out.
    pub weights: Vec<FeatureWeight>,
}

/// What one feature contributes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeatureWeight {
    /// Its name. Of two wordings: `-` of the old one, `+` of the new one, `=` of both, then what is counted.
    pub feature: String,
    /// Its value, mostly a count.
    pub value: f32,
    /// What the logit of the probability would lose without it: above 0 it speaks for, below 0 against.
    pub weight: f32,
}

impl Judgement {
    pub(super) fn new(probability: f32, threshold: f32, weights: Vec<FeatureWeight>) -> Self {
        let mut weights = weights;
        weights.retain(|w| w.weight != 0.0);
        weights.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        Self { probability, threshold, exchange: false, weights }
    }
}
