//! Feeds: what is watched, and how that goes.

use super::filter::Conditions;
use super::row;
use crate::ids::FeedId;
use crate::store::{Store, StoreError};

row! {
    /// One feed, sitemap or page that is watched: a row of `v_feeds`.
    FeedRow from "v_feeds" {
        /// The feed's row.
        feed_id: FeedId,
        /// Its address.
        url: String,
        /// What it is: `rss`, `atom`, `json_feed`, `sitemap`, `sitemap_index`, `page`, `front_page`, `moved`; `None` until it was read.
        kind: Option<String>,
        /// What it calls itself.
        title: Option<String>,
        /// When it was last asked.
        asked_at: Option<String>,
        /// When that last succeeded.
        read_at: Option<String>,
        /// Requests in a row that failed.
        failures: i64,
        /// Why the last one failed.
        error: Option<String>,
        /// Articles that it lists or listed.
        articles: i64,
        /// How many of them are still looked at.
        watched: i64,
        /// How many of those are due now.
        due: i64,
        /// How many could not be had the last time.
        failing: i64,
        /// When it or one of its articles is asked next; `9999` when never.
        next_at: String,
    }
}

impl Store {
    /// What is watched, in the order in which it was first named.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn feed_rows(&self) -> Result<Vec<FeedRow>, StoreError> {
        Conditions::default().rows(self, &FeedRow::select(), "ORDER BY feed_id", FeedRow::read)
    }
}
