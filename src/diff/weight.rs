//! Weight of a sentence that came in or went as a whole: how soon a person should look at it, and why.
//!
//! Headings, lines that claim nothing and words that stand elsewhere are noise. Of the rest a small logistic regression
//! says how likely the sentence is a central claim: `training/onrecord_training/weigh.py` fits it to edits whose
//! importance readers judged, and `models/weight.json` holds it. What it asks of a sentence anyone can read off.

use super::edition::{Edition, Sentence};
use super::judgement::{FeatureWeight, Judgement};
use super::{Kind, Severity};
use crate::claim::{Position, Statement, Token, tokenize};
use crate::english::denial::withholds;
use crate::english::lexicon::is_small;
use crate::extract::{CueClass, QuotationKind};
use crate::speaker::SpeakerKind;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What the weight of a sentence rests on.
pub const FEATURES: [&str; 11] = [
    "it was removed",
    "how far it stands from the top",
    "share of its words that are in the headline or the first sentences",
    "figures in it",
    "its source is named",
    "it is a direct quote",
    "it denies, accuses, or tells of deaths",
    "how much it is worth checking",
    "its length",
    "it depends on the sentence before",
    "how many were added or removed with it",
];

/// Words of the shortest sentence that claims anything without a figure.
const LEAST: usize = 4;
/// Share of a sentence's content words in one sentence of the other edition that makes it said there.
const REPEATED: f32 = 0.8;
/// Sentences of one word that are looked at for repetition.
const POSTINGS: usize = 40;
/// Sentences whose words are the story's topic, the headline included.
const TOP: usize = 3;

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

/// Weighs sentences of one edition that the other does not have.
pub(super) struct Weigher<'a> {
    here: &'a Edition,
    /// These sentences went; else they came.
    gone: bool,
    /// How many they are.
    count: usize,
    /// Content words of the headline and the first sentences of both editions, each with how many of them hold it.
    topic: HashMap<String, usize>,
    /// For each content word of the other edition the sentences that hold it.
    there: HashMap<String, Vec<usize>>,
}

impl<'a> Weigher<'a> {
    pub(super) fn new(here: &'a Edition, there: &Edition, gone: bool, count: usize) -> Self {
        let mut topic: HashMap<String, usize> = HashMap::new();
        for sentence in here.sentences.iter().take(TOP).chain(there.sentences.iter().take(TOP)) {
            for stem in content(&sentence.text) {
                *topic.entry(stem).or_default() += 1;
            }
        }
        let mut words: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, sentence) in there.sentences.iter().enumerate() {
            for stem in content(&sentence.text) {
                words.entry(stem).or_default().push(n);
            }
        }
        Self { here, gone, count, topic, there: words }
    }

    /// What the weight of a sentence rests on.
    pub(super) fn features(&self, at: usize) -> [f32; FEATURES.len()] {
        let text = &self.here.sentences[at].text;
        let tokens = tokenize(text);
        let words: Vec<&Token> = tokens.iter().filter(|t| t.is_spoken()).collect();
        let flag = |value: bool| f32::from(u8::from(value));
        let voices: Vec<_> = self.statements(at).filter_map(|s| s.voice.as_ref()).collect();
        let named = |kind: SpeakerKind| matches!(kind, SpeakerKind::Person | SpeakerKind::Organization);
        let figures = self.statements(at).map(|s| s.figures.len()).sum::<usize>().min(3);
        let worth = self.statements(at).map(|s| s.check_worthiness).fold(0.0, f32::max);
        let grave = self.denies(at) || words.iter().any(|w| GRAVE.contains(&w.norm.as_str()));
        [
            flag(self.gone),
            (at as f32).ln_1p(),
            self.topical(at, &content(text)),
            figures as f32,
            flag(voices.iter().any(|v| v.speaker.is_some() && named(v.speaker_kind))),
            flag(voices.iter().any(|v| v.kind == QuotationKind::Direct)),
            flag(grave),
            worth,
            (words.len() as f32).ln_1p(),
            flag(words.first().is_some_and(|w| HANGING.contains(&w.norm.as_str()))),
            (self.count as f32).ln_1p(),
        ]
    }

    /// How soon a person should look at it, and why.
    pub(super) fn weigh(&self, at: usize, kind: Kind) -> (Severity, &'static str) {
        let sentence = &self.here.sentences[at];
        let told = |gone: &'static str, came: &'static str| if self.gone { gone } else { came };
        if is_heading(sentence, self.here) {
            return (
                Severity::None,
                told("a heading or a link was removed", "a heading or a link was added"),
            );
        }
        if !self.says_something(at) {
            return (
                Severity::None,
                told("a line without a claim was removed", "a line without a claim was added"),
            );
        }
        let content = content(&sentence.text);
        if content.len() >= LEAST && self.repeated(&content) >= REPEATED {
            return (
                Severity::Low,
                told("still said in another sentence", "already said in another sentence"),
            );
        }
        let central = MODEL.probability(&self.features(at));
        if kind == Kind::Restored && central >= MODEL.medium {
            return (Severity::Medium, "a claim of an older revision is back");
        }
        if self.gone && (sentence.position != Position::Body || self.denies(at)) {
            let reason = match sentence.position {
                Position::Headline => "the headline was removed",
                Position::Lede => "a sentence of the opening paragraph was removed",
                Position::Body => "a denial was removed",
            };
            return (Severity::High, reason);
        }
        if sentence.position == Position::Headline {
            return (Severity::High, "a headline was added");
        }
        if central >= MODEL.medium {
            return (
                Severity::Medium,
                told("a claim that looks central was removed", "a claim that looks central was added"),
            );
        }
        (Severity::Low, told("a claim that looks minor was removed", "a claim that looks minor was added"))
    }

    /// Whether somebody denies something in it.
    fn denies(&self, at: usize) -> bool {
        let denied = |s: &Statement| s.voice.as_ref().is_some_and(|v| v.cue_class == CueClass::Deny);
        let mut words = tokenize(&self.here.sentences[at].text);
        words.retain(Token::is_spoken);
        let norm = |k: usize| words.get(k).map_or("", |t| t.norm.as_str());
        let says_no = |i: usize| {
            (words[i].stem == "deny" || words[i].norm == "denying") && !withholds(|k| norm(i + 1 + k))
        };
        self.statements(at).any(denied) || (0..words.len()).any(says_no)
    }

    /// Share of its content words that the headline and the first sentences have, without its own.
    fn topical(&self, at: usize, content: &HashSet<String>) -> f32 {
        let own = usize::from(at < TOP);
        let held = content.iter().filter(|w| self.topic.get(*w).is_some_and(|&n| n > own)).count();
        held as f32 / content.len().max(1) as f32
    }

    /// The greatest share of its content words that one sentence of the other edition has.
    fn repeated(&self, content: &HashSet<String>) -> f32 {
        let mut held: HashMap<usize, usize> = HashMap::new();
        for word in content {
            for &n in self.there.get(word).into_iter().flatten().take(POSTINGS) {
                *held.entry(n).or_default() += 1;
            }
        }
        held.into_values().max().unwrap_or(0) as f32 / content.len().max(1) as f32
    }

    fn statements(&self, at: usize) -> impl Iterator<Item = &Statement> {
        self.here.sentences[at].statements.iter().map(|&n| &self.here.statements[n])
    }

    /// Whether it claims anything: somebody's words, or a sentence of the outlet that is not just a lead-in.
    fn says_something(&self, at: usize) -> bool {
        let text = self.here.sentences[at].text.trim_end();
        let words = tokenize(text).iter().filter(|t| t.is_spoken()).count();
        !text.ends_with(':')
            && (words >= LEAST || self.statements(at).any(|s| s.voice.is_some() || !s.figures.is_empty()))
    }
}

/// Words of accusation and death.
const GRAVE: &[&str] = &[
    "accused",
    "alleged",
    "allegedly",
    "alleges",
    "arrested",
    "charged",
    "charges",
    "convicted",
    "dead",
    "died",
    "fraud",
    "guilty",
    "illegal",
    "indicted",
    "killed",
    "perjury",
    "sued",
];
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

/// Whether a sentence is a line of the body set like a title: no mark at its end, its longer words with capitals, no
/// figure. Such lines head sections, link to other stories and name sources, and come and go with the page.
fn is_heading(sentence: &Sentence, edition: &Edition) -> bool {
    let line = sentence.text.trim();
    let open = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '\'' | '’'));
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= LEAST;
    let words: Vec<&str> = line.split_whitespace().filter(long).collect();
    let capital =
        |w: &&&str| w.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase);
    let titled = words.len() >= 2 && words.iter().filter(capital).count() * 4 >= words.len() * 3;
    let marked = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let figure = sentence.statements.iter().any(|&n| !edition.statements[n].figures.is_empty());
    sentence.position != Position::Headline && open && !figure && (titled || marked)
}
