//! The lexicon: classes of the words that news uses. It contains no names of public figures.

use super::thresholds::LONGEST_NAME_WORD;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The sex that an article's own words show for somebody; used to resolve pronouns, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Male,
    Female,
}

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u32);

macro_rules! classes {
    ($($bit:literal $name:ident $key:literal $doc:literal)*) => {
        impl Class {
            $(#[doc = $doc] pub(super) const $name: Class = Class(1 << $bit);)*
            fn named(key: &str) -> Option<Class> {
                match key { $($key => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    0 HONORIFIC_M "honorific_m" "\"Mr\""
    1 HONORIFIC_F "honorific_f" "\"Mrs\""
    2 HONORIFIC "honorific" "\"Dr\""
    3 TITLE "title" "A title before a name: \"Sen.\""
    4 PERSON "person" "A noun for one person: \"senator\""
    5 PEOPLE "people" "A noun for several: \"senators\""
    6 ANONYMOUS "anonymous" "Unnamed by habit: \"officials\""
    7 MALE "male" "A noun for a man"
    8 FEMALE "female" "A noun for a woman"
    9 ORGANIZATION "organization" "A common noun for an organisation: \"the company\""
    10 ORG_NAME "org_name" "A word that names of organisations hold: \"Inc\", \"Council\""
    11 OUTLET "outlet" "A word that names of outlets hold: \"Times\""
    12 DOCUMENT "document" "A noun for a document: \"poll\""
    13 NUMBER_WORD "number_word" "\"three\""
    14 PARTICLE "particle" "\"van\" in a name"
    15 SUFFIX "suffix" "\"Jr\" after a name"
    16 STOP "stop" "A function word, never part of a name"
    17 CALENDAR "calendar" "A day or month"
    18 PARTY "party" "A party or its member"
    19 PLACE "place" "A country, state, city that may stand for its government"
    20 DEMONYM "demonym" "\"French\""
    21 SAY "say" "A verb of saying"
    22 JUDGEMENT "judgement" "A cue of the outlet's own judgement: \"seems\""
    23 OFFICIAL "official" "Unnamed class"
    24 AIDE "aide" "Unnamed class"
    25 SOURCE "source" "Unnamed class"
    26 WITNESS "witness" "Unnamed class"
    27 EXPERT "expert" "Unnamed class"
    28 ANALYST "analyst" "Unnamed class"
    29 WORKER "worker" "Unnamed class"
    31 KNOWN_ORGANIZATION "known_body" "A one-word name of an organisation"
    30 MODIFIER "modifier" "A word before a role: \"former\""
}

impl Class {
    pub(super) const NONE: Class = Class(0);
    /// Any honorific.
    pub(super) const ANY_HONORIFIC: Class =
        Class(Self::HONORIFIC.0 | Self::HONORIFIC_M.0 | Self::HONORIFIC_F.0);
    /// A noun for one or several people.
    pub(super) const HUMAN: Class = Class(Self::PERSON.0 | Self::PEOPLE.0);
    /// A noun that can be the head of a source's phrase.
    pub(super) const HEAD: Class =
        Class(Self::PERSON.0 | Self::PEOPLE.0 | Self::ORGANIZATION.0 | Self::DOCUMENT.0);

    /// Whether it shares a class with `other`.
    pub(super) const fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub(super) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

struct Lexicon {
    words: HashMap<&'static str, Class>,
    /// "united_states"-like pairs: places of two words, and whether the name stands for an organisation.
    pairs: HashMap<&'static str, bool>,
    given: HashMap<&'static str, Option<Sex>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let (mut words, mut pairs, mut given) = (HashMap::new(), HashMap::new(), HashMap::new());
    for line in include_str!("data/lexicon.txt").lines() {
        let Some((key, list)) = line.split_once(':').filter(|_| !line.starts_with('#')) else { continue };
        for word in list.split_whitespace() {
            match (key, Class::named(key)) {
                (_, Some(class)) => {
                    let entry = words.entry(word).or_insert(Class::NONE);
                    *entry = entry.or(class);
                }
                ("governs", _) => drop(pairs.insert(word, true)),
                ("place_2", _) => drop(pairs.entry(word).or_insert(false)),
                _ => {}
            }
        }
    }
    for line in include_str!("data/first_names.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((sex, list)) = line.split_once(' ') else { continue };
        let sex = match sex {
            "m" => Some(Sex::Male),
            "f" => Some(Sex::Female),
            _ => None,
        };
        given.extend(list.split_whitespace().map(|name| (name, sex)));
    }
    Lexicon { words, pairs, given }
});

/// The classes of a lower-case word.
pub(super) fn class(word: &str) -> Class {
    LEXICON.words.get(word).copied().unwrap_or_default()
}

/// Whether two lower-case words name a place ("new", "york"); `Some(true)` when the name is an organisation's.
pub(super) fn place_pair(first: &str, second: &str) -> Option<bool> {
    LEXICON.pairs.get(format!("{first}_{second}").as_str()).copied()
}

/// Whether it is a common given name, and which sex it mostly goes with.
pub(super) fn given_name(word: &str) -> Option<Option<Sex>> {
    // "Anna-Lena" goes by its first part.
    let first = word.split_once('-').map_or(word, |(first, _)| first);
    LEXICON.given.get(word).or_else(|| LEXICON.given.get(first)).copied()
}

/// Short and full given names that go together.
const NICKNAMES: &[&[&str]] = &[
    &["william", "bill", "will", "billy", "willie", "liam"],
    &["robert", "bob", "bobby", "rob", "robbie", "bert"],
    &["richard", "dick", "rick", "rich", "richie", "ricky"],
    &["james", "jim", "jimmy", "jamie"],
    &["john", "jack", "johnny", "jon", "jonathan"],
    &["michael", "mike", "mick", "mickey", "mitch", "mikey"],
    &["thomas", "tom", "tommy"],
    &["joseph", "joe", "joey"],
    &["charles", "charlie", "chuck", "chas"],
    &["edward", "ed", "eddie", "ted", "ned", "teddy"],
    &["theodore", "ted", "teddy", "theo"],
    &["timothy", "tim", "timmy"],
    &["anthony", "tony", "antonio"],
    &["daniel", "dan", "danny"],
    &["david", "dave", "davey"],
    &["donald", "don", "donny", "donnie"],
    &["stephen", "steve", "steven", "stevie"],
    &["kenneth", "ken", "kenny"],
    &["ronald", "ron", "ronnie"],
    &["gerald", "jerry", "gerry"],
    &["gregory", "greg"],
    &["jeffrey", "jeff", "geoffrey", "geoff"],
    &["samuel", "sam", "sammy"],
    &["benjamin", "ben", "benny", "benji"],
    &["nicholas", "nick", "nicolas", "nicky"],
    &["christopher", "chris", "topher", "kit"],
    &["matthew", "matt", "matty"],
    &["andrew", "andy", "drew"],
    &["alexander", "alex", "sandy", "alec", "sasha"],
    &["alexandra", "alex", "sasha", "sandra"],
    &["bernard", "bernie"],
    &["patrick", "pat", "paddy"],
    &["patricia", "pat", "patty", "tricia", "trish"],
    &["frederick", "fred", "freddie", "freddy"],
    &["francis", "frank", "franklin"],
    &["lawrence", "larry", "laurence"],
    &["leonard", "leo", "len", "lenny"],
    &["philip", "phil", "phillip"],
    &["raymond", "ray"],
    &["peter", "pete"],
    &["paul", "pablo"],
    &["vincent", "vince", "vinny"],
    &["walter", "walt", "wally"],
    &["harold", "harry", "hal"],
    &["henry", "harry", "hank"],
    &["eugene", "gene"],
    &["douglas", "doug"],
    &["albert", "al", "bert"],
    &["alfred", "al", "alf", "alfie"],
    &["mitchell", "mitch"],
    &["abraham", "abe"],
    &["zachary", "zach", "zack"],
    &["joshua", "josh"],
    &["jacob", "jake"],
    &["nathaniel", "nate", "nathan"],
    &["rudolph", "rudy"],
    &["russell", "russ"],
    &["stanley", "stan"],
    &["elizabeth", "liz", "beth", "betsy", "lizzie", "betty", "eliza", "lisa"],
    &["katherine", "kate", "kathy", "katie", "kathleen", "catherine", "cathy", "kathryn", "kay"],
    &["margaret", "maggie", "meg", "peggy", "marge", "greta"],
    &["deborah", "deb", "debbie", "debra"],
    &["barbara", "barb", "barbie"],
    &["jennifer", "jen", "jenny"],
    &["susan", "sue", "susie", "suzanne"],
    &["rebecca", "becky", "becca"],
    &["christine", "chris", "tina", "christina", "kristen"],
    &["cynthia", "cindy"],
    &["victoria", "vicky", "tori"],
    &["jacqueline", "jackie"],
    &["kimberly", "kim"],
    &["pamela", "pam"],
    &["sandra", "sandy"],
    &["teresa", "theresa", "terry", "tess"],
    &["terrence", "terry", "terence"],
    &["veronica", "ronnie"],
    &["amanda", "mandy"],
    &["abigail", "abby"],
    &["madeleine", "maddie"],
    &["virginia", "ginny", "ginni"],
];

static SHORT: LazyLock<HashMap<&'static str, u128>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (i, names) in NICKNAMES.iter().enumerate() {
        for name in *names {
            *map.entry(*name).or_insert(0) |= 1u128 << i;
        }
    }
    map
});

/// Whether two lower-case given names can be one person's: the same, an initial of the other, or a short form.
pub(super) fn given_names_agree(a: &str, b: &str) -> bool {
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    a == b
        || initial(a, b)
        || initial(b, a)
        || matches!((SHORT.get(a), SHORT.get(b)), (Some(x), Some(y)) if x & y != 0)
}

/// Whether two words that start alike differ by one letter: added, left out or another.
pub(super) fn one_letter_apart(a: &str, b: &str) -> bool {
    // The distance takes quadratic time: not of words that nobody bears as a name.
    let is_name = a.len() <= LONGEST_NAME_WORD && a.len().abs_diff(b.len()) <= 4;
    is_name && a.chars().next() == b.chars().next() && strsim::levenshtein(a, b) == 1
}

/// What the name of a company ends on.
pub(super) fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "ltd"
            | "limited"
            | "llc"
            | "plc"
            | "group"
            | "holdings"
    )
}

/// What a name has after it to tell a son from his father.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_file_is_known() {
        for line in include_str!("data/lexicon.txt").lines().filter(|l| !l.starts_with('#')) {
            if let Some((key, _)) = line.split_once(':') {
                let known =
                    Class::named(key).is_some() || ["place_2", "governs", "ambiguous_suffix"].contains(&key);
                assert!(known, "{key}");
            }
        }
        assert!(NICKNAMES.len() <= 128);
    }

    #[test]
    fn one_letter_may_be_added_left_out_or_another() {
        for (a, b) in [("schneidermann", "schneiderman"), ("krüger", "kruger"), ("brandt", "brand")] {
            assert!(one_letter_apart(a, b) && one_letter_apart(b, a), "{a}, {b}");
        }
        for (a, b) in [("brandt", "brandt"), ("brandt", "bradnt"), ("hale", "dale"), ("tamm", "tammies")] {
            assert!(!one_letter_apart(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn short_given_names_agree_with_long_ones() {
        assert!(given_names_agree("bill", "william"));
        assert!(given_names_agree("j", "jane"));
        assert!(!given_names_agree("jane", "john"));
    }
}
