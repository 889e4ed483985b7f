//! The small words that lead to a content word: its preposition, determiner, modal, negation.
//!
//! They are compared where the content words are paired, so that a clause that moved takes its small words along.

use super::reading::Reading;
use crate::english::lexicon::{self, Modality};

/// What stands between a content word and the one before it; places count words of the reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Small {
    /// How often it is negated.
    pub(super) negations: usize,
    /// The modal verb, or "to".
    pub(super) modal: Option<usize>,
    /// The preposition next to it.
    pub(super) preposition: Option<usize>,
    /// Every preposition and particle, nearest first.
    pub(super) prepositions: Vec<usize>,
    /// The determiner or quantifier next to it.
    pub(super) determiner: Option<usize>,
    /// What joins the clause to another.
    pub(super) joint: Option<usize>,
    /// An auxiliary of the past.
    pub(super) past: bool,
    /// "has", "have", "had".
    pub(super) perfect: bool,
    /// "is", "are".
    pub(super) present: bool,
    /// Some form of "be".
    pub(super) be: bool,
}

impl Small {
    /// The small words before word `at`, back to the content word before it or the end of a clause.
    pub(super) fn before(reading: &Reading<'_>, at: usize) -> Self {
        let mut small = Self::default();
        let mut k = at;
        while k > 0 && reading.before[k] == ' ' && !reading.is_content(k - 1) {
            k -= 1;
            small.take(reading, k);
        }
        small
    }

    /// The small words behind word `at`, if no content word follows them in the clause.
    pub(super) fn behind(reading: &Reading<'_>, at: usize) -> Self {
        let mut small = Self::default();
        let mut k = at + 1;
        while k < reading.words.len() && reading.before[k] == ' ' {
            if reading.is_content(k) {
                return Self::default();
            }
            small.take(reading, k);
            k += 1;
        }
        small
    }

    fn take(&mut self, reading: &Reading<'_>, at: usize) {
        // "May" in "3 May" is no modal verb.
        if reading.words[at].capital && reading.figure_at(at).is_some() {
            return;
        }
        let norm = reading.norm(at);
        match norm {
            "was" | "were" | "did" => self.past = true,
            "had" => (self.past, self.perfect) = (true, true),
            "has" | "have" => self.perfect = true,
            "is" | "are" | "does" | "do" | "'s" | "'re" => self.present = true,
            _ => {}
        }
        self.be |= matches!(norm, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "'re");
        if norm == "to" && self.preposition.is_none() && reading.is_verb_like(at + 1) {
            self.modal = self.modal.or(Some(at));
            return;
        }
        // "a few" is more than "few".
        if matches!(norm, "few" | "little") && at > 0 && reading.norm(at - 1) == "a" {
            self.determiner = self.determiner.or(Some(at - 1));
            return;
        }
        let Some(row) = lexicon::of(norm) else { return };
        if row.has("preposition") {
            self.prepositions.push(at);
        }
        if row.negation() == Some(lexicon::Negation::Plain) {
            self.negations += 1;
        }
        for (tag, _) in row.tags() {
            let place = match tag {
                "modal" => &mut self.modal,
                "preposition" => &mut self.preposition,
                "determiner" => &mut self.determiner,
                "conjunction" | "conditional" | "causal" | "concessive" => &mut self.joint,
                _ => continue,
            };
            *place = place.or(Some(at));
        }
    }
}

/// How firm the words that begin at `at` make a claim, where several do what one modal verb does: "able to", "have to".
pub(super) fn modal_phrase(reading: &Reading<'_>, at: usize) -> Option<Modality> {
    let word = |k: usize| reading.words.get(k).map(|w| w.norm.as_str());
    lexicon::phrase(at, word).and_then(|(row, _)| row.modality())
}

/// Whether the modal verb of one wording and the words that do what one does in the other are as firm: "can", "able to".
pub(super) fn as_firm(old: &Reading<'_>, was: usize, new: &Reading<'_>, is: usize) -> bool {
    let phrase = |r: &Reading<'_>, to: usize| to.checked_sub(1).and_then(|at| modal_phrase(r, at));
    let firm = |r: &Reading<'_>, at: usize| phrase(r, at).or_else(|| lexicon::modality(r.norm(at)));
    (phrase(old, was).is_some() || phrase(new, is).is_some()) && firm(old, was) == firm(new, is)
}

/// Whether a word in lower case is one of the small ones whose coming or going is counted.
pub(super) fn is_small(norm: &str) -> bool {
    lexicon::of(norm).is_some_and(lexicon::Entry::is_function)
}

/// The senses that a preposition may have, parted by commas.
pub(super) fn senses(norm: &str) -> &'static str {
    lexicon::of(norm).and_then(|row| row.value("preposition")).unwrap_or("")
}
