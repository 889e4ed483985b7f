//! The tables that `training/onrecord_training/wordnet.py` makes of WordNet, read where they lie.

use super::table::{line_from, line_of, starts};
use std::sync::LazyLock;

static WORDS: &str = include_str!("data/words.tsv");
static SYNSETS: &str = include_str!("data/synsets.tsv");

static SYNSET_LINES: LazyLock<Vec<u32>> = LazyLock::new(|| starts(SYNSETS));

/// The number of a synset.
pub(super) type Synset = u32;

/// A word of WordNet.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordnetRow {
    pub(super) word: &'static str,
    classes: &'static str,
    antonyms: &'static str,
    derived: &'static str,
}

/// The word in one class.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClassRow {
    /// `n`, `v`, `a`, `r`, or `N` for a noun that is only a name.
    pub(super) letter: char,
    /// The logarithm (base 2) of how often the word was counted in this class, 0 to 9.
    pub(super) commonness: u8,
    senses: &'static str,
}

/// The row of a word in lower case; several words are joined with `_`.
pub(super) fn row(word: &str) -> Option<WordnetRow> {
    let mut columns = line_of(WORDS, word)?.split('\t');
    let mut column = || columns.next().unwrap_or("");
    Some(WordnetRow { word: column(), classes: column(), antonyms: column(), derived: column() })
}

impl WordnetRow {
    /// The classes that the word is in.
    pub(super) fn classes(self) -> impl Iterator<Item = ClassRow> {
        self.classes.split(' ').filter_map(|column| {
            let letter = column.chars().next()?;
            let (common, senses) = column[letter.len_utf8()..].split_once(':').unwrap_or(("0", ""));
            Some(ClassRow { letter, commonness: common.parse().unwrap_or(0), senses })
        })
    }

    /// Words that WordNet calls opposites of this one.
    pub(super) fn antonyms(self) -> impl Iterator<Item = &'static str> {
        list(self.antonyms)
    }

    /// Words that are derived from this one, or it from them.
    pub(super) fn derived(self) -> impl Iterator<Item = &'static str> {
        list(self.derived)
    }
}

impl ClassRow {
    /// The senses of the word, most frequent first, and the share of its uses in each, 0 to 9 tenths.
    pub(super) fn senses(self) -> impl Iterator<Item = (Synset, u8)> {
        list(self.senses).filter_map(|sense| {
            let (synset, share) = sense.split_once('.')?;
            Some((synset.parse().ok()?, share.parse().ok()?))
        })
    }
}

/// What a synset is connected with.
#[derive(Debug, Clone, Copy)]
pub(super) struct SynsetRow {
    /// The number of its lexicographer file.
    pub(super) file: u8,
    broader: &'static str,
    clusters: &'static str,
    opposites: &'static str,
    entailed: &'static str,
    group: &'static str,
}

/// The row of a synset.
pub(super) fn synset(number: Synset) -> Option<SynsetRow> {
    let mut columns = line_from(SYNSETS, *SYNSET_LINES.get(number as usize)?).split('\t');
    let mut column = || columns.next().unwrap_or("");
    Some(SynsetRow {
        file: column().parse().ok()?,
        broader: column(),
        clusters: column(),
        opposites: column(),
        entailed: column(),
        group: column(),
    })
}

impl SynsetRow {
    /// Synsets of what this is a kind or an instance of.
    pub(super) fn broader(self) -> impl Iterator<Item = Synset> {
        numbers(self.broader)
    }

    /// The heads of the clusters that an adjective is in.
    pub(super) fn clusters(self) -> impl Iterator<Item = Synset> {
        numbers(self.clusters)
    }

    /// Synsets with a word that is the antonym of a word of this one.
    pub(super) fn opposites(self) -> impl Iterator<Item = Synset> {
        numbers(self.opposites)
    }

    /// What a verb entails or causes.
    pub(super) fn entailed(self) -> impl Iterator<Item = Synset> {
        numbers(self.entailed)
    }

    /// Verbs of a kindred sense.
    pub(super) fn group(self) -> impl Iterator<Item = Synset> {
        numbers(self.group)
    }
}

fn list(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split(',').filter(|item| !item.is_empty())
}

fn numbers(column: &'static str) -> impl Iterator<Item = Synset> {
    list(column).filter_map(|number| number.parse().ok())
}

/// Lexicographer files by their number: a coarse class of meaning.
pub(super) const FILES: [&str; 45] = [
    "adj.all",
    "adj.pert",
    "adv.all",
    "noun.top",
    "noun.act",
    "noun.animal",
    "noun.artifact",
    "noun.attribute",
    "noun.body",
    "noun.cognition",
    "noun.communication",
    "noun.event",
    "noun.feeling",
    "noun.food",
    "noun.group",
    "noun.location",
    "noun.motive",
    "noun.object",
    "noun.person",
    "noun.phenomenon",
    "noun.plant",
    "noun.possession",
    "noun.process",
    "noun.quantity",
    "noun.relation",
    "noun.shape",
    "noun.state",
    "noun.substance",
    "noun.time",
    "verb.body",
    "verb.change",
    "verb.cognition",
    "verb.communication",
    "verb.competition",
    "verb.consumption",
    "verb.contact",
    "verb.creation",
    "verb.emotion",
    "verb.motion",
    "verb.perception",
    "verb.possession",
    "verb.social",
    "verb.stative",
    "verb.weather",
    "adj.ppl",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_unique() {
        let words: Vec<&[u8]> =
            WORDS.lines().map(|l| l.split('\t').next().unwrap_or("").as_bytes()).collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(
            words
                .iter()
                .all(|w| !w.is_empty() && w.iter().all(|b| b.is_ascii_lowercase() || b"'-_".contains(b)))
        );
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        for word in WORDS.lines().filter_map(|line| line.split('\t').next()) {
            assert_eq!(row(word).map(|found| found.word), Some(word));
        }
        for word in ["", "bridg", "bridge\t", "zzzz", "\n"] {
            assert!(row(word).is_none(), "{word:?}");
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let last = u32::try_from(SYNSET_LINES.len()).unwrap();
        for line in WORDS.lines() {
            let word = row(line.split('\t').next().unwrap()).unwrap();
            for class in word.classes() {
                assert!("nvarN".contains(class.letter), "{line}");
                assert!(class.senses().all(|(synset, share)| synset < last && share <= 9), "{line}");
            }
        }
        for number in 0..last {
            let row = synset(number).unwrap();
            assert!(usize::from(row.file) < FILES.len());
            let all = row
                .broader()
                .chain(row.clusters())
                .chain(row.opposites())
                .chain(row.entailed())
                .chain(row.group());
            assert!(all.max().is_none_or(|most| most < last), "{number}");
        }
    }
}
