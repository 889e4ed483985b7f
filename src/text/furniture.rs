//! Furniture: words that stand in an article's text and are about the article, not part of what it says.

use super::Span;
use serde::{Deserialize, Serialize};

/// What a piece of furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureKind {
    /// "LONDON, March 3 (Reuters) -", "WASHINGTON —"
    Dateline,
    /// "By Jane Doe", "Jane Doe in Paris"
    Byline,
    /// "Associated Press writers … contributed to this report", "© 2026 …"
    Credit,
    /// "(Reporting by …; Editing by …)"
    Reporting,
    /// "date 2026-02-19", "Published 3 March 2026 10:15 GMT"
    Date,
    /// "Correction: …", "Editor's note: …", "This article was amended …", "(Updates with …)"
    Correction,
    /// "Read more: …", "Sign up to our newsletter", "Advertisement"
    Promotion,
}

/// One piece of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Where it stands.
    pub span: Span,
}

/// The furniture of a normalised text, in order.
#[must_use]
pub fn furniture(_text: &str, _paragraphs: &[Span]) -> Vec<Furniture> {
    Vec::new()
}
