//! Lines of a page that claim nothing: headings, links, credits, signatures, lead-ins and the data of the page itself.

use super::reading::{Reading, TokenClass};
use super::thresholds::idle::{CREDIT, KEYS, LEAST};
use crate::claim::{Statement, Wording, bare_words};
use crate::english::{Class, Inflection, Sense, lemmas, lexicon};

/// What a line without a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Idle {
    /// It heads a section or leads to another story: "# Armed conflicts", "2026 Orlec floods".
    Heading,
    /// It says who wrote, photographed or published: "By Ana Ito", "(AFP via New Mail)".
    Credit,
    /// Keys and values of the page's own data: "layout: post title: Pier reopens".
    PageData,
    /// It announces what follows, or is too short to say anything.
    LeadIn,
}

impl Idle {
    /// What a line of the body is, if it claims nothing.
    pub(super) fn of(text: &str) -> Option<Self> {
        let line = text.trim();
        if is_page_data(line) {
            return Some(Self::PageData);
        }
        if line.ends_with(':') {
            return Some(Self::LeadIn);
        }
        let statement = bare_words(line);
        let reading = Reading::new(&statement);
        if is_credit(line, &reading) {
            return Some(Self::Credit);
        }
        (ends_open(line) && !counts(&reading) && (is_titled(line) || names_only(line, &reading)))
            .then_some(Self::Heading)
    }

    /// In a few words, where it came.
    pub(super) fn added(self) -> &'static str {
        match self {
            Self::Heading => "a heading or a link was added",
            Self::Credit => "a credit was added",
            Self::PageData => "data about the page was added",
            Self::LeadIn => "a line without a claim was added",
        }
    }

    /// In a few words, where it went.
    pub(super) fn removed(self) -> &'static str {
        match self {
            Self::Heading => "a heading or a link was removed",
            Self::Credit => "a credit was removed",
            Self::PageData => "data about the page was removed",
            Self::LeadIn => "a line without a claim was removed",
        }
    }
}

/// "slug: council-vote author: desk": a key opens it, and others follow.
fn is_page_data(line: &str) -> bool {
    let is_key = |word: &str| {
        let name = word.strip_suffix(':').unwrap_or_default();
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'))
    };
    let mut words = line.split_whitespace();
    words.next().is_some_and(is_key) && words.filter(|word| is_key(word)).count() + 1 >= KEYS
}

/// A byline, a photographer's name, or a source in brackets.
fn is_credit(line: &str, reading: &Reading<'_>) -> bool {
    let count = reading.words.len();
    let bracketed =
        line.starts_with('(') && line.ends_with(')') || line.starts_with('[') && line.ends_with(']');
    let named = |from: usize| {
        count > from && reading.words[from..].iter().all(|w| w.capital || lexicon::is_small(&w.norm))
    };
    let first = reading.words.first().map_or("", |w| w.norm.as_str());
    let by = first == "by" || first == "words";
    let image = lexicon::rows(first).any(|row| row.has("image"));
    count <= CREDIT
        && (bracketed && !has_verb(reading)
            || ends_open(line) && by && named(1)
            || ends_open(line) && image && named(1) && !counts(reading))
}

/// No mark ends it.
fn ends_open(line: &str) -> bool {
    line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '\'' | '’'))
}

/// A figure that is no date, and so a claim.
fn counts(reading: &Reading<'_>) -> bool {
    let is_year = |digits: &str| digits.parse().is_ok_and(|year: u32| (1000..2200).contains(&year));
    let years = |text: &str| {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).peekable();
        numbers.peek().is_some() && numbers.all(is_year)
    };
    let mut figures = reading.figures.iter().filter(|f| matches!(f.sense, Sense::Amount | Sense::Rank));
    figures.any(|f| !(f.weak || f.unit.is_empty() && years(&f.figure.text)))
}

/// Set like a title: the longer words with capitals; or marked as one.
fn is_titled(line: &str) -> bool {
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= LEAST;
    let words: Vec<&str> = line.split_whitespace().filter(long).collect();
    let capital =
        |w: &&&str| w.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase);
    let titled = words.len() >= 2 && words.iter().filter(capital).count() * 4 >= words.len() * 3;
    titled || line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')
}

/// Names a topic and says nothing of it: no verb, no colon, nothing denied.
fn names_only(line: &str, reading: &Reading<'_>) -> bool {
    let negative = |norm: &str| lexicon::negation(norm).is_some();
    !line.contains(':')
        && !(0..reading.words.len()).any(|at| is_verb(reading, at) && !is_noun_of_title(reading, at))
        && !reading.words.iter().any(|w| negative(&w.norm))
}

/// "Ice rink shooting", "peace talks": what ends a phrase, and may be a noun; not "talks stall" and "dam bursts".
fn is_noun_of_title(reading: &Reading<'_>, at: usize) -> bool {
    let preposition = |at: usize| lexicon::of(reading.norm(at)).is_some_and(|row| row.has("preposition"));
    let ends = at + 1 == reading.words.len() || preposition(at + 1);
    let all = lemmas(reading.norm(at));
    let gerund = all.iter().any(|l| l.inflection.any(Inflection::GERUND));
    let base = all.iter().any(|l| l.class == Class::Verb && l.inflection.any(Inflection::BASE));
    let several = at.checked_sub(1).is_some_and(|before| reading.is_plural(before));
    let noun = match all.iter().position(|l| l.class == Class::Noun) {
        // "general strike": one does not "strike", several do.
        Some(commonest) => base && !several || !base && commonest == 0,
        None => false,
    };
    at > 0 && ends && (gerund || noun)
}

fn has_verb(reading: &Reading<'_>) -> bool {
    (0..reading.words.len()).any(|at| is_verb(reading, at))
}

fn is_verb(reading: &Reading<'_>, at: usize) -> bool {
    let helps = |norm: &str| lexicon::rows(norm).any(|row| row.has("auxiliary") || row.has("modal"));
    reading.class(at) == TokenClass::Verb || helps(reading.norm(at))
}

/// Whether a sentence in these statements is too short to say anything.
pub(super) fn is_short(words: usize, statements: &[&Statement]) -> bool {
    words < LEAST
        && !statements.iter().any(|s| s.voice.is_some() || !Wording::of(&s.text).figures().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_named_and_nothing_said_of_it() {
        for line in [
            "- 2026 Pellham ice rink shooting",
            "- Orlec nightclub fire",
            "- Human trafficking in the Strait of Pell",
            "- 2025 Meridian general strike",
            "- Terrorism in Meridia",
        ] {
            assert_eq!(Idle::of(line), Some(Idle::Heading), "{line}");
        }
        for line in [
            "- Three killed in blast at Osk market",
            "- Peace talks stall",
            "- Dam bursts near Osk",
            "- Police searching homes",
            "- No talks in Meridia",
        ] {
            assert_eq!(Idle::of(line), None, "{line}");
        }
    }
}
