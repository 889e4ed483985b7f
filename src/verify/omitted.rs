//! Omitted: what an ellipsis or brackets leave out of a passage, and how that turns its sense.

use super::sense::led_in;
use super::surroundings::Surroundings;
use super::thresholds::{CLAUSE, REFUTED, SPLICED};
use super::transcript::Transcript;
use super::turning::Turning;
use crate::english::lexicon::{self, Modality, Quantifier};
use crate::english::may_count;

/// What a passage leaves out under an ellipsis that turns its sense: the words at these places.
pub(super) fn left_out(transcript: &Transcript, from: usize, to: usize) -> Option<(Turning, String)> {
    let around = Surroundings { from, to, end: to, unmarked: false, ..Surroundings::of(transcript, to, to) };
    if (from..to).any(|n| around.between(n).contains(['.', '!', '?'])) {
        // Another sentence goes on there: what leads into its words is left out, too.
        return led_in(&Surroundings::of(transcript, to, to));
    }
    if to - from > CLAUSE {
        return None;
    }
    // "Fourteen on pumps, and twenty on walls" is not "fourteen … on walls".
    let figure = |n: usize| around.key(n).starts_with(|c: char| c.is_ascii_digit());
    let parallel = to < transcript.words.len() && around.key(from) == around.key(to);
    if parallel && (from..to).any(figure) && (from.saturating_sub(SPLICED)..from).any(figure) {
        return Some((Turning::Spliced, around.key(from).to_owned()));
    }
    // "without a break" takes what it denies along.
    let whole = |n: usize| lexicon::of(around.key(n)).is_some_and(|row| row.has("preposition"));
    let negation = (from..to).find(|&n| around.is_negation(n) && !whole(n));
    let condition = || (from..to).find(|&n| around.is_condition(n));
    negation
        .map(|n| (Turning::Negation, around.key(n).to_owned()))
        .or_else(|| condition().map(|n| (Turning::Condition, around.key(n).to_owned())))
        .or_else(|| around.another_left_out().map(|words| (Turning::Attribution, words)))
        .or_else(|| around.part_left_out().map(|words| (Turning::Hedge, words)))
        .or_else(|| around.hedge_left_out().map(|words| (Turning::Hedge, words)))
}

/// Of these surroundings the words from `from` to `to` are what is left out.
impl Surroundings<'_> {
    /// "They say", ", according to my critics,", ", my opponent says,": another's word.
    fn another_left_out(&self) -> Option<String> {
        let to_whom = |n: usize| self.is_pronoun(n) || matches!(self.key(n), "me" | "us" | "that");
        let attributes = |n: usize| {
            let phrase = lexicon::phrase(n, |n| self.word(n));
            phrase
                .filter(|(row, _)| row.value("preposition") == Some("attribution"))
                .map(|(_, length)| length)
        };
        if let Some(length) = attributes(self.from) {
            let own = matches!(self.key(self.from + length), "me" | "us" | "my" | "our")
                && self.from + length + 1 == self.to;
            return (!own).then(|| self.phrase(self.from..self.to));
        }
        if self.key(self.from) == "or" && self.key(self.from + 1) == "so" {
            return Some(self.phrase(self.from..self.to));
        }
        let verb = (self.from + 1..self.to).rev().find(|&n| !to_whom(n)).filter(|&n| self.is_report(n))?;
        let own = (self.from..verb).any(|n| self.is_own(n));
        let opens =
            lexicon::of(self.key(self.from)).is_some_and(|row| row.has("clause") || row.has("conjunction"));
        let apart = self.is_pronoun(verb - 1)
            || lexicon::scope(self.key(verb - 1)).is_some()
            || self.from > 0 && self.ends_clause(self.from - 1) && self.ends_clause(self.to - 1);
        let near = verb - self.from < REFUTED;
        (apart && near && !own && !opens).then(|| self.phrase(self.from..self.to))
    }

    /// "some of", "half of", "almost": less than what the passage then says.
    fn part_left_out(&self) -> Option<String> {
        let determines = |n: &usize| {
            lexicon::of(self.key(*n)).is_some_and(|row| row.has("determiner")) && self.scope(*n).is_none()
        };
        let end = (self.from..self.to).rev().find(|n| !determines(n))?;
        let nearly = |n: usize| lexicon::of(self.key(n)).is_some_and(|row| row.has("approximate"));
        if self.scope(end) == Some(Quantifier::Most) && nearly(end) {
            return Some(self.key(end).to_owned());
        }
        let of = self.key(end) == "of" && end > self.from;
        let at = end - usize::from(of);
        let part = matches!(self.scope(at), Some(Quantifier::Some | Quantifier::Few));
        let many = of && (may_count(self.key(at)) || self.scope(at).is_some_and(|s| s != Quantifier::All));
        (part || many).then(|| self.phrase(at..end + 1))
    }

    fn scope(&self, n: usize) -> Option<Quantifier> {
        lexicon::scope(self.key(n))
    }

    /// "probably", "could have", "tried to", "I think": it is not said to be so.
    fn hedge_left_out(&self) -> Option<String> {
        let helps = |n: usize| {
            lexicon::modality(self.key(n)).is_some()
                || lexicon::verbs(self.key(n)).any(|(row, _)| row.has("auxiliary"))
                || self.key(n) == "to"
        };
        let auxiliaries = (self.from..self.to).rev().take_while(|&n| helps(n)).last().unwrap_or(self.to);
        // "in May" is a month.
        let month = |n: usize| {
            let row = |n: usize| lexicon::of(self.key(n));
            row(n).is_some_and(|row| row.has("month"))
                && (self.ends_clause(n) || n > 0 && row(n - 1).is_some_and(|row| row.has("preposition")))
        };
        let weak =
            |n: usize| matches!(lexicon::modality(self.key(n)), Some(Modality::Possible | Modality::Advised));
        let unsure = |n: usize| weak(n) && !month(n);
        if (auxiliaries..self.to).any(unsure) {
            return Some(self.phrase(auxiliaries..self.to));
        }
        // "tried to |"
        let tries = auxiliaries.checked_sub(1).filter(|&n| n >= self.from && self.key(self.to - 1) == "to");
        if let Some(n) = tries.filter(|&n| self.row(n, "hedge").is_some()) {
            return Some(self.phrase(n..self.to));
        }
        let (from, to) = (self.from, self.to);
        if to == from + 2 && self.is_own(from) && self.is_held(from + 1) {
            return Some(self.phrase(from..to));
        }
        let weakens = |n: &usize| {
            let Some(length) = self.row(*n, "hedge") else { return false };
            let adverb = length > 1 || lexicon::is_adverb(self.key(*n)) || self.key(*n) == "perhaps";
            // ", perhaps in May," is of what is left out with it.
            adverb && (n + length == to || *n == from && self.ends_clause(n + length - 1))
        };
        let at = (from..to).find(weakens)?;
        Some(self.phrase(at..at + self.row(at, "hedge")?))
    }
}
