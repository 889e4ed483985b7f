//! Entities: characters that captions and copied pages write as "&amp;", "&#39;" or "&eacute;".

use regex::{Captures, Regex};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static ENTITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));").expect("it is valid")
});

const MARKS: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("lrm", ""),
    ("rlm", ""),
    ("shy", ""),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("pound", "£"),
    ("euro", "€"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("deg", "°"),
    ("szlig", "ß"),
    ("oslash", "ø"),
    ("Oslash", "Ø"),
    ("aelig", "æ"),
    ("AElig", "Æ"),
];

/// What is written over or below a letter: "&eacute;" is an e with an acute.
const ACCENTS: &[(&str, char)] = &[
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circ", '\u{302}'),
    ("uml", '\u{308}'),
    ("tilde", '\u{303}'),
    ("cedil", '\u{327}'),
    ("ring", '\u{30A}'),
];

/// A text with its entities as characters; what is none stays as it is.
pub(super) fn decoded(text: &str) -> String {
    let character = |entity: &Captures<'_>| {
        let number = |n: usize, radix| u32::from_str_radix(entity.get(n)?.as_str(), radix).ok();
        let numbered = number(1, 10).or_else(|| number(2, 16)).and_then(char::from_u32);
        let numbered = numbered.filter(|c| !c.is_control()).map(String::from);
        numbered.or_else(|| named(entity.get(3)?.as_str())).unwrap_or_else(|| entity[0].to_owned())
    };
    ENTITY.replace_all(text, character).into_owned()
}

fn named(name: &str) -> Option<String> {
    if let Some((_, mark)) = MARKS.iter().find(|(known, _)| *known == name) {
        return Some((*mark).to_owned());
    }
    let (letter, accent) = name.split_at_checked(1)?;
    let (_, accent) = ACCENTS.iter().find(|(known, _)| *known == accent)?;
    Some(letter.chars().chain([*accent]).nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_characters() {
        for (written, read) in [
            ("They lied &amp; they stole.", "They lied & they stole."),
            ("&gt;&gt; We didn&#39;t; it&#x2019;s &pound;5", ">> We didn't; it’s £5"),
            ("Jos&eacute; Mu&ntilde;oz of &Aring;rhus", "José Muñoz of Århus"),
            ("&amp;amp; once", "&amp; once"),
            ("no&nbsp;one", "no one"),
        ] {
            assert_eq!(decoded(written), read);
        }
        for text in ["R&D; AT&T", "&unknown; &#0; &#x110000; &; &#;", "a & b"] {
            assert_eq!(decoded(text), text);
        }
    }
}
