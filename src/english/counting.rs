//! Counting: a number with the noun or the verb that agrees with it.

/// A count with its noun: "1 claim", "2 claims".
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
