//! Orders: what a form on a page has done. Each ends with the page that shows it.

use super::ServeError;
use super::answer::refused;
use super::asked::{SentForm, row, some};
use super::desk::ServedDesk;
use crate::store::{
    ClaimId, NewEvent, RejectReason, ReviewAction, ReviewEventId, ReviewSeen, SpeakerId, StoreError, Subject,
    SubjectId,
};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use std::str::FromStr;

/// Another row, by its number.
#[derive(Debug, Deserialize)]
pub(super) struct OtherRow {
    other: String,
}

impl OtherRow {
    fn row<T: FromStr>(&self) -> Result<T, ServeError> {
        let number = self.other.trim().parse();
        number.map_err(|_| ServeError::Refused(format!("“{}” is no number of a row", self.other.trim())))
    }
}

/// Makes another speaker the same as this one.
pub(super) async fn merge(
    State(desk): State<ServedDesk>,
    Path(text): Path<String>,
    SentForm(form): SentForm<OtherRow>,
) -> Response {
    done(merged(&desk, &text, &form).await, &format!("/speakers/{text}"), &[])
}

async fn merged(desk: &ServedDesk, text: &str, form: &OtherRow) -> Result<String, ServeError> {
    let (keep, other): (SpeakerId, SpeakerId) = (row(text)?, form.row()?);
    desk.write(move |store, run| Ok(store.merge_speakers(run, keep, other)?)).await?;
    Ok(format!("/speakers/{keep}"))
}

/// Gives what this speaker says in one article to a new speaker.
pub(super) async fn split(
    State(desk): State<ServedDesk>,
    Path(text): Path<String>,
    SentForm(form): SentForm<OtherRow>,
) -> Response {
    done(divided(&desk, &text, &form).await, &format!("/speakers/{text}"), &[])
}

async fn divided(desk: &ServedDesk, text: &str, form: &OtherRow) -> Result<String, ServeError> {
    let (speaker, article) = (row(text)?, form.row()?);
    let new = desk.write(move |store, run| Ok(store.split_speaker(run, speaker, article)?)).await?;
    Ok(format!("/speakers/{new}"))
}

/// The page that shows what was done, or why it was not, with the way back to where it was asked and what was typed there.
fn done(place: Result<String, ServeError>, asked: &str, typed: &[(&str, &str)]) -> Response {
    match place {
        Ok(place) => Redirect::to(&place).into_response(),
        Err(error) => refused(&error, asked, typed),
    }
}

/// What somebody decided on a page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    action: String,
    by: String,
    verdict: String,
    rating: String,
    evidence: String,
    note: String,
    reason: String,
    assignee: String,
    /// The newest step that the page showed; empty for none.
    event: String,
    /// The words that the page showed.
    wording: String,
}

impl DecisionForm {
    /// The form with lines that end as those of a text do, not as those of mail.
    fn plain(self) -> Self {
        let lines = |text: String| text.replace("\r\n", "\n");
        Self { verdict: lines(self.verdict), note: lines(self.note), wording: lines(self.wording), ..self }
    }

    /// What was typed into it, field by field.
    fn typed(&self) -> Vec<(&'static str, &str)> {
        let fields = [
            ("Verdict", &self.verdict),
            ("Rating", &self.rating),
            ("Evidence", &self.evidence),
            ("Note", &self.note),
        ];
        let typed = fields.into_iter().map(|(name, text)| (name, text.trim()));
        typed.filter(|(_, text)| !text.is_empty()).collect()
    }

    fn event(self, subject: Subject, row: i64) -> Result<NewEvent, ServeError> {
        let refused = |why: &str| ServeError::Refused(why.to_owned());
        let action = match self.action.as_str() {
            "verdict" => {
                ReviewAction::Verdict { words: self.verdict.trim().to_owned(), rating: some(&self.rating) }
            }
            "confirm" => ReviewAction::Confirm,
            "reject" => {
                let reason = RejectReason::ALL.into_iter().find(|reason| reason.words() == self.reason);
                ReviewAction::Reject(reason.ok_or_else(|| refused("choose a reason to reject it"))?)
            }
            "assign" => ReviewAction::Assign(self.assignee.trim().to_owned()),
            "reopen" => ReviewAction::Reopen,
            _ => return Err(refused("this form says nothing that can be done")),
        };
        let decides = !matches!(action, ReviewAction::Assign(_) | ReviewAction::Reopen);
        let evidence = self.evidence.lines().filter_map(some).filter(|_| decides).collect();
        let event: Option<ReviewEventId> = some(&self.event)
            .map(|event| event.parse())
            .transpose()
            .map_err(|_| refused("this form names a step that is none; reload the page"))?;
        Ok(NewEvent {
            subject,
            id: SubjectId::new(row),
            action,
            evidence,
            note: some(&self.note),
            reviewer: self.by.trim().to_owned(),
            // Nothing has no number: 0 is none.
            seen: Some(ReviewSeen {
                event: event.filter(|event| event.get() != 0),
                wording: Some(self.wording),
            }),
        })
    }
}

/// Takes a step in the review of a claim, a quote or a change.
pub(super) async fn decide(
    State(desk): State<ServedDesk>,
    Path((subject, text)): Path<(String, String)>,
    SentForm(form): SentForm<DecisionForm>,
) -> Response {
    let typed = form.clone();
    done(decided(&desk, &subject, &text, form).await, &format!("/{subject}s/{text}"), &typed.typed())
}

async fn decided(
    desk: &ServedDesk,
    subject: &str,
    text: &str,
    form: DecisionForm,
) -> Result<String, ServeError> {
    let (subject, place) = match subject {
        "claim" => (Subject::Claim, "claims"),
        "quote" => (Subject::Quote, "quotes"),
        "change" => (Subject::Change, "changes"),
        _ => return Err(ServeError::NoPage),
    };
    let row = row(text)?;
    let event = form.plain().event(subject, row)?;
    desk.write(move |store, run| Ok(store.decide(run, &event)?)).await?;
    Ok(format!("/{place}/{row}"))
}

/// Two claims are one, or are not.
#[derive(Debug, Deserialize)]
pub(super) struct MatchForm {
    action: String,
    other: String,
    /// What was decided when the page was made; empty for nothing.
    was: Option<String>,
    /// Who decides.
    #[serde(default)]
    by: String,
}

/// Decides whether a claim of another article is the same as this one.
pub(super) async fn decide_match(
    State(desk): State<ServedDesk>,
    Path(text): Path<String>,
    SentForm(form): SentForm<MatchForm>,
) -> Response {
    done(matched(&desk, &text, form).await, &format!("/claims/{text}/matches"), &[])
}

async fn matched(desk: &ServedDesk, text: &str, form: MatchForm) -> Result<String, ServeError> {
    let claim: ClaimId = row(text)?;
    let other = OtherRow { other: form.other }.row()?;
    let one = match form.action.as_str() {
        "confirm" => true,
        "split" => false,
        _ => return Err(ServeError::Refused("this form says nothing that can be done".to_owned())),
    };
    desk.write(move |store, run| {
        // What is not there was decided by nobody.
        store.claim(claim)?;
        store.claim(other)?;
        let now = store.match_origin(claim, other)?.unwrap_or_default();
        if form.was.is_some_and(|was| was != now) {
            let why = format!("somebody decided on claims {claim} and {other} meanwhile; look at them again");
            return Err(StoreError::Conflict { why }.into());
        }
        if one {
            store.confirm_match(run, claim, other, &form.by)?;
        } else {
            store.split_match(run, claim, other, &form.by)?;
        }
        Ok(())
    })
    .await?;
    Ok(format!("/claims/{claim}/matches"))
}
