//! The body of a page: the article as `dom_smoothie` finds it, in paragraphs, without the furniture of the page.

use super::thresholds::{
    LONGEST_ASIDE, LONGEST_BARE_LINK, LONGEST_DATE_BLOCK, LONGEST_NOTE_ELEMENT, LONGEST_PARAGRAPH,
    LONGEST_PROMOTION, MAX_NOTES, MAX_PARAGRAPHS, MAX_QUOTED_POSTS, NOTE_LENGTH, SHORTEST_PARAGRAPH,
    SURELY_PARAGRAPH,
};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};
use regex::Regex;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
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

/// Boxes that open when the reader points at a word of a sentence: who somebody is, other stories about them.
const BUBBLES: &str = "p [class*=rollover][class*=-block], p [class*=tooltip-content], p [class*=tooltip-text], \
    p [class*=tooltiptext], p [class*=popover], p [class*=hovercard], p [class*=hover-card]";

/// Reads the article of a page; `said` is the body in its JSON-LD, the last resort.
pub(super) fn read_body(document: Document, said: Option<&str>) -> Option<String> {
    document.select(BUBBLES).remove();
    let notes = notes(&document);
    free_quoted_posts(&document);
    let stood = boxed(&document);
    let config = Config {
        disable_json_ld: true,
        keep_classes: true,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut page = Readability::with_document(document, None, Some(config)).ok()?;
    let mut paragraphs = match page.parse() {
        Ok(_) => paragraphs_under(&page.doc.select_single("#readability-page-1").nodes().first().copied()?),
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
    let mut paragraphs = with_left_out(paragraphs, &stood);
    // A correction note outside the text must not be lost.
    for note in notes {
        if !paragraphs.iter().any(|p| p.contains(&note) || note.contains(p.as_str())) {
            paragraphs.push(note);
        }
    }
    Some(paragraphs.join("\n\n"))
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

/// A `<p>` of the page: its words, and a hash of the boxes around it (their tags and classes).
struct Boxed {
    text: String,
    place: u64,
}

/// All paragraphs of the page that are as long as a sentence, in order.
fn boxed(document: &Document) -> Vec<Boxed> {
    let mut out = Vec::new();
    for node in document.select("p").nodes().iter().take(MAX_PARAGRAPHS) {
        if node.descendants_it().any(|n| n.has_name("style") || n.has_name("script")) {
            continue;
        }
        let text = collapse(&node.text());
        let sentence = text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?']);
        if text.len() < SHORTEST_PARAGRAPH
            || text.len() > LONGEST_PARAGRAPH
            || !(sentence || text.len() > SURELY_PARAGRAPH)
        {
            continue;
        }
        let mut hasher = DefaultHasher::new();
        let boxes = || std::iter::once(*node).chain(node.ancestors_it(Some(4)));
        if boxes().any(|b| b.has_name("figure") || b.class().is_some_and(|class| ASIDE.is_match(&class))) {
            continue;
        }
        for node in boxes() {
            node.node_name().as_deref().hash(&mut hasher);
            node.class().as_deref().hash(&mut hasher);
        }
        out.push(Boxed { text, place: hasher.finish() });
    }
    out
}

/// The paragraphs of the article and those between them that were left out although they stand in the same kind of box:
/// readability drops paragraphs of links or of few words, and with them perhaps a changed claim.
fn with_left_out(kept: Vec<String>, stood: &[Boxed]) -> Vec<String> {
    let index: HashMap<&str, usize> = kept.iter().enumerate().map(|(i, p)| (p.as_str(), i)).collect();
    let place_of = |b: &Boxed| index.get(b.text.as_str()).copied();
    let (Some(first), Some(last)) =
        (stood.iter().position(|b| place_of(b).is_some()), stood.iter().rposition(|b| place_of(b).is_some()))
    else {
        return kept;
    };
    let mut places: HashMap<u64, usize> = HashMap::new();
    for b in stood.iter().filter(|b| place_of(b).is_some()) {
        *places.entry(b.place).or_default() += 1;
    }
    let usual = places.values().max().copied().unwrap_or(0);
    let whole = kept.join(" ");
    let mut after: HashMap<usize, Vec<&str>> = HashMap::new();
    let mut previous = 0;
    let mut times: HashMap<&str, usize> = HashMap::new();
    for b in stood {
        *times.entry(&b.text).or_default() += 1;
    }
    for b in &stood[first..=last] {
        match place_of(b) {
            Some(i) => previous = i,
            // Text that occurs twice on a page is a caption or a teaser.
            None if usual >= 3
                && places.get(&b.place) == Some(&usual)
                && times.get(b.text.as_str()) == Some(&1)
                && !whole.contains(&b.text) =>
            {
                after.entry(previous).or_default().push(&b.text);
            }
            None => {}
        }
    }
    let left_out: Vec<Vec<String>> = (0..kept.len())
        .map(|i| after.remove(&i).unwrap_or_default().into_iter().map(str::to_owned).collect())
        .collect();
    kept.into_iter().zip(left_out).flat_map(|(p, more)| std::iter::once(p).chain(more)).collect()
}

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:corrections?|clarifications?|editor.?s.? note|this (?:article|story|report|post) (?:was",
        r"|has been) (?:amended|corrected|updated|changed)|an earlier version of this)\b",
    ))
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
        if text.len() > LONGEST_NOTE_ELEMENT {
            continue;
        }
        let text = collapse(&text);
        let long_enough = NOTE_LENGTH.contains(&text.len());
        if long_enough && NOTE.is_match(&text) && !notes.iter().any(|n| n.contains(&text) || text.contains(n.as_str())) {
            notes.push(text);
        }
    }
    notes.truncate(MAX_NOTES);
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

enum WalkStep<'a> {
    Open(NodeRef<'a>),
    Close { block: bool, link: bool },
}

/// The paragraphs under `root`, in order.
fn paragraphs_under(root: &NodeRef<'_>) -> Vec<String> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut block = Block::default();
    let mut links = 0usize;
    let mut steps = vec![WalkStep::Open(*root)];
    while let Some(step) = steps.pop() {
        let node = match step {
            WalkStep::Open(node) => node,
            WalkStep::Close { block: is_block, link } => {
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
        steps.push(WalkStep::Close { block: is_block, link });
        steps.extend(node.children_it(true).map(WalkStep::Open));
    }
    blocks.push(block);
    article_paragraphs(blocks)
}

static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:^|[\s_-])(?:newsletter|social|share|sharing|related|recirc|promo|advert|advertisement|caption",
        r"|read-?more|most-?read|most-?popular|trending|author-(?:bio|note)|comments?)(?:$|[\s_-])",
    ))
        .expect("the pattern is valid")
});

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

/// The text of the blocks that are part of the article.
fn article_paragraphs(blocks: Vec<Block>) -> Vec<String> {
    let mut out: Vec<(String, bool)> = Vec::new();
    for block in blocks {
        let text = collapse(&block.text);
        if text.chars().any(char::is_alphanumeric) && !is_promotion(&text, &block) {
            out.push((text, block.heading));
        }
    }
    // A heading with nothing under it belongs to something that was removed.
    while out.last().is_some_and(|(_, heading)| *heading) {
        out.pop();
    }
    out.into_iter().map(|(text, _)| text).collect()
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
fn is_promotion(text: &str, block: &Block) -> bool {
    let all_link = block.linked * 10 > text.len() * 9;
    let ends = text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…', ':', ',']);
    let bare_link = all_link && !ends && !block.heading && text.len() < LONGEST_BARE_LINK;
    bare_link
        || LABEL.is_match(text)
        || (MORE.is_match(text) && (text.len() < LONGEST_PROMOTION || all_link))
        || (text.len() < LONGEST_DATE_BLOCK
            && super::dates::parse_line(text.trim_matches(['|', ' ', '·', '•'])).is_some())
}

/// The text with each run of white space as one space.
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

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    /// A page around `story`.
    fn page(story: &str) -> String {
        format!(
            "<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h1>Pool to close</h1><div class=body>\
             <p>The pool will close in June, the council said on Monday, because mending its roof would cost too much.</p>\
             {story}\
             <p>Residents said that nobody had asked them, and that they would rather pay more, whatever the council thought.\
             </p></div></article><aside class=related><a href=/1>Elsewhere</a></aside></body></html>"
        )
    }

    fn body(story: &str) -> String {
        read_body(Document::from(page(story)), None).expect("an article")
    }

    #[test]
    fn what_opens_over_a_name_is_no_part_of_the_sentence() {
        let text = body(
            "<p>The pool was paid for by <span class='rollover-people'><a href=/oak>Bea Oak</a>\
             <span class='rollover-people-block'><img src=o.png><a href=/oak>Bea Oak</a><a href=/1>Oak opposes wall</a> \
             <a href=/2>MORE</a></span></span> (Upton), the council said on Monday.</p>",
        );
        assert!(text.contains("was paid for by Bea Oak (Upton), the council said on Monday."), "{text}");
    }

    #[test]
    fn furniture_goes_and_the_story_stays() {
        assert_snapshot!(body(
            "<figure><img src=a.png><figcaption>The pool. Photo: A. Lee</figcaption></figure>\
             <div class='share-bar'><a href=/s>Share</a></div>\
             <p>“I learned to swim there,” said Bea Oak.<br>She is 61.</p>\
             <aside class=newsletter><p>Sign up for our letter, it is free and short.</p></aside>\
             <p><a href=/x>Elsewhere: a bath opens</a></p>\
             <p>Advertisement</p>\
             <h2>Why</h2><ul><li>The roof is old</li><li>The water is cold</li></ul>\
             <script>var a = '<p>no</p>'</script>"
        ), @r"
            The pool will close in June, the council said on Monday, because mending its roof would cost too much.

            “I learned to swim there,” said Bea Oak.

            She is 61.

            Why

            The roof is old

            The water is cold

            Residents said that nobody had asked them, and that they would rather pay more, whatever the council thought.
            ");
    }

    #[test]
    fn a_quoted_post_stays() {
        let text = body(
            "<div class='social-embed'><blockquote class='social-post'><p>Classes are on tomorrow. Walk if you can. \
             <a href='https://t.example/abcdefghijk'>https://t.example/abcdefghijk</a></p></blockquote></div>",
        );
        assert!(text.contains("Classes are on tomorrow."), "{text}");
    }

    #[test]
    fn a_correction_outside_the_text_stays() {
        let html = page("").replace(
            "<aside class=related>",
            "<footer class=footer><p class=correction>Correction: an earlier version gave a wrong cost for the roof.</p></footer>\
             <aside class=related>",
        );
        let text = read_body(Document::from(html), None).expect("an article");
        assert!(text.ends_with("Correction: an earlier version gave a wrong cost for the roof."), "{text}");
    }

    #[test]
    fn paragraphs_left_out_between_kept_ones_come_back_in_order() {
        let kept = ["One is here.", "Three is here.", "Four is here."].map(str::to_owned).to_vec();
        let boxed = |text: &str, place| Boxed { text: text.to_owned(), place };
        let stood = [
            boxed("Before all of it.", 1),
            boxed("One is here.", 1),
            boxed("Two is here.", 1),
            boxed("Not in the same box.", 2),
            boxed("Three is here.", 1),
            boxed("Four is here.", 1),
            boxed("After all of it.", 1),
        ];
        assert_eq!(
            with_left_out(kept, &stood),
            ["One is here.", "Two is here.", "Three is here.", "Four is here."]
        );
    }

    #[test]
    fn json_ld_gives_the_body_where_the_page_does_not() {
        let said = "The pool will close in June, the council said.\n".repeat(10);
        let html = "<html><body><div id=app>Loading the page</div></body></html>";
        assert_eq!(read_body(Document::from(html), Some(&said)).expect("an article").lines().count(), 19);
    }
}
