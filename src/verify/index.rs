//! Index: where one, two or three words in a row stand in a transcript.

use fnv::FnvHasher;
use std::hash::Hasher;

/// The places of a transcript's words, singly, by twos and by threes.
#[derive(Debug)]
pub(super) struct WordIndex {
    /// For each length its hashes with their places, sorted.
    grams: [Vec<(u64, u32)>; LONGEST],
}

/// The most words in a row.
pub(super) const LONGEST: usize = 3;

impl WordIndex {
    /// Indexes words in their order.
    pub(super) fn new(words: &[&str]) -> Self {
        let grams = [1, 2, 3].map(|length| {
            let place = |(at, gram): (usize, &[&str])| (hash(gram), u32::try_from(at).unwrap_or(u32::MAX));
            let mut grams: Vec<(u64, u32)> = words.windows(length).enumerate().map(place).collect();
            grams.sort_unstable();
            grams
        });
        Self { grams }
    }

    /// Where `gram` stands, in order: at most three words.
    pub(super) fn places(&self, gram: &[&str]) -> &[(u64, u32)] {
        let Some(grams) = gram.len().checked_sub(1).and_then(|n| self.grams.get(n)) else { return &[] };
        let hash = hash(gram);
        let from = grams.partition_point(|(h, _)| *h < hash);
        let count = grams[from..].partition_point(|(h, _)| *h == hash);
        &grams[from..from + count]
    }
}

fn hash(gram: &[&str]) -> u64 {
    let mut hasher = FnvHasher::default();
    for word in gram {
        hasher.write(word.as_bytes());
        hasher.write_u8(0);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row_are_found() {
        let index = WordIndex::new(&["a", "b", "a", "b", "c"]);
        let places = |gram: &[&str]| index.places(gram).iter().map(|(_, at)| *at).collect::<Vec<_>>();
        assert_eq!(places(&["a", "b"]), [0, 2]);
        assert_eq!(places(&["a", "b", "c"]), [2]);
        assert!(places(&["c", "a"]).is_empty() && places(&[]).is_empty());
        assert!(WordIndex::new(&[]).places(&["a"]).is_empty());
    }
}
