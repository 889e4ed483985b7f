//! What was asked: the row in an address, whether JSON is wanted, and the page of a listing.

use super::ServeError;
use super::answer::failed;
use crate::report::{encoded, harmless};
use crate::store::typed_time;
use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use std::str::FromStr;

/// Rows on a page of a listing.
const ROWS: usize = 50;

/// The address that was asked for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Its path.
    pub(super) path: String,
    /// It ends in `.json`.
    pub(super) json: bool,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let path = parts.uri.path().to_owned();
        Ok(Self { json: path.ends_with(".json"), path })
    }
}

/// What a form sent. One that cannot be read is told as everything else is.
pub(super) struct SentForm<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for SentForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let json = request.uri().path().ends_with(".json");
        let sent = Form::<T>::from_request(request, state).await.map_err(IntoResponse::into_response);
        sent.map(|Form(form)| Self(form)).map_err(|refused| {
            let error = match refused.status() {
                StatusCode::PAYLOAD_TOO_LARGE => ServeError::Large,
                _ => ServeError::Refused(
                    "this form cannot be read; reload its page, then send it again".to_owned(),
                ),
            };
            failed(&error, json)
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ListQuery {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let json = parts.uri.path().ends_with(".json");
        let asked = match Query::<Self>::from_request_parts(parts, state).await {
            Ok(Query(query)) => query.checked(),
            Err(_) => Err(ServeError::Refused(
                "the questions in this address cannot be read; ask each once".to_owned(),
            )),
        };
        asked.map_err(|error| failed(&error, json))
    }
}

/// A row in an address: `12`, or `12.json`.
pub(super) fn row<T: FromStr>(text: &str) -> Result<T, ServeError> {
    text.strip_suffix(".json").unwrap_or(text).parse().map_err(|_| ServeError::NoPage)
}

/// What a listing is asked for; what is empty is not asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    /// Words to find, or a name.
    pub(super) q: String,
    pub(super) outlet: String,
    pub(super) speaker: String,
    pub(super) article: String,
    pub(super) severity: String,
    pub(super) state: String,
    pub(super) assignee: String,
    pub(super) since: String,
    pub(super) until: String,
    /// `on`: doubtful rows, too.
    pub(super) all: String,
    /// The page, from 1.
    pub(super) page: String,
    /// Something can be decided here, so forms are shown; no question of the address.
    #[serde(skip)]
    pub(super) writable: bool,
}

impl ListQuery {
    /// The query with its times as the database compares them, if what has only some values has one of them: whoever asks
    /// for what cannot be is not shown all or nothing.
    fn checked(mut self) -> Result<Self, ServeError> {
        let one_of = |value: &str, names: &[&str]| value.is_empty() || names.contains(&value);
        let wrong = if !one_of(&self.severity, &["none", "low", "medium", "high"]) {
            Some(format!("“{}” is no severity; ask for low, medium or high", self.severity))
        } else if !one_of(&self.state, &["stale", "assigned", "open", "decided"]) {
            Some(format!("“{}” is no state; ask for stale, assigned, open or decided", self.state))
        } else {
            let times = [&mut self.since, &mut self.until].into_iter().filter(|at| !at.trim().is_empty());
            let read = |at: &mut String| {
                typed_time(at).map(|time| *at = time).err().map(|why| format!("“{at}” is {why}"))
            };
            times.filter_map(read).next()
        };
        wrong.map_or(Ok(self), |why| Err(ServeError::Refused(harmless(&why).into_owned())))
    }

    /// Rows before the page.
    pub(super) fn offset(&self) -> usize {
        self.page().saturating_sub(1).saturating_mul(ROWS)
    }

    /// The page, from 1.
    pub(super) fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }

    /// One more row than a page has tells whether there is a next one.
    pub(super) fn limit(&self) -> usize {
        ROWS + 1
    }

    /// The address of another page with the same questions.
    pub(super) fn to_page(&self, page: usize) -> String {
        let page = page.to_string();
        let asked = [
            ("q", &self.q),
            ("outlet", &self.outlet),
            ("speaker", &self.speaker),
            ("article", &self.article),
            ("severity", &self.severity),
            ("state", &self.state),
            ("assignee", &self.assignee),
            ("since", &self.since),
            ("until", &self.until),
            ("all", &self.all),
            ("page", &page),
        ];
        let asked = asked.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = asked.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        format!("?{}", pairs.join("&"))
    }
}

/// The text, where there is one.
pub(super) fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Keeps the rows of the page, and tells whether there are more.
pub(super) fn cut<T>(rows: &mut Vec<T>) -> bool {
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_page_is_asked_with_the_same_questions() {
        let query = ListQuery { q: "dam & pier".to_owned(), page: "2".to_owned(), ..ListQuery::default() };
        assert_eq!((query.offset(), query.to_page(3)), (50, "?q=dam%20%26%20pier&page=3".to_owned()));
        let odd = ListQuery { page: "-7".to_owned(), ..ListQuery::default() };
        assert_eq!((odd.page(), odd.offset()), (1, 0));
    }

    #[test]
    fn a_row_is_a_number_with_or_without_the_ending() {
        assert_eq!(
            (row("12").ok(), row("12.json").ok(), row::<i64>("../12").ok()),
            (Some(12), Some(12), None)
        );
    }
}
