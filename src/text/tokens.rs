//! Tokens: words and punctuation marks, exactly as the attribution model was trained on them.

use super::thresholds::LONGEST_RUN_OF_MARKS;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Whether a character is part of a word. The training code is Python, whose `\w` is letters, numbers and the underscore;
/// Rust's alphabetic characters take in some combining marks and signs.
fn is_word(c: char) -> bool {
    static LETTER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\A[\p{L}\p{N}]").expect("the pattern is valid"));
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    // The first such mark.
    let plain = c < '\u{345}' || c.is_numeric();
    c.is_alphanumeric() && (plain || LETTER.is_match(c.encode_utf8(&mut [0; 4])))
}

/// Where the word ends that begins at `start`: marks within it, one between two characters of words, belong to it.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    loop {
        end = text[end..].find(|c| !is_word(c)).map_or(text.len(), |length| end + length);
        let mut rest = text[end..].chars();
        let (Some(mark @ ('’' | '\'' | '.' | '-')), Some(next)) = (rest.next(), rest.next()) else {
            return end;
        };
        if !is_word(next) {
            return end;
        }
        end += mark.len_utf8();
    }
}

/// Words (with inner apostrophes, points and hyphens) and single punctuation marks, in order; of more than 64 marks in
/// a row, the rest is one token with the last of them, so that a page of marks costs no more than a page of words.
#[must_use]
pub fn tokens(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let (mut run, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at = if is_word(c) { word_end(text, at) } else { at + c.len_utf8() };
        if c.is_whitespace() {
            continue;
        }
        let is_mark = !(c.is_alphanumeric() || c == '_');
        let adjoins = out.last().is_some_and(|last| last.end == start);
        run = if is_mark && adjoins { run + 1 } else { usize::from(is_mark) };
        match out.last_mut() {
            Some(last) if run > LONGEST_RUN_OF_MARKS => last.end = at,
            _ => out.push(Span::new(start, at)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The tokens of the training code's expression, as long as no run of marks is cut short.
        #[test]
        fn tokens_are_those_of_the_training_code(text in r"[\PC\s]{0,60}|[a-zé١ⒶͅःⅧ½’'._ \-“\n\u{a0}]{0,60}") {
            static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
                Regex::new(r"[\p{L}\p{N}_]+(?:[’'.\-][\p{L}\p{N}_]+)*|[^\p{L}\p{N}_\s]").unwrap()
            });
            let expected: Vec<Span> =
                TOKEN.find_iter(&text).map(|found| Span::new(found.start(), found.end())).collect();
            prop_assert_eq!(tokens(&text), expected);
        }
    }

    #[track_caller]
    fn gives(text: &str, words: &[&str]) {
        assert_eq!(tokens(text).iter().map(|t| t.of(text)).collect::<Vec<_>>(), words);
    }

    #[test]
    fn words_keep_what_stands_within_them() {
        gives(
            "O’Neill's 1.5m-euro co-op, U.S. (say).",
            &["O’Neill's", "1.5m-euro", "co-op", ",", "U.S", ".", "(", "say", ")", "."],
        );
        gives(
            "“No”—‘ok’…\u{2009}$5_000 café",
            &["“", "No", "”", "—", "‘", "ok", "’", "…", "$", "5_000", "café"],
        );
        gives("a--b ' 'c' d-", &["a", "-", "-", "b", "'", "'", "c", "'", "d", "-"]);
    }

    #[test]
    fn a_long_run_of_marks_is_cut_short() {
        let text = format!("a {}. b", "\"".repeat(100_000));
        let found = tokens(&text);
        assert_eq!(found.len(), 2 + LONGEST_RUN_OF_MARKS);
        assert_eq!(found[LONGEST_RUN_OF_MARKS].end, text.len() - 2);
        assert_eq!(tokens(&"-=".repeat(LONGEST_RUN_OF_MARKS / 2)).len(), LONGEST_RUN_OF_MARKS);
    }

    #[test]
    fn marks_that_compose_with_nothing_stand_alone() {
        gives("x\u{301}y ²½Ⅳ 😀\u{200d}", &["x", "\u{301}", "y", "²½Ⅳ", "😀", "\u{200d}"]);
    }
}
