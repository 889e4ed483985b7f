//! How one text became another.

use crate::attribution::word;
use crate::{errors, extractor};
use onrecord::analysis::analyse_text;
use onrecord::claim::Appeared;
use onrecord::diff::{self as revisions, Severity, Timeline};
use onrecord::text::normalize;
use pyo3::prelude::*;

/// One way in which two wordings differ.
#[pyclass(frozen, get_all, eq, module = "onrecord")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finding {
    kind: String,
    before: String,
    after: String,
    rule: String,
    reason: String,
    material: bool,
    severity: String,
    confidence: Option<f64>,
}

/// What happened to one sentence.
#[pyclass(frozen, get_all, eq, module = "onrecord")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    kinds: Vec<String>,
    before: Option<String>,
    after: Option<String>,
    material: bool,
    severity: String,
    new: bool,
    withdrawn: bool,
    reason: String,
    note: Option<String>,
    findings: Vec<Finding>,
}

#[pymethods]
impl Change {
    fn __repr__(&self) -> String {
        format!(
            "Change({}, severity={:?}, {:?} -> {:?})",
            self.kinds.join("+"),
            self.severity,
            self.before,
            self.after
        )
    }
}

/// What changed from one text to another.
#[pyclass(frozen, get_all, eq, module = "onrecord")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Comparison {
    changes: Vec<Change>,
    material: bool,
    severity: String,
    alarm: Option<String>,
}

#[pymethods]
impl Comparison {
    fn __repr__(&self) -> String {
        format!("Comparison({} changes, severity={:?})", self.changes.len(), self.severity)
    }

    fn __len__(&self) -> usize {
        self.changes.len()
    }
}

fn finding(found: revisions::Finding) -> Finding {
    Finding {
        kind: word(found.kind),
        before: found.before,
        after: found.after,
        rule: found.rule.into_owned(),
        reason: found.reason,
        material: found.material,
        severity: word(found.severity),
        confidence: found.confidence,
    }
}

fn change(found: revisions::Change) -> Change {
    Change {
        kinds: found.kinds.into_iter().map(word).collect(),
        before: found.was,
        after: found.now,
        material: found.material,
        severity: word(found.severity),
        new: found.new,
        withdrawn: found.withdrawn,
        reason: found.reason,
        note: found.note,
        findings: found.findings.into_iter().map(finding).collect(),
    }
}

/// diff(old, new, /, *, old_date=None, new_date=None)
/// --
///
/// What changed from one text of an article to the next, sentence by sentence.
#[pyfunction]
#[pyo3(signature = (old, new, /, *, old_date = None, new_date = None))]
pub(crate) fn diff(
    py: Python<'_>,
    old: String,
    new: String,
    old_date: Option<String>,
    new_date: Option<String>,
) -> PyResult<Comparison> {
    py.detach(move || errors::guarded(|| compared(&old, &new, [old_date, new_date])))
}

fn compared(old: &str, new: &str, dates: [Option<String>; 2]) -> PyResult<Comparison> {
    let extractor = extractor::with_threads(1)?;
    let mut timeline = Timeline::default();
    let mut last = revisions::Comparison::default();
    for (text, modified) in [old, new].into_iter().zip(dates) {
        let analysis = analyse_text(&extractor, &normalize(text).text, None, None);
        let analysis = analysis.map_err(|e| errors::of_model(&e))?;
        last = timeline.push(&analysis, &Appeared { modified, ..Appeared::default() });
    }
    let in_doubt = if last.alarm.is_some() { Severity::Medium } else { Severity::None };
    let severity = last.changes.iter().map(|c| c.severity).fold(in_doubt, Severity::max);
    Ok(Comparison {
        material: last.alarm.is_some() || last.changes.iter().any(|c| c.material),
        severity: word(severity),
        alarm: last.alarm.map(|alarm| alarm.reason),
        changes: last.changes.into_iter().map(change).collect(),
    })
}
