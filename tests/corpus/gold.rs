//! The gold: what a person says must come out of a story, as `expected.json` holds it.

use onrecord::diff::Kind;
use onrecord::extract::QuotationKind;
use onrecord::speaker::SpeakerKind;
use serde::Deserialize;

/// The gold of one story.
#[derive(Debug, Deserialize)]
pub(crate) struct Gold {
    pub(crate) article: GoldArticle,
    pub(crate) revisions: Vec<GoldRevision>,
    pub(crate) changes: Vec<GoldChange>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GoldArticle {
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GoldRevision {
    pub(crate) captured_at: String,
    pub(crate) headline: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published_at: Option<String>,
    pub(crate) dateline: Option<String>,
    pub(crate) attributions: Vec<GoldAttribution>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct GoldAttribution {
    pub(crate) source: String,
    pub(crate) content: Vec<String>,
    pub(crate) kind: QuotationKind,
    pub(crate) speaker: Option<String>,
    pub(crate) speaker_kind: SpeakerKind,
}

/// One sentence of a revision and what became of it in the next.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldChange {
    pub(crate) from: usize,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) material: bool,
    /// For a correction note: which of the story's changes it acknowledges.
    #[serde(default)]
    pub(crate) explains: Vec<usize>,
}
