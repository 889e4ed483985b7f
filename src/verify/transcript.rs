//! Transcript: a text, captions or turns as one text of words with the line, the time and the speaker of each.

use super::labels::{Headed, Labels, headed, heads_inside, name_alone, seconds};
use crate::english::{SpokenWord, filler, spoken};
use crate::text::{Span, paragraphs, sentences};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

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
}

#[derive(Debug, Clone, Copy)]
struct LineMark {
    start: usize,
    line: usize,
    seconds: Option<f64>,
}

/// A line of the source that says something.
struct SourceLine<'t> {
    number: usize,
    seconds: Option<f64>,
    text: &'t str,
    /// An empty line stands before it.
    apart: bool,
    /// A speaker that the captions name.
    voice: Option<&'t str>,
}

static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"</?[A-Za-z0-9:.][^<>]*>").expect("it is valid"));
static VOICE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^<v(?:\.[^ >]*)?\s+([^<>]+)>").expect("it is valid"));

impl Transcript {
    /// Reads a transcript; `is_page` says that its lines are paragraphs of a page.
    ///
    /// # Errors
    /// When it holds no words; one clause with the remedy.
    pub fn of(text: &str, is_page: bool) -> Result<Self, String> {
        let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').lines().collect();
        let headed = lines.first().is_some_and(|line| line.starts_with("WEBVTT"));
        let captions = headed || lines.iter().any(|line| line.contains("-->"));
        if lines.first().is_some_and(|line| line.trim_start().starts_with(['{', '[']))
            && serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{FEFF}')).is_ok()
        {
            return Err("it is JSON; give what was said as text, SRT or WebVTT.".to_owned());
        }
        let mut warnings = Vec::new();
        let said = if captions { caption_lines(&lines, &mut warnings) } else { plain_lines(&lines) };
        let mut transcript = assembled(&said, captions);
        transcript.warnings = warnings;
        transcript.unit = if is_page { "paragraph" } else { "line" };
        if !transcript.words.iter().any(|word| word.key.contains(char::is_alphabetic)) {
            return Err("there are no words in it; give a file that holds what was said.".to_owned());
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

/// The lines of captions, SRT or VTT, without their numbers, times and tags.
fn caption_lines<'t>(lines: &[&'t str], warnings: &mut Vec<String>) -> Vec<SourceLine<'t>> {
    let mut said: Vec<SourceLine<'t>> = Vec::new();
    let (mut now, mut in_note, mut broken, mut first_broken) = (None, false, 0usize, None);
    for (n, line) in lines.iter().enumerate() {
        let line = line.trim();
        let is_note = ["NOTE", "STYLE", "REGION", "WEBVTT"].iter().any(|head| line.starts_with(head));
        if line.contains("-->") {
            let start = line.split("-->").next().unwrap_or_default().trim();
            now = seconds(start);
            if now.is_none() {
                broken += 1;
                first_broken = first_broken.or(Some((n + 1, start)));
            }
            in_note = false;
        } else if line.is_empty() {
            in_note = false;
        } else if is_note && lines.get(n.wrapping_sub(1)).is_none_or(|before| before.trim().is_empty()) {
            in_note = true;
        } else if !in_note && !is_cue_name(lines, n) {
            let voice = VOICE.captures(line).and_then(|v| v.get(1)).map(|m| m.as_str());
            said.push(SourceLine { number: n + 1, seconds: now, text: line, apart: false, voice });
        }
    }
    if let Some((line, code)) = first_broken {
        let code: String = code.chars().take(30).collect();
        warnings.push(format!(
            "line {line}: the time code “{code}” cannot be read ({broken} such); what stands there has a line and no time; \
             write it as 00:01:02,500"
        ));
    }
    said
}

/// Whether a line is the number or name of the cue whose time follows.
fn is_cue_name(lines: &[&str], n: usize) -> bool {
    let before = n.checked_sub(1).is_none_or(|b| lines[b].trim().is_empty());
    before && lines.get(n + 1).is_some_and(|next| next.contains("-->"))
}

/// The lines of a text, without the numbers that a court's reporter prints before them.
fn plain_lines<'t>(lines: &[&'t str]) -> Vec<SourceLine<'t>> {
    let full: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let numbered = full.iter().filter(|line| printed_number(line).is_some()).count();
    let strip = full.len() > 3 && numbered * 10 >= full.len() * 8;
    let mut apart = false;
    let mut said = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let text = line.trim();
        let text = if strip { printed_number(text).unwrap_or(text) } else { text };
        if text.is_empty() {
            apart |= !strip;
            continue;
        }
        let cuts = heads_inside(text);
        let mut start = 0;
        for end in cuts.into_iter().chain([text.len()]) {
            let text = text[start..end].trim();
            said.push(SourceLine { number: n + 1, seconds: None, text, apart, voice: None });
            (start, apart) = (end, false);
        }
    }
    said
}

/// What stands behind the number of a printed line, of which a page has at most two digits.
fn printed_number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let fits = (1..=2).contains(&digits) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    fits.then(|| rest.trim_start())
}

/// The transcript that some lines make.
fn assembled(said: &[SourceLine<'_>], captions: bool) -> Transcript {
    let mut labels = Labels::default();
    let mut heads: Vec<Headed<'_>> = said.iter().map(|line| headed(line.text)).collect();
    heads.iter().filter_map(|head| head.label).for_each(|label| labels.count(label));
    if !captions && !heads.iter().any(|head| head.label.is_some_and(|label| labels.is_speaker(label))) {
        names_on_their_own(said, &mut heads, &mut labels);
    }
    let mut transcript = Transcript::default();
    let mut now = None;
    let mut last = String::new();
    for (line, head) in said.iter().zip(heads) {
        let mut label = line.voice.or(head.label.filter(|label| labels.is_speaker(label)));
        let stated = if head.label.is_none() || label.is_some() { head.seconds } else { None };
        let words =
            if label.is_some() || head.label.is_none() && stated.is_some() { head.rest } else { line.text };
        let words = if captions { TAG.replace_all(words, "") } else { words.into() };
        let words = words.trim();
        now = stated.or(line.seconds).or(if captions { None } else { now });
        // The captions of some services show each line twice.
        if captions && words == last {
            continue;
        }
        // Captions name the voice of each cue anew.
        if line.voice.is_some() && transcript.turns.last().is_some_and(|t| t.label.as_deref() == label) {
            label = None;
        }
        transcript.push(words, line, label, now, captions);
        words.clone_into(&mut last);
    }
    if transcript.turns.first().is_none_or(|turn| turn.start > 0) {
        transcript.turns.insert(0, SpokenTurn { start: 0, label: None });
    }
    transcript.find_words();
    transcript
}

/// Takes lines that are a name and nothing else for heads, where such names come again and nothing else names a speaker.
fn names_on_their_own<'t>(said: &[SourceLine<'t>], heads: &mut [Headed<'t>], labels: &mut Labels) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let names: Vec<Option<&str>> = said.iter().map(|line| name_alone(line.text)).collect();
    names.iter().flatten().for_each(|name| *counts.entry(name).or_default() += 1);
    for (n, name) in names.iter().enumerate() {
        let Some(name) = name.filter(|name| counts[name] > 1) else { continue };
        // Two names in a row are a list.
        if names.get(n + 1).is_some_and(Option::is_none) {
            labels.count(name);
            heads[n] = Headed { label: Some(name), seconds: None, rest: "" };
        }
    }
}

impl Transcript {
    fn push(
        &mut self,
        words: &str,
        line: &SourceLine<'_>,
        label: Option<&str>,
        now: Option<f64>,
        captions: bool,
    ) {
        if let Some(label) = label {
            self.part("\n\n");
            let label = (!label.is_empty()).then(|| label.to_owned());
            self.turns.push(SpokenTurn { start: self.text.len(), label });
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
