//! Numbers that look random and are the same for the same seed (`SplitMix64`, Steele, Lea and Flood, OOPSLA 2014).

/// A row of such numbers.
pub(crate) struct Random(u64);

impl Random {
    /// The row of a seed and a number below it.
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number);
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number below `end`, small ones far more often: as names recur in the news.
    pub(crate) fn often_small(&mut self, end: u64) -> u64 {
        let most = self.below(end) + 1;
        let most = self.below(most) + 1;
        self.below(most)
    }

    /// One of some words.
    pub(crate) fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[usize::try_from(self.below(all.len() as u64)).unwrap_or(0)]
    }
}
