//! Reviews: every step of both databases is kept. The newest decision holds, wherever it was made, unless who knew of it
//! took it back.

use super::super::query::Subject;
use super::super::review::{Kept, place_of};
use super::super::standing::{ReviewStep, stand};
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
        let theirs = KnownSteps::of(other.from, review)?;
        take(other, article, &subject, &theirs)?;
        other.touched.insert(article);
    }
    Ok(())
}

/// What a database knew of a review.
struct KnownSteps {
    steps: Vec<StepRow>,
    /// The row of the decision that holds there.
    decision: Option<i64>,
}

impl KnownSteps {
    fn of(connection: &Connection, review: i64) -> rusqlite::Result<Self> {
        let decision = connection
            .prepare_cached("SELECT decision FROM review WHERE id = ?")?
            .query_row(params![review], |row| row.get(0))?;
        Ok(Self { steps: steps(connection, review)?, decision })
    }

    fn has(&self, step: &StoredStep) -> bool {
        self.steps.iter().any(|own| own.step == *step)
    }

    fn decided(&self) -> Option<&StepRow> {
        self.steps.iter().find(|step| Some(step.id) == self.decision)
    }

    /// The decision that holds there, else the reopening by which none does.
    fn last_word(&self) -> Option<&StepRow> {
        self.decided().or_else(|| self.steps.last().filter(|last| last.step.action == "reopened"))
    }

    /// Whether a reopening of an old version, which names nothing, took back a step there.
    fn took_back(&self, reopening: &StoredStep, step: &StoredStep) -> bool {
        let holds = self.decided().is_some_and(|decided| decided.step == *step);
        self.has(reopening) && self.has(step) && !holds
    }
}

fn take(
    other: &mut OtherDatabase<'_>,
    article: i64,
    subject: &str,
    theirs: &KnownSteps,
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
    let ours = KnownSteps::of(to, here)?;
    for StepRow { run, step, .. } in &theirs.steps {
        if !ours.has(step) {
            insert(to, here, other.run_here(*run)?, step)?;
            other.report.new_decisions += 1;
        }
    }
    let all = steps(to, here)?;
    let step_of = |id: i64| all.iter().find(|row| row.id == id).map(|row| &row.step);
    stand(to, here, |reopening: &ReviewStep, known: &ReviewStep| {
        let both = step_of(reopening.id).zip(step_of(known.id));
        both.is_none_or(|(reopening, known)| {
            ours.took_back(reopening, known) || theirs.took_back(reopening, known)
        })
    })?;
    let holds = KnownSteps::of(to, here)?;
    tell_conflict(other, subject, (&ours, theirs), holds.decided());
    Ok(())
}

/// Tells of two who decided without knowing of each other; one may have taken back what both knew.
fn tell_conflict(
    other: &mut OtherDatabase<'_>,
    subject: &str,
    (ours, theirs): (&KnownSteps, &KnownSteps),
    holds: Option<&StepRow>,
) {
    let Some((our, their)) = ours.last_word().zip(theirs.last_word()) else { return };
    let both_know = |step: &StepRow| ours.has(&step.step) && theirs.has(&step.step);
    let no_decision = |step: &StepRow| step.step.action == "reopened";
    let about_nothing_shared = !ours.steps.iter().any(|step| !no_decision(step) && both_know(step));
    if both_know(our)
        || both_know(their)
        || our.step.says() == their.step.says()
        || (no_decision(our) || no_decision(their)) && about_nothing_shared
    {
        return;
    }
    let is_theirs = match holds {
        Some(holds) => holds.step == their.step,
        None => their.step.at > our.step.at,
    };
    let (holds, lost) = if is_theirs { (their, our) } else { (our, their) };
    let about = format!("{subject} “{}”", holds.step.wording);
    other.conflict(about, holds.step.told(), lost.step.told());
}

/// The review here that has a step of another, or is about the same.
fn same_here(
    to: &Connection,
    article: i64,
    subject: &str,
    theirs: &KnownSteps,
) -> rusqlite::Result<Option<i64>> {
    let ours: Vec<i64> = to
        .prepare_cached("SELECT id FROM review WHERE article = ? AND subject = ? ORDER BY id")?
        .query_map(params![article, subject], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for &review in &ours {
        let own = steps(to, review)?;
        if own.iter().any(|own| theirs.has(&own.step)) {
            return Ok(Some(review));
        }
    }
    let Some(last) = theirs.decided().or(theirs.steps.last()) else { return Ok(None) };
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
