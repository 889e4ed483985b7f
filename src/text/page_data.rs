//! Page data: lines by which a page counts and clocks itself: "1.2k shares", "Updated 5 minutes ago", "4 min read".
//!
//! They change from one capture to the next while nobody edits anything. A line is one only if all of it is such data, and
//! it does not stand among other figures: "1,200 shares" in a list of what a minister sold is a fact.

use super::alternatives::zones;
use super::date_line::is_date_line;
use super::furniture::FurnitureKind;
use super::pattern::Pattern;
use super::thresholds::{LAST_PARAGRAPHS, LONGEST_DATE_LINE, LONGEST_LINK, LONGEST_ROW};
use std::sync::LazyLock;

/// What a page counts.
const COUNTED: &str = r"(?:shares?|comments?|views?|likes?|reads?|reactions?|replies|retweets?|reposts?|tweets?|followers?|claps?|upvotes?|watching|viewers?|photos?|images?|pictures?)";
const NUMBER: &str = r"\d[\d,.]*\s?(?:k|m|thousand|million)?\+?";
const MINUTES: &str = r"\d+(?:\s?[-–]\s?\d+)?[\s-]?min(?:ute)?s?\.?";
const ARTICLE: &str = r"(?:article|story|page|post|report)";

/// "1.2k shares", "Comments (14)", "View all 14 comments", "45 people are reading this".
fn counters() -> Vec<String> {
    vec![
        format!(r"{NUMBER}\s?{COUNTED}"),
        format!(r"{COUNTED}[:\s]*\(?{NUMBER}\)?"),
        format!(
            r"(?:view|show|see|read|load|hide)(?: all)?(?: the)?(?: {NUMBER})?(?: more)? (?:comments?|replies|photos?|images?)(?: \({NUMBER}\))?"
        ),
        format!(r"join the (?:conversation|discussion|debate)(?: \(?{NUMBER}\)?)?"),
        r"be the first to (?:comment|share|react|like this)".to_owned(),
        r"(?:leave|add|post|write) a (?:comment|reply)".to_owned(),
        format!(
            r"{NUMBER} (?:people|readers|users|others) (?:are )?(?:currently |now )?(?:reading|viewing|watching)(?: this)?(?: {ARTICLE})?(?: (?:right )?now)?\.?"
        ),
        format!(
            r"rate this {ARTICLE}[\s:]*(?:{NUMBER})?(?:\s?/\s?\d+)?(?:\s?\({NUMBER} (?:votes?|ratings?)\))?"
        ),
        r"\d+ (?:of|/) \d+".to_owned(),
    ]
}

/// "Updated 5 minutes ago", "Yesterday at 18:12", "Just now", "LIVE 14:05 GMT", "Estimated reading time: 4 mins".
fn clocks() -> Vec<String> {
    let clock = format!(r"\d{{1,2}}(?:[:.]\d{{2}}){{0,2}}(?:\s?[ap]\.?m\.?)?(?: (?:{}))?", zones());
    let done = r"(?:first |last )?(?:published|updated?|modified|posted|created|edited|changed)(?: on)?:?";
    let unit =
        r"(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|hr|h|days?|d|weeks?|wks?|w|months?|years?|yrs?|y)";
    let ago = format!(r"(?:just now|moments ago|(?:about )?(?:an?|\d+)\s?{unit}\.? ago)");
    let day = format!(r"(?:yesterday|today)(?:,? (?:at )?{clock})");
    vec![
        format!(r"(?:{done} )?(?:{ago}|{day})"),
        format!(r"{done} (?:yesterday|today|{clock})"),
        format!(r"live(?: (?:now|updates?|blog))?[:\s]*(?:{clock})?"),
        format!(r"(?:estimated )?(?:reading|read|listening) time:? {MINUTES}(?: read)?"),
        format!(r"{MINUTES}[\s-](?:read|listen|watch|video)"),
        format!(r"listen(?: to (?:this )?{ARTICLE})?[:\s]*\(?{MINUTES}\)?"),
    ]
}

/// Some of them in a row, whatever stands between.
fn row(data: &[String]) -> Pattern {
    let datum = data.join("|");
    Pattern::new(&format!(r"(?i)^[\s|·•*]*(?:(?:{datum})(?:[\s|·•,;/–—-]+|$))+$"))
}

/// Whether a line is nothing but such data, and then whether it is of times only.
fn is_data(line: &str) -> Option<FurnitureKind> {
    static CLOCKS: LazyLock<Pattern> = LazyLock::new(|| row(&clocks()));
    static ALL: LazyLock<Pattern> = LazyLock::new(|| row(&[clocks(), counters()].concat()));
    if line.len() >= LONGEST_DATE_LINE || !may_be_data(line) {
        return None;
    }
    if CLOCKS.is_match(line) {
        return Some(FurnitureKind::Date);
    }
    ALL.is_match(line).then_some(FurnitureKind::Promotion)
}

/// Whether a line has a figure or a word without which nothing is such data: a quick first test.
fn may_be_data(line: &str) -> bool {
    const FIGURELESS: [&str; 8] =
        ["now", "ago", "comment", "today", "yesterday", "conversation", "first", "live"];
    line.bytes().any(|b| b.is_ascii_digit())
        || line.len() < LONGEST_ROW && FIGURELESS.iter().any(|word| line.to_ascii_lowercase().contains(word))
}

/// Whether a line is a bare number, as that of a button is.
fn is_number(line: &str) -> bool {
    static BARE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(&format!(r"(?i)^{NUMBER}$")));
    line.len() < LONGEST_ROW && line.starts_with(|c: char| c.is_ascii_digit()) && BARE.is_match(line)
}

/// Whether a line names what a page is filed under: "Tags: ferry, Corran".
fn is_filed_under(line: &str) -> bool {
    static FILED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?i)^(?:tags|topics|keywords|categor(?:y|ies)|filed under|more about|in this story) ?: ?[^.?!:;\d]+$",
        )
    });
    line.len() < LONGEST_LINK && FILED.is_match(line)
}

/// For each paragraph what kind of page data it is, if it is any.
pub(crate) fn page_data(lines: &[&str]) -> Vec<Option<FurnitureKind>> {
    let mut kinds: Vec<Option<FurnitureKind>> = lines.iter().map(|line| is_data(line)).collect();
    let behind = lines.len().saturating_sub(LAST_PARAGRAPHS);
    for (kind, line) in kinds[behind..].iter_mut().zip(&lines[behind..]) {
        *kind = kind.or(is_filed_under(line).then_some(FurnitureKind::Promotion));
    }
    for n in 0..lines.len() {
        let beside = |at: usize| kinds.get(at) == Some(&Some(FurnitureKind::Promotion));
        if kinds[n].is_none() && is_number(lines[n]) && (n > 0 && beside(n - 1) || beside(n + 1)) {
            kinds[n] = Some(FurnitureKind::Promotion);
        }
    }
    let counting: Vec<usize> =
        (0..lines.len()).filter(|&n| kinds[n] == Some(FurnitureKind::Promotion)).collect();
    let counted: Vec<usize> =
        counting.into_iter().filter(|&n| stands_among_figures(lines, &kinds, n)).collect();
    counted.into_iter().for_each(|n| kinds[n] = None);
    kinds
}

/// Whether a line is one of a list of figures: it stands under a line that announces it, or beside another such line.
fn stands_among_figures(lines: &[&str], kinds: &[Option<FurnitureKind>], at: usize) -> bool {
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

    fn kinds(text: &str) -> Vec<Option<FurnitureKind>> {
        page_data(&text.lines().collect::<Vec<_>>())
    }

    #[test]
    fn a_line_of_nothing_else_is_page_data() {
        for line in
            ["1.2k shares", "Comments (14)", "1.2kShares | 14 comments · 4 min read", "View all 14 comments"]
        {
            assert_eq!(
                kinds(&format!("The pier is shut.\n{line}\nQuill said so.")),
                [None, Some(FurnitureKind::Promotion), None],
                "{line}"
            );
        }
        for line in
            ["Updated 5 minutes ago", "Updated yesterday at 6:12 pm", "LIVE 14:05 GMT", "Just now", "2h ago"]
        {
            assert_eq!(is_data(line), Some(FurnitureKind::Date), "{line}");
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
