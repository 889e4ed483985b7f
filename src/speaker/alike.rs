//! Names that may mean one speaker, for a person to decide: nothing here merges anybody.

use super::cast::SpeakerKind;
use super::lexicon::{given_names_agree, is_legal_form, is_particle, is_suffix};
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

/// A name with all that is asked of it when it is compared with others, each of which costs a look into the lexicon.
#[derive(Debug)]
pub struct ComparedName {
    kind: SpeakerKind,
    words: Vec<String>,
    /// How many of the words stand before "Jr.".
    before_suffix: usize,
    /// Of an organization the name without its article and its legal form, the first letters of its words, and whether it
    /// is an acronym itself.
    base: String,
    letters: Option<String>,
    is_acronym: bool,
}

impl ComparedName {
    /// Looks at a name of this kind.
    #[must_use]
    pub fn new(name: &str, kind: SpeakerKind) -> Self {
        let words = name_words(name);
        let before_suffix = words.len() - usize::from(words.last().is_some_and(|w| is_suffix(w)));
        let organization = kind == SpeakerKind::Organization;
        let base = if organization { base(&words) } else { String::new() };
        let letters = if organization { acronym(&words) } else { None };
        Self { kind, before_suffix, base, letters, is_acronym: organization && is_acronym(name), words }
    }

    /// Keys that names which may be alike share: compare only names with a key in common.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        match self.kind {
            SpeakerKind::Person => {
                let surname = self.words.iter().rev().find(|w| !is_suffix(w));
                surname.map(|s| format!("person {s}")).into_iter().collect()
            }
            SpeakerKind::Organization => {
                let mut keys = vec![format!("organization {}", self.base)];
                let key = if self.is_acronym { self.words.first() } else { self.letters.as_ref() };
                keys.extend(key.map(|k| format!("acronym {k}")));
                keys
            }
            _ => Vec::new(),
        }
    }

    /// Why it and a different name of its kind may mean one speaker, in a few words; `None` when nothing speaks for it.
    #[must_use]
    pub fn why_like(&self, other: &Self) -> Option<&'static str> {
        let (left, right) = (&self.words, &other.words);
        if left == right || left.is_empty() || right.is_empty() {
            return None;
        }
        match self.kind {
            // Several people named together are not one of them.
            SpeakerKind::Person if left.iter().chain(right).any(|w| w == "and") => None,
            SpeakerKind::Person => self.why_one_person(other),
            SpeakerKind::Organization if self.base == other.base => {
                Some("the same except for an article or a legal form")
            }
            SpeakerKind::Organization => {
                (self.stands_for(other) || other.stands_for(self)).then_some("an acronym and its words")
            }
            _ => None,
        }
    }

    /// Whether it is the acronym of a longer name.
    fn stands_for(&self, long: &Self) -> bool {
        let [letters] = self.words.as_slice() else { return false };
        self.is_acronym && long.letters.as_ref() == Some(letters) && !long.words.contains(letters)
    }

    fn why_one_person(&self, other: &Self) -> Option<&'static str> {
        let (left, a) = self.words.split_at(self.before_suffix);
        let (right, b) = other.words.split_at(other.before_suffix);
        let ([given @ .., one], [others @ .., other]) = (left, right) else { return None };
        if one != other || a != b {
            return None;
        }
        match (given, others) {
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
}

/// Why two different names of one kind may mean one speaker, in a few words; `None` when nothing speaks for it.
#[must_use]
pub fn why_alike(a: &str, b: &str, kind: SpeakerKind) -> Option<&'static str> {
    ComparedName::new(a, kind).why_like(&ComparedName::new(b, kind))
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
    let words = words.iter().filter(|w| !lexicon::is_function(w) && !is_particle(w) && *w != "&");
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
            let keys_of = |name| ComparedName::new(name, kind).keys();
            for a in names {
                for b in names {
                    let keys = keys_of(b);
                    let shared = keys_of(a).iter().any(|k| keys.contains(k));
                    assert!(shared || why_alike(a, b, kind).is_none(), "{a}, {b}");
                }
            }
        }
    }
}
