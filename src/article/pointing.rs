//! Pointing: what the rules of a person find in a page, and what of it they take out.

use super::blocks::words_under;
use super::dates;
use super::draft::{Draft, byline, clean_line};
use super::revision::{Found, FoundIn};
use super::rules::PageRules;
use dom_query::{Document, Matcher, NodeRef};

/// What the selectors of some rules found in a page.
#[derive(Debug, Default)]
pub(super) struct Pointed {
    headline: Option<String>,
    body: Option<String>,
    byline: Option<String>,
    date: Option<String>,
}

impl Pointed {
    /// Whether they found the text.
    pub(super) fn has_body(&self) -> bool {
        self.body.is_some()
    }
}

impl PageRules {
    /// Takes out of a page what is to be ignored.
    pub(super) fn strip(&self, document: &Document) {
        for matcher in self.ignore.iter().filter_map(|selector| Matcher::new(selector).ok()) {
            document.select_matcher(&matcher).remove();
        }
    }

    /// Finds what the selectors point to.
    pub(super) fn point(&self, document: &Document) -> Pointed {
        let first = |selector: &Option<String>, text: fn(&NodeRef<'_>) -> String| {
            let matcher = Matcher::new(selector.as_deref()?).ok()?;
            let found = document.select_matcher(&matcher);
            found.nodes().iter().map(text).find(|text| !text.is_empty())
        };
        let line = |node: &NodeRef<'_>| clean_line(&node.text());
        let written = |node: &NodeRef<'_>| {
            let attribute = node.attr("datetime").or_else(|| node.attr("content"));
            attribute.map_or_else(|| clean_line(&node.text()), |text| clean_line(&text))
        };
        Pointed {
            headline: first(&self.headline, line),
            body: self.body.as_deref().and_then(|selector| paragraphs(document, selector)),
            byline: first(&self.byline, line),
            date: first(&self.date, written),
        }
    }

    /// Brings what the selectors found, and what is ignored, into a draft.
    pub(super) fn apply(&self, pointed: &Pointed, draft: &mut Draft) {
        let found = |value: String| Some(Found { value, by: FoundIn::Rule });
        if let Some(headline) = &pointed.headline {
            draft.headline = found(headline.clone());
        }
        if let Some(line) = &pointed.byline {
            draft.byline = byline(line).and_then(found).or(draft.byline.take());
        }
        if let Some(date) = pointed.date.as_deref().and_then(dates::parse_date) {
            draft.published_at = found(date);
        }
        if let Some(body) = &pointed.body {
            draft.body.clone_from(body);
        }
        if let Some(outlet) = self.outlet.as_ref().filter(|_| draft.outlet.is_none()) {
            draft.outlet = found(outlet.clone());
        }
        for pattern in &self.ignore_text {
            draft.body = pattern.replace_all(&draft.body, "").into_owned();
            if let Some(headline) = &mut draft.headline {
                headline.value = pattern.replace_all(&headline.value, "").trim().to_owned();
            }
        }
    }
}

/// The paragraphs under all elements that a selector finds; none where there are none.
fn paragraphs(document: &Document, selector: &str) -> Option<String> {
    let matcher = Matcher::new(selector).ok()?;
    let mut paragraphs = Vec::new();
    let found = document.select_matcher(&matcher);
    for node in found.nodes() {
        // One within another was read with it.
        if node.ancestors_it(None).any(|above| found.nodes().iter().any(|other| other.id == above.id)) {
            continue;
        }
        paragraphs.extend(words_under(node).paragraphs);
    }
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::super::html::read_html_by;
    use super::super::rules::is_selector;
    use super::*;
    use regex::Regex;

    const PAGE: &str = "<html><head><title>Harbour | The Quay Echo</title></head><body><article><h1>Pool to close</h1>\
        <p class=live>Updated 5 minutes ago</p>\
        <p>The pool will close in June, the council said on Monday, because mending its roof would cost too much.</p>\
        <p class=sponsor>Deckhand paint keeps every hull dry for years, the makers say, at half the price.</p>\
        <p>Residents said that nobody had asked them, and that they would rather pay more. Read 41 times.</p>\
        </article>OTHER</body></html>";

    const OTHER: &str = "<div id=other><h2>Weir opens</h2><span class=who>By Bea Oak</span><b class=when>2 March 2026</b>\
        <p>The weir opened on Monday after a year of work, the river board said, and boats passed at once.</p></div>";

    fn read(other: &str, rules: &PageRules) -> Draft {
        read_html_by(&PAGE.replace("OTHER", other), Some(rules)).expect("an article")
    }

    #[test]
    fn what_is_ignored_is_no_part_of_the_article() {
        let rules = PageRules {
            ignore: vec![".sponsor".into(), "p.live".into()],
            ignore_text: vec![Regex::new(r" ?Read \d+ times\.").expect("valid")],
            ..PageRules::default()
        };
        let body = read("", &rules).body;
        assert!(body.contains("The pool will close") && body.ends_with("would rather pay more."), "{body}");
        assert!(!body.contains("Deckhand") && !body.contains("5 minutes"), "{body}");
        assert!(read("", &PageRules::default()).body.contains("Read 41 times."));
    }

    #[test]
    fn selectors_point_to_what_the_reading_does_not_find() {
        let rules = PageRules {
            headline: Some("#other h2".into()),
            body: Some("#other, #other p".into()),
            byline: Some(".who".into()),
            date: Some(".when".into()),
            outlet: Some("The Quay Echo".into()),
            ..PageRules::default()
        };
        let draft = read(OTHER, &rules);
        let found = |found: Option<Found<String>>| found.map(|found| (found.value, found.by));
        assert_eq!(found(draft.headline), Some(("Weir opens".into(), FoundIn::Rule)));
        assert_eq!(found(draft.byline), Some(("Bea Oak".into(), FoundIn::Rule)));
        assert_eq!(found(draft.published_at).map(|(date, _)| date).as_deref(), Some("2026-03-02"));
        assert_eq!(found(draft.outlet), Some(("The Quay Echo".into(), FoundIn::Rule)));
        assert_eq!(draft.body.matches("The weir opened").count(), 1);
        assert!(!draft.body.contains("The pool"));
    }

    #[test]
    fn selectors_that_find_nothing_change_nothing() {
        let rules = PageRules {
            headline: Some("h7".into()),
            body: Some(".story".into()),
            byline: Some(".by".into()),
            date: Some("time".into()),
            ..PageRules::default()
        };
        let (with, without) = (read(OTHER, &rules), read(OTHER, &PageRules::default()));
        assert_eq!((with.body, with.headline), (without.body, without.headline));
        assert!(is_selector("div.story > p:not(.ad)") && !is_selector("div[") && !is_selector(""));
    }
}
