//! Texts in HTML: a text with its attributions visible on the words, and two texts side by side.

use super::saying::sentence;
use super::wording::harmless;
use crate::diff::{Run, words};
use crate::store::{QuoteId, QuoteRow};
use maud::{Markup, html};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What a piece of a text is to the attribution that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TextPart {
    Content,
    Cue,
    Source,
}

impl TextPart {
    fn class(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Cue => "cue",
            Self::Source => "source",
        }
    }
}

/// A span of the text in code points, the part it is, and the quote it belongs to.
type PartSpan<'q> = (usize, usize, TextPart, &'q QuoteRow);

/// A text in paragraphs; the words of each quote, its source and its cue lead to the quote. The quotes are those of this
/// text, their spans in its code points. Where attributions stand in each other, the innermost is shown.
#[must_use]
pub fn marked_text(text: &str, quotes: &[QuoteRow], link: impl Fn(QuoteId) -> String) -> Markup {
    let chars: Vec<char> = text.chars().collect();
    let pieces = pieces(chars.len(), &part_spans(quotes));
    // Both go through the text in order, so each paragraph's pieces are found at once.
    let of = |start: usize, end: usize| {
        let first = pieces.partition_point(|(_, to, _)| *to <= start);
        pieces[first..].iter().take_while(move |(from, ..)| *from < end)
    };
    let slice = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    html! {
        @for (start, end) in paragraphs(&chars) {
            p {
                @for &(from, to, part) in of(start, end) {
                    @let words = slice(from.max(start), to.min(end));
                    @match part {
                        None => (harmless(&words)),
                        Some((part, quote)) => a.part.(part.class()).doubtful[quote.is_doubtful()]
                            href=(link(quote.quote_id)) title=(told(quote)) { (harmless(&words)) },
                    }
                }
            }
        }
    }
}

/// What stands on the words of a quote when one points at them.
fn told(quote: &QuoteRow) -> String {
    format!("{} ({:.0} %)", harmless(&sentence(&quote.saying())), quote.confidence * 100.0)
}

fn part_spans(quotes: &[QuoteRow]) -> Vec<PartSpan<'_>> {
    let mut found = Vec::new();
    for quote in quotes {
        let parts = [
            (&quote.content_spans, TextPart::Content),
            (&quote.cue_spans, TextPart::Cue),
            (&quote.source_spans, TextPart::Source),
        ];
        for (spans, part) in parts {
            found.extend(spans.0.iter().map(|&(from, to)| (from, to, part, quote)));
        }
    }
    found
}

/// A piece of a text that is one thing, from a code point to another.
type Piece<'q> = (usize, usize, Option<(TextPart, &'q QuoteRow)>);

/// The text cut where a span begins or ends.
fn pieces<'q>(length: usize, spans: &[PartSpan<'q>]) -> Vec<Piece<'q>> {
    let mut cuts: Vec<usize> =
        spans.iter().flat_map(|&(from, to, ..)| [from, to]).chain([0, length]).collect();
    cuts.retain(|&cut| cut <= length);
    cuts.sort_unstable();
    cuts.dedup();
    let mut by_start: Vec<&PartSpan<'q>> = spans.iter().filter(|(from, to, ..)| from < to).collect();
    by_start.sort_by_key(|(from, ..)| *from);
    let (mut open, mut next): (Vec<&PartSpan<'q>>, usize) = (Vec::new(), 0);
    let mut pieces = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        open.retain(|(_, end, ..)| *end > from);
        while by_start.get(next).is_some_and(|(start, ..)| *start <= from) {
            open.push(by_start[next]);
            next += 1;
        }
        // The shortest of those that hold it is the innermost; a source or cue tells more than the content around it.
        let innermost =
            open.iter().min_by_key(|(start, end, part, _)| (end - start, std::cmp::Reverse(*part)));
        pieces.push((from, to, innermost.map(|&&(_, _, part, quote)| (part, quote))));
    }
    pieces
}

/// The paragraphs, from a code point to another.
fn paragraphs(chars: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in 0..=chars.len() {
        if end == chars.len() || chars[end] == '\n' {
            if start < end {
                found.push((start, end));
            }
            start = end + 1;
        }
    }
    found
}

/// Two texts side by side, paragraph by paragraph, with the words that differ marked. Returns how many paragraphs differ,
/// too.
#[must_use]
pub fn texts_side_by_side(old: &str, new: &str) -> (usize, Markup) {
    let (old, new) = (paragraphs_of(old), paragraphs_of(new));
    let mut rows: Vec<(Option<&str>, Option<&str>)> = Vec::new();
    for change in capture_diff_slices(Algorithm::Patience, &old, &new) {
        let (tag, from, to) = change.as_tag_tuple();
        if tag == DiffTag::Equal {
            rows.extend(old[from].iter().zip(&new[to]).map(|(a, b)| (Some(*a), Some(*b))));
            continue;
        }
        let (from, to) = (&old[from], &new[to]);
        rows.extend((0..from.len().max(to.len())).map(|n| (from.get(n).copied(), to.get(n).copied())));
    }
    let differ = rows.iter().filter(|(old, new)| old != new).count();
    let markup = html! {
        div.wide { table.sides {
            thead { tr { th scope="col" { "before" } th scope="col" { "after" } } }
            tbody { @for (old, new) in rows { tr.same[old == new] {
                td { (side(old, new, false)) } td { (side(old, new, true)) }
            } } }
        } }
    };
    (differ, markup)
}

fn paragraphs_of(text: &str) -> Vec<&str> {
    text.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// One side of a row: its own words, with what the other has not marked.
fn side(old: Option<&str>, new: Option<&str>, after: bool) -> Markup {
    let (Some(old), Some(new)) = (old, new) else {
        let (one, here) = if after { (new, "ins") } else { (old, "del") };
        return html! { @if let Some(text) = one {
            @if here == "ins" { ins { (harmless(text)) } } @else { del { (harmless(text)) } }
        } };
    };
    html! { @for run in words(old, new) {
        @match &run {
            Run::Same(text) => (harmless(text)),
            Run::Removed(text) if !after => del { (harmless(text)) },
            Run::Added(text) if after => ins { (harmless(text)) },
            Run::Removed(_) | Run::Added(_) => "",
        }
    } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_texts_stand_beside_each_other() {
        let old = "The dam holds.\n\nTwelve people died.\n\nNobody knows why.";
        let new = "The dam holds.\n\nNineteen people died.\n\nNobody knows why.\n\n<b>It rained.</b>";
        let (differ, html) = texts_side_by_side(old, new);
        let html = html.into_string();
        assert_eq!(differ, 2);
        assert!(
            html.contains("<td><del>Twelve</del> people died.</td><td><ins>Nineteen</ins> people died.</td>"),
            "{html}"
        );
        assert!(html.contains("<td></td><td><ins>&lt;b&gt;It rained.&lt;/b&gt;</ins></td>"), "{html}");
        assert_eq!(texts_side_by_side(old, old).0, 0);
    }

    #[test]
    fn paragraphs_are_those_with_words() {
        let chars: Vec<char> = "a\n\nbc\n".chars().collect();
        assert_eq!(paragraphs(&chars), [(0, 1), (3, 5)]);
        assert_eq!(paragraphs(&[]), []);
    }
}
