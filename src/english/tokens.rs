//! Words as the comparison of claims sees them: contractions and possessives split, marks told apart from words,
//! and for each word a normal form and a stem.
//!
//! [`crate::text::tokens`] cuts text as the attribution model was trained on it; claims need finer pieces: "didn't"
//! holds a negation, "$1.5bn" a currency and a value, "30-year-old" a figure. One pass over the text, each character
//! looked at a bounded number of times.

use super::quoted;
use super::spelling::{normal, stem};
use super::thresholds::{LONGEST_ABBREVIATION, LONGEST_BASE, MOST_GROUPS};
use super::token::{Sort, Token};
use crate::span::Span;
use unicode_normalization::char::is_combining_mark;

/// The tokens of `text`, in order.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, tokens: Vec::with_capacity(text.len() / 5), opens: true, short: false };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at = if c.is_whitespace() { at + c.len_utf8() } else { scanner.step(at, c) };
    }
    let mut tokens = scanner.tokens;
    quoted::settle_single_marks(&mut tokens, text);
    quoted::mark_quoted(&mut tokens, text);
    tokens
}

struct Scanner<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// The next word opens a sentence.
    opens: bool,
    /// The last word is short and has a capital, so that a point behind it belongs to it: "Lt.", "Mr.".
    short: bool,
}

impl Scanner<'_> {
    /// Takes the token that starts at `at` with `c`; gives its end.
    fn step(&mut self, at: usize, c: char) -> usize {
        let rest = &self.text[at..];
        let before = self.text[..at].chars().next_back();
        if let Some(len) = number_len(rest, before, self.spaces_group()) {
            return self.push(at, len, Sort::Number);
        }
        if let Some(len) = acronym_len(rest).or_else(|| clitic_len(rest)) {
            return self.push(at, len, Sort::Word);
        }
        if c.is_alphabetic() || is_combining_mark(c) {
            return self.word(at, word_len(rest));
        }
        if is_odd_digit(c) {
            return self.push(at, run_len(rest, is_odd_digit), Sort::Number);
        }
        if let Some(len) = quote_len(rest) {
            let sort = if opens_decade(rest, before) { Sort::Mark } else { Sort::Quote };
            return self.push(at, len, sort);
        }
        if let Some(len) = ticker_len(rest) {
            return self.push(at, len, Sort::Mark);
        }
        let is_sign = is_symbol(c) && !is_heading_mark(rest) || is_minus(rest, before);
        self.push(at, c.len_utf8(), if is_sign { Sort::Symbol } else { Sort::Mark })
    }

    fn push(&mut self, start: usize, len: usize, sort: Sort) -> usize {
        let span = Span::new(start, start + len);
        let raw = span.of(self.text);
        let norm = match sort {
            Sort::Number => number_norm(raw),
            Sort::Quote => "\"".to_owned(),
            Sort::Word => normal(raw),
            Sort::Symbol if matches!(raw, "−" | "–") => "-".to_owned(),
            Sort::Symbol | Sort::Mark => raw.to_owned(),
        };
        let stem = if sort == Sort::Word { stem(&norm) } else { norm.clone() };
        let capital = raw.chars().next().is_some_and(char::is_uppercase);
        let first = self.opens && matches!(sort, Sort::Word | Sort::Number);
        match sort {
            Sort::Word | Sort::Number => {
                self.opens = false;
                self.short = capital && len <= LONGEST_ABBREVIATION;
            }
            Sort::Mark if raw == "." => self.opens |= !self.short,
            Sort::Mark if matches!(raw, "!" | ":" | "—" | "*" | "•") => self.opens = true,
            Sort::Symbol if raw == "?" => self.opens = true,
            _ => {}
        }
        self.tokens.push(Token { span, sort, norm, stem, capital, first, quoted: false });
        span.end
    }

    /// "didn't" is "did" and "not"; "won't" and "can't" get their verbs back.
    fn word(&mut self, start: usize, len: usize) -> usize {
        let raw = &self.text[start..start + len];
        let ends = |clitic: &&str| {
            let head = len.saturating_sub(clitic.len());
            head > 0 && raw.as_bytes()[head..].eq_ignore_ascii_case(clitic.as_bytes())
        };
        if raw.eq_ignore_ascii_case("cannot") {
            self.push(start, "can".len(), Sort::Word);
            return self.push(start + "can".len(), "not".len(), Sort::Word);
        }
        let Some(clitic) = ["n't", "n’t"].iter().find(|c| ends(c)).map(|c| c.len()) else {
            return self.push(start, len, Sort::Word);
        };
        self.push(start, len - clitic, Sort::Word);
        if let Some(verb) = self.tokens.last_mut() {
            let whole = match verb.norm.as_str() {
                "wo" => "will",
                "ca" => "can",
                "sha" => "shall",
                _ => "",
            };
            if !whole.is_empty() {
                whole.clone_into(&mut verb.norm);
                verb.stem = stem(whole);
            }
        }
        self.push(start + len - clitic, clitic, Sort::Word)
    }

    /// Whether a space may set off thousands here: not behind "May 3" or a name ("Flight 12 500 people boarded").
    fn spaces_group(&self) -> bool {
        match self.tokens.last() {
            Some(t) if t.sort == Sort::Word => !t.capital || t.first,
            Some(t) if t.sort == Sort::Number => false,
            Some(t) => !matches!(t.norm.as_str(), "-" | "–" | "/" | "#") || t.sort == Sort::Symbol,
            None => true,
        }
    }
}

/// The bytes of the first characters of `text` that are `wanted`.
fn run_len(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

/// Digits at the start of `bytes`.
fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// The length of the number that `text` starts with: "1,250,000", "12,50,000", "1 250 000", "12'500", "3.5", ".5",
/// "2½", "10³". A plain space sets off thousands where `spaces` allows it.
fn number_len(text: &str, before: Option<char>, spaces: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = digits(bytes);
    if end == 0 {
        let leads = bytes[0] == b'.' && before.is_none_or(|c| !c.is_alphanumeric() && c != '.');
        if !leads {
            return fraction_at(text).map(|(len, _, _)| len);
        }
    } else {
        end += thousands_len(text, end, spaces);
    }
    if bytes.get(end) == Some(&b'.') {
        let decimals = digits(&bytes[end + 1..]);
        end += if decimals > 0 { decimals + 1 } else { 0 };
    }
    if end == 0 {
        return None;
    }
    if let Some((len, _, _)) = fraction_at(&text[end..]) {
        return Some(end + len);
    }
    let raised = run_len(&text[end..], |c| raised(c).is_some());
    Some(if end <= LONGEST_BASE { end + raised } else { end })
}

/// How far groups of digits follow the `first` ones, all set off by one sign.
fn thousands_len(text: &str, first: usize, spaces: bool) -> usize {
    let Some(sign) = text[first..].chars().next().filter(|_| first <= 3) else { return 0 };
    let plain = matches!(sign, ' ' | '\u{a0}');
    let fits = matches!(sign, ',' | '\'' | '’' | '\u{2007}' | '\u{2009}' | '\u{202f}') || plain && spaces;
    if !fits || sign != ',' && text.starts_with('0') {
        return 0;
    }
    let mut len = 0;
    let mut pairs = 0;
    for _ in 0..MOST_GROUPS {
        let Some(group) = text[first + len..].strip_prefix(sign) else { break };
        match digits(group.as_bytes()) {
            3 => len += sign.len_utf8() + 3,
            // Lakhs and crores go by twos: "1,25,00,000".
            2 if sign == ',' && len == 3 * pairs && first <= 2 => {
                pairs += 1;
                len += 3;
                continue;
            }
            // "555 123 4567" is no number.
            1.. if sign != ',' || pairs > 0 => return 0,
            _ => break,
        }
        if pairs > 0 {
            return len;
        }
    }
    // "12 500-seat halls", "2 400m races" are two numbers.
    let joined = text[first + len..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ','));
    if pairs > 0 || plain && joined { 0 } else { len }
}

/// A vulgar fraction at the start of `text`: its length, what is above and what is below the line.
fn fraction_at(text: &str) -> Option<(usize, u32, u32)> {
    let sign = text.chars().next().filter(|c| !c.is_ascii())?;
    let (over, under) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some((sign.len_utf8(), over, under))
}

/// A raised digit or minus as a plain one.
fn raised(c: char) -> Option<char> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".chars().position(|r| r == c).and_then(|at| "0123456789-".chars().nth(at))
}

/// A number as a plain decimal; a fraction alone as "1/2", thirds, sixths, sevenths and ninths also as "2+1/3".
fn number_norm(raw: &str) -> String {
    let mut norm = String::with_capacity(raw.len());
    let mut is_raised = false;
    for (at, c) in raw.char_indices() {
        if c.is_ascii_digit() {
            norm.push(c);
        } else if c == '.' {
            norm.push_str(if norm.is_empty() { "0." } else { "." });
        } else if let Some((_, over, under)) = fraction_at(&raw[at..]) {
            if 1000 % under == 0 && !norm.is_empty() && !norm.contains('.') {
                let decimals = format!("{:03}", 1000 * over / under);
                norm.push('.');
                norm.push_str(decimals.trim_end_matches('0'));
            } else {
                let plus = if norm.is_empty() { "" } else { "+" };
                norm.push_str(&format!("{plus}{over}/{under}"));
            }
        } else if let Some(digit) = raised(c) {
            if !is_raised {
                norm.push('^');
            }
            is_raised = true;
            norm.push(digit);
        } else if is_odd_digit(c) {
            norm.push(c);
        }
    }
    norm
}

/// Digits of other scripts, circled ones and the like: numbers that are only ever the same or not.
fn is_odd_digit(c: char) -> bool {
    !c.is_ascii() && c.is_numeric() && !c.is_alphabetic() && raised(c).is_none()
}

/// "U.S.", "B.B.C": capitals with points between them, but not the "J.S" of "J.Smith".
fn acronym_len(text: &str) -> Option<usize> {
    let mut len = text.chars().next().filter(|c| c.is_uppercase())?.len_utf8();
    let mut letters = 1;
    while let Some(next) = text[len..].strip_prefix('.') {
        let mut chars = next.chars();
        let Some(letter) = chars.next().filter(|c| c.is_uppercase()) else { break };
        if chars.next().is_some_and(char::is_alphabetic) {
            break;
        }
        len += 1 + letter.len_utf8();
        letters += 1;
    }
    (letters > 1).then(|| len + usize::from(text[len..].starts_with('.')))
}

/// "'s", "'ve" and the like, and "n't" where it stands apart.
fn clitic_len(text: &str) -> Option<usize> {
    const CLITICS: [&str; 7] = ["s", "S", "re", "ve", "ll", "d", "m"];
    if let Some(rest) = text.strip_prefix(['\'', '’']) {
        let clitic = CLITICS.iter().find(|c| rest.strip_prefix(**c).is_some_and(ends_word))?;
        return Some(text.len() - rest.len() + clitic.len());
    }
    let rest = text.strip_prefix("n't").or_else(|| text.strip_prefix("n’t"))?;
    ends_word(rest).then_some(text.len() - rest.len())
}

fn ends_word(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !is_in_word(c))
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

/// The length of the word that `text` starts with, an apostrophe inside it included ("O'Brien", "didn't", "o'clock").
fn word_len(text: &str) -> usize {
    let len = run_len(text, is_in_word);
    let Some(rest) = text[len..].strip_prefix(['\'', '’']) else { return len };
    let letters = run_len(rest, |c| c.is_alphabetic() || is_combining_mark(c));
    let tail = &rest[..letters];
    let not = matches!(tail, "t" | "T") && ends_word(&rest[letters..]);
    let more = letters > 1 && tail.chars().nth(1).is_some() && !matches!(tail, "ve" | "re" | "ll");
    if not || more { text.len() - rest.len() + letters } else { len }
}

fn quote_len(text: &str) -> Option<usize> {
    if let Some(double) = ["``", "''", "‘‘", "’’"].iter().find(|q| text.starts_with(**q)) {
        return Some(double.len());
    }
    let c = text.chars().next()?;
    matches!(c, '“' | '”' | '„' | '«' | '»' | '‟' | '"' | '‘' | '’' | '\'' | '`').then_some(c.len_utf8())
}

/// The apostrophe of "the '90s".
fn opens_decade(text: &str, before: Option<char>) -> bool {
    let Some(rest) = text.strip_prefix(['\'', '’', '‘']) else { return false };
    digits(rest.as_bytes()) == 2
        && rest[2..].strip_prefix('s').is_some_and(ends_word)
        && before.is_none_or(|c| !c.is_alphanumeric())
}

/// A ticker as agencies write it: "<IBM.N>".
fn ticker_len(text: &str) -> Option<usize> {
    const LONGEST: usize = 7;
    let rest = text.strip_prefix('<').filter(|r| r.starts_with(|c: char| c.is_ascii_uppercase()))?;
    let name = rest.bytes().take_while(|b| b.is_ascii_uppercase() || *b == b'.').count();
    (name <= LONGEST && rest[name..].starts_with('>')).then_some(name + 2)
}

fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '?' | '%' | '‰' | '°' | '+' | '=' | '&' | '@' | '#' | '/' | '⁄' | '$' | '¢'..='¥' | '\u{20a0}'..='\u{20cf}'
            | '֏' | '؋' | '৲' | '৳' | '૱' | '௹' | '฿' | '៛' | '﷼' | '﹩' | '＄' | '￠' | '￡' | '￥' | '￦'
    )
}

/// A dash that stands straight before a digit and after nothing: "-5", not "3-1" nor "- 5".
fn is_minus(text: &str, before: Option<char>) -> bool {
    text.strip_prefix(['-', '−', '–']).is_some_and(|r| {
        r.starts_with(|c: char| c.is_ascii_digit())
            || r.strip_prefix('.').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
            || fraction_at(r).is_some()
    }) && before.is_none_or(|c| c.is_whitespace() || c == '(')
}

/// A `#` before a blank opens a heading in Markdown; elsewhere it is part of a word.
fn is_heading_mark(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|r| r.chars().next().is_none_or(|c| c.is_whitespace() || c == '#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn norms(text: &str) -> Vec<String> {
        tokenize(text).into_iter().map(|t| t.norm).collect()
    }

    fn quoted(text: &str) -> String {
        let words: Vec<_> =
            tokenize(text).iter().filter(|t| t.quoted && t.is_spoken()).map(|t| t.norm.clone()).collect();
        words.join(" ")
    }

    #[test]
    fn contractions_show_their_negation() {
        assert_eq!(norms("They cannot."), norms("They can't."));
        assert_eq!(norms("It didn’t; he won't."), ["it", "did", "not", ";", "he", "will", "not", "."]);
    }

    #[test]
    fn possessives_stand_alone_however_they_are_spaced() {
        assert_eq!(norms("Edward 's crown"), norms("Edward's crown"));
    }

    #[test]
    fn acronyms_lose_their_points() {
        assert_eq!(norms("the U.S. and UK"), ["the", "us", "and", "uk"]);
    }

    #[test]
    fn quoted_words_whatever_the_marks() {
        for text in [
            "He said \"no comment\" twice",
            "He said “no comment” twice",
            "He said `` no comment '' twice",
            "He said 'no comment' twice",
            "no comment,\" he said",
            "He said: “no comment",
        ] {
            assert_eq!(quoted(text), "no comment", "{text}");
        }
    }

    #[test]
    fn an_apostrophe_opens_no_quotation() {
        assert_eq!(quoted("The workers' union and Reeves ' films, the firm's and rock 'n roll"), "");
    }

    #[test]
    fn spelling_and_inflection_meet() {
        assert_eq!(norms("emphasise centre")[0], norms("emphasize center")[0]);
        assert_eq!(stem("killed"), stem("kills"));
        assert_eq!(stem("stopped"), stem("stop"));
        assert_eq!(stem("carried"), stem("carry"));
    }

    #[test]
    fn numbers_are_one_token_each() {
        for (text, norm) in [
            ("1,250,000", "1250000"),
            ("12,50,000", "1250000"),
            ("12 500", "12500"),
            ("12\u{202f}500", "12500"),
            ("12'500", "12500"),
            ("3.50", "3.50"),
            (".5", "0.5"),
            ("2½", "2.5"),
            ("2⅓", "2+1/3"),
            ("10³", "10^3"),
        ] {
            assert_eq!(norms(text), [norm], "{text}");
        }
        assert_eq!(norms("1,2345"), ["1", ",", "2345"]);
        assert_eq!(norms("2019,300"), ["2019", ",", "300"]);
        assert_eq!(norms("1.2.3"), ["1.2", ".", "3"]);
    }

    proptest! {
        #[test]
        fn tokens_hold_all_but_white_space(text in "\\PC{0,200}|[a-zA-Z0-9 .,'’\"½³-]{0,200}") {
            let mut end = 0;
            for token in tokenize(&text) {
                prop_assert!(end <= token.span.start && token.span.start < token.span.end);
                prop_assert!(text[end..token.span.start].chars().all(char::is_whitespace));
                prop_assert!(text.is_char_boundary(token.span.end));
                end = token.span.end;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
