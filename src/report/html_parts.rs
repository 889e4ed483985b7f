//! Pieces of HTML that several pages show.

use super::changes::{ChangeItem, severity_name};
use super::overview::Story;
use super::wording::{address, harmless};
use crate::diff::{Run, Severity, words};
use maud::{Markup, html};

/// What a story is found by.
pub(super) fn words_of(story: &Story) -> String {
    format!("{} {}", story.headline, story.outlet.as_deref().unwrap_or_default()).to_lowercase()
}

/// Dots and a word, so that it reads without colour.
#[must_use]
pub fn severity_mark(severity: Severity) -> Markup {
    let dots = match severity {
        Severity::None => return html! {},
        Severity::Low => "●○○",
        Severity::Medium => "●●○",
        Severity::High => "●●●",
    };
    let name = severity_name(severity);
    html! { span.severity.(name) { span aria-hidden="true" { (dots) } " " (name) } " " }
}

/// The two wordings of a change in one, with what differs marked.
#[must_use]
pub fn wordings(change: &ChangeItem) -> Markup {
    html! {
        @match change.shown() {
            (Some(before), Some(after)) => @for run in words(&before, &after) { (run_markup(&run)) },
            (Some(before), None) => del { (before) },
            (None, Some(after)) => ins { (after) },
            (None, None) => "",
        }
    }
}

/// A run of words with its mark.
#[must_use]
pub fn run_markup(run: &Run) -> Markup {
    match run {
        Run::Same(text) => html! { (text) },
        Run::Removed(text) => html! { del { (text) } },
        Run::Added(text) => html! { ins { (text) } },
    }
}

/// An address as a link; what is none is text.
#[must_use]
pub fn web_link(url: &str) -> Markup {
    html! {
        @if let Some(url) = address(url) { a href=(url) rel="noopener noreferrer nofollow" { (url) } }
        @else { (harmless(url)) }
    }
}
