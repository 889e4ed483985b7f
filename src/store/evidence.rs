//! Evidence as a column keeps it: an array, without the names that every row would repeat.

use crate::extract::Evidence;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What an attribution rests on, and why its speaker was told: probabilities in thousandths, as `explain` shows them, the
/// reasons for the speaker and, where there are any, the rules.
#[derive(Serialize, Deserialize)]
struct Compact(
    [u32; 6],
    u32,
    u32,
    Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")] Vec<String>,
);

/// The same as versions up to schema 20 wrote it, to the last digit.
#[derive(Deserialize)]
struct Exact(f32, f32, f32, [f32; 3], u32, u32, Vec<String>, Vec<String>);

impl Exact {
    fn parts(self) -> (Evidence, Vec<String>) {
        let Self(source, cue, content, weakest, margin, length, rules, speaker) = self;
        (Evidence { source, cue, content, weakest, margin, length, rules }, speaker)
    }
}

/// The evidence of an attribution and the reasons for its speaker, as the column keeps them.
pub(super) fn to_column(extraction: &Evidence, speaker: &[String]) -> String {
    let Evidence { source, cue, content, weakest: [a, b, c], margin, length, rules } = extraction.clone();
    let probabilities = [source, cue, content, a, b, c].map(thousandths);
    let compact = Compact(probabilities, margin, length, speaker.to_owned(), rules);
    // Numbers, lists and texts always are JSON.
    serde_json::to_string(&compact).unwrap_or_default()
}

/// A probability in thousandths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it is one of 0 to 1000
fn thousandths(probability: f32) -> u32 {
    (f64::from(probability) * 1000.0).round_ties_even().clamp(0.0, 1000.0) as u32
}

/// What the column holds, with names: `{"extraction": {...}, "speaker": ["...", ...]}`. Rows of older versions have them.
pub(super) fn from_column(column: &str) -> serde_json::Result<Value> {
    if let Ok(Compact(probabilities, margin, length, speaker, rules)) = serde_json::from_str(column) {
        let [source, cue, content, a, b, c] = probabilities.map(|p| f64::from(p) / 1000.0);
        let extraction = json!({"source": source, "cue": cue, "content": content, "weakest": [a, b, c],
            "margin": margin, "length": length, "rules": rules});
        return Ok(json!({"extraction": extraction, "speaker": speaker}));
    }
    let Ok(exact) = serde_json::from_str::<Exact>(column) else { return serde_json::from_str(column) };
    let (extraction, speaker) = exact.parts();
    Ok(json!({"extraction": extraction, "speaker": speaker}))
}

/// The evidence of an attribution and the reasons for its speaker out of the column; of old rows that have other names, none.
pub(super) fn parts(column: &str) -> (Evidence, Vec<String>) {
    if let Ok(Compact(probabilities, margin, length, speaker, rules)) = serde_json::from_str(column) {
        #[allow(clippy::cast_precision_loss)] // a thousand has few digits
        let [source, cue, content, a, b, c] = probabilities.map(|p| p as f32 / 1000.0);
        return (Evidence { source, cue, content, weakest: [a, b, c], margin, length, rules }, speaker);
    }
    serde_json::from_str::<Exact>(column).map(Exact::parts).unwrap_or_default()
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
        fn what_comes_out_is_what_went_in_to_three_digits(
            numbers in proptest::array::uniform6(0f32..=1.0),
            counts in (0u32..100, 0u32..10_000),
            rules in proptest::collection::vec("[a-z ]{0,20}", 0..3),
            speaker in proptest::collection::vec("\\PC{0,20}", 0..3),
        ) {
            let [source, cue, content, a, b, c] = numbers;
            let (margin, length) = counts;
            let evidence = Evidence { source, cue, content, weakest: [a, b, c], margin, length, rules };
            let column = to_column(&evidence, &speaker);
            let (kept, reasons) = parts(&column);
            let shown = |e: &Evidence| [e.source, e.cue, e.content].map(|p| format!("{:.3}", f64::from(p)));
            prop_assert_eq!(shown(&kept), shown(&evidence));
            prop_assert_eq!(kept.weakest.map(thousandths), evidence.weakest.map(thousandths));
            prop_assert_eq!((kept.margin, kept.length, &kept.rules), (margin, length, &evidence.rules));
            prop_assert_eq!(&reasons, &speaker);
            // Written again, as a merge does, it is the same.
            prop_assert_eq!(to_column(&kept, &reasons), column);
        }
    }

    #[test]
    fn names_are_not_repeated() {
        let evidence = Evidence { source: 0.97027, weakest: [1.0; 3], margin: 45, ..Evidence::default() };
        let written = ["as written".to_owned()];
        assert_eq!(to_column(&evidence, &written), r#"[[970,0,0,1000,1000,1000],45,0,["as written"]]"#);
        let ruled = Evidence { rules: vec!["a rule".to_owned()], ..evidence };
        let column = to_column(&ruled, &written);
        assert_eq!(column, r#"[[970,0,0,1000,1000,1000],45,0,["as written"],["a rule"]]"#);
        let named = json!({
            "extraction": {"source": 0.97, "cue": 0.0, "content": 0.0, "weakest": [1.0, 1.0, 1.0], "margin": 45,
                "length": 0, "rules": ["a rule"]},
            "speaker": ["as written"],
        });
        assert_eq!(from_column(&column).unwrap(), named);
        assert!(from_column("[1").is_err());
    }

    #[test]
    fn rows_of_older_versions_are_read() {
        let old = r#"{"extraction":{"source":0.5},"speaker":["as written"]}"#;
        assert_eq!(from_column(old).unwrap().to_string(), old);
        let exact = r#"[0.97027,0.0,0.5,[1.0,1.0,0.25],45,7,["a rule"],["as written"]]"#;
        let (evidence, reasons) = parts(exact);
        assert_eq!((evidence.source, evidence.weakest[2], evidence.margin), (0.97027, 0.25, 45));
        assert_eq!((evidence.rules, reasons), (vec!["a rule".to_owned()], vec!["as written".to_owned()]));
    }
}
