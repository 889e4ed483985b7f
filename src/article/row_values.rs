//! Row values: what tables hold, of whatever library reads these, as the fields of an article.

use super::encoding::decode;
use super::origin::{Origin, ReadError};
use super::record::{RecordPlace, record_revision};
use super::revision::{Revision, SourceFormat};
use super::sha256;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Digits of the hash that a row without a name goes by.
const NAME_DIGITS: usize = 32;

/// A value of a table that may be a field of an article.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum RowValue<'a> {
    /// Words.
    Text(&'a str),
    /// Bytes that are words in some charset.
    Bytes(&'a [u8]),
    /// Bytes that are a page, which may name its charset itself.
    Page(&'a [u8]),
    /// A number.
    Number(i64),
    /// Seconds since 1970.
    Seconds(i64),
    /// Days since 1970.
    Days(i64),
}

impl RowValue<'_> {
    /// The value as JSON has it; none for what no field of an article is.
    #[must_use]
    pub fn value(self) -> Option<Value> {
        match self {
            Self::Text(text) => Some(Value::String(text.to_owned())),
            Self::Bytes(bytes) => Some(Value::String(decode(bytes, false).0.into_owned())),
            Self::Page(bytes) => Some(Value::String(decode(bytes, true).0.into_owned())),
            Self::Number(number) => Some(Value::from(in_milliseconds(number))),
            Self::Seconds(seconds) => moment(seconds),
            Self::Days(days) => Some(Value::from(moment(days.checked_mul(86_400)?)?.as_str()?.get(..10)?)),
        }
    }
}

/// A number so large that only nanoseconds or microseconds since 1970 are, in milliseconds: tables that count these do not
/// always say so.
fn in_milliseconds(number: i64) -> i64 {
    match number {
        100_000_000_000_000_000.. => number / 1_000_000,
        100_000_000_000_000.. => number / 1000,
        _ => number,
    }
}

/// A time in seconds since 1970, as ISO 8601.
fn moment(seconds: i64) -> Option<Value> {
    Some(Value::String(jiff::Timestamp::from_second(seconds).ok()?.to_string()))
}

/// SHA-256 of the fields of a row, in hex: whatever the order of its columns, and wherever it stands.
pub(crate) fn row_sha256(row: &Map<String, Value>) -> String {
    let said = row.iter().filter(|(name, value)| *name != "place" && !value.is_null());
    let fields: BTreeMap<&String, &Value> = said.collect();
    sha256([json!(fields).to_string().as_bytes()])
}

/// The revision of a row that was handed over by a program, with the place that errors name: the row's `place`, `id` or
/// `url`, else a hash of it, so that it does not depend on which rows stand beside it.
///
/// # Errors
/// When there is no article in it; a fault in the program is an error like any other.
pub fn row_revision(row: &Map<String, Value>) -> (String, Result<Revision, ReadError>) {
    let raw_sha256 = row_sha256(row);
    let named = ["place", "id", "url"].into_iter().find_map(|name| super::record::field_text(row.get(name)?));
    let place = named.unwrap_or_else(|| format!("record {}", &raw_sha256[..NAME_DIGITS]));
    let origin = Origin { path: (&place).into(), ..Origin::default() };
    let format = SourceFormat::Parquet;
    let from = RecordPlace { place: &place, origin: &origin, format, raw_sha256, doubt: None };
    let read = catch_unwind(AssertUnwindSafe(|| record_revision(&[row], from))).unwrap_or_else(|_| {
        Err(ReadError::new(place.clone(), "it cannot be read; please report it as a bug.".to_owned()))
    });
    (place, read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(row: &Value) -> (String, Result<Revision, ReadError>) {
        row_revision(row.as_object().expect("it is a row"))
    }

    #[test]
    fn numbers_of_any_scale_are_times() {
        assert_eq!(in_milliseconds(1_772_442_900_000_000_000), 1_772_442_900_000);
        assert_eq!(in_milliseconds(1_772_442_900_000_000), 1_772_442_900_000);
        assert_eq!(in_milliseconds(1_772_442_900), 1_772_442_900);
    }

    #[test]
    fn values_are_fields() {
        assert_eq!(RowValue::Bytes(b"caf\xe9").value(), Some(json!("café")));
        let page = RowValue::Page(b"<meta charset=windows-1251><p>\xcf\xee\xf0\xf2").value();
        assert_eq!(page, Some(json!("<meta charset=windows-1251><p>Порт")));
        assert_eq!(RowValue::Seconds(1_772_442_900).value(), Some(json!("2026-03-02T09:15:00Z")));
        assert_eq!(RowValue::Days(20_514).value(), Some(json!("2026-03-02")));
        assert_eq!(RowValue::Days(i64::MAX).value(), None);
    }

    #[test]
    fn a_row_has_one_hash_wherever_it_stands() {
        let hash = |row: &Value| row_sha256(row.as_object().expect("it is a row"));
        let row = hash(&json!({ "id": "q1", "text": "The quay is closed." }));
        assert_eq!(hash(&json!({ "text": "The quay is closed.", "id": "q1" })), row);
        assert_eq!(hash(&json!({ "id": "q1", "text": "The quay is closed.", "html": null })), row);
        assert_eq!(hash(&json!({ "place": "a:7", "id": "q1", "text": "The quay is closed." })), row);
        assert_ne!(hash(&json!({ "id": "q1", "title": "The quay is closed." })), row);
    }

    #[test]
    fn a_row_is_known_by_what_it_holds() {
        let text = "The quay is closed.";
        let (place, read) = of(&json!({ "id": "q1", "text": text }));
        assert_eq!((&*place, &*read.expect("it is read").key), ("q1", "q1"));
        assert_eq!(of(&json!({ "id": "q1", "place": "a.csv:7", "text": text })).0, "a.csv:7");
        let (nameless, read) = of(&json!({ "text": text }));
        assert!(nameless.starts_with("record ") && read.expect("it is read").key == nameless);
        assert_ne!(of(&json!({ "text": "The quay is open." })).0, nameless);
        assert!(
            of(&json!({ "id": "q2" })).1.is_err_and(|e| e.message.contains("neither \"text\" nor \"html\""))
        );
    }
}
