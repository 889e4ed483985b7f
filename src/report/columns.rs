//! Columns: which of them a listing shows, and in which order it stands.

use super::row::{Cell, Row};
use super::wording::nearest;
use serde_json::{Map, Value};
use std::cmp::Ordering;
use std::io;

/// The columns that a listing shows; none chosen are those that its table has, and all fields for machines.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    chosen: Vec<String>,
}

impl Columns {
    /// Columns by name: heads of the table or fields of the JSON; `-` and `_` stand for a space.
    #[must_use]
    pub fn new(chosen: &[String]) -> Self {
        Self { chosen: chosen.iter().map(|name| plain_column(name)).collect() }
    }

    /// The heads of the table.
    pub(super) fn heads<R: Row>(&self) -> Vec<String> {
        if self.chosen.is_empty() {
            return R::COLUMNS.iter().map(|&head| head.to_owned()).collect();
        }
        self.chosen.iter().map(|name| name.replace('_', " ")).collect()
    }

    /// The cells of a row.
    ///
    /// # Errors
    /// When there is no such column.
    pub(super) fn cells<R: Row>(&self, row: &R) -> io::Result<Vec<Cell>> {
        let cells = row.cells();
        if self.chosen.is_empty() {
            return Ok(cells);
        }
        let fields = fields(row)?;
        let cell = |name: &String| {
            if let Some(at) = head::<R>(name) {
                return Ok(cells.get(at).cloned().unwrap_or_default());
            }
            Ok(text(fields.get(name).ok_or_else(|| unknown::<R>(name, &fields))?).into())
        };
        self.chosen.iter().map(cell).collect()
    }

    /// The row for machines: every field, or those chosen.
    ///
    /// # Errors
    /// When there is no such column.
    pub(super) fn fields<R: Row>(&self, row: &R) -> io::Result<Map<String, Value>> {
        let mut fields = fields(row)?;
        if self.chosen.is_empty() {
            return Ok(fields);
        }
        let mut chosen = Map::new();
        for name in &self.chosen {
            let value = match (fields.remove(name), head::<R>(name)) {
                (Some(value), _) => value,
                (None, Some(at)) => Value::from(row.cells().get(at).map(Cell::text)),
                (None, None) => return Err(unknown::<R>(name, &fields)),
            };
            chosen.insert(name.clone(), value);
        }
        Ok(chosen)
    }
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq)]
pub struct SortKey(Value);

impl SortKey {
    /// The value of a column, by the name of a field or of a head of the table.
    ///
    /// # Errors
    /// When there is no such column.
    pub fn of<R: Row>(row: &R, name: &str) -> io::Result<Self> {
        let name = plain_column(name);
        let fields = fields(row)?;
        match (fields.get(&name), head::<R>(&name)) {
            (Some(value), _) => Ok(Self(value.clone())),
            (None, Some(at)) => Ok(Self(Value::from(row.cells().get(at).map(Cell::text)))),
            (None, None) => Err(unknown::<R>(&name, &fields)),
        }
    }

    /// Numbers by value, severities by weight, words by the alphabet; what is missing comes last either way.
    #[must_use]
    pub fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        match (&self.0, &other.0) {
            (Value::Null, Value::Null) => Ordering::Equal,
            (Value::Null, _) => Ordering::Greater,
            (_, Value::Null) => Ordering::Less,
            (one, two) => turned(match (rank(one), rank(two)) {
                (Some(one), Some(two)) => one.total_cmp(&two),
                _ => text(one).to_lowercase().cmp(&text(two).to_lowercase()),
            }),
        }
    }
}

fn rank(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::Bool(holds) => Some(f64::from(u8::from(*holds))),
        Value::String(name) => match name.as_str() {
            "none" => Some(0.0),
            "low" => Some(1.0),
            "medium" => Some(2.0),
            "high" => Some(3.0),
            text => text.parse().ok(),
        },
        _ => None,
    }
}

fn fields<R: Row>(row: &R) -> io::Result<Map<String, Value>> {
    match serde_json::to_value(row)? {
        Value::Object(fields) => Ok(fields),
        _ => Err(io::Error::other("a row is not an object")),
    }
}

/// A column's name as a field has it.
#[must_use]
pub fn plain_column(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

fn head<R: Row>(name: &str) -> Option<usize> {
    R::COLUMNS.iter().position(|head| plain_column(head) == name)
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn unknown<R: Row>(name: &str, fields: &Map<String, Value>) -> io::Error {
    let mut names: Vec<String> = R::COLUMNS.iter().map(|head| plain_column(head)).collect();
    names.extend(fields.keys().filter(|key| head::<R>(key).is_none()).cloned());
    io::Error::other(unknown_column(name, names.iter().map(String::as_str)))
}

/// Says that there is no such column, which is meant, and which there are.
#[must_use]
pub fn unknown_column<'n>(name: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    let meant = nearest(name, known.clone());
    let meant = meant.map_or_else(|| ".".to_owned(), |meant| format!("; did you mean `{meant}`?"));
    format!("there is no column `{name}`{meant} There are {}", known.collect::<Vec<_>>().join(", "))
}
