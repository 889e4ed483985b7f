//! Alignment: word by word what of a passage stands at a place, what is left out there, and what stands there instead.

use super::chain::EqualRun;
use super::passage::{Left, QuotedPassage};
use super::thresholds::{GAP, PHRASE, SHARED};
use super::transcript::Transcript;
use crate::english::{may_count, same_day, same_said};
use crate::text::Span;
use std::ops::Range;

/// A stretch of solid words of a passage (`q`) and of a transcript (`t`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) q: Range<usize>,
    pub(super) t: Range<usize>,
    /// They are the same to the ear.
    pub(super) same: bool,
}

/// A passage and a transcript, to be compared word by word.
#[derive(Clone, Copy)]
pub(super) struct PassagePair<'a> {
    pub(super) passage: &'a QuotedPassage,
    pub(super) transcript: &'a Transcript,
}

/// What may be passed over at the ends of a gap of the transcript.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Free {
    Neither,
    Start,
    End,
}

impl PassagePair<'_> {
    pub(super) fn said(&self, t: usize) -> &str {
        self.transcript.said(t)
    }

    /// The bytes of some words of the transcript, which are not none.
    pub(super) fn span(&self, t: &Range<usize>) -> Span {
        let word = |n: usize| self.transcript.words[self.transcript.solid[n]].span;
        Span::new(word(t.start).start, word(t.end - 1).end)
    }

    /// Some words of the passage, which are not none, as they are written.
    fn written(&self, q: &Range<usize>) -> &str {
        Span::new(self.passage.span(q.start).start, self.passage.span(q.end - 1).end).of(&self.passage.text)
    }

    fn sounds_alike(&self, q: &Range<usize>, t: &Range<usize>) -> bool {
        same_said(self.written(q), self.span(t).of(&self.transcript.text))
    }

    /// Whether some words may sound like others, so that it is worth comparing them by ear: numbers, "'s" and "is", what is
    /// written in one word or several, short forms.
    fn may_sound_alike(&self, q: &Range<usize>, t: &Range<usize>) -> bool {
        let (one, other) = (self.passage.key(q.start), self.said(t.start));
        if may_count(one) && may_count(other) || one.starts_with('\'') || other.starts_with('\'') {
            return true;
        }
        if one.chars().next() != other.chars().next() {
            return false;
        }
        let written: usize = q.clone().map(|n| self.passage.key(n).len()).sum();
        let said: usize = t.clone().map(|n| self.said(n).len()).sum();
        // "don't" is two words of six letters, "dont" one of four.
        let joined = q.len() != t.len() && written.abs_diff(said) <= 2;
        joined || q.len() == 1 && t.len() == 1 && one.len().min(other.len()) <= SHORT_FORM
    }

    /// A passage along a chain, with what stands before its first and behind its last run in the same turn (`turn` in
    /// solid words).
    pub(super) fn along(&self, chain: &[EqualRun], part: &Range<usize>, turn: &Range<usize>) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return stretches };
        let reach = |q: usize| q + PHRASE;
        let from = first.t.saturating_sub(reach(first.q - part.start)).max(turn.start);
        self.fill(part.start..first.q, from..first.t, Free::Start, &mut stretches);
        for (n, run) in chain.iter().enumerate() {
            if let Some(before) = n.checked_sub(1).map(|b| chain[b]) {
                self.fill(
                    before.q + before.len..run.q,
                    before.t + before.len..run.t,
                    Free::Neither,
                    &mut stretches,
                );
            }
            push(
                &mut stretches,
                Stretch { q: run.q..run.q + run.len, t: run.t..run.t + run.len, same: true },
            );
        }
        let (q, t) = (last.q + last.len, last.t + last.len);
        self.fill(q..part.end, t..(t + reach(part.end - q)).min(turn.end), Free::End, &mut stretches);
        self.settle_marks(&mut stretches);
        self.put_in_sentences(&mut stretches);
        let mut stretches = self.settle_days(&stretches);
        self.keep_to_sentences(&mut stretches, turn);
        stretches
    }

    /// A first sentence of the passage that shares a small word or two with many more is not said there at all.
    fn put_in_sentences(&self, stretches: &mut Vec<Stretch>) {
        let sentences = self.passage.sentences();
        let (Some(head), true) = (sentences.first(), sentences.len() > 1) else { return };
        let within = stretches.iter().take_while(|s| s.q.end <= head.end).count();
        let (some, rest) = stretches.split_at(within);
        let (Some(first), Some(last), Some(next)) = (some.first(), some.last(), rest.first()) else { return };
        let there: f32 = some.iter().filter(|s| s.same).map(|s| self.passage.weight(s.q.clone())).sum();
        let q = first.q.start..last.q.end;
        let few = there < self.passage.weight(q.clone()) * SHARED;
        if few && q.end == head.end && last.t.end - first.t.start > 2 * q.len() {
            let t = next.t.start..next.t.start;
            stretches.splice(..within, [Stretch { q, t, same: false }]);
        }
    }

    /// Other words stand for words of the same sentence: what is said before the sentence of the first equal word, or behind
    /// that of the last, is passed over; what stands within it is shown.
    fn keep_to_sentences(&self, stretches: &mut [Stretch], turn: &Range<usize>) {
        let sentence = |t: usize| self.transcript.sentence_at(self.span(&(t..t + 1)).start);
        let solid =
            |at: usize| self.transcript.solid.partition_point(|&n| self.transcript.words[n].span.start < at);
        let first = stretches.iter().find(|s| s.same).map(|s| solid(sentence(s.t.start).start));
        let last = stretches.iter().rfind(|s| s.same).map(|s| solid(sentence(s.t.end - 1).end));
        if let (Some(head), Some(first)) = (stretches.first_mut().filter(|s| !s.same), first) {
            head.t.start = head.t.start.max(first).min(head.t.end);
        }
        if let (Some(tail), Some(last)) = (stretches.last_mut().filter(|s| !s.same), last) {
            let end = if tail.t.is_empty() { tail.t.end + tail.q.len() } else { tail.t.end };
            tail.t.end = end.min(last).min(turn.end).max(tail.t.start);
        }
    }

    /// A day is written in one order and said in another, "October 4" and "the fourth of October": what differs in both
    /// together does not.
    fn settle_days(&self, stretches: &[Stretch]) -> Vec<Stretch> {
        /// Day, month, and what stands before, between and behind them.
        const PIECES: usize = 5;
        let mut settled = Vec::with_capacity(stretches.len());
        let mut n = 0;
        while let Some(stretch) = stretches.get(n) {
            let ends = (n + 1..=stretches.len().min(n + PIECES)).rev();
            let day = ends.filter_map(|end| Some((end, self.day(&stretches[n..end])?))).next();
            let (end, stretch) = day.unwrap_or_else(|| (n + 1, stretch.clone()));
            push(&mut settled, stretch);
            n = end;
        }
        settled
    }

    /// Some stretches as one, if they differ and yet are one day, perhaps with more that is the same behind it.
    fn day(&self, some: &[Stretch]) -> Option<Stretch> {
        let (first, last) = (some.first()?, some.last()?);
        let is_day = |q: Range<usize>, t: Range<usize>| {
            let short = [&q, &t].into_iter().all(|words| (1..=LONGEST_DAY).contains(&words.len()));
            short && same_day(self.written(&q), self.span(&t).of(&self.transcript.text))
        };
        let (q, t) = (first.q.start..last.q.end, first.t.start..last.t.end);
        let ends_in_month = || is_day(q.start..last.q.start + 1, t.start..last.t.start + 1);
        let found = some.iter().any(|stretch| !stretch.same)
            && (is_day(q.clone(), t.clone()) || last.same && some.len() > 1 && ends_in_month());
        found.then_some(Stretch { q, t, same: true })
    }

    /// Words left out may stand before or behind an equal word: puts them where the writer has a mark.
    fn settle_marks(&self, stretches: &mut [Stretch]) {
        const MOST: usize = 3;
        for n in 1..stretches.len() {
            let (head, tail) = stretches.split_at_mut(n);
            let (Some(before), gap) = (head.last_mut(), &mut tail[0]) else { continue };
            let marked = |q: usize| self.passage.before.get(q).is_some_and(|left| *left != Left::Nothing);
            if gap.same || !gap.q.is_empty() || !before.same || marked(gap.q.start) {
                continue;
            }
            let most = MOST.min(before.q.len().min(before.t.len()).saturating_sub(1)).min(gap.t.len());
            let fits = |k: &usize| {
                marked(gap.q.start - k)
                    && (1..=*k).all(|i| self.said(gap.t.end - i) == self.said(before.t.end - i))
            };
            let Some(k) = (1..=most).find(fits) else { continue };
            // The equal words behind the gap go to the stretch after it, where there is one.
            let Some(next) = tail.get_mut(1).filter(|next| next.same) else { continue };
            next.q.start -= k;
            next.t.start -= k;
            before.q.end -= k;
            before.t.end -= k;
            let gap = &mut tail[0];
            gap.q = before.q.end..before.q.end;
            gap.t = before.t.end..gap.t.end - k;
        }
    }

    /// Compares the words of a gap one by one.
    fn fill(&self, q: Range<usize>, t: Range<usize>, free: Free, out: &mut Vec<Stretch>) {
        if q.is_empty() && (t.is_empty() || free != Free::Neither) {
            return;
        }
        if q.len() > GAP || t.len() > GAP || q.is_empty() || t.is_empty() {
            let t = match free {
                Free::Neither => t,
                Free::Start => t.end..t.end,
                Free::End => t.start..t.start,
            };
            push(out, Stretch { q, t, same: false });
            return;
        }
        let grid = Grid::new(self, q, t, free);
        grid.trace(free).into_iter().rev().for_each(|stretch| push(out, stretch));
    }
}

/// Adds a stretch, to the last one where both are alike.
fn push(out: &mut Vec<Stretch>, next: Stretch) {
    match out.last_mut() {
        Some(last) if last.same == next.same && last.q.end == next.q.start && last.t.end == next.t.start => {
            last.q.end = next.q.end;
            last.t.end = next.t.end;
        }
        _ => out.push(next),
    }
}

/// The cheapest way through a gap. A word left out costs less than one put in.
struct Grid {
    q: Range<usize>,
    t: Range<usize>,
    /// For each cell its price, and how many words of either side led to it and whether they are the same.
    cells: Vec<(f32, (usize, usize, bool))>,
}

/// Words of a day at most: "the twenty-first of May twenty twenty-five".
const LONGEST_DAY: usize = 8;
/// Letters of a short form: "Dr", "Sept".
const SHORT_FORM: usize = 4;
const LEFT_OUT: f32 = 0.5;
const PUT_IN: f32 = 1.0;
const EXCHANGED: f32 = 1.0;

impl Grid {
    fn new(pair: &PassagePair<'_>, q: Range<usize>, t: Range<usize>, free: Free) -> Self {
        let width = t.len() + 1;
        let mut cells = vec![(f32::INFINITY, (0, 0, false)); (q.len() + 1) * width];
        for i in 0..=q.len() {
            for j in 0..=t.len() {
                let at = i * width + j;
                if i == 0 {
                    let price = if free == Free::Start { 0.0 } else { LEFT_OUT * j as f32 };
                    cells[at] = (price, (0, usize::from(j > 0), false));
                }
                let mut ways = vec![];
                if i > 0 {
                    ways.push((1, 0, false, PUT_IN));
                }
                if i > 0 && j > 0 {
                    let same = pair.passage.key(q.start + i - 1) == pair.said(t.start + j - 1);
                    ways.push((1, 1, same, if same { 0.0 } else { EXCHANGED }));
                }
                if i > 0 && j > 0 {
                    ways.push((0, 1, false, LEFT_OUT));
                }
                for (k, l, same, price) in ways {
                    let total = cells[at - k * width - l].0 + price;
                    // Of equal prices an exchange, which shows what stands there.
                    if total < cells[at].0 || total <= cells[at].0 && k == 1 && l == 1 {
                        cells[at] = (total, (k, l, same));
                    }
                }
                by_ear(pair, &q, &t, (i, j), &mut cells);
            }
        }
        Self { q, t, cells }
    }

    /// The stretches, the last first.
    fn trace(&self, free: Free) -> Vec<Stretch> {
        let width = self.t.len() + 1;
        let (mut i, mut j) = (self.q.len(), self.t.len());
        if free == Free::End {
            let price = |j: &usize| self.cells[i * width + j].0;
            j = (0..width).min_by(|a, b| price(a).total_cmp(&price(b))).unwrap_or(j);
        }
        let mut found = Vec::new();
        while i > 0 || j > 0 && free != Free::Start {
            let (k, l, same) = self.cells[i * width + j].1;
            if k + l == 0 {
                break;
            }
            let (q, t) = (self.q.start + i, self.t.start + j);
            found.push(Stretch { q: q - k..q, t: t - l..t, same });
            i -= k;
            j -= l;
        }
        found
    }
}

/// Words that end at a cell and sound alike, however many they are.
fn by_ear(
    pair: &PassagePair<'_>,
    q: &Range<usize>,
    t: &Range<usize>,
    (i, j): (usize, usize),
    cells: &mut [(f32, (usize, usize, bool))],
) {
    let width = t.len() + 1;
    let at = i * width + j;
    for k in 1..=PHRASE.min(i) {
        for l in 1..=PHRASE.min(j) {
            let from = at - k * width - l;
            let (one, other) = (q.start + i - k, t.start + j - l);
            let (one, other) = (one..one + k, other..other + l);
            if cells[from].0 >= cells[at].0 || !pair.may_sound_alike(&one, &other) {
                continue;
            }
            if pair.sounds_alike(&one, &other) {
                cells[at] = (cells[from].0, (k, l, true));
            }
        }
    }
}
