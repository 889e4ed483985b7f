//! Of: which review a row has. A claim, and the newest quote or change with the words of a review, has it itself; a quote
//! of an older revision has that of its words, and a change whose words were rejected in another step that rejection.

use super::super::query::{ReviewRow, Subject, name_of};
use super::super::{Store, StoreError};
use super::attach::{
    changes_by_key, in_each_revision, key_of_change, key_of_quote, known, no_changes, place_of, quotes_by_key,
};
use super::seen::{Kept, SeenNow};
use super::turned::{ClaimChanges, ClaimDecision};
use crate::ids::{ArticleId, ReviewId, SubjectId};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

impl Store {
    /// The review of a claim, quote or change; `None` when nobody took it up. A quote of an older revision has the review of
    /// its words; a change whose words were rejected in another step has that rejection.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn review_of(
        &self,
        subject: Subject,
        id: impl Into<SubjectId>,
    ) -> Result<Option<ReviewRow>, StoreError> {
        let found = review_at(&self.connection, subject, id.into().get()).map_err(|e| self.error(e))?;
        found.map_or(Ok(None), |(review, _)| self.review(ReviewId::new(review)))
    }

    /// Whether what an event decided on a claim had turned in the revision of its article with this number.
    pub(in crate::store) fn had_turned(
        &self,
        article: ArticleId,
        event: i64,
        revision: i64,
    ) -> Result<bool, StoreError> {
        let (connection, article) = (&self.connection, article.get());
        let turned = || {
            let none = no_changes(connection, article)?;
            let changes = ClaimChanges::of_article(connection, article, revision, &none)?;
            changes.turned(connection, &ClaimDecision::of_event(connection, event)?)
        };
        turned().map(|changes| !changes.is_empty()).map_err(|e| self.error(e))
    }
}

/// The review of a row, and whether it is about just that row's words in their place.
pub(super) fn review_at(
    connection: &Connection,
    subject: Subject,
    id: i64,
) -> rusqlite::Result<Option<(i64, bool)>> {
    if let Some(review) = pointing(connection, subject, id)? {
        return Ok(Some((review, true)));
    }
    if subject == Subject::Claim {
        return Ok(None);
    }
    let Some(seen) = SeenNow::of(connection, subject, id)? else { return Ok(None) };
    let kept: Kept = serde_json::from_value(Value::Object(seen.all)).unwrap_or_default();
    if subject == Subject::Quote
        && let Some(review) = of_words(connection, seen.article, &kept, id)?
    {
        return Ok(Some((review, true)));
    }
    // Where the review of a decision on it would point.
    if let Some(place) = place_of(connection, seen.article, subject, &kept)?
        && let Some(review) = pointing(connection, subject, place)?
    {
        return Ok(Some((review, true)));
    }
    let rejected =
        if subject == Subject::Change { rejected_elsewhere(connection, seen.article, id)? } else { None };
    Ok(rejected.map(|review| (review, false)))
}

/// The review that points to a row.
fn pointing(connection: &Connection, subject: Subject, id: i64) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(&format!("SELECT id FROM review WHERE {} = ?", name_of(subject)))?
        .query_row(params![id], |row| row.get(0))
        .optional()
}

/// Of the reviews of quotes that which was touched last and has this one among its words.
fn of_words(connection: &Connection, article: i64, kept: &Kept, id: i64) -> rusqlite::Result<Option<i64>> {
    let reviews = known(connection, article)?;
    let by_key = quotes_by_key(connection, article)?;
    let key = key_of_quote(kept);
    let Some(all) = by_key.get(&key) else { return Ok(None) };
    let found = reviews.iter().filter(|review| review.subject == Subject::Quote).find(|review| {
        key_of_quote(&review.kept) == key
            && in_each_revision(&review.kept, all).iter().any(|quote| quote.id == id)
    });
    Ok(found.map(|review| review.id))
}

/// The rejection of the words of a change that was touched last.
fn rejected_elsewhere(connection: &Connection, article: i64, id: i64) -> rusqlite::Result<Option<i64>> {
    let reviews = known(connection, article)?;
    let by_key = changes_by_key(connection, article)?;
    let found =
        reviews.iter().filter(|review| review.subject == Subject::Change && review.rejected).find(|review| {
            by_key
                .get(&key_of_change(&review.kept))
                .is_some_and(|all| all.iter().any(|&(change, _)| change == id))
        });
    Ok(found.map(|review| review.id))
}
