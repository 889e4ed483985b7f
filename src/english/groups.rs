//! What news exchanges and opposes and WordNet does not know of: `data/synonyms.txt` and `data/opposites.txt`.

use fnv::FnvHashMap;
use std::sync::LazyLock;

/// For each word the lines that it stands in, and on which side of the `:`.
type Groups = FnvHashMap<&'static str, Vec<(usize, usize)>>;

static OPPOSITES: LazyLock<Groups> = LazyLock::new(|| read_groups(include_str!("data/opposites.txt")));
static SYNONYMS: LazyLock<Groups> = LazyLock::new(|| read_groups(include_str!("data/synonyms.txt")));

fn read_groups(table: &'static str) -> Groups {
    let mut out = Groups::default();
    for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        for (side, words) in line.split(':').enumerate() {
            for word in words.split_whitespace() {
                out.entry(word).or_default().push((number, side));
            }
        }
    }
    out
}

/// Whether two sets of lemmas stand in one line, on one side of it or on the two.
fn meet<'w>(
    groups: &Groups,
    a: impl Iterator<Item = &'w str>,
    b: &(impl Iterator<Item = &'w str> + Clone),
    same_side: bool,
) -> bool {
    let places = |word: &str| groups.get(word).map_or(&[][..], Vec::as_slice);
    a.flat_map(places).any(|(line, side)| {
        b.clone().flat_map(places).any(|(other, its_side)| line == other && (side == its_side) == same_side)
    })
}

/// Whether a lemma of `a` is opposed to one of `b`.
pub(super) fn are_opposites<'w>(
    a: impl Iterator<Item = &'w str>,
    b: &(impl Iterator<Item = &'w str> + Clone),
) -> bool {
    meet(&OPPOSITES, a, b, false)
}

/// Whether a lemma of `a` says in news what one of `b` says.
pub(super) fn are_synonyms<'w>(
    a: impl Iterator<Item = &'w str>,
    b: &(impl Iterator<Item = &'w str> + Clone),
) -> bool {
    meet(&SYNONYMS, a, b, true)
}

#[cfg(test)]
mod tests {
    use super::super::{inflect, lexicon};

    #[test]
    fn tables_hold_lemmas_once_a_line() {
        let tables = [include_str!("data/opposites.txt"), include_str!("data/synonyms.txt")];
        for line in tables.iter().flat_map(|t| t.lines()).filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let words: Vec<&str> = line.split([' ', ':']).filter(|w| !w.is_empty()).collect();
            assert!(words.len() > 1, "{line}");
            for (n, word) in words.iter().enumerate() {
                assert!(!words[..n].contains(word), "{word} in {line}");
                let lemma = inflect::lemmas(word).iter().any(|l| l.lemma == *word);
                assert!(lemma || lexicon::of(word).is_some() || word.contains('_'), "{word} in {line}");
            }
        }
    }
}
