//! A statement read for comparison: its words without punctuation, its figures, quotations and attributions.

use super::attribution::{self, Attributed};
use super::entities::Names;
use super::forms::Stems;
use super::lexicon::{BOOSTERS, CUES, HEDGES, NEGATIONS, PLACES, ROLES, SCOPE, is_function};
use crate::claim::Sort;
use crate::claim::{Parsed, Statement, Token, parse, tokenize};
use crate::english::{self, Inflection, places};
use std::sync::Arc;
use crate::extract::QuotationKind;
use crate::text::Span;
use std::ops::Range;

/// How far, in words, one word can say something of another.
pub(super) const REACH: usize = 40;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A name, by its capital.
    Name,
    /// Part of a figure.
    Figure,
    /// A noun.
    Noun,
    /// A verb.
    Verb,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// A word without content of its own.
    Small,
}

impl Class {
    /// The name of the feature.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Figure => "figure",
            Self::Noun => "noun",
            Self::Verb => "verb",
            Self::Adjective => "adjective",
            Self::Adverb => "adverb",
            Self::Small => "small",
        }
    }
}

/// A statement, ready to be compared. Ranges count [`Reading::words`].
pub(super) struct Reading<'a> {
    /// The statement.
    pub(super) statement: &'a Statement,
    /// Its words, numbers and meaningful signs.
    pub(super) words: Vec<Token>,
    /// For each word, the punctuation mark before it: `,`, `.` for any end of a sentence, or a space.
    pub(super) before: Vec<char>,
    /// What each word is, as far as its form and its neighbours tell.
    classes: Vec<Class>,
    /// What the lexicon knows of each word.
    pub(super) entries: Vec<Arc<english::Word>>,
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
            classes: Vec::new(),
            entries: words.iter().map(|w| english::Word::of(&w.norm)).collect(),
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
        reading.classes = (0..reading.words.len()).map(|at| reading.classify(at)).collect();
        reading
    }

    /// What word `at` is.
    pub(super) fn class(&self, at: usize) -> Class {
        self.classes[at]
    }

    fn classify(&self, at: usize) -> Class {
        let word = &self.words[at];
        if self.figures.iter().any(|f| f.tokens.contains(&at) && !f.weak) || word.sort == Sort::Number {
            return Class::Figure;
        }
        if !self.is_content(at) {
            return Class::Small;
        }
        let known = self.entries[at].lemmas();
        if self.is_name(at) || word.capital && known.is_empty() && !self.shouting {
            return Class::Name;
        }
        let before = at.checked_sub(1).map_or("", |b| self.norm(b));
        let can_be = |class| known.iter().any(|l| l.class == class);
        let (noun, verb) = (can_be(english::Class::Noun), can_be(english::Class::Verb));
        let (adjective, adverb) = (can_be(english::Class::Adjective), can_be(english::Class::Adverb));
        let led = matches!(before, "a" | "an" | "the" | "his" | "her" | "its" | "their" | "of" | "this" | "that" | "'s" | "no" | "some");
        let verbal = matches!(
            before,
            "to" | "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "not" | "he" | "she" | "it" | "they"
                | "we" | "i" | "who" | "has" | "have" | "had" | "was" | "were" | "is" | "are" | "be" | "been" | "being" | "did" | "does" | "do"
        );
        let next_is_noun = self.words.get(at + 1).is_some() && self.is_content(at + 1) && self.before[at + 1] == ' ';
        match known.first().map(|l| l.class) {
            _ if verb && verbal && !(adjective && !noun && !self.has_form(at, Inflection::PARTICIPLE)) => Class::Verb,
            _ if adjective && next_is_noun && (led || !verb) => Class::Adjective,
            _ if noun && led => Class::Noun,
            Some(english::Class::Noun) => Class::Noun,
            Some(english::Class::Verb) => Class::Verb,
            Some(english::Class::Adjective) => Class::Adjective,
            Some(english::Class::Adverb) => Class::Adverb,
            _ if adverb || word.norm.ends_with("ly") => Class::Adverb,
            _ => Class::Noun,
        }
    }

    /// The figure that word `at` is part of.
    pub(super) fn figure_at(&self, at: usize) -> Option<&Parsed> {
        self.figures.iter().find(|f| f.tokens.contains(&at))
    }

    /// The field of meaning that word `at` belongs to.
    pub(super) fn domain(&self, at: usize) -> &'static str {
        match self.classes[at] {
            Class::Name => "name",
            Class::Figure => "figure",
            Class::Small => "small",
            _ => self.entries[at].domain().unwrap_or("unknown"),
        }
    }

    /// What the lexicon says of word `at`, as names of features.
    pub(super) fn flags(&self, at: usize) -> Vec<&'static str> {
        let word = &self.words[at];
        let tables = [
            ("hedge", HEDGES.contains_key(word.norm.as_str())),
            ("booster", BOOSTERS.contains_key(word.stem.as_str())),
            ("scope", SCOPE.contains_key(word.norm.as_str())),
            ("role", ROLES.contains_key(word.stem.as_str())),
            ("cue", CUES.contains_key(word.stem.as_str())),
            ("negation", NEGATIONS.contains_key(word.norm.as_str())),
            ("place", self.is_place(at)),
            ("unknown", self.entries[at].lemmas().is_empty()),
            ("plural", self.is_plural(at)),
            ("gerund", self.has_form(at, Inflection::GERUND)),
            ("past", self.is_past(at)),
            ("degree", self.has_form(at, Inflection::COMPARATIVE.or(Inflection::SUPERLATIVE))),
        ];
        tables.into_iter().filter(|t| t.1).map(|t| t.0).collect()
    }

    /// Whether word `at` names a country, a state, a people.
    pub(super) fn is_place(&self, at: usize) -> bool {
        self.words[at].capital && (places::of(self.norm(at)).is_some() || PLACES.contains_key(self.norm(at)))
    }

    fn has_form(&self, at: usize, form: Inflection) -> bool {
        self.entries[at].lemmas().iter().any(|l| l.inflection.any(form))
    }

    /// Whether word `at` is the plural of a noun.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        self.has_form(at, Inflection::PLURAL)
    }

    /// Whether word `at` is a verb's past or participle.
    pub(super) fn is_past(&self, at: usize) -> bool {
        self.has_form(at, Inflection::PAST.or(Inflection::PARTICIPLE))
    }

    /// Whether word `at` can be a verb's past participle.
    pub(super) fn is_participle(&self, at: usize) -> bool {
        self.has_form(at, Inflection::PARTICIPLE)
    }

    /// Whether one of two words is an acronym that the other's name spells out.
    pub(super) fn spells(&self, at: usize, other: &Reading<'_>, there: usize) -> bool {
        self.names.spell(at, &other.words[there].norm) || other.names.spell(there, &self.words[at].norm)
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
