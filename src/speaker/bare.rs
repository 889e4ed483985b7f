//! Bare names: a common noun of a body or an office, as "the council" or "Prime Minister", which in every article means
//! another.

use super::cast::SpeakerKind;
use super::lexicon::{Classes, class, given_name};
use super::thresholds::MOSTLY;
use crate::english::{LexicalWord, lemmas};

/// Whether a name says only what somebody is: it is nobody's beyond the article that uses it.
#[must_use]
pub fn is_bare_name(name: &str, kind: SpeakerKind) -> bool {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 1 && class(&words[0].to_lowercase()).any(Classes::STOP) {
        words.remove(0);
    }
    match kind {
        SpeakerKind::Organization => is_bare_body(&words),
        SpeakerKind::Person => is_bare_office(&words),
        _ => false,
    }
}

/// "council", "City Council", "the local hospital", "Police": nouns of bodies and of what they belong to, without a name.
fn is_bare_body(words: &[&str]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let noun = class(&last.to_lowercase());
    let names = Classes::OUTLET.or(Classes::KNOWN_ORGANIZATION).or(Classes::PARTY).or(Classes::PLACE);
    let body = noun.any(Classes::ORGANIZATION.or(Classes::HUMAN)) && !noun.any(names);
    body && before.iter().all(|word| is_seat(&word.to_lowercase()))
        || !words.is_empty() && is_described(words)
}

/// "city", "county": where a body has its seat, which every such body has.
fn is_seat(word: &str) -> bool {
    class(word).any(Classes::ORGANIZATION) && LexicalWord::of(word).share_in("noun.location") > MOSTLY
}

/// Whether several words are a description, with no capital but that of a sentence's first word: "local police".
fn is_described(words: &[&str]) -> bool {
    let is_named = |(n, word): (usize, &&str)| {
        let lower = word.to_lowercase();
        let common = || !lemmas(&lower).is_empty() && !class(&lower).any(Classes::PLACE.or(Classes::DEMONYM));
        word.contains(char::is_uppercase) && !(n == 0 && common())
    };
    words.len() > 1
        && words.iter().any(|w| w.contains(char::is_lowercase))
        && !words.iter().enumerate().any(is_named)
}

/// "Prime Minister": offices alone.
fn is_bare_office(words: &[&str]) -> bool {
    let office = |word: &&str| {
        class(&word.to_lowercase()).any(Classes::TITLE.or(Classes::PERSON).or(Classes::MODIFIER))
    };
    words.first().is_some_and(|first| given_name(&first.to_lowercase()).is_none()) && words.iter().all(office)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_bodies_and_offices_are_nobodys_names() {
        for name in [
            "Council",
            "the council",
            "The Ministry",
            "Board",
            "Hospital",
            "Company",
            "Police",
            "The Court",
            "the firm",
            "Town Council",
            "City Council",
            "the County Court",
            "District Hospital",
            "the local hospital",
            "Local police",
            "the health ministry",
            "a charity in the south",
            "The country's largest pension fund",
            "fire service",
        ] {
            assert!(is_bare_name(name, SpeakerKind::Organization), "{name}");
        }
        for name in ["Prime Minister", "the Deputy Mayor", "Chief Executive", "The Foreign Minister"] {
            assert!(is_bare_name(name, SpeakerKind::Person), "{name}");
        }
    }

    #[test]
    fn names_stay_names() {
        for name in [
            "Upton Council",
            "Levon",
            "Levon police",
            "German police",
            "the London fire brigade",
            "NATO",
            "the Kremlin",
            "Health Ministry",
            "Ministry of Mines",
            "the Harbour Office",
            "State Department",
            "Harbour Times",
            "Unite",
            "the Levon council's lawyers",
            "IG Stahl",
            "Orange",
            "levon",
            "Norway",
        ] {
            assert!(!is_bare_name(name, SpeakerKind::Organization), "{name}");
        }
        for name in ["Dean King", "Ada Okafor", "King Olav", "Judge Marlow", "Pope Clement XV", "J.D. Baker"]
        {
            assert!(!is_bare_name(name, SpeakerKind::Person), "{name}");
        }
        assert!(!is_bare_name("", SpeakerKind::Organization));
    }
}
