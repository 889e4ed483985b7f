//! Names: lines that are a name and nothing else, or begin with one without a colon, and which of them surely are speakers.

use super::labels::name_alone;
use super::lines::SourceLine;
use super::voice::is_title;
use crate::english::{lemmas, lexicon};
use crate::speaker::is_given_name;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How surely a line that could be a name is a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameStanding {
    /// The words below it are the speaker's.
    Speaker,
    /// They may be, or the line is a heading: nobody is held to them.
    Perhaps,
}

/// A line that may begin a turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NamedTurn<'t> {
    pub(super) name: &'t str,
    pub(super) standing: NameStanding,
    /// What is said behind the name.
    pub(super) rest: &'t str,
}

/// "[Ada Roux] We left.", "Ada Roux - We left."
static BEFORE_MARK: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"\p{Lu}[\p{L}\p{M}.'’\- ]{1,50}?";
    Regex::new(&format!(r"^(?:\[({name})\]|\*\*({name})\*\*|({name})\s+[-–—])\s+(\S.*)$"))
        .expect("it is valid")
});
/// "MS. ROUX We left."
static IN_CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\p{Lu}[\p{Lu}.'’\-]+(?:\s\p{Lu}[\p{Lu}.'’\-]+){0,3})\s+((?:\p{Lu}[\p{Ll}'’]|[IA]\s).*)$")
        .expect("it is valid")
});

/// What a line may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameLine<'t> {
    Nothing,
    /// An ordinary word, such as a heading or an answer has: "STONE", "Correct".
    Ordinary(&'t str),
    Name(&'t str),
    /// A name with what is said behind it.
    Before(&'t str, &'t str),
}

/// Which lines of a transcript are a name alone or begin with one, and how surely it speaks from there on. `heads` says of
/// each line that it has a speaker at its head; `captions` break lines anywhere.
pub(super) fn names_alone<'t>(
    said: &'t [SourceLine],
    heads: &[bool],
    captions: bool,
) -> Vec<Option<NamedTurn<'t>>> {
    // Where all is in capitals they tell no name.
    let letters =
        |is: fn(char) -> bool| said.iter().flat_map(|line| line.text.chars()).filter(|&c| is(c)).count();
    let capitals = letters(char::is_uppercase) > 4 * letters(char::is_lowercase);
    let read = |(line, head): (&'t SourceLine, &bool)| {
        let taken = *head || line.dashed || line.voice.is_some();
        if taken || capitals { NameLine::Nothing } else { named(&line.text) }
    };
    let lines: Vec<NameLine<'_>> = said.iter().zip(heads).map(read).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (n, line) in lines.iter().enumerate() {
        match line {
            NameLine::Before(name, _) => *counts.entry(name).or_default() += 1,
            // Two names in a row are a list.
            NameLine::Name(name) if is_text(lines.get(n + 1)) => *counts.entry(name).or_default() += 1,
            _ => {}
        }
    }
    let again: usize = counts.values().filter(|&&times| times > 1).sum();
    let established = !captions && again > heads.iter().filter(|&&head| head).count();
    let standing = |n: usize| {
        let behind_name = n > 0 && matches!(lines[n - 1], NameLine::Name(_));
        let (name, rest) = match lines[n] {
            NameLine::Before(name, rest) => (name, rest),
            NameLine::Name(name) if is_text(lines.get(n + 1)) => (name, ""),
            NameLine::Ordinary(name) if is_text(lines.get(n + 1)) && !behind_name => (name, ""),
            _ => return None,
        };
        let again = counts.get(name).is_some_and(|&times| times > 1) && !is_heading(name);
        let sure = established && (again || !behind_name && is_person(name));
        let standing = if sure { NameStanding::Speaker } else { NameStanding::Perhaps };
        (sure || !rest.is_empty() || stands_apart(said, n, captions)).then_some(NamedTurn {
            name,
            standing,
            rest,
        })
    };
    (0..lines.len()).map(standing).collect()
}

/// A line is there, and is no name.
fn is_text(line: Option<&NameLine<'_>>) -> bool {
    line.is_some_and(|line| !matches!(line, NameLine::Name(_) | NameLine::Before(..)))
}

fn named(line: &str) -> NameLine<'_> {
    let Some(name) = name_alone(line) else { return before(line).unwrap_or(NameLine::Nothing) };
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|word| word.trim_matches('.')).collect();
    let is = |word: &str, tag: &str| lexicon::rows(word).any(|row| row.has(tag));
    let figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    match words.as_slice() {
        ["q" | "a"] => NameLine::Name(name),
        // "Page 3" is no speaker, "Speaker 3" is one.
        [first, ..] if words.iter().any(|word| figure(word)) && !is_title(first) => NameLine::Nothing,
        [first, ..] if is(first, "interjection") || lexicon::is_adverb(first) => NameLine::Nothing,
        // "WE LEFT", but not "THE CHAIR" or "May Vik".
        [first, _, ..] if *first != "the" && lexicon::is_closed(first) && !is_given_name(first) => {
            NameLine::Nothing
        }
        [only] if is_title(only) => NameLine::Name(name),
        [only] if lexicon::is_closed(only) => NameLine::Nothing,
        [only] if !lemmas(only).is_empty() => NameLine::Ordinary(name),
        _ => NameLine::Name(name),
    }
}

/// A name and what is said behind it.
fn before(line: &str) -> Option<NameLine<'_>> {
    let found = BEFORE_MARK.captures(line).or_else(|| IN_CAPITALS.captures(line))?;
    let name = (1..found.len() - 1).find_map(|n| found.get(n))?.as_str().trim();
    let lower = name.to_lowercase();
    let several = lower.contains(' ') && matches!(named(name), NameLine::Name(_));
    // "[Speaking Welsh]" is no name.
    let told = !line.starts_with('[') || lower.split_whitespace().any(|word| lemmas(word).is_empty());
    let leads = lexicon::rows(&lower).any(|row| row.has("turn"));
    let rest = found.get(found.len() - 1)?.as_str();
    (is_person(name) || leads || several && told).then_some(NameLine::Before(name, rest))
}

/// "MS VOSS", "Senator Voss", "Lena Voss"; what has a title and ordinary words ("Chair Report") may be a heading.
fn is_person(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|word| word.trim_matches('.')).collect();
    let [first, .., last] = words.as_slice() else { return false };
    let honorific = lexicon::rows(first).any(|row| row.has("honorific"));
    honorific || is_given_name(first) || is_title(first) && !is_title(last) && lemmas(last).is_empty()
}

/// Ordinary words alone, which may head a part of the hearing each day: "Public Comment".
fn is_heading(name: &str) -> bool {
    let lower = name.to_lowercase();
    let ordinary = |word: &str| word.len() > 1 && !lemmas(word).is_empty() && !is_title(word);
    !is_person(name) && lower.split_whitespace().all(|word| ordinary(word.trim_matches('.')))
}

/// A line stands apart from the one before, where a sentence or a time ends, and from the one behind.
fn stands_apart(said: &[SourceLine], n: usize, captions: bool) -> bool {
    let Some(next) = said.get(n + 1) else { return false };
    let ended = n.checked_sub(1).is_none_or(|before| {
        let before = said[before].text.trim_end_matches(['”', '"', '’', '\'', ')', ']']);
        before.ends_with(['.', '?', '!', '…', ':', '—', '–', '-']) || !before.contains(char::is_alphabetic)
    });
    let opens = said[n].apart && (!captions || ended && !next.apart);
    opens || !captions && ended && !next.text.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::NameStanding::{Perhaps, Speaker};
    use super::*;
    use crate::verify::lines::plain_lines;

    fn found(text: &str) -> Vec<(String, NameStanding)> {
        let lines: Vec<&str> = text.lines().collect();
        let said = plain_lines(&lines);
        let heads: Vec<bool> = said.iter().map(|line| line.text.contains(": ")).collect();
        let names = names_alone(&said, &heads, false).into_iter().flatten();
        names.map(|turn| (turn.name.to_owned(), turn.standing)).collect()
    }

    #[test]
    fn a_name_that_comes_once_among_others_speaks() {
        let frame = |name: &str| {
            format!(
                "CHAIR\nWhy?\n\nMS ROUX\nWe left.\n\nCHAIR\nSo?\n\nMS ROUX\nYes.\n\n{name}\nThey lied to us.\n"
            )
        };
        for name in [
            "MR ORRIN",
            "Mr. Orrin",
            "COUNCILLOR VESK",
            "Tom Orrin",
            "TOM ORRIN",
            "**Tom Orrin**",
            "Speaker 2",
        ] {
            let last = found(&frame(name)).pop().unwrap();
            assert_eq!(last.0, name.trim_matches('*'), "{name}");
            assert!(last.1 == Speaker || name == "Speaker 2", "{name}");
        }
        for name in ["Opening Remarks", "Chair Report", "STONE", "North Harbour", "Correct"] {
            assert_eq!(found(&frame(name)).pop().unwrap(), (name.to_owned(), Perhaps), "{name}");
        }
        let twice = frame("Opening Remarks") + "CHAIR\nSo?\n\nOpening Remarks\nWell.\n";
        assert_eq!(found(&twice).pop().unwrap().1, Perhaps);
        for words in [
            "We left.",
            "Yes",
            "No",
            "Never",
            "Thanks",
            "The truth",
            "WE LEFT",
            "Orrin.",
            "Page 3",
            "Who",
            "Thank you",
        ] {
            assert_eq!(found(&frame(words)).pop().unwrap().0, "MS ROUX", "{words}");
        }
    }

    #[test]
    fn among_heads_with_a_colon_a_name_alone_is_doubtful() {
        let told = |name: &str| found(&format!("CHAIR: Why?\nMS ROUX: We left.\n{name}\nThey lied to us.\n"));
        assert_eq!(told("MR ORRIN"), [("MR ORRIN".to_owned(), Perhaps)]);
        assert_eq!(told("Opening Remarks"), [("Opening Remarks".to_owned(), Perhaps)]);
        assert_eq!(told("and then"), []);
        // The end of a sentence that a printed line broke.
        assert_eq!(found("CHAIR: We met at the\nHarbour Board\nand left.\nCHAIR: So.\n"), []);
        assert_eq!(found("CHAIR: We met. We saw\nMr Orrin\nThen he left.\nCHAIR: So.\n"), []);
    }

    #[test]
    fn a_name_before_the_words_speaks_without_a_colon() {
        for (one, other) in [
            ("MS ROUX We left.", "MR ORRIN They lied to us."),
            ("[Ada Roux] We left.", "[Tom Orrin] They lied to us."),
            ("Ada Roux - We left.", "Tom Orrin – They lied to us."),
            ("**Ada Roux** We left.", "**Tom Orrin** They lied to us."),
        ] {
            let standings = |text: &str| found(text).into_iter().map(|name| name.1).collect::<Vec<_>>();
            assert_eq!(standings(&format!("{one}\n{other}\n{one}\n")), [Speaker; 3], "{one}");
            assert_eq!(standings(&format!("CHAIR: Why?\n{other}\n")), [Perhaps], "{other}");
        }
        let listed = "MS ROUX We left.\nMR VIK No.\nMS ROUX So.\nMR VIK Well.\n";
        for line in [
            "COUNCILLOR STONE They lied.",
            "ZED QUILL They lied.",
            "Zed Quill - They lied.",
            "[Zed Quorr] They lied.",
        ] {
            assert_eq!(found(&format!("{listed}{line}\n")).len(), 5, "{line}");
        }
        for line in [
            "BBC News reported it.",
            "[laughter] We left.",
            "We left - They lied.",
            "MS ROUX",
            "A UN Envoy left.",
            "[Sic] We",
            "[Speaking Welsh] We left.",
            "Yes - We left.",
        ] {
            assert_eq!(before(line), None, "{line}");
        }
    }

    #[test]
    fn of_two_names_in_a_row_the_last_may_speak() {
        let names = found(
            "CHAIR\nWhy?\n\nMS ROUX\nWe left.\n\nCHAIR\nSo?\n\nMS ROUX\nYes.\n\nMr Vik\n\nTom Orrin\n\nHello.\n",
        );
        assert_eq!(names[4..], [("Tom Orrin".to_owned(), Perhaps)]);
        // In capitals throughout any line could be a name.
        let shouted = "CHAIR: WHY DID YOU LEAVE?\nMS ROUX: IT WAS LATE.\nHARBOUR CLOSED AT NOON\nMR VIK SAID SO I LEFT\n";
        assert_eq!(found(shouted), []);
        // A short answer is no name in a row.
        let names =
            found("MS ROUX\n\nCorrect\n\nMR VIK\n\nWhy did you?\n\nMS ROUX\n\nCorrect\n\nMR VIK\n\nSo.\n");
        assert!(names.iter().all(|(name, standing)| name != "Correct" && *standing == Speaker), "{names:?}");
        assert_eq!(names.len(), 4);
    }
}
