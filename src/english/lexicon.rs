//! The lexicon: what news turns on, a row a lemma in `data/lexicon.tsv`.
//!
//! A row is a lemma and its tags, `tag` or `tag=value`; [`TAGS`] explains them all. Several words are joined with `_`.

use super::abbreviations;
use super::inflect::{self, Class, Inflection};
use fnv::FnvHashMap;
use std::sync::LazyLock;

/// Every tag of the lexicon, the values it may have, and what it says of a word.
pub const TAGS: &[(&str, &str, &str)] = &[
    (
        "determiner",
        "definite indefinite demonstrative possessive quantifier question",
        "\"the\", \"her\", \"every\"",
    ),
    ("pronoun", "first second male female neuter plural indefinite relative", "\"she\", \"nobody\""),
    ("refers", "he she it they i we you", "whom a pronoun or its possessive stands for: \"himself\", \"my\""),
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
    ("people", "", "several persons: \"crowd\", \"everybody\""),
    ("anonymous", "", "left unnamed by habit, even when several: \"official\""),
    ("belonging", "", "of a faith or an origin: \"catholic\""),
    ("party", "", "a party or its member: \"labour\""),
    ("role", "", "a person who speaks with an office behind: \"spokesman\""),
    ("title", "", "before a name: \"sen\""),
    ("qualifier", "", "before a title: \"former\""),
    ("honorific", "male female any", "\"mr\", \"dr\""),
    ("sex", "male female", "of the person that a noun names"),
    ("unnamed", "official aide source witness expert analyst worker", "the kind of an unnamed source"),
    (
        "modifier",
        "itself plural adjective",
        "before a role: \"national\", \"billionaire\"; or its plural does: \"rights\"",
    ),
    ("status", "", "a verb whose participle says how a person stands: \"the convicted mayor\""),
    (
        "in_name",
        "organization plural outlet",
        "names of organisations hold it, or its plural only; names of outlets do",
    ),
    ("legal_form", "", "the name of a company ends with it: \"inc\""),
    ("particle", "", "before a family name: \"van\""),
    ("suffix", "generation degree", "after a name: \"jr\", \"phd\""),
    ("spoken_of", "", "a verb that in the passive says nothing of who speaks: \"was accused of\""),
    (
        "clause",
        "relative question circumstance content",
        "opens a clause: \"who\", \"why\", \"after\", \"that\"",
    ),
    ("partitive", "", "counts what stands behind \"of\": \"a handful of\""),
    ("event", "", "a verb of what can be looked up: \"rise\", \"arrest\""),
    ("future", "", "looks ahead: \"will\", \"plan\""),
    ("ranking", "", "compares or ranks: \"record\", \"most\""),
    ("label", "kind link", "heads a story or leads to another: \"exclusive\", \"watch\""),
    ("interjection", "", "\"thanks\""),
    ("ordinary", "", "of a closed class, but as often another word or a name: \"little\", \"will\""),
    ("small", "", "carries nothing of its own, though of no closed class: \"also\", \"now\""),
    (
        "thing",
        "often mostly",
        "reports a thing as readily as a clause, or rather: \"announce\", \"describe\"",
    ),
    ("name_part", "", "a part that many names share: \"north\", \"university\""),
    ("toll", "dead hurt missing held", "whom a toll counts: \"kill\", \"injury\""),
    ("crime", "", "a crime, misconduct, or what the law does about it: \"fraud\", \"harass\", \"indict\""),
    ("harm", "always person", "violence or death, or only where a person suffers it: \"massacre\"; \"hit\""),
    ("decisive", "", "an act of an office, a court or voters that stands once done: \"resign\", \"ban\""),
    ("image", "", "what stands in for a picture in its credit: \"photo\""),
    ("mutual", "", "a verb that says the same of both its parties: \"meet\", \"marry\""),
    ("number_word", "", "\"twelve\""),
    ("zone", "", "before \"time\": \"eastern\""),
    ("holiday", "", "\"easter\""),
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
    tags: Box<[(&'static str, &'static str)]>,
}

static ROWS: LazyLock<FnvHashMap<&str, Row>> = LazyLock::new(|| {
    let tags = |tags: &'static str| tags.split(' ').map(|tag| tag.split_once('=').unwrap_or((tag, "")));
    let lines = include_str!("data/lexicon.tsv").lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(lemma, all)| (lemma, Row { lemma, tags: tags(all).collect() })).collect()
});

/// The row of a lemma in lower case.
#[must_use]
pub fn of(lemma: &str) -> Option<&'static Row> {
    ROWS.get(lemma)
}

/// The rows of a form in lower case: its own, then those of its lemmas, most common first.
pub fn rows(norm: &str) -> impl Iterator<Item = &'static Row> {
    let lemmas = inflect::lemmas(norm);
    let others: Vec<_> = lemmas.iter().map(|l| l.lemma).filter(|l| *l != norm).filter_map(of).collect();
    of(norm).into_iter().chain(others)
}

/// All rows that have a tag, in no order.
pub fn with(tag: &str) -> impl Iterator<Item = &'static Row> {
    ROWS.values().filter(move |row| row.has(tag))
}

/// The rows of a form in lower case read as a noun: its own, and that of which it is the plural; with which form it is.
pub fn nouns(norm: &str) -> impl Iterator<Item = (&'static Row, Inflection)> {
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
pub fn verbs(norm: &str) -> impl Iterator<Item = (&'static Row, Inflection)> + use<> {
    of_class(norm, Class::Verb)
}

/// The rows of a form in lower case read as an adjective: "younger", and which form it is.
pub fn adjectives(norm: &str) -> impl Iterator<Item = (&'static Row, Inflection)> {
    of_class(norm, Class::Adjective)
}

fn of_class(norm: &str, class: Class) -> impl Iterator<Item = (&'static Row, Inflection)> + use<> {
    let lemmas = inflect::lemmas(norm);
    let all = (0..lemmas.len()).map(move |n| lemmas[n]);
    all.filter(move |l| l.class == class).filter_map(|l| Some((of(l.lemma)?, l.inflection)))
}

/// What a verb of a clause is that says when: "says", "said".
pub const TENSED: Inflection = Inflection::THIRD_PERSON.or(Inflection::PAST);

/// A participle of either kind: "convicted", "leading".
pub const PARTICIPLES: Inflection = Inflection::PARTICIPLE.or(Inflection::GERUND);

impl Row {
    /// The lemma.
    #[must_use]
    pub fn lemma(&self) -> &'static str {
        self.lemma
    }

    /// Its tags and their values (empty for a tag without one).
    pub fn tags(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.tags.iter().copied()
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

/// Whether a form is of a closed class, opens a clause, or is a form of an auxiliary: "the", "because", "was".
#[must_use]
pub fn is_closed(norm: &str) -> bool {
    let closed = |row: &Row| row.is_function() || row.has("clause");
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
    let known = |row: &Row| {
        let first = lemmas.first().is_some_and(adverb) && ADVERBS.iter().any(|tag| row.has(tag));
        first || row.has("small") || row.has("temporal") && !row.has("modifier")
    };
    lemmas.iter().any(adverb) && (lemmas.iter().all(adverb) || of(norm).is_some_and(known))
}

/// The number of a weekday from Monday, by its name or a short form of it.
#[must_use]
pub fn weekday(norm: &str) -> Option<u8> {
    numbered(norm, "weekday", abbreviations::Kind::Weekday)
}

/// The number of a month, by its name or a short form of it.
#[must_use]
pub fn month(norm: &str) -> Option<u8> {
    numbered(norm, "month", abbreviations::Kind::Month)
}

fn numbered(norm: &str, tag: &str, kind: abbreviations::Kind) -> Option<u8> {
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
    let lemmas = inflect::lemmas(first);
    if !PHRASE_STARTS.contains(first) && !lemmas.iter().any(|l| PHRASE_STARTS.contains(l.lemma)) {
        return None;
    }
    let heads: Vec<&str> = std::iter::once(first).chain(lemmas.iter().map(|l| l.lemma)).collect();
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

    /// A row is of a lemma: of no plural, form of a verb or degree of another. Participles are adjectives, and of the
    /// small words each form stands for itself.
    #[test]
    fn rows_are_lemmas() {
        let degrees = Inflection::COMPARATIVE.or(Inflection::SUPERLATIVE);
        let forms = Inflection::PLURAL.or(Inflection::THIRD_PERSON).or(degrees);
        let mut wrong = Vec::new();
        let single = |row: &&Row| {
            !row.lemma.contains('_') && !row.has("small") && !row.has("name_part") && !row.is_function()
        };
        for row in ROWS.values().filter(single) {
            let lemmas = inflect::lemmas(row.lemma);
            let own = lemmas.iter().any(|l| l.lemma == row.lemma);
            let of_another = lemmas.iter().any(|l| l.inflection.any(forms));
            let plural = lemmas.is_empty() && row.lemma.strip_suffix('s').and_then(of).is_some();
            wrong.extend((!own && of_another || plural).then_some(row.lemma));
        }
        assert!(wrong.is_empty(), "forms of other lemmas: {wrong:?}");
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
