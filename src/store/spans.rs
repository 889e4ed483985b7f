//! Spans as the database keeps them: JSON arrays of `[start, end]` in Unicode code points.

use crate::text::{CodePoints, Span};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A value that the database keeps as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json<T>(pub T);

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Self).map_err(|e| FromSqlError::Other(Box::new(e)))
    }
}

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        serde_json::to_string(&self.0)
            .map(ToSqlOutput::from)
            .map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
    }
}

/// Byte spans of a text as code-point pairs.
pub(super) fn to_points(points: &CodePoints, spans: &[Span]) -> Json<Vec<(usize, usize)>> {
    Json(spans.iter().map(|&span| points.span(span)).collect())
}

/// Finds bytes by code points, the other way round from [`CodePoints`].
pub(super) struct Bytes {
    /// Byte offset of each character and of the end; empty for ASCII text, where code points are bytes.
    starts: Vec<usize>,
    len: usize,
}

impl Bytes {
    pub(super) fn new(text: &str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
        };
        Self { starts, len: text.len() }
    }

    /// The byte span of a code-point pair; `None` when it does not lie in the text.
    pub(super) fn span(&self, (start, end): (usize, usize)) -> Option<Span> {
        let span = if self.starts.is_empty() {
            Span::new(start, end)
        } else {
            Span::new(*self.starts.get(start)?, *self.starts.get(end)?)
        };
        (span.start <= span.end && span.end <= self.len).then_some(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_and_bytes_are_inverse(text in "\\PC{0,60}", a in 0usize..60, b in 0usize..60) {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (a.min(b), a.max(b));
            let points = (a, b);
            match Bytes::new(&text).span(points) {
                Some(span) => {
                    prop_assert_eq!(span, Span::new(starts[a], starts[b]));
                    prop_assert_eq!(CodePoints::new(&text).span(span), points);
                }
                None => prop_assert!(b >= starts.len()),
            }
        }
    }
}
