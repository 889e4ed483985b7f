//! Labels that say of what kind a piece is, or to whom a letter goes: "Explainer:", "Live updates:", "Dear Maud:".

use crate::english::lexicon;

/// Length of a label with which a headline begins and that is nobody's: "Explainer:", "Live updates:", "Dear Maud:".
pub(super) fn genre(words: &str) -> Option<usize> {
    let (label, rest) = words.split_once(':')?;
    let mut all = label.split(' ');
    let first = all.next()?.to_lowercase();
    let letter =
        first == "dear" && all.clone().all(|w| w.starts_with(char::is_uppercase)) && label.contains(' ');
    let known = lexicon::of(&first).is_some_and(|row| row.value("label") == Some("genre"));
    let plain = all.clone().count() <= 1 && all.all(|w| w.starts_with(char::is_lowercase));
    (rest.starts_with(' ') && !rest.trim().is_empty() && (letter || known && plain))
        .then_some(label.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_piece_is_nobodys_word() {
        for label in ["Explainer:", "Opinion:", "Live updates:", "Dear Maud:"] {
            let text = format!("{label} Why are the ferries late?");
            assert_eq!(genre(&text), Some(label.len()), "{text}");
        }
        for text in [
            "Police: Driver fled on foot",
            "Report: Bridge was cracked for years",
            "Mayor: I will not resign",
            "Dear me: what a storm",
            "Analysis Ltd: we will not pay",
            "Opinion:",
            "The bridge is a disgrace",
        ] {
            assert_eq!(genre(text), None, "{text}");
        }
    }
}
