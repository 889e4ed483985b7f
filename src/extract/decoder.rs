//! The decoder's settings from training: which tags follow each other, and the costs by which the linker measures.

use super::tags::{NAMES, TAGS};
use serde::Deserialize;
use std::sync::LazyLock;

/// The settings of the embedded model, read once.
pub(super) static DECODER: LazyLock<Decoder> = LazyLock::new(|| {
    let decoder: Decoder = serde_json::from_str(include_str!("../../models/decoder.json"))
        .expect("the embedded settings are read");
    assert_eq!(decoder.tags, NAMES, "the model and its decoder have the same tags");
    decoder
});

/// `models/decoder.json`; `training/onrecord_training/decode.py` decodes with the same.
#[derive(Debug, Deserialize)]
pub(super) struct Decoder {
    tags: [String; TAGS],
    /// Added to the log-probability of the column's tag when it follows the row's.
    pub(super) transitions: [[f32; TAGS]; TAGS],
    pub(super) costs: Costs,
}

/// Prices of the linker, in words of distance.
#[derive(Debug, Deserialize)]
pub(super) struct Costs {
    /// A sentence border between two spans.
    pub(super) sentence: usize,
    /// A cue on the side of its content that the tag does not say.
    pub(super) content_side: usize,
    /// A source on the side of its cue that the tag does not say.
    pub(super) source_side: usize,
    /// Another source between a cue and its source.
    pub(super) source_between: usize,
    /// A source that costs this much or more is not taken.
    pub(super) source_most: usize,
    /// A further content outside quotation marks that costs this much more than its cue's cheapest one is not taken.
    pub(super) stray: usize,
}
