//! Date lines: paragraphs that are nothing but a date, "Published 3 March 2026 10:15 GMT".

use super::alternatives::{months, weekdays, zones};
use super::opening::Opening;
use super::pattern::Pattern;
use super::thresholds::LONGEST_DATE_LINE;
use std::sync::LazyLock;

/// Words of dates, times and their labels.
static DATE_WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    let parts = [
        r"^(?:[|•·*\-–— ]*)(?i:(?:(?:first )?published|posted|(?:last )?updated|last (?:modified|changed)",
        r"|modified|created|filed|date|issued|on|at|of|ago|about|",
        &weekdays(),
        "|",
        &months(),
        "|",
        &zones(),
        r"|uk|a\.?m\.?|p\.?m\.?|noon|midnight|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|read|reading time",
        r"|\d{4}-\d{2}-\d{2}(?:t\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?)?|\d{1,4}(?:st|nd|rd",
        r"|th)?(?:[:./]\d{1,4}){0,2}(?:am|pm)?)(?:[\s,;|•·()/:.\-–—]+|$))+$",
    ];
    Pattern::new(&parts.concat())
});

/// What shows that a line of such words is a date: a month, a label, a date in figures, "3 min read".
static DATE_SIGN: LazyLock<Pattern> = LazyLock::new(|| {
    let parts = [
        r"(?i)\b(?:",
        &months(),
        r"|published|posted|updated|modified|filed|date|ago|read|reading)|\b\d{4}-\d{2}-\d{2}(?:t|\b)|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    ];
    Pattern::new(&parts.concat())
});

/// Whether a paragraph is nothing but a date, with a label or a time, or the label of one.
pub(super) fn is_date_line(words: &str) -> bool {
    static LABEL: Opening = Opening::new("published|updated|last updated|posted", || {
        Pattern::new(r"^[|•·*\-–— ]*(?:[Pp]ublished|[Uu]pdated|[Ll]ast updated|[Pp]osted)[:.]?$")
    });
    LABEL.is_match(words)
        || words.len() < LONGEST_DATE_LINE
            && words.bytes().any(|b| b.is_ascii_digit())
            && DATE_WORDS.is_match(words)
            && DATE_SIGN.is_match(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_with_a_date_is_none() {
        for line in ["Published 3 March 2026 10:15 GMT", "Updated:", "3 min read", "March 3, 2026"] {
            assert!(is_date_line(line), "{line}");
        }
        for line in ["The pier was shut on 3 March 2026.", "12", "On Monday", "Updated figures for 2026"] {
            assert!(!is_date_line(line), "{line}");
        }
    }
}
