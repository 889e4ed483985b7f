//! The comparison that the store asks what changed between two revisions.

use crate::diff::{Compare, diff_editions};

/// How editions are compared; tests bring their own.
#[derive(Debug, Clone, Copy)]
pub(super) struct RevisionJudge(pub(super) Compare);

impl Default for RevisionJudge {
    fn default() -> Self {
        Self(diff_editions)
    }
}
