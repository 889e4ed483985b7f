//! Countries and states, other names of them, and their peoples: "Denmark", "Danish", "Dane".

use std::collections::HashMap;
use std::sync::LazyLock;

static PLACES: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let lines = include_str!("data/places.txt").lines().filter(|l| !l.starts_with('#'));
    lines.enumerate().flat_map(|(n, line)| line.split_whitespace().map(move |word| (word, n))).collect()
});

/// The number of the place that a name in lower case is of, or its people or language; two words are joined with `_`.
#[must_use]
pub fn of(name: &str) -> Option<usize> {
    PLACES.get(name).copied()
}
