//! Wording: the small pieces of text that every format writes alike.

use crate::speaker::SpeakerKind;
use std::borrow::Cow;

/// The text without characters that could move a terminal's cursor, change its colours or reorder what is read:
/// control characters become spaces, bidirectional overrides and isolates vanish.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    let is_override =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !text.chars().any(|c| c.is_control() || is_override(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|&c| !is_override(c));
    Cow::Owned(kept.map(|c| if c.is_control() { ' ' } else { c }).collect())
}

/// The first `max` characters, with an ellipsis when there are more; cut at a space where one is near.
#[must_use]
pub fn shorten(text: &str, max: usize) -> Cow<'_, str> {
    let Some((cut, _)) = text.char_indices().nth(max) else { return Cow::Borrowed(text) };
    let head = &text[..cut];
    let at_word = head.rfind(' ').filter(|&space| space * 4 > cut * 3).unwrap_or(cut);
    Cow::Owned(format!("{}…", head[..at_word].trim_end()))
}

/// A count with its noun: "1 claim", "2 claims".
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// How many facts were changed or withdrawn that no correction note explains.
#[must_use]
pub fn without_note(n: usize) -> String {
    format!("{} changed or withdrawn without a correction note", count(n, "fact", "facts"))
}

/// What a kind of speaker is called.
#[must_use]
pub fn kind_name(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organization => "organization",
        SpeakerKind::Group => "group",
        SpeakerKind::Document => "document",
        SpeakerKind::Anonymous => "unnamed",
        SpeakerKind::Author => "author",
        SpeakerKind::None => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(harmless("a\u{1b}[31mred\u{7}\nb"), "a [31mred  b");
        assert_eq!(harmless("left\u{202e}right"), "leftright");
        assert!(matches!(harmless("quite plain – “yes”"), Cow::Borrowed(_)));
    }

    #[test]
    fn shortening_keeps_words_whole() {
        assert_eq!(shorten("one two three four", 14), "one two three…");
        assert_eq!(shorten("short", 14), "short");
        assert_eq!(shorten("ééééé", 3), "ééé…");
    }
}
