//! Quotations that who says them interrupts: "“The roof,” said Voss, pointing up, “is the good news.”" What stands before
//! and behind is one quotation, however the tagger took it.

use super::attribution::Attribution;
use super::cues;
use super::thresholds::{LONGEST_INTERRUPTION, MOST_NEAR_QUOTATION};
use crate::english::lexicon;
use crate::text::{Document, Span};

/// Joins what such an interruption parts; `quoted` are the document's outermost quotations, `renew` computes what follows
/// from the spans of an attribution.
pub(super) fn join(
    document: &Document,
    quoted: &[Span],
    mut all: Vec<Attribution>,
    renew: impl Fn(Attribution) -> Attribution,
) -> Vec<Attribution> {
    for pair in quoted.windows(2).filter(|pair| goes_on(document, pair[0], pair[1])) {
        let Some(parts) = Interruption::of(document, &all, pair[0], pair[1]) else { continue };
        let mut own = all[parts.owner].clone();
        let mut content = parts.whole(&own);
        parts.others.iter().for_each(|&n| content.extend(parts.behind(&all[n])));
        content.sort_unstable();
        content.dedup_by(|next, last| {
            let joined =
                next.start < last.end || next.start == last.end + 1 && last.start > parts.first.start;
            last.end = if joined { last.end.max(next.end) } else { last.end };
            joined
        });
        if content == own.content {
            continue;
        }
        own.content = content;
        own.evidence.rules.push("one quotation around who says it".to_owned());
        all[parts.owner] = renew(own);
        parts.others.iter().rev().for_each(|&n| drop(all.remove(n)));
    }
    all
}

/// Whether a quotation ends with a comma and the next goes on in its sentence.
fn goes_on(document: &Document, first: Span, second: Span) -> bool {
    let words = document.slice(first).trim_end_matches(['”', '"', '’', '\'', '»']);
    let gap = document.text.get(first.end..second.start).unwrap_or_default();
    let lower = document.slice(second).trim_start_matches(|c: char| !c.is_alphanumeric());
    words.ends_with([',', '—', '–', '-'])
        && gap.len() <= LONGEST_INTERRUPTION
        && gap.contains(char::is_alphabetic)
        && !gap.contains(['\n', ';', ':'])
        && (gap.trim_end().ends_with([',', '—', '–']) || lower.starts_with(char::is_lowercase))
        && document.sentence_at(first.start) == document.sentence_at(second.start)
}

/// A quotation parted by a cue.
struct Interruption {
    first: Span,
    second: Span,
    /// Whose cue stands between the two.
    owner: usize,
    /// Attributions that are only the second part, in order.
    others: Vec<usize>,
}

impl Interruption {
    /// `None` where no cue of the first part stands between, or what follows has a cue of its own: "adding that".
    fn of(document: &Document, all: &[Attribution], first: Span, second: Span) -> Option<Self> {
        let holds = |a: &Attribution, quotation: Span| a.content.iter().any(|s| s.overlaps(quotation));
        let between = |a: &Attribution| a.cue.iter().any(|c| c.start >= first.end && c.end <= second.start);
        let from = all.partition_point(|a| last_of(a) <= first.start);
        let near: Vec<usize> = (from..all.len())
            .take_while(|&n| first_of(&all[n]) < second.end)
            .take(MOST_NEAR_QUOTATION)
            .collect();
        let owner = near.iter().copied().find(|&n| between(&all[n]) && holds(&all[n], first))?;
        let behind = all[owner].cue.last().map_or(first.end, |c| c.end);
        if cues::words(document, &[Span::new(behind, second.start)]).any(reports) {
            return None;
        }
        let others: Vec<usize> = near.into_iter().filter(|&n| n != owner && holds(&all[n], second)).collect();
        let only_more = |&n: &usize| {
            let other = &all[n];
            let same = other.source.is_empty() || other.source == all[owner].source;
            same && (other.cue.is_empty() || between(other)) && !holds(other, first)
        };
        others.iter().all(only_more).then_some(Self { first, second, owner, others })
    }

    /// The pieces of the whole quotation and of what else its owner says, without the narration between.
    fn whole(&self, own: &Attribution) -> Vec<Span> {
        // "“No,” he said, and | “never”": a word that leads over belongs to what it leads to.
        let between = |s: &Span| s.start >= self.first.end && s.end + 1 < self.second.start;
        let mut pieces: Vec<Span> =
            own.content.iter().filter(|s| !between(s)).map(|&s| self.cut(s)).collect();
        pieces.extend([self.first, self.second]);
        pieces
    }

    /// A piece that begins in the narration begins with the quotation.
    fn cut(&self, piece: Span) -> Span {
        let inside = piece.start >= self.first.end && piece.start < self.second.start;
        Span::new(if inside { self.second.start } else { piece.start }, piece.end)
    }

    /// What another attribution has behind the interruption.
    fn behind(&self, other: &Attribution) -> Vec<Span> {
        other.content.iter().map(|&s| self.cut(s)).filter(|s| s.start >= self.second.start).collect()
    }
}

/// Whether a word reports: what stands behind it is said with it.
fn reports(word: &str) -> bool {
    lexicon::verbs(&word.to_lowercase()).any(|(row, _)| row.has("cue") || row.report().is_some())
}

fn first_of(attribution: &Attribution) -> usize {
    let all = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
    all.map(|s| s.start).min().unwrap_or(usize::MAX)
}

fn last_of(attribution: &Attribution) -> usize {
    attribution.content.last().map_or(0, |s| s.end)
}

#[cfg(test)]
mod tests {
    use super::super::attribution::Evidence;
    use super::super::fixture::{attributed, words};
    use super::super::{amend, kind};
    use super::*;

    /// The contents after joining, where the text has one attribution, or a second marked by the pieces `more`.
    fn joined(marked: &str, more: Option<&str>) -> Vec<String> {
        let (document, first) = attributed(marked);
        let quoted = kind::quoted(&document);
        let renew = |a: Attribution| {
            amend::assemble(&document, &quoted, a.source, a.cue, a.content, Evidence::default())
        };
        let mut all = vec![first];
        if let Some(more) = more {
            let start = document.text.find(more).unwrap();
            let span = Span::new(start, start + more.len());
            let source = all[0].source.clone();
            all.push(renew(Attribution { source, cue: vec![], content: vec![span], ..all[0].clone() }));
        }
        join(&document, &quoted, all, renew).iter().map(|a| words(&document, &a.content)).collect()
    }

    #[test]
    fn what_goes_on_behind_the_speaker_is_one_quotation() {
        for text in [
            "<“The roof,”> [said] {Voss}, pointing upwards, “is the good news. The walls are the bad.”",
            "<“The roof,”> {Voss} [said], meaning <the tiles, “is the good news. The walls are the bad.”>",
            "<“The roof,”> {Voss} [said] after a pause “is the good news. The walls are the bad.”",
        ] {
            let whole = "“The roof,” … “is the good news. The walls are the bad.”";
            assert_eq!(joined(text, None), [whole], "{text}");
        }
        let two = "<“A wall,”> [said] {Voss}, smiling, “is a hedge that gave up.”";
        assert_eq!(
            joined(two, Some("“is a hedge that gave up.”")),
            ["“A wall,” … “is a hedge that gave up.”"]
        );
    }

    #[test]
    fn what_another_says_or_another_sentence_is_left() {
        for text in [
            "<“The roof leaks.”> {Voss} [said] so, “and the walls do.”",
            "<“The roof leaks,”> [said] {Voss}. “The walls do, too.”",
            "<“The roof leaks,”> [said] {Voss}; “the walls do,” said Ord.",
            "<“The roof leaks,”> [said] {Voss}, adding that “the walls do, too”.",
            "In “The Roof Show,” {Voss} [said], it was <“time to go.”>",
        ] {
            let first = joined(text, None);
            assert!(!first[0].contains('…'), "{text}: {first:?}");
        }
    }
}
