//! The model's tags, and the best sequence of them.

use super::decoder::DECODER;

/// What a tagged span is. The direction says where the span that it belongs with stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A source whose cue stands to its right.
    SourceBefore,
    /// A source whose cue stands to its left.
    SourceAfter,
    /// A cue.
    Cue,
    /// Content whose cue stands to its right.
    ContentBefore,
    /// Content whose cue stands to its left.
    ContentAfter,
}

/// The roles in the order of their tags: tag 0 is none, 1 + 2r begins role r, 2 + 2r goes on with it.
const ROLES: [Role; 5] =
    [Role::SourceBefore, Role::SourceAfter, Role::Cue, Role::ContentBefore, Role::ContentAfter];

/// Number of tags.
pub(super) const TAGS: usize = 1 + 2 * ROLES.len();

/// The tags' names.
pub(super) const NAMES: [&str; TAGS] =
    ["O", "B-S>", "I-S>", "B-S<", "I-S<", "B-C", "I-C", "B-X>", "I-X>", "B-X<", "I-X<"];

/// Log-probabilities of the tags of one token.
pub(super) type Scores = [f32; TAGS];

/// A run of tokens with one role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tagged {
    pub(super) role: Role,
    /// First token.
    pub(super) start: usize,
    /// Token after the last.
    pub(super) end: usize,
    /// Mean log-probability of its tags.
    pub(super) mean: f32,
    /// The least of them.
    pub(super) least: f32,
}

/// Whether a tag begins a span; the even ones go on with it.
const fn begins(tag: usize) -> bool {
    tag % 2 == 1
}

/// Whether a tag may follow another: a span goes on only where it has begun.
const fn follows(before: usize, tag: usize) -> bool {
    tag == 0 || begins(tag) || before == tag || before == tag - 1
}

/// The sequence of tags with the highest sum of scores and of the weights of their transitions (Viterbi).
pub(super) fn best(scores: &[Scores]) -> Vec<u8> {
    let mut weights = DECODER.transitions;
    for (before, row) in weights.iter_mut().enumerate() {
        for (tag, weight) in row.iter_mut().enumerate() {
            if !follows(before, tag) {
                *weight = f32::NEG_INFINITY;
            }
        }
    }
    let Some(first) = scores.first() else { return Vec::new() };
    let mut sums = *first;
    for tag in (2..TAGS).step_by(2) {
        sums[tag] = f32::NEG_INFINITY;
    }
    let mut back: Vec<[u8; TAGS]> = vec![[0; TAGS]];
    for token in &scores[1..] {
        let (mut next, mut from) = ([f32::NEG_INFINITY; TAGS], [0u8; TAGS]);
        for (before, row) in weights.iter().enumerate() {
            for tag in 0..TAGS {
                let sum = sums[before] + row[tag];
                if sum > next[tag] {
                    (next[tag], from[tag]) = (sum, before as u8);
                }
            }
        }
        for (sum, score) in next.iter_mut().zip(token) {
            *sum += score;
        }
        sums = next;
        back.push(from);
    }
    let mut tags = vec![argmax(&sums) as u8];
    for from in back[1..].iter().rev() {
        tags.push(from[tags[tags.len() - 1] as usize]);
    }
    tags.reverse();
    tags
}

fn argmax(sums: &Scores) -> usize {
    (1..TAGS).fold(0, |best, tag| if sums[tag] > sums[best] { tag } else { best })
}

/// The spans of a sequence of tags.
pub(super) fn spans(tags: &[u8], scores: &[Scores]) -> Vec<Tagged> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let tag = tags[at] as usize;
        let start = at;
        at += 1;
        if tag == 0 {
            continue;
        }
        let role = ROLES[(tag - 1) / 2];
        let goes_on = if begins(tag) { tag + 1 } else { tag };
        while at < tags.len() && tags[at] as usize == goes_on {
            at += 1;
        }
        let of = |i: usize| scores[i][tags[i] as usize];
        let mean = (start..at).map(of).sum::<f32>() / (at - start) as f32;
        let least = (start..at).map(of).fold(0.0, f32::min);
        out.push(Tagged { role, start, end: at, mean, least });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(best: &[usize]) -> Vec<Scores> {
        let of = |&tag: &usize| std::array::from_fn(|t| if t == tag { -0.1 } else { -3.0 });
        best.iter().map(of).collect()
    }

    #[test]
    fn nothing_goes_on_that_has_not_begun() {
        assert_eq!(best(&scores(&[0, 5, 6, 7, 8, 8, 0])), [0, 5, 6, 7, 8, 8, 0]);
        let mended = best(&scores(&[0, 6, 6, 6, 0]));
        assert_eq!(mended, [5, 6, 6, 6, 0]);
        assert!(best(&[]).is_empty());
    }

    #[test]
    fn spans_carry_their_probabilities() {
        let scores = scores(&[5, 7, 8, 7, 0]);
        let found = spans(&best(&scores), &scores);
        let shape: Vec<_> = found.iter().map(|s| (s.role, s.start, s.end)).collect();
        assert_eq!(shape, [(Role::Cue, 0, 1), (Role::ContentBefore, 1, 3), (Role::ContentBefore, 3, 4)]);
        assert!((found[1].mean + 0.1).abs() < 1e-6 && (found[1].least + 0.1).abs() < 1e-6);
    }
}
