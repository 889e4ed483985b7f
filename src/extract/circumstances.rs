//! What the narration says around what is reported: when it was said ("urged them to pray | as thousands came", "estimated |
//! ahead of the vote | that"), and what became of it ("a warning that it leaked | was ignored").

use super::attribution::{Attribution, CueClass, QuotationKind};
use super::cues;
use super::stance::{is_auxiliary, is_finite};
use super::thresholds::{SHARE_OF_TIMES, WORDS_BEFORE_CLAUSE};
use crate::english::LexicalWord;
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon;
use crate::text::{Document, Span};

/// Takes off what the narration says behind the words reported.
pub(super) fn mend(document: &Document, attribution: &mut Attribution) {
    let (Some(cue), Some(&last)) = (attribution.cue.first(), attribution.content.last()) else { return };
    if attribution.kind != QuotationKind::Indirect || last.start < cue.end {
        return;
    }
    let tokens: Vec<Span> = cues::tokens(document, last).collect();
    let words: Vec<String> = tokens.iter().map(|&t| document.slice(t).to_lowercase()).collect();
    let cut = if is_noun(document, attribution) {
        let names: Vec<bool> =
            tokens.iter().map(|&t| document.slice(t).starts_with(char::is_uppercase)).collect();
        predicate(&words, &names)
    } else {
        time(&words, bids(document, attribution))
    };
    let Some(cut) = cut.filter(|&at| at > 0) else { return };
    if let Some(last) = attribution.content.last_mut() {
        last.end = tokens[cut - 1].end;
    }
}

/// Whether the cue bids somebody to do something: what follows an infinitive then may be when it was bidden. "Said the will to
/// move after …" goes on with its own verb.
fn bids(document: &Document, attribution: &Attribution) -> bool {
    let tells = |w: &str| lexicon::verbs(&w.to_lowercase()).any(|(row, _)| row.lemma() == "tell");
    matches!(attribution.cue_class, CueClass::Ask | CueClass::Order | CueClass::Warn)
        || cues::words(document, &attribution.cue).any(tells)
}

/// Where the clause begins that tells when it was said: "hours before he died", behind what was still to come.
fn time(words: &[String], bids: bool) -> Option<usize> {
    let (at, counted) = (1..words.len()).find_map(|at| {
        let counted = counts_time(&words[at]) && matches!(words.get(at + 1)?.as_str(), "before" | "after");
        (counted || matches!(words[at].as_str(), "as" | "after")).then_some((at, counted))
    })?;
    let (said, behind) = (&words[..at], &words[at + 1 + usize::from(counted)..]);
    if words[at..].iter().any(|w| w == ",") || !is_narrated(behind, words[at] == "as") {
        return None;
    }
    let finite = said.iter().find(|w| is_finite(w));
    let infinitive = said.windows(2).any(|pair| pair[0] == "to" && is_base(&pair[1]));
    // "could not cope": what one is unable to do has no hour.
    let unable =
        finite.is_some_and(|w| matches!(w.as_str(), "could" | "can" | "cannot" | "couldn't" | "couldn’t"));
    let open = bids && finite.is_none() && infinitive || counted && unable;
    // "several hours before"
    let from = (1..at).rev().take_while(|&i| is_amount(&words[i])).last().filter(|_| counted).unwrap_or(at);
    open.then_some(from)
}

/// Whether words are a subject and a verb in the past that tells an event, not how something is done: "as thousands came",
/// but not "as they had agreed".
fn is_narrated(words: &[String], likens: bool) -> bool {
    let Some(verb) = words.iter().position(|w| is_past(w)) else { return false };
    let pronoun = words.first().is_some_and(|w| lexicon::of(w).is_some_and(|row| row.has("pronoun")));
    let reports = lexicon::verbs(&words[verb]).any(|(row, _)| row.has("report") || row.has("cue"));
    let plain = words[..verb].iter().all(|w| !lexicon::of(w).is_some_and(|row| row.has("clause")));
    verb > 0 && plain && !(likens && (pronoun || reports || matches!(words[verb].as_str(), "had" | "did")))
}

fn is_past(word: &str) -> bool {
    let past = |l: &inflect::Lemma| l.class == Class::Verb && l.inflection.any(Inflection::PAST);
    matches!(word, "was" | "were" | "had" | "did") || inflect::lemmas(word).first().is_some_and(past)
}

fn is_base(word: &str) -> bool {
    inflect::lemmas(word).iter().any(|l| l.class == Class::Verb && l.lemma == word)
}

/// "hours", "days", "moments", "shortly"
fn counts_time(word: &str) -> bool {
    LexicalWord::of(word).share_in("noun.time") > SHARE_OF_TIMES || word == "shortly"
}

fn is_amount(word: &str) -> bool {
    let quantity = |row: &lexicon::Entry| {
        row.value("determiner") == Some("quantifier")
            || ["number_word", "scope", "small"].iter().any(|t| row.has(t))
    };
    word.chars().all(|c| c.is_ascii_digit()) || lexicon::of(word).is_some_and(quantity)
}

/// Whether the cue is a noun with a clause: "a warning by nurses that".
fn is_noun(document: &Document, attribution: &Attribution) -> bool {
    let all: Vec<String> = cues::words(document, &attribution.cue).map(str::to_lowercase).collect();
    let article = all.first().is_some_and(|w| lexicon::of(w).is_some_and(|row| row.has("determiner")));
    let clause = attribution.content.first().is_some_and(|s| document.slice(*s).starts_with("that "));
    article && clause && !all.iter().any(|w| is_finite(w))
}

/// Where the verb stands of which the noun with its clause is the subject: "that it leaked | was ignored". A verb group is one
/// verb ("would not have prevented"), and a name is none ("the States are").
fn predicate(words: &[String], names: &[bool]) -> Option<usize> {
    let finite = |at: &usize| !names[*at] && is_finite(&words[*at]);
    let first = (0..words.len()).find(finite)?;
    let helps = |w: &String| is_auxiliary(w) || lexicon::is_adverb(w) || lexicon::is_function(w);
    let group = if is_auxiliary(&words[first]) {
        first + 1 + words[first + 1..].iter().take_while(|w| helps(w)).count()
    } else {
        first
    };
    let second = (group + 1..words.len()).find(|at| is_auxiliary(&words[*at]) && finite(at))?;
    let joins = |w: &String| {
        matches!(w.as_str(), "," | "what")
            || lexicon::of(w)
                .is_some_and(|row| row.has("clause") || row.has("conjunction") || row.has("pronoun"))
    };
    (!words[1..second].iter().any(joins)).then_some(second)
}

/// Whether what stands behind "that" is a clause with a subject of its own: not "the hall that burned", "at that level".
fn opens_clause(document: &Document, behind: Span) -> bool {
    let mut words = cues::tokens(document, behind).map(|t| document.slice(t));
    let Some(first) = words.next() else { return false };
    let norm = first.to_lowercase();
    let begins = |row: &lexicon::Entry| row.has("determiner") || row.has("pronoun") || row.has("number_word");
    let subject = first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || lexicon::of(&norm).is_some_and(begins)
        || inflect::lemmas(&norm).first().is_some_and(|l| l.class == Class::Noun);
    subject && words.any(|w| w.starts_with(char::is_lowercase) && is_finite(w))
}

/// "At *least*", "at *20*": a number and its bound.
fn is_bound(word: &str) -> bool {
    matches!(word, "least" | "most")
        || word.starts_with(|c: char| c.is_ascii_digit())
        || lexicon::of(word).is_some_and(|row| row.has("number_word"))
}

/// Takes off when or where something is said, between its verb and its clause: "estimated ahead of the vote *that*".
pub(super) fn without_time_before_clause(document: &Document, attribution: &mut Attribution) {
    let (Some(cue), [content, ..]) = (attribution.cue.first().copied(), &mut attribution.content[..]) else {
        return;
    };
    if attribution.kind != QuotationKind::Indirect || content.start <= cue.start {
        return;
    }
    let tokens: Vec<Span> = cues::tokens(document, *content).take(WORDS_BEFORE_CLAUSE + 1).collect();
    let word = |t: &Span| document.slice(*t).to_lowercase();
    let Some(that) = tokens.iter().position(|t| word(t) == "that").filter(|&at| at > 1) else { return };
    // "To keep it at that level" and "at least 20 boats that sank" lead in nothing.
    let first = word(&tokens[0]);
    let led = first == "ahead"
        || first != "to"
            && lexicon::of(&first).is_some_and(|row| row.has("preposition"))
            && !is_bound(&word(&tokens[1]));
    let plain = tokens[1..that].iter().all(|t| {
        let word = word(t);
        word.starts_with(char::is_alphanumeric)
            && !(is_finite(&word) && document.slice(*t).starts_with(char::is_lowercase))
            && !lexicon::of(&word).is_some_and(|row| row.has("clause") || row.has("pronoun"))
    });
    let own = opens_clause(document, Span::new(tokens[that].end, content.end));
    let says = cues::tokens(document, cue)
        .last()
        .is_some_and(|t| lexicon::verbs(&word(&t)).any(|(row, _)| row.has("report")));
    if led && plain && own && says {
        content.start = tokens[that].start;
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, mended, words};
    use super::*;

    #[test]
    fn when_it_was_said_is_not_said() {
        for (marked, said) in [
            (
                "{The dean} [urged] <the faithful to pray as thousands filled the square>.",
                "the faithful to pray",
            ),
            ("{The port} [told] <crews to stay ashore after a mast fell on Monday>.", "crews to stay ashore"),
            (
                "{The mayor} [asked] <residents to boil water after a main was hit>.",
                "residents to boil water",
            ),
            (
                "{Orme} [told] a friend <she could not cope hours before a patient died>.",
                "she could not cope",
            ),
            (
                "{Orme} [told] a friend <he could not sleep three days before the raid was made>.",
                "he could not sleep",
            ),
            (
                "[A warning by] {nurses} <that the ward was unsafe was ignored for months>.",
                "that the ward was unsafe",
            ),
            (
                "[A warning] <that the engine had stopped was noted in the log>.",
                "that the engine had stopped",
            ),
            ("[The claim] <that the lock is old has been dismissed by Voss>.", "that the lock is old"),
        ] {
            assert_eq!(mended(marked, mend).1, said, "{marked}");
        }
    }

    #[test]
    fn when_it_happened_is_said() {
        for marked in [
            "{Police} [said] <he died hours before help came>.",
            "{Voss} [said] <the ship would leave hours before the storm came>.",
            "{Voss} [urged] <them to act as the board had agreed>.",
            "{Voss} [urged] <them to act as they did in May>.",
            "{Voss} [asked] <her to serve as chair>.",
            "{Voss} [said] <the lock broke as a ship came in>.",
            "{Voss} [said] <it shut after a mast fell>.",
            "{Voss} [urged] <them to leave before the river rose>.",
            "[A warning] <that the lock was old and was about to fail>.",
            "[A warning] <that what was lost was gold>.",
            "[An admission from] {Voss} <that the lock would not have held>.",
            "{Voss}’s [assertion] <that the crews sent to the States are largely untrained>.",
            "[The claim] <that the lock may never have been repaired>.",
            "{Voss} [said] <the will to build it after the old lock fell saved the port>.",
            "[The claim] <that the lock is old>.",
        ] {
            let said =
                marked.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or("", |(s, _)| s);
            assert_eq!(mended(marked, mend).1, said, "{marked}");
        }
    }

    #[test]
    fn when_it_was_said_stands_before_the_clause() {
        for (marked, said) in [
            (
                "{The port} [estimated] <ahead of the May vote that 40 boats were lost>.",
                "that 40 boats were lost",
            ),
            ("{Voss} [said] <in a letter to the board that it was old>.", "that it was old"),
            ("{Voss} [warned] <before the vote that ice would come>.", "that ice would come"),
            ("{Voss} [said] <in the hall that burned nobody slept>.", "in the hall that burned nobody slept"),
            ("{Voss} [said] <before it rained that it was old>.", "before it rained that it was old"),
            ("{Voss} [said] <the lock that it owns was old>.", "the lock that it owns was old"),
            (
                "{Police} [reported] <at least 20 boats at a yard that works with iron>.",
                "at least 20 boats at a yard that works with iron",
            ),
            ("{The union} [asked] <to hold the rate at that level>.", "to hold the rate at that level"),
            ("{Voss} [says] <despite all that, the lock is old>.", "despite all that, the lock is old"),
            ("{Voss} [warned] <on Monday that boats were at risk>.", "that boats were at risk"),
            (
                "{Voss} [warned] <at a meeting that three boats were at risk>.",
                "that three boats were at risk",
            ),
        ] {
            let (document, mut attribution) = attributed(marked);
            without_time_before_clause(&document, &mut attribution);
            assert_eq!(words(&document, &attribution.content), said, "{marked}");
        }
    }
}
