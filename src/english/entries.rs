//! The rows of the lexicon: what news turns on, a row a lemma in `data/lexicon.tsv`.
//!
//! A row is a lemma and its tags, `tag` or `tag=value`; [`TAGS`] explains them all. Several words are joined with `_`.

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
    ("governs", "infinitive passive", "hedges only before \"to\": \"try\"; only in the passive: \"believe\""),
    ("booster", "", "makes it surer: \"clearly\", \"prove\""),
    ("approximate", "", "before a figure: \"about\""),
    ("sole", "", "an office that one person at a time holds of a place or body: \"governor\""),
    ("scope", "none few some many most all only", "how far a statement reaches: \"partly\", \"always\""),
    (
        "report",
        "doubting holding plain sure",
        "how firmly it reports: \"claim\", \"believe\", \"say\", \"confirm\"",
    ),
    ("finding", "tentative firm", "how far what was looked into bears it out: \"suggest\", \"conclude\""),
    (
        "cue",
        "say assert deny allege warn promise ask believe want order document",
        "what a speaker does with it",
    ),
    ("with_clause", "", "it reports where a clause follows: \"held that\""),
    ("disbelief", "", "holds what follows for unlikely: \"doubt\""),
    ("judgement", "", "a cue of the outlet's own judgement: \"seem\""),
    ("opinion", "", "\"terrible\", \"think\""),
    ("document", "", "something written: \"poll\""),
    ("channel", "", "by what means somebody says something: \"interview\""),
    ("organization", "", "\"company\""),
    ("firm", "", "an organisation that does business: \"airline\""),
    ("person", "", "what a person is or does: \"senator\""),
    ("people", "", "several persons: \"crowd\", \"everybody\""),
    ("anonymous", "", "left unnamed by habit, even when several: \"official\""),
    ("belonging", "", "of a faith or an origin: \"catholic\""),
    ("party", "", "a party or its member: \"labour\""),
    ("role", "", "a person who speaks with an office behind: \"spokesman\""),
    ("title", "", "before a name: \"sen\""),
    ("qualifier", "", "before a title: \"former\""),
    ("ranks", "", "before a title makes another rank of it: \"deputy\", \"lieutenant\""),
    ("honorific", "male female any", "\"mr\", \"dr\""),
    ("sex", "male female", "of the person that a noun names"),
    ("family", "parent child", "\"mother\", \"son\": what one is to the other"),
    (
        "unnamed",
        "activist aide analyst artist business clergy expert friend journalist lawyer military official police politician \
         public relative resident source spokesperson student suspect victim witness worker",
        "the kind of an unnamed source",
    ),
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
    ("emphasis", "", "a verb that brings something out, as an event does, too: \"the vote highlights\""),
    ("spoken_of", "", "a verb that in the passive says nothing of who speaks: \"was accused of\""),
    ("praise", "", "a verb by which one speaks well of somebody: \"hail\""),
    (
        "clause",
        "relative question circumstance content",
        "opens a clause: \"who\", \"why\", \"after\", \"that\"",
    ),
    ("privative", "", "an adjective that takes back what its noun says: \"attempted\", \"fake\""),
    ("sides", "", "a verb of taking a side, with somebody or against him: \"vote\""),
    ("complement", "", "a verb that says another thing before \"to do\" than before \"doing\": \"stop\""),
    ("partitive", "", "counts what stands behind \"of\": \"a handful of\""),
    ("event", "", "a verb of what can be looked up: \"rise\", \"arrest\""),
    ("future", "", "looks ahead: \"will\", \"plan\""),
    ("ranking", "", "compares or ranks: \"record\", \"most\""),
    (
        "refuting",
        "untrue unwise",
        "calls something untrue or out of the question: \"a myth\", \"absurd\"; \"madness\"",
    ),
    ("factive", "", "what follows it holds, denied or not: \"we do not regret that\""),
    ("supposing", "", "puts up what need not be so: \"suppose\", \"wish\""),
    ("awaits", "", "opens what must come before what is said holds or ends: \"until\""),
    ("excepting", "", "takes out of what is said: \"except for\""),
    ("unmeant", "", "says that words were not meant: \"joke\""),
    ("remark", "", "stands beside what is said and makes no condition: \"if you ask me\""),
    (
        "turn",
        "asker any",
        "heads a turn in a transcript: of somebody who asks (\"reporter\"), or of anybody (\"voice\")",
    ),
    (
        "label",
        "kind genre link",
        "heads a story, only says of what kind it is, or leads to another: \"fact\", \"explainer\", \"watch\"",
    ),
    ("hears", "", "a body or a person before whom things are said: \"court\", \"juror\""),
    ("answers", "", "a verb of what one does with a message of another: \"reply\", \"receive\""),
    ("retracts", "", "words that take back what one has just said: \"misspeak\", \"take that back\""),
    ("lists", "", "a verb that leads over to a list of what somebody says: \"set out\", \"name\""),
    ("addresses", "", "a verb that says too little without who hears it: \"tell\", \"inform\""),
    ("interjection", "", "\"thanks\""),
    ("filler", "", "fills a pause where somebody speaks, and says nothing: \"um\", \"you know\""),
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
    (
        "step",
        "health-died health-recovered law-suspected law-questioned law-held law-accused law-charged law-convicted \
         law-sentenced law-fined law-sued work-dismissed work-suspended work-furloughed work-left work-retired work-demoted \
         deal-signed deal-initialled deal-ratified death-killed death-murdered death-assassinated \
         death-executed death-lynched death-massacred assault-harassed assault-groped assault-assaulted \
         assault-raped removal-deported removal-expelled removal-extradited harm-damaged harm-destroyed",
        "a step of a ladder on which no other is the same: \"accuse\", \"charge\", \"convict\"",
    ),
    ("number_word", "", "\"twelve\""),
    ("zone", "", "before \"time\": \"eastern\""),
    ("holiday", "", "\"easter\""),
    ("weekday", "1 2 3 4 5 6 7", "from Monday"),
    ("month", "1 2 3 4 5 6 7 8 9 10 11 12", "from January"),
];

/// How firmly a word reports what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
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
#[non_exhaustive]
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
#[non_exhaustive]
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
#[non_exhaustive]
pub enum Quantifier {
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
pub struct Entry {
    lemma: &'static str,
    tags: Box<[(&'static str, &'static str)]>,
}

static ROWS: LazyLock<FnvHashMap<&str, Entry>> = LazyLock::new(|| {
    let tags = |tags: &'static str| tags.split(' ').map(|tag| tag.split_once('=').unwrap_or((tag, "")));
    let lines = include_str!("data/lexicon.tsv").lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(lemma, all)| (lemma, Entry { lemma, tags: tags(all).collect() })).collect()
});

/// The row of a lemma in lower case.
#[must_use]
pub fn of(lemma: &str) -> Option<&'static Entry> {
    ROWS.get(lemma)
}

/// All rows, in no order.
pub(super) fn all() -> impl Iterator<Item = &'static Entry> {
    ROWS.values()
}

/// All rows that have a tag, in no order.
pub fn with(tag: &str) -> impl Iterator<Item = &'static Entry> {
    all().filter(move |row| row.has(tag))
}

impl Entry {
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
    pub fn scope(&self) -> Option<Quantifier> {
        Some(match self.value("scope")? {
            "none" => Quantifier::None,
            "few" => Quantifier::Few,
            "some" => Quantifier::Some,
            "many" => Quantifier::Many,
            "most" => Quantifier::Most,
            "only" => Quantifier::Only,
            _ => Quantifier::All,
        })
    }

    /// What a preposition may say: "place", "time", ...
    pub fn preposition(&self) -> impl Iterator<Item = &'static str> {
        self.value("preposition").into_iter().flat_map(|senses| senses.split(','))
    }
}
