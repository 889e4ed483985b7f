//! Layout: pieces of text with their looks, broken into lines of a given width.

use super::row::Tone;
use super::wording::harmless;
use anstyle::{AnsiColor, Effects, Style};
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A line of pieces.
pub(super) type Line = Vec<(String, Tone)>;

/// Columns of a terminal that a text takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Columns that a line takes.
pub(super) fn line_width(line: &Line) -> usize {
    line.iter().map(|(text, _)| width(text)).sum()
}

/// Breaks pieces into lines of at most `most` columns, at spaces; a longer word is cut. At least one line.
pub(super) fn wrap(pieces: &[(String, Tone)], most: usize) -> Vec<Line> {
    let most = most.max(1);
    let (mut lines, mut line, mut used): (Vec<Line>, Line, usize) = (Vec::new(), Vec::new(), 0);
    for word in words(pieces) {
        let length = line_width(&word);
        let space = usize::from(used > 0);
        if used + space + length <= most {
            if used > 0 {
                // A space within a passage has its looks, so that a passage is marked as one.
                let tone = if line.last().map(|l| l.1) == word.first().map(|w| w.1) {
                    word[0].1
                } else {
                    Tone::Plain
                };
                push(&mut line, " ", tone);
            }
            used += space + length;
            for (text, tone) in word {
                push(&mut line, &text, tone);
            }
            continue;
        }
        if used > 0 {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        for (text, tone) in word {
            for c in text.chars() {
                let length = c.width().unwrap_or(0);
                if used + length > most && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                push(&mut line, c.encode_utf8(&mut [0; 4]), tone);
                used += length;
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Adds text to a line, to its last piece where the looks are the same.
fn push(line: &mut Line, text: &str, tone: Tone) {
    match line.last_mut() {
        Some((last, of)) if *of == tone => last.push_str(text),
        _ => line.push((text.to_owned(), tone)),
    }
}

/// The words of some pieces, harmless; a word may be of several pieces ("[-said-]{+denied+}").
fn words(pieces: &[(String, Tone)]) -> Vec<Line> {
    let mut words: Vec<Line> = Vec::new();
    let mut inside = false;
    for (text, tone) in pieces {
        for part in harmless(text).split_inclusive(' ') {
            let word = part.strip_suffix(' ');
            let (word, ends) = (word.unwrap_or(part), word.is_some());
            if !word.is_empty() {
                match words.last_mut().filter(|_| inside) {
                    Some(last) => push(last, word, *tone),
                    None => words.push(vec![(word.to_owned(), *tone)]),
                }
            }
            inside = !ends && (inside || !word.is_empty());
        }
    }
    words
}

/// Writes a line with its looks.
pub(super) fn write_line(line: &Line, coloured: bool, out: &mut dyn Write) -> io::Result<()> {
    for (text, tone) in line {
        let style = style(*tone);
        if coloured && style != Style::new() {
            write!(out, "{style}{text}{style:#}")?;
        } else {
            write!(out, "{text}")?;
        }
    }
    Ok(())
}

fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Faint => Style::new().effects(Effects::DIMMED),
        Tone::Strong => Style::new().effects(Effects::BOLD),
        Tone::Alert => AnsiColor::Yellow.on_default(),
        Tone::Mark => AnsiColor::Red.on_default(),
        Tone::Removed => AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH),
        Tone::Added => AnsiColor::Green.on_default().effects(Effects::BOLD),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(line: &Line) -> String {
        line.iter().map(|(text, _)| text.as_str()).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_keep_their_looks() {
        let pieces = [
            ("Ana Orrin".into(), Tone::Strong),
            (" denied ".into(), Tone::Mark),
            ("it all".into(), Tone::Plain),
        ];
        let lines = wrap(&pieces, 10);
        assert_eq!(lines.iter().map(text).collect::<Vec<_>>(), ["Ana Orrin", "denied it", "all"]);
        assert_eq!(lines[1][0], ("denied".to_owned(), Tone::Mark));
        let mut out = Vec::new();
        write_line(&lines[0], true, &mut out).unwrap();
        assert_eq!(out, b"\x1b[1mAna Orrin\x1b[0m");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(texts in prop::collection::vec("[a-zé語 ]{0,12}", 0..8), most in 2usize..30) {
            let pieces: Vec<_> = texts.iter().map(|t| (t.clone(), Tone::Plain)).collect();
            let lines = wrap(&pieces, most);
            prop_assert!(lines.iter().all(|line| line_width(line) <= most));
            let letters = |s: String| s.replace(' ', "");
            prop_assert_eq!(letters(lines.iter().map(text).collect()), letters(texts.concat()));
        }
    }
}
