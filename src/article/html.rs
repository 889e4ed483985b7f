//! HTML: a page parsed within bounds, its metadata, and its article.

use super::draft::Draft;
use super::rules::PageRules;
use super::thresholds::{MAX_ATTRIBUTES, MAX_ELEMENT_DEPTH, MAX_NODES, MAX_PAGE, MAX_TEXT, PARSE_STEP};
use super::told::Told;
use super::{blocks, body, drop_cap, meta};
use dom_query::Document;
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{ParseOpts, parse_document, tree_builder::TreeBuilderOpts};
use regex::Regex;
use std::sync::LazyLock;

/// The sentence about a page without an article.
const NO_ARTICLE: &str =
    "no article was found in the page; save the page of one article, with its text, or give the text itself.";

/// Reads a page.
///
/// # Errors
/// A sentence when the page is too large or too deep to parse, or holds no article.
pub(super) fn read_html(html: &str) -> Result<Draft, String> {
    read_html_by(html, None)
}

/// As [`read_html`], by what a person says of the pages of its outlet.
pub(super) fn read_html_by(html: &str, rules: Option<&PageRules>) -> Result<Draft, String> {
    let parse = || {
        let document = parse_page(html)?;
        rules.into_iter().for_each(|rules| rules.strip(&document));
        Ok::<_, String>(document)
    };
    let document = parse()?;
    let pointed = rules.map(|rules| rules.point(&document)).unwrap_or_default();
    let mut draft = Draft::default();
    let said = meta::read_meta(&document, &mut draft);
    let told = Told {
        body: said.as_ref().and_then(|s| s.body.as_deref()),
        headline: draft.headline.as_ref().map(|found| found.value.as_str()),
    };
    let body = body::read_body(document, || parse().ok(), &told);
    if body.is_none() && !pointed.has_body() {
        return Err(NO_ARTICLE.to_owned());
    }
    if let Some(body) = body.filter(|_| !pointed.has_body()) {
        draft.body = drop_cap::joined(&body.text);
        draft.warnings.extend(body.warnings);
    }
    rules.into_iter().for_each(|rules| rules.apply(&pointed, &mut draft));
    Ok(draft)
}

/// The words of a page that is no article, a line for each block and each cell of a table.
///
/// # Errors
/// A sentence when it is too large or too deep to parse.
pub(super) fn page_lines(html: &str) -> Result<String, String> {
    let document = parse_page(html)?;
    document.select("td, th").nodes().iter().for_each(|cell| cell.rename("p"));
    Ok(blocks::words_under(&document.root()).paragraphs.join("\n\n"))
}

/// The words of a piece of markup that holds nothing but an article's text, a paragraph a block.
///
/// # Errors
/// A sentence when it is too large or too deep to parse.
pub(crate) fn fragment_text(markup: &str) -> Result<String, String> {
    let document = parse_page(markup)?;
    Ok(blocks::words_under(&document.root()).paragraphs.join("\n\n"))
}

/// Parses a page, and gives up on one that is built to exhaust memory.
fn parse_page(html: &str) -> Result<Document, String> {
    if html.len() > MAX_PAGE {
        return Err(format!(
            "the page is {:.1} MB long, more than the {} MB that are read; save it without pictures, or give its text.",
            html.len() as f64 / 1e6,
            MAX_PAGE >> 20
        ));
    }
    if has_crowded_tag(html) {
        return Err(format!(
            "an element of the page has more than {MAX_ATTRIBUTES} attributes, which no article has; give the text of its article."
        ));
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Document::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(PARSE_STEP));
        parser.process(StrTendril::from(step));
        rest = after;
        let built = &parser.tokenizer.sink.sink;
        if built.tree.len() > MAX_NODES {
            return Err(format!(
                "the page has more than {MAX_NODES} elements, which no article has; give the text of its article."
            ));
        }
        let (depth, text) = place(built);
        if text > MAX_TEXT {
            return Err(format!(
                "a paragraph of the page is longer than {} KB, which none of an article is; give the text of its article.",
                MAX_TEXT >> 10
            ));
        }
        if depth > MAX_ELEMENT_DEPTH {
            return Err(format!(
                "the page nests elements more than {MAX_ELEMENT_DEPTH} deep, which no article does; give the text of its article."
            ));
        }
    }
    Ok(parser.finish())
}

/// How deep the place is at which the parser stands, and how many bytes the text there has, outside scripts.
fn place(document: &Document) -> (usize, usize) {
    let mut node = document.root();
    let mut depth = 0;
    while let Some(last) = node.last_child() {
        node = last;
        depth += 1;
    }
    let code = node.parent().is_some_and(|p| p.has_name("script") || p.has_name("style"));
    (depth, if node.is_text() && !code { node.text().len() } else { 0 })
}

static CODE_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?i)</(?:script|style)").expect("the pattern is valid"));

/// Whether any tag has more than [`MAX_ATTRIBUTES`]. Goes through the page as a tokeniser does: quotes within tags,
/// comments, scripts and styles are passed over.
fn has_crowded_tag(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        at = open + 1;
        let rest = &html[open..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |i| open + i);
            continue;
        }
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut attributes, mut quote, mut gap, mut last) = (0, None, false, b'<');
        while let Some(&byte) = bytes.get(at) {
            match (quote, byte) {
                (Some(q), _) if q == byte => quote = None,
                (Some(_), _) => {}
                (None, b'>') => break,
                (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
                (None, b'/') => gap = true,
                (None, _) if byte.is_ascii_whitespace() => gap = last != b'=',
                (None, _) => attributes += usize::from(std::mem::take(&mut gap)),
            }
            if !byte.is_ascii_whitespace() {
                last = byte;
            }
            at += 1;
        }
        if attributes > MAX_ATTRIBUTES {
            return true;
        }
        let is_code = ["<script", "<style"]
            .iter()
            .any(|name| rest.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)));
        if is_code {
            at = CODE_END.find_at(html, at).map_or(html.len(), |end| end.start());
        }
    }
    false
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
            let read = small_stack.spawn(move || read_html(&page).map(|d| d.body)).expect("a thread starts");
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
        let read = small_stack.spawn(move || read_html(&page).map(|d| d.body)).expect("a thread starts");
        assert!(read.join().expect("no overflow").expect("read").starts_with("The pool"));
    }

    #[test]
    fn pages_built_to_grow_are_refused() {
        let fonts: String = (0..900).map(|i| format!("<font size={i}>")).collect();
        let page = format!("<body>{fonts}{}", "<p>".repeat(100_000));
        assert!(read_html(&page).is_err());
    }

    #[test]
    fn crowded_tags_are_refused() {
        let crowd: String = (0..200_000).map(|i| format!("a{i}=1 ")).collect();
        assert!(read_html(&format!("<p {crowd}>{STORY}")).expect_err("refused").contains("attributes"));
        let fine =
            format!("<!-- <p {crowd}> --><script>x = '<p {crowd}>'</script><p title='{crowd}'></p>{STORY}");
        assert!(read_html(&fine).expect("read").body.starts_with("The pool"));
        assert!(
            read_html(&format!("<p>{}", "&amp;".repeat(1_000_000)))
                .expect_err("refused")
                .contains("longer than")
        );
    }

    #[test]
    fn megabytes_of_script_are_no_matter() {
        let page = format!("<html><body><script>{}</script>{STORY}", "var a = '<p>';".repeat(200_000));
        assert!(read_html(&page).expect("read").body.starts_with("The pool"));
    }

    #[test]
    fn a_page_without_an_article_says_so() {
        for page in
            ["<html></html>", "<html><body><nav><a href=/>Home</a></nav><script>1</script>", "<p></p>"]
        {
            assert!(read_html(page).expect_err(page).starts_with("no article"));
        }
    }
}
