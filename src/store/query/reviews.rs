//! Reviews: the queue of what people are to decide, what they decided, and every step of it.

use super::filter::{Conditions, MOST_COUNTED, SortOrder, name_of, order_by, page, severities};
use super::{Json, row};
use crate::diff::{Kind, Severity};
use crate::ids::{ArticleId, ChangeId, ClaimId, ReviewEventId, ReviewId, SubjectId};
use crate::store::{Store, StoreError};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// What a review is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Subject {
    /// A claim: is it true?
    Claim,
    /// A quote: is it one, and whose?
    Quote,
    /// A change: is it of that kind?
    Change,
}

/// Where a review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReviewState {
    /// A claim that changed materially, or was withdrawn, since somebody decided on it.
    Stale,
    /// Somebody is to decide on it.
    Assigned,
    /// Nobody has decided on it.
    Open,
    /// Somebody has decided on it.
    Decided,
}

macro_rules! from_name {
    ($($type:ty),*) => {$(
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                serde_json::from_value(value.as_str()?.into()).map_err(|e| FromSqlError::Other(Box::new(e)))
            }
        }
    )*};
}
from_name!(Subject, ReviewState);

row! {
    /// What somebody is to decide or decided: a row of `v_reviews`, or of `v_unreviewed` for a material change that
    /// nobody took up.
    ReviewRow from "v_reviews" {
        /// What it is about.
        subject: Subject,
        /// The row of the claim, quote or change; `None` when nothing has its words any more, or a later review is about it.
        subject_id: Option<SubjectId>,
        /// Where it stands.
        state: ReviewState,
        /// Of the change; of a claim that turned, that of the gravest change since.
        severity: Option<Severity>,
        /// Since when it has stood so: when that change was captured, else when somebody last did something.
        since: String,
        /// Who is to decide.
        assignee: Option<String>,
        /// The words decided on, or last looked at: a claim's sentence, a quote, a change's new sentence.
        wording: String,
        /// Of a change its old sentence; `None` for what was added, and of what is no change.
        was: Option<String>,
        /// How it reads now; `None` when it no longer stands.
        now: Option<String>,
        /// The change, or the last one that made a claim stale.
        change_id: Option<ChangeId>,
        /// What happened in it.
        kinds: Json<Vec<Kind>>,
        /// Why it has its severity.
        change_reason: Option<String>,
        /// The speaker; `None` for the outlet's own voice.
        speaker: Option<String>,
        /// What holds: `verdict`, `confirmed`, `rejected`.
        decision: Option<String>,
        /// Of a verdict, in the reviewer's own scale.
        rating: Option<String>,
        /// The verdict in words.
        verdict: Option<String>,
        /// Why it was rejected: `not_an_attribution`, `wrong_speaker`, ...
        reason: Option<String>,
        /// What the reviewer noted.
        note: Option<String>,
        /// Addresses of the evidence.
        evidence: Json<Vec<String>>,
        /// Who decided.
        reviewer: Option<String>,
        /// When.
        decided_at: Option<String>,
        /// The claim, or that of the change.
        claim_id: Option<ClaimId>,
        /// The outlet's name.
        outlet: Option<String>,
        /// The newest headline.
        headline: Option<String>,
        /// The address of the article.
        url: Option<String>,
        /// What the article is known by.
        article_key: String,
        /// The article's row.
        article_id: ArticleId,
        /// The review's row; `None` when nobody took it up.
        review_id: Option<ReviewId>,
        /// Its newest event: what [`ReviewSeen`](crate::store::ReviewSeen) asks for.
        event_id: Option<ReviewEventId>,
        /// Of a quote the sentences it stands in, which tell who says it, and whether they deny it.
        sentence: Option<String>,
    }
}

row! {
    /// One step of a review: a row of `review_event`.
    ReviewEventRow from "review_event" {
        /// The event's row.
        id: ReviewEventId,
        /// `verdict`, `confirmed`, `rejected`, `assigned`, `reopened`.
        action: String,
        /// The words that it was about.
        wording: String,
        /// All that was decided on; docs/schema.md has its fields.
        seen: Json<serde_json::Value>,
        /// When the newest revision was captured then.
        as_of: String,
        /// Of a verdict.
        rating: Option<String>,
        /// The verdict in words.
        verdict: Option<String>,
        /// Of a rejection.
        reason: Option<String>,
        /// Addresses of the evidence.
        evidence: Json<Vec<String>>,
        /// What the reviewer noted.
        note: Option<String>,
        /// Who is to decide.
        assignee: Option<String>,
        /// Who did it; `None` in rows of old versions only.
        reviewer: Option<String>,
        /// When.
        at: String,
    }
}

/// A rejection or confirmation that holds, with all that it was decided on: an example to train with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewExample {
    /// What it is about.
    pub subject: Subject,
    /// `confirmed`, `rejected`.
    pub decision: String,
    /// Of a rejection.
    pub reason: Option<String>,
    /// The fields of [`ReviewEventRow::seen`].
    #[serde(flatten)]
    pub seen: serde_json::Map<String, serde_json::Value>,
    /// What the reviewer noted.
    pub note: Option<String>,
    /// Who decided.
    pub reviewer: Option<String>,
    /// When.
    pub decided_at: String,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// What the article is known by.
    pub article_key: String,
    /// The event's row.
    pub event_id: ReviewEventId,
}

/// Which reviews to list; the default lists the queue: all that is not decided.
#[derive(Debug, Clone, Default)]
pub struct ReviewFilter {
    /// Only those in these states; empty for all but the decided ones.
    pub states: Vec<ReviewState>,
    /// Only those about this.
    pub subject: Option<Subject>,
    /// With a change at least so severe.
    pub min_severity: Severity,
    /// Words in the name of who is to decide.
    pub assignee: Option<String>,
    /// Words in the name of who decided.
    pub reviewer: Option<String>,
    /// Words in the name of the outlet.
    pub outlet: Option<String>,
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// It has stood so since this ISO 8601 date or time or later.
    pub since: Option<String>,
    /// It has stood so since this ISO 8601 date or time or earlier; a date means the whole day.
    pub until: Option<String>,
    /// The column to order by, instead of stale ones first, then those assigned, then by severity.
    pub sort: Option<SortOrder>,
    /// Leave out so many rows at the beginning.
    pub offset: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

/// The parts of the queue in their order: a view, what its rows fulfil, and how they are ordered. Each is read only when
/// those before it do not fill the page.
const PARTS: [(ReviewState, &str, &str, &str); 7] = [
    (ReviewState::Stale, "v_reviews", "state = 'stale'", SEVEREST),
    (ReviewState::Assigned, "v_reviews", "state = 'assigned'", SEVEREST),
    (ReviewState::Open, "v_reviews", "state = 'open'", SEVEREST),
    (ReviewState::Open, "v_unreviewed", "severity = 'high'", "subject_id DESC"),
    (ReviewState::Open, "v_unreviewed", "severity = 'medium'", "subject_id DESC"),
    (ReviewState::Open, "v_unreviewed", "severity IN ('low', 'none')", "severity, subject_id DESC"),
    (ReviewState::Decided, "v_reviews", "state = 'decided'", "since DESC, event_id DESC"),
];

const SEVEREST: &str = "CASE severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END DESC, \
                        since DESC, review_id";

impl Store {
    /// Calls `each` for every review that `filter` lets through, in the order that it asks for.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_review<E: From<StoreError>>(
        &self,
        filter: &ReviewFilter,
        mut each: impl FnMut(ReviewRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let _unchanging = self.connection.unchecked_transaction().map_err(|e| self.error(e))?;
        let columns = ReviewRow::COLUMNS.join(", ");
        if filter.sort.is_some() {
            let mut conditions = self.review_conditions(filter)?;
            let states: Vec<String> =
                PARTS.iter().filter(|p| filter.wants(p.0)).map(|p| name_of(p.0)).collect();
            let wanted = serde_json::json!(states).to_string();
            conditions.with("state IN (SELECT value FROM json_each(?1))", Some(wanted));
            let order = order_by(filter.sort.as_ref(), ReviewRow::COLUMNS, "since DESC, subject_id")?;
            let both =
                format!("(SELECT {columns} FROM v_reviews UNION ALL SELECT {columns} FROM v_unreviewed)");
            let tail = format!("{order} {}", page(filter.limit, filter.offset));
            return conditions.for_each(self, &format!("SELECT {columns} FROM {both}"), &tail, |row| {
                Ok(each(ReviewRow::read(row)?).map(ControlFlow::Continue))
            });
        }
        let mut skip = filter.offset;
        let mut left = filter.limit.map(|n| n.saturating_add(skip));
        for (_, view, part, order) in PARTS.into_iter().filter(|part| filter.wants(part.0)) {
            if left == Some(0) {
                break;
            }
            let mut conditions = self.review_conditions(filter)?;
            conditions.when(true, part);
            let tail = format!("ORDER BY {order} {}", page(left, 0));
            conditions.for_each(self, &format!("SELECT {columns} FROM {view}"), &tail, |row| {
                left = left.map(|n| n.saturating_sub(1));
                if skip > 0 {
                    skip -= 1;
                    return Ok(Ok(ControlFlow::Continue(())));
                }
                Ok(each(ReviewRow::read(row)?).map(ControlFlow::Continue))
            })?;
        }
        Ok(())
    }

    /// The reviews that `filter` lets through, all at once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reviews(&self, filter: &ReviewFilter) -> Result<Vec<ReviewRow>, StoreError> {
        let mut reviews = Vec::new();
        self.for_each_review::<StoreError>(filter, |review| {
            reviews.push(review);
            Ok(())
        })?;
        Ok(reviews)
    }

    /// How many reviews `filter` lets through, whatever its limit and offset; one more than [`MOST_COUNTED`] stands for
    /// more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_reviews(&self, filter: &ReviewFilter) -> Result<usize, StoreError> {
        let mut count = 0;
        for (_, view, part, _) in PARTS.into_iter().filter(|part| filter.wants(part.0)) {
            let mut conditions = self.review_conditions(filter)?;
            conditions.when(true, part);
            count += conditions.count(self, view, "", MOST_COUNTED)?;
        }
        Ok(count.min(MOST_COUNTED + 1))
    }

    /// A review by its row; `None` when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn review(&self, review: ReviewId) -> Result<Option<ReviewRow>, StoreError> {
        self.connection
            .prepare_cached(&format!("{} WHERE review_id = ?", ReviewRow::select()))
            .and_then(|mut found| found.query_row(params![review], ReviewRow::read).optional())
            .map_err(|e| self.error(e))
    }

    /// Every step of a review, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn review_events(&self, review: ReviewId) -> Result<Vec<ReviewEventRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("review = ?1", Some(review));
        conditions.rows(self, &ReviewEventRow::select(), "ORDER BY at, id", ReviewEventRow::read)
    }

    /// Calls `each` for every rejection and confirmation that holds, oldest first; of `filter` only article, outlet and
    /// time of the decision count.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_example<E: From<StoreError>>(
        &self,
        filter: &ReviewFilter,
        mut each: impl FnMut(ReviewExample) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut conditions = Conditions::default();
        conditions.when(true, "d.action IN ('confirmed', 'rejected') AND d.verdict IS NULL");
        conditions.article(self, "v.article", filter.article.as_deref())?;
        conditions.words("o.name", filter.outlet.as_deref());
        conditions.with("d.at >= ?1", filter.since.clone());
        conditions.until("d.at", filter.until.as_deref());
        let select = "SELECT v.subject, d.action, d.reason, d.seen, d.note, d.reviewer, d.at, o.name, a.key, d.id \
                      FROM review v JOIN review_event d ON d.id = v.decision JOIN article a ON a.id = v.article \
                      LEFT JOIN outlet o ON o.id = a.outlet";
        conditions.for_each(self, select, "ORDER BY d.at, d.id", |row| {
            let example = ReviewExample {
                subject: row.get(0)?,
                decision: row.get(1)?,
                reason: row.get(2)?,
                seen: row.get::<_, Json<_>>(3)?.0,
                note: row.get(4)?,
                reviewer: row.get(5)?,
                decided_at: row.get(6)?,
                outlet: row.get(7)?,
                article_key: row.get(8)?,
                event_id: row.get(9)?,
            };
            Ok(each(example).map(ControlFlow::Continue))
        })
    }

    fn review_conditions(&self, filter: &ReviewFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("subject = ?1", filter.subject.map(name_of));
        conditions.when(filter.min_severity > Severity::None, severities(filter.min_severity));
        conditions.words("assignee", filter.assignee.as_deref());
        conditions.words("reviewer", filter.reviewer.as_deref());
        conditions.outlet(filter.outlet.as_deref());
        conditions.article(self, "article_id", filter.article.as_deref())?;
        conditions.with("since >= ?1", filter.since.clone());
        conditions.until("since", filter.until.as_deref());
        Ok(conditions)
    }
}

impl ReviewFilter {
    fn wants(&self, state: ReviewState) -> bool {
        if self.states.is_empty() { state != ReviewState::Decided } else { self.states.contains(&state) }
    }
}
