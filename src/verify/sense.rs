//! Sense: what was cut off beside a passage, in the same sentence, that turns what it says.
//!
//! "I would not say that | the sluice is safe", "the sluice is safe | if nobody leans on it", "They say | it is safe".

use super::thresholds::{CLAUSE, CONDITION, CONTRAST, UNMARKED_CLAUSE, UNMARKED_SENTENCE};
use super::transcript::Transcript;
use crate::english::SpokenWord;
use crate::english::lexicon::{self, Negation};
use serde::Serialize;

/// Why the sense may turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Turning {
    /// "I do not believe that"
    Negation,
    /// "if", "unless"
    Condition,
    /// "they say that"
    Attribution,
    /// "but"
    Contrast,
    /// The words are part of a question.
    Question,
}

/// Whether a word calls a thing untrue or out of the question: "it is a lie that |", "the idea that | is absurd".
fn is_refuting(word: &str) -> bool {
    lexicon::nouns(word).any(|(row, _)| row.has("refuting"))
}

/// A sentence around a passage, in places of the transcript's words.
struct Surroundings<'t> {
    transcript: &'t Transcript,
    /// First and last word of the passage.
    first: usize,
    last: usize,
    /// First word of its first sentence, and the one behind its last.
    from: usize,
    to: usize,
    /// No marks say where clauses end.
    unmarked: bool,
}

/// What turns the sense of the words from place `first` to `last`, with the word that does it; `asked` says that the passage
/// is quoted as a question.
pub(super) fn turnings(
    transcript: &Transcript,
    first: usize,
    last: usize,
    asked: bool,
) -> Vec<(Turning, String)> {
    let words = &transcript.words;
    let start = transcript.sentence_at(words[first].span.start);
    let end = transcript.sentence_at(words[last].span.start);
    let from = words.partition_point(|w| w.span.start < start.start);
    let to = words.partition_point(|w| w.span.start < end.end);
    let unmarked = to - from > UNMARKED_SENTENCE;
    let most = if unmarked { UNMARKED_CLAUSE } else { CLAUSE };
    let from = from.max(first.saturating_sub(most));
    let to = to.min(last + 1 + most);
    let around = Surroundings { transcript, first, last, from, to, unmarked };
    let mut found = Vec::new();
    found.extend(around.denied_before().or_else(|| around.falls_short()).map(|w| (Turning::Negation, w)));
    found.extend(around.condition_before().map(|w| (Turning::Condition, w)));
    found.extend(around.said_by_others().map(|w| (Turning::Attribution, w)));
    found.extend(around.behind());
    let is_question = end.of(&transcript.text).trim_end_matches(['”', '"', '’', ')']).ends_with('?');
    if is_question && !asked && to > last + 1 - usize::from(last + 1 == to) && around.opens_question() {
        found.push((Turning::Question, "?".to_owned()));
    }
    found
}

/// What a passage leaves out under an ellipsis that turns its sense: the words at these places.
pub(super) fn left_out(transcript: &Transcript, from: usize, to: usize) -> Option<(Turning, String)> {
    let around = Surroundings { transcript, first: to, last: to, from, to, unmarked: false };
    if to - from > CLAUSE || (from..to).any(|n| around.between(n).contains(['.', '!', '?'])) {
        return None;
    }
    // "without a break" takes what it denies along.
    let whole = |n: usize| lexicon::of(around.key(n)).is_some_and(|row| row.has("preposition"));
    let negation = (from..to).find(|&n| around.is_negation(n) && !whole(n));
    let condition = || (from..to).find(|&n| around.is_condition(n));
    negation
        .map(|n| (Turning::Negation, around.key(n).to_owned()))
        .or_else(|| condition().map(|n| (Turning::Condition, around.key(n).to_owned())))
}

/// Whether words of the article before (`lead`) or behind the quotation marks say what turns the sense: "she would not “…”".
pub(super) fn is_told(turning: Turning, lead: &[SpokenWord], tail: &[SpokenWord]) -> bool {
    let tagged = |word: &SpokenWord, tag: &str| lexicon::of(&word.key).is_some_and(|row| row.has(tag));
    let all = || lead.iter().chain(tail);
    match turning {
        Turning::Negation => {
            let near = &lead[lead.len().saturating_sub(UNMARKED_CLAUSE)..];
            near.iter().any(|word| lexicon::negation(&word.key).is_some())
        }
        Turning::Condition => all().any(|word| tagged(word, "conditional")),
        Turning::Contrast => all().any(|word| tagged(word, "concessive")),
        Turning::Attribution | Turning::Question => false,
    }
}

impl Surroundings<'_> {
    fn key(&self, n: usize) -> &str {
        self.transcript.words.get(n).map_or("", |w| w.key.as_str())
    }

    /// What stands between word `n` and the next.
    fn between(&self, n: usize) -> &str {
        let words = &self.transcript.words;
        let (Some(one), Some(other)) = (words.get(n), words.get(n + 1)) else { return "" };
        &self.transcript.text[one.span.end..other.span.start.max(one.span.end)]
    }

    /// A mark that ends a clause stands behind word `n`.
    fn ends_clause(&self, n: usize) -> bool {
        let between = self.between(n);
        between.contains([',', ';', ':', '—', '–', '(', ')'])
            || between.contains("--")
            || between.contains(" - ")
    }

    /// Word `n` begins another clause, so that what stands before it does not reach behind: "and he", not "and tell".
    fn begins_clause(&self, n: usize) -> bool {
        matches!(self.key(n), "and" | "but" | "so" | "or" | "because" | "yet")
            && !lexicon::is_verb(self.key(n + 1))
    }

    /// The first word of the clause that the passage stands in.
    fn clause(&self) -> usize {
        let opens = |&n: &usize| n > self.from && (self.ends_clause(n - 1) || self.begins_clause(n - 1));
        (self.from..=self.first).rev().find(opens).unwrap_or(self.from)
    }

    fn is_negation(&self, n: usize) -> bool {
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
                lexicon::rows(key).any(|row| row.has("cue"))
                    || matches!(key, "refuse" | "refused" | "failed" | "declined")
            }
            Some(Negation::Adjective) => {
                matches!(key, "untrue" | "false" | "impossible" | "unlikely") || self.key(n + 1) == "to"
            }
            Some(Negation::Noun) | None => self.refutes(n),
        }
    }

    /// "a lie that |", "madness to |", "far from |": what follows is called untrue.
    fn refutes(&self, n: usize) -> bool {
        let leads = matches!(self.key(n + 1), "that" | "to");
        leads && is_refuting(self.key(n)) || self.key(n) == "far" && self.key(n + 1) == "from"
    }

    /// "few of |", "only three of |", "almost |": less than the passage says.
    fn falls_short(&self) -> Option<String> {
        let before = |back: usize| self.first.checked_sub(back).filter(|&n| n >= self.from);
        let is = |n: &usize, words: &[&str]| words.contains(&self.key(*n));
        let nearly = before(1).filter(|n| is(n, &["almost", "nearly", "practically"]));
        let of = before(1).filter(|n| is(n, &["of"]));
        let few =
            of.and_then(|_| (2..=4).filter_map(before).find(|n| is(n, &["few", "only", "hardly", "barely"])));
        nearly.or(few).map(|n| self.key(n).to_owned())
    }

    /// "doubt that", "no question that": denies what follows, or turns a denial round.
    fn is_doubt(&self, n: usize) -> bool {
        matches!(self.key(n), "doubt" | "doubts" | "doubted" | "question" | "secret" | "denying")
    }

    /// A negation before the passage in its clause, unless another turns it round.
    fn denied_before(&self) -> Option<String> {
        if self.unmarked && !self.goes_on() {
            return None;
        }
        let clause = self.clause()..self.first;
        let negations: Vec<usize> = clause.clone().filter(|&n| self.is_negation(n)).collect();
        let doubts = clause.clone().filter(|&n| self.is_doubt(n)).count();
        let asserted = (negations.len() + doubts).is_multiple_of(2);
        // "I doubt that |"
        let doubted = || clause.clone().find(|&n| self.key(n).starts_with("doubt"));
        let first = negations.first().copied().or_else(doubted)?;
        (!asserted).then(|| self.key(first).to_owned())
    }

    /// The words before the passage lead into it: "that |", "believe |", "to |", but not "the vets | we".
    fn goes_on(&self) -> bool {
        let Some(before) = self.head().checked_sub(1).filter(|&n| n >= self.from) else { return false };
        let leads = lexicon::is_closed(self.key(before)) && !self.is_pronoun(before);
        self.key(before) == "that" || leads || self.is_report(before)
    }

    /// The first word of the passage, or its subject before it: "she | acted fast".
    fn head(&self) -> usize {
        let subject = self.first.checked_sub(1).filter(|&n| n >= self.from && self.is_pronoun(n));
        subject.filter(|_| !self.is_pronoun(self.first)).unwrap_or(self.first)
    }

    fn is_pronoun(&self, n: usize) -> bool {
        matches!(self.key(n), "i" | "we" | "you" | "he" | "she" | "it" | "they")
    }

    /// A condition begins at word `n`: "if", but not "even if".
    fn is_condition(&self, n: usize) -> bool {
        let word = |n: usize| self.transcript.words.get(n).map(|w| w.key.as_str());
        if self.key(n) == "whether" || n > 0 && matches!(self.key(n - 1), "even" | "as") {
            return false;
        }
        if let Some((row, _)) = lexicon::phrase(n, word).filter(|(row, _)| row.has("conditional")) {
            return !matches!(row.lemma(), "even_if" | "if_not");
        }
        // "Should the dyke break, |"; "| had they asked"
        let inverted = matches!(self.key(n), "should" | "had" | "were")
            && (n == self.from || n > self.last)
            && lexicon::of(self.key(n + 1)).is_some_and(|row| row.has("pronoun") || row.has("determiner"))
            && !self.asks();
        let unsaid = inverted
            || matches!(self.key(n), "suppose" | "imagine" | "assume" | "assuming" | "wish" | "wished");
        unsaid || lexicon::of(self.key(n)).is_some_and(|row| row.has("conditional") && !row.has("temporal"))
    }

    /// The sentence ends with a question mark.
    fn asks(&self) -> bool {
        let end = self.transcript.sentence_at(self.transcript.words[self.last].span.start);
        end.of(&self.transcript.text).trim_end_matches(['”', '"', '’', ')']).ends_with('?')
    }

    /// The passage stands in a condition, or behind one: "if it rains, | we close".
    fn condition_before(&self) -> Option<String> {
        let clause = self.clause();
        let inside = || (clause..self.first).find(|&n| self.is_condition(n));
        let before = || {
            let at = clause.checked_sub(1).filter(|&n| n >= self.from && self.ends_clause(n))?;
            let opens = |&n: &usize| n == self.from || self.ends_clause(n - 1) || self.begins_clause(n - 1);
            let head = (self.from..=at).rev().find(opens)?;
            (head..(head + 2).min(at)).find(|&n| self.is_condition(n))
        };
        inside().or_else(before).map(|n| self.key(n).to_owned())
    }

    fn is_report(&self, n: usize) -> bool {
        let forms = lexicon::verbs(self.key(n));
        forms.into_iter().any(|(row, _)| {
            row.report().is_some() && row.value("cue") != Some("ask") || row.lemma() == "tell"
        })
    }

    /// "They say that", "I was told", "the insurers claim" directly before the passage; not "I say that".
    fn said_by_others(&self) -> Option<String> {
        let linking =
            |n: &usize| matches!(self.key(*n), "that" | "me" | "us" | "him" | "her" | "them" | "you" | "how");
        let clause = self.clause();
        let head = self.head();
        let verb = match head.checked_sub(1).map(|n| self.key(n)) {
            // "tell my members that"
            Some("that") => (clause..head - 1)
                .rev()
                .take(4)
                .find(|&n| self.is_report(n) || matches!(self.key(n), "read" | "hear" | "heard"))?,
            _ => (clause..self.first).rev().find(|n| !linking(n))?,
        };
        // "I have read that" is another's word, too.
        if matches!(self.key(verb), "read" | "hear" | "heard") {
            return Some(self.key(verb).to_owned());
        }
        if !self.is_report(verb) || lexicon::of(self.key(verb)).is_some_and(lexicon::Entry::is_function) {
            return None;
        }
        let helps = |n: &usize| {
            lexicon::is_closed(self.key(*n))
                && !lexicon::of(self.key(*n)).is_some_and(|row| row.has("pronoun"))
                || lexicon::is_adverb(self.key(*n))
        };
        let subject = (clause..verb).rev().find(|n| !helps(n));
        let told = (clause..verb).rev().take_while(helps).any(|n| {
            matches!(self.key(n), "am" | "are" | "was" | "were" | "been" | "is") && self.key(verb) != "saying"
        });
        let own = subject.is_none_or(|n| matches!(self.key(n), "i" | "we"));
        (told && self.key(verb).ends_with('d') || !own).then(|| self.key(verb).to_owned())
    }

    /// A negation, a condition, a contrast or another's word behind the passage.
    fn behind(&self) -> Option<(Turning, String)> {
        let at = self.last + 1;
        if at < self.to && !self.ends_clause(self.last) && matches!(self.key(at), "not" | "never") {
            return Some((Turning::Negation, self.key(at).to_owned()));
        }
        // "The idea that | is absurd"
        let is = at < self.to
            && !self.ends_clause(self.last)
            && matches!(self.key(at), "is" | "was" | "are" | "were" | "seems");
        if let Some(n) = (at + 1..self.to.min(at + 4)).find(|&n| is && is_refuting(self.key(n))) {
            return Some((Turning::Negation, self.key(n).to_owned()));
        }
        // "…, or so I was told"
        if at + 1 < self.to && self.key(at) == "or" && self.key(at + 1) == "so" {
            return Some((Turning::Attribution, "or so".to_owned()));
        }
        // "…, and if it rains" is of the next clause.
        let next = |n: usize| matches!(self.key(n - 1), "and" | "but" | "so" | "or");
        if let Some(n) = (at..self.to.min(at + CONDITION)).find(|&n| self.is_condition(n) && !next(n)) {
            return Some((Turning::Condition, self.key(n).to_owned()));
        }
        let contrasts = |n: &usize| {
            let row = lexicon::of(self.key(*n));
            row.is_some_and(|row| {
                row.value("conjunction") == Some("but") && row.has("concessive") && !row.has("temporal")
            }) || self.key(*n) == "except"
        };
        if let Some(n) = (at..self.to.min(at + CONTRAST)).find(contrasts) {
            return Some((Turning::Contrast, self.key(n).to_owned()));
        }
        self.said_by_others_behind().map(|verb| (Turning::Attribution, verb))
    }

    /// ", they say", ", said the insurers".
    fn said_by_others_behind(&self) -> Option<String> {
        let at = self.last + 1;
        if at >= self.to || !self.ends_clause(self.last) {
            return None;
        }
        let verb = (at..self.to.min(at + 4)).find(|&n| self.is_report(n))?;
        let ends = verb + 1 >= self.to || self.ends_clause(verb);
        let own = (at..verb).any(|n| matches!(self.key(n), "i" | "we"));
        (ends && verb > at && !own).then(|| self.key(verb).to_owned())
    }

    /// The clause before the passage asks: "Do I think that | …".
    fn opens_question(&self) -> bool {
        self.first > self.from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What turns the part of a sentence that stands between bars.
    fn turned(marked: &str) -> Vec<Turning> {
        let parts: Vec<&str> = marked.split('|').collect();
        let transcript = Transcript::of(&marked.replace('|', ""), false).unwrap();
        let (start, end) = (parts[0].len(), parts[0].len() + parts[1].len());
        let first = transcript.words.iter().position(|w| w.span.start >= start).unwrap();
        let last = transcript.words.iter().rposition(|w| w.span.end <= end).unwrap();
        turnings(&transcript, first, last, false).into_iter().map(|(turning, _)| turning).collect()
    }

    #[test]
    fn what_turns_the_sense_is_told() {
        use Turning::{Attribution, Condition, Contrast, Negation, Question};
        for (text, expected) in [
            ("I would not say that |the sluice is safe|.", Negation),
            ("Nobody in this room believes |the sluice is safe|.", Negation),
            ("I won't stand here and tell you that |everything went right|.", Negation),
            ("I doubt and I deny that |we knew|.", Negation),
            ("I doubt that |we knew|.", Negation),
            ("It is a lie that |we hid the log|.", Negation),
            ("It would be madness to |open the gate|.", Negation),
            ("We were unable to |close the gate in time|.", Negation),
            ("Far from |ignoring the warning|, we rang the mayor.", Negation),
            ("The idea that |we hid the log| is absurd.", Negation),
            ("The claim that |we were drunk| was a complete fabrication.", Negation),
            ("Few of |the boats came home| that night.", Negation),
            ("Only three of |the pumps worked|.", Negation),
            ("We almost |lost the bridge|.", Negation),
            ("I wish I could say that |we were ready|.", Condition),
            ("Should the dyke break, |the whole town would drown|.", Condition),
            ("|We would have told them everything|, had they asked.", Condition),
            ("|The pumps had failed|, or so I was told.", Attribution),
            ("If the wind drops, |we will close the bridge|.", Condition),
            ("|We will close the bridge| if it rains.", Condition),
            ("|We will close the bridge|, unless it rains.", Condition),
            ("They say that |it was an act of God|, the insurers do.", Attribution),
            ("I was told that |the pumps had failed|.", Attribution),
            ("|The pumps failed|, they say.", Attribution),
            ("I have read that |I was drunk|.", Attribution),
            ("|We can repair the gate|, but it will take a year.", Contrast),
            ("Do I think that |it was a disaster|?", Question),
        ] {
            assert!(turned(text).contains(&expected), "{text} {:?}", turned(text));
        }
    }

    #[test]
    fn what_leaves_the_sense_is_none_of_it() {
        for text in [
            "|The sluice is safe| for now.",
            "It is not a matter of money, |the sluice is safe|.",
            "No, |the sluice is safe|.",
            "There is no doubt that |the sluice is safe|.",
            "I say that |the sluice is safe|.",
            "I think |the sluice is safe| and it will stay so.",
            "|We will rebuild|, even if it takes ten years.",
            "I will not resign and |I will rebuild this town|.",
            "Not only |the gate failed| that night.",
            "Without a doubt |the sluice is safe|.",
            "Most of |the pumps worked|.",
            "They were wrong, and |the sluice is safe|.",
            "We had a plan and |we kept to it|.",
            "You should know that |the sluice is safe|.",
            "|The sluice is safe| and the rest is rubbish.",
        ] {
            assert_eq!(turned(text), [], "{text}");
        }
    }
}
