//! An edition: one revision as it is compared, its sentences as they stand, each with the statements in it.
//!
//! The sentence is what two editions are aligned by, for that is what a reader sees edited. What the extraction makes of
//! it, who said which part, is a layer on it: see `voices`. Furniture and notes about edits belong to no
//! sentence.

use super::fingerprint::fingerprint;
use super::rules::same_name;
use crate::analysis::Analysis;
use crate::claim::{Position, Statement, Voice, headline_in};
use crate::speaker::SpeakerKind;
use crate::text::{Document, Note, Span};
use std::collections::{HashMap, HashSet};

/// One revision of an article, ready to be compared with any other.
#[derive(Debug, Clone, Default)]
pub struct Edition {
    /// The headline, then the sentences of the text in order.
    pub(super) sentences: Vec<Sentence>,
    /// What the sentences state; the indices of a [`Change`](super::change::Change) count these.
    pub(super) statements: Vec<Statement>,
    /// The notes about edits.
    pub(super) notes: Vec<Note>,
    /// Lines that are no part of the story as this edition shows it, without statements, in order: furniture.
    pub(super) asides: Vec<Sentence>,
}

/// A sentence as it stands.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Its words, without furniture and notes.
    pub(super) text: String,
    /// Where it stands in the document; `None` for a headline, or where there is no document.
    pub(super) span: Option<Span>,
    /// The statements that have words in it, in order.
    pub(super) statements: Vec<usize>,
    /// Where in the article it stands.
    pub(super) position: Position,
    /// The number of its paragraph; `None` where it has no place in a document.
    pub(super) paragraph: Option<usize>,
}

impl Edition {
    /// The sentences of a document that hold statements, with those.
    #[must_use]
    pub fn new(document: &Document, statements: Vec<Statement>) -> Self {
        let notes = document.notes.clone();
        let apart = apart(document, &notes);
        let of = holders(document, &statements);
        let mut sentences: Vec<Sentence> =
            statements.iter().enumerate().filter(|(_, s)| s.spans.is_empty()).map(headline).collect();
        let title = sentences.first().and_then(|s| headline_in(document, &s.text));
        let mut asides = Vec::new();
        for (n, (&span, held)) in document.sentences.iter().zip(of).enumerate() {
            if title == Some(span) {
                continue;
            }
            let held = if held.is_empty() { beside(document, n, &statements) } else { held };
            let text = without(document, span, &apart);
            let sentence = |text: String, statements: Vec<usize>, position| Sentence {
                text,
                span: Some(span),
                statements,
                position,
                paragraph: document.paragraph_at(span.start),
            };
            if !text.contains(char::is_alphanumeric) {
                if !notes.iter().any(|note| note.span.overlaps(span)) {
                    asides.push(sentence(document.slice(span).to_owned(), Vec::new(), Position::Body));
                }
            } else if let Some(&first) = held.first() {
                let position = statements[first].position;
                sentences.push(sentence(text, held, position));
            } else {
                asides.push(sentence(text, Vec::new(), Position::Body));
            }
        }
        Self { sentences, statements, notes, asides }
    }

    /// What an analysis found, ready to be compared.
    #[must_use]
    pub fn of(analysis: &Analysis) -> Self {
        Self::new(&analysis.document, analysis.statements.clone())
    }

    /// Statements without a document: each stands in its context, neighbours with the same context in one.
    #[must_use]
    pub fn bare(statements: &[Statement]) -> Self {
        let mut sentences: Vec<Sentence> = Vec::new();
        for (n, statement) in statements.iter().enumerate() {
            let cut = *statement.text != *statement.context;
            match sentences.last_mut() {
                Some(last) if cut && *last.text == *statement.context => last.statements.push(n),
                _ => sentences.push(Sentence {
                    text: statement.context.to_string(),
                    span: None,
                    statements: vec![n],
                    position: statement.position,
                    paragraph: None,
                }),
            }
        }
        Self { sentences, statements: statements.to_vec(), ..Self::default() }
    }

    /// The statements: what the indices of a [`Change`](super::change::Change) count.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The notes about edits in the text.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The statements of some sentences, each once, in order.
    pub(super) fn statements_of(&self, sentences: &[usize]) -> Vec<usize> {
        let mut all: Vec<usize> =
            sentences.iter().flat_map(|&n| self.sentences[n].statements.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The words of some sentences; `None` without any.
    pub(super) fn words_of(&self, sentences: &[usize]) -> Option<String> {
        let words: Vec<&str> = sentences.iter().map(|&n| self.sentences[n].text.as_str()).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

fn headline((n, statement): (usize, &Statement)) -> Sentence {
    Sentence {
        text: statement.text.clone(),
        span: None,
        statements: vec![n],
        position: statement.position,
        paragraph: None,
    }
}

/// Furniture, and notes that say what was edited: words about the article, in order, apart from each other. A note that brings news is a
/// sentence like any other.
fn apart(document: &Document, notes: &[Note]) -> Vec<Span> {
    let about = notes.iter().filter(|n| !n.is_news()).map(|n| n.span);
    let mut spans: Vec<Span> = document.furniture.iter().map(|f| f.span).chain(about).collect();
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let joined = next.start <= last.end;
        if joined {
            last.end = last.end.max(next.end);
        }
        joined
    });
    spans
}

/// For each sentence the statements with words in it.
fn holders(document: &Document, statements: &[Statement]) -> Vec<Vec<usize>> {
    let mut of = vec![Vec::new(); document.sentences.len()];
    for (n, statement) in statements.iter().enumerate() {
        for &span in &statement.spans {
            let first = document.sentence_at(span.start).unwrap_or(0);
            for (at, sentence) in document.sentences.iter().enumerate().skip(first) {
                if sentence.start >= span.end {
                    break;
                }
                if sentence.overlaps(span) && of[at].last() != Some(&n) {
                    of[at].push(n);
                }
            }
        }
    }
    of
}

/// The statements that a sentence without words of any belongs to: "Ito said:" before a quotation.
fn beside(document: &Document, n: usize, statements: &[Statement]) -> Vec<usize> {
    /// Statements that start near enough.
    const REACH: usize = 3;
    let words = document.slice(document.sentences[n]);
    let start = document.sentences[n].start;
    let next = statements.partition_point(|s| s.spans.first().is_none_or(|p| p.start < start));
    let near = next.saturating_sub(REACH)..(next + REACH).min(statements.len());
    near.filter(|&i| statements[i].attribution.is_some() && statements[i].context.contains(words)).collect()
}

/// The words of a sentence outside of `apart`.
fn without(document: &Document, sentence: Span, apart: &[Span]) -> String {
    let mut out = String::new();
    let mut at = sentence.start;
    let first = apart.partition_point(|s| s.end <= sentence.start);
    let within = apart[first..].iter().take_while(|s| s.start < sentence.end);
    let end = Span::new(sentence.end, sentence.end);
    for &span in within.chain([&end]) {
        if at < span.start {
            let words = document.slice(Span::new(at, span.start)).trim();
            if !out.is_empty() && !words.is_empty() {
                out.push(' ');
            }
            out.push_str(words);
        }
        at = at.max(span.end);
    }
    out
}

/// A person or an organisation with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastSpeaker {
    kind: SpeakerKind,
    name: String,
}

impl PastSpeaker {
    /// A speaker of a kind, if it is one of those that have names.
    #[must_use]
    pub fn new(kind: SpeakerKind, name: Option<String>) -> Option<Self> {
        let named = matches!(kind, SpeakerKind::Person | SpeakerKind::Organization);
        name.filter(|_| named).map(|name| Self { kind, name })
    }

    /// Who a voice is.
    pub(super) fn of(voice: &Voice) -> Option<Self> {
        Self::new(voice.speaker_kind, voice.speaker.clone())
    }

    /// Whether the two cannot be one: an organisation may have spoken through a person.
    pub(super) fn is_another(&self, other: &Self) -> bool {
        self.kind == other.kind && !same_name(&self.name, &other.name)
    }
}

/// What revisions before the two that are compared said.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Fingerprints of their statements and sentences: what comes back is `restored` and not `added`.
    pub said: HashSet<u64>,
    /// By the fingerprint of a statement who said it, `None` for somebody without a name: in another's name it is another
    /// claim.
    pub speakers: HashMap<u64, Vec<Option<PastSpeaker>>>,
    /// Their notes: what they explained then is no news.
    pub notes: Vec<Note>,
}

impl Past {
    /// Takes what a revision said; its notes are taken apart, for they explain its own changes.
    pub fn take(&mut self, edition: &Edition) {
        for statement in &edition.statements {
            let print = fingerprint(&statement.text);
            self.said.insert(print);
            if let Some(voice) = &statement.voice {
                self.speakers.entry(print).or_default().push(PastSpeaker::of(voice));
            }
        }
        self.said.extend(edition.sentences.iter().map(|s| fingerprint(&s.text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::statements;
    use crate::speaker::Cast;

    fn sentences(text: &str, headline: Option<&str>) -> Vec<String> {
        let document = Document::new(text);
        let statements = statements(&document, &[], &Cast::default(), headline);
        Edition::new(&document, statements).sentences.into_iter().map(|s| s.text).collect()
    }

    #[test]
    fn no_words_of_the_body_are_lost() {
        let text = "The vote is over.\n\nTurnout: 61%\n\n- North: 1,204\n- South: 988\n\nIt was close. Very.";
        let found =
            ["The vote is over.", "Turnout: 61%", "- North: 1,204", "- South: 988", "It was close.", "Very."];
        assert_eq!(sentences(text, None), found);
    }

    #[test]
    fn furniture_and_notes_are_no_part_of_a_sentence() {
        let text = "UPTON (AP) — Fire kills three.\n\nThe mill is shut. \
                    (This story has been corrected to show that three died.)\n\n(Reporting by Ana Ito)";
        assert_eq!(sentences(text, None), ["Fire kills three.", "The mill is shut."]);
    }

    #[test]
    fn the_headline_comes_first_and_once() {
        let text = "Mill burns.\n\nA fire broke out in the old mill in Upton on Monday.";
        let found = ["Mill burns", "A fire broke out in the old mill in Upton on Monday."];
        assert_eq!(sentences(text, Some("Mill burns")), found);
    }
}
