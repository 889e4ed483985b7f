//! Evidence as a column keeps it: an array, without the names that every row would repeat.

use crate::extract::Evidence;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What an attribution rests on, and why its speaker was told.
#[derive(Serialize, Deserialize)]
struct Compact(f32, f32, f32, [f32; 3], u32, u32, Vec<String>, Vec<String>);

/// The evidence of an attribution and the reasons for its speaker, as the column keeps them.
pub(super) fn to_column(extraction: &Evidence, speaker: &[String]) -> String {
    let Evidence { source, cue, content, weakest, margin, length, rules } = extraction.clone();
    let compact = Compact(source, cue, content, weakest, margin, length, rules, speaker.to_owned());
    // Numbers, lists and texts always are JSON.
    serde_json::to_string(&compact).unwrap_or_default()
}

/// What the column holds, with names: `{"extraction": {...}, "speaker": ["...", ...]}`. Rows of older versions have them.
pub(super) fn from_column(column: &str) -> serde_json::Result<Value> {
    let Ok(Compact(source, cue, content, weakest, margin, length, rules, speaker)) =
        serde_json::from_str(column)
    else {
        return serde_json::from_str(column);
    };
    let extraction = Evidence { source, cue, content, weakest, margin, length, rules };
    Ok(json!({"extraction": extraction, "speaker": speaker}))
}

/// The evidence of an attribution and the reasons for its speaker out of the column; of old rows that have other names, none.
pub(super) fn parts(column: &str) -> (Evidence, Vec<String>) {
    match serde_json::from_str(column) {
        Ok(Compact(source, cue, content, weakest, margin, length, rules, speaker)) => {
            (Evidence { source, cue, content, weakest, margin, length, rules }, speaker)
        }
        Err(_) => (Evidence::default(), Vec::new()),
    }
}

/// What the column holds, with names.
pub(super) struct NamedEvidence(pub(super) Value);

impl FromSql for NamedEvidence {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        from_column(value.as_str()?).map(Self).map_err(|e| FromSqlError::Other(Box::new(e)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_comes_out_is_what_went_in(
            numbers in proptest::array::uniform6(0f32..=1.0),
            counts in (0u32..100, 0u32..10_000),
            rules in proptest::collection::vec("[a-z ]{0,20}", 0..3),
            speaker in proptest::collection::vec("\\PC{0,20}", 0..3),
        ) {
            let [source, cue, content, a, b, c] = numbers;
            let (margin, length) = counts;
            let evidence = Evidence { source, cue, content, weakest: [a, b, c], margin, length, rules };
            let named = json!({"extraction": evidence, "speaker": speaker});
            prop_assert_eq!(from_column(&to_column(&evidence, &speaker)).unwrap(), named);
        }
    }

    #[test]
    fn names_are_not_repeated() {
        let evidence = Evidence { source: 0.97027, weakest: [1.0; 3], ..Evidence::default() };
        let column = to_column(&evidence, &["as written".to_owned()]);
        assert_eq!(column, r#"[0.97027,0.0,0.0,[1.0,1.0,1.0],0,0,[],["as written"]]"#);
        assert!(from_column("[1").is_err());
        let old = r#"{"extraction":{"source":0.5},"speaker":["as written"]}"#;
        assert_eq!(from_column(old).unwrap().to_string(), old);
    }
}
