//! Plain text: headline, date line and paragraphs, recognised by the shape of the lines alone.

use super::draft::{DateField, Draft, is_byline};
use super::revision::{Found, FoundIn};
use super::thresholds::LONGEST_HEADLINE;
use super::{dates, front_matter};
use crate::text::{self, Span};

/// Reads a plain text, with or without front matter.
#[must_use]
pub(super) fn read_plain(text: &str) -> Draft {
    let mut draft = Draft::default();
    let text = front_matter::take_front_matter(text, &mut draft);
    compose(text, &mut draft);
    draft
}

/// Puts a text into `draft`: paragraphs with blank lines between them, the headline and the date off its head where
/// the draft has none. A date line stays in the text.
pub(super) fn compose(text: &str, draft: &mut Draft) {
    let mut paragraphs = paragraphs(text);
    let mut head = 0;
    if let Some(first) = paragraphs.first()
        && let Some(date) = dates::parse_line(first)
    {
        if draft.published_at.is_none() {
            draft.set_date(DateField::Published, &date, FoundIn::Text);
        }
        head = 1;
    }
    // A note over the headline is part of the text.
    head += usize::from(paragraphs.get(head).is_some_and(|line| text::opens_note(line)));
    if draft.headline.is_none()
        && let (Some(first), Some(next)) = (paragraphs.get(head), paragraphs.get(head + 1))
        && is_headline(first, next, text)
    {
        let value = paragraphs.remove(head);
        draft.headline = Some(Found { value, by: FoundIn::Text });
    }
    draft.body = paragraphs.join("\n\n");
}

/// Whether `line` stands over the article as its headline: short, no full stop, set off from what follows by a blank
/// line, by a byline, or by being much shorter in a text of one line a paragraph.
fn is_headline(line: &str, next: &str, text: &str) -> bool {
    let length = line.chars().count();
    let words = line.split_whitespace().count();
    let ends = line.trim_end_matches(['"', '”', '\'', '’', ')']);
    let is_sentence = ends.ends_with(['.', ':', ';', ',', '-', '–', '—']) && !ends.ends_with("...");
    let looks_right = (2..=30).contains(&words)
        && length <= LONGEST_HEADLINE
        && !is_sentence
        && !is_byline(line)
        && line.chars().next().is_some_and(|c| !c.is_lowercase());
    let set_off = text.find(line).is_some_and(|at| {
        let mut after = text[at + line.len()..].lines();
        after.next();
        after.next().is_some_and(|l| l.trim().is_empty())
    });
    looks_right && (set_off || is_byline(next) || next.chars().count() > length + length / 2)
}

/// The paragraphs of a text, each in one line: see [`text::paragraphs`].
fn paragraphs(text: &str) -> Vec<String> {
    let line = |span: &Span| span.of(text).lines().map(str::trim).collect::<Vec<_>>().join(" ");
    text::paragraphs(text).iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(text: &str) -> Option<String> {
        read_plain(text).headline.map(|h| h.value)
    }

    #[test]
    fn a_headline_is_set_off() {
        assert_eq!(headline("Pool to close\n\nIt will close.").as_deref(), Some("Pool to close"));
        assert_eq!(headline("Pool to close\nBy Ann Lee\nIt will.").as_deref(), Some("Pool to close"));
        assert_eq!(
            headline("Pool to close\nThe pool will close in June, the council said.\nIt is old.").as_deref(),
            Some("Pool to close")
        );
        for text in [
            "Pool to close.\n\nIt will.",
            "Pool to close",
            "The pool is old.\nIt will close.",
            "By Ann Lee\n\nX y z.",
        ] {
            assert_eq!(headline(text), None, "{text}");
        }
    }

    #[test]
    fn a_note_over_the_headline_is_none_and_stays() {
        for note in [
            "(This March 3 story has been corrected to fix the depth of the pool in paragraph 1)",
            "(Corrects spelling of name in paragraph 2)",
            "This story was updated to add details",
        ] {
            let draft = read_plain(&format!("{note}\n\nPool to close\n\nThe pool will close in June."));
            assert_eq!(draft.headline.expect("a headline").value, "Pool to close");
            assert_eq!(draft.body, format!("{note}\n\nThe pool will close in June."));
        }
    }

    #[test]
    fn a_date_line_is_read_and_kept() {
        let draft = read_plain(
            "date 2026-05-04\nNine dead in slide\nBy Ann Lee\nA TOWN (Agency) - A slide killed nine.",
        );
        assert_eq!(draft.published_at.expect("a date").value, "2026-05-04");
        assert_eq!(draft.headline.expect("a headline").value, "Nine dead in slide");
        assert_eq!(draft.body, "date 2026-05-04\n\nBy Ann Lee\n\nA TOWN (Agency) - A slide killed nine.");
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let first = "The first paragraph of this text runs over more than one line and it ends\nhere, after the \
            second of them, which is short.";
        let second = "The second one does so as well, and because it is longer than the first was\nit takes one line \
            more, so that there are enough of them to see where they\nbreak.";
        let flat = |p: &str| p.replace('\n', " ");
        assert_eq!(
            read_plain(&format!("Head line\n\n{first}\n\n{second}\n")).body,
            format!("{}\n\n{}", flat(first), flat(second))
        );
    }

    #[test]
    fn lines_of_lists_stay_apart() {
        let last = "The town hall opens at nine on Friday for people who lost homes.";
        for (list, lines) in [
            ("Storms\nOld mill\n- Roof torn off on Monday\n- Two men hurt\n- Dam safe", 5),
            ("- 2 eggs\n- 30 g of flour\n- a pinch of salt\n- 1 lemon", 4),
            ("* Two men hurt\n* Dam at risk\n* Roads shut", 3),
            ("1. Two men hurt\n2. Dam at risk\n3. Roads shut", 3),
            ("Two men hurt\nDam at risk\nRoads shut\nTrains late", 4),
            ("Turnout: 41%\nNorth: 1,204\nSouth: 988", 3),
            ("Killed: 12\nHurt: 40\nMissing: 7", 3),
            ("Ana Ito, mayor\nLee Crane, engineer\nBea Oak, owner of the mill", 3),
            (
                "- A dam broke near Orvale, two people were killed and 40 homes flooded. (The Gazette)\n\
              - Voters in Wexley chose a new council after years of delays. (Harbour News)\n\
              - The football club of Upton won the cup for the first time. (Orvale Mail)",
                3,
            ),
            ("# Accidents\n- A dam broke near Orvale. (The Gazette)\n# Politics\n- Voters chose. (Mail)", 4),
        ] {
            let body = read_plain(&format!("News of the day\n\n{list}\n{last}")).body;
            assert_eq!(body.split("\n\n").count(), lines + 1, "{body}");
        }
    }

    #[test]
    fn turns_of_a_transcript_stay_apart() {
        let text = "Intro that is here.\n\nQ: Who signed?\nA: I did.\nQ: Why?\nA: No comment.";
        assert_eq!(read_plain(text).body.split("\n\n").count(), 5);
    }
}
