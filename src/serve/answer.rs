//! Answers: what a page function gives, in the frame that all pages share, or as JSON.

use super::ServeError;
use super::asked::Asked;
use super::desk::ServedDesk;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use maud::{DOCTYPE, Markup, html};
use serde_json::{Value, json};

/// What a page shows.
pub(super) struct PageAnswer {
    /// Its title.
    pub(super) title: String,
    /// What stands under the title.
    pub(super) body: Markup,
    /// The same for programs.
    pub(super) json: Value,
}

/// The pages that every page leads to, with the key that does, too.
const PLACES: &[(&str, &str, char)] = &[
    ("/", "Inbox", 'i'),
    ("/articles", "Articles", 'a'),
    ("/changes", "Changes", 'c'),
    ("/claims", "Claims", 'l'),
    ("/quotes", "Quotes", 'o'),
    ("/speakers", "Speakers", 's'),
    ("/topics", "Elsewhere", 'e'),
    ("/verify", "Verify", 'v'),
    ("/search", "Search", '/'),
];

/// The answer of a page function as a response.
pub(super) fn respond(desk: &ServedDesk, asked: &Asked, made: Result<PageAnswer, ServeError>) -> Response {
    match made {
        Err(error) => failed(&error, asked.json),
        Ok(answer) if asked.json => {
            ([(CONTENT_TYPE, "application/json")], format!("{:#}\n", answer.json)).into_response()
        }
        Ok(answer) => page(&answer.title, &asked.path, &desk.db().display().to_string(), &answer.body),
    }
}

/// Why there is no answer.
pub(super) fn failed(error: &ServeError, json: bool) -> Response {
    told(error, json, None, &[])
}

/// Why what a form asked was not done, with the way back to its page and what was typed, under the name of its field.
pub(super) fn refused(error: &ServeError, page: &str, typed: &[(&str, &str)]) -> Response {
    // What is not there needs no way to it.
    let back = Some(page).filter(|_| error.status() != StatusCode::NOT_FOUND);
    told(error, false, back, typed)
}

fn told(error: &ServeError, json: bool, back: Option<&str>, typed: &[(&str, &str)]) -> Response {
    let status = error.status();
    if json {
        let body = format!("{:#}\n", json!({ "error": error.to_string() }));
        return (status, [(CONTENT_TYPE, "application/json")], body).into_response();
    }
    let title = match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::FORBIDDEN => "Not allowed",
        StatusCode::CONFLICT => "Decided meanwhile",
        StatusCode::BAD_REQUEST | StatusCode::METHOD_NOT_ALLOWED => "Not understood",
        StatusCode::PAYLOAD_TOO_LARGE => "Too large",
        _ => "Something went wrong",
    };
    let body = html! {
        p role="alert" { (error.to_string()) "." }
        @if !typed.is_empty() { p { "This was not saved; copy what you need:" } }
        @for (field, text) in typed { label { (field) textarea readonly rows="3" { (text) } } }
        p {
            @if let Some(place) = back { a href=(place) { "Back to " (name(place)) } " · " }
            a href="/" { "To the inbox" }
        }
    };
    (status, page(title, "", "", &body)).into_response()
}

/// What a page is about, by its address: "claim 12".
fn name(place: &str) -> String {
    let mut parts = place.split('/').skip(1);
    let (kind, row) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{} {row}", kind.strip_suffix('s').unwrap_or(kind))
}

fn page(title: &str, path: &str, db: &str, body: &Markup) -> Response {
    let html = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · onrecord" }
                link rel="icon" href="/icon.svg";
                link rel="stylesheet" href="/desk.css";
                script src="/desk.js" defer {}
            }
            body {
                a.skip href="#main" { "To the content" }
                nav.desk aria-label="Pages" {
                    @for &(place, name, key) in PLACES {
                        @let here = if place == "/" { path == "/" || path == "/inbox" } else { path.starts_with(place) };
                        a href=(place) data-key=(key) aria-current=[here.then_some("page")] { (name) }
                    }
                }
                main id="main" { h1 { (title) } (body) }
                footer.about { "onrecord " (env!("CARGO_PKG_VERSION")) " · " (db) " · keys: j and k move, Enter opens, ? shows all" }
            }
        }
    };
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], html.into_string()).into_response()
}
