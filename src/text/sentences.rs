//! Sentences: English news, split at full stops that end one.
//!
//! A run of `.`, `!`, `?` or `…` with the quotation marks and brackets that close after it is a candidate when white
//! space or an opening mark follows. Whether it ends a sentence, the words on its two sides decide; `abbreviations`
//! holds the words that matter.

use super::abbreviations::{
    DottedWord, abbreviation, is_asking_cue, is_auxiliary, is_conjunction, is_exclaimed_name, is_finite,
    is_time_word, opens_sentence,
};
use super::thresholds::{
    LONGEST_ABBREVIATION, LONGEST_SENTENCE, MANY_SENTENCES, SHORT_SENTENCE, WORDS_OF_CLAUSE,
};
use crate::span::Span;

/// Marks that can close after the full stop.
const CLOSERS: [char; 8] = ['"', '”', '’', '\'', '»', ')', ']', '}'];
/// Marks that can open before the first word.
const OPENERS: [char; 12] = ['"', '“', '‘', '\'', '„', '«', '(', '[', '{', '`', '¿', '¡'];

/// The sentences of one paragraph of a normalised text, without the white space around them.
#[must_use]
pub fn sentences(text: &str, paragraph: Span) -> Vec<Span> {
    let words = paragraph.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = Stop::next(words, at) {
        // Prose has no thousand sentences without a word; each costs more than its marks.
        let crowded = out.len() >= MANY_SENTENCES
            && stop.end - start < SHORT_SENTENCE
            && !has_word(&words[start..stop.end]);
        if !crowded && stop.ends_sentence(words, start) {
            push(&mut out, words, start, stop.end, paragraph.start);
            start = stop.end;
        }
        at = stop.end;
    }
    push(&mut out, words, start, words.len(), paragraph.start);
    out
}

/// Whether two letters stand together.
fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|letters| letters.chars().nth(1).is_some())
}

/// Takes a sentence or, of what runs on without end, pieces of one.
fn push(out: &mut Vec<Span>, words: &str, start: usize, end: usize, offset: usize) {
    let mut rest = words[start..end].trim_end();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let (piece, after) = rest.split_at(breath(rest));
        let from = offset + start + words[start..end].trim_end().len() - rest.len();
        out.push(Span::new(from, from + piece.trim_end().len()));
        rest = after;
    }
}

/// Where a sentence that is too long for one is cut: at its last space or, without one, anywhere.
fn breath(sentence: &str) -> usize {
    if sentence.len() <= LONGEST_SENTENCE {
        return sentence.len();
    }
    let end = sentence.floor_char_boundary(LONGEST_SENTENCE);
    sentence[..end].rfind(char::is_whitespace).unwrap_or(end)
}

/// A place where a sentence may end.
struct Stop {
    /// The first of its full stops.
    at: usize,
    /// After the last of them.
    closers: usize,
    /// After the marks that close.
    end: usize,
}

impl Stop {
    /// The first one from `from` on.
    fn next(words: &str, from: usize) -> Option<Self> {
        let mut at = from;
        loop {
            at += words[at..].find(['.', '!', '?', '…', '。', '！', '？'])?;
            let rest = words[at..].trim_start_matches(['.', '!', '?', '…', '。', '！', '？']);
            let after = rest.trim_start_matches(CLOSERS);
            let closers = words.len() - rest.len();
            let end = words.len() - after.len();
            let wide = words[at..closers].starts_with(['。', '！', '？']);
            if after.is_empty()
                || after.starts_with(char::is_whitespace)
                || after.starts_with(['“', '‘'])
                || wide
            {
                return Some(Self { at, closers, end });
            }
            at = end;
        }
    }

    fn ends_sentence(&self, words: &str, start: usize) -> bool {
        let next = NextWord::new(&words[self.end..]);
        if next.word.is_empty() && next.rest.is_empty() {
            return true;
        }
        let marks = &words[self.at..self.closers];
        if marks.starts_with(['。', '！', '？']) {
            return true;
        }
        let closes_quote = words[self.closers..self.end].contains(['"', '”', '’', '\'', '»']);
        if next.continues() {
            return false;
        }
        if marks.contains(['!', '?']) {
            let word = before(words, start, self.at);
            return !(closes_quote && next.is_asking_clause())
                && (marks != "!" || closes_quote || !is_exclaimed_name(word) || next.opens);
        }
        if marks.len() > 1 {
            // An ellipsis with space before it leaves words out; four points end a sentence and leave words out.
            let head = &words[start..self.at];
            let spaced = head.ends_with(char::is_whitespace)
                && !head.trim_end().trim_end_matches(CLOSERS).ends_with(['.', '!', '?']);
            return !spaced || marks.len() == 4 || next.quoted || next.opens;
        }
        self.end > self.closers || self.point_ends_sentence(words, start, &next)
    }

    /// Whether a single point with nothing closing after it ends a sentence rather than an abbreviation.
    fn point_ends_sentence(&self, words: &str, start: usize, next: &NextWord<'_>) -> bool {
        let word = before(words, start, self.at);
        let earlier = words[start..self.at - word.len()].trim_end();
        let digit = next.word.starts_with(|c: char| c.is_ascii_digit());
        // ". . ." as wire text writes an ellipsis.
        if word.is_empty() {
            return !next.rest.starts_with('.') && !earlier.ends_with('.') || next.opens;
        }
        if next.rest.starts_with('.') {
            return false;
        }
        // "1. The bill"
        let number = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        if number && earlier.is_empty() {
            return false;
        }
        let starts = next.opens || next.quoted;
        if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
            // "George W. Bush", "J. K. Rowling"; "World War I. The", "vitamin C. He", "you and I. Nobody"
            let and_i = word == "I" && earlier.ends_with(|c: char| c.is_lowercase());
            return starts || digit || and_i;
        }
        let kind = abbreviation(word);
        // "BEDFORD, N.H. (AP) —", "SYRACUSE, N.Y. - The", "R-Fla. (who"
        if kind != DottedWord::None && next.rest.starts_with(['(', '—', '–', '-', '―']) {
            return false;
        }
        match kind {
            DottedWord::None => true,
            DottedWord::Title => false,
            DottedWord::BeforeNumber => !digit,
            DottedWord::Month => !digit && starts,
            DottedWord::Time => !digit && !next.initial && !is_time_word(next.word),
            DottedWord::State => {
                let after_place = earlier.ends_with(',');
                !digit && (starts || after_place && abbreviation(next.word) != DottedWord::Title)
            }
            DottedWord::Other => starts && !(next.opens && self.goes_on(words, start, next)),
        }
    }

    /// Whether a word with a capital goes on a sentence all the same, as where software writes one behind every point:
    /// "firms in the U.K. Would lose", "Envoys from the U.S. And the E.U. met".
    fn goes_on(&self, words: &str, start: usize, next: &NextWord<'_>) -> bool {
        let asks = || {
            words[self.end..].find(['.', '!', '?']).is_some_and(|at| words[self.end + at..].starts_with('?'))
        };
        let tells = || words[start..self.at].split_whitespace().rev().take(WORDS_OF_CLAUSE).any(is_finite);
        is_auxiliary(next.word) && !asks() || is_conjunction(next.word) && !tells()
    }
}

/// The word right before `at`, without the marks that open before it.
fn before(words: &str, start: usize, at: usize) -> &str {
    let mut from = at.saturating_sub(LONGEST_ABBREVIATION).max(start);
    while !words.is_char_boundary(from) {
        from += 1;
    }
    let reach = &words[from..at];
    let word =
        reach.rsplit(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '/')).next().unwrap_or_default();
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// What follows a full stop.
struct NextWord<'a> {
    /// The first word, without the marks that open before it and the points within or after it.
    word: &'a str,
    /// From the first mark or word on.
    rest: &'a str,
    /// A quotation mark opens before the word, and not for that word alone.
    quoted: bool,
    /// The word is one letter and a point.
    initial: bool,
    /// The word is one that opens sentences, not a name or an initial.
    opens: bool,
}

impl<'a> NextWord<'a> {
    fn new(after: &'a str) -> Self {
        let rest = after.trim_start();
        let lead = rest
            .trim_start_matches(|c: char| OPENERS.contains(&c) || matches!(c, '-' | '–' | '—' | ' ' | '*'));
        let end =
            lead.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-')).unwrap_or(lead.len());
        // `Robert C. "Bobby" Scott`
        let nickname = lead[end..].starts_with(['"', '”', '’']);
        let quoted = !nickname && (rest.starts_with(['"', '“', '‘', '„', '«']) || rest.starts_with("``"));
        let initial = lead[..end].chars().count() == 1 && lead[end..].starts_with('.');
        let opens = opens_sentence(&lead[..end]) && !initial;
        Self { word: &lead[..end], rest, quoted, initial, opens }
    }

    /// The sentence continues: a lower-case word that is not a brand, or a mark that cannot open a sentence.
    fn continues(&self) -> bool {
        match self.word.chars().next() {
            None => self.rest.starts_with([',', ';', ':', '.', '?', '!', '…', ')', '%', '&', '=', '/']),
            Some(c) if c.is_lowercase() => {
                // "iPhone", "eBay", "xAI"
                let brand = self.word.chars().skip(1).take(2).any(char::is_uppercase);
                !brand && !self.rest.starts_with(['@', '#'])
            }
            Some(_) => false,
        }
    }

    /// "Mr. Roe asked.", "Senate leader Jane Doe asked reporters" after a question in quotation marks.
    fn is_asking_clause(&self) -> bool {
        if self.quoted || self.opens || !self.word.starts_with(char::is_uppercase) {
            return false;
        }
        // A name with at most two words of a title between: "Senate leader Ruth Crane", "Mayor of London Ann Hale".
        let mut plain = 0;
        for word in self.rest.split_whitespace().take(7) {
            if word.starts_with(char::is_lowercase) {
                if is_asking_cue(word.trim_end_matches(['.', ',', ':', ';'])) {
                    return true;
                }
                plain += 1;
            }
            if plain > 2 || word.ends_with(['?', '!', ':', ';']) {
                return false;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Invented news sentences, one a line; a blank line ends a paragraph.
    const GOLD: &str = include_str!("sentences_gold.txt");

    #[test]
    fn the_gold_sentences_are_found() {
        let mut wrong = Vec::new();
        let mut count = 0;
        for paragraph in GOLD.split("\n\n") {
            let gold: Vec<&str> = paragraph.lines().filter(|l| !l.starts_with("# ")).collect();
            let joined = gold.join(" ");
            let span = Span::new(0, joined.len());
            let found: Vec<&str> = sentences(&joined, span).iter().map(|s| s.of(&joined)).collect();
            count += gold.len();
            if found != gold {
                wrong.push(format!("gold  {gold:#?}\nfound {found:#?}"));
            }
        }
        assert!(count >= 150, "{count}");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_crowd_of_marks_makes_few_sentences() {
        let crowd = "5. ".repeat(100_000);
        let found = sentences(&crowd, Span::new(0, crowd.len())).len();
        assert!(found < crowd.len() / SHORT_SENTENCE + MANY_SENTENCES, "{found}");
        let prose = "The ferry left the old quay at noon on Monday. ".repeat(3_000);
        assert_eq!(sentences(&prose, Span::new(0, prose.len())).len(), 3_000);
    }

    #[test]
    fn lines_of_a_wrapped_paragraph_are_white_space() {
        let text = "The wall of the harbour\nbroke. It was rebuilt by\nMr.\nQuill.";
        let found: Vec<&str> = sentences(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["The wall of the harbour\nbroke.", "It was rebuilt by\nMr.\nQuill."]);
    }

    #[test]
    fn what_runs_on_without_end_is_cut() {
        let of = |text: &str| sentences(text, Span::new(0, text.len()));
        let words = format!(" {}. Next.", "the port, ".repeat(LONGEST_SENTENCE / 4));
        let found = of(&words);
        assert_eq!(found.len(), 4);
        assert!(found.iter().all(|s| s.len() <= LONGEST_SENTENCE && s.of(&words).trim() == s.of(&words)));
        assert!(found[..2].iter().all(|s| s.of(&words).ends_with([',', 'e'])));
        assert_eq!(found[3].of(&words), "Next.");
        let letters = "é".repeat(LONGEST_SENTENCE);
        assert_eq!(of(&letters).iter().map(|s| s.len()).sum::<usize>(), letters.len());
        let whole = "the port, ".repeat(LONGEST_SENTENCE / 10 - 1);
        assert_eq!(of(&whole).len(), 1);
    }

    proptest! {
        #[test]
        fn sentences_cover_all_but_white_space(text in "[ a-zA-Z.!?…\"”“’‘()0-9\n—\u{e9}]{0,80}") {
            let mut end = 0;
            for s in sentences(&text, Span::new(0, text.len())) {
                prop_assert!(s.start >= end && !s.is_empty());
                prop_assert!(text[end..s.start].trim().is_empty());
                prop_assert_eq!(s.of(&text).trim(), s.of(&text));
                end = s.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
