//! Labels: who speaks, at the head of a line: "MS. ROUX:", "Q.", "Ada Roux (00:12):", ">> Ada Roux:", "Mr. ROUX. ".

use super::voice::names_somebody;
use crate::english::{Inflection, abbreviations, lexicon};
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A line with what stands at its head.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Headed<'t> {
    /// The speaker named, as written; `Some("")` where another begins to speak who is not named.
    pub(super) label: Option<&'t str>,
    /// When, in seconds.
    pub(super) seconds: Option<f64>,
    /// What is said.
    pub(super) rest: &'t str,
}

const TIME: &str = r"[\[(]?(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)[\])]?";
const NAME: &str = r"([\p{Lu}\d][\p{L}\p{M}\d.,'’\-/& ]{0,60}?)";

/// Bytes of a name on a line of its own.
const LONGEST_NAME: usize = 60;

static COLON: LazyLock<Regex> = LazyLock::new(|| {
    // A seat and a party, "(Oxley East) (Con)", or the holder of the office before them.
    let aside = r"(?:([\[(][^\])]{1,60}[\])])\s*(?:[\[(][^\])]{1,60}[\])]\s*){0,2})?";
    Regex::new(&format!(r"^[*_]*{NAME}\s*(?:{TIME}\s*|{aside})[*_]*:[*_]*(?:\s+|$)")).expect("it is valid")
});
/// A name and a time on a line of their own.
static HEAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"^[*_]*{NAME}[*_]*\s+{TIME}\s*$")).expect("it is valid"));
static AT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"^{TIME}\s*(?:[-–—]\s*)?")).expect("it is valid"));
/// As printed in records of parliaments: "Mr. ROUX. I rise …", "Mr. ROUX of New Fennick. I rise …".
static RECORD: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"(?:The\s|[\p{Lu}][\p{Ll}]{1,10}\.?\s){1,2}\p{Lu}[\p{Lu}'’\-]+(?:\s\p{Lu}[\p{Lu}'’\-]+){0,2}";
    let place = r"(?:\sof(?:\s\p{Lu}[\p{L}'’\-]+){1,3})?";
    Regex::new(&format!(r"^({name}{place})\.\s+")).expect("it is valid")
});
/// Within a line, where a head may begin: at the line's own beginning or behind the end of a sentence.
static SENTENCE_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"^|[.!?…"”’)\]]\s+(?:[-–—]\s*)?"#).expect("it is valid"));
/// Captions mark with it that another speaks.
static CHANGE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\s(>>+)").expect("it is valid"));
static NAME_ALL: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("^{NAME}$")).expect("it is valid"));
static LETTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^([QA])(?:[.:]\s*|\s{2,}|\t)").expect("it is valid"));

/// What stands at the head of a line; whether it is a speaker, [`Labels`] knows.
pub(super) fn headed(line: &str) -> Headed<'_> {
    let mut found = Headed { rest: line.trim(), ..Headed::default() };
    if let Some(rest) = found.rest.strip_prefix(">>") {
        found.rest = rest.trim_start_matches('>').trim_start();
        found.label = Some("");
    }
    if let Some(at) = AT.captures(found.rest) {
        found.seconds = at.get(1).and_then(|m| seconds(m.as_str()));
        if found.seconds.is_some() {
            found.rest = &found.rest[at.get(0).map_or(0, |m| m.end())..];
        }
    }
    for pattern in [&COLON, &HEAD, &LETTER, &RECORD] {
        let Some(head) = pattern.captures(found.rest) else { continue };
        let (Some(all), Some(name)) = (head.get(0), head.get(1)) else { continue };
        if !is_name_like(name.as_str()) {
            continue;
        }
        let holder = head.get(3).filter(|aside| holds_office(name.as_str(), aside.as_str()));
        let end = holder.map_or(name.end(), |aside| aside.end());
        found.label = Some(found.rest[name.start()..end].trim());
        found.seconds = head.get(2).and_then(|m| seconds(m.as_str())).or(found.seconds);
        found.rest = &found.rest[all.end()..];
        break;
    }
    found
}

/// Brackets behind an office name who holds it: "The Secretary of State for Health (Mr Idris Vale)".
fn holds_office(office: &str, aside: &str) -> bool {
    let name = aside.trim_matches(['(', ')', '[', ']']);
    !names_somebody(office) && name.contains(' ') && is_name_like(name) && names_somebody(name)
}

/// Where turns may begin within a line, as bytes of it: at ">>", and by a head with a colon ("… at noon. MS. ROUX: We did
/// not."), which is the longest name that ends at the colon, since titles end as sentences do.
pub(super) fn turns_inside(line: &str) -> Vec<usize> {
    let starts: Vec<usize> = SENTENCE_END.find_iter(line).map(|end| end.end()).collect();
    let mut turns: Vec<usize> =
        CHANGE.captures_iter(line).filter_map(|mark| Some(mark.get(1)?.start())).collect();
    for (colon, _) in line.match_indices(": ") {
        let last = starts.partition_point(|&start| start < colon);
        let near = starts[..last].iter().rev().take_while(|&&start| colon - start <= LONGEST_NAME);
        let is_name = |text: &str| NAME_ALL.is_match(text) && is_name_like(text) && !ends_inside(text);
        let head = near.filter(|&&start| is_name(&line[start..colon])).last();
        turns.extend(head.filter(|&&start| start > 0));
    }
    turns.sort_unstable();
    turns.dedup();
    turns
}

/// A point behind a word ends no sentence: "Lt.", "J.", "Jr.", but not "No."
fn is_short(word: &str) -> bool {
    let lower = word.to_lowercase();
    let answers = || lexicon::rows(&lower).any(|row| row.has("interjection"));
    word.chars().count() == 1 || abbreviations::of(&lower).is_some() && !answers()
}

/// A sentence ends within what could be a name: "Yes. MS. ROUX", but not "Lt. J. ROUX".
fn ends_inside(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let before = &words[..words.len().saturating_sub(1)];
    before.iter().filter_map(|word| word.strip_suffix('.')).any(|word| !word.contains('.') && !is_short(word))
}

/// The name that is all of a line, without a mark behind it but that of a short form.
pub(super) fn name_alone(line: &str) -> Option<&str> {
    let name = line.trim().trim_matches(['*', '_', '|']).trim();
    let ends = match name.strip_suffix('.') {
        Some(words) => !is_short(words.rsplit(' ').next().unwrap_or_default()),
        None => name.ends_with(|c: char| c == '…' || c.is_ascii_punctuation() && c != ')'),
    };
    let fits = !ends && !name.contains(':') && name.len() <= LONGEST_NAME;
    (fits && is_name_like(name)).then_some(name)
}

/// A time such as "14:03", "1:14:03" or "00:14:03,250", in seconds.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut total = 0.0;
    for (n, part) in parts.iter().enumerate() {
        let last = n + 1 == parts.len();
        let digits = |c: char| c.is_ascii_digit() || last && matches!(c, '.' | ',');
        if part.is_empty() || !part.chars().all(digits) {
            return None;
        }
        let value: f64 = part.replace(',', ".").parse().ok()?;
        if n > 0 && value >= 60.0 {
            return None;
        }
        total = total * 60.0 + value;
    }
    Some(total)
}

/// Few words, each with a capital or such as names have among them: "Chair of the Board", "Speaker 2".
fn is_name_like(name: &str) -> bool {
    const MOST: usize = 7;
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = |word: &&str| {
        let lower = word.to_lowercase();
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&')
            || lexicon::of(&lower).is_some_and(|row| row.has("particle") || row.has("preposition"))
            || matches!(lower.as_str(), "the" | "and")
    };
    !words.is_empty() && words.len() <= MOST && words.iter().all(fits) && name.contains(char::is_alphabetic)
}

/// Which heads of a transcript's lines are speakers.
#[derive(Debug, Default)]
pub(super) struct Labels {
    counts: HashMap<String, usize>,
    /// The last words of those of several words.
    last: HashSet<String>,
}

impl Labels {
    /// Takes note of a head.
    pub(super) fn count(&mut self, label: &str) {
        let lower = label.to_lowercase();
        self.last.extend(lower.rsplit_once(' ').map(|(_, last)| last.to_owned()));
        *self.counts.entry(lower).or_default() += 1;
    }

    /// A line's head, or the line without one where it names no speaker.
    pub(super) fn settled<'t>(&self, head: Headed<'t>, line: &'t str) -> Headed<'t> {
        if head.label.is_none_or(|label| self.is_speaker(label)) {
            return head;
        }
        // ">> Remember: we left" is another's, whoever that is.
        let words = line.trim();
        let label = words.starts_with(">>").then_some("");
        let rest = if label.is_some() { words.trim_start_matches('>').trim_start() } else { words };
        Headed { label, seconds: None, rest }
    }

    /// Whether a head names a speaker: "Remember: we …" does so only if it comes again, in capitals, or as a name of
    /// several words, or as the last of these.
    pub(super) fn is_speaker(&self, label: &str) -> bool {
        let times = self.counts.get(&label.to_lowercase()).copied().unwrap_or(0);
        let lower = label.to_lowercase();
        let several = label.split_whitespace().count() > 1;
        let capitals = !label.contains(char::is_lowercase);
        let letter = label.chars().count() == 1;
        // "A." answers "Q.".
        let answers = lower == "a" && self.counts.contains_key("q");
        let word = !answers && (lexicon::is_closed(&lower) || lexicon::is_verb(&lower));
        // "Bishop:" names one by what one is.
        let office = lexicon::nouns(&lower)
            .any(|(row, form)| (row.has("role") || row.has("title")) && !form.any(Inflection::PLURAL));
        let named = capitals || several || office || self.last.contains(&lower);
        // A single "Q" among turns by name asks.
        let asks = lower == "q" && times > 0 && self.counts.keys().any(|other| other.chars().count() > 1);
        label.is_empty() || asks || answers && times > 0 || (times > 1 && !word) || named && !letter && !word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_all_forms() {
        let read = |line| {
            let h = headed(line);
            (h.label, h.seconds, h.rest)
        };
        assert_eq!(read("MS. ROUX: Thank you."), (Some("MS. ROUX"), None, "Thank you."));
        assert_eq!(read("[00:14:03] Ada Roux: Yes"), (Some("Ada Roux"), Some(843.0), "Yes"));
        assert_eq!(read("Ada Roux (1:02): Yes"), (Some("Ada Roux"), Some(62.0), "Yes"));
        assert_eq!(read("Ada Roux  0:14:03"), (Some("Ada Roux"), Some(843.0), ""));
        assert_eq!(read("REP. ROUX (D-ME): Yes"), (Some("REP. ROUX"), None, "Yes"));
        assert_eq!(read("**Ada Roux:** Yes"), (Some("Ada Roux"), None, "Yes"));
        assert_eq!(read(">> Yes."), (Some(""), None, "Yes."));
        assert_eq!(read("Q. Did you?"), (Some("Q"), None, "Did you?"));
        assert_eq!(read("Mr. ROUX. I rise today"), (Some("Mr. ROUX"), None, "I rise today"));
        assert_eq!(read("Q\tDid you?"), (Some("Q"), None, "Did you?"));
        assert_eq!(read("Ann Orr (Wick Bay) (Ind): Yes"), (Some("Ann Orr"), None, "Yes"));
        assert_eq!(read("The Minister (Ms Ann Orr): Yes"), (Some("The Minister (Ms Ann Orr)"), None, "Yes"));
        assert_eq!(read("The Minister (Health): Yes"), (Some("The Minister"), None, "Yes"));
        assert_eq!(read("Mr. ORR of New Wick. Yes"), (Some("Mr. ORR of New Wick"), None, "Yes"));
        assert_eq!(read("Mr. ORR of course. Yes").0, None);
        assert_eq!(read("12:30 we had lunch"), (None, Some(750.0), "we had lunch"));
        for line in
            ["The truth is this: we lost.", "I said: no.", "At 12:30 we left", "", ":", "A dog barked."]
        {
            assert_eq!(headed(line).label, None, "{line}");
        }
    }

    #[test]
    fn turns_begin_within_a_line_at_the_longest_name() {
        let found = |line: &str| -> Vec<String> {
            let heads = turns_inside(line).into_iter();
            heads.map(|at| line[at..].split(':').next().unwrap_or_default().to_owned()).collect()
        };
        let line =
            "MS. ROUX: At noon. MR. ORRIN: We left. That is all I can say. MS. ROUX: Why? Orrin: Cold.";
        assert_eq!(found(line), ["MR. ORRIN", "MS. ROUX", "Orrin"]);
        assert_eq!(
            found("Ada Roux: Why? MS. ROUX: Yes. LT. J. ORRIN: No. Tom Orrin: So. Q: What?"),
            ["MS. ROUX", "LT. J. ORRIN", "Tom Orrin", "Q"]
        );
        assert_eq!(found("It held. – Ada Roux: Yes [applause] Tom Orrin: No."), ["Ada Roux", "Tom Orrin"]);
        for line in ["Ada Roux: Yes.", "It is so. The truth is this: we lost.", "He said: no: yes: ", ": : "]
        {
            assert_eq!(found(line), [""; 0], "{line}");
        }
    }

    #[test]
    fn times_are_read_or_not() {
        assert_eq!(seconds("00:01:02,500"), Some(62.5));
        for text in ["", "1", "1:2:3:4", "00:61", "aa:bb", ":", "00:0x"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_word_with_a_colon_is_a_speaker_only_if_it_looks_like_one() {
        let mut labels = Labels::default();
        for label in [
            "Remember",
            "Spokesman",
            "Bishop",
            "Bishops",
            "Roux",
            "roux",
            "CHAIR",
            "Ada Roux",
            "Q",
            "Q",
            "Tom Pell",
        ] {
            labels.count(label);
        }
        for (label, is) in [
            ("Remember", false),
            ("Spokesman", true),
            ("Bishops", false),
            ("Bishop", true),
            ("Roux", true),
            ("CHAIR", true),
            ("Ada Roux", true),
            ("Q", true),
            ("A", false),
            ("Pell", true),
            ("Ada", false),
        ] {
            assert_eq!(labels.is_speaker(label), is, "{label}");
        }
        let mut lone = Labels::default();
        lone.count("Q");
        assert!(!lone.is_speaker("Q"));
        lone.count("MS. ROUX");
        assert!(lone.is_speaker("Q") && !lone.is_speaker("A"));
        labels.count("A");
        labels.count("A");
        assert!(labels.is_speaker("A"));
    }
}
