//! Chain: the place of a transcript that has most of a passage, as runs of equal words in one order and one turn.
//!
//! Rare words and words in a row say where to look (seeds); each is extended as far as the words are the same, and the
//! runs are chained by dynamic programming. Seeds and runs looked back on are bounded, so the time is that of the passage.

use super::index::{LONGEST, WordIndex};
use super::thresholds::{COMMON, FAR, LOOKBACK, MOST_HITS};
use super::transcript::Transcript;
use std::collections::HashMap;
use std::ops::Range;

/// Equal words of a passage and a transcript, counted in solid words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct EqualRun {
    pub(super) q: usize,
    pub(super) t: usize,
    pub(super) len: usize,
}

impl EqualRun {
    /// What is left of it behind another that overlaps it.
    fn behind(self, before: Self) -> Option<Self> {
        let over = |end: usize, start: usize| end.saturating_sub(start);
        let cut = over(before.q + before.len, self.q).max(over(before.t + before.len, self.t));
        (cut < self.len).then(|| Self { q: self.q + cut, t: self.t + cut, len: self.len - cut })
    }
}

/// What passages are looked up in.
pub(super) struct Grounds<'a> {
    pub(super) transcript: &'a Transcript,
    pub(super) index: &'a WordIndex,
    /// The turn of each word.
    pub(super) turns: &'a [usize],
}

/// The runs that a passage's words have in common with a transcript, in the order of the transcript.
pub(super) fn runs(words: &[&str], grounds: &Grounds<'_>) -> Vec<EqualRun> {
    let mut seeds: Vec<(usize, usize, usize)> = Vec::new();
    for length in 1..=LONGEST {
        for (q, gram) in words.windows(length).enumerate() {
            let count = grounds.index.places(gram).len();
            if count > 0 {
                seeds.push((count, LONGEST - length, q));
            }
        }
    }
    seeds.sort_unstable();
    let mut hits: Vec<(usize, usize)> = Vec::new();
    for (count, short, q) in seeds {
        if hits.len() >= MOST_HITS || count > COMMON && !hits.is_empty() {
            break;
        }
        let places = grounds.index.places(&words[q..q + LONGEST - short]);
        hits.extend(places.iter().take(COMMON).map(|(_, t)| (q, *t as usize)));
    }
    // How far the words of each diagonal are known.
    let mut known: HashMap<usize, usize> = HashMap::new();
    hits.sort_unstable_by_key(|&(q, t)| (t, q));
    let mut runs = Vec::new();
    for (q, t) in hits {
        let diagonal = t + words.len() - q;
        if known.get(&diagonal).is_some_and(|end| t < *end) {
            continue;
        }
        let run = extended(words, grounds, q, t);
        if run.len > 0 {
            known.insert(diagonal, run.t + run.len);
            runs.push(run);
        }
    }
    runs.sort_unstable_by_key(|run| (run.t, run.q));
    runs
}

/// The equal words around two places, within one turn.
fn extended(words: &[&str], grounds: &Grounds<'_>, q: usize, t: usize) -> EqualRun {
    let turn = grounds.turns[t];
    let same = |q: usize, t: usize| words[q] == grounds.transcript.said(t) && grounds.turns[t] == turn;
    let back = (1..=q.min(t)).take_while(|&n| same(q - n, t - n)).count();
    let most = (words.len() - q).min(grounds.transcript.solid.len() - t);
    let on = (0..most).take_while(|&n| same(q + n, t + n)).count();
    EqualRun { q: q - back, t: t - back, len: back + on }
}

/// The chain of runs with the greatest weight, within `part` of the passage; `worth(turn)` is what its turn adds.
pub(super) fn heaviest(
    runs: &[EqualRun],
    part: &Range<usize>,
    weight: &dyn Fn(Range<usize>) -> f32,
    turns: &[usize],
    worth: &mut dyn FnMut(usize) -> f32,
) -> Vec<EqualRun> {
    let cut = |run: &EqualRun| {
        let (from, to) = (run.q.max(part.start), (run.q + run.len).min(part.end));
        (from < to).then(|| EqualRun { q: from, t: run.t + from - run.q, len: to - from })
    };
    let runs: Vec<EqualRun> = runs.iter().filter_map(cut).collect();
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(runs.len());
    for (n, run) in runs.iter().enumerate() {
        let own = weight(run.q..run.q + run.len);
        let mut of = (own + worth(turns[run.t]), None);
        for before in (n.saturating_sub(LOOKBACK)..n).rev() {
            let earlier = runs[before];
            let gap = run.t.saturating_sub(earlier.t + earlier.len);
            let in_order = earlier.q <= run.q && earlier.t <= run.t;
            if gap > FAR || !in_order || turns[earlier.t] != turns[run.t] {
                continue;
            }
            let Some(rest) = run.behind(earlier) else { continue };
            let skipped = gap.max(rest.q - (earlier.q + earlier.len));
            let joined = best[before].0 + weight(rest.q..rest.q + rest.len) - 0.02 * skipped as f32 - 0.05;
            if joined > of.0 {
                of = (joined, Some(before));
            }
        }
        best.push(of);
    }
    let mut chain: Vec<EqualRun> = Vec::new();
    // Of equal ones the first.
    let mut at = (0..runs.len()).rev().max_by(|&a, &b| best[a].0.total_cmp(&best[b].0));
    while let Some(n) = at {
        chain.push(runs[n]);
        at = best[n].1;
    }
    chain.reverse();
    for n in 1..chain.len() {
        if let Some(rest) = chain[n].behind(chain[n - 1]) {
            chain[n] = rest;
        }
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(passage: &str, transcript: &str) -> Vec<(usize, usize, usize)> {
        let words: Vec<&str> = passage.split(' ').collect();
        let keys: Vec<&str> = transcript.split(' ').collect();
        let (index, turns) = (WordIndex::new(&keys), vec![0; keys.len()]);
        let transcript = Transcript::of(transcript, false).unwrap();
        let runs = runs(&words, &Grounds { transcript: &transcript, index: &index, turns: &turns });
        let chain = heaviest(&runs, &(0..words.len()), &|q| q.len() as f32, &turns, &mut |_| 0.0);
        chain.into_iter().map(|r| (r.q, r.t, r.len)).collect()
    }

    #[test]
    fn the_place_with_most_words_is_found() {
        assert_eq!(found("b c d", "a b c d e b c"), [(0, 1, 3)]);
        assert_eq!(found("b x d e", "a b c d e"), [(0, 1, 1), (2, 3, 2)]);
        // Three runs of which each overlaps the one before.
        let chain = found("a b c b c d b c d e", "a b c d b c x c d e");
        let apart = |two: &[(usize, usize, usize)]| {
            two[0].0 + two[0].2 <= two[1].0 && two[0].1 + two[0].2 <= two[1].1
        };
        assert!(chain.len() == 3 && chain.windows(2).all(apart), "{chain:?}");
        assert_eq!(found("a a b", "a b a a a b"), [(0, 3, 3)]);
        assert!(found("x y", "a b").is_empty());
    }
}
