//! Datelines: where and when a story was filed, before its first sentence.

use super::alternatives::months;
use super::pattern::Pattern;
use super::thresholds::{PROSE_BEFORE_DATELINE, SENTENCE_AFTER_DATELINE, WORDS_OF_LEDE};
use crate::english::{lexicon, places};
use std::sync::LazyLock;

/// Length in bytes of the dateline that a paragraph begins with; `prose` counts the paragraphs of prose before it.
///
/// A place with a colon that is not known looks like the label of a turn: `only` says whether no other paragraph has one.
pub(super) fn dateline(words: &str, prose: usize, only: impl Fn() -> bool) -> Option<usize> {
    if let Some(found) = words.contains(['(', '/']).then(|| AGENCY.find(words)).flatten() {
        return Some(found.as_str().trim_end().len());
    }
    // Most paragraphs begin with a word in small letters but for the first.
    let mut first = words.chars();
    let capitals = first.next().is_some_and(char::is_uppercase)
        && first.next().is_some_and(|c| c.is_uppercase() || ".'’-".contains(c));
    let found = capitals.then(|| PLACE.captures(words)).flatten()?;
    let length = found.whole().as_str().trim_end().len();
    let rest = words[length..].trim_start();
    let reads_on = rest.len() >= SENTENCE_AFTER_DATELINE && rest.starts_with(|c: char| !c.is_lowercase());
    let city = found.name("city")?.as_str();
    let colon = found.whole().as_str().trim_end().ends_with(':');
    let known = places::is_town(&city.to_lowercase().replace(' ', "_"));
    let placed = found.name("state").is_some() || found.name("day").is_some();
    // In lists of notices two dashes without spaces separate a name from what is said about it.
    let tight = !known && words[..length].strip_suffix("--").is_some_and(|w| !w.ends_with(' '));
    let is_label = city.split(' ').any(is_label);
    let fits = if colon {
        known && prose <= PROSE_BEFORE_DATELINE
            || prose == 0 && is_short(city) && !names_speaker(city) && tells(rest) && only()
    } else {
        known || placed || (prose <= PROSE_BEFORE_DATELINE && is_short(city))
    };
    (reads_on && fits && !tight && !is_label).then_some(length)
}

/// Whether a paragraph begins with words in capitals and a colon, as turns of a transcript do.
pub(super) fn opens_turn(line: &str) -> bool {
    let head = line.split(':').next().filter(|head| head.len() < line.len() && head.len() > 1);
    head.is_some_and(|h| {
        h.split(' ').count() <= 4 && !h.contains(char::is_lowercase) && h.contains(char::is_uppercase)
    })
}

/// "POLICE", "UPTON MAYOR": who says what follows the colon.
fn names_speaker(label: &str) -> bool {
    let speaks = ["person", "people", "organization", "document", "title", "unnamed"];
    label.split(' ').any(|word| {
        lexicon::nouns(&word.to_lowercase()).any(|(row, _)| speaks.iter().any(|tag| row.has(tag)))
    })
}

/// Whether the first sentence reports, as a story begins, rather than talks: a long one, without "I", "we" and "you".
fn tells(rest: &str) -> bool {
    let sentence = rest.split_inclusive(['.', '?', '!']).next().unwrap_or_default();
    let words = || sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let talks = |w: &str| {
        lexicon::of(&w.to_lowercase())
            .is_some_and(|row| matches!(row.value("refers"), Some("i" | "we" | "you")))
    };
    let opens = words().next().is_some_and(|w| w.starts_with(char::is_uppercase));
    opens && words().count() >= WORDS_OF_LEDE && !words().any(talks) && !rest.starts_with(['“', '"'])
}

/// A word in capitals before a dash that heads a story, or is a small one: "EXCLUSIVE", "PHOTOS", "HOW".
fn is_label(word: &str) -> bool {
    let norm = word.to_lowercase();
    lexicon::is_function(&norm)
        || lexicon::nouns(&norm).chain(lexicon::verbs(&norm)).any(|(row, _)| row.has("label"))
}

/// A place of one to three words without apostrophes.
fn is_short(city: &str) -> bool {
    city.split(' ').count() <= 3 && !city.contains(['\'', '’']) && city.len() > 2
}

fn pattern(parts: &[&str]) -> Pattern {
    Pattern::new(&parts.concat())
}

/// "Jan. 3", "3 March 2026"
static DAY: LazyLock<String> = LazyLock::new(|| {
    let month = months();
    format!(r"(?i:(?:{month})\.? \d{{1,2}}|\d{{1,2}} (?:{month}))(?:,? \d{{4}})?")
});
/// What separates it from the sentence.
const DASH: &str = r"\s?(?:—|–|―|--|-\s|_\s)\s?";

/// A dateline with the name of an agency: any case, any place in the text.
static AGENCY: LazyLock<Pattern> = LazyLock::new(|| {
    let agency = concat!(
        r"(?:\((?:Thomson )?(?:Reuters|REUTERS|AP|Associated Press|The Associated Press|AFP|UPI|PA|dpa|DPA|CNN",
        r"|ANI|PTI|IANS|TNS|Xinhua|XINHUA|Bloomberg|KYODO|Kyodo|EFE|AAP|CP|The Canadian Press|MarketWatch|WKRN",
        r"|Legal Newsline|The Center Square|Thomson Reuters Foundation)(?: [A-Z][a-z]+)?\)|/(?:PR ?Newswire",
        r"|PRNewswire|CNW|BUSINESS WIRE)[^/\n]{0,20}/)",
    );
    pattern(&[
        r"^(?:\p{Lu}[\p{L}.'’\-]*(?:(?: |, ?|/)\p{Lu}[\p{L}.'’\-]*){0,6}(?:, ",
        &*DAY,
        r")?\s?)?",
        agency,
        r"(?:",
        DASH,
        r"|:\s)",
    ])
});

/// A place in capitals, perhaps a state or country and a day, and a dash or a colon.
static PLACE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&[
        r"^(?P<city>\p{Lu}[\p{Lu}.'’\-]+(?:[ /]\p{Lu}[\p{Lu}.'’\-]*){0,4})",
        r"(?P<state>, \p{Lu}[\p{L}.]+(?: \p{Lu}\p{Ll}+){0,2})?",
        r"(?P<day>, ",
        &*DAY,
        r")?(?: \([A-Z][\p{L} .&]{1,30}\))?(?:",
        DASH,
        r"|:\s)",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_may_begin_with_a_place_and_a_colon() {
        let lede =
            "The High Court on Friday told the board to publish the report within ten days of its return.";
        for place in ["VELMA:", "NEW SUND:"] {
            assert_eq!(dateline(&format!("{place} {lede}"), 0, || true), Some(place.len()), "{place}");
            assert_eq!(dateline(&format!("{place} {lede}"), 1, || true), None, "{place}");
            assert_eq!(dateline(&format!("{place} {lede}"), 0, || false), None, "{place}");
        }
        for text in [
            &format!("POLICE: {lede}"),
            &format!("UPTON MAYOR: {lede}"),
            "VELMA: I told the board to publish the report within ten days of its return, and it did.",
            "VELMA: The lock by the old mill is shut.",
        ] {
            assert_eq!(dateline(text, 0, || true), None, "{text}");
        }
        assert!(opens_turn("NEW SUND: It rained.") && !opens_turn("Sund: It rained.") && !opens_turn("SUND"));
    }
}
