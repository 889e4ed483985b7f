//! Changes against the gold.
//!
//! The gold goes sentence by sentence, the program statement by statement, so that one sentence may give several
//! changes and one statement may run over two sentences. A change and a gold one go together when, on the sides that
//! either has, half of the statement's words stand in the gold sentence, or half of the sentence's in what the
//! statement was cut from. A gold change is found when any change goes with it; a change is spurious when it goes with
//! no gold one. Kinds are judged on the change that goes with it best.

use super::gold::GoldChange;
use super::story::Story;
use super::words::Bag;
use onrecord::claim::Statement;
use onrecord::diff::{Change, Kind};
use std::collections::{HashMap, HashSet};
use std::ops::AddAssign;

/// Counts over some steps from one revision to the next.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) gold: usize,
    pub(crate) predicted: usize,
    pub(crate) found: usize,
    pub(crate) spurious: usize,
    /// Kinds of all gold changes.
    pub(crate) kinds_gold: usize,
    /// Kinds of the changes that go with them best.
    pub(crate) kinds_predicted: usize,
    /// Kinds in both.
    pub(crate) kinds_right: usize,
    /// Gold changes that are material.
    pub(crate) material_gold: usize,
    /// Of them: those that the program reports as material, new or withdrawn.
    pub(crate) material_found: usize,
    /// Gold changes that are not material and are found.
    pub(crate) minor_found: usize,
    /// Of them: those that the program reports as not material.
    pub(crate) minor_right: usize,
    /// Gold changes that a note acknowledges.
    pub(crate) links_gold: usize,
    /// Of them: those that the program links to a note.
    pub(crate) links_found: usize,
    /// Changes that the program links to a note.
    pub(crate) links_predicted: usize,
    /// Of them: those that a gold note acknowledges.
    pub(crate) links_right: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.found += other.found;
        self.spurious += other.spurious;
        self.kinds_gold += other.kinds_gold;
        self.kinds_predicted += other.kinds_predicted;
        self.kinds_right += other.kinds_right;
        self.material_gold += other.material_gold;
        self.material_found += other.material_found;
        self.minor_found += other.minor_found;
        self.minor_right += other.minor_right;
        self.links_gold += other.links_gold;
        self.links_found += other.links_found;
        self.links_predicted += other.links_predicted;
        self.links_right += other.links_right;
    }
}

/// Scores all steps of a story.
pub(crate) fn score(story: &Story) -> Score {
    let mut total = Score::default();
    for (step, comparison) in story.comparisons.iter().enumerate() {
        let all = story.gold.changes.iter().enumerate();
        let gold: Vec<(usize, &GoldChange)> = all.filter(|(_, c)| c.from == step + 1).collect();
        let (old, new) = (&story.analyses[step].statements, &story.analyses[step + 1].statements);
        total += score_step(&gold, &comparison.changes, old, new);
    }
    total
}

fn score_step(
    gold: &[(usize, &GoldChange)],
    changes: &[Change],
    old: &[Statement],
    new: &[Statement],
) -> Score {
    let sides: Vec<(Side, Side)> =
        changes.iter().map(|c| (Side::of(&c.before, old), Side::after(c, new))).collect();
    let mut is_explained = vec![false; changes.len()];
    let mut score = Score { gold: gold.len(), predicted: changes.len(), ..Score::default() };
    // The changes that are alike each of the gold ones, by its number in the story.
    let mut found: HashMap<usize, Vec<usize>> = HashMap::new();
    for &(number, gold) in gold {
        let (before, after) = (bag(gold.before.as_deref()), bag(gold.after.as_deref()));
        let likeness = |(b, a): &(Side, Side)| {
            let scores: Vec<f64> =
                [b.likeness(before.as_ref()), a.likeness(after.as_ref())].into_iter().flatten().collect();
            scores.iter().sum::<f64>() / scores.len().max(1) as f64
        };
        let alike: Vec<(f64, usize)> =
            sides.iter().map(likeness).zip(0..).filter(|&(likeness, _)| likeness >= 0.5).collect();
        let best = alike.iter().max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let is_material = alike.iter().any(|&(_, i)| changes[i].material);
        let is_found = is_material || alike.iter().any(|&(_, i)| changes[i].new || changes[i].withdrawn);
        for &(_, i) in &alike {
            is_explained[i] = true;
            found.entry(number).or_default().push(i);
        }
        score.found += usize::from(best.is_some());
        score.kinds_gold += gold.kinds.len();
        if let Some(&(_, best)) = best {
            score.kinds_predicted += changes[best].kinds.len();
            score.kinds_right += gold.kinds.iter().filter(|&&k| has_kind(&changes[best], k)).count();
        }
        if gold.material {
            score.material_gold += 1;
            score.material_found += usize::from(is_found);
        } else if best.is_some() {
            score.minor_found += 1;
            score.minor_right += usize::from(!is_material);
        }
    }
    let linked: HashSet<usize> = changes.iter().flat_map(|c| c.explains.iter().copied()).collect();
    let owned_up: Vec<usize> = gold.iter().flat_map(|(_, g)| g.explains.iter().copied()).collect();
    let alike = |number: &usize| found.get(number).into_iter().flatten();
    score.links_gold = owned_up.len();
    score.links_found = owned_up.iter().filter(|g| alike(g).any(|i| linked.contains(i))).count();
    score.links_predicted = linked.len();
    score.links_right = linked.iter().filter(|i| owned_up.iter().any(|g| alike(g).any(|j| j == *i))).count();
    score.spurious = is_explained.iter().filter(|e| !**e).count();
    score
}

/// Whether the change is of that kind; "different" may as well be told as one removed and one added.
fn has_kind(change: &Change, kind: Kind) -> bool {
    change.kinds.contains(&kind)
        || kind == Kind::Different && change.kinds.iter().any(|k| matches!(k, Kind::Added | Kind::Removed))
}

fn bag(text: Option<&str>) -> Option<Bag> {
    text.map(Bag::new)
}

/// The statements on one side of a change.
struct Side {
    text: Bag,
    context: Bag,
}

impl Side {
    fn of(which: &[usize], statements: &[Statement]) -> Self {
        let join = |words: fn(&Statement) -> &str| {
            Bag::new(&which.iter().map(|&i| words(&statements[i])).collect::<Vec<_>>().join(" "))
        };
        Self { text: join(|s| &s.text), context: join(|s| &s.context) }
    }

    /// The new side: for a correction note the words of the note.
    fn after(change: &Change, new: &[Statement]) -> Self {
        match &change.note {
            Some(note) => Self { text: Bag::new(note), context: Bag::new(note) },
            None => Self::of(&change.after, new),
        }
    }

    /// How well it goes with a gold sentence, 0 to 1 and a little more for a whole sentence; `None` where neither
    /// has this side.
    fn likeness(&self, gold: Option<&Bag>) -> Option<f64> {
        match gold {
            None if self.text.is_empty() => None,
            None => Some(0.0),
            Some(gold) => {
                let likeness = self.text.within(gold).max(gold.within(&self.context));
                Some(if likeness < 0.5 { 0.0 } else { likeness + 0.1 * self.context.f1(gold) })
            }
        }
    }
}
