//! Words of the lexicon as alternatives of a regular expression.

use crate::english::abbreviations::{self, AbbreviationKind};
use crate::english::lexicon;

/// The names of the months and their short forms, in lower case: "march|mar|…".
pub(crate) fn months() -> String {
    joined(tagged("month").chain(abbreviations::of_kind(AbbreviationKind::Month)))
}

/// The names of the days of the week and their short forms, in lower case.
pub(crate) fn weekdays() -> String {
    joined(tagged("weekday").chain(abbreviations::of_kind(AbbreviationKind::Weekday)))
}

/// The short names of time zones, in lower case.
pub(super) fn zones() -> String {
    joined(abbreviations::of_kind(AbbreviationKind::Zone))
}

/// Words that stand before a family name, in lower case: "van", "de".
pub(super) fn particles() -> String {
    joined(tagged("particle"))
}

fn tagged(tag: &str) -> impl Iterator<Item = &'static str> {
    lexicon::with(tag).map(lexicon::Entry::lemma)
}

/// The longest first, so that no word hides one that begins with it.
fn joined(words: impl Iterator<Item = &'static str>) -> String {
    let mut words: Vec<String> = words.map(regex::escape).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
    words.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_stand_before_their_short_forms() {
        let months = months();
        let months: Vec<&str> = months.split('|').collect();
        let at = |name| months.iter().position(|month| *month == name).expect("it is a month");
        assert!(at("september") < at("sept") && at("sept") < at("sep"));
        assert!(weekdays().contains("thurs") && zones().contains("gmt") && particles().contains("van"));
    }
}
