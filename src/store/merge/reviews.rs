//! Reviews: every step of both databases is kept. The newest decision holds, wherever it was made.

use super::super::query::Subject;
use super::super::review::{Kept, place_of};
use super::other::OtherDatabase;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A step of a review as its row has it.
#[derive(Clone, PartialEq)]
struct StoredStep {
    action: String,
    wording: String,
    seen: String,
    as_of: String,
    rating: Option<String>,
    verdict: Option<String>,
    reason: Option<String>,
    evidence: String,
    note: Option<String>,
    assignee: Option<String>,
    reviewer: Option<String>,
    at: String,
}

/// A step with its row and its run.
struct StepRow {
    id: i64,
    run: i64,
    step: StoredStep,
}

const STEPS: &str = "SELECT id, run, action, wording, seen, as_of, rating, verdict, reason, evidence, note, assignee, \
     reviewer, at FROM review_event WHERE review = ? ORDER BY at, id";

fn step(row: &Row<'_>) -> rusqlite::Result<StepRow> {
    Ok(StepRow {
        id: row.get(0)?,
        run: row.get(1)?,
        step: StoredStep {
            action: row.get(2)?,
            wording: row.get(3)?,
            seen: row.get(4)?,
            as_of: row.get(5)?,
            rating: row.get(6)?,
            verdict: row.get(7)?,
            reason: row.get(8)?,
            evidence: row.get(9)?,
            note: row.get(10)?,
            assignee: row.get(11)?,
            reviewer: row.get(12)?,
            at: row.get(13)?,
        },
    })
}

fn steps(connection: &Connection, review: i64) -> rusqlite::Result<Vec<StepRow>> {
    connection.prepare_cached(STEPS)?.query_map(params![review], step)?.collect()
}

/// Takes over the reviews, step by step.
pub(super) fn merge(other: &mut OtherDatabase<'_>) -> rusqlite::Result<()> {
    let reviews: Vec<(i64, i64, String)> = other
        .from
        .prepare("SELECT id, article, subject FROM review ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (review, article, subject) in reviews {
        let Some(article) = other.article_here(Some(article)) else { continue };
        let theirs = steps(other.from, review)?;
        take(other, article, &subject, &theirs)?;
        other.touched.insert(article);
    }
    Ok(())
}

fn take(
    other: &mut OtherDatabase<'_>,
    article: i64,
    subject: &str,
    theirs: &[StepRow],
) -> rusqlite::Result<()> {
    let to = other.to;
    let here = match same_here(to, article, subject, theirs)? {
        Some(review) => review,
        None => {
            let sql = "INSERT INTO review (article, subject, state) VALUES (?, ?, 'open')";
            to.prepare_cached(sql)?.execute(params![article, subject])?;
            to.last_insert_rowid()
        }
    };
    let ours = steps(to, here)?;
    for StepRow { run, step, .. } in theirs {
        if !ours.iter().any(|own| own.step == *step) {
            insert(to, here, other.run_here(*run)?, step)?;
            other.report.new_decisions += 1;
        }
    }
    // Who decided without knowing of the other.
    let (our_last, their_last) = (decision(&ours), decision(theirs));
    if let (Some(our), Some(their)) = (our_last, their_last)
        && !theirs.iter().any(|step| step.step == our.step)
        && !ours.iter().any(|step| step.step == their.step)
        && our.step.says() != their.step.says()
    {
        let (holds, lost) = if their.step.at > our.step.at { (their, our) } else { (our, their) };
        let about = format!("{subject} “{}”", holds.step.wording);
        other.conflict(about, holds.step.told(), lost.step.told());
    }
    stand(to, here)
}

/// The review here that has a step of another, or is about the same.
fn same_here(
    to: &Connection,
    article: i64,
    subject: &str,
    theirs: &[StepRow],
) -> rusqlite::Result<Option<i64>> {
    let ours: Vec<i64> = to
        .prepare_cached("SELECT id FROM review WHERE article = ? AND subject = ? ORDER BY id")?
        .query_map(params![article, subject], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for &review in &ours {
        let own = steps(to, review)?;
        if theirs.iter().any(|their| own.iter().any(|own| own.step == their.step)) {
            return Ok(Some(review));
        }
    }
    let Some(last) = decision(theirs).or(theirs.last()) else { return Ok(None) };
    let Ok(kept) = serde_json::from_str::<Kept>(&last.step.seen) else { return Ok(None) };
    let Some((subject, column)) =
        [(Subject::Claim, "claim"), (Subject::Quote, "quote"), (Subject::Change, "change")]
            .into_iter()
            .find(|(_, name)| *name == subject)
    else {
        return Ok(None);
    };
    let Some(place) = place_of(to, article, subject, &kept)? else { return Ok(None) };
    to.prepare_cached(&format!("SELECT id FROM review WHERE {column} = ?"))?
        .query_row(params![place], |row| row.get(0))
        .optional()
}

/// The step whose decision holds after some, in their order.
fn decision(steps: &[StepRow]) -> Option<&StepRow> {
    steps.iter().fold(None, |holds, step| match step.step.action.as_str() {
        "assigned" => holds,
        "reopened" => None,
        _ => Some(step),
    })
}

fn insert(to: &Connection, review: i64, run: i64, step: &StoredStep) -> rusqlite::Result<()> {
    to.prepare_cached(
        "INSERT INTO review_event (review, action, wording, seen, as_of, rating, verdict, reason, evidence, note, \
         assignee, reviewer, at, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        review,
        step.action,
        step.wording,
        step.seen,
        step.as_of,
        step.rating,
        step.verdict,
        step.reason,
        step.evidence,
        step.note,
        step.assignee,
        step.reviewer,
        step.at,
        run,
    ])
    .map(drop)
}

/// Writes how a review stands after all its steps.
fn stand(to: &Connection, review: i64) -> rusqlite::Result<()> {
    let all = steps(to, review)?;
    let last = all.last();
    let assignee = last.filter(|last| last.step.action == "assigned").and_then(|l| l.step.assignee.clone());
    to.prepare_cached("UPDATE review SET event = ?2, decision = ?3, assignee = ?4 WHERE id = ?1")?
        .execute(params![review, last.map(|l| l.id), decision(&all).map(|d| d.id), assignee])
        .map(drop)
}

impl StoredStep {
    /// What it decides.
    fn says(&self) -> [Option<&str>; 4] {
        [Some(&self.action), self.rating.as_deref(), self.verdict.as_deref(), self.reason.as_deref()]
    }

    /// What it decides, who did and when, for reading.
    fn told(&self) -> String {
        let what = [&self.rating, &self.verdict, &self.reason].into_iter().flatten().next();
        let what = what.map_or(String::new(), |what| format!(" “{what}”"));
        let who = self.reviewer.as_deref().unwrap_or("somebody");
        format!("{}{what} by {who}, {}", self.action, self.at)
    }
}
