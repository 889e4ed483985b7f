//! The articles.

use super::parts::{Field, nothing, pager, questions, to};
use crate::report::html_table;
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut, some};
use crate::store::{ArticleFilter, Store};
use maud::html;
use serde_json::json;

/// The articles, those that were stored last first.
pub(in crate::serve) fn page(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let filter = ArticleFilter {
        article: some(&query.q),
        outlet: some(&query.outlet),
        sort: "-article_id".parse().ok(),
        offset: query.offset(),
        limit: Some(query.limit()),
        ..ArticleFilter::default()
    };
    let mut rows = store.articles(&filter)?;
    let more = cut(&mut rows);
    let body = html! {
        (questions(query, &[Field::Words("q", "Headline or address"), Field::Words("outlet", "Outlet")]))
        @if rows.is_empty() { (nothing("articles")) }
        (html_table(&rows, |row, head| ["id", "headline"].contains(&head).then(|| to("articles", row.article_id))))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Articles".to_owned(), body, json: json!({ "articles": rows, "more": more }) })
}
