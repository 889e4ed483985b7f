//! Copies: articles that repeat an earlier one.

use super::filter::Conditions;
use super::row;
use crate::ids::ArticleId;
use crate::store::{Store, StoreError};

row! {
    /// An article that is a copy: a row of `v_copies`.
    CopyRow from "v_copies" {
        /// The article's row.
        article_id: ArticleId,
        /// The outlet's name.
        outlet: Option<String>,
        /// The headline.
        headline: Option<String>,
        /// The address.
        url: Option<String>,
        /// What the article is known by.
        article_key: String,
        /// Sentences that stand in both.
        shared: i64,
        /// Sentences of the copy, short ones aside.
        sentences: i64,
        /// The row of the earlier article that it shares most with.
        original_id: ArticleId,
        /// The name of that one's outlet.
        original_outlet: Option<String>,
        /// Its headline.
        original_headline: Option<String>,
        /// Its address.
        original_url: Option<String>,
    }
}

impl Store {
    /// The articles that are copies of an earlier one, the newest last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn copies(&self) -> Result<Vec<CopyRow>, StoreError> {
        Conditions::default().rows(self, &CopyRow::select(), "ORDER BY article_id", CopyRow::read)
    }
}
