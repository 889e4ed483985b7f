//! Blocks: the words under an element of a page as paragraphs, without the furniture of the page.

use super::boxes::CELL;
use super::collapse::collapse;
use super::sales::{Sales, may_go_on, sells};
use super::stood::{ASIDE, is_sentence};
use super::thresholds::{
    LONGEST_ASIDE, LONGEST_BARE_LINK, LONGEST_DATE_BLOCK, LONGEST_PROMOTION, SHORTEST_PROSE,
};
use crate::text::{lists_of_stories, page_data};
use dom_query::{NodeId, NodeRef};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Elements that never contain text of an article.
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

/// One block of the article.
#[derive(Debug)]
struct Block {
    text: String,
    /// Bytes of `text` that stand within links.
    linked: usize,
    heading: bool,
    /// A headline of the page.
    title: bool,
    /// The element around it.
    inside: Option<NodeId>,
}

/// What a part of a page reads.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    /// The paragraphs, in order.
    pub(super) paragraphs: Vec<String>,
    /// Whether it breaks off before a gate.
    pub(super) cut_off: bool,
}

enum WalkStep<'a> {
    Open(NodeRef<'a>),
    Close { block: bool, link: bool },
}

/// The article's words under `root`.
pub(super) fn words_under(root: &NodeRef<'_>) -> PageWords {
    let mut blocks: Vec<Block> = Vec::new();
    let mut block = Block::in_element(None);
    let mut links = 0usize;
    let mut steps = vec![WalkStep::Open(*root)];
    while let Some(step) = steps.pop() {
        let node = match step {
            WalkStep::Open(node) => node,
            WalkStep::Close { block: is_block, link } => {
                links -= usize::from(link);
                if is_block {
                    let next = Block::in_element(block.inside);
                    blocks.push(std::mem::replace(&mut block, next));
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
            // A list stands with the paragraphs beside it.
            let around = node.parent().and_then(|list| if name == "li" { list.parent() } else { Some(list) });
            let next = Block::in_element(around.map(|around| around.id));
            blocks.push(std::mem::replace(&mut block, next));
            block.title = name == "h1";
        } else if matches!(name, "td" | "th" | CELL) {
            block.text.push(' ');
        }
        let link = name == "a";
        links += usize::from(link);
        block.heading = name.len() == 2 && name.starts_with('h') && name != "hr";
        steps.push(WalkStep::Close { block: is_block, link });
        steps.extend(node.children_it(true).map(WalkStep::Open));
    }
    blocks.push(block);
    article_words(blocks)
}

impl Block {
    /// An empty one.
    fn in_element(inside: Option<NodeId>) -> Self {
        Self { text: String::new(), linked: 0, heading: false, title: false, inside }
    }

    /// Whether it is a sentence or more.
    fn is_prose(&self) -> bool {
        self.text.len() > SHORTEST_PROSE && is_sentence(&self.text)
    }
}

/// Whether the class of an element shows that it is not part of the article.
fn is_furniture(node: &NodeRef<'_>, name: &str) -> bool {
    if !matches!(name, "div" | "section" | "aside" | "ul" | "ol" | "p" | "span" | "figure" | "footer") {
        return false;
    }
    let Some(class) = node.class().filter(|class| ASIDE.is_match(class)) else { return false };
    let holds = |tag: &str| node.descendants_it().filter(|n| n.has_name(tag)).take(3).count();
    // A post that the article quotes stands in a box with the same classes.
    node.text().len() < LONGEST_ASIDE
        && holds("blockquote") == 0
        && (holds("p") < 3 || class.contains("caption"))
}

/// The words of the blocks that are part of the article.
fn article_words(mut blocks: Vec<Block>) -> PageWords {
    for block in &mut blocks {
        block.text = collapse(&block.text);
    }
    blocks.retain(|block| block.text.chars().any(char::is_alphanumeric));
    let (blocks, cut_off) = without_sales(blocks);
    let mut blocks = without_page_data(blocks);
    blocks.retain(|block| !is_promotion(block));
    // A heading with nothing under it belongs to something that was removed.
    while blocks.last().is_some_and(|block| block.heading) {
        blocks.pop();
    }
    // The headline stands over the article, not in it.
    let titles = blocks.iter().take_while(|block| block.title).count();
    if titles < blocks.len() {
        blocks.drain(..titles);
    }
    PageWords { paragraphs: blocks.into_iter().map(|block| block.text).collect(), cut_off }
}

/// The blocks without what the page says for itself, and whether the article breaks off there.
fn without_sales(blocks: Vec<Block>) -> (Vec<Block>, bool) {
    let mut sold: Vec<Option<Sales>> = blocks.iter().map(|block| sells(&block.text)).collect();
    if sold.iter().all(Option::is_none) {
        return (blocks, false);
    }
    let story = main_element(&blocks, &sold);
    let own_box: Vec<bool> = blocks.iter().map(|block| block.inside != story).collect();
    let goes_on: Vec<bool> = blocks.iter().map(goes_on).collect();
    let together = |i: usize| blocks[i].inside == blocks[i - 1].inside;
    // What stands beside such words, in a box without the article or behind its last word, goes on with them.
    let mut end = blocks.len();
    while end > 0 && (sold[end - 1].is_some() || goes_on[end - 1]) {
        end -= 1;
    }
    for i in 1..blocks.len() {
        if sold[i].is_none() && goes_on[i] && together(i) && (own_box[i] || i > end) {
            sold[i] = sold[i - 1];
        }
    }
    for i in (1..blocks.len()).rev() {
        if sold[i - 1].is_none() && goes_on[i - 1] && together(i) && own_box[i] {
            sold[i - 1] = sold[i];
        }
    }
    // So does a heading over nothing else.
    let mut under: Option<Option<Sales>> = None;
    for i in (0..blocks.len()).rev() {
        if blocks[i].heading {
            sold[i] = sold[i].or(under.flatten());
            under = None;
        } else {
            under = Some(under.map_or(sold[i], |all| all.and(sold[i])));
        }
    }
    let gate = sold.iter().rposition(|sold| *sold == Some(Sales::Gate));
    let told_after = |gate: usize| {
        blocks[gate..].iter().zip(&sold[gate..]).any(|(block, sold)| sold.is_none() && block.is_prose())
    };
    let cut_off = gate.is_some_and(|gate| !told_after(gate));
    let kept = blocks.into_iter().zip(sold).filter(|(_, sold)| sold.is_none()).map(|(block, _)| block);
    (kept.collect(), cut_off)
}

/// The blocks without lists of other stories, label and all, and without what the page counts and clocks.
fn without_page_data(blocks: Vec<Block>) -> Vec<Block> {
    let lines: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let listed = lists_of_stories(&lines);
    let data = page_data(&lines);
    let kept: Vec<bool> = listed.iter().zip(data).map(|(listed, data)| !listed && data.is_none()).collect();
    blocks.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(block, _)| block).collect()
}

/// The element that holds most of what the article says.
fn main_element(blocks: &[Block], sold: &[Option<Sales>]) -> Option<NodeId> {
    let mut lengths: HashMap<NodeId, usize> = HashMap::new();
    for (block, _) in blocks.iter().zip(sold).filter(|(_, sold)| sold.is_none()) {
        if let Some(inside) = block.inside {
            *lengths.entry(inside).or_default() += block.text.len();
        }
    }
    lengths.into_iter().max_by_key(|&(id, length)| (length, id)).map(|(id, _)| id)
}

/// Whether a block beside one that sells is short enough, or close enough in words, to be of one piece with it.
fn goes_on(block: &Block) -> bool {
    block.text.len() < SHORTEST_PROSE || may_go_on(&block.text)
}

static MORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:read (?:more|next|also|this|:)|related(?: (?:articles?|stories|content))?\s*:|see (?:also",
        r"|more)\b|also:|more:|more on this|also read|don.t miss\b|recommended\b|you may also like|share this",
        r"|follow us\b|sign up (?:for|to)\b|subscribe (?:to|now)\b|click here\b|(?:story",
        r"|article) continues below|continue reading|like this story\b|\(?(?:photos?|images?|pictures?",
        r"|photographs?)(?: credits?| by)?:|image \d+ of\b|loading\b)",
    ))
        .expect("the pattern is valid")
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:adverts?|advertisements?|sponsored|captions?|close|comments?|\d+ comments?|subscribe|share",
        r"|print|e-?mail|tweet|latest|highlights|view comments|tell us what you think\W*)$",
    ))
    .expect("the pattern is valid")
});

/// Whether a block is about the page and not part of what the article says.
fn is_promotion(block: &Block) -> bool {
    let text = block.text.as_str();
    let all_link = block.linked * 10 > text.len() * 9;
    let ends = text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…', ':', ',']);
    let bare_link = all_link && !ends && !block.heading && text.len() < LONGEST_BARE_LINK;
    bare_link
        || LABEL.is_match(text)
        || (MORE.is_match(text) && (text.len() < LONGEST_PROMOTION || all_link))
        || (text.len() < LONGEST_DATE_BLOCK
            && super::dates::parse_line(text.trim_matches(['|', ' ', '·', '•'])).is_some())
}
