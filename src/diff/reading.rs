//! A statement read for comparison: its words without punctuation, its figures, quotations and attributions.

use super::names::Names;
use super::thresholds::reading::{REACH, SHORT_TITLE};
use crate::claim::{Parsed, Sort, Statement, Token, parse_figures, tokenize};
use crate::english::lexicon::{self, Strength};
use crate::english::{self, Inflection, is_one_amount, places};
use crate::extract::QuotationKind;
use crate::text::Span;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TokenClass {
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

impl TokenClass {
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

/// An attribution within a statement; ranges count words.
#[derive(Debug, Clone)]
pub(super) struct Attributed {
    /// The source.
    pub(super) source: Range<usize>,
    /// The cue.
    pub(super) cue: Range<usize>,
    /// What is attributed.
    pub(super) content: Range<usize>,
    /// How sure the cue is.
    pub(super) strength: Strength,
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
    classes: Vec<TokenClass>,
    /// What the lexicon knows of each word.
    pub(super) entries: Vec<Arc<english::LexicalWord>>,
    /// Its figures, their tokens as ranges of words.
    pub(super) figures: Vec<Parsed>,
    /// What stands between quotation marks.
    pub(super) quotes: Vec<Range<usize>>,
    /// Attributions that simple patterns find within the words.
    pub(super) attributions: Vec<Attributed>,
    /// Which words carry content of their own.
    content: Vec<bool>,
    /// All stems.
    pub(super) stems: HashSet<String>,
    /// Its names, in every form.
    pub(super) names: Names,
    /// Capitals tell nothing: a headline in capitals.
    pub(super) shouting: bool,
    /// Capitals tell little: a headline in title case.
    pub(super) titled: bool,
}

/// The tokens of a statement, words and marks parted.
struct Laid {
    words: Vec<Token>,
    before: Vec<char>,
    quotes: Vec<Range<usize>>,
    /// For each token, and the end, how many words stand before it.
    place: Vec<usize>,
}

impl Laid {
    fn out(text: &str, tokens: Vec<Token>) -> Self {
        let mut laid = Self {
            words: Vec::with_capacity(tokens.len()),
            before: Vec::with_capacity(tokens.len()),
            quotes: Vec::new(),
            place: Vec::with_capacity(tokens.len() + 1),
        };
        let (mut mark, mut was_quoted) = (' ', false);
        for token in tokens {
            laid.place.push(laid.words.len());
            match token.sort {
                Sort::Quote => was_quoted = false,
                Sort::Mark => mark = joined_mark(mark, token.span.of(text)),
                Sort::Word | Sort::Number | Sort::Symbol => {
                    laid.before.push(mark_before(mark, token.first));
                    mark = if token.sort == Sort::Symbol && token.norm == "?" { '.' } else { ' ' };
                    laid.quote(token.quoted, was_quoted);
                    was_quoted = token.quoted;
                    laid.words.push(token);
                }
            }
        }
        laid.place.push(laid.words.len());
        laid
    }

    /// Notes that the next word is quoted, in the quotation of the one before or in another.
    fn quote(&mut self, is_quoted: bool, was_quoted: bool) {
        let at = self.words.len();
        match self.quotes.last_mut() {
            _ if !is_quoted => {}
            Some(open) if was_quoted => open.end = at + 1,
            _ => self.quotes.push(at..at + 1),
        }
    }

    /// A figure whose tokens are ranges of words.
    fn figure(&self, figure: Parsed) -> Parsed {
        let place = |token: usize| self.place[token.min(self.place.len() - 1)];
        let (start, end) = (place(figure.tokens.start), place(figure.tokens.end));
        let of = figure.of.map(place).filter(|&of| of < self.words.len());
        Parsed { tokens: start..end.max(start), of, ..figure }
    }
}

/// What is known of a word: by its normal form or, where the one spelling is no word ("praized"), as it is written.
fn entry(word: &Token, text: &str) -> Arc<english::LexicalWord> {
    let entry = english::LexicalWord::of(&word.norm);
    if word.sort != Sort::Word || !entry.lemmas().is_empty() {
        return entry;
    }
    let written = english::LexicalWord::of(&word.span.of(text).to_lowercase());
    if written.lemmas().is_empty() { entry } else { written }
}

/// What stands before the next word, where `mark` stood and another mark follows.
fn joined_mark(mark: char, raw: &str) -> char {
    match raw.chars().next().unwrap_or(' ') {
        sign @ ('.' | '!' | ';' | ':' | '…') => sign,
        ',' | '—' | '–' if mark != '.' => ',',
        _ => mark,
    }
}

/// The mark before a word, which may open a sentence.
fn mark_before(mark: char, opens: bool) -> char {
    match mark {
        '.' if !opens => ' ', // the point of an abbreviation
        ' ' | ',' | '.' => mark,
        _ if opens => '.',
        _ => mark,
    }
}

impl<'a> Reading<'a> {
    pub(super) fn new(statement: &'a Statement) -> Self {
        let text = statement.text.as_str();
        let tokens = tokenize(text);
        let parsed = parse_figures(text, &tokens);
        let mut laid = Laid::out(text, tokens);
        let figures: Vec<Parsed> = parsed.into_iter().map(|figure| laid.figure(figure)).collect();
        if statement.voice.as_ref().is_some_and(|v| v.kind == QuotationKind::Direct) && laid.quotes.is_empty()
        {
            laid.quotes.push(0..laid.words.len());
            laid.words.iter_mut().for_each(|w| w.quoted = true);
        }
        let Laid { words, before, quotes, .. } = laid;
        let letters = words.iter().filter(|w| w.sort == Sort::Word);
        let (loud, all) = letters.fold((0, 0), |(loud, all), w| {
            (loud + usize::from(!w.span.of(text).chars().any(char::is_lowercase)), all + 1)
        });
        let capitals = words.iter().filter(|w| w.capital).count();
        let entries: Vec<_> = words.iter().map(|w| entry(w, text)).collect();
        let mut content: Vec<bool> =
            words.iter().map(|w| w.is_spoken() && !lexicon::is_small(&w.norm)).collect();
        // "In May and in June": the month, which is no verb, may take the place of another.
        let months =
            || figures.iter().flat_map(|f| f.tokens.clone()).filter(|&at| entries[at].has_tag("month"));
        if months().count() > 1 {
            months().for_each(|at| content[at] = true);
        }
        let mut reading = Self {
            statement,
            classes: Vec::new(),
            entries,
            content,
            stems: words.iter().map(|w| w.stem.clone()).collect(),
            names: Names::new(&words),
            shouting: all > 2 && loud * 10 > all * 7,
            titled: words.len() > 2 && capitals * 3 > words.len() * 2,
            attributions: Vec::new(),
            words,
            before,
            figures,
            quotes,
        };
        reading.classes = reading.classify();
        reading
    }

    /// Gives the words with one of these stems their lemmas for stems.
    pub(super) fn part_stems(&mut self, chance: &HashSet<String>) {
        for (word, entry) in self.words.iter_mut().zip(&self.entries) {
            if chance.contains(&word.stem) {
                entry.lemma().clone_into(&mut word.stem);
            }
        }
        self.stems = self.words.iter().map(|w| w.stem.clone()).collect();
    }

    /// Whether most of its words are of another language than English, or its letters are.
    pub(super) fn is_foreign(&self) -> bool {
        /// Unknown words that make a language.
        const FOREIGN: usize = 3;
        let small = |at: &usize| self.words[*at].sort == Sort::Word && !self.words[*at].capital;
        let unknown =
            |at: &usize| self.entries[*at].lemmas().is_empty() && self.entries[*at].entries().is_empty();
        let words: Vec<usize> = (0..self.words.len()).filter(small).collect();
        let strange = words.iter().filter(|&at| unknown(at)).count();
        let letters = || self.text().chars().filter(|c| c.is_alphabetic());
        // The Latin letters and their accents end before the Greek ones.
        let others = letters().filter(|&c| c >= '\u{370}' && !('\u{1e00}'..'\u{1f00}').contains(&c)).count();
        strange >= FOREIGN && strange * 2 > words.len() || others * 2 > letters().count()
    }

    /// What word `at` is.
    pub(super) fn class(&self, at: usize) -> TokenClass {
        self.classes[at]
    }

    /// The classes of all words, in their sentences.
    fn classify(&self) -> Vec<TokenClass> {
        let figure = |at: usize| self.figures.iter().any(|f| f.tokens.contains(&at) && !f.weak);
        let seen: Vec<english::tagger::SeenWord<'_>> = (0..self.words.len())
            .map(|at| {
                let word = &self.words[at];
                let unknown = word.capital && !self.shouting && self.entries[at].lemmas().is_empty();
                english::tagger::SeenWord {
                    norm: &word.norm,
                    word: &self.entries[at],
                    name: self.is_name(at) || unknown,
                    figure: figure(at) || word.sort == Sort::Number,
                    parted: self.before[at] != ' ',
                }
            })
            .collect();
        let tags = english::tagger::tag(&seen);
        let class = |(at, tag): (usize, english::Tag)| match tag {
            english::Tag::Figure => TokenClass::Figure,
            _ if !self.is_content(at) => TokenClass::Small,
            english::Tag::Name => TokenClass::Name,
            english::Tag::Verb => TokenClass::Verb,
            english::Tag::Adjective => TokenClass::Adjective,
            english::Tag::Adverb => TokenClass::Adverb,
            _ => TokenClass::Noun,
        };
        tags.into_iter().enumerate().map(class).collect()
    }

    /// Whether word `at` can be a verb.
    pub(super) fn is_verb_like(&self, at: usize) -> bool {
        self.entries.get(at).is_some_and(|e| e.lemmas().iter().any(|l| l.class == english::Class::Verb))
    }

    /// The base form of word `at`, in its class if it is known in it.
    pub(super) fn lemma(&self, at: usize) -> &str {
        let class = match self.classes.get(at) {
            Some(TokenClass::Verb) => english::Class::Verb,
            Some(TokenClass::Adjective) => english::Class::Adjective,
            Some(TokenClass::Adverb) => english::Class::Adverb,
            _ => english::Class::Noun,
        };
        let entry = &self.entries[at];
        entry.lemmas().iter().find(|l| l.class == class).map_or_else(|| entry.lemma(), |l| l.lemma)
    }

    /// What the lexicon says of word `at`.
    pub(super) fn tags(&self, at: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
        let row = lexicon::of(self.norm(at)).or_else(|| lexicon::of(self.lemma(at)));
        row.into_iter().flat_map(lexicon::Entry::tags)
    }

    /// How alike two words are used, by their vectors, if both are known.
    pub(super) fn likeness(&self, at: usize, other: &Reading<'_>, there: usize) -> Option<f32> {
        if self.words[at].capital || other.words[there].capital {
            return None;
        }
        english::vectors::likeness(self.lemma(at), other.lemma(there))
    }

    /// Whether word `at` stands in brackets.
    pub(super) fn is_bracketed(&self, at: usize) -> bool {
        let text = &self.statement.text;
        let (start, end) = (self.words[at].span.start, self.words[at].span.end);
        text[..start].ends_with('(') || text[end..].starts_with(')')
    }

    /// Whether word `at` is written in capitals only.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let written = self.slice(&(at..at + 1));
        (2..=6).contains(&written.len())
            && !self.shouting
            && written.chars().all(|c| c.is_uppercase() || c == '.')
    }

    /// The figure that word `at` is part of.
    pub(super) fn figure_at(&self, at: usize) -> Option<&Parsed> {
        self.figures.iter().find(|f| f.tokens.contains(&at))
    }

    /// Whether a figure beside figure number `n` gives the same amount in another unit: "16 km (10 miles)".
    pub(super) fn is_restated(&self, n: usize) -> bool {
        /// Words between the two.
        const BESIDE: usize = 2;
        let own = &self.figures[n];
        let near = n.checked_sub(1).into_iter().chain([n + 1]).filter_map(|i| self.figures.get(i));
        near.into_iter().any(|other| {
            let before = own.tokens.start < other.tokens.start;
            let (first, second) = if before { (own, other) } else { (other, own) };
            second.tokens.start <= first.tokens.end + BESIDE
                && is_one_amount(&own.figure.canonical, &other.figure.canonical)
        })
    }

    /// The field of meaning that word `at` belongs to.
    pub(super) fn domain(&self, at: usize) -> &'static str {
        match self.classes[at] {
            TokenClass::Name => "name",
            TokenClass::Figure => "figure",
            TokenClass::Small => "small",
            _ => self.entries[at].domain().unwrap_or("unknown"),
        }
    }

    /// What the lexicon says of word `at`, as names of features.
    pub(super) fn flags(&self, at: usize) -> Vec<&'static str> {
        let entry = &self.entries[at];
        let tables = [
            ("hedge", entry.has_tag("hedge")),
            ("booster", entry.has_tag("booster")),
            ("scope", entry.has_tag("scope")),
            ("role", self.is_role(at)),
            ("cue", entry.has_tag("report")),
            ("negation", entry.has_tag("negation")),
            ("place", self.is_place(at)),
            ("unknown", self.entries[at].lemmas().is_empty()),
            ("plural", self.is_plural(at)),
            ("gerund", self.has_form(at, Inflection::GERUND)),
            ("past", self.is_past(at)),
            ("degree", self.has_form(at, Inflection::COMPARATIVE.or(Inflection::SUPERLATIVE))),
        ];
        tables.into_iter().filter(|t| t.1).map(|t| t.0).collect()
    }

    /// Whether word `at` is a title or a role: before a name it says that a person speaks, alone it names nobody.
    pub(super) fn is_role(&self, at: usize) -> bool {
        let speaks = |row: &&lexicon::Entry| {
            row.has("role")
                || row.has("honorific")
                // "Defence" stands before a title; it is none.
                || row.has("title") && (row.has("person") || row.lemma().len() <= SHORT_TITLE)
                || row.value("unnamed").is_some_and(|kind| kind != "worker")
        };
        self.entries[at].entries().iter().any(speaks)
    }

    /// How word `at` negates.
    pub(super) fn negation(&self, at: usize) -> Option<lexicon::Negation> {
        self.entries[at].entries().iter().find_map(|row| row.negation())
    }

    /// How far word `at` makes a statement reach.
    pub(super) fn scope(&self, at: usize) -> Option<lexicon::Quantifier> {
        self.entries[at].entries().iter().find_map(|row| row.scope())
    }

    /// Whether word `at` names a country, a state, a people.
    pub(super) fn is_place(&self, at: usize) -> bool {
        self.words[at].capital && places::of(self.norm(at)).is_some()
    }

    /// Whether word `at` can be one of these forms of a lemma.
    pub(super) fn has_form(&self, at: usize, form: Inflection) -> bool {
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

    /// Whether the name that word `at` is part of has these initials.
    pub(super) fn spells_out(&self, at: usize, acronym: &str) -> bool {
        self.names.spell(at, acronym)
    }

    /// Whether some name here has these initials.
    pub(super) fn has_initials(&self, acronym: &str) -> bool {
        self.names.has_initials(acronym)
    }

    /// Whether one of two words is an acronym that the other's name spells out.
    pub(super) fn spells(&self, at: usize, other: &Reading<'_>, there: usize) -> bool {
        self.names.spell(at, &other.words[there].norm) || other.names.spell(there, &self.words[at].norm)
    }

    /// The normal form of word `at`, empty past the end.
    pub(super) fn norm(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.norm.as_str())
    }

    /// The statement's text.
    pub(super) fn text(&self) -> &'a str {
        &self.statement.text
    }

    /// Where the words of `range` stand in the text.
    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let words = self.words.get(range.clone())?;
        Some(Span::new(words.first()?.span.start, words.last()?.span.end))
    }

    /// The words of the statement's source and cue, where it opens with them.
    pub(super) fn lead(&self) -> Range<usize> {
        let Some(voice) = &self.statement.voice else { return 0..0 };
        let opens = |text: &str, from: usize| -> Option<usize> {
            let mut words = tokenize(text);
            words.retain(|t| !matches!(t.sort, Sort::Mark | Sort::Quote));
            let here = self.words.get(from..from + words.len())?;
            let same = words.iter().zip(here).all(|(a, b)| a.norm == b.norm);
            (same && !words.is_empty()).then_some(from + words.len())
        };
        let Some(source) = opens(&voice.source, 0) else { return 0..0 };
        0..opens(&voice.cue, source).unwrap_or(source)
    }

    /// The words of `range` as written.
    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        self.span(range).map_or("", |span| span.of(&self.statement.text))
    }

    /// Whether the word carries content of its own.
    pub(super) fn is_content(&self, at: usize) -> bool {
        self.content[at]
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
}
