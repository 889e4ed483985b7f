//! Numbers: digits or words to a value.

use super::tokens::{Sort, Token};

/// A number as read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    amount: Amount,
    /// It ranks: "third".
    pub(crate) rank: bool,
    /// A word that is often no number: "one", "first", "half".
    pub(crate) weak: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Amount {
    Value(f64),
    Fraction(u32, u32),
    /// "dozens", "tens of thousands": only an order of magnitude.
    Vague(String),
    /// "the 1980s", "in his 20s".
    Decade(String),
}

impl Quantity {
    /// The number, where it is one.
    pub(crate) fn value(&self) -> Option<f64> {
        match self.amount {
            Amount::Value(v) => Some(v),
            _ => None,
        }
    }

    /// The form that equal numbers share.
    pub(crate) fn canonical(&self) -> String {
        let plain = match &self.amount {
            // f64's shortest form is exact for every number that news prints.
            Amount::Value(v) => format!("{}", (v * 1e6).round() / 1e6),
            Amount::Fraction(a, b) => format!("{a}/{b}"),
            Amount::Vague(words) | Amount::Decade(words) => words.clone(),
        };
        if self.rank { format!("#{plain}") } else { plain }
    }
}

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const RANKS: &[&str] = &[
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
const PARTS: &[(&str, u32)] = &[
    ("half", 2),
    ("halves", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixths", 6),
    ("sevenths", 7),
    ("eighths", 8),
    ("tenth", 10),
    ("tenths", 10),
];
const VAGUE: &[&str] =
    &["dozens", "tens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"];

/// What a word of scale multiplies by.
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "million" | "m" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

fn position(table: &[&str], word: &str) -> Option<u32> {
    if word.is_empty() {
        return None;
    }
    table.iter().position(|w| *w == word).and_then(|i| u32::try_from(i).ok())
}

fn norm(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |t| t.norm.as_str())
}

fn adjoins(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|t| t.span.start == tokens[at].span.end)
}

/// Whether a word is a number by itself.
pub(crate) fn is_number(token: &Token) -> bool {
    token.sort == Sort::Number
        || position(UNITS, &token.norm).is_some()
        || position(TENS, &token.norm).is_some()
}

/// Reads the number that starts at token `at`; gives the token after it.
pub(crate) fn read(tokens: &[Token], at: usize) -> Option<(usize, Quantity)> {
    let token = tokens.get(at)?;
    match token.sort {
        Sort::Number => digits(tokens, at),
        Sort::Word => vague(tokens, at).or_else(|| words(tokens, at)).or_else(|| rank(tokens, at)),
        _ => None,
    }
}

fn quantity(amount: Amount) -> Quantity {
    Quantity { amount, rank: false, weak: false }
}

fn digits(tokens: &[Token], at: usize) -> Option<(usize, Quantity)> {
    let value: f64 = tokens[at].norm.parse().ok()?;
    let next = norm(tokens, at + 1);
    if adjoins(tokens, at) {
        match next {
            "st" | "nd" | "rd" | "th" => {
                return Some((at + 2, Quantity { amount: Amount::Value(value), rank: true, weak: false }));
            }
            "s" => return Some((at + 2, quantity(Amount::Decade(format!("{value}s"))))),
            _ => {}
        }
    }
    let hyphen = usize::from(next == "-" && scale(norm(tokens, at + 2)).is_some_and(|s| s > 12.0));
    let word = norm(tokens, at + 1 + hyphen);
    let short = matches!(word, "k" | "m" | "mn" | "bn" | "tn");
    // "5 m" is five metres; "5m" five million.
    if let Some(factor) = scale(word)
        && (!short || adjoins(tokens, at) || word == "bn")
    {
        return Some((at + 2 + hyphen, quantity(Amount::Value(value * factor))));
    }
    Some((at + 1, quantity(Amount::Value(value))))
}

fn vague(tokens: &[Token], at: usize) -> Option<(usize, Quantity)> {
    let word = norm(tokens, at);
    if !VAGUE.contains(&word) || (word == "scores" || word == "tens") && norm(tokens, at + 1) != "of" {
        return None;
    }
    let mut end = at + 1;
    let mut form = word.to_owned();
    while norm(tokens, end) == "of" && VAGUE.contains(&norm(tokens, end + 1)) {
        form = format!("{form} of {}", norm(tokens, end + 1));
        end += 2;
    }
    Some((end, quantity(Amount::Vague(form))))
}

fn rank(tokens: &[Token], at: usize) -> Option<(usize, Quantity)> {
    let word = norm(tokens, at);
    if let Some(n) = position(RANKS, word) {
        let weak = n <= 2;
        return Some((at + 1, Quantity { amount: Amount::Value(f64::from(n)), rank: true, weak }));
    }
    let tens = position(TENS, word)?;
    let unit =
        (norm(tokens, at + 1) == "-").then(|| position(&RANKS[..10], norm(tokens, at + 2))).flatten()?;
    let value = f64::from(tens * 10 + unit);
    Some((at + 3, Quantity { amount: Amount::Value(value), rank: true, weak: false }))
}

/// "two thirds", "half", "three quarters"; "a third" needs "of" or "a" to be a share and not a rank.
fn fraction(tokens: &[Token], at: usize, count: u32, article: bool) -> Option<(usize, Quantity)> {
    let hyphen = usize::from(norm(tokens, at) == "-");
    let word = norm(tokens, at + hyphen);
    let (_, parts) = PARTS.iter().find(|(name, _)| *name == word)?;
    let plural = word.ends_with('s') || word == "halves";
    let share = plural || word == "half" || word == "quarter" || norm(tokens, at + hyphen + 1) == "of";
    ((article || count == 1 || plural) && share)
        .then(|| (at + hyphen + 1, quantity(Amount::Fraction(count, *parts))))
}

fn words(tokens: &[Token], at: usize) -> Option<(usize, Quantity)> {
    let first = norm(tokens, at);
    if first == "half" {
        let filler = matches!(norm(tokens, at + 1), "a" | "an" | "of" | "the");
        return filler.then(|| (at + 1, quantity(Amount::Fraction(1, 2))));
    }
    let article = matches!(first, "a" | "an");
    if article {
        if let Some(found) = fraction(tokens, at + 1, 1, true) {
            return Some(found);
        }
        scale(norm(tokens, at + 1)).filter(|_| norm(tokens, at + 1).len() > 2)?;
    } else if position(UNITS, first).is_none() && position(TENS, first).is_none() {
        return None;
    }
    let mut total = 0.0;
    let mut group = if article { 1.0 } else { 0.0 };
    let mut end = if article { at + 1 } else { at };
    let mut spoken = usize::from(article);
    loop {
        let joint = usize::from(spoken > 0 && norm(tokens, end) == "-" && adjoins(tokens, end));
        let and = usize::from(
            norm(tokens, end) == "and" && group >= 100.0
                || total > 0.0 && norm(tokens, end) == "and" && group == 0.0,
        );
        let word = norm(tokens, end + joint + and);
        let fits_unit = group % 10.0 == 0.0 && (group % 100.0 == 0.0 || group % 100.0 >= 20.0);
        if let Some(n) = position(UNITS, word)
            && fits_unit
            && (n < 10 || group % 100.0 == 0.0)
            && (spoken == 0 || joint == 1 || and == 1 || group > 0.0 || total > 0.0)
        {
            group += f64::from(n);
        } else if let Some(n) = position(TENS, word)
            && group % 100.0 == 0.0
        {
            group += f64::from(n * 10);
        } else if let Some(factor) = scale(word).filter(|_| word.len() > 2 && spoken > 0 && and == 0) {
            if factor <= 100.0 {
                group = group.max(1.0) * factor;
            } else {
                total += group.max(1.0) * factor;
                group = 0.0;
            }
        } else {
            break;
        }
        spoken += 1;
        end += joint + and + 1;
    }
    if spoken == 0 || article && spoken == 1 {
        return None;
    }
    let mut value = total + group;
    if norm(tokens, end) == "point" {
        (end, value) = decimals(tokens, end, value);
        if let Some(factor) = scale(norm(tokens, end)).filter(|_| norm(tokens, end).len() > 2) {
            value *= factor;
            end += 1;
        }
    }
    if value.fract() == 0.0
        && (1.0..20.0).contains(&value)
        && let Some(found) = fraction(tokens, end, value as u32, false)
    {
        return Some(found);
    }
    let weak = value == 1.0 && is_pronoun(tokens, at, end);
    Some((end, Quantity { amount: Amount::Value(value), rank: false, weak }))
}

fn decimals(tokens: &[Token], point: usize, whole: f64) -> (usize, f64) {
    let mut at = point + 1;
    let mut value = whole;
    let mut place = 0.1;
    while let Some(n) = position(&UNITS[..10], norm(tokens, at)) {
        value += f64::from(n) * place;
        place /= 10.0;
        at += 1;
    }
    if at == point + 1 { (point, whole) } else { (at, value) }
}

/// "no one", "one of", "one another": rather a pronoun than a count.
fn is_pronoun(tokens: &[Token], at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| norm(tokens, i));
    matches!(
        before,
        "no" | "any" | "every" | "the" | "this" | "that" | "which" | "each" | "some" | "as" | "is"
    ) || matches!(
        norm(tokens, end),
        "of" | "another" | "who" | "such" | "day" | "that" | "thing" | "." | "," | ""
    ) || tokens.get(end).is_none_or(|t| t.sort != Sort::Word)
}
