//! Which words of two readings go together, and the hunks between them.

use super::reading::Reading;
use super::thresholds::hunks::DIFFABLE;
use crate::english::lexicon::is_small;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashSet;
use std::ops::Range;

/// A place where the two wordings differ; one side may be empty. Ranges count words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    /// In the old wording.
    pub(super) old: Range<usize>,
    /// In the new wording.
    pub(super) new: Range<usize>,
}

/// Two readings with their words aligned.
pub(super) struct Aligned {
    /// For each old word, the new word it became.
    pub(super) old_to_new: Vec<Option<usize>>,
    /// For each new word, the old word it was.
    pub(super) new_to_old: Vec<Option<usize>>,
    /// Where they differ, in order.
    pub(super) hunks: Vec<Hunk>,
    /// Stems of old words that became no new word in their place.
    pub(super) free_old: HashSet<String>,
    /// Stems of new words that were no old word in their place.
    pub(super) free_new: HashSet<String>,
}

/// The diff of two lists of words, the same whichever of them is the old one.
fn operations(left: &[&str], right: &[&str]) -> Vec<DiffOp> {
    let head = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let tail = left[head..].iter().rev().zip(right[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    if left.len() - head - tail > DIFFABLE && right.len() - head - tail > DIFFABLE {
        let (old_len, new_len) = (left.len() - head - tail, right.len() - head - tail);
        return vec![
            DiffOp::Equal { old_index: 0, new_index: 0, len: head },
            DiffOp::Replace { old_index: head, old_len, new_index: head, new_len },
            DiffOp::Equal { old_index: left.len() - tail, new_index: right.len() - tail, len: tail },
        ];
    }
    if left <= right {
        return capture_diff_slices(Algorithm::Myers, left, right);
    }
    let mirrored = capture_diff_slices(Algorithm::Myers, right, left);
    mirrored
        .into_iter()
        .map(|op| match op {
            DiffOp::Equal { old_index, new_index, len } => {
                DiffOp::Equal { old_index: new_index, new_index: old_index, len }
            }
            DiffOp::Delete { old_index, old_len, new_index } => {
                DiffOp::Insert { old_index: new_index, new_index: old_index, new_len: old_len }
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                DiffOp::Delete { old_index: new_index, old_len: new_len, new_index: old_index }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => DiffOp::Replace {
                old_index: new_index,
                old_len: new_len,
                new_index: old_index,
                new_len: old_len,
            },
        })
        .collect()
}

/// Aligns by stem. Matches of a lone function word between two differences count as differences, as they tie
/// nothing together.
pub(super) fn align(old: &Reading<'_>, new: &Reading<'_>) -> Aligned {
    let left: Vec<&str> = old.words.iter().map(|w| w.stem.as_str()).collect();
    let right: Vec<&str> = new.words.iter().map(|w| w.stem.as_str()).collect();
    let ops = operations(&left, &right);
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut joined = false;
    let last = ops.len().saturating_sub(1);
    for (n, op) in ops.iter().enumerate() {
        if let DiffOp::Equal { old_index, len, .. } = *op {
            let loose = n > 0
                && n < last
                && len <= 2
                && (old_index..old_index + len).all(|i| is_small(&old.words[i].norm))
                && (matches!(ops[n - 1], DiffOp::Replace { .. })
                    || matches!(ops[n + 1], DiffOp::Replace { .. }));
            joined = loose;
            continue;
        }
        let hunk = Hunk { old: op.old_range(), new: op.new_range() };
        match hunks.last_mut() {
            Some(previous) if joined => {
                previous.old.end = hunk.old.end;
                previous.new.end = hunk.new.end;
            }
            _ => hunks.push(hunk),
        }
        joined = false;
    }
    let mut old_to_new = vec![None; left.len()];
    let mut new_to_old = vec![None; right.len()];
    let (mut a, mut b) = (0, 0);
    for hunk in hunks
        .iter()
        .chain(std::iter::once(&Hunk { old: left.len()..left.len(), new: right.len()..right.len() }))
    {
        while a < hunk.old.start && b < hunk.new.start {
            old_to_new[a] = Some(b);
            new_to_old[b] = Some(a);
            a += 1;
            b += 1;
        }
        a = hunk.old.end;
        b = hunk.new.end;
    }
    let free = |r: &Reading<'_>, side: fn(&Hunk) -> &Range<usize>| {
        hunks.iter().flat_map(|h| side(h).clone()).map(|i| r.words[i].stem.clone()).collect()
    };
    let (free_old, free_new) = (free(old, |h| &h.old), free(new, |h| &h.new));
    Aligned { old_to_new, new_to_old, hunks, free_old, free_new }
}
