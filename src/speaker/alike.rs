//! Names that may mean one speaker, for a person to decide: nothing here merges anybody.

use super::cast::SpeakerKind;
use super::lexicon::{Classes, class, given_names_agree, is_legal_form, is_suffix};
use crate::english::lexicon;

/// What an organisation's name may end with or leave out.
fn may_be_left_out(word: &str) -> bool {
    is_legal_form(word) || matches!(word, "party" | "agency")
}

/// The words of a name: lower case, without full stops and commas.
fn name_words(name: &str) -> Vec<String> {
    let plain: String = name.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    plain.split_whitespace().map(str::to_lowercase).collect()
}

/// Keys that names which may be alike share: compare only names with a key in common.
#[must_use]
pub fn likeness_keys(name: &str, kind: SpeakerKind) -> Vec<String> {
    let words = name_words(name);
    match kind {
        SpeakerKind::Person => {
            let surname = words.iter().rev().find(|w| !is_suffix(w));
            surname.map(|s| format!("person {s}")).into_iter().collect()
        }
        SpeakerKind::Organization => {
            let mut keys = vec![format!("organization {}", base(&words))];
            let key = if is_acronym(name) { words.first().cloned() } else { acronym(&words) };
            keys.extend(key.map(|k| format!("acronym {k}")));
            keys
        }
        _ => Vec::new(),
    }
}

/// Why two different names of one kind may mean one speaker, in a few words; `None` when nothing speaks for it.
#[must_use]
pub fn why_alike(a: &str, b: &str, kind: SpeakerKind) -> Option<&'static str> {
    let (left, right) = (name_words(a), name_words(b));
    // Several people named together are not one of them.
    if [&left, &right]
        .into_iter()
        .any(|words| words.iter().any(|w| w == "and") && kind == SpeakerKind::Person)
    {
        return None;
    }
    if left == right || left.is_empty() || right.is_empty() {
        return None;
    }
    match kind {
        SpeakerKind::Person => persons(&left, &right),
        SpeakerKind::Organization => {
            if base(&left) == base(&right) {
                return Some("the same except for an article or a legal form");
            }
            let expands = |short: &str, letters: &[String], long: &[String]| {
                is_acronym(short)
                    && letters.len() == 1
                    && acronym(long).as_ref() == letters.first()
                    && !long.contains(&letters[0])
            };
            let acronym = expands(a, &left, &right) || expands(b, &right, &left);
            acronym.then_some("an acronym and its words")
        }
        _ => None,
    }
}

fn persons(left: &[String], right: &[String]) -> Option<&'static str> {
    let split = |words: &[String]| -> (Vec<String>, Option<String>) {
        let suffix = words.last().filter(|w| is_suffix(w)).cloned();
        (words[..words.len() - usize::from(suffix.is_some())].to_vec(), suffix)
    };
    let ((left, a), (right, b)) = (split(left), split(right));
    let (Some(one), Some(other)) = (left.last(), right.last()) else { return None };
    if one != other || a != b {
        return None;
    }
    match (&left[..left.len() - 1], &right[..right.len() - 1]) {
        ([], []) => None,
        ([], _) | (_, []) => Some("one is the surname alone"),
        ([first, middle @ ..], [other, others @ ..]) => {
            if !given_names_agree(first, other) {
                return None;
            }
            let fits = |(a, b): (&String, &String)| given_names_agree(a, b);
            if first != other {
                let initial = first.chars().count() == 1 || other.chars().count() == 1;
                return Some(if initial {
                    "the same surname and initial"
                } else {
                    "a short form of the given name"
                });
            }
            middle.iter().zip(others).all(fits).then_some("with and without a middle name")
        }
    }
}

/// An organization's name without its article and its legal form.
fn base(words: &[String]) -> String {
    let mut rest = words;
    if let [first, tail @ ..] = rest
        && first == "the"
        && !tail.is_empty()
    {
        rest = tail;
    }
    while let [head @ .., last] = rest {
        if head.is_empty() || !may_be_left_out(last) {
            break;
        }
        rest = head;
    }
    rest.join(" ")
}

/// "NATO", "U.N.": one word of capitals.
fn is_acronym(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|&c| c != '.').collect();
    (2..=10).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase())
}

/// The first letters of several words.
fn acronym(words: &[String]) -> Option<String> {
    let words =
        words.iter().filter(|w| !lexicon::is_function(w) && !class(w).any(Classes::PARTICLE) && *w != "&");
    let letters: String = words.filter_map(|w| w.chars().next()).collect();
    (letters.chars().count() >= 2).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_that_may_be_one() {
        let why = |a, b| why_alike(a, b, SpeakerKind::Person);
        assert_eq!(why("J. Smith", "John Smith"), Some("the same surname and initial"));
        assert_eq!(why("Bill Marsh", "William Marsh"), Some("a short form of the given name"));
        assert_eq!(why("Ada Okafor", "Ada B. Okafor"), Some("with and without a middle name"));
        assert_eq!(why("Okafor", "Ada Okafor"), Some("one is the surname alone"));
        for (a, b) in [
            ("Eric Garner", "Erica Garner"),
            ("John Smith", "Jane Smith"),
            ("Ada Okafor", "ada okafor"),
            ("Tom Bell", "Tom Bell Jr."),
            ("Ada B. Okafor", "Ada C. Okafor"),
            ("Okafor", "okafor"),
            ("Belmara and Tessany", "Tessany"),
        ] {
            assert_eq!(why(a, b), None, "{a}, {b}");
        }
    }

    #[test]
    fn organizations_that_may_be_one() {
        let why = |a, b| why_alike(a, b, SpeakerKind::Organization);
        assert_eq!(why("NHA", "National Harbour Agency"), Some("an acronym and its words"));
        assert_eq!(why("Office of the Harbours", "O.H."), Some("an acronym and its words"));
        assert_eq!(why("Brackwell", "Brackwell Foods"), None);
        assert_eq!(
            why("Brackwell Inc.", "The Brackwell Company"),
            Some("the same except for an article or a legal form")
        );
        assert_eq!(why("NHA", "NHB"), None);
        assert_eq!(why("U.S.", "U.S. Senate"), None);
    }

    #[test]
    fn names_that_are_alike_share_a_key() {
        let kinds = [SpeakerKind::Person, SpeakerKind::Organization];
        let names = [
            "J. Smith",
            "John Smith",
            "Smith",
            "Tom Bell Jr.",
            "NHA",
            "National Harbour Agency",
            "The NHA",
            "",
        ];
        for kind in kinds {
            for a in names {
                for b in names {
                    let keys = likeness_keys(b, kind);
                    let shared = likeness_keys(a, kind).iter().any(|k| keys.contains(k));
                    assert!(shared || why_alike(a, b, kind).is_none(), "{a}, {b}");
                }
            }
        }
    }
}
