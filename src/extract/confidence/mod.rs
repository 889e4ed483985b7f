//! Confidence: how likely a reader takes an attribution as right: one of something said, written or shown, with the
//! right words and the right source.
//!
//! A logistic regression over what the tagger and the linker know of it and the shape of its parts and surroundings,
//! fitted by `training/onrecord_training/calibrate.py` to labelled rows of news pages.

mod features;
mod words;

use super::attribution::Attribution;
use crate::text::Document;
use features::{Feature, features};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// `models/calibration.json`, without what it says about its own reliability.
#[derive(Debug, Deserialize)]
struct Calibration {
    weights: HashMap<String, f32>,
    bias: f32,
    least: f32,
}

static CALIBRATION: LazyLock<Calibration> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../models/calibration.json"))
        .expect("the embedded calibration is read")
});

/// Attributions with less confidence are given only on request: hardly one in twenty of them is right.
pub(super) fn least() -> f32 {
    CALIBRATION.least
}

/// The confidence of an attribution in the document that it was read from, between 0 and 1.
pub(super) fn confidence(document: &Document, attribution: &Attribution) -> f32 {
    CALIBRATION
        .probability(features(document, attribution).iter().map(|(name, value)| (name.as_ref(), *value)))
}

impl Calibration {
    /// Features without a weight count nothing.
    fn probability<'f>(&self, features: impl Iterator<Item = (&'f str, f32)>) -> f32 {
        let terms = features.filter_map(|(name, value)| Some(self.weights.get(name)? * value));
        let sum = self.bias + terms.sum::<f32>();
        1.0 / (1.0 + (-sum).exp())
    }
}

impl Attribution {
    /// What the confidence is computed from, by name, what is 0 left out, when it was read from `document`: training
    /// reads it.
    #[must_use]
    pub fn features(&self, document: &Document) -> Vec<(String, f32)> {
        let named = |(name, value): Feature| (name.into_owned(), value);
        features(document, self).into_iter().map(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Extractor;

    static EXTRACTOR: LazyLock<Extractor> =
        LazyLock::new(|| Extractor::with_threads(1).unwrap().with_least_confidence(0.0));

    /// The confidence of the surest attribution in a paragraph between two others, 0 without one.
    fn surest(paragraph: &str) -> f32 {
        let before = "The old bridge at Merrow was closed on Tuesday.\n\n";
        let document = Document::new(format!("{before}{paragraph}\n\nIt will stay closed until May."));
        let found = EXTRACTOR.extract(std::slice::from_ref(&document)).unwrap().remove(0);
        found.iter().map(|a| a.confidence).fold(0.0, f32::max)
    }

    /// A row of the sample that training wrote.
    #[derive(Deserialize)]
    struct Sample {
        features: HashMap<String, f32>,
        confidence: f32,
    }

    #[test]
    fn training_computes_the_same() {
        let sample: Vec<Sample> =
            serde_json::from_str(include_str!("../../../tests/fixtures/confidence.json")).unwrap();
        assert!(sample.len() > 20);
        for row in sample {
            let p = CALIBRATION.probability(row.features.iter().map(|(name, value)| (name.as_str(), *value)));
            assert!((p - row.confidence).abs() < 0.001, "{p} {}", row.confidence);
        }
    }

    /// A feature that was renamed here but not there would be lost without a word.
    #[test]
    fn every_weight_has_a_feature() {
        let sample: Vec<Sample> =
            serde_json::from_str(include_str!("../../../tests/fixtures/confidence.json")).unwrap();
        let seen = |name: &str| sample.iter().any(|row| row.features.contains_key(name));
        let common = CALIBRATION.weights.keys().filter(|name| seen(name)).count();
        assert!(common * 10 > CALIBRATION.weights.len() * 6, "{common} of {}", CALIBRATION.weights.len());
    }

    #[test]
    fn reports_are_surer_than_what_only_looks_like_them() {
        let reports = [
            "Engineer Ada Brook said the piers had cracked in the frost.",
            "“Nobody was in danger,” Brook told the council. “We closed it in time.”",
            "According to the county, the repairs will cost four million crowns.",
            "A report by the road office found that the piers had been neglected.",
            "Brook denied that the warnings had been ignored.",
        ];
        let others = [
            "If you want to cross, you need to know where the ferry leaves.",
            "Brook hoped to see the bridge open before the winter.",
            "Questions about the bridge",
            "The council decided to hire two more engineers.",
            "I don't know why anybody would want to cross it.",
            "Anton Kray: theft, resisting arrest",
        ];
        for report in reports {
            assert!(surest(report) > 0.7, "{report} {}", surest(report));
            for other in others {
                assert!(surest(report) > surest(other), "{report} / {other}");
            }
        }
        for other in others {
            assert!(surest(other) < 0.6, "{other} {}", surest(other));
        }
    }

    #[test]
    fn surer_tags_make_a_surer_attribution() {
        let document = Document::new("The piers had cracked in the frost, Brook said.");
        let mut attribution = EXTRACTOR.extract(std::slice::from_ref(&document)).unwrap()[0][0].clone();
        let mut of = |p: f32| {
            (attribution.evidence.source, attribution.evidence.cue, attribution.evidence.content) = (p, p, p);
            attribution.evidence.weakest = [p; 3];
            confidence(&document, &attribution)
        };
        assert!(of(0.4) < of(0.7) && of(0.7) < of(0.99));
    }
}
