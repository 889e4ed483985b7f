//! Turned: which changes of an article make a decision on a claim doubtful.
//!
//! A claim turns by its material changes, and by its end, since it last read as it was decided on, said by the same
//! speaker. Where a sentence makes several claims, a change of it is a change of all. Where it was split, or joined to
//! another, whatever carries its words on turns it, too: lineage gives a claim's row to one part only. One that was gone
//! when it was decided on turns by coming back, while it stands.

use rusqlite::{Connection, params};
use std::collections::{BTreeSet, HashSet};

/// A change of an article, with the claims that have a part in it.
struct ClaimChange {
    id: i64,
    /// When its revision was captured, and that revision's number.
    captured_at: String,
    seq: i64,
    /// Somebody who had checked the old wording must look again, or something no longer stands.
    is_grave: bool,
    /// Somebody who had checked the old wording must look again.
    is_material: bool,
    /// The old sentence.
    was: Option<String>,
    before: Vec<i64>,
    after: Vec<i64>,
}

impl ClaimChange {
    fn touches(&self, claims: &BTreeSet<i64>) -> bool {
        self.before.iter().chain(&self.after).any(|claim| claims.contains(claim))
    }
}

/// A decision on a claim.
pub(super) struct ClaimDecision {
    pub(super) review: i64,
    claim: i64,
    is_rejection: bool,
    /// The claim was gone then.
    was_gone: bool,
    wording: String,
    as_of: String,
    /// The same of the first decision in its review.
    first_as_of: String,
}

impl ClaimDecision {
    /// The decisions that hold on claims of an article.
    fn all(connection: &Connection, article: i64) -> rusqlite::Result<Vec<Self>> {
        connection
            .prepare_cached(&format!("{DECISION} WHERE v.article = ? AND d.id = v.decision"))?
            .query_map(params![article], Self::read)?
            .collect()
    }

    /// A decision by its event, whether it still holds or not.
    pub(super) fn of_event(connection: &Connection, event: i64) -> rusqlite::Result<Self> {
        connection
            .prepare_cached(&format!("{DECISION} WHERE d.id = ?"))?
            .query_row(params![event], Self::read)
    }

    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            review: row.get(0)?,
            claim: row.get(1)?,
            is_rejection: row.get(2)?,
            was_gone: row.get(3)?,
            wording: row.get(4)?,
            as_of: row.get(5)?,
            first_as_of: row.get(6)?,
        })
    }
}

const DECISION: &str = "SELECT v.id, v.claim, d.action = 'rejected', json_extract(d.seen, '$.status') IS 'removed', \
         d.wording, d.as_of, (SELECT min(e.as_of) FROM review_event e WHERE e.review = v.id \
             AND e.action IN ('verdict', 'confirmed', 'rejected')) \
     FROM review v JOIN review_event d ON d.review = v.id AND v.claim IS NOT NULL";

/// The changes of an article, as decisions on its claims see them.
pub(super) struct ClaimChanges(Vec<ClaimChange>);

impl ClaimChanges {
    /// Those of the revisions up to the number `until`, in their order, but for those in `none`, of which somebody said
    /// that nothing changed.
    pub(super) fn of_article(
        connection: &Connection,
        article: i64,
        until: i64,
        none: &HashSet<i64>,
    ) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare_cached(
            "SELECT x.id, y.captured_at, y.seq, x.material OR x.withdrawn, x.material, x.before, l.side = 'after', t.claim \
             FROM revision y JOIN change x ON x.to_revision = y.id \
             JOIN change_statement l ON l.change = x.id JOIN statement t ON t.id = l.statement \
             WHERE y.article = ? AND y.seq <= ? ORDER BY y.seq, x.ordinal, x.id",
        )?;
        let mut rows = statement.query(params![article, until])?;
        let mut all: Vec<ClaimChange> = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if none.contains(&id) {
                continue;
            }
            if all.last().is_none_or(|last| last.id != id) {
                let (before, after) = (Vec::new(), Vec::new());
                all.push(ClaimChange {
                    id,
                    captured_at: row.get(1)?,
                    seq: row.get(2)?,
                    is_grave: row.get(3)?,
                    is_material: row.get(4)?,
                    was: row.get(5)?,
                    before,
                    after,
                });
            }
            if let Some(last) = all.last_mut() {
                let side = if row.get(6)? { &mut last.after } else { &mut last.before };
                side.push(row.get(7)?);
            }
        }
        Ok(Self(all))
    }

    /// The claims that a decision follows.
    fn followed(&self, decision: &ClaimDecision) -> BTreeSet<i64> {
        let mut parts = BTreeSet::from([decision.claim]);
        for change in self.0.iter().filter(|change| change.captured_at > decision.first_as_of) {
            let carried = |part: &i64| parts.contains(part);
            let (all, ended) = (
                change.before.iter().any(carried),
                change.before.iter().any(|part| carried(part) && !change.after.contains(part)),
            );
            // What begins there, where one of its claims has words on both sides; all of it, where one ends there.
            let carries = |claim: &&i64| ended || all && !change.before.contains(claim);
            let more: Vec<i64> = change.after.iter().filter(carries).copied().collect();
            parts.extend(more);
        }
        parts
    }

    /// The changes by which a claim turned since it was decided on.
    pub(super) fn turned(
        &self,
        connection: &Connection,
        decision: &ClaimDecision,
    ) -> rusqlite::Result<Vec<i64>> {
        let parts = self.followed(decision);
        let same = self.last_as_decided(connection, decision)?;
        let comes = |change: &ClaimChange| change.after.iter().any(|claim| parts.contains(claim));
        let turns = |change: &ClaimChange| {
            let own = change.touches(&parts) || change.was.as_ref() == Some(&decision.wording);
            if decision.was_gone {
                own && comes(change)
            } else if decision.is_rejection {
                // What was no claim may have become one.
                own && comes(change) && change.is_material
            } else {
                own && change.is_grave
            }
        };
        let since = |change: &&ClaimChange| {
            change.captured_at > decision.as_of
                && same.as_ref().is_none_or(|same| decision.was_gone || change.captured_at > *same)
        };
        let gone_again = decision.was_gone
            && self.0.iter().rfind(|change| change.touches(&parts)).is_some_and(|last| !comes(last));
        let all = self.0.iter().filter(|_| !gone_again).filter(since).filter(|change| turns(change));
        Ok(all.map(|change| change.id).collect())
    }

    /// When a claim last read as it was decided on, by the same speaker, among these revisions.
    fn last_as_decided(
        &self,
        connection: &Connection,
        decision: &ClaimDecision,
    ) -> rusqlite::Result<Option<String>> {
        let Some(until) = self.0.last().map(|change| change.seq) else { return Ok(None) };
        let read: Vec<(String, Option<i64>)> = connection
            .prepare_cached(
                "SELECT t.captured_at, q.speaker FROM v_statements t LEFT JOIN attribution q ON q.id = t.quote_id \
                 WHERE t.claim_id = ? AND t.sentence = ? AND t.revision <= ? ORDER BY t.captured_at",
            )?
            .query_map(params![decision.claim, decision.wording, until], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let by = read.iter().rfind(|(at, _)| *at <= decision.as_of).map(|(_, speaker)| *speaker);
        Ok(read.into_iter().rfind(|(_, speaker)| by.is_none_or(|by| by == *speaker)).map(|(at, _)| at))
    }
}

/// Writes what the reviews of an article's claims follow, and what turned them. Returns the reviews that turned.
pub(super) fn settle_turned(
    connection: &Connection,
    article: i64,
    none: &HashSet<i64>,
) -> rusqlite::Result<HashSet<i64>> {
    for table in ["review_claim", "turned"] {
        let sql = format!("DELETE FROM {table} WHERE review IN (SELECT id FROM review WHERE article = ?)");
        connection.prepare_cached(&sql)?.execute(params![article])?;
    }
    // Where nothing is decided, or no longer, it is the claim alone.
    connection
        .prepare_cached(
            "INSERT INTO review_claim (review, claim) SELECT id, claim FROM review \
             WHERE article = ? AND claim IS NOT NULL AND decision IS NULL",
        )?
        .execute(params![article])?;
    let decisions = ClaimDecision::all(connection, article)?;
    let mut turned = HashSet::new();
    if decisions.is_empty() {
        return Ok(turned);
    }
    let changes = ClaimChanges::of_article(connection, article, i64::MAX, none)?;
    let mut follows = connection.prepare_cached("INSERT INTO review_claim (review, claim) VALUES (?, ?)")?;
    let mut turns = connection.prepare_cached("INSERT INTO turned (review, change) VALUES (?, ?)")?;
    for decision in &decisions {
        for claim in changes.followed(decision) {
            follows.execute(params![decision.review, claim])?;
        }
        for change in changes.turned(connection, decision)? {
            turns.execute(params![decision.review, change])?;
            turned.insert(decision.review);
        }
    }
    Ok(turned)
}
