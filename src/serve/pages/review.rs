//! The review of a claim, a quote or a change, as its page shows it: where it stands, a form to decide, every step so far.

use crate::report::ChangeItem;
use crate::report::{html_table, web_link, wordings};
use crate::serve::ServeError;
use crate::serve::asked::ListQuery;
use crate::store::{RejectReason, ReviewRow, ReviewState, Store, Subject, SubjectId};
use maud::{Markup, html};
use serde_json::{Value, json};

/// The name of a subject in addresses and forms.
pub(in crate::serve) fn name(subject: Subject) -> &'static str {
    match subject {
        Subject::Claim => "claim",
        Subject::Quote => "quote",
        Subject::Change => "change",
    }
}

/// The review of something, and the same for programs. `wording` is how it reads now.
pub(super) fn section(
    store: &Store,
    query: &ListQuery,
    subject: Subject,
    row: i64,
    wording: &str,
) -> Result<(Markup, Value), ServeError> {
    let review = store.review_of(subject, SubjectId::new(row))?;
    let steps = match review.as_ref().and_then(|review| review.review_id) {
        Some(review) => store.review_events(review)?,
        None => Vec::new(),
    };
    let json = json!({ "review": review, "events": steps });
    let markup = html! {
        section.review aria-label="Review" {
            h2 { "Review" }
            @match &review { Some(review) => (standing(review)), None => p.faint { "Nobody has decided on it." } }
            @if query.writable { (form(subject, row, review.as_ref(), wording)) }
            @if !steps.is_empty() { h3 { "Steps" } (html_table(&steps, |_, _| None)) }
        }
    };
    Ok((markup, json))
}

/// Where a review stands, and what holds; of a claim that turned, the words that differ from those decided on.
fn standing(review: &ReviewRow) -> Markup {
    let state = match review.state {
        ReviewState::Stale => "stale: it changed since it was decided on",
        ReviewState::Assigned => "assigned",
        ReviewState::Open => "open",
        ReviewState::Decided => "decided",
    };
    let turned = ChangeItem {
        before: Some(review.wording.clone()),
        after: review.now.clone(),
        ..ChangeItem::default()
    };
    html! {
        p {
            span.alert[review.state == ReviewState::Stale] { (state) }
            @if let Some(name) = &review.assignee { ", " (name) " is to decide" }
        }
        @if let Some(decision) = &review.decision {
            p {
                strong { (review.rating.as_deref().unwrap_or(decision)) }
                @if let Some(reason) = &review.reason { ": " (reason.replace('_', " ")) }
                @if let Some(words) = &review.verdict { " — " (words) }
                span.faint {
                    @if let Some(name) = &review.reviewer { " by " (name) }
                    @if let Some(at) = &review.decided_at { ", " (at) }
                }
            }
            @if let Some(note) = &review.note { p.faint { (note) } }
            @for url in review.evidence.iter() { p { (web_link(url)) } }
        }
        @if review.state == ReviewState::Stale { blockquote.said { (wordings(&turned)) } }
    }
}

/// What can be decided about it. The newest step and the words go with the form: who decided meanwhile is not overwritten.
fn form(subject: Subject, row: i64, review: Option<&ReviewRow>, wording: &str) -> Markup {
    let event = review.and_then(|review| review.event_id).map(|event| event.to_string()).unwrap_or_default();
    let decided = review.is_some_and(|review| review.event_id.is_some());
    let judged = review.is_some_and(|review| review.verdict.is_some());
    html! {
        form.decide method="post" action={ "/review/" (name(subject)) "/" (row) } {
            // Enter in a field presses the first button of a form; this one does nothing, so nobody decides by mistake.
            button disabled hidden {}
            input type="hidden" name="event" value=(event);
            input type="hidden" name="wording" value=(wording);
            label { "Your name" input name="by" required autocomplete="name" data-remember="by"; }
            label { "Note" input name="note"; }
            @if subject == Subject::Claim {
                label { "Verdict, in words" textarea name="verdict" rows="3" {} }
                label { "Rating" input name="rating" list="ratings"; }
                datalist id="ratings" { @for rating in ["true", "mostly true", "mixed", "mostly false", "false", "unproven"] {
                    option value=(rating) {}
                } }
                label { "Evidence, an address a line" textarea name="evidence" rows="2" {} }
            }
            div.row {
                @if subject == Subject::Claim { button name="action" value="verdict" { "Give verdict" } }
                @if subject != Subject::Claim { button name="action" value="confirm" { "It is right" } }
                @else if judged { button name="action" value="confirm" { "The verdict still holds" } }
                @if decided { button name="action" value="reopen" { "Take back the last step" } }
            }
            div.row {
                label { "Reason to reject it" select name="reason" { @for reason in RejectReason::ALL {
                    @if reason.of() == subject { option { (reason.words()) } }
                } } }
                button name="action" value="reject" { "Reject" }
            }
            div.row {
                label { "Assign to" input name="assignee"; }
                button name="action" value="assign" { "Assign" }
            }
        }
    }
}
