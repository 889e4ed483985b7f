//! Roman numerals, and the words that are numbered rather than counted: "World War II", "Chapter 17", "Henry VIII".

use super::scan::Scan;
use super::token::Sort;

/// The value of a numeral in its one proper form; `None` for "IIX", "mix" and every other word.
pub(super) fn value(numeral: &str) -> Option<u32> {
    const LONGEST: usize = 15;
    if numeral.is_empty() || numeral.len() > LONGEST {
        return None;
    }
    let mut total = 0;
    let mut rest = numeral;
    for (sign, worth) in SIGNS {
        while let Some(tail) = rest.strip_prefix(sign) {
            total += worth;
            rest = tail;
        }
    }
    (rest.is_empty() && written(total) == numeral).then_some(total)
}

const SIGNS: [(&str, u32); 13] = [
    ("M", 1000),
    ("CM", 900),
    ("D", 500),
    ("CD", 400),
    ("C", 100),
    ("XC", 90),
    ("L", 50),
    ("XL", 40),
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
];

fn written(mut number: u32) -> String {
    let mut out = String::new();
    for (sign, worth) in SIGNS {
        while number >= worth {
            out.push_str(sign);
            number -= worth;
        }
    }
    out
}

/// What is numbered, whatever the number looks like.
const NUMBERED: &[&str] = &[
    "chapter", "part", "act", "title", "phase", "type", "stage", "volume", "article", "section", "schedule",
    "tier", "category", "episode", "appendix", "annex", "canto", "scene", "level", "class", "division",
    "mark",
];

/// What is numbered in digits or words only behind the word before it: "World War Two", "Super Bowl 58".
const NUMBERED_PAIRS: &[(&str, &str)] =
    &[("world", "war"), ("super", "bowl"), ("gulf", "war"), ("punic", "war")];

/// What a numeral may follow, besides names.
const BEFORE_NUMERAL: &[&str] =
    &["war", "bowl", "wrestlemania", "olympiad", "book", "grade", "congress", "council"];

/// Who is numbered even by a single letter: "King Charles I".
const CROWNED: &[&str] = &[
    "king", "queen", "pope", "emperor", "empress", "tsar", "czar", "kaiser", "sultan", "shah", "prince",
    "duke",
];

/// Whether the number behind token `at - 1` says which one, not how many.
pub(super) fn is_numbered(scan: Scan<'_>, at: usize) -> bool {
    let Some(head) = at.checked_sub(1) else { return false };
    if NUMBERED_PAIRS.contains(&(scan.before(head), scan.norm(head))) {
        return true;
    }
    let head = scan.norm(head);
    let settled = scan.is(at, Sort::Number) || scan.is_capital(at) || !scan.is(at + 1, Sort::Word);
    NUMBERED.contains(&head)
        && (settled || matches!(head, "phase" | "stage" | "type" | "category" | "chapter"))
}

/// The Roman numeral at `at`, where what stands before it makes it one.
pub(super) fn roman_number_at(scan: Scan<'_>, at: usize) -> Option<u32> {
    let raw = scan.raw(at);
    let number = value(raw)?;
    let head = at.checked_sub(1)?;
    // "The act I saw" has no numeral.
    let certain = raw != "I" || scan.is_capital(head);
    if certain && (is_numbered(scan, at) || BEFORE_NUMERAL.contains(&scan.norm(head))) {
        return Some(number);
    }
    let crowned = CROWNED.contains(&scan.before(head));
    let regnal =
        scan.is(head, Sort::Word) && scan.is_capital(head) && raw.bytes().all(|b| b"IVX".contains(&b));
    // In a line of capitals "XI" is rather the family name.
    let shouted = scan.raw(head).len() > 1 && !scan.raw(head).chars().any(char::is_lowercase);
    (regnal && (crowned || raw.len() > 1 && !(shouted && raw == "XI"))).then_some(number)
}

/// "WWII", "WW2".
pub(super) fn world_war(word: &str) -> Option<u32> {
    match word {
        "wwi" | "ww1" => Some(1),
        "wwii" | "ww2" => Some(2),
        "wwiii" | "ww3" => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_one_form() {
        for number in 1..4000 {
            assert_eq!(value(&written(number)), Some(number));
        }
        for no_numeral in ["", "IIX", "IIII", "VX", "mix", "Xi", "MMMMMMMMMMMMMMMMMMM"] {
            assert_eq!(value(no_numeral), None, "{no_numeral}");
        }
    }
}
