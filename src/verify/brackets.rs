//! Brackets: whether words that a writer put into a passage say otherwise than those which they stand for.

use crate::english::{Relation, is_number, is_scale, lexicon, relate, same_said, tokenize};

/// Whether words in brackets (`new`) deny what those said (`old`) do not, have another figure, weekday or scale, or say the
/// opposite; `before` is the word before them.
pub(super) fn says_otherwise(before: &str, new: &[&str], old: &[&str]) -> bool {
    let denied = denies(new) && !denies(old);
    let (one, other) = (figures(old), figures(new));
    let figure = !one.is_empty() && !other.is_empty() && one != ["one"] && one != other;
    let counted = figure && !same_said(&one.join(" "), &other.join(" "));
    // "12 [million] tonnes"
    let scaled = new.first().is_some_and(|word| is_scale(word))
        && is_figure(before)
        && !old.iter().any(|w| is_scale(w));
    denied || counted || scaled || other_day(new, old) || !denies(old) && opposes(new, old)
}

/// Whether one of some words denies.
pub(super) fn denies(words: &[&str]) -> bool {
    words.iter().any(|word| lexicon::negation(word).is_some())
}

fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || tokenize(word).iter().any(is_number)
}

/// The words of numbers among some words.
fn figures<'w>(words: &[&'w str]) -> Vec<&'w str> {
    words.iter().copied().filter(|word| is_figure(word) || is_scale(word)).collect()
}

fn other_day(new: &[&str], old: &[&str]) -> bool {
    let days =
        |words: &[&str]| -> Vec<u8> { words.iter().filter_map(|word| lexicon::weekday(word)).collect() };
    let (new, old) = (days(new), days(old));
    !new.is_empty() && !old.is_empty() && new != old
}

/// A word is the opposite of one that it stands for: "[close]" for "open"; but not "[there]" for "here".
fn opposes(new: &[&str], old: &[&str]) -> bool {
    const MOST: usize = 3;
    let points =
        |word: &str| lexicon::of(word).is_some_and(|row| row.has("pronoun") || row.has("determiner"));
    let fits = |word: &&&str| !points(word) && !matches!(**word, "here" | "there");
    let opposite = |a: &str, b: &str| relate(a, b).0 == Relation::Opposite;
    new.len().max(old.len()) <= MOST
        && new
            .iter()
            .filter(fits)
            .any(|a| !old.contains(a) && old.iter().filter(fits).any(|b| opposite(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_brackets_say_is_compared() {
        let words = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
        for (before, new, old) in [
            ("lost", "14", "four"),
            ("lost", "fourteen", "four"),
            ("made", "14", "12"),
            ("12", "million", ""),
            ("twelve", "thousand", ""),
            ("on", "friday", "sunday"),
            ("will", "shut", "open"),
            ("is", "on", "off"),
            ("was", "lost", "won"),
            ("do", "not", ""),
        ] {
            assert!(says_otherwise(before, &words(new), &words(old)), "{new} for {old}");
        }
        for (before, new, old) in [
            ("lost", "4", "four"),
            ("lost", "the men", "four of them"),
            ("in", "the 2019 report", "this one"),
            ("12", "tonnes", ""),
            ("12", "of them", ""),
            ("on", "the day", "sunday"),
            ("came", "there", "here"),
            ("saw", "the mayor", "him"),
            ("will", "open", "not close"),
            ("cost", "a million pounds", "that"),
            ("he", "said", "says"),
            ("dam", "was safe", "is safe"),
            ("dam", "is secure", "is safe"),
            ("saw", "the new engineer", "this lovely man"),
        ] {
            assert!(!says_otherwise(before, &words(new), &words(old)), "{new} for {old}");
        }
    }
}
