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
    pattern: LazyLock<Pattern>,
}

impl Opening {
    pub(super) const fn new(beginnings: &'static str, pattern: fn() -> Pattern) -> Self {
        Self { beginnings, pattern: LazyLock::new(pattern) }
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        begins(text, self.beginnings) && self.pattern.is_match(text)
    }

    pub(super) fn find<'t>(&self, text: &'t str) -> Option<Matched<'t>> {
        if begins(text, self.beginnings) { self.pattern.find(text) } else { None }
    }
}

/// Whether a text, its first marks left out, begins with one of these words in any case, or may do so: letters and digits
/// outside ASCII are left to the pattern.
fn begins(text: &str, beginnings: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let one = |word: &str| {
        text.as_bytes().get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
    };
    text.starts_with(|c: char| !c.is_ascii()) || beginnings.split('|').any(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_make_no_difference() {
        for text in ["By Ana Ito", "BY ANA ITO", "“by", "[* By", "Éva", "١"] {
            assert!(begins(text, "on|by"), "{text}");
        }
        for text in ["B", "", "“—”", "Ana", "1 by"] {
            assert!(!begins(text, "on|by"), "{text}");
        }
    }

    #[test]
    fn a_pattern_of_another_beginning_is_not_compiled() {
        let broken = Opening::new("by", || panic!("it is compiled"));
        assert!(!broken.is_match("The mayor spoke.") && broken.find("").is_none());
    }
}
