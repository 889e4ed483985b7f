//! Countries and states, other names of them, their peoples and capitals: "Denmark", "Danish", "Dane", "Copenhagen";
//! and other towns and regions that news comes from.

use fnv::{FnvHashMap, FnvHashSet};
use std::sync::LazyLock;

/// What a name is to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlacePart {
    /// The place itself: "Burma"
    Name,
    /// Its people, language or adjective: "Burmese"
    People,
    /// Its capital, or what else stands for its government: "Kremlin"
    Government,
}

/// A country, state or region; equal where it is the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its first name in the table: "myanmar".
    pub name: &'static str,
}

static PLACES: LazyLock<FnvHashMap<&str, (Place, PlacePart)>> = LazyLock::new(|| {
    let mut out = FnvHashMap::default();
    for line in include_str!("data/places.txt").lines().filter(|l| !l.starts_with('#')) {
        let name = line.split(' ').next().unwrap_or("");
        for (names, part) in line.split(':').zip([PlacePart::Name, PlacePart::People, PlacePart::Government])
        {
            out.extend(names.split_whitespace().map(|word| (word, (Place { name }, part))));
        }
    }
    out
});

/// The place that a name in lower case belongs to, and as what; several words are joined with `_`.
#[must_use]
pub fn of(name: &str) -> Option<(Place, PlacePart)> {
    PLACES.get(name).copied()
}

static TOWNS: LazyLock<FnvHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("data/towns.txt").lines().filter(|l| !l.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// The first two words of each name that has several and is no people's.
static STARTS: LazyLock<FnvHashSet<(&str, &str)>> = LazyLock::new(|| {
    let places = PLACES.iter().filter(|(_, (_, part))| *part != PlacePart::People).map(|(name, _)| *name);
    let pairs = places.chain(TOWNS.iter().copied()).filter_map(|name| {
        let (first, rest) = name.split_once('_')?;
        Some((first, rest.split('_').next()?))
    });
    pairs.filter(|(_, second)| !["and", "of", "the"].contains(second)).collect()
});

/// Other names of towns and regions, and other spellings of names from other scripts, with the one that stands for all.
static RENAMED: LazyLock<FnvHashMap<&str, &str>> =
    LazyLock::new(|| include_str!("data/renamed.tsv").lines().filter_map(|l| l.split_once('\t')).collect());

/// Whether two names in lower case are of one town or region: "bombay", "mumbai".
fn renamed(a: &str, b: &str) -> bool {
    let first = |name| RENAMED.get(name).copied().unwrap_or(name);
    first(a) == first(b)
}

/// Whether a name in lower case is a town's or a region's, or a capital; several words are joined with `_`.
#[must_use]
pub fn is_town(name: &str) -> bool {
    TOWNS.contains(name) || of(name).is_some_and(|(_, part)| part == PlacePart::Government)
}

/// Whether a name in lower case is of any place, not of its people.
#[must_use]
pub fn is_place(name: &str) -> bool {
    TOWNS.contains(name) || of(name).is_some_and(|(_, part)| part != PlacePart::People)
}

/// Whether two words in lower case begin the name of a place: "new", "york"; "salt", "lake".
#[must_use]
pub fn begins(first: &str, second: &str) -> bool {
    STARTS.contains(&(first, second))
}

/// Whether two names in lower case are of one place and its people: "swiss", "switzerland"; "kiev", "kyiv". A
/// capital stands for its country only where `government` says so.
#[must_use]
pub fn same(a: &str, b: &str, government: bool) -> bool {
    match (of(a), of(b)) {
        (Some((x, p)), Some((y, q)))
            if x == y && (government || ![p, q].contains(&PlacePart::Government)) =>
        {
            true
        }
        _ => renamed(a, b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_in_lower_case() {
        let lines = include_str!("data/places.txt").lines().chain(include_str!("data/towns.txt").lines());
        let lines = lines.filter(|l| !l.starts_with('#'));
        let mut words: Vec<&str> =
            lines.flat_map(|l| l.split([' ', ':'])).filter(|w| !w.is_empty()).collect();
        assert!(words.iter().all(|w| *w == w.to_lowercase()));
        words.sort_unstable();
        for pair in words.windows(2) {
            assert_ne!(pair[0], pair[1]);
        }
    }

    #[test]
    fn towns() {
        assert!(is_town("lagos") && is_town("copenhagen") && !is_town("denmark") && !is_town("danish"));
        assert!(is_place("denmark") && is_place("lagos") && !is_place("danish"));
        assert!(begins("rio", "de") && begins("new", "zealand") && !begins("new", "law"));
    }

    #[test]
    fn peoples_and_their_countries() {
        for (a, b) in [
            ("swiss", "switzerland"),
            ("ukraine", "ukrainian"),
            ("lebanon", "lebanese"),
            ("scotland", "scottish"),
            ("texas", "texan"),
            ("somalia", "somali"),
            ("kyrgyzstan", "kyrgyz"),
            ("danes", "danish"),
            ("uk", "britain"),
            ("us", "united_states"),
            ("kiev", "kyiv"),
            ("bombay", "mumbai"),
            ("odessa", "odesa"),
            ("kishinev", "chisinau"),
        ] {
            assert!(same(a, b, false), "{a} {b}");
        }
        for (a, b) in [
            ("bombay", "beijing"),
            ("niger", "nigeria"),
            ("austria", "australia"),
            ("georgia", "german"),
            ("iran", "iraq"),
        ] {
            assert!(!same(a, b, true), "{a} {b}");
        }
        assert!(same("moscow", "russia", true) && !same("moscow", "russia", false));
    }
}
