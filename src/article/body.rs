//! The body of a page: what dom_smoothie takes for its article, as paragraphs, without the furniture of pages.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};
use regex::Regex;
use std::sync::LazyLock;

/// Elements that never hold words of an article.
const SILENT: [&str; 20] = [
    "script",
    "style",
    "noscript",
    "template",
    "button",
    "form",
    "input",
    "select",
    "textarea",
    "nav",
    "svg",
    "iframe",
    "object",
    "video",
    "audio",
    "canvas",
    "figcaption",
    "head",
    "dialog",
    "menu",
];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Reads the article of a page; `said` is the body that its JSON-LD gives, the last resort.
pub(super) fn read(document: Document, said: Option<&str>) -> Option<String> {
    let notes = notes(&document);
    let config = Config {
        disable_json_ld: true,
        keep_classes: true,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut page = Readability::with_document(document, None, Some(config)).ok()?;
    let mut paragraphs = match page.parse() {
        Ok(_) => paragraphs(&page.doc.select_single("#readability-page-1").nodes().first().copied()?),
        Err(_) => Vec::new(),
    };
    let length: usize = paragraphs.iter().map(String::len).sum();
    if let Some(said) = said.filter(|said| said.len() > 200 && said.len() > 3 * length) {
        paragraphs =
            said.lines().map(str::trim).filter(|l| !l.is_empty()).map(super::jsonld::unescape).collect();
    }
    if paragraphs.is_empty() {
        return None;
    }
    // A correction that stands outside the text is the last thing to lose.
    for note in notes {
        if !paragraphs.iter().any(|p| p.contains(&note) || note.contains(p.as_str())) {
            paragraphs.push(note);
        }
    }
    Some(paragraphs.join("\n\n"))
}

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:corrections?|clarifications?|editor.?s.? note|this (?:article|story|report|post) (?:was|has been) (?:amended|corrected|updated|changed)|an earlier version of this)\b")
        .expect("the pattern is valid")
});

/// Correction notes anywhere in the page.
fn notes(document: &Document) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for node in document
        .select("p, div[class*=orrection], div[class*=larification], aside[class*=orrection], li[class*=orrection]")
        .nodes()
    {
        let text = node.text();
        if text.len() > 8_000 {
            continue;
        }
        let text = collapse(&text);
        let long_enough = (40..=1_500).contains(&text.len());
        if long_enough && NOTE.is_match(&text) && !notes.iter().any(|n| n.contains(&text) || text.contains(n.as_str())) {
            notes.push(text);
        }
    }
    notes.truncate(5);
    notes
}

/// One block of the article.
#[derive(Debug, Default)]
struct Block {
    text: String,
    /// Bytes of `text` that stand within links.
    linked: usize,
    heading: bool,
}

enum Step<'a> {
    Open(NodeRef<'a>),
    Close { block: bool, link: bool },
}

/// The paragraphs under `root`, in order.
fn paragraphs(root: &NodeRef<'_>) -> Vec<String> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut block = Block::default();
    let mut links = 0usize;
    let mut steps = vec![Step::Open(*root)];
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Open(node) => node,
            Step::Close { block: is_block, link } => {
                links -= usize::from(link);
                if is_block {
                    blocks.push(std::mem::take(&mut block));
                }
                continue;
            }
        };
        if node.is_text() {
            let text = node.text();
            block.text.push_str(&text);
            if links > 0 {
                block.linked += text.trim().len();
            }
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        let name = &*name;
        if SILENT.contains(&name) || is_furniture(&node, name) {
            continue;
        }
        let is_block = BLOCKS.contains(&name);
        if is_block {
            blocks.push(std::mem::take(&mut block));
        } else if matches!(name, "td" | "th") {
            block.text.push(' ');
        }
        let link = name == "a";
        links += usize::from(link);
        block.heading = name.len() == 2 && name.starts_with('h') && name != "hr";
        steps.push(Step::Close { block: is_block, link });
        steps.extend(node.children_it(true).map(Step::Open));
    }
    blocks.push(block);
    words(blocks)
}

/// Whether the class of an element says that it stands beside the article.
fn is_furniture(node: &NodeRef<'_>, name: &str) -> bool {
    static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[\s_-])(?:newsletter|social|share|sharing|related|recirc|promo|advert|advertisement|caption|read-?more|most-?read|most-?popular|trending|author-(?:bio|note)|comments?)(?:$|[\s_-])")
            .expect("the pattern is valid")
    });
    if !matches!(name, "div" | "section" | "aside" | "ul" | "ol" | "p" | "span" | "figure" | "footer") {
        return false;
    }
    node.class().is_some_and(|class| ASIDE.is_match(&class)) && node.text().len() < 2_000
}

/// The text of the blocks that are part of the article.
fn words(blocks: Vec<Block>) -> Vec<String> {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:read (?:more|next|also|this|:)|related(?: (?:articles?|stories|content))?\s*:|see also\b|more:|more on this|also read|don.t miss\b|recommended\b|you may also like|advertisement$|sponsored$|share this|follow us\b|sign up (?:for|to)\b|subscribe (?:to|now)\b|click here\b|story continues below|continue reading|loading\.\.\.)")
            .expect("the pattern is valid")
    });
    let mut out: Vec<(String, bool)> = Vec::new();
    for block in blocks {
        let text = collapse(&block.text);
        if !text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let all_link = block.linked * 10 > text.len() * 9;
        let promotion = MORE.is_match(&text) && (text.len() < 120 || all_link);
        if !promotion {
            out.push((text, block.heading));
        }
    }
    // A heading with nothing under it headed something that is gone.
    while out.last().is_some_and(|(_, heading)| *heading) {
        out.pop();
    }
    out.into_iter().map(|(text, _)| text).collect()
}

/// White space runs as one space.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
