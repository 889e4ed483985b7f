//! Reviews: what a person decided about a claim. Never deleted, and never lost when derived rows are re-made.

use super::run::now;
use super::spans::Json;
use super::{Store, StoreError};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// What a review says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The extraction is right.
    Confirmed,
    /// The extraction is wrong.
    Rejected,
    /// A verdict on the claim itself.
    Verdict,
}

/// A review to store.
#[derive(Debug, Clone)]
pub struct NewReview {
    /// The claim.
    pub claim_id: i64,
    /// What was decided.
    pub decision: Decision,
    /// Of a verdict: "false", "mostly true", in the reviewer's own scale.
    pub rating: Option<String>,
    /// Why.
    pub explanation: Option<String>,
    /// Addresses of the evidence.
    pub evidence: Vec<String>,
    /// Who decided.
    pub reviewer: Option<String>,
}

/// A stored review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewRow {
    /// The review's row.
    pub review_id: i64,
    /// The claim; `None` when no statement has the wording any more.
    pub claim_id: Option<i64>,
    /// The wording it was decided on.
    pub wording: String,
    /// What was decided.
    pub decision: String,
    /// Of a verdict.
    pub rating: Option<String>,
    /// Why.
    pub explanation: Option<String>,
    /// Addresses of the evidence.
    pub evidence: Json<Vec<String>>,
    /// Who decided.
    pub reviewer: Option<String>,
    /// When.
    pub reviewed_at: String,
}

impl Store {
    /// Stores a review of the newest wording of a claim, and gives its row.
    ///
    /// # Errors
    /// When there is no such claim, or the database cannot be written.
    pub fn add_review(&mut self, run: i64, review: &NewReview) -> Result<i64, StoreError> {
        let claim = self.claim(review.claim_id)?;
        let decision = match review.decision {
            Decision::Confirmed => "confirmed",
            Decision::Rejected => "rejected",
            Decision::Verdict => "verdict",
        };
        self.connection
            .execute(
                "INSERT INTO review (article, claim, wording, fingerprint, decision, rating, explanation, evidence, \
                 reviewer, reviewed_at, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    claim.article_id,
                    claim.claim_id,
                    claim.claim,
                    crate::diff::fingerprint(&claim.claim).cast_signed(),
                    decision,
                    review.rating,
                    review.explanation,
                    Json(&review.evidence),
                    review.reviewer,
                    now(),
                    run
                ],
            )
            .map_err(|e| self.error(e))?;
        Ok(self.connection.last_insert_rowid())
    }

    /// The reviews of an article's claims, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reviews(&self, article: i64) -> Result<Vec<ReviewRow>, StoreError> {
        let run = || -> rusqlite::Result<Vec<ReviewRow>> {
            let sql = "SELECT id, claim, wording, decision, rating, explanation, evidence, reviewer, reviewed_at \
                       FROM review WHERE article = ? ORDER BY id";
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![article], |row| {
                Ok(ReviewRow {
                    review_id: row.get(0)?,
                    claim_id: row.get(1)?,
                    wording: row.get(2)?,
                    decision: row.get(3)?,
                    rating: row.get(4)?,
                    explanation: row.get(5)?,
                    evidence: row.get(6)?,
                    reviewer: row.get(7)?,
                    reviewed_at: row.get(8)?,
                })
            })?;
            rows.collect()
        };
        run().map_err(|e| self.error(e))
    }
}
