//! Voice: whether the speaker of a turn is the one who is quoted.

use crate::english::{lemmas, lexicon};
use crate::speaker::{SpeakerKind, is_given_name, why_alike};
use serde::Serialize;
use strsim::osa_distance;

/// Who speaks a turn, beside the speaker who is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SpokenVoice {
    /// The one who is quoted.
    Same,
    /// Somebody else, by name.
    Another,
    /// It cannot be told: the transcript gives no name ("Q", "THE CHAIR"), or the article does not.
    Unknown,
}

/// Compares the label of a turn with the name and the title of a speaker.
pub(super) fn voice(label: Option<&str>, name: &str, title: Option<&str>) -> SpokenVoice {
    let Some(label) = label else { return SpokenVoice::Unknown };
    let holder = label.split_once('(').map(|(_, holder)| holder.trim_end_matches(')'));
    let label = holder.filter(|holder| names_somebody(holder)).unwrap_or(label);
    let (labelled, quoted) = (name_words(label), name_words(name));
    if quoted.is_empty() {
        return SpokenVoice::Unknown;
    }
    if labelled.is_empty() {
        // "THE PRESIDENT" is the president, and of others it cannot be told.
        let plain = |word: &String| !is_small(word);
        let offices = |text: &str| spaced(text).into_iter().filter(plain).collect::<Vec<_>>();
        let office = offices(label);
        let titles = title.map(offices).unwrap_or_default();
        let holds =
            office.iter().any(|word| is_office(word)) && office.iter().all(|word| titles.contains(word));
        return if holds { SpokenVoice::Same } else { SpokenVoice::Unknown };
    }
    let (one, other) = (labelled.join(" "), quoted.join(" "));
    if one == other || why_alike(&one, &other, SpeakerKind::Person).is_some() {
        return SpokenVoice::Same;
    }
    // One name of several: the given name, or a double surname's half.
    if let [only] = labelled.as_slice()
        && quoted.contains(only)
    {
        return SpokenVoice::Same;
    }
    if is_initials(label) || is_slip(&labelled, &quoted) {
        SpokenVoice::Unknown
    } else {
        SpokenVoice::Another
    }
}

/// "AR", "A.R.": whoever they stand for, they are no name.
fn is_initials(label: &str) -> bool {
    const MOST: usize = 3;
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = label.chars().all(|c| c.is_uppercase() || c == '.' || c == ' ');
    let lone = spaced(label).iter().all(|word| word.chars().count() == 1);
    capitals && letters > 0 && (lone || letters <= MOST && !label.trim().contains(' '))
}

/// Two names of several words are one but for a slip in one word: "Adda Roux", "Ada Roux".
fn is_slip(one: &[String], other: &[String]) -> bool {
    const LEAST: usize = 3;
    let differ: Vec<_> = one.iter().zip(other).filter(|(a, b)| a != b).collect();
    one.len() == other.len()
        && one.len() > 1
        && matches!(differ[..], [(a, b)] if a.len().min(b.len()) >= LEAST && osa_distance(a, b) == 1)
}

/// The words of a name or a label without what stands behind a bracket or a comma; "A.ROUX" are two.
fn spaced(name: &str) -> Vec<String> {
    let plain = name.split(['(', '[', ',']).next().unwrap_or_default();
    plain
        .split(|c: char| c.is_whitespace() || c == '.')
        .map(str::to_lowercase)
        .filter(|w| !w.is_empty())
        .collect()
}

/// The same, without what one is of: "Secretary | of State", "JORDAN | of Ohio".
fn all_words(name: &str) -> Vec<String> {
    let words = spaced(name);
    let of = words.iter().position(|word| matches!(word.as_str(), "of" | "for")).filter(|&n| n > 0);
    words[..of.unwrap_or(words.len())].to_vec()
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "for" | "and") || lexicon::of(word).is_some_and(|row| row.has("determiner"))
}

/// Whether a label has a name in it, and is no office or body: "Health Secretary", "The Board".
pub(super) fn names_somebody(label: &str) -> bool {
    !name_words(label).is_empty()
}

/// Ordinary words before an office, or behind "the", or of a body: "Committee Chair", "Ministry of Health".
fn is_described(words: &[String]) -> bool {
    let [first, .., last] = words else { return words.first().is_some_and(|word| is_body(word)) };
    let ordinary = |word: &String| (is_title(word) || !lemmas(word).is_empty()) && !is_given_name(word);
    let honorific = lexicon::rows(first).any(|row| row.has("honorific"));
    !honorific && words.iter().all(ordinary) && (first == "the" || is_title(last) || is_body(last))
}

fn is_body(word: &str) -> bool {
    lexicon::rows(word).any(|row| row.has("organization") && !row.has("person"))
}

/// The words of a name without titles, and none where there is no name.
fn name_words(name: &str) -> Vec<String> {
    let words = all_words(name);
    if is_described(&words) {
        return Vec::new();
    }
    let is_nobody = |word: &String| {
        word.chars().count() == 1 && words.len() == 1 || word.chars().all(|c| c.is_ascii_digit() || c == '#')
    };
    words.iter().filter(|word| !is_title(word) && !is_nobody(word)).cloned().collect()
}

/// Whether a word is no part of a name but says what one is: "ms", "senator", "speaker".
pub(super) fn is_title(word: &str) -> bool {
    let tags = ["title", "honorific", "qualifier", "person", "role", "people", "anonymous", "determiner"];
    let tagged = |row: &lexicon::Entry| tags.iter().any(|tag| row.has(tag));
    lexicon::rows(word).any(tagged) || is_office(word) || is_unnamed(word)
}

fn is_office(word: &str) -> bool {
    lexicon::nouns(word)
        .any(|(row, _)| row.has("title") || row.has("role") || row.has("person") || row.has("sole"))
}

/// What a transcript calls those whom it does not name, and small words of names of offices.
fn is_unnamed(word: &str) -> bool {
    matches!(word, "of" | "for") || lexicon::rows(word).any(|row| row.has("turn"))
}

/// Whether a label is of those who ask or lead ("REPORTER", "Q" where nobody answers as "A"), or of who answers as "A": never of
/// one who has turns by name among theirs.
pub(super) fn is_role(label: &str, answered: bool) -> bool {
    let words = all_words(label);
    let asks = |word: &String| lexicon::rows(word).any(|row| row.value("turn") == Some("asker"));
    let letter = |word: &String| word == "a" || word == "q" && !answered;
    name_words(label).is_empty()
        && (words.iter().any(asks) || matches!(words.as_slice(), [word] if letter(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_compared_with_names() {
        use SpokenVoice::{Another, Same, Unknown};
        for (label, name, title, expected) in [
            ("MS. CALLOWAY", "Ruth Calloway", None, Same),
            ("Calloway", "Ruth Calloway", None, Same),
            ("R. CALLOWAY", "Ruth Calloway", None, Same),
            ("Ruth Calloway", "Calloway", None, Same),
            ("SENATOR VANCE (D-ME)", "Ruth Calloway", None, Another),
            ("Ann Calloway", "Ruth Calloway", None, Another),
            ("RUTH", "Ruth Calloway", None, Same),
            ("THE PRESIDENT", "Ada Brook", Some("President"), Same),
            ("THE PRESIDENT", "Ada Brook", None, Unknown),
            ("THE PRESIDENT", "Ada Brook", Some("Senator"), Unknown),
            ("Q", "Ada Brook", None, Unknown),
            ("THE CHAIR", "Ada Brook", None, Unknown),
            ("SPEAKER 2", "Ada Brook", None, Unknown),
            ("UNIDENTIFIED MALE", "Ada Brook", None, Unknown),
            ("HARBOUR MINISTER", "Ruth Calloway", None, Unknown),
            ("HARBOUR MINISTER", "Ruth Calloway", Some("Harbour Minister"), Same),
            ("The Minister of State for Ports", "Ruth Calloway", Some("Health Minister"), Unknown),
            ("Board Chair", "Ruth Calloway", None, Unknown),
            ("Head of Security", "Ruth Calloway", None, Unknown),
            ("Ministry of Ports", "Ruth Calloway", None, Unknown),
            ("The Minister for Ports (Ms Ruth Calloway)", "Ruth Calloway", None, Same),
            ("The Minister for Ports (Ms Ann Voss)", "Ruth Calloway", None, Another),
            ("Mr. CALLOWAY of New Wick", "Tom Calloway", None, Same),
            ("Mr. VOSS of New Wick", "Tom Calloway", None, Another),
            ("RC", "Ruth Calloway", None, Unknown),
            ("TV", "Ruth Calloway", None, Unknown),
            ("R. C.", "Ruth Calloway", None, Unknown),
            ("R.CALLOWAY", "Ruth Calloway", None, Same),
            ("ORR", "Ann Orr", None, Same),
            ("MS. ORR", "Ruth Calloway", None, Another),
            ("Rut Calloway", "Ruth Calloway", None, Unknown),
            ("Ruht Calloway", "Ruth Calloway", None, Unknown),
            ("Minister Voss", "Ruth Calloway", None, Another),
            ("Ann Voss", "Ruth Calloway", None, Another),
            ("MS. CALLOWAY", "", None, Unknown),
            ("MS. CALLOWAY", "an official", None, Unknown),
        ] {
            assert_eq!(voice(Some(label), name, title), expected, "{label}, {name}");
        }
        assert_eq!(voice(None, "Ada Brook", None), Unknown);
    }

    #[test]
    fn who_asks_is_known_by_the_label() {
        for (label, answered, expected) in [
            ("REPORTER", false, true),
            ("REPORTER 2", true, true),
            ("AUDIENCE MEMBER", false, true),
            ("QUESTION", false, true),
            ("THE MODERATOR", false, true),
            ("Q", false, true),
            ("Q", true, false),
            ("A", true, true),
            ("THE CHAIR", false, false),
            ("SPEAKER 2", false, false),
            ("UNIDENTIFIED MALE", false, false),
            ("REPORTER ANN COLE", false, false),
        ] {
            assert_eq!(is_role(label, answered), expected, "{label}");
        }
    }
}
