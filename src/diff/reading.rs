//! A statement read for comparison: its words without punctuation, its figures, quotations and attributions.

use super::attribution::{self, Attributed};
use super::entities::Names;
use super::forms::Stems;
use super::lexicon::is_function;
use crate::claim::Sort;
use crate::claim::{Parsed, Statement, Token, parse, tokenize};
use crate::extract::QuotationKind;
use crate::text::Span;
use std::ops::Range;

/// How far, in words, one word can say something of another.
pub(super) const REACH: usize = 40;

/// A statement, ready to be compared. Ranges count [`Reading::words`].
pub(super) struct Reading<'a> {
    /// The statement.
    pub(super) statement: &'a Statement,
    /// Its words, numbers and meaningful signs.
    pub(super) words: Vec<Token>,
    /// For each word, the punctuation mark before it: `,`, `.` for any end of a sentence, or a space.
    pub(super) before: Vec<char>,
    /// Its figures, their tokens as ranges of words.
    pub(super) figures: Vec<Parsed>,
    /// What stands between quotation marks.
    pub(super) quotes: Vec<Range<usize>>,
    /// Attributions that simple patterns find within the words.
    pub(super) attributions: Vec<Attributed>,
    /// All stems.
    pub(super) stems: Stems,
    /// Its names, in every form.
    pub(super) names: Names,
    /// Words that a finding accounts for.
    pub(super) explained: Vec<bool>,
    /// Capitals tell nothing: a headline in capitals.
    pub(super) shouting: bool,
    /// Capitals tell little: a headline in title case.
    pub(super) titled: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(statement: &'a Statement) -> Self {
        let text = statement.text.as_str();
        let tokens = tokenize(text);
        let mut figures = parse(text, &tokens);
        let mut place = Vec::with_capacity(tokens.len() + 1);
        let mut words = Vec::with_capacity(tokens.len());
        let mut before = Vec::with_capacity(tokens.len());
        let mut quotes: Vec<Range<usize>> = Vec::new();
        let mut mark = ' ';
        let mut was_quoted = false;
        for token in tokens {
            place.push(words.len());
            match token.sort {
                Sort::Quote => was_quoted = false,
                Sort::Mark => {
                    let sign = token.span.of(text).chars().next().unwrap_or(' ');
                    mark = match sign {
                        '.' | '!' | ';' | ':' | '…' => sign,
                        ',' | '—' | '–' if mark != '.' => ',',
                        _ => mark,
                    };
                }
                Sort::Word | Sort::Number | Sort::Symbol => {
                    if token.quoted {
                        match quotes.last_mut() {
                            Some(open) if was_quoted => open.end = words.len() + 1,
                            _ => quotes.push(words.len()..words.len() + 1),
                        }
                    }
                    was_quoted = token.quoted;
                    before.push(match mark {
                        '.' if !token.first => ' ', // the point of an abbreviation
                        ' ' | ',' | '.' => mark,
                        _ if token.first => '.',
                        _ => mark,
                    });
                    mark = if token.sort == Sort::Symbol && token.norm == "?" { '.' } else { ' ' };
                    words.push(token);
                }
            }
        }
        place.push(words.len());
        for figure in &mut figures {
            let (start, end) =
                (figure.tokens.start.min(place.len() - 1), figure.tokens.end.min(place.len() - 1));
            figure.tokens = place[start]..place[end].max(place[start]);
            figure.of = figure.of.map(|of| place[of]);
        }
        if statement.voice.as_ref().is_some_and(|v| v.kind == QuotationKind::Direct) && quotes.is_empty() {
            quotes.push(0..words.len());
            words.iter_mut().for_each(|w| w.quoted = true);
        }
        let letters = words.iter().filter(|w| w.sort == Sort::Word);
        let (loud, all) = letters.fold((0, 0), |(loud, all), w| {
            (loud + usize::from(!w.span.of(text).chars().any(char::is_lowercase)), all + 1)
        });
        let shouting = all > 2 && loud * 10 > all * 7;
        let capitals = words.iter().filter(|w| w.capital).count();
        let titled = words.len() > 2 && capitals * 3 > words.len() * 2;
        let stems = words.iter().map(|w| w.stem.clone()).collect();
        let names = Names::new(&words);
        let explained = vec![false; words.len()];
        let mut reading = Self {
            statement,
            words,
            before,
            figures,
            quotes,
            attributions: Vec::new(),
            stems,
            names,
            explained,
            shouting,
            titled,
        };
        reading.attributions = attribution::find(&reading);
        reading
    }

    /// The normal form of word `at`, empty past the end.
    pub(super) fn norm(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.norm.as_str())
    }

    /// The words of `range` as written.
    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        match (self.words.get(range.start), range.end.checked_sub(1).and_then(|e| self.words.get(e))) {
            (Some(first), Some(last)) if range.start < range.end => {
                Span::new(first.span.start, last.span.end).of(&self.statement.text)
            }
            _ => "",
        }
    }

    /// Whether the word carries content of its own.
    pub(super) fn is_content(&self, at: usize) -> bool {
        let word = &self.words[at];
        word.is_spoken() && !is_function(&word.norm)
    }

    /// The content words from `at` on that are near enough to be governed from there.
    pub(super) fn content_from(&self, at: usize) -> impl Iterator<Item = usize> {
        (at..self.words.len().min(at + REACH)).filter(|&i| self.is_content(i))
    }

    /// Whether the word is a name by its capital.
    pub(super) fn is_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let telling = !word.first || self.words.get(at + 1).is_some_and(|w| w.capital && !w.first);
        word.capital && !self.shouting && telling && word.sort == Sort::Word && self.is_content(at)
    }

    /// Marks `range` as accounted for.
    pub(super) fn explain(&mut self, range: Range<usize>) {
        let end = range.end.min(self.explained.len());
        if range.start < end {
            self.explained[range.start..end].fill(true);
        }
    }
}
