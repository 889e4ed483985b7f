//! The names of a wording, in the forms in which another wording may have them.

use super::thresholds::names::{GAP, INITIALS, PLACE, SMALL_GAP};
use crate::claim::Token;
use crate::english::abbreviations;
use crate::english::places::{self, Place, PlacePart};
use std::collections::{HashMap, HashSet};

/// The names of a reading.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Capitalised words, but for those that open a sentence.
    words: HashSet<String>,
    /// Countries, states and peoples.
    places: HashSet<Place>,
    /// For each word of such a name, which place it is.
    place_at: HashMap<usize, Place>,
    /// What their initials spell, two to six at a time: "United Food and Commercial Workers" gives "ufcw".
    initials: HashSet<String>,
    /// For each capitalised word, the spellings that it takes part in.
    spellings: HashMap<usize, Vec<String>>,
}

const SMALL: [&str; 12] = ["and", "de", "des", "du", "for", "in", "la", "of", "on", "the", "to", "und"];

impl Names {
    pub(super) fn new(words: &[Token]) -> Self {
        let mut names = Self::default();
        let capitals: Vec<(usize, char)> = words
            .iter()
            .enumerate()
            .filter(|(_, w)| w.capital)
            .filter_map(|(i, w)| w.norm.chars().next().map(|c| (i, c)))
            .collect();
        for &(i, _) in &capitals {
            if !words[i].first {
                names.words.insert(words[i].norm.clone());
            }
            names.place(words, i);
        }
        for length in 2..=INITIALS {
            for run in capitals.windows(length) {
                names.spell_run(words, run);
            }
        }
        names
    }

    /// Notes the longest name of a place that begins at word `at`.
    fn place(&mut self, words: &[Token], at: usize) {
        let run = words[at..].iter().take(PLACE).take_while(|w| w.capital).count();
        for length in (1..=run).rev() {
            let name: Vec<&str> = words[at..at + length].iter().map(|w| w.norm.as_str()).collect();
            let found = places::of(&name.join("_")).filter(|(_, part)| *part != PlacePart::Government);
            if let Some((place, _)) = found {
                self.places.insert(place);
                for i in at..at + length {
                    self.place_at.entry(i).or_insert(place);
                }
                return;
            }
        }
    }

    /// Notes what the initials of a run of capitalised words spell; small words between them may count or not.
    fn spell_run(&mut self, words: &[Token], run: &[(usize, char)]) {
        let (first, last) = (run[0].0, run[run.len() - 1].0);
        let between = last + 1 - first - run.len();
        let is_small = |w: &Token| w.capital || SMALL.contains(&w.norm.as_str());
        if between > GAP && !(between <= SMALL_GAP && words[first..=last].iter().all(is_small)) {
            return;
        }
        let mut short: String = run.iter().map(|(_, c)| *c).collect();
        // "US Geological Survey" is the USGS.
        let opens = &words[first].norm;
        if abbreviations::of(opens).is_some_and(|a| a.kind == abbreviations::AbbreviationKind::Place) {
            short.replace_range(..1, opens);
        }
        // "Department of Energy" is spelt with its small words, too: DOE.
        let long: String = words[first..=last].iter().filter_map(|w| w.norm.chars().next()).collect();
        for spelling in [short, long] {
            for (i, _) in run {
                self.spellings.entry(*i).or_default().push(spelling.clone());
            }
            self.initials.insert(spelling);
        }
    }

    /// Whether the word `at` is part of the name of a country, a state or a people.
    pub(super) fn is_place(&self, at: usize) -> bool {
        self.place_at.contains_key(&at)
    }

    /// Whether the word `at` is part of a name whose initials are `acronym`.
    pub(super) fn spell(&self, at: usize, acronym: &str) -> bool {
        self.spelt_with(at).any(|spelling| spelling == acronym)
    }

    /// Whether the initials of some name are `acronym`.
    pub(super) fn has_initials(&self, acronym: &str) -> bool {
        self.initials.contains(acronym)
    }

    /// Whether `other` has word `at`, whose normal form is `norm`, in another form: its people or its country, what its
    /// initials spell, or the name that it is the initials of.
    pub(super) fn has_related(&self, at: usize, norm: &str, other: &Self) -> bool {
        self.place_at.get(&at).is_some_and(|place| other.places.contains(place))
            || other.initials.contains(norm)
            || self.spelt_with(at).any(|acronym| other.words.contains(acronym))
    }

    fn spelt_with(&self, at: usize) -> impl Iterator<Item = &String> {
        self.spellings.get(&at).into_iter().flatten()
    }
}
