//! Amounts: a number with its currency, unit and rate, and the numbers that two make: ranges, scores, ratios, shares.

use super::durations;
use super::lexicon;
use super::numbers;
use super::quantity::{Quantity, plain};
use super::scales;
use super::scan::Scan;
use super::spelled;
use super::token::Sort;
use super::units;

/// An amount as read.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// The token after it.
    pub(super) end: usize,
    /// The number, or both, in canonical form.
    number: String,
    /// The number as written, where it is one.
    pub(super) value: Option<f64>,
    /// The unit as written, by its short name.
    pub(super) unit: String,
    /// It ranks.
    pub(super) rank: bool,
    /// It is often no figure.
    pub(super) weak: bool,
    /// It has a lower and an upper end.
    pub(super) range: bool,
    /// It is a year, a decade or a century.
    pub(super) period: bool,
    /// It is a part of a whole.
    share: bool,
}

impl Amount {
    fn new(end: usize, quantity: &Quantity) -> Self {
        Self {
            end,
            number: quantity.canonical(),
            value: quantity.value(),
            unit: String::new(),
            rank: quantity.rank,
            weak: quantity.weak,
            range: false,
            period: quantity.is_decade(),
            share: quantity.is_share(),
        }
    }

    /// The form that equal amounts share.
    pub(super) fn canonical(&self) -> String {
        match self.value {
            _ if self.unit.is_empty() => self.number.clone(),
            Some(value) => units::canonical(value, &self.unit),
            None => format!("{} {}", self.number, self.unit),
        }
    }

    fn negated(self) -> Self {
        Self { number: format!("-{}", self.number), value: self.value.map(|v| -v), ..self }
    }
}

/// Numbers of times in one word.
const TIMES: [(&str, f64); 18] = [
    ("once", 1.0),
    ("twice", 2.0),
    ("thrice", 3.0),
    ("double", 2.0),
    ("doubled", 2.0),
    ("doubling", 2.0),
    ("doubles", 2.0),
    ("triple", 3.0),
    ("tripled", 3.0),
    ("tripling", 3.0),
    ("triples", 3.0),
    ("treble", 3.0),
    ("trebled", 3.0),
    ("quadruple", 4.0),
    ("quadrupled", 4.0),
    ("quadrupling", 4.0),
    ("quintuple", 5.0),
    ("quintupled", 5.0),
];

/// Words that may begin an amount, besides numbers and currencies.
pub(super) fn starters() -> impl Iterator<Item = &'static str> {
    const DURATIONS: [&str; 8] =
        ["seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades"];
    TIMES.iter().map(|(word, _)| *word).chain(["minus", "pair"]).chain(DURATIONS).chain(durations::RECENT)
}

/// A number and the word behind it, as parts of a phrase that counts and ranks nothing (stems).
const IDIOMS: &[(&str, &[&str])] = &[
    (
        "first",
        &["lady", "family", "responder", "aid", "hand", "name", "glance", "class", "instance", "thing"],
    ),
    ("second", &["opinion", "thought", "chance", "nature", "hand", "guess", "look", "best"]),
    ("third", &["party", "parti", "world"]),
    ("one", &["another", "sided", "time", "off", "way"]),
    (
        "double",
        &["check", "cross", "deck", "edg", "standard", "bed", "room", "bass", "digit", "agent", "fault"],
    ),
    ("triple", &["jump", "crown", "digit"]),
];

/// "no one", "at first", "a second opinion", "first-hand".
pub(super) fn is_idiom(scan: Scan<'_>, at: usize) -> bool {
    let next = scan.tokens.get(scan.past_hyphen(at + 1));
    let is = |stem: &str| next.is_some_and(|t| t.stem == stem || t.norm == stem);
    matches!((scan.before(at), scan.norm(at)), ("no" | "any" | "every", "one") | ("at", "first" | "once"))
        || IDIOMS.iter().any(|(number, words)| scan.norm(at) == *number && words.iter().any(|w| is(w)))
}

/// The amount that starts at token `at`.
pub(super) fn amount_at(scan: Scan<'_>, at: usize) -> Option<Amount> {
    let minus = scan.norm(at) == "-" && scan.is(at, Sort::Symbol) || scan.norm(at) == "minus";
    if minus {
        return measured(scan, at + 1).map(Amount::negated);
    }
    let read = times(scan, at).or_else(|| pair(scan, at)).or_else(|| measured(scan, at));
    let read = read.or_else(|| duration(scan, at))?;
    // "14 degrees below zero"
    Some(match scan.phrase(read.end, "below zero") {
        Some(end) if read.value.is_some() => Amount { end, ..read }.negated(),
        _ => read,
    })
}

/// "twice", "doubled", "tenfold".
fn times(scan: Scan<'_>, at: usize) -> Option<Amount> {
    let word = scan.norm(at);
    let known = TIMES.iter().find(|(name, _)| *name == word).map(|(_, n)| *n);
    let fold = || word.strip_suffix("fold").and_then(spelled::word_value);
    let value = known.or_else(fold)?;
    let mut amount = Amount { unit: "×".to_owned(), ..Amount::new(at + 1, &Quantity::of(value)) };
    // "A double murder", "once they left".
    let compared = matches!(scan.norm(at + 1), "the" | "that" | "its" | "his" | "her" | "their" | "what");
    amount.weak = word == "once" || matches!(word, "double" | "doubles" | "triple" | "triples") && !compared;
    if let Some((end, rate)) = units::rate(scan, amount.end) {
        amount.end = end;
        amount.unit += &rate;
        amount.weak = false;
    }
    Some(amount)
}

/// "A pair of rings": two of them.
fn pair(scan: Scan<'_>, at: usize) -> Option<Amount> {
    let start = at + usize::from(scan.norm(at) == "a");
    let fits = scan.norm(start) == "pair" && scan.norm(start + 1) == "of";
    fits.then(|| Amount { weak: true, ..Amount::new(start + 2, &Quantity::of(2.0)) })
}

/// "For a month", "hours after": time without a number.
fn duration(scan: Scan<'_>, at: usize) -> Option<Amount> {
    if let Some((end, unit)) = durations::single(scan, at) {
        let mut amount = Amount { weak: true, unit: unit.to_owned(), ..Amount::new(end, &Quantity::of(1.0)) };
        and_a_half(scan, &mut amount);
        return Some(amount);
    }
    let name = durations::vague_duration(scan, at)?;
    let counted = matches!(scan.before(at), "many" | "several" | "few" | "-");
    let vague = Amount {
        weak: true,
        value: None,
        number: name.to_owned(),
        ..Amount::new(at + 1, &Quantity::of(0.0))
    };
    (!counted).then_some(vague)
}

/// A number with the currency before it.
struct CountedThing {
    end: usize,
    quantity: Quantity,
    currency: &'static str,
}

fn counted(scan: Scan<'_>, at: usize) -> Option<CountedThing> {
    let (start, currency) = units::currency_before(scan, at).unwrap_or((at, ""));
    let (end, quantity) = numbers::quantity_at(scan, start)?;
    Some(CountedThing { end, quantity, currency })
}

/// A number or two with what they measure.
fn measured(scan: Scan<'_>, at: usize) -> Option<Amount> {
    let first = counted(scan, at)?;
    if is_part_of_name(scan, at) {
        return None;
    }
    let mut amount = Amount::new(first.end, &first.quantity);
    first.currency.clone_into(&mut amount.unit);
    if first.quantity.rank {
        let century = scan.norm(scan.past_hyphen(first.end)) == "century";
        // "The 9th Circuit", "the Eighteenth Dynasty" are names.
        let named = scan.is_named(first.end) && !scan.tokens[at].first && !scan.is_capital(at);
        return Some(Amount { period: century, weak: amount.weak || named, ..amount });
    }
    join(scan, at, &first, &mut amount);
    if amount.unit.is_empty() {
        unit(scan, &mut amount);
    }
    let is_year = scan.raw(at).len() == 4 && scan.is(at, Sort::Number) && amount.end == at + 1;
    amount.period |= is_year && amount.value.is_some_and(|v| (1000.0..2200.0).contains(&v));
    if let Some((end, rate)) = units::rate(scan, amount.end).filter(|_| !amount.share && !amount.period) {
        amount.unit = units::with_rate(&amount.unit, &rate);
        amount.end = end;
        amount.weak = false;
    }
    if amount.unit.is_empty() && is_age(scan, at, &amount) {
        "age".clone_into(&mut amount.unit);
    }
    Some(amount)
}

/// A second number makes it a range, a score, a ratio or a share.
fn join(scan: Scan<'_>, at: usize, first: &CountedThing, amount: &mut Amount) {
    let tight = first.end > 0 && scan.adjoins(first.end - 1) && scan.adjoins(first.end);
    if let Some(end) = level(scan, first) {
        let score = plain(first.quantity.value().unwrap_or_default());
        *amount = Amount {
            number: format!("{score}–{score}"),
            range: true,
            value: None,
            weak: false,
            end,
            ..amount.clone()
        };
        return;
    }
    // "One prison in four", "four votes to three"
    let vote = is_vote(scan, first);
    let end = if vote || is_one_in(scan, first) { first.end + 1 } else { same_unit(scan, at, first) };
    let first = &CountedThing { end, quantity: first.quantity.clone(), ..*first };
    let joint = if vote { "-" } else { scan.norm(first.end) };
    let next = match joint {
        "in" if matches!(scan.norm(first.end + 1), "every" | "each") => first.end + 2,
        "-" if vote => first.end + 1,
        "-" | "–" | "—" if tight || is_year(scan, first.end - 1) && is_year(scan, first.end + 1) => {
            first.end + 1
        }
        "/" | ":" if tight => first.end + 1,
        "to" | "in" | "of" => first.end + 1,
        "and" if scan.before(at) == "between" => first.end + 1,
        "out" if scan.norm(first.end + 1) == "of" => first.end + 2,
        _ => return,
    };
    let Some(second) = counted(scan, next).filter(|second| !second.quantity.rank) else { return };
    let (Some(a), Some(b)) = (first.quantity.value(), second.quantity.value()) else { return };
    match joint {
        "in" | "out" | "of" => {
            let Some(share) = ratio(scan, a, b, &second) else { return };
            *amount = Amount::new(second.end, &share);
        }
        "/" | ":" if !is_year(scan, first.end - 1) => {
            amount.number = format!("{}{joint}{}", scan.norm(first.end - 1), scan.norm(second.end - 1));
        }
        _ => {
            let Some(number) = span(scan, joint, first, &second) else { return };
            amount.number = number;
            amount.range = true;
            if !second.currency.is_empty() {
                second.currency.clone_into(&mut amount.unit);
            }
        }
    }
    amount.weak = false;
    amount.period = false;
    amount.end = second.end;
    if !amount.share {
        amount.value = None;
    }
}

/// "Two-all": the end of a score of one number for both.
fn level(scan: Scan<'_>, first: &CountedThing) -> Option<usize> {
    let next = scan.past_hyphen(first.end);
    (next > first.end && scan.norm(next) == "all" && first.quantity.value().is_some()).then_some(next + 1)
}

/// "One prison in four is overcrowded": nothing but a small word may follow, since four of something are no share.
fn is_one_in(scan: Scan<'_>, first: &CountedThing) -> bool {
    let noun = scan.is(first.end, Sort::Word) && !lexicon::is_small(scan.norm(first.end));
    if first.quantity.value() != Some(1.0) || !noun || scan.norm(first.end + 1) != "in" {
        return false;
    }
    let every = usize::from(matches!(scan.norm(first.end + 2), "every" | "each"));
    let second = counted(scan, first.end + 2 + every);
    second.is_some_and(|s| every > 0 || !scan.is(s.end, Sort::Word) || lexicon::is_small(scan.norm(s.end)))
}

/// "Between 20% and 35%": the token after the first unit, where both ends have the same one.
fn same_unit(scan: Scan<'_>, at: usize, first: &CountedThing) -> usize {
    let unit = |number: &CountedThing| units::unit_at(scan, number.end, number.quantity.value()?);
    let end = unit(first).filter(|(end, own)| {
        let both = scan.before(at) == "between" && scan.norm(*end) == "and";
        both && counted(scan, end + 1).as_ref().and_then(unit).is_some_and(|(_, other)| other == *own)
    });
    end.map_or(first.end, |(end, _)| end)
}

/// "Four votes to three": as "4-3".
fn is_vote(scan: Scan<'_>, first: &CountedThing) -> bool {
    let votes = matches!(scan.norm(first.end), "votes" | "goals" | "games" | "sets" | "frames" | "points");
    votes && scan.norm(first.end + 1) == "to" && counted(scan, first.end + 2).is_some()
}

/// "One in three", "3 out of 10", "nine of ten".
fn ratio(scan: Scan<'_>, a: f64, b: f64, second: &CountedThing) -> Option<Quantity> {
    const MOST: f64 = 1_000_000.0;
    let whole = a.fract() == 0.0 && b.fract() == 0.0 && 1.0 <= a && a < b && a <= 20.0 && b <= MOST;
    let free = units::unit_at(scan, second.end, b).is_none() && scan.norm(second.end) != "-";
    let year = (1000.0..2200.0).contains(&b);
    (whole && free && !year && second.currency.is_empty()).then(|| Quantity::share(a as u32, b as u32))
}

fn is_year(scan: Scan<'_>, at: usize) -> bool {
    scan.raw(at).len() == 4 && scan.integer(at).is_some_and(|y| (1000..2200).contains(&y))
}

/// "3–5", "2012–2013" for "2012-13", "3000000–5000000" for "3 to 5 million"; "to" goes upwards only, a score ("3-1") any
/// way.
fn span(scan: Scan<'_>, joint: &str, first: &CountedThing, second: &CountedThing) -> Option<String> {
    let (mut low, high) = (first.quantity.value()?, second.quantity.value()?);
    if is_year(scan, first.end - 1)
        && scan.raw(second.end - 1).len() == 2
        && high > low % 100.0
        && high < 100.0
    {
        return Some(format!("{}–{}", plain(low), plain(low - low % 100.0 + high)));
    }
    let scale = second.quantity.scale;
    if first.quantity.scale == 1.0 && scale > 1.0 && low < high / scale {
        low *= scale;
    }
    let units = second.currency.is_empty() || first.currency == second.currency;
    let upwards = joint != "to" || units && low < high && !first.quantity.weak;
    upwards.then(|| format!("{}–{}", plain(low), plain(high)))
}

/// The unit behind the number; "half an hour" and "an hour and a half" have words between.
fn unit(scan: Scan<'_>, amount: &mut Amount) {
    let value = amount.value.unwrap_or(0.0);
    let mut start = amount.end;
    if amount.share {
        start += usize::from(scan.norm(start) == "of");
        start += usize::from(matches!(scan.norm(start), "a" | "an"));
    }
    let Some((end, unit)) = units::unit_at(scan, start, value) else { return };
    amount.end = end;
    amount.weak &= units::is_duration(&unit);
    amount.unit = unit;
    and_a_half(scan, amount);
    and_less(scan, amount);
}

/// "Six years and six months", "two hours 15 minutes": the second in the unit of the first.
fn and_less(scan: Scan<'_>, amount: &mut Amount) {
    let start = amount.end + usize::from(scan.norm(amount.end) == "and");
    let less = numbers::quantity_at(scan, start).and_then(|(end, quantity)| {
        let value = quantity.value().filter(|_| !quantity.rank)?;
        let (end, unit) = units::unit_at(scan, end, value)?;
        Some((end, value * durations::share_of_duration(&unit, &amount.unit)?))
    });
    if let (Some((end, less)), Some(value)) = (less, amount.value) {
        amount.value = Some(value + less);
        amount.end = end;
    }
}

/// "A year and a half", "two hours and a quarter".
fn and_a_half(scan: Scan<'_>, amount: &mut Amount) {
    let part = scan.longest(amount.end, &[("and a half", 0.5), ("and a quarter", 0.25)]);
    if let (Some((end, part)), Some(value)) = (part, amount.value)
        && units::is_duration(&amount.unit)
    {
        amount.value = Some(value + part);
        amount.end = end;
        amount.weak = false;
    }
}

/// "Aged 40", "at the age of 40", "Mara Lind, 40, said".
fn is_age(scan: Scan<'_>, at: usize, amount: &Amount) -> bool {
    const OLDEST: f64 = 120.0;
    let head = scan.before(at);
    if matches!(head, "aged" | "age" | "ages") {
        return true;
    }
    let plausible = amount.value.is_some_and(|v| v.fract() == 0.0 && (1.0..=OLDEST).contains(&v));
    if !plausible || at < 2 {
        return false;
    }
    let closed = matches!(scan.norm(amount.end), "," | "." | "");
    let in_digits = scan.is(at, Sort::Number) && amount.end == at + 1;
    match (head, scan.before(at - 1)) {
        ("of", "age") => true,
        ("is" | "was" | "turned" | "turns", "who" | "he" | "she") => closed,
        (",", _) => {
            in_digits && scan.is(at - 2, Sort::Word) && scan.is_capital(at - 2) && scan.norm(at + 1) == ","
        }
        _ => false,
    }
}

/// "MS-13", "COVID-19", "16e": the number belongs to a name.
fn is_part_of_name(scan: Scan<'_>, at: usize) -> bool {
    let glued = at >= 2
        && scan.before(at) == "-"
        && scan.adjoins(at - 1)
        && scan.adjoins(at - 2)
        && scan.is_capital(at - 2);
    let followed = scan.is(at, Sort::Number) && scan.adjoins(at) && scan.is(at + 1, Sort::Word) && {
        let word = scan.norm(at + 1);
        let known =
            matches!(word, "s" | "st" | "nd" | "rd" | "th" | "b" | "am" | "pm") || word.starts_with('\'');
        !known && scales::scale(word).is_none() && units::unit_at(scan, at + 1, 0.0).is_none()
    };
    // "Mw6.1", "v2.0"
    let behind = at >= 2
        && scan.before(at) == "."
        && scan.adjoins(at - 1)
        && scan.adjoins(at - 2)
        && scan.norm(at - 2).ends_with(|c: char| c.is_ascii_digit());
    glued || followed || behind
}
