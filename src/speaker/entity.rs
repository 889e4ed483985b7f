//! Entity: somebody or something that a document names, with what the document shows of it.

use super::lexicon::{Sex, given_name};
use super::mention::NameKind;
use std::collections::HashSet;
use std::ops::Range;

/// Somebody or something that a document names.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    pub(super) kind: NameKind,
    /// The fullest form of the name, in words.
    pub(super) fullest: Range<usize>,
    /// Its lower-case parts.
    pub(super) parts: Vec<String>,
    /// Mentions outside headlines.
    pub(super) count: usize,
    /// Of these, full names and lone surnames.
    pub(super) full: usize,
    pub(super) short: usize,
    /// Honorifics and nouns that show a man, or a woman.
    pub(super) male: u16,
    pub(super) female: u16,
    /// The first title given, as written.
    pub(super) title: Option<Range<usize>>,
    /// Lower-case words of titles before its full name.
    pub(super) titles: HashSet<String>,
    /// Lower-case words that describe it.
    pub(super) described: HashSet<String>,
    /// Of these, those that say whose or of what it is: "Norway's minister".
    pub(super) owners: HashSet<String>,
    /// Of these, the ones that it is only said to have been: "former mayor".
    pub(super) former: HashSet<String>,
    /// Where a mention ends behind which the text says why its bearer can know something.
    pub(super) knows: Option<usize>,
    /// Of words of the dictionary, and nothing shows a person: a body's, if it speaks.
    pub(super) common: bool,
    /// Nothing shows a person or a place, and it stands where a body does.
    pub(super) perhaps_body: bool,
    /// Its name or the words beside it say that it is a place or a work: "Levon Park", "Levon, the quiz".
    pub(super) thing: bool,
    /// Nouns of bodies by which the article introduces it: "charity".
    pub(super) called: HashSet<String>,
    /// Others here have its surname, too.
    pub(super) shared: bool,
    /// A fuller name that only the headline, or a thing named after the person, gives.
    pub(super) elsewhere: Option<String>,
    /// First mention, as a word index.
    pub(super) first: usize,
}

impl Entity {
    /// The sex that the article shows, and whether only the given name hints at it.
    pub(super) fn sex(&self) -> (Option<Sex>, bool) {
        match self.male.cmp(&self.female) {
            std::cmp::Ordering::Greater => (Some(Sex::Male), false),
            std::cmp::Ordering::Less => (Some(Sex::Female), false),
            std::cmp::Ordering::Equal if self.parts.len() > 1 => (
                given_name(&self.parts[0]).flatten().or_else(|| {
                    self.parts
                        .get(1)
                        .and_then(|p| given_name(p).flatten())
                        .filter(|_| self.parts.len() > 2 && self.parts[0].chars().count() <= 1)
                }),
                true,
            ),
            std::cmp::Ordering::Equal => (None, true),
        }
    }

    /// An organisation, or a name that may be one's.
    pub(super) fn may_be_body(&self) -> bool {
        let called = self.perhaps_body || !self.called.is_empty();
        let body = self.kind == NameKind::Organization || self.kind == NameKind::Unknown && called;
        body && !self.thing
    }

    /// A person, or who may be one, by more than one name.
    pub(super) fn is_full_person(&self) -> bool {
        matches!(self.kind, NameKind::Person | NameKind::Unknown) && self.parts.len() > 1
    }
}
