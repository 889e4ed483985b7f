//! Passage: what of a quote stands in quotation marks, and so is said to be verbatim.

use super::thresholds::SMALL;
use super::transcript::solid;
use crate::english::{SpokenWord, letters, lexicon, spoken};
use crate::extract::QuotationKind;
use crate::text::{Span, paragraphs, quotations};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words said to be verbatim.
#[derive(Debug, Clone)]
pub struct QuotedPassage {
    /// As written, without the marks around it.
    pub text: String,
    pub(super) words: Vec<SpokenWord>,
    /// The words that are no filler and stand in no brackets, as places in `words`.
    pub(super) solid: Vec<usize>,
    /// What stands before each solid word.
    pub(super) before: Vec<Left>,
    /// What each solid word weighs: those that carry meaning most.
    weights: Vec<f32>,
    /// It holds nothing but fillers, so that these are its words.
    pub(super) idle: bool,
    /// What stands in brackets, with them, in lower case.
    pub(super) brackets: Vec<String>,
    /// It has an ellipsis.
    pub(super) ellipsis: bool,
    /// The words that the article has before it outside the marks, and those behind it.
    pub(super) lead: Vec<SpokenWord>,
    /// See `lead`.
    pub(super) tail: Vec<SpokenWord>,
}

/// What the writer says was left out between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// Nothing.
    Nothing,
    /// An ellipsis.
    Ellipsis,
    /// Words in brackets stand for others.
    Bracket,
}

/// A capital or small letter that the writer changed: "[T]he".
static LETTER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[(\p{L})\](\p{L})").expect("it is valid"));

static BRACKETS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[[^\]]*\]").expect("it is valid"));

impl QuotedPassage {
    /// The passage with these words.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let brackets = BRACKETS.find_iter(text).map(|found| found.as_str().to_lowercase()).collect();
        let text = LETTER.replace_all(text.trim(), "$1$2").into_owned();
        let words = spoken(&text);
        let mut solid = solid(&words);
        let idle = solid.is_empty();
        if idle {
            solid = (0..words.len()).collect();
        }
        let left = |n: usize| {
            let Some(last) = n.checked_sub(1).map(|b| solid[b]) else { return Left::Nothing };
            let between = &text[words[last].span.end..words[solid[n]].span.start.max(words[last].span.end)];
            if has_ellipsis(between) {
                Left::Ellipsis
            } else if words[last..solid[n]].iter().any(|w| w.aside && w.key != "sic") {
                Left::Bracket
            } else {
                Left::Nothing
            }
        };
        let before = (0..solid.len()).map(left).collect();
        let weights = solid.iter().map(|&n| weight_of(&words[n].key)).collect();
        let ellipsis = has_ellipsis(&text);
        let (lead, tail) = (Vec::new(), Vec::new());
        Self { text, words, solid, before, weights, idle, brackets, ellipsis, lead, tail }
    }

    /// The sentences, and what an ellipsis parts, in solid words.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let ends = |n: &usize| {
            let from = self.span(n - 1).end;
            self.before[*n] == Left::Ellipsis
                || self.text[from..self.span(*n).start.max(from)].contains(['.', '!', '?'])
        };
        let cuts: Vec<usize> = (1..self.solid.len()).filter(ends).chain([self.solid.len()]).collect();
        let mut start = 0;
        cuts.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect()
    }

    /// The clauses of a sentence of solid words; "and" begins one.
    pub(super) fn clauses(&self, sentence: &Range<usize>) -> Vec<Range<usize>> {
        let opens = |n: &usize| {
            let from = self.span(n - 1).end;
            self.is_joint(*n)
                || !self.is_joint(n - 1)
                    && self.text[from..self.span(*n).start.max(from)].contains([',', ';', ':', '—', '–'])
        };
        let cuts = (sentence.start + 1..sentence.end).filter(opens).chain([sentence.end]);
        let mut start = sentence.start;
        cuts.map(|end| std::mem::replace(&mut start, end)..end).collect()
    }

    /// The solid word `n` joins clauses: "and".
    pub(super) fn is_joint(&self, n: usize) -> bool {
        lexicon::of(self.key(n))
            .is_some_and(|row| matches!(row.value("conjunction"), Some("and" | "or" | "but")))
    }

    /// The solid word `n` is read of the same piece as the one before: "£400" is "400 pounds".
    pub(super) fn is_torn(&self, n: usize) -> bool {
        n > 0 && n < self.solid.len() && self.span(n - 1).end > self.span(n).start
    }

    /// Where the writing of the solid word `n` begins, with the marks that open it: "£400", "“so".
    pub(super) fn opens(&self, n: usize) -> usize {
        if n == 0 || n >= self.solid.len() {
            return if n == 0 { 0 } else { self.text.len() };
        }
        let (from, at) = (self.span(n - 1).end, self.span(n).start);
        from + with_opening(&self.text[from..at.max(from)])
    }

    /// What some solid words weigh.
    pub(super) fn weight(&self, q: Range<usize>) -> f32 {
        self.weights[q].iter().sum()
    }

    /// How many of some solid words carry meaning.
    pub(super) fn telling(&self, q: Range<usize>) -> usize {
        self.weights[q].iter().filter(|&&weight| weight > SMALL).count()
    }

    /// The key of the solid word `n`.
    pub(super) fn key(&self, n: usize) -> &str {
        &self.words[self.solid[n]].key
    }

    /// The words in brackets before the solid word `n`.
    pub(super) fn bracket(&self, n: usize) -> impl Iterator<Item = &str> {
        let from = n.checked_sub(1).map_or(0, |before| self.solid[before]);
        self.words[from..self.solid[n]].iter().filter(|word| word.aside).map(|word| &*word.key)
    }

    /// The words in brackets behind the last solid word.
    pub(super) fn bracket_behind(&self) -> impl Iterator<Item = &str> {
        let from = self.solid.last().map_or(self.words.len(), |last| last + 1);
        self.words[from..].iter().filter(|word| word.aside && word.key != "sic").map(|word| &*word.key)
    }

    /// The bytes of the solid word `n`.
    pub(super) fn span(&self, n: usize) -> Span {
        self.words[self.solid[n]].span
    }
}

/// Where the marks begin that open what stands behind a text: a currency's sign, brackets, quotation marks.
fn with_opening(before: &str) -> usize {
    before.trim_end_matches(['£', '$', '€', '¥', '(', '“', '‘', '"', '\'']).len()
}

pub(super) fn has_ellipsis(text: &str) -> bool {
    text.contains('…') || text.contains("..") || text.contains(". .")
}

/// What a word weighs: one that carries meaning most.
pub(super) fn weight_of(key: &str) -> f32 {
    let small = key.starts_with('\'') || lexicon::is_closed(key) || lexicon::is_small(key);
    if small { SMALL } else { 1.0 }
}

/// The passages of a quote, none of a paraphrase; `sentence` is what it stands in, empty where that is not known. Where the
/// words that attribute interrupt a sentence, both parts are one.
#[must_use]
pub fn passages(quote: &str, kind: QuotationKind, sentence: &str) -> Vec<QuotedPassage> {
    if kind == QuotationKind::Indirect {
        return Vec::new();
    }
    let mut parts: Vec<String> = Vec::new();
    for quotation in quotations(quote, &paragraphs(quote)).iter().filter(|q| q.depth == 0) {
        let words = quotation.inner.of(quote).trim();
        let goes_on = words.starts_with(char::is_lowercase)
            && parts.last().is_some_and(|last| !last.ends_with(['.', '!', '?', '…']));
        match parts.last_mut() {
            Some(last) if kind == QuotationKind::Direct && (goes_on || quotation.continues) => {
                last.push(' ');
                last.push_str(words);
            }
            _ => parts.push(words.to_owned()),
        }
    }
    let quoted: usize = parts.iter().map(|part| letters(part).len()).sum();
    if kind == QuotationKind::Direct && quoted * 2 < letters(quote).len() {
        parts = vec![quote.trim_matches(|c: char| "\"“”‘’'".contains(c) || c.is_whitespace()).to_owned()];
    }
    let around = if sentence.is_empty() { quote } else { sentence };
    let outside = outside(around);
    let passages = parts.iter().map(|part| {
        let of = outside.iter().find(|of| !of.quoted.is_empty() && part.starts_with(&of.quoted));
        let (lead, tail) = of.map(|of| (spoken(of.lead), spoken(of.tail))).unwrap_or_default();
        QuotedPassage { lead, tail, ..QuotedPassage::new(part) }
    });
    passages.filter(|passage| !passage.words.is_empty()).collect()
}

/// A quotation with what stands outside the marks, up to the next one.
struct Outside<'t> {
    quoted: String,
    lead: &'t str,
    tail: &'t str,
}

fn outside(text: &str) -> Vec<Outside<'_>> {
    let quotations: Vec<_> =
        quotations(text, &paragraphs(text)).into_iter().filter(|q| q.depth == 0).collect();
    let of = |n: usize| {
        let own = quotations[n].outer;
        let from = n.checked_sub(1).map_or(0, |b| quotations[b].outer.end).min(own.start);
        let to = quotations.get(n + 1).map_or(text.len(), |next| next.outer.start).max(own.end);
        let quoted = quotations[n].inner.of(text).trim().to_owned();
        Outside { quoted, lead: &text[from..own.start], tail: &text[own.end..to] }
    };
    (0..quotations.len()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(quote: &str, kind: QuotationKind) -> Vec<String> {
        passages(quote, kind, "").into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn what_stands_in_marks_is_verbatim() {
        let direct = QuotationKind::Direct;
        assert_eq!(texts("“We will,” “close it in June.”", direct), ["We will, close it in June."]);
        assert_eq!(texts("“We stay.” “We won.”", direct), ["We stay.", "We won."]);
        assert_eq!(texts("We stay and we win", direct), ["We stay and we win"]);
        assert_eq!(texts("patrols resume \"within the hour\"", QuotationKind::Mixed), ["within the hour"]);
        assert!(texts("patrols resume", QuotationKind::Indirect).is_empty());
        assert!(texts("“…”", direct).is_empty());
    }

    #[test]
    fn what_the_article_says_outside_the_marks_is_known() {
        let told = "She would not “stand here”, and “everything went right”, Pell said.";
        let found = passages("would not “stand here”", QuotationKind::Mixed, told);
        let words = |of: &[SpokenWord]| of.iter().map(|w| w.key.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!((words(&found[0].lead), words(&found[0].tail)), ("she would not".into(), "and".into()));
    }

    #[test]
    fn what_the_writer_left_out_is_known() {
        let passage = QuotedPassage::new("[T]he gate … broke [the lock] twice [sic] over");
        let keys: Vec<&str> = (0..passage.solid.len()).map(|n| passage.key(n)).collect();
        assert_eq!(keys, ["the", "gate", "broke", "twice", "over"]);
        use Left::{Bracket, Ellipsis, Nothing};
        assert_eq!(passage.before, [Nothing, Nothing, Ellipsis, Bracket, Nothing]);
    }
}
