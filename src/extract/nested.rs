//! Attributions inside what another attribution attributes: "Reuters reported *that officials said the dam was safe*".
//!
//! The tagger gives each word one tag, and so finds only the outer of two nested attributions. Here a sentence of a
//! content that contains a reporting verb is read once more, as a text of its own.

use super::attribution::{Attribution, CueClass, QuotationKind};
use super::kind;
use super::thresholds::{LEAST_NESTED, LONGEST_REREAD, QUOTATIONS_SIDE_BY_SIDE, SHORTEST_ATTRIBUTION};
use crate::english::inflect::{self, Class};
use crate::english::lexicon::{self, Strength};
use crate::text::{Document, Span};

/// The parts of contents that may contain an attribution, each to be read as a text of its own: a sentence, or several
/// where a quotation in it continues, without the quotation marks around the whole. In order, not overlapping.
pub(super) fn candidates(document: &Document, contents: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for &content in contents {
        let first = document.sentence_at(content.start).unwrap_or(0);
        let mut open: Option<Span> = None;
        for sentence in document.sentences[first..].iter().take_while(|s| s.start < content.end) {
            let part = Span::new(sentence.start.max(content.start), sentence.end.min(content.end));
            if part.is_empty() {
                continue;
            }
            let whole = Span::new(open.map_or(part.start, |o: Span| o.start), part.end);
            let short = whole.len() < LONGEST_REREAD;
            if part.end < content.end && short && goes_on(document, whole) {
                open = Some(whole);
                continue;
            }
            open = None;
            let bare = without_marks(document, whole);
            if out.last().is_none_or(|last| last.end <= bare.start) && may_attribute(document, bare) {
                out.push(bare);
            }
        }
    }
    out
}

/// Whether a quotation begins in `part` that ends after it.
fn goes_on(document: &Document, part: Span) -> bool {
    let from = document.quotations.partition_point(|q| q.outer.start <= part.start);
    document.quotations[from..]
        .iter()
        .take_while(|q| q.outer.start < part.end)
        .any(|q| q.outer.end > part.end && !q.outer.covers(part))
}

/// `part` without the quotation marks of the quotations that hold all of it.
fn without_marks(document: &Document, mut part: Span) -> Span {
    for quotation in around(document, part) {
        let inner = Span::new(part.start.max(quotation.start), part.end.min(quotation.end));
        if !inner.is_empty() {
            part = inner;
        }
    }
    let words = document.slice(part).trim_start();
    let words = words.strip_prefix("that ").unwrap_or(words).trim_start();
    let start = part.end - words.len();
    Span::new(start, start + words.trim_end().len())
}

/// The insides of the quotations that hold all of `part`, the outer ones first.
fn around(document: &Document, part: Span) -> impl Iterator<Item = Span> {
    let to = document.quotations.partition_point(|q| q.outer.start <= part.start);
    document.quotations[to.saturating_sub(QUOTATIONS_SIDE_BY_SIDE)..to]
        .iter()
        .filter(move |q| q.outer.covers(part))
        .map(|q| q.inner)
}

/// Whether a word that reports stands in `part` with words on both sides.
fn may_attribute(document: &Document, part: Span) -> bool {
    let words: Vec<&str> = words_of(document, part).collect();
    let inside = 1..words.len().saturating_sub(1);
    words.len() >= SHORTEST_ATTRIBUTION && words[inside].iter().any(|w| reports(w))
        || words.len() > SHORTEST_ATTRIBUTION && words[0] == "According"
}

/// The words of `part`, without marks.
fn words_of(document: &Document, part: Span) -> impl Iterator<Item = &str> {
    let from = document.tokens.partition_point(|t| t.start < part.start);
    let tokens = document.tokens[from..].iter().take_while(move |t| t.end <= part.end);
    tokens.map(|&t| document.slice(t)).filter(|w| w.starts_with(char::is_alphanumeric))
}

/// Whether a cue is a mark ("Police: Driver fled") or holds a verb by which claims are reported, in any case.
pub(super) fn is_verb_of_reporting(document: &Document, cue: &[Span]) -> bool {
    let mut all = cue.iter().flat_map(|&c| words_of(document, c)).map(str::to_lowercase).peekable();
    all.peek().is_none() || all.any(|w| reports(&w))
}

/// Whether a word in lower case is a form of a verb by which claims are reported, which beliefs are not.
fn reports(word: &str) -> bool {
    lexicon::verbs(word).any(|(row, _)| {
        let cue = row.value("cue").unwrap_or("say");
        row.report().is_some_and(|strength| strength != Strength::Holding)
            && !["believe", "want", "ask", "order"].contains(&cue)
    })
}

/// Whether a nested attribution is a report of what somebody else said: not of the one who speaks around it, nor of
/// what could, should or will be said, nor of what everybody says.
pub(super) fn is_sound(document: &Document, attribution: &Attribution) -> bool {
    let open =
        matches!(attribution.cue_class, CueClass::Believe | CueClass::Want | CueClass::Ask | CueClass::Order);
    attribution.confidence >= LEAST_NESTED
        && !open
        && is_somebody(document, &attribution.source)
        && is_said(document, attribution)
        && says_something(document, attribution)
        && !is_broken_off(document, attribution)
}

/// A clause without its verb ("that last year"), or one that another conjunction parts from the cue: "she told the port in
/// May, but | that it did nothing".
pub(super) fn is_broken_off(document: &Document, attribution: &Attribution) -> bool {
    let (Some(cue), [first, ..]) = (attribution.cue.last(), &attribution.content[..]) else { return false };
    let mut all = attribution.content.iter().flat_map(|&s| words_of(document, s)).map(str::to_lowercase);
    let clause = all.next().is_some_and(|w| w == "that");
    let verb = |w: String| {
        inflect::lemmas(&w).iter().any(|l| l.class == Class::Verb) || lexicon::modality(&w).is_some()
    };
    let gap = document.text.get(cue.end..first.start).unwrap_or_default().trim_end();
    let parted =
        clause && [" but", " and", ",", " yet"].iter().any(|end| gap.ends_with(end)) && gap.contains(' ');
    parted || clause && attribution.kind == QuotationKind::Indirect && !all.any(verb)
}

/// Whether a source is somebody else than the one who speaks or is spoken to, and not everybody or nobody.
fn is_somebody(document: &Document, source: &[Span]) -> bool {
    let all: Vec<String> =
        source.iter().flat_map(|&s| words_of(document, s)).map(str::to_lowercase).collect();
    let owner =
        |w: &str| w.ends_with("’s") || w.ends_with("'s") || matches!(w, "his" | "her" | "their" | "its");
    match all.as_slice() {
        [] => false,
        [only] if is_nobody(only.split(['’', '\'']).next().unwrap_or_default()) => false,
        [first, .., last] => first != "no" && !owner(last) && !is_unreal(last),
        [only] => !owner(only) && !is_unreal(only),
    }
}

/// Whether a source says nothing new: the speaker around it, the one spoken to, everybody, things just pointed at.
fn is_nobody(word: &str) -> bool {
    let somebody = ["male", "female", "plural", "relative"];
    matches!(word, "people" | "folks")
        || lexicon::of(word).is_some_and(|row| match (row.value("pronoun"), row.value("determiner")) {
            // "Others" are somebody else.
            (Some("indefinite"), _) => row.has("scope"),
            (Some(pronoun), _) => !somebody.contains(&pronoun),
            (_, Some(determiner)) => ["possessive", "demonstrative", "question"].contains(&determiner),
            _ => false,
        })
}

/// Whether a cue holds a verb by which claims are reported, and as something that was said.
fn is_said(document: &Document, attribution: &Attribution) -> bool {
    let Some(first) = attribution.cue.first() else { return false };
    let before = document.tokens.partition_point(|t| t.end <= first.start).checked_sub(1);
    let before = before.map_or("", |t| document.slice(document.tokens[t]));
    let all: Vec<String> =
        attribution.cue.iter().flat_map(|&c| words_of(document, c)).map(str::to_lowercase).collect();
    let Some(verb) = all.iter().position(|w| reports(w)) else { return false };
    let led_by = verb.checked_sub(1).map_or(before, |at| all[at].as_str());
    let bare = matches!(led_by, "to" | "for" | "of" | "without") && !attribution.negated;
    // "Calls" are made by telephone, too.
    let names =
        matches!(all[verb].as_str(), "called" | "calls") && attribution.kind == QuotationKind::Indirect;
    !bare && !names && !is_unreal(before) && !all.iter().any(|w| is_unreal(w))
}

/// Whether a content is more than a word or two that point at something: "said so", "what he called it".
fn says_something(document: &Document, attribution: &Attribution) -> bool {
    let content = &attribution.content;
    let all: Vec<&str> = content.iter().flat_map(|&c| words_of(document, c)).collect();
    let points = content.len() > 1 && matches!(all[..], ["what" | "which" | "whom" | "whose" | "where", ..]);
    (all.len() >= 3 || attribution.kind == QuotationKind::Direct) && !points
}

/// Whether a word before or in a cue shows that nothing was said: "would say", "couldn’t tell".
fn is_unreal(word: &str) -> bool {
    let verb = word.strip_suffix("n’t").or_else(|| word.strip_suffix("n't")).unwrap_or(word);
    lexicon::modality(verb).is_some()
        || matches!(verb, "cannot" | "ever" | "wo" | "ca")
        || ["’ll", "'ll", "’d", "'d"].iter().any(|end| word.ends_with(end))
}

/// Gives clauses that follow a content back to the speaker around it: after the quotation with which the content
/// begins ("He told me, *‘Go home,’* and I went"), and from ", and that …" on.
pub(super) fn without_next_clause(document: &Document, attribution: &mut Attribution) {
    let Some(last) = attribution.content.last_mut() else { return };
    let words = document.slice(*last);
    let closed =
        document.quotations.iter().find(|q| q.outer.start == last.start && q.closed).map(|q| q.outer.end);
    let goes_on = |at: usize| {
        let next = document.text[at..last.end].trim_start().split(' ').next().unwrap_or_default();
        matches!(next, "and" | "so" | "but" | "then" | "because" | "when")
    };
    // "He told me *it was shut* and that he knew": the second clause stands beside "that he told me".
    let bare = !words.starts_with("that ");
    let marks =
        [", and that ", ", but that ", " and that "].into_iter().filter(|mark| bare || mark.starts_with(','));
    let clause = marks.filter_map(|mark| words.find(mark)).min();
    let clause =
        clause.filter(|&at| at > 0 && !words[..at].contains(['“', '"', '‘'])).map(|at| last.start + at);
    let Some(end) = closed.filter(|&at| at < last.end && goes_on(at)).or(clause) else { return };
    last.end = end;
    attribution.kind = kind::kind(document, &kind::quoted(document), &attribution.content);
}
