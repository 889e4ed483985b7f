//! Boosted decision trees, as `training/` writes them to `models/judge.json`.

use super::super::judgement::{FeatureWeight, Judgement};
use fnv::FnvHashMap;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A forest for each question that the judge is asked.
#[derive(Debug)]
pub(super) struct Judge {
    /// Names of the features that the trees ask for.
    features: Vec<String>,
    /// The forests by name.
    forests: HashMap<String, Forest>,
    /// For each feature the index of the one that it becomes when the wordings are exchanged.
    mirror: Vec<usize>,
    index: FnvHashMap<String, usize>,
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
    /// The leaves of each tree from left to right.
    leaves: Vec<Vec<f32>>,
}

/// A test of a tree: whether a feature is above a threshold.
#[derive(Debug, Clone, Copy)]
struct Test {
    threshold: f32,
    tree: u16,
    /// The leaves that stay where it is, as bits: all but those on the left.
    above: u64,
}

/// Most leaves of a tree: a bit each.
const LEAVES: usize = 64;

/// The model as its file has it.
#[derive(Deserialize)]
struct JudgeFile {
    features: Vec<String>,
    forests: HashMap<String, ForestFile>,
}

#[derive(Deserialize)]
struct ForestFile {
    bias: f32,
    threshold: f32,
    trees: Vec<TreeFile>,
}

/// Inner nodes as `[feature, threshold, left, right]`; a child below 0 is leaf `-child - 1`.
#[derive(Deserialize)]
struct TreeFile {
    nodes: Vec<(u16, f32, i16, i16)>,
    leaves: Vec<f32>,
}

/// The features of one pair that are not 0 with their values, and those of the pair the other way round.
pub(super) struct Values {
    forth: Vec<(usize, f32)>,
    back: Vec<(usize, f32)>,
}

static JUDGE: LazyLock<Judge> = LazyLock::new(|| {
    let file: JudgeFile =
        serde_json::from_str(include_str!("../../../models/judge.json")).expect("the model is valid JSON");
    let index: FnvHashMap<String, usize> =
        file.features.iter().enumerate().map(|(n, name)| (name.clone(), n)).collect();
    let mirror = (0..file.features.len())
        .map(|n| index.get(&mirrored(&file.features[n])).copied().unwrap_or(n))
        .collect();
    let features = file.features.len();
    let forests =
        file.forests.into_iter().map(|(name, forest)| (name, Forest::new(forest, features))).collect();
    Judge { features: file.features, forests, mirror, index }
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
            FeatureWeight { feature: self.features[n].clone(), value, weight }
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
    fn new(file: ForestFile, features: usize) -> Self {
        let mut tests: Vec<(u16, Test)> = Vec::new();
        for (n, tree) in file.trees.iter().enumerate() {
            assert!(tree.leaves.len() <= LEAVES, "a tree has at most {LEAVES} leaves");
            let number = u16::try_from(n).expect("a forest of less than 2^16 trees");
            for &(feature, threshold, left, _) in &tree.nodes {
                tests.push((feature, Test { threshold, tree: number, above: !tree.bits(left) }));
            }
        }
        tests.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.threshold.total_cmp(&y.threshold)));
        let of_feature =
            (0..=features).map(|f| tests.partition_point(|(of, _)| usize::from(*of) < f)).collect();
        let mut at_zero = vec![u64::MAX; file.trees.len()];
        for (_, test) in tests.iter().filter(|(_, test)| test.threshold < 0.0) {
            at_zero[usize::from(test.tree)] &= test.above;
        }
        Self {
            bias: file.bias,
            threshold: file.threshold,
            tests: tests.into_iter().map(|(_, test)| test).collect(),
            of_feature,
            at_zero,
            leaves: file.trees.into_iter().map(|tree| tree.leaves).collect(),
        }
    }

    /// The score of a pair by its features that are not 0; none is below 0, for features are counts and shares.
    fn score(&self, values: &[(usize, f32)]) -> f32 {
        let mut reached = self.at_zero.clone();
        for &(feature, value) in values {
            let tests = &self.tests[self.of_feature[feature]..self.of_feature[feature + 1]];
            for test in tests.iter().take_while(|test| test.threshold < value) {
                reached[usize::from(test.tree)] &= test.above;
            }
        }
        let leaf = |(leaves, reached): (&Vec<f32>, &u64)| leaves[reached.trailing_zeros() as usize];
        self.bias + self.leaves.iter().zip(&reached).map(leaf).sum::<f32>()
    }
}

impl TreeFile {
    /// The leaves below a child as bits; they are numbered from left to right.
    fn bits(&self, child: i16) -> u64 {
        let Ok(node) = usize::try_from(child) else { return 1 << -(i32::from(child) + 1) };
        let (_, _, left, right) = self.nodes[node];
        self.bits(left) | self.bits(right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The score of a pair as the trees in the file are walked.
    fn walked(file: &ForestFile, values: &[(usize, f32)]) -> f32 {
        let value = |n: u16| values.iter().find(|(f, _)| *f == usize::from(n)).map_or(0.0, |(_, v)| *v);
        let leaf = |tree: &TreeFile| {
            let mut at: i16 = if tree.nodes.is_empty() { -1 } else { 0 };
            while let Ok(n) = usize::try_from(at) {
                let (feature, threshold, left, right) = tree.nodes[n];
                at = if value(feature) <= threshold { left } else { right };
            }
            tree.leaves[usize::try_from(-(at + 1)).unwrap()]
        };
        file.bias + file.trees.iter().map(leaf).sum::<f32>()
    }

    static FILE: LazyLock<JudgeFile> =
        LazyLock::new(|| serde_json::from_str(include_str!("../../../models/judge.json")).unwrap());

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_answer_is_that_of_the_trees(
            set in proptest::collection::btree_map(0..FILE.features.len(), 0.0_f32..6.0, 0..60),
        ) {
            let values: Vec<(usize, f32)> = set.into_iter().filter(|(_, v)| *v != 0.0).collect();
            for (name, file) in &FILE.forests {
                prop_assert_eq!(JUDGE.forests[name].score(&values), walked(file, &values));
            }
        }
    }
}
