//! Parts: where the pieces of a passage stand that is put together from several places.

use super::align::Stretch;
use super::passage::{Left, QuotedPassage};
use super::thresholds::{FAR, PART, PART_WORDS, SHARED};
use super::transcript::Transcript;
use std::ops::Range;

/// A part of a passage and where it stands.
pub(super) struct PassagePart {
    pub(super) q: Range<usize>,
    pub(super) stretches: Vec<Stretch>,
}

impl PassagePart {
    /// The solid words of the transcript that it spans, which are not none.
    pub(super) fn t(&self) -> Range<usize> {
        let same = || self.stretches.iter().filter(|s| !s.t.is_empty());
        let start = same().map(|s| s.t.start).min().unwrap_or(0);
        start..same().map(|s| s.t.end).max().unwrap_or(start + 1)
    }
}

/// Words of a passage that a place lacks, and may stand at another.
pub(super) struct LackedPiece {
    pub(super) q: Range<usize>,
    /// They say too little to be known but word for word.
    verbatim: bool,
    /// The writer's own words before them: "and".
    joint: usize,
}

impl LackedPiece {
    /// Whether the words as they stand at another place are this piece.
    pub(super) fn fits(
        &self,
        passage: &QuotedPassage,
        stretches: &[Stretch],
        transcript: &Transcript,
    ) -> bool {
        if !self.verbatim {
            return shared(passage, stretches) >= PART * passage.weight(self.q.clone());
        }
        let [all] = stretches else { return false };
        let told = || passage.telling(all.q.clone()) > 0 || is_sentence(transcript, &all.t);
        all.same && all.q == self.words() && told()
    }

    /// Its words without the writer's own.
    pub(super) fn words(&self) -> Range<usize> {
        self.q.start + self.joint..self.q.end
    }

    /// The piece without the "and" that the writer may have joined it with.
    pub(super) fn unjoined(&self, passage: &QuotedPassage) -> Option<Self> {
        let joined = self.joint == 0
            && self.q.start > 0
            && passage.is_joint(self.q.start)
            && self.q.len() >= PART_WORDS.0;
        joined.then(|| Self { q: self.q.clone(), verbatim: true, joint: 1 })
    }

    /// The part that it is, where it stands.
    pub(super) fn part(self, mut stretches: Vec<Stretch>) -> PassagePart {
        if self.joint > 0 {
            let t = stretches.first().map_or(0, |s| s.t.start);
            stretches.insert(0, Stretch { q: self.q.start..self.q.start + self.joint, t: t..t, same: false });
        }
        PassagePart { q: self.q, stretches }
    }
}

/// Words of a transcript are a sentence of it.
fn is_sentence(transcript: &Transcript, t: &Range<usize>) -> bool {
    let start = transcript.words[transcript.solid[t.start]].span.start;
    let sentence = transcript.sentence_at(start);
    let within = |n: usize| {
        transcript.solid.get(n).is_some_and(|&n| sentence.contains(transcript.words[n].span.start))
    };
    within(t.end - 1) && !within(t.end) && (t.start == 0 || !within(t.start - 1))
}

/// Whole passages are looked for first.
pub(super) fn whole(passage: &QuotedPassage) -> LackedPiece {
    LackedPiece { q: 0..passage.solid.len(), verbatim: false, joint: 0 }
}

/// What the words of a passage weigh that stand at a place.
pub(super) fn shared(passage: &QuotedPassage, stretches: &[Stretch]) -> f32 {
    stretches.iter().filter(|s| s.same).map(|s| passage.weight(s.q.clone())).sum()
}

/// Which words of a passage may stand elsewhere: sentences of which there is little at a place, else clauses, else the words of
/// a gap.
pub(super) fn elsewhere(passage: &QuotedPassage, stretches: &[Stretch]) -> Vec<LackedPiece> {
    let is_part = |q: &Range<usize>| {
        let telling = passage.telling(q.clone());
        q.len() >= PART_WORDS.0 && telling >= PART_WORDS.1 || q.len() > PART_WORDS.0 && telling > 0
    };
    let missing = |q: &Range<usize>| {
        let has = |s: &&Stretch| s.same && s.q.start < q.end && q.start < s.q.end;
        let inside = |s: &Stretch| s.q.start.max(q.start)..s.q.end.min(q.end);
        let there: f32 = stretches.iter().filter(has).map(|s| passage.weight(inside(s))).sum();
        there < passage.weight(q.clone()) * SHARED
    };
    let sentences = passage.sentences();
    let piece = |q: Range<usize>| LackedPiece { verbatim: !is_part(&q), q, joint: 0 };
    let mut found: Vec<LackedPiece> = sentences
        .iter()
        .filter(|q| q.len() > 1 && **q != (0..passage.solid.len()) && missing(q))
        .cloned()
        .map(piece)
        .collect();
    if found.is_empty() {
        // The last are looked for first.
        found.extend(stretches.iter().filter(|s| !s.same && is_part(&s.q)).map(|s| piece(s.q.clone())));
        let clauses = sentences.iter().flat_map(|sentence| passage.clauses(sentence));
        let some = |q: &Range<usize>| q.len() >= PART_WORDS.0 && passage.telling(q.clone()) > 0;
        let clause = |q| LackedPiece { q, verbatim: true, joint: 0 };
        found.extend(clauses.filter(|q| some(q) && missing(q)).map(clause));
    }
    found
}

/// Parts a passage where more than a few words are left out without a mark, so that each place is shown.
pub(super) fn split_far(parts: &mut Vec<PassagePart>, passage: &QuotedPassage) {
    let marked = |s: &Stretch| {
        s.q.is_empty() && passage.before.get(s.q.start).is_some_and(|left| *left != Left::Nothing)
    };
    let mut n = 0;
    while let Some(part) = parts.get_mut(n) {
        let far = |s: &Stretch| !s.same && s.t.len() > FAR / 2 + s.q.len() && !marked(s);
        let inner = 1..part.stretches.len().saturating_sub(1).max(1);
        if let Some(at) = inner.into_iter().find(|&at| far(&part.stretches[at])) {
            let mut stretches = part.stretches.split_off(at);
            stretches[0].t.start = stretches[0].t.end;
            let q = stretches[0].q.start..part.q.end;
            part.q.end = q.start;
            parts.insert(n + 1, PassagePart { q, stretches });
        }
        n += 1;
    }
}

/// Takes from the first part what the others have, and puts them in the order of the passage.
pub(super) fn settle(parts: &mut [PassagePart]) {
    let Some((first, others)) = parts.split_first_mut() else { return };
    for other in others {
        first.stretches.retain_mut(|s| {
            let (start, end) = (other.q.start, other.q.end);
            if s.q.is_empty() {
                return s.q.start <= start || s.q.start >= end;
            }
            if s.q.start < start && s.q.end > start {
                let cut = s.q.end - start;
                s.t.end = s.t.end.saturating_sub(cut).max(s.t.start);
                s.q.end = start;
            } else if s.q.start < end && s.q.end > end {
                let cut = end - s.q.start;
                s.t.start = (s.t.start + cut).min(s.t.end);
                s.q.start = end;
            }
            !(s.q.start >= start && s.q.end <= end)
        });
    }
    for part in parts.iter_mut() {
        let differs = |s: &Stretch| !s.same && s.q.is_empty();
        while part.stretches.last().is_some_and(differs) {
            part.stretches.pop();
        }
        let lead = part.stretches.iter().take_while(|s| differs(s)).count();
        part.stretches.drain(..lead);
    }
    parts.sort_by_key(|part| part.stretches.first().map(|s| s.q.start));
}
