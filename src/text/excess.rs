//! Excess: a text that is more than one article, by the parts that cost memory and rows.
//!
//! Bytes alone do not tell: four megabytes of prose have forty thousand sentences, of "Yes." eight hundred thousand.

use super::thresholds::{MOST_NUMBERS, MOST_QUOTATION_MARKS, MOST_SENTENCES, MOST_WORDS};
use super::{paragraphs, sentences, tokens};

/// Says what a text has more of than an article ever has, and what to do about it.
#[must_use]
pub fn excess(text: &str) -> Option<String> {
    // Each mark and each number has something beside it.
    if text.len() < 2 * MOST_QUOTATION_MARKS.min(MOST_SENTENCES) {
        return None;
    }
    let told = |count: usize, most: usize, what: &str| {
        (count > most).then(|| {
            format!(
                "the text has {count} {what}, more than an article ever has; split it into articles of less than {most}."
            )
        })
    };
    let marks = || text.matches(['"', '“', '”', '«', '»']).count();
    let numbers = || text.split(|c: char| !c.is_numeric()).filter(|digits| !digits.is_empty()).count();
    let sentences = || paragraphs(text).into_iter().map(|p| sentences(text, p).len()).sum();
    told(marks(), MOST_QUOTATION_MARKS, "quotation marks")
        .or_else(|| told(numbers(), MOST_NUMBERS, "numbers"))
        .or_else(|| told(sentences(), MOST_SENTENCES, "sentences"))
        .or_else(|| told(tokens(text).len(), MOST_WORDS, "words and marks"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_article_is_told_by_its_parts() {
        for (piece, count, what) in [
            ("“x,” Ada said. ", 10_001, "20002 quotation marks"),
            ("\"x\" ", 10_001, "20002 quotation marks"),
            ("5. ", 100_001, "100001 numbers"),
            ("1 May 2026, ", 50_001, "100002 numbers"),
            ("Yes. ", 20_001, "20001 sentences"),
            ("Q. Is it?\nA. No.\n", 12_501, "sentences"),
            ("Yes.\n\n", 20_001, "20001 sentences"),
            ("a,", 400_001, "800002 words and marks"),
        ] {
            let found = excess(&piece.repeat(count));
            assert!(found.as_ref().is_some_and(|why| why.contains(what)), "{piece:?}: {found:?}");
        }
    }

    #[test]
    fn books_are_read() {
        let prose = "In the spring of 1931 the port authority, which had no money, sold both of its piers to a ferry \
                     company for 3 pounds, and nobody in the town objected. ";
        assert_eq!(excess(&prose.repeat(20_000)), None);
        assert_eq!(
            excess(&"“We sold it,” the mayor said on Monday, “and would again.” ".repeat(4_000)),
            None
        );
        assert_eq!(excess("Yes. "), None);
    }
}
