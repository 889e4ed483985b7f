//! Outline: the words of an utterance, as far as they tell without being paired whether a comparison with it is worth its
//! while.

use super::thresholds::{CONTENT, MEANT, OUTLINED, OUTLINED_QUOTED};
use super::utterance::Utterance;
use crate::claim::Wording;
use crate::english::LexicalWord;
use crate::english::lexicon::is_small;
use crate::extract::QuotationKind;
use fnv::FnvHasher;
use std::hash::{Hash, Hasher};

/// The content words of an utterance, without their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// For each word a number for its stem, and those of its common meanings.
    words: Vec<Box<[u64]>>,
    /// All of these numbers, in ascending order.
    numbers: Vec<u64>,
    /// Some of them stand inside quotation marks.
    quotes: bool,
}

impl Outline {
    /// The outline of an utterance.
    #[must_use]
    pub fn of(utterance: &Utterance) -> Self {
        let statement = &utterance.statement;
        let wording = Wording::of(&statement.text);
        let spoken = wording.tokens.iter().filter(|token| token.is_spoken());
        let mut words: Vec<Box<[u64]>> = spoken
            .filter(|token| !is_small(&token.norm))
            .map(|token| numbers(&token.stem, &token.norm))
            .collect();
        words.sort_unstable();
        words.dedup();
        let mut numbers: Vec<u64> = words.iter().flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let quotes = statement.voice.as_ref().is_none_or(|voice| voice.kind != QuotationKind::Indirect);
        Self { words, numbers, quotes }
    }

    /// Whether two utterances have so many words in common, or words of one meaning, that they may be related. Few words
    /// tell less where nothing says that they have `one_speaker`.
    #[must_use]
    pub fn may_relate(&self, other: &Self, one_speaker: bool) -> bool {
        let shorter = self.words.len().min(other.words.len());
        let shared = self.held_by(other).max(other.held_by(self)).min(shorter);
        #[allow(clippy::cast_precision_loss)] // words of a sentence
        let enough = shared > 0
            && shared as f32 >= shorter as f32 * OUTLINED
            && (one_speaker || shorter >= CONTENT || shared == shorter);
        enough || self.quotes && other.quotes && shared >= OUTLINED_QUOTED
    }

    /// How many of its words the other has, too.
    fn held_by(&self, other: &Self) -> usize {
        let known = |number: &u64| other.numbers.binary_search(number).is_ok();
        self.words.iter().filter(|numbers| numbers.iter().any(known)).count()
    }
}

/// A number for a stem, far above those of meanings, and the numbers of the word's common meanings.
fn numbers(stem: &str, norm: &str) -> Box<[u64]> {
    let mut hasher = FnvHasher::default();
    stem.hash(&mut hasher);
    let stem = hasher.finish() | 1 << 63;
    std::iter::once(stem).chain(LexicalWord::of(norm).meanings(MEANT).map(u64::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bare_statement;
    use crate::matching::relate;
    use proptest::prelude::*;

    fn outline(text: &str) -> Outline {
        Outline::of(&Utterance::from(bare_statement(text)))
    }

    #[test]
    fn one_rare_word_in_common_is_not_enough() {
        let one = outline("The harbour master of Ostrell closed the northern pier after the storm.");
        assert!(
            one.may_relate(&outline("Storms kept the pier shut, the Ostrell harbour master wrote."), false)
        );
        assert!(!one.may_relate(
            &outline("Ostrell voters will choose among seven candidates for the council in May."),
            false
        ));
        let closed = outline("The pier in Upton will stay shut until the end of June.");
        assert!(
            closed.may_relate(&outline("that its pier would remain closed until late June"), false),
            "{closed:?}"
        );
    }

    proptest! {
        /// What is equal but for small words and order is always looked at, and the answer is the same for both sides.
        #[test]
        fn what_is_alike_is_compared(
            words in proptest::collection::vec("(pier|storm|harbour|mayor|closed|ferry|council|boats)", 4..9),
            cut in 0usize..4,
        ) {
            let one = format!("The {}.", words.join(" "));
            let other = format!("The {}.", words[cut.min(words.len() - 3)..].join(" "));
            let both = [&one, &other].map(|text| Utterance::from(bare_statement(text)));
            let outlines = both.clone().map(|utterance| Outline::of(&utterance));
            prop_assert_eq!(outlines[0].may_relate(&outlines[1], false), outlines[1].may_relate(&outlines[0], false));
            if relate(&both[0], &both[1]).is_some() {
                prop_assert!(outlines[0].may_relate(&outlines[1], false), "{} | {}", one, other);
            }
        }
    }
}
