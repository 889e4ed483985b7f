//! Changes: how claims differ between a revision and the one before it.

use super::filter::{Conditions, limit, name_of};
use super::{Json, row};
use crate::diff::Kind;
use crate::store::{Store, StoreError};
use std::ops::ControlFlow;

row! {
    /// One change: a row of `v_changes`.
    ChangeRow from "v_changes" {
        /// The change's row.
        change_id: i64,
        /// What happened, most telling first.
        kinds: Json<Vec<Kind>>,
        /// Whether someone who had checked the old wording must look again.
        material: bool,
        /// Why, in a few words.
        reason: String,
        /// The old wording; `None` for what was added.
        before: Option<String>,
        /// The new wording; `None` for what was removed.
        after: Option<String>,
        /// The speaker of the old wording; `None` for the outlet's own voice.
        speaker_before: Option<String>,
        /// The speaker of the new wording.
        speaker_after: Option<String>,
        /// Where it stands: `headline`, `lede` or `body`.
        position: String,
        /// The figures that changed, old and new as written.
        figures: Json<Vec<(Option<String>, Option<String>)>>,
        /// The correction note that explains it.
        correction_id: Option<i64>,
        /// Its words.
        correction: Option<String>,
        /// What `history` asks for.
        claim_id: i64,
        /// The outlet's name.
        outlet: Option<String>,
        /// The headline of the newer revision.
        headline: Option<String>,
        /// The address of the article.
        url: Option<String>,
        /// What the article is known by.
        article_key: String,
        /// The article's row.
        article_id: i64,
        /// The older revision's number within the article, from 1.
        from_revision: i64,
        /// The newer revision's number.
        to_revision: i64,
        /// When the older revision was captured.
        from_captured_at: String,
        /// When the newer one was.
        to_captured_at: String,
        /// The older revision's row.
        from_revision_id: i64,
        /// The newer revision's row.
        to_revision_id: i64,
        /// Where it stands among the changes of its revision.
        ordinal: i64,
    }
}

/// Which changes to list; the default lists all.
#[derive(Debug, Clone, Default)]
pub struct ChangeFilter {
    /// Only material ones.
    pub material: bool,
    /// Only those of one of these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// The newer revision was captured at or after this ISO 8601 date or time.
    pub since: Option<String>,
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// Words in the name of the outlet.
    pub outlet: Option<String>,
    /// Words in the name of the speaker before or after.
    pub speaker: Option<String>,
    /// Only those of this claim.
    pub claim: Option<i64>,
    /// Only those that led to this revision, by row.
    pub to_revision_id: Option<i64>,
    /// At most so many.
    pub limit: Option<usize>,
}

impl Store {
    /// Calls `each` for every change that `filter` lets through, article by article as they were stored.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_change<E: From<StoreError>>(
        &self,
        filter: &ChangeFilter,
        mut each: impl FnMut(ChangeRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut conditions = Conditions::default();
        conditions.when(filter.material, "material");
        if !filter.kinds.is_empty() {
            let names: Vec<String> = filter.kinds.iter().map(name_of).collect();
            conditions.with(
                "EXISTS (SELECT 1 FROM json_each(kinds) k WHERE k.value IN (SELECT value FROM json_each(?1)))",
                Some(serde_json::json!(names).to_string()),
            );
        }
        conditions.with("to_captured_at >= ?1", filter.since.clone());
        conditions.article(self, "article_id", filter.article.as_deref())?;
        conditions.outlet(filter.outlet.as_deref());
        conditions.words(
            "(coalesce(speaker_before, '') || char(10) || coalesce(speaker_after, ''))",
            filter.speaker.as_deref(),
        );
        conditions.with("claim_id = ?1", filter.claim);
        conditions.with("to_revision_id = ?1", filter.to_revision_id);
        let tail = format!("ORDER BY change_id {}", limit(filter.limit));
        conditions.for_each(self, &ChangeRow::select(), &tail, |row| {
            Ok(each(ChangeRow::read(row)?).map(ControlFlow::Continue))
        })
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
