//! Drop caps: the first letter of a story that a page sets apart as a picture of itself.

use crate::english::is_word;

/// Joins a capital letter that stands alone in a paragraph with the word that it was cut off: "T", "wo cranes fell".
pub(super) fn joined(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    // "T wo cranes fell"
    let (first, rest) = body.split_at(body.char_indices().nth(1).map_or(body.len(), |(at, _)| at));
    let small = |text: &str| text.chars().next().is_some_and(char::is_lowercase);
    let apart = rest.strip_prefix(' ').filter(|rest| first.chars().all(char::is_uppercase) && small(rest));
    let apart = apart.filter(|rest| is_word(&start_with(first, rest)) && !is_word(&start_with("", rest)));
    out.push_str(if apart.is_some() { first } else { "" });
    let mut paragraphs = apart.unwrap_or(body).split("\n\n").peekable();
    let mut is_first = true;
    while let Some(paragraph) = paragraphs.next() {
        if !std::mem::take(&mut is_first) {
            out.push_str("\n\n");
        }
        out.push_str(paragraph);
        if let Some(rest) = paragraphs.next_if(|next| is_drop_cap(paragraph, next)) {
            if !belongs(paragraph, rest) {
                out.push(' ');
            }
            out.push_str(rest);
        }
    }
    out
}

/// Whether a paragraph is one capital letter and the next goes on in small ones.
fn is_drop_cap(paragraph: &str, next: &str) -> bool {
    let mut letters = paragraph.trim_start_matches(['“', '"', '‘', '\'']).chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    capital && next.chars().next().is_some_and(char::is_lowercase)
}

/// Whether the letter is the first of the word behind it, and no word of its own as in "A man".
fn belongs(letter: &str, rest: &str) -> bool {
    let letter = letter.trim_start_matches(|c: char| !c.is_alphabetic());
    !matches!(letter, "A" | "I") || is_word(&start_with(letter, rest))
}

/// The word that a letter and the first of a text make, in lower case.
fn start_with(letter: &str, rest: &str) -> String {
    letter
        .chars()
        .chain(rest.chars().take_while(|c| c.is_alphabetic()))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_letter_joins_the_word_that_it_was_cut_off() {
        let read = joined;
        assert_eq!(read("T\n\nwo cranes fell.\n\nNine were hurt."), "Two cranes fell.\n\nNine were hurt.");
        assert_eq!(read("“W\n\ne had four minutes,” he said."), "“We had four minutes,” he said.");
        assert_eq!(read("I\n\nn May the pool closed."), "In May the pool closed.");
        assert_eq!(read("A\n\nman was hurt."), "A man was hurt.");
        assert_eq!(read("A\n\nfter the storm"), "After the storm");
        assert_eq!(read("R esidents were told.\n\nNine fell ill."), "Residents were told.\n\nNine fell ill.");
        for body in [
            "A man fell.",
            "I saw it.",
            "X marks it.",
            "Plan B\n\nwas dropped.",
            "Q\n\nWhat happened?",
            "Two cranes\n\nfell.",
            "",
            "T",
            "T\n\n",
        ] {
            assert_eq!(read(body), body);
        }
    }
}
