//! HTML: a page parsed within bounds, its metadata, and its article.

use super::draft::Draft;
use super::{body, meta};
use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{ParseOpts, parse_document, tree_builder::TreeBuilderOpts};

/// The largest page that is parsed, in bytes.
const MAX_PAGE: usize = 16 << 20;
/// Elements and texts of a page at most; a long live blog has some 50,000.
const MAX_NODES: usize = 500_000;
/// Elements within elements at most; browsers stop at about 500.
const MAX_DEPTH: usize = 1_000;
/// The parser is stopped to look at what it has built after each so many bytes.
const STEP: usize = 8 << 10;

/// Reads a page.
///
/// # Errors
/// A sentence when the page is too large or too deep to parse, or holds no article.
pub(super) fn read(html: &str) -> Result<Draft, String> {
    let document = parse(html)?;
    let mut draft = Draft::default();
    let said = meta::read(&document, &mut draft);
    draft.body = body::read(document, said.as_ref().and_then(|s| s.body.as_deref())).ok_or(
        "no article was found in the page; save the page of one article, with its text, or give the text itself.",
    )?;
    Ok(draft)
}

/// Parses a page, and gives up on one that is built to exhaust memory.
fn parse(html: &str) -> Result<Document, String> {
    if html.len() > MAX_PAGE {
        return Err(format!(
            "the page is {:.1} MB long, more than the {} MB that are read; save it without pictures, or give its text.",
            html.len() as f64 / 1e6,
            MAX_PAGE >> 20
        ));
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
        parser.process(StrTendril::from(step));
        rest = after;
        let built = &parser.tokenizer.sink.sink;
        if built.tree.len() > MAX_NODES {
            return Err(format!(
                "the page has more than {MAX_NODES} elements, which no article has; give the text of its article."
            ));
        }
        if depth(built) > MAX_DEPTH {
            return Err(format!(
                "the page nests elements more than {MAX_DEPTH} deep, which no article does; give the text of its article."
            ));
        }
    }
    Ok(parser.finish())
}

/// How deep the place is at which the parser stands.
fn depth(document: &Document) -> usize {
    let mut node = document.root();
    let mut depth = 0;
    while let Some(last) = node.last_child() {
        node = last;
        depth += 1;
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "<p>The pool will close in June, the council said on Monday, because the roof would cost more than two \
        million to mend.</p><p>Residents said that they had not been asked, and that they would go to court over it.</p>";

    #[test]
    fn deep_pages_are_refused_and_do_not_overflow_the_stack() {
        for tag in ["div", "b", "blockquote", "font size=1", "table><tr><td", "svg", "ul><li", "a"] {
            let deep = format!("<{tag}>").repeat(100_000);
            let small_stack = std::thread::Builder::new().stack_size(1 << 20);
            let page = format!("<html><body>{deep}{STORY}");
            let read = small_stack.spawn(move || read(&page).map(|d| d.body)).expect("a thread starts");
            let outcome = read.join().expect("no overflow");
            if tag != "a" {
                assert!(outcome.expect_err(tag).contains("nests elements"), "{tag}");
            }
        }
    }

    #[test]
    fn depth_below_the_bound_is_read() {
        let page = format!("<html><body>{}{STORY}", "<div>".repeat(900));
        let small_stack = std::thread::Builder::new().stack_size(1 << 20);
        let read = small_stack.spawn(move || read(&page).map(|d| d.body)).expect("a thread starts");
        assert!(read.join().expect("no overflow").expect("read").starts_with("The pool"));
    }

    #[test]
    fn pages_built_to_grow_are_refused() {
        let fonts: String = (0..900).map(|i| format!("<font size={i}>")).collect();
        let page = format!("<body>{fonts}{}", "<p>".repeat(100_000));
        assert!(read(&page).is_err());
    }

    #[test]
    fn megabytes_of_script_are_no_matter() {
        let page = format!("<html><body><script>{}</script>{STORY}", "var a = '<p>';".repeat(200_000));
        assert!(read(&page).expect("read").body.starts_with("The pool"));
    }

    #[test]
    fn a_page_without_an_article_says_so() {
        for page in
            ["<html></html>", "<html><body><nav><a href=/>Home</a></nav><script>1</script>", "<p></p>"]
        {
            assert!(read(page).expect_err(page).starts_with("no article"));
        }
    }
}
