//! Which words of two wordings go together, wherever they stand.
//!
//! A diff in order loses a clause that moved. So the longest runs in common are paired first, in whatever order (greedy
//! string tiling, Wise 1993); then single words by what ties them, a form, a synonym, an opposite, and by how their
//! neighbours are paired (Sultan, Bethard and Sumner, TACL 2014). What is left over stands in the same place as
//! something else, or came or went.

use super::reading::Reading;
use super::thresholds::pairing::{BAND, LOOSE, PLACED, SPELT, TABLE};
use super::tie::{Tie, tie};
use crate::claim::{Days, Parsed, Token};
use crate::english::{LexicalWord, Relation, abbreviations};
use fnv::FnvHashMap;
use std::cmp::Reverse;

/// A word's partner in the other wording, and what ties the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PairLink {
    /// Index of the partner in the other reading's words.
    pub(super) to: usize,
    /// What ties them.
    pub(super) tie: Tie,
    /// How close the tie is, 0 to 1.
    pub(super) strength: f32,
}

/// Two readings, word by word.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// For each old word its partner.
    pub(super) old: Vec<Option<PairLink>>,
    /// For each new word its partner.
    pub(super) new: Vec<Option<PairLink>>,
    /// How many runs in common stand in another order than in the old wording.
    pub(super) moved: usize,
}

impl Pairing {
    /// Pairs the words of two readings. The same pairs come out when the two are exchanged.
    pub(super) fn new(old: &Reading<'_>, new: &Reading<'_>, days: &Days) -> Self {
        let mut pairing =
            Self { old: vec![None; old.words.len()], new: vec![None; new.words.len()], moved: 0 };
        pairing.tile(old, new);
        // "Threw out" is one verb: its first word alone goes with nothing.
        pairing.phrases(old, new);
        let ties = pairing.by_tie(old, new, days);
        pairing.figures(old, new);
        pairing.by_place(old, new, ties);
        pairing.moved = crossings(&pairing.old, old) + crossings(&pairing.new, new);
        pairing
    }

    fn join(&mut self, i: usize, j: usize, tie: Tie, strength: f32) {
        self.old[i] = Some(PairLink { to: j, tie, strength });
        self.new[j] = Some(PairLink { to: i, tie, strength });
    }

    /// The longest runs of equal words first; function words only beside a run that is already paired.
    fn tile(&mut self, old: &Reading<'_>, new: &Reading<'_>) {
        let (n, m) = (old.words.len(), new.words.len());
        if n == 0 || m == 0 {
            return;
        }
        let banded = n * m > TABLE;
        let mut runs: Vec<(usize, usize, usize, usize)> = Vec::new();
        let (a, b) = numbered(old, new);
        let same = |i: usize, j: usize| a[i] == b[j];
        let mut row = vec![0usize; m + 1];
        for i in 0..n {
            let middle = i * m / n;
            let (from, to) =
                if banded { (middle.saturating_sub(BAND), (middle + BAND).min(m)) } else { (0, m) };
            let mut diagonal = if from == 0 { 0 } else { row[from] };
            for j in from..to {
                let above = row[j + 1];
                row[j + 1] = if same(i, j) { diagonal + 1 } else { 0 };
                diagonal = above;
                let ends = i + 1 == n || j + 1 == m || !same(i + 1, j + 1);
                if row[j + 1] > 0 && ends {
                    let length = row[j + 1];
                    let content = (i + 1 - length..=i).filter(|&k| old.is_content(k)).count();
                    if content > 0 {
                        runs.push((content * 2 + length, i + 1 - length, j + 1 - length, length));
                    }
                }
            }
            if banded {
                row[..from].fill(0);
                row[to + 1..].fill(0);
            }
        }
        runs.sort_by_key(|&(weight, i, j, _)| (Reverse(weight), i.abs_diff(j), i + j, i.min(j)));
        for (_, i, j, length) in runs {
            for k in 0..length {
                let (a, b) = (i + k, j + k);
                if self.old[a].is_none() && self.new[b].is_none() && old.is_content(a) {
                    self.join(a, b, Tie::Same, 1.0);
                }
            }
        }
        self.beside(old, new);
    }

    /// Function words that stand beside paired words on both sides.
    fn beside(&mut self, old: &Reading<'_>, new: &Reading<'_>) {
        for forward in [true, false] {
            let order: Vec<usize> =
                if forward { (0..old.words.len()).collect() } else { (0..old.words.len()).rev().collect() };
            for i in order {
                let Some(link) = self.old[i].filter(|l| l.tie == Tie::Same) else { continue };
                let next = if forward {
                    (i + 1, link.to + 1)
                } else if i > 0 && link.to > 0 {
                    (i - 1, link.to - 1)
                } else {
                    continue;
                };
                let fits = |(a, b): (usize, usize)| {
                    a < self.old.len()
                        && b < self.new.len()
                        && self.old[a].is_none()
                        && self.new[b].is_none()
                        && old.words[a].norm == new.words[b].norm
                };
                if fits(next) {
                    self.join(next.0, next.1, Tie::Same, 1.0);
                }
            }
        }
    }

    /// Single content words that are tied by their form or their sense. Gives what ties every two that were compared.
    fn by_tie(&mut self, old: &Reading<'_>, new: &Reading<'_>, days: &Days) -> Vec<(usize, usize, Tie, f32)> {
        let (left, right) = (loose(&self.old, old), loose(&self.new, new));
        let mut all = Vec::with_capacity(left.len() * right.len());
        let mut found = Vec::new();
        for &i in &left {
            for &j in &right {
                let (tie, strength) = tie(old, i, new, j, days);
                all.push((i, j, tie, strength));
                if tie.is_near() {
                    found.push((strength + 0.2 * self.context(old, i, new, j), i, j, tie, strength));
                }
            }
        }
        self.take(found);
        all
    }

    /// The rest of a figure whose first words are paired: "per cent" in "5 per cent" where "5%" stands.
    fn figures(&mut self, old: &Reading<'_>, new: &Reading<'_>) {
        let mut rest: Vec<(usize, usize, bool)> = Vec::new();
        for a in &old.figures {
            let linked = |b: &&Parsed| {
                let mut partners =
                    self.old[a.tokens.clone()].iter().flatten().filter(|l| b.tokens.contains(&l.to));
                let same = a.figure.canonical == b.figure.canonical;
                partners.any(|l| same || l.tie == Tie::Value)
            };
            let Some(b) = new.figures.iter().find(linked) else { continue };
            rest.extend(
                a.tokens.clone().filter(|&i| self.old[i].is_none()).map(|i| (i, b.tokens.start, true)),
            );
            rest.extend(
                b.tokens.clone().filter(|&j| self.new[j].is_none()).map(|j| (j, a.tokens.start, false)),
            );
        }
        for (at, to, is_old) in rest {
            let side = if is_old { &mut self.old } else { &mut self.new };
            side[at] = Some(PairLink { to, tie: Tie::Value, strength: 1.0 });
        }
    }

    /// Several words that one stands for: "called off" and "cancelled", "gross domestic product" and "GDP".
    fn phrases(&mut self, old: &Reading<'_>, new: &Reading<'_>) {
        for (i, length, j, tie, strength) in spelt(&self.old, old, &self.new, new) {
            if self.new[j].is_none() && (i..i + length).all(|k| self.old[k].is_none()) {
                self.join(i, j, tie, strength);
                self.old[i..i + length].fill(Some(PairLink { to: j, tie, strength }));
            }
        }
        for (j, length, i, tie, strength) in spelt(&self.new, new, &self.old, old) {
            if self.old[i].is_none() && (j..j + length).all(|k| self.new[k].is_none()) {
                self.join(i, j, tie, strength);
                self.new[j..j + length].fill(Some(PairLink { to: i, tie, strength }));
            }
        }
    }

    /// Content words that nothing ties but their place: what was exchanged.
    fn by_place(&mut self, old: &Reading<'_>, new: &Reading<'_>, ties: Vec<(usize, usize, Tie, f32)>) {
        let mut found = Vec::new();
        for (i, j, tie, strength) in ties {
            if self.old[i].is_some() || self.new[j].is_some() {
                continue;
            }
            let alike = old.class(i) == new.class(j);
            let sense = match tie {
                Tie::Opposite => 1.2,
                Tie::Broader | Tie::Narrower | Tie::Sister => 0.8 * strength,
                _ => 0.0,
            };
            let score = self.context(old, i, new, j) + sense + if alike { 0.4 } else { 0.0 };
            if score >= PLACED {
                found.push((score, i, j, if tie == Tie::None { Tie::Exchanged } else { tie }, strength));
            }
        }
        self.take(found);
    }

    fn take(&mut self, mut found: Vec<(f32, usize, usize, Tie, f32)>) {
        found.sort_by(|x, y| {
            let place = |f: &(f32, usize, usize, Tie, f32)| (f.1.abs_diff(f.2), f.1 + f.2, f.1.min(f.2));
            y.0.total_cmp(&x.0).then_with(|| place(x).cmp(&place(y)))
        });
        for (_, i, j, tie, strength) in found {
            if self.old[i].is_none() && self.new[j].is_none() {
                self.join(i, j, tie, strength);
            }
        }
    }

    /// How many of the neighbours of two words are each other's partners, 0 to 2: content words, over small ones; the
    /// ends of the wordings are neighbours, too.
    fn context(&self, old: &Reading<'_>, i: usize, new: &Reading<'_>, j: usize) -> f32 {
        let before = |r: &Reading<'_>, at: usize| (0..at).rev().find(|&k| r.is_content(k));
        let after = |r: &Reading<'_>, at: usize| (at + 1..r.words.len()).find(|&k| r.is_content(k));
        let paired = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => match self.old[a] {
                Some(link) if link.to == b => 1.0,
                None if self.new[b].is_none() => 0.4,
                _ => 0.0,
            },
            (None, None) => 0.8,
            _ => 0.0,
        };
        paired(before(old, i), before(new, j)) + paired(after(old, i), after(new, j))
    }
}

/// The words of two readings by number: equal words have equal numbers.
fn numbered<'a>(old: &'a Reading<'_>, new: &'a Reading<'_>) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: FnvHashMap<&str, usize> = FnvHashMap::default();
    let mut number = |word: &'a Token| {
        let next = numbers.len();
        *numbers.entry(&word.norm).or_insert(next)
    };
    (old.words.iter().map(&mut number).collect(), new.words.iter().map(&mut number).collect())
}

/// Neighbouring links of one wording's content words that run backwards.
fn crossings(links: &[Option<PairLink>], reading: &Reading<'_>) -> usize {
    let content = (0..links.len()).filter(|&i| reading.is_content(i));
    let order: Vec<usize> = content.filter_map(|i| links[i]).map(|l| l.to).collect();
    order.windows(2).filter(|w| w[1] < w[0]).count()
}

/// Content words without a partner, as many as are compared with one another.
fn loose(links: &[Option<PairLink>], reading: &Reading<'_>) -> Vec<usize> {
    (0..links.len()).filter(|&i| links[i].is_none() && reading.is_content(i)).take(LOOSE).collect()
}

/// Phrases of one wording without a partner, and the single words of the other that say the same: start and length of
/// the phrase, the word, and what ties the two.
fn spelt(
    of_many: &[Option<PairLink>],
    many: &Reading<'_>,
    of_one: &[Option<PairLink>],
    one: &Reading<'_>,
) -> Vec<(usize, usize, usize, Tie, f32)> {
    let mut out = Vec::new();
    let singles = loose(of_one, one);
    if singles.is_empty() {
        return out;
    }
    let free = |k: usize| of_many.get(k).is_some_and(Option::is_none);
    for i in loose(of_many, many) {
        for length in 2..=SPELT {
            if !(i..i + length).all(free) {
                break;
            }
            let initials: String = (i..i + length).filter_map(|k| many.norm(k).chars().next()).collect();
            let written: Vec<&str> = (i..i + length).map(|k| many.norm(k)).collect();
            for &j in &singles {
                let stands_for = || abbreviations::stands_for(one.norm(j), &written);
                if one.is_acronym(j) && one.norm(j) == initials || stands_for() {
                    out.push((i, length, j, Tie::Short, 0.9));
                }
                // "e-mail", "email"
                if length == 2 && one.norm(j) == written.concat() {
                    out.push((i, length, j, Tie::Spelling, 0.95));
                }
            }
        }
        if !free(i + 1) || many.before.get(i + 1) != Some(&' ') {
            continue;
        }
        let phrase = LexicalWord::of(&format!("{} {}", many.norm(i), many.norm(i + 1)));
        if !phrase.lemmas().is_empty() {
            let said = singles.iter().filter_map(|&j| Some((j, same(&phrase, one, j)?)));
            out.extend(said.map(|(j, (tie, strength))| (i, 2, j, tie, strength)));
        }
    }
    out.sort_by(|a, b| b.4.total_cmp(&a.4).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0)).then(a.2.cmp(&b.2)));
    out
}

/// What ties a phrase to a word that says the same or the opposite.
fn same(phrase: &LexicalWord, one: &Reading<'_>, at: usize) -> Option<(Tie, f32)> {
    let (relation, strength) = phrase.relate(&one.entries[at]);
    let tie = match relation {
        Relation::Synonym => Tie::Synonym,
        Relation::Similar => Tie::Similar,
        Relation::Derived => Tie::Derived,
        Relation::Opposite => Tie::Opposite,
        _ => return None,
    };
    Some((tie, strength))
}
