//! Wordings as bags of words: how the gold and the program's output are compared.
//!
//! White space, punctuation, case and the style of an apostrophe never count.

use std::collections::HashMap;

/// The words of a text with how often each stands in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bag {
    counts: HashMap<String, usize>,
    size: usize,
    last: Option<String>,
}

impl Bag {
    pub(crate) fn new(text: &str) -> Self {
        let mut bag = Self::default();
        for word in words(text) {
            *bag.counts.entry(word.clone()).or_default() += 1;
            bag.size += 1;
            bag.last = Some(word);
        }
        bag
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.size == 0
    }

    fn shared(&self, other: &Self) -> usize {
        self.counts.iter().map(|(word, n)| *other.counts.get(word).unwrap_or(&0).min(n)).sum()
    }

    /// Words in both over words in either, 0 to 1.
    pub(crate) fn iou(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        ratio(shared, self.size + other.size - shared)
    }

    /// Twice the words in both over the words of each, 0 to 1.
    pub(crate) fn f1(&self, other: &Self) -> f64 {
        ratio(2 * self.shared(other), self.size + other.size)
    }

    /// The share of these words that stand in `other`, 0 to 1.
    pub(crate) fn within(&self, other: &Self) -> f64 {
        ratio(self.shared(other), self.size)
    }

    pub(crate) fn same_last_word(&self, other: &Self) -> bool {
        self.last == other.last
    }
}

pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | ',');
    text.split(move |c| !is_part(c))
        .map(|word| word.trim_matches(['\'', '’', '.', ',']).replace('’', "'").to_lowercase())
        .filter(|word| !word.is_empty())
}

/// One space for any run of white space.
pub(crate) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Pairs things one to one, the most alike first; pairs that are equally alike in order.
pub(crate) fn pair(mut candidates: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    candidates
        .retain(|&(_, i, j)| !left.contains(&i) && !right.contains(&j) && left.insert(i) && right.insert(j));
    let mut pairs: Vec<(usize, usize)> = candidates.into_iter().map(|(_, i, j)| (i, j)).collect();
    pairs.sort_unstable();
    pairs
}
