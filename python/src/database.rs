//! A database of the program's, for reading.

use crate::arrow::{Rows, Table};
use crate::errors;
use onrecord::extract::QuotationKind;
use onrecord::store::{QuoteFilter, Store, StoreError};
use pyo3::prelude::*;
use regex::Regex;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// A database that `onrecord add` made, opened for reading.
#[pyclass(frozen, module = "onrecord")]
pub(crate) struct Database {
    store: Mutex<Store>,
    path: PathBuf,
}

/// What ends a listing.
enum Stopped {
    Store(StoreError),
    Python(PyErr),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Stopped> for PyErr {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Store(error) => errors::of_store(&error),
            Stopped::Python(error) => error,
        }
    }
}

#[pymethods]
impl Database {
    #[new]
    #[pyo3(signature = (path, /))]
    fn new(path: PathBuf) -> PyResult<Self> {
        let store = Store::open_read_only(&path).map_err(|e| errors::of_store(&e))?;
        Ok(Self { store: Mutex::new(store), path })
    }

    fn __repr__(&self) -> String {
        format!("Database({:?})", self.path)
    }

    /// The quotes of the newest revision of each article, as a table with the columns of the view `v_quotes`.
    #[pyo3(signature = (*, speaker = None, article = None, outlet = None, kind = None, grep = None, since = None,
        until = None, anonymous = false, reported = false, min_confidence = 0.5, all_revisions = false,
        with_rejected = false, without_copies = false, limit = None))]
    #[expect(clippy::too_many_arguments, reason = "they are named in Python")]
    fn quotes(
        &self,
        py: Python<'_>,
        speaker: Option<String>,
        article: Option<String>,
        outlet: Option<String>,
        kind: Option<String>,
        grep: Option<String>,
        since: Option<String>,
        until: Option<String>,
        anonymous: bool,
        reported: bool,
        min_confidence: f64,
        all_revisions: bool,
        with_rejected: bool,
        without_copies: bool,
        limit: Option<usize>,
    ) -> PyResult<Table> {
        let grep = grep.map(|pattern| Regex::new(&pattern)).transpose();
        let filter = QuoteFilter {
            speaker,
            article,
            outlet,
            kind: kind.as_deref().map(quotation_kind).transpose()?,
            grep: grep.map_err(|e| errors::of_value(format!("grep is no regular expression: {e}")))?,
            since,
            until,
            anonymous,
            reported,
            min_confidence: Some(min_confidence),
            all_revisions,
            with_rejected,
            without_copies,
            limit,
            ..QuoteFilter::default()
        };
        py.detach(|| errors::guarded(|| self.listed(&filter)))
    }
}

impl Database {
    fn listed(&self, filter: &QuoteFilter) -> PyResult<Table> {
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        let views = store.views().map_err(|e| errors::of_store(&e))?;
        let view = views.into_iter().find(|view| view.name == "v_quotes");
        let mut rows = Rows::new(view.map(|view| view.columns).unwrap_or_default());
        store.for_each_quote::<Stopped>(filter, |quote| match serde_json::to_value(quote) {
            Ok(Value::Object(row)) => rows.push(row).map_err(Stopped::Python),
            _ => Ok(()),
        })?;
        rows.table()
    }
}

fn quotation_kind(name: &str) -> PyResult<QuotationKind> {
    serde_json::from_value(name.into()).map_err(|_| {
        errors::of_value(format!("kind is {name:?}; it can be \"direct\", \"mixed\" or \"indirect\""))
    })
}
