//! What a figure counts: the head of the noun phrase behind it.
//!
//! Without parts of speech this is a guess by endings and small words, but the same guess for both wordings.

use super::numbers::is_number;
use super::scan::Scan;
use super::thresholds::LONGEST_NOUN_PHRASE;
use super::token::Sort;

/// The token that names what a figure counts which ends before token `at`: "soldiers" for "14 young soldiers died",
/// "farms" for "a quarter of the farms".
pub(super) fn counted(scan: Scan<'_>, at: usize) -> Option<usize> {
    let mut start = scan.past_hyphen(at);
    while FILLERS.contains(&scan.norm(start)) || start > at && is_number_at(scan, start) {
        start += 1;
    }
    let mut head = None;
    for at in start..start + LONGEST_NOUN_PHRASE {
        let word = scan.norm(at);
        if word == "-" && head.is_some() && scan.adjoins(at) {
            continue;
        }
        // "Two of the mayor's aides"
        if word == "'s" {
            head = None;
            continue;
        }
        let verb = head.is_some() && word.ends_with("ed");
        let plural = head.is_some_and(|head| is_plural(scan.norm(head)));
        if !scan.is(at, Sort::Word) || STOPS.contains(&word) || verb || plural && !is_plural(word) {
            break;
        }
        head = Some(at);
    }
    head
}

/// What may stand between a number and its noun phrase: "a quarter of all the farms", "3 of the 5 ministers".
const FILLERS: [&str; 12] =
    ["of", "the", "its", "his", "her", "their", "our", "my", "all", "those", "these", "other"];

fn is_number_at(scan: Scan<'_>, at: usize) -> bool {
    scan.tokens.get(at).is_some_and(is_number)
}

fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "people" | "men" | "women" | "children" | "police" | "staff" | "crew" | "cattle" | "sheep" | "fish"
    ) || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
}

/// Words that end a noun phrase: small words, and what is said of those counted.
const STOPS: &[&str] = &[
    "a", "about", "after", "against", "ago", "all", "also", "am", "among", "an", "and", "are", "as", "at",
    "be", "because", "been", "before", "but", "by", "can", "could", "did", "do", "does", "during", "each",
    "earlier", "for", "from", "had", "has", "have", "he", "her", "him", "his", "if", "in", "into", "is",
    "it", "its", "later", "like", "may", "might", "more", "must", "not", "of", "off", "on", "or", "our",
    "out", "over", "per", "said", "say", "says", "she", "should", "since", "so", "than", "that", "the",
    "their", "them", "then", "there", "they", "this", "those", "through", "to", "told", "under", "until",
    "up", "was", "we", "were", "when", "where", "which", "while", "who", "whose", "will", "with", "within",
    "without", "would", "you", "'s", "both", "only", "just", "dead", "killed", "died", "injured", "hurt",
    "wounded", "missing",
];
