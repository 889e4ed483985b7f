//! Paragraphs that are nothing but a quotation and that the tagger passed over. Such a one opens the quotation that the
//! next goes on with, goes on with the one before it, also over a caption, or stands for itself.

use super::attribution::{Attribution, QuotationKind};
use super::finding::touches;
use super::none::is_link;
use super::rule_names::{ALONE, ANSWERED, GOES_ON, OPENS, REPLIES};
use super::thresholds::{BYTES_OF_HEADING, SHORTEST_SPEECH};
use crate::text::{Document, Span};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// "“ROUX: We shall see”", a turn of a transcript that is quoted.
static LABELLED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"^["“][\p{Lu}][\p{L}.’' -]{0,40}:"#).expect("the pattern is valid"));

/// A quotation that nobody is said to utter: a paragraph, or an answer within one.
pub(super) struct LoneQuotation {
    pub(super) words: Span,
    /// The attribution that it is part of.
    pub(super) part_of: Option<usize>,
    /// The name of the rule that found it.
    pub(super) rule: &'static str,
}

/// Finds those that none of the attributions `known` holds; `quoted` are the document's outermost quotations.
pub(super) fn lone_quotations(
    document: &Document,
    quoted: &[Span],
    known: &[Attribution],
) -> Vec<LoneQuotation> {
    let before = |n: usize| (0..n).rev().find(|&m| !is_between(document, quoted, m));
    let asks = |n: usize| bare(document, document.paragraphs[n]).ends_with('?');
    let asked = |n: usize| before(n).is_some_and(asks);
    let speeches: Vec<usize> =
        (0..document.paragraphs.len()).filter(|&n| is_speech(document, quoted, n, asked)).collect();
    let mut taken: Vec<Span> = known.iter().flat_map(|a| &a.content).copied().collect();
    taken.sort_unstable();
    let answers = quoted.iter().copied().filter(|&q| is_answer(document, quoted, q) && !touches(&taken, q));
    let answer = |words| LoneQuotation { words, part_of: None, rule: REPLIES };
    let mut out: Vec<LoneQuotation> = answers.map(answer).collect();
    if speeches.is_empty() {
        return out;
    }
    let mut last = last_of_paragraphs(document, known);
    let is_repeated = repeated(document);
    let opened = openings(document, &speeches, &taken, known);
    for n in speeches {
        let own = document.paragraphs[n];
        if touches(&taken, own) || is_repeated(own) {
            continue;
        }
        if let Some(&i) = opened.get(&n) {
            out.push(LoneQuotation { words: own, part_of: Some(i), rule: OPENS });
            continue;
        }
        if n == 0 {
            continue;
        }
        let before = before(n);
        let question = before.filter(|&m| asks(m));
        let asked = question.is_some();
        let after = before.filter(|_| !asked).and_then(|m| {
            let &(end, i) = last.get(&m)?;
            may_go_on(document, document.paragraphs[m], end, &known[i]).then_some(i)
        });
        // A short one says something only where it goes on.
        if after.is_none() && !asked && !is_long(document, own) {
            continue;
        }
        if let Some(i) = after {
            last.insert(n, (own.end, i));
        }
        let rule = match after {
            Some(_) => GOES_ON,
            // What the narration asks, whoever is spoken to answers; what somebody asks, somebody else.
            None if question.is_some_and(|m| !touches(quoted, document.paragraphs[m])) => REPLIES,
            None if asked => ANSWERED,
            None => ALONE,
        };
        out.push(LoneQuotation { words: own, part_of: after, rule });
    }
    out
}

/// Whether a quotation is a sentence that follows a question of the narration: Does it hurt? “Only when it rains.”
fn is_answer(document: &Document, quoted: &[Span], quotation: Span) -> bool {
    let Some(n) = document.sentence_at(quotation.start).filter(|&n| n > 0) else { return false };
    let (own, question) = (document.sentences[n], document.sentences[n - 1]);
    let paragraph = |span: Span| document.paragraph_at(span.start);
    let at = quoted.partition_point(|q| q.end <= question.start);
    let plain = quoted.get(at).is_none_or(|q| q.start >= question.end);
    own == quotation
        && plain
        && paragraph(own) == paragraph(question)
        && document.slice(question).trim_end().ends_with('?')
        && bare(document, own).ends_with(['.', '!', '…'])
        && bare(document, own).contains(char::is_alphanumeric)
}

/// By paragraph: the attribution whose quotation begins there and is closed, with its speaker, further down.
fn openings(
    document: &Document,
    speeches: &[usize],
    taken: &[Span],
    known: &[Attribution],
) -> HashMap<usize, usize> {
    let first = |n: usize| {
        let paragraph = document.paragraphs[n];
        let at = document.quotations.partition_point(|q| q.outer.start < paragraph.start);
        document.quotations.get(at).filter(|q| q.outer.start == paragraph.start)
    };
    let goes_on = |(i, a): (usize, &Attribution)| {
        let start = a.content.first()?.start;
        let n = document.paragraph_at(start)?;
        first(n).is_some_and(|q| q.continues && start <= q.inner.start).then_some((n, i))
    };
    let mut whose: HashMap<usize, usize> = known.iter().enumerate().filter_map(goes_on).collect();
    for &n in speeches.iter().rev().filter(|&&n| !touches(taken, document.paragraphs[n])) {
        let closed = first(n).is_none_or(|q| q.closed);
        if let Some(&i) = whose.get(&(n + 1)).filter(|_| !closed) {
            whose.insert(n, i);
        }
    }
    whose
}

/// By paragraph: where the attribution ends whose words come last in it, and which that is.
fn last_of_paragraphs(document: &Document, known: &[Attribution]) -> HashMap<usize, (usize, usize)> {
    let mut last: HashMap<usize, (usize, usize)> = HashMap::new();
    for (i, end) in known.iter().map(end_of).enumerate() {
        if let Some(n) = document.paragraph_at(end.saturating_sub(1)) {
            let seat = last.entry(n).or_insert((end, i));
            *seat = (end, i).max(*seat);
        }
    }
    last
}

fn end_of(attribution: &Attribution) -> usize {
    let all = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
    all.map(|s| s.end).max().unwrap_or(0)
}

/// The words of a span without the marks behind them.
fn bare(document: &Document, span: Span) -> &str {
    document.slice(span).trim_end_matches(['”', '"', '’', '\'', '»', '“', '*', '_', ' '])
}

/// Whether a paragraph is all quoted, and a sentence or more; one that is `asked` for may be short.
fn is_speech(document: &Document, quoted: &[Span], n: usize, asked: impl Fn(usize) -> bool) -> bool {
    let paragraph = document.paragraphs[n];
    let from = quoted.partition_point(|q| q.end <= paragraph.start);
    let mut at = paragraph.start;
    for q in quoted[from..].iter().take_while(|q| q.start < paragraph.end) {
        if !document.text.get(at..q.start.max(at)).is_some_and(|gap| gap.trim().is_empty()) {
            return false;
        }
        at = q.end;
    }
    // A short one is a heading: “A quiet town by the river!”
    at >= paragraph.end
        && bare(document, paragraph).ends_with(['.', '!', '?', '…'])
        && (is_long(document, paragraph) || is_of_several(document, paragraph) || asked(n))
        && !LABELLED.is_match(document.slice(paragraph))
}

/// Whether a paragraph has several sentences, or so many words that it is no heading.
fn is_long(document: &Document, paragraph: Span) -> bool {
    let sentences = document.sentence_at(paragraph.start).map_or(0, |n| {
        document.sentences[n..].iter().take_while(|s| s.start < paragraph.end).take(2).count()
    });
    sentences > 1 || document.slice(paragraph).split_whitespace().count() >= SHORTEST_SPEECH
}

/// Whether the quotation that opens a paragraph goes on from the one before or into the next: only the last is closed.
fn is_of_several(document: &Document, paragraph: Span) -> bool {
    let at = document.quotations.partition_point(|q| q.outer.start < paragraph.start);
    let mut near = document.quotations[at..].iter().take(2);
    let own = near.next().filter(|q| q.outer.start < paragraph.end);
    let before = document.paragraphs.partition_point(|p| p.start < paragraph.start).checked_sub(1);
    let transcript = before.is_some_and(|n| LABELLED.is_match(document.slice(document.paragraphs[n])));
    !transcript && own.is_some_and(|q| q.continues || near.next().is_some_and(|next| next.continues))
}

/// Whether the first sentence of a quotation stands in the text twice, as that of one set in large type does.
fn repeated(document: &Document) -> impl Fn(Span) -> bool + '_ {
    let words = |s: Span| document.slice(s).trim_matches(|c: char| !c.is_alphanumeric());
    let mut count: HashMap<&str, usize> = HashMap::new();
    for &sentence in &document.sentences {
        *count.entry(words(sentence)).or_default() += 1;
    }
    move |paragraph| {
        let first = document.sentence_at(paragraph.start).map(|n| words(document.sentences[n]));
        first.and_then(|words| count.get(words)).is_some_and(|&n| n > 1)
    }
}

/// Whether a paragraph stands between others without parting them: a caption, a link, a line that is no sentence and
/// nothing quoted.
fn is_between(document: &Document, quoted: &[Span], paragraph: usize) -> bool {
    let own = document.paragraphs[paragraph];
    let line = document.slice(own);
    let title =
        line.len() <= BYTES_OF_HEADING && !bare(document, own).ends_with(['.', '!', '?', '…', ':', ',']);
    document.is_furniture(own.start) || is_link(document, paragraph) || title && !touches(quoted, own)
}

/// Whether a paragraph ends with a quotation, or with who said it: with an attribution that ends at `end`.
fn may_go_on(document: &Document, paragraph: Span, end: usize, attribution: &Attribution) -> bool {
    let behind = document.text.get(end.min(paragraph.end)..paragraph.end).unwrap_or_default();
    attribution.kind == QuotationKind::Direct
        && !attribution.source.is_empty()
        && !behind.contains(char::is_alphanumeric)
        && attribution.asserted
}

#[cfg(test)]
mod tests {
    use super::super::fixture::attributed;
    use super::super::kind;
    use super::*;

    /// Each quotation alone in a text with one attribution, marked as [`attributed`] has it: its first words, and whether
    /// it goes on with that attribution, is a new one, or answers.
    fn found(marked: &str) -> Vec<String> {
        let (document, known) = attributed(marked);
        let of = |l: LoneQuotation| {
            let words: Vec<&str> = document.slice(l.words).split(' ').take(2).collect();
            let how = match l.rule {
                GOES_ON => "goes on",
                OPENS => "opens",
                rule => rule,
            };
            format!("{} {how}", words.join(" "))
        };
        lone_quotations(&document, &kind::quoted(&document), &[known]).into_iter().map(of).collect()
    }

    #[test]
    fn a_quotation_alone_goes_on_with_the_one_before() {
        let more = "“It was old, too. It had been old for years.”";
        for between in [
            "",
            "Photo: the lock at Tarn.\n\n",
            "Read more: The lock in pictures\n\n",
            "The lock in May\n\nThe quay\n\n",
        ] {
            let text = format!("<“The lock broke,”> {{Voss}} [said].\n\n{between}{more}");
            assert_eq!(found(&text), ["“It was goes on"], "{between}");
        }
        let twice =
            format!("<“The lock broke,”> {{Voss}} [said].\n\n{more}\n\n“Nobody came. We waited for a week.”");
        assert_eq!(found(&twice), ["“It was goes on", "“Nobody came. goes on"]);
    }

    #[test]
    fn a_quotation_opens_what_the_next_paragraph_closes() {
        let told = "“It rained. We ran.\n\n“The lock broke.\n\n<“Nobody came,”> {Voss} [said].";
        assert_eq!(found(told), ["“It rained. opens", "“The lock opens"]);
        let closed = "“It rained. We all ran to the lock.”\n\n<“Nobody came,”> {Voss} [said].";
        assert_eq!(found(closed), [""; 0], "it is somebody else's, or a motto");
    }

    #[test]
    fn else_it_stands_for_itself() {
        for (before, rule) in [
            ("{Voss} [said] <the lock broke>.", ALONE),
            ("<“The lock broke,”> {Voss} [said], and left for Sund.", ALONE),
            ("<“The lock broke,”> {Voss} [said]. It rained.", ALONE),
            ("{Voss} [asked]: <“Did the lock break?”>", ANSWERED),
        ] {
            let text = format!("{before}\n\n“It was old, too. It had been old for years.”");
            assert_eq!(found(&text), [format!("“It was {rule}")], "{text}");
        }
    }

    #[test]
    fn headings_turns_and_what_stands_twice_are_none() {
        for line in [
            "“A heap of rust”",
            "“What a night!”",
            "‘The coal is no villain.’",
            "“ROUX: We shall see. We shall all see.”",
            "“It was old, too. It had been old for years.” She left.",
            "“The lock broke in the night of the great flood.”",
        ] {
            let told = "<“The lock broke in the night of the great flood. I slept,”> {Voss} [said] in May. It rained.";
            assert!(found(&format!("{told}\n\n{line}\n\nIt rained.")).is_empty(), "{line}");
        }
    }

    #[test]
    fn a_short_paragraph_of_a_longer_quotation_is_no_heading() {
        let said = "<“The lock broke,”> {Voss} [said].";
        assert_eq!(
            found(&format!("{said}\n\n“It rained.\n\n“We ran.”")),
            ["“It rained. goes on", "“We ran.” goes on"]
        );
        assert_eq!(found(&format!("{said}\n\n“It rained.”\n\n“We ran.”")), [""; 0]);
        assert_eq!(found(&format!("{said}\n\n“VOSS: It rained.\n\n“Follow Voss.”")), [""; 0]);
    }
}
