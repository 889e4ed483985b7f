//! One change: both wordings, and the rules that judged it.

use super::parts::{on_the_page, severity, to};
use super::quote::plain;
use super::review;
use crate::report::{ChangeItem, html_table, label, title, wordings, write_change_explanation};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::ListQuery;
use crate::store::{ChangeId, GoneChange, Store, Subject};
use maud::html;
use serde_json::json;

/// One change with its explanation.
pub(in crate::serve) fn page(store: &Store, row: i64, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let row = ChangeId::new(row);
    if let Some(gone) = store.gone_change(row)? {
        return gone_page(store, &gone);
    }
    let explanation = store.explain_change(row)?;
    let change = &explanation.change;
    let now = change.after.as_deref().or(change.before.as_deref()).unwrap_or_default();
    let (review, reviewed) = review::section(store, query, Subject::Change, row.get(), now)?;
    let judgement = store.judgement_of(change)?;
    let items = ChangeItem::of_rows(std::slice::from_ref(change));
    let compare = format!(
        "{}/compare/{}/{}",
        to("articles", change.article_id),
        change.from_revision,
        change.to_revision
    );
    let body = html! {
        p.kinds {
            (severity(change.severity))
            @for kind in change.kinds.iter() { span.kind { (label(*kind)) } " " }
            @if change.material { span.material { "material" } " " }
            @if change.unannounced { span.unannounced { "no correction note" } }
        }
        @for item in &items { blockquote.said { (wordings(item)) } p.faint { (item.reason) } }
        p {
            a href=(to("articles", change.article_id)) { (title(change.headline.as_deref(), &change.article_key)) }
            " · " a href=(compare) { "both revisions side by side" }
            (on_the_page(store, change.url.as_deref(), change.to_revision_id, change.after.as_deref().unwrap_or_default())?)
            @if let Some(claim) = change.claim_id { " · " a href=(to("claims", claim)) { "claim " (claim) } }
        }
        (review)
        h2 { "Why" }
        pre.why { (plain(|out| write_change_explanation(&explanation, judgement.as_ref(), out))?) }
    };
    let mut json = serde_json::to_value(&explanation).map_err(|e| ServeError::Broken(e.to_string()))?;
    json["judgement"] = serde_json::to_value(&judgement).map_err(|e| ServeError::Broken(e.to_string()))?;
    json["reviewed"] = reviewed;
    Ok(PageAnswer { title: format!("Change {row}"), body, json })
}

/// What was told of revisions that compare otherwise by now, and where its words are.
fn gone_page(store: &Store, gone: &GoneChange) -> Result<PageAnswer, ServeError> {
    let was = ChangeItem { before: gone.before.clone(), after: gone.after.clone(), ..ChangeItem::default() };
    let mut now = Vec::new();
    for &change in &gone.now {
        now.push(store.explain_change(change)?.change);
    }
    let body = html! {
        p.alert { "The article's revisions were compared anew since, and this change is not among what differs." }
        p.kinds { @for kind in gone.kinds.iter() { span.kind { (label(*kind)) } " " } }
        blockquote.said { (wordings(&was)) }
        @if let Some(article) = gone.article_id { p {
            a href=(to("articles", article)) { (title(gone.headline.as_deref(), gone.article_key.as_deref().unwrap_or_default())) }
            @if let (Some(from), Some(to_revision)) = (gone.from_revision, gone.to_revision) {
                " · " a href={ (to("articles", article)) "/compare/" (from) "/" (to_revision) } { "both revisions side by side" }
            }
        } }
        @if !now.is_empty() {
            h2 { "Its words are in" }
            (html_table(&now, |row, head| matches!(head, "id" | "change").then(|| to("changes", row.change_id))))
        }
    };
    Ok(PageAnswer {
        title: format!("Change {} is no longer found", gone.change_id),
        body,
        json: json!({ "gone": gone }),
    })
}
