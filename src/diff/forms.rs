//! Forms of one word: derivations ("retrieving", "retrieval"), words that news exchanges freely ("wounded", "injured"),
//! people and their countries ("Swiss", "Switzerland"), spellings of one name ("Mezőkeresztes", "Mezokeresztes").

use crate::english::Word;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Endings that make another form of the same word, behind a beginning of four letters and more.
const ENDINGS: &[&str] = &[
    "", "al", "ally", "ation", "cation", "d", "de", "ement", "ence", "ent", "ial", "ic", "ion", "ity",
    "ment", "ness", "r", "se", "sion", "t", "tion", "ur", "y",
];

/// Letters that two forms of one word begin with at least.
const BEGINNING: usize = 4;

/// Stems that say the same in news, one group a line.
const SAME: &str = "\
injur wound hurt\narrest apprehend\nbegin start commenc\nbuy purchas\nassist help\nautomobil car\nphysician doctor\n\
attorney lawyer\nfirefight fireman\npercent percentag\ninvestigat prob\nhalt stop\nnear clos\nobtain get\nallow permit let\n\
request ask\nairplan aeroplan aircraft plane\ncop policeman\nadditional further more\ndiscus talk\nreveal disclos\n\
approximat around about\nsubsequent later\nadolescent teenager\nhusband spous\nregion area";

static SYNONYMS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let groups = SAME.lines().enumerate();
    groups.flat_map(|(n, line)| line.split_whitespace().map(move |word| (word, n))).collect()
});

/// The stems of a wording, to be asked for a word in any form.
#[derive(Debug, Default)]
pub(super) struct Stems {
    all: HashSet<String>,
    sorted: Vec<String>,
    groups: HashSet<usize>,
}

impl FromIterator<String> for Stems {
    fn from_iter<I: IntoIterator<Item = String>>(stems: I) -> Self {
        let all: HashSet<String> = stems.into_iter().collect();
        let groups = all.iter().filter_map(|s| SYNONYMS.get(s.as_str()).copied()).collect();
        let mut sorted: Vec<String> = all.iter().cloned().collect();
        sorted.sort_unstable();
        Self { all, sorted, groups }
    }
}

impl Stems {
    /// Whether the stem itself is there.
    pub(super) fn contains(&self, stem: &str) -> bool {
        self.all.contains(stem)
    }

    /// Whether the word is there in any form, or another that means the same.
    pub(super) fn has_form(&self, stem: &str) -> bool {
        if self.contains(stem) || SYNONYMS.get(stem).is_some_and(|n| self.groups.contains(n)) {
            return true;
        }
        let Some(head) = stem.get(..BEGINNING) else { return false };
        let from = self.sorted.partition_point(|s| s.as_str() < head);
        self.sorted[from..].iter().take_while(|s| s.starts_with(head)).any(|s| derived(s, stem))
    }
}

/// Whether two stems are of one word.
fn derived(a: &str, b: &str) -> bool {
    let (x, y) = rests(a, b);
    // "mission" is no form of "miss".
    let least = if x.len() + y.len() == 3 && (x == "ion" || y == "ion") { BEGINNING + 1 } else { BEGINNING };
    a.len() - x.len() >= least && ENDINGS.contains(&x) && ENDINGS.contains(&y)
}

/// What two words have behind their common beginning.
fn rests<'w>(a: &'w str, b: &'w str) -> (&'w str, &'w str) {
    let common = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map(|((at, _), _)| at);
    let at = common.unwrap_or_else(|| a.len().min(b.len()));
    (&a[at..], &b[at..])
}

/// What a country's name may end with where its people's begins to differ.
const COUNTRY: &[&str] =
    &["", "a", "al", "and", "ce", "e", "ey", "ia", "istan", "land", "o", "on", "s", "stan", "um", "us", "y"];

/// What the name of its people, or a party's, ends with there.
const PEOPLE: &[&str] = &[
    "an", "ans", "ese", "i", "ian", "ians", "ic", "ish", "k", "lese", "n", "nese", "ns", "s", "tish", "uese",
    "vian", "is", "er", "ers",
];

/// Countries whose people are called otherwise, and other names of the same place; one group a line.
const ELSEWISE: &str = "\
poland polish pole poles\nireland irish\nfrance french\nspain spanish\nbritain british uk britons\n\
netherlands dutch holland\nswitzerland swiss\ndenmark danish danes\nfinland finnish finns\nnorway norwegian\n\
wales welsh\nsweden swedish swedes\nphilippines philippine filipino filipinos\nthailand thai\nmyanmar burma burmese\n\
us usa america american americans\nturkey turkish türkiye turkiye\nczechia czech\niceland icelandic\nkyiv kiev\nivory ivorian\n\
kremlin moscow\nuae emirates emirati emiratis\ncroatia croat croats croatian\nserbia serb serbs serbian\n\
slovakia slovak slovaks\nkosovo kosovan kosovans kosovar kosovars\ndrc congo congolese\nmadagascar malagasy\ngaza gazan gazans";

static PEOPLES: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let groups = ELSEWISE.lines().enumerate();
    groups.flat_map(|(n, line)| line.split_whitespace().map(move |word| (word, n))).collect()
});

/// Whether the endings are of a country and its people; "Somali", "German", "Kyrgyz" end before their country does.
fn is_people_of(country: &str, people: &str) -> bool {
    COUNTRY.contains(&country) && PEOPLE.contains(&people)
        || people.is_empty() && matches!(country, "a" | "y" | "stan" | "istan")
}

/// Whether one of two names (in lower case) is the people of the other, or its adjective.
pub(super) fn demonym(a: &str, b: &str) -> bool {
    if a == b || PEOPLES.get(a).is_some_and(|n| PEOPLES.get(b) == Some(n)) {
        return true;
    }
    let (x, y) = rests(a, b);
    a.len() - x.len() >= BEGINNING && (is_people_of(x, y) || is_people_of(y, x))
}

/// The number of the people or place that a name (in lower case) belongs to, where its forms differ in their letters.
pub(super) fn people(name: &str) -> Option<usize> {
    PEOPLES.get(name).copied()
}

/// Whether a name (in lower case) is an adjective of place: "israeli", "western".
pub(super) fn is_adjective_of_place(name: &str) -> bool {
    let ending = ["ian", "ean", "ese", "ish", "eli", "aqi", "eni", "can"].iter().any(|e| name.ends_with(e));
    ending || PEOPLES.contains_key(name) && !name.ends_with("land")
}

/// Whether a word (in lower case) is a part that many names share.
pub(super) fn is_part_of_names(word: &str) -> bool {
    const PARTS: &[&str] = &[
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "new",
        "great",
        "al",
        "el",
        "ibn",
        "bin",
        "de",
        "la",
        "los",
        "las",
        "von",
        "van",
        "san",
        "santa",
        "st",
        "saint",
        "port",
        "fort",
        "lake",
        "mount",
        "river",
        "city",
        "county",
        "province",
        "district",
        "region",
        "state",
        "governorate",
        "oblast",
        "street",
        "road",
        "university",
        "school",
        "hospital",
        "church",
        "airport",
        "stadium",
        "park",
    ];
    PARTS.contains(&word)
}

/// Whether two names (in lower case) are two spellings of one: they differ in marks over letters only, or one has a
/// letter more, or two letters changed places. "Iran" and "Iraq" are two names.
pub(super) fn respelt(a: &str, b: &str) -> bool {
    let (x, y) = (plain(a), plain(b));
    if x == y {
        return true;
    }
    let (x, y): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    if short.len() < 6 || short[0] != long[0] || long.len() > short.len() + 1 || short.last() != long.last() {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(p, q)| p == q).count();
    if short.len() < long.len() {
        return short[head..] == long[head + 1..];
    }
    let swapped = head + 1 < short.len() && short[head] == long[head + 1] && short[head + 1] == long[head];
    swapped && short[head + 2..] == long[head + 2..]
}

/// Whether one of two words in lower case is a slip of the pen for the other: no word itself, and a letter or two away.
pub(super) fn slip(a: &str, of_a: &Word, b: &str, of_b: &Word) -> bool {
    let (no_a, no_b) = (of_a.lemmas().is_empty(), of_b.lemmas().is_empty());
    let longest = a.len().max(b.len());
    let allowed = if longest >= 8 { 2 } else { 1 };
    no_a != no_b && longest >= 4 && a.len().abs_diff(b.len()) <= 2 && strsim::osa_distance(a, b) <= allowed
}

/// A word without marks over its letters.
fn plain(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::tokenize;

    fn stem(word: &str) -> String {
        tokenize(word).remove(0).stem
    }

    #[test]
    fn forms_of_one_word() {
        for (a, b) in [
            ("retrieving", "retrieval"),
            ("firm", "firmness"),
            ("collided", "collision"),
            ("concluded", "conclusion"),
            ("announced", "announcement"),
            ("wounds", "injured"),
            ("exploded", "explosion"),
        ] {
            assert!([stem(a)].into_iter().collect::<Stems>().has_form(&stem(b)), "{a} / {b}");
        }
        for (a, b) in [("contract", "contrast"), ("member", "memory"), ("miss", "mission"), ("Iran", "Iraq")]
        {
            assert!(![stem(a)].into_iter().collect::<Stems>().has_form(&stem(b)), "{a} / {b}");
        }
    }

    #[test]
    fn countries_and_their_people() {
        for (a, b) in [
            ("swiss", "switzerland"),
            ("ukraine", "ukrainian"),
            ("lebanon", "lebanese"),
            ("scotland", "scottish"),
            ("texas", "texan"),
            ("somalia", "somali"),
            ("kyrgyzstan", "kyrgyz"),
        ] {
            assert!(demonym(a, b) && demonym(b, a), "{a} / {b}");
        }
        for (a, b) in [
            ("niger", "nigeria"),
            ("austria", "australia"),
            ("georgia", "george"),
            ("talksport", "talkradio"),
        ] {
            assert!(!demonym(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn spellings_of_one_name() {
        for (a, b) in
            [("mezőkeresztes", "mezokeresztes"), ("i\u{307}stanbul", "istanbul"), ("ethopia", "ethiopia")]
        {
            assert!(respelt(a, b), "{a} / {b}");
        }
        for (a, b) in [("iran", "iraq"), ("mali", "malawi"), ("gambia", "zambia"), ("niger", "nigeria")] {
            assert!(!respelt(a, b), "{a} / {b}");
        }
    }
}
