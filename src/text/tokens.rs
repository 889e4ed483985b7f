//! Tokens: words and punctuation marks, exactly as the attribution model was trained on them.

use super::Span;
use regex::Regex;
use std::sync::LazyLock;

/// The training code is Python, whose `\w` is letters, numbers and the underscore; Rust's takes in combining marks.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\p{N}_]+(?:[’'.\-][\p{L}\p{N}_]+)*|[^\p{L}\p{N}_\s]").expect("the pattern is valid")
});

/// Words (with inner apostrophes, points and hyphens) and single punctuation marks, in order.
#[must_use]
pub fn tokens(text: &str) -> Vec<Span> {
    TOKEN.find_iter(text).map(|m| Span::new(m.start(), m.end())).collect()
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
    fn marks_that_compose_with_nothing_stand_alone() {
        gives("x\u{301}y ²½Ⅳ 😀\u{200d}", &["x", "\u{301}", "y", "²½Ⅳ", "😀", "\u{200d}"]);
    }
}
