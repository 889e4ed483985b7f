//! Matched: claims that people decided to be one, or not; and what people wrote elsewhere about passages.

use super::super::annotation;
use super::super::run::captured;
use super::super::spans::Json;
use super::other::OtherDatabase;
use crate::source::Annotation;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// A claim that a person put into a topic or took out of it.
struct DecidedClaim {
    article: i64,
    /// The claim here that has its words.
    claim: Option<i64>,
    wording: String,
    fingerprint: i64,
    score: f64,
    origin: String,
    anchor: bool,
    run: i64,
    reviewer: Option<String>,
    decided_at: Option<String>,
}

/// Takes over topics and annotations.
pub(super) fn merge(other: &mut OtherDatabase<'_>) -> rusqlite::Result<()> {
    let topics: Vec<i64> = other
        .from
        .prepare("SELECT DISTINCT topic FROM topic_claim WHERE origin <> 'proposed' ORDER BY topic")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for topic in topics {
        let claims = decided(other, topic)?;
        take_topic(other, topic, &claims)?;
    }
    annotations(other)
}

fn decided(other: &OtherDatabase<'_>, topic: i64) -> rusqlite::Result<Vec<DecidedClaim>> {
    let mut statement = other.from.prepare_cached(
        "SELECT article, wording, fingerprint, score, origin, run, anchor, reviewer, decided_at FROM topic_claim \
         WHERE topic = ? AND origin <> 'proposed' ORDER BY id",
    )?;
    let mut rows = statement.query(params![topic])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(article) = other.article_here(row.get(0)?) else { continue };
        let fingerprint: i64 = row.get(2)?;
        let claim = other
            .to
            .prepare_cached(
                "SELECT t.claim FROM revision r JOIN statement t ON t.revision = r.id AND t.fingerprint = ?2 \
                 WHERE r.article = ?1 ORDER BY r.seq DESC, t.ordinal LIMIT 1",
            )?
            .query_row(params![article, fingerprint], |row| row.get(0))
            .optional()?;
        claims.push(DecidedClaim {
            article,
            claim,
            wording: row.get(1)?,
            fingerprint,
            score: row.get(3)?,
            origin: row.get(4)?,
            run: row.get(5)?,
            anchor: row.get(6)?,
            reviewer: row.get(7)?,
            decided_at: row.get(8)?,
        });
    }
    Ok(claims)
}

/// The topics here that have a claim by a decision of this kind.
fn topics_with(to: &Connection, claim: &DecidedClaim, origin: &str) -> rusqlite::Result<Vec<i64>> {
    to.prepare_cached(
        "SELECT DISTINCT topic FROM topic_claim WHERE origin = ?1 AND (claim = ?2 OR article = ?3 AND fingerprint = ?4) \
         ORDER BY topic",
    )?
    .query_map(params![origin, claim.claim, claim.article, claim.fingerprint], |row| row.get(0))?
    .collect()
}

/// Takes over a topic: what is one with one of its claims here is the same topic.
fn take_topic(other: &mut OtherDatabase<'_>, topic: i64, claims: &[DecidedClaim]) -> rusqlite::Result<()> {
    let (to, mut here) = (other.to, Vec::new());
    for claim in claims.iter().filter(|c| c.origin == "confirmed") {
        here.extend(topics_with(to, claim, "confirmed")?);
    }
    here.sort_unstable();
    here.dedup();
    let kept = match here.first() {
        Some(&kept) => kept,
        None => {
            let run =
                other.from.query_row("SELECT run FROM topic WHERE id = ?", params![topic], |r| r.get(0))?;
            to.execute("INSERT INTO topic (run) VALUES (?)", params![other.run_here(run)?])?;
            to.last_insert_rowid()
        }
    };
    for joined in here.iter().skip(1) {
        to.execute("UPDATE OR REPLACE topic_claim SET topic = ?1 WHERE topic = ?2", params![kept, joined])?;
        to.execute("DELETE FROM topic WHERE id = ?", params![joined])?;
    }
    let mut decisions = BTreeSet::new();
    for claim in claims {
        // One decision is about two claims: that which others were split from only holds the place.
        if take_claim(other, kept, claim)? && !claim.anchor {
            decisions.insert((claim.run, &claim.decided_at, &claim.reviewer));
        }
    }
    other.report.new_decisions += decisions.len() as u64;
    Ok(())
}

/// A decision on a claim of a topic, who took it and when, for reading.
fn told(origin: &str, reviewer: Option<&str>, at: Option<&str>) -> String {
    let at = at.map(|at| format!(", {at}")).unwrap_or_default();
    format!("{origin} by {}{at}", reviewer.unwrap_or("somebody"))
}

/// A claim of a topic as it is here.
struct TopicClaimHere {
    row: i64,
    origin: String,
    decided_at: Option<String>,
    reviewer: Option<String>,
}

/// Takes over a decision on a claim of a topic; whether it was not known and holds.
fn take_claim(other: &mut OtherDatabase<'_>, topic: i64, claim: &DecidedClaim) -> rusqlite::Result<bool> {
    let to = other.to;
    let known: Option<TopicClaimHere> = to
        .prepare_cached(
            "SELECT id, origin, decided_at, reviewer FROM topic_claim WHERE topic = ?1 AND origin <> 'proposed' \
             AND (claim = ?2 OR article = ?3 AND fingerprint = ?4) LIMIT 1",
        )?
        .query_row(params![topic, claim.claim, claim.article, claim.fingerprint], |row| {
            Ok(TopicClaimHere { row: row.get(0)?, origin: row.get(1)?, decided_at: row.get(2)?, reviewer: row.get(3)? })
        })
        .optional()?;
    if let Some(known) = known {
        if known.origin == claim.origin {
            // Confirmed in one of the two, it is.
            to.execute(
                "UPDATE topic_claim SET anchor = 0 WHERE id = ? AND NOT ?",
                params![known.row, claim.anchor],
            )?;
            return Ok(false);
        }
        let newer = claim.decided_at > known.decided_at;
        let about = format!("claim “{}” in a topic", claim.wording);
        let ours = told(&known.origin, known.reviewer.as_deref(), known.decided_at.as_deref());
        let theirs = told(&claim.origin, claim.reviewer.as_deref(), claim.decided_at.as_deref());
        let (holds, lost) = if newer { (theirs, ours) } else { (ours, theirs) };
        other.conflict(about, holds, lost);
        if !newer {
            return Ok(false);
        }
        to.execute("DELETE FROM topic_claim WHERE id = ?", params![known.row])?;
    }
    // What is decided is no longer proposed.
    to.execute("DELETE FROM topic_claim WHERE claim = ? AND origin = 'proposed'", params![claim.claim])?;
    let run = other.run_here(claim.run)?;
    to.execute(
        "INSERT OR REPLACE INTO topic_claim (topic, article, claim, wording, fingerprint, score, origin, run, \
         anchor, reviewer, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            topic,
            claim.article,
            claim.claim,
            claim.wording,
            claim.fingerprint,
            claim.score,
            claim.origin,
            run,
            claim.anchor,
            claim.reviewer,
            claim.decided_at
        ],
    )?;
    Ok(true)
}

/// Takes over annotations that are not here, or were changed since.
fn annotations(other: &mut OtherDatabase<'_>) -> rusqlite::Result<()> {
    let mut statement = other.from.prepare(
        "SELECT article, known_as, url, exact, prefix, suffix, text, tags, creator, created_at, modified_at, place, run \
         FROM annotation ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(article) = other.article_here(row.get(0)?) else { continue };
        let note = Annotation {
            id: row.get(1)?,
            url: row.get(2)?,
            exact: row.get(3)?,
            prefix: row.get(4)?,
            suffix: row.get(5)?,
            text: row.get(6)?,
            tags: row.get::<_, Json<Vec<String>>>(7)?.0,
            creator: row.get(8)?,
            created_at: row.get(9)?,
            modified_at: row.get(10)?,
            place: row.get(11)?,
        };
        let known: Option<Option<String>> = other
            .to
            .prepare_cached("SELECT coalesce(modified_at, created_at) FROM annotation WHERE known_as = ?")?
            .query_row(params![note.id], |row| row.get(0))
            .optional()?;
        let written = note.modified_at.as_deref().or(note.created_at.as_deref()).map(captured);
        if known.is_some_and(|known| known >= written) {
            continue;
        }
        let run = other.run_here(row.get(12)?)?;
        annotation::put(other.to, run, article, &note)?;
        other.report.new_annotations += 1;
    }
    Ok(())
}
