//! Abbreviations and what they stand for: "Gov.", "dept", "km", "EU".

use fnv::FnvHashMap;
use std::sync::LazyLock;

/// What an abbreviation is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AbbreviationKind {
    /// "gov"
    Title,
    /// "jr", "phd": after a name
    Suffix,
    /// "feb"
    Month,
    /// "tues"
    Weekday,
    /// "am", "pm"
    Clock,
    /// "gmt"
    Zone,
    /// "hrs"
    Time,
    /// "km", "bn"
    Unit,
    /// "inc"
    Company,
    /// "calif": a state or province
    State,
    /// "us", "nyc"
    Place,
    /// "st", "mt": begins the name of a place
    Name,
    /// "un"
    Organization,
    /// "gdp"
    Thing,
    /// "no", "pp": a number follows
    Reference,
    /// "vs", "eg": more follows
    Latin,
    /// "dept"
    Word,
}

/// A short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abbreviation {
    /// What it is one of.
    pub kind: AbbreviationKind,
    /// What it stands for, in lower case: "chief executive officer".
    pub full: &'static str,
    /// It is written with a point, at least in America.
    pub pointed: bool,
}

static TABLE: LazyLock<FnvHashMap<&str, Vec<Abbreviation>>> = LazyLock::new(|| {
    let mut out: FnvHashMap<&str, Vec<Abbreviation>> = FnvHashMap::default();
    for line in include_str!("data/abbreviations.tsv").lines() {
        let mut columns = line.split('\t');
        let (Some(short), Some(kind), Some(full)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let Some(kind) = kind_named(kind) else { continue };
        out.entry(short).or_default().push(Abbreviation { kind, full, pointed: columns.next() == Some(".") });
    }
    out
});

fn kind_named(name: &str) -> Option<AbbreviationKind> {
    Some(match name {
        "title" => AbbreviationKind::Title,
        "suffix" => AbbreviationKind::Suffix,
        "month" => AbbreviationKind::Month,
        "weekday" => AbbreviationKind::Weekday,
        "clock" => AbbreviationKind::Clock,
        "zone" => AbbreviationKind::Zone,
        "time" => AbbreviationKind::Time,
        "unit" => AbbreviationKind::Unit,
        "company" => AbbreviationKind::Company,
        "state" => AbbreviationKind::State,
        "place" => AbbreviationKind::Place,
        "name" => AbbreviationKind::Name,
        "organization" => AbbreviationKind::Organization,
        "thing" => AbbreviationKind::Thing,
        "reference" => AbbreviationKind::Reference,
        "latin" => AbbreviationKind::Latin,
        "word" => AbbreviationKind::Word,
        _ => return None,
    })
}

/// What a short form stands for above all; in lower case and without points ("us" is "U.S.", so that its case must be
/// asked for elsewhere).
#[must_use]
pub fn of(short: &str) -> Option<Abbreviation> {
    all(short).first().copied()
}

/// All that a short form may stand for: "st" is a saint and a street.
#[must_use]
pub fn all(short: &str) -> &'static [Abbreviation] {
    TABLE.get(short).map_or(&[], Vec::as_slice)
}

/// Whether a short form stands for these words, in lower case: "ceo" for "chief", "executive" and with or without
/// "officer"; "mps" for "members", "of", "parliament".
#[must_use]
pub fn stands_for(short: &str, words: &[&str]) -> bool {
    let whole = |row: &Abbreviation| {
        let parts: Vec<&str> = row.full.split([' ', '-']).collect();
        matches!(parts.strip_prefix(words), Some([] | ["officer"]))
    };
    match (all(short), short.strip_suffix('s'), words) {
        ([], Some(one), [first, rest @ ..]) if !all(one).is_empty() => {
            let singular: Vec<&str> =
                first.strip_suffix('s').into_iter().chain(rest.iter().copied()).collect();
            singular.len() == words.len() && stands_for(one, &singular)
        }
        (rows, ..) => rows.iter().any(whole),
    }
}

/// The short forms of a kind, in no order.
pub fn of_kind(kind: AbbreviationKind) -> impl Iterator<Item = &'static str> {
    TABLE.iter().filter(move |(_, rows)| rows.iter().any(|row| row.kind == kind)).map(|(short, _)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_in_normal_form() {
        let lines: Vec<&str> = include_str!("data/abbreviations.tsv").lines().collect();
        let short = |line: &str| line.split('\t').next().unwrap_or("").to_owned();
        assert!(lines.windows(2).all(|pair| short(pair[0]) <= short(pair[1])));
        for line in &lines {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 3 || columns.len() == 4 && columns[3] == ".", "{line}");
            assert!(kind_named(columns[1]).is_some(), "{line}");
            assert!(!columns[0].contains('.') && *line == line.to_lowercase(), "{line}");
        }
        for (short, rows) in TABLE.iter() {
            let kinds: Vec<AbbreviationKind> = rows.iter().map(|row| row.kind).collect();
            assert!((1..kinds.len()).all(|i| !kinds[..i].contains(&kinds[i])), "{short} {kinds:?}");
        }
    }

    #[test]
    fn short_forms() {
        let full = |short| of(short).map(|a| a.full);
        assert_eq!(full("gov"), Some("governor"));
        assert_eq!(full("eu"), Some("european union"));
        assert_eq!(of("feb").map(|a| a.kind), Some(AbbreviationKind::Month));
        assert_eq!(full("house"), None);
        assert_eq!(all("ft").len(), 2);
        assert!(of_kind(AbbreviationKind::Zone).any(|zone| zone == "gmt"));
        assert!(stands_for("ceo", &["chief", "executive"]) && stands_for("ft", &["fort"]));
        assert!(stands_for("ngo", &["non", "governmental", "organization"]));
        assert!(
            stands_for("mps", &["members", "of", "parliament"])
                && stands_for("mp", &["member", "of", "parliament"])
        );
        assert!(
            !stands_for("ceo", &["chief"])
                && !stands_for("un", &["united"])
                && !stands_for("house", &["house"])
        );
    }
}
