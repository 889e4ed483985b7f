//! Opening: a pattern of whole paragraphs that is asked only of those that begin like one.
//!
//! Hardly a paragraph is furniture, and most show it by their first letters: those are looked at first, so that the pattern
//! need be neither run nor, in a short command, compiled.

use super::pattern::{Matched, Pattern};
use std::sync::LazyLock;

/// A pattern that is bound to the beginning of a text, and how every text begins that it matches.
pub(super) struct Opening {
    /// Its first letters or digits in small letters, marks left out; alternatives are parted by `|`.
    beginnings: &'static str,
    /// The first characters of them as bits.
    firsts: u64,
    pattern: LazyLock<Pattern>,
}

impl Opening {
    pub(super) const fn new(beginnings: &'static str, pattern: fn() -> Pattern) -> Self {
        Self { beginnings, firsts: firsts(beginnings), pattern: LazyLock::new(pattern) }
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.begins(text) && self.pattern.is_match(text)
    }

    pub(super) fn find<'t>(&self, text: &'t str) -> Option<Matched<'t>> {
        if self.begins(text) { self.pattern.find(text) } else { None }
    }

    /// Whether a text, its first marks left out, begins with one of the words in any case, or may do so: letters and
    /// digits outside ASCII are left to the pattern.
    fn begins(&self, text: &str) -> bool {
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric()).as_bytes();
        let Some(first) = text.first() else { return false };
        let one = |word: &str| {
            text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
        };
        !first.is_ascii() || self.firsts & bit(*first) != 0 && self.beginnings.split('|').any(one)
    }
}

/// The first characters of some words parted by `|`, as bits.
const fn firsts(words: &str) -> u64 {
    let bytes = words.as_bytes();
    let (mut bits, mut at) = (bit(bytes[0]), 1);
    while at < bytes.len() {
        if bytes[at - 1] == b'|' {
            bits |= bit(bytes[at]);
        }
        at += 1;
    }
    bits
}

/// A bit for a letter of either case or a digit; several may share one.
const fn bit(byte: u8) -> u64 {
    1 << (byte.to_ascii_lowercase() % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_make_no_difference() {
        let byline = Opening::new("on|by", || Pattern::new("by"));
        for text in ["By Ana Ito", "BY ANA ITO", "“by", "[* By", "Éva", "١"] {
            assert!(byline.begins(text), "{text}");
        }
        for text in ["B", "", "“—”", "Ana", "1 by"] {
            assert!(!byline.begins(text), "{text}");
        }
    }

    #[test]
    fn a_pattern_of_another_beginning_is_not_compiled() {
        let broken = Opening::new("by", || panic!("it is compiled"));
        assert!(!broken.is_match("The mayor spoke.") && broken.find("").is_none());
    }
}
