//! Lists of other stories that stand in a page's text: what is under "Related" or "Most read".
//!
//! A single such line looks like any heading; only the label over it tells. Items with dates and no label may as well be
//! the story itself, a chronicle or a list of decisions.

use super::date_line::is_date_line;
use super::opening::Opening;
use super::pattern::Pattern;
use super::thresholds::LONGEST_LINK;

/// A line that says what kind of links follow.
static LABEL: Opening = Opening::new(
    "related|more|most|trending|top stories|latest|recommended|you may|you might|what to read|read|\
         see also|also|editors|don|popular|features|from around the web|elsewhere on",
    || {
        Pattern::new(concat!(
            r"^(?i:related(?: (?:stories|articles|content|topics|links|coverage|reading|news|posts|internet links|bbc sites))?|",
            r"more on this(?: story)?|more (?:stories|news|coverage)|most (?:read|popular|viewed|shared|watched)|trending(?: now)?|",
            r"top stories|latest (?:news|stories)|recommended(?: (?:stories|for you))?|you (?:may|might) also (?:like|be interested in)|",
            r"what to read next|read (?:more|next|also)|see also|also (?:read|on [\p{L} ]+)|editors['’] picks|don['’]t miss|",
            r"popular(?: now)?|features, views, analysis|from around the web|more from [\p{L}\d .&'’]{2,40}|",
            r"elsewhere on [\p{L}\d .&'’]{2,40})[:.…»>]*$",
        ))
    },
);

/// For each paragraph whether it is one of a list of other stories, its label or a date in it.
#[must_use]
pub(crate) fn lists_of_stories(lines: &[&str]) -> Vec<bool> {
    let dated: Vec<bool> = lines.iter().map(|line| is_date_line(line)).collect();
    let mut listed = vec![false; lines.len()];
    for (n, _) in lines.iter().enumerate().filter(|(_, line)| LABEL.is_match(line)) {
        let links = (n + 1..lines.len()).take_while(|&i| dated[i] || is_link(lines[i])).count();
        if links > 0 {
            listed[n..=n + links].fill(true);
        }
    }
    listed
}

/// A line without a full stop that is not a sentence of the article: an item of a list, or a title.
fn is_link(line: &str) -> bool {
    let item = line.starts_with(['-', '•', '*', '·', '»', '>', '–']);
    let open = !line.ends_with(['.', '!', ':', ';', '”', '"', '…']);
    line.len() <= LONGEST_LINK && open && (item || is_title(line))
}

/// A line of some words, most of its longer ones with capitals, without an end.
fn is_title(line: &str) -> bool {
    let long: Vec<&str> =
        line.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4).collect();
    let capital =
        |w: &&&str| w.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase);
    (!line.ends_with(['.', '!', ':', ';', ',']) || line.ends_with("..."))
        && long.len() >= 2
        && long.iter().filter(capital).count() * 4 >= long.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs;

    #[track_caller]
    fn listed(text: &str) -> Vec<&str> {
        let spans = paragraphs(text);
        let lines: Vec<&str> = spans.iter().map(|span| span.of(text).trim()).collect();
        let marks = lists_of_stories(&lines);
        spans.iter().zip(marks).filter(|(_, m)| *m).map(|(s, _)| s.of(text)).collect()
    }

    #[test]
    fn what_is_under_related_goes_with_it() {
        let text = "The council closed the harbour wall on Monday.\nRelated\n- The Blog: Waves Hit the Wall\n\
                    - Harbour wall to be rebuilt\nMayor Defends Plan for Wall\nThe mayor spoke at the harbour.";
        let expected = [
            "Related",
            "- The Blog: Waves Hit the Wall",
            "- Harbour wall to be rebuilt",
            "Mayor Defends Plan for Wall",
        ];
        assert_eq!(listed(text), expected);
    }

    #[test]
    fn items_with_dates_are_text() {
        let titles =
            ["Council Rebuilds Harbour Wall", "Mayor Opens New Library", "Ferries Return to Port Hale"];
        let item = |title: &&str| format!("{title}\nThe council will spend more on it.\nMarch 3, 2026\n");
        let bare = |title: &&str| format!("{title}\nMarch 3, 2026\n");
        assert_eq!(listed(&titles.iter().map(item).collect::<String>()), [""; 0]);
        assert_eq!(listed(&titles.iter().map(bare).collect::<String>()), [""; 0]);
        assert_eq!(listed(&format!("Related\n{}", bare(&titles[0]))).len(), 3);
    }

    #[test]
    fn sentences_and_lists_of_the_article_are_none() {
        for text in [
            "Related to this, police said, was the fire.\nThe mayor spoke.",
            "The main pledges:\n- Rebuild the wall\n- Close the pier",
            "Related\nThe mayor is related to the owner of the pier.",
            "Top stories\nA tower of ten stories burned down in Upton",
        ] {
            assert_eq!(listed(text), [""; 0], "{text}");
        }
    }
}
