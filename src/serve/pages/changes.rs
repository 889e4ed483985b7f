//! The changes.

use super::parts::{Field, nothing, pager, questions, to};
use crate::diff::Severity;
use crate::report::html_table;
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut, some};
use crate::store::{ChangeFilter, Store};
use maud::html;
use serde_json::json;

/// The changes, the severest first.
pub(in crate::serve) fn page(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let filter = ChangeFilter {
        outlet: some(&query.outlet),
        speaker: some(&query.speaker),
        article: some(&query.article),
        since: some(&query.since),
        until: some(&query.until),
        min_severity: least(query),
        by_severity: true,
        offset: query.offset(),
        limit: Some(query.limit()),
        ..ChangeFilter::default()
    };
    let mut rows = store.changes(&filter)?;
    let more = cut(&mut rows);
    let body = html! {
        (questions(query, &[
            Field::Severity,
            Field::Words("outlet", "Outlet"),
            Field::Words("speaker", "Speaker"),
            Field::Words("since", "Since"),
        ]))
        @if rows.is_empty() { (nothing("changes")) }
        (html_table(&rows, |row, head| match head {
            "id" | "change" => Some(to("changes", row.change_id)),
            "article" => Some(to("articles", row.article_id)),
            "claim" => row.claim_id.map(|claim| to("claims", claim)),
            _ => None,
        }))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Changes".to_owned(), body, json: json!({ "changes": rows, "more": more }) })
}

/// The severity that was asked for.
pub(super) fn least(query: &ListQuery) -> Severity {
    match query.severity.as_str() {
        "low" => Severity::Low,
        "medium" => Severity::Medium,
        "high" => Severity::High,
        _ => Severity::None,
    }
}
