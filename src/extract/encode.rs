//! A document as the model reads it: pieces with features, paragraphs apart, metadata left out.

use super::wordpiece::WordPiece;
use crate::text::{Document, QuoteStyle, Span};
use regex::Regex;
use std::sync::LazyLock;

static LETTER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\A\p{L}").expect("the pattern is valid"));

/// A word or mark that the model tags; small, as a long text has many.
#[derive(Debug, Clone, Copy)]
pub(super) struct ModelToken {
    start: u32,
    end: u32,
    piece: u32,
    /// Index of its paragraph in the document.
    pub(super) paragraph: u32,
    /// Index of its sentence in the document.
    pub(super) sentence: u32,
    /// Whether it stands inside quotation marks, or is one.
    pub(super) quoted: bool,
}

impl ModelToken {
    /// Bytes of the document's text.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Its first piece.
    pub(super) fn piece(&self) -> usize {
        self.piece as usize
    }
}

/// A document in pieces.
#[derive(Debug, Default)]
pub(super) struct Encoded {
    pub(super) tokens: Vec<ModelToken>,
    /// Vocabulary ids.
    pub(super) ids: Vec<i32>,
    /// Case (0 lower, 1 capitalised, 2 upper, 3 other) + 4 × quotation (0 outside, 1 inside, 2 a straight mark).
    pub(super) features: Vec<u8>,
    /// The first piece of each paragraph.
    pub(super) paragraphs: Vec<usize>,
}

/// Cuts `document` into pieces, up to 4 GiB of it.
pub(super) fn encode(document: &Document, words: &WordPiece) -> Encoded {
    let mut out = Encoded { tokens: Vec::with_capacity(document.tokens.len()), ..Encoded::default() };
    let marks = marks(document);
    let (mut paragraph, mut sentence, mut quoted) = (usize::MAX, 0, false);
    let (mut furniture, mut marks) = (document.furniture.iter().peekable(), marks.iter().peekable());
    for &span in &document.tokens {
        let (Ok(start), Ok(end)) = (u32::try_from(span.start), u32::try_from(span.end)) else { break };
        while furniture.next_if(|f| f.span.end <= span.start).is_some() {}
        if furniture.peek().is_some_and(|f| f.span.overlaps(span)) {
            continue;
        }
        let here = if paragraph == usize::MAX { 0 } else { paragraph };
        let here = advance(&document.paragraphs, here, span.start);
        sentence = advance(&document.sentences, sentence, span.start);
        if here != paragraph {
            if !out.tokens.is_empty() {
                out.ids.push(words.separator);
                out.features.push(0);
            }
            out.paragraphs.push(out.ids.len());
            (paragraph, quoted) = (here, false);
        }
        while marks.next_if(|m| m.span.end <= span.start).is_some() {}
        let mut word = document.slice(span);
        if let Some(mark) = marks.peek().filter(|m| m.span.overlaps(span)) {
            if span.start > mark.span.start {
                // The second character of a TeX mark: the model has seen the first.
                if let Some(last) = out.tokens.last_mut() {
                    last.end = end;
                }
                continue;
            }
            word = mark.means;
        }
        let state = match word {
            "“" => {
                quoted = true;
                1
            }
            "”" => {
                quoted = false;
                1
            }
            "\"" => {
                quoted = !quoted;
                2
            }
            _ => u8::from(quoted),
        };
        let piece = number(out.ids.len());
        words.encode(words.american(word).as_deref().unwrap_or(word), &mut out.ids);
        out.features.resize(out.ids.len(), case(word) + 4 * state);
        let (paragraph, sentence) = (number(paragraph), number(sentence));
        out.tokens.push(ModelToken { start, end, piece, paragraph, sentence, quoted: state > 0 });
    }
    out
}

/// An index below 4 Gi, as all are in as many bytes.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// A quotation mark of a style that the model was not trained on, and the mark that it knows.
struct QuoteMark {
    span: Span,
    means: &'static str,
}

/// The foreign marks of a document, in order: of its outer quotations as `“ ”`, of those within as `‘ ’`.
fn marks(document: &Document) -> Vec<QuoteMark> {
    let mut out = Vec::new();
    let mut foreign = 0..0;
    for quotation in &document.quotations {
        let Span { start, end } = quotation.outer;
        let opens = Span::new(start, quotation.inner.start);
        let known = match quotation.style {
            QuoteStyle::Double => opens.of(&document.text) == "“" || opens.is_empty(),
            QuoteStyle::StraightDouble => true,
            _ => false,
        };
        let outermost = quotation.depth == 0;
        if outermost {
            foreign = if known { 0..0 } else { start..end };
        }
        // Within a quotation in known marks, all marks stand as the model has seen them.
        if !foreign.contains(&start) {
            continue;
        }
        let (open, close) = if outermost { ("“", "”") } else { ("‘", "’") };
        out.push(QuoteMark { span: opens, means: open });
        out.push(QuoteMark { span: Span::new(quotation.inner.end, end), means: close });
    }
    out.retain(|m| !m.span.is_empty());
    out.sort_by_key(|m| m.span);
    out
}

/// The last of `spans` from `from` on that starts at or before `at`.
fn advance(spans: &[Span], mut from: usize, at: usize) -> usize {
    while spans.get(from + 1).is_some_and(|s| s.start <= at) {
        from += 1;
    }
    from
}

/// The case of anything that is not a word.
pub(super) const NO_WORD: u8 = 3;

/// 0 lower case, 1 capitalised, 2 upper case, 3 not a word: `str.islower` and its like in Python, which the model
/// was trained with.
pub(super) fn case(word: &str) -> u8 {
    let (mut lower, mut upper) = (false, false);
    for c in word.chars() {
        lower |= c.is_lowercase();
        upper |= c.is_uppercase() || is_title(c);
    }
    let Some(first) = word.chars().next() else { return 0 };
    let letter = if first.is_ascii() { first.is_ascii_alphabetic() } else { LETTER.is_match(word) };
    match (lower, upper) {
        (true, false) => 0,
        _ if !letter => NO_WORD,
        (false, true) if word.chars().nth(1).is_some() && !word.chars().any(is_title) => 2,
        _ if first.is_uppercase() => 1,
        _ => 0,
    }
}

/// A letter such as "ǅ", between upper and lower case.
fn is_title(c: char) -> bool {
    !c.is_ascii() && !c.is_uppercase() && !c.is_lowercase() && c.to_lowercase().next() != Some(c)
}
