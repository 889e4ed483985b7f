//! Sense: what was cut off beside a passage that turns what it says.
//!
//! "I would not say that | the sluice is safe", "the sluice is safe | if nobody leans on it", "They say | it is safe".

use super::surroundings::Surroundings;
use super::thresholds::REFUTED;
use super::transcript::Transcript;
use super::turning::Turning;
use crate::english::lexicon::{self, Quantifier};

/// What turns the sense of the words from place `first` to `last`, with the word that does it; `asked` says that the passage
/// is quoted as a question.
pub(super) fn turnings(
    transcript: &Transcript,
    first: usize,
    last: usize,
    asked: bool,
) -> Vec<(Turning, String)> {
    let around = Surroundings::of(transcript, first, last);
    let mut found: Vec<(Turning, String)> = leads(&around).collect();
    if found.is_empty() {
        found.extend(around.held_before());
    }
    found.extend(around.behind());
    let to = around.to;
    let open = around.asks() && to > last + 1 - usize::from(last + 1 == to) && first > around.from;
    let whether = around.head() > around.from && around.key(around.head() - 1) == "whether";
    if !asked && (open || whether || around.is_asked() || around.is_tagged_behind()) {
        found.push((Turning::Question, if whether { "whether" } else { "?" }.to_owned()));
    }
    found
}

/// What stands before a passage in its sentence and turns its sense.
fn leads(around: &Surroundings<'_>) -> impl Iterator<Item = (Turning, String)> {
    let others = around.said_by_others().or_else(|| around.led_in_by_others());
    [
        around.denied_before().or_else(|| around.falls_short()).map(|w| (Turning::Negation, w)),
        around.condition_before().map(|w| (Turning::Condition, w)),
        around.supposed_before().map(|w| (Turning::Supposed, w)),
        others.map(|w| (Turning::Attribution, w)),
    ]
    .into_iter()
    .flatten()
}

/// The first of what leads into words and turns their sense, or makes it less sure.
pub(super) fn led_in(around: &Surroundings<'_>) -> Option<(Turning, String)> {
    leads(around).next().or_else(|| around.held_before())
}

impl Surroundings<'_> {
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

    /// A negation before the passage in its clause, unless another turns it round.
    fn denied_before(&self) -> Option<String> {
        let clause = self.clause()..self.first;
        if self.unmarked && !self.goes_on() || self.is_granted(clause.start) {
            return None;
        }
        let negations: Vec<usize> = clause.clone().filter(|&n| self.is_negation(n)).collect();
        let doubts = clause.clone().filter(|&n| self.is_doubt(n)).count();
        let asserted = (negations.len() + doubts).is_multiple_of(2);
        // "I doubt that |"
        let doubted = || clause.clone().find(|&n| self.key(n).starts_with("doubt"));
        let first = negations.first().copied().or_else(doubted)?;
        (!asserted).then(|| self.key(first).to_owned())
    }

    /// What follows holds, denied or not: "I do not regret that |", "we could not be prouder that |", "I cannot say often
    /// enough that |".
    fn is_granted(&self, clause: usize) -> bool {
        let factive = |n: usize| {
            let rows =
                || lexicon::rows(self.key(n)).chain(lexicon::adjectives(self.key(n)).map(|(row, _)| row));
            // "forget to" is not "forget that".
            rows().any(|row| row.has("factive")) && self.key(self.head() - 1) != "to"
        };
        let can = (clause..self.first).find(|&n| matches!(self.key(n), "can" | "could" | "cannot"));
        let ample = |n: usize| {
            matches!(self.key(n), "enough" | "too" | "more" | "less")
                && !lexicon::of(self.key(n - 1)).is_some_and(|row| row.has("determiner"))
        };
        self.lead().is_some_and(factive) || can.is_some_and(|n| (n + 1..self.first).any(ample))
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

    /// "I wish I could say that |", "suppose that |"
    fn supposed_before(&self) -> Option<String> {
        // "I wish to |" wants; "he will assume | the office" takes it over.
        let supposes = |n: &usize| {
            self.row(*n, "supposing").is_some() && self.key(n + 1) != "to" && self.is_said_by_self(*n)
        };
        (self.clause()..self.first).find(supposes).map(|n| self.key(n).to_owned())
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
            _ => (clause..head).rev().find(|n| !linking(n))?,
        };
        // "I have read that" is another's word, too.
        if matches!(self.key(verb), "read" | "hear" | "heard") {
            return Some(self.key(verb).to_owned());
        }
        let function = lexicon::of(self.key(verb)).is_some_and(lexicon::Entry::is_function);
        if !self.is_report(verb) || function || self.is_common_knowledge(clause, verb) {
            return None;
        }
        let helps = |n: &usize| self.is_helper(*n);
        let told = (clause..verb).rev().take_while(helps).any(|n| {
            matches!(self.key(n), "am" | "are" | "was" | "were" | "been" | "is") && self.key(verb) != "saying"
        });
        (told && self.key(verb).ends_with('d') || !self.says_own(clause, verb))
            .then(|| self.key(verb).to_owned())
    }

    /// "They want me to say: |", "my opponent claims: |"
    fn led_in_by_others(&self) -> Option<String> {
        let end = self.first.checked_sub(1).filter(|&n| n >= self.from && self.between(n).contains(':'))?;
        let opens = |&n: &usize| n == self.from || self.ends_clause(n - 1) || self.begins_clause(n - 1);
        let clause = (self.from..=end).rev().find(opens)?;
        let says = |n: &usize| self.is_report(*n) || self.key(*n) == "read";
        let verb = (clause..=end).rev().find(says)?;
        // "Let me say", "allow me to say"
        let allowed = (clause + 1..verb)
            .any(|n| self.key(n) == "me" && matches!(self.key(n - 1), "let" | "allow" | "permit"));
        (!allowed && !self.says_own(clause, verb)).then(|| self.key(verb).to_owned())
    }

    fn is_helper(&self, n: usize) -> bool {
        let row = lexicon::of(self.key(n));
        // "Some say" has a subject.
        let several =
            || !matches!(lexicon::scope(self.key(n)), None | Some(Quantifier::All | Quantifier::None));
        let subject = |row: &lexicon::Entry| {
            row.has("pronoun") || row.has("determiner") && several() && self.is_report(n + 1)
        };
        lexicon::is_closed(self.key(n)) && !row.is_some_and(subject) || lexicon::is_adverb(self.key(n))
    }

    /// Whoever speaks says it: "I say that |", "I was wrong to say that |", "it would be wrong to say that |".
    fn says_own(&self, clause: usize, verb: usize) -> bool {
        let infinitive = verb > clause && (self.key(verb - 1) == "to" || self.key(verb).ends_with("ing"));
        let subject = if infinitive {
            // "to say" has its subject further before.
            let person = |n: &usize| lexicon::of(self.key(*n)).is_some_and(|row| row.has("pronoun"));
            return (clause..verb).rev().find(person).is_none_or(|n| self.is_own(n) || self.key(n) == "it");
        } else {
            (clause..verb).rev().find(|n| !self.is_helper(*n))
        };
        subject.is_none_or(|n| self.is_own(n))
    }

    /// "any engineer will tell you that |" says so oneself.
    fn is_common_knowledge(&self, clause: usize, verb: usize) -> bool {
        let every =
            |n: usize| self.key(n).starts_with("any") || lexicon::scope(self.key(n)) == Some(Quantifier::All);
        self.key(verb + 1) == "you" && (clause..verb).any(every)
    }

    /// It is only held to be so, or was once: "I think |", "perhaps |", "I used to say that |".
    fn held_before(&self) -> Option<(Turning, String)> {
        let clause = self.clause();
        if let Some(lead) = self.lead() {
            let used = (clause + 1..lead).find(|&n| self.key(n) == "to" && self.key(n - 1) == "used");
            if used.is_some() && (self.is_report(lead) || self.is_held(lead)) {
                return Some((Turning::TakenBack, "used to".to_owned()));
            }
            if self.is_report(lead) && self.is_forborne(clause, lead) {
                return Some((Turning::TakenBack, self.phrase(lead - 2..lead + 1)));
            }
            // "I vow to |" is a promise, "the suspect | fled" no suspicion.
            let weak = lexicon::is_hedge(self.key(lead)) && lexicon::report(self.key(lead)).is_none();
            let links = lead + 1 < self.head();
            let one = if links {
                (weak || self.is_held(lead)) && !self.is_doubt(lead)
            } else {
                matches!(self.key(lead), "may" | "might" | "seems" | "seemed" | "appears")
                    || self.is_held(lead) && lead > clause && self.is_said_by_self(lead)
            };
            if one {
                return Some((Turning::Hedge, self.key(lead).to_owned()));
            }
        }
        self.hedge_at(clause, self.first)
            .or_else(|| self.hedge_apart(clause))
            .map(|word| (Turning::Hedge, word))
    }

    /// "I was going to say that |": it was not said after all.
    fn is_forborne(&self, clause: usize, verb: usize) -> bool {
        let close = verb >= clause + 3
            && self.key(verb - 1) == "to"
            && matches!(self.key(verb - 2), "going" | "about");
        close && (clause..verb - 2).any(|n| matches!(self.key(n), "was" | "were"))
    }

    /// "in theory |", "perhaps it was |"
    fn hedge_at(&self, at: usize, end: usize) -> Option<String> {
        let length = self.row(at, "hedge").filter(|length| at + length <= end)?;
        let adverb = length > 1 || lexicon::is_adverb(self.key(at)) || self.key(at) == "perhaps";
        adverb.then(|| self.phrase(at..at + length))
    }

    /// "in theory, |", "I think, |"
    fn hedge_apart(&self, clause: usize) -> Option<String> {
        let end = clause.checked_sub(1).filter(|&n| n >= self.from && self.ends_clause(n))? + 1;
        let start = end.saturating_sub(REFUTED).max(self.from);
        let opens = |&n: &usize| n == self.from || self.ends_clause(n - 1) || self.begins_clause(n - 1);
        let at = (start..end).rev().find(opens)?;
        let own = self.is_own(at) && self.is_held(at + 1) && at + 2 == end;
        if own {
            return Some(self.key(at + 1).to_owned());
        }
        self.hedge_at(at, end).filter(|_| self.row(at, "hedge") == Some(end - at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Turning::{Attribution, Condition, Contrast, Hedge, Negation, Question, Supposed, TakenBack};

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
            ("I wish I could say that |we were ready|.", Supposed),
            ("Should the dyke break, |the whole town would drown|.", Condition),
            ("|We would have told them everything|, had they asked.", Condition),
            ("|The pumps had failed|, or so I was told.", Attribution),
            ("We stopped |paying the pilots| in May.", Negation),
            ("They lacked |the courage to sail|.", Negation),
            ("The storm kept us busy, and the failure to |close the lock| was mine.", Negation),
            ("It was anything but clear that |the lock would hold|.", Negation),
            ("I doubt, frankly, that |the lamps were lit|.", Negation),
            ("It would be madness for the town to |sell the pier|.", Negation),
            ("Let us suppose that |the pilot was asleep|.", Supposed),
            ("In theory |the lock closes by itself|.", Hedge),
            ("On paper, |the lock closes by itself|.", Hedge),
            ("I think |the rope was old|.", Hedge),
            ("Perhaps |the rope was old|.", Hedge),
            ("It is possible that |the rope was old|.", Hedge),
            ("|The rope was old|, I suppose.", Hedge),
            ("|The rope was old|, in theory.", Hedge),
            ("|We did all we could|, or at least that is what I told myself.", Hedge),
            ("I used to believe that |the sea was kind|.", TakenBack),
            ("|He is a fine sailor.| I'm only joking.", TakenBack),
            ("|The pilots were drunk.| That is a lie, of course.", TakenBack),
            ("|The pilots were drunk.| That is what the owners say.", Attribution),
            ("It seems to me that |the rope was old|.", Hedge),
            ("I honestly believe |the rope was old|.", Hedge),
            ("They might |sell the pier to a stranger|.", Hedge),
            ("We hope to |open the pier in May|.", Hedge),
            ("|The rope will hold.| Or that is the hope, anyway.", TakenBack),
            ("|The rope will hold.| Or maybe it won't.", TakenBack),
            ("I don't know whether |the rope was old|.", Question),
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
    fn what_bounds_or_asks_turns_the_sense() {
        for (text, expected) in [
            ("|It was a bribe|, wasn't it?", Question),
            ("|You sold the pier|, did you not?", Question),
            ("|We open the pier in May|, right?", Question),
            ("Some claim |the rope was old|.", Attribution),
            ("Many say that |the rope was old|.", Attribution),
            ("I was going to say that |the pilot was drunk|.", TakenBack),
            ("I was about to say |the pilot was drunk|.", TakenBack),
            ("|I won't leave the pier| until the last man is home.", Condition),
            ("|I will not leave| until Friday.", Condition),
            ("|We back the plan| once the toll is gone.", Condition),
            ("|We will pay the pilots| when the bank lends us the money.", Condition),
            ("|We will pay the pilots| as soon as the bank lends us the money.", Condition),
            ("|We back the plan| with the exception of the toll.", Contrast),
            ("|We back the plan| apart from the toll.", Contrast),
            ("|We back the plan| only in theory.", Hedge),
            ("|The lock closes by itself| on paper.", Hedge),
        ] {
            assert!(turned(text).contains(&expected), "{text} {:?}", turned(text));
        }
    }

    #[test]
    fn what_follows_at_a_distance_turns_the_sense() {
        for (text, expected) in [
            ("|The wall is safe|, only not in winter.", Contrast),
            ("|The wall is safe|, just not at high tide.", Contrast),
            ("|The wall is safe|, not for ever.", Contrast),
            ("|The wall is safe|, though not by night.", Contrast),
            ("|The wall is safe.| I am sorry, I misspoke, it is not.", TakenBack),
            ("|The wall is safe.| Sorry, I meant the north wall.", TakenBack),
            ("|The wall is safe.| No, let me correct that.", TakenBack),
            ("|The wall is safe.| I take that back.", TakenBack),
            ("|The wall is safe|, they keep telling us.", Attribution),
            ("|The wall is safe|, the owners assure me.", Attribution),
            ("|The wall is safe|, said the owners.", Attribution),
            ("|The wall is safe|, said nobody ever.", Attribution),
            ("|The wall is safe| is what the owner said.", Attribution),
            ("|The wall is safe|, at least that is what I hope.", Hedge),
            ("They want me to say: |the wall is safe|.", Attribution),
            ("Here is what they told me to read: |the wall is safe|.", Attribution),
            ("My opponent claims: |the wall is safe|.", Attribution),
            ("The minister assured us |the wall is safe|.", Attribution),
            ("They want me to say: |The wall is safe|.", Attribution),
        ] {
            assert!(turned(text).contains(&expected), "{text} {:?}", turned(text));
        }
        for text in [
            "|I want a report|, not a novel.",
            "|We met in May|, not in June.",
            "|I want help|, and not only from the mayor.",
            "|The wall fell.| I am sorry for those who lived below.",
            "|The wall fell.| I meant every word I said to the mayor.",
            "|The wall is safe|, I tell you.",
            "|The wall is safe|, I keep telling them.",
            "|The wall is safe| is what I said.",
            "I will say this: |the wall is safe|.",
            "Let me say it once more: |the wall is safe|.",
            "Allow me to say: |the wall is safe|.",
            "Let me be clear: |the wall is safe|.",
            "I have told the owners: |the wall is safe|.",
            "We had two reasons: |the wall was old|.",
            "|We laughed|, said goodbye and left.",
        ] {
            assert_eq!(turned(text), [], "{text}");
        }
    }

    #[test]
    fn what_one_takes_back_is_nobody_elses_word() {
        for text in ["I was wrong to say that |the rope was old|.", "I used to think |the rope was old|."] {
            let found = turned(text);
            assert!(!found.is_empty() && !found.contains(&Attribution), "{text} {found:?}");
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
            "I know |the sluice is safe| and it will stay so.",
            "If you ask me, |the rope was old|.",
            "If I may say so, |the rope was old|.",
            "We could not be happier that |the pier is open|.",
            "I am not ashamed that |we asked for help|.",
            "I cannot stress enough that |the pier is open|.",
            "Any pilot will tell you that |the sand moves|.",
            "|We pulled them out.| That is what I told the owners.",
            "|We sold the pier.| That was madness.",
            "|We pulled them out.| They were joking by noon.",
            "At the next stop |we got off|.",
            "We stopped |at the mill for lunch|.",
            "The suspect |fled in a van|.",
            "Our plans |were clear to everybody|.",
            "I wish to |thank the whole crew|.",
            "The failure of |the lower gate| drowned the town.",
            "|The owners sent nobody.| Not one.",
            "|We sailed at noon.| This is what the owners say about it, and it is short.",
            "As expected, |the gate held|.",
            "We could |see the flames from here|.",
            "I hoped for rain, and |the rain came|.",
            "It may be late, but |the train will come|.",
            "The voters were told the truth, and |they liked it|.",
            "I am glad to |welcome the crew|.",
            "|We will rebuild|, even if it takes ten years.",
            "I will not resign and |I will rebuild this town|.",
            "Not only |the gate failed| that night.",
            "Without a doubt |the sluice is safe|.",
            "Most of |the pumps worked|.",
            "They were wrong, and |the sluice is safe|.",
            "We had a plan and |we kept to it|.",
            "You should know that |the sluice is safe|.",
            "|The sluice is safe| and the rest is rubbish.",
            "|I wrote two letters|, and neither was answered.",
            "|We closed the pier| until Friday.",
            "|We waited| until the boat came.",
            "|We laughed| when he told us.",
            "|We met once| when I was a boy.",
            "|I often think of it| when I see the pier.",
            "|We closed the pier| rather than sell it.",
            "I was going to |the pier at noon|.",
            "|It was a gift|, and I took it.",
            "|We drew the plan on paper| in May.",
        ] {
            assert_eq!(turned(text), [], "{text}");
        }
    }
}
