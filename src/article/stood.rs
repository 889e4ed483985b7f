//! Stood: the paragraphs, items and headings of a page where they stood before its article was looked for.

use super::collapse::collapse;
use super::thresholds::{
    BOXES_AROUND_TEXT, LONGEST_PARAGRAPH, MAX_PARAGRAPHS, SHORTEST_ITEM, SHORTEST_PARAGRAPH, SURELY_PARAGRAPH,
};
use dom_query::{Document, NodeId, NodeRef};
use regex::Regex;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

/// What a text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoodKind {
    /// A `<p>`.
    Paragraph,
    /// An item of a list.
    Item,
    /// A heading below the headline.
    Heading,
    /// Text that stands in no paragraph, or one of its lines.
    Block,
    /// A few words that are no sentence.
    Short,
}

/// A text of the page as long as a sentence, and where it stood.
#[derive(Debug)]
pub(super) struct Stood {
    pub(super) text: String,
    pub(super) kind: StoodKind,
    /// Of a paragraph, a hash of its element and the boxes around it, their tags and classes.
    pub(super) place: u64,
    pub(super) id: NodeId,
    /// The boxes around it, the nearest first, no further than the body of the page.
    pub(super) around: Vec<Around>,
}

/// A box around a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub(super) id: NodeId,
    /// A hash of its tag and class; none for one without a class, and for one that holds no parts of a page.
    pub(super) sort: Option<u64>,
}

/// Words in the classes of boxes that hold no text of the article.
pub(super) static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:^|[\s_-])(?:newsletter|social|share|sharing|related|recirc|promo|advert|advertisement|caption",
        r"|read-?more|most-?read|most-?popular|trending|author-(?:bio|note)|comments?)(?:$|[\s_-])",
    ))
    .expect("the pattern is valid")
});

/// All texts of the page that are as long as a sentence, items of lists and headings, in order.
pub(super) fn stood(document: &Document) -> Vec<Stood> {
    let mut out = Vec::new();
    let mut nodes = vec![document.root()];
    while let Some(node) = nodes.pop() {
        let name = node.node_name();
        match name.as_deref() {
            Some(name) if UNREAD.contains(&name) => continue,
            Some("p") => out.extend(texts(&node, StoodKind::Paragraph)),
            Some("li") => out.extend(texts(&node, StoodKind::Item)),
            Some("h2" | "h3" | "h4") => out.extend(texts(&node, StoodKind::Heading)),
            Some("div" | "section" | "article") => out.extend(texts(&node, StoodKind::Block)),
            _ => {}
        }
        if out.len() > MAX_PARAGRAPHS {
            break;
        }
        nodes.extend(node.children_it(true).filter(NodeRef::is_element));
    }
    out
}

/// Elements that hold no text of an article.
const UNREAD: [&str; 11] =
    ["head", "script", "style", "noscript", "template", "svg", "nav", "figure", "select", "button", "iframe"];

/// Elements that part texts from each other.
const PARTS: [&str; 14] =
    ["p", "ul", "ol", "li", "div", "h1", "h2", "h3", "h4", "section", "article", "table", "style", "script"];

/// The texts of an element that holds no others.
fn texts(node: &NodeRef<'_>, kind: StoodKind) -> Vec<Stood> {
    let apart: &[&str] = match kind {
        StoodKind::Heading => &[],
        StoodKind::Paragraph => &["style", "script"],
        _ => &PARTS,
    };
    if node.descendants_it().any(|n| apart.iter().any(|name| n.has_name(name))) {
        return Vec::new();
    }
    let lines = if kind == StoodKind::Block { lines(node) } else { vec![collapse(&node.text())] };
    // Lines stand in the element that they share, like paragraphs.
    let from = usize::from(lines.len() < 2);
    lines.into_iter().filter_map(|text| one(node, text, kind, from)).collect()
}

/// The lines of an element.
fn lines(node: &NodeRef<'_>) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in node.descendants_it() {
        if part.has_name("br") {
            lines.push(String::new());
        } else if part.is_text()
            && let Some(line) = lines.last_mut()
        {
            line.push_str(&part.text());
        }
    }
    lines.iter().map(|line| collapse(line)).filter(|line| !line.is_empty()).collect()
}

/// A text of an element; the boxes around it are counted from the element
/// itself or, if `from` is 1, from the one around it.
fn one(node: &NodeRef<'_>, text: String, kind: StoodKind, from: usize) -> Option<Stood> {
    let long_enough = match kind {
        StoodKind::Paragraph => {
            text.len() >= SHORTEST_PARAGRAPH && (is_sentence(&text) || text.len() > SURELY_PARAGRAPH)
        }
        StoodKind::Block => text.len() >= SHORTEST_PARAGRAPH && is_sentence(&text),
        StoodKind::Item => text.len() >= SHORTEST_ITEM,
        StoodKind::Heading | StoodKind::Short => true,
    };
    let kind = if long_enough { kind } else { StoodKind::Short };
    let boxes = || std::iter::once(*node).chain(node.ancestors_it(Some(BOXES_AROUND_TEXT - 1)));
    let is_aside =
        |b: &NodeRef<'_>| b.has_name("figure") || b.class().is_some_and(|class| ASIDE.is_match(&class));
    if text.is_empty() || text.len() > LONGEST_PARAGRAPH || boxes().any(|b| is_aside(&b)) {
        return None;
    }
    let place = if kind == StoodKind::Paragraph { place_of(boxes()) } else { 0 };
    let around = std::iter::once(*node)
        .chain(node.ancestors_it(Some(BOXES_AROUND_TEXT)))
        .skip(from)
        .take(BOXES_AROUND_TEXT);
    let around = around.take_while(|b| !b.has_name("body")).map(|b| around_of(&b)).collect();
    Some(Stood { text, kind, place, id: node.id, around })
}

/// A hash of the tags and classes of boxes.
fn place_of<'n>(boxes: impl Iterator<Item = NodeRef<'n>>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for node in boxes {
        node.node_name().as_deref().hash(&mut hasher);
        node.class().as_deref().hash(&mut hasher);
    }
    hasher.finish()
}

/// The boxes of the page that are alike and stand in one: by that one and their sort, those in order.
pub(super) fn alike(stood: &[Stood]) -> HashMap<(NodeId, u64), Vec<NodeId>> {
    let mut alike: HashMap<(NodeId, u64), Vec<NodeId>> = HashMap::new();
    for s in stood.iter().filter(|s| s.kind != StoodKind::Short) {
        for pair in s.around.windows(2) {
            let Some(sort) = pair[0].sort else { continue };
            let members = alike.entry((pair[1].id, sort)).or_default();
            // Texts come in order, so that those of one box stand together.
            if members.last() != Some(&pair[0].id) {
                members.push(pair[0].id);
            }
        }
    }
    alike
}

/// Whether a text ends as a sentence does.
pub(super) fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…'])
}

fn around_of(node: &NodeRef<'_>) -> Around {
    let name = node.node_name();
    let parts = matches!(name.as_deref(), Some("div" | "section" | "article" | "li"));
    let class = node.class().filter(|class| parts && !class.trim().is_empty());
    let sort = class.map(|class| {
        let mut hasher = DefaultHasher::new();
        (name.as_deref(), &*class).hash(&mut hasher);
        hasher.finish()
    });
    Around { id: node.id, sort }
}
