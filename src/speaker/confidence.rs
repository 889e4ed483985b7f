//! Confidence: how likely a speaker is the right one, where the attribution itself is right.
//!
//! A logistic regression over how the source was resolved, fitted by `training/onrecord_training/speakers.py` to the
//! speakers that this program gives the attributions it finds in annotated articles.

use super::cast::{FEATURES, Resolution, Speaker, SpeakerKind};
use super::scene::FoundSpeaker;
use serde::Deserialize;
use std::sync::LazyLock;

/// `models/speaker.json`, without what it says about its own reliability.
#[derive(Debug, Deserialize)]
struct Weights {
    features: [String; FEATURES.len()],
    weights: [f32; FEATURES.len()],
    bias: f32,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let weights: Weights = serde_json::from_str(include_str!("../../models/speaker.json"))
        .expect("the embedded weights of the speakers are read");
    assert_eq!(weights.features, FEATURES, "the weights are of these features");
    weights
});

/// The features of one resolved source, in the order of [`FEATURES`].
pub(super) fn features(found: &FoundSpeaker, speaker: &Speaker) -> [f32; FEATURES.len()] {
    let signs = &found.signs;
    let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
    let kind = |kind| flag(speaker.kind == kind);
    let pronoun = found.how == Resolution::Pronoun;
    [
        flag(found.how == Resolution::Partial),
        flag(pronoun && signs.singular_person),
        flag(pronoun && !signs.singular_person),
        flag(found.how == Resolution::Nominal),
        flag(found.how == Resolution::Name && signs.described),
        flag(signs.sourceless),
        flag(found.how == Resolution::Open),
        signs.fit.clamp(0.0, 2.0),
        signs.lead.clamp(0.0, 1.0),
        flag(signs.several),
        flag(signs.shared),
        kind(SpeakerKind::Organization),
        kind(SpeakerKind::Group),
        kind(SpeakerKind::Document),
        kind(SpeakerKind::Anonymous),
        kind(SpeakerKind::Author),
    ]
}

/// The confidence, between 0 and 1.
pub(super) fn confidence(features: &[f32; FEATURES.len()]) -> f32 {
    let sum: f32 = WEIGHTS.weights.iter().zip(features).map(|(weight, value)| weight * value).sum();
    1.0 / (1.0 + (-(WEIGHTS.bias + sum)).exp())
}

#[cfg(test)]
mod tests {
    use super::super::scene::Signs;
    use super::*;

    fn of(how: Resolution, kind: SpeakerKind, signs: Signs) -> f32 {
        let mut found = FoundSpeaker::new(0, how, "");
        found.signs = signs;
        confidence(&features(&found, &Speaker::unnamed(kind)))
    }

    #[test]
    fn a_name_is_surer_than_a_pronoun_and_a_clear_pronoun_surer_than_a_doubtful_one() {
        let clear = Signs { fit: 2.0, lead: 1.0, singular_person: true, ..Signs::default() };
        let doubtful = Signs { fit: 0.4, lead: 0.05, ..clear };
        let person = SpeakerKind::Person;
        let name = of(Resolution::Name, person, Signs::default());
        let [clear, doubtful] = [clear, doubtful].map(|s| of(Resolution::Pronoun, person, s));
        assert!(name > clear && clear > doubtful && name > 0.9, "{name} {clear} {doubtful}");
    }
}
