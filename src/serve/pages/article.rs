//! One article: its newest text with the attributions visible on the words, its revisions, and two of them side by side.

use super::parts::to;
use crate::report::{
    ChangeItem, count, html_table, marked_text, page_address, shown_key, summary, texts_side_by_side, title,
};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::ListQuery;
use crate::store::{
    ArticleFilter, ArticleId, ArticleRow, ChangeFilter, QuoteFilter, QuoteRow, RevisionRow, Store, StoreError,
};
use maud::{Markup, html};
use serde_json::json;

/// One article as its newest revision has it.
pub(in crate::serve) fn page(store: &Store, row: i64, _: &ListQuery) -> Result<PageAnswer, ServeError> {
    let row = ArticleId::new(row);
    let revisions = store.revisions(row)?;
    let newest = revisions.last().ok_or(ServeError::NoPage)?;
    shown(store, row, newest.revision)
}

/// One article as a revision has it.
pub(in crate::serve) fn revision(
    store: &Store,
    row: ArticleId,
    number: i64,
) -> Result<PageAnswer, ServeError> {
    shown(store, row, number)
}

fn shown(store: &Store, row: ArticleId, number: i64) -> Result<PageAnswer, ServeError> {
    let article = article(store, row)?;
    let revisions = store.revisions(row)?;
    let revision = revisions.iter().find(|revision| revision.revision == number).ok_or(ServeError::NoPage)?;
    let body = store.body(revision.revision_id)?;
    let filter = QuoteFilter {
        article: Some(row.to_string()),
        revision: Some(number),
        min_confidence: None,
        ..QuoteFilter::default()
    };
    let quotes = store.quotes(&filter)?;
    let (of_headline, of_body): (Vec<QuoteRow>, Vec<QuoteRow>) =
        quotes.iter().cloned().partition(|quote| quote.in_headline);
    let headline = revision.headline.clone().unwrap_or_default();
    let to_quote = |quote| to("quotes", quote);
    let markup = html! {
        (about(&article))
        (timeline(store, row, &revisions, number)?)
        section aria-label="Text" {
            p.key { span.part.source { "source" } " " span.part.cue { "cue" } " " span.part.content { "what is said" }
                " " span.faint { "grey where the program is unsure and nobody confirmed it; each leads to its explanation" } }
            div.text { div.headline { (marked_text(&headline, &of_headline, to_quote)) } (marked_text(&body, &of_body, to_quote)) }
        }
        section {
            h2 { (count(quotes.len(), "quote", "quotes")) }
            (html_table(&quotes, |row, head| match head {
                "id" | "statement" => Some(to("quotes", row.quote_id)),
                "claim" => row.claim_id.map(|claim| to("claims", claim)),
                _ => None,
            }))
        }
    };
    let json = json!({ "article": article, "revision": revision, "revisions": revisions, "quotes": quotes });
    Ok(PageAnswer { title: name(&article), body: markup, json })
}

/// Two revisions of an article side by side, with what changed between them.
pub(in crate::serve) fn compare(
    store: &Store,
    row: ArticleId,
    from: i64,
    to_number: i64,
) -> Result<PageAnswer, ServeError> {
    let article = article(store, row)?;
    let revisions = store.revisions(row)?;
    let of =
        |number: i64| revisions.iter().find(|revision| revision.revision == number).ok_or(ServeError::NoPage);
    let (old, new) = (of(from)?, of(to_number)?);
    let text = |revision: &RevisionRow| {
        let headline = revision.headline.as_deref().unwrap_or_default();
        Ok::<_, StoreError>(format!("{headline}\n\n{}", store.body(revision.revision_id)?))
    };
    let (differ, sides) = texts_side_by_side(&text(old)?, &text(new)?);
    let filter =
        ChangeFilter { to_revision_id: Some(new.revision_id), by_severity: true, ..ChangeFilter::default() };
    let changes = if from + 1 == to_number { store.changes(&filter)? } else { Vec::new() };
    let markup = html! {
        (about(&article))
        (timeline(store, row, &revisions, to_number)?)
        h2 { "Revision " (from) " and revision " (to_number) ": " (count(differ, "paragraph differs", "paragraphs differ")) }
        (sides)
        @if !changes.is_empty() {
            h2 { (summary(&ChangeItem::of_rows(&changes))) }
            (html_table(&changes, |row, head| match head {
                "id" | "change" => Some(to("changes", row.change_id)),
                "claim" => row.claim_id.map(|claim| to("claims", claim)),
                _ => None,
            }))
        }
    };
    let json = json!({ "article": article, "from": old, "to": new, "changes": changes });
    Ok(PageAnswer { title: name(&article), body: markup, json })
}

fn article(store: &Store, row: ArticleId) -> Result<ArticleRow, ServeError> {
    let filter = ArticleFilter { article: Some(row.to_string()), limit: Some(1), ..ArticleFilter::default() };
    store.articles(&filter)?.into_iter().find(|found| found.article_id == row).ok_or(ServeError::NoPage)
}

fn name(article: &ArticleRow) -> String {
    title(article.headline.as_deref(), &article.article_key).to_owned()
}

fn about(article: &ArticleRow) -> Markup {
    html! {
        p.about {
            @if let Some(outlet) = &article.outlet { strong { (outlet) } " · " }
            @if let Some(byline) = &article.byline { (byline) " · " }
            @let key = article.url.as_deref().unwrap_or(&article.article_key);
            @if let Some(page) = article.url.as_deref().and_then(page_address) {
                a href=(page) rel="noopener noreferrer nofollow" { (shown_key(key)) }
            } @else { (shown_key(key)) }
        }
    }
}

/// The revisions, each with what changed in it, and links to compare.
fn timeline(
    store: &Store,
    row: ArticleId,
    revisions: &[RevisionRow],
    here: i64,
) -> Result<Markup, ServeError> {
    let mut steps = Vec::with_capacity(revisions.len());
    for revision in revisions {
        let filter = ChangeFilter { to_revision_id: Some(revision.revision_id), ..ChangeFilter::default() };
        steps.push((revision, summary(&ChangeItem::of_rows(&store.changes(&filter)?))));
    }
    let base = to("articles", row);
    Ok(html! {
        details.revisions open[revisions.len() <= 5] {
            summary { (count(revisions.len(), "revision", "revisions")) }
            ol.timeline { @for (revision, summary) in steps {
                @let number = revision.revision;
                li aria-current=[(number == here).then_some("true")] {
                    a href={ (base) "/revisions/" (number) } { "Revision " (number) } " captured " (revision.captured_at)
                    @if number > 1 {
                        ": " (summary) " · " a href={ (base) "/compare/" (number - 1) "/" (number) } { "side by side" }
                    }
                    @if let Some(alarm) = &revision.alarm { " · " span.alert { (crate::report::alarm_name(alarm)) } }
                }
            } }
        }
    })
}
