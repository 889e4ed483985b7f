//! The inbox: what waits for a decision, claims that turned since they were decided on first.

use super::parts::{Field, nothing, pager, questions, to};
use crate::report::{SaidReview, html_table};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut, some};
use crate::store::{ReviewFilter, ReviewRow, ReviewState, Store, Subject};
use maud::html;
use serde_json::json;

/// What waits for a decision.
pub(in crate::serve) fn page(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let filter = ReviewFilter {
        states: state(&query.state).into_iter().collect(),
        min_severity: super::changes::least(query),
        assignee: some(&query.assignee),
        outlet: some(&query.outlet),
        offset: query.offset(),
        limit: Some(query.limit()),
        ..ReviewFilter::default()
    };
    let mut rows = store.reviews(&filter)?;
    let more = cut(&mut rows);
    let rows = rows.into_iter().map(|row| SaidReview::new(store, row)).collect::<Result<Vec<_>, _>>()?;
    let body = html! {
        (questions(query, &[
            Field::State,
            Field::Severity,
            Field::Words("outlet", "Outlet"),
            Field::Words("assignee", "Assigned to"),
        ]))
        @if rows.is_empty() { (nothing("reviews")) }
        (html_table(&rows, |row, head| match head {
            "what" | "statement" => place(&row.row),
            "article" => Some(to("articles", row.row.article_id)),
            _ => None,
        }))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Inbox".to_owned(), body, json: json!({ "reviews": rows, "more": more }) })
}

fn state(name: &str) -> Option<ReviewState> {
    match name {
        "stale" => Some(ReviewState::Stale),
        "assigned" => Some(ReviewState::Assigned),
        "open" => Some(ReviewState::Open),
        "decided" => Some(ReviewState::Decided),
        _ => None,
    }
}

/// The page of what a review is about.
fn place(review: &ReviewRow) -> Option<String> {
    let what = match review.subject {
        Subject::Claim => "claims",
        Subject::Quote => "quotes",
        Subject::Change => "changes",
    };
    review.subject_id.map(|row| to(what, row))
}
