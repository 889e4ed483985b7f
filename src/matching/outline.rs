//! Outline: the words of an utterance, as far as they tell without being paired whether a comparison with it is worth its
//! while. A comparison costs a thousand times as much.

use super::thresholds::{CONTENT, OUTLINED, OUTLINED_QUOTED};
use super::utterance::Utterance;
use crate::claim::Wording;
use crate::english::lexicon::is_small;
use crate::extract::QuotationKind;
use fnv::FnvHasher;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// The content words of an utterance, without their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The words without inflection, each once, as numbers in ascending order.
    stems: Vec<u64>,
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
        let mut stems: Vec<u64> =
            spoken.filter(|token| !is_small(&token.norm)).map(|token| number(&token.stem)).collect();
        stems.sort_unstable();
        stems.dedup();
        let quotes = statement.voice.as_ref().is_none_or(|voice| voice.kind != QuotationKind::Indirect);
        Self { stems, quotes }
    }

    /// Whether two utterances have so many words in common that they may be related.
    #[must_use]
    pub fn may_relate(&self, other: &Self) -> bool {
        let shared = shared(&self.stems, &other.stems);
        let shorter = self.stems.len().min(other.stems.len());
        #[allow(clippy::cast_precision_loss)] // words of a sentence
        let enough = shared as f32 >= shorter as f32 * OUTLINED && (shorter >= CONTENT || shared == shorter);
        enough || self.quotes && other.quotes && shared >= OUTLINED_QUOTED
    }
}

fn number(stem: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    stem.hash(&mut hasher);
    hasher.finish()
}

/// How many numbers stand in both of two ascending lists.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut a, mut b, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        match x.cmp(y) {
            Ordering::Less => a += 1,
            Ordering::Greater => b += 1,
            Ordering::Equal => (a, b, shared) = (a + 1, b + 1, shared + 1),
        }
    }
    shared
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
        assert!(one.may_relate(&outline("Storms kept the pier shut, the Ostrell harbour master wrote.")));
        assert!(!one.may_relate(&outline(
            "Ostrell voters will choose among seven candidates for the council in May."
        )));
        assert_eq!(shared(&[1, 3, 5], &[0, 3, 4, 5, 9]), 2);
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
            prop_assert_eq!(outlines[0].may_relate(&outlines[1]), outlines[1].may_relate(&outlines[0]));
            if relate(&both[0], &both[1]).is_some() {
                prop_assert!(outlines[0].may_relate(&outlines[1]), "{} | {}", one, other);
            }
        }
    }
}
