//! Boxes: what is done to a page before its article is looked for, so that nothing else is taken for it.

use super::collapse::collapse;
use super::sales::{Sales, sells};
use super::thresholds::{LONGEST_CELL, LONGEST_CONSENT_BOX, MAX_QUOTED_POSTS};
use dom_query::{Document, NodeRef};
use regex::Regex;
use std::sync::LazyLock;

/// Boxes that open when the reader points at a word of a sentence: who somebody is, other stories about them.
const BUBBLES: &str = "p [class*=rollover][class*=-block], p [class*=tooltip-content], p [class*=tooltip-text], \
    p [class*=tooltiptext], p [class*=popover], p [class*=hovercard], p [class*=hover-card]";

/// Words in the class or id of a box that asks for leave to keep cookies.
static CONSENT_BOX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:^|[\s_-])(?:consent|cookies?|cookiebar|gdpr|ccpa|cmp\w*|onetrust|didomi|privacy|qc-cmp\w*|sp[_-]message)",
        r"(?:$|[\s_-])",
    ))
    .expect("the pattern is valid")
});

/// What the cells of a list that was a table are called.
pub(super) const CELL: &str = "data";

/// Readies a page: takes out what opens over its words and what it says for itself, frees what it quotes, and makes
/// lists of its tables of data.
pub(super) fn ready(document: &Document) {
    document.select(BUBBLES).remove();
    free_quoted_posts(document);
    let (mut tables, mut asking) = (Vec::new(), Vec::new());
    let mut nodes = vec![document.root()];
    while let Some(node) = nodes.pop() {
        match node.node_name().as_deref() {
            Some("head" | "script" | "style" | "svg" | "nav") => continue,
            Some("table") => tables.push(node),
            Some("div" | "section" | "aside" | "dialog") if asks_for_leave(&node) => {
                asking.push(node);
                continue;
            }
            _ => {}
        }
        nodes.extend(node.children_it(true).filter(NodeRef::is_element));
    }
    asking.iter().for_each(NodeRef::remove_from_parent);
    tables.iter().for_each(make_list_of_table);
}

/// Whether a box is there to ask for leave to keep cookies; it can be longer than the article.
fn asks_for_leave(node: &NodeRef<'_>) -> bool {
    let mut named = [node.class(), node.id_attr()].into_iter().flatten();
    if !named.any(|name| CONSENT_BOX.is_match(&name)) {
        return false;
    }
    let holds = |tag: &str| node.descendants_it().any(|n| n.has_name(tag));
    let words = words_of(node, LONGEST_CONSENT_BOX).unwrap_or_default();
    words.iter().any(|line| sells(line) == Some(Sales::Consent)) && !holds("h1") && !holds("article")
}

/// The texts of a box, one for each element that holds text; nothing if they are longer than `most` bytes.
fn words_of(node: &NodeRef<'_>, most: usize) -> Option<Vec<String>> {
    let mut all = Vec::new();
    let mut length = 0;
    for text in node.descendants_it().take(most).filter(NodeRef::is_text) {
        let text = collapse(&text.text());
        length += text.len();
        if length > most {
            return None;
        }
        all.push(text);
    }
    Some(all)
}

/// Removes the classes of boxes that hold only a quoted post: readability mistakes "social" in them for a share bar.
fn free_quoted_posts(document: &Document) {
    for quote in document.select("blockquote").nodes().iter().take(MAX_QUOTED_POSTS) {
        let length = quote.text().trim().len();
        let holds_little = |a: &NodeRef<'_>| {
            let children = a.children_it(false).filter(NodeRef::is_element).take(4).count();
            children < 4 && a.text().trim().len() <= length + 20
        };
        let boxes = quote.ancestors(Some(2)).into_iter().take_while(holds_little);
        for node in std::iter::once(*quote).chain(boxes) {
            if !node.has_name("body") {
                node.remove_attrs(&["class", "id", "role"]);
            }
            if node.has_name("div") {
                // Readability drops only `<div>`s for having many links.
                node.rename("section");
            }
        }
    }
}

/// Turns a table of data into a list, a row an item. Its cells would outweigh any article, as its paragraphs are weighed,
/// and small tables within it would be left out. A table that holds others, or a long text, lays out the page.
fn make_list_of_table(table: &NodeRef<'_>) {
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    let mut lays_out = false;
    for node in table.descendants_it().filter(NodeRef::is_element) {
        match node.node_name().as_deref() {
            Some("table" | "h1" | "form" | "article" | "blockquote" | "ul" | "ol") => lays_out = true,
            Some("tr" | "caption") => rows.push(node),
            Some("td" | "th") => {
                lays_out = node.text().trim().len() > LONGEST_CELL;
                cells.push(node);
            }
            Some("p" | "div") => cells.push(node),
            _ => {}
        }
        if lays_out {
            break;
        }
    }
    if lays_out || rows.len() < 2 {
        return;
    }
    table.rename("ol");
    table.remove_attrs(&["class", "id", "role"]);
    rows.iter().for_each(|row| row.rename("li"));
    cells.iter().for_each(|cell| cell.rename(CELL));
}
