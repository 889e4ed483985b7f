//! Changes: how claims differ between a revision and the one before it.

use super::filter::{Conditions, MOST_COUNTED, SortOrder, name_of, order_by, page, severities};
use super::{Json, row};
use crate::diff::{Finding, Kind, Severity};
use crate::ids::{ArticleId, ChangeId, ClaimId, CorrectionId, RevisionId};
use crate::store::{Store, StoreError};
use serde::Serialize;
use std::ops::ControlFlow;

row! {
    /// One change: a row of `v_changes`.
    ChangeRow from "v_changes" {
        /// The change's row.
        change_id: ChangeId,
        /// What happened, most telling first.
        kinds: Json<Vec<Kind>>,
        /// How much it matters.
        severity: Severity,
        /// Whether someone who had checked the old wording must look again.
        material: bool,
        /// A claim or a detail came in.
        new: bool,
        /// A claim or a detail no longer stands.
        withdrawn: bool,
        /// Why it has its severity, in a few words.
        reason: String,
        /// A fact that stood was changed or withdrawn, and no correction note can explain it.
        unannounced: bool,
        /// The old sentence as it stood; `None` for what was added.
        before: Option<String>,
        /// The new sentence; `None` for what was removed.
        after: Option<String>,
        /// The speaker of the old wording; `None` for the outlet's own voice.
        speaker_before: Option<String>,
        /// The speaker of the new wording.
        speaker_after: Option<String>,
        /// Where it stands: `headline`, `lede` or `body`; `None` for a correction note that is no claim.
        position: Option<String>,
        /// The figures that changed, old and new as written.
        figures: Json<Vec<(Option<String>, Option<String>)>>,
        /// Each kind that compares wordings, with the words that show it.
        findings: Json<Vec<Finding>>,
        /// How sure the extraction is of the least sure quote in it, 0 to 1; `None` for the outlet's own voice.
        confidence: Option<f64>,
        /// The correction note that explains it, or that it is.
        correction_id: Option<CorrectionId>,
        /// The note's words.
        correction: Option<String>,
        /// The date in the note.
        noted_at: Option<String>,
        /// For a correction note, the rows of the changes that it explains.
        explains: Json<Vec<ChangeId>>,
        /// A correction note that names no change, and so may explain it.
        possible_correction_id: Option<CorrectionId>,
        /// That note's words.
        possible_correction: Option<String>,
        /// What `history` asks for; `None` for a correction note that is no claim.
        claim_id: Option<ClaimId>,
        /// The outlet's name.
        outlet: Option<String>,
        /// The headline of the newer revision.
        headline: Option<String>,
        /// The address of the article.
        url: Option<String>,
        /// What the article is known by.
        article_key: String,
        /// The article's row.
        article_id: ArticleId,
        /// The older revision's number within the article, from 1.
        from_revision: i64,
        /// The newer revision's number.
        to_revision: i64,
        /// When the older revision was captured.
        from_captured_at: String,
        /// When the newer one was.
        to_captured_at: String,
        /// The older revision's row.
        from_revision_id: RevisionId,
        /// The newer revision's row.
        to_revision_id: RevisionId,
        /// Where it stands among the changes of its revision.
        ordinal: i64,
        /// When the outlet says it published the article.
        published_at: Option<String>,
        /// That in UTC; `None` where the page gave no time or no zone.
        published_utc: Option<String>,
        /// When the newer revision was captured, in UTC.
        captured_utc: Option<String>,
        /// The outlet's date of its last change did not move with it.
        undated: bool,
        /// A person rejected it.
        rejected: bool,
        /// What a person decided about it: `confirmed`, `rejected`.
        review: Option<String>,
        /// Where its review stands: `open`, `assigned`, `decided`.
        review_state: Option<String>,
    }
}

/// One correction note of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrectionRow {
    /// The note's row.
    pub correction_id: CorrectionId,
    /// Number of the first revision that carries it, from 1.
    pub revision: i64,
    /// Its words.
    pub correction: String,
    /// The date in it.
    pub noted_at: Option<String>,
    /// How many changes it explains.
    pub explains: i64,
}

/// Which changes to list; the default lists all.
#[derive(Debug, Clone, Default)]
pub struct ChangeFilter {
    /// Only material ones.
    pub material: bool,
    /// At least this severe.
    pub min_severity: Severity,
    /// Only those with which a claim or a detail came in.
    pub new: bool,
    /// Only those that withdrew a claim or a detail.
    pub withdrawn: bool,
    /// Only facts changed or withdrawn that no correction note can explain.
    pub unannounced: bool,
    /// Only those with which the outlet's date of its last change did not move.
    pub undated: bool,
    /// Quotes in it are at least this sure; the outlet's own voice passes.
    pub min_confidence: Option<f64>,
    /// Only those of one of these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// The newer revision was captured at or after this ISO 8601 date or time.
    pub since: Option<String>,
    /// The newer revision was captured at or before this ISO 8601 date or time; a date means the whole day.
    pub until: Option<String>,
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// Words in the name of the outlet.
    pub outlet: Option<String>,
    /// Words in the name of the speaker before or after.
    pub speaker: Option<String>,
    /// Only those of claims with a decision that they came after.
    pub since_review: bool,
    /// Those that a person rejected, too.
    pub with_rejected: bool,
    /// Not those that were taken back, to the letter, within so many seconds, nor what took them back.
    pub stable: Option<i64>,
    /// Only this one.
    pub change: Option<ChangeId>,
    /// Only those of this claim.
    pub claim: Option<ClaimId>,
    /// Only those that led to this revision, by row.
    pub to_revision_id: Option<RevisionId>,
    /// The severest first, instead of article by article in the order of the text.
    pub by_severity: bool,
    /// The column to order by, instead of article by article in the order of the text; comes before `by_severity`.
    pub sort: Option<SortOrder>,
    /// Leave out so many rows at the beginning.
    pub offset: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

/// That a change came after the decision about its claim.
const SINCE_REVIEW: &str = "change_id IN (SELECT b.change FROM review v JOIN review_event d ON d.id = v.decision \
     JOIN review_claim k ON k.review = v.id JOIN statement t ON t.claim = k.claim \
     JOIN change_statement b ON b.statement = t.id JOIN change x ON x.id = b.change \
     JOIN revision y ON y.id = x.to_revision WHERE y.captured_at > d.as_of UNION SELECT change FROM turned)";
/// A change of the same article that takes one back, or that it takes back, with less than `?1` seconds between them.
const TAKEN_BACK: &str = "SELECT 1 FROM change x JOIN revision n ON n.id = x.to_revision \
     WHERE x.article = article_id AND x.before IS v_changes.after AND x.after IS v_changes.before \
     AND x.to_revision <> to_revision_id \
     AND abs(unixepoch(n.captured_at) - unixepoch(to_captured_at)) < ?1";

/// The severities, the first to look at first.
const SEVEREST_FIRST: [Severity; 4] = [Severity::High, Severity::Medium, Severity::Low, Severity::None];

/// The order of the text: a change that was found late has a late number. Of all articles it is that of the numbers, for
/// sorting would read every change before it gave the first.
fn text_order(filter: &ChangeFilter) -> &'static str {
    match (&filter.to_revision_id, &filter.article) {
        (Some(_), _) => "ordinal",
        (None, Some(_)) => "article_id, to_revision, ordinal",
        (None, None) => "change_id",
    }
}

impl Store {
    /// Calls `each` for every change that `filter` lets through, in the order that it asks for.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_change<E: From<StoreError>>(
        &self,
        filter: &ChangeFilter,
        mut each: impl FnMut(ChangeRow) -> Result<(), E>,
    ) -> Result<(), E> {
        if !filter.by_severity || filter.sort.is_some() {
            let conditions = self.change_conditions(filter)?;
            let order = order_by(filter.sort.as_ref(), ChangeRow::COLUMNS, text_order(filter))?;
            let tail = format!("{order} {}", page(filter.limit, filter.offset));
            return conditions.for_each(self, &ChangeRow::select(), &tail, |row| {
                Ok(each(ChangeRow::read(row)?).map(ControlFlow::Continue))
            });
        }
        // One query a severity: sorting would read every change of the database before it gave the first.
        let _unchanging = self.connection.unchecked_transaction().map_err(|e| self.error(e))?;
        let mut skip = filter.offset;
        let mut left = filter.limit.map(|n| n.saturating_add(skip));
        for severity in SEVEREST_FIRST.into_iter().filter(|s| *s >= filter.min_severity) {
            let mut conditions = self.change_conditions(filter)?;
            conditions.with("severity = ?1", Some(name_of(severity)));
            let tail = format!("ORDER BY {} {}", text_order(filter), page(left, 0));
            conditions.for_each(self, &ChangeRow::select(), &tail, |row| {
                left = left.map(|n| n.saturating_sub(1));
                if skip > 0 {
                    skip -= 1;
                    return Ok(Ok(ControlFlow::Continue(())));
                }
                Ok(each(ChangeRow::read(row)?).map(ControlFlow::Continue))
            })?;
        }
        Ok(())
    }

    /// How many changes `filter` lets through, whatever its limit and offset; one more than [`MOST_COUNTED`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_changes(&self, filter: &ChangeFilter) -> Result<usize, StoreError> {
        self.change_conditions(filter)?.count(self, "v_changes", "", MOST_COUNTED)
    }

    fn change_conditions(&self, filter: &ChangeFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        conditions.when(filter.material, "material");
        conditions.when(filter.new, "new");
        conditions.when(filter.withdrawn, "withdrawn");
        conditions.when(filter.unannounced, "unannounced");
        conditions.when(filter.undated, "undated");
        conditions.when(filter.min_severity > Severity::None, severities(filter.min_severity));
        conditions.with("coalesce(confidence, 1) >= ?1", filter.min_confidence);
        if !filter.kinds.is_empty() {
            let names: Vec<String> = filter.kinds.iter().map(name_of).collect();
            conditions.with(
                "EXISTS (SELECT 1 FROM json_each(kinds) k WHERE k.value IN (SELECT value FROM json_each(?1)))",
                Some(serde_json::json!(names).to_string()),
            );
        }
        conditions.with("to_captured_at >= ?1", filter.since.clone());
        conditions.until("to_captured_at", filter.until.as_deref());
        conditions.article(self, "article_id", filter.article.as_deref())?;
        conditions.outlet(filter.outlet.as_deref());
        conditions.words(
            "(coalesce(speaker_before, '') || char(10) || coalesce(speaker_after, ''))",
            filter.speaker.as_deref(),
        );
        conditions.when(!filter.with_rejected, "NOT rejected");
        conditions.when(filter.since_review, SINCE_REVIEW);
        conditions.with(&format!("NOT EXISTS ({TAKEN_BACK})"), filter.stable);
        conditions.with("change_id = ?1", filter.change);
        conditions.with("claim_id = ?1", filter.claim);
        conditions.with("to_revision_id = ?1", filter.to_revision_id);
        Ok(conditions)
    }

    /// The correction notes of an article, in the order in which they came.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn corrections(&self, article: ArticleId) -> Result<Vec<CorrectionRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("k.article = ?1", Some(article));
        let select = "SELECT k.id, r.seq, k.text, k.noted_at, (SELECT count(*) FROM change c \
                          WHERE c.correction = k.id AND c.kinds NOT LIKE '%\"correction\"%') \
                      FROM correction k JOIN revision r ON r.id = k.revision";
        conditions.rows(self, select, "ORDER BY r.seq, k.id", |row| {
            Ok(CorrectionRow {
                correction_id: row.get(0)?,
                revision: row.get(1)?,
                correction: row.get(2)?,
                noted_at: row.get(3)?,
                explains: row.get(4)?,
            })
        })
    }

    /// The last revisions of watched articles that have changes at least so severe, the newest first, at most `most`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_changed(&self, least: Severity, most: usize) -> Result<Vec<RevisionId>, StoreError> {
        let severe = severities(least);
        let sql = format!(
            "SELECT r.id FROM revision r WHERE r.article IN (SELECT article FROM watched) \
             AND EXISTS (SELECT 1 FROM change c WHERE c.to_revision = r.id AND {severe}) \
             ORDER BY r.id DESC LIMIT {most}"
        );
        Conditions::default().rows(self, &sql, "", |row| row.get(0))
    }

    /// The revisions that the changes `filter` lets through led to, by row, the newest first; its limit counts revisions.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn changed_revisions(&self, filter: &ChangeFilter) -> Result<Vec<RevisionId>, StoreError> {
        let tail = format!(
            "ORDER BY to_captured_at DESC, to_revision_id DESC {}",
            page(filter.limit, filter.offset)
        );
        let select = "SELECT DISTINCT to_revision_id, to_captured_at FROM v_changes";
        self.change_conditions(filter)?.rows(self, select, &tail, |row| row.get(0))
    }

    /// The changes that `filter` lets through, all at once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn changes(&self, filter: &ChangeFilter) -> Result<Vec<ChangeRow>, StoreError> {
        let mut changes = Vec::new();
        self.for_each_change::<StoreError>(filter, |change| {
            changes.push(change);
            Ok(())
        })?;
        Ok(changes)
    }
}
