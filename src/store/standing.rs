//! Standing: what of a review holds after all its steps, in the order of their times, whichever database they come from.
//!
//! A reopening takes back what it names (`takes_back` in its `seen`): the newest step that held where it was written, with
//! those just before that say the same. What another desk decided without its knowledge stands.

use super::spans::Json;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The field of what a reopening was written on that names what it takes back.
const TAKES_BACK: &str = "takes_back";

/// A step of a review, of which it is asked whether it holds.
pub(super) struct ReviewStep {
    pub(super) id: i64,
    pub(super) named: NamedStep,
    pub(super) assignee: Option<String>,
    pub(super) rating: Option<String>,
    pub(super) verdict: Option<String>,
    reason: Option<String>,
    /// Of a reopening; old versions named nothing.
    takes_back: Option<Vec<NamedStep>>,
}

/// A step as it is named in every database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NamedStep {
    pub(super) action: String,
    pub(super) at: String,
    pub(super) reviewer: Option<String>,
}

/// Every step of a review in the order of their times.
pub(super) fn steps(connection: &Connection, review: i64) -> rusqlite::Result<Vec<ReviewStep>> {
    connection
        .prepare_cached(
            "SELECT id, action, at, reviewer, assignee, rating, verdict, reason, seen FROM review_event WHERE review = ? \
             ORDER BY at, id",
        )?
        .query_map(params![review], |row| {
            let Json(mut seen): Json<Map<String, Value>> = row.get(8)?;
            let takes_back = seen.remove(TAKES_BACK).and_then(|named| serde_json::from_value(named).ok());
            Ok(ReviewStep {
                id: row.get(0)?,
                named: NamedStep { action: row.get(1)?, at: row.get(2)?, reviewer: row.get(3)? },
                assignee: row.get(4)?,
                rating: row.get(5)?,
                verdict: row.get(6)?,
                reason: row.get(7)?,
                takes_back,
            })
        })?
        .collect()
}

impl ReviewStep {
    pub(super) fn is_decision(&self) -> bool {
        !matches!(self.named.action.as_str(), "assigned" | "reopened")
    }

    /// Whether it says what another does.
    fn says_as(&self, other: &Self) -> bool {
        self.named.action == other.named.action
            && (&self.rating, &self.verdict, &self.reason, &self.assignee)
                == (&other.rating, &other.verdict, &other.reason, &other.assignee)
    }
}

/// The steps that nobody took back. `knew` says of a reopening of an old version, which names nothing, whether its desk
/// knew of a step before it: that is taken back.
pub(super) fn remaining(
    steps: &[ReviewStep],
    knew: impl Fn(&ReviewStep, &ReviewStep) -> bool,
) -> Vec<&ReviewStep> {
    let mut remain: Vec<&ReviewStep> = Vec::new();
    for step in steps {
        match (&*step.named.action, &step.takes_back) {
            ("reopened", None) => remain.retain(|known| !knew(step, known)),
            ("reopened", Some(taken)) => {
                for named in taken {
                    let place = remain.iter().rposition(|known| known.named == *named);
                    place.map(|place| remain.remove(place));
                }
            }
            _ => remain.push(step),
        }
    }
    remain
}

/// The decision that holds of the steps that nobody took back.
pub(super) fn decision<'s>(remain: &[&'s ReviewStep]) -> Option<&'s ReviewStep> {
    remain.iter().rev().find(|step| step.is_decision()).copied()
}

/// Who is to decide after the steps that nobody took back: a decision ends an assignment.
pub(super) fn assignee<'s>(remain: &[&'s ReviewStep]) -> Option<&'s str> {
    remain.last().filter(|last| last.named.action == "assigned")?.assignee.as_deref()
}

/// Writes how a review stands after all its steps.
pub(super) fn stand(
    connection: &Connection,
    review: i64,
    knew: impl Fn(&ReviewStep, &ReviewStep) -> bool,
) -> rusqlite::Result<()> {
    let steps = steps(connection, review)?;
    let remain = remaining(&steps, knew);
    connection
        .prepare_cached("UPDATE review SET event = ?2, decision = ?3, assignee = ?4 WHERE id = ?1")?
        .execute(params![
            review,
            steps.last().map(|last| last.id),
            decision(&remain).map(|holds| holds.id),
            assignee(&remain)
        ])
        .map(drop)
}

/// Writes into what a reopening was written on what it takes back of a review: the newest step that holds, and those just
/// before it that say the same.
pub(super) fn name_taken_back(
    connection: &Connection,
    review: i64,
    seen: &mut Map<String, Value>,
) -> rusqlite::Result<()> {
    let steps = steps(connection, review)?;
    let remain = remaining(&steps, |_, _| true);
    let newest = remain.iter().rev();
    let same = newest.take_while(|step| remain.last().is_some_and(|last| step.says_as(last)));
    let named: Vec<&NamedStep> = same.map(|step| &step.named).collect();
    seen.insert(TAKES_BACK.to_owned(), serde_json::to_value(named).unwrap_or_default());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ingest, revision, store};
    use super::super::{ClaimFilter, NewEvent, ReviewAction, ReviewState, Store, Subject};

    const A: &str = "Ada Okafor: Boats hold 14.";

    fn verdict(rating: &str) -> ReviewAction {
        ReviewAction::Verdict { words: format!("It is {rating}."), rating: Some(rating.to_owned()) }
    }

    fn assign(name: &str) -> ReviewAction {
        ReviewAction::Assign(name.to_owned())
    }

    /// What holds of a claim after some steps.
    fn after(store: &mut Store, steps: &[ReviewAction]) -> (ReviewState, Option<String>, Option<String>) {
        let run = store.begin_run("0.1.0", &[]).unwrap();
        let claim =
            store.claims(&ClaimFilter { with_rejected: true, ..Default::default() }).unwrap()[0].claim_id;
        let mut holds = None;
        for action in steps {
            let event = NewEvent {
                subject: Subject::Claim,
                id: claim.into(),
                action: action.clone(),
                evidence: Vec::new(),
                note: None,
                reviewer: "Jo".to_owned(),
                seen: None,
            };
            holds = Some(store.decide(run, &event).unwrap());
        }
        assert_eq!(store.check().unwrap().problems, []);
        let holds = holds.unwrap();
        (holds.state, holds.rating, holds.assignee)
    }

    #[test]
    fn a_reopening_takes_back_the_last_step_and_what_held_before_holds() {
        use ReviewAction::{Confirm, Reopen};
        let decided = |rating: &str| (ReviewState::Decided, Some(rating.to_owned()), None);
        let open = || (ReviewState::Open, None, None);
        let sam =
            |rating: Option<&str>| (ReviewState::Assigned, rating.map(str::to_owned), Some("Sam".to_owned()));
        let cases = [
            (vec![verdict("true"), Reopen], open()),
            (vec![assign("Sam"), Reopen], open()),
            (vec![verdict("true"), assign("Sam"), Reopen], decided("true")),
            (vec![verdict("true"), Confirm, Reopen], decided("true")),
            (vec![verdict("true"), Confirm, Confirm, Reopen], decided("true")),
            (vec![verdict("true"), Confirm, assign("Sam"), Reopen], decided("true")),
            (vec![verdict("true"), Confirm, Reopen, Reopen], open()),
            (vec![verdict("true"), verdict("false"), Reopen], decided("true")),
            // What was said twice is taken back at once.
            (vec![verdict("true"), verdict("true"), Reopen], open()),
            (vec![verdict("true"), Reopen, verdict("true"), assign("Sam")], sam(Some("true"))),
            (vec![assign("Sam"), verdict("true"), Reopen], sam(None)),
        ];
        for (steps, holds) in cases {
            let (mut store, run) = store();
            ingest(&mut store, run, &revision("a", "2026-03-01T01:00:00Z", A));
            assert_eq!(after(&mut store, &steps), holds, "{steps:?}");
        }
    }

    #[test]
    fn a_clock_that_goes_wrong_puts_no_step_before_what_it_follows() {
        let (mut store, run) = store();
        ingest(&mut store, run, &revision("a", "2026-03-01T01:00:00Z", A));
        after(&mut store, &[verdict("true")]);
        let later = "DROP TRIGGER review_event_update; UPDATE review_event SET at = '2999-01-01T00:00:00Z'; \
            CREATE TRIGGER review_event_update BEFORE UPDATE ON review_event BEGIN \
            SELECT raise(ABORT, 'what was decided is not altered'); END";
        store.connection.execute_batch(later).unwrap();
        assert_eq!(after(&mut store, &[ReviewAction::Reopen]).0, ReviewState::Open);
    }
}
