//! Views as whole tables, for those who read them elsewhere: their names, their columns with type and meaning, and every
//! row.

use super::filter::Conditions;
use crate::store::datasette::VIEWS;
use crate::store::{Store, StoreError};
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::LazyLock;

/// What a column of a view holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViewType {
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A text.
    String,
    /// A moment in UTC, ISO 8601 to the second.
    Datetime,
    /// A list, as JSON.
    Array,
    /// An object, as JSON.
    Object,
}

impl ViewType {
    /// Its name in `view_columns.tsv`, which is that of the Table Schema of the Data Package standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Datetime => "datetime",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// Whether it is kept as JSON.
    #[must_use]
    pub fn is_json(self) -> bool {
        matches!(self, Self::Array | Self::Object)
    }

    const ALL: [Self; 7] =
        [Self::Integer, Self::Number, Self::Boolean, Self::String, Self::Datetime, Self::Array, Self::Object];
}

/// A column of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViewColumn {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ViewType,
    /// What that means, in a few words.
    pub description: &'static str,
}

impl ViewColumn {
    /// The columns that lines describe, each as `name` or `table.name`, type and meaning, apart by tabs, with what stands
    /// first in its line.
    pub fn described(lines: &'static str) -> impl Iterator<Item = (&'static str, Self)> {
        let line = |line: &'static str| {
            let mut parts = line.split('\t');
            let (place, kind, description) = (parts.next()?, parts.next()?, parts.next()?);
            let kind = ViewType::ALL.into_iter().find(|known| known.name() == kind)?;
            let name = place.split_once('.').map_or(place, |(_, name)| name);
            Some((place, Self { name, kind, description }))
        };
        lines.lines().filter(|text| !text.starts_with('#')).filter_map(line)
    }
}

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewTable {
    /// Its name, `v_quotes`.
    pub name: &'static str,
    /// What a row of it is.
    pub description: &'static str,
    /// Its columns, in order.
    pub columns: Vec<ViewColumn>,
}

/// The columns that `view_columns.tsv` describes, by name or by `view.name`.
static COLUMNS: LazyLock<HashMap<&str, ViewColumn>> =
    LazyLock::new(|| ViewColumn::described(include_str!("../view_columns.tsv")).collect());

fn column(view: &str, name: &str) -> Option<ViewColumn> {
    COLUMNS.get(format!("{view}.{name}").as_str()).or_else(|| COLUMNS.get(name)).copied()
}

impl Store {
    /// The views, those that say most first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn views(&self) -> Result<Vec<ViewTable>, StoreError> {
        VIEWS
            .iter()
            .map(|&(name, description, _)| {
                let statement = self.connection.prepare(&format!("SELECT * FROM {name}"));
                let statement = statement.map_err(|e| self.error(e))?;
                let columns = statement.column_names().filter_map(|of| column(name, of)).collect();
                Ok(ViewTable { name, description, columns })
            })
            .collect()
    }

    /// Calls `each` for every row of a view, by its first column, so that equal databases give equal tables.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the walk.
    pub fn for_each_view_row<E: From<StoreError>>(
        &self,
        view: &ViewTable,
        mut each: impl FnMut(Map<String, Value>) -> Result<(), E>,
    ) -> Result<(), E> {
        let names: Vec<String> = view.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let select = format!("SELECT {} FROM {}", names.join(", "), view.name);
        Conditions::default().for_each(self, &select, "ORDER BY 1", |row| {
            let mut fields = Map::new();
            for (at, column) in view.columns.iter().enumerate() {
                fields.insert(column.name.to_owned(), value(column.kind, row.get_ref(at)?));
            }
            Ok(each(fields).map(ControlFlow::Continue))
        })
    }
}

fn value(kind: ViewType, stored: ValueRef<'_>) -> Value {
    match stored {
        ValueRef::Integer(number) if kind == ViewType::Boolean => Value::Bool(number != 0),
        ValueRef::Integer(number) => Value::from(number),
        ValueRef::Real(number) => Value::from(number),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let json = kind.is_json().then(|| serde_json::from_str(&text).ok()).flatten();
            json.unwrap_or_else(|| Value::from(text.into_owned()))
        }
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{ingest, revision, store};
    use std::collections::BTreeSet;

    #[test]
    fn every_column_of_every_view_is_described_and_no_other() {
        let (store, _) = store();
        let mut used = BTreeSet::new();
        for view in store.views().unwrap() {
            let statement = store.connection.prepare(&format!("SELECT * FROM {}", view.name)).unwrap();
            for name in statement.column_names() {
                let own = format!("{}.{name}", view.name);
                assert!(column(view.name, name).is_some(), "view_columns.tsv does not describe {own}");
                used.insert(if COLUMNS.contains_key(own.as_str()) { own } else { name.to_owned() });
            }
        }
        let unused: Vec<_> = COLUMNS.keys().filter(|key| !used.contains(**key)).collect();
        assert!(unused.is_empty(), "no view has {unused:?}");
        let lines = include_str!("../view_columns.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), COLUMNS.len(), "a line of view_columns.tsv is not whole, or stands twice");
    }

    #[test]
    fn rows_have_the_types_that_are_told() {
        let (mut store, run) = store();
        ingest(&mut store, run, &revision("a", "2026-03-01", "Ada Quill: The dam holds."));
        let views = store.views().unwrap();
        let quotes = views.iter().find(|view| view.name == "v_quotes").unwrap();
        let mut rows = Vec::new();
        store
            .for_each_view_row::<StoreError>(quotes, |row| {
                rows.push(row);
                Ok(())
            })
            .unwrap();
        assert_eq!(rows.len(), 1);
        assert!(rows[0]["content_spans"].is_array() && rows[0]["is_newest"].is_boolean());
        assert!(rows[0]["confidence"].is_f64() && rows[0]["quote_id"].is_i64());
        assert_eq!(rows[0].len(), quotes.columns.len());
    }
}
