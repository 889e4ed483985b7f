//! Boosted decision trees, as `training/` writes them to `models/judge.json`.

use super::super::judgement::{FeatureWeight, Judgement};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A forest for each question that the judge is asked.
#[derive(Debug, Deserialize)]
pub(super) struct Judge {
    /// Names of the features that the trees ask for.
    features: Vec<String>,
    /// The forests by name.
    forests: HashMap<String, Forest>,
    /// For each feature the index of the one that it becomes when the wordings are exchanged.
    #[serde(skip)]
    mirror: Vec<usize>,
    #[serde(skip)]
    index: HashMap<String, usize>,
}

/// Trees whose leaves add up to a logit.
#[derive(Debug, Deserialize)]
struct Forest {
    bias: f32,
    /// From this probability on the answer is yes.
    threshold: f32,
    trees: Vec<Tree>,
}

/// Inner nodes as `[feature, threshold, left, right]`; a child below 0 is leaf `-child - 1`.
#[derive(Debug, Deserialize)]
struct Tree {
    nodes: Vec<(usize, f32, i32, i32)>,
    leaves: Vec<f32>,
}

/// The values of a model's features for one pair, and for the pair the other way round.
pub(super) struct Values {
    forth: Vec<f32>,
    back: Vec<f32>,
}

static JUDGE: LazyLock<Judge> = LazyLock::new(|| {
    let mut judge: Judge =
        serde_json::from_str(include_str!("../../../models/judge.json")).expect("the model is valid JSON");
    judge.index = judge.features.iter().enumerate().map(|(n, name)| (name.clone(), n)).collect();
    judge.mirror = (0..judge.features.len())
        .map(|n| judge.index.get(&mirrored(&judge.features[n])).copied().unwrap_or(n))
        .collect();
    judge
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

impl Forest {
    fn score(&self, values: &[f32]) -> f32 {
        self.bias + self.trees.iter().map(|tree| tree.leaf(values)).sum::<f32>()
    }
}

impl Tree {
    fn leaf(&self, values: &[f32]) -> f32 {
        let mut at = 0i32;
        while let Some(&(feature, threshold, left, right)) =
            usize::try_from(at).ok().and_then(|n| self.nodes.get(n))
        {
            let value = values.get(feature).copied().unwrap_or(0.0);
            at = if value <= threshold { left } else { right };
        }
        let leaf = usize::try_from(-(at + 1)).unwrap_or(0);
        self.leaves.get(leaf).copied().unwrap_or(0.0)
    }
}
