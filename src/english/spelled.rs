//! Numbers in words: "two hundred and five thousand", "one point five billion", "twenty-first".

use super::quantity::Quantity;
use super::scales::{long_scale, scaled};
use super::scan::Scan;
use super::shares::{fraction, mixed};
use super::token::Sort;

/// The cardinals below twenty, and the tens; then what ranks.
pub(super) const UNITS: [&str; 20] = [
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
pub(super) const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
pub(super) const RANKS: [&str; 20] = [
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
];
pub(super) const TENTH_RANKS: [&str; 10] = [
    "",
    "",
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
];
pub(super) const GREAT_RANKS: [(&str, f64); 4] =
    [("hundredth", 1e2), ("thousandth", 1e3), ("millionth", 1e6), ("billionth", 1e9)];
/// The place of `word` in `table`, which is its number.
pub(super) fn position(table: &[&str], word: &str) -> Option<u32> {
    if word.is_empty() {
        return None;
    }
    table.iter().position(|w| *w == word).and_then(|i| u32::try_from(i).ok())
}

/// The value of a single word: "ten", "hundred".
pub(super) fn word_value(word: &str) -> Option<f64> {
    position(&UNITS, word)
        .map(f64::from)
        .or_else(|| position(&TENS, word).map(|tens| f64::from(tens * 10)))
        .or_else(|| long_scale(word))
}

/// A number in words: "two hundred and five thousand", "one point five billion", "twenty-first", "a dozen".
pub(super) fn spelled_quantity_at(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    if let Some(found) = spoken_year(scan, at) {
        return Some(found);
    }
    let mut words = Spelled::start(scan, at)?;
    while words.step(scan) {}
    if words.spoken == 0 || words.article && words.spoken == 1 {
        return None;
    }
    let (end, value) = (words.end, words.total + words.group);
    if words.rank {
        let weak = words.spoken == 1 && value <= 2.0;
        return Some((end, Quantity::ranking(value).perhaps(weak)));
    }
    let (end, value) = if scan.norm(end) == "point" { decimals(scan, end, value) } else { (end, value) };
    let scales = Quantity::of(value).scaled_by(words.scale);
    if value.fract() != 0.0 {
        return Some(scaled(scan, end, scales));
    }
    if (1.0..20.0).contains(&value)
        && let Some(found) = fraction(scan, end, value as u32, false)
    {
        return Some(found);
    }
    let (mixed_end, mixed_value) = mixed(scan, end, value);
    if mixed_end > end {
        // The half of "a million and a half" is half a million.
        let mixed = Quantity::of(value + (mixed_value - value) * words.scale);
        return Some(scaled(scan, mixed_end, mixed));
    }
    let weak = value == 1.0 && is_pronoun(scan, at, end);
    Some((end, scales.perhaps(weak)))
}

/// Words behind which a word of scale is one of it.
const LEADS: [&str; 13] =
    ["the", "these", "those", "first", "last", "next", "past", "his", "her", "its", "their", "our", "my"];

/// A number in words, as far as it is read.
struct Spelled {
    /// What words of a thousand and more have closed.
    total: f64,
    /// What is still open.
    group: f64,
    end: usize,
    spoken: usize,
    article: bool,
    rank: bool,
    scale: f64,
}

impl Spelled {
    fn start(scan: Scan<'_>, at: usize) -> Option<Self> {
        let word = scan.norm(at);
        let article = matches!(word, "a" | "an");
        if article {
            long_scale(scan.norm(at + 1))?;
        }
        // "The hundred lambs", "her first thousand days", and in headlines "Dozen held".
        let counted =
            long_scale(word).is_some() && !scan.is_named(at) && (at == 0 || LEADS.contains(&scan.before(at)));
        let (group, spoken) = if article || counted { (1.0, 1) } else { (0.0, 0) };
        let end = at + usize::from(article);
        Some(Self { total: 0.0, group, end, spoken, article, rank: false, scale: 1.0 })
    }

    /// Takes one more word; says whether there was one.
    fn step(&mut self, scan: Scan<'_>) -> bool {
        if self.rank {
            return false;
        }
        let next = if self.spoken > 0 { scan.past_hyphen(self.end) } else { self.end };
        let joined = next > self.end;
        let and = scan.norm(next) == "and" && (self.group >= 100.0 || self.total > 0.0 && self.group == 0.0);
        let place = scan.past_hyphen(next + usize::from(and));
        let word = scan.norm(place);
        let tied = joined || and || self.group >= 100.0 || self.spoken == 0;
        let taken = self.add(word, and) || tied && self.finish(word);
        if taken {
            self.spoken += 1;
            self.end = place + 1;
        }
        taken
    }

    fn fits_unit(&self, n: u32) -> bool {
        let tail = self.group % 100.0;
        !(self.spoken > 0 && self.group == 0.0 && self.total == 0.0)
            && (tail == 0.0 || n < 10 && tail >= 20.0 && tail % 10.0 == 0.0)
    }

    /// A cardinal or a scale.
    fn add(&mut self, word: &str, and: bool) -> bool {
        if let Some(n) = position(&UNITS, word).filter(|n| self.fits_unit(*n)) {
            self.group += f64::from(n);
        } else if let Some(n) = position(&TENS, word).filter(|_| self.group % 100.0 == 0.0) {
            self.group += f64::from(n * 10);
        } else if let Some(factor) = long_scale(word).filter(|_| self.spoken > 0 && !and) {
            self.scale = if factor > 100.0 { factor } else { self.scale };
            if factor <= 100.0 {
                self.group = self.group.max(1.0) * factor;
            } else {
                let scaled_again = self.group == 0.0 && self.total > 0.0; // "a thousand million"
                self.total = if scaled_again {
                    self.total * factor
                } else {
                    self.total + self.group.max(1.0) * factor
                };
                self.group = 0.0;
            }
        } else {
            return false;
        }
        true
    }

    /// An ordinal, which is always the last word.
    fn finish(&mut self, word: &str) -> bool {
        if let Some(n) = position(&RANKS, word).filter(|n| self.fits_unit(*n)) {
            self.group += f64::from(n);
        } else if let Some(n) = position(&TENTH_RANKS, word).filter(|_| self.group % 100.0 == 0.0) {
            self.group += f64::from(n * 10);
        } else if let Some((_, factor)) = GREAT_RANKS.iter().find(|(great, _)| *great == word) {
            self.group = self.group.max(1.0) * factor;
        } else {
            return false;
        }
        self.rank = true;
        true
    }
}

/// "nineteen eighty-four", "twenty twenty-four".
fn spoken_year(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let century = match scan.norm(at) {
        "seventeen" => 1700,
        "eighteen" => 1800,
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let tens = position(&TENS, scan.norm(at + 1))? * 10;
    let next = scan.past_hyphen(at + 2);
    let unit = if next > at + 2 { position(&UNITS[..10], scan.norm(next)) } else { None };
    let end = if unit.is_some() { next + 1 } else { at + 2 };
    if scan.past_hyphen(end) > end {
        return None; // "nineteen twenty-year-olds"
    }
    Some((end, Quantity::of(f64::from(century + tens + unit.unwrap_or(0)))))
}

fn decimals(scan: Scan<'_>, point: usize, whole: f64) -> (usize, f64) {
    let mut at = point + 1;
    let mut value = whole;
    let mut place = 0.1;
    while let Some(n) = position(&UNITS[..10], scan.norm(at)) {
        value += f64::from(n) * place;
        place /= 10.0;
        at += 1;
    }
    if at == point + 1 { (point, whole) } else { (at, value) }
}

/// "no one", "one of", "one another": rather a pronoun than a count.
fn is_pronoun(scan: Scan<'_>, at: usize, end: usize) -> bool {
    matches!(
        scan.before(at),
        "no" | "any" | "every" | "the" | "this" | "that" | "which" | "each" | "some" | "as" | "is"
    ) || matches!(
        scan.norm(end),
        "of" | "another" | "who" | "such" | "day" | "that" | "thing" | "." | "," | ""
    ) || !scan.is(end, Sort::Word)
}
