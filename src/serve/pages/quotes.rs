//! The quotes.

use super::parts::{Field, nothing, pager, questions, to};
use crate::report::{DOUBTFUL, html_table};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut, some};
use crate::store::{QuoteFilter, Store};
use maud::html;
use serde_json::json;

/// The quotes of the newest revisions.
pub(in crate::serve) fn page(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let filter = QuoteFilter {
        speaker: some(&query.speaker),
        article: some(&query.article),
        outlet: some(&query.outlet),
        since: some(&query.since),
        until: some(&query.until),
        min_confidence: query.all.is_empty().then_some(DOUBTFUL),
        offset: query.offset(),
        limit: Some(query.limit()),
        ..QuoteFilter::default()
    };
    let mut rows = store.quotes(&filter)?;
    let more = cut(&mut rows);
    let body = html! {
        (questions(query, &[
            Field::Words("speaker", "Speaker"),
            Field::Words("outlet", "Outlet"),
            Field::Words("article", "Article"),
            Field::All,
        ]))
        @if rows.is_empty() { (nothing("quotes")) }
        (html_table(&rows, |row, head| match head {
            "id" | "statement" => Some(to("quotes", row.quote_id)),
            "claim" => row.claim_id.map(|claim| to("claims", claim)),
            "article" => Some(to("articles", row.article_id)),
            _ => None,
        }))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Quotes".to_owned(), body, json: json!({ "quotes": rows, "more": more }) })
}
