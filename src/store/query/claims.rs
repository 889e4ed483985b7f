//! Claims: each with its newest wording and its life, and the history of one.

use super::filter::{Conditions, MOST_COUNTED, MOST_DOUBTFUL, SURE, SortOrder, order_by, page};
use super::{Json, row};
use crate::diff::{Kind, Severity};
use crate::ids::{ArticleId, ChangeId, ClaimId, QuoteId, RevisionId, SpeakerId, StatementId};
use crate::store::{RowKind, Store, StoreError};
use rusqlite::{Row, params};
use serde::Serialize;
use std::collections::HashSet;
use std::ops::ControlFlow;

row! {
    /// One claim: a row of `v_claims`.
    ClaimRow from "v_claims" {
        /// What `history` asks for.
        claim_id: ClaimId,
        /// Its newest wording.
        claim: String,
        /// The speaker's name; `None` for the outlet's own voice, empty when the speaker is not known.
        speaker: Option<String>,
        /// The speaker's kind; `None` for the outlet's own voice.
        speaker_kind: Option<String>,
        /// `direct`, `mixed`, `indirect`; `None` for the outlet's own voice.
        kind: Option<String>,
        /// The words that attribute it; `None` for the outlet's own voice.
        cue: Option<String>,
        /// What the cue does: `say`, `assert`, `deny`, ...
        cue_class: Option<String>,
        /// The cue is negated.
        negated: Option<bool>,
        /// The words that weaken it.
        hedge: Option<String>,
        /// The source puts it forward: it was not left unsaid, asked or only supposed.
        asserted: Option<bool>,
        /// Somebody is reported to have said, written, shown or found it.
        reported: Option<bool>,
        /// The sentences it stands in.
        sentence: String,
        /// How likely its quote is right, speaker and all, 0 to 1; `None` for the outlet's own voice.
        confidence: Option<f64>,
        /// How likely it is an attribution with this source and content.
        attribution_confidence: Option<f64>,
        /// How likely the speaker is right, where the attribution is.
        speaker_confidence: Option<f64>,
        /// `headline`, `lede`, `body`.
        position: String,
        /// How worth checking it is, 0 to 1.
        check_worthiness: f64,
        /// `current`, or `removed` when the newest revision does not hold it.
        status: String,
        /// How many different wordings it has had.
        wordings: i64,
        /// In how many revisions it stands.
        revisions: i64,
        /// Number of the first revision that holds it.
        first_revision: i64,
        /// Capture time of the first revision that holds it.
        first_seen: String,
        /// Time of the last capture that showed it.
        last_seen: String,
        /// How many changes it went through.
        changes: i64,
        /// How many of them were material.
        material_changes: i64,
        /// What a person decided about it: `verdict`, `confirmed`, `rejected`.
        review: Option<String>,
        /// The rating of the verdict.
        rating: Option<String>,
        /// The verdict in words.
        verdict: Option<String>,
        /// Where its review stands: `open`, `assigned`, `decided`, `stale`.
        review_state: Option<String>,
        /// The outlet's name.
        outlet: Option<String>,
        /// The headline of the revision of the newest wording.
        headline: Option<String>,
        /// The address of the article.
        url: Option<String>,
        /// What the article is known by.
        article_key: String,
        /// The article's row.
        article_id: ArticleId,
        /// The attribution of the newest wording.
        quote_id: Option<QuoteId>,
        /// The speaker's row.
        speaker_id: Option<SpeakerId>,
        /// The newest wording's row.
        statement_id: StatementId,
        /// The revision of the newest wording.
        revision_id: RevisionId,
        /// That revision's number within its article, from 1.
        revision: i64,
        /// When that revision was captured.
        captured_at: String,
        /// When the outlet says it published the article.
        published_at: Option<String>,
        /// That in UTC; `None` where the page gave no time or no zone.
        published_utc: Option<String>,
        /// When the revision was captured, in UTC.
        captured_utc: Option<String>,
        /// A person rejected it, or the quote of its newest wording.
        rejected: bool,
    }
}

/// Which claims to list; the default lists all.
#[derive(Debug, Clone, Default)]
pub struct ClaimFilter {
    /// Words in the name of the speaker, or the id of one.
    pub speaker: Option<String>,
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// Words in the name of the outlet.
    pub outlet: Option<String>,
    /// Words in the newest wording.
    pub words: Option<String>,
    /// First seen at or after this ISO 8601 date or time.
    pub since: Option<String>,
    /// First seen at or before this ISO 8601 date or time; a date means the whole day.
    pub until: Option<String>,
    /// `Some(true)`: only those in the newest revision; `Some(false)`: only those taken out.
    pub current: Option<bool>,
    /// Only those with a material change.
    pub material: bool,
    /// Only what a source vouches for, not the outlet's own voice.
    pub attributed: bool,
    /// At least this worth checking.
    pub min_check_worthiness: Option<f64>,
    /// Its quote is at least this sure; the outlet's own voice passes.
    pub min_confidence: Option<f64>,
    /// Those that a person rejected, too.
    pub with_rejected: bool,
    /// Not what an article copies from an earlier one.
    pub without_copies: bool,
    /// The most check-worthy first, instead of in the order of the text.
    pub by_check_worthiness: bool,
    /// The column to order by, instead of in the order of the text.
    pub sort: Option<SortOrder>,
    /// Leave out so many rows at the beginning.
    pub offset: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

/// One step in the life of a claim: a wording, or its end.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryRow {
    /// The revision's number within its article, from 1.
    pub revision: i64,
    /// The revision's row.
    pub revision_id: RevisionId,
    /// When it was captured.
    pub captured_at: String,
    /// The wording; `None` where this revision no longer holds the claim.
    pub text: Option<String>,
    /// The sentences it stands in.
    pub context: Option<String>,
    /// The speaker's name in this revision.
    pub speaker: Option<String>,
    /// The speaker's kind.
    pub speaker_kind: Option<String>,
    /// `direct`, `mixed`, `indirect`; `None` for the outlet's own voice.
    pub kind: Option<String>,
    /// The words that attribute it; `None` for the outlet's own voice.
    pub cue: Option<String>,
    /// What the cue does: `say`, `assert`, `deny`, ...
    pub cue_class: Option<String>,
    /// The cue is negated.
    pub negated: Option<bool>,
    /// The words that weaken it.
    pub hedge: Option<String>,
    /// The source puts it forward: it was not left unsaid, asked or only supposed.
    pub asserted: Option<bool>,
    /// Somebody is reported to have said, written, shown or found it.
    pub reported: Option<bool>,
    /// What changed since the revision before; empty when nothing did.
    pub change_kinds: Vec<Kind>,
    /// How much it matters.
    pub severity: Severity,
    /// Whether a change was material.
    pub material: bool,
    /// A claim or a detail came in.
    pub new: bool,
    /// A claim or a detail no longer stands.
    pub withdrawn: bool,
    /// Why it has its severity, in a few words.
    pub reason: Option<String>,
    /// A fact that stood was changed or withdrawn, and no correction note can explain it.
    pub unannounced: bool,
    /// The outlet's date of its last change did not move with it.
    pub undated: bool,
    /// The words of the correction note that explains it.
    pub correction: Option<String>,
    /// The statement's row.
    pub statement_id: Option<StatementId>,
    /// The attribution's row.
    pub quote_id: Option<QuoteId>,
    /// The change's row.
    pub change_id: Option<ChangeId>,
    /// A person rejected the change; where such are left out, nothing else is told of it.
    pub rejected: bool,
}

impl HistoryRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            revision: row.get(0)?,
            revision_id: row.get(1)?,
            captured_at: row.get(2)?,
            text: row.get(3)?,
            context: row.get(4)?,
            speaker: row.get(5)?,
            speaker_kind: row.get(6)?,
            kind: row.get(7)?,
            change_kinds: row.get::<_, Option<Json<Vec<Kind>>>>(8)?.unwrap_or_default().0,
            reason: row.get(9)?,
            statement_id: row.get(10)?,
            quote_id: row.get(11)?,
            change_id: row.get(12)?,
            severity: row.get(14)?,
            correction: row.get(15)?,
            material: row.get(16)?,
            new: row.get(17)?,
            withdrawn: row.get(18)?,
            unannounced: row.get(19)?,
            cue: row.get(20)?,
            cue_class: row.get(21)?,
            negated: row.get(22)?,
            hedge: row.get(23)?,
            asserted: row.get(24)?,
            reported: row.get(25)?,
            undated: row.get(26)?,
            rejected: row.get(27)?,
        })
    }

    /// The row without its change.
    fn without_change(self) -> Self {
        Self {
            change_kinds: Vec::new(),
            severity: Severity::None,
            material: false,
            new: false,
            withdrawn: false,
            reason: None,
            unannounced: false,
            undated: false,
            correction: None,
            change_id: None,
            ..self
        }
    }
}

/// In the words of the index of statements that are worth checking.
const WORTH_CHECKING: &str = "check_worthiness >= 0.7";

/// A person gave a verdict on it or confirmed its quote: however doubtful the program is, it is listed.
const DECIDED: &str = "coalesce(review, '') IN ('verdict', 'confirmed') OR quote_id IN (SELECT id FROM attribution WHERE confirmed)";

/// Statements of doubtful quotes, in the words of their index.
const DOUBTFUL_WORTH_CHECKING: &str = "SELECT t.id FROM attribution q CROSS JOIN statement t ON t.attribution = q.id \
                                       WHERE q.confidence < 0.5 AND t.check_worthiness >= ?1";

impl Store {
    /// Calls `each` for every claim that `filter` lets through.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_claim<E: From<StoreError>>(
        &self,
        filter: &ClaimFilter,
        mut each: impl FnMut(ClaimRow) -> Result<(), E>,
    ) -> Result<(), E> {
        if filter.by_check_worthiness && filter.sort.is_none() {
            return self.for_each_worth_checking(filter, each);
        }
        let order = order_by(filter.sort.as_ref(), ClaimRow::COLUMNS, "claim_id")?;
        let tail = format!("{order} {}", page(filter.limit, filter.offset));
        self.claim_conditions(filter)?.for_each(self, &ClaimRow::select(), &tail, |row| {
            Ok(each(ClaimRow::read(row)?).map(ControlFlow::Continue))
        })
    }

    /// The most check-worthy first: those that an index holds, then the rest, which must be sorted.
    fn for_each_worth_checking<E: From<StoreError>>(
        &self,
        filter: &ClaimFilter,
        mut each: impl FnMut(ClaimRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let _unchanging = self.connection.unchecked_transaction().map_err(|e| self.error(e))?;
        let mut skip = filter.offset;
        let mut left = filter.limit.map(|n| n.saturating_add(skip));
        for part in [WORTH_CHECKING, "check_worthiness < 0.7"] {
            if left == Some(0) {
                break;
            }
            let mut conditions = self.claim_conditions(filter)?;
            conditions.when(true, part);
            let tail = format!("ORDER BY check_worthiness DESC, claim_id {}", page(left, 0));
            conditions.for_each(self, &ClaimRow::select(), &tail, |row| {
                left = left.map(|n| n.saturating_sub(1));
                if skip > 0 {
                    skip -= 1;
                    return Ok(Ok(ControlFlow::Continue(())));
                }
                Ok(each(ClaimRow::read(row)?).map(ControlFlow::Continue))
            })?;
        }
        Ok(())
    }

    /// How many claims are left out only because their quote is less sure than `filter` wants, whatever its limit; one more
    /// than [`MOST_DOUBTFUL`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn doubtful_claims(&self, filter: &ClaimFilter) -> Result<usize, StoreError> {
        let Some(least) = filter.min_confidence else { return Ok(0) };
        let mut conditions =
            self.claim_conditions(&ClaimFilter { min_confidence: None, ..filter.clone() })?;
        conditions.with(&format!("confidence < ?1 AND NOT ({DECIDED})"), Some(least));
        conditions.when(least <= SURE, "confidence < 0.5");
        // What is worth checking is seldom doubtful: the walk begins at what is, whatever SQLite thinks of it.
        let worth = filter.min_check_worthiness.filter(|_| least <= SURE);
        conditions.with(&format!("statement_id IN ({DOUBTFUL_WORTH_CHECKING})"), worth);
        conditions.count(self, "v_claims", "", MOST_DOUBTFUL)
    }

    /// How many claims `filter` lets through, whatever its limit and offset; one more than [`MOST_COUNTED`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_claims(&self, filter: &ClaimFilter) -> Result<usize, StoreError> {
        self.claim_conditions(filter)?.count(self, "v_claims", "", MOST_COUNTED)
    }

    fn claim_conditions(&self, filter: &ClaimFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        conditions.speaker("speaker_id", filter.speaker.as_deref());
        conditions.article(self, "article_id", filter.article.as_deref())?;
        conditions.outlet(filter.outlet.as_deref());
        conditions.words("claim", filter.words.as_deref());
        conditions.with("first_seen >= ?1", filter.since.clone());
        conditions.until("first_seen", filter.until.as_deref());
        conditions
            .with("status = ?1", filter.current.map(|c| if c { "current" } else { "removed" }.to_owned()));
        conditions.when(filter.material, "material_changes > 0");
        conditions.when(filter.attributed, "quote_id IS NOT NULL");
        conditions.when(!filter.with_rejected, "NOT rejected");
        conditions.with("check_worthiness >= ?1", filter.min_check_worthiness);
        conditions.when(filter.min_check_worthiness.is_some_and(|least| least >= 0.7), WORTH_CHECKING);
        conditions.with(&format!("(coalesce(confidence, 1) >= ?1 OR {DECIDED})"), filter.min_confidence);
        conditions.when(filter.without_copies, "claim_id NOT IN (SELECT id FROM claim WHERE copied)");
        Ok(conditions)
    }

    /// Those of an article's claims that only repeat an earlier article.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn copied_claims(&self, article: ArticleId) -> Result<HashSet<ClaimId>, StoreError> {
        let run = || -> rusqlite::Result<HashSet<ClaimId>> {
            self.connection
                .prepare_cached("SELECT id FROM claim WHERE article = ? AND copied")?
                .query_map(params![article], |row| row.get(0))?
                .collect()
        };
        run().map_err(|e| self.error(e))
    }

    /// The claims that `filter` lets through, all at once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<ClaimRow>, StoreError> {
        let mut claims = Vec::new();
        self.for_each_claim::<StoreError>(filter, |claim| {
            claims.push(claim);
            Ok(())
        })?;
        Ok(claims)
    }

    /// One claim.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn claim(&self, claim: ClaimId) -> Result<ClaimRow, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("claim_id = ?1", Some(claim));
        let found = conditions.rows(self, &ClaimRow::select(), "", ClaimRow::read)?;
        found.into_iter().next().ok_or_else(|| self.not_found(RowKind::Claim, format!("claim {claim}")))
    }

    /// Every wording of a claim, oldest first: one row for each revision that holds it, and one for each that does
    /// no longer. `with_rejected` tells of changes that a person rejected, too.
    ///
    /// # Errors
    /// When there is no such claim, or the database cannot be read.
    pub fn history(&self, claim: ClaimId, with_rejected: bool) -> Result<Vec<HistoryRow>, StoreError> {
        self.claim(claim)?;
        let wordings = "\
            SELECT r.seq, r.id, r.captured_at, t.text, t.sentence, s.name, iif(q.not_theirs, 'none', q.speaker_kind), q.kind, \
                c.kinds, c.reason, t.statement_id, t.quote_id, c.id, t.ordinal, coalesce(c.severity, 'none'), k.text, \
                coalesce(c.material, 0), coalesce(c.new, 0), coalesce(c.withdrawn, 0), coalesce(c.unannounced, 0), \
                q.cue, q.cue_class, q.negated, q.hedge, q.asserted, q.reported, \
                c.id IS NOT NULL AND (SELECT v.undated FROM v_revisions v WHERE v.revision_id = r.id), \
                coalesce(c.rejected, 0) \
            FROM v_statements t JOIN revision r ON r.id = t.revision_id \
            LEFT JOIN attribution q ON q.id = t.quote_id LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs \
            LEFT JOIN change_statement x ON x.statement = t.statement_id AND x.side = 'after' \
            LEFT JOIN change c ON c.id = x.change LEFT JOIN correction k ON k.id = c.correction \
            WHERE t.claim_id = ?1";
        let ends = "\
            SELECT r.seq, r.id, r.captured_at, NULL, NULL, NULL, NULL, NULL, \
                c.kinds, c.reason, NULL, NULL, c.id, 0, c.severity, k.text, \
                c.material, c.new, c.withdrawn, c.unannounced, NULL, NULL, NULL, NULL, NULL, NULL, \
                (SELECT v.undated FROM v_revisions v WHERE v.revision_id = r.id), c.rejected \
            FROM statement t JOIN change_statement x ON x.statement = t.id AND x.side = 'before' \
            JOIN change c ON c.id = x.change JOIN revision r ON r.id = c.to_revision \
            LEFT JOIN correction k ON k.id = c.correction \
            WHERE t.claim = ?1 \
                AND NOT EXISTS (SELECT 1 FROM statement n WHERE n.claim = ?1 AND n.revision = c.to_revision)";
        let run = || -> rusqlite::Result<Vec<HistoryRow>> {
            let sql = format!("{wordings} UNION ALL {ends} ORDER BY 1, 14, 13");
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![claim], |row| {
                let step = HistoryRow::read(row)?;
                Ok(if step.rejected && !with_rejected { step.without_change() } else { step })
            })?;
            rows.collect()
        };
        run().map_err(|e| self.error(e))
    }
}
