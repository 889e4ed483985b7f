//! Keeping: how much of what came over the wire goes into the database.

use crate::article::{Evidence, WebExchange};
use clap::ValueEnum;

/// How much is kept of a page besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Keep {
    /// Its hash, and when and from where it came
    None,
    /// The headers of request and response, too
    Text,
    /// The bytes as they came, too; `onrecord export --warc` writes them out
    Raw,
}

impl Keep {
    /// What is kept of some evidence.
    pub(super) fn of(self, evidence: Option<Evidence>) -> Option<Evidence> {
        match self {
            Self::None => None,
            Self::Raw => evidence,
            Self::Text => {
                let bare = |exchange: &WebExchange| WebExchange { payload: None, ..exchange.clone() };
                evidence.map(|evidence| evidence.iter().map(bare).collect())
            }
        }
    }
}
