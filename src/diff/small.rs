//! The small words that lead to a content word: its preposition, determiner, modal, negation.
//!
//! They are compared where the content words are paired, so that a clause that moved takes its small words along.

use super::reading::Reading;

/// What stands between a content word and the one before it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Small {
    /// It is negated.
    pub(super) negated: bool,
    /// The modal verb.
    pub(super) modal: Option<&'static str>,
    /// The last preposition.
    pub(super) preposition: Option<&'static str>,
    /// The determiner or quantifier.
    pub(super) determiner: Option<&'static str>,
    /// What joins the clause to another.
    pub(super) joint: Option<&'static str>,
    /// An auxiliary of the past.
    pub(super) past: bool,
    /// "has", "have", "had".
    pub(super) perfect: bool,
    /// "is", "are".
    pub(super) present: bool,
}

const MODALS: &[&str] = &["will", "would", "shall", "should", "can", "could", "may", "might", "must", "to"];
const PREPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "by", "to", "for", "from", "with", "without", "within", "into", "onto", "upon", "over", "under", "about",
    "around", "as", "than", "during", "through", "between", "among", "amid", "against", "toward", "towards", "via", "per", "up",
    "down", "out", "off", "along", "including", "near", "above", "below", "behind", "beyond", "across", "outside", "inside",
    "after", "before", "since", "until", "despite", "because", "like", "unlike", "except", "beside", "besides",
];
const DETERMINERS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "all", "some", "any", "each", "every", "no", "most", "many", "more",
    "much", "few", "fewer", "less", "several", "both", "either", "neither", "another", "other", "such", "only", "his", "her", "its",
    "their", "our", "my", "your", "own", "same",
];
const JOINTS: &[&str] =
    &["and", "or", "but", "nor", "if", "unless", "whether", "while", "although", "though", "because", "so", "when", "where", "who", "which"];
const NEGATIONS: &[&str] = &["not", "no", "never", "neither", "nor", "without", "cannot"];

fn of(table: &'static [&'static str], norm: &str) -> Option<&'static str> {
    table.iter().find(|w| **w == norm).copied()
}

/// The word itself if it is one of the small words whose coming or going is counted.
pub(super) fn word(norm: &str) -> Option<&'static str> {
    [MODALS, PREPOSITIONS, DETERMINERS, JOINTS, NEGATIONS].into_iter().find_map(|table| of(table, norm))
}

/// What opens a run of words: a preposition, a joint, or something else.
pub(super) fn opener(norm: &str) -> &'static str {
    of(PREPOSITIONS, norm).or_else(|| of(JOINTS, norm)).or_else(|| of(DETERMINERS, norm)).unwrap_or("word")
}

impl Small {
    /// The small words before word `at`, back to the content word before it or the end of a clause.
    pub(super) fn before(reading: &Reading<'_>, at: usize) -> Self {
        let mut small = Self::default();
        let mut k = at;
        while k > 0 && reading.before[k] == ' ' && !reading.is_content(k - 1) {
            k -= 1;
            small.take(reading.norm(k));
        }
        small
    }

    fn take(&mut self, norm: &str) {
        self.negated |= of(NEGATIONS, norm).is_some();
        self.modal = self.modal.or_else(|| of(MODALS, norm));
        self.preposition = self.preposition.or_else(|| of(PREPOSITIONS, norm));
        self.determiner = self.determiner.or_else(|| of(DETERMINERS, norm));
        self.joint = self.joint.or_else(|| of(JOINTS, norm));
        self.past |= matches!(norm, "was" | "were" | "did" | "had");
        self.perfect |= matches!(norm, "has" | "have" | "had");
        self.present |= matches!(norm, "is" | "are" | "does" | "do");
    }
}
