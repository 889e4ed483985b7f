//! Lines: what a text or captions say, line by line and turn by turn, without numbers, times, tags and entities.

use super::entities::decoded;
use super::labels::{seconds, turns_inside};
use regex::Regex;
use std::sync::LazyLock;

/// A line of the source that says something, or a piece of one where another begins to speak within it.
#[derive(Debug, Default)]
pub(super) struct SourceLine {
    pub(super) number: usize,
    pub(super) seconds: Option<f64>,
    pub(super) text: String,
    /// An empty line stands before it; of captions, it opens a cue.
    pub(super) apart: bool,
    /// A speaker that the captions name; empty where the words are said by nobody whom they name.
    pub(super) voice: Option<String>,
    /// A dash before it says that another speaks.
    pub(super) dashed: bool,
}

/// Tags of HTML and captions, and those of other programs: "{\an8}".
static TAG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"</?[A-Za-z0-9:.][^<>]*>|\{\\[^{}]*\}").expect("it is valid"));
/// Where a voice begins, with its name, or ends.
static VOICE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"<v(?:\.[^ \t<>]*)?(?:[ \t]+([^<>]*))?>|</v>").expect("it is valid"));
/// A dash behind the end of a sentence and before the beginning of another.
static DASH_INSIDE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"[.!?…"”’)\]]\s+([-‐–—])\s*\p{Lu}"#).expect("it is valid"));

/// What a printer puts at the edge of a page, on a line of its own: "Column 214", "<page 12>", "Page 3 of 40", "- 17 -".
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\p{Lu}{0,2}\d{1,5}\p{Lu}{0,2}";
    let named =
        format!(r"[<\[(]?\s*(?i:page|column|col\.|p\.)\s*{number}(?:\s*(?:of|/)\s*\d{{1,5}})?\s*[>\])]?");
    Regex::new(&format!(r"^(?:[-–—]\s*\d{{1,5}}\s*[-–—]|[-–—]?\s*{named}\s*[-–—]?)$")).expect("it is valid")
});

/// The lines of captions, SRT or VTT, without their numbers, times and tags.
pub(super) fn caption_lines(lines: &[&str], warnings: &mut Vec<String>) -> Vec<SourceLine> {
    let mut said = Vec::new();
    let (mut now, mut in_note, mut apart, mut closed) = (None, false, false, false);
    let (mut broken, mut first_broken) = (0usize, None);
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
            (in_note, apart) = (false, true);
        } else if line.is_empty() {
            in_note = false;
        } else if is_note && lines.get(n.wrapping_sub(1)).is_none_or(|before| before.trim().is_empty()) {
            in_note = true;
        } else if !in_note && !is_cue_name(lines, n) {
            for (voice, text) in voices(line, &mut closed) {
                push_turns(
                    &mut said,
                    &SourceLine { number: n + 1, seconds: now, text, apart, voice, dashed: false },
                );
                apart = false;
            }
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

/// What the voices of a line say. `closed` says that the last voice has ended: what follows is nobody's until another begins.
fn voices(line: &str, closed: &mut bool) -> Vec<(Option<String>, String)> {
    let mut pieces = Vec::new();
    let (mut start, mut voice) = (0, closed.then(String::new));
    let mut add = |voice: &mut Option<String>, text: &str| {
        let text = decoded(&TAG.replace_all(text, ""));
        if !text.trim().is_empty() {
            pieces.push((voice.take(), text.trim().to_owned()));
        }
    };
    for mark in VOICE.captures_iter(line) {
        let Some(all) = mark.get(0) else { continue };
        add(&mut voice, &line[start..all.start()]);
        let name = mark.get(1).map(|name| decoded(name.as_str()).trim().to_owned());
        // "</v>" and "<v>" without a name name nobody.
        voice = Some(name.unwrap_or_default());
        start = all.end();
    }
    add(&mut voice, &line[start..]);
    *closed = voice.is_some_and(|voice| voice.is_empty());
    pieces
}

/// Adds a line of captions, parted where a mark or a head says that another speaks.
fn push_turns(said: &mut Vec<SourceLine>, line: &SourceLine) {
    let mut cuts = turns_inside(&line.text);
    if behind_dash(&line.text).is_some() {
        cuts.extend(DASH_INSIDE.captures_iter(&line.text).filter_map(|dash| Some(dash.get(1)?.start())));
        cuts.sort_unstable();
        cuts.dedup();
    }
    push_pieces(said, line, &cuts);
}

/// Adds a line, parted at some bytes.
fn push_pieces(said: &mut Vec<SourceLine>, line: &SourceLine, cuts: &[usize]) {
    let mut start = 0;
    for &end in cuts.iter().chain([&line.text.len()]) {
        let piece = line.text[start..end].trim();
        let words = behind_dash(piece);
        let voice = line.voice.clone().filter(|_| start == 0);
        let text = words.unwrap_or(piece).to_owned();
        let apart = line.apart && start == 0;
        said.push(SourceLine { text, apart, voice, dashed: words.is_some(), ..*line });
        start = end;
    }
}

/// What stands behind a dash that says that another speaks: "- Did you?", "–Did you?", but not "-5", "-- and", "— and".
fn behind_dash(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '‐', '–', '—'])?;
    let words = rest.trim_start();
    let hyphen = text.starts_with(['-', '‐']) && words.len() < rest.len();
    let opens =
        |c: char| c.is_uppercase() || "\"“‘'([".contains(c) || hyphen && !matches!(c, '-' | '–' | '—');
    words.starts_with(opens).then_some(words)
}

/// The lines of a text, without the numbers that a court's reporter prints before them.
pub(super) fn plain_lines(lines: &[&str]) -> Vec<SourceLine> {
    let full: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let numbered = full.iter().filter(|line| printed_number(line).is_some()).count();
    let strip = full.len() > 3 && numbered * 10 >= full.len() * 8;
    let (mut apart, mut turned) = (false, false);
    let mut said: Vec<SourceLine> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let text = line.trim();
        let text = if strip { printed_number(text).unwrap_or(text) } else { text };
        if text.is_empty() {
            apart |= !strip;
            continue;
        }
        let text = decoded(text);
        if FURNITURE.is_match(&text) {
            turned = true;
            continue;
        }
        // A sentence goes on over the page.
        let ends =
            |last: &SourceLine| last.text.ends_with(['.', '!', '?', '…', ':', '"', '”', '’', ')', ']']);
        apart &= !turned || said.last().is_none_or(ends);
        let cuts = turns_inside(&text);
        push_pieces(&mut said, &SourceLine { number: n + 1, text, apart, ..SourceLine::default() }, &cuts);
        (apart, turned) = (false, false);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn captions(cues: &str) -> Vec<(Option<String>, bool, String)> {
        let lines: Vec<&str> = cues.lines().collect();
        let said = caption_lines(&lines, &mut Vec::new());
        said.into_iter().map(|line| (line.voice, line.dashed, line.text)).collect()
    }

    #[test]
    fn each_voice_of_a_line_is_read() {
        let read = |cues: &str| -> Vec<String> {
            let told = |voice: Option<String>| voice.map(|voice| format!("({voice}) ")).unwrap_or_default();
            captions(cues).into_iter().map(|(voice, _, text)| told(voice) + &text).collect()
        };
        for (cues, expected) in [
            ("<v Ada Roux>We left.</v> <v Bo Vik>No.</v>", vec!["(Ada Roux) We left.", "(Bo Vik) No."]),
            (
                "<v.loud.first Ada Roux>We <i>left</i>.<v Bo Vik>No.",
                vec!["(Ada Roux) We left.", "(Bo Vik) No."],
            ),
            ("<i><v Ada Roux>We left.</v></i>", vec!["(Ada Roux) We left."]),
            ("<v Ada Roux>We left.</v> They lied.", vec!["(Ada Roux) We left.", "() They lied."]),
            (
                "<v Ada Roux>We left.</v>\nThey lied.\nAll.",
                vec!["(Ada Roux) We left.", "() They lied.", "All."],
            ),
            (
                "<v Ada Roux>We left\nat noon.</v> <v Bo Vik>No.",
                vec!["(Ada Roux) We left", "at noon.", "(Bo Vik) No."],
            ),
            ("<v Ros&eacute; O&#39;Dea>R&amp;D &lt;3", vec!["(Rosé O'Dea) R&D <3"]),
        ] {
            assert_eq!(read(cues), expected, "{cues}");
        }
    }

    #[test]
    fn the_edge_of_a_page_is_not_said() {
        let read = |text: &str| -> Vec<(bool, String)> {
            let lines: Vec<&str> = text.lines().collect();
            plain_lines(&lines).into_iter().map(|line| (line.apart, line.text)).collect()
        };
        for edge in ["Column 214", "<page 12>", "Page 42", "- 17 -", "[Page H1203]", "Page 3 of 40"] {
            let two = [(false, "We left when the".to_owned()), (false, "gate fell.".to_owned())];
            assert_eq!(read(&format!("We left when the\n\n{edge}\n\ngate fell.")), two, "{edge}");
            let apart = read(&format!("We left.\n\n{edge}\n\nThe gate fell."));
            assert!(apart.len() == 2 && apart[1].0, "{edge}");
        }
        for line in ["Page 42 is missing.", "- 17 of us left", "Column", "The page 42", "-17", "1914"] {
            assert_eq!(
                read(&format!("We left.\n{line}\nSo."))[1].1.trim_start_matches("- "),
                line.trim_start_matches("- ")
            );
        }
    }

    #[test]
    fn a_dash_before_a_line_is_another_speaker() {
        let dashed = |line: &str| {
            captions(line).into_iter().map(|(_, dashed, text)| (dashed, text)).collect::<Vec<_>>()
        };
        for (line, words) in [
            ("- Did you?", "Did you?"),
            ("-Did you?", "Did you?"),
            ("– They lied.", "They lied."),
            ("—They lied.", "They lied."),
            ("- they lied", "they lied"),
            ("{\\an8}- <i>They lied.</i>", "They lied."),
            ("- [sighs] They lied.", "[sighs] They lied."),
        ] {
            assert_eq!(dashed(line), [(true, words.to_owned())], "{line}");
        }
        for line in [
            "-5 degrees",
            "-- and so we left",
            "— and so we left",
            "–and left",
            "-",
            "Yes - We left.",
            "-ing forms",
        ] {
            assert!(dashed(line).iter().all(|(dashed, _)| !dashed), "{line}");
        }
        let two = [(true, "Did you?".to_owned()), (true, "They lied.".to_owned())];
        assert_eq!(dashed("- Did you? - They lied."), two);
        assert_eq!(dashed("- Did you?\n- They lied."), two);
    }
}
