//! Heard: numbers as people say them that are no numbers as they are written: "twenty oh eight", "nine one one".

use super::clock;
use super::numbers::quantity_at;
use super::quantity::Quantity;
use super::scan::Scan;
use super::spelled::{TENS, UNITS, position};
use super::tokens::tokenize;

/// Whether two short passages are one number though one is said as years, figures, parts of a whole, decades or times are.
pub(super) fn heard_alike(a: &str, b: &str) -> bool {
    let one_way = |said: &str, written: &str| {
        year(said).or_else(|| figure_by_figure(said)).is_some_and(|number| number == written.trim())
    };
    one_way(a, b) || one_way(b, a) || same_part(a, b) || same_decade(a, b) || same_time(a, b)
}

fn words(said: &str) -> Vec<String> {
    said.split(|c: char| c.is_whitespace() || c == '-')
        .map(str::to_lowercase)
        .filter(|w| !w.is_empty())
        .collect()
}

/// A figure said alone: "nine", "oh".
fn figure(word: &str) -> Option<u32> {
    if matches!(word, "oh" | "o") { Some(0) } else { position(&UNITS[..10], word) }
}

/// "twenty twenty four", "nineteen fourteen", "twenty oh eight".
fn year(said: &str) -> Option<String> {
    let words = words(said);
    let [century, rest @ ..] = words.as_slice() else { return None };
    let century = position(&UNITS, century)
        .filter(|n| *n > 10)
        .or(position(&TENS, century).filter(|n| *n == 2).map(|n| n * 10))?;
    let tens = |word: &str| position(&TENS, word).map(|tens| tens * 10);
    let years = match rest {
        [one] => position(&UNITS, one).filter(|n| *n >= 10).or_else(|| tens(one))?,
        [oh, unit] if matches!(oh.as_str(), "oh" | "o") => figure(unit)?,
        [ten, unit] => tens(ten)? + figure(unit).filter(|n| *n > 0)?,
        _ => return None,
    };
    Some(format!("{century}{years:02}"))
}

/// "nine one one"
fn figure_by_figure(said: &str) -> Option<String> {
    const LEAST: usize = 3;
    let words = words(said);
    let figures: Option<String> = words.iter().map(|word| figure(word).map(|n| n.to_string())).collect();
    figures.filter(|_| words.len() >= LEAST)
}

/// The number that is all of a text.
fn whole(text: &str) -> Option<Quantity> {
    let tokens = tokenize(text);
    let (end, quantity) = quantity_at(Scan { text, tokens: &tokens }, 0)?;
    (end == tokens.len()).then_some(quantity)
}

/// "three quarters" is 3/4, whatever it is of.
fn same_part(a: &str, b: &str) -> bool {
    let part = |text: &str| {
        let of = format!("{text} of");
        let tokens = tokenize(&of);
        let of_it = || {
            quantity_at(Scan { text: &of, tokens: &tokens }, 0).filter(|(end, _)| *end + 1 == tokens.len())
        };
        whole(text).or_else(|| of_it().map(|(_, quantity)| quantity)).filter(Quantity::is_share)
    };
    part(a).is_some_and(|one| part(b).is_some_and(|other| one.canonical() == other.canonical()))
}

/// "the nineties" are the 1990s.
fn same_decade(a: &str, b: &str) -> bool {
    let decade = |text: &str| whole(text).filter(Quantity::is_decade).map(|decade| decade.canonical());
    let (Some(one), Some(other)) = (decade(a), decade(b)) else { return false };
    let in_century = |long: &str, short: &str| matches!(long.strip_suffix(short), Some("19" | "20"));
    in_century(&one, &other) || in_century(&other, &one)
}

/// "half past two" is 2.30.
fn same_time(a: &str, b: &str) -> bool {
    let time = |text: &str| {
        // A point is one of times where the other side is said as a time is.
        let text = text.replace('.', ":");
        let tokens = tokenize(&text);
        let (end, form) = clock::time_of_day_at(Scan { text: &text, tokens: &tokens }, 0)?;
        (end == tokens.len()).then_some(form)
    };
    let said = |text: &str| words(text).iter().any(|word| matches!(word.as_str(), "past" | "to"));
    (said(a) || said(b))
        && time(a).is_some_and(|one| time(b).is_some_and(|other| clock::may_equal(&one, &other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_heard() {
        for (a, b) in [
            ("twenty twenty six", "2026"),
            ("twenty eleven", "2011"),
            ("twenty oh three", "2003"),
            ("nineteen seventy one", "1971"),
            ("nineteen-fourteen", "1914"),
            ("four one one", "411"),
            ("three quarters", "3/4"),
            ("two thirds", "2/3"),
            ("half past four", "4.30"),
            ("half past four", "4:30"),
            ("quarter to five", "4:45"),
            ("eighties", "1980s"),
        ] {
            assert!(heard_alike(a, b) && heard_alike(b, a), "{a}, {b}");
        }
        for (a, b) in [
            ("twenty twenty six", "2025"),
            ("twenty six", "206"),
            ("twenty oh three", "2030"),
            ("four one one", "412"),
            ("four one", "41"),
            ("three quarters", "2/3"),
            ("half past four", "4.3"),
            ("half past four", "5.30"),
            ("4.30", "4:31"),
            ("eighties", "1970s"),
            ("four", "4"),
            ("", ""),
        ] {
            assert!(!heard_alike(a, b), "{a}, {b}");
        }
    }
}
