//! The neural tagger: windows of pieces in, log-probabilities of tags out.

use super::encode::{Encoded, NO_WORD};
use super::memory::Memory;
use super::tags::{Scores, TAGS};
use super::thresholds::{REMEMBERED_WINDOWS, WINDOW};
use super::wordpiece::WordPiece;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use std::sync::Arc;

/// Why the model could not be loaded or run.
#[derive(Debug, thiserror::Error)]
#[error("the attribution model cannot be used: {0}")]
pub struct ModelError(pub String);

/// Where the bytes of the model come from.
pub(super) enum ModelBytes {
    #[cfg(feature = "model")]
    Embedded,
    Given(Vec<u8>),
}

/// The scores of a token that surely belongs to no attribution.
const NOTHING: Scores = {
    let mut scores = [-20.0; TAGS];
    scores[0] = 0.0;
    scores
};

/// The model with its inputs and output, and the threads it runs on.
pub(super) struct Tagger {
    model: Arc<Model>,
    ids: NodeId,
    features: NodeId,
    tags: NodeId,
    /// The logits of a window by what the model is given of it.
    windows: Memory<Box<[i32]>, Arc<[f32]>>,
    pub(super) pool: Arc<ThreadPool>,
}

fn pool_of(threads: usize) -> Arc<ThreadPool> {
    Arc::new(ThreadPool::with_num_threads(threads.max(1)))
}

impl Tagger {
    /// Loads a model, to run on `threads` threads.
    pub(super) fn new(model: ModelBytes, threads: usize) -> Result<Self, ModelError> {
        let failed = |e: &dyn std::fmt::Display| ModelError(e.to_string());
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match model {
            #[cfg(feature = "model")]
            ModelBytes::Embedded => options.load_static_slice(onrecord_tagger::MODEL),
            ModelBytes::Given(bytes) => options.load(bytes),
        };
        let model = model.map_err(|e| failed(&e))?;
        let node = |name: &str| model.node_id(name).map_err(|e| failed(&e));
        let (ids, features, tags) = (node("ids")?, node("feat")?, node("tags")?);
        let pool = pool_of(threads);
        let model = Arc::new(model);
        Ok(Self { model, ids, features, tags, windows: Memory::new(REMEMBERED_WINDOWS), pool })
    }

    /// The same model on other threads.
    pub(super) fn on_new_threads(&self, threads: usize) -> Self {
        let (model, windows, pool) =
            (Arc::clone(&self.model), Memory::new(REMEMBERED_WINDOWS), pool_of(threads));
        Self { model, ids: self.ids, features: self.features, tags: self.tags, windows, pool }
    }

    /// The logits of a window, of each piece its tags: of its ids, and then as many features.
    fn logits(&self, window: Vec<i32>) -> Result<Arc<[f32]>, ModelError> {
        if let Some(known) = self.windows.get(window.as_slice()) {
            return Ok(known);
        }
        let n = window.len() / 2;
        let input = |part: &[i32]| NdTensor::from_data([1, n], part.to_vec()).into();
        let inputs: Vec<(NodeId, ValueOrView<'_>)> =
            vec![(self.ids, input(&window[..n])), (self.features, input(&window[n..]))];
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        let [output] =
            self.model.run_n(inputs, [self.tags], Some(options)).map_err(|e| ModelError(e.to_string()))?;
        let logits: NdTensor<f32, 3> =
            output.try_into().map_err(|_| ModelError("its output has another shape".into()))?;
        if logits.shape() != [1, n, TAGS] {
            return Err(ModelError("its output has another shape".into()));
        }
        let logits: Arc<[f32]> = logits.to_vec().into();
        let bytes = size_of_val(&*window) + size_of_val(&*logits);
        self.windows.keep(window.into(), Arc::clone(&logits), bytes);
        Ok(logits)
    }

    /// Gives `each` the scores of each token of `text`, in order.
    pub(super) fn tag(
        &self,
        text: &Encoded,
        words: &WordPiece,
        mut each: impl FnMut(&Scores),
    ) -> Result<(), ModelError> {
        let mut rest = text.tokens.as_slice();
        for window in windows(text, WINDOW) {
            let tokens;
            (tokens, rest) = rest.split_at(rest.partition_point(|t| t.piece() < window.end));
            if !has_letter(text, window.clone(), words.separator) {
                tokens.iter().for_each(|_| each(&NOTHING));
                continue;
            }
            let mut given = Vec::with_capacity(2 * (window.len() + 1));
            given.push(words.start);
            given.extend_from_slice(&text.ids[window.clone()]);
            given.push(0);
            given.extend(text.features[window.clone()].iter().copied().map(i32::from));
            let logits = self.logits(given)?;
            let (logits, _) = logits.as_chunks();
            for token in tokens {
                let mut scores: Scores = logits[token.piece() - window.start + 1];
                log_softmax(&mut scores);
                each(&scores);
            }
        }
        Ok(())
    }
}

/// Whether any piece of `window` belongs to a word: marks, figures and emoji alone attribute nothing.
fn has_letter(text: &Encoded, window: std::ops::Range<usize>, separator: i32) -> bool {
    let mut pieces = text.ids[window.clone()].iter().zip(&text.features[window]);
    pieces.any(|(&id, &feature)| id != separator && feature % 4 != NO_WORD)
}

fn log_softmax(scores: &mut Scores) {
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|s| (s - max).exp()).sum();
    let log = max + sum.ln();
    for score in scores {
        *score -= log;
    }
}

/// Whole paragraphs packed into windows of at most `limit` pieces with the mark before them; a longer paragraph is cut.
fn windows(text: &Encoded, limit: usize) -> Vec<std::ops::Range<usize>> {
    let room = limit - 1;
    let mut bounds = text.paragraphs.iter().skip(1).copied().chain([text.ids.len()]).peekable();
    let mut out = Vec::new();
    let mut start = 0;
    while start < text.ids.len() {
        let mut end = start;
        while let Some(bound) = bounds.next_if(|&b| b - start <= room) {
            end = bound;
        }
        if end == start {
            end = (start + room).min(text.ids.len());
        }
        out.push(start..end);
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn windows_cover_all_and_cut_only_what_is_too_long(lengths in prop::collection::vec(1usize..60, 0..12)) {
            let mut text = Encoded::default();
            for &length in &lengths {
                text.paragraphs.push(text.ids.len());
                text.ids.resize(text.ids.len() + length, 1);
            }
            let found = windows(&text, 33);
            prop_assert_eq!(found.first().map_or(0, |w| w.start), 0);
            prop_assert_eq!(found.last().map_or(0, |w| w.end), text.ids.len());
            prop_assert!(found.windows(2).all(|w| w[0].end == w[1].start));
            prop_assert!(found.iter().all(|w| !w.is_empty() && w.len() <= 32));
            for window in &found {
                let whole = text.paragraphs.contains(&window.end) || window.end == text.ids.len();
                prop_assert!(whole || window.len() == 32);
            }
        }
    }
}
