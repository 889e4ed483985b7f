//! Transcript: a text, captions or turns as one text of words with the line, the time and the speaker of each.

use super::labels::{Headed, Labels, headed};
use super::lines::{SourceLine, caption_lines, plain_lines};
use super::names::{NameStanding, names_alone};
use crate::english::{SpokenWord, filler, spoken};
use crate::text::{Span, paragraphs, sentences};

/// What was said, by whom and when.
#[derive(Debug, Clone, Default)]
pub struct Transcript {
    /// What was said, in one piece; turns and paragraphs are parted by an empty line.
    pub text: String,
    /// What is doubtful about it, in sentences.
    pub warnings: Vec<String>,
    /// What its numbers of lines count: `line` of the file, or `paragraph` of a page.
    pub unit: &'static str,
    pub(super) words: Vec<SpokenWord>,
    /// The words that are no filler and no aside, as places in `words`.
    pub(super) solid: Vec<usize>,
    pub(super) sentences: Vec<Span>,
    /// Where each turn begins; the first begins the text.
    pub(super) turns: Vec<SpokenTurn>,
    /// Where each line begins.
    marks: Vec<LineMark>,
}

/// A turn: what one speaker says until the next begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SpokenTurn {
    pub(super) start: usize,
    /// The speaker as labelled; `None` where nobody is named.
    pub(super) label: Option<String>,
    /// It may be that the label names nobody, or that another speaks: nobody is accused by it.
    pub(super) doubtful: bool,
}

#[derive(Debug, Clone, Copy)]
struct LineMark {
    start: usize,
    line: usize,
    seconds: Option<f64>,
}

impl Transcript {
    /// Reads a transcript; `is_page` says that its lines are paragraphs of a page.
    ///
    /// # Errors
    /// When it holds no words; one clause with the remedy, without a full stop.
    pub fn of(text: &str, is_page: bool) -> Result<Self, String> {
        let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().collect();
        let headed = lines.first().is_some_and(|line| line.starts_with("WEBVTT"));
        let captions = headed || lines.iter().any(|line| line.contains("-->"));
        if lines.first().is_some_and(|line| line.trim_start().starts_with(['{', '[']))
            && serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{FEFF}')).is_ok()
        {
            return Err("it is JSON; give what was said as text, SRT or WebVTT".to_owned());
        }
        let mut warnings = Vec::new();
        let said = if captions { caption_lines(&lines, &mut warnings) } else { plain_lines(&lines) };
        let mut transcript = assembled(&said, captions);
        transcript.warnings = warnings;
        transcript.unit = if is_page { "paragraph" } else { "line" };
        if !transcript.words.iter().any(|word| word.key.contains(char::is_alphabetic)) {
            return Err("there are no words in it; give what was said".to_owned());
        }
        Ok(transcript)
    }

    /// The key of the solid word `t`.
    pub(super) fn said(&self, t: usize) -> &str {
        &self.words[self.solid[t]].key
    }

    /// Whether some words stand in it in a row, fillers and all.
    pub(super) fn says(&self, words: &[SpokenWord]) -> bool {
        let same = |said: &[SpokenWord]| said.iter().zip(words).all(|(a, b)| a.key == b.key);
        !words.is_empty() && self.words.windows(words.len()).any(same)
    }

    /// The line and the time of the byte at `at`.
    pub(super) fn place(&self, at: usize) -> (usize, Option<f64>) {
        let mark = self.marks.partition_point(|m| m.start <= at).checked_sub(1).map(|n| self.marks[n]);
        mark.map_or((1, None), |m| (m.line, m.seconds))
    }

    /// Which turn the byte at `at` belongs to.
    pub(super) fn turn_at(&self, at: usize) -> usize {
        self.turns.partition_point(|t| t.start <= at).saturating_sub(1)
    }

    /// The sentence with the byte at `at`.
    pub(super) fn sentence_at(&self, at: usize) -> Span {
        let n = self.sentences.partition_point(|s| s.start <= at).checked_sub(1);
        n.map_or(Span::new(at, at), |n| self.sentences[n])
    }
}

/// The transcript that some lines make.
fn assembled(said: &[SourceLine], captions: bool) -> Transcript {
    let mut labels = Labels::default();
    let heads: Vec<Headed<'_>> = said.iter().map(|line| headed(&line.text)).collect();
    heads.iter().filter_map(|head| head.label).for_each(|label| labels.count(label));
    let heads: Vec<Headed<'_>> =
        heads.into_iter().zip(said).map(|(head, line)| labels.settled(head, &line.text)).collect();
    let names =
        names_alone(said, &heads.iter().map(|head| head.label.is_some()).collect::<Vec<_>>(), captions);
    let mut transcript = Transcript::default();
    let mut now = None;
    let mut last = "";
    for ((line, mut head), name) in said.iter().zip(heads).zip(names) {
        let heard = transcript.turns.last().is_some_and(|turn| turn.label.is_some());
        let mut doubtful = false;
        if let Some(turn) = name.filter(|name| heard || name.standing == NameStanding::Speaker) {
            head = Headed { label: Some(turn.name), seconds: None, rest: turn.rest };
            doubtful = turn.standing == NameStanding::Perhaps;
        }
        now = head.seconds.or(line.seconds).or(if captions { None } else { now });
        // The captions of some services show each line twice.
        if captions && head.rest == last {
            continue;
        }
        // A list of what one says has dashes, too, where nobody is named.
        let unnamed = (line.dashed && (captions || heard)).then_some("");
        let voice = line.voice.as_deref();
        let mut label = voice.filter(|voice| !voice.is_empty()).or(head.label).or(voice).or(unnamed);
        // Captions name the voice of each cue anew.
        if voice.is_some() && transcript.turns.last().is_some_and(|t| t.label.as_deref() == label) {
            label = None;
        }
        let turn = label.map(|label| (label, doubtful));
        transcript.push(head.rest, line, turn, now, captions);
        last = head.rest;
    }
    if transcript.turns.first().is_none_or(|turn| turn.start > 0) {
        transcript.turns.insert(0, SpokenTurn { start: 0, label: None, doubtful: false });
    }
    transcript.find_words();
    transcript
}

impl Transcript {
    /// Adds words; `turn` is who begins to speak with them, and whether that is doubtful.
    fn push(
        &mut self,
        words: &str,
        line: &SourceLine,
        turn: Option<(&str, bool)>,
        now: Option<f64>,
        captions: bool,
    ) {
        if let Some((label, doubtful)) = turn {
            self.part("\n\n");
            let label = (!label.is_empty()).then(|| label.to_owned());
            self.turns.push(SpokenTurn { start: self.text.len(), label, doubtful });
        } else {
            self.part(if line.apart && !captions { "\n\n" } else { " " });
        }
        self.marks.push(LineMark { start: self.text.len(), line: line.number, seconds: now });
        self.text.push_str(words);
    }

    /// Sets what follows apart from what is there.
    fn part(&mut self, by: &str) {
        if self.text.is_empty() || self.text.ends_with("\n\n") {
            return;
        }
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        self.text.push_str(by);
    }

    fn find_words(&mut self) {
        let text = &self.text;
        self.sentences = paragraphs(text).into_iter().flat_map(|p| sentences(text, p)).collect();
        for sentence in &self.sentences {
            let found = spoken(sentence.of(text)).into_iter().map(|word| SpokenWord {
                span: Span::new(word.span.start + sentence.start, word.span.end + sentence.start),
                ..word
            });
            self.words.extend(found);
        }
        self.solid = solid(&self.words);
    }
}

/// The words that are no filler and no aside, as places.
pub(super) fn solid(words: &[SpokenWord]) -> Vec<usize> {
    let mut solid = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        match filler(words, at) {
            0 => {
                if !words[at].aside {
                    solid.push(at);
                }
                at += 1;
            }
            length => at += length,
        }
    }
    solid
}
