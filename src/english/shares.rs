//! Parts of a whole: "two thirds", "1/3", "half a million", and the parts behind a whole number, "two and a half".

use super::quantity::Quantity;
use super::scales::long_scale;
use super::scan::Scan;
use super::token::Sort;

/// Names of parts, and how many make a whole.
pub(super) const PARTS: [(&str, u32); 18] = [
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
/// "Half of", "half a", "by half", "half-hour", "a third of", "a quarter".
pub(super) fn share_word(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    match scan.norm(at) {
        "half" => {
            const FILLERS: [&str; 14] = [
                "a", "an", "of", "the", "its", "his", "her", "their", "our", "my", "all", "that", "those",
                "these",
            ];
            // "By half", "up to half", "more than half", "nearly half"
            const LED: [&str; 9] = ["by", "to", "in", "than", "about", "around", "over", "almost", "nearly"];
            let hyphen = scan.past_hyphen(at + 1);
            let measured = hyphen > at + 1
                && (long_scale(scan.norm(hyphen)).is_some()
                    || matches!(
                        scan.norm(hyphen),
                        "a" | "an" | "hour" | "mile" | "century" | "percent" | "inch" | "point"
                    ));
            let led = LED.contains(&scan.before(at));
            let counts = FILLERS.contains(&scan.norm(at + 1)) || measured || led;
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
pub(super) fn fraction(scan: Scan<'_>, at: usize, count: u32, article: bool) -> Option<(usize, Quantity)> {
    let start = scan.past_hyphen(at);
    let word = scan.norm(start);
    let (_, parts) = PARTS.iter().find(|(name, _)| *name == word)?;
    let plural = word.ends_with('s');
    let one = article || scan.before(at) == "one" && start == at;
    let alone = one && !scan.is(start + 1, Sort::Word) && scan.norm(start + 1) != "-";
    let hyphenated = start > at && count == 1 && !article;
    let of = scan.norm(start + 1) == "of";
    let share = plural || matches!(word, "half" | "quarter") || of || alone || hyphenated;
    let fiscal = parts == &4 && !article && start == at && !of;
    ((article || count == 1 || plural) && share && !fiscal)
        .then(|| (start + 1, Quantity::share(count, *parts)))
}

/// "1/3", but not "9/11" nor "3/5/2024".
pub(super) fn written_share(scan: Scan<'_>, at: usize) -> Option<(usize, Quantity)> {
    let (over, under) = (scan.integer(at)?, scan.integer(at + 2)?);
    let usual = matches!(under, 2..=10 | 12 | 16 | 20 | 32 | 64 | 100);
    let alone = scan.before(at) != "/" && scan.norm(at + 3) != "/" && scan.adjoins(at + 1);
    (0 < over && over < under && usual && alone).then(|| (at + 3, Quantity::share(over, under)))
}

/// What comes behind a whole number and belongs to it: "2 ½", "2 1/2", "2-1/2", "two and a half", "five and three-quarter".
pub(super) fn mixed(scan: Scan<'_>, at: usize, whole: f64) -> (usize, f64) {
    let none = (at, whole);
    if whole.fract() != 0.0 {
        return none;
    }
    let start = scan.past_hyphen(at);
    if scan.is(start, Sort::Number) {
        let half = Quantity::of_token(scan.norm(start))
            .filter(|q| !scan.raw(start).is_ascii() && q.value() < Some(1.0));
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

/// "half a million", "three-quarters of a billion", "half-dozen".
pub(super) fn part_of_scale(scan: Scan<'_>, at: usize, quantity: Quantity) -> (usize, Quantity) {
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
