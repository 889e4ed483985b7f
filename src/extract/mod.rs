//! Attributions: who says what in a document, found by a small neural tagger and decoded by rules.
//!
//! [`Extractor`] owns the model; [`Extractor::extract`] takes documents and gives each its [`Attribution`]s.

mod confidence;
mod cues;
mod decoder;
mod encode;
pub(crate) mod headline;
mod kind;
mod link;
mod model;
mod nested;
mod tags;
mod wordpiece;

use crate::text::{Document, Span};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// How much of the content stands inside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What the cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueClass {
    /// "said", "told", "according to", ":"
    Say,
    /// "insisted", "confirmed", "announced", "stressed"
    Assert,
    /// "denied", "rejected", "dismissed"
    Deny,
    /// "claimed", "alleged", "accused"
    Allege,
    /// "warned", "threatened"
    Warn,
    /// "promised", "pledged", "plans to"
    Promise,
    /// "asked", "urged", "called for"
    Ask,
    /// "believes", "thinks", "expects", "fears"
    Believe,
    /// "wants", "supports", "hopes"
    Want,
    /// "ordered", "ruled", "banned"
    Order,
    /// "the report found", "a poll shows", "the letter reads"
    Document,
}

/// One attribution: a source, a cue, and what is attributed. Spans are byte ranges of the document's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words that name who it is attributed to; empty when none stand there.
    pub source: Vec<Span>,
    /// The words that attribute; empty for a quotation that stands alone.
    pub cue: Vec<Span>,
    /// What is attributed, in order; never empty.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub kind: QuotationKind,
    /// What the cue does.
    pub cue_class: CueClass,
    /// The cue is negated: "did not say", "refused to confirm".
    pub negated: bool,
    /// The words that weaken it: "reportedly", "appeared to".
    pub hedge: Option<Span>,
    /// Index of the attribution whose content this one stands in ("Reuters reported that officials said …").
    pub parent: Option<usize>,
    /// How sure the model is that this is an attribution with this source: of those marked 0.9, nine in ten are right.
    pub confidence: f32,
    /// What the decision rests on, for `explain`.
    pub evidence: Evidence,
}

impl Attribution {
    /// Moves it from a text to where that text begins in another, `by` bytes on.
    pub(crate) fn shift(&mut self, by: usize) {
        let spans = self.source.iter_mut().chain(&mut self.cue).chain(&mut self.content);
        for span in spans.chain(self.hedge.as_mut()) {
            *span = Span::new(span.start + by, span.end + by);
        }
    }
}

/// What an attribution rests on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Mean probability of the tags of the source, the cue and the content, 0 where there is none.
    pub source: f32,
    /// See `source`.
    pub cue: f32,
    /// See `source`.
    pub content: f32,
    /// Probability of the least probable tag of each, 1 where there is none: source, cue, content.
    pub weakest: [f32; 3],
    /// How much nearer the source stands than the next best one, in tokens, with a price for sentences and rivals
    /// between; 45 when there is no other.
    pub margin: u32,
    /// Tokens of the content.
    pub length: u32,
    /// Names of the decoding rules that shaped it, in the order applied.
    pub rules: Vec<String>,
}

/// How the model tags one word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TokenTags {
    /// The word.
    pub span: Span,
    /// The tag chosen in the best sequence: `O` for none, else `B-` (begins) or `I-` (goes on) with `S` a source,
    /// `C` a cue or `X` content, and `>` or `<` for the side on which its cue stands.
    pub tag: &'static str,
    /// The probability of every tag by itself.
    pub probabilities: Vec<(&'static str, f32)>,
}

/// Why the model could not be loaded or run.
#[derive(Debug, thiserror::Error)]
#[error("the attribution model cannot be used: {0}")]
pub struct ModelError(pub String);

/// The attribution tagger with its model, ready to run; cheap to share between threads.
pub struct Extractor {
    words: wordpiece::WordPiece,
    tagger: model::Tagger,
    least: f32,
}

impl std::fmt::Debug for Extractor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extractor").finish_non_exhaustive()
    }
}

impl Extractor {
    /// Loads the model that is embedded in the program, to run on as many threads as rayon's current pool has.
    ///
    /// # Errors
    /// When the embedded model does not load: a broken build.
    pub fn new() -> Result<Self, ModelError> {
        Self::with_threads(rayon::current_num_threads())
    }

    /// Loads the model that is embedded in the program, to run on `threads` threads.
    ///
    /// # Errors
    /// When the embedded model does not load: a broken build.
    pub fn with_threads(threads: usize) -> Result<Self, ModelError> {
        Ok(Self {
            words: wordpiece::WordPiece::new(),
            tagger: model::Tagger::new(threads)?,
            least: confidence::least(),
        })
    }

    /// Gives attributions from this confidence on, instead of leaving out those that are most likely wrong.
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

    /// How the model tags each word of a document; metadata, which it does not read, left out.
    ///
    /// # Errors
    /// When the model run fails, which only a broken build makes it do.
    pub fn explain(&self, document: &Document) -> Result<Vec<TokenTags>, ModelError> {
        self.tagger.pool.run(|| {
            let text = encode::encode(document, &self.words);
            let mut path = tags::Path::new(text.tokens.len());
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
        for _ in 1..nested::DEEPEST {
            let mut contents: Vec<Span> = out[level].iter().flat_map(|a| &a.content).copied().collect();
            contents.sort_unstable();
            let from = out.len();
            for part in nested::candidates(document, &contents) {
                let text = Document::new(document.slice(part));
                let mut inner = self.read(&text)?;
                for attribution in &mut inner {
                    nested::without_next_clause(&text, attribution);
                    attribution.shift(part.start);
                    attribution.evidence.rules.push("read again inside another attribution".to_owned());
                }
                inner.retain(|a| nested::is_sound(document, a));
                out.append(&mut inner);
            }
            level = from..out.len();
        }
        in_order(&mut out);
        Ok(out)
    }

    /// One reading of a text: all its attributions, however unsure, none inside another.
    fn read(&self, document: &Document) -> Result<Vec<Attribution>, ModelError> {
        let text = encode::encode(document, &self.words);
        let mut path = tags::Path::new(text.tokens.len());
        self.tagger.tag(&text, &self.words, |token| path.push(token))?;
        // The pieces are of no more use, and a long text has many.
        let tokens = text.tokens;
        let spans = tags::spans(&path.end());
        let quoted = kind::quoted(document);
        let linked = link::link(&document.text, &tokens, &spans);
        Ok(linked.iter().filter_map(|l| attribution(document, &tokens, &quoted, l)).collect())
    }
}

/// Turns linked spans of tokens into an attribution.
fn attribution(
    document: &Document,
    tokens: &[encode::Token],
    quoted: &[Span],
    linked: &link::Linked,
) -> Option<Attribution> {
    let bytes = |tagged: &tags::Tagged| -> Vec<Span> {
        let tokens: Vec<Span> = tokens[tagged.start..tagged.end].iter().map(encode::Token::span).collect();
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
    let source: Vec<Span> = linked.source.iter().flat_map(bytes).collect();
    let cue: Vec<Span> = linked.cue.iter().flat_map(bytes).collect();
    let read = cues::read(document, &source, &cue);
    let kind = kind::kind(document, quoted, &content);
    let evidence = evidence(linked);
    Some(Attribution {
        confidence: confidence::confidence(&evidence, kind),
        kind,
        source,
        cue,
        content,
        cue_class: read.class,
        negated: read.negated,
        hedge: read.hedge,
        parent: None,
        evidence,
    })
}

/// A span without the comma, colon or dash that it begins with; nothing when it holds nothing else.
fn without_leading_mark(document: &Document, span: Span) -> Option<Span> {
    let rest = document.slice(span).trim_start_matches(|c: char| ",;:–—-".contains(c) || c.is_whitespace());
    (!rest.is_empty()).then_some(Span::new(span.end - rest.len(), span.end))
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
