//! Voice: whether the speaker of a turn is the one who is quoted.

use crate::english::lexicon;
use crate::speaker::{SpeakerKind, why_alike};
use serde::Serialize;

/// Who speaks a turn, beside the speaker who is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
    let (labelled, quoted) = (name_words(label), name_words(name));
    if quoted.is_empty() {
        return SpokenVoice::Unknown;
    }
    if labelled.is_empty() {
        // "THE PRESIDENT" is the president, and of others it cannot be told.
        let offices =
            |text: &str| all_words(text).into_iter().filter(|w: &String| is_office(w)).collect::<Vec<_>>();
        let office = offices(label);
        let titles = title.map(offices).unwrap_or_default();
        let holds = !office.is_empty() && office.iter().all(|word| titles.contains(word));
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
    SpokenVoice::Another
}

fn all_words(name: &str) -> Vec<String> {
    let plain = name.split(['(', '[', ',']).next().unwrap_or_default();
    plain.split_whitespace().map(|w| w.trim_matches('.').to_lowercase()).filter(|w| !w.is_empty()).collect()
}

/// The words of a name without titles, and none where there is no name.
fn name_words(name: &str) -> Vec<String> {
    let words = all_words(name);
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
/// one who has turns by name.
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
