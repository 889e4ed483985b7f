//! Outlets: who publishes the articles, and how much there is of each.

use super::filter::{Conditions, MOST_COUNTED, SortOrder, order_by, page};
use super::{Json, row};
use crate::ids::OutletId;
use crate::store::{Store, StoreError};

row! {
    /// One outlet: a row of `v_outlets`. Quotes are those of the newest revision of each article.
    OutletRow from "v_outlets" {
        /// The outlet's row.
        outlet_id: OutletId,
        /// Its name.
        outlet: String,
        /// Other names that a person decided to be its own.
        also_named: Json<Vec<String>>,
        /// Its articles.
        articles: i64,
        /// Their revisions.
        revisions: i64,
        /// Quotes in the newest revisions.
        quotes: i64,
        /// Changes between all revisions.
        changes: i64,
        /// How many of them are material.
        material_changes: i64,
    }
}

/// Which outlets to list; the default lists all, those with the most articles first.
#[derive(Debug, Clone, Default)]
pub struct OutletFilter {
    /// Words in the name, or the id.
    pub outlet: Option<String>,
    /// The column to order by, instead of the number of articles.
    pub sort: Option<SortOrder>,
    /// Leave out so many rows at the beginning.
    pub offset: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

impl Store {
    /// The outlets that `filter` lets through, in the order that it asks for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outlets(&self, filter: &OutletFilter) -> Result<Vec<OutletRow>, StoreError> {
        let order = order_by(filter.sort.as_ref(), OutletRow::COLUMNS, "articles DESC, outlet")?;
        let tail = format!("{order} {}", page(filter.limit, filter.offset));
        outlet_conditions(filter).rows(self, &OutletRow::select(), &tail, OutletRow::read)
    }

    /// How many outlets `filter` lets through, whatever its limit and offset; one more than [`MOST_COUNTED`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_outlets(&self, filter: &OutletFilter) -> Result<usize, StoreError> {
        outlet_conditions(filter).count(self, "v_outlets", "", MOST_COUNTED)
    }
}

fn outlet_conditions(filter: &OutletFilter) -> Conditions {
    let mut conditions = Conditions::default();
    match filter.outlet.as_deref().map(|outlet| (outlet, outlet.parse::<i64>())) {
        Some((_, Ok(id))) => conditions.with("outlet_id = ?1", Some(id)),
        Some((name, Err(_))) => conditions.outlet(Some(name)),
        None => {}
    }
    conditions
}
