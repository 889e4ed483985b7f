//! Figures: numbers, amounts, dates, times, bounds and ranges in a text, each with a canonical form by value.
//!
//! Equal figures share the canonical form however they are written ("5", "five"; "half an hour", "30 minutes"); figures
//! that differ in value, unit or bound do not ("14" and "1.4", "at least 68" and "68").

use super::amounts::{self, Amount};
use super::bounds::{self, Bound};
use super::scan::Scan;
use super::token::{Sort, Token};
use super::tokens::tokenize;
use super::{calendar, clock, durations, nouns, numbers, roman, scales, units, weekdays};
use crate::span::Span;
use fnv::FnvHashMap;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::LazyLock;

/// A figure in a statement: a number, amount, date, bound.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Where it stands, in bytes of the text that it was read from.
    pub span: Span,
    /// The words as written ("at least five million dollars").
    pub text: String,
    /// The canonical form that equal figures share ("≥ 5000000 USD").
    pub canonical: String,
}

/// What sort of figure it is; figures of two sorts are never old and new of one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A count, an amount, a share, a measure, an age.
    Amount,
    /// "third", "10th", "World War II".
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
    /// The canonical form without the bound: "30 min" for half an hour.
    pub(crate) bare: String,
    /// The number as written, where it is one number: 0.5 for half an hour, 40 for 40 lakh rupees × 10⁵ is 4,000,000.
    pub(crate) value: Option<f64>,
    /// The unit as written, by its short name: "h", "USD", "crown/h"; empty for a bare count.
    pub(crate) unit: String,
    /// What bounds it.
    pub(crate) bound: Bound,
    /// The token that names what is counted or ranked: "soldiers" in "14 soldiers" and "14 of the wounded soldiers".
    pub(crate) of: Option<usize>,
    /// A word such as "one" or "first" that is often no figure: it counts when it changes, not when it comes or goes.
    pub(crate) weak: bool,
}

impl Parsed {
    /// Whether two figures may be one, though one of them leaves something open: "3:15" and "3:15 p.m.".
    pub(crate) fn may_equal(&self, other: &Self) -> bool {
        let times = self.sense == Sense::Time && other.sense == Sense::Time;
        self.bound == other.bound
            && (self.bare == other.bare || times && clock::may_equal(&self.bare, &other.bare))
    }
}

/// The figures in `text`, in order.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    figures_among(text, &tokenize(text))
}

/// As [`figures`], given the tokens of the text.
pub(crate) fn figures_among(text: &str, tokens: &[Token]) -> Vec<Figure> {
    // "last week", "for years" are compared, but they are no figures that anyone would look up.
    let told = |p: &Parsed| {
        !(p.weak
            && (matches!(p.sense, Sense::Day | Sense::Date) || p.value.is_none() && p.sense == Sense::Amount))
    };
    parse_figures(text, tokens).into_iter().filter(told).map(|p| p.figure).collect()
}

/// The figures among `tokens` of `text`.
pub(crate) fn parse_figures(text: &str, tokens: &[Token]) -> Vec<Parsed> {
    let scan = Scan { text, tokens };
    let mut out: Vec<Parsed> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(found) = figure_at(scan, at, out.last()) {
            at = found.tokens.end.max(at + 1);
            out.push(found);
        } else {
            at += 1;
        }
    }
    out
}

/// What a word may do at the start of a figure, as bits.
type Role = u8;
const BOUND: Role = 1;
const NUMBER: Role = 2;
/// It names a day, a time, a currency, a multiple.
const NAME: Role = 4;
/// It may follow "a" or "an".
const COUNTED: Role = 8;

/// The words that may begin a figure, so that all others are passed over at once.
static ROLES: LazyLock<FnvHashMap<&'static str, Role>> = LazyLock::new(|| {
    let mut roles = FnvHashMap::default();
    let mut add = |words: &mut dyn Iterator<Item = &'static str>, role: Role| {
        words.for_each(|word| *roles.entry(word).or_default() |= role);
    };
    add(&mut bounds::starters(), BOUND);
    add(&mut numbers::starters(), NUMBER);
    add(&mut amounts::starters(), NAME);
    add(&mut weekdays::starters(), NAME);
    add(&mut calendar::starters(), NAME);
    add(&mut clock::starters(), NAME);
    add(&mut units::starters(), NAME);
    add(&mut scales::all().chain(durations::single_units()), COUNTED);
    roles
});

fn role(scan: Scan<'_>, at: usize) -> Role {
    let Some(token) = scan.tokens.get(at) else { return 0 };
    match token.sort {
        Sort::Number => NUMBER | NAME,
        Sort::Symbol if units::is_sign(&token.norm) || token.norm == "-" => NAME,
        Sort::Word => {
            let known = ROLES.get(token.norm.as_str()).copied().unwrap_or(0);
            if known & NAME == 0
                && (token.norm.ends_with("fold") || token.capital && is_written_so(scan.raw(at)))
            {
                return known | NAME;
            }
            known
        }
        _ => 0,
    }
}

/// Codes of currencies and Roman numerals, which are told by their capitals.
fn is_written_so(raw: &str) -> bool {
    raw.len() <= 6 && (units::is_code(raw) || roman::value(raw).is_some())
}

/// The figure that starts at token `at`, its bound included.
fn figure_at(scan: Scan<'_>, at: usize, previous: Option<&Parsed>) -> Option<Parsed> {
    let role = role(scan, at);
    if role & BOUND != 0
        && let Some((start, bound)) = bounds::before(scan, at)
        && let Some(found) = unbounded(scan, start, previous).filter(|f| f.may_be(bound))
    {
        return Some(finish(scan, at, found, bound));
    }
    let between = usize::from(scan.norm(at) == "between");
    if role & (NUMBER | NAME) == 0 && between == 0 {
        return None;
    }
    let found = unbounded(scan, at + between, previous).filter(|f| between == 0 || f.is_range)?;
    Some(finish(scan, at, found, Bound::None))
}

/// Whether it is worth while to look for a figure at `at`.
fn is_promising(scan: Scan<'_>, at: usize) -> bool {
    let own = role(scan, at);
    match scan.norm(at) {
        "a" | "an" => role(scan, at + 1) != 0,
        _ => own & NAME != 0 || own & NUMBER != 0 && numbers::quantity_at(scan, at).is_some(),
    }
}

/// A figure as read, before its bound is known.
struct FoundFigure {
    end: usize,
    sense: Sense,
    bare: String,
    value: Option<f64>,
    unit: String,
    weak: bool,
    is_range: bool,
    /// A month, year, decade or century, which may be early or late.
    is_period: bool,
}

impl FoundFigure {
    fn new(end: usize, sense: Sense, bare: String, weak: bool) -> Self {
        Self { end, sense, bare, value: None, unit: String::new(), weak, is_range: false, is_period: false }
    }

    /// Whether it can have such a bound; only a period ("May", "the 1990s") is early or late.
    fn may_be(&self, bound: Bound) -> bool {
        match bound {
            Bound::Early | Bound::Mid | Bound::Late => self.is_period,
            Bound::About | Bound::Nearly => self.sense != Sense::Day,
            _ => matches!(self.sense, Sense::Amount | Sense::Rank),
        }
    }
}

fn unbounded(scan: Scan<'_>, at: usize, previous: Option<&Parsed>) -> Option<FoundFigure> {
    if !is_promising(scan, at) || amounts::is_idiom(scan, at) {
        return None;
    }
    if let Some((end, form)) = clock::time_of_day_at(scan, at) {
        return Some(FoundFigure::new(end, Sense::Time, form, false));
    }
    let previous = previous.filter(|p| p.sense == Sense::Date).map(|p| (p.tokens.end, p.bare.as_str()));
    if let Some(date) = calendar::calendar_date_at(scan, at, previous) {
        return Some(FoundFigure {
            is_period: date.period,
            ..FoundFigure::new(date.end, Sense::Date, date.form, date.weak)
        });
    }
    if let Some((end, name, weak)) = weekdays::weekday_at(scan, at) {
        return Some(FoundFigure::new(end, Sense::Day, name, weak));
    }
    amounts::amount_at(scan, at).map(FoundFigure::from)
}

impl From<Amount> for FoundFigure {
    fn from(amount: Amount) -> Self {
        let sense = if amount.rank { Sense::Rank } else { Sense::Amount };
        Self {
            value: amount.value,
            is_range: amount.range,
            is_period: amount.period,
            bare: amount.canonical(),
            unit: amount.unit,
            ..Self::new(amount.end, sense, String::new(), amount.weak)
        }
    }
}

fn finish(scan: Scan<'_>, at: usize, found: FoundFigure, mut bound: Bound) -> Parsed {
    let mut end = found.end;
    if bound == Bound::None
        && let Some((after, behind)) = bounds::behind(scan, end).filter(|_| found.sense == Sense::Amount)
    {
        end = after;
        bound = behind;
    }
    let last = end.min(scan.tokens.len()).saturating_sub(1);
    let span = Span::new(scan.tokens[at].span.start, scan.tokens[last].span.end);
    let sign = bound.sign();
    let canonical = if sign.is_empty() { found.bare.clone() } else { format!("{sign} {}", found.bare) };
    let counts = matches!(found.sense, Sense::Amount | Sense::Rank);
    let of = if counts { nouns::counted(scan, last + 1) } else { None };
    Parsed {
        figure: Figure { span, text: span.of(scan.text).to_owned(), canonical },
        tokens: at..last + 1,
        sense: found.sense,
        bare: found.bare,
        value: found.value,
        unit: found.unit,
        bound,
        of,
        weak: found.weak && bound == Bound::None,
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
