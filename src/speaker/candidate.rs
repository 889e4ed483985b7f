//! Candidates: what a pronoun may mean, and where it stands.

/// Where a pronoun stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// First word of the source.
    pub(super) at: usize,
    /// The speaker whose words hold the pronoun, once known.
    pub(super) within: Option<usize>,
    /// The pronoun stands inside quotation marks.
    pub(super) quoted: bool,
}

/// A candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Entity(usize),
    Speaker(usize),
    /// A description by its head word.
    Head(usize),
}
