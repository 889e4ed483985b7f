//! Words as they are heard: what a quotation and a transcript of it have in common, however each is written.
//!
//! "I'm gonna", "I am going to"; "$4m", "four million dollars"; "5%", "five per cent" are the same to the ear.

use super::abbreviations;
use super::calendar::calendar_date_at;
use super::heard::heard_alike;
use super::lexicon;
use super::numbers::{quantity_at, starters};
use super::scan::Scan;
use super::token::{Sort, Token};
use super::tokens::tokenize;
use crate::span::Span;
use fnv::FnvHashSet;
use std::sync::LazyLock;

/// A word as it is heard.
#[derive(Debug, Clone)]
pub(crate) struct SpokenWord {
    /// Where it is written; several words may come of one place ("gonna").
    pub(crate) span: Span,
    /// Lower case, one spelling.
    pub(crate) key: String,
    /// It stands in brackets and is about what is heard: "[laughter]", "(inaudible)".
    pub(crate) aside: bool,
}

/// Tokens that an aside in round brackets has at most; a longer one is speech.
const LONGEST_ASIDE: usize = 6;

/// Forms that the ear takes for several words, or for another one.
const HEARD: &[(&str, &[&str])] = &[
    ("'cause", &["because"]),
    ("dunno", &["do", "not", "know"]),
    ("gimme", &["give", "me"]),
    ("gonna", &["going", "to"]),
    ("gotta", &["got", "to"]),
    ("kinda", &["kind", "of"]),
    ("lemme", &["let", "me"]),
    ("sorta", &["sort", "of"]),
    ("wanna", &["want", "to"]),
    ("y'all", &["you", "all"]),
    ("ya", &["you"]),
];

/// The words of a text as they are heard, in order.
pub(crate) fn spoken(text: &str) -> Vec<SpokenWord> {
    let tokens = tokenize(text);
    let mut words: Vec<SpokenWord> = Vec::with_capacity(tokens.len());
    let mut aside_until = 0;
    // A currency's sign is read behind its amount.
    let mut sign: Option<(usize, &str)> = None;
    for (at, token) in tokens.iter().enumerate() {
        aside_until = aside_until.max(aside_end(&tokens, at));
        let mut push = |key: &str, span: Span| {
            words.push(SpokenWord { span, key: key.to_owned(), aside: at < aside_until });
        };
        match token.sort {
            Sort::Word if token.norm == "cent" && at > 0 && tokens[at - 1].norm == "per" => {
                push("percent", token.span);
                // "per" is part of it.
                let percent = words.pop();
                words.pop();
                words.extend(percent.map(|word| SpokenWord {
                    span: Span::new(tokens[at - 1].span.start, word.span.end),
                    ..word
                }));
            }
            // "9th" is one word, as "ninth" is.
            Sort::Word if is_rank(&tokens, at) => {
                if let Some(number) = words.last_mut() {
                    number.span.end = token.span.end;
                }
            }
            Sort::Word => match HEARD.binary_search_by(|(form, _)| (*form).cmp(token.norm.as_str())) {
                Ok(row) => HEARD[row].1.iter().for_each(|key| push(key, token.span)),
                Err(_) => push(scale(&tokens, at).unwrap_or(&token.norm), token.span),
            },
            Sort::Number => push(&token.norm, token.span),
            Sort::Symbol => match symbol(&token.norm) {
                Some(key) if is_before_amount(&tokens, at) => {
                    sign = Some((amount_end(&tokens, at + 1), key));
                }
                Some(key) => push(key, token.span),
                None => {}
            },
            Sort::Quote | Sort::Mark => {}
        }
        if let Some((_, key)) = sign.take_if(|(last, _)| at >= *last) {
            words.push(SpokenWord { span: token.span, key: key.to_owned(), aside: at < aside_until });
        }
    }
    words
}

/// The token behind the aside that opens at token `at`; 0 where none does.
fn aside_end(tokens: &[Token], at: usize) -> usize {
    let (close, most) = match tokens[at].norm.as_str() {
        "[" => ("]", 4 * LONGEST_ASIDE),
        "(" => (")", LONGEST_ASIDE),
        _ => return 0,
    };
    tokens[at..].iter().take(most + 2).position(|t| t.norm == close).map_or(0, |n| at + n)
}

/// How a sign is read aloud.
fn symbol(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "%" => "percent",
        "$" => "dollars",
        "£" => "pounds",
        "€" => "euros",
        "&" => "and",
        _ => return None,
    })
}

fn is_before_amount(tokens: &[Token], at: usize) -> bool {
    tokens[at].norm != "%" && tokens.get(at + 1).is_some_and(|t| t.sort == Sort::Number)
}

/// The last token of the amount that begins with the number at `at`: its scale, if it has one.
fn amount_end(tokens: &[Token], at: usize) -> usize {
    let next = tokens.get(at + 1);
    let scaled =
        next.is_some_and(|t| scale(tokens, at + 1).is_some() || super::scales::long_scale(&t.norm).is_some());
    at + usize::from(scaled)
}

/// What a letter behind a number stands for: "4m", "2bn".
fn scale(tokens: &[Token], at: usize) -> Option<&'static str> {
    let before = tokens.get(at.checked_sub(1)?)?;
    let behind = before.sort == Sort::Number && before.span.end == tokens[at].span.start;
    match tokens[at].norm.as_str() {
        "k" if behind => Some("thousand"),
        "m" | "mn" if behind => Some("million"),
        "bn" | "b" if behind => Some("billion"),
        "tn" if behind => Some("trillion"),
        _ => None,
    }
}

/// Whether a token ranks the number before it: "9th".
fn is_rank(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|b| &tokens[b]) else { return false };
    let ranks = matches!(tokens[at].norm.as_str(), "st" | "nd" | "rd" | "th");
    ranks && before.sort == Sort::Number && before.span.end == tokens[at].span.start
}

/// How many words from `at` on fill a pause and say nothing: "um", "you know"; 0 where none do.
pub(crate) fn filler(words: &[SpokenWord], at: usize) -> usize {
    let word = |n: usize| words.get(n).map(|w| w.key.as_str());
    if let Some((_, length)) = lexicon::phrase(at, word).filter(|(row, _)| row.has("filler")) {
        return length;
    }
    usize::from(word(at).and_then(lexicon::of).is_some_and(|row| row.has("filler")))
}

/// Whether two short passages sound the same though they are written otherwise: "14" and "fourteen", "it's" and "it
/// is", "healthcare" and "health care".
pub(crate) fn same_said(a: &str, b: &str) -> bool {
    let (one, other) = (letters(a), letters(b));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    one == other
        || clitic(a, &other)
        || clitic(b, &one)
        || short_form(&one, &other)
        || same_number(a, b)
        || heard_alike(a, b)
}

/// Whether two passages name one day, whatever comes first: "October 4", "the fourth of October".
pub(crate) fn same_day(a: &str, b: &str) -> bool {
    let day = |text: &str| {
        let tokens = tokenize(text);
        let scan = Scan { text, tokens: &tokens };
        let date = calendar_date_at(scan, usize::from(scan.norm(0) == "the"), None)?;
        (!date.period && date.end == tokens.len()).then_some(date.form)
    };
    day(a).is_some_and(|one| day(b) == Some(one))
}

/// Words that may begin a number.
static COUNTS: LazyLock<FnvHashSet<&'static str>> = LazyLock::new(|| starters().collect());

/// Whether a word may begin a number, in digits or in words.
pub(crate) fn may_count(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_digit()) || COUNTS.contains(key)
}

/// Whether a word says how many times a number is meant: "million".
pub(crate) fn is_scale(key: &str) -> bool {
    super::scales::long_scale(key).is_some()
}

/// The letters and digits of a text, in lower case.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn clitic(short: &str, full: &str) -> bool {
    match short.trim_start_matches(['\'', '’']) {
        "s" if short.len() > 1 => matches!(full, "is" | "has" | "us"),
        "d" if short.len() > 1 => matches!(full, "would" | "had" | "did"),
        _ => false,
    }
}

fn short_form(one: &str, other: &str) -> bool {
    let stands = |short: &str, full: &str| abbreviations::all(short).iter().any(|row| row.full == full);
    stands(one, other) || stands(other, one)
}

fn same_number(a: &str, b: &str) -> bool {
    let value = |text: &str| {
        let tokens = tokenize(text);
        let (end, quantity) = quantity_at(Scan { text, tokens: &tokens }, 0)?;
        (end == tokens.len()).then_some(quantity)
    };
    let (Some(a), Some(b)) = (value(a), value(b)) else { return false };
    // "October fourth" is written "October 4"; "two" is not "second".
    let is_day = |value: f64| value.fract() == 0.0 && (4.0..=31.0).contains(&value);
    let same_day = a.value() == b.value() && a.value().is_some_and(is_day) && !a.is_share() && !b.is_share();
    a.canonical() == b.canonical() || same_day
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn heard(text: &str) -> String {
        spoken(text).into_iter().map(|w| w.key).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_sounds_alike_is_alike() {
        assert_eq!(heard("I’m gonna say: 5% — 5 per cent."), "i am going to say 5 percent 5 percent");
        assert_eq!(heard("$4m, £2.5 billion and €7"), "4 million dollars 2.5 billion pounds and 7 euros");
        for (a, b) in [
            ("14", "fourteen"),
            ("900,000", "nine hundred thousand"),
            ("’s", "is"),
            ("healthcare", "health-care"),
            ("Dr.", "doctor"),
            ("don't", "dont"),
            ("3rd", "third"),
            ("4", "fourth"),
        ] {
            assert!(same_said(a, b), "{a}, {b}");
        }
        for (a, b) in
            [("14", "forty"), ("2", "second"), ("is", "was"), ("s", "is"), ("can", "can't"), ("", "")]
        {
            assert!(!same_said(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn a_day_is_one_however_it_is_said() {
        for (a, b) in [
            ("October 4", "the fourth of October"),
            ("Oct. 4", "October fourth"),
            ("4 October", "October the fourth"),
            ("May 21st", "the twenty-first of May"),
            ("May 21, 2025", "21 May 2025"),
        ] {
            assert!(same_day(a, b) && same_day(b, a), "{a}, {b}");
        }
        for (a, b) in [
            ("October 4", "the fifth of October"),
            ("October 4", "the fourth of November"),
            ("October", "October"),
            ("May 21, 2025", "21 May"),
            ("October 4 and", "the fourth of October"),
            ("four", "4"),
            ("", ""),
        ] {
            assert!(!same_day(a, b) && !same_day(b, a), "{a}, {b}");
        }
    }

    #[test]
    fn fillers_and_asides_are_known() {
        let words = spoken("Well, um, I know, you know [laughter] the way (inaudible).");
        let fill = |n: usize| filler(&words, n);
        assert_eq!([0, 1, 2, 4].map(fill), [1, 1, 0, 2]);
        let asides: Vec<&str> = words.iter().filter(|w| w.aside).map(|w| w.key.as_str()).collect();
        assert_eq!(asides, ["laughter", "inaudible"]);
    }

    proptest! {
        #[test]
        fn every_word_stands_in_the_text(text in "([a-z]{1,6}|\\PC| |gonna |per cent |\\$4m )*") {
            for word in spoken(&text) {
                prop_assert!(text.get(word.span.start..word.span.end).is_some_and(|w| !w.is_empty()));
            }
        }
    }
}
