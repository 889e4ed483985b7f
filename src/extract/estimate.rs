//! "The ministry put the number of dead at 11": who puts a figure at something says so, though with no verb of saying.

use super::attribution::Attribution;
use super::cues;
use super::finding::{Passage, touches};
use super::rule_names::ESTIMATED;
use super::stance::is_finite;
use super::thresholds::{LONGEST_ANTECEDENT, SHARE_OF_PERSONS, WORDS_OF_DENIAL};
use crate::english::LexicalWord;
use crate::english::lexicon;
use crate::text::{Document, Span};

/// Whether a verb puts something at a figure.
pub(super) fn is_estimate(document: &Document, verb: Span) -> bool {
    matches!(document.slice(verb), "put" | "puts") && object(document, verb).is_some()
}

/// What is put at a figure, up to the "at": a thing that can be counted or measured, not one that lies somewhere.
fn object(document: &Document, verb: Span) -> Option<Span> {
    let end = document.sentences[document.sentence_at(verb.start)?].end;
    let all: Vec<Span> = cues::tokens(document, Span::new(verb.end, end.max(verb.end)))
        .filter(|t| t.start >= verb.end)
        .take(LONGEST_ANTECEDENT)
        .collect();
    let word = |t: &Span| document.slice(*t).to_lowercase();
    let at = all.iter().position(|t| word(t) == "at").filter(|&at| at > 0)?;
    let opens = lexicon::of(&word(&all[0])).is_some_and(|row| row.has("determiner") || row.has("refers"))
        || document.slice(all[0]).starts_with(char::is_uppercase);
    let plain = all[..at].iter().all(|t| {
        let w = word(t);
        w.starts_with(|c: char| c.is_alphanumeric() || "’'-".contains(c)) && !is_finite(&w)
    });
    let laid = LexicalWord::of(&word(&all[at - 1])).share_in("noun.artifact") > SHARE_OF_PERSONS;
    let figure = |t: &Span| {
        let w = document.slice(*t);
        w.starts_with(|c: char| c.is_ascii_digit() || "$£€".contains(c))
            || lexicon::of(&w.to_lowercase()).is_some_and(|row| row.has("number_word"))
    };
    // "at about 40", "at closer to £4m"
    let leads = |t: &&Span| {
        let w = word(t);
        let phrase = w == "at" || lexicon::of(&w).is_some_and(|row| row.has("determiner"));
        w.starts_with(char::is_alphabetic) && !figure(t) && !is_finite(&w) && !phrase
    };
    let led = all[at + 1..].iter().take_while(leads).take(WORDS_OF_DENIAL / 2).count();
    let counted = all.get(at + 1 + led).is_some_and(figure);
    // "at 40 Mill Lane"
    let address = all.get(at + 2 + led).is_some_and(|t| document.slice(*t).starts_with(char::is_uppercase));
    (opens && plain && !laid && counted && !address).then(|| Span::new(all[0].start, all[at].end))
}

/// Finds such sentences; `known` are the attributions found so far.
pub(super) fn estimates(document: &Document, known: &[Attribution]) -> Vec<Passage> {
    let mut contents: Vec<Span> = known.iter().flat_map(|a| &a.content).copied().collect();
    contents.sort_unstable();
    let inside = |verb: Span| touches(&contents, verb);
    let verbs = document.tokens.iter().filter(|t| is_estimate(document, **t) && !inside(**t));
    verbs.filter_map(|&verb| estimated(document, verb)).collect()
}

/// Who puts what at which figure, in a sentence that begins with who does.
fn estimated(document: &Document, verb: Span) -> Option<Passage> {
    let sentence = document.sentences[document.sentence_at(verb.start)?];
    let words = document.text.get(verb.end..sentence.end)?;
    let end = verb.end + words.trim_end_matches(['.', '!', '?', ' ']).len();
    let content = Span::new(object(document, verb)?.start, end);
    let before: Vec<Span> = cues::tokens(document, Span::new(sentence.start, verb.start)).collect();
    let border = |t: &Span| {
        let w = document.slice(*t).to_lowercase();
        matches!(w.as_str(), ";" | ":" | "," | "“" | "\"")
            || lexicon::of(&w).is_some_and(|row| row.has("conjunction") || row.has("clause"))
    };
    let from = before.iter().rposition(border).map_or(0, |at| at + 1);
    let own = &before[from..];
    let helps = |t: &&Span| {
        let w = document.slice(**t).to_lowercase();
        lexicon::is_adverb(&w) || lexicon::verbs(&w).any(|(row, _)| row.lemma() == "have")
    };
    let end = own.len() - own.iter().rev().take_while(helps).count();
    let source = Span::new(own.first()?.start, own[..end].last()?.end);
    Some(Passage::new(Some(source), Some(verb), vec![content], ESTIMATED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(String, String)> {
        let document = Document::new(text);
        let passage = estimates(&document, &[]).into_iter().next()?;
        Some((document.slice(passage.source?).to_owned(), document.slice(passage.content[0]).to_owned()))
    }

    #[test]
    fn who_puts_something_at_a_figure_says_so() {
        for (text, who, what) in [
            ("Officials put the number of dead at 11.", "Officials", "the number of dead at 11"),
            (
                "The ministry put the death toll at 211 on Monday.",
                "The ministry",
                "the death toll at 211 on Monday",
            ),
            ("Police put the crowd at about 3,000.", "Police", "the crowd at about 3,000"),
            ("The firm has put its losses at £4m.", "The firm", "its losses at £4m"),
            ("The census puts the population at forty.", "The census", "the population at forty"),
            ("The union put the figure at closer to 400.", "The union", "the figure at closer to 400"),
            (
                "Organisers spoke of 80,000; police put the figure at 25,000.",
                "police",
                "the figure at 25,000",
            ),
            ("It rained, but analysts put the cost at $30.", "analysts", "the cost at $30"),
            ("The clerk later put the damage at 5m crowns.", "The clerk", "the damage at 5m crowns"),
            ("Mara Voss puts the odds at 3 to 1.", "Mara Voss", "the odds at 3 to 1"),
        ] {
            assert_eq!(found(text), Some((who.to_owned(), what.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_put_elsewhere_says_nothing() {
        for text in [
            "The board put the house at risk.",
            "She put the children at ease.",
            "Voss put the keys at the door at 9.",
            "He put the table at 40 Mill Lane.",
            "They put up a tent at 9pm.",
            "The board put off the vote at 4pm.",
            "Voss put money on Dan Ember at 40 to 1.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
