//! Drop caps: the first letter of a story that a page sets apart as a picture of itself.

use crate::english::is_word;

/// Joins a capital letter that stands alone in a paragraph with the word that it was cut off: "T", "wo cranes fell".
pub(super) fn joined(body: &str) -> String {
    let mut paragraphs = body.split("\n\n").peekable();
    let mut out = String::with_capacity(body.len());
    while let Some(paragraph) = paragraphs.next() {
        if !out.is_empty() {
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
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    !matches!(letter, "A" | "I") || is_word(&format!("{letter}{word}").to_lowercase())
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
        for body in ["Plan B\n\nwas dropped.", "Q\n\nWhat happened?", "Two cranes\n\nfell.", "", "T", "T\n\n"]
        {
            assert_eq!(read(body), body);
        }
    }
}
