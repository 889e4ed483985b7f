//! Paragraphs: one a line, or, in hard-wrapped text, one a block between blank lines.
//!
//! News text usually gives each paragraph a line. Wire text and e-mail wrap lines at a column instead, so that a
//! newline means nothing. The lines show which of the two it is: wrapped lines begin in the middle of sentences, and
//! break just where the next word would not have fit. Text copied out of a laid-out page breaks where letters of
//! different widths filled the line: there, what begins in the middle of a sentence belongs to the line before.

use super::thresholds::{FEWEST_BREAKS, FEWEST_UNEVEN_BREAKS, WRAP_COLUMNS, WRAP_SLACK};
use crate::span::Span;

/// The paragraphs of a normalised text, without the white space around them. One newline ends a paragraph, except
/// in hard-wrapped text: there a blank line does, and an indented line, a list item, a table row or a line that
/// stops well short of the column is a paragraph by itself.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let Some(wrap) = Wrap::of(&lines) else {
        return lines.iter().map(|l| l.span).collect();
    };
    let mut out: Vec<Span> = Vec::new();
    let mut before: Option<&TextLine<'_>> = None;
    for line in &lines {
        let joined = before.is_some_and(|b| {
            line.follows
                && !line.item
                && !b.row
                && !line.row
                && line.indent <= b.indent.max(1)
                && wrap.joins(b, line)
        });
        match out.last_mut() {
            Some(paragraph) if joined => paragraph.end = line.span.end,
            _ => out.push(line.span),
        }
        before = Some(line);
    }
    out
}

/// A line that is not blank.
struct TextLine<'a> {
    text: &'a str,
    /// Without the white space around it.
    span: Span,
    /// Characters, with the white space before it.
    width: usize,
    /// Characters of white space before it.
    indent: usize,
    /// There is no blank line before it.
    follows: bool,
    /// It begins like an item of a list or a quoted line.
    item: bool,
    /// It has columns.
    row: bool,
}

impl TextLine<'_> {
    fn first_word(&self) -> usize {
        self.text.split_whitespace().next().map_or(0, |w| w.chars().count())
    }
}

fn lines(text: &str) -> Vec<TextLine<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut follows = false;
    let mut last_number = 0;
    for raw in text.split_inclusive('\n') {
        let words = raw.trim();
        if words.is_empty() {
            follows = false;
        } else {
            let lead = &raw[..raw.len() - raw.trim_start().len()];
            let indent = lead.chars().count();
            // "… said Bea Oak,/24. The mill …" counts nothing.
            let number = item_number(words).filter(|&n| n == 1 || n == last_number + 1);
            last_number = number.unwrap_or(last_number);
            out.push(TextLine {
                text: words,
                span: Span::new(at + lead.len(), at + lead.len() + words.len()),
                width: indent + words.chars().count(),
                indent,
                follows,
                item: number.is_some() || is_item(words),
                row: is_row(words),
            });
            follows = true;
        }
        at += raw.len();
    }
    out
}

/// "- x", "* x", "• x", "> x", "# x"
fn is_item(line: &str) -> bool {
    let marker = line.split_whitespace().next().unwrap_or_default();
    matches!(marker, "-" | "*" | "•" | "–" | "—" | "+" | "·" | "__" | "--")
        || line.starts_with(['•', '>', '#', '|'])
}

/// The number of "1. x" or "2) x".
fn item_number(line: &str) -> Option<u8> {
    let digits = line.split_whitespace().next()?.strip_suffix(['.', ')'])?;
    (digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Cells kept apart by bars, tabs or wide gaps.
fn is_row(line: &str) -> bool {
    let gaps = line.contains('\t') || line.match_indices("   ").next().is_some();
    gaps || line.matches('|').count() > 1
}

/// How a text is wrapped.
struct Wrap {
    /// The column that it is wrapped at, in characters.
    column: usize,
    /// Every line is as full as it can be; otherwise its letters had widths of their own.
    even: bool,
}

impl Wrap {
    /// Whether a line goes on in the next.
    fn joins(&self, line: &TextLine<'_>, next: &TextLine<'_>) -> bool {
        if self.even {
            return line.width + 1 + next.first_word() + self.column / WRAP_SLACK > self.column;
        }
        let ends = line.text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', ':']);
        let full = line.width + self.column / WRAP_SLACK >= self.column;
        next.text.starts_with(char::is_lowercase) || full && !ends
    }

    /// How the lines are wrapped; `None` when they are not.
    fn of(lines: &[TextLine<'_>]) -> Option<Self> {
        let breaks: Vec<_> = lines
            .windows(2)
            .filter(|w| w[1].follows && !w[1].item && !w[0].row && !w[1].row)
            .map(|w| (&w[0], &w[1]))
            .collect();
        if breaks.len() < FEWEST_BREAKS {
            return None;
        }
        let mut widths: Vec<usize> = breaks.iter().map(|(line, _)| line.width).collect();
        widths.sort_unstable();
        let column = widths[(widths.len() - 1) * 9 / 10];
        if !WRAP_COLUMNS.contains(&column) {
            return None;
        }
        let forced = breaks.iter().filter(|(line, next)| line.width + 1 + next.first_word() > column).count();
        let within = breaks.iter().filter(|(_, next)| next.text.starts_with(char::is_lowercase)).count();
        let even = forced * 4 >= breaks.len() * 3;
        let wrapped = within * 5 >= breaks.len() * 2 && (even || breaks.len() >= FEWEST_UNEVEN_BREAKS);
        wrapped.then_some(Self { column, even })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        paragraphs(text).iter().map(|p| p.of(text).replace('\n', "/")).collect()
    }

    const WRAPPED: &str = "\
HARBOUR VOTE

The council voted on Tuesday to rebuild the harbour wall that the winter
storms had broken, after a debate that lasted until long past midnight and
that few of the residents who had come to listen stayed to hear the end of.

\"We have waited for eleven years,\" said Mara Quill, who keeps the ferry
office. \"Another winter would have finished it.\"

What is planned:
- a wall of 400 metres, built of the granite that the old one was made of
- two gates
";

    #[test]
    fn a_newline_ends_a_paragraph() {
        let text = "The council voted.\nIt was late, and the residents had gone home long before the count.\n\n  \nEnd";
        assert_eq!(
            split(text),
            [
                "The council voted.",
                "It was late, and the residents had gone home long before the count.",
                "End"
            ]
        );
        assert_eq!(split(""), [""; 0]);
        assert_eq!(split(" \n\t\n"), [""; 0]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let out = split(WRAPPED);
        assert_eq!(out.len(), 6, "{out:#?}");
        assert_eq!(out[0], "HARBOUR VOTE");
        assert!(out[1].starts_with("The council") && out[1].ends_with("the end of."));
        assert!(out[2].ends_with("finished it.\""));
        assert_eq!(out[3], "What is planned:");
        assert_eq!(out[5], "- two gates");
    }

    #[test]
    fn text_copied_from_a_laid_out_page_is_joined() {
        let text = "Harbour wall to be rebuilt\n\
            The council voted on Tuesday to rebuild the harbour wall that the\n\
            winter storms had broken, after a debate that lasted until long past midnight and that few\n\
            of the residents who had come to listen stayed to\n\
            hear the end of, said Mara Quill, who keeps\n\
            the ferry office.\n\
            \u{201c}We have waited for eleven years,\u{201d} she said. \u{201c}Another winter would have finished it, and\n\
            nobody here could have paid for a new one.\u{201d}\n\
            The wall will be built of the granite that the old one was made of, which the\n\
            town still owns, and the work will take until the spring of next year at the\n\
            earliest, the engineers told the council.\n\
            It will cost four million.";
        let out = split(text);
        assert_eq!(out.len(), 5, "{out:#?}");
        assert!(out[1].ends_with("the ferry office.") && out[2].ends_with("a new one.\u{201d}"));
    }

    #[test]
    fn an_indented_line_begins_a_paragraph() {
        let text = "    The council voted on Tuesday to rebuild the harbour wall that winter\n\
            storms had broken, after a debate that lasted until long past midnight\n\
            and that few of the residents had stayed for.\n    \
                Another vote is due in March, when the money for the second gate has\n\
            to be found, officials said, and the engineers have finished the plans\n\
            that they promised.";
        let out = split(text);
        assert_eq!(out.len(), 2, "{out:#?}");
        assert!(out[1].starts_with("Another vote"));
    }

    #[test]
    fn paragraphs_of_one_line_each_stay_apart() {
        let text = "Short items follow here for the readers of the morning news page today.\n\
            The mayor of the town said that the bridge would open again in October.\n\
            Police asked everyone who saw the fire on the quay to call the station.\n\
            A woman of 40 was found safe on Monday, two days after she went missing.\n\
            The ferry to the islands will not run on Sunday, the company said today.";
        assert_eq!(split(text).len(), 5);
    }

    #[test]
    fn lists_verse_and_tables_stay_apart() {
        let list = "Three things\nA longer wall\nTwo gates that close\nA new ferry office\nMore light";
        assert_eq!(split(list).len(), 5);
        let headlines = "Harbour Wall to Be Rebuilt After Long Debate\nCouncil Votes for a Wall and for Two New Gates\n\
            Residents Speak of the Storm That Broke It\nMayor Promises Work to Begin in the Next Year";
        assert_eq!(split(headlines).len(), 4);
        let table = "Party            Seats   Share of the votes\nHarbour            12   41.5\nTown                9   38.0\n\
            Farmers             4   20.5\nNone of these       0    0.0";
        assert_eq!(split(table).len(), 5);
    }

    #[test]
    fn a_number_counts_items_only_in_turn() {
        let text = "The council voted on Tuesday to rebuild the harbour wall, said Mara Quill, who is\n\
            24. It had been broken by the storms of the winter, and few of the residents had\n\
            stayed for the debate, which lasted until long past midnight, because it was so\n\
            cold. What is planned:\n\
            1. a wall of 400 metres, built of the granite that the old one was made of, and\n\
            2. two gates";
        let out = split(text);
        assert_eq!(out.len(), 3, "{out:#?}");
        assert!(out[0].ends_with("What is planned:"));
    }

    #[test]
    fn a_short_line_within_a_wrapped_block_ends_on_purpose() {
        let text = format!("{WRAPPED}\nContact the press office\nMara Quill\n");
        assert!(split(&text).ends_with(&["Contact the press office".into(), "Mara Quill".into()]));
    }
}
