//! The writer's own words between those of a source: questions put in passing, the sentences that follow, clauses and
//! endings that tell what became of what was said.

use super::attribution::{Attribution, QuotationKind};
use super::thresholds::QUOTATIONS_SIDE_BY_SIDE;
use crate::text::{Document, Span};
use regex::Regex;
use std::sync::LazyLock;

/// ", sending its shares down 9%": what the markets made of it.
static MARKETS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r", \p{L}+ing (?:(?:its|their|the) )?(?:(?:\p{L}+[’']s?|own) )?(?:shares?|stocks?)\b")
        .expect("the pattern is valid")
});

/// Takes them out of the content.
pub(super) fn mend(document: &Document, attribution: &mut Attribution) {
    without_own_sentences(document, attribution);
    without_own_clauses(document, &mut attribution.content);
    without_endings(document, attribution);
}

/// Takes out sentences of the article's own: those without quotation marks that follow the one in which something is
/// said, and its questions on either side of that.
fn without_own_sentences(document: &Document, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.last().copied() else { return };
    let said = document.sentence_at(cue.start);
    let set_off = document.slice(cue).ends_with(':') || document.text[cue.end..].starts_with(':');
    if set_off || attribution.kind == QuotationKind::Direct {
        return;
    }
    let quoted = |at: Option<usize>| at.is_some_and(|n| is_quoted(document, document.sentences[n]));
    let told =
        attribution.content.iter().map(|s| document.sentence_at(s.start)).any(|n| n == said || quoted(n));
    let own = |piece: Span, sentence: usize| {
        let asks = || document.slice(document.sentences[sentence]).ends_with('?');
        let marked =
            if attribution.kind == QuotationKind::Mixed { document.sentences[sentence] } else { piece };
        Some(sentence) != said
            && !is_quoted(document, marked)
            && (told && piece.start > cue.start || attribution.kind == QuotationKind::Mixed && asks())
    };
    let kept: Vec<Span> = attribution.content.iter().flat_map(|&s| without(document, s, own)).collect();
    if !kept.is_empty() {
        attribution.content = kept;
    }
}

/// What is left of a span without the sentences that are `own`.
fn without(document: &Document, span: Span, own: impl Fn(Span, usize) -> bool) -> Vec<Span> {
    let first = document.sentence_at(span.start).unwrap_or(0);
    let mut out: Vec<Span> = Vec::new();
    let mut cut = true;
    let near = document.sentences[first..].iter().take_while(|s| s.start < span.end);
    for (at, sentence) in near.enumerate() {
        let piece = Span::new(sentence.start.max(span.start), sentence.end.min(span.end));
        let goes_on = at > 0 && !cut && ends_in_capitals(document.slice(document.sentences[first + at - 1]));
        let is_own = piece.is_empty() || !goes_on && own(piece, first + at);
        match out.last_mut() {
            Some(last) if is_own && !cut => last.end -= stops(document.slice(*last)),
            _ if is_own => {}
            Some(last) if !cut => last.end = piece.end,
            _ => out.push(piece),
        }
        cut = is_own;
    }
    if let (Some(last), false) = (out.last_mut(), cut) {
        last.end = span.end;
    }
    out
}

/// "the ID.", of which the stop may be more of a name than the end of a sentence.
fn ends_in_capitals(sentence: &str) -> bool {
    let last = sentence.trim_end_matches('.').rsplit(char::is_whitespace).next().unwrap_or_default();
    !last.is_empty() && last.chars().all(char::is_uppercase)
}

/// How many full stops words end with.
fn stops(words: &str) -> usize {
    words.len() - words.trim_end_matches('.').len()
}

/// Whether quotation marks stand in a span or around it.
fn is_quoted(document: &Document, span: Span) -> bool {
    let to = document.quotations.partition_point(|q| q.outer.start < span.end);
    document.quotations[to.saturating_sub(QUOTATIONS_SIDE_BY_SIDE)..to]
        .iter()
        .any(|q| q.outer.end > span.start)
}

/// Takes out what stands behind a clause with "which" or "who" that the content leaves out: "by the remark|, which has
/// been watched |three million times".
fn without_own_clauses(document: &Document, content: &mut Vec<Span>) {
    let apart = |pair: &[Span]| {
        let gap = document.text.get(pair[0].end..pair[1].start).unwrap_or_default();
        [", which ", ", who ", ", whose "].iter().any(|opens| gap.starts_with(opens))
            && !gap[1..].contains([',', '.', '\n'])
    };
    if let Some(at) = content.windows(2).position(apart) {
        let sentence = document.sentence_at(content[at].start);
        let mut n = 0;
        content.retain(|s| {
            n += 1;
            n <= at + 1 || document.sentence_at(s.start) != sentence
        });
    }
}

/// Takes off endings that are the writer's: "contrary to rumours" behind who says it, what the markets did.
fn without_endings(document: &Document, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.last().copied() else { return };
    let contrary = |s: &Span| s.start > cue.end && document.slice(*s).starts_with("contrary to");
    if attribution.content.len() > 1 {
        attribution.content.retain(|s| !contrary(s));
    }
    let Some(last) = attribution.content.last_mut() else { return };
    if attribution.kind != QuotationKind::Direct
        && let Some(found) = MARKETS.find(document.slice(*last))
        && found.start() > 0
        && !document.slice(*last)[found.start()..].contains(['“', '"', '”'])
    {
        last.end = last.start + found.start();
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, words};
    use super::*;

    /// The content, its pieces parted by " … ", of an attribution marked `{…}`, `[…]` and `<…>`.
    fn content(marked: &str) -> String {
        let (document, mut attribution) = attributed(marked);
        mend(&document, &mut attribution);
        words(&document, &attribution.content)
    }

    #[test]
    fn the_writers_questions_are_not_said() {
        for (marked, said) in [
            (
                "{Vik} [insisted] <that she liked rain. And the wind? “Less so.”>",
                "that she liked rain … “Less so.”",
            ),
            (
                "{Vik} [said] <the quay was shut>. <Will it open? “Not this year.”>",
                "the quay was shut … “Not this year.”",
            ),
            ("<Does she plan to stand? “I plan to sleep,”> {Vik} [said].", "“I plan to sleep,”"),
            (
                "<“It failed,”> {Vik} [said]. <Why had nobody looked?> <“Nobody asked.”>",
                "“It failed,” … “Nobody asked.”",
            ),
            ("<“Who pays? Not us,”> {Vik} [said].", "“Who pays? Not us,”"),
            ("{Vik} [asked] <who would pay>. <“Who pays? We do.”>", "who would pay … “Who pays? We do.”"),
            ("{Vik} [wrote]: <Who pays? “The town,” they say.>", "Who pays? “The town,” they say."),
        ] {
            assert_eq!(content(marked), said, "{marked}");
        }
    }

    #[test]
    fn the_writers_next_sentence_is_not_said() {
        for (marked, said) in [
            ("{Reeve} [told] us of it. <“We ate it cold.” I believe him.>", "“We ate it cold.”"),
            ("{The board} [said] <it had “never seen such rain”. We have>.", "it had “never seen such rain”"),
            (
                "{The Post} [said] <a convoy had reached Upton. UN staff saw none>.",
                "a convoy had reached Upton",
            ),
            ("{Ord} [said] <it would build the ID. MIRA in May>.", "it would build the ID. MIRA in May"),
            ("{Ord} [said] <it was old>. “Rust,” <is how he put it>.", "it was old"),
            ("{Ord} [asked] <whether the dam held>. <Whether it will is open>.", "whether the dam held"),
            ("{Ord} [wrote]: <The dam held>. <It will hold>.", "The dam held … It will hold"),
            ("{Ord} [said] <it held. “It will hold,” and so on>.", "it held. “It will hold,” and so on"),
        ] {
            assert_eq!(content(marked), said, "{marked}");
        }
    }

    #[test]
    fn what_became_of_it_is_not_said() {
        for (marked, said) in [
            (
                "{Moss} [said] <he stood by the letter>, which has been read <nine times>.",
                "he stood by the letter",
            ),
            ("{The mill} [warned] <of losses, sending its shares down 9%>.", "of losses"),
            ("{The mill} [said] <it had sold its boats, lifting the firm’s stock>.", "it had sold its boats"),
            (
                "{Moss} [said] <the mill lost money, making it hard to pay>.",
                "the mill lost money, making it hard to pay",
            ),
            (
                "<The boat had been checked>, {she} [said], <contrary to rumours>.",
                "The boat had been checked",
            ),
            (
                "<The lock, contrary to rumours,> {she} [said], <had held>.",
                "The lock, contrary to rumours, … had held",
            ),
        ] {
            assert_eq!(content(marked), said, "{marked}");
        }
    }
}
