//! Tokens: words and punctuation marks, exactly as the attribution model was trained on them.

use super::Span;
use regex::Regex;
use std::sync::LazyLock;

static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\w+(?:[’'.\-]\w+)*|[^\w\s]").expect("the pattern is valid"));

/// Words (with inner apostrophes, points and hyphens) and single punctuation marks, in order.
#[must_use]
pub fn tokens(text: &str) -> Vec<Span> {
    TOKEN.find_iter(text).map(|m| Span::new(m.start(), m.end())).collect()
}
