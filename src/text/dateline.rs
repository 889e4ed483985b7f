//! Datelines: where and when a story was filed, before its first sentence.

use super::thresholds::{PROSE_BEFORE_DATELINE, SENTENCE_AFTER_DATELINE};
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Length in bytes of the dateline that a paragraph begins with; `prose` counts the paragraphs of prose before it.
pub(super) fn dateline(words: &str, prose: usize) -> Option<usize> {
    if let Some(found) = AGENCY.find(words) {
        return Some(found.as_str().trim_end().len());
    }
    let found = PLACE.captures(words)?;
    let length = found.get(0)?.as_str().trim_end().len();
    let rest = words[length..].trim_start();
    let reads_on = rest.len() >= SENTENCE_AFTER_DATELINE && rest.starts_with(|c: char| !c.is_lowercase());
    let city = found.name("city")?.as_str();
    let colon = found.get(0)?.as_str().trim_end().ends_with(':');
    let known = CITIES.contains(city);
    let placed = found.name("state").is_some() || found.name("day").is_some();
    // In lists of notices two dashes without spaces separate a name from what is said about it.
    let tight = !known && words[..length].strip_suffix("--").is_some_and(|w| !w.ends_with(' '));
    let is_label = city.split(' ').any(|w| LABELS.contains(&w));
    let fits = if colon {
        known && prose <= PROSE_BEFORE_DATELINE
    } else {
        known || placed || (prose <= PROSE_BEFORE_DATELINE && is_short(city))
    };
    (reads_on && fits && !tight && !is_label).then_some(length)
}

/// A place of one to three words without apostrophes.
fn is_short(city: &str) -> bool {
    city.split(' ').count() <= 3 && !city.contains(['\'', '’']) && city.len() > 2
}

fn pattern(parts: &[&str]) -> Regex {
    Regex::new(&parts.concat()).expect("the pattern is valid")
}

/// "Jan. 3", "3 March 2026"
const DAY: &str = concat!(
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}|\d{1,2} (?:January",
    r"|February|March|April|May|June|July|August|September|October|November|December))(?:,? \d{4})?",
);
/// What separates it from the sentence.
const DASH: &str = r"\s?(?:—|–|―|--|-\s|_\s)\s?";

/// A dateline with the name of an agency: any case, any place in the text.
static AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    let agency = concat!(
        r"(?:\((?:Thomson )?(?:Reuters|REUTERS|AP|Associated Press|The Associated Press|AFP|UPI|PA|dpa|DPA|CNN",
        r"|ANI|PTI|IANS|TNS|Xinhua|XINHUA|Bloomberg|KYODO|Kyodo|EFE|AAP|CP|The Canadian Press|MarketWatch|WKRN",
        r"|Legal Newsline|The Center Square|Thomson Reuters Foundation)(?: [A-Z][a-z]+)?\)|/(?:PR ?Newswire",
        r"|PRNewswire|CNW|BUSINESS WIRE)[^/\n]{0,20}/)",
    );
    pattern(&[
        r"^(?:\p{Lu}[\p{L}.'’\-]*(?:(?: |, ?|/)\p{Lu}[\p{L}.'’\-]*){0,6}(?:, ",
        DAY,
        r")?\s?)?",
        agency,
        r"(?:",
        DASH,
        r"|:\s)",
    ])
});

/// A place in capitals, perhaps a state or country and a day, and a dash or a colon.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&[
        r"^(?P<city>\p{Lu}[\p{Lu}.'’\-]+(?:[ /]\p{Lu}[\p{Lu}.'’\-]*){0,4})",
        r"(?P<state>, \p{Lu}[\p{L}.]+(?: \p{Lu}\p{Ll}+){0,2})?",
        r"(?P<day>, ",
        DAY,
        r")?(?: \([A-Z][\p{L} .&]{1,30}\))?(?:",
        DASH,
        r"|:\s)",
    ])
});

/// Words in capitals before a dash that are labels, not places.
const LABELS: [&str; 38] = [
    "EXCLUSIVE",
    "BREAKING",
    "WATCH",
    "VIDEO",
    "ANALYSIS",
    "OPINION",
    "UPDATE",
    "UPDATED",
    "LIVE",
    "REPORT",
    "POLL",
    "DEVELOPING",
    "JUST",
    "FLASHBACK",
    "LISTEN",
    "REVIEW",
    "EXPLAINER",
    "FACT",
    "CORRECTION",
    "PHOTOS",
    "NEWS",
    "NOTE",
    "THE",
    "A",
    "READ",
    "MORE",
    "RELATED",
    "HOW",
    "WHY",
    "WHAT",
    "WHO",
    "TRUMP",
    "CLINTON",
    "OBAMA",
    "BIDEN",
    "CLARIFICATION",
    "FIRST",
    "INTERVIEW",
];

/// Places whose dateline may end in a colon, or stand anywhere: capitals, seats of news desks.
static CITIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "ABU DHABI|ABUJA|ACCRA|ADDIS ABABA|AHMEDABAD|ALGIERS|AMMAN|AMSTERDAM|ANKARA|ATHENS|\
         ATLANTA|AUCKLAND|BAGHDAD|BAMAKO|BANGKOK|BARCELONA|BEIJING|BEIRUT|BELFAST|BELGRADE|\
         BENGALURU|BERLIN|BERN|BOGOTA|BOSTON|BRASILIA|BRUSSELS|BUCHAREST|BUDAPEST|BUENOS AIRES|\
         CAIRO|CANBERRA|CAPE TOWN|CARACAS|CARDIFF|CHANDIGARH|CHENNAI|CHICAGO|COLOMBO|COPENHAGEN|\
         DAKAR|DALLAS|DAMASCUS|DENVER|DETROIT|DHAKA|DOHA|DUBAI|DUBLIN|EDINBURGH|FRANKFURT|GAZA|\
         GENEVA|GLASGOW|HANOI|HARARE|HAVANA|HELSINKI|HONG KONG|HOUSTON|HYDERABAD|ISLAMABAD|\
         ISTANBUL|JAKARTA|JERUSALEM|JOHANNESBURG|KABUL|KARACHI|KATHMANDU|KHARTOUM|KIEV|KINSHASA|\
         KOLKATA|KUALA LUMPUR|KUWAIT CITY|KYIV|LAGOS|LAHORE|LIMA|LISBON|LONDON|LOS ANGELES|\
         MADRID|MANILA|MELBOURNE|MEXICO CITY|MIAMI|MINSK|MOSCOW|MUMBAI|MUNICH|MUSCAT|NAIROBI|\
         NEW DELHI|NEW YORK|OSLO|OTTAWA|PARIS|PERTH|PESHAWAR|PRAGUE|PRETORIA|QUITO|RAMALLAH|\
         RIO DE JANEIRO|RIYADH|ROME|SANTIAGO|SEATTLE|SEOUL|SHANGHAI|SINGAPORE|SOFIA|STOCKHOLM|\
         SYDNEY|TAIPEI|TALLINN|TEHRAN|TEL AVIV|TOKYO|TRIPOLI|TUNIS|WARSAW|WASHINGTON"
        .split('|')
        .collect()
});
