//! Copies: texts most of whose sentences stand in another one, as wire copy does in every outlet that runs it.

use super::thresholds::{COPIED_SENTENCES, COPIED_SHARE, EDITED};
use crate::claim::Wording;
use crate::diff::{compare_texts, fingerprint};
use crate::ids::ArticleId;
use fnv::FnvHasher;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::hash::Hasher;

/// The words of a sentence without inflection, as numbers: in order, each once.
type Stems = Vec<u64>;

/// A sentence, with its stems.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct PrintedSentence {
    text: Box<str>,
    stems: Stems,
}

/// A text as its sentences are known again, whatever their typography and their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    sentences: Vec<PrintedSentence>,
}

impl Printed {
    /// The text that consists of some sentences.
    pub fn of<'s>(sentences: impl IntoIterator<Item = &'s str>) -> Self {
        let sentence = |text: &str| PrintedSentence { text: text.into(), stems: stems(text) };
        Self { sentences: sentences.into_iter().map(sentence).collect() }
    }

    /// How many sentences it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    fn has(&self, sentence: &[u64]) -> bool {
        self.sentences.iter().any(|own| is_hardly_edited(&own.stems, sentence))
    }
}

/// Whether a sentence stands in one of some texts, or was hardly edited on the way and says the same: "nine" made "ninety"
/// and "will" made "will not" are the copy's own.
pub fn stands_in<'t>(sentence: &str, texts: impl IntoIterator<Item = &'t Printed>) -> bool {
    let stems = stems(sentence);
    let near = |own: &&PrintedSentence| is_hardly_edited(&own.stems, &stems);
    texts.into_iter().flat_map(|text| &text.sentences).filter(near).any(|own| {
        fingerprint(&own.text) == fingerprint(sentence) || !compare_texts(&own.text, sentence).material
    })
}

fn stems(text: &str) -> Stems {
    let number = |stem: &str| {
        let mut hasher = FnvHasher::default();
        hasher.write(stem.as_bytes());
        hasher.finish()
    };
    let wording = Wording::of(text);
    let spoken = wording.tokens.iter().filter(|token| token.is_spoken());
    let mut stems: Stems = spoken.map(|token| number(&token.stem)).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn is_hardly_edited(one: &[u64], other: &[u64]) -> bool {
    let most = one.len().max(other.len()).max(1);
    // What is much shorter cannot have enough of the other.
    #[allow(clippy::cast_precision_loss)] // words of a sentence
    let least = most as f32 * EDITED;
    #[allow(clippy::cast_precision_loss)]
    let enough = |count: usize| count as f32 >= least;
    enough(one.len().min(other.len())) && enough(in_both(one, other))
}

/// How many numbers two lists have in common.
fn in_both(mut one: &[u64], mut other: &[u64]) -> usize {
    let mut count = 0;
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        count += usize::from(a == b);
        if a <= b {
            one = one_rest;
        }
        if b <= a {
            other = other_rest;
        }
    }
    count
}

/// Those of `earlier` texts whose sentences `text` repeats for the most part, with how many they share. A part that was
/// cut from a longer text is a copy of it; a long text that holds a short one is not.
#[must_use]
pub fn originals(
    text: &Printed,
    earlier: &BTreeMap<ArticleId, impl Borrow<Printed>>,
) -> BTreeMap<ArticleId, usize> {
    let share = |other: &Printed| text.sentences.iter().filter(|sentence| other.has(&sentence.stems)).count();
    #[allow(clippy::cast_precision_loss)] // sentences of an article
    let is_copy = |shared: usize| {
        shared >= COPIED_SENTENCES && shared as f32 >= text.sentences.len() as f32 * COPIED_SHARE
    };
    earlier
        .iter()
        .map(|(id, other)| (*id, share(other.borrow())))
        .filter(|(_, shared)| is_copy(*shared))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of sentences that are told apart by their numbers.
    fn text(numbers: impl IntoIterator<Item = u32>) -> Printed {
        let name =
            |n: u32| -> String { n.to_string().bytes().map(|b| char::from(b - b'0' + b'a')).collect() };
        let sentences: Vec<String> = numbers
            .into_iter()
            .map(|n| format!("Old {0}son met {0}ville and {0}burg near {0}stad before dawn.", name(n)))
            .collect();
        Printed::of(sentences.iter().map(String::as_str))
    }

    #[test]
    fn a_text_that_repeats_another_is_its_copy() {
        let wire = [(1.into(), text(0..10)), (2.into(), text(100..110))].into();
        assert_eq!(originals(&text(0..9), &wire), [(1.into(), 9)].into(), "cut at the end");
        assert_eq!(
            originals(&text((0..8).chain([50, 51])), &wire),
            [(1.into(), 8)].into(),
            "with two of its own"
        );
        assert_eq!(originals(&text((0..4).chain(50..60)), &wire), [].into(), "it quotes the wire");
        assert_eq!(originals(&text(0..2), &wire), [].into(), "too little to tell");
        assert_eq!(originals(&text([]), &wire), [].into());
    }

    #[test]
    fn a_touch_makes_no_other_sentence() {
        let wire = Printed::of(["The firm had offered a rise of 3 percent, its manager, Agnes Poole, said."]);
        let stands = |sentence: &str| stands_in(sentence, [&Printed::default(), &wire]);
        assert!(stands("The firm had offered a rise of 3 per cent, its manager, Agnes Poole, said."));
        for turned in [
            "The firm had offered a rise of 5 percent, its manager, Agnes Poole, said.",
            "The firm had not offered a rise of 3 percent, its manager, Agnes Poole, said.",
        ] {
            assert!(!stands(turned), "{turned}");
        }
        assert!(!stands("The firm offered nothing, said Mick Farraday, who led the talks."));
        assert!(!stands(""));
    }
}
