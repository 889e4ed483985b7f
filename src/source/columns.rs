//! Columns: which column of a table holds which field of an article.

use crate::article::{FIELDS, ReadError, Remedy};
use std::fmt::Write as _;

/// Columns that were named by the user, as field and column. Others go by their headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableColumns(Vec<(String, String)>);

/// A mapping that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnsError {
    /// It is not written as field and column.
    #[error("“{0}” names no column; write field=column, such as text=body,id=slug")]
    Unclear(String),
    /// There is no such field.
    #[error("“{0}” is no field of an article; write one of {fields}", fields = field_names())]
    NoField(String),
    /// The table has no such column.
    #[error(
        "there is no column “{column}” in it; its columns are {columns}; name one that holds the field {field}."
    )]
    NoColumn {
        /// The field that it was to hold.
        field: String,
        /// The column that was named.
        column: String,
        /// Those that there are.
        columns: String,
    },
    /// No column holds the text of an article.
    #[error(
        "none of its columns is called text or html; its columns are {columns}; name the one that holds the article."
    )]
    NoText {
        /// Those that there are.
        columns: String,
    },
}

impl ColumnsError {
    /// The error of a table.
    pub(super) fn at(&self, place: &str) -> ReadError {
        let field = match self {
            Self::NoColumn { field, .. } => Some(field.clone()),
            Self::NoText { .. } => Some("text".to_owned()),
            _ => None,
        };
        ReadError::new(place, self.to_string()).with(field.map(Remedy::NameColumn))
    }
}

impl TableColumns {
    /// Columns as they are typed: `text=body,id=slug`.
    ///
    /// # Errors
    /// What is no mapping, and a field that does not exist.
    pub fn parse(typed: &str) -> Result<Self, ColumnsError> {
        let mut columns = Vec::new();
        for pair in typed.split(',').filter(|pair| !pair.trim().is_empty()) {
            let unclear = || ColumnsError::Unclear(pair.trim().to_owned());
            let (field, column) = pair.split_once('=').ok_or_else(unclear)?;
            let (field, column) = (field.trim().to_lowercase(), column.trim());
            if column.is_empty() {
                return Err(unclear());
            }
            let known = FIELDS.iter().find(|names| names.contains(&&*field));
            let known = known.ok_or_else(|| ColumnsError::NoField(field.clone()))?;
            columns.push((known[0].to_owned(), column.to_owned()));
        }
        Ok(Self(columns))
    }

    /// For each heading the field that its column holds; none for a column that is not read.
    ///
    /// # Errors
    /// When a named column is not there, or none holds a text.
    pub fn fields(&self, headings: &[String]) -> Result<Vec<Option<String>>, ColumnsError> {
        let plain = |heading: &str| heading.trim().to_lowercase().replace([' ', '-'], "_");
        let mut fields: Vec<Option<String>> = headings
            .iter()
            .map(|heading| Some(plain(heading)).filter(|h| FIELDS.iter().any(|names| names.contains(&&**h))))
            .collect();
        for (field, column) in &self.0 {
            let at = headings.iter().position(|h| h.trim() == column);
            let at = at.or_else(|| headings.iter().position(|h| plain(h) == plain(column)));
            let Some(at) = at else {
                let (field, column) = (field.clone(), column.clone());
                return Err(ColumnsError::NoColumn { field, column, columns: listed(headings) });
            };
            for other in fields.iter_mut().filter(|f| f.as_ref() == Some(field)) {
                *other = None;
            }
            fields[at] = Some(field.clone());
        }
        let names = |field: &Option<String>| {
            let group = FIELDS.iter().find(|names| field.as_deref().is_some_and(|f| names.contains(&f)));
            group.is_some_and(|names| matches!(names[0], "text" | "html"))
        };
        if !fields.iter().any(names) {
            return Err(ColumnsError::NoText { columns: listed(headings) });
        }
        Ok(fields)
    }
}

/// The names of the fields.
fn field_names() -> String {
    FIELDS.iter().map(|names| names[0]).collect::<Vec<_>>().join(", ")
}

/// Headings for a message, of many the first.
fn listed(headings: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown = headings.iter().take(SHOWN).map(|heading| heading.chars().take(40).collect::<String>());
    let mut list = shown.collect::<Vec<_>>().join(", ");
    if headings.len() > SHOWN {
        let _ = write!(list, " and {} more", headings.len() - SHOWN);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn headings_speak_for_themselves_unless_a_column_is_named() {
        let fields = |columns: &str, names: &[&str]| {
            TableColumns::parse(columns).expect("it is one").fields(&headings(names))
        };
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(
            fields("", &["URL", "Captured at", "Body", "shares"]),
            Ok(vec![some("url"), some("captured_at"), some("body"), None])
        );
        assert_eq!(
            fields("text=full story, id=slug", &["slug", "text", "Full Story"]),
            Ok(vec![some("id"), None, some("text")])
        );
        assert!(fields("text=story", &["slug"]).is_err_and(|e| e.to_string().contains("no column “story”")));
        assert!(
            fields("", &["slug"])
                .is_err_and(|e| e.to_string().contains("name the one that holds the article"))
        );
    }

    #[test]
    fn a_mapping_that_says_nothing_is_refused() {
        for typed in ["text", "text=", "colour=x"] {
            assert!(TableColumns::parse(typed).is_err(), "{typed}");
        }
        assert_eq!(TableColumns::parse("").expect("nothing is named"), TableColumns::default());
    }
}
