//! Arrow's capsules from other libraries: the only place that trusts memory of theirs, and therefore the only `unsafe` one.

use crate::errors;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader as _, StructArray};
use arrow_schema::{ArrowError, DataType};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;

/// The columns of a batch with their names.
pub(crate) struct Batch {
    pub(crate) names: Vec<String>,
    pub(crate) columns: Vec<ArrayRef>,
    pub(crate) rows: usize,
}

impl Batch {
    fn of(batch: &RecordBatch) -> Self {
        let names = batch.schema_ref().fields().iter().map(|field| field.name().clone()).collect();
        Self { names, columns: batch.columns().to_vec(), rows: batch.num_rows() }
    }
}

/// The batches of an object that speaks Arrow: one, or the many of a table. The first says what the columns are.
pub(crate) fn batches_of(given: &Bound<'_, PyAny>) -> PyResult<Vec<Batch>> {
    if given.hasattr("__arrow_c_array__")? {
        let pair = given.call_method0("__arrow_c_array__")?;
        let pair = pair.cast::<PyTuple>()?;
        let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
        let schema: FFI_ArrowSchema = taken(schema.cast()?, c"arrow_schema")?;
        let array = taken(array.cast()?, c"arrow_array")?;
        return Ok(vec![of_array(array, &schema).map_err(|e| no_batch(&e))?]);
    }
    if given.hasattr("__arrow_c_stream__")? {
        let stream = given.call_method0("__arrow_c_stream__")?;
        return of_stream(taken(stream.cast()?, c"arrow_array_stream")?).map_err(|e| no_batch(&e));
    }
    let kind = given.get_type().name()?;
    Err(pyo3::exceptions::PyTypeError::new_err(format!(
        "a batch is an Arrow table or record batch (of pyarrow, Polars, DuckDB, pandas …), not {kind}"
    )))
}

fn no_batch(error: &ArrowError) -> PyErr {
    errors::of_value(format!("it cannot be read as an Arrow table ({error})"))
}

/// What the C data interface passes on, and the value that says that it was taken.
trait Passed {
    const GONE: fn() -> Self;
}

impl Passed for FFI_ArrowSchema {
    const GONE: fn() -> Self = Self::empty;
}

impl Passed for FFI_ArrowArray {
    const GONE: fn() -> Self = Self::empty;
}

impl Passed for FFI_ArrowArrayStream {
    const GONE: fn() -> Self = Self::empty;
}

/// Takes what a capsule holds, as the PyCapsule interface says: its name is checked, and what stays behind is released.
fn taken<T: Passed>(capsule: &Bound<'_, PyCapsule>, name: &CStr) -> PyResult<T> {
    let pointer = capsule.pointer_checked(Some(name))?;
    // SAFETY: a capsule of this name points to such a structure, which may be moved out when a released one is left there;
    // the interpreter's lock is held, so nobody else does so meanwhile.
    #[expect(unsafe_code, reason = "the C data interface is one of pointers")]
    Ok(unsafe { pointer.cast::<T>().replace(T::GONE()) })
}

fn of_stream(stream: FFI_ArrowArrayStream) -> Result<Vec<Batch>, ArrowError> {
    let reader = RecordBatchStreamReader::try_new(stream)?;
    let schema = reader.schema();
    let batches = reader.collect::<Result<Vec<_>, _>>()?;
    let some = if batches.is_empty() { vec![RecordBatch::new_empty(schema)] } else { batches };
    Ok(some.iter().map(Batch::of).collect())
}

fn of_array(array: FFI_ArrowArray, schema: &FFI_ArrowSchema) -> Result<Batch, ArrowError> {
    // SAFETY: array and schema were handed over together by the interface, so the one describes the other.
    #[expect(unsafe_code, reason = "the C data interface is one of pointers")]
    let data = unsafe { from_ffi(array, schema) }?;
    let DataType::Struct(fields) = data.data_type() else {
        return Err(ArrowError::SchemaError(format!("it is a column of {}, not a table", data.data_type())));
    };
    let (names, rows) = (fields.iter().map(|field| field.name().clone()).collect(), data.len());
    Ok(Batch { names, columns: StructArray::from(data).into_parts().1, rows })
}
