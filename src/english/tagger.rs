//! What each word of a sentence is: the likeliest row of classes, from how common each class of the word is and from
//! what commonly follows what (a hidden Markov model with weights set by hand; Viterbi finds the row).

use super::inflect::{Class, Inflection};
use super::lexicon;
use super::relations::LexicalWord;

/// What a word is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Tag {
    /// "Upton"
    Name,
    /// "bridge"
    Noun,
    /// "closed"
    Verb,
    /// "old"
    Adjective,
    /// "quickly"
    Adverb,
    /// "twelve"
    Figure,
    /// "the", "his", "'s"
    Determiner,
    /// "into"
    Preposition,
    /// "she"
    Pronoun,
    /// "was", "will", "to" before a verb
    Auxiliary,
    /// "and", "because", "who"
    Joint,
}

/// A word as the tagger sees it.
#[derive(Debug, Clone, Copy)]
pub struct SeenWord<'a> {
    /// In lower case.
    pub norm: &'a str,
    /// What the lexicon knows of it.
    pub word: &'a LexicalWord,
    /// It has a capital that tells something: not at the start of a sentence.
    pub name: bool,
    /// It is part of a figure.
    pub figure: bool,
    /// A comma or the end of a clause stands before it.
    pub parted: bool,
}

const TAGS: [Tag; 11] = [
    Tag::Name,
    Tag::Noun,
    Tag::Verb,
    Tag::Adjective,
    Tag::Adverb,
    Tag::Figure,
    Tag::Determiner,
    Tag::Preposition,
    Tag::Pronoun,
    Tag::Auxiliary,
    Tag::Joint,
];

/// Natural logarithms of how often one class follows another, rows and columns in the order of [`TAGS`].
#[rustfmt::skip]
const FOLLOWS: [[f32; 11]; 11] = [
    [-1.0, -2.0, -1.6, -4.0, -3.0, -3.0, -2.2, -1.7, -5.0, -1.8, -1.9],
    [-4.0, -1.8, -1.9, -3.8, -2.7, -3.5, -2.6, -1.2, -3.5, -1.8, -1.7],
    [-2.3, -2.2, -3.5, -2.5, -2.2, -2.5, -1.2, -1.4, -2.2, -1.6, -2.0],
    [-3.0, -0.5, -4.0, -2.2, -4.0, -4.0, -5.0, -2.0, -5.0, -3.0, -2.3],
    [-3.5, -3.0, -1.3, -1.5, -2.5, -2.0, -2.3, -2.0, -2.8, -2.5, -2.8],
    [-2.2, -0.8, -3.0, -1.8, -3.5, -2.0, -4.0, -2.0, -5.0, -3.0, -2.5],
    [-2.2, -0.7, -5.0, -1.3, -3.5, -2.5, -5.0, -6.0, -7.0, -7.0, -7.0],
    [-1.5, -1.6, -3.0, -2.1, -4.0, -2.0, -0.9, -4.0, -3.0, -6.0, -4.0],
    [-4.0, -3.8, -1.0, -4.0, -2.0, -4.0, -3.0, -2.5, -4.0, -1.2, -3.0],
    [-4.0, -3.2, -0.8, -2.3, -1.8, -3.5, -2.3, -2.8, -4.0, -1.8, -4.5],
    [-2.0, -2.0, -2.2, -2.5, -2.8, -2.8, -1.5, -3.0, -1.8, -2.3, -4.0],
];

/// The same for what follows the start of a clause.
const STARTS: [f32; 11] = [-1.5, -1.8, -3.0, -2.4, -2.4, -2.5, -1.2, -1.8, -2.0, -3.6, -2.2];

/// The likeliest tags of a row of words, one for each; the time is linear in their number.
#[must_use]
pub fn tag(words: &[SeenWord<'_>]) -> Vec<Tag> {
    let mut paths: Vec<[usize; 11]> = Vec::with_capacity(words.len());
    let mut scores = [f32::NEG_INFINITY; 11];
    for (n, word) in words.iter().enumerate() {
        let here = likelihood(word);
        let mut next = [f32::NEG_INFINITY; 11];
        let mut from = [0; 11];
        for to in 0..TAGS.len() {
            if here[to] == f32::NEG_INFINITY {
                continue;
            }
            let (best, score) = if n == 0 {
                (0, STARTS[to])
            } else {
                let step = |at: usize| {
                    // Across a comma a clause may start anew.
                    let follows =
                        if word.parted { FOLLOWS[at][to].max(STARTS[to] - 1.0) } else { FOLLOWS[at][to] };
                    (at, scores[at] + follows)
                };
                (0..TAGS.len()).map(step).max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0))
            };
            next[to] = score + here[to];
            from[to] = best;
        }
        paths.push(from);
        scores = next;
    }
    let last = (0..TAGS.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
    let mut at = last;
    let mut out = Vec::with_capacity(words.len());
    for from in paths.iter().rev() {
        out.push(TAGS[at]);
        at = from[at];
    }
    out.reverse();
    out
}

/// How likely the word is in each class, as logarithms.
fn likelihood(seen: &SeenWord<'_>) -> [f32; 11] {
    let mut out = [f32::NEG_INFINITY; 11];
    let mut set = |tag: Tag, score: f32| {
        let at = tag as usize;
        out[at] = out[at].max(score);
    };
    if seen.figure {
        set(Tag::Figure, 0.0);
        return out;
    }
    if seen.name {
        set(Tag::Name, 0.0);
        return out;
    }
    if let Some(row) = lexicon::of(seen.norm).filter(|row| row.is_function()) {
        closed(seen.norm, row, &mut set);
        return out;
    }
    if matches!(seen.norm, "'s" | "’s" | "'") {
        set(Tag::Determiner, 0.0);
        set(Tag::Auxiliary, -2.5);
        return out;
    }
    let lemmas = seen.word.lemmas();
    let all: f32 = lemmas.iter().map(|l| f32::from(1 + l.commonness).exp2()).sum();
    for lemma in lemmas {
        let share = (f32::from(1 + lemma.commonness).exp2() / all).ln();
        match lemma.class {
            Class::Noun => set(Tag::Noun, share),
            Class::Verb => {
                // A past or participle is rather a verb, however seldom it was counted as one.
                let past = lemma.inflection.any(Inflection::PAST.or(Inflection::PARTICIPLE));
                set(Tag::Verb, if past { share.max(-0.5) } else { share });
            }
            Class::Adjective => set(Tag::Adjective, share),
            Class::Adverb | Class::Function => set(Tag::Adverb, share),
        }
    }
    if lemmas.is_empty() {
        let verb = seen.norm.ends_with("ed") || seen.norm.ends_with("ing");
        set(Tag::Noun, -0.7);
        set(Tag::Adjective, -2.0);
        set(Tag::Verb, if verb { -0.7 } else { -3.0 });
        set(Tag::Adverb, if seen.norm.ends_with("ly") { 0.0 } else { -5.0 });
    }
    out
}

/// The classes of a word of a closed class.
fn closed(norm: &str, row: &lexicon::Entry, set: &mut impl FnMut(Tag, f32)) {
    if norm == "to" {
        set(Tag::Preposition, -0.7);
        set(Tag::Auxiliary, -0.7);
        return;
    }
    for (tag, _) in row.tags() {
        match tag {
            "determiner" => set(Tag::Determiner, 0.0),
            "pronoun" => set(Tag::Pronoun, -0.3),
            "auxiliary" | "modal" => set(Tag::Auxiliary, 0.0),
            "preposition" => set(Tag::Preposition, -0.2),
            "conjunction" | "conditional" | "causal" | "concessive" => set(Tag::Joint, -0.3),
            _ => {}
        }
    }
    set(Tag::Adverb, -3.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn tags(text: &str) -> Vec<(String, Tag)> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let norms: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
        let known: Vec<Arc<LexicalWord>> = norms.iter().map(|n| LexicalWord::of(n)).collect();
        let seen: Vec<SeenWord<'_>> = (0..words.len())
            .map(|n| SeenWord {
                norm: &norms[n],
                word: &known[n],
                name: n > 0 && words[n].starts_with(char::is_uppercase),
                figure: words[n].starts_with(|c: char| c.is_ascii_digit()),
                parted: false,
            })
            .collect();
        norms.iter().cloned().zip(tag(&seen)).collect()
    }

    #[test]
    fn verbs_are_told_from_nouns() {
        let rows = [
            ("the bank lent the developer 30 million crowns", "lent"),
            ("the union sued the port", "sued"),
            ("police shot the man", "shot"),
            ("imports exceeded exports in the spring", "exceeded"),
            ("the council owes the bank a fortune", "owes"),
            ("the minister plans to visit the island", "plans"),
            ("workers strike at the port", "strike"),
            ("the company will shut the mill", "shut"),
            ("a fire killed 12 people", "killed"),
            ("the court cleared the mayor", "cleared"),
        ];
        for (text, verb) in rows {
            let found = tags(text);
            let verbs: Vec<&str> = found.iter().filter(|t| t.1 == Tag::Verb).map(|t| t.0.as_str()).collect();
            assert!(verbs.contains(&verb), "{text}: {found:?}");
        }
    }

    #[test]
    fn nouns_are_told_from_verbs() {
        let rows = [
            ("the strike at the port goes on", "strike"),
            ("his plans for the island", "plans"),
            ("a shot was heard in the street", "shot"),
            ("the visit of the minister", "visit"),
            ("a report on the fire", "report"),
            ("the state of the roads", "state"),
        ];
        for (text, noun) in rows {
            let found = tags(text);
            assert!(found.iter().any(|t| t.0 == noun && t.1 == Tag::Noun), "{text}: {found:?}");
        }
    }

    #[test]
    fn every_word_has_a_tag() {
        assert_eq!(tag(&[]), []);
        assert_eq!(tags("qwx zzy to to the the of").len(), 7);
    }
}
