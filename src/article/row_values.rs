//! Row values: what tables hold, of whatever library reads these, as the fields of an article.

use super::encoding::decode;
use super::origin::{Origin, ReadError};
use super::record::{RecordPlace, field_text, id_text, record_revision};
use super::revision::{Revision, SourceFormat};
use super::sha256;
use serde_json::{Map, Number, Value, json};
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
    /// A whole number.
    Number(i64),
    /// Any number: what has gaps is kept as such by some programs, whole numbers too.
    Real(f64),
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
            Self::Number(number) => Some(Value::from(number)),
            Self::Real(number) => Number::from_f64(number).map(Value::Number),
            Self::Seconds(seconds) => moment(seconds),
            Self::Days(days) => Some(Value::from(moment(days.checked_mul(86_400)?)?.as_str()?.get(..10)?)),
        }
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
    let named = ["place", "id", "url"].into_iter().find_map(|name| {
        let value = row.get(name)?;
        if name == "id" { id_text(value) } else { field_text(value) }
    });
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
        for number in [1_772_442_900, 1_772_442_900_000, 1_772_442_900_000_000, 1_772_442_900_000_000_000] {
            for number in [RowValue::Number(number), RowValue::Real(number as f64)] {
                let row = json!({ "id": "q1", "text": "The quay is closed.", "captured_at": number.value() });
                assert_eq!(
                    of(&row).1.expect("it is read").captured_at.value,
                    "2026-03-02T09:15:00Z",
                    "{row}"
                );
            }
        }
    }

    #[test]
    fn an_id_is_the_number_that_was_given() {
        let text = "The quay is closed.";
        for (id, told) in [
            (RowValue::Number(1), "1"),
            (RowValue::Number(0), "0"),
            (RowValue::Number(-7), "-7"),
            (RowValue::Number(123_456_789), "123456789"),
            (RowValue::Number(1_772_442_900), "1772442900"),
            (RowValue::Number(100_000_000_000_001), "100000000000001"),
            (RowValue::Number(1_580_661_436_132_757_506), "1580661436132757506"),
            (RowValue::Real(1.0), "1"),
            (RowValue::Real(2.0), "2"),
            (RowValue::Real(-0.0), "0"),
            (RowValue::Real(123_456_789.0), "123456789"),
            (RowValue::Text("1.0"), "1.0"),
        ] {
            let read = of(&json!({ "id": id.value(), "text": text })).1.expect("it is read");
            assert_eq!((read.id.as_deref(), &*read.key), (Some(told), told));
        }
        // Which number it was before it was rounded, nobody knows.
        for id in [1.5, 0.1, 1e300, 9_007_199_254_740_992.0, -1.25] {
            let error = of(&json!({ "id": id, "text": text })).1.expect_err("it is no id");
            assert!(error.message.contains("give ids as text"), "{error}");
            assert!(error.id.is_some(), "{error}");
        }
        assert_eq!(RowValue::Real(f64::NAN).value(), None);
        assert_eq!(of(&json!({ "id": null, "text": text })).1.expect("it is read").id, None);
    }

    #[test]
    fn an_error_keeps_the_id() {
        for (row, id) in [
            (json!({ "id": "q2" }), Some("q2")),
            (json!({ "id": 7.0, "text": null }), Some("7")),
            (json!({ "id": 123_456_789, "text": " " }), Some("123456789")),
            (json!({ "text": "" }), None),
        ] {
            assert_eq!(of(&row).1.expect_err("there is no text").id.as_deref(), id, "{row}");
        }
    }

    #[test]
    fn a_page_in_place_of_a_text_is_read_as_one() {
        let page = "<!doctype html><html><head><title>Quay shut</title><script>var quay = \"open\";</script></head><body>\
                    <article><h1>Quay shut</h1><p>The quay is closed until June, the harbour master, Ada Brook, said on \
                    Monday, and asked for patience.</p></article></body></html>";
        for (text, is_page) in [
            (page.to_owned(), true),
            (format!("\n  {page}"), true),
            (format!("\u{FEFF}{page}"), true),
            (page.replacen("<!doctype html>", "", 1), true),
            (page.to_uppercase().replace("ADA BROOK", "Ada Brook"), true),
            (format!("<!-- saved -->{page}"), true),
            (format!("A page begins with {page}"), false),
            ("The quay is <b>closed</b> until June.".to_owned(), false),
            ("<p>The quay is closed until June.</p>".to_owned(), false),
        ] {
            let read = of(&json!({ "id": "q1", "text": text })).1.expect("it is read");
            let told = |what: &str| read.warnings.iter().any(|warning| warning.contains(what));
            assert_eq!(told("was read as one"), is_page, "{text} {:?}", read.warnings);
            assert_eq!(told("holds markup"), !is_page, "{text} {:?}", read.warnings);
            assert_eq!(read.body.contains('<'), !is_page, "{}", read.body);
        }
        for text in [
            "The quay is closed.",
            "Depths < 4 m and > 2 m were measured, Ada Brook said.",
            "She wrote <ada@harbour.example> and </ again.",
            "Ships of 3</4 m draught pass.",
        ] {
            let read = of(&json!({ "id": "q1", "text": text })).1.expect("it is read");
            assert!(read.warnings.iter().all(|warning| !warning.contains("markup")), "{:?}", read.warnings);
            assert_eq!(read.body, text);
        }
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
