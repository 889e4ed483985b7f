//! Word vectors: how alike two lemmas are in use, where WordNet knows no relation ("blackout", "outage").
//!
//! They say that words occur in like sentences, which opposites and names of one field do, too: "rise" is near "fall",
//! "mother" near "daughter". Ask [`relations`](super::relations) first; a likeness settles only what that leaves open.
//! `training/onrecord_training/vectors.py` makes the tables, which are read where they lie.

use super::table::starts;
use std::sync::LazyLock;

static WORDS: &str = include_str!("data/vectors.txt");
static VECTORS: &[u8] = include_bytes!("data/vectors.bin");

static LINES: LazyLock<Vec<u32>> = LazyLock::new(|| starts(WORDS));

const DIMENSIONS: usize = 40;

/// The vector of a word: a direction of 40 signed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vector(&'static [u8; DIMENSIONS]);

/// The vector of a lemma in lower case, two words joined with `_` (`call_off`); `None` if the table lacks it.
#[must_use]
pub fn of(lemma: &str) -> Option<Vector> {
    let word_at = |start: u32| {
        let rest = &WORDS.as_bytes()[start as usize..];
        &rest[..rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len())]
    };
    let line = LINES.binary_search_by(|start| word_at(*start).cmp(lemma.as_bytes())).ok()?;
    VECTORS.as_chunks().0.get(line).map(Vector)
}

/// How alike two lemmas are: the cosine of their vectors, -1 to 1; `None` if the table lacks one of them.
#[must_use]
pub fn likeness(a: &str, b: &str) -> Option<f32> {
    Some(of(a)?.cosine(of(b)?))
}

impl Vector {
    /// The cosine of the angle between two vectors, -1 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "40 products of bytes stay below 2^24")]
    pub fn cosine(self, other: Self) -> f32 {
        let length = (self.dot(self) as f32 * other.dot(other) as f32).sqrt();
        if length == 0.0 { 0.0 } else { self.dot(other) as f32 / length }
    }

    fn dot(self, other: Self) -> i32 {
        let products =
            self.0.iter().zip(other.0).map(|(a, b)| i32::from(a.cast_signed()) * i32::from(b.cast_signed()));
        products.sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_words_are_sorted_and_each_has_a_vector() {
        let words: Vec<&str> = WORDS.lines().collect();
        assert!(words.windows(2).all(|pair| pair[0].as_bytes() < pair[1].as_bytes()));
        assert_eq!(words.len() * DIMENSIONS, VECTORS.len());
        assert!(words.iter().all(|word| of(word).is_some_and(|v| v.dot(v) > 0)));
    }

    #[test]
    fn words_of_one_meaning_are_nearer_than_words_of_one_field() {
        let least = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(a, b)| likeness(a, b).unwrap()).fold(f32::INFINITY, f32::min)
        };
        let most = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(a, b)| likeness(a, b).unwrap()).fold(f32::NEG_INFINITY, f32::max)
        };
        let near = [
            ("outskirts", "suburb"),
            ("blackout", "outage"),
            ("firm", "company"),
            ("soar", "surge"),
            ("protester", "demonstrator"),
        ];
        let apart = [
            ("caretaker", "pupil"),
            ("bread", "milk"),
            ("lawyer", "driver"),
            ("mayor", "senator"),
            ("school", "hospital"),
        ];
        assert!(least(&near) > most(&apart) + 0.05, "{} {}", least(&near), most(&apart));
    }

    #[test]
    fn a_word_that_the_table_lacks_has_no_vector() {
        for word in ["", "\n", "qwertyish", "Company", "firm\n", "zzzz", "compan"] {
            assert_eq!(of(word), None, "{word:?}");
            assert_eq!(likeness(word, "firm"), None);
        }
        assert!(of("call_off").is_some());
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric_and_of_a_word_to_itself_one(a in 0_usize..1000, b in 0_usize..1000) {
            let at = |n: usize| of(WORDS.lines().nth(17 * n).unwrap()).unwrap();
            let (a, b) = (at(a), at(b));
            prop_assert_eq!(a.cosine(b), b.cosine(a));
            prop_assert!(a.cosine(b).abs() <= 1.0001);
            prop_assert!((a.cosine(a) - 1.0).abs() < 0.0001);
        }
    }
}
