//! The lexicon asked by word form: a form has the rows of its lemmas, too.

pub use super::entries::{Entry, Modality, Negation, Quantifier, Strength, TAGS, of, with};

use super::abbreviations;
use super::entries::all;
use super::inflect::{self, Class, Inflection};
use std::sync::LazyLock;

/// The rows of a form in lower case: its own, then those of its lemmas, most common first.
pub fn rows(norm: &str) -> impl Iterator<Item = &'static Entry> {
    let lemmas = inflect::lemmas(norm);
    let others: Vec<_> = lemmas.iter().map(|l| l.lemma).filter(|l| *l != norm).filter_map(of).collect();
    of(norm).into_iter().chain(others)
}

/// The rows of a form in lower case read as a noun: its own, and that of which it is the plural; with which form it is.
pub fn nouns(norm: &str) -> impl Iterator<Item = (&'static Entry, Inflection)> {
    let lemmas = inflect::lemmas(norm);
    let plurals = lemmas
        .iter()
        .filter(|l| l.class == Class::Noun && l.lemma != norm && l.inflection.any(Inflection::PLURAL));
    let mut found: Vec<_> = plurals.filter_map(|l| Some((of(l.lemma)?, Inflection::PLURAL))).collect();
    found.extend(of(norm).map(|row| (row, Inflection::BASE)));
    // "netizens": words that WordNet has not.
    if found.is_empty() {
        found.extend(norm.strip_suffix('s').and_then(of).map(|row| (row, Inflection::PLURAL)));
    }
    found.into_iter()
}

/// The rows of a form in lower case read as a verb, and which form it is.
pub fn verbs(norm: &str) -> impl Iterator<Item = (&'static Entry, Inflection)> + use<> {
    of_class(norm, Class::Verb)
}

/// The rows of a form in lower case read as an adjective: "younger", and which form it is.
pub fn adjectives(norm: &str) -> impl Iterator<Item = (&'static Entry, Inflection)> {
    of_class(norm, Class::Adjective)
}

fn of_class(norm: &str, class: Class) -> impl Iterator<Item = (&'static Entry, Inflection)> + use<> {
    let lemmas = inflect::lemmas(norm);
    let all = (0..lemmas.len()).map(move |n| lemmas[n]);
    all.filter(move |l| l.class == class).filter_map(|l| Some((of(l.lemma)?, l.inflection)))
}

/// What a verb of a clause is that says when: "says", "said".
pub const TENSED: Inflection = Inflection::THIRD_PERSON.or(Inflection::PAST);

/// A participle of either kind: "convicted", "leading".
pub const PARTICIPLES: Inflection = Inflection::PARTICIPLE.or(Inflection::GERUND);

/// Whether a form is a function word.
#[must_use]
pub fn is_function(norm: &str) -> bool {
    of(norm).is_some_and(Entry::is_function)
}

/// Whether a form is of a closed class, opens a clause, or is a form of an auxiliary: "the", "because", "was".
#[must_use]
pub fn is_closed(norm: &str) -> bool {
    let closed = |row: &Entry| row.is_function() || row.has("clause");
    of(norm).is_some_and(closed) || verbs(norm).any(|(row, _)| row.has("auxiliary") && !row.has("ordinary"))
}

/// Whether a word of a closed class is as often an ordinary one: "save", "little", "will".
#[must_use]
pub fn is_ordinary(norm: &str) -> bool {
    of(norm).is_some_and(|row| row.has("ordinary"))
}

/// Whether a form is a verb above all: "said", but not "reports".
#[must_use]
pub fn is_verb(norm: &str) -> bool {
    inflect::lemmas(norm).first().is_some_and(|l| l.class == Class::Verb)
}

/// Whether a form is an adverb and nothing else ("nearly"), or one that the lexicon knows as such ("only", "today").
#[must_use]
pub fn is_adverb(norm: &str) -> bool {
    const ADVERBS: [&str; 7] =
        ["temporal", "scope", "hedge", "booster", "approximate", "causal", "concessive"];
    let lemmas = inflect::lemmas(norm);
    let adverb = |l: &inflect::Lemma| l.class == Class::Adverb;
    let known = |row: &Entry| {
        let first = lemmas.first().is_some_and(adverb) && ADVERBS.iter().any(|tag| row.has(tag));
        first || row.has("small") || row.has("temporal") && !row.has("modifier")
    };
    lemmas.iter().any(adverb) && (lemmas.iter().all(adverb) || of(norm).is_some_and(known))
}

/// The number of a weekday from Monday, by its name or a short form of it.
#[must_use]
pub fn weekday(norm: &str) -> Option<u8> {
    numbered(norm, "weekday", abbreviations::AbbreviationKind::Weekday)
}

/// The number of a month, by its name or a short form of it.
#[must_use]
pub fn month(norm: &str) -> Option<u8> {
    numbered(norm, "month", abbreviations::AbbreviationKind::Month)
}

fn numbered(norm: &str, tag: &str, kind: abbreviations::AbbreviationKind) -> Option<u8> {
    let short = || abbreviations::all(norm).iter().find(|row| row.kind == kind).map(|row| row.full);
    of(norm).filter(|row| row.has(tag)).or_else(|| of(short()?))?.value(tag)?.parse().ok()
}

/// Whether a form carries no proposition of its own: a function word, "also", "now".
#[must_use]
pub fn is_small(norm: &str) -> bool {
    of(norm).is_some_and(|row| row.is_function() || row.has("small"))
}

/// How a form negates, by itself or by its lemma.
#[must_use]
pub fn negation(norm: &str) -> Option<Negation> {
    rows(norm).find_map(Entry::negation)
}

/// Whether a form weakens what is said with it.
#[must_use]
pub fn is_hedge(norm: &str) -> bool {
    rows(norm).any(|row| row.has("hedge"))
}

/// Whether a form makes what is said with it surer.
#[must_use]
pub fn is_booster(norm: &str) -> bool {
    rows(norm).any(|row| row.has("booster"))
}

/// How firmly a form reports.
#[must_use]
pub fn report(norm: &str) -> Option<Strength> {
    rows(norm).find_map(Entry::report)
}

/// How firm a modal verb is.
#[must_use]
pub fn modality(norm: &str) -> Option<Modality> {
    of(norm)?.modality()
}

/// How far a form makes a statement reach.
#[must_use]
pub fn scope(norm: &str) -> Option<Quantifier> {
    rows(norm).find_map(Entry::scope)
}

/// The longest row of several words that begins at `at`; `word(i)` is the form in lower case of the i-th word. Gives
/// the row and how many words it takes. The first word may be inflected: "ruled out".
pub fn phrase<'w>(at: usize, word: impl Fn(usize) -> Option<&'w str>) -> Option<(&'static Entry, usize)> {
    let first = word(at)?;
    let lemmas = inflect::lemmas(first);
    let mut found: Option<(&Entry, usize)> = None;
    for head in std::iter::once(first).chain(lemmas.iter().map(|l| l.lemma)) {
        for (rest, row) in PHRASES.get(head).into_iter().flatten() {
            let length = 1 + rest.len();
            let longer = found.is_none_or(|(_, longest)| length > longest);
            if longer && rest.iter().zip(at + 1..).all(|(part, i)| word(i) == Some(part)) {
                found = Some((row, length));
            }
        }
    }
    found
}

/// A row of several words without its first, and the row.
type Phrase = (Box<[&'static str]>, &'static Entry);

/// The rows of several words by their first.
static PHRASES: LazyLock<fnv::FnvHashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut out: fnv::FnvHashMap<&str, Vec<Phrase>> = fnv::FnvHashMap::default();
    for (row, (first, rest)) in all().filter_map(|row| Some((row, row.lemma().split_once('_')?))) {
        out.entry(first).or_default().push((rest.split('_').collect(), row));
    }
    out
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_of_known_tags() {
        let lemmas: Vec<&str> =
            include_str!("data/lexicon.tsv").lines().map(|l| l.split('\t').next().unwrap_or("")).collect();
        for pair in lemmas.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for row in all() {
            for (name, value) in row.tags() {
                let tag = TAGS.iter().find(|(tag, _, _)| *tag == name);
                let (_, values, _) = tag.unwrap_or_else(|| panic!("{name} of {}", row.lemma()));
                let known = |v: &str| values.split_whitespace().any(|known| known == v);
                assert!(value.split(',').all(known) || values.is_empty() && value.is_empty(), "{row:?}");
            }
            let names: Vec<&str> = row.tags().map(|(name, _)| name).collect();
            assert!((1..names.len()).all(|i| !names[..i].contains(&names[i])), "{row:?}");
        }
    }

    /// A row is of a lemma: of no plural, form of a verb or degree of another. Participles are adjectives, and of the
    /// small words each form stands for itself.
    #[test]
    fn rows_are_lemmas() {
        let degrees = Inflection::COMPARATIVE.or(Inflection::SUPERLATIVE);
        let forms = Inflection::PLURAL.or(Inflection::THIRD_PERSON).or(degrees);
        let mut wrong = Vec::new();
        let single = |row: &&Entry| {
            !row.lemma().contains('_') && !row.has("small") && !row.has("name_part") && !row.is_function()
        };
        for row in all().filter(single) {
            let lemmas = inflect::lemmas(row.lemma());
            let own = lemmas.iter().any(|l| l.lemma == row.lemma());
            let of_another = lemmas.iter().any(|l| l.inflection.any(forms));
            let plural = lemmas.is_empty() && row.lemma().strip_suffix('s').and_then(of).is_some();
            wrong.extend((!own && of_another || plural).then_some(row.lemma()));
        }
        assert!(wrong.is_empty(), "forms of other lemmas: {wrong:?}");
    }

    #[test]
    fn every_tag_is_used() {
        for (tag, values, _) in TAGS {
            assert!(all().any(|row| row.has(tag)), "{tag}");
            for value in values.split_whitespace() {
                let has =
                    |row: &Entry| row.value(tag).is_some_and(|v| v.split(',').any(|part| part == value));
                assert!(all().any(has), "{tag}={value}");
            }
        }
    }

    #[test]
    fn closed_classes_and_strengths() {
        assert!(is_function("notwithstanding") && is_function("whose") && !is_function("mayor"));
        assert_eq!(negation("refused"), Some(Negation::Verb));
        assert_eq!(negation("nobody"), Some(Negation::Plain));
        assert!(report("claimed") < report("believes") && report("said") < report("confirmed"));
        assert!(modality("may") < modality("should") && modality("should") < modality("must"));
        assert!(scope("rarely") < scope("partly") && scope("mainly") < scope("every"));
        assert!(is_hedge("reportedly") && is_hedge("appears") && !is_hedge("mayor"));
        assert!(is_booster("clearly") && is_booster("proved"));
    }

    #[test]
    fn phrases() {
        let find = |text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            phrase(0, |i| words.get(i).copied()).map(|(row, length)| (row.lemma(), length))
        };
        assert_eq!(find("ruled out a run"), Some(("rule_out", 2)));
        assert_eq!(find("in favour of it"), Some(("in_favour_of", 3)));
        assert_eq!(find("ruled against it"), None);
        assert_eq!(find("ruled"), None);
    }
}
