//! Behind: what stands directly behind a passage, or in the next sentence, and turns its sense.

use super::surroundings::Surroundings;
use super::thresholds::{CONDITION, CONTRAST, SEQUEL};
use super::turning::Turning;
use crate::english::lexicon::{self, Modality, Negation, Quantifier};
use crate::english::{Class, Inflection, lemmas};

impl Surroundings<'_> {
    /// What turns the sense behind the passage: the gravest of one sentence, then the next.
    pub(super) fn behind(&self) -> Option<(Turning, String)> {
        self.denied_behind()
            .or_else(|| self.limited_behind())
            .or_else(|| self.said_by_others_behind().map(|verb| (Turning::Attribution, verb)))
            .or_else(|| self.hedged_behind().map(|word| (Turning::Hedge, word)))
            .or_else(|| self.next_sentence())
    }

    fn told(&self, turning: Turning, n: usize) -> (Turning, String) {
        (turning, self.key(n).to_owned())
    }

    fn is_be(&self, n: usize) -> bool {
        matches!(self.key(n), "is" | "'s" | "was" | "are" | "were" | "seems")
    }

    /// "| not", "the idea that | is absurd", "the claim that | is not true"
    fn denied_behind(&self) -> Option<(Turning, String)> {
        let at = self.last + 1;
        if at >= self.to || self.ends_clause(self.last) {
            return None;
        }
        if matches!(self.key(at), "not" | "never") {
            return Some(self.told(Turning::Negation, at));
        }
        // "| is what the owner said"
        if self.is_be(at) && self.key(at + 1) == "what" {
            let verb = (at + 2..self.to).find(|&n| self.is_report(n))?;
            let own = (at + 2..verb).any(|n| self.is_own(n));
            return (!own).then(|| self.told(Turning::Attribution, verb));
        }
        let found = (at + 1..self.to.min(at + 4)).find(|&n| self.is_be(at) && self.is_untrue(n, None))?;
        Some(self.told(Turning::Negation, found))
    }

    /// What stands at `n` calls a thing untrue: "a lie", "false", "not true".
    fn is_untrue(&self, n: usize, how: Option<&str>) -> bool {
        let adjective = lexicon::negation(self.key(n)) == Some(Negation::Adjective);
        let not_true = self.key(n) == "true" && n > 0 && matches!(self.key(n - 1), "not" | "hardly");
        self.refuting(n, how).is_some() || not_true || adjective && matches!(self.key(n), "false" | "untrue")
    }

    /// A condition or a contrast: "| if it rains", "|, but it will take a year".
    fn limited_behind(&self) -> Option<(Turning, String)> {
        let at = self.last + 1;
        // "…, or so I was told"
        if at + 1 < self.to && self.key(at) == "or" && self.key(at + 1) == "so" {
            return Some((Turning::Attribution, "or so".to_owned()));
        }
        // "…, and if it rains" is of the next clause.
        let next = |n: usize| matches!(self.key(n - 1), "and" | "but" | "so" | "or");
        if let Some(n) = (at..self.to.min(at + CONDITION)).find(|&n| self.is_condition(n) && !next(n)) {
            return Some(self.told(Turning::Condition, n));
        }
        if self.is_awaited(at) {
            return Some(self.told(Turning::Condition, at));
        }
        if let Some(words) = self.bounded_behind(at) {
            return Some((Turning::Contrast, words));
        }
        let contrasts = |n: &usize| {
            let row = lexicon::of(self.key(*n));
            row.is_some_and(|row| {
                row.value("conjunction") == Some("but") && row.has("concessive") && !row.has("temporal")
            }) || self.row(*n, "excepting").is_some()
        };
        let n = (at..self.to.min(at + CONTRAST)).find(contrasts)?;
        let length = self.row(n, "excepting").unwrap_or(1);
        Some((Turning::Contrast, self.phrase(n..n + length)))
    }

    /// "|, only not in winter", "|, not for ever"; not "|, not a novel" or "in May|, not in June", which only say it again.
    fn bounded_behind(&self, at: usize) -> Option<String> {
        let limits = |n: &usize| matches!(self.key(*n), "only" | "just" | "though");
        let n = at + (at..self.to).take_while(limits).count();
        if n + 1 >= self.to || !self.ends_clause(self.last) || !self.is_negation(n) {
            return None;
        }
        let next = self.key(n + 1);
        let when = lexicon::is_adverb(next) || lexicon::of(next).is_some_and(|row| row.has("preposition"));
        let again = (self.first..=self.last).any(|m| self.key(m) == next);
        (when && matches!(self.key(n), "not" | "never") && (n > at || !again)).then(|| self.phrase(at..n + 2))
    }

    /// "I won't go | until Friday", "we will pay | when the bank lends": what the passage says holds only then.
    fn is_awaited(&self, at: usize) -> bool {
        let soon = self.key(at) == "as" && self.key(at + 1) == "soon" && self.key(at + 2) == "as";
        let row = lexicon::of(self.key(at)).filter(|row| row.has("awaits"));
        if at >= self.to || !soon && row.is_none() {
            return false;
        }
        let mut passage = self.first..self.last + 1;
        let is = |tag: &str| row.is_some_and(|row| row.has(tag));
        if is("preposition") && passage.clone().any(|n| self.is_negation(n)) {
            return true;
        }
        let announces =
            |n: usize| lexicon::modality(self.key(n)) == Some(Modality::Certain) || self.key(n) == "going";
        // "I think of it when I see him" tells of any time.
        (!is("adverb") || passage.any(announces)) && self.is_to_come(at + 1)
    }

    /// The clause that begins at `from` tells of what is not past: "the bank lends", not "the boat came" or "Friday".
    fn is_to_come(&self, from: usize) -> bool {
        let end = (from..self.to.min(from + CONDITION)).find(|&n| self.ends_clause(n));
        let clause = || from..end.map_or(self.to.min(from + CONDITION), |n| n + 1);
        let form = |n: usize, form: Inflection| {
            lemmas(self.key(n)).iter().any(|l| l.class == Class::Verb && l.inflection.any(form))
        };
        let now = |n: usize| matches!(self.key(n), "is" | "are" | "'s" | "'re" | "am" | "has" | "have");
        let past = |n: usize| {
            matches!(self.key(n), "was" | "were") || form(n, Inflection::PAST) && !form(n, Inflection::BASE)
        };
        let tensed = |n: usize| self.is_pronoun(n) || form(n, Inflection::THIRD_PERSON);
        clause().any(now) || clause().any(tensed) && !clause().any(past)
    }

    /// "|, wasn't it?", "|, right?": whoever speaks asks to be confirmed.
    pub(super) fn is_tagged_behind(&self) -> bool {
        const LONGEST: usize = 3;
        let at = self.last + 1;
        if self.unmarked || at >= self.end || self.end - at > LONGEST || !self.ends_clause(self.last) {
            return false;
        }
        let helps = lexicon::modality(self.key(at)).is_some()
            || lexicon::verbs(self.key(at)).any(|(row, _)| row.has("auxiliary"));
        let last = self.end - 1;
        let inner = at + 1..last.max(at + 1);
        let plain = |n: usize| self.is_pronoun(n) || lexicon::negation(self.key(n)) == Some(Negation::Plain);
        let turned = helps && last > at && plain(last) && inner.clone().all(plain);
        turned || self.asks() && self.end - at == 1
    }

    /// ", they say", ", they keep telling us", ", said the insurers"
    fn said_by_others_behind(&self) -> Option<String> {
        const LONGEST: usize = 5;
        let at = self.last + 1;
        // "…, and neither was answered" is of the next clause.
        if at >= self.to || !self.ends_clause(self.last) || matches!(self.key(at), "and" | "but") {
            return None;
        }
        let ends = |n: usize| n + 1 >= self.to || self.ends_clause(n);
        let whom = |n: usize| matches!(self.key(n), "me" | "us" | "you" | "them" | "everybody" | "everyone");
        let ending = |n: &usize| self.is_report(*n) && ends(n + usize::from(whom(n + 1)));
        if let Some(verb) = (at + 1..self.to.min(at + 4)).find(ending) {
            let own = (at..verb).any(|n| self.is_own(n));
            return (!own).then(|| self.key(verb).to_owned());
        }
        // "said the insurers": a subject, and nothing else.
        let row = lexicon::of(self.key(at + 1));
        let subject = row.is_some_and(|row| row.has("determiner") || row.has("pronoun"))
            || lexicon::scope(self.key(at + 1)).is_some();
        let end = (at + 1..self.to).find(|&n| ends(n))?;
        let said = self.is_report(at) && subject && !self.is_own(at + 1) && end <= at + LONGEST;
        said.then(|| self.key(at).to_owned())
    }

    /// "|, I think", "|, perhaps", "|, or at least that is what I told myself"
    fn hedged_behind(&self) -> Option<String> {
        let at = self.last + 1;
        let ends = |n: usize| n >= self.to || self.ends_clause(n - 1);
        // "| only in theory"
        let only = usize::from(lexicon::scope(self.key(at)) == Some(Quantifier::Only));
        let phrase = self.row(at + only, "hedge").filter(|&length| length > 1 && at < self.to);
        if let Some(length) = phrase.filter(|length| ends(at + only + length)) {
            return Some(self.phrase(at..at + only + length));
        }
        if at >= self.to || !self.ends_clause(self.last) {
            return None;
        }
        let or = usize::from(self.key(at) == "or");
        let least = self.key(at + or) == "at" && self.key(at + or + 1) == "least";
        if least && (or > 0 || matches!(self.key(at + 2), "that" | "so")) {
            return Some(self.phrase(at..at + or + 2));
        }
        if self.is_own(at) && self.is_held(at + 1) && ends(at + 2) {
            return Some(self.key(at + 1).to_owned());
        }
        let length = self.row(at, "hedge")?;
        ends(at + length).then(|| self.phrase(at..at + length))
    }

    /// What the next sentence of the turn does to the one that the passage ends in: "I'm joking", "That is what they say".
    fn next_sentence(&self) -> Option<(Turning, String)> {
        let words = &self.transcript.words;
        let start = words.get(self.end)?.span.start;
        let turn = |at: usize| self.transcript.turn_at(at);
        if self.unmarked || turn(start) != turn(words[self.last].span.start) {
            return None;
        }
        let stop = self.transcript.sentence_at(start).end;
        let end = words.partition_point(|w| w.span.start < stop).min(self.end + SEQUEL);
        let idle = |n: &usize| {
            matches!(self.key(*n), "but" | "and")
                || self.row(*n, "interjection").is_some() && self.key(*n) != "no"
        };
        let at = (self.end..end).find(|n| !idle(n))?;
        self.retracted(end).or_else(|| self.unmeant(at, end)).or_else(|| self.points_back(at, end))
    }

    /// "I am sorry, I misspoke", "Sorry, I meant the north wall", "I take that back"; not "I meant every word".
    fn retracted(&self, end: usize) -> Option<(Turning, String)> {
        let own = |n: usize| n > self.end && (self.is_own(n - 1) || self.key(n - 1) == "me");
        let retracts = |n: &usize| self.row(*n, "retracts").is_some() && own(*n);
        if let Some(n) = (self.end..end).find(retracts) {
            return Some(self.told(Turning::TakenBack, n));
        }
        let excused =
            |n: usize| (self.end..n).any(|m| matches!(self.key(m), "sorry" | "no" | "rather" | "apologies"));
        let meant = |n: &usize| self.key(*n) == "meant" && own(*n) && excused(*n);
        (self.end..end).find(meant).map(|n| self.told(Turning::TakenBack, n))
    }

    /// "I'm only joking", "Or so I was told", "Not really."
    fn unmeant(&self, at: usize, end: usize) -> Option<(Turning, String)> {
        let unmeant = |n: usize| {
            lexicon::verbs(self.key(n))
                .any(|(row, form)| row.has("unmeant") && form.any(lexicon::PARTICIPLES))
        };
        let small = |n: usize| lexicon::is_closed(self.key(n)) || lexicon::is_adverb(self.key(n));
        let joke = (at..end.min(at + 5)).find(|&n| unmeant(n));
        let own = |m: usize| small(m) && self.key(m) != "not" && (self.is_own(m) || !self.is_pronoun(m));
        if let Some(n) = joke.filter(|&n| (at..n).all(own)) {
            return Some(self.told(Turning::TakenBack, n));
        }
        let or = usize::from(self.key(at) == "or");
        let least = self.key(at + or) == "at" && self.key(at + or + 1) == "least";
        if least && (or > 0 || matches!(self.key(at + 2), "that" | "so")) {
            return Some((Turning::TakenBack, "at least".to_owned()));
        }
        // "Or that was the plan, anyway."
        if or > 0 && matches!(self.key(at + 1), "that" | "maybe" | "perhaps" | "not") {
            return Some(self.told(Turning::TakenBack, at));
        }
        if or > 0 && self.key(at + 1) == "so" {
            return Some((Turning::Attribution, "or so".to_owned()));
        }
        let short = matches!(self.key(at + 1), "really" | "quite" | "exactly" | "entirely" | "always");
        (self.key(at) == "not" && (short || end - at == 1)).then(|| self.told(Turning::TakenBack, at))
    }

    /// "That is what my opponent would say", "That was a lie"
    fn points_back(&self, at: usize, end: usize) -> Option<(Turning, String)> {
        if self.key(at) != "that" && self.key(at) != "this" || !self.is_be(at + 1) {
            return None;
        }
        if matches!(self.key(at + 2), "what" | "how") {
            // "This is what they say" leads to more.
            if self.key(at) == "this" {
                return None;
            }
            let verb = (at + 3..end).find(|&n| self.is_report(n) || self.is_held(n))?;
            let own = (at + 3..verb).any(|n| self.is_own(n));
            let once = own && (self.is_past(verb) && self.is_held(verb) || self.key(verb - 1) == "to");
            return match (own, once) {
                (false, _) => Some(self.told(Turning::Attribution, verb)),
                (true, true) => Some(self.told(Turning::TakenBack, verb)),
                (true, false) => None,
            };
        }
        let untrue = (at + 2..end.min(at + 6)).find(|&n| self.is_untrue(n, Some("untrue")))?;
        let denied = self.key(untrue) != "true"
            && (at + 2..untrue).any(|n| lexicon::negation(self.key(n)) == Some(Negation::Plain));
        (!denied).then(|| self.told(Turning::TakenBack, untrue))
    }

    /// A verb in the past: "believed".
    fn is_past(&self, n: usize) -> bool {
        lexicon::verbs(self.key(n)).any(|(_, form)| form.any(Inflection::PAST))
    }
}
