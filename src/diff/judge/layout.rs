//! What the judge is told of how two wordings lie to each other: in how many places they differ, what went over what, and how
//! near in meaning comes what is left.

use super::super::exchange::order_turns;
use super::super::pair::Pair;
use super::super::pairing::PairLink;
use super::super::reading::{Reading, TokenClass};
use super::features::Features;
use crate::english::vectors::{self, Vector};
use std::ops::Range;

pub(super) fn of_layout(pair: &Pair<'_>, f: &mut Features) {
    of_places(pair, f);
    of_order(pair, f);
    of_meaning(pair, f);
}

/// In how many places the wordings differ, and what stands in the only one.
fn of_places(pair: &Pair<'_>, f: &mut Features) {
    let [view, other] = pair.views();
    let content = |r: &Reading<'_>, at: &Range<usize>| -> Vec<usize> {
        at.clone().filter(|&k| r.is_content(k)).collect()
    };
    let places: Vec<(Vec<usize>, Vec<usize>)> =
        view.places().map(|(here, there)| (content(view.from, here), content(other.from, there))).collect();
    let telling: Vec<_> = places.iter().filter(|(a, b)| !a.is_empty() || !b.is_empty()).collect();
    f.add('=', "places", "number", places.len().min(20) as f32);
    f.add('=', "places", "telling", telling.len().min(20) as f32);
    f.flag('=', "places", "small-only", !places.is_empty() && telling.is_empty());
    let [(here, there)] = telling.as_slice() else { return };
    f.flag('=', "places", "alone", places.len() == 1);
    match (here.as_slice(), there.as_slice()) {
        (&[i], &[j]) => {
            let tie = pair.pairing.old[i].filter(|l| l.to == j).map_or("none", |l| l.tie.name());
            f.count('=', "place-tie", tie);
            f.both("place", pair.old.class(i).name(), pair.new.class(j).name());
        }
        (was, []) => f.add('-', "place", "only", was.len().min(6) as f32),
        ([], is) => f.add('+', "place", "only", is.len().min(6) as f32),
        (was, is) => {
            f.add('-', "place", "words", was.len().min(8) as f32);
            f.add('+', "place", "words", is.len().min(8) as f32);
        }
    }
}

/// What stands in another order, and over what it went.
fn of_order(pair: &Pair<'_>, f: &mut Features) {
    for turn in order_turns(&pair.old, &pair.new, &pair.pairing) {
        f.count('=', "order", turn.over);
        let [a, b] = turn.classes.map(TokenClass::name);
        f.both(&format!("order-{}", turn.over), a, b);
    }
}

/// How near in meaning the words that no tie shows to be the same come to words of the other wording: "sank", "went down".
fn of_meaning(pair: &Pair<'_>, f: &mut Features) {
    let Pair { old, new, pairing, .. } = pair;
    let (here, there) = (Meanings::of(old, &pairing.old), Meanings::of(new, &pairing.new));
    for (side, own, other) in [('-', &here, &there), ('+', &there, &here)] {
        let best = |v: &Vector, among: &[Vector]| among.iter().map(|w| v.cosine(*w)).fold(0.0, f32::max);
        let apart: Vec<f32> = own.left.iter().map(|v| 1.0 - best(v, &other.left)).collect();
        let anywhere = own.left.iter().map(|v| 1.0 - best(v, &other.all));
        f.add(side, "meaning", "apart", apart.iter().sum());
        f.add(side, "meaning", "farthest", anywhere.fold(0.0, f32::max));
        f.add(side, "meaning", "mean", apart.iter().sum::<f32>() / apart.len().max(1) as f32);
    }
}

/// What the words of a wording mean, names and figures aside.
struct Meanings {
    /// Of the first words that no tie shows to be the same.
    left: Vec<Vector>,
    /// Of all.
    all: Vec<Vector>,
}

impl Meanings {
    /// Words whose meanings are compared: the time grows with their square.
    const MOST: usize = 24;

    fn of(r: &Reading<'_>, links: &[Option<PairLink>]) -> Self {
        let plain =
            |&k: &usize| r.is_content(k) && !matches!(r.class(k), TokenClass::Name | TokenClass::Figure);
        let meaning = |k: usize| vectors::of(r.lemma(k));
        let left = |k: &usize| links[*k].is_none_or(|link| link.tie.is_open());
        let words = || (0..r.words.len()).filter(plain);
        Self {
            left: words().filter(left).take(Self::MOST).filter_map(meaning).collect(),
            all: words().take(2 * Self::MOST).filter_map(meaning).collect(),
        }
    }
}
