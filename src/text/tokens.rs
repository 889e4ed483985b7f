//! Tokens: words and punctuation marks, exactly as the attribution model was trained on them.

use super::thresholds::LONGEST_RUN_OF_MARKS;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// The training code is Python, whose `\w` is letters, numbers and the underscore; Rust's takes in combining marks.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\p{N}_]+(?:[’'.\-][\p{L}\p{N}_]+)*|[^\p{L}\p{N}_\s]").expect("the pattern is valid")
});

/// Words (with inner apostrophes, points and hyphens) and single punctuation marks, in order; of more than 64 marks in
/// a row, the rest is one token with the last of them, so that a page of marks costs no more than a page of words.
#[must_use]
pub fn tokens(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut run = 0;
    for found in TOKEN.find_iter(text) {
        let is_mark = !found.as_str().starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let adjoins = out.last().is_some_and(|last| last.end == found.start());
        run = if is_mark && adjoins { run + 1 } else { usize::from(is_mark) };
        match out.last_mut() {
            Some(last) if run > LONGEST_RUN_OF_MARKS => last.end = found.end(),
            _ => out.push(Span::new(found.start(), found.end())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
