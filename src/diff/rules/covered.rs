//! Which words the first stage accounts for.

use super::hedges::hedges;
use super::negations::negates;
use crate::diff::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::text::Span;

/// The words that rules of the first stage account for: those that their findings show, and those that are their business
/// whether they changed or not.
#[derive(Debug, Default)]
pub(in super::super) struct Covered {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Covered {
    pub(super) fn new(pair: &Pair<'_>, found: &[Finding]) -> Self {
        let [old, new] = pair.views();
        Self {
            old: covered(old, found.iter().flat_map(|f| &f.spans_before)),
            new: covered(new, found.iter().flat_map(|f| &f.spans_after)),
        }
    }

    /// Whether word `at` of a wording is accounted for.
    pub(super) fn holds(&self, side: Side, at: usize) -> bool {
        let words = if side == Side::Old { &self.old } else { &self.new };
        words.get(at).copied().unwrap_or_default()
    }
}

fn covered<'s>(view: View<'_>, spans: impl Iterator<Item = &'s Span>) -> Vec<bool> {
    let words = &view.from.words;
    let mut out: Vec<bool> = (0..words.len())
        .map(|at| !view.is_plain(at) || view.partner(at).is_none() && negates(view.from, at))
        .collect();
    for range in hedges(view.from) {
        out[range].fill(true);
    }
    for span in spans {
        let first = words.partition_point(|w| w.span.end <= span.start);
        let last = words.partition_point(|w| w.span.start < span.end);
        out[first..last].fill(true);
    }
    out
}
