//! One claim: its wordings through all revisions, and how to cite it.

use super::parts::{all_said, on_the_page, said, to};
use super::quote::plain;
use super::review;
use crate::report::{Citation, html_table};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::ListQuery;
use crate::store::{ClaimId, Store, Subject};
use maud::html;
use serde_json::json;

/// The archive that a citation leads to.
const ARCHIVE: &str = "https://web.archive.org/web";

/// One claim with its history.
pub(in crate::serve) fn page(store: &Store, row: i64, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let row = ClaimId::new(row);
    let claim = store.claim(row)?;
    let history = store.history(row, false)?;
    let (review, reviewed) = review::section(store, query, Subject::Claim, row.get(), &claim.sentence)?;
    let json = json!({ "claim": claim, "history": history, "reviewed": reviewed });
    let steps = all_said(store, history, |step| step.quote_id)?;
    let article = claim.article_id;
    let words = said(store, claim.quote_id, ())?.sentence(&claim.claim);
    let citation = Citation::new(store.cited(row, None)?, ARCHIVE);
    let body = html! {
        blockquote.said { (words) }
        p {
            a href=(to("articles", article)) { (crate::report::title(claim.headline.as_deref(), &claim.article_key)) }
            @if let Some(quote) = claim.quote_id { " · " a href=(to("quotes", quote)) { "quote " (quote) } }
            " · " a href={ (to("claims", row)) "/matches" } { "said elsewhere" }
            (on_the_page(store, claim.url.as_deref(), claim.revision_id, &claim.claim)?)
            @if claim.status != "current" { " · " span.alert { "no longer in the article" } }
        }
        (review)
        h2 { "History" }
        (html_table(&steps, |said, head| {
            (head == "revision").then(|| format!("{}/revisions/{}", to("articles", article), said.row.revision))
        }))
        h2 { "Citation" }
        pre.why { (plain(|out| citation.write_text(out))?) }
    };
    Ok(PageAnswer { title: format!("Claim {row}"), body, json })
}
