//! Words: the tokens of a document as names are made of them, each with its place and what the lexicon knows.

use super::lexicon::{Classes, class};
use crate::text::{Document, Span};
use std::borrow::Cow;
use std::collections::HashSet;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "minister"
    Lower,
    /// "Minister", and any word with a capital and small letters
    Capital,
    /// "NATO"
    Upper,
    /// "J", "J.K"
    Initial,
    /// "31", "31st"
    Number,
    /// Punctuation
    Mark,
    /// A script without capitals
    Uncased,
}

/// One token; small, as a long text has many.
#[derive(Debug, Clone)]
pub(super) struct Word<'d> {
    start: u32,
    end: u32,
    /// In lower case, without a possessive ending, with straight apostrophes.
    pub(super) lower: Cow<'d, str>,
    pub(super) form: Form,
    pub(super) class: Classes,
    /// It ended in "'s" or "s'".
    pub(super) possessive: bool,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    /// It stands inside quotation marks.
    pub(super) quoted: bool,
    /// First word of its sentence or quotation: a capital says nothing.
    pub(super) opens: bool,
    /// It stands in a headline-like paragraph, where capitals say little.
    pub(super) loud: bool,
}

impl Word<'_> {
    /// Its bytes in the text, without a possessive ending.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Whether it may be a part of a name by the way it is written.
    pub(super) fn is_name_like(&self) -> bool {
        matches!(self.form, Form::Capital | Form::Upper | Form::Initial)
    }

    /// Whether it is of a class.
    pub(super) fn is(&self, class: Classes) -> bool {
        self.class.any(class)
    }

    /// Whether it is one of these marks or lower-case words, given with single spaces between.
    pub(super) fn among(&self, list: &str) -> bool {
        among(&self.lower, list)
    }

    /// Whether it is this punctuation mark or lower-case word.
    pub(super) fn says(&self, text: &str) -> bool {
        self.lower == text
    }
}

/// Whether a word is one of a list, given with single spaces between.
pub(super) fn among(word: &str, list: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

/// The words of a document, in order.
#[derive(Debug)]
pub(super) struct Words<'d> {
    pub(super) text: &'d str,
    pub(super) list: Vec<Word<'d>>,
}

impl<'d> Words<'d> {
    /// Reads the tokens of a document, up to 4 GiB of it.
    pub(super) fn new(document: &'d Document) -> Self {
        let text = document.text.as_str();
        let mut list: Vec<Word<'d>> = Vec::with_capacity(document.tokens.len());
        let (mut sentence, mut paragraph, mut furniture) = (0usize, 0usize, 0usize);
        let mut quotes = document.quotations.iter().filter(|q| q.depth == 0).peekable();
        let (mut at_sentence, mut at_paragraph) = (usize::MAX, usize::MAX);
        for &token in &document.tokens {
            let at = token.start;
            while document.sentences.get(sentence + 1).is_some_and(|s| s.start <= at) {
                sentence += 1;
            }
            while document.paragraphs.get(paragraph + 1).is_some_and(|p| p.start <= at) {
                paragraph += 1;
            }
            while quotes.peek().is_some_and(|q| q.outer.end <= at) {
                quotes.next();
            }
            while document.furniture.get(furniture).is_some_and(|f| f.span.end <= at) {
                furniture += 1;
            }
            let quoted = quotes.peek().is_some_and(|q| q.inner.contains(at));
            let Some(mut word) = read_word(text, token) else { break };
            let after_mark = list.last().is_none_or(|l| {
                l.form == Form::Mark
                    && matches!(l.lower.as_ref(), "\"" | "“" | "‘" | "«" | ":" | "•" | "—" | "―")
            });
            word.opens = sentence != at_sentence || paragraph != at_paragraph || after_mark;
            (at_sentence, at_paragraph) = (sentence, paragraph);
            word.sentence = u32::try_from(sentence).unwrap_or(u32::MAX);
            word.paragraph = u32::try_from(paragraph).unwrap_or(u32::MAX);
            word.quoted = quoted;
            list.push(word);
        }
        let mut words = Self { text, list };
        words.keep_names_in_s();
        words.mark_headlines();
        words
    }

    /// "Hale's said so": what speaks is called "Hale's", here and wherever it stands.
    fn keep_names_in_s(&mut self) {
        let speaks = |pair: &[Word<'_>]| {
            let [name, verb] = pair else { return false };
            name.possessive
                && name.form == Form::Capital
                && !name.class.any(Classes::HEAD.or(Classes::STOP).or(Classes::PLACE).or(Classes::CALENDAR))
                && verb.form == Form::Lower
                && verb.among("said says told added")
                && name.sentence == verb.sentence
        };
        let names: HashSet<String> =
            self.list.windows(2).filter(|pair| speaks(pair)).map(|pair| pair[0].lower.to_string()).collect();
        if names.is_empty() {
            return;
        }
        for word in &mut self.list {
            let after = &self.text[word.end as usize..];
            let ending = ["'s", "’s"].into_iter().find(|e| after.starts_with(e));
            if let Some(ending) = ending.filter(|_| word.possessive && names.contains(&*word.lower)) {
                word.possessive = false;
                word.end += ending.len() as u32;
            }
        }
    }

    /// Marks the paragraphs whose words are (nearly) all capitalised.
    fn mark_headlines(&mut self) {
        let mut start = 0;
        while start < self.list.len() {
            let paragraph = self.list[start].paragraph;
            let end = start + self.list[start..].partition_point(|w| w.paragraph == paragraph);
            let long = self.list[start..end]
                .iter()
                .filter(|w| matches!(w.form, Form::Lower | Form::Capital | Form::Upper) && w.lower.len() > 3);
            let (mut capitals, mut all, mut shouted) = (0, 0, 0);
            for word in long {
                all += 1;
                capitals += usize::from(word.form != Form::Lower);
                shouted += usize::from(word.form == Form::Upper);
            }
            let loud = all >= 4 && (all - capitals) * 8 <= all;
            for word in &mut self.list[start..end] {
                word.loud = loud;
                if word.form == Form::Upper && loud && shouted * 2 > all {
                    word.form = Form::Capital;
                }
            }
            start = end;
        }
    }

    /// Index of the first word that ends after byte `at`.
    pub(super) fn index_at(&self, at: usize) -> usize {
        self.list.partition_point(|w| w.end as usize <= at)
    }

    /// The words of a byte span, as an index range.
    pub(super) fn range(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.index_at(span.start);
        let end = self.list.partition_point(|w| (w.start as usize) < span.end);
        start..end.max(start)
    }

    /// The text of a range of words as written, white space made single.
    pub(super) fn phrase(&self, range: std::ops::Range<usize>) -> String {
        let Some(words) = self.list.get(range).filter(|w| !w.is_empty()) else { return String::new() };
        let (first, last) = (words[0].start as usize, words[words.len() - 1].end as usize);
        let mut out = String::with_capacity(last - first);
        for piece in self.text[first..last].split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(piece);
        }
        without_half_brackets(out)
    }
}

/// "Dan) Ferris" without the bracket whose other half is left out: a given name that an editor put in stands in brackets.
fn without_half_brackets(phrase: String) -> String {
    let count = |bracket: char| phrase.matches(bracket).count();
    if count('(') == count(')') { phrase } else { phrase.replace(['(', ')'], "") }
}

/// `None` for a token that ends beyond 4 GiB.
fn read_word(text: &str, token: Span) -> Option<Word<'_>> {
    let raw = token.of(text);
    let (base, possessive) = without_possessive(text, token, raw);
    let (start, end) = (u32::try_from(token.start).ok()?, u32::try_from(token.start + base.len()).ok()?);
    let is_lower = |c: char| c != '’' && c.to_lowercase().eq([c]);
    let lower: Cow<'_, str> = if base.chars().all(is_lower) {
        base.into()
    } else {
        let straight = |c| if c == '’' { '\'' } else { c };
        base.chars().flat_map(char::to_lowercase).map(straight).collect::<String>().into()
    };
    let form = form(base);
    let contracted = ["'t", "'re", "'ve", "'ll", "'d", "'m"].iter().any(|e| lower.ends_with(e));
    let class = match form {
        Form::Mark => Classes::NONE,
        _ if contracted => Classes::STOP,
        _ => class(lower.strip_prefix("co-").or_else(|| lower.strip_prefix("ex-")).unwrap_or(&lower)),
    };
    // "The 28-year-old said": somebody.
    let class = match form {
        Form::Number if lower.ends_with("-year-old") => Classes::PERSON,
        Form::Number if lower.ends_with("-year-olds") => Classes::PEOPLE,
        _ => class,
    };
    Some(Word {
        start,
        end,
        lower,
        form,
        class,
        possessive,
        sentence: 0,
        paragraph: 0,
        quoted: false,
        opens: false,
        loud: false,
    })
}

/// Cuts "'s"; recognises "s'" by the apostrophe after the token.
fn without_possessive<'t>(text: &str, token: Span, raw: &'t str) -> (&'t str, bool) {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(base) = raw.strip_suffix(ending).filter(|b| !b.is_empty()) {
            return (base, true);
        }
    }
    let mut next = text[token.end..].chars();
    let mark = matches!(next.next(), Some('’' | '\''));
    (raw, mark && raw.ends_with('s') && next.next().is_none_or(char::is_whitespace))
}

/// "Doe-led", "anti-Doe": adjectives made of names.
fn is_compound(word: &str) -> bool {
    let Some((first, rest)) = word.split_once('-') else { return false };
    let last = rest.rsplit('-').next().unwrap_or(rest);
    // "Striker-turned-pundit"
    rest.starts_with("turned-")
        || among(first, "anti pro ex non pre post mid then re self pan")
        || last.len() > 3 && last.ends_with("ed") && last.starts_with(char::is_lowercase)
        || among(last, "backed based led born style area wide friendly leaning takers goers like only")
}

fn form(word: &str) -> Form {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return if word.starts_with(|c: char| c.is_numeric()) { Form::Number } else { Form::Mark };
    };
    if word.starts_with(|c: char| c.is_numeric()) {
        return Form::Number;
    }
    // "said.Doe": a space is missing.
    let glued = word.split_once('.').is_some_and(|(a, b)| a.len() > 2 && b.starts_with(char::is_uppercase));
    if glued {
        return Form::Lower;
    }
    if !first.is_uppercase() {
        if is_compound(word) {
            return Form::Lower;
        }
        let inner = letters.any(char::is_uppercase);
        return match first.is_lowercase() {
            true if inner => Form::Capital,
            true => Form::Lower,
            false => Form::Uncased,
        };
    }
    if is_compound(word) {
        return Form::Lower;
    }
    let (mut upper, mut lower) = (1, 0);
    for c in letters {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    match (upper, lower) {
        (1, 0) => Form::Initial,
        (2, 0) if word.contains('.') => Form::Initial,
        (_, 0) => Form::Upper,
        _ => Form::Capital,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_a_word_is_written() {
        let cases = [
            ("minister", Form::Lower),
            ("Minister", Form::Capital),
            ("McKay", Form::Capital),
            ("iPhone", Form::Capital),
            ("NATO", Form::Upper),
            ("J", Form::Initial),
            ("J.K", Form::Initial),
            ("31", Form::Number),
            ("王毅", Form::Uncased),
            (",", Form::Mark),
        ];
        for (word, expected) in cases {
            assert_eq!(form(word), expected, "{word}");
        }
    }

    #[test]
    fn cuts_possessives() {
        let document = Document::new("Norway’s king met Britain's queen.");
        let words = Words::new(&document);
        assert_eq!(words.list[0].lower, "norway");
        assert!(words.list[0].possessive);
        assert_eq!(words.list[3].lower, "britain");
    }
}
