//! Numbers: digits or words to a value.

use super::quantity::Quantity;
use super::roman;
use super::scales::{self, long_scale, scaled};
use super::scan::Scan;
use super::shares::{PARTS, mixed, part_of_scale, share_word, written_share};
use super::spelled::{self, GREAT_RANKS, RANKS, TENS, TENTH_RANKS, UNITS, position};
use super::token::{Sort, Token};

const DECADES: [&str; 10] =
    ["", "", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
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
    words
        .into_iter()
        .flatten()
        .copied()
        .chain(great)
        .chain(parts)
        .chain(scales::all())
        .filter(|w| !w.is_empty())
}

/// Whether a word is a number by itself.
pub(crate) fn is_number(token: &Token) -> bool {
    token.sort == Sort::Number
        || position(&UNITS, &token.norm).is_some()
        || position(&TENS, &token.norm).is_some()
}

/// Reads the number that starts at token `at`; gives the token after it.
pub(super) fn quantity_at(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let token = scan.tokens.get(at)?;
    let found = match token.sort {
        Sort::Number => digits(scan, at),
        Sort::Word => vague(scan, at)
            .or_else(|| decade_word(scan, at))
            .or_else(|| share_word(scan, at))
            .or_else(|| spelled::spelled_quantity_at(scan, at))
            .or_else(|| numeral(scan, at)),
        _ => None,
    };
    let (end, quantity) = found.map(|(end, quantity)| part_of_scale(scan, end, quantity))?;
    let whole = quantity.value().is_some_and(|v| v.fract() == 0.0) && !quantity.is_share();
    if whole && end == at + 1 && roman::is_numbered(scan, at) {
        return Some((end, quantity.ranked()));
    }
    Some((end, quantity))
}

fn numeral(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let number = roman::world_war(scan.norm(at)).or_else(|| roman::roman_number_at(scan, at))?;
    Some((at + 1, Quantity::ranking(f64::from(number))))
}

fn digits(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let quantity = Quantity::of_token(scan.norm(at))?;
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

fn vague(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let word = scan.norm(at);
    if matches!(word, "several" | "few") {
        long_scale(scan.norm(at + 1))?;
        return Some((at + 2, Quantity::vague(format!("several {}", scan.norm(at + 1)))));
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
    Some((end, Quantity::vague(form)))
}

/// The years that "1990s", "'90s" or "90s" at `at` means; an age or a temperature stays "90s".
fn decade(scan: Scan<'_>, at: usize) -> Quantity {
    let norm = scan.norm(at);
    let apostrophe = at > 0 && matches!(scan.before(at), "'" | "’" | "‘") && scan.adjoins(at - 1);
    let form = match norm.parse() {
        Ok(years) if norm.len() == 2 && (apostrophe || is_dated(scan, at)) => decade_form(years, apostrophe),
        _ => format!("{norm}s"),
    };
    Quantity::decade(form)
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
        return Some((at + 1, Quantity::decade(form)));
    }
    let century = position(&UNITS, scan.norm(at)).filter(|c| (10..20).contains(c))?;
    let next = scan.past_hyphen(at + 1);
    let years = position(&DECADES, scan.norm(next))? * 10;
    Some((next + 1, Quantity::decade(format!("{century}{years}s"))))
}
