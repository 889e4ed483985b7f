//! What is said elsewhere: claims of other articles that are one with this one, topics, and quotes in two wordings.

use super::parts::{all_said, nothing, pager, said, to};
use crate::report::{SaidVariant, html_table};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut};
use crate::store::{ClaimId, MatchFilter, Store};
use maud::{Markup, html};
use serde_json::json;

/// Claims that are shown.
const SHOWN: usize = 50;

/// Where else a claim is said.
pub(in crate::serve) fn of_claim(
    store: &Store,
    row: i64,
    query: &ListQuery,
) -> Result<PageAnswer, ServeError> {
    let row = ClaimId::new(row);
    let claim = store.claim(row)?;
    let filter = MatchFilter { all: true, with_copies: !query.all.is_empty(), limit: Some(SHOWN) };
    let found = store.matches(row, filter)?;
    let json = json!({ "claim": claim, "matches": found });
    let others: Vec<(ClaimId, Option<String>)> =
        found.iter().map(|found| (found.claim.claim_id, found.origin.clone())).collect();
    let rows = all_said(store, found, |found| found.claim.quote_id)?;
    let words = said(store, claim.quote_id, ())?.sentence(&claim.claim);
    let body = html! {
        blockquote.said { (words) }
        p { a href=(to("claims", row)) { "claim " (row) } }
        @if rows.is_empty() { p.faint { "No article of the database says the same." } }
        (html_table(&rows, |said, head| match head {
            "claim" | "statement" => Some(to("claims", said.row.claim.claim_id)),
            "article" => Some(to("articles", said.row.claim.article_id)),
            _ => None,
        }))
        @if query.writable { @for (other, origin) in others { (decision(row, other, origin.as_deref())) } }
    };
    Ok(PageAnswer { title: format!("Claim {row} elsewhere"), body, json })
}

/// What can be decided about two claims.
fn decision(claim: ClaimId, other: ClaimId, origin: Option<&str>) -> Markup {
    let (confirmed, split) = (origin == Some("confirmed"), origin == Some("split"));
    html! {
        form.decide method="post" action={ (to("claims", claim)) "/match" } {
            input type="hidden" name="other" value=(other);
            input type="hidden" name="was" value=(origin.unwrap_or_default());
            label { "Your name" input name="by" required autocomplete="name" data-remember="by"; }
            div.row {
                span { "Claim " (other) @if confirmed { ", confirmed" } @if split { ", kept apart" } ":" }
                @if !confirmed { button name="action" value="confirm" { "It is the same" } }
                @if !split { button name="action" value="split" { "It is another" } }
            }
        }
    }
}

/// Claims of several articles that are one, or proposed to be.
pub(in crate::serve) fn topics(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let all = store.topics(None)?;
    let mut rows: Vec<_> = all.into_iter().skip(query.offset()).take(query.limit()).collect();
    let more = cut(&mut rows);
    let members = store.topic_members(rows)?;
    let json = json!({ "topics": members, "more": more });
    let rows = all_said(store, members, |member| member.row.quote_id)?;
    let waiting = store.unmatched_articles()?;
    let body = html! {
        p { "Claims of several articles that are one, or are proposed to be. " a href="/altered" { "Quotes in two wordings" } "." }
        @if waiting > 0 { p.alert {
            "Not yet looked up: " (waiting) " new or changed articles. " code { "onrecord match --update" } " does that."
        } }
        @if rows.is_empty() { (nothing("topics")) }
        (html_table(&rows, |row, head| match head {
            "claim" | "statement" => row.row.row.claim_id.map(|claim| to("claims", claim)),
            "article" => Some(to("articles", row.row.row.article_id)),
            _ => None,
        }))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Elsewhere".to_owned(), body, json })
}

/// Quotes by one speaker that two articles give in two wordings.
pub(in crate::serve) fn altered(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let mut rows: Vec<_> =
        store.altered_quotes()?.into_iter().skip(query.offset()).take(query.limit()).collect();
    let more = cut(&mut rows);
    let rows = rows.into_iter().map(|row| SaidVariant::new(store, row)).collect::<Result<Vec<_>, _>>()?;
    let body = html! {
        p { "One quote by one speaker, two wordings in two articles. " a href="/topics" { "All claims said elsewhere" } "." }
        @if rows.is_empty() { (nothing("quotes")) }
        (html_table(&rows, |row, head| match head {
            "claim" => Some(to("claims", row.row.claim_id)),
            "other" => Some(to("claims", row.row.other_id)),
            "outlet" => Some(to("articles", row.row.article_id)),
            "other outlet" => Some(to("articles", row.row.other_article_id)),
            _ => None,
        }))
        (pager(query, more))
    };
    Ok(PageAnswer {
        title: "Quotes in two wordings".to_owned(),
        body,
        json: json!({ "altered": rows, "more": more }),
    })
}
