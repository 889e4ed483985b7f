//! An utterance: one wording of a quote or claim in one article, with who says it and when.

use crate::claim::{Appeared, Statement};
use crate::ids::SpeakerId;

/// One wording in one article.
#[derive(Debug, Clone)]
pub struct Utterance {
    /// The words, and the voice behind them.
    pub statement: Statement,
    /// What the speaker is known by in all articles; `None` where only this article knows it.
    pub speaker: Option<SpeakerId>,
    /// The source stays unnamed, and nobody can tell who it is.
    pub unnamed: bool,
    /// When it appeared, so that "yesterday" is a day.
    pub appeared: Appeared,
}

impl From<Statement> for Utterance {
    /// A wording of which nothing else is known.
    fn from(statement: Statement) -> Self {
        Self { statement, speaker: None, unnamed: false, appeared: Appeared::default() }
    }
}
