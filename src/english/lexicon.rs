//! The lexicon: what news turns on, a row a lemma in `data/lexicon.tsv`.
//!
//! A row is a lemma and its tags, `tag` or `tag=value`; [`TAGS`] explains them all. Several words are joined with `_`.

use super::inflect;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Every tag of the lexicon, the values it may have, and what it says of a word.
pub const TAGS: &[(&str, &str, &str)] = &[
    (
        "determiner",
        "definite indefinite demonstrative possessive quantifier question",
        "\"the\", \"her\", \"every\"",
    ),
    ("pronoun", "first second male female neuter plural indefinite relative", "\"she\", \"nobody\""),
    ("adverb", "question", "\"where\""),
    ("auxiliary", "", "\"be\""),
    ("modal", "possible advised certain", "how firm a modal verb is: \"may\", \"should\", \"will\""),
    ("conjunction", "and or but that", "\"although\""),
    (
        "preposition",
        "place direction source time cause concession opposition purpose company exclusion inclusion topic agent \
         likeness attribution possession",
        "what it may say, parted by commas",
    ),
    ("conditional", "", "\"unless\""),
    ("causal", "", "\"because\", \"result_in\""),
    ("concessive", "", "\"despite\""),
    ("temporal", "", "\"until\", \"former\""),
    ("comparison", "", "\"more\", \"exceed\""),
    ("negation", "plain weak verb adjective noun", "\"not\", \"hardly\", \"refuse\", \"unable\", \"denial\""),
    ("hedge", "", "weakens what is said with it: \"allegedly\", \"seem\""),
    ("booster", "", "makes it surer: \"clearly\", \"prove\""),
    ("approximate", "", "before a figure: \"about\""),
    ("scope", "none few some many most all only", "how far a statement reaches: \"partly\", \"always\""),
    (
        "report",
        "doubting holding plain sure",
        "how firmly it reports: \"claim\", \"believe\", \"say\", \"confirm\"",
    ),
    (
        "cue",
        "say assert deny allege warn promise ask believe want order document",
        "what a speaker does with it",
    ),
    ("judgement", "", "a cue of the outlet's own judgement: \"seem\""),
    ("opinion", "", "\"terrible\", \"think\""),
    ("document", "", "something written: \"poll\""),
    ("organization", "", "\"company\""),
    ("person", "", "what a person is or does: \"senator\""),
    ("role", "", "a person who speaks with an office behind: \"spokesman\""),
    ("title", "", "before a name: \"sen\""),
    ("qualifier", "", "before a title: \"former\""),
    ("honorific", "male female any", "\"mr\", \"dr\""),
    ("sex", "male female", "of the person that a noun names"),
    ("unnamed", "official aide source witness expert analyst worker", "the kind of an unnamed source"),
    ("small", "", "carries nothing of its own, though of no closed class: \"also\", \"now\""),
    (
        "thing",
        "often mostly",
        "reports a thing as readily as a clause, or rather: \"announce\", \"describe\"",
    ),
    ("name_part", "", "a part that many names share: \"north\", \"university\""),
    ("toll", "dead hurt missing held", "whom a toll counts: \"kill\", \"injury\""),
    ("number_word", "", "\"twelve\""),
    ("weekday", "1 2 3 4 5 6 7", "from Monday"),
    ("month", "1 2 3 4 5 6 7 8 9 10 11 12", "from January"),
];

/// How firmly a word reports what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// "claim", "allege"
    Doubting,
    /// "believe", "expect"
    Holding,
    /// "say", "announce"
    Plain,
    /// "confirm", "prove"
    Sure,
}

/// How firmly a modal verb puts what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// "may", "could"
    Possible,
    /// "should", "would"
    Advised,
    /// "will", "must"
    Certain,
}

/// How a word negates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Negation {
    /// "not", "nobody", "without"
    Plain,
    /// "hardly", "seldom"
    Weak,
    /// "refuse", "fail"
    Verb,
    /// "unable", "impossible"
    Adjective,
    /// "denial", "lack"
    Noun,
}

/// How far a statement reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// "nobody"
    None,
    /// "few", "rarely"
    Few,
    /// "some", "partly"
    Some,
    /// "many", "often"
    Many,
    /// "most", "mainly"
    Most,
    /// "all", "always"
    All,
    /// "only", "solely": not on the scale of the others.
    Only,
}

/// A lemma and what is known of it.
#[derive(Debug)]
pub struct Row {
    lemma: &'static str,
    tags: &'static str,
}

static ROWS: LazyLock<HashMap<&str, Row>> = LazyLock::new(|| {
    let lines = include_str!("data/lexicon.tsv").lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(lemma, tags)| (lemma, Row { lemma, tags })).collect()
});

/// The row of a lemma in lower case.
#[must_use]
pub fn of(lemma: &str) -> Option<&'static Row> {
    ROWS.get(lemma)
}

/// The rows of a form in lower case: its own, then those of its lemmas, most common first.
pub fn rows(norm: &str) -> impl Iterator<Item = &'static Row> {
    let lemmas = inflect::lemmas(norm).into_iter().map(|l| l.lemma);
    let others: Vec<_> = lemmas.filter(|lemma| *lemma != norm).filter_map(of).collect();
    of(norm).into_iter().chain(others)
}

impl Row {
    /// The lemma.
    #[must_use]
    pub fn lemma(&self) -> &'static str {
        self.lemma
    }

    /// Its tags and their values (empty for a tag without one).
    pub fn tags(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.tags.split(' ').map(|tag| tag.split_once('=').unwrap_or((tag, "")))
    }

    /// Whether it has a tag.
    #[must_use]
    pub fn has(&self, tag: &str) -> bool {
        self.tags().any(|(name, _)| name == tag)
    }

    /// The value of a tag.
    #[must_use]
    pub fn value(&self, tag: &str) -> Option<&'static str> {
        self.tags().find(|(name, _)| *name == tag).map(|(_, value)| value)
    }

    /// Whether it is of a closed class: no proposition of its own.
    #[must_use]
    pub fn is_function(&self) -> bool {
        const CLOSED: [&str; 7] =
            ["determiner", "pronoun", "adverb", "auxiliary", "modal", "conjunction", "preposition"];
        self.tags().any(|(name, _)| CLOSED.contains(&name)) || self.value("negation") == Some("plain")
    }

    /// How firmly it reports.
    #[must_use]
    pub fn report(&self) -> Option<Strength> {
        Some(match self.value("report")? {
            "doubting" => Strength::Doubting,
            "holding" => Strength::Holding,
            "sure" => Strength::Sure,
            _ => Strength::Plain,
        })
    }

    /// How firm a modal verb it is.
    #[must_use]
    pub fn modality(&self) -> Option<Modality> {
        Some(match self.value("modal")? {
            "possible" => Modality::Possible,
            "advised" => Modality::Advised,
            _ => Modality::Certain,
        })
    }

    /// How it negates.
    #[must_use]
    pub fn negation(&self) -> Option<Negation> {
        Some(match self.value("negation")? {
            "weak" => Negation::Weak,
            "verb" => Negation::Verb,
            "adjective" => Negation::Adjective,
            "noun" => Negation::Noun,
            _ => Negation::Plain,
        })
    }

    /// How far it makes a statement reach.
    #[must_use]
    pub fn scope(&self) -> Option<Scope> {
        Some(match self.value("scope")? {
            "none" => Scope::None,
            "few" => Scope::Few,
            "some" => Scope::Some,
            "many" => Scope::Many,
            "most" => Scope::Most,
            "only" => Scope::Only,
            _ => Scope::All,
        })
    }

    /// What a preposition may say: "place", "time", ...
    pub fn preposition(&self) -> impl Iterator<Item = &'static str> {
        self.value("preposition").into_iter().flat_map(|senses| senses.split(','))
    }
}

/// Whether a form is a function word.
#[must_use]
pub fn is_function(norm: &str) -> bool {
    of(norm).is_some_and(Row::is_function)
}

/// Whether a form carries no proposition of its own: a function word, "also", "now".
#[must_use]
pub fn is_small(norm: &str) -> bool {
    of(norm).is_some_and(|row| row.is_function() || row.has("small"))
}

/// How a form negates, by itself or by its lemma.
#[must_use]
pub fn negation(norm: &str) -> Option<Negation> {
    rows(norm).find_map(Row::negation)
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
    rows(norm).find_map(Row::report)
}

/// How firm a modal verb is.
#[must_use]
pub fn modality(norm: &str) -> Option<Modality> {
    of(norm)?.modality()
}

/// How far a form makes a statement reach.
#[must_use]
pub fn scope(norm: &str) -> Option<Scope> {
    rows(norm).find_map(Row::scope)
}

/// The most words that a lemma of the lexicon has.
const LONGEST: usize = 5;

/// The longest row of several words that begins at `at`; `word(i)` is the form in lower case of the i-th word. Gives
/// the row and how many words it takes. The first word may be inflected: "ruled out".
pub fn phrase<'w>(at: usize, word: impl Fn(usize) -> Option<&'w str>) -> Option<(&'static Row, usize)> {
    let first = word(at)?;
    if !PHRASE_STARTS.contains(first)
        && !inflect::lemmas(first).iter().any(|l| PHRASE_STARTS.contains(l.lemma))
    {
        return None;
    }
    let heads: Vec<&str> =
        std::iter::once(first).chain(inflect::lemmas(first).iter().map(|l| l.lemma)).collect();
    let mut rest = String::new();
    let mut found = None;
    for length in 2..=LONGEST {
        let Some(next) = word(at + length - 1) else { break };
        rest.push('_');
        rest.push_str(next);
        let row = heads.iter().find_map(|head| of(&format!("{head}{rest}")));
        found = row.map(|row| (row, length)).or(found);
    }
    found
}

static PHRASE_STARTS: LazyLock<std::collections::HashSet<&str>> =
    LazyLock::new(|| ROWS.keys().filter_map(|lemma| lemma.split_once('_')).map(|(first, _)| first).collect());

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
        for row in ROWS.values() {
            for (name, value) in row.tags() {
                let tag = TAGS.iter().find(|(tag, _, _)| *tag == name);
                let (_, values, _) = tag.unwrap_or_else(|| panic!("{name} of {}", row.lemma));
                let known = |v: &str| values.split_whitespace().any(|known| known == v);
                assert!(value.split(',').all(known) || values.is_empty() && value.is_empty(), "{row:?}");
            }
            let names: Vec<&str> = row.tags().map(|(name, _)| name).collect();
            assert!((1..names.len()).all(|i| !names[..i].contains(&names[i])), "{row:?}");
        }
    }

    #[test]
    fn every_tag_is_used() {
        for (tag, values, _) in TAGS {
            assert!(ROWS.values().any(|row| row.has(tag)), "{tag}");
            for value in values.split_whitespace() {
                let has = |row: &Row| row.value(tag).is_some_and(|v| v.split(',').any(|part| part == value));
                assert!(ROWS.values().any(has), "{tag}={value}");
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
