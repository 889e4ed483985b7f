//! One quote: who says it where, and why the program thinks so.

use super::parts::{on_the_page, to};
use super::review;
use crate::report::{html_table, title, write_explanation};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::ListQuery;
use crate::store::{QuoteId, Store, Subject};
use maud::html;

/// One quote with its explanation.
pub(in crate::serve) fn page(store: &Store, row: i64, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let row = QuoteId::new(row);
    let explanation = store.explain(row)?;
    let quote = &explanation.quote;
    let (review, reviewed) = review::section(store, query, Subject::Quote, row.get(), &quote.quote)?;
    let body = html! {
        (html_table(std::slice::from_ref(quote), |row, head| match head {
            "claim" => row.claim_id.map(|claim| to("claims", claim)),
            "article" => Some(to("articles", row.article_id)),
            _ => None,
        }))
        p {
            a href={ (to("articles", quote.article_id)) "/revisions/" (quote.revision) } {
                (title(quote.headline.as_deref(), &quote.article_key)) ", revision " (quote.revision)
            }
            (on_the_page(store, quote.url.as_deref(), quote.revision_id, &quote.quote)?)
            " · " a href=(to("speakers", quote.speaker_id)) { "all that this speaker says" }
        }
        (review)
        h2 { "Why" }
        pre.why { (plain(|out| write_explanation(&explanation, out))?) }
    };
    let mut json = serde_json::to_value(&explanation).map_err(|e| ServeError::Broken(e.to_string()))?;
    json["reviewed"] = reviewed;
    Ok(PageAnswer { title: format!("Quote {row}"), body, json })
}

/// What is written for a terminal, without its colours.
pub(super) fn plain(
    write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
) -> Result<String, ServeError> {
    let mut out = anstream::StripStream::new(Vec::new());
    write(&mut out).map_err(|e| ServeError::Broken(e.to_string()))?;
    Ok(String::from_utf8_lossy(&out.into_inner()).into_owned())
}
