//! Citations: a claim as one revision worded it, with all that proves it.

use super::{ClaimRow, Json, QuoteRow, RevisionRow};
use crate::diff::fingerprint;
use crate::ids::{ClaimId, QuoteId, RevisionId, StatementId};
use crate::store::{RowKind, Store, StoreError};
use rusqlite::{Connection, OptionalExtension, params};

/// A claim as one revision worded it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    /// The claim.
    pub claim: ClaimRow,
    /// Its words in this revision.
    pub text: String,
    /// The sentences they stand in.
    pub sentence: String,
    /// Where they stand in the body, in code points; empty for a headline.
    pub spans: Vec<(usize, usize)>,
    /// The body.
    pub body: String,
    /// The quote; none in the outlet's own voice.
    pub quote: Option<QuoteRow>,
    /// The revision.
    pub revision: RevisionRow,
    /// From which revision on, to the newest, the article words the claim otherwise or has it no longer.
    pub since: Option<RevisionRow>,
    /// SHA-256 in hex of the payload of the first capture that showed it, and whether its bytes are kept; none where
    /// nothing of it was.
    pub payload: Option<(String, bool)>,
}

/// A wording, where it stands.
struct Placed {
    text: String,
    sentence: String,
    spans: Vec<(usize, usize)>,
    quote: Option<QuoteId>,
    revision: RevisionId,
}

fn placed(connection: &Connection, statement: StatementId) -> rusqlite::Result<Placed> {
    let sql = "SELECT text, sentence, spans, quote_id, revision_id FROM v_statements WHERE statement_id = ?";
    connection.query_row(sql, params![statement], |row| {
        Ok(Placed {
            text: row.get(0)?,
            sentence: row.get(1)?,
            spans: row.get::<_, Json<Vec<(usize, usize)>>>(2)?.0,
            quote: row.get(3)?,
            revision: row.get(4)?,
        })
    })
}

impl Store {
    /// From which revision on, to the newest, a claim does not read so.
    fn otherwise_since(&self, claim: &ClaimRow, sentence: &str) -> Result<Option<RevisionRow>, StoreError> {
        let history = self.history(claim.claim_id, true)?;
        let same = |id: RevisionId| {
            let reads = |words: &String| fingerprint(words) == fingerprint(sentence);
            history.iter().any(|step| step.revision_id == id && step.context.as_ref().is_some_and(reads))
        };
        let newest_first = self.revisions(claim.article_id)?.into_iter().rev();
        Ok(newest_first.take_while(|row| !same(row.revision_id)).last())
    }

    /// A claim as the revision with this number worded it; without a number, its newest wording.
    ///
    /// # Errors
    /// When there is no such claim, the revision does not hold it, or the database cannot be read.
    pub fn cited(&self, claim: ClaimId, revision: Option<i64>) -> Result<Cited, StoreError> {
        let row = self.claim(claim)?;
        let statement = match revision {
            None => row.statement_id,
            Some(number) => {
                let held = self.history(claim, true)?;
                held.iter()
                    .find(|step| step.revision == number)
                    .and_then(|step| step.statement_id)
                    .ok_or_else(|| {
                        self.not_found(RowKind::Wording, format!("claim {claim} in revision {number}"))
                    })?
            }
        };
        let Placed { text, sentence, spans, quote, revision } =
            placed(&self.connection, statement).map_err(|e| self.error(e))?;
        Ok(Cited {
            since: self.otherwise_since(&row, &sentence)?,
            claim: row,
            text,
            sentence,
            spans,
            body: self.body(revision)?,
            quote: quote.map(|quote| self.quote(quote)).transpose()?,
            payload: self.payload_of(revision)?,
            revision: self.revision(revision)?,
        })
    }

    fn payload_of(&self, revision: RevisionId) -> Result<Option<(String, bool)>, StoreError> {
        let sql = "SELECT e.payload, p.bytes IS NOT NULL FROM capture c JOIN exchange e ON e.capture = c.id \
                   JOIN payload p ON p.sha256 = e.payload WHERE c.revision = ? \
                   ORDER BY c.captured_at, c.id, e.ordinal DESC LIMIT 1";
        self.connection
            .query_row(sql, params![revision], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(|e| self.error(e))
    }
}
