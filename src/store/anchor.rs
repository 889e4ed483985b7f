//! Anchors: where in a text the passage stands that an annotation names by its words and those around it.
//!
//! The words must be there as they were; only white space, quotation marks and dashes may be written otherwise. Where they
//! stand more than once, or once but in other surroundings, the words around them decide; where these do not, the passage
//! is in none of the places. A note on the wrong sentence is worse than one without a place.

use crate::text::Span;

/// Letters around a passage of which at least so many must be the same, unless fewer are given.
const LEAST_CONTEXT: usize = 16;

/// Passages of which more than so many stand in a text say nothing.
const MOST_PLACES: usize = 10_000;

/// A text with its variants of spelling made one, and the byte of each character in the text as it is.
struct Folded {
    chars: Vec<char>,
    starts: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let (mut chars, mut starts) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (at, char) in text.char_indices() {
            let folded = match char {
                '“' | '”' | '„' | '«' | '»' => '"',
                '‘' | '’' | '‚' | '´' | '`' => '\'',
                '–' | '—' | '−' | '‐' | '‑' => '-',
                '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
                char if char.is_whitespace() => ' ',
                char => char,
            };
            if folded == ' ' && chars.last().is_none_or(|last| *last == ' ') {
                continue;
            }
            chars.push(folded);
            starts.push(at);
        }
        starts.push(text.len());
        while chars.last() == Some(&' ') {
            chars.pop();
            starts.remove(starts.len() - 2);
        }
        Self { chars, starts }
    }
}

/// Where the passage stands in `text`; none where it does not, or where more than one place could be meant.
pub(super) fn anchor(text: &str, exact: &str, prefix: &str, suffix: &str) -> Option<Span> {
    let body = Folded::new(text);
    let [exact, prefix, suffix] = [exact, prefix, suffix].map(|part| Folded::new(part).chars);
    if exact.is_empty() || exact.len() > body.chars.len() {
        return None;
    }
    let first = exact[0];
    let places: Vec<usize> = (0..=body.chars.len() - exact.len())
        .filter(|&at| body.chars[at] == first && body.chars[at..].starts_with(&exact))
        .take(MOST_PLACES)
        .collect();
    let around: Vec<[bool; 2]> = places
        .iter()
        .map(|&at| {
            let before = body.chars[..at].iter().rev().copied();
            let behind = body.chars[at + exact.len()..].iter().copied();
            [agrees(prefix.iter().rev().copied(), before), agrees(suffix.iter().copied(), behind)]
        })
        .collect();
    let only = |fits: &dyn Fn(&[bool; 2]) -> bool| {
        let mut found = places.iter().zip(&around).filter(|(_, around)| fits(around)).map(|(at, _)| *at);
        found.next().filter(|_| found.next().is_none())
    };
    let given = !prefix.is_empty() || !suffix.is_empty();
    let both = || only(&|around| around.iter().all(|side| *side));
    let side = || only(&|around| around.iter().any(|side| *side)).filter(|_| !around.contains(&[true, true]));
    let at = if given { both().or_else(side) } else { only(&|_| true) }?;
    let end = at + exact.len();
    // What was left out between two characters belongs to neither.
    let last = text[body.starts[end - 1]..].chars().next().map_or(0, char::len_utf8);
    Some(Span::new(body.starts[at], body.starts[end - 1] + last))
}

/// Whether the letters beside a passage are those that were given, from the passage outwards; white space is no letter. At
/// the end of the text nothing more can be asked; what is not given agrees with nothing.
fn agrees(given: impl Iterator<Item = char>, found: impl Iterator<Item = char>) -> bool {
    let mut given = given.filter(|c| !c.is_whitespace()).peekable();
    let mut found = found.filter(|c| !c.is_whitespace());
    if given.peek().is_none() {
        return false;
    }
    let mut same = 0;
    for letter in given {
        match found.next() {
            Some(other) if other == letter => same += 1,
            // Behind the text of the article stands other text on a page.
            None => return same > 0,
            Some(_) => return same >= LEAST_CONTEXT,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "The quay is closed, the port said.\n\nOfficials said it was old. “Nobody was hurt,” Ada Quill said. \
                        The quay is closed, the union said.";

    fn place(exact: &str, prefix: &str, suffix: &str) -> Option<(usize, &'static str)> {
        anchor(TEXT, exact, prefix, suffix).map(|span| (span.start, span.of(TEXT)))
    }

    #[test]
    fn words_are_found_whatever_their_typography() {
        assert_eq!(
            place("\"Nobody was hurt,\"", "it was old. ", " Ada Quill").map(|p| p.1),
            Some("“Nobody was hurt,”")
        );
        assert_eq!(
            place("the port said. Officials said", "quay is closed, ", " it was old").map(|p| p.0),
            Some(20)
        );
        assert_eq!(place("it was old", "", "").map(|p| p.1), Some("it was old"));
    }

    #[test]
    fn of_twins_the_one_in_its_surroundings_is_meant() {
        let second = TEXT.rfind("The quay").expect("it is there");
        assert_eq!(place("The quay is closed", "", ", the port said").map(|p| p.0), Some(0));
        assert_eq!(
            place("The quay is closed", "Ada Quill said. ", ", the union said").map(|p| p.0),
            Some(second)
        );
        assert_eq!(place("The quay is closed", "", ""), None);
        assert_eq!(place("The quay is closed", "In other words: ", ", the mayor said"), None);
    }

    #[test]
    fn a_passage_that_was_edited_is_not_moved_to_its_neighbour() {
        assert_eq!(place("Nobody was killed", "it was old. ", " Ada Quill"), None);
        assert_eq!(place("Nobody was hurt", "the mayor told us so. ", " he added"), None);
        assert_eq!(place("", "", ""), None);
        assert_eq!(anchor("", "x", "", ""), None);
    }

    proptest! {
        #[test]
        fn what_is_found_reads_as_it_was_asked(
            text in "[ab “”\n]{0,40}", exact in "[ab\"]{1,4}", prefix in "[ab ]{0,3}", suffix in "[ab ]{0,3}"
        ) {
            if let Some(span) = anchor(&text, &exact, &prefix, &suffix) {
                prop_assert_eq!(Folded::new(span.of(&text)).chars, Folded::new(&exact).chars);
            }
        }

        #[test]
        fn any_text_will_do(text in "\\PC{0,40}", exact in "\\PC{0,5}", prefix in "\\PC{0,5}", suffix in "\\PC{0,5}") {
            let _ = anchor(&text, &exact, &prefix, &suffix);
        }
    }
}
