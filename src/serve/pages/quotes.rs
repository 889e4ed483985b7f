//! The quotes.

use super::parts::{Field, nothing, pager, questions, to};
use crate::report::{DOUBTFUL, html_table};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut, some};
use crate::store::{QuoteFilter, QuoteRow, SpeakerId, Store};
use maud::html;
use serde_json::json;
use std::collections::HashSet;

/// Quotes of earlier revisions that are looked at: an article may have each in hundreds of them.
const LOOKED_AT: usize = 1000;

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
        (html_table(&rows, |row, head| linked(row, head, to("articles", row.article_id))))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Quotes".to_owned(), body, json: json!({ "quotes": rows, "more": more }) })
}

/// Where the cell of a quote under a head leads.
fn linked(row: &QuoteRow, head: &str, article: String) -> Option<String> {
    match head {
        "id" | "statement" => Some(to("quotes", row.quote_id)),
        "claim" => row.claim_id.map(|claim| to("claims", claim)),
        "article" => Some(article),
        _ => None,
    }
}

/// What a speaker said by earlier revisions, where no newest one quotes it: each quote of an article once, as of the last
/// revision that has it.
pub(super) fn earlier(
    store: &Store,
    speaker: SpeakerId,
    query: &ListQuery,
) -> Result<Option<PageAnswer>, ServeError> {
    let filter = QuoteFilter {
        speaker: Some(speaker.to_string()),
        min_confidence: query.all.is_empty().then_some(DOUBTFUL),
        all_revisions: true,
        limit: Some(LOOKED_AT),
        ..QuoteFilter::default()
    };
    let mut seen = HashSet::new();
    let mut rows = store.quotes(&filter)?;
    rows.reverse();
    rows.retain(|row| seen.insert((row.article_id, row.quote.clone())));
    if rows.is_empty() || rows.iter().any(|row| row.is_newest) {
        return Ok(None);
    }
    let body = html! {
        p.alert { "No article quotes this speaker any more. These quotes stood in earlier revisions:" }
        (html_table(&rows, |row, head| {
            linked(row, head, format!("{}/revisions/{}", to("articles", row.article_id), row.revision))
        }))
    };
    let json = json!({ "quotes": rows, "more": false });
    Ok(Some(PageAnswer { title: "Earlier quotes".to_owned(), body, json }))
}
