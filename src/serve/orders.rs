//! Orders: what a form on a page has done. Each ends with the page that shows it.

use super::ServeError;
use super::answer::failed;
use super::asked::row;
use super::desk::ServedDesk;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

/// Another row, by its number.
#[derive(Debug, Deserialize)]
pub(super) struct OtherRow {
    other: String,
}

impl OtherRow {
    fn row(&self) -> Result<i64, ServeError> {
        let number = self.other.trim().parse();
        number.map_err(|_| ServeError::Refused(format!("“{}” is no number of a row", self.other.trim())))
    }
}

/// Makes another speaker the same as this one.
pub(super) async fn merge(
    State(desk): State<ServedDesk>,
    Path(text): Path<String>,
    Form(form): Form<OtherRow>,
) -> Response {
    done(merged(&desk, &text, &form).await)
}

async fn merged(desk: &ServedDesk, text: &str, form: &OtherRow) -> Result<String, ServeError> {
    let (keep, other) = (row(text)?, form.row()?);
    desk.write(move |store, run| Ok(store.merge_speakers(run, keep, other)?)).await?;
    Ok(format!("/speakers/{keep}"))
}

/// Gives what this speaker says in one article to a new speaker.
pub(super) async fn split(
    State(desk): State<ServedDesk>,
    Path(text): Path<String>,
    Form(form): Form<OtherRow>,
) -> Response {
    done(divided(&desk, &text, &form).await)
}

async fn divided(desk: &ServedDesk, text: &str, form: &OtherRow) -> Result<String, ServeError> {
    let (speaker, article) = (row(text)?, form.row()?);
    let new = desk.write(move |store, run| Ok(store.split_speaker(run, speaker, article)?)).await?;
    Ok(format!("/speakers/{new}"))
}

/// The page that shows what was done, or why it was not.
fn done(place: Result<String, ServeError>) -> Response {
    match place {
        Ok(place) => Redirect::to(&place).into_response(),
        Err(error) => failed(&error, false),
    }
}
