//! Confidence: the probability that an attribution is right.

use super::QuotationKind;
use super::link::Linked;

/// The confidence of an attribution of this kind.
pub(super) fn confidence(linked: &Linked, _kind: QuotationKind) -> f32 {
    linked.content.first().map_or(0.0, |c| c.mean.exp())
}
