//! Encoding: bytes to text, by byte order mark, declared charset, UTF-8, then windows-1252.

use super::thresholds::DECLARATION_WITHIN;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use regex::bytes::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:\-]+)"#)
        .expect("the pattern is valid")
});

/// Decodes `bytes`. `markup` says that they are HTML, whose `<meta>` or XML declaration may name the charset.
/// Returns the text and, where bytes were doubtful, a sentence that says so.
#[must_use]
pub(crate) fn decode(bytes: &[u8], markup: bool) -> (Cow<'_, str>, Option<String>) {
    decode_as(bytes, markup, None)
}

/// As [`decode`], with the charset that a response named; as in browsers it stands above the declaration in the page.
#[must_use]
pub(super) fn decode_as<'b>(
    bytes: &'b [u8],
    markup: bool,
    named: Option<&str>,
) -> (Cow<'b, str>, Option<String>) {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[bom..]);
        let lost = replaced(&text, &bytes[bom..]);
        return (text, (lost > 0).then(|| lost_bytes(lost, encoding)));
    }
    let head = &bytes[..bytes.len().min(DECLARATION_WITHIN)];
    let in_page = || {
        let found = markup.then(|| DECLARED.captures(head)).flatten()?;
        Encoding::for_label(found.get(1)?.as_bytes())
    };
    let declared = named
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(in_page)
        // A page that could be searched for its declaration as ASCII is not in UTF-16, whatever it says.
        .map(|encoding| if encoding.is_ascii_compatible() { encoding } else { UTF_8 });
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Valid UTF-8 with other than ASCII in it is nothing else by chance.
        if declared.is_none_or(|e| e == UTF_8 || e.is_single_byte()) || bytes.is_ascii() {
            return (Cow::Borrowed(text), None);
        }
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            let lost = replaced(&text, bytes);
            (text, (lost > 0).then(|| lost_bytes(lost, encoding)))
        }
        _ => {
            let (good, bad) = utf8_sequences(bytes);
            if good >= bad {
                return (String::from_utf8_lossy(bytes), Some(lost_bytes(bad, UTF_8)));
            }
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            let sentence = format!(
                "{} {} not UTF-8, so the text was read as windows-1252; save it as UTF-8 if letters look wrong.",
                bad,
                if bad == 1 { "byte is" } else { "bytes are" }
            );
            (text, Some(sentence))
        }
    }
}

fn lost_bytes(count: usize, encoding: &'static Encoding) -> String {
    let (bytes, were) = if count == 1 { ("byte", "was") } else { ("bytes", "were") };
    format!("{count} {bytes} could not be read as {} and {were} replaced by U+FFFD.", encoding.name())
}

/// How many replacement characters in `text` come from bytes that could not be read.
fn replaced(text: &str, bytes: &[u8]) -> usize {
    const MARK: &str = "\u{FFFD}";
    let written = if text.len() == bytes.len() {
        bytes.windows(3).filter(|w| *w == MARK.as_bytes()).count()
    } else {
        0
    };
    text.matches(MARK).count().saturating_sub(written)
}

/// How many characters beyond ASCII are good UTF-8, and how many sequences are not.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        (
            good + chunk.valid().chars().filter(|c| !c.is_ascii()).count(),
            bad + usize::from(!chunk.invalid().is_empty()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], markup: bool) -> (String, bool) {
        let (text, warning) = decode(bytes, markup);
        (text.into_owned(), warning.is_some())
    }

    #[test]
    fn takes_the_byte_order_mark_first() {
        assert_eq!(read(b"\xEF\xBB\xBFcaf\xC3\xA9", false), ("café".into(), false));
        assert_eq!(read(b"\xFF\xFEh\0i\0", false), ("hi".into(), false));
    }

    #[test]
    fn takes_the_declared_charset_next() {
        let page = b"<meta charset=\"windows-1251\"><p>\xCF\xF0\xE8\xE2\xE5\xF2";
        assert_eq!(read(page, true), ("<meta charset=\"windows-1251\"><p>Привет".into(), false));
        let xml = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><p>caf\xE9";
        assert!(read(xml, true).0.ends_with("café"));
        let http = b"<META HTTP-EQUIV='Content-Type' content='text/html; charset=Shift_JIS'>\x93\xFA\x96\x7B";
        assert!(read(http, true).0.ends_with("日本"));
    }

    #[test]
    fn utf8_that_was_declared_as_latin_is_utf8() {
        assert_eq!(
            read("<meta charset=iso-8859-1>“café”".as_bytes(), true),
            ("<meta charset=iso-8859-1>“café”".into(), false)
        );
    }

    #[test]
    fn says_what_it_replaced() {
        let (text, warning) = decode(b"\xE2\x80\x9Cyes\xE2\x80\x9D \xFF", false);
        assert_eq!(text, "“yes” \u{FFFD}");
        assert_eq!(warning.as_deref(), Some("1 byte could not be read as UTF-8 and was replaced by U+FFFD."));
    }

    #[test]
    fn bytes_of_no_charset_are_windows_1252() {
        let (text, warning) = decode(b"\x93yes\x94, he said", false);
        assert_eq!(text, "“yes”, he said");
        assert!(warning.expect("a warning").starts_with("2 bytes are not UTF-8"));
    }
}
