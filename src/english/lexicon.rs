//! The lexicon.

use super::relations::OPPOSITES;

/// A row.
#[derive(Debug)]
pub struct Row {
    lemma: &'static str,
}

impl Row {
    /// The lemma.
    #[must_use]
    pub fn lemma(&self) -> &'static str {
        self.lemma
    }
    /// Whether it is a function word.
    #[must_use]
    pub fn is_function(&self) -> bool {
        false
    }
}

/// The row of a lemma.
#[must_use]
pub fn of(_lemma: &str) -> Option<&'static Row> {
    None
}

/// Whether one of `a` is opposed to one of `b` by the table of opposites.
pub(super) fn are_opposites<'w>(a: impl Iterator<Item = &'w str>, b: impl Iterator<Item = &'w str> + Clone) -> bool {
    let sides = |word: &str| OPPOSITES.get(word).map_or(&[][..], Vec::as_slice);
    a.flat_map(sides).any(|(line, side)| b.clone().flat_map(sides).any(|(l, s)| l == line && s != side))
}
