//! Page rules: what a person says of the pages of an outlet: what in them is no part of the article, and where its parts
//! stand that the reading does not find.

use dom_query::Matcher;
use regex::Regex;

/// What a person says of the pages of an outlet. The default says nothing.
#[derive(Debug, Clone, Default)]
pub struct PageRules {
    /// CSS selectors of elements that are taken out before the page is read.
    pub ignore: Vec<String>,
    /// Patterns of text that is taken out of what was read.
    pub ignore_text: Vec<Regex>,
    /// The CSS selector of the headline.
    pub headline: Option<String>,
    /// The CSS selector of the elements that hold the text.
    pub body: Option<String>,
    /// The CSS selector of the byline.
    pub byline: Option<String>,
    /// The CSS selector of the date of publication.
    pub date: Option<String>,
    /// The outlet's name, where its pages do not give one.
    pub outlet: Option<String>,
}

/// Whether a text is a CSS selector.
#[must_use]
pub fn is_selector(text: &str) -> bool {
    Matcher::new(text).is_ok()
}
