//! Decisions about outlets: that two names are one outlet's, or no longer. They hold for articles that are added later.

use super::{RowKind, Store, StoreError};
use crate::ids::{OutletId, RunId};
use rusqlite::{Connection, OptionalExtension, params};

impl Store {
    /// Makes the outlet `other` the same as `keep`, each given by its name or id: its articles become those of `keep`,
    /// now and whenever an article names it again. Returns the id of `keep`. All or nothing.
    ///
    /// # Errors
    /// When either is not there, when they are one, or the database cannot be written.
    pub fn merge_outlets(&mut self, run: RunId, keep: &str, other: &str) -> Result<OutletId, StoreError> {
        let (kept, gone) = (self.outlet_id(keep)?, self.outlet_id(other)?);
        if kept == gone {
            let why = format!("\"{keep}\" and \"{other}\" are one outlet already; name two");
            return Err(StoreError::refused(why));
        }
        self.write(|connection, _| {
            for sql in [
                "UPDATE outlet_alias SET outlet = ?1, run = ?3 WHERE outlet = ?2",
                "INSERT INTO outlet_alias (name, outlet, run) SELECT name, ?1, ?3 FROM outlet WHERE id = ?2",
            ] {
                connection.execute(sql, params![kept, gone, run])?;
            }
            connection.execute("UPDATE article SET outlet = ?1 WHERE outlet = ?2", params![kept, gone])?;
            connection.execute("DELETE FROM outlet WHERE id = ?", params![gone])?;
            Ok(kept)
        })
    }

    /// Takes back that `name` is another outlet's name: the articles whose pages give it are its own again. Returns the
    /// id of the outlet. All or nothing.
    ///
    /// # Errors
    /// When no outlet was merged under this name, or the database cannot be written.
    pub fn split_outlet(&mut self, name: &str) -> Result<OutletId, StoreError> {
        let split = self.write(|connection, _| {
            if connection.execute("DELETE FROM outlet_alias WHERE name = ?", params![name])? == 0 {
                return Ok(None);
            }
            connection.execute("INSERT INTO outlet (name) VALUES (?)", params![name])?;
            let id = connection.last_insert_rowid();
            connection
                .execute("UPDATE article SET outlet = ?1 WHERE outlet_named = ?2", params![id, name])?;
            Ok(Some(OutletId::new(id)))
        })?;
        split.ok_or_else(|| self.not_found(RowKind::Outlet, format!("outlet that was merged as \"{name}\"")))
    }

    fn outlet_id(&self, wanted: &str) -> Result<OutletId, StoreError> {
        let sql = "SELECT id FROM outlet WHERE name = ?1 UNION ALL SELECT outlet FROM outlet_alias WHERE name = ?1 \
                   UNION ALL SELECT id FROM outlet WHERE id = ?2 LIMIT 1";
        self.connection
            .query_row(sql, params![wanted, wanted.parse::<i64>().ok()], |row| row.get(0))
            .optional()
            .map_err(|e| self.error(e))?
            .ok_or_else(|| self.not_found(RowKind::Outlet, format!("outlet \"{wanted}\"")))
    }
}

/// The row of the outlet with this name: as a person decided, else the one so called, which is made if need be.
pub(super) fn find_or_insert(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    let sql = "SELECT outlet FROM outlet_alias WHERE name = ?1 UNION ALL SELECT id FROM outlet WHERE name = ?1 LIMIT 1";
    let found = connection.prepare_cached(sql)?.query_row(params![name], |row| row.get(0)).optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    connection.prepare_cached("INSERT INTO outlet (name) VALUES (?)")?.execute(params![name])?;
    Ok(connection.last_insert_rowid())
}

/// Deletes an outlet that no article is of any more, unless a person decided about it.
pub(super) fn delete_if_unused(connection: &Connection, outlet: Option<i64>) -> rusqlite::Result<()> {
    let sql = "DELETE FROM outlet WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM article WHERE outlet = ?1) \
               AND NOT EXISTS (SELECT 1 FROM outlet_alias WHERE outlet = ?1)";
    connection.prepare_cached(sql)?.execute(params![outlet]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ingest, revision, store};
    use super::super::{OutletFilter, Store};

    /// Stores an article `key` of an outlet.
    fn publish(store: &mut Store, run: crate::store::RunId, key: &str, outlet: &str) {
        let mut revision = revision(key, "2026-03-01T01:00:00Z", "Ada Okafor: One.");
        revision.outlet.as_mut().unwrap().value = outlet.to_owned();
        ingest(store, run, &revision);
    }

    fn outlets(store: &Store) -> Vec<(String, i64, Vec<String>)> {
        let rows = store.outlets(&OutletFilter::default()).unwrap();
        rows.into_iter().map(|o| (o.outlet, o.articles, o.also_named.0)).collect()
    }

    #[test]
    fn a_merged_name_is_followed_by_later_articles_until_it_is_split() {
        let (mut store, run) = store();
        publish(&mut store, run, "a", "Coast Wire");
        publish(&mut store, run, "b", "CW");
        let kept = store.merge_outlets(run, "Coast Wire", "CW").unwrap();
        publish(&mut store, run, "c", "CW");
        assert_eq!(outlets(&store), [("Coast Wire".to_owned(), 3, vec!["CW".to_owned()])]);
        assert_eq!(store.outlets(&OutletFilter::default()).unwrap()[0].outlet_id, kept);
        store.split_outlet("CW").unwrap();
        assert_eq!(outlets(&store), [("CW".to_owned(), 2, vec![]), ("Coast Wire".to_owned(), 1, vec![])]);
        assert!(store.check().unwrap().is_sound());
    }

    #[test]
    fn a_chain_of_merges_ends_at_the_last() {
        let (mut store, run) = store();
        for (key, outlet) in [("a", "Coast Wire"), ("b", "CW"), ("c", "cw")] {
            publish(&mut store, run, key, outlet);
        }
        store.merge_outlets(run, "CW", "cw").unwrap();
        store.merge_outlets(run, "Coast Wire", "cw").unwrap();
        let names = vec!["CW".to_owned(), "cw".to_owned()];
        assert_eq!(outlets(&store), [("Coast Wire".to_owned(), 3, names)]);
    }

    #[test]
    fn what_is_no_decision_is_refused() {
        let (mut store, run) = store();
        publish(&mut store, run, "a", "Coast Wire");
        assert!(
            store
                .merge_outlets(run, "Coast Wire", "1")
                .unwrap_err()
                .to_string()
                .contains("one outlet already")
        );
        assert!(store.merge_outlets(run, "Coast Wire", "Nobody").is_err());
        assert!(store.split_outlet("Coast Wire").is_err());
        assert_eq!(outlets(&store), [("Coast Wire".to_owned(), 1, vec![])]);
    }
}
