//! Surroundings: the sentence around a passage, read word by word.

use super::thresholds::{CLAUSE, REFUTED, UNMARKED_CLAUSE, UNMARKED_SENTENCE};
use super::transcript::Transcript;
use crate::english::lexicon::{self, Negation, Strength};
use std::ops::Range;

/// A sentence around a passage, in places of the transcript's words.
pub(super) struct Surroundings<'t> {
    pub(super) transcript: &'t Transcript,
    /// First and last word of the passage.
    pub(super) first: usize,
    pub(super) last: usize,
    /// First word of its first sentence, and the one behind its last.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The word behind its last sentence, however long that is.
    pub(super) end: usize,
    /// No marks say where clauses end.
    pub(super) unmarked: bool,
}

impl<'t> Surroundings<'t> {
    /// What stands around the words from place `first` to `last`.
    pub(super) fn of(transcript: &'t Transcript, first: usize, last: usize) -> Self {
        let words = &transcript.words;
        let start = transcript.sentence_at(words[first].span.start);
        let sentence = transcript.sentence_at(words[last].span.start);
        let from = words.partition_point(|w| w.span.start < start.start);
        let end = words.partition_point(|w| w.span.start < sentence.end);
        let unmarked = end - from > UNMARKED_SENTENCE;
        let most = if unmarked { UNMARKED_CLAUSE } else { CLAUSE };
        let (from, to) = (from.max(first.saturating_sub(most)), end.min(last + 1 + most));
        Self { transcript, first, last, from, to, end, unmarked }
    }

    pub(super) fn key(&self, n: usize) -> &str {
        self.word(n).unwrap_or("")
    }

    pub(super) fn word(&self, n: usize) -> Option<&str> {
        self.transcript.words.get(n).map(|w| w.key.as_str())
    }

    /// Words as one phrase: "in theory".
    pub(super) fn phrase(&self, words: Range<usize>) -> String {
        words.map(|n| self.key(n)).collect::<Vec<_>>().join(" ")
    }

    /// What stands between word `n` and the next.
    pub(super) fn between(&self, n: usize) -> &str {
        let words = &self.transcript.words;
        let (Some(one), Some(other)) = (words.get(n), words.get(n + 1)) else { return "" };
        &self.transcript.text[one.span.end..other.span.start.max(one.span.end)]
    }

    /// A mark that ends a clause stands behind word `n`.
    pub(super) fn ends_clause(&self, n: usize) -> bool {
        let between = self.between(n);
        between.contains([',', ';', ':', '—', '–', '(', ')'])
            || between.contains("--")
            || between.contains(" - ")
    }

    /// Word `n` begins another clause, so that what stands before it does not reach behind: "and he", not "and tell".
    pub(super) fn begins_clause(&self, n: usize) -> bool {
        // "anything but sure" is one phrase.
        let inside = || n > 0 && lexicon::phrase(n - 1, |n| self.word(n)).is_some();
        matches!(self.key(n), "and" | "but" | "so" | "or" | "because" | "yet")
            && !lexicon::is_verb(self.key(n + 1))
            && !inside()
    }

    /// The first word of the clause that the passage stands in. "That" has its head before it: "I doubt, frankly, that |".
    pub(super) fn clause(&self) -> usize {
        let opens = |&n: &usize| n > self.from && (self.ends_clause(n - 1) || self.begins_clause(n - 1));
        let before = |end: usize| (self.from..=end).rev().find(opens).unwrap_or(self.from);
        let mut clause = before(self.first);
        for _ in 0..2 {
            if clause > self.from && clause < self.first && self.key(clause) == "that" {
                clause = before(before(clause - 1).saturating_sub(1).max(self.from));
            }
        }
        clause
    }

    /// The sentence ends with a question mark.
    pub(super) fn asks(&self) -> bool {
        let end = self.transcript.sentence_at(self.transcript.words[self.last].span.start);
        end.of(&self.transcript.text).trim_end_matches(['”', '"', '’', ')']).ends_with('?')
    }

    /// A question mark stands right behind the passage.
    pub(super) fn is_asked(&self) -> bool {
        let behind = &self.transcript.text[self.transcript.words[self.last].span.end..];
        behind.trim_start_matches(['”', '"', '’', '\'', '!']).starts_with('?')
    }

    /// The words before the passage lead into it: "that |", "believe |", "to |", but not "the vets | we".
    pub(super) fn goes_on(&self) -> bool {
        let Some(before) = self.head().checked_sub(1).filter(|&n| n >= self.from) else { return false };
        let leads = lexicon::is_closed(self.key(before)) && !self.is_pronoun(before);
        self.key(before) == "that" || leads || self.is_report(before)
    }

    /// The first word of the passage, or its subject before it: "she | acted fast".
    pub(super) fn head(&self) -> usize {
        let subject = self.first.checked_sub(1).filter(|&n| n >= self.from && self.is_pronoun(n));
        subject.filter(|_| !self.is_pronoun(self.first)).unwrap_or(self.first)
    }

    /// The word that what leads into the passage hangs on: "regret that |", "think |", "unable to |".
    pub(super) fn lead(&self) -> Option<usize> {
        let before = |n: usize| n.checked_sub(1).filter(|&b| b >= self.from);
        let mut lead = before(self.head())?;
        if matches!(self.key(lead), "that" | "to") {
            lead = before(lead)?;
        }
        // "it seems to me that |"
        let whom = lead > self.from && self.key(lead - 1) == "to" && matches!(self.key(lead), "me" | "us");
        if whom { before(lead - 1) } else { Some(lead) }
    }

    pub(super) fn is_pronoun(&self, n: usize) -> bool {
        matches!(self.key(n), "i" | "we" | "you" | "he" | "she" | "it" | "they")
    }

    pub(super) fn is_own(&self, n: usize) -> bool {
        matches!(self.key(n), "i" | "we")
    }

    /// Whoever speaks is the subject of a verb at `n`, or it is an imperative: "I honestly think", "suppose".
    pub(super) fn is_said_by_self(&self, n: usize) -> bool {
        let helps = |m: &usize| {
            lexicon::is_adverb(self.key(*m))
                || lexicon::verbs(self.key(*m)).any(|(row, _)| row.has("auxiliary"))
        };
        let before = (self.clause()..n).rev().find(|m| !helps(m));
        before.is_none_or(|m| self.is_own(m) || matches!(self.key(m), "us" | "it" | "and" | "but" | "so"))
    }

    /// The row of the word or the words that begin at `n`, and how many they are.
    pub(super) fn row(&self, n: usize, tag: &str) -> Option<usize> {
        let phrase = lexicon::phrase(n, |n| self.word(n)).filter(|(row, _)| row.has(tag));
        phrase
            .map(|(_, length)| length)
            .or_else(|| lexicon::rows(self.key(n)).any(|row| row.has(tag)).then_some(1))
    }

    pub(super) fn is_report(&self, n: usize) -> bool {
        let mut forms = lexicon::verbs(self.key(n));
        forms.any(|(row, _)| {
            let says = row.report().is_some() && row.value("cue") != Some("ask");
            // "assured us"
            let assures = row.value("cue") == Some("promise") && row.has("addresses");
            says || assures || row.lemma() == "tell"
        })
    }

    /// Somebody holds it to be so: "think", "hoped".
    pub(super) fn is_held(&self, n: usize) -> bool {
        lexicon::verbs(self.key(n)).any(|(row, _)| row.report() == Some(Strength::Holding))
    }

    /// Whether words from `n` on call a thing untrue or out of the question, and how many they are; `how` is one kind of it.
    pub(super) fn refuting(&self, n: usize, how: Option<&str>) -> Option<usize> {
        let fits =
            |row: &lexicon::Entry| row.value("refuting").is_some_and(|v| how.is_none_or(|how| v == how));
        let phrase = lexicon::phrase(n, |n| self.word(n)).filter(|(row, _)| fits(row));
        let noun = || lexicon::nouns(self.key(n)).any(|(row, _)| fits(row));
        phrase.map(|(_, length)| length).or_else(|| noun().then_some(1))
    }

    /// "a lie that |", "madness for us to |", "far from |", "anything but |": what follows is called untrue.
    fn refutes(&self, n: usize) -> bool {
        let leads = || (n + 1..=self.first.min(n + REFUTED)).find(|&m| matches!(self.key(m), "that" | "to"));
        let apart = self.key(n) == "far" && self.key(n + 1) == "from";
        apart || self.refuting(n, None).is_some_and(|length| length > 1 || leads().is_some())
    }

    pub(super) fn is_negation(&self, n: usize) -> bool {
        let key = self.key(n);
        if matches!(self.key(n + 1), "only" | "just" | "merely" | "simply") {
            return false;
        }
        // "No the sluice is safe" answers; "no sluice is safe" denies.
        if key == "no"
            && lexicon::of(self.key(n + 1)).is_some_and(|row| row.has("determiner") || row.has("pronoun"))
        {
            return false;
        }
        match lexicon::negation(key) {
            Some(Negation::Plain) => true,
            Some(Negation::Weak) => !matches!(key, "few" | "little"),
            Some(Negation::Verb) => {
                let firm = |row: &lexicon::Entry| {
                    row.has("cue") || matches!(row.lemma(), "refuse" | "fail" | "decline")
                };
                lexicon::rows(key).any(firm) || self.undoes(n)
            }
            Some(Negation::Adjective) => {
                matches!(key, "untrue" | "false" | "impossible" | "unlikely")
                    || matches!(self.key(n + 1), "to" | "of" | "from")
            }
            Some(Negation::Noun) => {
                // "the failure of | the gate" is one.
                matches!(self.key(n + 1), "to" | "that") || key == "absence" && self.key(n + 1) == "of"
            }
            None => self.refutes(n),
        }
    }

    /// "stopped | loading", "lacked | the will", "kept us from |": a verb that what follows falls under.
    fn undoes(&self, n: usize) -> bool {
        let is_title = lexicon::rows(self.key(n)).any(|row| row.has("honorific"));
        let is_noun = n.checked_sub(1).is_some_and(|b| {
            lexicon::of(self.key(b)).is_some_and(|row| row.has("determiner") || row.has("preposition"))
                && self.key(b) != "to"
        });
        if is_title || is_noun || self.is_pronoun(self.first) {
            return false;
        }
        let small = |m: usize| lexicon::is_closed(self.key(m)) || lexicon::is_adverb(self.key(m));
        let from = self.key(self.first.saturating_sub(1)) == "from" && self.first - n <= REFUTED + 1;
        from || (n + 1..self.first).all(small) && self.takes_object(n)
    }

    /// The passage may be what a verb at `n` is done to: "stopped | loading", "| the rent", "to |", but not "| prices fell",
    /// "| at the mill".
    fn takes_object(&self, n: usize) -> bool {
        let first = self.key(self.first);
        let thing = lexicon::of(first).is_some_and(|row| row.has("determiner")) || first.ends_with("ing");
        let other = || {
            lexicon::is_closed(first) || lexicon::is_adverb(first) || lexicon::verbs(first).next().is_some()
        };
        thing || self.first > n + 1 || !other()
    }

    /// "doubt that", "no question that": denies what follows, or turns a denial round.
    pub(super) fn is_doubt(&self, n: usize) -> bool {
        matches!(self.key(n), "doubt" | "doubts" | "doubted" | "question" | "secret" | "denying")
    }

    /// "if you ask me", "if I may add one thing": it makes no condition.
    fn is_remark(&self, n: usize) -> bool {
        let phrase = lexicon::phrase(n, |n| self.word(n)).filter(|(row, _)| row.has("remark"));
        let ends =
            |length: usize| n + length >= self.end || self.ends_clause(n + length - 1) || self.unmarked;
        let asks_leave = || match self.key(n + 2) {
            "may" | "might" => true,
            "can" | "could" => self.is_report(n + 3),
            _ => false,
        };
        phrase.is_some_and(|(_, length)| ends(length))
            || self.key(n) == "if" && self.is_own(n + 1) && asks_leave()
    }

    /// A condition begins at word `n`: "if", but not "even if".
    pub(super) fn is_condition(&self, n: usize) -> bool {
        if self.key(n) == "whether" || n > 0 && matches!(self.key(n - 1), "even" | "as") || self.is_remark(n)
        {
            return false;
        }
        let phrase = lexicon::phrase(n, |n| self.word(n));
        if let Some((row, _)) = phrase.filter(|(row, _)| row.has("conditional") || row.has("hedge")) {
            return row.has("conditional") && !matches!(row.lemma(), "even_if" | "if_not");
        }
        // "Should the dyke break, |"; "| had they asked"
        let inverted = matches!(self.key(n), "should" | "had" | "were")
            && (n == self.from || n > self.last)
            && lexicon::of(self.key(n + 1)).is_some_and(|row| row.has("pronoun") || row.has("determiner"))
            && !self.asks();
        inverted || lexicon::of(self.key(n)).is_some_and(|row| row.has("conditional") && !row.has("temporal"))
    }
}
