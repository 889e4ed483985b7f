//! The pages of a report: one that holds everything, or an index and a page an article.

use super::overview::Story;
use super::page::ArticlePage;
use crate::store::ArticleId;
use std::collections::HashMap;

/// A report.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// When it was made, ISO 8601 in UTC; `None` leaves it out, for output that must not change by the hour.
    pub made_at: Option<String>,
    /// What of the database it is about, in words; `None` for all.
    pub window: Option<String>,
    /// How it stands among other pages.
    pub kind: PageKind,
    /// The articles in a few numbers, in the order in which they are shown.
    pub stories: Vec<Story>,
    /// The articles themselves, in the same order; none in an index.
    pub articles: Vec<ArticlePage>,
}

impl Page {
    /// One page with all of its articles, the gravest first.
    #[must_use]
    pub fn whole(title: String, made_at: Option<String>, articles: Vec<ArticlePage>) -> Self {
        let mut stories: Vec<Story> = articles.iter().map(Story::of).collect();
        Story::sort(&mut stories);
        let mut by_id: HashMap<ArticleId, ArticlePage> =
            articles.into_iter().map(|article| (article.id, article)).collect();
        let articles = stories.iter().filter_map(|story| by_id.remove(&story.id)).collect();
        Self { title, made_at, stories, articles, ..Self::default() }
    }
}

/// How a page of a report stands among its other pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageKind {
    /// It holds everything.
    #[default]
    Whole,
    /// It lists the articles, each of which has a page of its own beside it, with this ending.
    Index(&'static str),
    /// It is the page of one article, beside the index.
    Leaf,
}

impl PageKind {
    /// Where the article with this row stands.
    pub(super) fn link(self, article: ArticleId) -> String {
        match self {
            Self::Index(ending) => article_file(article, ending),
            Self::Whole | Self::Leaf => format!("#article-{article}"),
        }
    }
}

/// The name of an article's own page.
#[must_use]
pub fn article_file(article: ArticleId, ending: &str) -> String {
    format!("article-{article}.{ending}")
}
