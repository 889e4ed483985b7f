//! Numbers: digits or words to a value.

use super::roman;
use super::scan::Scan;
use super::tokens::{Sort, Token};

/// A number as read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    amount: Amount,
    /// It ranks: "third", "World War II".
    pub(super) rank: bool,
    /// A word that is often no number: "one", "first".
    pub(super) weak: bool,
    /// What words of scale multiplied it by: a million in "1.5 million".
    pub(super) scale: f64,
}

#[derive(Debug, Clone, PartialEq)]
enum Amount {
    Value(f64),
    /// "two thirds", "1/3".
    Share(u32, u32),
    /// "dozens", "tens of thousands": only an order of magnitude.
    Vague(String),
    /// "the 1980s", "in his 20s".
    Decade(String),
}

impl Quantity {
    fn new(amount: Amount) -> Self {
        Self { amount, rank: false, weak: false, scale: 1.0 }
    }

    /// A plain number.
    pub(super) fn of(value: f64) -> Self {
        Self::new(Amount::Value(value))
    }

    /// A rank.
    pub(super) fn ranking(value: f64) -> Self {
        Self { rank: true, ..Self::of(value) }
    }

    /// So many of so many.
    pub(super) fn share(over: u32, under: u32) -> Self {
        Self::new(Amount::Share(over, under))
    }

    /// The number, where it is one.
    pub(super) fn value(&self) -> Option<f64> {
        match self.amount {
            Amount::Value(value) => Some(value),
            Amount::Share(over, under) => Some(f64::from(over) / f64::from(under)),
            Amount::Vague(_) | Amount::Decade(_) => None,
        }
    }

    /// Whether it is a part of a whole.
    pub(super) fn is_share(&self) -> bool {
        matches!(self.amount, Amount::Share(..))
    }

    /// Whether it is a number of years in a century.
    pub(super) fn is_decade(&self) -> bool {
        matches!(self.amount, Amount::Decade(_))
    }

    /// The form that equal numbers share.
    pub(super) fn canonical(&self) -> String {
        match &self.amount {
            Amount::Value(value) if self.rank => format!("#{}", plain(*value)),
            Amount::Value(value) => plain(*value),
            Amount::Share(over, under) if 100 % under == 0 => format!("{} %", 100 / under * over),
            Amount::Share(over, under) => {
                let common = divisor(*over, *under).max(1);
                match (over / common, under / common) {
                    (over, under) if 100 % under == 0 => format!("{} %", 100 / under * over),
                    (over, under) => format!("{over}/{under}"),
                }
            }
            Amount::Vague(words) | Amount::Decade(words) => words.clone(),
        }
    }

    fn times(mut self, scale: f64) -> Self {
        if let Some(value) = self.value() {
            self.amount = Amount::Value(value * scale);
            self.scale *= scale;
        }
        self
    }
}

fn divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// A value as the shortest decimal, to six places: exact for every number that news prints.
pub(super) fn plain(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    format!("{}", if rounded == 0.0 && value != 0.0 { value } else { rounded })
}

const UNITS: [&str; 20] = [
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
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const RANKS: [&str; 20] = [
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
const TENTH_RANKS: [&str; 10] = [
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
const GREAT_RANKS: [(&str, f64); 4] =
    [("hundredth", 1e2), ("thousandth", 1e3), ("millionth", 1e6), ("billionth", 1e9)];
const DECADES: [&str; 10] =
    ["", "", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
const PARTS: [(&str, u32); 18] = [
    ("half", 2),
    ("halves", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fourths", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("sixths", 6),
    ("sevenths", 7),
    ("eighth", 8),
    ("eighths", 8),
    ("tenth", 10),
    ("tenths", 10),
    ("hundredths", 100),
    ("thousandths", 1000),
];
const VAGUE: [&str; 10] = [
    "dozens",
    "tens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
    "lakhs",
    "crores",
];
/// Words that may begin a number and are in none of the tables.
const OTHERS: [&str; 8] = ["a", "an", "several", "few", "wwi", "wwii", "ww1", "ww2"];

/// Every word that may begin a number, but for Roman numerals.
pub(super) fn starters() -> impl Iterator<Item = &'static str> {
    let words = [&UNITS[..], &TENS, &RANKS, &TENTH_RANKS, &DECADES, &VAGUE, &OTHERS];
    let great = GREAT_RANKS.iter().map(|(word, _)| *word);
    let parts = PARTS.iter().map(|(word, _)| *word);
    words.into_iter().flatten().copied().chain(great).chain(parts).filter(|w| !w.is_empty())
}

/// Words of scale that stand alone behind "a".
pub(super) fn scales() -> impl Iterator<Item = &'static str> {
    ["dozen", "hundred", "thousand", "lakh", "million", "crore", "billion", "trillion"].into_iter()
}

/// What a word of scale multiplies by.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "lakh" | "lakhs" => 1e5,
        "million" | "m" | "mn" | "mio" => 1e6,
        "crore" | "crores" => 1e7,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// A scale written out, which may stand apart from its number.
fn long_scale(word: &str) -> Option<f64> {
    scale(word).filter(|_| word.len() > 3)
}

fn position(table: &[&str], word: &str) -> Option<u32> {
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

/// Whether a word is a number by itself.
pub(crate) fn is_number(token: &Token) -> bool {
    token.sort == Sort::Number
        || position(&UNITS, &token.norm).is_some()
        || position(&TENS, &token.norm).is_some()
}

/// Reads the number that starts at token `at`; gives the token after it.
pub(super) fn read(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let token = scan.tokens.get(at)?;
    let found = match token.sort {
        Sort::Number => digits(scan, at),
        Sort::Word => vague(scan, at)
            .or_else(|| decade_word(scan, at))
            .or_else(|| share_word(scan, at))
            .or_else(|| spelled(scan, at))
            .or_else(|| numeral(scan, at)),
        _ => None,
    };
    let (end, quantity) = found.map(|(end, quantity)| part_of_scale(scan, end, quantity))?;
    let whole = quantity.value().is_some_and(|v| v.fract() == 0.0) && !quantity.is_share();
    if whole && end == at + 1 && roman::is_numbered(scan, at) {
        return Some((end, Quantity { rank: true, ..quantity }));
    }
    Some((end, quantity))
}

fn numeral(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let number = roman::world_war(scan.norm(at)).or_else(|| roman::read(scan, at))?;
    Some((at + 1, Quantity::ranking(f64::from(number))))
}

/// The value of a number token ("2.5", "10^3"), or the share that it is ("1/3").
fn token_value(norm: &str) -> Option<Quantity> {
    if let Some((over, under)) = norm.split_once('/') {
        let (whole, over) = over.split_once('+').unwrap_or(("0", over));
        let (whole, over, under): (f64, u32, u32) =
            (whole.parse().ok()?, over.parse().ok()?, under.parse().ok()?);
        let share = Quantity::share(over, under);
        return Some(if whole > 0.0 { Quantity::of(whole + share.value()?) } else { share });
    }
    if let Some((base, exponent)) = norm.split_once('^') {
        return Some(Quantity::of(base.parse::<f64>().ok()?.powi(exponent.parse().ok()?)));
    }
    norm.parse().ok().map(Quantity::of)
}

fn digits(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let quantity = token_value(scan.norm(at))?;
    let value = quantity.value()?;
    if scan.adjoins(at) {
        match scan.norm(at + 1) {
            "st" | "nd" | "rd" | "th" => return Some((at + 2, Quantity::ranking(value))),
            "s" => return Some((at + 2, decade(scan, at))),
            "'s" if scan.before(at) == "the" && scan.raw(at).len() == 4 && value % 10.0 == 0.0 => {
                return Some((at + 2, decade(scan, at)));
            }
            "/" => {
                if let Some(found) = written_share(scan, at) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    let (end, value) = mixed(scan, at + 1, value);
    let quantity = if end == at + 1 { quantity } else { Quantity::of(value) };
    Some(scaled(scan, end, quantity))
}

/// "1/3", but not "9/11" nor "3/5/2024".
fn written_share(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let (over, under) = (scan.integer(at)?, scan.integer(at + 2)?);
    let usual = matches!(under, 2..=10 | 12 | 16 | 20 | 32 | 64 | 100);
    let alone = scan.before(at) != "/" && scan.norm(at + 3) != "/" && scan.adjoins(at + 1);
    (0 < over && over < under && usual && alone).then(|| (at + 3, Quantity::share(over, under)))
}

/// What comes behind a whole number and belongs to it: "2 ½", "2 1/2", "2-1/2", "two and a half", "five and three-quarter".
fn mixed(scan: Scan<'_>, at: usize, whole: f64) -> (usize, f64) {
    let none = (at, whole);
    if whole.fract() != 0.0 {
        return none;
    }
    let start = scan.past_hyphen(at);
    if scan.is(start, Sort::Number) {
        let half =
            token_value(scan.norm(start)).filter(|q| !scan.raw(start).is_ascii() && q.value() < Some(1.0));
        let found = half.map(|q| (start + 1, q)).or_else(|| written_share(scan, start));
        return found.and_then(|(end, share)| Some((end, whole + share.value()?))).unwrap_or(none);
    }
    if scan.norm(start) != "and" {
        return none;
    }
    let start = scan.past_hyphen(start + 1);
    let (start, count) = match scan.norm(start) {
        "a" | "an" | "one" => (scan.past_hyphen(start + 1), 1),
        "two" => (scan.past_hyphen(start + 1), 2),
        "three" => (scan.past_hyphen(start + 1), 3),
        _ => return none,
    };
    let Some((word, parts)) = PARTS.iter().find(|(word, _)| *word == scan.norm(start)) else { return none };
    // "Two and a third" may go on with "man".
    if count == 1 && !matches!(*word, "half" | "quarter") && scan.is(start + 1, Sort::Word) {
        return none;
    }
    (start + 1, whole + f64::from(count) / f64::from(*parts))
}

/// The words of scale behind a number in digits: "1.5 million", "5bn", "5-million", "2 lakh crore".
fn scaled(scan: Scan<'_>, mut at: usize, mut quantity: Quantity) -> (usize, Quantity) {
    loop {
        let next = scan.past_hyphen(at);
        let word = scan.norm(next);
        let glued = next == at && at > 0 && scan.adjoins(at - 1);
        let factor = match scale(word) {
            Some(factor) if word.len() > 3 || matches!(word, "bn" | "trn") => factor,
            // "5 m" is five metres, "5m" five million.
            Some(factor) if glued && !measures_length(scan, at) => factor,
            Some(factor) if word == "m" && is_money(scan, at) => factor,
            None if glued && is_money(scan, at) && word == "b" => 1e9,
            None if glued && is_money(scan, at) && word == "t" => 1e12,
            _ => return (at, quantity),
        };
        quantity = quantity.times(factor);
        at = next + 1;
    }
}

/// Whether the number before token `at` follows the sign of a currency.
fn is_money(scan: Scan<'_>, at: usize) -> bool {
    at >= 2 && scan.is(at - 2, Sort::Symbol)
}

/// "5m high", "a 100m race".
fn measures_length(scan: Scan<'_>, at: usize) -> bool {
    const LENGTHS: [&str; 20] = [
        "high",
        "long",
        "wide",
        "tall",
        "deep",
        "away",
        "race",
        "sprint",
        "dash",
        "hurdles",
        "freestyle",
        "butterfly",
        "backstroke",
        "breaststroke",
        "relay",
        "final",
        "medley",
        "below",
        "above",
        "off",
    ];
    scan.norm(at) == "m" && LENGTHS.contains(&scan.norm(scan.past_hyphen(at + 1)))
}

/// "half a million", "three-quarters of a billion", "half-dozen".
fn part_of_scale(scan: Scan<'_>, at: usize, quantity: Quantity) -> (usize, Quantity) {
    if !quantity.is_share() {
        return (at, quantity);
    }
    let mut next = scan.past_hyphen(at);
    next += usize::from(scan.norm(next) == "of");
    if matches!(scan.norm(next), "a" | "an") {
        next = scan.past_hyphen(next + 1);
    }
    match long_scale(scan.norm(next)) {
        Some(factor) => (next + 1, quantity.times(factor)),
        None => (at, quantity),
    }
}

fn vague(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let word = scan.norm(at);
    if matches!(word, "several" | "few") {
        long_scale(scan.norm(at + 1))?;
        return Some((at + 2, Quantity::new(Amount::Vague(format!("several {}", scan.norm(at + 1))))));
    }
    if !VAGUE.contains(&word) || matches!(word, "scores" | "tens") && scan.norm(at + 1) != "of" {
        return None;
    }
    let mut end = at + 1;
    let mut form = word.to_owned();
    while scan.norm(end) == "of" && VAGUE.contains(&scan.norm(end + 1)) {
        form = format!("{form} of {}", scan.norm(end + 1));
        end += 2;
    }
    Some((end, Quantity::new(Amount::Vague(form))))
}

/// The years that "1990s", "'90s" or "90s" at `at` means; an age or a temperature stays "90s".
fn decade(scan: Scan<'_>, at: usize) -> Quantity {
    let norm = scan.norm(at);
    let apostrophe = at > 0 && matches!(scan.before(at), "'" | "’" | "‘") && scan.adjoins(at - 1);
    let form = match norm.parse() {
        Ok(years) if norm.len() == 2 && (apostrophe || is_dated(scan, at)) => decade_form(years, apostrophe),
        _ => format!("{norm}s"),
    };
    Quantity::new(Amount::Decade(form))
}

fn decade_form(years: u32, certain: bool) -> String {
    match years {
        30..=90 => format!("19{years}s"),
        0 | 10 | 20 if certain => format!("20{years:02}s"),
        _ => format!("{years}s"),
    }
}

/// "The nineties", "mid-90s" are years; "in her nineties", "in his mid-90s" are ages.
fn is_dated(scan: Scan<'_>, at: usize) -> bool {
    let mut head = at;
    while matches!(scan.before(head), "early" | "late" | "mid" | "-") {
        head -= 1;
    }
    let owner = matches!(scan.before(head), "his" | "her" | "their" | "my" | "your" | "our");
    scan.before(head) == "the" || head < at && !owner
}

/// "The sixties", "the nineteen-sixties", "in her sixties".
fn decade_word(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    if let Some(tens) = position(&DECADES, scan.norm(at)) {
        let years = tens * 10;
        let form = if is_dated(scan, at) { decade_form(years, false) } else { format!("{years}s") };
        return Some((at + 1, Quantity::new(Amount::Decade(form))));
    }
    let century = position(&UNITS, scan.norm(at)).filter(|c| (10..20).contains(c))?;
    let next = scan.past_hyphen(at + 1);
    let years = position(&DECADES, scan.norm(next))? * 10;
    Some((next + 1, Quantity::new(Amount::Decade(format!("{century}{years}s")))))
}

/// "Half of", "half a", "by half", "half-hour", "a third of", "a quarter".
fn share_word(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    match scan.norm(at) {
        "half" => {
            const FILLERS: [&str; 14] = [
                "a", "an", "of", "the", "its", "his", "her", "their", "our", "my", "all", "that", "those",
                "these",
            ];
            let hyphen = scan.past_hyphen(at + 1);
            let measured = hyphen > at + 1
                && (long_scale(scan.norm(hyphen)).is_some()
                    || matches!(
                        scan.norm(hyphen),
                        "a" | "an" | "hour" | "mile" | "century" | "percent" | "inch" | "point"
                    ));
            let counts = FILLERS.contains(&scan.norm(at + 1)) || measured || scan.before(at) == "by";
            (counts && scan.before(at) != "-").then(|| (at + 1, Quantity::share(1, 2)))
        }
        "a" | "an" => fraction(scan, at + 1, 1, true),
        "quarter" if scan.before(at) != "-" => {
            let hyphen = scan.past_hyphen(at + 1);
            let measured = hyphen > at + 1 && long_scale(scan.norm(hyphen)).is_some();
            measured.then(|| (at + 1, Quantity::share(1, 4)))
        }
        _ => None,
    }
}

/// "two thirds", "half", "three quarters"; "a third" needs "of" or "a" to be a share and not a rank.
fn fraction(scan: Scan<'_>, at: usize, count: u32, article: bool) -> Option<(usize, Quantity)> {
    let start = scan.past_hyphen(at);
    let word = scan.norm(start);
    let (_, parts) = PARTS.iter().find(|(name, _)| *name == word)?;
    let plural = word.ends_with('s');
    let alone = article && !scan.is(start + 1, Sort::Word) && scan.norm(start + 1) != "-";
    let hyphenated = start > at && count == 1 && !article;
    let of = scan.norm(start + 1) == "of";
    let share = plural || matches!(word, "half" | "quarter") || of || alone || hyphenated;
    let fiscal = parts == &4 && !article && start == at && !of;
    ((article || count == 1 || plural) && share && !fiscal)
        .then(|| (start + 1, Quantity::share(count, *parts)))
}

/// A number in words: "two hundred and five thousand", "one point five billion", "twenty-first", "a dozen".
fn spelled(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
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
        return Some((end, Quantity { weak, ..Quantity::ranking(value) }));
    }
    let (end, value) = if scan.norm(end) == "point" { decimals(scan, end, value) } else { (end, value) };
    let scales = Quantity { scale: words.scale, ..Quantity::of(value) };
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
    Some((end, Quantity { weak, ..scales }))
}

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
        let (group, spoken) = if article { (1.0, 1) } else { (0.0, 0) };
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
