//! The WHERE clause of a listing, put together from what the user asked for.

use crate::diff::Severity;
use crate::store::{Store, StoreError};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use std::convert::Infallible;
use std::fmt::Write;
use std::ops::ControlFlow;
use std::str::FromStr;

/// Rows are counted up to so many: counting all would read the whole database to show one page of it.
pub const MOST_COUNTED: usize = 1000;
/// Doubtful rows are counted up to so many: where they are rare, each further one is far to seek.
pub const MOST_DOUBTFUL: usize = 100;

/// The confidence from which on a quote is sure: see `attribution.sure`.
pub(super) const SURE: f64 = 0.5;

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

    /// Quotes that are less sure, and that nobody confirmed.
    pub(super) fn doubtful(&mut self, least: Option<f64>) {
        self.with("confidence < ?1 AND NOT confirmed", least);
        // In just these words, so that the index of doubtful quotes is used.
        self.when(least.is_some_and(|least| least <= SURE), "confidence < 0.5");
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

    /// The rows whose time is at or before an ISO 8601 date or time; a date means the whole day.
    pub(super) fn until(&mut self, column: &str, until: Option<&str>) {
        // Whatever continues the date sorts before a tilde.
        self.with(&format!("{column} <= ?1"), until.map(|time| format!("{time}~")));
    }

    /// How many rows of `from` (`GROUP BY` may follow the conditions) fulfil these conditions, up to one more than
    /// `most`.
    pub(super) fn count(
        &self,
        store: &Store,
        from: &str,
        group: &str,
        most: usize,
    ) -> Result<usize, StoreError> {
        let select = format!("SELECT count(*) FROM (SELECT 1 FROM {from}");
        let tail = format!("{group} LIMIT {})", most + 1);
        let counts = self.rows(store, &select, &tail, |row| row.get::<_, i64>(0))?;
        Ok(counts.first().and_then(|&n| usize::try_from(n).ok()).unwrap_or(0))
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

/// `LIMIT n OFFSET m`, or nothing.
pub(super) fn page(limit: Option<usize>, offset: usize) -> String {
    // SQLite counts rows in 64 bits with a sign.
    let fits = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    match (limit.map(fits), fits(offset)) {
        (None, 0) => String::new(),
        (None, offset) => format!("LIMIT -1 OFFSET {offset}"),
        (Some(limit), offset) => format!("LIMIT {limit} OFFSET {offset}"),
    }
}

/// The column that a listing is ordered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortOrder {
    /// A column of the listing's rows.
    pub column: String,
    /// The largest first.
    pub descending: bool,
}

/// Reads `column` or, for the largest first, `-column`.
impl FromStr for SortOrder {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let column = text.strip_prefix('-');
        Ok(Self { descending: column.is_some(), column: column.unwrap_or(text).to_owned() })
    }
}

/// `ORDER BY` what the user asked for, rows without a value last; then, or else, by `order`.
pub(super) fn order_by(
    sort: Option<&SortOrder>,
    columns: &[&str],
    order: &str,
) -> Result<String, StoreError> {
    let Some(SortOrder { column, descending }) = sort else { return Ok(format!("ORDER BY {order}")) };
    // Only a name of ours may become SQL.
    let Some(column) = columns.iter().find(|known| *known == column) else {
        let why = format!("there is no column \"{column}\" to sort by; there are {}", columns.join(", "));
        return Err(StoreError::refused(why));
    };
    let value = match *column {
        "severity" => "CASE severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END",
        column => column,
    };
    let direction = if *descending { "DESC" } else { "ASC" };
    Ok(format!("ORDER BY {value} COLLATE NOCASE {direction} NULLS LAST, {order}"))
}

/// The condition that a change is at least so severe.
pub(super) fn severities(least: Severity) -> &'static str {
    match least {
        Severity::None => "severity IN ('none', 'low', 'medium', 'high')",
        Severity::Low => "severity IN ('low', 'medium', 'high')",
        Severity::Medium => "severity IN ('medium', 'high')",
        Severity::High => "severity = 'high'",
    }
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
