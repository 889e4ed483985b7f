//! Attributions inside a bare statement, found by patterns: "X said (that) C", "C, X said", "C, said X",
//! "according to X".
//!
//! The extractor finds far more, but a diff of two plain sentences has no model to ask; what these patterns miss only
//! makes a change of source look like a change of words.

use super::lexicon::{AMBIGUOUS_CUES, CUES, Strength, is_function};
use super::reading::Reading;
use crate::claim::Sort;
use std::ops::Range;

/// An attribution within a statement; ranges count words.
#[derive(Debug, Clone)]
pub(super) struct Attributed {
    /// The source.
    pub(super) source: Range<usize>,
    /// The cue.
    pub(super) cue: Range<usize>,
    /// What is attributed.
    pub(super) content: Range<usize>,
    /// How sure the cue is.
    pub(super) strength: Strength,
}

/// Longest source, in words.
const SOURCE_REACH: usize = 24;

/// Words between a source and its cue.
const BETWEEN: &[&str] = &[
    "also",
    "later",
    "has",
    "have",
    "had",
    "subsequently",
    "previously",
    "repeatedly",
    "falsely",
    "then",
    "now",
    "today",
    "still",
    "further",
    "earlier",
    "since",
    "already",
    "recently",
    "publicly",
    "officially",
    "reportedly",
];

/// Words that a source cannot go back over.
const BORDERS: &[&str] = &[
    "while", "but", "after", "although", "because", "that", "which", "when", "whilst", "what", "whether",
    "as", "if", "where", "before", "who",
];

/// All attributions in order of their cue.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Attributed> {
    let mut out: Vec<Attributed> = Vec::new();
    let mut start = 0;
    while start < reading.words.len() {
        let mut end = start + 1;
        while end < reading.words.len() && !matches!(reading.before[end], '.' | ';' | '!') {
            end += 1;
        }
        sentence(reading, start..end, &mut out);
        start = end;
    }
    out
}

fn sentence(reading: &Reading<'_>, all: Range<usize>, out: &mut Vec<Attributed>) {
    let mut at = all.start;
    while at < all.end {
        if reading.norm(at) == "according" && reading.norm(at + 1) == "to" && at + 2 < all.end {
            let mut end = at + 3;
            while end < all.end && reading.before[end] != ',' && end < at + 2 + SOURCE_REACH {
                end += 1;
            }
            let content = if at == all.start { end..all.end } else { all.start..at };
            if !content.is_empty() {
                out.push(Attributed {
                    source: at + 2..end,
                    cue: at..at + 2,
                    content,
                    strength: Strength::Plain,
                });
            }
            at = end;
            continue;
        }
        if let Some(found) = cue(reading, &all, at) {
            at = found.cue.end.max(at + 1);
            out.push(found);
            continue;
        }
        at += 1;
    }
}

fn cue(reading: &Reading<'_>, all: &Range<usize>, at: usize) -> Option<Attributed> {
    let word = &reading.words[at];
    if word.sort != Sort::Word || word.norm.ends_with("ing") || word.norm == "not" {
        return None;
    }
    let strength = *CUES.get(word.stem.as_str())?;
    let own_quote = reading.quotes.iter().any(|q| q.contains(&at) && q.len() < all.len());
    if own_quote {
        return None;
    }
    let next = reading.norm(at + 1);
    let at_end =
        at + 1 >= all.end || reading.before[at + 1] == ',' || matches!(next, "on" | "in" | "by" | "monday");
    let opens_content = next == "that"
        || reading.words.get(at + 1).is_some_and(|w| {
            w.quoted
                || w.sort != Sort::Word
                || w.capital
                || matches!(
                    w.norm.as_str(),
                    "the"
                        | "a"
                        | "an"
                        | "it"
                        | "he"
                        | "she"
                        | "they"
                        | "there"
                        | "at"
                        | "more"
                        | "its"
                        | "his"
                        | "their"
                        | "this"
                        | "we"
                        | "i"
                        | "her"
                        | "no"
                        | "to"
                )
                || crate::claim::is_number(w)
        });
    if AMBIGUOUS_CUES.contains(&word.norm.as_str()) {
        let before = at.checked_sub(1).filter(|&b| b >= all.start).map_or("", |b| reading.norm(b));
        let noun = before.is_empty()
            || matches!(
                before,
                "the"
                    | "a"
                    | "an"
                    | "of"
                    | "to"
                    | "in"
                    | "'s"
                    | "this"
                    | "that"
                    | "by"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
                    | "been"
                    | "be"
                    | "united"
                    | "all"
                    | "member"
                    | "and"
                    | "no"
                    | "some"
                    | "with"
                    | "on"
                    | "s"
            );
        if noun || !opens_content && !at_end {
            return None;
        }
    }
    if next == "to"
        && matches!(word.stem.as_str(), "expect" | "claim" | "say" | "report" | "believ" | "think")
        && word.norm.ends_with('d')
        && at > 0
        && matches!(reading.norm(at - 1), "is" | "are" | "was" | "were" | "be")
    {
        return None;
    }
    let mut cue = at..at + 1;
    if word.stem == "tell" {
        // "told Reuters (today) that": who is told belongs to the cue.
        let limit = (at + 6).min(all.end);
        if let Some(that) = (at + 1..limit).find(|&i| reading.norm(i) == "that") {
            cue.end = that;
        }
    }
    // "…," said X.
    let inverted = at > all.start
        && (reading.before[at] == ',' || reading.words[at - 1].quoted && !reading.words[at].quoted)
        && reading
            .words
            .get(at + 1)
            .is_some_and(|w| w.capital || matches!(w.norm.as_str(), "a" | "an" | "the"))
        && at + 1 < all.end
        && next != "that"
        && source_before(reading, all.start, at).is_none_or(|s| s.start == all.start);
    if inverted {
        let end = (at + 2..all.end.min(at + 1 + SOURCE_REACH))
            .find(|&i| reading.before[i] == ',' || matches!(reading.norm(i), "who" | "in" | "on" | "after"))
            .unwrap_or(all.end.min(at + 1 + SOURCE_REACH));
        return Some(Attributed { source: at + 1..end, cue, content: all.start..at, strength });
    }
    let source = source_before(reading, all.start, at)?;
    let content = if at_end && source.start > all.start + 1 {
        all.start..source.start
    } else {
        let skip = usize::from(reading.norm(cue.end) == "that");
        cue.end + skip..all.end
    };
    (!content.is_empty()).then_some(Attributed { source, cue, content, strength })
}

/// The source that ends before the cue at `cue`.
fn source_before(reading: &Reading<'_>, start: usize, cue: usize) -> Option<Range<usize>> {
    let mut end = cue;
    while end > start && BETWEEN.contains(&reading.norm(end - 1)) {
        end -= 1;
    }
    let mut commas = usize::from(reading.before[cue] == ',');
    let mut at = end;
    while at > start && end - at < SOURCE_REACH {
        let previous = at - 1;
        if BORDERS.contains(&reading.norm(previous)) {
            break;
        }
        at = previous;
        if matches!(reading.before[at], ':' | '…') {
            break;
        }
        if reading.before[at] == ',' {
            if commas == 0 {
                break;
            }
            commas -= 1;
        }
    }
    while at < end && matches!(reading.norm(at), "and" | "but" | "also" | "or") {
        at += 1;
    }
    let speaks = (at..end).any(|i| {
        let word = &reading.words[i];
        word.sort == Sort::Word
            && (!is_function(&word.norm)
                || matches!(word.norm.as_str(), "he" | "she" | "they" | "it" | "we" | "i"))
    });
    (speaks && end - at < SOURCE_REACH).then_some(at..end)
}
