//! The model's tags, and the best sequence of them.

/// What a tagged span is. The direction says where the span that it belongs with stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagRole {
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

/// The roles in the order of their tags: tag 0 is none, 1 + 2r begins role r, 2 + 2r continues it.
const ROLES: [TagRole; 5] = [
    TagRole::SourceBefore,
    TagRole::SourceAfter,
    TagRole::Cue,
    TagRole::ContentBefore,
    TagRole::ContentAfter,
];

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
    pub(super) role: TagRole,
    /// First token.
    pub(super) start: usize,
    /// Token after the last.
    pub(super) end: usize,
    /// Mean log-probability of its tags.
    pub(super) mean: f32,
    /// The least of them.
    pub(super) least: f32,
}

/// Whether a tag begins a span; the even ones continue it.
pub(super) const fn begins(tag: usize) -> bool {
    tag % 2 == 1
}

/// The tags of some tokens.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Tags {
    pub(super) tags: Vec<u8>,
    /// Their log-probabilities.
    pub(super) scores: Vec<f32>,
}

/// The spans of a sequence of tags.
pub(super) fn spans(Tags { tags, scores }: &Tags) -> Vec<Tagged> {
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
        let here = &scores[start..at];
        let mean = here.iter().sum::<f32>() / here.len() as f32;
        let least = here.iter().copied().fold(0.0, f32::min);
        out.push(Tagged { role, start, end: at, mean, least });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_carry_their_probabilities() {
        let found = spans(&Tags { tags: vec![5, 7, 8, 7, 0], scores: vec![-0.2, -0.1, -0.1, -0.1, -0.1] });
        let shape: Vec<_> = found.iter().map(|s| (s.role, s.start, s.end)).collect();
        assert_eq!(
            shape,
            [(TagRole::Cue, 0, 1), (TagRole::ContentBefore, 1, 3), (TagRole::ContentBefore, 3, 4)]
        );
        assert!((found[1].mean + 0.1).abs() < 1e-6 && (found[0].least + 0.2).abs() < 1e-6);
    }
}
