//! What a text attributes to whom, in code points of the text as it was given.

use crate::{errors, extractor};
use onrecord::extract::{Attribution as Found, Extractor};
use onrecord::speaker::{Resolved, resolve};
use onrecord::text::{CodePoints, Document, Span, normalize};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;

type PointSpan = (usize, usize);

/// Who a source is.
#[pyclass(frozen, get_all, eq, module = "onrecord")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Speaker {
    name: Option<String>,
    kind: String,
    title: Option<String>,
    affiliation: Option<String>,
    anonymous_class: Option<String>,
    anonymity_reason: Option<String>,
    justification: Option<String>,
}

#[pymethods]
impl Speaker {
    fn __repr__(&self) -> String {
        format!("Speaker(name={:?}, kind={:?})", self.name.as_deref().unwrap_or_default(), self.kind)
    }
}

/// Who says what.
#[pyclass(frozen, eq, module = "onrecord")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Attribution {
    source: Vec<PointSpan>,
    cue: Vec<PointSpan>,
    content: Vec<PointSpan>,
    #[pyo3(get)]
    sentence: PointSpan,
    #[pyo3(get)]
    hedge: Option<PointSpan>,
    #[pyo3(get)]
    source_text: String,
    #[pyo3(get)]
    cue_text: String,
    #[pyo3(get)]
    quote: String,
    #[pyo3(get)]
    kind: String,
    #[pyo3(get)]
    cue_class: String,
    #[pyo3(get)]
    resolution: String,
    #[pyo3(get)]
    negated: bool,
    #[pyo3(get)]
    asserted: bool,
    #[pyo3(get)]
    reported: bool,
    #[pyo3(get)]
    parent: Option<usize>,
    #[pyo3(get)]
    speaker: Speaker,
    #[pyo3(get)]
    confidence: f64,
    #[pyo3(get)]
    attribution_confidence: f64,
    #[pyo3(get)]
    speaker_confidence: f64,
}

#[pymethods]
impl Attribution {
    #[getter]
    fn source<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.source.iter().copied())
    }

    #[getter]
    fn cue<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.cue.iter().copied())
    }

    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.content.iter().copied())
    }

    fn __repr__(&self) -> String {
        let name = self.speaker.name.as_deref().unwrap_or(&self.source_text);
        format!(
            "Attribution({name:?}, {:?}, {:?}, confidence={})",
            self.cue_text, self.quote, self.confidence
        )
    }
}

/// The word by which JSON names a value of an enum.
pub(crate) fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| Some(v.as_str()?.to_owned())).unwrap_or_default()
}

/// A probability, to three places as the program writes it.
fn rounded(p: f32) -> f64 {
    (f64::from(p) * 1000.0).round() / 1000.0
}

/// The attributions of a text, in its order, each before those inside it. Those less sure than `least` are left out.
pub(crate) fn of_text(extractor: &Extractor, given: &str) -> PyResult<Vec<Attribution>> {
    errors::guarded(|| {
        let normalized = normalize(given);
        let document = Document::new(normalized.text.as_str());
        let found = extractor.extract(std::slice::from_ref(&document)).map_err(|e| errors::of_model(&e))?;
        let found = found.into_iter().next().unwrap_or_default();
        let cast = resolve(&document, &found, None, None);
        let points = CodePoints::new(given);
        let span = |s: Span| points.span(normalized.to_given(s));
        let spans = |list: &[Span]| list.iter().map(|&s| span(s)).collect();
        let words = |list: &[Span]| list.iter().map(|&s| document.slice(s)).collect::<Vec<_>>().join(" ");
        let one = |(a, who): (&Found, &Resolved)| {
            let speaker = &cast.speakers[who.speaker];
            Attribution {
                source: spans(&a.source),
                cue: spans(&a.cue),
                content: spans(&a.content),
                sentence: span(a.sentence(&document)),
                hedge: a.hedge.map(span),
                source_text: words(&a.source),
                cue_text: words(&a.cue),
                quote: words(&a.content),
                kind: word(a.kind),
                cue_class: word(a.cue_class),
                resolution: word(who.how),
                negated: a.negated,
                asserted: a.asserted,
                reported: a.reported,
                parent: a.parent,
                speaker: Speaker {
                    name: speaker.name.clone(),
                    kind: word(speaker.kind),
                    title: speaker.title.clone(),
                    affiliation: speaker.affiliation.clone(),
                    anonymous_class: speaker.anonymous.map(word),
                    anonymity_reason: speaker.anonymity_reason.clone(),
                    justification: speaker.justification.clone(),
                },
                confidence: rounded(who.sure(a.confidence)),
                attribution_confidence: rounded(a.confidence),
                speaker_confidence: rounded(who.confidence),
            }
        };
        Ok(found.iter().zip(&cast.of).map(one).collect())
    })
}

/// extract(text, /)
/// --
///
/// The attributions of an English text.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(crate) fn extract(py: Python<'_>, text: &str) -> PyResult<Vec<Attribution>> {
    let text = text.to_owned();
    py.detach(move || of_text(&*extractor::with_threads(1)?, &text))
}
