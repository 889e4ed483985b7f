//! Stood: the paragraphs, items and headings of a page where they stood before its article was looked for.

use super::collapse::collapse;
use super::thresholds::{
    LONGEST_PARAGRAPH, MAX_PARAGRAPHS, SHORTEST_ITEM, SHORTEST_PARAGRAPH, SURELY_PARAGRAPH,
};
use dom_query::{Document, NodeId, NodeRef};
use regex::Regex;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

/// What a text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A `<p>`.
    Paragraph,
    /// An item of a list.
    Item,
    /// A heading below the headline.
    Heading,
}

/// A text of the page as long as a sentence, and where it stood.
#[derive(Debug)]
pub(super) struct Stood {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// A hash of its element and the boxes around it, their tags and classes.
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

/// How many boxes around a text are looked at.
const BOXES: usize = 5;

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
    let nodes = document.select("p, li, h2, h3, h4");
    nodes.nodes().iter().take(MAX_PARAGRAPHS).filter_map(one).collect()
}

fn one(node: &NodeRef<'_>) -> Option<Stood> {
    let kind = match node.node_name().as_deref() {
        Some("p") => Kind::Paragraph,
        Some("li") => Kind::Item,
        _ => Kind::Heading,
    };
    let holds = |names: &[&str]| node.descendants_it().any(|n| names.iter().any(|name| n.has_name(name)));
    if kind != Kind::Heading && holds(&["style", "script"])
        || kind == Kind::Item && holds(&["p", "ul", "ol", "li", "div", "h2", "h3", "h4"])
    {
        return None;
    }
    let text = collapse(&node.text());
    let long_enough = match kind {
        Kind::Paragraph => {
            text.len() >= SHORTEST_PARAGRAPH && (is_sentence(&text) || text.len() > SURELY_PARAGRAPH)
        }
        Kind::Item => text.len() >= SHORTEST_ITEM,
        Kind::Heading => !text.is_empty(),
    };
    let is_aside =
        |b: &NodeRef<'_>| b.has_name("figure") || b.class().is_some_and(|class| ASIDE.is_match(&class));
    if !long_enough
        || text.len() > LONGEST_PARAGRAPH
        || std::iter::once(*node).chain(node.ancestors_it(Some(BOXES - 1))).any(|b| is_aside(&b))
    {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    for node in std::iter::once(*node).chain(node.ancestors_it(Some(BOXES - 1))) {
        node.node_name().as_deref().hash(&mut hasher);
        node.class().as_deref().hash(&mut hasher);
    }
    let around =
        node.ancestors_it(Some(BOXES)).take_while(|b| !b.has_name("body")).map(|b| around(&b)).collect();
    Some(Stood { text, kind, place: hasher.finish(), id: node.id, around })
}

/// Whether a text ends as a sentence does.
pub(super) fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…'])
}

fn around(node: &NodeRef<'_>) -> Around {
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
