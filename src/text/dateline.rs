//! Datelines: where and when a story was filed, before its first sentence.

use super::alternatives::months;
use super::pattern::Pattern;
use super::thresholds::{PROSE_BEFORE_DATELINE, SENTENCE_AFTER_DATELINE};
use crate::english::{lexicon, places};
use std::sync::LazyLock;

/// Length in bytes of the dateline that a paragraph begins with; `prose` counts the paragraphs of prose before it.
pub(super) fn dateline(words: &str, prose: usize) -> Option<usize> {
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
    } else {
        known || placed || (prose <= PROSE_BEFORE_DATELINE && is_short(city))
    };
    (reads_on && fits && !tight && !is_label).then_some(length)
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
