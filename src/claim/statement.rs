//! What a statement is: its words, who vouches for it, where it stands.

use crate::english::Figure;
use crate::extract::{CueClass, QuotationKind};
use crate::speaker::SpeakerKind;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where in the article a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Position {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lede,
    /// Any other.
    Body,
}

/// Who vouches for an attributed statement, as the diff compares it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// The speaker's canonical name.
    pub speaker: Option<String>,
    /// The speaker's kind.
    pub speaker_kind: SpeakerKind,
    /// The source's words as written.
    pub source: String,
    /// The cue's words as written.
    pub cue: String,
    /// What the cue does.
    pub cue_class: CueClass,
    /// The cue is negated.
    pub negated: bool,
    /// The words that weaken the cue.
    pub hedge: Option<String>,
    /// How much of the content is quoted.
    pub kind: QuotationKind,
}

/// One unit that revisions are compared by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The words: for an attribution its content spans joined by a space, with source and cue where the content says
    /// nothing without them ("declined to name him"); else the sentence.
    pub text: String,
    /// The whole sentence or sentences that it stands in, with source and cue; equal to `text` for narrated ones. Those that
    /// stand in one share it.
    pub context: Arc<str>,
    /// Byte spans of the words in the document; empty for the headline.
    pub spans: Vec<Span>,
    /// Index of its attribution in the revision; `None` for the outlet's own voice.
    pub attribution: Option<usize>,
    /// Who vouches for it; `None` for the outlet's own voice ("narrated").
    pub voice: Option<Voice>,
    /// Where it stands.
    pub position: Position,
    /// The figures in it.
    pub figures: Vec<Figure>,
    /// How worth checking it is, 0 to 1.
    pub check_worthiness: f32,
}
