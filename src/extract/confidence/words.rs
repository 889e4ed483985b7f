//! The words of an attribution and around it, as the features ask for them; each list bounded, so that a document of
//! one endless sentence stays linear.

use super::super::thresholds::{MOST_WORDS, WORDS_BEFORE_CUE};
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon;
use crate::extract::attribution::{Attribution, QuotationKind};
use crate::extract::cues::tokens;
use crate::text::{Document, Span};

/// A word or a mark.
pub(super) struct NearWord<'d> {
    pub(super) span: Span,
    pub(super) text: &'d str,
    /// In lower case.
    pub(super) norm: String,
}

/// An attribution with what stands around it.
pub(super) struct Near<'d> {
    document: &'d Document,
    pub(super) source: Vec<NearWord<'d>>,
    pub(super) cue: Vec<NearWord<'d>>,
    /// The words before the cue in its clause, back to the source.
    pub(super) before_cue: Vec<NearWord<'d>>,
    pub(super) content: Vec<NearWord<'d>>,
    /// The sentence of the cue, or of the content where there is none.
    pub(super) sentence: Vec<NearWord<'d>>,
    /// Its tokens.
    pub(super) paragraph: Vec<&'d str>,
    /// How much of the words of the sentence belong to the attribution.
    pub(super) share: f32,
    /// The content is given in the words of its source: inside quotation marks or after a colon.
    pub(super) is_speech: bool,
    /// "The visit was first reported by …": what is attributed is the subject of a passive, its source the agent.
    pub(super) is_reported_by: bool,
    pub(super) is_first_paragraph: bool,
    /// The document has other paragraphs, too.
    pub(super) is_among_paragraphs: bool,
}

impl<'d> Near<'d> {
    pub(super) fn new(document: &'d Document, attribution: &Attribution) -> Self {
        let all = |spans: &[Span]| -> Vec<NearWord<'d>> {
            spans.iter().flat_map(|&s| words(document, s)).take(MOST_WORDS).collect()
        };
        let at = attribution.cue.first().unwrap_or(&attribution.content[0]).start;
        let sentence = document.sentence_at(at).map_or(Span::new(at, at), |i| document.sentences[i]);
        let number = document.paragraph_at(at).unwrap_or(0);
        let paragraph = document.paragraphs.get(number).copied().unwrap_or(sentence);
        let of_sentence: Vec<NearWord<'d>> = words(document, sentence).take(MOST_WORDS).collect();
        let parts = || attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
        let spoken: Vec<&NearWord<'d>> = of_sentence.iter().filter(|w| is_word(w.text)).collect();
        let own = spoken.iter().filter(|w| parts().any(|p| p.overlaps(w.span))).count();
        let cue = all(&attribution.cue);
        let mark = !cue.is_empty() && cue.iter().all(|w| !is_word(w.text));
        Self {
            is_reported_by: is_reported_by(&cue, attribution),
            document,
            source: all(&attribution.source),
            cue,
            before_cue: before_cue(document, attribution, sentence),
            content: all(&attribution.content),
            share: own as f32 / spoken.len().max(1) as f32,
            sentence: of_sentence,
            paragraph: tokens(document, paragraph).take(MOST_WORDS).map(|t| document.slice(t)).collect(),
            is_speech: mark || attribution.kind != QuotationKind::Indirect,
            is_first_paragraph: number == 0,
            is_among_paragraphs: document.paragraphs.len() > 1,
        }
    }

    pub(super) fn slice(&self, span: Span) -> &'d str {
        self.document.slice(span)
    }

    /// Whether a span stands inside quotation marks.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let to = self.document.quotations.partition_point(|q| q.outer.start <= span.start);
        self.document.quotations[to.saturating_sub(4)..to].iter().any(|q| q.outer.covers(span))
    }

    /// Index of the sentence with the byte at `at`.
    pub(super) fn sentence_of(&self, at: usize) -> Option<usize> {
        self.document.sentence_at(at)
    }

    /// Whether only marks stand between the begin of the sentence and `at`.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        let sentence = self.document.sentence_at(at).map_or(at, |i| self.document.sentences[i].start);
        sentence.max(at.saturating_sub(8)) == sentence
            && !self.slice(Span::new(sentence.min(at), at)).contains(char::is_alphanumeric)
    }

    /// How many words begin in `from..to`, up to a limit.
    pub(super) fn words_between(&self, from: usize, to: usize) -> usize {
        let tokens = &self.document.tokens;
        let first = tokens.partition_point(|t| t.start < from);
        let near = tokens[first..].iter().take(MOST_WORDS).take_while(|t| t.start < to);
        near.filter(|&&t| is_word(self.slice(t))).count()
    }

    /// The token that ends before `at` in its sentence, quotation marks and brackets left out.
    pub(super) fn word_before(&self, at: usize) -> Option<Span> {
        let sentence = self.document.sentence_at(at).map_or(at, |i| self.document.sentences[i].start);
        let end = self.document.tokens.partition_point(|t| t.end <= at);
        let near = self.document.tokens[end.saturating_sub(3)..end].iter().rev().copied();
        near.take_while(|t| t.start >= sentence).find(|&t| !is_fence(self.slice(t)))
    }

    /// The token that begins after `at` in its sentence, quotation marks and brackets left out.
    pub(super) fn word_after(&self, at: usize) -> Option<Span> {
        let last = at.saturating_sub(1);
        let sentence = self.document.sentence_at(last).map_or(at, |i| self.document.sentences[i].end);
        let from = self.document.tokens.partition_point(|t| t.start < at);
        let near = self.document.tokens[from..].iter().take(3).copied();
        near.take_while(|t| t.end <= sentence).find(|&t| !is_fence(self.slice(t)))
    }
}

/// Whether a token has a letter or a digit.
pub(super) fn is_word(token: &str) -> bool {
    token.contains(char::is_alphanumeric)
}

fn is_fence(token: &str) -> bool {
    matches!(token, "“" | "”" | "\"" | "‘" | "’" | "'" | "(" | ")" | "[" | "]")
}

/// Whether a form is most likely the verb of a clause: "is", "will", "says", "went".
pub(super) fn is_finite(norm: &str) -> bool {
    if norm.ends_with("n't") || norm.ends_with("n’t") || lexicon::modality(norm).is_some() {
        return true;
    }
    let short = ["’s", "'s", "’re", "'re", "’ve", "'ve", "’ll", "'ll", "’m", "'m"];
    let pronoun = |rest: &str| lexicon::of(rest).is_some_and(|row| row.has("pronoun"));
    if short.iter().any(|s| norm.strip_suffix(s).is_some_and(pronoun)) {
        return true;
    }
    let lemmas = inflect::lemmas(norm);
    let auxiliary =
        matches!(norm, "is" | "are" | "was" | "were" | "am" | "has" | "have" | "had" | "do" | "does" | "did");
    auxiliary || lemmas.first().is_some_and(|l| l.class == Class::Verb && l.inflection.any(lexicon::TENSED))
}

/// The verb of a cue: where it stands, its lemma and its form. An auxiliary only if there is no other.
pub(super) fn verb_of(cue: &[NearWord<'_>]) -> Option<(usize, &'static str, Inflection)> {
    let reading = |w: &NearWord<'_>| {
        let lemmas = inflect::lemmas(&w.norm);
        lemmas.iter().find(|l| l.class == Class::Verb).map(|l| (l.lemma, l.inflection))
    };
    let verbs = || cue.iter().enumerate().filter_map(|(at, w)| reading(w).map(|(l, form)| (at, l, form)));
    let full = |(_, lemma, _): &(usize, &str, Inflection)| {
        !matches!(*lemma, "be" | "have" | "do") && lexicon::modality(lemma).is_none()
    };
    let reports = |(_, lemma, _): &(usize, &str, Inflection)| {
        lexicon::of(lemma).is_some_and(|row| row.has("cue") || row.has("report"))
    };
    verbs().find(|v| full(v) && reports(v)).or_else(|| verbs().find(full)).or_else(|| verbs().next())
}

fn is_reported_by(cue: &[NearWord<'_>], attribution: &Attribution) -> bool {
    let reports =
        |w: &NearWord<'_>| lexicon::report(&w.norm).is_some_and(|s| s != lexicon::Strength::Holding);
    let passive = cue.iter().any(|w| lexicon::verbs(&w.norm).any(|(row, _)| row.lemma() == "be"));
    passive
        && cue.last().is_some_and(|w| w.norm == "by")
        && cue.iter().any(reports)
        && !attribution.source.is_empty()
}

/// The words before the cue in its sentence and clause, back to the source, a few at most.
fn before_cue<'d>(document: &'d Document, attribution: &Attribution, sentence: Span) -> Vec<NearWord<'d>> {
    let Some(cue) = attribution.cue.first() else { return Vec::new() };
    let source = attribution.source.iter().map(|s| s.end).filter(|&e| e <= cue.start).max().unwrap_or(0);
    let border = source.max(sentence.start);
    let end = document.tokens.partition_point(|t| t.start < cue.start);
    let near = &document.tokens[end.saturating_sub(WORDS_BEFORE_CUE)..end];
    let clause = near.iter().rposition(|&t| !is_word(document.slice(t))).map_or(0, |i| i + 1);
    near[clause..].iter().filter(|t| t.start >= border).map(|&t| word(document, t)).collect()
}

fn words(document: &Document, span: Span) -> impl Iterator<Item = NearWord<'_>> {
    tokens(document, span).map(|t| word(document, t))
}

fn word(document: &Document, span: Span) -> NearWord<'_> {
    let text = document.slice(span);
    NearWord { span, text, norm: text.to_lowercase() }
}
