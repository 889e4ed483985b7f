//! Mojibake: UTF-8 that was once read as another charset, "â€™" or "‚Äô" for "’", turned back.
//!
//! Only what no language writes is touched. Most garbled characters show it by themselves: three or four characters of
//! which the first is a letter and the others are signs, or a capital letter and a sign within a word ("cafÃ©"). Those
//! that could be meant ("MAÇÃ”", "√π") are turned back only in a text that is garbled elsewhere.

use super::thresholds::{MOJIBAKE_BY_CHANCE, ROUNDS_OF_MOJIBAKE};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use std::borrow::Cow;
use std::sync::LazyLock;

/// A charset with one byte a character.
struct Charset {
    /// The characters of the bytes from 128 on and those bytes, in order of the characters.
    bytes: Vec<(char, u8)>,
}

static CHARSETS: LazyLock<[Charset; 2]> = LazyLock::new(|| [WINDOWS_1252, MACINTOSH].map(Charset::new));

impl Charset {
    fn new(encoding: &'static Encoding) -> Self {
        let mut bytes: Vec<(char, u8)> = (0x80..=0xFF)
            .map(|byte: u8| {
                let written = [byte];
                let (text, _) = encoding.decode_without_bom_handling(&written);
                (text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER), byte)
            })
            .collect();
        bytes.sort_unstable();
        Self { bytes }
    }

    /// The byte from 128 on that stands for a character.
    fn byte(&self, c: char) -> Option<u8> {
        self.bytes.binary_search_by_key(&c, |&(c, _)| c).ok().map(|at| self.bytes[at].1)
    }

    /// The character that those at the head of `text` are the bytes of, and their length in `text`.
    fn character(&self, text: &str) -> Option<(char, usize)> {
        let mut chars = text.chars();
        let lead = self.byte(chars.next()?)?;
        let count = match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let mut bytes = [lead, 0, 0, 0];
        for slot in &mut bytes[1..count] {
            *slot = self.byte(chars.next()?).filter(|byte| (0x80..=0xBF).contains(byte))?;
        }
        let c = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
        // Phonetic letters and lone accents: no news is written in them.
        if ('\u{250}'..='\u{36F}').contains(&c) {
            return None;
        }
        Some((c, text.len() - chars.as_str().len()))
    }

    /// How a text would read if its characters were bytes; `None` if nothing shows that they are.
    fn mended(&self, text: &str) -> Option<(String, usize)> {
        let mut out = String::with_capacity(text.len());
        let (mut sure, mut count, mut in_a_row) = (0usize, 0usize, 0usize);
        // Where a doubtful one stands in `out`, and how it was written.
        let mut doubtful: Vec<(usize, usize, &str)> = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let found = if c.is_ascii() { None } else { self.character(rest).or_else(|| cut(rest)) };
            let Some((mended, length)) = found else {
                in_a_row = 0;
                out.push(c);
                at += c.len_utf8();
                continue;
            };
            let written = &rest[..length];
            count += 1;
            in_a_row += 1;
            if in_a_row > MOJIBAKE_BY_CHANCE
                || is_sure(written, text[..at].chars().next_back(), rest[length..].chars().next())
            {
                sure += 1;
            } else {
                doubtful.push((out.len(), mended.len_utf8(), written));
            }
            // A byte order mark in the middle of a text means nothing.
            out.extend(Some(mended).filter(|&c| c != '\u{FEFF}'));
            at += length;
        }
        if sure == 0 {
            return None;
        }
        if sure < doubtful.len() {
            // Too few to judge the others by.
            count -= doubtful.len();
            for (at, length, written) in doubtful.into_iter().rev() {
                out.replace_range(at..at + length, written);
            }
        }
        Some((out, count))
    }
}

/// Characters of which a part got lost: a closing quotation mark, whose last byte stands for no character in
/// windows-1252, and what ends in a space that does not break, where any space is a plain one.
fn cut(text: &str) -> Option<(char, usize)> {
    let cut = [("â€", '”', 0), ("Â ", ' ', 0), ("Ã ", 'à', 1)];
    cut.iter().find(|(bad, ..)| text.starts_with(bad)).map(|(bad, good, kept)| (*good, bad.len() - kept))
}

/// Whether characters that may be bytes are so for sure, by what they are and what stands beside them.
fn is_sure(written: &str, before: Option<char>, after: Option<char>) -> bool {
    let mut chars = written.chars();
    let lead = chars.next().unwrap_or_default();
    let second = chars.next().unwrap_or_default();
    let is_sign = |c: char| !c.is_alphanumeric() && !"“”‘’‚„…–—«»‹›\u{a0}".contains(c);
    if chars.next().is_some() || matches!((lead, second), ('â', '€')) {
        // "â€™", "â‚¬", "â„¢", "âˆ’", "ðŸ˜€", "ï»¿", "ï¿½"; "‚Äô", "‚Ç¨", "‚Ñ¢"
        return matches!(
            (lead, second),
            ('â', '€' | '‚' | '„' | 'ˆ')
                | ('ð', 'Ÿ')
                | ('ï', '»' | '¿')
                | ('‚', 'Ä' | 'Ç' | 'Ñ')
                | ('\u{F8FF}', 'ü')
        ) || written.chars().skip(1).all(is_sign);
    }
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    match lead {
        // Nobody writes a capital within a word and a sign behind it: "cafÃ©", "MarÅ¡al".
        'Ã' | 'Ä' | 'Å' => small(before) || (is_sign(second) && small(after)),
        // "Â£5", "10Â°"
        'Â' => is_sign(second) && !before.is_some_and(char::is_alphabetic),
        // "caf√©", "¬£5"
        '√' => before.is_some_and(char::is_alphabetic) && is_sign(second),
        '¬' => second == '£',
        _ => false,
    }
}

/// `text` as it was before it was garbled, and how many characters were; `None` for a text that is not.
#[must_use]
pub(super) fn mended(text: &str) -> Option<(String, usize)> {
    let mut now = Cow::Borrowed(text);
    let mut all = 0;
    for _ in 0..ROUNDS_OF_MOJIBAKE {
        if now.is_ascii() {
            break;
        }
        let Some((better, count)) = CHARSETS.iter().find_map(|charset| charset.mended(&now)) else { break };
        all = all.max(count);
        now = Cow::Owned(better);
    }
    (all > 0).then(|| (now.into_owned(), all))
}

/// The sentence for the user about characters that were turned back.
#[must_use]
pub(super) fn warning(count: usize) -> String {
    let (characters, were) = if count == 1 { ("character", "was") } else { ("characters", "were") };
    format!(
        "{count} {characters} of the text {were} garbled by a wrong charset (such as “â€™” for “’”) and {were} mended."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text as it looks when its UTF-8 is read as a charset, as WHATWG has it.
    fn garbled(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_was_garbled_is_turned_back() {
        for text in [
            "“It’s cracked,” said Nadia Roth – twice… for €5, or £4.",
            "The café’s owner, José Núñez, said “no”.",
            "Zoë paid £5 at 10° — naïve, she said.",
            "Łukasz and Maršal’s 😀 post: “Привет”.",
            "It’s old.",
        ] {
            for encoding in [WINDOWS_1252, MACINTOSH] {
                let bad = garbled(text, encoding);
                assert_eq!(mended(&bad).expect(&bad).0, text, "{} {bad}", encoding.name());
            }
        }
        assert_eq!(
            mended("the wallâ€™s end, ItÃ¢â‚¬â„¢s old").expect("garbled").0,
            "the wall’s end, It’s old"
        );
        assert_eq!(mended("â€œYes,â€ she said").expect("garbled").0, "“Yes,” she said");
        assert_eq!(
            mended("the harbour‚Äôs ‚Äúwall‚Äù").expect("garbled"),
            ("the harbour’s “wall”".into(), 3)
        );
    }

    #[test]
    fn what_was_meant_stays() {
        for text in [
            "“It’s cracked,” said Nadia Roth – twice… for €5.",
            "NÃO, disse a irmã: “MAÇÃ”. SÃO PAULO… A MANHÃ\u{a0}de",
            "«LA MAÑANA» y el CAFÉ” del CAFÉ… È VERO – l’età»",
            "Die ‚Änderung‘ und ‚Äpfel‘ der STRASSENGRÖßE” – Fuß“",
            "√π is less than √3; 5 ¬ 3; a ≠ b",
            "Å is an ångström; Ä and Ö; ÅÄÖ™",
            "Привет, мир. Ελλάδα. 日本語。",
            "Â\u{a0}la carte",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    /// Sentences in languages with marks of every kind, well written.
    fn good() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "café",
            "naïve",
            "Ångström",
            "São",
            "NÃO",
            "irmã",
            "Größe",
            "œuvre",
            "être",
            "À",
            "É",
            "Łódź",
            "Žižek",
            "Привет",
            "日本",
            "5 €",
            "£4",
            "10°",
            "Ísland",
            "ðagar",
            "MAÇÃ",
            "İstanbul",
            "the",
            "wall",
            "said",
        ]);
        let mark = prop::sample::select(vec![
            "", "…”", "”…", "’”", "—“", " ", "’s ", "” ", "… ", " – ", "—", " “", "» ", " «", ", ", ". ",
            "‘", "™ ", "® ", "\u{a0}", "\n", " ‚", "“ ",
        ]);
        prop::collection::vec((word, mark), 0..30)
            .prop_map(|parts| parts.into_iter().flat_map(|(word, mark)| [word, mark]).collect())
    }

    proptest! {
        #[test]
        fn good_text_is_never_touched(text in good()) {
            prop_assert_eq!(mended(&text), None);
        }

        #[test]
        fn no_text_makes_it_panic_and_what_is_mended_stays(text in "\\PC{0,80}", bad in "[ÃÂâ€™œ‚Äô√©ðŸ˜ï»¿ a]{0,40}") {
            for text in [text, bad] {
                if let Some((better, count)) = mended(&text) {
                    prop_assert!(count > 0 && better.chars().count() <= text.chars().count());
                }
            }
        }
    }
}
