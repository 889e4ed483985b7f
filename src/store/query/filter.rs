//! The WHERE clause of a listing, put together from what the user asked for.

use crate::diff::Severity;
use crate::store::{Store, StoreError};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use std::fmt::Write;
use std::ops::ControlFlow;

/// Conditions, all of which must hold, with their parameters in order.
#[derive(Default)]
pub(super) struct Conditions {
    clauses: Vec<String>,
    parameters: Vec<Value>,
}

impl Conditions {
    /// Adds a condition without parameters, if `wanted`.
    pub(super) fn when(&mut self, wanted: bool, clause: &str) {
        if wanted {
            self.clauses.push(clause.to_owned());
        }
    }

    /// Adds a condition whose `?1` stands for the value, if there is one.
    pub(super) fn with(&mut self, clause: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.parameters.push(value.into());
            self.clauses.push(clause.replace("?1", &format!("?{}", self.parameters.len())));
        }
    }

    /// The article with this id, key or address; else those with the words in their headline or address.
    pub(super) fn article(
        &mut self,
        store: &Store,
        column: &str,
        article: Option<&str>,
    ) -> Result<(), StoreError> {
        let Some(wanted) = article else { return Ok(()) };
        if let Some(exact) = exact_article(&store.connection, wanted).map_err(|e| store.error(e))? {
            self.with(&format!("{column} = ?1"), Some(exact));
        } else {
            let like = "SELECT a.id FROM article a JOIN revision n ON n.id = a.newest_revision \
                        WHERE a.key LIKE ?1 ESCAPE '\\' OR n.headline LIKE ?1 ESCAPE '\\'";
            self.with(&format!("{column} IN ({like})"), Some(like_pattern(wanted)));
        }
        Ok(())
    }

    /// The speaker with this id, else those whose name holds the words.
    pub(super) fn speaker(&mut self, column: &str, speaker: Option<&str>) {
        let Some(wanted) = speaker else { return };
        if let Ok(id) = wanted.parse::<i64>() {
            self.with(&format!("{column} = ?1"), Some(id));
        } else {
            let named = "SELECT speaker FROM speaker_alias WHERE name LIKE ?1 ESCAPE '\\'";
            self.with(&format!("{column} IN ({named})"), Some(like_pattern(wanted)));
        }
    }

    /// Some words in a column, whatever the case of ASCII letters.
    pub(super) fn words(&mut self, column: &str, words: Option<&str>) {
        self.with(&format!("{column} LIKE ?1 ESCAPE '\\'"), words.map(like_pattern));
    }

    /// The outlets whose name holds the words.
    pub(super) fn outlet(&mut self, outlet: Option<&str>) {
        self.words("outlet", outlet);
    }

    /// Runs `select` with these conditions and gives each row to `each`, until that breaks off.
    pub(super) fn for_each<E: From<StoreError>>(
        &self,
        store: &Store,
        select: &str,
        tail: &str,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<Result<ControlFlow<()>, E>>,
    ) -> Result<(), E> {
        let mut sql = select.to_owned();
        for (n, clause) in self.clauses.iter().enumerate() {
            let _ = write!(sql, " {} {clause}", if n == 0 { "WHERE" } else { "AND" });
        }
        sql.push(' ');
        sql.push_str(tail);
        let failed = |e| E::from(store.error(e));
        let mut statement = store.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(&self.parameters)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            if each(row).map_err(failed)??.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The rows of `select` under these conditions.
    pub(super) fn rows<T>(
        &self,
        store: &Store,
        select: &str,
        tail: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.for_each::<StoreError>(store, select, tail, |row| {
            rows.push(read(row)?);
            Ok(Ok(ControlFlow::Continue(())))
        })?;
        Ok(rows)
    }
}

/// The article with this key, address or id.
fn exact_article(connection: &Connection, wanted: &str) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT id FROM article WHERE key = ?1 UNION ALL SELECT article FROM article_url WHERE url = ?1 \
               UNION ALL SELECT id FROM article WHERE id = ?2 LIMIT 1";
    connection
        .prepare_cached(sql)?
        .query_row(params![wanted, wanted.parse::<i64>().ok()], |row| row.get(0))
        .optional()
}

/// A LIKE pattern (escape `\`) for texts that hold `words`.
pub(super) fn like_pattern(words: &str) -> String {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// `LIMIT n`, or nothing.
pub(super) fn limit(limit: Option<usize>) -> String {
    limit.map_or_else(String::new, |n| format!("LIMIT {n}"))
}

/// A unit variant's name as serde writes it and the database keeps it.
pub(in crate::store) fn name_of(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

impl FromSql for Severity {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_value(value.as_str()?.into()).map_err(|e| FromSqlError::Other(Box::new(e)))
    }
}
