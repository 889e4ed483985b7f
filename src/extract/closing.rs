//! What a sentence ends in that says who shows it, which the tagger passes over behind many commas: "The firm, Ord Ltd, billed it
//! twice, the invoices show.", "…, a source confirms exclusively to the Echo."

use super::attribution::Attribution;
use super::finding::Passage;
use super::stance::is_finite;
use crate::english::{Class, lemmas, lexicon};
use crate::text::{Document, Span};
use regex::Regex;
use std::sync::LazyLock;

/// The end of a sentence that says who shows or confirms it.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?P<content>.{20,}), (?:as )?(?P<who>[^,;:“”()—]{4,60}?) (?P<cue>shows?|showed|indicates?|indicated|reveals?|revealed",
        r"|confirms?|confirmed)(?: exclusively(?: to [^,.;]{2,40})?)?\.$",
    ))
    .expect("the pattern is valid")
});

/// Finds them where no attribution has the clause before them.
pub(super) fn closing_passages(document: &Document, found: &[Attribution]) -> Vec<Passage> {
    let known = |cue: Span| {
        found.iter().any(|a| {
            let before = a.content.iter().any(|c| c.start < cue.start);
            before && a.cue.iter().chain(&a.source).any(|s| s.overlaps(cue))
        })
    };
    let passage = |sentence: &Span| {
        let parts = CLOSING.captures(document.slice(*sentence))?;
        let at = |name: &str| {
            parts.name(name).map(|m| Span::new(sentence.start + m.start(), sentence.start + m.end()))
        };
        let (content, who, cue) = (at("content")?, at("who")?, at("cue")?);
        let clause = document
            .slice(content)
            .split(' ')
            .filter(|w| w.starts_with(char::is_lowercase))
            .any(is_finite_word);
        let fits = clause && names_who(document.slice(who)) && !known(cue);
        let quoted = document.quotations.iter().any(|q| q.outer.overlaps(*sentence));
        (fits && !quoted)
            .then(|| Passage::new(Some(who), Some(cue), vec![content], "who shows it, behind the last comma"))
    };
    document.sentences.iter().filter_map(passage).collect()
}

fn is_finite_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    is_finite(&word)
        || lemmas(&word).iter().any(|l| l.class == Class::Verb && l.inflection.any(lexicon::TENSED))
}

/// "the invoices", "a source", "council records": a noun with an article or in the plural, and no clause.
fn names_who(words: &str) -> bool {
    let all: Vec<String> = words.split(' ').map(str::to_lowercase).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return false };
    let row = lexicon::of(first);
    let opens = row.is_some_and(|row| row.has("determiner"));
    let small = row.is_some_and(|row| row.has("conjunction") || row.has("clause") || row.has("preposition"));
    let noun = lemmas(last).first().is_some_and(|l| l.class == Class::Noun);
    let plain = all.iter().all(|w| !is_finite(w) && lexicon::of(w).is_none_or(|row| !row.has("conjunction")));
    noun && plain && !small && (opens && all.len() > 1 || !opens && last.ends_with('s'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let document = Document::new(text);
        let row = |p: &Passage| {
            let part = |s: Option<Span>| s.map_or("", |s| document.slice(s)).to_owned();
            format!("{} | {} | {}", part(p.source), part(p.cue), document.slice(p.content[0]))
        };
        closing_passages(&document, &[]).iter().map(row).collect()
    }

    #[test]
    fn who_shows_it_stands_behind_the_last_comma() {
        for (text, row) in [
            (
                "The firm, Ord Ltd, billed it twice, the invoices show.",
                "the invoices | show | The firm, Ord Ltd, billed it twice",
            ),
            (
                "The two have ended it, a source confirms exclusively to Loom.",
                "a source | confirms | The two have ended it",
            ),
            (
                "The dam was full by noon, as court records show.",
                "court records | show | The dam was full by noon",
            ),
        ] {
            assert_eq!(found(text), [row], "{text}");
        }
        for text in [
            "The gallery opened late in May, and the new rooms show.",
            "She told the court the whole truth, the show.",
            "In May, at noon, behind the old mill, the rooms show.",
            "He came when the lights were out, which the pictures show.",
            "“It was sold to a rival in May, the minutes show.”",
        ] {
            assert!(found(text).is_empty(), "{text} {:?}", found(text));
        }
    }
}
