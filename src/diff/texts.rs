//! Two bare texts: what changed, and whether it matters.

use super::compare::compare_dated;
use super::edition::{Edition, Past};
use super::finding::{Finding, material_confidence};
use super::kind::{Kind, Severity};
use super::revisions::diff_editions;
use super::thresholds::texts::STATEMENT;
use crate::claim::{Days, Statement, bare_statements, bare_words};
use crate::text::{Document, paragraphs, sentences};

/// What changed between two bare texts, in the shape that `diff --jsonl` writes.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TextComparison {
    /// Every finding, most telling first.
    pub changes: Vec<Finding>,
    /// Whether someone who had checked the old wording must look again.
    pub material: bool,
    /// The highest severity of a finding.
    pub severity: Severity,
    /// A claim or a detail came in.
    pub new: bool,
    /// A claim or a detail no longer stands.
    pub withdrawn: bool,
    /// The probability that the two differ materially, 0 to 1, to two places: of several sentences the highest. `None`
    /// where the judge weighed nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material_confidence: Option<f64>,
}

impl From<Vec<Finding>> for TextComparison {
    fn from(changes: Vec<Finding>) -> Self {
        let any = |of: fn(Kind) -> bool| changes.iter().any(|f| f.severity > Severity::None && of(f.kind));
        Self {
            material: changes.iter().any(|f| f.material),
            severity: changes.iter().map(|f| f.severity).max().unwrap_or_default(),
            new: any(Kind::is_new),
            withdrawn: any(Kind::withdraws),
            material_confidence: material_confidence(&changes),
            changes,
        }
    }
}

/// Compares two bare texts: as two wordings of one statement or, where either is longer than a few sentences, as two
/// versions of an article, sentence by sentence. For attributed statements run the extractor and call
/// [`diff`](super::revisions::diff); here only plain patterns tell who says what.
#[must_use]
pub fn compare_texts(before: &str, after: &str) -> TextComparison {
    compare_texts_dated(before, after, &Days::default())
}

/// As [`compare_texts`], for texts that appeared on known days.
#[must_use]
pub fn compare_texts_dated(before: &str, after: &str, days: &Days) -> TextComparison {
    let long = |text: &str| {
        paragraphs(text).into_iter().map(|p| sentences(text, p).len()).sum::<usize>() > STATEMENT
    };
    let blank = |text: &str| !text.contains(char::is_alphanumeric);
    let changes = if blank(before) != blank(after) {
        let (kind, reason) = if blank(after) {
            (Kind::Removed, "the whole text was removed")
        } else {
            (Kind::Added, "the whole text was added")
        };
        vec![Finding::new(kind, before.trim(), after.trim(), Severity::Medium, reason)]
    } else if long(before) || long(after) {
        articles(&Document::new(before), &Document::new(after), days)
    } else {
        compare_dated(&bare_words(before), &bare_words(after), days)
    };
    changes.into()
}

/// The findings of an article's comparison, with the statements that came, went or moved as findings of their own.
fn articles(before: &Document, after: &Document, days: &Days) -> Vec<Finding> {
    let (old, new) = (bare_statements(before), bare_statements(after));
    let editions = (Edition::new(before, old.clone()), Edition::new(after, new.clone()));
    let comparison = diff_editions(&editions.0, &editions.1, &Past::default(), days);
    let join = |all: &[Statement], indices: &[usize]| {
        indices.iter().map(|&i| all[i].text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut out = Vec::new();
    for change in comparison.changes {
        let was = change.was.unwrap_or_default();
        let is = change.note.or(change.now).unwrap_or_default();
        let named: Vec<Kind> = change.findings.iter().map(|f| f.kind).collect();
        for kind in change.kinds.into_iter().filter(|k| !named.contains(k)) {
            let severity = if change.findings.is_empty() { change.severity } else { Severity::None };
            out.push(Finding::new(kind, was.clone(), is.clone(), severity, change.reason.clone()));
        }
        out.extend(change.findings);
    }
    if let Some(alarm) = comparison.alarm {
        let (was, is) = (join(&old, &alarm.missing), join(&new, &alarm.unmatched));
        out.push(Finding::new(Kind::Different, was, is, Severity::Medium, alarm.reason));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(before: &str, after: &str) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = compare_texts(before, after).changes.iter().map(|f| f.kind).collect();
        kinds.sort();
        kinds
    }

    #[test]
    fn a_changed_fact_is_material_and_a_spelling_is_not() {
        let material = |a: &str, b: &str| compare_texts(a, b).material;
        assert!(material("The fire killed 12 people.", "The fire killed 19 people."));
        assert!(material("The singer was born in Upton.", "The painter was born in Upton."));
        assert!(!material("The programme started.", "The program started"));
        assert!(!material("A flood and a fire hit Upton.", "A fire and a flood hit Upton."));
    }

    #[test]
    fn a_text_that_is_empty_on_one_side_is_added_or_removed() {
        assert_eq!(kinds("", "The mayor spoke."), [Kind::Added]);
        assert_eq!(kinds("The mayor spoke.", " \n"), [Kind::Removed]);
        assert_eq!(kinds("", ""), []);
        assert!(compare_texts("The mayor spoke.", "").material);
    }

    #[test]
    fn digits_of_any_script_are_no_other_words() {
        let text = |toll: u32| format!("市长说有{toll}人死亡");
        assert!(compare_texts(&text(12), &text(19)).material);
    }

    #[test]
    fn long_texts_are_compared_sentence_by_sentence() {
        let text = |toll: u32| {
            format!(
                "A fire broke out in Upton. It killed {toll} people. The school was empty. \
                 The mayor came at once. Two roads were closed. Trains ran late all day."
            )
        };
        let found = compare_texts(&text(12), &text(19)).changes;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].kind, Kind::FigureChanged);
        assert_eq!(found[0].figures, [(Some("12".to_owned()), Some("19".to_owned()))]);
    }
}
