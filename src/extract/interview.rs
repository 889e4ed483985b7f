//! Interviews whose turns have no labels: questions are lines of their own, and somebody answers in the first person.
//!
//! A list of questions that the article answers itself is none.

use super::finding::Passage;
use super::rule_names::ANSWER;
use super::thresholds::{LONGEST_ANSWER, LONGEST_PROMPT, LONGEST_QUESTION, LONGEST_SHORT_ANSWER};
use crate::english::lexicon;
use crate::text::{Document, Span};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What an introduction says of an interview.
static INTRODUCED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?i:interview\w*|conversation|q ?& ?a|questions|(?:talk|speak)s? (?:to|with|about)|spoke (?:to|with)",
        r"|talked (?:to|with)|sat down|told us|answer(?:s|ed)|met|meets|(?:quick|rapid)[ -]?fire|(?:minutes|seconds) with)\b",
    ))
    .expect("the pattern is valid")
});

/// Finds the questions, which attribute nothing, and the answers.
pub(super) fn open_interview(document: &Document, lines: &[&str]) -> (Vec<Span>, Vec<Passage>) {
    let asked: Vec<usize> = (0..lines.len()).filter(|&n| is_question(lines[n])).collect();
    let (Some(&first), true) = (asked.first(), asked.len() >= 2) else { return Default::default() };
    let answered = asked.iter().filter(|&&n| lines.get(n + 1).is_some_and(|line| is_first_person(line)));
    let answers = answered.count();
    let addressed = || asked.iter().any(|&n| has(lines[n], is_you));
    let introduced = || lines[..first].iter().any(|line| INTRODUCED.is_match(line));
    // "What do we know?" is the article's own.
    let own = |n: &usize| is_first_person(lines[*n]) && !has(lines[*n], is_you);
    // Two questions are an interview where it is introduced as one.
    if asked.len() == 2 && !introduced()
        || answers < 2
        || answers * 2 < asked.len()
        || asked.iter().any(own)
        || !(addressed() || introduced())
    {
        return Default::default();
    }
    let (mut questions, mut found) = (Vec::new(), Vec::new());
    let mut turn = |prompt: usize, answer: Range<usize>| {
        questions.push(document.paragraphs[prompt]);
        let said = answer.filter(|&n| n == prompt + 1 || is_sentence(lines[n]));
        let content: Vec<Span> = said.map(|n| document.paragraphs[n]).collect();
        if !content.is_empty() {
            found.push(Passage::new(None, None, content, ANSWER));
        }
    };
    for (i, &asks) in asked.iter().enumerate() {
        let last = i + 1 == asked.len();
        let next = asked.get(i + 1).copied().unwrap_or(lines.len()).min(asks + 1 + LONGEST_ANSWER);
        // Behind the last answer the article may go on in its own words.
        let taken_up =
            |n: usize| n + 1 < next && is_prompt(document, lines, n) && is_first_person(lines[n + 1]);
        let goes_on = |n: &usize| !last || is_first_person(lines[*n]) || taken_up(*n);
        let end = (asks + 2..next).take_while(goes_on).last().map_or((asks + 2).min(next), |n| n + 1);
        let mut prompt = asks;
        for n in asks + 2..end {
            if n > prompt + 1 && n + 1 < end && is_prompt(document, lines, n) {
                turn(prompt, prompt + 1..n);
                prompt = n;
            }
        }
        turn(prompt, prompt + 1..end);
    }
    (questions, found)
}

/// Finds questions that are answered in their own paragraph: "Tea or coffee? Tea."
pub(super) fn quick_interview(document: &Document, lines: &[&str]) -> (Vec<Span>, Vec<Passage>) {
    let turn = |n: usize| {
        let (question, answer) = lines[n].split_once("? ")?;
        let short = question.len() < LONGEST_QUESTION && !question.contains(['.', '!', '“', '"', ':']);
        let own = is_first_person(question) && !has(question, is_you);
        let plain = !answer.contains(['?', '“', '"']) && is_sentence(answer);
        let at = document.paragraphs[n].start + question.len() + 1;
        (short && !own && plain).then_some((n, Span::new(document.paragraphs[n].start, at), answer))
    };
    let turns: Vec<(usize, Span, &str)> = (0..lines.len()).filter_map(turn).collect();
    let ([first, .., last], true) = (&turns[..], turns.len() >= 3) else { return Default::default() };
    let introduced = lines[..first.0].iter().any(|line| INTRODUCED.is_match(line));
    let personal = turns.iter().filter(|(.., answer)| is_first_person(answer)).count();
    // A column may ask its reader something now and then; an explainer answers in nobody's person.
    let dense = turns.len() * 3 >= (last.0 - first.0 + 1) * 2;
    let asked = introduced
        || personal * 2 >= turns.len() && turns.iter().any(|(_, q, _)| has(document.slice(*q), is_you));
    if !dense || !asked {
        return Default::default();
    }
    let answer = |(n, question, _): &(usize, Span, &str)| {
        let content = Span::new(question.end + 1, document.paragraphs[*n].end);
        Passage::new(None, None, vec![content], ANSWER)
    };
    (turns.iter().map(|turn| turn.1).collect(), turns.iter().map(answer).collect())
}

fn is_question(line: &str) -> bool {
    line.len() <= LONGEST_QUESTION
        && line.trim_end_matches(['*', '_']).ends_with('?')
        && !line.contains(['“', '"'])
}

/// A line between two answers that asks nothing and is answered: "The county has cut the grant."
fn is_prompt(document: &Document, lines: &[&str], n: usize) -> bool {
    let paragraph = document.paragraphs[n];
    let single = |p: Span| document.sentence_at(p.start).is_some_and(|s| document.sentences[s].end >= p.end);
    let next = lines[n + 1];
    let mut words = next.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let takes_up = words.next().is_some_and(|w| refers(w).is_some());
    let short = next.split_inclusive(['.', '!', ',']).next().map_or(0, |s| s.split_whitespace().count());
    let answers = is_first_person(next) || takes_up || short <= LONGEST_SHORT_ANSWER;
    lines[n].len() <= LONGEST_PROMPT
        && is_sentence(lines[n])
        && single(paragraph)
        && !is_first_person(lines[n])
        && answers
}

/// A line that ends as sentences do; others are headings.
fn is_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')', '*', '_']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether somebody speaks of "I" or "we", outside quotation marks.
pub(super) fn is_first_person(line: &str) -> bool {
    line.split(['“', '”', '"']).step_by(2).any(|part| has(part, |w| matches!(refers(w), Some("i" | "we"))))
}

fn has(line: &str, wanted: impl Fn(&str) -> bool) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(wanted)
}

/// Whom a pronoun means: "i", "we", "you", "it" …; "US" is a country.
fn refers(word: &str) -> Option<&'static str> {
    if word.len() > 1 && word.chars().all(char::is_uppercase) {
        return None;
    }
    lexicon::of(&word.to_lowercase())?.value("refers")
}

fn is_you(word: &str) -> bool {
    refers(word) == Some("you")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each answer's paragraphs.
    fn answers(text: &str) -> Vec<String> {
        let document = Document::new(text);
        let lines: Vec<&str> = document.paragraphs.iter().map(|&p| document.slice(p)).collect();
        let (_, found) = open_interview(&document, &lines);
        let words =
            |f: &Passage| f.content.iter().map(|&s| document.slice(s)).collect::<Vec<_>>().join(" / ");
        found.iter().map(words).collect()
    }

    #[test]
    fn questions_in_lines_of_their_own_are_answered() {
        let ferry = "Tilda Morrow talks to us about boats.\n\nHow did it begin?\n\nMy father had a ferry.\n\n\
                     Is it safe?\n\nWe never lost a bag.\n\nThe engine is from 1950.\n\nWhat comes next?\n\nSleep.\n\n\
                     The ferry leaves at noon.";
        assert_eq!(
            answers(ferry),
            ["My father had a ferry.", "We never lost a bag. / The engine is from 1950.", "Sleep."]
        );
        let addressed = "Mara Voss runs a lock.\n\n**Why you?**\n\nI asked for it.\n\n**Is it old?**\n\nMy mother \
                         called it old.\n\n**And now?**\n\nIt is older.";
        assert_eq!(answers(addressed), ["I asked for it.", "My mother called it old.", "It is older."]);
    }

    #[test]
    fn lines_between_answers_that_ask_nothing_are_the_interviewers() {
        let glass = "Ines Cardo meets us on the roof.\n\nWhy glass?\n\nI like light.\n\nThe roof leaked in May.\n\n\
                     It did. We mended it.\n\nIs it cold?\n\nIt was. My coat is thick.\n\nOn the trains\n\nWho pays?\n\n\
                     We do.\n\nThe town says it does.\n\nI have heard that.";
        assert_eq!(
            answers(glass),
            [
                "I like light.",
                "It did. We mended it.",
                "It was. My coat is thick.",
                "We do.",
                "I have heard that."
            ]
        );
    }

    #[test]
    fn questions_are_answered_in_their_paragraph() {
        let quick = |text: &str| -> Vec<String> {
            let document = Document::new(text);
            let lines: Vec<&str> = document.paragraphs.iter().map(|&p| document.slice(p)).collect();
            let (_, found) = quick_interview(&document, &lines);
            found.iter().map(|f| document.slice(f.content[0]).to_owned()).collect()
        };
        let fire = "QUICK FIRE with keeper Tom Bray\n\nTea or coffee? Tea. Milk first.\n\nBest ground? Upton.\n\nWorst? Sund.";
        assert_eq!(quick(fire), ["Tea. Milk first.", "Upton.", "Sund."]);
        let you = "Mara Voss has a new album.\n\nWhy trains? I like them.\n\nDo you ride? I do.\n\nAnd now? I walk.";
        assert_eq!(quick(you).len(), 3);
        for text in [
            "The pool is shut.\n\nWhy? The pump broke.\n\nWho pays? The town.\n\nWhat next? A vote.",
            "We met Mara Voss.\n\nWhy trains? I like them.\n\nIt rains.\n\nIt pours.\n\nWho pays? The town.\n\nAh.\n\nWhy? It is.",
            "We met Mara Voss.\n\nWhy trains? “I like them.”\n\nWhy? “I do.”\n\nHow? “So.”",
        ] {
            assert_eq!(quick(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn questions_that_the_article_answers_are_no_interview() {
        for text in [
            "The pool is shut.\n\nWhy is it shut?\n\nThe pump broke.\n\nWho pays?\n\nThe town.\n\nWhat next?\n\nA vote.",
            "The flu is back.\n\nWhat do we know?\n\nWe know little.\n\nIs it bad?\n\nWe asked.\n\nShould you stay in?\n\nNo.",
            "A talk with Mara Voss.\n\nIs it safe?\n\n“I think so,” she said.\n\nIs it old?\n\n“I do not know.”\n\nAnd now?\n\nIt rains.",
            "Mara Voss talks to us.\n\nIs it safe?\n\nI think so.\n\nIt rains.",
        ] {
            assert!(answers(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_long_interview_is_read_in_linear_time() {
        let turns = "Are you sure?\n\nI am.\n\nThe town is not.\n\nIt is.\n\n".repeat(5_000);
        assert_eq!(answers(&format!("We met Mara Voss.\n\n{turns}")).len(), 9_999);
    }
}
