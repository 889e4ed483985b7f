//! Weight of a sentence that came in or went as a whole: how soon a person should look at it, and why.

use super::edition::{Edition, Sentence};
use super::Severity;
use crate::claim::{Position, Statement, tokenize};

/// A statement this worth checking matters most when it comes or goes.
const WORTH_CHECKING: f32 = 0.5;
/// Words of the shortest sentence that claims anything without a figure.
const LEAST: usize = 4;

/// Weighs sentences of one edition that the other does not have.
pub(super) struct Weigher<'a> {
    here: &'a Edition,
}

impl<'a> Weigher<'a> {
    pub(super) fn new(here: &'a Edition, _there: &Edition) -> Self {
        Self { here }
    }

    /// A sentence that is gone.
    pub(super) fn gone(&self, at: usize) -> (Severity, &'static str) {
        let sentence = &self.here.sentences[at];
        if is_heading(sentence, self.here) {
            (Severity::Low, "a heading or a link is gone")
        } else if !self.says_something(at) {
            (Severity::Low, "a line that claims nothing is gone")
        } else if self.is_worth_checking(at) {
            (Severity::High, "is no longer said")
        } else {
            (Severity::Medium, "a remark is gone")
        }
    }

    /// A sentence that came in, or is `back`.
    pub(super) fn come(&self, at: usize, back: bool) -> (Severity, &'static str) {
        let sentence = &self.here.sentences[at];
        if is_heading(sentence, self.here) {
            return (Severity::Low, "a heading or a link came in");
        }
        if !self.says_something(at) {
            return (Severity::Low, "a line that claims nothing came in");
        }
        match (self.is_worth_checking(at), back) {
            (true, true) => (Severity::High, "a claim of an older revision is said again"),
            (false, true) => (Severity::Medium, "a remark of an older revision is back"),
            (true, false) => (Severity::High, "a claim that nobody has checked came in"),
            (false, false) => (Severity::Medium, "a remark came in"),
        }
    }

    fn statements(&self, at: usize) -> impl Iterator<Item = &Statement> {
        self.here.sentences[at].statements.iter().map(|&n| &self.here.statements[n])
    }

    fn is_worth_checking(&self, at: usize) -> bool {
        self.here.sentences[at].position == Position::Headline
            || self.statements(at).any(|s| s.check_worthiness >= WORTH_CHECKING)
    }

    /// Whether it claims anything: somebody's words, or a sentence of the outlet that is not just a lead-in.
    fn says_something(&self, at: usize) -> bool {
        let text = self.here.sentences[at].text.trim_end();
        let words = tokenize(text).iter().filter(|t| t.is_spoken()).count();
        self.statements(at).any(|s| s.voice.is_some() || !s.figures.is_empty())
            || words >= LEAST && !text.ends_with(':')
    }
}

/// Whether a sentence is a line of the body set like a title: no mark at its end, its longer words with capitals, no
/// figure. Such lines head sections, link to other stories and name sources, and come and go with the page.
fn is_heading(sentence: &Sentence, edition: &Edition) -> bool {
    let line = sentence.text.trim();
    let open = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '\'' | '’'));
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= LEAST;
    let words: Vec<&str> = line.split_whitespace().filter(long).collect();
    let capital =
        |w: &&&str| w.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase);
    let titled = words.len() >= 2 && words.iter().filter(capital).count() * 4 >= words.len() * 3;
    let marked = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let figure = sentence.statements.iter().any(|&n| !edition.statements[n].figures.is_empty());
    sentence.position != Position::Headline && open && !figure && (titled || marked)
}
