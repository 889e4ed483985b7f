//! Boosted decision trees, as `training/` writes them to `models/judge.bin`.

use super::super::judgement::{FeatureWeight, Judgement};
use super::file::{self, ForestFile, JudgeFile, Test};
use fnv::FnvHashMap;
use std::sync::LazyLock;

/// A forest for each question that the judge is asked.
#[derive(Debug)]
pub(super) struct Judge {
    /// Names of the features that the trees ask for.
    features: Vec<&'static str>,
    /// The forests by name.
    forests: FnvHashMap<&'static str, Forest>,
    /// For each feature the index of the one that it becomes when the wordings are exchanged.
    mirror: Vec<usize>,
    index: FnvHashMap<&'static str, usize>,
}

/// Trees whose leaves add up to a logit. A pair is asked of thousands of trees and most of its features are 0, so the trees
/// are not walked: each test takes the leaves out that its answer rules out, and only tests of features that are not 0
/// are asked (`QuickScorer`, Lucchese et al., SIGIR 2015).
#[derive(Debug)]
struct Forest {
    bias: f32,
    /// From this probability on the answer is yes.
    threshold: f32,
    /// The tests of all trees by feature, and of one feature by their thresholds.
    tests: Vec<Test>,
    /// For each feature where its tests begin, and at the end how many there are.
    of_feature: Vec<usize>,
    /// For each tree, the leaves that can be reached where all features are 0.
    at_zero: Vec<u64>,
    /// The leaves of all trees, those of each from left to right.
    leaves: Vec<f32>,
    /// For each tree where its leaves begin.
    of_tree: Vec<usize>,
}

impl Test {
    /// The leaves that stay in reach where it is above, as bits.
    fn above(self) -> u64 {
        !((1 << self.end) - (1 << self.first))
    }
}

/// The features of one pair that are not 0 with their values, and those of the pair the other way round.
pub(super) struct Values {
    forth: Vec<(usize, f32)>,
    back: Vec<(usize, f32)>,
}

static JUDGE: LazyLock<Judge> = LazyLock::new(|| {
    let JudgeFile { features, forests } =
        file::read_forests(file::SHIPPED).unwrap_or_else(|why| panic!("a broken build: {why}"));
    let index: FnvHashMap<&str, usize> = features.iter().enumerate().map(|(n, name)| (*name, n)).collect();
    let others = features.iter().enumerate().map(|(n, name)| (n, mirrored(name)));
    let mirror = others.map(|(n, name)| index.get(&*name).copied().unwrap_or(n)).collect();
    let forests = forests.into_iter().map(|(name, forest)| (name, Forest::new(forest, features.len())));
    Judge { forests: forests.collect(), features, mirror, index }
});

/// The name that a feature has when the wordings are exchanged.
fn mirrored(name: &str) -> String {
    match name.split_at_checked(1) {
        Some(("-", rest)) => format!("+{rest}"),
        Some(("+", rest)) => format!("-{rest}"),
        _ => name.to_owned(),
    }
}

impl Judge {
    /// The model that ships with the program.
    pub(super) fn shipped() -> &'static Self {
        &JUDGE
    }

    /// The features of a pair by their place in the model; names that no tree asks for are left out.
    pub(super) fn values<'f>(&self, named: impl Iterator<Item = (&'f str, f32)>) -> Values {
        let known = named.filter_map(|(name, value)| Some((*self.index.get(name)?, value)));
        let forth: Vec<(usize, f32)> = known.filter(|(_, value)| *value != 0.0).collect();
        let back = forth.iter().map(|&(n, value)| (self.mirror[n], value)).collect();
        Values { forth, back }
    }

    /// How much likelier yes is than the threshold, in logits: above 0 is yes.
    pub(super) fn margin(&self, question: &str, values: &Values, way: Way) -> f32 {
        let Some(forest) = self.forests.get(question) else { return f32::NEG_INFINITY };
        let score = match way {
            Way::Forth => forest.score(&values.forth),
            Way::Back => forest.score(&values.back),
            Way::Both => f32::midpoint(forest.score(&values.forth), forest.score(&values.back)),
        };
        score - logit(forest.threshold)
    }

    /// The logit from which on the answer to a question is yes.
    pub(super) fn threshold(&self, question: &str) -> f32 {
        self.forests.get(question).map_or(0.0, |forest| logit(forest.threshold))
    }

    /// How likely the answer to a question is yes, old wording to new, with what the score would lose without each feature.
    pub(super) fn judgement(&self, question: &str, values: &Values) -> Option<Judgement> {
        let forest = self.forests.get(question)?;
        let score = forest.score(&values.forth);
        let weight = |&(n, value): &(usize, f32)| {
            let others: Vec<(usize, f32)> = values.forth.iter().copied().filter(|(o, _)| *o != n).collect();
            let weight = score - forest.score(&others);
            FeatureWeight { feature: self.features[n].to_owned(), value, weight }
        };
        let mut weights: Vec<(usize, FeatureWeight)> =
            values.forth.iter().map(|feature| (feature.0, weight(feature))).collect();
        weights.sort_by_key(|(n, _)| *n);
        let weights = weights.into_iter().map(|(_, weight)| weight).collect();
        Some(Judgement::new(1.0 / (1.0 + (-score).exp()), forest.threshold, weights))
    }
}

/// Which way round a pair is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// Old to new.
    Forth,
    /// New to old.
    Back,
    /// Both, for what has no direction.
    Both,
}

fn logit(p: f32) -> f32 {
    (p / (1.0 - p)).ln()
}

impl Forest {
    /// The forest of a file over `features` features.
    fn new(file: ForestFile, features: usize) -> Self {
        let ForestFile { bias, threshold, counts, leaves, tests, of } = file;
        let of_feature = (0..=features).map(|f| of.partition_point(|o| usize::from(*o) < f)).collect();
        let mut at_zero = vec![u64::MAX; counts.len()];
        for test in tests.iter().filter(|test| test.threshold < 0.0) {
            at_zero[usize::from(test.tree)] &= test.above();
        }
        let ends = counts.iter().scan(0, |end, count| {
            *end += usize::from(*count);
            Some(*end)
        });
        let of_tree = std::iter::once(0).chain(ends).take(counts.len()).collect();
        Self { bias, threshold, tests, of_feature, at_zero, leaves, of_tree }
    }

    /// The score of a pair by its features that are not 0; none is below 0, for features are counts and shares.
    fn score(&self, values: &[(usize, f32)]) -> f32 {
        let mut reached = self.at_zero.clone();
        for &(feature, value) in values {
            let tests = &self.tests[self.of_feature[feature]..self.of_feature[feature + 1]];
            for test in tests.iter().take_while(|test| test.threshold < value) {
                reached[usize::from(test.tree)] &= test.above();
            }
        }
        let leaf = |(begin, reached): (&usize, &u64)| self.leaves[begin + reached.trailing_zeros() as usize];
        self.bias + self.of_tree.iter().zip(&reached).map(leaf).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::ops::Range;

    /// The leaf of a tree that a pair comes to, walked from the root: the test of a run of leaves is the one whose left
    /// side begins with it and reaches furthest without filling it.
    fn walked(tests: &[(u16, Test)], leaves: Range<u8>, value: &dyn Fn(u16) -> f32) -> u8 {
        let of_run = |(_, t): &&(u16, Test)| t.first == leaves.start && t.end < leaves.end;
        match tests.iter().filter(of_run).max_by_key(|(_, t)| t.end) {
            None => leaves.start,
            Some((feature, t)) if value(*feature) <= t.threshold => walked(tests, leaves.start..t.end, value),
            Some((_, t)) => walked(tests, t.end..leaves.end, value),
        }
    }

    /// The score of a pair as its trees are walked.
    fn score_of_walks(forest: &Forest, values: &[(usize, f32)]) -> f32 {
        let value = |n: u16| values.iter().find(|(f, _)| *f == usize::from(n)).map_or(0.0, |(_, v)| *v);
        let mut tests: Vec<Vec<(u16, Test)>> = vec![Vec::new(); forest.of_tree.len()];
        for feature in 0..forest.of_feature.len() - 1 {
            for test in &forest.tests[forest.of_feature[feature]..forest.of_feature[feature + 1]] {
                tests[usize::from(test.tree)].push((u16::try_from(feature).unwrap(), *test));
            }
        }
        let ends = forest.of_tree.iter().skip(1).copied().chain([forest.leaves.len()]);
        let trees = forest.of_tree.iter().zip(ends).zip(&tests);
        let leaf = |((&begin, end), tests): ((&usize, usize), &Vec<(u16, Test)>)| {
            assert_eq!(tests.len(), end - begin - 1, "a tree of n leaves has n - 1 tests");
            let leaves = 0..u8::try_from(end - begin).unwrap();
            forest.leaves[begin + usize::from(walked(tests, leaves, &value))]
        };
        forest.bias + trees.map(leaf).sum::<f32>()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn the_answer_is_that_of_the_trees(
            set in proptest::collection::btree_map(0..JUDGE.features.len(), 0.0_f32..6.0, 0..60),
        ) {
            let values: Vec<(usize, f32)> = set.into_iter().filter(|(_, v)| *v != 0.0).collect();
            for forest in JUDGE.forests.values() {
                prop_assert_eq!(forest.score(&values), score_of_walks(forest, &values));
            }
        }
    }

    #[test]
    fn exchanging_the_wordings_twice_changes_nothing() {
        assert!(JUDGE.mirror.iter().enumerate().all(|(n, &m)| JUDGE.mirror[m] == n));
        assert_eq!(mirrored("+rule:figure"), "-rule:figure");
    }
}
