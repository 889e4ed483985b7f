//! Findings: one kind of change in one pair of statements, with the words that show it.

use super::{Kind, Severity};
use serde::{Deserialize, Serialize};

/// One kind of change, and the words that show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind.
    pub kind: Kind,
    /// The old words that show it; empty where something came in.
    pub before: String,
    /// The new words that show it; empty where something went.
    pub after: String,
    /// The figures that changed, old and new as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<(Option<String>, Option<String>)>,
    /// The new wording says what a check of the old one does not cover.
    #[serde(default)]
    pub material: bool,
    /// How soon a person should look at it.
    #[serde(default)]
    pub severity: Severity,
    /// Why it has that severity, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Finding {
    pub(super) fn new(
        kind: Kind,
        before: impl Into<String>,
        after: impl Into<String>,
        severity: Severity,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            before: before.into(),
            after: after.into(),
            figures: Vec::new(),
            material: severity >= Severity::Medium,
            severity,
            reason: reason.into(),
        }
    }
}
