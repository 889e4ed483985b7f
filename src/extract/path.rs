//! Path: the best sequence of tags for a text.

use super::decoder::DECODER;
use super::tags::{Scores, TAGS, Tags, begins};

/// Whether a tag may follow another: a span continues only where it has begun.
const fn follows(before: usize, tag: usize) -> bool {
    tag == 0 || begins(tag) || before == tag || before == tag - 1
}

/// The best sequence of tags for tokens that are given one by one: the highest sum of scores and of the weights of their
/// transitions (Viterbi). Tags that no later token can change are settled on the way, so that a long text needs only a
/// few bytes a token: only the scores of the chosen tags are kept.
pub(super) struct Path {
    weights: [Scores; TAGS],
    /// The sum of the best sequence that ends in each tag.
    sums: Scores,
    /// The tokens after the settled ones.
    open: Vec<OpenToken>,
    /// How many of them are looked through next: twice as many as were left open last, hence linear time.
    settle_at: usize,
    settled: Tags,
}

/// A token whose tag is open.
struct OpenToken {
    scores: Scores,
    /// The tag before each of its tags, in the best sequence that ends there.
    from: [u8; TAGS],
}

impl Path {
    /// Open tokens that are not looked through yet.
    const FEW: usize = 1024;

    /// A path for a text of `tokens` tokens.
    pub(super) fn new(tokens: usize) -> Self {
        let mut weights = DECODER.transitions;
        for (before, row) in weights.iter_mut().enumerate() {
            for (tag, weight) in row.iter_mut().enumerate() {
                if !follows(before, tag) {
                    *weight = f32::NEG_INFINITY;
                }
            }
        }
        let settled = Tags { tags: Vec::with_capacity(tokens), scores: Vec::with_capacity(tokens) };
        Self { weights, sums: [0.0; TAGS], open: Vec::new(), settle_at: Self::FEW, settled }
    }

    /// Takes the next token.
    pub(super) fn push(&mut self, scores: &Scores) {
        let (mut next, mut from) = ([f32::NEG_INFINITY; TAGS], [0u8; TAGS]);
        if self.open.is_empty() {
            // Nothing continues at the start of a text; later, the last token is always open.
            next = [0.0; TAGS];
            for tag in (2..TAGS).step_by(2) {
                next[tag] = f32::NEG_INFINITY;
            }
        } else {
            for (before, row) in self.weights.iter().enumerate() {
                for tag in 0..TAGS {
                    let sum = self.sums[before] + row[tag];
                    if sum > next[tag] {
                        (next[tag], from[tag]) = (sum, before as u8);
                    }
                }
            }
        }
        for (sum, score) in next.iter_mut().zip(scores) {
            *sum += score;
        }
        self.sums = next;
        self.open.push(OpenToken { scores: *scores, from });
        if self.open.len() >= self.settle_at {
            self.settle();
        }
    }

    /// Settles the tokens up to the last one that all best sequences tag alike.
    fn settle(&mut self) {
        let mut tags: [u8; TAGS] = std::array::from_fn(|tag| tag as u8);
        for at in (1..self.open.len()).rev() {
            tags = tags.map(|tag| self.open[at].from[usize::from(tag)]);
            if tags.iter().all(|&tag| tag == tags[0]) {
                self.take(at, tags[0]);
                break;
            }
        }
        self.settle_at = Self::FEW.max(2 * self.open.len());
    }

    /// Settles the first `count` open tokens, the last of which has the tag `last`.
    fn take(&mut self, count: usize, last: u8) {
        let before = self.settled.tags.len();
        self.settled.tags.resize(before + count, 0);
        self.settled.scores.resize(before + count, 0.0);
        let mut tag = last;
        for (at, step) in self.open.drain(..count).enumerate().rev() {
            self.settled.tags[before + at] = tag;
            self.settled.scores[before + at] = step.scores[usize::from(tag)];
            tag = step.from[usize::from(tag)];
        }
    }

    /// The tags of all tokens.
    pub(super) fn end(mut self) -> Tags {
        let last = argmax(&self.sums) as u8;
        self.take(self.open.len(), last);
        self.settled
    }
}

fn argmax(sums: &Scores) -> usize {
    (1..TAGS).fold(0, |best, tag| if sums[tag] > sums[best] { tag } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scores(best: &[usize]) -> Vec<Scores> {
        let of = |&tag: &usize| std::array::from_fn(|t| if t == tag { -0.1 } else { -3.0 });
        best.iter().map(of).collect()
    }

    fn path(scores: &[Scores]) -> Tags {
        let mut path = Path::new(scores.len());
        scores.iter().for_each(|s| path.push(s));
        path.end()
    }

    fn best(scores: &[Scores]) -> Vec<u8> {
        path(scores).tags
    }

    proptest! {
        #[test]
        fn a_tag_settled_early_is_the_one_settled_at_the_end(
            odds in prop::collection::vec(prop::array::uniform11(0u8..4), 1..60),
            long in prop::bool::ANY,
        ) {
            // Few different values, so that sequences tie and stay open for long.
            let all: Vec<Scores> = odds.iter().map(|o| o.map(|o| -f32::from(o) * if long { 0.01 } else { 3.0 })).collect();
            let (mut early, mut late) = (Path::new(0), Path::new(0));
            for scores in &all {
                late.push(scores);
                early.push(scores);
                early.settle();
            }
            prop_assert_eq!(early.end(), late.end());
        }
    }

    #[test]
    fn a_long_text_leaves_little_open() {
        let all = scores(&[0, 5, 6, 7, 8, 8, 0]).repeat(1000);
        let mut path = Path::new(all.len());
        for scores in &all {
            path.push(scores);
            assert!(path.open.len() <= Path::FEW);
        }
        assert_eq!(path.end().tags.len(), all.len());
    }

    #[test]
    fn nothing_goes_on_that_has_not_begun() {
        assert_eq!(best(&scores(&[0, 5, 6, 7, 8, 8, 0])), [0, 5, 6, 7, 8, 8, 0]);
        let mended = best(&scores(&[0, 6, 6, 6, 0]));
        assert_eq!(mended, [5, 6, 6, 6, 0]);
        assert!(best(&[]).is_empty());
    }
}
