//! What a sentence tells of that is never a mere remark: violence, death, crime and misconduct; decisions; records and
//! other events with an amount.
//!
//! The lexicon's tags `harm`, `crime`, `decisive` and `event` say which words do.

use super::thresholds::tells::{REACH, SPAN};
use crate::claim::{Sense, Token, parse_figures, tokenize};
use crate::english::lexicon::{self, Entry, PARTICIPLES};
use crate::english::{self, Class, Inflection};

/// What a sentence tells of, by the words that do.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tells {
    /// Violence, death, crime or misconduct: stems of the words.
    pub(super) grave: Vec<String>,
    /// A decision of an office, a court or voters: stems of the words.
    pub(super) decisive: Vec<String>,
    /// A figure is the highest or lowest in a time.
    pub(super) record: bool,
    /// An event that can be looked up has an amount: "fell to 31%".
    pub(super) measured: bool,
}

impl Tells {
    pub(super) fn of(text: &str) -> Self {
        let tokens = tokenize(text);
        let amount = parse_figures(text, &tokens).iter().any(|f| f.sense == Sense::Amount && !f.weak);
        let words: Vec<Token> = tokens.into_iter().filter(Token::is_spoken).collect();
        let norms: Vec<&str> = words.iter().map(|w| w.norm.as_str()).collect();
        let shouting = words.iter().all(|w| !w.span.of(text).chars().any(char::is_lowercase));
        let measured = amount && (0..words.len()).any(|at| is_told(&words, at, |row| row.has("event")));
        let mut tells = Self { record: is_record(&norms), measured, ..Self::default() };
        for (at, word) in words.iter().enumerate() {
            if word.capital && !word.first && !shouting {
                continue; // part of a name
            }
            let phrase = lexicon::phrase(at, |i| norms.get(i).copied()).map(|(row, _)| row);
            let grave = |row: &Entry| row.has("crime") || row.value("harm") == Some("always");
            if phrase.is_some_and(grave) || lexicon::rows(&word.norm).any(grave) || is_blow(&words, at) {
                tells.grave.push(word.stem.clone());
            }
            if phrase.is_some_and(|row| row.has("decisive")) || decides(&words, at) || is_count(&words, at) {
                tells.decisive.push(word.stem.clone());
            }
        }
        tells
    }

    /// Whether it tells of any such thing.
    pub(super) fn any(&self) -> bool {
        !self.grave.is_empty() || !self.decisive.is_empty() || self.record || self.measured
    }
}

const DONE: Inflection = Inflection::PAST.or(Inflection::PARTICIPLE);

/// A decision that was made: "resigned", "the court bans", "bankruptcy"; not "a ban" and "may resign".
fn decides(words: &[Token], at: usize) -> bool {
    let norm = &words[at].norm;
    let can_be_verb = || english::lemmas(norm).iter().any(|l| l.class == Class::Verb);
    let decision = |row: &Entry| row.has("decisive") || row.value("cue") == Some("order");
    is_told(words, at, decision) || lexicon::nouns(norm).any(|(row, _)| row.has("decisive")) && !can_be_verb()
}

/// "The vote was 19 to 17": how a vote went.
fn is_count(words: &[Token], at: usize) -> bool {
    let vote = lexicon::nouns(&words[at].norm).any(|(row, _)| row.lemma() == "vote");
    let number = |w: &Token| w.norm.starts_with(|c: char| c.is_ascii_digit());
    vote && words[at + 1..].iter().take(REACH).any(number)
}

/// Whether a verb of some kind tells of what took place or takes place now: "fell", "has paid", "the court bans the sale";
/// not the nouns in "the bans" and "two votes".
fn is_told(words: &[Token], at: usize, of_kind: impl Fn(&Entry) -> bool) -> bool {
    let norm = &words[at].norm;
    let now = || {
        let before = at.checked_sub(1).map(|i| &words[i]);
        let noun_phrase = before.is_some_and(|w| {
            lexicon::of(&w.norm).is_some_and(|row| {
                ["determiner", "preposition", "number_word"].iter().any(|tag| row.has(tag))
            }) || w.norm.starts_with(|c: char| c.is_ascii_digit())
        });
        let object = words.get(at + 1).is_some_and(|w| {
            w.capital
                || lexicon::of(&w.norm).is_some_and(|row| row.has("determiner") || row.has("clause"))
                || w.norm.starts_with(|c: char| c.is_ascii_digit())
        });
        at > 0 && !noun_phrase && object
    };
    lexicon::verbs(norm)
        .any(|(row, form)| of_kind(row) && (form.any(DONE) || form.any(Inflection::THIRD_PERSON) && now()))
}

/// Whether a word is a blow that a person takes: "hit pupils", "the beating of a journalist", "a guard was shot".
fn is_blow(words: &[Token], at: usize) -> bool {
    let strikes = |row: &Entry| row.value("harm") == Some("person");
    let norm = &words[at].norm;
    if !lexicon::rows(norm).any(strikes) {
        return false;
    }
    let taken_by = words[at + 1..].iter().take(REACH).any(is_person);
    let done = lexicon::verbs(norm).any(|(row, form)| strikes(row) && form.any(PARTICIPLES));
    let is_be = |w: &Token| lexicon::rows(&w.norm).any(|row| row.lemma() == "be");
    let helped = words[..at].iter().rposition(is_be).filter(|be| at - be <= REACH);
    let suffers = helped.is_some_and(|be| words[..be].iter().rev().take(REACH).any(is_person));
    taken_by || done && suffers
}

/// Whether a word is of a person: "pupils", "her", "they".
fn is_person(word: &Token) -> bool {
    /// Share of a word's uses in which it is a person.
    const PERSON: f32 = 0.25;
    let known = |row: &Entry| {
        let third = matches!(row.value("refers"), Some("he" | "she" | "they"));
        row.has("person") || row.has("people") || third && !row.has("determiner")
    };
    lexicon::rows(&word.norm).any(known)
        || english::LexicalWord::of(&word.norm).share_in("noun.person") > PERSON
}

/// "The sharpest fall since 2008", "a record 12".
fn is_record(norms: &[&str]) -> bool {
    let number = |norm: &str| norm.starts_with(|c: char| c.is_ascii_digit());
    if !norms.iter().any(|norm| number(norm)) {
        return false;
    }
    let superlative = |norm: &str| {
        let of =
            |l: &english::Lemma| l.class == Class::Adjective && l.inflection.any(Inflection::SUPERLATIVE);
        !matches!(norm, "most" | "least" | "last" | "latest") && english::lemmas(norm).iter().any(of)
    };
    let time = |norm: &&str| matches!(*norm, "since" | "ever" | "years" | "months" | "decades");
    norms.iter().enumerate().any(|(at, norm)| {
        superlative(norm) && norms[at..].iter().take(SPAN).any(time)
            || *norm == "record" && norms[at..].iter().skip(1).take(1).any(|next| number(next))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violence_crime_and_misconduct_are_grave() {
        for text in [
            "The head teacher hit pupils.",
            "They ordered the beating of a journalist.",
            "A guard was shot.",
            "He was charged with theft.",
            "The gunman is still at large.",
            "Two hikers drowned.",
            "A van ploughs into a crowd.",
            "The front claimed responsibility.",
            "Four people were taken to hospital.",
            "Forty people were rescued.",
        ] {
            assert!(!Tells::of(text).grave.is_empty(), "{text}");
        }
        for text in [
            "Shares hit a low.",
            "Profits were hit by rain.",
            "The fund charges a fee.",
            "The film was shot in May.",
            "The album Murder Songs came out in May.",
        ] {
            assert_eq!(Tells::of(text).grave, [""; 0], "{text}");
        }
    }

    #[test]
    fn decisions_are_made_not_pondered() {
        for text in [
            "The minister resigned.",
            "The bank faces bankruptcy.",
            "She stepped down in May.",
            "The chamber approves the sale.",
            "The chamber votes 64–35 to sell.",
            "The vote was 19 to 17.",
        ] {
            assert!(!Tells::of(text).decisive.is_empty(), "{text}");
        }
        for text in [
            "The minister may resign.",
            "A ban is unlikely.",
            "He went on.",
            "The two votes the town has are safe.",
        ] {
            assert_eq!(Tells::of(text).decisive, [""; 0], "{text}");
        }
    }

    #[test]
    fn records_have_a_figure_and_a_time() {
        assert!(Tells::of("Stocks fell 9%, the sharpest fall since 2008.").record);
        assert!(Tells::of("Exports rose to a record 12 tons.").record);
        assert!(!Tells::of("The oldest of 3 sisters sings.").record);
        assert!(Tells::of("Turnout fell to 31%.").measured && !Tells::of("Tickets cost £5.").measured);
        assert!(!Tells::of("It was the warmest day since records began.").record);
    }
}
