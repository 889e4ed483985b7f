//! Patterns of text that are quick to compile: regular expressions over bytes, one byte a character.
//!
//! A Unicode class such as `\p{L}` is some hundred ranges of UTF-8, and a counted or repeated one compiles to thousands of
//! states: milliseconds a pattern, most of the time that a short command takes. Here a character is folded to one byte
//! first: ASCII is itself, the punctuation marks of [`MARKS`] have a byte each, everything else has the byte of its class.
//! Where an ideograph or a combining mark of a rare script stands, a class may take it for another letter or none.
//! `\b` knows the borders of ASCII words only.

use regex::bytes::{Captures, Regex, RegexBuilder};

/// The marks outside ASCII that patterns may name, from byte [`FIRST_MARK`] on.
const MARKS: &str = "’‘“”–—―…•·©»►▶‣▪£€";
const FIRST_MARK: u8 = 0x90;

const UPPER: u8 = 0x80;
const LOWER: u8 = 0x81;
const LETTER: u8 = 0x82;
const DIGIT: u8 = 0x83;
const NUMERAL: u8 = 0x84;
const ACCENT: u8 = 0x85;
const FRACTION: u8 = 0x86;
const SPACE: u8 = 0x87;
const OTHER: u8 = 0xff;

/// A class as it is written in a pattern, and its bytes as the inside of a class.
const CLASSES: [(&str, &str); 8] = [
    (r"\p{Lu}", r"A-Z\x80"),
    (r"\p{Ll}", r"a-z\x81"),
    (r"\p{L}", r"A-Za-z\x80-\x82"),
    (r"\p{N}", r"0-9\x83\x84\x86"),
    (r"\d", r"0-9\x83"),
    (r"\w", r"0-9A-Z_a-z\x80-\x85"),
    (r"\W", r"\x00-/:-@\[-\^`\{-\x7f\x86-\xff"),
    (r"\s", r"\t-\r\x20\x87"),
];

/// A regular expression that is quick to compile.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(Regex);

/// A part of a text that a pattern matches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matched<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Matched<'t> {
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    pub(crate) fn end(&self) -> usize {
        self.end
    }

    pub(crate) fn as_str(&self) -> &'t str {
        &self.text[self.start..self.end]
    }
}

/// The parts of one match.
#[derive(Debug)]
pub(crate) struct PatternParts<'t> {
    whole: Matched<'t>,
    named: Vec<(String, Matched<'t>)>,
}

impl<'t> PatternParts<'t> {
    fn new(regex: &Regex, text: &'t str, found: &Captures<'_>) -> Option<Self> {
        let matched = |part: regex::bytes::Match<'_>| in_text(text, part.range());
        let whole = matched(found.get(0)?);
        let names = regex.capture_names().flatten();
        let named = names.filter_map(|name| Some((name.to_owned(), matched(found.name(name)?)))).collect();
        Some(Self { whole, named })
    }

    /// All that was matched.
    pub(crate) fn whole(&self) -> Matched<'t> {
        self.whole
    }

    /// What a named group matched.
    pub(crate) fn name(&self, name: &str) -> Option<Matched<'t>> {
        self.named.iter().find(|(of, _)| of == name).map(|(_, part)| *part)
    }
}

impl Pattern {
    /// Compiles the syntax of [`regex`] with the classes of [`CLASSES`] and the marks of [`MARKS`].
    ///
    /// # Panics
    ///
    /// Where the pattern is not valid: patterns are part of the program.
    pub(crate) fn new(pattern: &str) -> Self {
        let regex = RegexBuilder::new(&in_bytes(pattern)).unicode(false).build();
        Self(regex.expect("the pattern is valid"))
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        if text.is_ascii() { self.0.is_match(text.as_bytes()) } else { self.0.is_match(&folded(text)) }
    }

    /// The first match.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Matched<'t>> {
        if text.is_ascii() {
            return self.0.find(text.as_bytes()).map(|found| in_text(text, found.range()));
        }
        self.0.find(&folded(text)).map(|found| in_text(text, found.range()))
    }

    /// All matches, one after another.
    pub(crate) fn find_all<'t>(&self, text: &'t str) -> Vec<Matched<'t>> {
        let bytes = folded(text);
        // Matches come in order, so the text is walked once.
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let mut walked = 0;
        let mut last = 0;
        let mut place = |n: usize| {
            if n >= walked {
                last = places.nth(n - walked).unwrap_or(text.len());
                walked = n + 1;
            }
            last
        };
        let matched = |found: regex::bytes::Match<'_>| {
            let start = place(found.start());
            Matched { text, start, end: place(found.end()) }
        };
        self.0.find_iter(&bytes).map(matched).collect()
    }

    /// The first match with its named groups.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<PatternParts<'t>> {
        if text.is_ascii() {
            return self
                .0
                .captures(text.as_bytes())
                .and_then(|found| PatternParts::new(&self.0, text, &found));
        }
        self.0.captures(&folded(text)).and_then(|found| PatternParts::new(&self.0, text, &found))
    }
}

/// The first bytes of a text, at most so many: a pattern that is bound to the beginning needs no more, and each call
/// takes the time of the whole text that it is given.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The bytes of a text, one a character.
fn folded(text: &str) -> Vec<u8> {
    text.chars().map(byte_of).collect()
}

/// Where in the text some of its folded bytes stand.
fn in_text(text: &str, range: std::ops::Range<usize>) -> Matched<'_> {
    if text.is_ascii() {
        return Matched { text, start: range.start, end: range.end };
    }
    let at = |text: &str, n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    let start = at(text, range.start);
    let end = start + at(&text[start..], range.len());
    Matched { text, start, end }
}

fn byte_of(c: char) -> u8 {
    if let Some(byte) = mark(c) {
        return byte;
    }
    // Letters in circles are capitals to Unicode's derived properties, but no letters.
    let circled = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    match c {
        c if c.is_ascii() => c as u8,
        c if c.is_whitespace() => SPACE,
        // Digits of the scripts that are likeliest in news; those of the others are numbers, but no digits.
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}' | '\u{ff10}'..='\u{ff19}' => {
            DIGIT
        }
        c if c.is_numeric() && c.is_alphabetic() => NUMERAL,
        c if c.is_numeric() => FRACTION,
        '\u{300}'..='\u{36f}' => ACCENT,
        _ if circled => OTHER,
        c if c.is_uppercase() => UPPER,
        c if c.is_lowercase() => LOWER,
        c if c.is_alphabetic() => LETTER,
        _ => OTHER,
    }
}

fn mark(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    let at = MARKS.chars().position(|mark| mark == c)?;
    u8::try_from(at).ok().map(|at| FIRST_MARK + at)
}

/// A pattern with its classes and marks as bytes.
fn in_bytes(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut depth = 0_usize;
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        if let Some((class, bytes)) = CLASSES.iter().find(|(class, _)| rest.starts_with(class)) {
            out.push_str(&if depth > 0 { (*bytes).to_owned() } else { format!("[{bytes}]") });
            rest = &rest[class.len()..];
            continue;
        }
        let escaped = c == '\\';
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c.is_ascii() {
            out.push(c);
        } else {
            let byte = mark(c).expect("each mark of a pattern has its byte");
            out.push_str(&format!(r"\x{byte:02x}"));
        }
        rest = &rest[c.len_utf8()..];
        // What is escaped opens and closes nothing.
        if let Some(next) = rest.chars().next().filter(|next| escaped && next.is_ascii()) {
            out.push(next);
            rest = &rest[1..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn classes_know_letters_of_all_scripts() {
        let name = Pattern::new(r"^\p{Lu}[\p{L}.'’\-]*(?: \p{Lu}\p{L}*){1,2}$");
        for text in ["Ana Oduya", "Élodie Šťastná", "J. Öz O", "O’Neill Łukasz"] {
            assert!(name.is_match(text), "{text}");
        }
        for text in ["élodie Oduya", "Ana  Oduya", "Ana 5", "Ⓐna Oduya"] {
            assert!(!name.is_match(text), "{text}");
        }
    }

    #[test]
    fn all_matches_stand_where_each_does() {
        let pattern = Pattern::new(r"\p{L}+");
        for text in ["Žluč a ß, é", "", "“”", "a b", "é"] {
            let found: Vec<&str> = pattern.find_all(text).iter().map(Matched::as_str).collect();
            let words: Vec<&str> =
                text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
            assert_eq!(found, words, "{text}");
        }
        assert_eq!((head("Žluč", 3), head("a", 9)), ("Žl", "a"));
    }

    #[test]
    fn escaped_brackets_open_nothing() {
        let opened = Pattern::new(r"^[“(\[]\w+[\])”]\W\d$");
        assert!(opened.is_match("[añb]—5") && opened.is_match("“x” 5") && !opened.is_match("[x]]"));
    }

    #[test]
    fn white_space_is_found_by_patterns_that_ignore_their_own() {
        let reason = Pattern::new(r"(?ix) because \s (?:he|she) \s [^.]{0,9}");
        assert_eq!(reason.find("“Because she fears.”").map(|m| m.as_str()), Some("Because she fears"));
    }

    proptest! {
        /// A pattern finds what the same expression over Unicode finds.
        #[test]
        fn matches_are_those_of_unicode(text in "[a-zA-ZéÉß’“”— 0-9.,_½Ⅷ٣１\u{a0}ابج@-]{0,40}") {
            for pattern in [
                r"(?P<who>@\w{1,20}) (?P<cue>\p{L}+)",
                r"\p{Lu}[\p{L}.'’\-]*(?: \p{Lu}[\p{L}.'’\-]*){1,4}",
                r"[^“”.]+—\s?\d?",
                r"\W+\p{Ll}{2,3}|“[^”]*”",
                r"\p{N}+[^\p{N}]\W",
            ] {
                let plain = regex::Regex::new(pattern).expect("the pattern is valid");
                let range = |found: regex::Match<'_>| found.range();
                let ours = Pattern::new(pattern);
                prop_assert_eq!(plain.find(&text).map(range), ours.find(&text).map(|m| m.start()..m.end()));
                let cue = plain.captures(&text).and_then(|found| found.name("cue").map(range));
                let parts = ours.captures(&text);
                prop_assert_eq!(cue, parts.and_then(|p| p.name("cue")).map(|m| m.start()..m.end()));
            }
        }
    }
}
