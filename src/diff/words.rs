//! The word-level diff that a person reads.

use super::thresholds::words::DIFFABLE;
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

/// A run of a word-level diff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", content = "text", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Run {
    /// In both.
    Same(String),
    /// Only in the old one.
    Removed(String),
    /// Only in the new one.
    Added(String),
}

/// The word-level diff of two wordings: the `Same` and `Removed` runs together are `old`, the `Same` and `Added` ones
/// `new`. Where a stretch changes, its removal comes before its addition, and white space alone ties nothing.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Run> {
    if old.len().min(new.len()) > DIFFABLE {
        return whole(old, new);
    }
    let diff = TextDiff::from_unicode_words(old, new);
    let mut out: Vec<Run> = Vec::new();
    let (mut removed, mut added, mut blank) = (String::new(), String::new(), String::new());
    for change in diff.iter_all_changes() {
        let word = change.value();
        match change.tag() {
            ChangeTag::Equal if word.trim().is_empty() && !(removed.is_empty() && added.is_empty()) => {
                blank.push_str(word);
            }
            ChangeTag::Equal => {
                flush(&mut out, &mut removed, &mut added);
                blank.push_str(word);
                same(&mut out, &std::mem::take(&mut blank));
            }
            ChangeTag::Delete => {
                settle(&mut removed, &mut added, &mut blank);
                removed.push_str(word);
            }
            ChangeTag::Insert => {
                settle(&mut removed, &mut added, &mut blank);
                added.push_str(word);
            }
        }
    }
    flush(&mut out, &mut removed, &mut added);
    same(&mut out, &blank);
    out
}

fn whole(old: &str, new: &str) -> Vec<Run> {
    if old == new {
        return vec![Run::Same(old.to_owned())];
    }
    vec![Run::Removed(old.to_owned()), Run::Added(new.to_owned())]
}

/// White space that stood between two differences belongs to both.
fn settle(removed: &mut String, added: &mut String, blank: &mut String) {
    removed.push_str(blank);
    added.push_str(blank);
    blank.clear();
}

fn flush(out: &mut Vec<Run>, removed: &mut String, added: &mut String) {
    if !removed.is_empty() {
        out.push(Run::Removed(std::mem::take(removed)));
    }
    if !added.is_empty() {
        out.push(Run::Added(std::mem::take(added)));
    }
}

fn same(out: &mut Vec<Run>, words: &str) {
    if words.is_empty() {
        return;
    }
    if let Some(Run::Same(last)) = out.last_mut() {
        last.push_str(words);
    } else {
        out.push(Run::Same(words.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_change_as_wholes() {
        assert_eq!(
            words("It cost 1.5 billion.", "It cost 2.1 billion."),
            [
                Run::Same("It cost ".into()),
                Run::Removed("1.5".into()),
                Run::Added("2.1".into()),
                Run::Same(" billion.".into())
            ]
        );
    }

    #[test]
    fn neighbours_are_one_run() {
        let runs = words("He met two old friends.", "He met three young rivals.");
        assert_eq!(runs.len(), 4, "{runs:?}");
    }

    proptest! {
        #[test]
        fn both_wordings_can_be_put_together_again(old in "\\PC{0,60}", new in "\\PC{0,60}") {
            let runs = words(&old, &new);
            let join = |skip_added: bool| runs.iter().map(|r| match r {
                Run::Same(t) => t.as_str(),
                Run::Removed(t) if skip_added => t,
                Run::Added(t) if !skip_added => t,
                _ => "",
            }).collect::<String>();
            prop_assert_eq!(join(true), old);
            prop_assert_eq!(join(false), new);
        }
    }
}
