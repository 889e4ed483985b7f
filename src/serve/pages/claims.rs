//! The claims.

use super::parts::{Field, all_said, nothing, pager, questions, to};
use crate::report::{DOUBTFUL, html_table};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut, some};
use crate::store::{ClaimFilter, Store};
use maud::html;
use serde_json::json;

/// The claims, in the order of the text.
pub(in crate::serve) fn page(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let filter = ClaimFilter {
        words: some(&query.q),
        speaker: some(&query.speaker),
        article: some(&query.article),
        outlet: some(&query.outlet),
        min_confidence: query.all.is_empty().then_some(DOUBTFUL),
        offset: query.offset(),
        limit: Some(query.limit()),
        ..ClaimFilter::default()
    };
    let mut rows = store.claims(&filter)?;
    let more = cut(&mut rows);
    let json = json!({ "claims": rows, "more": more });
    let rows = all_said(store, rows, |claim| claim.quote_id)?;
    let body = html! {
        (questions(query, &[
            Field::Words("q", "Words"),
            Field::Words("speaker", "Speaker"),
            Field::Words("outlet", "Outlet"),
            Field::Words("article", "Article"),
            Field::All,
        ]))
        @if rows.is_empty() { (nothing("claims")) }
        (html_table(&rows, |said, head| match head {
            "claim" | "statement" => Some(to("claims", said.row.claim_id)),
            "quote" => said.row.quote_id.map(|quote| to("quotes", quote)),
            "article" => Some(to("articles", said.row.article_id)),
            _ => None,
        }))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Claims".to_owned(), body, json })
}
