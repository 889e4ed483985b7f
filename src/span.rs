//! Byte ranges of a text, and their conversion to the code points that every output counts in.

use serde::{Deserialize, Serialize};

/// A byte range of a text, end-exclusive, on character borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte at `at` lies within.
    #[must_use]
    pub const fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether `other` lies wholly within.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of the span in `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// The words of `spans`, joined by a space: how a content in several pieces reads as one.
pub(crate) fn joined(text: &str, spans: &[Span]) -> String {
    let mut words = String::new();
    for span in spans {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(span.of(text));
    }
    words
}

/// Converts byte offsets of a text to code-point offsets, in constant time after one pass over the text.
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Code points before each block of [`BLOCK`] bytes; empty for ASCII text, where bytes are code points.
    blocks: Vec<u32>,
    starts: Vec<u64>,
}

/// Bytes whose character starts one word of the bit set holds.
const BLOCK: usize = 64;

impl CodePoints {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { blocks: Vec::new(), starts: Vec::new() };
        }
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut starts = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(BLOCK) {
            let bits =
                chunk.iter().enumerate().fold(0u64, |bits, (i, b)| bits | (u64::from(b & 0xC0 != 0x80) << i));
            blocks.push(count);
            starts.push(bits);
            count += bits.count_ones();
        }
        blocks.push(count);
        starts.push(0);
        Self { blocks, starts }
    }

    /// Code points before the byte at `byte`; bytes past the end count as the end.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        if self.blocks.is_empty() {
            return byte;
        }
        let block = (byte / BLOCK).min(self.blocks.len() - 1);
        let below = if byte / BLOCK == block { (1u64 << (byte % BLOCK)) - 1 } else { 0 };
        self.blocks[block] as usize + (self.starts[block] & below).count_ones() as usize
    }

    /// A byte span as `[start, end)` in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_chars_does(text in "\\PC{0,200}") {
            let points = CodePoints::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(byte), n);
            }
            prop_assert_eq!(points.at(text.len()), text.chars().count());
        }
    }
}
