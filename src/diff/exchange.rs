//! Two phrases that took each other's place: "the widow 70 per cent and her son 30", "the widow 30 and her son 70".
//!
//! The words in common are cut into blocks that stand in one order in both wordings. Where two blocks changed places
//! about a third that stayed between them, or about nothing but a small word that stayed, what led to the one leads to
//! the other now. A phrase that moved takes its preposition along ("on Monday", "in Upton"), and items of a list have
//! no places of their own: neither is an exchange.

use super::pairing::Pairing;
use super::reading::{Reading, TokenClass};
use super::small::Small;
use crate::english::lexicon;
use std::ops::Range;

/// Two phrases of the old wording, each in the other's place in the new one; ranges count words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Exchange {
    /// What stood first, and what stands there now.
    pub(super) first: (Range<usize>, Range<usize>),
    /// What stood second, and what stands there now.
    pub(super) second: (Range<usize>, Range<usize>),
}

/// Content words in common that stand in the same order on both sides, none between them: places among the pairs.
struct WordBlock {
    pairs: Range<usize>,
    /// Which block it is in the new order.
    rank: usize,
}

/// Two readings and their content words in common, in old order.
struct Common<'c> {
    old: &'c Reading<'c>,
    new: &'c Reading<'c>,
    pairs: Vec<(usize, usize)>,
}

/// Two runs of words in common that stand in the other order, whether or not that says something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OrderTurn {
    /// What stayed between them: nothing, the items of a list, words with a verb, other words.
    pub(super) over: &'static str,
    /// Of which class the last word of each is.
    pub(super) classes: [TokenClass; 2],
}

/// All exchanges of two wordings.
pub(super) fn exchanges(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing) -> Vec<Exchange> {
    let common = Common::of(old, new, pairing);
    let mut out = Vec::new();
    common.turned(|a, middle, b| out.extend(common.exchange(a, middle, b)));
    out
}

/// All runs of words in common that stand in the other order.
pub(super) fn order_turns(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing) -> Vec<OrderTurn> {
    let common = Common::of(old, new, pairing);
    let mut out = Vec::new();
    common.turned(|a, middle, b| out.push(common.turn(a, middle, b)));
    out
}

/// The small words that lead to a place and stay with it.
#[derive(Debug, Default, PartialEq)]
struct Lead<'r> {
    preposition: Option<&'r str>,
    negated: bool,
    /// "then"
    when: Option<&'r str>,
    /// "than"
    compared: bool,
}

fn leads<'r>(r: &'r Reading<'_>, at: usize) -> Lead<'r> {
    let small = Small::before(r, at);
    let run = (0..at).rev().take_while(|&k| r.before[k + 1] == ' ' && !r.is_content(k));
    let small_words: Vec<&str> = run.map(|k| r.norm(k)).collect();
    let when = small_words.iter().copied().find(|w| lexicon::of(w).is_some_and(|row| row.has("temporal")));
    let compared = small_words.contains(&"than");
    Lead {
        preposition: small.preposition.map(|k| r.norm(k)),
        negated: small.negations % 2 == 1,
        when,
        compared,
    }
}

impl<'c> Common<'c> {
    fn of(old: &'c Reading<'c>, new: &'c Reading<'c>, pairing: &Pairing) -> Self {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (i, link) in pairing.old.iter().enumerate().filter(|(i, _)| old.is_content(*i)) {
            let Some(link) = link.filter(|l| !l.tie.is_open()) else { continue };
            // Several words may have one partner.
            if pairing.new[link.to].is_some_and(|back| back.to == i) {
                pairs.push((i, link.to));
            }
        }
        Self { old, new, pairs }
    }

    /// Gives `each` two blocks that stand in the other order, and the one that stayed between them.
    fn turned(&self, mut each: impl FnMut(&WordBlock, Option<&WordBlock>, &WordBlock)) {
        let blocks = self.blocks();
        for n in 0..blocks.len() {
            let [a, rest @ ..] = &blocks[n..] else { break };
            match rest {
                [middle, b, ..] if a.rank == middle.rank + 1 && middle.rank == b.rank + 1 => {
                    each(a, Some(middle), b);
                }
                [b, next @ ..] if a.rank == b.rank + 1 => {
                    // Three in the other order are looked at as three.
                    let part_of_three = next.first().is_some_and(|c| b.rank == c.rank + 1)
                        || n.checked_sub(1).is_some_and(|p| blocks[p].rank == a.rank + 1);
                    if !part_of_three {
                        each(a, None, b);
                    }
                }
                _ => {}
            }
        }
    }

    fn turn(&self, a: &WordBlock, middle: Option<&WordBlock>, b: &WordBlock) -> OrderTurn {
        // Of both wordings, so that it is the same the other way round.
        let last = |block: &WordBlock| {
            let (old, new) = self.words(block);
            self.old.class(old.end - 1).max(self.new.class(new.end - 1))
        };
        let verb = |block: &WordBlock| {
            let (mut old, mut new) = self.words(block);
            old.any(|k| self.old.class(k) == TokenClass::Verb)
                || new.any(|k| self.new.class(k) == TokenClass::Verb)
        };
        let over = match middle {
            None => "nothing",
            Some(middle) if self.is_list(a, middle, b) => "list",
            Some(middle) if verb(middle) => "verb",
            Some(_) => "other",
        };
        OrderTurn { over, classes: [last(a), last(b)] }
    }

    fn blocks(&self) -> Vec<WordBlock> {
        let mut order: Vec<usize> = (0..self.pairs.len()).collect();
        order.sort_by_key(|&n| self.pairs[n].1);
        let mut rank = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, &n)| rank[n] = place);
        let mut blocks: Vec<WordBlock> = Vec::new();
        for n in 0..self.pairs.len() {
            match blocks.last_mut() {
                Some(last) if rank[n] == rank[n - 1] + 1 => last.pairs.end = n + 1,
                _ => blocks.push(WordBlock { pairs: n..n + 1, rank: rank[n] }),
            }
        }
        let mut starts: Vec<usize> = blocks.iter().map(|b| b.rank).collect();
        starts.sort_unstable();
        blocks.iter_mut().for_each(|b| b.rank = starts.partition_point(|s| *s < b.rank));
        blocks
    }

    /// The exchange of two blocks, if the places stayed and only what stands in them changed.
    fn exchange(&self, a: &WordBlock, middle: Option<&WordBlock>, b: &WordBlock) -> Option<Exchange> {
        let (first, second) = (self.words(a), self.words(b));
        let was = (leads(self.old, first.0.start), leads(self.old, second.0.start));
        let is = (leads(self.new, second.1.start), leads(self.new, first.1.start));
        let whole = self.is_whole(first.0.start..second.0.end, second.1.start..first.1.end);
        let stays = match middle {
            None => was.0 != was.1 && was.1 != Lead::default(),
            Some(middle) => !self.is_list(a, middle, b),
        };
        let reports = [Some(a), middle, Some(b)].into_iter().flatten().any(|block| self.reports(block));
        let found = was == is && whole && stays && !reports && !self.is_one_figure(a, b);
        found.then_some(Exchange { first: (first.0, second.1), second: (second.0, first.1) })
    }

    /// Whether nothing else differs between the ends: all content has its partner there, and the small words are the same.
    fn is_whole(&self, old: Range<usize>, new: Range<usize>) -> bool {
        let first = self.pairs.partition_point(|(i, _)| *i < old.start);
        let common = self.pairs[first..].iter().take_while(|(i, _)| old.contains(i)).count();
        let count =
            |r: &Reading<'_>, range: &Range<usize>| range.clone().filter(|&k| r.is_content(k)).count();
        let article =
            |w: &str| lexicon::of(w).is_some_and(|row| row.has("determiner") && row.scope().is_none());
        let small = |r: &Reading<'_>, range: &Range<usize>| {
            let words = range.clone().filter(|&k| !r.is_content(k)).map(|k| r.norm(k));
            let mut words: Vec<String> = words.filter(|w| !article(w)).map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        common == count(self.old, &old)
            && common == count(self.new, &new)
            && small(self.old, &old) == small(self.new, &new)
    }

    /// "9 October", "October 9": two parts of one date.
    fn is_one_figure(&self, a: &WordBlock, b: &WordBlock) -> bool {
        let (last, first) = (self.words(a).0.end - 1, self.words(b).0.start);
        self.old.figure_at(last).is_some_and(|figure| figure.tokens.contains(&first))
    }

    /// The words of a block, old and new.
    fn words(&self, block: &WordBlock) -> (Range<usize>, Range<usize>) {
        let (first, last) = (self.pairs[block.pairs.start], self.pairs[block.pairs.end - 1]);
        (first.0..last.0 + 1, first.1..last.1 + 1)
    }

    /// "France, Spain and Italy": nothing but commas and "and" between the three.
    fn is_list(&self, a: &WordBlock, middle: &WordBlock, b: &WordBlock) -> bool {
        let r = self.old;
        let parts = |x: &WordBlock, y: &WordBlock| {
            let (end, start) = (self.words(x).0.end, self.words(y).0.start);
            r.before[start] == ','
                || (end..start).any(|k| r.before[k] == ',' || matches!(r.norm(k), "and" | "or"))
        };
        parts(a, middle) && parts(middle, b)
    }

    /// Whether a block says who said it, or has a verb that says the same of both its parties: "said", "met".
    fn reports(&self, block: &WordBlock) -> bool {
        let mut verbs = self.words(block).0.filter(|&k| self.old.class(k) == TokenClass::Verb);
        verbs.any(|k| is_either_way(self.old, k))
    }
}

/// Whether a verb may stand on either side of its party ("said Ito") or says the same of both: "met".
fn is_either_way(r: &Reading<'_>, verb: usize) -> bool {
    ["report", "cue", "mutual"].iter().any(|tag| r.entries[verb].has_tag(tag))
}
