//! Wording: the small pieces of text that every format writes alike.

pub use crate::english::count;

use crate::article::files::absolute;
use crate::speaker::SpeakerKind;
use std::borrow::Cow;
use std::path::Path;
use std::sync::LazyLock;

/// Whether a character reorders what is read.
fn is_override(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What may not stand in an address, or not be seen there, or end it where it is quoted.
fn is_foreign_to_addresses(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || is_override(c)
        || matches!(c, '"' | '\'' | '`' | '<' | '>' | '\\' | '{' | '}' | '|' | '^')
        || matches!(c, '‘' | '’' | '“' | '”' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// The address of a page as a link may have it; `None` where the text is no web address.
#[must_use]
pub fn page_address(text: &str) -> Option<String> {
    address(text).map(Cow::into_owned)
}

/// A web address as it may be shown, what is foreign to it in percent signs; `None` where the text is no address.
#[must_use]
pub(super) fn address(text: &str) -> Option<Cow<'_, str>> {
    if !(text.starts_with("https://") || text.starts_with("http://")) {
        return None;
    }
    if !text.contains(is_foreign_to_addresses) {
        return Some(Cow::Borrowed(text));
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_foreign_to_addresses(c) {
            let mut bytes = [0; 4];
            shown.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            shown.push(c);
        }
    }
    Some(Cow::Owned(shown))
}

/// The text without characters that could move a terminal's cursor, change its colours or reorder what is read:
/// control characters become spaces, bidirectional overrides and isolates vanish. In an address they are shown in percent
/// signs, so that it stays the one it is.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    // A text that only begins with an address is none.
    if let Some(shown) = address(text).filter(|_| !text.contains(' ')) {
        return shown;
    }
    if !text.chars().any(|c| c.is_control() || is_override(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|&c| !is_override(c));
    Cow::Owned(kept.map(|c| if c.is_control() { ' ' } else { c }).collect())
}

/// What an article is called: its headline, else what it is known by.
#[must_use]
pub fn title<'a>(headline: Option<&'a str>, key: &'a str) -> &'a str {
    headline.unwrap_or_else(|| shown_key(key))
}

/// What an article is known by, for reading: the path of a file below the working folder as it is seen from there.
#[must_use]
pub fn shown_key(key: &str) -> &str {
    static FOLDER: LazyLock<String> = LazyLock::new(|| absolute(Path::new("")));
    key.strip_prefix(FOLDER.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(key)
}

/// The first `max` characters, with an ellipsis when there are more; cut at a space where one is near.
#[must_use]
pub fn shorten(text: &str, max: usize) -> Cow<'_, str> {
    let Some((cut, _)) = text.char_indices().nth(max) else { return Cow::Borrowed(text) };
    let head = &text[..cut];
    let at_word = head.rfind(' ').filter(|&space| space * 4 > cut * 3).unwrap_or(cut);
    Cow::Owned(format!("{}…", head[..at_word].trim_end()))
}

/// The quotes that listings show, and how many doubtful ones wait: "12 quotes, 5 doubtful".
#[must_use]
pub fn with_doubtful(listed: &str, doubtful: i64) -> String {
    if doubtful == 0 { listed.to_owned() } else { format!("{listed}, {doubtful} doubtful") }
}

/// As [`count`], with the thousands told apart: "4,312 rows".
#[must_use]
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A number with its thousands told apart: "4,312".
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// JSON that may stand in a `<script>` of a page: no text in it ends that, and no script takes a character for a line's end.
#[must_use]
pub(super) fn embeddable(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The name that was probably meant, if one is near enough.
#[must_use]
pub fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let typed = typed.to_lowercase();
    let near = |name: &'n str| (strsim::jaro_winkler(&typed, &name.to_lowercase()), name);
    names.map(near).filter(|(alike, _)| *alike > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
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
    fn no_text_ends_the_script_that_it_stands_in() {
        let hostile = "</script><!--\u{2028}\u{2029} & \u{202E}\u{0}\"\\";
        let json = embeddable(&serde_json::json!([hostile]).to_string());
        assert!(!json.contains(['<', '\u{2028}', '\u{2029}', '\u{0}']), "{json}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [hostile]);
    }

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(harmless("a\u{1b}[31mred\u{7}\nb"), "a [31mred  b");
        assert_eq!(harmless("left\u{202e}right"), "leftright");
        assert_eq!(
            harmless("https://a.example/\u{202e}x?q='\"&n=ü"),
            "https://a.example/%E2%80%AEx?q=%27%22&n=ü"
        );
        assert_eq!(harmless("https://a.example is down"), "https://a.example is down");
        assert!(matches!(harmless("quite plain – “yes”"), Cow::Borrowed(_)));
    }

    #[test]
    fn thousands_and_what_was_meant() {
        assert_eq!([7, 312, 4312, 1_204_312].map(grouped), ["7", "312", "4,312", "1,204,312"]);
        let names = ["figure_changed", "figure_added", "speaker"];
        assert_eq!(nearest("speeker", names.into_iter()), Some("speaker"));
        assert_eq!(nearest("figure_chnged", names.into_iter()), Some("figure_changed"));
        assert_eq!(nearest("zebra", names.into_iter()), None);
    }

    #[test]
    fn shortening_keeps_words_whole() {
        assert_eq!(shorten("one two three four", 14), "one two three…");
        assert_eq!(shorten("short", 14), "short");
        assert_eq!(shorten("ééééé", 3), "ééé…");
    }
}
