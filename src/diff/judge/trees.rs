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

/// Trees whose leaves add up to a logit, laid out one behind the other: a pair is asked of thousands.
#[derive(Debug)]
struct Forest {
    bias: f32,
    /// From this probability on the answer is yes.
    threshold: f32,
    trees: Vec<Tree>,
    nodes: Vec<Node>,
    leaves: Vec<f32>,
}

/// Where the nodes and the leaves of a tree begin.
#[derive(Debug, Clone, Copy)]
struct Tree {
    nodes: u32,
    leaves: u32,
    /// The root, as a child.
    root: u8,
}

/// Asks one feature. A child is a node of the tree or, from [`LEAF`] on, a leaf.
#[derive(Debug, Clone, Copy)]
struct Node {
    threshold: f32,
    feature: u16,
    left: u8,
    right: u8,
}

const LEAF: u8 = 128;

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

/// The values of a model's features for one pair, and for the pair the other way round.
pub(super) struct Values {
    forth: Vec<f32>,
    back: Vec<f32>,
}

static JUDGE: LazyLock<Judge> = LazyLock::new(|| {
    let file: JudgeFile =
        serde_json::from_str(include_str!("../../../models/judge.json")).expect("the model is valid JSON");
    let index: FnvHashMap<String, usize> =
        file.features.iter().enumerate().map(|(n, name)| (name.clone(), n)).collect();
    let mirror = (0..file.features.len())
        .map(|n| index.get(&mirrored(&file.features[n])).copied().unwrap_or(n))
        .collect();
    let forests = file.forests.into_iter().map(|(name, forest)| (name, forest.into())).collect();
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

    /// Puts named features in the order of the model; names that no tree asks for are left out.
    pub(super) fn values<'f>(&self, named: impl Iterator<Item = (&'f str, f32)>) -> Values {
        let mut forth = vec![0.0; self.features.len()];
        for (name, value) in named {
            if let Some(&n) = self.index.get(name) {
                forth[n] = value;
            }
        }
        let back = self.mirror.iter().map(|&n| forth[n]).collect();
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
        let mut others = values.forth.clone();
        let weight = |(n, &value): (usize, &f32)| {
            others[n] = 0.0;
            let weight = score - forest.score(&others);
            others[n] = value;
            FeatureWeight { feature: self.features[n].clone(), value, weight }
        };
        let weights =
            values.forth.iter().enumerate().filter(|(_, value)| **value != 0.0).map(weight).collect();
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

impl From<ForestFile> for Forest {
    fn from(file: ForestFile) -> Self {
        let (mut trees, mut nodes, mut leaves) = (Vec::new(), Vec::new(), Vec::new());
        let offset = |all: usize| u32::try_from(all).expect("a forest of less than 2^32 nodes");
        let child = |n: i16| {
            let place = if n < 0 { -(n + 1) } else { n };
            let small = u8::try_from(place).ok().filter(|place| *place < LEAF);
            small.expect("a tree of less than 128 leaves") + if n < 0 { LEAF } else { 0 }
        };
        for tree in file.trees {
            let root = if tree.nodes.is_empty() { LEAF } else { 0 };
            trees.push(Tree { nodes: offset(nodes.len()), leaves: offset(leaves.len()), root });
            nodes.extend(tree.nodes.into_iter().map(|(feature, threshold, left, right)| Node {
                threshold,
                feature,
                left: child(left),
                right: child(right),
            }));
            leaves.extend(tree.leaves);
        }
        Self { bias: file.bias, threshold: file.threshold, trees, nodes, leaves }
    }
}

impl Forest {
    fn score(&self, values: &[f32]) -> f32 {
        self.bias + self.trees.iter().map(|tree| self.leaf(*tree, values)).sum::<f32>()
    }

    fn leaf(&self, tree: Tree, values: &[f32]) -> f32 {
        let mut at = tree.root;
        while at < LEAF {
            let node = self.nodes[tree.nodes as usize + usize::from(at)];
            at = if values[usize::from(node.feature)] <= node.threshold { node.left } else { node.right };
        }
        self.leaves[tree.leaves as usize + usize::from(at - LEAF)]
    }
}
