//! Mention: one name where it stands in a document, and what it is the name of.

use super::lexicon::Sex;
use std::ops::Range;

/// What a name is the name of, as far as the name and the words beside it show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NameKind {
    Person,
    Organization,
    /// A country, state or city: it speaks for its government.
    Place,
    /// "Republicans", "Russians"
    People,
    /// A name of which nothing shows whose it is.
    Unknown,
}

/// One name where it stands. Ranges are of word indices.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The name, without title and honorific.
    pub(super) name: Range<usize>,
    /// First word of the title, honorific or modifiers that stand right before it, else of the name.
    pub(super) start: usize,
    pub(super) kind: NameKind,
    /// By its honorific.
    pub(super) sex: Option<Sex>,
    /// It had an honorific or a title.
    pub(super) titled: bool,
    /// The words that name the title, if they stand before the name.
    pub(super) title: Option<Range<usize>>,
    /// Lower-case words of the name that identify it: no initials' points, quotation marks or "the".
    pub(super) parts: Vec<usize>,
}

/// The mentions that a source's words may hold.
pub(super) struct Neighbours<'a> {
    pub(super) mentions: &'a [Mention],
    pub(super) range: Range<usize>,
}

impl Neighbours<'_> {
    /// The mention whose name or title covers a word.
    pub(super) fn at(&self, word: usize) -> Option<usize> {
        self.range.clone().find(|&i| self.mentions[i].start <= word && word < self.mentions[i].name.end)
    }
}
