//! Attribution: what the room gives: a source, a cue and what is attributed, with what the decision rests on.

use super::thresholds::{NEAR_IN_SENTENCE, WIDEST_SENTENCE};
use crate::text::{Document, Span};
use serde::{Deserialize, Serialize};

/// How much of the content stands inside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum QuotationKind {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// What the cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CueClass {
    /// "said", "told", "according to", ":"
    Say,
    /// "insisted", "confirmed", "announced", "stressed"
    Assert,
    /// "denied", "rejected", "dismissed"
    Deny,
    /// "claimed", "alleged", "accused"
    Allege,
    /// "warned", "threatened"
    Warn,
    /// "promised", "pledged", "plans to"
    Promise,
    /// "asked", "urged", "called for"
    Ask,
    /// "believes", "thinks", "expects", "fears"
    Believe,
    /// "wants", "supports", "hopes"
    Want,
    /// "ordered", "ruled", "banned"
    Order,
    /// "the report found", "a poll shows", "the letter reads"
    Document,
}

/// One attribution: a source, a cue, and what is attributed. Spans are byte ranges of the document's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The words that name who it is attributed to; empty when none stand there.
    pub source: Vec<Span>,
    /// The words that attribute; empty for a quotation that stands alone.
    pub cue: Vec<Span>,
    /// What is attributed, in order; never empty.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub kind: QuotationKind,
    /// What the cue does.
    pub cue_class: CueClass,
    /// The cue is negated: "did not say", "refused to confirm".
    pub negated: bool,
    /// The words that weaken it: "reportedly", "appeared to".
    pub hedge: Option<Span>,
    /// The source puts the content forward: it was not left unsaid, asked or only supposed.
    pub asserted: bool,
    /// Somebody is reported to have said, written, shown or found it; a belief, wish or plan may have gone unuttered.
    pub reported: bool,
    /// Index of the attribution whose content this one stands in ("Reuters reported that officials said …").
    pub parent: Option<usize>,
    /// How likely a reader takes this as right, 0 to 1: an attribution of something said, written or shown, with the
    /// right words and the right source. Of those marked 0.9, nine in ten are right.
    pub confidence: f32,
    /// The evidence for it, for `explain`.
    pub evidence: Evidence,
}

impl Attribution {
    /// The sentences that its source, cue and content stand in, from the first to the last, as one span. Of a sentence
    /// without end only what stands near.
    #[must_use]
    pub fn sentence(&self, document: &Document) -> Span {
        let spans = || self.source.iter().chain(&self.cue).chain(&self.content);
        let start = spans().map(|s| s.start).min().unwrap_or(0);
        let end = spans().map(|s| s.end).max().unwrap_or(start);
        let sentence = |at: usize| document.sentence_at(at).map(|n| document.sentences[n]);
        let first = sentence(start).filter(|s| start < s.end).map_or(start, |s| s.start);
        let last = sentence(end.saturating_sub(1)).map_or(end, |s| s.end);
        let (first, last) = (first.min(start), last.max(end));
        if (start - first) + (last - end) <= WIDEST_SENTENCE {
            return Span::new(first, last);
        }
        Span::new(from(&document.text, first, start), to(&document.text, end, last))
    }

    /// Moves its spans from a text to another that contains that text from byte `by` on.
    pub(crate) fn shift(&mut self, by: usize) {
        let spans = self.source.iter_mut().chain(&mut self.cue).chain(&mut self.content);
        for span in spans.chain(self.hedge.as_mut()) {
            *span = Span::new(span.start + by, span.end + by);
        }
    }
}

/// `first`, or the word nearest to it that is not too far before `start`.
fn from(text: &str, first: usize, start: usize) -> usize {
    let near = text.ceil_char_boundary(start.saturating_sub(NEAR_IN_SENTENCE));
    if first >= near {
        return first;
    }
    text[near..start].find(' ').map_or(near, |space| near + space + 1)
}

/// `last`, or the end of the word nearest to it that is not too far behind `end`.
fn to(text: &str, end: usize, last: usize) -> usize {
    let near = text.floor_char_boundary(end + NEAR_IN_SENTENCE);
    if last <= near {
        return last;
    }
    text[end..near].rfind(' ').map_or(near, |space| end + space)
}

/// The evidence for an attribution.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Mean probability of the tags of the source, the cue and the content, 0 where there is none.
    pub source: f32,
    /// See `source`.
    pub cue: f32,
    /// See `source`.
    pub content: f32,
    /// Probability of the least probable tag of each, 1 where there is none: source, cue, content.
    pub weakest: [f32; 3],
    /// How much nearer the source stands than the next best one, in tokens, with a price for sentences and rivals
    /// between; 45 when there is no other.
    pub margin: u32,
    /// Tokens of the content.
    pub length: u32,
    /// Names of the decoding rules that shaped it, in the order applied.
    pub rules: Vec<String>,
}

/// How the model tags one word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TokenTags {
    /// The word.
    pub span: Span,
    /// The tag chosen in the best sequence: `O` for none, else `B-` (begins) or `I-` (continues) with `S` a source,
    /// `C` a cue or `X` content, and `>` or `<` for the side on which its cue stands.
    pub tag: &'static str,
    /// The probability of every tag by itself.
    pub probabilities: Vec<(&'static str, f32)>,
}

#[cfg(test)]
mod tests {
    use super::super::amend;
    use super::*;
    use proptest::prelude::*;

    fn said(document: &Document, content: Span) -> Attribution {
        amend::assemble(document, &[], Vec::new(), Vec::new(), vec![content], Evidence::default())
    }

    #[test]
    fn a_long_sentence_is_shown_whole() {
        let text = format!("{} and it said so {}.", "far away".repeat(100), "for ever".repeat(100));
        let document = Document::new(text.as_str());
        let at = text.find("it said").unwrap();
        let sentence = said(&document, Span::new(at, at + 7)).sentence(&document);
        assert_eq!(sentence, Span::new(0, text.len()));
    }

    #[test]
    fn a_sentence_without_end_is_cut_at_words_around_the_attribution() {
        let document = Document::new("Žluč no end ".repeat(900).trim_end());
        let at = document.text.len() / 2;
        let content =
            Span::new(document.text.ceil_char_boundary(at), document.text.ceil_char_boundary(at + 9));
        let sentence = said(&document, content).sentence(&document);
        assert!((380..=2 * NEAR_IN_SENTENCE + 12).contains(&sentence.len()), "{sentence:?}");
        let words: Vec<&str> = sentence.of(&document.text).split(' ').collect();
        for word in [words[0], words[words.len() - 1]] {
            assert!(["Žluč", "no", "end"].contains(&word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn the_sentence_holds_the_attribution(
            text in "(\\PC{1,400} ?){1,12}", a in 0usize..4000, b in 0usize..4000,
        ) {
            let document = Document::new(text.as_str());
            let text = &document.text;
            let (a, b) = (text.floor_char_boundary(a.min(b)), text.ceil_char_boundary(a.max(b)));
            let sentence = said(&document, Span::new(a, b)).sentence(&document);
            prop_assert!(sentence.start <= a && b <= sentence.end && sentence.end <= text.len());
            prop_assert!(text.is_char_boundary(sentence.start) && text.is_char_boundary(sentence.end));
        }
    }
}
