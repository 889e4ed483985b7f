//! Captions: those that tell what somebody said, without the credit behind them.
//!
//! A caption that only names what a picture shows is no part of the article.

use super::collapse::collapse;
use super::stood::{Stood, is_sentence};
use super::thresholds::{BOXES_OF_CAPTION, LONGEST_CAPTION, MAX_CAPTIONS, SHORTEST_CAPTION};
use crate::english::lexicon;
use dom_query::{Document, NodeId, NodeRef};
use regex::Regex;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A caption that says something, and the boxes around it.
#[derive(Debug)]
pub(super) struct Caption {
    text: String,
    around: Vec<NodeId>,
}

/// "Photo: Ann Lee", "(Ann Lee/Upton Echo)", "© Ann Lee" behind the last sentence of a caption.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\s*[|–—(\[-]*\s*(?:(?i:(?:file |ap |handout )?(?:photo|photograph|image|picture|video|illustration|graphic)s?",
        r#"(?: credit| by| courtesy of)?|credit|copyright|source)\s?[:/]?|©|\(c\))[^!?“”"]{0,100}$"#,
        r"|\s*\([^()]{0,60}/[^()]{0,60}\)$",
    ))
    .expect("the pattern is valid")
});

/// The captions of a page that say something.
pub(super) fn captions(document: &Document) -> Vec<Caption> {
    let mut seen = HashSet::new();
    let nodes = document.select("figcaption, [class*=caption]");
    let mut out = Vec::new();
    for node in nodes.nodes().iter().take(MAX_CAPTIONS) {
        // Longer, it is no caption, however much of it is white space.
        if node
            .descendants_it()
            .take(LONGEST_CAPTION)
            .map(|n| if n.is_text() { n.text().len() } else { 0 })
            .sum::<usize>()
            > 4 * LONGEST_CAPTION
        {
            continue;
        }
        let text = without_credit(&spaced(node));
        let elsewhere = |a: &NodeRef<'_>| a.has_name("a") || a.has_name("aside") || a.has_name("nav");
        if (SHORTEST_CAPTION..=LONGEST_CAPTION).contains(&text.len())
            && says_something(&text)
            && !node.ancestors_it(Some(BOXES_OF_CAPTION)).any(|a| elsewhere(&a))
            && seen.insert(text.clone())
        {
            let around = node
                .ancestors_it(Some(BOXES_OF_CAPTION))
                .take_while(|a| !a.has_name("body"))
                .map(|a| a.id)
                .collect();
            out.push(Caption { text, around });
        }
    }
    out
}

/// The texts of the captions that stand in a box with some paragraph kept, in order.
pub(super) fn beside(captions: Vec<Caption>, stood: &[Stood], kept: &[String]) -> Vec<String> {
    if captions.is_empty() {
        return Vec::new();
    }
    let words: HashSet<&str> = kept.iter().map(String::as_str).collect();
    let told = stood.iter().filter(|s| words.contains(s.text.as_str()));
    let boxes: HashSet<NodeId> = told.flat_map(|s| s.around.iter().map(|a| a.id)).collect();
    let whole = kept.join(" ");
    let near = captions.into_iter().filter(|c| c.around.iter().any(|id| boxes.contains(id)));
    near.map(|c| c.text).filter(|text| !whole.contains(text.as_str())).collect()
}

/// The text of a caption, with a space between its parts, without those that are marked as its credit.
fn spaced(node: &NodeRef<'_>) -> String {
    let mut line = String::new();
    let mut nodes = vec![*node];
    while let Some(node) = nodes.pop() {
        if node.is_text() {
            line.push_str(&node.text());
            line.push(' ');
        } else if !is_credit(&node) {
            nodes.extend(node.children_it(true));
        }
    }
    collapse(&line).replace(" .", ".").replace(" ,", ",")
}

/// Whether a part of a caption names who took the picture.
fn is_credit(node: &NodeRef<'_>) -> bool {
    static CLASS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?i)credit|copyright|photographer|attribution").expect("the pattern is valid")
    });
    node.has_name("small")
        || node.has_name("cite")
        || node.class().is_some_and(|class| CLASS.is_match(&class))
}

/// A caption without the name of who took the picture.
fn without_credit(text: &str) -> String {
    let free = CREDIT.find(text).filter(|found| {
        let before = text[..found.start()].trim_end();
        found.as_str().trim_end().ends_with([')', ']']) || before.ends_with(['.', '!', '?', '”', '"', '’'])
    });
    free.map_or(text, |found| text[..found.start()].trim_end()).to_owned()
}

/// Whether a caption is a sentence that reports: "…, the port said", "according to …".
fn says_something(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let reports = |word: &str| {
        let word = word.to_lowercase();
        (word.ends_with('d') || word == "says") && lexicon::report(&word).is_some()
    };
    // Without a full stop it is the title of a video.
    words().count() >= 6 && is_sentence(text) && (words().any(reports) || text.contains("ccording to "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_go() {
        for (given, text) in [
            ("“I saw it,” said Paul Njeri. Photo: A. Lee", "“I saw it,” said Paul Njeri."),
            ("The wall is old, the port said. (A. Lee/Upton Echo)", "The wall is old, the port said."),
            ("The wall is old, the port said. © Ann Lee", "The wall is old, the port said."),
            (
                "The wall is old, the port said. | Credit: Ann Lee / Upton Pictures",
                "The wall is old, the port said.",
            ),
            ("The wall is old, the port said. AP Photo/Ann Lee", "The wall is old, the port said."),
            ("“It is on the photo,” said Roth.", "“It is on the photo,” said Roth."),
        ] {
            assert_eq!(without_credit(given), text);
        }
    }

    #[test]
    fn only_captions_that_report_say_something() {
        for text in [
            "“I saw it bend,” said welder Paul Njeri, who ran away.",
            "There are 40 cranes of this make, the port company said.",
            "The pool lost money last year, according to the council.",
            "Ana Ruiz says the smell comes from the works.",
        ] {
            assert!(says_something(text), "{text}");
        }
        for text in [
            "Mayor Lil Osei at the opening of the pool in June.",
            "Ana Ruiz speaks to reporters.",
            "He said so.",
        ] {
            assert!(!says_something(text), "{text}");
        }
    }
}
