//! Reviews: what people decide about claims, quotes and changes. Nothing that was decided is ever altered or deleted; each
//! step is an event (`event`), which keeps what it was decided on (`seen`), and by that a review finds what it is about
//! again whenever derived rows are re-made (`attach`); a decision on a claim is doubtful once that turned (`turned`).
//! [`Store::decide`] is the one way to write one, here; what holds after all of them is told by `standing`.
//!
//! Reading is `query::reviews`, and which review a row has is told here (`of`).

mod attach;
mod event;
#[cfg(test)]
mod named_tests;
mod of;
mod seen;
#[cfg(test)]
mod tests;
mod turned;
#[cfg(test)]
mod turned_tests;

pub(super) use attach::{attach, attach_of_speaker, place_of};
pub use event::{NewEvent, RejectReason, ReviewAction, ReviewSeen};
use of::review_at;
pub(super) use seen::Kept;

use super::query::{Json, ReviewRow, Subject, name_of};
use super::run::now_exactly;
use super::standing;
use super::topics::look_again;
use super::{RowKind, Store, StoreError, facts};
use crate::ids::{ChangeId, ReviewEventId, ReviewId, RunId};
use rusqlite::{Connection, OptionalExtension, params};
use seen::SeenNow;

/// What stands of a review before an event.
struct Standing {
    review: i64,
    /// It is about just that, and not of the same words elsewhere.
    own: bool,
    event: i64,
    /// When that was.
    at: String,
    assignee: Option<String>,
    decision: Option<StandingVerdict>,
}

/// A decision that holds.
struct StandingVerdict {
    action: String,
    rating: Option<String>,
    words: Option<String>,
    evidence: Json<Vec<String>>,
}

impl Store {
    /// Takes one step in the review of a claim, a quote or a change: gives a verdict, confirms, rejects, assigns or reopens.
    /// All or nothing.
    ///
    /// # Errors
    /// When there is no such row, or the step means nothing for it ([`StoreError::Refused`]); when somebody else did
    /// something since what the caller saw, or it reads otherwise by now ([`StoreError::Conflict`]); or when the database
    /// cannot be written.
    pub fn decide(&mut self, run: RunId, event: &NewEvent) -> Result<ReviewRow, StoreError> {
        let run = run.get();
        event.validate()?;
        let decided = self.write(|connection, _| {
            let (mut seen, standing) = match look(connection, event)? {
                Ok(found) => found,
                Err(fault) => return Ok(Err(fault)),
            };
            let review = insert(connection, run, event, &mut seen, standing)?;
            attach(connection, seen.article)?;
            // What is rejected is no claim of a topic, what is taken back may be one again.
            if matches!(event.action, ReviewAction::Reject(_) | ReviewAction::Reopen) {
                look_again(connection, seen.article)?;
            }
            facts::set_newest(connection, seen.article)?;
            Ok(Ok(review))
        })?;
        let review = decided.map_err(|fault| fault.told(self, event))?;
        // Whatever it is about by now: what was written is never denied.
        self.review(ReviewId::new(review))?.ok_or_else(|| Fault::NotThere.told(self, event))
    }

    /// Whether [`decide`](Self::decide) would take a step, without taking it.
    ///
    /// # Errors
    /// As `decide`.
    pub fn can_decide(&self, event: &NewEvent) -> Result<(), StoreError> {
        event.validate()?;
        let found = look(&self.connection, event).map_err(|e| self.error(e))?;
        found.map(drop).map_err(|fault| fault.told(self, event))
    }
}

/// Why a step cannot be taken.
enum Fault {
    NotThere,
    Means(String),
    Changed(String),
}

impl Fault {
    fn told(self, store: &Store, event: &NewEvent) -> StoreError {
        match self {
            Self::NotThere => {
                let kind = match event.subject {
                    Subject::Claim => RowKind::Claim,
                    Subject::Quote => RowKind::Quote,
                    Subject::Change => return store.no_change(ChangeId::new(event.id.get())),
                };
                store.not_found(kind, event.what())
            }
            Self::Means(why) => StoreError::refused(why),
            Self::Changed(why) => StoreError::Conflict { why },
        }
    }
}

/// What an event is about and how its review stands, if the event means something for it.
fn look(
    connection: &Connection,
    event: &NewEvent,
) -> rusqlite::Result<Result<(SeenNow, Option<Standing>), Fault>> {
    let Some(seen) = SeenNow::of(connection, event.subject, event.id.get())? else {
        return Ok(Err(Fault::NotThere));
    };
    let standing = standing(connection, event.subject, event.id.get())?;
    let what = event.what();
    if let Some(caller) = &event.seen {
        let newest = standing.as_ref().map(|s| ReviewEventId::new(s.event));
        if caller.event != newest {
            let why = match newest {
                Some(_) => {
                    format!("somebody else decided on {what} in the meantime; look at it again, then decide")
                }
                // Of a review that was merged away, or of none.
                None => {
                    format!("nobody has done anything about {what} so far; look at it again, then decide")
                }
            };
            return Ok(Err(Fault::Changed(why)));
        }
        if caller.wording.as_ref().is_some_and(|wording| *wording != seen.wording) {
            let why = format!("{what} reads otherwise by now; look at it again, then decide");
            return Ok(Err(Fault::Changed(why)));
        }
    }
    let decision = standing.as_ref().and_then(|s| s.decision.as_ref());
    let why = match &event.action {
        ReviewAction::Confirm
            if event.subject == Subject::Claim && decision.is_none_or(|d| d.action == "rejected") =>
        {
            format!("{what} has no verdict to confirm; name one with its words")
        }
        ReviewAction::Reopen
            if standing.as_ref().is_none_or(|s| s.decision.is_none() && s.assignee.is_none()) =>
        {
            format!("{what} is open already; name one that was decided or assigned")
        }
        _ => return Ok(Ok((seen, standing))),
    };
    Ok(Err(Fault::Means(why)))
}

/// The review of a row as it stands.
fn standing(connection: &Connection, subject: Subject, id: i64) -> rusqlite::Result<Option<Standing>> {
    let Some((review, own)) = review_at(connection, subject, id)? else { return Ok(None) };
    let sql = "SELECT v.event, v.assignee, d.action, d.rating, d.verdict, d.evidence, e.at FROM review v \
               JOIN review_event e ON e.id = v.event LEFT JOIN review_event d ON d.id = v.decision WHERE v.id = ?";
    connection
        .prepare_cached(sql)?
        .query_row(params![review], |row| {
            let decision = match row.get::<_, Option<String>>(2)? {
                None => None,
                Some(action) => Some(StandingVerdict {
                    action,
                    rating: row.get(3)?,
                    words: row.get(4)?,
                    evidence: row.get(5)?,
                }),
            };
            Ok(Standing { review, own, event: row.get(0)?, at: row.get(6)?, assignee: row.get(1)?, decision })
        })
        .optional()
}

/// Writes an event, and how its review stands after it. Returns the review's row.
fn insert(
    connection: &Connection,
    run: i64,
    event: &NewEvent,
    seen: &mut SeenNow,
    standing: Option<Standing>,
) -> rusqlite::Result<i64> {
    // What holds of the same words elsewhere can be taken back here; anything else is decided here alone.
    let standing = standing.filter(|standing| standing.own || event.action == ReviewAction::Reopen);
    let (review, last, decision) = match standing {
        Some(Standing { review, at, decision, .. }) => (review, Some(at), decision),
        None => {
            let column = name_of(event.subject);
            let sql =
                format!("INSERT INTO review (article, subject, {column}, state) VALUES (?, ?, ?, 'open')");
            connection.execute(&sql, params![seen.article, column, event.id])?;
            (connection.last_insert_rowid(), None, None)
        }
    };
    if event.action == ReviewAction::Reopen {
        standing::name_taken_back(connection, review, &mut seen.all)?;
    }
    let said = words_of(event, decision);
    let assignee = match &event.action {
        ReviewAction::Assign(name) => Some(name),
        _ => None,
    };
    // Steps are ordered by time: whatever the clock says, no step comes before those that it follows.
    let at = last.into_iter().fold(now_exactly(), String::max);
    connection.execute(
        "INSERT INTO review_event (review, action, wording, seen, as_of, rating, verdict, reason, evidence, note, \
             assignee, reviewer, at, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            review,
            said.action,
            seen.wording,
            Json(&seen.all),
            seen.as_of,
            said.rating,
            said.words,
            said.reason,
            said.evidence,
            event.note,
            assignee,
            event.reviewer,
            at,
            run
        ],
    )?;
    standing::stand(connection, review, |_, _| true)?;
    Ok(review)
}

/// What an event says, as its row keeps it.
struct EventWords {
    action: &'static str,
    rating: Option<String>,
    words: Option<String>,
    reason: Option<String>,
    evidence: Json<Vec<String>>,
}

/// What an event says; who confirms the verdict on a claim repeats it, on the words as they are now.
fn words_of(event: &NewEvent, standing: Option<StandingVerdict>) -> EventWords {
    let mut said = EventWords {
        action: event.action.name(),
        rating: None,
        words: None,
        reason: None,
        evidence: Json(event.evidence.clone()),
    };
    match (&event.action, standing) {
        (ReviewAction::Verdict { words, rating }, _) => {
            (said.rating, said.words) = (rating.clone(), Some(words.clone()));
        }
        (ReviewAction::Reject(reason), _) => said.reason = Some(name_of(*reason)),
        (ReviewAction::Confirm, Some(old)) if event.subject == Subject::Claim => {
            (said.rating, said.words) = (old.rating, old.words);
            if said.evidence.is_empty() {
                said.evidence = old.evidence;
            }
        }
        _ => {}
    }
    said
}
