//! Page data: lines by which a page counts and clocks itself: "1.2k shares", "Updated 5 minutes ago", "4 min read".
//!
//! They change from one capture to the next while nobody edits anything. A line is one only if each of its words is one of
//! those that pages speak of themselves with, and it does not stand among other figures: "1,200 shares" in a list of what
//! a minister sold is a fact. A sentence is one only where it speaks of this page: "The video has been viewed 2 million
//! times" is a fact, too.

use super::alternatives::{months, weekdays, zones};
use super::date_line::is_date_line;
use super::pattern::Pattern;
use super::thresholds::{LAST_PARAGRAPHS, LONGEST_DATE_LINE, LONGEST_LINK, LONGEST_NAME, LONGEST_ROW};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a line of the page's own data tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageData {
    /// Times: when it was updated, how long it is to read.
    Time,
    /// Counts, and what it is filed under.
    Count,
    /// Names beside one of these.
    Name,
}

/// What a page counts, and where.
const COUNTED: &str = "\
    share shares shared comment comments view views viewed like likes liked reads reaction reactions reply \
    replies retweet retweets repost reposts tweet tweets followers claps upvotes updates bookmark bookmarks \
    watching viewers photo photos image images picture pictures gallery slides conversation discussion \
    facebook twitter whatsapp linkedin reddit pinterest telegram instagram";
/// What a page clocks.
const CLOCKED: &str = "\
    updated update published posted modified edited created changed live ago read reading listen listening \
    watch play audio video podcast now today yesterday as";
/// Units of time.
const UNITS: &str = "\
    s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days w wk wks week weeks \
    month months y yr yrs year years";
/// What else such lines say.
const PLAIN: &str = "\
    a an the this all more new other of to on at in by for so far just right currently about be is are was \
    has have been first last total estimated est people readers users others times time article story page \
    post report conversation discussion debate join see show load add leave write hide your am pm a.m p.m k \
    thousand million noon midnight uk rate votes ratings online version";
/// Words by which a line is a sentence.
const VERBS: [&str; 6] = ["is", "are", "was", "has", "have", "been"];
/// What a page calls itself.
const SELVES: [&str; 5] = ["article", "story", "page", "post", "report"];

static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let dates = [months(), weekdays(), zones()].join("|");
    let dates = dates.split('|').map(|word| word.replace('\\', "").trim_end_matches('.').to_owned());
    [COUNTED, CLOCKED, UNITS, PLAIN]
        .iter()
        .flat_map(|l| l.split_whitespace())
        .map(str::to_owned)
        .chain(dates)
        .collect()
});

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|of| of == word)
}

/// A word or a number of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// "14:05"
    Clock,
    /// "1.2"
    Number,
    /// In lower case.
    Word(String),
}

/// The words and numbers of a line, whatever stands between them; none where a figure is of something: "61%", "£4".
fn pieces(line: &str) -> Option<Vec<Piece>> {
    if line.contains(['%', '$', '£', '€', '°', '#', '=']) {
        return None;
    }
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(char::is_alphanumeric) {
        rest = &rest[at..];
        let figure = rest.starts_with(|c: char| c.is_ascii_digit());
        let within = |c: char| match figure {
            true => c.is_ascii_digit() || matches!(c, '.' | ',' | ':'),
            false => c.is_alphabetic() || matches!(c, '.' | '\'' | '’'),
        };
        let end = rest.find(|c| !within(c)).unwrap_or(rest.len());
        // A character that is neither, such as a fraction, ends the reading.
        let word = rest[..end].trim_end_matches(['.', ',', ':', '\'', '’']);
        if word.is_empty() {
            return None;
        }
        pieces.push(match figure {
            true if word.contains(':') => Piece::Clock,
            true => Piece::Number,
            false if at == 0 => Piece::Word(behind_number(&word.to_lowercase())),
            false => Piece::Word(word.to_lowercase()),
        });
        rest = &rest[end..];
    }
    Some(pieces)
}

/// A word that stands at a number without a space, "1.2kShares", without the letter that is the number's.
fn behind_number(word: &str) -> String {
    let rest = word.strip_prefix(['k', 'm']).filter(|rest| is_in(COUNTED, rest));
    rest.unwrap_or(word).to_owned()
}

/// What a line is, if it is nothing but what the page counts and clocks.
fn is_data(line: &str) -> Option<PageData> {
    if line.len() >= LONGEST_DATE_LINE || !may_be_data(line) {
        return None;
    }
    let pieces = pieces(line)?;
    let words: Vec<&str> =
        pieces.iter().filter_map(|p| if let Piece::Word(word) = p { Some(&**word) } else { None }).collect();
    if !words.iter().all(|word| WORDS.contains(*word)) || is_sentence(line, &words) {
        return None;
    }
    let (number, clock) = (pieces.contains(&Piece::Number), pieces.contains(&Piece::Clock));
    let any = |list: &str| words.iter().any(|word| is_in(list, word));
    // "5m", "1.2k": nothing but a number with its unit.
    let bare = pieces.len() == 2
        && words.len() == 1
        && number
        && words.iter().all(|w| ["s", "m", "h", "d", "w", "k"].contains(w));
    let place = pieces.len() == 3 && words == ["of"] && number;
    let readers = words.iter().any(|word| ["reading", "online"].contains(word))
        && !any(UNITS)
        && !words.contains(&"time");
    let counted = any(COUNTED) || words.first() == Some(&"rate") || readers || line.contains(is_symbol);
    if number && counted || bare || place {
        return Some(PageData::Count);
    }
    let dated = words.iter().any(|w| ["ago", "yesterday", "today"].contains(w)) && pieces.len() > 1;
    let dated = dated || words.starts_with(&["just"]);
    let timed = clock || dated || number && any(UNITS);
    (any(CLOCKED) && timed).then_some(PageData::Time)
}

/// Whether a character is a picture such as buttons have, a heart or a speech bubble.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// Whether a line says something in a sentence that is not of this page.
fn is_sentence(line: &str, words: &[&str]) -> bool {
    let says = words.iter().any(|word| VERBS.contains(word));
    let ends = line.ends_with(['.', '!', '?']) && words.len() > 3;
    let of_this = words.windows(2).any(|two| two[0] == "this" && SELVES.contains(&two[1]));
    let of_now = words.contains(&"reading") && words.iter().any(|word| ["this", "now"].contains(word));
    (says || ends) && !of_this && !of_now
}

/// Whether a line has a figure or a word without which nothing is such data: a quick first test.
fn may_be_data(line: &str) -> bool {
    const FIGURELESS: [&str; 4] = ["now", "ago", "today", "yesterday"];
    line.bytes().any(|b| b.is_ascii_digit())
        || line.len() < LONGEST_ROW && FIGURELESS.iter().any(|word| line.to_ascii_lowercase().contains(word))
}

/// Whether a line is of parts of which one is such data or a date, and the others names: "By Jo Field | 5 min read".
fn names_and_data(line: &str) -> bool {
    if line.len() >= LONGEST_DATE_LINE || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let parts: Vec<&str> = line
        .split(['|', '·', '•'])
        .flat_map(|part| part.split(" / "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let is_told = |part: &&str| is_data(part).is_some() || is_date_line(part) || is_clock(part);
    let is_name = |part: &&str| {
        part.len() < LONGEST_NAME
            && part.split_whitespace().all(|w| w == "and" || w.starts_with(char::is_uppercase))
            && !part.bytes().any(|b| b.is_ascii_digit())
    };
    if let [only] = parts[..] {
        let told = only.split_once(", ").filter(|(name, _)| name.contains(' '));
        return told.is_some_and(|(name, told)| is_name(&name) && is_data(told).is_some());
    }
    parts.len() > 1 && parts.iter().any(is_told) && parts.iter().all(|part| is_told(part) || is_name(part))
}

/// Whether some words are a time of day and nothing else.
fn is_clock(words: &str) -> bool {
    let of_clock = |piece: &Piece| match piece {
        Piece::Clock => true,
        Piece::Number => false,
        Piece::Word(word) => {
            ["am", "pm", "a.m", "p.m"].contains(&&**word) || zones().split('|').any(|zone| zone == word)
        }
    };
    pieces(words).is_some_and(|pieces| pieces.contains(&Piece::Clock) && pieces.iter().all(of_clock))
}

/// Where the clock of the page begins that stands behind the last sentence of a paragraph: "… he said. Updated 5 minutes
/// ago". Only times that pages give so are one; what was published 20 years ago is news.
pub(super) fn clock_behind(words: &str) -> Option<usize> {
    const CLOSE: &str = "s sec secs second seconds m min mins minute minutes h hr hrs hour hours";
    let last = words.trim_end_matches(['.', ')']);
    if !last.ends_with(" ago") {
        return None;
    }
    let at = last.rfind(['.', '!', '?', '”', '"'])?;
    let start = at + last[at..].find(char::is_alphanumeric)?;
    let clock = &last[start..];
    let is_clock = is_in(CLOCKED, &clock.split(' ').next()?.to_lowercase()) || clock.starts_with("Last ");
    (is_clock && clock.split(' ').any(|word| is_in(CLOSE, word)) && is_data(clock) == Some(PageData::Time))
        .then_some(start)
}

/// Whether a line is a bare number, as that of a button is.
fn is_number(line: &str) -> bool {
    line.len() < LONGEST_ROW && pieces(line).is_some_and(|pieces| pieces == [Piece::Number])
}

/// Whether a line names what a page is filed under, "Tags: ferry, Corran", or its terms.
fn is_filed_under(line: &str) -> bool {
    static FILED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(concat!(
            r"(?i)^(?:(?:tags|topics|keywords|categor(?:y|ies)|filed under|more about|in this story) ?: ?[^.?!:;\d]+",
            r"|(?:read |see |view )?(?:our )?(?:(?:privacy|cookie) (?:policy|notice)|terms of (?:use|service)",
            r"|terms and conditions)\b[^:;\d“”]{0,60})$",
        ))
    });
    line.len() < LONGEST_LINK && FILED.is_match(line)
}

/// For each paragraph what kind of page data it is, if it is any.
pub(crate) fn page_data(lines: &[&str]) -> Vec<Option<PageData>> {
    let mut kinds: Vec<Option<PageData>> = lines.iter().map(|line| is_data(line)).collect();
    let behind = lines.len().saturating_sub(LAST_PARAGRAPHS);
    for (kind, line) in kinds[behind..].iter_mut().zip(&lines[behind..]) {
        *kind = kind.or(is_filed_under(line).then_some(PageData::Count));
    }
    for n in 0..lines.len() {
        let beside = |at: usize| kinds.get(at) == Some(&Some(PageData::Count));
        if kinds[n].is_none() && is_number(lines[n]) && (n > 0 && beside(n - 1) || beside(n + 1)) {
            kinds[n] = Some(PageData::Count);
        }
    }
    let counting: Vec<usize> = (0..lines.len()).filter(|&n| kinds[n] == Some(PageData::Count)).collect();
    let counted: Vec<usize> =
        counting.into_iter().filter(|&n| stands_among_figures(lines, &kinds, n)).collect();
    counted.into_iter().for_each(|n| kinds[n] = None);
    for (kind, line) in kinds.iter_mut().zip(lines) {
        *kind = kind.or(names_and_data(line).then_some(PageData::Name));
    }
    kinds
}

/// Whether a line is one of a list of figures: it stands under a line that announces it, or beside another such line.
fn stands_among_figures(lines: &[&str], kinds: &[Option<PageData>], at: usize) -> bool {
    let is_figure = |n: usize| {
        let line = lines[n];
        line.len() < LONGEST_ROW
            && line.bytes().any(|b| b.is_ascii_digit())
            && !line.ends_with(['.', '!', '?', '”', '"'])
            && kinds[n].is_none()
            && !is_date_line(line)
    };
    let announced = at > 0 && lines[at - 1].ends_with(':');
    announced || at > 0 && is_figure(at - 1) || at + 1 < lines.len() && is_figure(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Option<PageData>> {
        page_data(&text.lines().collect::<Vec<_>>())
    }

    #[test]
    fn a_line_of_nothing_else_is_page_data() {
        for line in
            ["1.2k shares", "Comments (14)", "1.2kShares | 14 comments · 4 min read", "View all 14 comments"]
        {
            assert_eq!(
                kinds(&format!("The pier is shut.\n{line}\nQuill said so.")),
                [None, Some(PageData::Count), None],
                "{line}"
            );
        }
        for line in
            ["Updated 5 minutes ago", "Updated yesterday at 6:12 pm", "LIVE 14:05 GMT", "Just now", "2h ago"]
        {
            assert_eq!(is_data(line), Some(PageData::Time), "{line}");
        }
    }

    #[test]
    fn a_clock_behind_the_last_sentence_is_found() {
        for words in [
            "The pier is shut, she said. Updated 5 minutes ago",
            "“We are ready,” he said. Last updated 3 hours ago.",
            "Will it hold? (Published 40 seconds ago)",
            "She said: “It is shut.” Posted an hour ago",
        ] {
            let at = clock_behind(words).expect(words);
            assert!(
                ["Updated", "Last", "Published", "Posted"].iter().any(|w| words[at..].starts_with(w)),
                "{words}"
            );
        }
        for words in [
            "The book is old. Published 20 years ago.",
            "The pier was shut 5 minutes ago",
            "It is shut. The crew left 5 minutes ago.",
            "It is shut. The plan was updated 3 hours ago.",
            "Updated 5 minutes ago",
            "It is shut. Five minutes ago.",
        ] {
            assert_eq!(clock_behind(words), None, "{words}");
        }
    }

    #[test]
    fn what_says_more_is_none() {
        for line in [
            "Shares rose 1.2 percent",
            "14 comments were received",
            "12 dead",
            "Votes: 1,204",
            "Turnout: 61%",
            "Shares 1.2%",
            "Live animals",
            "Now",
            "The first to comment was Quill",
            "Five minutes ago",
            "The video has been viewed 2 million times.",
            "12 people",
            "4 minutes",
            "Time: 14:05",
            "£1,200 shares",
        ] {
            assert_eq!(is_data(line), None, "{line}");
        }
    }

    #[test]
    fn a_list_of_figures_is_none() {
        for text in [
            "In March the minister sold:\n1,200 shares\nQuill said so.",
            "Price: 12.40\nShares: 1,204,000\nQuill said so.",
            "14 comments\n12 dead\nQuill said so.",
        ] {
            assert_eq!(kinds(text), [None; 3], "{text}");
        }
    }
}
