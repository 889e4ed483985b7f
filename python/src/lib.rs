//! onrecord for Python: functions and frozen objects over the library, nothing that it does not do itself.

mod arrow;
mod attribution;
mod batch;
mod capsules;
mod comparison;
mod database;
mod errors;
mod extractor;
mod many;

use pyo3::prelude::*;

#[pymodule]
mod _onrecord {
    #[pymodule_export]
    use super::arrow::{RecordBatch, Table};
    #[pymodule_export]
    use super::attribution::{Attribution, Speaker, extract};
    #[pymodule_export]
    use super::batch::extract_batch;
    #[pymodule_export]
    use super::comparison::{Change, Comparison, Finding, diff};
    #[pymodule_export]
    use super::database::Database;
    #[pymodule_export]
    use super::errors::{DatabaseError, OnrecordError};
    #[pymodule_export]
    use super::many::{Extractions, extract_many};

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "Python names it so")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
