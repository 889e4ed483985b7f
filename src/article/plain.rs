//! Plain text: headline, date line and paragraphs, recognised by the shape of the lines alone.

use super::draft::{DateField, Draft, is_byline};
use super::revision::{Found, FoundIn};
use super::thresholds::{LONGEST_HEADLINE, LONGEST_WRAPPED_LINE};
use super::{dates, front_matter};

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

/// The paragraphs of a text: its blocks between blank lines, with the lines of hard-wrapped blocks joined; where lines
/// are not wrapped, each is a paragraph.
fn paragraphs(text: &str) -> Vec<String> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let line = line.trim();
        match (line.is_empty(), blocks.last_mut()) {
            (false, Some(block)) => block.push(line),
            (true, Some(block)) if block.is_empty() => {}
            _ => blocks.push(Vec::new()),
        }
    }
    blocks.retain(|block| !block.is_empty());
    let wrapped = is_wrapped(&blocks);
    let mut out = Vec::new();
    for block in blocks {
        if wrapped {
            out.extend(unwrap(&block));
        } else {
            out.extend(block.into_iter().map(str::to_owned));
        }
    }
    out
}

/// Whether a text breaks its lines at a width: most inner lines of its blocks are of one length, end without a full
/// stop, and none is long.
fn is_wrapped(blocks: &[Vec<&str>]) -> bool {
    let (mut inner, mut open, mut longest) = (0usize, 0usize, 0usize);
    for block in blocks {
        for line in block {
            longest = longest.max(line.chars().count());
        }
        let all_but_last = block.len() - 1;
        inner += all_but_last;
        open += block[..all_but_last].iter().filter(|line| !ends_sentence(line)).count();
    }
    blocks.len() > 1 && longest <= LONGEST_WRAPPED_LINE && inner > 0 && open * 10 >= inner * 6
}

/// A wrapped block as one paragraph, except for short lines that end a sentence although the next word would have fit
/// (a turn of a transcript, a list): such a line is a paragraph by itself.
fn unwrap(block: &[&str]) -> Vec<String> {
    let width = block.iter().map(|l| l.chars().count()).max().unwrap_or(0);
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for (i, line) in block.iter().enumerate() {
        match out.last_mut() {
            Some(paragraph) if open => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            _ => out.push((*line).to_owned()),
        }
        let next_word = block.get(i + 1).and_then(|l| l.split(' ').next()).map_or(0, |w| w.chars().count());
        let had_room = line.chars().count() + 1 + next_word < width;
        open = !(had_room && ends_sentence(line));
    }
    out
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '\'', '’', ')', '»']).ends_with(['.', '!', '?', '…'])
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
        let text = "Head line\n\nThe first paragraph runs over\nmore than one line and ends\nhere.\n\nThe second one does so as\nwell.\n";
        assert_eq!(
            read_plain(text).body,
            "The first paragraph runs over more than one line and ends here.\n\nThe second one does so as well."
        );
    }

    #[test]
    fn turns_of_a_transcript_stay_apart() {
        let text = "Intro that is here.\n\nQ: Who signed?\nA: I did.\nQ: Why?\nA: No comment.";
        assert_eq!(read_plain(text).body.split("\n\n").count(), 5);
    }
}
