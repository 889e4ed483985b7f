//! Articles and their revisions, down to the stored text.

use super::filter::{Conditions, MOST_COUNTED, SortOrder, order_by, page};
use super::{Json, row};
use crate::ids::{ArticleId, CaptureId, RevisionId};
use crate::store::{RowKind, Store, StoreError};
use rusqlite::{OptionalExtension, params};
use serde_json::json;
use std::ops::ControlFlow;

row! {
    /// One article: a row of `v_articles`.
    ArticleRow from "v_articles" {
        /// The article's row.
        article_id: ArticleId,
        /// What it is known by.
        article_key: String,
        /// Its address.
        url: Option<String>,
        /// The outlet's name.
        outlet: Option<String>,
        /// The newest headline.
        headline: Option<String>,
        /// The newest byline.
        byline: Option<String>,
        /// When the outlet says it first published it.
        published_at: Option<String>,
        /// When the outlet says it last changed it.
        modified_at: Option<String>,
        /// The newest revision's row.
        newest_revision_id: RevisionId,
        /// How many revisions.
        revisions: i64,
        /// When the first revision was captured.
        first_captured_at: String,
        /// The last capture, also when nothing was new.
        last_captured_at: Option<String>,
        /// How many captures.
        captures: i64,
        /// Quotes in the newest revision.
        quotes: i64,
        /// How many of them listings leave out unless asked: less sure than not, and not confirmed.
        doubtful_quotes: i64,
        /// Changes between all revisions.
        changes: i64,
        /// How many of them are material.
        material_changes: i64,
        /// How many changes are of high severity.
        high_changes: i64,
        /// How many are of medium severity.
        medium_changes: i64,
        /// How many are of low severity.
        low_changes: i64,
        /// How many material ones no correction note explains.
        unannounced_changes: i64,
        /// Correction notes in any revision.
        corrections: i64,
        /// When the outlet says it published it, in UTC; `None` where the page gave no time or no zone.
        published_utc: Option<String>,
        /// When it was last captured, in UTC.
        captured_utc: Option<String>,
        /// How many captures found the outlet's date of its last change moved, and the text as it was.
        touches: i64,
    }
}

row! {
    /// One revision of an article, without its body.
    RevisionRow from "v_revisions" {
        /// The revision's row.
        revision_id: RevisionId,
        /// The article's row.
        article_id: ArticleId,
        /// Its number within the article, from 1.
        revision: i64,
        /// When it was first captured.
        captured_at: String,
        /// The last capture that showed it.
        last_captured_at: String,
        /// How many captures showed it.
        captures: i64,
        /// When the outlet says it first published the article.
        published_at: Option<String>,
        /// When the outlet says it last changed it.
        modified_at: Option<String>,
        /// The headline.
        headline: Option<String>,
        /// Who wrote it.
        byline: Option<String>,
        /// Where and when it was filed.
        dateline: Option<String>,
        /// The format it was read from.
        format: String,
        /// ISO 639-3.
        language: Option<String>,
        /// SHA-256 of the bytes as read.
        raw_sha256: String,
        /// SHA-256 of headline and body.
        text_sha256: String,
        /// The number of the older revision whose text came back.
        same_text_as: Option<i64>,
        /// Which part of the input gave each date and other fact.
        found_by: Json<serde_json::Value>,
        /// Sentences about what was doubtful.
        warnings: Json<Vec<String>>,
        /// The step to it is not an edit of the story: `replaced`, `text_lost`, `text_regained`.
        alarm: Option<String>,
        /// In a sentence.
        alarm_reason: Option<String>,
        /// The version of onrecord that analysed it.
        extractor: String,
        /// Attributions in it.
        quotes: i64,
        /// Statements in it.
        statements: i64,
        /// Changes since the revision before.
        changes: i64,
        /// How many of them are material.
        material_changes: i64,
        /// How many of those no correction note explains.
        unannounced_changes: i64,
        /// When the outlet says it published the article, in UTC; `None` where the page gave no time or no zone.
        published_utc: Option<String>,
        /// When it was first captured, in UTC.
        captured_utc: Option<String>,
        /// How many captures found only the outlet's date of its last change moved.
        touches: i64,
        /// The text changed, and the outlet's date of its last change did not.
        undated: bool,
    }
}

row! {
    /// A capture that found the outlet's date of its last change moved, and the text as it was.
    TouchRow from "v_touches" {
        /// What the article is known by.
        article_key: String,
        /// The headline.
        headline: Option<String>,
        /// The number of the revision that it read as, from 1.
        revision: i64,
        /// The outlet's date before.
        old_modified_at: String,
        /// The outlet's date in this capture.
        modified_at: String,
        /// When it was captured.
        captured_at: String,
        /// The article's row.
        article_id: ArticleId,
        /// The revision's row.
        revision_id: RevisionId,
        /// The capture's row.
        capture_id: CaptureId,
    }
}

row! {
    /// A revision that is not an edit of the story before it: another story, or a capture that lost its text.
    AlarmRow from "v_revisions" {
        /// The article's row.
        article_id: ArticleId,
        /// What the article is known by.
        article_key: String,
        /// The headline of the revision.
        headline: Option<String>,
        /// Its number within the article, from 1.
        revision: i64,
        /// When it was captured.
        captured_at: String,
        /// `replaced`, `text_lost`, `text_regained`.
        alarm: String,
        /// In a sentence.
        alarm_reason: String,
        /// Its row.
        revision_id: RevisionId,
    }
}

/// Which articles to list; the default lists all.
#[derive(Debug, Clone, Default)]
pub struct ArticleFilter {
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// Words in the name of the outlet.
    pub outlet: Option<String>,
    /// Last captured at or after this ISO 8601 date or time.
    pub since: Option<String>,
    /// Last captured at or before this ISO 8601 date or time; a date means the whole day.
    pub until: Option<String>,
    /// With a revision first captured at or after this ISO 8601 date or time …
    pub revised_since: Option<String>,
    /// … and at or before this; a date means the whole day.
    pub revised_until: Option<String>,
    /// The column to order by, instead of as they were first stored.
    pub sort: Option<SortOrder>,
    /// Leave out so many rows at the beginning.
    pub offset: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

impl Store {
    /// Calls `each` for every article that `filter` lets through, in the order that it asks for.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_article<E: From<StoreError>>(
        &self,
        filter: &ArticleFilter,
        mut each: impl FnMut(ArticleRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let order = order_by(filter.sort.as_ref(), ArticleRow::COLUMNS, "article_id")?;
        let tail = format!("{order} {}", page(filter.limit, filter.offset));
        self.article_conditions(filter)?.for_each(self, &ArticleRow::select(), &tail, |row| {
            Ok(each(ArticleRow::read(row)?).map(ControlFlow::Continue))
        })
    }

    /// The articles that `filter` lets through, all at once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn articles(&self, filter: &ArticleFilter) -> Result<Vec<ArticleRow>, StoreError> {
        let mut articles = Vec::new();
        self.for_each_article::<StoreError>(filter, |article| {
            articles.push(article);
            Ok(())
        })?;
        Ok(articles)
    }

    /// How many articles `filter` lets through, whatever its limit and offset; one more than [`MOST_COUNTED`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_articles(&self, filter: &ArticleFilter) -> Result<usize, StoreError> {
        self.article_conditions(filter)?.count(self, "v_articles", "", MOST_COUNTED)
    }

    fn article_conditions(&self, filter: &ArticleFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        conditions.article(self, "article_id", filter.article.as_deref())?;
        conditions.outlet(filter.outlet.as_deref());
        conditions.with("last_captured_at >= ?1", filter.since.clone());
        conditions.until("last_captured_at", filter.until.as_deref());
        let (since, until) = (&filter.revised_since, &filter.revised_until);
        // Whatever continues a date sorts before a tilde.
        let window = json!([since.as_deref().unwrap_or(""), format!("{}~", until.as_deref().unwrap_or(""))]);
        conditions.with(
            "EXISTS (SELECT 1 FROM revision w WHERE w.article = article_id \
             AND w.captured_at BETWEEN json_extract(?1, '$[0]') AND json_extract(?1, '$[1]'))",
            (since.is_some() || until.is_some()).then(|| window.to_string()),
        );
        Ok(conditions)
    }

    /// The revisions of an article, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn revisions(&self, article: ArticleId) -> Result<Vec<RevisionRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("article_id = ?1", Some(article));
        conditions.rows(self, &RevisionRow::select(), "ORDER BY revision", RevisionRow::read)
    }

    /// The alarm of a revision, if it has one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn alarm_of(&self, revision: RevisionId) -> Result<Option<AlarmRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.when(true, "alarm IS NOT NULL");
        conditions.with("revision_id = ?1", Some(revision));
        Ok(conditions.rows(self, &AlarmRow::select(), "", AlarmRow::read)?.pop())
    }

    /// The revisions with an alarm, of the articles that `article` names (an id, key or address; else words in the
    /// headline or address), captured at or after `since` and not after
    /// `until`, a date as a whole.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn alarms(
        &self,
        article: Option<&str>,
        since: Option<&str>,
        until: Option<&str>,
    ) -> Result<Vec<AlarmRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.when(true, "alarm IS NOT NULL");
        conditions.article(self, "article_id", article)?;
        conditions.with("captured_at >= ?1", since.map(str::to_owned));
        conditions.until("captured_at", until);
        conditions.rows(self, &AlarmRow::select(), "ORDER BY revision_id", AlarmRow::read)
    }

    /// The captures that found only the outlet's date moved; the conditions are those of [`alarms`](Self::alarms).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn touches(
        &self,
        article: Option<&str>,
        since: Option<&str>,
        until: Option<&str>,
    ) -> Result<Vec<TouchRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.article(self, "article_id", article)?;
        conditions.with("captured_at >= ?1", since.map(str::to_owned));
        conditions.until("captured_at", until);
        conditions.rows(self, &TouchRow::select(), "ORDER BY captured_at, capture_id", TouchRow::read)
    }

    /// One revision, by row.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn revision(&self, revision: RevisionId) -> Result<RevisionRow, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("revision_id = ?1", Some(revision));
        let found = conditions.rows(self, &RevisionRow::select(), "", RevisionRow::read)?;
        found
            .into_iter()
            .next()
            .ok_or_else(|| self.not_found(RowKind::Revision, format!("revision {revision}")))
    }

    /// The text of a revision, exactly as it was analysed.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn body(&self, revision: RevisionId) -> Result<String, StoreError> {
        self.connection
            .query_row("SELECT body FROM revision WHERE id = ?", params![revision], |row| row.get(0))
            .optional()
            .map_err(|e| self.error(e))?
            .ok_or_else(|| self.not_found(RowKind::Revision, format!("revision {revision}")))
    }
}
