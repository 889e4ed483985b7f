//! What the extraction made of a sentence, told apart from what happened to the sentence.
//!
//! The tagger reads paragraphs together, so that an edit nearby can move a border within a sentence that nobody
//! touched, or find an attribution in one revision and miss it in the next. Both sentences are at hand in
//! [`Statement::context`]: what differs between two statements but not between their sentences is no change.

use super::compare::{compare_dated, versions};
use super::notes::unmarked;
use super::{Finding, Kind};
use crate::claim::{Days, Position, Statement, Token, bare_statement, tokenize};
use std::collections::{HashMap, HashSet};

/// The sentences of two revisions.
pub(super) struct Standing<'a> {
    old: Sentences<'a>,
    new: Sentences<'a>,
}

/// The sentences of one revision.
struct Sentences<'a> {
    /// For each sentence the statement that was cut from it; `None` for different ones.
    cuts: HashMap<&'a str, Option<&'a str>>,
    /// The words of those that the other revision has not, letter for letter.
    edited: Vec<Vec<String>>,
    /// Which of `edited` hold a run of [`GRAM`] words.
    grams: HashMap<Vec<String>, Vec<usize>>,
}

/// Words in a row by which a sentence is looked up.
const GRAM: usize = 3;

impl<'a> Standing<'a> {
    pub(super) fn new(old: &'a [Statement], new: &'a [Statement]) -> Self {
        let (was, is) = (cuts(old), cuts(new));
        let (gone, come) = (edited(&was, &is), edited(&is, &was));
        Self {
            old: Sentences { cuts: was, grams: grams(&gone), edited: gone },
            new: Sentences { cuts: is, grams: grams(&come), edited: come },
        }
    }

    /// Whether an old statement without a partner still stands in the new revision, cut in another way. (Where its
    /// sentence is cut in the same way and yet has no partner, it stands there less often.)
    pub(super) fn holds_old(&self, statement: &Statement) -> bool {
        self.new.hold(statement)
    }

    /// Whether a new statement without a partner stood in the old revision, cut in another way.
    pub(super) fn holds_new(&self, statement: &Statement) -> bool {
        self.old.hold(statement)
    }
}

impl Sentences<'_> {
    fn hold(&self, statement: &Statement) -> bool {
        let stands = |cut: &Option<&str>| *cut != Some(statement.text.as_str());
        self.cuts.get(statement.context.as_str()).is_some_and(stands) || self.run_in(statement)
    }

    /// Whether all words of a part of a sentence stand in a row in a sentence that was edited, with their source.
    fn run_in(&self, statement: &Statement) -> bool {
        if statement.text == statement.context {
            return false;
        }
        let words = spoken(&statement.text);
        let source = statement.voice.as_ref().map(|v| spoken(&v.source));
        let Some(gram) = words.get(..GRAM) else { return false };
        self.grams.get(gram).into_iter().flatten().any(|&n| {
            let sentence = &self.edited[n];
            let sourced = || source.as_ref().is_none_or(|s| is_pronoun(statement) || runs_in(s, sentence));
            runs_in(&words, sentence) && sourced()
        })
    }
}

/// What changed between two versions of a statement, without what only the extraction makes of them.
pub(super) fn changed(old: &Statement, new: &Statement, days: &Days) -> Vec<Finding> {
    let whole = old.text == old.context && new.text == new.context;
    if old.context == new.context && !old.context.is_empty() {
        let mut findings = versions(old, new, days);
        // Only whom a pronoun means can change with the text around it; whether its name is known is no change of it.
        let meant = is_pronoun(old) && is_pronoun(new);
        findings.retain(|finding| finding.kind == Kind::SpeakerChanged && meant);
        return findings;
    }
    let (in_old, in_new) = (spoken(&old.context), spoken(&new.context));
    let missed = match (&old.voice, &new.voice) {
        (Some(voice), None) => holds_voice(&in_new, &voice.source, &voice.cue),
        (None, Some(voice)) => holds_voice(&in_old, &voice.source, &voice.cue),
        _ => false,
    };
    if missed {
        let (was, is) = (spoken(&old.text), spoken(&new.text));
        let mut findings = sentences(old, new, days);
        findings.retain(|f| touches(&f.before, &was) || touches(&f.after, &is));
        return findings;
    }
    if old.position == Position::Headline && new.position == Position::Headline {
        // Paired by their place, not by their words; "CORRECTED-" before them is a note.
        let bare = |s: &Statement| match unmarked(&s.text) {
            words if words == s.text => s.clone(),
            words => Statement {
                position: s.position,
                check_worthiness: s.check_worthiness,
                ..bare_statement(words)
            },
        };
        return compare_dated(&bare(old), &bare(new), days);
    }
    let mut findings = versions(old, new, days);
    if whole || findings.is_empty() {
        return findings;
    }
    let there: HashSet<Kind> = sentences(old, new, days).iter().map(|f| f.kind).collect();
    findings.retain(|f| {
        is_of_voice(f)
            || there.contains(&f.kind)
            || !(stands(&f.before, &in_new) && stands(&f.after, &in_old))
    });
    findings
}

/// What changed between the sentences of two statements.
fn sentences(old: &Statement, new: &Statement, days: &Days) -> Vec<Finding> {
    let whole = |s: &Statement| Statement { position: s.position, ..bare_statement(&s.context) };
    versions(&whole(old), &whole(new), days)
}

/// Whether a sentence holds the words of a source and its cue.
fn holds_voice(sentence: &[String], source: &str, cue: &str) -> bool {
    let (source, cue) = (spoken(source), spoken(cue));
    source.len() + cue.len() > 0 && runs_in(&source, sentence) && runs_in(&cue, sentence)
}

/// Whether some of the words that show a finding are words of a statement.
fn touches(shown: &str, words: &[String]) -> bool {
    parts(shown).any(|part| part.iter().any(|w| words.contains(w)))
}

/// Whether all words that show a finding stand in a sentence.
fn stands(shown: &str, sentence: &[String]) -> bool {
    parts(shown).all(|part| runs_in(&part, sentence))
}

/// The words that show a finding, piece by piece.
fn parts(shown: &str) -> impl Iterator<Item = Vec<String>> {
    shown.split(['…', ';']).map(spoken).filter(|part| !part.is_empty())
}

fn spoken(text: &str) -> Vec<String> {
    tokenize(text).into_iter().filter(Token::is_spoken).map(|t| t.norm).collect()
}

/// Whether words stand in a row among others.
fn runs_in(words: &[String], all: &[String]) -> bool {
    words.is_empty() || all.windows(words.len()).any(|w| w == words)
}

fn edited(here: &HashMap<&str, Option<&str>>, there: &HashMap<&str, Option<&str>>) -> Vec<Vec<String>> {
    let mut edited: Vec<&str> = here.keys().copied().filter(|s| !there.contains_key(s)).collect();
    edited.sort_unstable();
    edited.into_iter().map(spoken).collect()
}

fn grams(sentences: &[Vec<String>]) -> HashMap<Vec<String>, Vec<usize>> {
    let mut grams: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for (n, words) in sentences.iter().enumerate() {
        for gram in words.windows(GRAM) {
            let places = grams.entry(gram.to_vec()).or_default();
            if places.last() != Some(&n) && places.len() < PLACES {
                places.push(n);
            }
        }
    }
    grams
}

/// Sentences that are looked at for one run of words.
const PLACES: usize = 16;

fn cuts(statements: &[Statement]) -> HashMap<&str, Option<&str>> {
    let mut cuts = HashMap::new();
    for statement in statements {
        let text = statement.text.as_str();
        cuts.entry(statement.context.as_str())
            .and_modify(|cut: &mut Option<&str>| *cut = cut.filter(|c| *c == text))
            .or_insert(Some(text));
    }
    cuts
}

/// Kinds that tell of the source or its cue, which a sentence without its attributions cannot show.
fn is_of_voice(finding: &Finding) -> bool {
    match finding.kind {
        Kind::AttributionAdded | Kind::AttributionDropped | Kind::PolarityFlipped => true,
        // A hedge that came or went stands in the sentence; one cue for another may not.
        Kind::CertaintyRaised | Kind::CertaintyLowered => {
            !finding.before.is_empty() && !finding.after.is_empty()
        }
        kind => is_of_speaker(kind),
    }
}

fn is_of_speaker(kind: Kind) -> bool {
    matches!(kind, Kind::SpeakerChanged | Kind::SpeakerNamed | Kind::SpeakerAnonymised)
}

/// Whether a statement's source is a pronoun, or none stands there.
fn is_pronoun(statement: &Statement) -> bool {
    const PRONOUNS: [&str; 9] = ["he", "she", "they", "it", "who", "we", "i", "both", ""];
    let source = statement.voice.as_ref().map(|v| v.source.trim().to_lowercase());
    source.is_some_and(|source| PRONOUNS.contains(&source.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::diff;
    use super::*;
    use crate::claim::Voice;
    use crate::extract::{CueClass, QuotationKind};
    use crate::speaker::SpeakerKind;

    fn cut(text: &str, sentence: &str) -> Statement {
        Statement { context: sentence.to_owned(), ..bare_statement(text) }
    }

    #[test]
    fn a_sentence_that_stands_has_no_change() {
        let sentence = "The books, one of them in a biscuit tin, were false, a clerk said.";
        let old = [cut("The books, one of them in a biscuit tin, were false", sentence)];
        let new = [cut("The books, one of them", sentence), cut("in a biscuit tin, were false", sentence)];
        let none = HashSet::<u64>::new();
        assert_eq!(diff(&old, &new[..1], &none).changes, []);
        assert_eq!(diff(&old, &new, &none).changes, []);
        assert_eq!(diff(&[], &new, &none).changes.len(), 2);
    }

    fn said(text: &str, source: &str, cue: &str, sentence: &str) -> Statement {
        let voice = Voice {
            speaker: Some(source.to_owned()),
            speaker_kind: SpeakerKind::Person,
            source: source.to_owned(),
            cue: cue.to_owned(),
            cue_class: CueClass::Say,
            negated: false,
            hedge: None,
            kind: QuotationKind::Indirect,
        };
        Statement { voice: Some(voice), attribution: Some(0), ..cut(text, sentence) }
    }

    #[test]
    fn an_attribution_that_was_only_missed_is_not_dropped() {
        let sentence = |toll: u32| format!("A fire killed {toll} people in Upton, Ana Ito said on Monday.");
        let old = said("A fire killed 12 people in Upton", "Ana Ito", "said", &sentence(12));
        let new = bare_statement(&sentence(19));
        let kinds: Vec<Kind> = changed(&old, &new, &Days::default()).iter().map(|f| f.kind).collect();
        assert_eq!(kinds, [Kind::FigureChanged]);
        let gone = bare_statement("A fire killed 12 people in Upton.");
        let kinds: Vec<Kind> = changed(&old, &gone, &Days::default()).iter().map(|f| f.kind).collect();
        assert_eq!(kinds, [Kind::AttributionDropped]);
    }

    #[test]
    fn a_border_that_moved_adds_no_detail() {
        let sentence =
            |day: &str| format!("Ana Ito said the bridge is shut, as its deck is cracked, on {day}.");
        let old = said("the bridge is shut", "Ana Ito", "said", &sentence("Monday"));
        let long = "the bridge is shut, as its deck is cracked";
        let new = said(long, "Ana Ito", "said", &sentence("3 May"));
        assert_eq!(changed(&old, &new, &Days::default()), []);
    }

    #[test]
    fn part_of_a_sentence_that_stands_in_an_edited_one_is_not_gone() {
        let whole = |day: &str| format!("The road was shut on {day}, Ana Ito said, and buses ran late.");
        let old =
            [cut("The road was shut on Monday", &whole("Monday")), cut("buses ran late", &whole("Monday"))];
        let new = [cut("The road was shut on Tuesday", &whole("Tuesday"))];
        let found = diff(&old, &new, &HashSet::<u64>::new()).changes;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].kinds, [Kind::FigureChanged]);
    }
}
