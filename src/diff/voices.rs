//! Voices: what attributions add to the comparison of two sentences.
//!
//! A sentence is compared as it stands. Who says it is a layer on it: each attributed statement of the one goes with one
//! of the other, and their sources and cues are compared. The extraction reads paragraphs together, so that an edit
//! nearby can move the border of an attribution, give it to somebody else, or lose it. What differs between two
//! attributions but not between their sentences is therefore no change, but for whom a pronoun means.

use super::align::Alignment;
use super::compare::versions;
use super::edition::Edition;
use super::finding::{Finding, JUDGE};
use super::fingerprint::fingerprint;
use super::kind::{Kind, Severity};
use super::rules::same_name;
use super::thresholds::voices::{ALIKE, REACH};
use crate::claim::{Days, Statement, Token, Voice, Wording, tokenize};
use crate::english::lexicon::is_small;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// Which statements are versions of one claim: pairs (old, new) by the old one, each statement once. They stand in
/// paired sentences; where those hold several, the most alike go together.
pub(super) fn statement_pairs(old: &Edition, new: &Edition, alignment: &Alignment) -> Vec<(usize, usize)> {
    let whole = alignment.pairs.iter().copied();
    let cut = alignment.splits.iter().flat_map(|(i, parts)| parts.iter().map(|&j| (*i, j)));
    let joined = alignment.merges.iter().flat_map(|(j, parts)| parts.iter().map(|&i| (i, *j)));
    let mut likeness: HashMap<(usize, usize), f32> = HashMap::new();
    for (i, j) in whole.chain(cut).chain(joined) {
        let (left, right) = (&old.sentences[i].statements, &new.sentences[j].statements);
        let only = left.len() == 1 && right.len() == 1;
        for (m, &s) in left.iter().enumerate() {
            let near = right.iter().enumerate().filter(|(n, _)| n.abs_diff(m) <= REACH);
            for (_, &t) in near {
                let alike = alike(&old.statements[s], &new.statements[t]).max(if only { ALIKE } else { 0.0 });
                // A statement over several sentences goes with the one that shares most of them.
                *likeness.entry((s, t)).or_default() += alike;
            }
        }
    }
    let mut scored: Vec<(f32, usize, usize)> =
        likeness.into_iter().map(|((s, t), alike)| (alike, s, t)).filter(|p| p.0 >= ALIKE).collect();
    let order = |&(_, s, t): &(f32, usize, usize)| (s.abs_diff(t), s + t, s);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| order(a).cmp(&order(b))));
    let (mut left, mut right) = (HashSet::new(), HashSet::new());
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, s, t) in scored {
        if !left.contains(&s) && !right.contains(&t) {
            left.insert(s);
            right.insert(t);
            pairs.push((s, t));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// How alike two statements are by their words and by who says them, 0 to a little over 1.
fn alike(old: &Statement, new: &Statement) -> f32 {
    if old.text == new.text && old.voice == new.voice {
        return 1.5;
    }
    let content = |s: &Statement| -> HashSet<String> {
        Wording::of(&s.text).tokens.iter().filter(|t| t.is_spoken()).map(|t| t.stem.clone()).collect()
    };
    let (a, b) = (content(old), content(new));
    let shared = a.intersection(&b).count() as f32;
    let words = 2.0 * shared / (a.len() + b.len()).max(1) as f32;
    words + if old.voice.is_some() == new.voice.is_some() { 0.2 } else { 0.0 }
}

/// What changed in who says it, between two versions of a sentence with statements that go together. Where both are
/// attributed it is the attributions that tell, and not the patterns that comparing the bare `sentences` went by. What
/// was cut or `joined` is compared as it stands: its statements have their words in other parts.
pub(super) fn changed(
    sentences: (&str, &str),
    pairs: &[(&Statement, &Statement)],
    joined: bool,
    found: &mut Vec<Finding>,
    days: &Days,
) {
    let (in_old, in_new) = (spoken(sentences.0), spoken(sentences.1));
    without_patterns(sentences, pairs, joined, found, days);
    for &(old, new) in pairs {
        // An attribution whose words stand in the other sentence too was only missed there, or passed over for another.
        let was = old.voice.as_ref();
        let is = new.voice.as_ref();
        let same = matches!((was, is), (Some(a), Some(b)) if one_source(&a.source, &b.source));
        match (was.filter(|v| same || !holds(&in_new, v)), is.filter(|v| same || !holds(&in_old, v))) {
            (Some(was), Some(is)) => {
                let source = spoken(&was.source) != spoken(&is.source);
                let cue = spoken(&was.cue) != spoken(&is.cue);
                let same = was.speaker.is_some() && was.speaker == is.speaker;
                let told = layer(old, new, days).into_iter();
                // Without words of a source, both names are there and now one is taken for it, now the other.
                let unseen = (was.source.is_empty() || is.source.is_empty())
                    && [was, is].iter().all(|v| names(&in_old, v) && names(&in_new, v));
                let told = told.filter(|f| !((same || unseen) && f.kind == Kind::SpeakerChanged));
                add(found, told.filter(|f| if is_of_source(f.kind) { source } else { cue }));
            }
            (Some(_), None) => add(found, layer(old, &unvoiced(new), days)),
            (None, Some(_)) => add(found, layer(&unvoiced(old), new, days)),
            (None, None) => continue,
        }
        if found.iter().any(|f| is_of_source(f.kind)) {
            let (was, is) = (words_of(old.voice.as_ref()), words_of(new.voice.as_ref()));
            let within =
                |shown: &str, words: &HashSet<String>| spoken(shown).iter().all(|w| words.contains(w));
            // That a detail came or went the judge says of the sentence as a whole, whatever words show it.
            let of_rule = |f: &Finding| f.rule != JUDGE || f.kind == Kind::EntityChanged;
            found.retain(|f| {
                !(is_detail(f.kind) && of_rule(f) && within(&f.before, &was) && within(&f.after, &is))
            });
        }
    }
}

/// Tells where the same words are somebody else's among sentences that were cut and joined at once: the bag of words may
/// be what it was, who says what is not.
pub(super) fn exchanged(old: &[Statement], new: &[Statement], found: &mut Vec<Finding>) {
    let speaker = |s: &Statement| s.voice.as_ref().and_then(|v| v.speaker.clone());
    let others = old.iter().find_map(|was| {
        let is = new.iter().find(|is| fingerprint(&is.text) == fingerprint(&was.text))?;
        let (before, after) = (speaker(was)?, speaker(is)?);
        (!same_name(&before, &after)).then_some((before, after))
    });
    if let Some((before, after)) = others.filter(|_| !found.iter().any(|f| f.material)) {
        let reason = "the same words are somebody else's";
        let finding = Finding::new(Kind::SpeakerChanged, &before, &after, Severity::High, reason);
        found.insert(0, Finding { material: true, ..finding });
    }
}

/// Takes out what patterns say of the source, where both sentences are attributed.
fn without_patterns(
    sentences: (&str, &str),
    pairs: &[(&Statement, &Statement)],
    joined: bool,
    found: &mut Vec<Finding>,
    days: &Days,
) {
    let both = || pairs.iter().filter(|(old, new)| old.voice.is_some() && new.voice.is_some());
    let sources = |old: bool| -> HashSet<String> {
        both().flat_map(|(was, is)| words_of(if old { was } else { is }.voice.as_ref())).collect()
    };
    let (was, is) = (sources(true), sources(false));
    let of_source = |f: &Finding| is_of_source(f.kind) || is_within_sources(f, &was, &is);
    if both().next().is_some() && found.iter().any(of_source) {
        let contents_stand = both().all(|(old, new)| fingerprint(&old.text) == fingerprint(&new.text));
        let patterns: Vec<Finding> = found.extract_if(.., |f| of_source(f)).collect();
        if found.is_empty() && !joined {
            let contents = both().flat_map(|(old, new)| {
                let found = versions(&unvoiced(old), &unvoiced(new), days).into_iter();
                found.map(|f| f.within((&old.text, sentences.0), (&new.text, sentences.1)))
            });
            add(found, contents.filter(|f| !is_of_source(f.kind)));
        }
        if found.is_empty() && contents_stand {
            let reason = "the same source in other words";
            let mut whole = Finding::new(Kind::Reworded, "", "", Severity::None, reason);
            let all = |text: &str| vec![Span::new(0, text.len())];
            whole.show((sentences.0, all(sentences.0)), (sentences.1, all(sentences.1)));
            found.push(whole);
        } else if found.is_empty() {
            // Something else changed that only a pattern saw; better a wrong name for it than none.
            found.extend(patterns);
        }
    }
}

/// Whether a finding shows nothing but words of sources: "she said", "Cole said".
fn is_within_sources(finding: &Finding, was: &HashSet<String>, is: &HashSet<String>) -> bool {
    let within = |shown: &str, words: &HashSet<String>| {
        let shown = spoken(shown);
        !shown.is_empty() && shown.iter().all(|w| words.contains(w))
    };
    finding.kind == Kind::Reworded && within(&finding.before, was) && within(&finding.after, is)
}

/// Whether two sources can be one by their words: equal, one fuller than the other, or not there at all.
fn one_source(was: &str, is: &str) -> bool {
    let (was, is) = (spoken(was), spoken(is));
    runs_in(&was, &is) || runs_in(&is, &was)
}

/// The words of a source and its cue.
fn words_of(voice: Option<&Voice>) -> HashSet<String> {
    voice.into_iter().flat_map(|v| [spoken(&v.source), spoken(&v.cue)]).flatten().collect()
}

/// Kinds that say no more than that the source is another one, where all their words are of the source.
fn is_detail(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::DetailAdded
            | Kind::DetailRemoved
            | Kind::FigureAdded
            | Kind::FigureRemoved
            | Kind::EntityChanged
    )
}

/// Whom a pronoun means, in a sentence that stands as it stood.
pub(super) fn meant(old: &Statement, new: &Statement, days: &Days) -> Vec<Finding> {
    if !(is_pronoun(old) && is_pronoun(new)) {
        return Vec::new();
    }
    // Whether its name is known is no change of whom it means.
    let mut findings = layer(old, new, days);
    findings.retain(|finding| finding.kind == Kind::SpeakerChanged);
    findings
}

/// What the voices alone say: the words are those of the new statement on both sides, and show nothing.
pub(super) fn layer(old: &Statement, new: &Statement, days: &Days) -> Vec<Finding> {
    let said = Statement { voice: old.voice.clone(), ..new.clone() };
    let mut findings = versions(&said, new, days);
    findings.retain(|f| is_of_source(f.kind) || is_of_cue(f.kind));
    for finding in &mut findings {
        finding.spans_before.clear();
        finding.spans_after.clear();
    }
    findings
}

/// A statement in nobody's name.
fn unvoiced(statement: &Statement) -> Statement {
    Statement { voice: None, ..statement.clone() }
}

/// Adds what is not yet told: one finding a kind.
fn add(found: &mut Vec<Finding>, more: impl IntoIterator<Item = Finding>) {
    for finding in more {
        let told = |f: &Finding| f.kind == finding.kind || is_of_source(f.kind) && is_of_source(finding.kind);
        if !found.iter().any(told) {
            found.push(finding);
        }
    }
    if found.iter().any(|f| f.severity > Severity::None) {
        found.retain(|f| f.kind != Kind::Reworded || f.severity > Severity::None);
    }
    found.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.kind));
}

/// Whether a sentence holds the words of a source and its cue.
fn holds(sentence: &[String], voice: &Voice) -> bool {
    let (source, cue) = (spoken(&voice.source), spoken(&voice.cue));
    source.len() + cue.len() > 0 && runs_in(&source, sentence) && runs_in(&cue, sentence)
}

/// Whether a sentence names the speaker.
fn names(sentence: &[String], voice: &Voice) -> bool {
    voice.speaker.as_ref().is_some_and(|name| runs_in(&spoken(name), sentence))
}

fn spoken(text: &str) -> Vec<String> {
    tokenize(text).into_iter().filter(Token::is_spoken).map(|t| t.norm).collect()
}

/// Whether words stand in a row among others.
fn runs_in(words: &[String], all: &[String]) -> bool {
    words.is_empty() || all.windows(words.len()).any(|w| w == words)
}

fn is_of_source(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::SpeakerChanged
            | Kind::SpeakerNamed
            | Kind::SpeakerAnonymised
            | Kind::AttributionAdded
            | Kind::AttributionDropped
    )
}

fn is_of_cue(kind: Kind) -> bool {
    matches!(kind, Kind::PolarityFlipped | Kind::CertaintyRaised | Kind::CertaintyLowered)
}

/// Whether a statement's source is a pronoun, or none stands there.
fn is_pronoun(statement: &Statement) -> bool {
    statement.voice.as_ref().is_some_and(|v| spoken(&v.source).iter().all(|word| is_small(word)))
}

#[cfg(test)]
mod tests {
    use super::super::{Edition, Past, diff, diff_editions};
    use super::*;
    use crate::claim::bare_statement;
    use crate::extract::{CueClass, QuotationKind};
    use crate::speaker::SpeakerKind;

    fn cut(text: &str, sentence: &str) -> Statement {
        Statement { context: sentence.into(), ..bare_statement(text) }
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

    fn kinds(old: &[Statement], new: &[Statement]) -> Vec<Kind> {
        let found = diff(old, new, &HashSet::<u64>::new());
        found.changes.into_iter().flat_map(|c| c.kinds).collect()
    }

    #[test]
    fn a_sentence_that_stands_has_no_change() {
        let sentence = "The books, one of them in a biscuit tin, were false, a clerk said.";
        let old = [cut("The books, one of them in a biscuit tin, were false", sentence)];
        let new = [cut("The books, one of them", sentence), cut("in a biscuit tin, were false", sentence)];
        assert_eq!(kinds(&old, &new[..1]), []);
        assert_eq!(kinds(&old, &new), []);
        assert_eq!(kinds(&old, &[said("The books were false", "a clerk", "said", sentence)]), []);
        assert_eq!(kinds(&[], &new), [Kind::Added], "one sentence, however it is cut");
    }

    #[test]
    fn an_edited_sentence_is_shown_whole() {
        let sentence = |hour: &str| format!("The fire began at {hour} A.M., Ana Ito said on Monday.");
        let old = [said("14 A.M.", "The fire began at 2", ":", &sentence("2:14"))];
        let new = [said("The fire began at 3:14 A.M.", "Ana Ito", "said", &sentence("3:14"))];
        let found = diff(&old, &new, &HashSet::<u64>::new()).changes;
        assert_eq!(
            (found[0].was.as_deref(), found[0].now.as_deref()),
            (Some(&*sentence("2:14")), Some(&*sentence("3:14")))
        );
        assert!(found[0].kinds.contains(&Kind::FigureChanged), "{found:?}");
    }

    #[test]
    fn an_attribution_that_was_only_missed_is_not_dropped() {
        let sentence = |toll: u32| format!("A fire killed {toll} people in Upton, Ana Ito said on Monday.");
        let old = said("A fire killed 12 people in Upton", "Ana Ito", "said", &sentence(12));
        assert_eq!(
            kinds(std::slice::from_ref(&old), &[bare_statement(&sentence(19))]),
            [Kind::FigureChanged]
        );
        let gone = bare_statement("A fire killed 12 people in Upton on Monday.");
        assert_eq!(kinds(&[old], &[gone]), [Kind::AttributionDropped]);
    }

    #[test]
    fn a_border_that_moved_adds_no_detail() {
        let sentence =
            |day: &str| format!("Ana Ito said the bridge is shut, as its deck is cracked, on {day}.");
        let old = said("the bridge is shut", "Ana Ito", "said", &sentence("3 May"));
        let long = "the bridge is shut, as its deck is cracked";
        let found = kinds(&[old], &[said(long, "Ana Ito", "said", &sentence("4 May"))]);
        assert_eq!(found, [Kind::FigureChanged]);
    }

    #[test]
    fn the_most_alike_statements_of_a_sentence_go_together() {
        let whole =
            |toll: u32| format!("Ana Ito said {toll} people died, and Jon Webb said the bridge was old.");
        let two = |toll: u32| {
            let died = format!("{toll} people died");
            [
                said(&died, "Ana Ito", "said", &whole(toll)),
                said("the bridge was old", "Jon Webb", "said", &whole(toll)),
            ]
        };
        let (old, mut new) = (two(12), two(19));
        new.reverse();
        let found =
            diff_editions(&Edition::bare(&old), &Edition::bare(&new), &Past::default(), &Days::default());
        assert_eq!(found.pairs, [(0, 1), (1, 0)]);
        assert_eq!(found.changes.len(), 1);
    }
}
