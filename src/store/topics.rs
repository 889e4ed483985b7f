//! Topics: claims of several articles that are one. They are proposed by what `matches` finds; only a person confirms one or
//! splits it, and that decision outlives every later proposal and re-extraction.
//!
//! What is new since the last time is looked up, not everything: articles whose newest revision was not looked up yet.

use super::matches::{Finder, MatchFilter, StoredUtterance, rounded};
use super::query::{TopicRow, topic_rows};
use super::run::now;
use super::typed::check_name;
use super::{Store, StoreError};
use crate::ids::{ClaimId, RunId, TopicId};
use crate::matching::{ClaimLink, Membership, Topics};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What an update looked up and found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct MatchUpdate {
    /// Articles that were new, or had changed.
    pub articles: usize,
    /// Claims of theirs that were looked up.
    pub claims: usize,
    /// Pairs that were found to be one claim.
    pub pairs: usize,
    /// Topics that there are now.
    pub topics: usize,
    /// Claims that are proposed for them.
    pub proposed: usize,
}

/// The claims of an article that are looked up: those in its newest revision that somebody who can be told is said to
/// have put forward, and sentences in the outlet's own voice that are worth checking.
const ELIGIBLE: &str = "\
    SELECT c.id FROM article a JOIN claim c ON c.article = a.id JOIN statement t ON t.id = c.latest \
        AND t.revision = a.newest_revision LEFT JOIN attribution q ON q.id = t.attribution \
    WHERE a.id = ?1 AND NOT c.copied AND NOT c.rejected AND t.position <> 'headline' \
        AND CASE WHEN q.id IS NULL THEN t.check_worthiness >= 0.4 \
        ELSE NOT q.rejected AND q.sure \
            AND (q.speaker_kind NOT IN ('anonymous', 'none') OR q.anonymous_class = 'office_holder') END \
    ORDER BY t.ordinal";

/// Two claims that a person keeps apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitMatch {
    /// The topic that the second is not proposed for again.
    pub topic: TopicId,
    /// That a person had confirmed the two to be one, which holds no longer.
    pub was_confirmed: Option<DecidedMatch>,
}

/// By whom and when two claims were decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedMatch {
    /// Who decided; `None` where older versions did not ask.
    pub reviewer: Option<String>,
    /// When, ISO 8601 in UTC.
    pub at: String,
}

/// The run in which somebody decides.
#[derive(Clone, Copy)]
struct Decider<'a> {
    run: i64,
    reviewer: &'a str,
}

/// The score of a pair from which on it is proposed.
const PROPOSED: f32 = 0.6;

impl Store {
    /// Looks up the claims of articles that are new or have changed, and proposes topics. `progress` is told how many
    /// articles are done, of how many.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn update_matches(
        &mut self,
        run: RunId,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<MatchUpdate, StoreError> {
        let run = run.get();
        let stale = self.unmatched().map_err(|e| self.error(e))?;
        let mut update = MatchUpdate { articles: stale.len(), ..MatchUpdate::default() };
        let (mut links, mut seen) = (Vec::new(), HashSet::new());
        let mut finder = Finder::new(&self.connection, false).map_err(|e| self.error(e))?;
        for (n, article) in stale.iter().enumerate() {
            progress(n, stale.len());
            let claims = eligible(&self.connection, *article).map_err(|e| self.error(e))?;
            update.claims += claims.len();
            for claim in claims {
                let found = finder.one_with(claim, PROPOSED, &mut seen).map_err(|e| self.error(e))?;
                links.extend(found.into_iter().map(|(other, related)| ClaimLink {
                    one: claim.min(other).into(),
                    other: claim.max(other).into(),
                    score: related.score,
                }));
            }
        }
        update.pairs = links.iter().map(|l| (l.one, l.other)).collect::<BTreeSet<_>>().len();
        self.write(|connection, _| {
            let stale: BTreeSet<i64> = stale.iter().copied().collect();
            propose(connection, run, links, &stale)?;
            for article in &stale {
                connection
                    .prepare_cached(
                        "INSERT OR REPLACE INTO matched (article, revision) \
                         SELECT id, newest_revision FROM article WHERE id = ? AND newest_revision IS NOT NULL",
                    )?
                    .execute(params![article])?;
            }
            let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0));
            update.topics = count("SELECT count(*) FROM topic")? as usize;
            update.proposed = count("SELECT count(*) FROM topic_claim WHERE origin = 'proposed'")? as usize;
            Ok(update)
        })
    }

    /// How many articles are new or have changed since matches were last looked up.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unmatched_articles(&self) -> Result<usize, StoreError> {
        Ok(self.unmatched().map_err(|e| self.error(e))?.len())
    }

    fn unmatched(&self) -> rusqlite::Result<Vec<i64>> {
        let sql = "SELECT a.id FROM article a LEFT JOIN matched m ON m.article = a.id \
                   WHERE a.newest_revision IS NOT NULL AND m.revision IS NOT a.newest_revision ORDER BY a.id";
        self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    }

    /// The members of topics, topic by topic, what is confirmed first, then the most alike; those of one topic, or of all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn topics(&self, topic: Option<TopicId>) -> Result<Vec<TopicRow>, StoreError> {
        topic_rows(self, topic)
    }

    /// Records that `reviewer` finds two claims of different articles to be one. Returns their topic. All or nothing.
    ///
    /// # Errors
    /// When nobody is named, when either is not there or comes from a source that stays unnamed, when both are of one
    /// article, or the database cannot be written.
    pub fn confirm_match(
        &mut self,
        run: RunId,
        claim: ClaimId,
        other: ClaimId,
        reviewer: &str,
    ) -> Result<TopicId, StoreError> {
        let (by, claim, other) = (Decider { run: run.get(), reviewer }, claim.get(), other.get());
        self.decidable(claim, other, by, "be one claim")?;
        self.write(|connection, _| {
            let known = topic_of(connection, claim)?.or(topic_of(connection, other)?);
            let topic = match known {
                Some(topic) => topic,
                None => new_topic(connection, by.run)?,
            };
            // What the other was confirmed to be as well is the same by that.
            if let Some(second) = confirmed_topic(connection, other)?.filter(|second| *second != topic) {
                connection
                    .prepare_cached(
                        "UPDATE OR REPLACE topic_claim SET topic = ?1, run = ?3 WHERE topic = ?2",
                    )?
                    .execute(params![topic, second, by.run])?;
            }
            decide(connection, by, topic, claim, "confirmed")?;
            decide(connection, by, topic, other, "confirmed")?;
            tidy(connection)?;
            Ok(TopicId::new(topic))
        })
    }

    /// Records that `reviewer` finds `other` to be another claim than `claim`: it is not proposed for its topic again. All
    /// or nothing.
    ///
    /// # Errors
    /// When nobody is named, when either is not there, when both are of one article, or the database cannot be written.
    pub fn split_match(
        &mut self,
        run: RunId,
        claim: ClaimId,
        other: ClaimId,
        reviewer: &str,
    ) -> Result<SplitMatch, StoreError> {
        let (by, claim, other) = (Decider { run: run.get(), reviewer }, claim.get(), other.get());
        self.decidable(claim, other, by, "be kept apart")?;
        self.write(|connection, _| {
            let topic = match topic_of(connection, claim)? {
                Some(topic) => topic,
                None => new_topic(connection, by.run)?,
            };
            let was_confirmed = confirmed(connection, topic, claim, other)?;
            anchor(connection, by, topic, claim)?;
            decide(connection, by, topic, other, "split")?;
            tidy(connection)?;
            Ok(SplitMatch { topic: TopicId::new(topic), was_confirmed })
        })
    }

    /// What was decided or proposed about two claims: `confirmed`, `split`, `proposed`, or nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn match_origin(&self, claim: ClaimId, other: ClaimId) -> Result<Option<String>, StoreError> {
        let filter = MatchFilter { all: true, with_copies: true, limit: None };
        let found = self.matches(claim, filter)?.into_iter().find(|found| found.claim.claim_id == other);
        Ok(found.and_then(|found| found.origin))
    }

    /// Whether a person may decide on two claims.
    fn decidable(&self, claim: i64, other: i64, by: Decider<'_>, what: &str) -> Result<(), StoreError> {
        check_name(by.reviewer, "the name of who decides")?;
        let (one, two) = (self.claim(ClaimId::new(claim))?, self.claim(ClaimId::new(other))?);
        if one.article_id == two.article_id {
            return Err(StoreError::refused(format!(
                "claims {claim} and {other} cannot {what} here: both are of article {}; name claims of two articles",
                one.article_id
            )));
        }
        let mut finder = Finder::new(&self.connection, true).map_err(|e| self.error(e))?;
        for id in [claim, other] {
            let unnamed = |found: &StoredUtterance| found.utterance.unnamed;
            if finder.utterance(id).map_err(|e| self.error(e))?.is_some_and(|found| unnamed(&found)) {
                return Err(StoreError::refused(format!(
                    "claim {id} cannot {what} with another: its source stays unnamed, and nobody can tell who it is"
                )));
            }
        }
        Ok(())
    }
}

fn eligible(connection: &Connection, article: i64) -> rusqlite::Result<Vec<i64>> {
    connection.prepare_cached(ELIGIBLE)?.query_map(params![article], |row| row.get(0))?.collect()
}

/// Makes the proposals anew by links that were found and those that stand. What `stale` articles were proposed for goes.
fn propose(
    connection: &Connection,
    run: i64,
    mut links: Vec<ClaimLink>,
    stale: &BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let (mut decided, mut stood) = (Vec::new(), BTreeMap::<TopicId, Vec<(ClaimId, f32)>>::new());
    let mut was: HashMap<ClaimId, (TopicId, f32)> = HashMap::new();
    let mut statement = connection.prepare(
        "SELECT topic, claim, article, score, origin FROM topic_claim WHERE claim IS NOT NULL ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (topic, claim, article): (TopicId, ClaimId, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        #[allow(clippy::cast_possible_truncation)] // it was an f32
        let (score, origin) = (row.get::<_, f64>(3)? as f32, row.get::<_, String>(4)?);
        match origin.as_str() {
            "proposed" => {
                was.insert(claim, (topic, score));
                if !stale.contains(&article) {
                    stood.entry(topic).or_default().push((claim, score));
                }
            }
            origin => decided.push(Membership { topic, claim, confirmed: origin == "confirmed" }),
        }
    }
    for (topic, members) in &stood {
        let first =
            decided.iter().find(|m| m.topic == *topic && m.confirmed).map_or(members[0].0, |m| m.claim);
        let joined = members.iter().filter(|(claim, _)| *claim != first);
        links.extend(joined.map(|&(claim, score)| ClaimLink {
            one: first.min(claim),
            other: first.max(claim),
            score,
        }));
    }
    let topics = Topics::gather(&links, &decided);
    let mut wanted: BTreeMap<ClaimId, (TopicId, f32)> = BTreeMap::new();
    for (topic, members) in topics.proposed {
        wanted.extend(members.into_iter().map(|(claim, score)| (claim, (topic, score))));
    }
    let decided_topics: BTreeSet<TopicId> = decided.iter().map(|m| m.topic).collect();
    let mut taken = decided_topics;
    for members in topics.new {
        let old = members.keys().filter_map(|claim| was.get(claim)).map(|(topic, _)| *topic);
        let topic = match old.filter(|topic| !taken.contains(topic)).min() {
            Some(topic) => topic,
            None => new_topic(connection, run)?.into(),
        };
        taken.insert(topic);
        wanted.extend(members.into_iter().map(|(claim, score)| (claim, (topic, score))));
    }
    write_proposals(connection, run, &was, &wanted)?;
    tidy(connection)
}

/// Writes what differs between the proposals that stood and those that are wanted.
fn write_proposals(
    connection: &Connection,
    run: i64,
    was: &HashMap<ClaimId, (TopicId, f32)>,
    wanted: &BTreeMap<ClaimId, (TopicId, f32)>,
) -> rusqlite::Result<()> {
    let mut delete =
        connection.prepare_cached("DELETE FROM topic_claim WHERE claim = ?1 AND origin = 'proposed'")?;
    for claim in was.keys().filter(|claim| was.get(claim) != wanted.get(claim)) {
        delete.execute(params![claim])?;
    }
    for (claim, (topic, score)) in wanted.iter().filter(|(claim, of)| was.get(claim) != Some(of)) {
        insert(connection, run, topic.get(), claim.get(), *score, "proposed")?;
    }
    Ok(())
}

fn insert(
    connection: &Connection,
    run: i64,
    topic: i64,
    claim: i64,
    score: f32,
    origin: &str,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO topic_claim (topic, article, claim, wording, fingerprint, score, origin, run) \
             SELECT ?1, c.article, c.id, v.text, t.fingerprint, ?3, ?4, ?5 FROM claim c \
             JOIN statement t ON t.id = c.latest JOIN v_statements v ON v.statement_id = t.id WHERE c.id = ?2",
        )?
        .execute(params![topic, claim, rounded(score), origin, run])?;
    Ok(())
}

fn new_topic(connection: &Connection, run: i64) -> rusqlite::Result<i64> {
    connection.prepare_cached("INSERT INTO topic (run) VALUES (?)")?.execute(params![run])?;
    Ok(connection.last_insert_rowid())
}

/// Puts a person's decision in the place of a proposal.
fn decide(
    connection: &Connection,
    by: Decider<'_>,
    topic: i64,
    claim: i64,
    origin: &str,
) -> rusqlite::Result<()> {
    let score: Option<f64> = connection
        .prepare_cached("SELECT score FROM topic_claim WHERE topic = ? AND claim = ?")?
        .query_row(params![topic, claim], |row| row.get(0))
        .optional()?;
    // It is in one topic only, and what is decided is no longer proposed.
    connection
        .prepare_cached(
            "DELETE FROM topic_claim WHERE claim = ?1 AND (origin = 'proposed' OR topic = ?2 OR ?3 = 'confirmed' \
             AND origin = 'confirmed')",
        )?
        .execute(params![claim, topic, origin])?;
    #[allow(clippy::cast_possible_truncation)] // a score to two places
    insert(connection, by.run, topic, claim, score.unwrap_or(0.0) as f32, origin)?;
    connection
        .prepare_cached("UPDATE topic_claim SET reviewer = ?, decided_at = ? WHERE topic = ? AND claim = ?")?
        .execute(params![by.reviewer.trim(), now(), topic, claim])
        .map(drop)
}

/// Keeps a claim in its topic, for another is split from it; that confirms nothing.
fn anchor(connection: &Connection, by: Decider<'_>, topic: i64, claim: i64) -> rusqlite::Result<()> {
    if confirmed_topic(connection, claim)? == Some(topic) {
        return Ok(());
    }
    decide(connection, by, topic, claim, "confirmed")?;
    connection
        .prepare_cached("UPDATE topic_claim SET anchor = 1, reviewer = NULL, decided_at = NULL WHERE topic = ? AND claim = ?")?
        .execute(params![topic, claim])
        .map(drop)
}

/// The topic that a claim is in, what is decided before what is proposed.
fn topic_of(connection: &Connection, claim: i64) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT topic FROM topic_claim WHERE claim = ? AND origin <> 'split' ORDER BY origin LIMIT 1",
        )?
        .query_row(params![claim], |row| row.get(0))
        .optional()
}

/// Who confirmed that two claims of a topic are one.
fn confirmed(
    connection: &Connection,
    topic: i64,
    claim: i64,
    other: i64,
) -> rusqlite::Result<Option<DecidedMatch>> {
    connection
        .prepare_cached(
            "SELECT m.reviewer, coalesce(m.decided_at, '') FROM topic_claim m \
             WHERE m.topic = ?1 AND m.claim IN (?2, ?3) AND m.origin = 'confirmed' AND NOT m.anchor AND (SELECT count(*) \
                 FROM topic_claim o WHERE o.topic = ?1 AND o.claim IN (?2, ?3) AND o.origin = 'confirmed' AND NOT o.anchor) = 2 \
             ORDER BY m.decided_at DESC, m.id DESC LIMIT 1",
        )?
        .query_row(params![topic, claim, other], |row| {
            Ok(DecidedMatch { reviewer: row.get(0)?, at: row.get(1)? })
        })
        .optional()
}

fn confirmed_topic(connection: &Connection, claim: i64) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT topic FROM topic_claim WHERE claim = ? AND origin = 'confirmed'")?
        .query_row(params![claim], |row| row.get(0))
        .optional()
}

/// Takes away proposals that are alone, and topics that are empty.
fn tidy(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM topic_claim WHERE origin = 'proposed' \
             AND (SELECT count(*) FROM topic_claim o WHERE o.topic = topic_claim.topic AND o.origin <> 'split') < 2;
         DELETE FROM topic WHERE NOT EXISTS (SELECT 1 FROM topic_claim m WHERE m.topic = topic.id);",
    )
}

/// Has an article's claims looked up again.
pub(super) fn look_again(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM matched WHERE article = ?")?.execute(params![article]).map(drop)
}

/// Brings decisions back to the claim that now has their wording; proposals for a claim whose wording changed go, until
/// it is looked up again.
pub(super) fn reattach_topics(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM topic_claim WHERE article = ?1 AND origin = 'proposed' AND NOT EXISTS (SELECT 1 FROM claim c \
                 JOIN statement t ON t.id = c.latest WHERE c.id = topic_claim.claim AND t.fingerprint = topic_claim.fingerprint)",
        )?
        .execute(params![article])?;
    connection
        .prepare_cached(
            "UPDATE OR IGNORE topic_claim SET claim = coalesce((SELECT t.claim FROM revision r \
                 JOIN statement t ON t.revision = r.id AND t.fingerprint = topic_claim.fingerprint \
                 WHERE r.article = topic_claim.article ORDER BY r.seq DESC, t.ordinal LIMIT 1), claim) \
             WHERE article = ?1 AND NOT EXISTS (SELECT 1 FROM statement t \
                 WHERE t.claim = topic_claim.claim AND t.fingerprint = topic_claim.fingerprint)",
        )?
        .execute(params![article])?;
    Ok(())
}
