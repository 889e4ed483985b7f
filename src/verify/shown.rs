//! Shown: the words of a passage beside those of the transcript, as they are written.

use super::align::{PassagePair, Stretch};
use super::parts::PassagePart;
use crate::diff::Run;
use crate::text::Span;
use std::ops::Range;

/// The transcript's words beside the passage's, part by part.
pub(super) fn part_runs(pair: &PassagePair<'_>, parts: &[PassagePart]) -> Vec<Run> {
    let mut runs = Vec::new();
    for part in parts {
        runs.extend((!runs.is_empty()).then(|| Run::Same(" ".to_owned())));
        runs.extend(word_runs(pair, &part.stretches));
    }
    runs
}

/// The transcript's words beside the passage's.
fn word_runs(pair: &PassagePair<'_>, stretches: &[Stretch]) -> Vec<Run> {
    let mut runs = Vec::new();
    let text = &pair.passage.text;
    let whole = |n: usize| (n..pair.passage.solid.len()).find(|&n| !pair.passage.is_torn(n));
    let opens = |n: usize| whole(n).map_or(text.len(), |n| pair.passage.opens(n));
    for stretch in stretches {
        let span = Span::new(opens(stretch.q.start), opens(stretch.q.end));
        let rest = stretch.q.clone().take_while(|&n| pair.passage.is_torn(n));
        let words = if span.is_empty() && !stretch.same {
            // What is left of "£400" behind "400".
            rest.map(|n| pair.passage.key(n)).collect::<Vec<_>>().join(" ")
        } else {
            span.of(text).trim_end().to_owned()
        };
        let removed = !stretch.same && !stretch.t.is_empty();
        if words.is_empty() && !removed {
            continue;
        }
        let joined = !span.is_empty() && !text[..span.start].ends_with(char::is_whitespace) && !removed;
        if !runs.is_empty() && !joined && !words.starts_with(['%', '\'', '’']) {
            runs.push(Run::Same(" ".to_owned()));
        }
        if removed {
            runs.push(Run::Removed(said_aloud(pair, &stretch.t)));
        }
        if !words.is_empty() {
            runs.push(if stretch.same { Run::Same(words) } else { Run::Added(words) });
        }
    }
    runs
}

/// Where a text from `start` on begins, with the sign of a currency before it.
pub(super) fn with_sign(text: &str, start: usize) -> usize {
    let from = text[..start].char_indices().next_back().map_or(start, |(at, _)| at);
    if "£$€¥".contains(&text[from..start]) { from } else { start }
}

/// Words of the transcript as written; of a piece of one ("n't", "pounds" of "£400") the word.
fn said_aloud(pair: &PassagePair<'_>, t: &Range<usize>) -> String {
    let (span, text) = (pair.span(t), &pair.transcript.text);
    let torn = t.start > 0 && pair.span(&(t.start - 1..t.start)).end > span.start;
    if torn || text[..span.start].ends_with(char::is_alphanumeric) {
        t.clone().map(|n| pair.said(n)).collect::<Vec<_>>().join(" ")
    } else {
        text[with_sign(text, span.start)..span.end].to_owned()
    }
}
