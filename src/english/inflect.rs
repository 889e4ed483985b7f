//! Inflection: the lemmas of a word form, and which form of each it is.
//!
//! Irregular forms stand in `data/exceptions.tsv`; other forms lose their ending where what is left is a word of that
//! class, as WordNet's own morphology does it.

use super::thresholds::REMEMBERED_LEMMAS;
use super::wordnet::{self, WordnetRow};
use super::{entries, places};
use fnv::FnvHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::LazyLock;

/// The class of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Class {
    /// "house", "Poland"
    Noun,
    /// "rise"
    Verb,
    /// "guilty"
    Adjective,
    /// "never"
    Adverb,
    /// Articles, prepositions, pronouns, conjunctions and the like.
    Function,
}

impl Class {
    pub(super) fn of(letter: char) -> Self {
        match letter {
            'v' => Self::Verb,
            'a' => Self::Adjective,
            'r' => Self::Adverb,
            _ => Self::Noun,
        }
    }
}

/// What forms of its lemma a word is: a set, since "cut" is base form, past and participle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Inflection(u8);

impl Inflection {
    /// "rise", "house", "big"
    pub const BASE: Self = Self(1);
    /// "houses"
    pub const PLURAL: Self = Self(1 << 1);
    /// "rises"
    pub const THIRD_PERSON: Self = Self(1 << 2);
    /// "rose"
    pub const PAST: Self = Self(1 << 3);
    /// "risen"
    pub const PARTICIPLE: Self = Self(1 << 4);
    /// "rising"
    pub const GERUND: Self = Self(1 << 5);
    /// "bigger"
    pub const COMPARATIVE: Self = Self(1 << 6);
    /// "biggest"
    pub const SUPERLATIVE: Self = Self(1 << 7);

    /// Whether the two sets share a form.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn named(names: &str) -> Self {
        names.split(',').fold(Self::default(), |set, name| {
            set.or(match name {
                "base" => Self::BASE,
                "plural" => Self::PLURAL,
                "third" => Self::THIRD_PERSON,
                "past" => Self::PAST,
                "participle" => Self::PARTICIPLE,
                "gerund" => Self::GERUND,
                "comparative" => Self::COMPARATIVE,
                "superlative" => Self::SUPERLATIVE,
                _ => Self::default(),
            })
        })
    }
}

/// One reading of a word form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lemma {
    /// The base form; several words are joined with `_`.
    pub lemma: &'static str,
    /// The class of the lemma.
    pub class: Class,
    /// What forms of it the word is.
    pub inflection: Inflection,
    /// How common the lemma is in this class: the logarithm (base 2) of its count, 0 to 9.
    pub commonness: u8,
}

struct Exception {
    lemma: &'static str,
    letter: char,
    inflection: Inflection,
}

static EXCEPTIONS: LazyLock<FnvHashMap<&str, Vec<Exception>>> = LazyLock::new(|| {
    let mut out: FnvHashMap<&str, Vec<Exception>> = FnvHashMap::default();
    for line in include_str!("data/exceptions.tsv").lines() {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or("");
        let (form, class, lemma, names) = (column(), column(), column(), column());
        let letter = class.chars().next().unwrap_or('n');
        out.entry(form).or_default().push(Exception { lemma, letter, inflection: Inflection::named(names) });
    }
    out
});

type Rule = (&'static str, &'static str, Inflection);

const PAST: Inflection = Inflection::PAST.or(Inflection::PARTICIPLE);

/// Endings of nouns, and what the lemma has in their place.
const NOUN: &[Rule] = &[
    ("s", "", Inflection::PLURAL),
    ("ses", "s", Inflection::PLURAL),
    ("xes", "x", Inflection::PLURAL),
    ("zes", "z", Inflection::PLURAL),
    ("ches", "ch", Inflection::PLURAL),
    ("shes", "sh", Inflection::PLURAL),
    ("men", "man", Inflection::PLURAL),
    ("ies", "y", Inflection::PLURAL),
    ("oes", "o", Inflection::PLURAL),
];

const VERB: &[Rule] = &[
    ("s", "", Inflection::THIRD_PERSON),
    ("ies", "y", Inflection::THIRD_PERSON),
    // "passes", not "planes": that is no form of "plan".
    ("ses", "s", Inflection::THIRD_PERSON),
    ("xes", "x", Inflection::THIRD_PERSON),
    ("zes", "z", Inflection::THIRD_PERSON),
    ("ches", "ch", Inflection::THIRD_PERSON),
    ("shes", "sh", Inflection::THIRD_PERSON),
    ("oes", "o", Inflection::THIRD_PERSON),
    ("ied", "y", PAST),
    ("ed", "e", PAST),
    ("ed", "", PAST),
    ("ing", "e", Inflection::GERUND),
    ("ing", "", Inflection::GERUND),
];

const ADJECTIVE: &[Rule] = &[
    ("ier", "y", Inflection::COMPARATIVE),
    ("iest", "y", Inflection::SUPERLATIVE),
    ("er", "", Inflection::COMPARATIVE),
    ("est", "", Inflection::SUPERLATIVE),
    ("er", "e", Inflection::COMPARATIVE),
    ("est", "e", Inflection::SUPERLATIVE),
];

thread_local! {
    static KNOWN: RefCell<FnvHashMap<Box<str>, Rc<[Lemma]>>> = RefCell::default();
}

/// The readings of a form in lower case, most common first; empty for what is no English word. Several words are parted
/// by a space: the first of a verb is inflected ("took part"), the last of a noun ("prime ministers").
#[must_use]
pub fn lemmas(norm: &str) -> Rc<[Lemma]> {
    if let Some(known) = KNOWN.with_borrow(|known| known.get(norm).cloned()) {
        return known;
    }
    let found: Rc<[Lemma]> = look_up(norm).into();
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= REMEMBERED_LEMMAS {
            known.clear();
        }
        known.insert(norm.into(), Rc::clone(&found));
    });
    found
}

fn look_up(norm: &str) -> Vec<Lemma> {
    let mut out = Vec::with_capacity(4);
    match norm.split_once([' ', '_']) {
        Some((first, rest)) => phrase(first, &rest.replace(' ', "_"), &mut out),
        None => single(norm, &mut out),
    }
    out.sort_by_key(|l| std::cmp::Reverse(l.commonness));
    out
}

/// Whether a form in lower case is a word of English, in any inflection.
#[must_use]
pub fn is_word(norm: &str) -> bool {
    !lemmas(norm).is_empty()
}

fn single(norm: &str, out: &mut Vec<Lemma>) {
    let known = entries::of(norm).filter(|row| row.is_function());
    if let Some(row) = known {
        let inflection = Inflection::BASE;
        out.push(Lemma { lemma: row.lemma(), class: Class::Function, inflection, commonness: 9 });
    }
    if let Some(row) = wordnet::row(norm) {
        add(row, None, Inflection::BASE, out);
    }
    for exception in EXCEPTIONS.get(norm).into_iter().flatten() {
        if let Some(row) = wordnet::row(exception.lemma) {
            add(row, Some(exception.letter), exception.inflection, out);
        }
    }
    for (letter, rules) in [('n', NOUN), ('v', VERB), ('a', ADJECTIVE)] {
        detach(norm, letter, rules, out);
    }
    // "no" is no short form of "number", "in" none of "inch", nor is "us" a country.
    if known.is_some() {
        out.retain(|l| l.class != Class::Noun);
    }
}

fn detach(norm: &str, letter: char, rules: &[Rule], out: &mut Vec<Lemma>) {
    // "boss" is no plural; "his" and "is" are no forms of "hi" and "i".
    if norm.ends_with("ss") || norm.len() < 4 || !norm.is_ascii() {
        return;
    }
    for (ending, instead, inflection) in rules {
        let Some(stem) = norm.strip_suffix(ending).filter(|stem| stem.len() >= 2) else { continue };
        if let Some(row) = wordnet::row(&format!("{stem}{instead}")) {
            add(row, Some(letter), *inflection, out);
        }
        let doubled = stem.as_bytes().last_chunk::<2>().is_some_and(|[a, b]| a == b && !b"aeiou".contains(a));
        if doubled
            && instead.is_empty()
            && ending.starts_with(['e', 'i'])
            && let Some(row) = wordnet::row(&stem[..stem.len() - 1])
        {
            add(row, Some(letter), *inflection, out);
        }
    }
}

fn phrase(first: &str, rest: &str, out: &mut Vec<Lemma>) {
    let mut heads = Vec::new();
    single(first, &mut heads);
    let known = |lemma: &str| wordnet::row(&format!("{lemma}_{rest}"));
    for head in heads.iter().filter(|l| l.class == Class::Verb) {
        if let Some(row) = known(head.lemma) {
            add(row, Some('v'), head.inflection, out);
        }
    }
    let mut tails = Vec::new();
    single(rest, &mut tails);
    for tail in tails.iter().filter(|l| l.class == Class::Noun) {
        if let Some(row) = wordnet::row(&format!("{first}_{}", tail.lemma)) {
            add(row, Some('n'), tail.inflection, out);
        }
    }
    if let Some(row) = known(first) {
        add(row, None, Inflection::BASE, out);
    }
}

/// Adds the classes of a row, or the one that an ending belongs to.
fn add(row: WordnetRow, only: Option<char>, inflection: Inflection, out: &mut Vec<Lemma>) {
    for column in row.classes() {
        let wanted = only.is_none_or(|letter| letter == column.letter.to_ascii_lowercase());
        let class = Class::of(column.letter);
        if !wanted {
            continue;
        }
        match out.iter_mut().find(|l| l.lemma == row.word && l.class == class) {
            Some(known) => known.inflection = known.inflection.or(inflection),
            None => out.push(Lemma { lemma: row.word, class, inflection, commonness: column.commonness }),
        }
    }
}

/// The American spelling of a British lemma.
#[must_use]
pub fn american(lemma: &str) -> Option<&'static str> {
    SPELLINGS.get(lemma).copied()
}

static SPELLINGS: LazyLock<FnvHashMap<&str, &str>> =
    LazyLock::new(|| include_str!("data/spellings.tsv").lines().filter_map(|l| l.split_once('\t')).collect());

/// Whether a word in lower case can only be a name: of WordNet, or of a country or its people.
#[must_use]
pub fn is_name(norm: &str) -> bool {
    match wordnet::row(norm) {
        Some(row) => row.classes().all(|column| column.letter == 'N'),
        None => places::of(norm).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(norm: &str) -> (&'static str, Class) {
        lemmas(norm).first().map_or(("", Class::Function), |l| (l.lemma, l.class))
    }

    #[test]
    fn lemmas_of_common_forms() {
        for (form, lemma) in [
            ("rises", "rise"),
            ("rising", "rise"),
            ("rose", "rise"),
            ("died", "die"),
            ("dies", "die"),
            ("dying", "die"),
            ("used", "use"),
            ("agreed", "agree"),
            ("hoping", "hope"),
            ("hopping", "hop"),
            ("children", "child"),
            ("fell", "fall"),
            ("stopped", "stop"),
            ("carried", "carry"),
            ("going", "go"),
            ("does", "do"),
            ("ties", "tie"),
            ("addresses", "address"),
            ("wives", "wife"),
            ("travelling", "travel"),
            ("voted", "vote"),
            ("heaviest", "heavy"),
            ("took part", "take_part"),
            ("prime ministers", "prime_minister"),
            ("called off", "call_off"),
        ] {
            assert_eq!(first(form).0, lemma, "{form}: {:?}", lemmas(form));
        }
        let taxes = lemmas("taxes");
        assert!(taxes[..2].iter().all(|l| l.lemma == "tax"), "{taxes:?}");
    }

    #[test]
    fn forms_say_what_they_are() {
        let inflection =
            |form: &str, class| lemmas(form).iter().find(|l| l.class == class).unwrap().inflection;
        for (form, class, is, is_not) in [
            ("houses", Class::Noun, Inflection::PLURAL, Inflection::BASE),
            ("house", Class::Noun, Inflection::BASE, Inflection::PLURAL),
            ("rises", Class::Verb, Inflection::THIRD_PERSON, Inflection::PAST),
            ("rose", Class::Verb, Inflection::PAST, Inflection::PARTICIPLE),
            ("risen", Class::Verb, Inflection::PARTICIPLE, Inflection::PAST),
            ("came", Class::Verb, Inflection::PAST, Inflection::PARTICIPLE),
            ("dying", Class::Verb, Inflection::GERUND, Inflection::PAST),
            ("worse", Class::Adjective, Inflection::COMPARATIVE, Inflection::SUPERLATIVE),
            ("biggest", Class::Adjective, Inflection::SUPERLATIVE, Inflection::BASE),
            ("was", Class::Function, Inflection::PAST, Inflection::GERUND),
        ] {
            let Some(found) = lemmas(form).iter().find(|l| l.class == class).map(|l| l.inflection) else {
                assert_eq!(class, Class::Function, "{form}");
                continue;
            };
            assert!(found.any(is) && !found.any(is_not), "{form} {found:?}");
        }
        let several = inflection("cut", Class::Verb);
        for one in [Inflection::BASE, Inflection::PAST, Inflection::PARTICIPLE] {
            assert!(several.any(one));
        }
        let regular = inflection("voted", Class::Verb);
        assert!(regular.any(Inflection::PAST) && regular.any(Inflection::PARTICIPLE));
    }

    #[test]
    fn words_and_misspellings() {
        for word in ["deceased", "decreased", "the", "whose", "ministers", "organised", "unhappier", "could"]
        {
            assert!(is_word(word), "{word}");
        }
        for word in ["decesed", "ministres", "teh", "wich", "goverment", "", "qq", "é"] {
            assert!(!is_word(word), "{word}");
        }
    }

    #[test]
    fn exceptions_lead_to_words() {
        for (form, readings) in EXCEPTIONS.iter() {
            for exception in readings {
                assert!(wordnet::row(exception.lemma).is_some(), "{form}");
                assert_ne!(exception.inflection, Inflection::default(), "{form}");
            }
        }
        assert!(SPELLINGS.values().all(|american| wordnet::row(american).is_some()));
    }

    #[test]
    fn names() {
        assert!(is_name("lisbon") && is_name("danes") && !is_name("teacher") && !is_name("turkey"));
    }
}
