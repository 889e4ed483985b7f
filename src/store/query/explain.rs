//! Explain: everything that one attribution or one change rests on.

use super::filter::Conditions;
use super::{ChangeFilter, ChangeRow, Json, QuoteRow, RevisionRow};
use crate::claim::Days;
use crate::diff::{Judgement, explain_pair, explain_sentence};
use crate::ids::{ChangeId, QuoteId};
use crate::store::evidence::NamedEvidence;
use crate::store::{RowKind, Store, StoreError};
use rusqlite::params;
use serde::Serialize;

/// One attribution with all its evidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The attribution.
    pub quote: QuoteRow,
    /// Up to 32 code points before the content.
    pub prefix: String,
    /// Up to 32 code points after it.
    pub suffix: String,
    /// The sentences it stands in.
    pub context: Option<String>,
    /// Where the hedge stands, in code points of the body.
    pub hedge_span: Option<Json<(usize, usize)>>,
    /// The speaker's name as this revision has it.
    pub speaker_name: Option<String>,
    /// Where the speaker belongs, when the revision says so.
    pub speaker_affiliation: Option<String>,
    /// All names of the speaker in the database.
    pub speaker_aliases: Vec<String>,
    /// `extraction`: probabilities and the decoding rules that applied; `speaker`: the reasons in words.
    pub evidence: Json<serde_json::Value>,
    /// The figures in it: as written, and the canonical form that equal figures share.
    pub figures: Vec<(String, String)>,
    /// How worth checking it is, 0 to 1.
    pub check_worthiness: Option<f64>,
    /// The attributions that it stands in, the nearest first.
    pub outer: Vec<QuoteRow>,
    /// The attributions that stand in it.
    pub inner: Vec<QuoteRow>,
    /// The revision it was found in.
    pub revision: RevisionRow,
    /// The version of onrecord that found it.
    pub version: String,
    /// When that run began.
    pub extracted_at: String,
}

/// One change, and when it was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeExplanation {
    /// The change.
    pub change: ChangeRow,
    /// The version of onrecord that found it.
    pub version: String,
    /// When that run began.
    pub compared_at: String,
}

impl Store {
    /// One attribution, by row.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn quote(&self, quote: QuoteId) -> Result<QuoteRow, StoreError> {
        let found = self.quotes_where("quote_id = ?1", quote)?;
        found.into_iter().next().ok_or_else(|| self.not_found(RowKind::Quote, format!("quote {quote}")))
    }

    fn quotes_where(&self, clause: &str, value: QuoteId) -> Result<Vec<QuoteRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with(clause, Some(value));
        conditions.rows(self, &QuoteRow::select(), "ORDER BY quote_id", QuoteRow::read)
    }

    /// Everything about one attribution.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn explain(&self, quote: QuoteId) -> Result<Explanation, StoreError> {
        let row = self.quote(quote)?;
        let mut outer: Vec<QuoteRow> = Vec::new();
        let mut parent = row.parent_quote_id;
        // A damaged file may have a ring of parents.
        while let Some(id) = parent.filter(|&id| id != quote && outer.iter().all(|o| o.quote_id != id)) {
            let next = self.quote(id)?;
            parent = next.parent_quote_id;
            outer.push(next);
        }
        let inner = self.quotes_where("parent_quote_id = ?1", quote)?;
        let revision = self.revision(row.revision_id)?;
        let aliases = self.strings(
            "SELECT DISTINCT name FROM speaker_alias WHERE speaker = ?1 ORDER BY id",
            row.speaker_id.get(),
        );
        let speaker_aliases = aliases.map_err(|e| self.error(e))?;
        let figures = self.figures_of_quote(quote.get()).map_err(|e| self.error(e))?;
        let sql = "\
            SELECT v.prefix, v.suffix, \
                (SELECT t.sentence FROM v_statements t WHERE t.quote_id = ?1 ORDER BY t.ordinal LIMIT 1), \
                q.hedge_span, q.speaker_name, q.speaker_affiliation, q.evidence, \
                (SELECT t.check_worthiness FROM statement t WHERE t.attribution = ?1 ORDER BY t.ordinal LIMIT 1), \
                u.version, u.started_at \
            FROM attribution q JOIN v_quotes v ON v.quote_id = q.id JOIN run u ON u.id = q.run WHERE q.id = ?1";
        self.connection
            .query_row(sql, params![quote], |found| {
                Ok(Explanation {
                    prefix: found.get(0)?,
                    suffix: found.get(1)?,
                    context: found.get(2)?,
                    hedge_span: found.get(3)?,
                    speaker_name: found.get(4)?,
                    speaker_affiliation: found.get(5)?,
                    evidence: Json(found.get::<_, NamedEvidence>(6)?.0),
                    check_worthiness: found.get(7)?,
                    version: found.get(8)?,
                    extracted_at: found.get(9)?,
                    quote: row,
                    speaker_aliases,
                    figures,
                    outer,
                    inner,
                    revision,
                })
            })
            .map_err(|e| self.error(e))
    }

    /// How the judge weighs a change now; none where it has nothing to weigh.
    ///
    /// # Errors
    /// When its revisions are not there, or the database cannot be read.
    pub fn judgement_of(&self, change: &ChangeRow) -> Result<Option<Judgement>, StoreError> {
        let (from, to) = (change.from_revision_id, change.to_revision_id);
        Ok(match (&change.before, &change.after) {
            (Some(before), Some(after)) => {
                explain_pair(before, after, &Days::between(&self.appeared(from)?, &self.appeared(to)?))
            }
            (Some(text), None) | (None, Some(text)) => {
                explain_sentence(&self.edition(from)?, &self.edition(to)?, text, change.after.is_none())
            }
            (None, None) => None,
        })
    }

    /// One change, by row.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn explain_change(&self, change: ChangeId) -> Result<ChangeExplanation, StoreError> {
        let filter = ChangeFilter { change: Some(change), with_rejected: true, ..ChangeFilter::default() };
        let row = self.changes(&filter)?.into_iter().next();
        let row = row.ok_or_else(|| self.no_change(change))?;
        let sql = "SELECT u.version, u.started_at FROM change c JOIN run u ON u.id = c.run WHERE c.id = ?1";
        self.connection
            .query_row(sql, params![change], |run| {
                Ok(ChangeExplanation { change: row, version: run.get(0)?, compared_at: run.get(1)? })
            })
            .map_err(|e| self.error(e))
    }

    fn strings(&self, sql: &str, id: i64) -> rusqlite::Result<Vec<String>> {
        self.connection.prepare_cached(sql)?.query_map(params![id], |row| row.get(0))?.collect()
    }

    fn figures_of_quote(&self, quote: i64) -> rusqlite::Result<Vec<(String, String)>> {
        let sql = "SELECT f.text, f.canonical FROM figure f JOIN statement t ON t.id = f.statement \
                   WHERE t.attribution = ?1 ORDER BY t.ordinal, f.ordinal";
        self.connection
            .prepare_cached(sql)?
            .query_map(params![quote], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    }
}
