//! Many texts: read a batch at a time, analysed on all threads without the interpreter's lock, given in order.

use crate::attribution::{Attribution, of_text};
use crate::{errors, extractor};
use onrecord::extract::Extractor;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyString};
use rayon::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;

/// Texts that are held at once, a thread.
const TEXTS: usize = 16;

/// Bytes of texts after which no more are taken into a batch.
const BYTES: usize = 8 << 20;

type Outcome = PyResult<Vec<Attribution>>;

/// An iterator over the attributions of each text.
#[pyclass(module = "onrecord")]
pub(crate) struct Extractions {
    texts: Py<PyIterator>,
    extractor: Arc<Extractor>,
    threads: usize,
    returns_errors: bool,
    read: usize,
    ready: VecDeque<Outcome>,
    /// What the iterator of texts raised, to be raised behind what it gave before.
    ended: Option<PyErr>,
}

#[pymethods]
impl Extractions {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        if self.ready.is_empty() && self.ended.is_none() {
            let batch = self.batch(py);
            let extractor = &self.extractor;
            let of_one = |text: PyResult<String>| of_text(extractor, &text?);
            self.ready = py.detach(|| {
                let all = || batch.into_par_iter().map(of_one).collect::<Vec<Outcome>>();
                extractor.on_its_threads(all).into()
            });
        }
        match self.ready.pop_front() {
            Some(Ok(found)) => found.into_pyobject(py).map(|list| Some(list.into_any().unbind())),
            Some(Err(error)) if self.returns_errors => Ok(Some(error.into_value(py).into_any())),
            Some(Err(error)) => Err(error),
            None => self.ended.take().map_or(Ok(None), Err),
        }
    }
}

impl Extractions {
    /// The next texts, each or why it is none.
    fn batch(&mut self, py: Python<'_>) -> Vec<PyResult<String>> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        let mut texts = self.texts.bind(py).clone();
        while batch.len() < TEXTS * self.threads && bytes < BYTES {
            match texts.next() {
                None => break,
                Some(Err(error)) => {
                    self.ended = Some(error);
                    break;
                }
                Some(Ok(item)) => {
                    let text = of_item(&item, self.read);
                    bytes += text.as_ref().map_or(0, String::len);
                    batch.push(text);
                    self.read += 1;
                }
            }
        }
        batch
    }
}

fn of_item(item: &Bound<'_, PyAny>, number: usize) -> PyResult<String> {
    let Ok(text) = item.cast::<PyString>() else {
        let kind = item.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "text {number} is no string but of type {kind}; give strings"
        )));
    };
    text.extract()
}

/// extract_many(texts, /, *, threads=None, errors="raise")
/// --
///
/// The attributions of many texts, in their order.
#[pyfunction]
#[pyo3(signature = (texts, /, *, threads = None, errors = "raise"))]
pub(crate) fn extract_many(
    texts: &Bound<'_, PyAny>,
    threads: Option<usize>,
    errors: &str,
) -> PyResult<Extractions> {
    if texts.cast::<PyString>().is_ok() {
        return Err(PyTypeError::new_err("a string is one text; give a list of texts, or use extract(text)"));
    }
    let returns_errors = match errors {
        "raise" => false,
        "return" => true,
        other => {
            return Err(errors::of_value(format!("errors is {other:?}; it can be \"raise\" or \"return\"")));
        }
    };
    let threads = threads_of(threads)?;
    Ok(Extractions {
        texts: texts.try_iter()?.unbind(),
        extractor: extractor::with_threads(threads)?,
        threads,
        returns_errors,
        read: 0,
        ready: VecDeque::new(),
        ended: None,
    })
}

/// How many threads are wanted: all cores, unless said otherwise.
pub(crate) fn threads_of(wanted: Option<usize>) -> PyResult<usize> {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    match wanted.unwrap_or_else(cores) {
        0 => Err(errors::of_value("threads is 0; it takes one at least".to_owned())),
        threads => Ok(threads),
    }
}
