//! Errors: Python exceptions with the library's sentences. A panic is one, too, that `except Exception` catches.

use onrecord::extract::ModelError;
use onrecord::store::StoreError;
use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

pyo3::create_exception!(onrecord, OnrecordError, PyException, "What onrecord could not do, and what helps.");
pyo3::create_exception!(onrecord, DatabaseError, OnrecordError, "A database cannot be opened or read.");

pub(crate) fn of_model(error: &ModelError) -> PyErr {
    OnrecordError::new_err(error.to_string())
}

pub(crate) fn of_store(error: &StoreError) -> PyErr {
    DatabaseError::new_err(error.to_string())
}

pub(crate) fn of_value(sentence: String) -> PyErr {
    PyValueError::new_err(sentence)
}

/// Runs work on some text; a fault in the program is an error like any other.
pub(crate) fn guarded<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    let bug = || OnrecordError::new_err("the text cannot be analysed; please report it as a bug");
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(bug()))
}
