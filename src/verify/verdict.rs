//! Verdict: how a passage stands in a transcript, as one outcome with its evidence.

use super::align::{PassagePair, Stretch};
use super::chain::{Grounds, heaviest, runs};
use super::index::WordIndex;
use super::passage::{Left, QuotedPassage};
use super::sense::{Turning, is_told, left_out, turnings};
use super::thresholds::{
    FAR, INSERTED, MOST_PARTS, OWN_TURN, PART, PART_WORDS, SHARED, SHORT, SHOWN, SURELY_SHARED,
};
use super::transcript::Transcript;
use super::voice::{SpokenVoice, voice};
use crate::diff::Run;
use crate::english::{filler, letters};
use crate::text::Span;
use serde::Serialize;
use std::collections::HashMap;
use std::ops::Range;

/// How a passage stands in a transcript; the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpokenOutcome {
    /// Word for word.
    Exact,
    /// Word for word but for fillers, stutters, and what an ellipsis or brackets mark.
    Tidied,
    /// It is there, and too short to prove anything.
    TooShort,
    /// Word for word, but what was cut off beside it may turn the sense.
    Cut,
    /// Some words are others, or are missing without a mark.
    Altered,
    /// Its parts stand far apart, or in different turns.
    Assembled,
    /// Somebody else says it.
    OtherSpeaker,
    /// It is not there.
    NotFound,
}

/// Who is quoted, as far as an article says.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuotedVoice<'a> {
    /// The name; empty where there is none.
    pub name: &'a str,
    /// The office: "President".
    pub title: Option<&'a str>,
    /// It is no person of a name: an unnamed source, a body, a group.
    pub nameless: bool,
}

/// A place of a transcript.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpokenPlace {
    /// The line, from 1.
    pub line: usize,
    /// When, in seconds from the beginning, where the transcript tells.
    pub seconds: Option<f64>,
    /// Who speaks, as the transcript labels it.
    pub label: Option<String>,
    /// What is said there.
    pub words: String,
}

/// What was found out about a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageVerdict {
    /// The gravest of what is true.
    pub outcome: SpokenOutcome,
    /// What is true beside it.
    pub also: Vec<SpokenOutcome>,
    /// The places of its parts, in the order of the passage; of what is not found the nearest, if any comes near.
    pub places: Vec<SpokenPlace>,
    /// Whether the one quoted speaks there.
    pub voice: SpokenVoice,
    /// The transcript's words (`Removed`) beside the passage's (`Added`).
    pub runs: Vec<Run>,
    /// What was cut off that may turn the sense, and the word that does it.
    pub turning: Vec<(Turning, String)>,
    /// What is said directly before, and directly behind.
    pub before: String,
    /// See `before`.
    pub after: String,
}

/// A transcript, ready to be asked.
#[derive(Debug)]
pub struct Verifier {
    transcript: Transcript,
    index: WordIndex,
    /// The turn of each solid word.
    turns: Vec<usize>,
}

/// A part of a passage and where it stands.
struct PassagePart {
    q: Range<usize>,
    stretches: Vec<Stretch>,
}

impl PassagePart {
    /// The solid words of the transcript that it spans, which are not none.
    fn t(&self) -> Range<usize> {
        let same = || self.stretches.iter().filter(|s| !s.t.is_empty());
        let start = same().map(|s| s.t.start).min().unwrap_or(0);
        start..same().map(|s| s.t.end).max().unwrap_or(start + 1)
    }
}

impl Verifier {
    /// Makes a transcript ready.
    #[must_use]
    pub fn new(transcript: Transcript) -> Self {
        let words: Vec<&str> = transcript.solid.iter().map(|&n| transcript.words[n].key.as_str()).collect();
        let turns =
            transcript.solid.iter().map(|&n| transcript.turn_at(transcript.words[n].span.start)).collect();
        let index = WordIndex::new(&words);
        Self { transcript, index, turns }
    }

    /// The transcript.
    #[must_use]
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// How a passage stands in the transcript.
    #[must_use]
    pub fn check(&self, passage: &QuotedPassage, by: &QuotedVoice<'_>) -> PassageVerdict {
        if passage.idle {
            let outcome = if self.transcript.says(&passage.words) {
                SpokenOutcome::TooShort
            } else {
                SpokenOutcome::NotFound
            };
            return PassageVerdict { outcome, ..not_found(Vec::new()) };
        }
        let parts = self.parts(passage, by);
        let pair = PassagePair { passage, transcript: &self.transcript };
        let shared: f32 = parts.iter().map(|part| shared(passage, &part.stretches)).sum();
        let Some(main) = parts.iter().max_by_key(|part| part.q.len()) else { return not_found(Vec::new()) };
        let all = passage.weight(0..passage.solid.len());
        let label = self.transcript.turns[self.turns[main.t().start]].label.as_deref();
        let voice = self.voice(label, by);
        let least = match voice {
            SpokenVoice::Same => SHARED,
            SpokenVoice::Unknown if passage.solid.len() > SHORT => SHARED,
            SpokenVoice::Unknown | SpokenVoice::Another => SURELY_SHARED,
        };
        if shared < least * all {
            let near = shared >= SHARED / 2.0 * all && passage.solid.len() > 3;
            return not_found(if near { vec![self.spoken(&pair, &main.t())] } else { Vec::new() });
        }
        let mut found = self.judged(&pair, &parts);
        if voice == SpokenVoice::Another {
            found.push(SpokenOutcome::OtherSpeaker);
        }
        let mut turning = Vec::new();
        if parts.len() == 1 {
            turning = self.turning(&pair, main);
            found.extend((!turning.is_empty()).then_some(SpokenOutcome::Cut));
        }
        if is_too_short(passage) {
            found = vec![if found.contains(&SpokenOutcome::Altered) {
                SpokenOutcome::NotFound
            } else {
                SpokenOutcome::TooShort
            }];
            turning.clear();
        }
        found.sort_unstable();
        found.dedup();
        let outcome = found.pop().unwrap_or(SpokenOutcome::Exact);
        found.retain(|other| *other > SpokenOutcome::TooShort);
        found.reverse();
        let t = main.t();
        PassageVerdict {
            outcome,
            also: found,
            places: parts.iter().map(|part| self.spoken(&pair, &part.t())).collect(),
            voice,
            runs: parts.iter().flat_map(|part| word_runs(&pair, &part.stretches)).collect(),
            turning,
            before: self.shown_before(t.start),
            after: self.shown_after(t.end - 1),
        }
    }

    fn voice(&self, label: Option<&str>, by: &QuotedVoice<'_>) -> SpokenVoice {
        if by.nameless { SpokenVoice::Unknown } else { voice(label, by.name, by.title) }
    }

    /// The parts of a passage, in its order: one, where it stands in one place.
    fn parts(&self, passage: &QuotedPassage, by: &QuotedVoice<'_>) -> Vec<PassagePart> {
        let words: Vec<&str> = (0..passage.solid.len()).map(|n| passage.key(n)).collect();
        let grounds = Grounds { transcript: &self.transcript, index: &self.index, turns: &self.turns };
        let runs = runs(&words, &grounds);
        let pair = PassagePair { passage, transcript: &self.transcript };
        let own = OWN_TURN * passage.weight(0..words.len());
        // Each label is compared once.
        let mut voices: HashMap<Option<&str>, SpokenVoice> = HashMap::new();
        let mut worth = |turn: usize| {
            let label = self.transcript.turns[turn].label.as_deref();
            let voice = *voices.entry(label).or_insert_with(|| self.voice(label, by));
            if voice == SpokenVoice::Same { own } else { 0.0 }
        };
        let weigh = |q: Range<usize>| passage.weight(q);
        let whole = 0..words.len();
        let mut open = vec![whole];
        let mut parts: Vec<PassagePart> = Vec::new();
        while let Some(q) = open.pop().filter(|_| parts.len() < MOST_PARTS) {
            let chain = heaviest(&runs, &q, &weigh, &self.turns, &mut worth);
            let Some(first) = chain.first() else { continue };
            let stretches = pair.along(&chain, &q, &self.turn_of(first.t));
            if !parts.is_empty() && shared(passage, &stretches) < PART * passage.weight(q.clone()) {
                continue;
            }
            if q.len() == words.len() {
                open.extend(elsewhere(passage, &stretches));
            }
            parts.push(PassagePart { q, stretches });
        }
        settle(&mut parts);
        parts.retain(|part| part.stretches.iter().any(|s| s.same));
        parts
    }

    /// The solid words of the turn that word `t` stands in.
    fn turn_of(&self, t: usize) -> Range<usize> {
        let turn = self.turns[t];
        self.turns.partition_point(|&n| n < turn)..self.turns.partition_point(|&n| n <= turn)
    }

    /// What the words themselves show.
    fn judged(&self, pair: &PassagePair<'_>, parts: &[PassagePart]) -> Vec<SpokenOutcome> {
        let mut found = vec![SpokenOutcome::Exact];
        if parts.len() > 1 {
            found.push(SpokenOutcome::Assembled);
        }
        for part in parts {
            for stretch in part.stretches.iter().filter(|s| !s.same) {
                found.push(self.difference(pair, part, stretch));
            }
            let t = part.t();
            let said = pair.span(&t).of(&self.transcript.text);
            if found.iter().all(|f| *f == SpokenOutcome::Exact)
                && self.fillers(&t) != passage_fillers(pair.passage)
            {
                found.push(SpokenOutcome::Tidied);
            }
            // Whatever words are, the same letters are the same.
            if parts.len() == 1 && letters(said) == letters(&pair.passage.text) {
                return vec![SpokenOutcome::Exact];
            }
        }
        found
    }

    /// What a stretch that differs comes to.
    fn difference(&self, pair: &PassagePair<'_>, part: &PassagePart, stretch: &Stretch) -> SpokenOutcome {
        let Stretch { q, t, .. } = stretch;
        if !q.is_empty() {
            return SpokenOutcome::Altered;
        }
        let mark = pair.passage.before.get(q.start).copied().unwrap_or(Left::Nothing);
        match mark {
            Left::Ellipsis => SpokenOutcome::Tidied,
            Left::Bracket if t.len() <= INSERTED => SpokenOutcome::Tidied,
            _ if repeats(pair, part, t) => SpokenOutcome::Tidied,
            _ if t.len() > FAR / 2 => SpokenOutcome::Assembled,
            _ => SpokenOutcome::Altered,
        }
    }

    /// Fillers between the words of a range.
    fn fillers(&self, t: &Range<usize>) -> usize {
        let solid = &self.transcript.solid;
        let words = &self.transcript.words;
        (solid[t.start]..solid[t.end - 1]).filter(|&n| filler(words, n) > 0 && !words[n].aside).count()
    }

    /// What turns the sense of a part.
    fn turning(&self, pair: &PassagePair<'_>, part: &PassagePart) -> Vec<(Turning, String)> {
        let t = part.t();
        let solid = &self.transcript.solid;
        let asked = pair.passage.text.contains('?');
        let mut found = turnings(&self.transcript, solid[t.start], solid[t.end - 1], asked);
        // What the article says itself, outside the marks, is not left out.
        found.retain(|(turning, _)| !is_told(*turning, &pair.passage.lead, &pair.passage.tail));
        for stretch in part.stretches.iter().filter(|s| !s.same && s.q.is_empty() && !s.t.is_empty()) {
            if pair.passage.before.get(stretch.q.start) == Some(&Left::Ellipsis) {
                found.extend(left_out(
                    &self.transcript,
                    solid[stretch.t.start],
                    solid[stretch.t.end - 1] + 1,
                ));
            }
        }
        found
    }

    fn spoken(&self, pair: &PassagePair<'_>, t: &Range<usize>) -> SpokenPlace {
        let span = pair.span(t);
        let (line, seconds) = self.transcript.place(span.start);
        let label = self.transcript.turns[self.transcript.turn_at(span.start)].label.clone();
        SpokenPlace { line, seconds, label, words: span.of(&self.transcript.text).to_owned() }
    }

    /// What is said directly before a solid word, within its turn.
    fn shown_before(&self, t: usize) -> String {
        let turn = self.turn_of(t);
        let from = self.word(t.saturating_sub(SHOWN).max(turn.start)).start;
        self.transcript.text[from..self.word(t).start].trim().to_owned()
    }

    /// What is said directly behind a solid word, within its turn.
    fn shown_after(&self, t: usize) -> String {
        let turn = self.turn_of(t);
        let last = (t + SHOWN).min(turn.end - 1);
        // With the mark that ends the last word.
        let text = &self.transcript.text;
        let end = self.word(last).end;
        let mark =
            text[end..].chars().take_while(|c| ".,;:!?…”\"’".contains(*c)).map(char::len_utf8).sum::<usize>();
        text[self.word(t).end..end + mark].trim().to_owned()
    }

    fn word(&self, t: usize) -> Span {
        self.transcript.words[self.transcript.solid[t]].span
    }
}

fn not_found(places: Vec<SpokenPlace>) -> PassageVerdict {
    PassageVerdict {
        outcome: SpokenOutcome::NotFound,
        also: Vec::new(),
        places,
        voice: SpokenVoice::Unknown,
        runs: Vec::new(),
        turning: Vec::new(),
        before: String::new(),
        after: String::new(),
    }
}

/// What the words of a passage weigh that stand at a place.
fn shared(passage: &QuotedPassage, stretches: &[Stretch]) -> f32 {
    stretches.iter().filter(|s| s.same).map(|s| passage.weight(s.q.clone())).sum()
}

/// Which words of a passage may stand elsewhere: sentences of which there is little at a place, else the words of a gap.
fn elsewhere(passage: &QuotedPassage, stretches: &[Stretch]) -> Vec<Range<usize>> {
    let is_part = |q: &Range<usize>| {
        let telling = passage.telling(q.clone());
        q.len() >= PART_WORDS.0 && telling >= PART_WORDS.1 || q.len() > PART_WORDS.0 && telling > 0
    };
    let missing = |q: &Range<usize>| {
        let has = |s: &&Stretch| s.same && s.q.start < q.end && q.start < s.q.end;
        let inside = |s: &Stretch| s.q.start.max(q.start)..s.q.end.min(q.end);
        let there: f32 = stretches.iter().filter(has).map(|s| passage.weight(inside(s))).sum();
        there < passage.weight(q.clone()) * SHARED
    };
    let sentences = passage.sentences();
    let mut found: Vec<Range<usize>> = sentences.into_iter().filter(|q| missing(q) && is_part(q)).collect();
    if found.is_empty() {
        found = stretches.iter().filter(|s| !s.same && is_part(&s.q)).map(|s| s.q.clone()).collect();
    }
    found
}

/// One word, or two that say little: they stand in any transcript.
fn is_too_short(passage: &QuotedPassage) -> bool {
    let words = passage.solid.len();
    let telling = passage.telling(0..words);
    words < 2 || words == 2 && telling < 2
}

fn passage_fillers(passage: &QuotedPassage) -> usize {
    let (Some(first), Some(last)) = (passage.solid.first(), passage.solid.last()) else { return 0 };
    (*first..*last).filter(|&n| filler(&passage.words, n) > 0 && !passage.words[n].aside).count()
}

/// Words of the transcript that only say again what stands beside them: "we, we have".
fn repeats(pair: &PassagePair<'_>, part: &PassagePart, t: &Range<usize>) -> bool {
    const MOST: usize = 4;
    let all = part.t();
    let length = t.len();
    let before = || t.start >= all.start + length && t.clone().all(|n| pair.said(n) == pair.said(n - length));
    let behind = || t.end + length <= all.end && t.clone().all(|n| pair.said(n) == pair.said(n + length));
    length <= MOST && (before() || behind())
}

/// Takes from the first part what the others have, and puts them in the order of the passage.
fn settle(parts: &mut [PassagePart]) {
    let Some((first, others)) = parts.split_first_mut() else { return };
    for other in others {
        first.stretches.retain_mut(|s| {
            let (start, end) = (other.q.start, other.q.end);
            if s.q.is_empty() {
                return s.q.start <= start || s.q.start >= end;
            }
            if s.q.start < start && s.q.end > start {
                let cut = s.q.end - start;
                s.t.end = s.t.end.saturating_sub(cut).max(s.t.start);
                s.q.end = start;
            } else if s.q.start < end && s.q.end > end {
                let cut = end - s.q.start;
                s.t.start = (s.t.start + cut).min(s.t.end);
                s.q.start = end;
            }
            !(s.q.start >= start && s.q.end <= end)
        });
    }
    for part in parts.iter_mut() {
        let differs = |s: &Stretch| !s.same && s.q.is_empty();
        while part.stretches.last().is_some_and(differs) {
            part.stretches.pop();
        }
        let lead = part.stretches.iter().take_while(|s| differs(s)).count();
        part.stretches.drain(..lead);
    }
    parts.sort_by_key(|part| part.q.start);
}

/// The transcript's words beside the passage's.
fn word_runs(pair: &PassagePair<'_>, stretches: &[Stretch]) -> Vec<Run> {
    let mut runs = Vec::new();
    let text = &pair.passage.text;
    for (n, stretch) in stretches.iter().enumerate() {
        let written = (!stretch.q.is_empty()).then(|| {
            let next = stretches[n + 1..]
                .iter()
                .find(|s| !s.q.is_empty())
                .map(|s| pair.passage.span(s.q.start).start);
            let from = pair.passage.span(stretch.q.start).start;
            let to = next.unwrap_or(if stretch.q.end == pair.passage.solid.len() {
                text.len()
            } else {
                pair.passage.span(stretch.q.end - 1).end
            });
            Span::new(from, to.max(from))
        });
        let joined =
            written.is_some_and(|w| !text[..w.start].ends_with(char::is_whitespace)) && stretch.t.is_empty();
        let joined = joined || written.is_some_and(|w| w.of(text).starts_with(['%', '\'', '’']));
        if !runs.is_empty() && !joined {
            runs.push(Run::Same(" ".to_owned()));
        }
        if !stretch.same && !stretch.t.is_empty() {
            runs.push(Run::Removed(said_aloud(pair, &stretch.t)));
        }
        match written.map(|w| w.of(text).trim_end().to_owned()) {
            Some(words) if stretch.same => runs.push(Run::Same(words)),
            Some(words) => runs.push(Run::Added(words)),
            None => {}
        }
    }
    runs
}

/// Words of the transcript as written; of a piece of one ("n't") the word.
fn said_aloud(pair: &PassagePair<'_>, t: &Range<usize>) -> String {
    let span = pair.span(t);
    let whole = !pair.transcript.text[..span.start].ends_with(char::is_alphanumeric);
    if whole {
        span.of(&pair.transcript.text).to_owned()
    } else {
        t.clone().map(|n| pair.said(n)).collect::<Vec<_>>().join(" ")
    }
}
