//! Attributions: who says what in a document, found by a small neural tagger and decoded by rules.
//!
//! [`Extractor`] owns the model; [`Extractor::extract`] takes documents and gives each its [`Attribution`]s.

mod alone;
mod amend;
mod asides;
mod attribution;
mod circumstances;
mod cited;
mod closing;
mod confidence;
mod cues;
mod decoder;
mod encode;
mod ends;
mod estimate;
mod finding;
#[cfg(test)]
mod fixture;
mod gapped;
pub(crate) mod headline;
mod hearers;
mod interrupted;
mod interview;
mod inverted;
mod kind;
mod link;
mod memory;
mod mend;
mod model;
mod nested;
mod none;
mod parenthesis;
mod path;
mod quoted;
mod recorded;
mod relative;
mod repeats;
mod rule_names;
mod second;
mod seconded;
mod setoff;
mod stance;
mod tags;
mod thresholds;
mod unsaid;
mod verb_first;
mod voices;
mod wordpiece;

pub use attribution::{Attribution, CueClass, Evidence, QuotationKind, TokenTags};
pub use model::ModelError;
pub(crate) use rule_names::{ANSWER, ANSWERED, HEARD};

use crate::text::{Document, Span};
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// The attribution tagger with its model, ready to run; cheap to share between threads.
pub struct Extractor {
    words: Arc<wordpiece::WordPiece>,
    tagger: model::Tagger,
    least: f32,
    /// What was found in a part of a content.
    parts: memory::Memory<Box<str>, Arc<[Attribution]>>,
}

impl std::fmt::Debug for Extractor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extractor").finish_non_exhaustive()
    }
}

impl Extractor {
    /// Loads the model that is embedded in the library, to run on as many threads as rayon's current pool has.
    ///
    /// # Errors
    /// When the embedded model does not load: a broken build.
    #[cfg(feature = "model")]
    pub fn new() -> Result<Self, ModelError> {
        Self::with_threads(rayon::current_num_threads())
    }

    /// Loads the model that is embedded in the library, to run on `threads` threads.
    ///
    /// # Errors
    /// When the embedded model does not load: a broken build.
    #[cfg(feature = "model")]
    pub fn with_threads(threads: usize) -> Result<Self, ModelError> {
        Self::load(model::ModelBytes::Embedded, threads)
    }

    /// Loads a model from its bytes, for a build without the feature `model`: those of `models/tagger/attribution.onnx`,
    /// or of one that was trained to the same tags and vocabulary.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn from_bytes(model: Vec<u8>, threads: usize) -> Result<Self, ModelError> {
        Self::load(model::ModelBytes::Given(model), threads)
    }

    fn load(model: model::ModelBytes, threads: usize) -> Result<Self, ModelError> {
        keep_large_blocks();
        Ok(Self {
            words: Arc::new(wordpiece::WordPiece::new()),
            tagger: model::Tagger::new(model, threads)?,
            least: confidence::least(),
            parts: memory::Memory::new(thresholds::REMEMBERED_PARTS),
        })
    }

    /// The same model on `threads` threads of its own. It is what goes on in a process that was forked: a fork takes no
    /// threads along, so one that was there before waits for them, and so does whoever loads a model anew.
    #[must_use]
    pub fn on_new_threads(&self, threads: usize) -> Self {
        Self {
            words: Arc::clone(&self.words),
            tagger: self.tagger.on_new_threads(threads),
            least: self.least,
            parts: memory::Memory::new(thresholds::REMEMBERED_PARTS),
        }
    }

    /// Gives attributions with at least this confidence, instead of leaving out those that are most likely wrong.
    #[must_use]
    pub fn with_least_confidence(mut self, least: f32) -> Self {
        self.least = least;
        self
    }

    /// The attributions of each document, in order of their first content span. A document's attributions do not
    /// depend on the others; documents are spread over the extractor's threads.
    ///
    /// # Errors
    /// When the model run fails, which only a broken build makes it do.
    pub fn extract(&self, documents: &[Document]) -> Result<Vec<Vec<Attribution>>, ModelError> {
        self.tagger.pool.run(|| documents.par_iter().map(|d| self.extract_one(d)).collect())
    }

    /// Runs some work on the extractor's threads, and what that spreads with rayon, too.
    pub fn on_its_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.tagger.pool.run(work)
    }

    /// How the model tags each word of a document; metadata, which it does not read, left out.
    ///
    /// # Errors
    /// When the model run fails, which only a broken build makes it do.
    pub fn explain(&self, document: &Document) -> Result<Vec<TokenTags>, ModelError> {
        self.tagger.pool.run(|| {
            let text = encode::encode(document, &self.words);
            let mut path = path::Path::new(text.tokens.len());
            let mut scores = Vec::with_capacity(text.tokens.len());
            self.tagger.tag(&text, &self.words, |token| {
                path.push(token);
                scores.push(*token);
            })?;
            let tokens = text.tokens.iter().zip(&scores).zip(path.end().tags);
            let tagged = tokens.map(|((token, scores), chosen)| TokenTags {
                span: token.span(),
                tag: tags::NAMES[usize::from(chosen)],
                probabilities: tags::NAMES.into_iter().zip(scores.map(f32::exp)).collect(),
            });
            Ok(tagged.collect())
        })
    }

    fn extract_one(&self, document: &Document) -> Result<Vec<Attribution>, ModelError> {
        let mut out = self.read(document)?;
        out.retain(|a| a.confidence >= self.least);
        in_order(&mut out);
        out.retain(|a| a.parent.is_none() || nested::is_sound(document, a));
        let mut level = 0..out.len();
        // What is no row may hold one.
        let mut beside: Vec<Span> = Vec::new();
        for _ in 1..thresholds::DEEPEST_NESTING {
            let mut contents: Vec<Span> = out[level].iter().flat_map(|a| &a.content).copied().collect();
            contents.append(&mut beside);
            contents.sort_unstable();
            let from = out.len();
            let known: HashSet<usize> = out.iter().filter_map(|a| a.cue.first()).map(|c| c.start).collect();
            for part in nested::candidates(document, &contents) {
                let mut inner = self.read_part(document.slice(part))?.to_vec();
                inner.iter_mut().for_each(|attribution| attribution.shift(part.start));
                let broken = inner.iter().filter(|a| nested::is_broken_off(document, a));
                beside.extend(broken.flat_map(|a| a.content.iter().copied()));
                inner.retain(|a| {
                    nested::is_sound(document, a) && a.cue.first().is_none_or(|c| !known.contains(&c.start))
                });
                out.append(&mut inner);
            }
            level = from..out.len();
        }
        in_order(&mut out);
        Ok(out)
    }

    /// The attributions of a part of a content, read as a text of its own.
    fn read_part(&self, text: &str) -> Result<Arc<[Attribution]>, ModelError> {
        if let Some(known) = self.parts.get(text) {
            return Ok(known);
        }
        let document = Document::new(text);
        let mut found = self.read(&document)?;
        for attribution in &mut found {
            nested::without_next_clause(&document, attribution);
            attribution.evidence.rules.push("read again inside another attribution".to_owned());
        }
        let found: Arc<[Attribution]> = found.into();
        let bytes = text.len() + found.len() * thresholds::BYTES_OF_ATTRIBUTION;
        self.parts.keep(text.into(), Arc::clone(&found), bytes);
        Ok(found)
    }

    /// One reading of a text: all its attributions, however doubtful, none inside another.
    fn read(&self, document: &Document) -> Result<Vec<Attribution>, ModelError> {
        let text = encode::encode(document, &self.words);
        let mut path = path::Path::new(text.tokens.len());
        self.tagger.tag(&text, &self.words, |token| path.push(token))?;
        // The pieces are of no more use, and a long text has many.
        let tokens = text.tokens;
        let spans = tags::spans(&path.end());
        let quoted = kind::quoted(document);
        let linked = link::link(&document.text, &tokens, &spans);
        let found = linked.iter().filter_map(|l| attribution(document, &tokens, &quoted, l)).collect();
        Ok(amend::amend(document, &quoted, found))
    }
}

/// Bytes of a block that the model surely asks for no larger one than, and that glibc still learns from.
const LARGE_BLOCK: usize = 24 << 20;

/// Lets the allocator keep blocks of the model's size: glibc returns large ones to the kernel after each use, and gets
/// them anew in each pass, until one of their size has been freed. It took a tenth of the time. The block is never
/// touched, so it costs no memory.
fn keep_large_blocks() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGE_BLOCK)));
}

/// Turns linked spans of tokens into an attribution.
fn attribution(
    document: &Document,
    tokens: &[encode::ModelToken],
    quoted: &[Span],
    linked: &link::Linked,
) -> Option<Attribution> {
    let bytes = |tagged: &tags::Tagged| -> Vec<Span> {
        let tokens: Vec<Span> =
            tokens[tagged.start..tagged.end].iter().map(encode::ModelToken::span).collect();
        let apart =
            |a: &Span, b: &Span| !document.furniture.is_empty() && document.has_furniture(a.end, b.start);
        tokens
            .chunk_by(|a, b| !apart(a, b))
            .map(|run| Span::new(run[0].start, run[run.len() - 1].end))
            .collect()
    };
    let mut content: Vec<Span> =
        linked.content.iter().flat_map(bytes).filter_map(|s| without_leading_mark(document, s)).collect();
    content.sort_unstable();
    if content.is_empty() {
        return None;
    }
    let source: Vec<Span> =
        linked.source.iter().flat_map(bytes).map(|s| without_comma_behind(document, s)).collect();
    let cue: Vec<Span> = linked.cue.iter().flat_map(bytes).collect();
    Some(amend::assemble(document, quoted, source, cue, content, evidence(linked)))
}

/// A span without the comma, colon, dash or bullet that it begins with; nothing when it holds nothing else.
fn without_leading_mark(document: &Document, span: Span) -> Option<Span> {
    let rest =
        document.slice(span).trim_start_matches(|c: char| ",;:–—-•·‣▪".contains(c) || c.is_whitespace());
    (!rest.is_empty()).then_some(Span::new(span.end - rest.len(), span.end))
}

/// A source without the comma behind it.
fn without_comma_behind(document: &Document, span: Span) -> Span {
    let words = document.slice(span).trim_end_matches([',', ';', ' ']);
    if words.is_empty() { span } else { Span::new(span.start, span.start + words.len()) }
}

fn evidence(linked: &link::Linked) -> Evidence {
    let of = |spans: &[tags::Tagged]| {
        let tokens: usize = spans.iter().map(|s| s.end - s.start).sum();
        let sum: f32 = spans.iter().map(|s| s.mean * (s.end - s.start) as f32).sum();
        let mean = if tokens == 0 { 0.0 } else { (sum / tokens as f32).exp() };
        (mean, spans.iter().map(|s| s.least).fold(0.0, f32::min).exp(), tokens)
    };
    let (source, weakest_source, _) = of(linked.source.as_slice());
    let (cue, weakest_cue, _) = of(linked.cue.as_slice());
    let (content, weakest_content, length) = of(&linked.content);
    Evidence {
        source,
        cue,
        content,
        weakest: [weakest_source, weakest_cue, weakest_content],
        margin: u32::try_from(linked.margin).unwrap_or(0),
        length: u32::try_from(length).unwrap_or(u32::MAX),
        rules: linked.rules.iter().map(|r| (*r).to_owned()).collect(),
    }
}

/// Puts attributions in order of their contents, outer ones first, and gives each its parent.
fn in_order(attributions: &mut [Attribution]) {
    attributions.sort_by_key(|a| (a.content[0].start, std::cmp::Reverse(a.content[a.content.len() - 1].end)));
    set_parents(attributions);
}

/// Gives each attribution that stands in another's content that one as its parent: the nearest, if several.
fn set_parents(attributions: &mut [Attribution]) {
    let mut open: Vec<(Span, usize)> = Vec::new();
    for (i, a) in attributions.iter_mut().enumerate() {
        let spans = || a.source.iter().chain(&a.cue).chain(&a.content);
        let start = spans().map(|s| s.start).min().unwrap_or(0);
        let end = spans().map(|s| s.end).max().unwrap_or(0);
        // Contents come in order, so that what ended before this one holds no later one either.
        open.retain(|(span, _)| span.end > a.content[0].start);
        let within = |(span, _): &&(Span, usize)| span.covers(Span::new(start, end));
        a.parent = open.iter().rev().find(within).map(|&(_, parent)| parent);
        open.extend(a.content.iter().map(|&span| (span, i)));
    }
}

#[cfg(test)]
mod tests;
