//! Abbreviations and what they stand for: "Gov.", "dept", "km", "EU".

use std::collections::HashMap;
use std::sync::LazyLock;

/// What an abbreviation is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// "gov"
    Title,
    /// "feb"
    Month,
    /// "tues"
    Weekday,
    /// "hrs"
    Time,
    /// "km", "bn"
    Unit,
    /// "inc"
    Company,
    /// "calif", "us"
    Place,
    /// "un"
    Organization,
    /// "gdp"
    Thing,
    /// "dept"
    Word,
}

/// A short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abbreviation {
    /// What it is one of.
    pub kind: Kind,
    /// What it stands for, in lower case: "chief executive officer".
    pub full: &'static str,
}

static TABLE: LazyLock<HashMap<&str, Abbreviation>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for line in include_str!("data/abbreviations.tsv").lines() {
        let mut columns = line.split('\t');
        let (Some(short), Some(kind), Some(full)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let kind = match kind {
            "title" => Kind::Title,
            "month" => Kind::Month,
            "weekday" => Kind::Weekday,
            "time" => Kind::Time,
            "unit" => Kind::Unit,
            "company" => Kind::Company,
            "place" => Kind::Place,
            "organization" => Kind::Organization,
            "thing" => Kind::Thing,
            _ => Kind::Word,
        };
        out.insert(short, Abbreviation { kind, full });
    }
    out
});

/// What a short form stands for; in lower case and without points ("us" is "U.S.", so that its case must be asked for
/// elsewhere).
#[must_use]
pub fn of(short: &str) -> Option<Abbreviation> {
    TABLE.get(short).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_in_normal_form() {
        let shorts: Vec<&str> = include_str!("data/abbreviations.tsv")
            .lines()
            .map(|l| l.split('\t').next().unwrap_or(""))
            .collect();
        assert!(shorts.windows(2).all(|pair| pair[0] < pair[1]));
        for (short, row) in TABLE.iter() {
            assert!(
                !short.contains('.') && *short == short.to_lowercase() && row.full == row.full.to_lowercase(),
                "{short}"
            );
        }
        assert_eq!(TABLE.len(), shorts.len());
    }

    #[test]
    fn short_forms() {
        let full = |short| of(short).map(|a| a.full);
        assert_eq!(full("gov"), Some("governor"));
        assert_eq!(full("eu"), Some("european union"));
        assert_eq!(of("feb").map(|a| a.kind), Some(Kind::Month));
        assert_eq!(full("house"), None);
    }
}
