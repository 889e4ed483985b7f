//! Wording: what a text consists of, found once.
//!
//! Two revisions of an article have most sentences in common, and each is asked for several times: as a statement, when
//! revisions are aligned, when they are compared. So a thread remembers what it read last.

use super::figures::{Figure, figures_among};
use super::token::Token;
use super::tokens::tokenize;
use fnv::FnvHashMap;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// The tokens of a text, and its figures.
#[derive(Debug)]
pub(crate) struct Wording {
    text: Box<str>,
    pub(crate) tokens: Vec<Token>,
    figures: OnceCell<Vec<Figure>>,
}

/// Bytes of text that a thread remembers the wordings of: a few articles. What is remembered takes some thirty times as
/// much.
const REMEMBERED: usize = 128 * 1024;

/// A longer text is no sentence and is not remembered.
const LONGEST: usize = 4 * 1024;

#[derive(Default)]
struct WordingMemory {
    known: FnvHashMap<Box<str>, Rc<Wording>>,
    bytes: usize,
}

thread_local! {
    static MEMORY: RefCell<WordingMemory> = RefCell::default();
}

impl Wording {
    /// What a text consists of.
    pub(crate) fn of(text: &str) -> Rc<Self> {
        if let Some(known) = MEMORY.with_borrow(|memory| memory.known.get(text).cloned()) {
            return known;
        }
        let new = Rc::new(Self { text: text.into(), tokens: tokenize(text), figures: OnceCell::new() });
        if text.len() <= LONGEST {
            MEMORY.with_borrow_mut(|memory| memory.keep(&new));
        }
        new
    }

    /// The figures that anyone would look up.
    pub(crate) fn figures(&self) -> &[Figure] {
        self.figures.get_or_init(|| figures_among(&self.text, &self.tokens))
    }
}

impl WordingMemory {
    fn keep(&mut self, wording: &Rc<Wording>) {
        self.bytes += wording.text.len();
        if self.bytes > REMEMBERED {
            self.known.clear();
            self.bytes = wording.text.len();
        }
        self.known.insert(wording.text.clone(), Rc::clone(wording));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_little_is_remembered() {
        let text = "The fire killed 12 people.";
        let first = Wording::of(text);
        assert_eq!((first.tokens.len(), first.figures().len()), (6, 1));
        assert!(Rc::ptr_eq(&first, &Wording::of(text)));
        for n in 0..REMEMBERED / 8 {
            Wording::of(&format!("{n:08}"));
        }
        assert!(MEMORY.with_borrow(|memory| memory.bytes) <= REMEMBERED);
        assert!(!Rc::ptr_eq(&first, &Wording::of(text)));
        let long = "a ".repeat(LONGEST);
        assert!(!Rc::ptr_eq(&Wording::of(&long), &Wording::of(&long)));
    }
}
