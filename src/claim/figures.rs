//! Figures: numbers, amounts, dates, bounds and ranges in a text, each with a canonical form by value.
//!
//! Equal figures share the canonical form however they are written ("5", "five"); figures that differ in value,
//! unit or bound do not ("14" and "1.4", "at least 68" and "68").

use super::Figure;
use super::days::{self, MONTHS};
use super::numbers::{self, Quantity};
use super::tokens::{Sort, Token, tokenize};
use crate::text::Span;
use std::ops::Range;

/// What sort of figure it is; figures of two sorts are never old and new of one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A count, an amount, a share, a measure, an age.
    Amount,
    /// "third", "10th".
    Rank,
    /// "March 3", "June 2017".
    Date,
    /// "Monday", "today".
    Day,
    /// "10:15", "3 p.m."
    Time,
}

/// A figure as the diff needs it.
#[derive(Debug, Clone)]
pub(crate) struct Parsed {
    /// What the world sees.
    pub(crate) figure: Figure,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What sort it is.
    pub(crate) sense: Sense,
    /// The value and unit without the bound.
    pub(crate) bare: String,
    /// The unit.
    pub(crate) unit: String,
    /// A word such as "one" or "first" that is often no figure: it counts when it changes, not when it comes or goes.
    pub(crate) weak: bool,
}

/// The figures in `text`, in order.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    let tokens = tokenize(text);
    // "last week" is compared, but it is no figure that anyone would look up.
    let told = |p: &Parsed| !(p.weak && p.sense == Sense::Day);
    parse(text, &tokens).into_iter().filter(told).map(|p| p.figure).collect()
}

/// Words that bound the figure after them, and the sign each becomes.
const BOUNDS: &[(&[&str], &str)] = &[
    (&["at", "least"], "≥"),
    (&["no", "fewer", "than"], "≥"),
    (&["no", "less", "than"], "≥"),
    (&["not", "less", "than"], "≥"),
    (&["a", "minimum", "of"], "≥"),
    (&["at", "most"], "≤"),
    (&["up", "to"], "≤"),
    (&["as", "many", "as"], "≤"),
    (&["as", "much", "as"], "≤"),
    (&["no", "more", "than"], "≤"),
    (&["not", "more", "than"], "≤"),
    (&["a", "maximum", "of"], "≤"),
    (&["more", "than"], ">"),
    (&["over"], ">"),
    (&["above"], ">"),
    (&["exceeding"], ">"),
    (&["upwards", "of"], ">"),
    (&["just", "over"], ">"),
    (&["greater", "than"], ">"),
    (&["less", "than"], "<"),
    (&["fewer", "than"], "<"),
    (&["under"], "<"),
    (&["below"], "<"),
    (&["just", "under"], "≈<"),
    (&["nearly"], "≈<"),
    (&["almost"], "≈<"),
    (&["close", "to"], "≈<"),
    (&["about"], "≈"),
    (&["around"], "≈"),
    (&["approximately"], "≈"),
    (&["roughly"], "≈"),
    (&["some"], "≈"),
    (&["an", "estimated"], "≈"),
    (&["estimated"], "≈"),
    (&["circa"], "≈"),
];

/// Words that may follow a figure as its unit, and the unit's short name.
const UNITS: &[(&[&str], &str)] = &[
    (&["percentage", "point"], "pp"),
    (&["percentage", "points"], "pp"),
    (&["%"], "%"),
    (&["percent"], "%"),
    (&["per", "cent"], "%"),
    (&["dollar"], "USD"),
    (&["dollars"], "USD"),
    (&["euro"], "EUR"),
    (&["euros"], "EUR"),
    (&["yen"], "JPY"),
    (&["yuan"], "CNY"),
    (&["rupees"], "INR"),
    (&["pence"], "GBp"),
    (&["cents"], "USc"),
    (&["cent"], "USc"),
    (&["sterling"], "GBP"),
    (&["francs"], "francs"),
    (&["marks"], "marks"),
    (&["km"], "km"),
    (&["kilometer"], "km"),
    (&["kilometers"], "km"),
    (&["mile"], "mi"),
    (&["miles"], "mi"),
    (&["meter"], "m"),
    (&["meters"], "m"),
    (&["feet"], "ft"),
    (&["ft"], "ft"),
    (&["foot"], "ft"),
    (&["kg"], "kg"),
    (&["kilograms"], "kg"),
    (&["kilogram"], "kg"),
    (&["ton"], "t"),
    (&["metric", "ton"], "t"),
    (&["metric", "tons"], "t"),
    (&["tons"], "t"),
    (&["degrees"], "°"),
    (&["°"], "°"),
    (&["hectares"], "ha"),
    (&["acres"], "acre"),
    (&["acre"], "acre"),
    (&["barrels"], "bbl"),
    (&["barrel"], "bbl"),
    (&["ounces"], "oz"),
    (&["ounce"], "oz"),
    (&["mph"], "mph"),
    (&["year", "old"], "age"),
    (&["years", "old"], "age"),
    (&["month", "old"], "age-months"),
    (&["years"], "y"),
    (&["year"], "y"),
    (&["months"], "mo"),
    (&["month"], "mo"),
    (&["weeks"], "wk"),
    (&["week"], "wk"),
    (&["days"], "d"),
    (&["day"], "d"),
    (&["hours"], "h"),
    (&["hour"], "h"),
    (&["minutes"], "min"),
    (&["minute"], "min"),
    (&["crore"], "crore"),
    (&["crores"], "crore"),
    (&["lakh"], "lakh"),
    (&["lakhs"], "lakh"),
];

/// Signs before a number that name a currency.
const CURRENCIES: &[(&str, &str)] =
    &[("$", "USD"), ("£", "GBP"), ("€", "EUR"), ("¥", "JPY"), ("₹", "INR"), ("₽", "RUB")];

/// A number and the word behind it, as parts of a phrase that counts and ranks nothing (stems).
const IDIOMS: &[(&str, &[&str])] = &[
    (
        "first",
        &["lady", "family", "responder", "aid", "hand", "name", "glance", "class", "instance", "thing"],
    ),
    ("second", &["opinion", "thought", "chance", "nature", "hand", "guess", "look", "best"]),
    ("third", &["party", "parti", "world"]),
    ("one", &["another", "sided", "time", "off", "way"]),
];

/// The figures among `tokens` of `text`.
pub(crate) fn parse(text: &str, tokens: &[Token]) -> Vec<Parsed> {
    let scan = Scan { text, tokens };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(found) = scan.date(at).or_else(|| scan.day(at)).or_else(|| scan.amount(at)) {
            at = found.tokens.end.max(at + 1);
            out.push(found);
        } else {
            at += 1;
        }
    }
    out
}

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Scan<'_> {
    fn norm(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.norm.as_str())
    }

    fn matches(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.norm(at + k) == *w)
    }

    /// A longer phrase of `table` first; the words may be joined by hyphens.
    fn phrase(
        &self,
        at: usize,
        table: &'static [(&'static [&'static str], &'static str)],
    ) -> Option<(usize, &'static str)> {
        let mut best: Option<(usize, &'static str)> = None;
        for (words, name) in table {
            let mut next = at;
            let fits = words.iter().all(|w| {
                if next > at && self.norm(next) == "-" {
                    next += 1;
                }
                next += 1;
                self.norm(next - 1) == *w
            });
            if fits && best.is_none_or(|(end, _)| next > end) {
                best = Some((next, name));
            }
        }
        best
    }

    fn month(&self, at: usize) -> Option<u8> {
        let token = self.tokens.get(at)?;
        let month = MONTHS.iter().find(|(name, _)| *name == token.norm)?.1;
        (token.capital || token.norm.len() > 5).then_some(month)
    }

    fn integer(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at).filter(|t| t.sort == Sort::Number)?;
        token.norm.parse().ok()
    }

    /// A day of the month: "3", "3rd".
    fn day_of_month(&self, at: usize) -> Option<(usize, u32)> {
        if self.tokens.get(at).is_some_and(|t| t.sort == Sort::Word) {
            // "April six"
            let (end, number) = numbers::read(self.tokens, at)?;
            let day = number.value().filter(|d| (1.0..=31.0).contains(d) && d.fract() == 0.0)?;
            return (end == at + 1).then_some((end, day as u32));
        }
        let day = self.integer(at).filter(|d| (1..=31).contains(d))?;
        let suffix = matches!(self.norm(at + 1), "st" | "nd" | "rd" | "th") && self.adjoins(at);
        Some((at + 1 + usize::from(suffix), day))
    }

    fn adjoins(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|t| t.span.start == self.tokens[at].span.end)
    }

    fn year(&self, at: usize) -> Option<(usize, u32)> {
        let skip = usize::from(self.norm(at) == ",");
        let year = self.integer(at + skip).filter(|y| (1000..2200).contains(y))?;
        (self.tokens[at + skip].span.len() == 4).then_some((at + skip + 1, year))
    }

    /// "no one", "at first", "a second opinion", "first-hand".
    fn is_idiom(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |b| self.norm(b));
        let next = self.tokens.get(at + 1 + usize::from(self.norm(at + 1) == "-"));
        let is = |stem: &str| next.is_some_and(|t| t.stem == stem || t.norm == stem);
        matches!((before, self.norm(at)), ("no" | "any" | "every", "one") | ("at", "first"))
            || IDIOMS.iter().any(|(number, words)| self.norm(at) == *number && words.iter().any(|w| is(w)))
    }

    fn date(&self, at: usize) -> Option<Parsed> {
        let iso = (
            self.integer(at),
            self.norm(at + 1),
            self.integer(at + 2),
            self.norm(at + 3),
            self.integer(at + 4),
        );
        if let (Some(y @ 1000..2200), "-", Some(m @ 1..=12), "-", Some(d @ 1..=31)) = iso {
            return Some(self.parsed(at..at + 5, Sense::Date, format!("{y:04}-{m:02}-{d:02}"), false));
        }
        if let Some(month) = self.month(at) {
            let point = usize::from(self.norm(at + 1) == ".");
            if let Some((end, day)) = self.day_of_month(at + 1 + point) {
                return Some(match self.year(end) {
                    Some((end, year)) => {
                        self.parsed(at..end, Sense::Date, format!("{year:04}-{month:02}-{day:02}"), false)
                    }
                    None => self.parsed(at..end, Sense::Date, format!("{month:02}-{day:02}"), false),
                });
            }
            if let Some((end, year)) = self.year(at + 1 + point) {
                return Some(self.parsed(at..end, Sense::Date, format!("{year:04}-{month:02}"), false));
            }
            let led = at > 0
                && matches!(
                    self.norm(at - 1),
                    "in" | "of"
                        | "since"
                        | "until"
                        | "last"
                        | "next"
                        | "early"
                        | "late"
                        | "mid"
                        | "this"
                        | "by"
                        | "from"
                        | "through"
                        | "during"
                );
            return led.then(|| self.parsed(at..at + 1, Sense::Date, format!("{month:02}"), false));
        }
        let (end, day) = self.day_of_month(at).filter(|_| self.tokens[at].sort == Sort::Number)?;
        let of = usize::from(self.norm(end) == "of");
        let month = self.month(end + of)?;
        Some(match self.year(end + of + 1) {
            Some((end, year)) => {
                self.parsed(at..end, Sense::Date, format!("{year:04}-{month:02}-{day:02}"), false)
            }
            None => self.parsed(at..end + of + 1, Sense::Date, format!("{month:02}-{day:02}"), false),
        })
    }

    fn day(&self, at: usize) -> Option<Parsed> {
        let (end, name, weak) = days::read(self.tokens, at)?;
        Some(self.parsed(at..end, Sense::Day, name, weak))
    }

    fn amount(&self, at: usize) -> Option<Parsed> {
        let token = self.tokens.get(at)?;
        if token.sort == Sort::Symbol && self.norm(at) == "-" {
            let mut below = self.amount(at + 1).filter(|f| f.tokens.start == at + 1)?;
            let span = Span::new(token.span.start, below.figure.span.end);
            below.bare = format!("-{}", below.bare);
            below.tokens.start = at;
            below.figure =
                Figure { span, text: span.of(self.text).to_owned(), canonical: below.bare.clone() };
            return Some(below);
        }
        let mut start = at;
        let mut bound = "";
        let mut number_at = at;
        if let Some((end, sign)) = self.phrase(at, BOUNDS) {
            number_at = end;
            bound = sign;
        } else if self.norm(at) == "between" {
            number_at = at + 1;
        }
        if self.is_idiom(number_at) {
            return None;
        }
        let (mut next, first, mut unit) = self.quantity(number_at)?;
        if number_at > at && self.is_part_of_name(number_at) {
            return None;
        }
        if number_at == at {
            if self.is_part_of_name(at) {
                return None;
            }
            start = at;
        }
        // "the 9th Circuit", "the Eighteenth Dynasty" are names.
        let named = first.rank
            && self.tokens.get(next).is_some_and(|t| t.capital && !t.first)
            && !self.tokens[at].first;
        let mut weak = (first.weak || named) && bound.is_empty();
        let mut value = first.canonical();
        let mut sense = if first.rank { Sense::Rank } else { Sense::Amount };
        // A second number makes it a time, a range, a score, a ratio or a fraction.
        let joint = self.norm(next);
        let joined = match joint {
            ":" | "/" | "-" | "–" | "—" | "to" => self.quantity(next + 1),
            "and" if self.norm(at) == "between" => self.quantity(next + 1),
            "in" if !first.rank => self.quantity(next + 1).filter(|q| {
                q.1.value()
                    .is_some_and(|b| (2.0..=1_000_000.0).contains(&b) && !(1000.0..2200.0).contains(&b))
                    && first.value().is_some_and(|a| a <= 20.0)
                    && self.norm(q.0) != "-"
            }),
            "out" if self.norm(next + 1) == "of" => self.quantity(next + 2),
            _ => None,
        };
        if let Some((end, second, second_unit)) = joined
            && !second.rank
            && !first.rank
        {
            let clock = joint == ":" && self.adjoins(next) && second.value().is_some_and(|m| m < 60.0);
            let part = matches!(joint, "/" | "in" | "out");
            let to_is_range = joint != "to"
                || (unit == second_unit || unit.is_empty()) && first.value() < second.value() && !weak;
            if clock {
                value = format!("{}:{}", first.canonical(), self.tokens[end - 1].norm);
                sense = Sense::Time;
                next = end;
            } else if part {
                value = format!("{}/{}", first.canonical(), second.canonical());
                next = end;
            } else if joint != ":" && to_is_range {
                value = format!("{}–{}", first.canonical(), second.canonical());
                unit = if second_unit.is_empty() { unit } else { second_unit };
                next = end;
            }
            weak &= sense == Sense::Amount && !part && next != end;
        }
        if matches!(self.norm(next), "am" | "pm")
            || (self.matches(next, &["p", ".", "m"]) || self.matches(next, &["a", ".", "m"]))
        {
            let evening = self.norm(next).starts_with('p');
            let end = if self.norm(next).len() == 2 { next + 1 } else { next + 3 };
            let hours = if evening { "pm" } else { "am" };
            return Some(self.parsed(start..end, Sense::Time, format!("{value} {hours}"), false));
        }
        if unit.is_empty() {
            let hyphen = usize::from(self.norm(next) == "-");
            if let Some((end, name)) = self.phrase(next + hyphen, UNITS) {
                let ordinary_year = name == "y" && first.rank;
                if !ordinary_year {
                    name.clone_into(&mut unit);
                    next = end;
                    weak &= matches!(name, "y" | "d" | "mo" | "wk" | "h" | "min");
                }
            }
        }
        let bare = if unit.is_empty() { value } else { format!("{value} {unit}") };
        let mut parsed = self.parsed(start..next, sense, bare, weak);
        if !bound.is_empty() {
            parsed.figure.canonical = format!("{bound} {}", parsed.bare);
        }
        parsed.unit = unit;
        Some(parsed)
    }

    /// A number with the currency before it, and its scale after it.
    fn quantity(&self, at: usize) -> Option<(usize, Quantity, String)> {
        let mut at = at;
        let mut unit = String::new();
        let prefix =
            usize::from(matches!(self.norm(at), "us" | "a" | "c" | "hk" | "nz") && self.adjoins_sign(at));
        if let Some((_, name)) = CURRENCIES.iter().find(|(sign, _)| *sign == self.norm(at + prefix)) {
            (*name).clone_into(&mut unit);
            if prefix == 1 && self.norm(at) != "us" {
                unit = format!("{}D", self.norm(at).to_uppercase());
            }
            at += prefix + 1;
        }
        let (end, quantity) = numbers::read(self.tokens, at)?;
        Some((end, quantity, unit))
    }

    fn adjoins_sign(&self, at: usize) -> bool {
        self.adjoins(at) && self.tokens.get(at + 1).is_some_and(|t| t.norm == "$")
    }

    /// "MS-13", "COVID-19", "Group of 16": the number belongs to a name.
    fn is_part_of_name(&self, at: usize) -> bool {
        let glued = at >= 2
            && self.norm(at - 1) == "-"
            && self.adjoins(at - 1)
            && self.adjoins(at - 2)
            && self.tokens[at - 2].capital;
        let followed = self.tokens.get(at + 1).is_some_and(|t| {
            t.sort == Sort::Word
                && self.adjoins(at)
                && !matches!(t.norm.as_str(), "s" | "st" | "nd" | "rd" | "th")
                && numbers::scale(&t.norm).is_none()
                && !UNITS.iter().any(|(w, _)| w[0] == t.norm)
                && !matches!(t.norm.as_str(), "am" | "pm")
        }) && self.tokens[at].sort == Sort::Number;
        glued || followed
    }

    fn parsed(&self, tokens: Range<usize>, sense: Sense, bare: String, weak: bool) -> Parsed {
        let last = tokens.end.min(self.tokens.len()).saturating_sub(1);
        let span = Span::new(self.tokens[tokens.start].span.start, self.tokens[last].span.end);
        let figure = Figure { span, text: span.of(self.text).to_owned(), canonical: bare.clone() };
        Parsed { figure, tokens: tokens.start..last + 1, sense, bare, unit: String::new(), weak }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Vec<String> {
        figures(text).into_iter().map(|f| f.canonical).collect()
    }

    #[test]
    fn a_number_in_an_idiom_is_no_figure() {
        for text in
            ["a second opinion", "no one came", "at first", "first-hand", "the first lady", "a third party"]
        {
            assert_eq!(canonical(text), [""; 0], "{text}");
        }
        assert_eq!(canonical("the second day").len(), 1);
    }

    #[test]
    fn equal_values_share_a_form() {
        for (a, b) in [
            ("5 people", "five people"),
            ("1,500 troops", "1500 troops"),
            ("$1.5 billion", "US$1.5bn"),
            ("one point five billion dollars", "$1.5 billion"),
            ("two dozen", "24"),
            ("a hundred", "100"),
            ("ten per cent", "10%"),
            ("twenty-one boats", "21 boats"),
            ("November 9 , 2007", "9 November 2007"),
            ("a 24-year-old man", "a man 24 years old"),
            ("one in three", "1 in 3"),
            ("two thirds", "2/3"),
            ("at least six", "no fewer than 6"),
            ("the 3rd time", "the third time"),
            ("four hundred and five", "405"),
        ] {
            assert_eq!(canonical(a), canonical(b), "{a} / {b}");
            assert_eq!(canonical(a).len(), 1, "{a}");
        }
    }

    #[test]
    fn other_values_units_and_bounds_differ() {
        for (a, b) in [
            ("14", "1.4"),
            ("at least 68", "68"),
            ("more than 10", "up to 10"),
            ("£5", "$5"),
            ("5%", "5 percentage points"),
            ("3-1", "1-3"),
            ("Monday", "Tuesday"),
            ("3 May", "3 June"),
            ("10:15", "10:45"),
            ("dozens", "hundreds"),
            ("-5 degrees", "5 degrees"),
            ("30 million", "30 billion"),
        ] {
            assert_ne!(canonical(a), canonical(b), "{a} / {b}");
        }
    }

    #[test]
    fn names_that_hold_digits_are_no_figures() {
        assert!(canonical("MS-13 and COVID-19 and the 16e").is_empty());
        assert!(canonical("He may march again in the morning").is_empty());
    }

    #[test]
    fn the_words_as_written_include_the_bound() {
        assert_eq!(figures("At least 16 died")[0].text, "At least 16");
        assert_eq!(figures("between five and 30 percentage points")[0].canonical, "5–30 pp");
    }

    proptest! {
        #[test]
        fn spans_hold_the_words(text in "\\PC{0,120}") {
            for figure in figures(&text) {
                prop_assert_eq!(figure.span.of(&text), figure.text);
            }
        }

        #[test]
        fn numbers_keep_their_value(n in 0u32..1_000_000) {
            prop_assert_eq!(canonical(&format!("x {n} boats")), vec![n.to_string()]);
        }
    }
}
