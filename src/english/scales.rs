//! Words of scale: "million", "bn", "lakh", "dozen".

use super::quantity::Quantity;
use super::scan::Scan;
use super::token::Sort;

/// Words of scale that stand alone behind "a".
pub(super) fn all() -> impl Iterator<Item = &'static str> {
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
pub(super) fn long_scale(word: &str) -> Option<f64> {
    scale(word).filter(|_| word.len() > 3)
}

/// The words of scale behind a number in digits: "1.5 million", "5bn", "5-million", "2 lakh crore".
pub(super) fn scaled(scan: Scan<'_>, mut at: usize, mut quantity: Quantity) -> (usize, Quantity) {
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
