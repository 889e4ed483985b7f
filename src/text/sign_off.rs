//! Sign-offs: an agency's name behind the last full stop of wire text, "… he said. REUTER^M".

use super::pattern::Pattern;
use std::sync::LazyLock;

static SIGNED_OFF: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r#"[.!?"”] +(?:(?i:reuters?)|UPI|AP|AFP|dpa)(?:\^M)?\W*$"#));

/// Where the name of an agency begins that a paragraph ends with.
pub(super) fn sign_off(words: &str) -> Option<usize> {
    let found = may_sign_off(words).then(|| SIGNED_OFF.find(words)).flatten()?;
    let name = found.as_str().trim_start_matches(|c| !char::is_alphabetic(c));
    Some(found.end() - name.len())
}

/// Whether an agency's name stands last, marks left out: a quick first test.
fn may_sign_off(words: &str) -> bool {
    const AGENCIES: [&str; 6] = ["reuter", "reuters", "upi", "ap", "afp", "dpa"];
    let bare = |words: &str| words.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).len();
    let all = &words[..bare(words)];
    let all = all.strip_suffix("^M").map_or(all, |rest| &rest[..bare(rest)]).as_bytes();
    AGENCIES.iter().any(|agency| {
        let last = &all[all.len().saturating_sub(agency.len())..];
        last.eq_ignore_ascii_case(agency.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_behind_a_full_stop_signs_off() {
        for (words, name) in [
            ("“It is old,” he said. REUTER^M", "REUTER^M"),
            ("It is old. Reuters.", "Reuters."),
            ("Is it old? dpa", "dpa"),
        ] {
            assert_eq!(sign_off(words).map(|at| &words[at..]), Some(name));
        }
        for words in ["It was told by Reuters", "It is a recap", "It is old. REUTER now", "", "é^M"] {
            assert_eq!(sign_off(words), None, "{words}");
        }
    }
}
