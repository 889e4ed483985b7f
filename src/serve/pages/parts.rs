//! Pieces that several pages show.

use crate::diff::Severity;
use crate::report::{Said, page_address, severity_mark, words_link};
use crate::serve::asked::ListQuery;
use crate::store::{QuoteId, RevisionId, Store, StoreError};
use maud::{Markup, html};
use std::fmt::Display;

/// A link to the outlet's own page, at the words of a revision where that is the newest and has them; nothing where the
/// article has no address.
pub(super) fn on_the_page(
    store: &Store,
    url: Option<&str>,
    revision: RevisionId,
    words: &str,
) -> Result<Markup, StoreError> {
    let Some(page) = url.and_then(page_address) else { return Ok(Markup::default()) };
    let row = store.revision(revision)?;
    let headline = row.headline.as_deref().unwrap_or_default();
    let link = words_link(&page, headline, &store.body(revision)?, words);
    Ok(html! {
        " · " a href=(link.as_deref().unwrap_or(&page)) rel="noopener noreferrer nofollow" { "on the page ↗" }
    })
}

/// A field of a form that asks a listing.
pub(super) enum Field {
    /// Words.
    Words(&'static str, &'static str),
    /// A severity.
    Severity,
    /// Where a review stands.
    State,
    /// Doubtful rows, too.
    All,
}

/// The form over a listing.
pub(super) fn questions(query: &ListQuery, fields: &[Field]) -> Markup {
    let value = |name: &str| match name {
        "q" => &query.q,
        "outlet" => &query.outlet,
        "speaker" => &query.speaker,
        "article" => &query.article,
        "assignee" => &query.assignee,
        "since" => &query.since,
        _ => &query.until,
    };
    html! {
        form.questions method="get" role="search" {
            @for field in fields {
                @match field {
                    Field::Words(name, label) => label { (label) " " input type="search" name=(name) value=(value(name)); },
                    Field::Severity => label { "At least " select name="severity" {
                        option value="" { "any" }
                        @for name in ["low", "medium", "high"] { option selected[query.severity == name] { (name) } }
                    } },
                    Field::State => label { "State " select name="state" {
                        option value="" { "not decided" }
                        @for name in ["stale", "assigned", "open", "decided"] { option selected[query.state == name] { (name) } }
                    } },
                    Field::All => label { input type="checkbox" name="all" checked[!query.all.is_empty()]; " doubtful ones, too" },
                }
            }
            button { "Show" }
        }
    }
}

/// Links to the pages before and after.
pub(super) fn pager(query: &ListQuery, more: bool) -> Markup {
    let page = query.page();
    html! {
        nav.pager aria-label="Pages of the list" {
            @if page > 1 { a rel="prev" href=(query.to_page(page - 1)) { "← before" } " " }
            @if page > 1 || more { "page " (page) " " }
            @if more { a rel="next" href=(query.to_page(page + 1)) { "after →" } }
        }
    }
}

/// What is said where a listing is empty.
pub(super) fn nothing(what: &str) -> Markup {
    html! { p.faint { "No " (what) " match. Ask for less above, or add articles with " code { "onrecord add" } "." } }
}

/// A severity with its mark; what has none is told, too.
pub(super) fn severity(severity: Severity) -> Markup {
    html! { (severity_mark(severity)) @if severity == Severity::None { span.faint { "no severity" } " " } }
}

/// A row with its quote, by which it is shown.
pub(super) fn said<R>(store: &Store, quote: Option<QuoteId>, row: R) -> Result<Said<R>, StoreError> {
    Ok(Said { quote: quote.map(|quote| store.quote(quote)).transpose()?, row })
}

/// Rows with their quotes.
pub(super) fn all_said<R>(
    store: &Store,
    rows: Vec<R>,
    quote: impl Fn(&R) -> Option<QuoteId>,
) -> Result<Vec<Said<R>>, StoreError> {
    rows.into_iter().map(|row| said(store, quote(&row), row)).collect()
}

/// The address of a page.
pub(super) fn to(what: &str, row: impl Display) -> String {
    format!("/{what}/{row}")
}
