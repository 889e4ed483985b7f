//! Two spellings of one word: marks over its letters, a letter more, a slip of the pen.

use super::inflect::Class;
use super::relations::{LexicalWord, Relation};
use super::thresholds::{NAME_WITH_SLIP, WORD_WITH_SLIP, WORD_WITH_TWO_SLIPS};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether two names (in lower case) are two spellings of one: they differ in marks over letters only, or one has a
/// letter more, or two letters changed places. Two words of the language are two names: "Bells" and "Belles".
#[must_use]
pub fn respelt(a: &str, b: &str) -> bool {
    let (x, y) = (plain(a), plain(b));
    if x == y {
        return true;
    }
    if are_two_words(&LexicalWord::of(a), &LexicalWord::of(b)) {
        return false;
    }
    let (x, y): (Vec<char>, Vec<char>) = (x.chars().collect(), y.chars().collect());
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    if short.len() < NAME_WITH_SLIP
        || short[0] != long[0]
        || long.len() > short.len() + 1
        || short.last() != long.last()
    {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(p, q)| p == q).count();
    if short.len() < long.len() {
        return short[head..] == long[head + 1..];
    }
    let swapped = head + 1 < short.len() && short[head] == long[head + 1] && short[head + 1] == long[head];
    swapped && short[head + 2..] == long[head + 2..]
}

/// Whether of two names (in lower case) one may be the other misspelt: a letter is another one, or more, or less, or the
/// letters of a short form changed places. Two words of the language are two names.
#[must_use]
pub fn may_be_misspelt(a: &str, b: &str) -> bool {
    if are_two_words(&LexicalWord::of(a), &LexicalWord::of(b)) {
        return false;
    }
    let (x, y): (Vec<char>, Vec<char>) = (plain(a).chars().collect(), plain(b).chars().collect());
    let sorted = |letters: &[char]| {
        let mut letters = letters.to_vec();
        letters.sort_unstable();
        letters
    };
    let one_slip = strsim::osa_distance(&plain(a), &plain(b)) == 1;
    x.len().min(y.len()) >= WORD_WITH_SLIP
        && x[0] == y[0]
        && one_slip
        && (x.len() >= NAME_WITH_SLIP || sorted(&x) == sorted(&y))
}

/// Whether one of two words in lower case is a slip of the pen for the other: no word itself, and a letter or two away.
#[must_use]
pub fn slip(a: &str, of_a: &LexicalWord, b: &str, of_b: &LexicalWord) -> bool {
    let (no_a, no_b) = (of_a.lemmas().is_empty(), of_b.lemmas().is_empty());
    let longest = a.len().max(b.len());
    let allowed = if longest >= WORD_WITH_TWO_SLIPS { 2 } else { 1 };
    // "teh": a small word of so few letters is known by having all of them.
    let small = |word: &LexicalWord| word.lemmas().iter().any(|lemma| lemma.class == Class::Function);
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let turned = (small(of_a) || small(of_b)) && letters(a) == letters(b);
    no_a != no_b
        && (longest >= WORD_WITH_SLIP || longest + 1 == WORD_WITH_SLIP && turned)
        && a.len().abs_diff(b.len()) <= 2
        && strsim::osa_distance(a, b) <= allowed
}

/// Whether two forms are words of the language, and two of them: neither forms nor spellings of one.
#[must_use]
pub fn are_two_words(a: &LexicalWord, b: &LexicalWord) -> bool {
    let known = !a.lemmas().is_empty() && !b.lemmas().is_empty();
    known
        && matches!(
            a.relate(b).0,
            Relation::None
                | Relation::Sister
                | Relation::Broader
                | Relation::Narrower
                | Relation::Similar
                | Relation::Opposite
        )
}

/// A word without marks over its letters.
fn plain(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_misspelt() {
        for (a, b) in [
            ("peterson", "petersen"),
            ("achterbosch", "achterbosh"),
            ("oced", "oecd"),
            ("iabd", "iadb"),
            ("marchbank", "marchbanks"),
            ("johanssen", "johansson"),
        ] {
            assert!(may_be_misspelt(a, b) && may_be_misspelt(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("iran", "iraq"),
            ("cia", "fbi"),
            ("bells", "belles"),
            ("hall", "ball"),
            ("webb", "ward"),
            ("peterson", "pattersen"),
            ("bakers", "breakers"),
            ("lee", "leo"),
        ] {
            assert!(!may_be_misspelt(a, b), "{a} {b}");
        }
    }

    #[test]
    fn spellings_of_one_name() {
        for (a, b) in
            [("mezőkeresztes", "mezokeresztes"), ("i\u{307}stanbul", "istanbul"), ("ethopia", "ethiopia")]
        {
            assert!(respelt(a, b), "{a} / {b}");
        }
        let two = [("iran", "iraq"), ("mali", "malawi"), ("gambia", "zambia"), ("niger", "nigeria")];
        for (a, b) in
            two.into_iter().chain([("angles", "angels"), ("ponder", "pounder"), ("casual", "causal")])
        {
            assert!(!respelt(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn words_are_two_where_no_lemma_is_theirs() {
        let two = |a: &str, b: &str| are_two_words(&LexicalWord::of(a), &LexicalWord::of(b));
        for (a, b) in [("bells", "belles"), ("plans", "planes"), ("angels", "angles"), ("bats", "baths")] {
            assert!(two(a, b) && two(b, a), "{a} / {b}");
        }
        for (a, b) in
            [("centre", "center"), ("bell", "bells"), ("planes", "plane"), ("goverment", "government")]
        {
            assert!(!two(a, b) && !two(b, a), "{a} / {b}");
        }
    }

    #[test]
    fn slips_are_no_words() {
        let is_slip = |a: &str, b: &str| slip(a, &LexicalWord::of(a), b, &LexicalWord::of(b));
        for (a, b) in [("goverment", "government"), ("tarrifs", "tariffs"), ("wich", "which"), ("teh", "the")]
        {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} / {b}");
        }
        for (a, b) in [("approved", "improved"), ("minister", "minster"), ("qwrtz", "house")] {
            assert!(!is_slip(a, b), "{a} / {b}");
        }
    }
}
