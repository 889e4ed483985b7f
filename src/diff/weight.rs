//! Weight of a sentence that came in or went as a whole: how soon a person should look at it, and why.
//!
//! Lines that claim nothing are noise, and words that stand elsewhere matter little. Violence, death, crime, misconduct,
//! decisions, records and measured events are always central. Of the rest a small logistic regression says how likely the sentence is a
//! central claim: `training/onrecord_training/weigh.py` fits it to edits whose importance readers judged, and
//! `models/weight.json` holds it. What it asks of a sentence anyone can read off. How much else came or went is no part
//! of it: an allegation is one among many others, too.

use super::edition::Edition;
use super::idle::{Idle, is_short};
use super::judgement::{FeatureWeight, Judgement};
use super::kind::{Kind, Severity};
use super::tells::Tells;
use super::thresholds::idle::LEAST;
use super::thresholds::weight::{FEW, LONG, MOSTLY, POSTINGS, REPEATED, REPLACED};
use crate::claim::{Parsed, Position, Sense, Sort, Statement, Token, assess, parse_figures, tokenize};
use crate::english::denial::withholds;
use crate::english::lexicon::{Entry, Negation, is_small, is_verb, negation, of, rows};
use crate::english::{Inflection, lemmas};
use crate::extract::{CueClass, QuotationKind};
use crate::speaker::SpeakerKind;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What the weight of a sentence rests on.
pub const FEATURES: [&str; 11] = [
    "how far it stands from the top",
    "amounts in it",
    "its source is named",
    "it is a direct quote",
    "it denies, accuses, or tells of violence, death or crime",
    "it tells of a decision, a record or a measured event",
    "how much it is worth checking",
    "its length",
    "it depends on the sentence before",
    "it says that something is not so",
    "a document says it",
];

/// A sentence that came in or went, with what its weight rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The sentence.
    pub text: String,
    /// It went; else it came.
    pub gone: bool,
    /// The values of [`FEATURES`].
    pub features: [f32; FEATURES.len()],
}

impl Weighed {
    /// How likely it is a central claim, and what says so.
    pub(super) fn judgement(&self) -> Judgement {
        let weight = |((name, &value), weight): ((&&str, &f32), &f32)| FeatureWeight {
            feature: (*name).to_owned(),
            value,
            weight: value * weight,
        };
        let weights = FEATURES.iter().zip(&self.features).zip(&MODEL.weights).map(weight).collect();
        Judgement::new(MODEL.probability(&self.features), MODEL.medium, weights)
    }
}

/// What a sentence that came in or went is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weight {
    /// How soon a person should look at it.
    pub(super) severity: Severity,
    /// Why, in a few words.
    pub(super) reason: &'static str,
    /// Another sentence of the other edition says all of it.
    pub(super) repeats: bool,
}

impl Weight {
    fn new(severity: Severity, reason: &'static str) -> Self {
        Self { severity, reason, repeats: false }
    }

    /// The same of what an older revision said in another's name.
    pub(super) fn of_another(self) -> Self {
        Self::new(
            self.severity.max(Severity::Medium),
            "words of an older revision are back in another's name",
        )
    }
}

/// Weighs sentences of one edition that the other does not have.
pub(super) struct Weigher<'a> {
    here: &'a Edition,
    there: &'a Edition,
    /// These sentences went; else they came.
    gone: bool,
    /// Sentences of the other edition that this one does not have.
    instead: &'a [usize],
    /// For each content word of the other edition the sentences that hold it.
    holders: HashMap<String, Vec<usize>>,
}

/// How much of a sentence the other edition says in another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Elsewhere {
    /// One sentence says all of it.
    Said,
    /// One sentence says most of it.
    Mostly,
    /// A new sentence took its place at the top.
    Replaced,
    /// None does.
    No,
}

impl<'a> Weigher<'a> {
    /// For sentences of `here` that went, or else came; `instead` are those of `there` that `here` does not have.
    pub(super) fn new(here: &'a Edition, there: &'a Edition, gone: bool, instead: &'a [usize]) -> Self {
        let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, sentence) in there.sentences.iter().enumerate() {
            for stem in content(&sentence.text) {
                holders.entry(stem).or_default().push(n);
            }
        }
        Self { here, there, gone, instead, holders }
    }

    /// What the weight of a sentence rests on.
    pub(super) fn features(&self, at: usize) -> [f32; FEATURES.len()] {
        self.features_of(at, &Tells::of(&self.here.sentences[at].text))
    }

    fn features_of(&self, at: usize, tells: &Tells) -> [f32; FEATURES.len()] {
        let text = &self.here.sentences[at].text;
        let tokens = tokenize(text);
        let words: Vec<&Token> = tokens.iter().filter(|t| t.is_spoken()).collect();
        let flag = |value: bool| f32::from(u8::from(value));
        let voices: Vec<_> = self.statements(at).filter_map(|s| s.voice.as_ref()).collect();
        let named = |kind: SpeakerKind| matches!(kind, SpeakerKind::Person | SpeakerKind::Organization);
        let figures = parse_figures(text, &tokens);
        let amount = |f: &&Parsed| matches!(f.sense, Sense::Amount | Sense::Rank);
        let amounts = figures.iter().filter(amount).filter(|f| !f.weak).count().min(3);
        let worth = self.statements(at).map(|s| assess(s).score).fold(0.0, f32::max);
        [
            (at as f32).ln_1p(),
            amounts as f32,
            flag(voices.iter().any(|v| v.speaker.is_some() && named(v.speaker_kind))),
            flag(voices.iter().any(|v| v.kind == QuotationKind::Direct)),
            flag(self.denies(at) || !tells.grave.is_empty()),
            flag(!tells.decisive.is_empty() || tells.record || tells.measured),
            worth,
            (words.len().min(LONG) as f32).ln_1p(),
            flag(words.first().is_some_and(|w| HANGING.contains(&w.norm.as_str()))),
            flag(words.iter().any(|w| negation(&w.norm).is_some())),
            flag(voices.iter().any(|v| v.speaker_kind == SpeakerKind::Document)),
        ]
    }

    /// How soon a person should look at it, and why.
    pub(super) fn weigh(&self, at: usize, kind: Kind) -> Weight {
        let tells = Tells::of(&self.here.sentences[at].text);
        if let Some(idle) = self.idle(at, &tells) {
            return Weight::new(Severity::None, self.told(idle.removed(), idle.added()));
        }
        let elsewhere = self.elsewhere(at, &tells);
        if elsewhere == Elsewhere::Said {
            let reason = self.told("still said in another sentence", "already said in another sentence");
            return Weight { repeats: true, ..Weight::new(Severity::Low, reason) };
        }
        let (severity, reason) = self.weigh_claim(at, kind, &tells, elsewhere);
        Weight::new(severity, reason)
    }

    /// As [`weigh`](Self::weigh), of a sentence that claims something and stands nowhere else.
    fn weigh_claim(
        &self,
        at: usize,
        kind: Kind,
        tells: &Tells,
        elsewhere: Elsewhere,
    ) -> (Severity, &'static str) {
        let sentence = &self.here.sentences[at];
        let central = tells.any() || MODEL.probability(&self.features_of(at, tells)) >= MODEL.medium;
        if kind == Kind::Restored && central {
            return (Severity::Medium, "a claim of an older revision is back");
        }
        if sentence.position == Position::Headline {
            return (Severity::High, self.told("the headline was removed", "a headline was added"));
        }
        // "There were no deaths" accuses nobody.
        let grave = !tells.grave.is_empty() && !negates(&sentence.text);
        if self.gone && (sentence.position == Position::Lede || grave || self.denies(at) || self.admits(at)) {
            return self.weigh_withdrawn(at, elsewhere, tells);
        }
        if elsewhere == Elsewhere::Mostly {
            let reason = ("most of it is still said in another sentence", "most of it was already said");
            return (Severity::Low, self.told(reason.0, reason.1));
        }
        if central {
            return (Severity::Medium, self.reason(tells));
        }
        (Severity::Low, self.told("a supporting claim was removed", "a supporting claim was added"))
    }

    /// What is said of a sentence that went, or of one that came.
    fn told(&self, gone: &'static str, came: &'static str) -> &'static str {
        if self.gone { gone } else { came }
    }

    /// As [`weigh`](Self::weigh), of a sentence that went: of the opening paragraph, a denial, an admission or a grave claim.
    fn weigh_withdrawn(&self, at: usize, elsewhere: Elsewhere, tells: &Tells) -> (Severity, &'static str) {
        let opening = self.here.sentences[at].position == Position::Lede;
        match elsewhere {
            Elsewhere::Mostly if !opening && !self.denies(at) && !self.admits(at) => {
                (Severity::Low, "most of it is still said in another sentence")
            }
            Elsewhere::Mostly => (Severity::Medium, "most of it is still said in another sentence"),
            Elsewhere::Replaced => (Severity::Medium, "another sentence took its place"),
            _ if self.denies(at) => (Severity::High, "a denial was removed"),
            _ if self.admits(at) => (Severity::High, "an admission was removed"),
            _ if opening => (Severity::High, "a sentence of the opening paragraph was removed"),
            _ => (Severity::High, self.reason(tells)),
        }
    }

    /// Why a central claim is one.
    fn reason(&self, tells: &Tells) -> &'static str {
        let told = |gone, came| self.told(gone, came);
        if !tells.grave.is_empty() {
            told(
                "a claim about violence, a death, a crime or misconduct was removed",
                "a claim about violence, a death, a crime or misconduct was added",
            )
        } else if !tells.decisive.is_empty() {
            told("a claim about a decision was removed", "a claim about a decision was added")
        } else if tells.record || tells.measured {
            told("a claim with a figure was removed", "a claim with a figure was added")
        } else {
            told("a claim that looks important was removed", "a claim that looks important was added")
        }
    }

    /// What it is, if it claims nothing.
    fn idle(&self, at: usize, tells: &Tells) -> Option<Idle> {
        let sentence = &self.here.sentences[at];
        if sentence.position == Position::Headline {
            return None;
        }
        let words = || tokenize(&sentence.text).iter().filter(|t| t.is_spoken()).count();
        let statements: Vec<&Statement> = self.statements(at).collect();
        Idle::of(&sentence.text)
            .or_else(|| (!tells.any() && is_short(words(), &statements)).then_some(Idle::LeadIn))
    }

    /// Whether somebody denies something in it; who may "deny permits" refuses them.
    fn denies(&self, at: usize) -> bool {
        let denied = |s: &Statement| s.voice.as_ref().is_some_and(|v| v.cue_class == CueClass::Deny);
        self.statements(at).any(denied) || is_denial(&self.here.sentences[at].text)
    }

    /// Whether somebody admits something in it.
    fn admits(&self, at: usize) -> bool {
        let admits = |w: &str| rows(w).any(|row| matches!(row.lemma(), "admit" | "confess"));
        let admitted = |s: &Statement| {
            let asserted = s.voice.as_ref().filter(|v| !v.negated);
            asserted.is_some_and(|v| v.cue.split(' ').any(|w| admits(&w.to_lowercase())))
        };
        self.statements(at).any(admitted)
    }

    /// How much of it the other edition says.
    fn elsewhere(&self, at: usize, tells: &Tells) -> Elsewhere {
        let sentence = &self.here.sentences[at];
        let words = content(&sentence.text);
        if words.len() < LEAST {
            return Elsewhere::No;
        }
        let telling: HashSet<&String> = tells.grave.iter().chain(&tells.decisive).collect();
        let keeps = |n: usize| {
            let there = content(&self.there.sentences[n].text);
            telling.iter().all(|stem| there.contains(*stem)).then_some(there)
        };
        if let Some((n, share)) = self.likest(&words) {
            let verb = |there: &HashSet<String>| verbs(&sentence.text).iter().any(|v| there.contains(v));
            let whole = vital(&sentence.text).is_subset(&vital(&self.there.sentences[n].text));
            let repeats = whole && (words.len() >= FEW || share >= 1.0);
            if repeats && share >= REPEATED {
                return Elsewhere::Said;
            }
            if repeats && share >= MOSTLY && keeps(n).is_some_and(|there| verb(&there)) {
                return Elsewhere::Mostly;
            }
        }
        self.replaced(at, &words, &keeps)
    }

    /// Whether a sentence of the opening paragraph gave way to another that shares words with it; `keeps` gives the words
    /// of one that has all that is telling in it.
    fn replaced(
        &self,
        at: usize,
        words: &HashSet<String>,
        keeps: &impl Fn(usize) -> Option<HashSet<String>>,
    ) -> Elsewhere {
        let position = self.here.sentences[at].position;
        let replaces = |&n: &usize| {
            let alike = |there: HashSet<String>| {
                let shared = words.intersection(&there).count() as f32;
                shared >= REPLACED * words.len().min(there.len()) as f32
            };
            self.there.sentences[n].position == position && keeps(n).is_some_and(alike)
        };
        let at_top = position == Position::Lede;
        if at_top && self.instead.iter().any(replaces) { Elsewhere::Replaced } else { Elsewhere::No }
    }

    /// The sentence of the other edition that has most of these words, and their share.
    fn likest(&self, content: &HashSet<String>) -> Option<(usize, f32)> {
        let mut held: HashMap<usize, usize> = HashMap::new();
        for word in content {
            for &n in self.holders.get(word).into_iter().flatten().take(POSTINGS) {
                *held.entry(n).or_default() += 1;
            }
        }
        let best = held.into_iter().max_by_key(|&(n, count)| (count, std::cmp::Reverse(n)))?;
        Some((best.0, best.1 as f32 / content.len().max(1) as f32))
    }

    fn statements(&self, at: usize) -> impl Iterator<Item = &Statement> {
        self.here.sentences[at].statements.iter().map(|&n| &self.here.statements[n])
    }
}

/// Whether some words say that something is not so.
fn negates(text: &str) -> bool {
    tokenize(text).iter().any(|word| word.is_spoken() && negation(&word.norm).is_some())
}

/// Words that open a sentence which goes on what the one before says.
const HANGING: &[&str] = &[
    "he",
    "she",
    "it",
    "they",
    "but",
    "and",
    "however",
    "this",
    "these",
    "those",
    "such",
    "also",
    "meanwhile",
    "further",
    "asked",
    "despite",
    "in",
];

/// `models/weight.json`, without what it says about its own reliability.
#[derive(Debug, Deserialize)]
struct Model {
    features: Vec<String>,
    weights: Vec<f32>,
    bias: f32,
    /// From this probability on a sentence is worth a look.
    medium: f32,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let model: Model = serde_json::from_str(include_str!("../../models/weight.json"))
        .expect("the embedded weights are read");
    assert_eq!(model.features, FEATURES, "the weights are of these features");
    model
});

impl Model {
    /// How likely a sentence is a central claim.
    fn probability(&self, features: &[f32]) -> f32 {
        let sum: f32 = self.weights.iter().zip(features).map(|(w, x)| w * x).sum();
        1.0 / (1.0 + (-(sum + self.bias)).exp())
    }
}

/// Stems of the content words.
fn content(text: &str) -> HashSet<String> {
    let tokens = tokenize(text).into_iter();
    tokens.filter(|t| t.is_spoken() && !is_small(&t.norm)).map(|t| t.stem).collect()
}

/// What a sentence that repeats another cannot lack: its names, numbers and negations.
fn vital(text: &str) -> HashSet<String> {
    let tokens = tokenize(text).into_iter().filter(Token::is_spoken);
    let vital = |t: &Token| {
        let name = t.capital && !t.first && !is_small(&t.norm);
        let negates = of(&t.norm).is_some_and(|row| row.negation() == Some(Negation::Plain));
        name || negates || t.sort == Sort::Number
    };
    tokens.filter(vital).map(|t| t.stem).collect()
}

/// Stems of the words that are verbs above all.
fn verbs(text: &str) -> HashSet<String> {
    let tokens = tokenize(text).into_iter();
    tokens.filter(|t| t.is_spoken() && is_verb(&t.norm) && !is_small(&t.norm)).map(|t| t.stem).collect()
}

/// Whether somebody denies a claim: "denied that", "denies any wrongdoing", "a denial of the report".
fn is_denial(text: &str) -> bool {
    /// Words in which what is denied begins.
    const REACH: usize = 4;
    let words: Vec<Token> = tokenize(text).into_iter().filter(Token::is_spoken).collect();
    let claim = |w: &Token| {
        let said =
            |row: &Entry| row.has("cue") || row.has("report") || row.has("crime") || row.has("document");
        let doing = lemmas(&w.norm).iter().any(|l| l.inflection.any(Inflection::GERUND));
        matches!(w.norm.as_str(), "that" | "it" | "this" | "any") || doing || rows(&w.norm).any(said)
    };
    let denies = |w: &Token| w.stem == "deny" || w.norm == "denying" || w.norm == "denial";
    let norm = |k: usize| words.get(k).map_or("", |t| t.norm.as_str());
    words.iter().enumerate().any(|(at, w)| {
        denies(w) && !withholds(|k| norm(at + 1 + k)) && words[at + 1..].iter().take(REACH).any(claim)
    })
}
