//! Tables for Arrow's readers, by the capsules of its PyCapsule interface, and columns from theirs.

use crate::errors;
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use onrecord::store::{ViewColumn, ViewType};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use serde_json::{Map, Value};
use std::sync::Arc;

/// Rows of a batch.
const ROWS: usize = 8192;

/// A table that pandas, Polars, DuckDB and pyarrow take as it is.
#[pyclass(frozen, module = "onrecord")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    /// The table as a stream of Arrow batches, for readers of the PyCapsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema); // a wish, which the interface allows to pass over
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|f| f.name().clone()).collect()
    }

    fn __repr__(&self) -> String {
        format!("Table({} rows, {} columns)", self.__len__(), self.schema.fields().len())
    }
}

/// Gathers rows of a view.
pub(crate) struct Rows {
    columns: Vec<ViewColumn>,
    schema: SchemaRef,
    waiting: Vec<Map<String, Value>>,
    batches: Vec<RecordBatch>,
}

impl Rows {
    pub(crate) fn new(columns: Vec<ViewColumn>) -> Self {
        let field = |c: &ViewColumn| Field::new(c.name, data_type(c.kind), true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        Self { columns, schema, waiting: Vec::new(), batches: Vec::new() }
    }

    pub(crate) fn push(&mut self, row: Map<String, Value>) -> PyResult<()> {
        self.waiting.push(row);
        if self.waiting.len() == ROWS { self.close_batch() } else { Ok(()) }
    }

    fn close_batch(&mut self) -> PyResult<()> {
        let columns = self.columns.iter().map(|column| array(column, &self.waiting)).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(|e| of_arrow(&e))?;
        self.batches.push(batch);
        self.waiting.clear();
        Ok(())
    }

    pub(crate) fn table(mut self) -> PyResult<Table> {
        if !self.waiting.is_empty() {
            self.close_batch()?;
        }
        Ok(Table { schema: self.schema, batches: self.batches })
    }
}

fn of_arrow(error: &ArrowError) -> PyErr {
    errors::OnrecordError::new_err(format!("the rows make no table ({error}); please report it as a bug"))
}

/// Lists are JSON, as in the Parquet tables of the program.
fn data_type(kind: ViewType) -> DataType {
    match kind {
        ViewType::Integer => DataType::Int64,
        ViewType::Number => DataType::Float64,
        ViewType::Boolean => DataType::Boolean,
        _ => DataType::Utf8,
    }
}

fn array(column: &ViewColumn, rows: &[Map<String, Value>]) -> ArrayRef {
    let values = rows.iter().map(|row| row.get(column.name).unwrap_or(&Value::Null));
    match column.kind {
        ViewType::Integer => {
            let mut array = Int64Builder::with_capacity(rows.len());
            values.for_each(|value| array.append_option(value.as_i64()));
            Arc::new(array.finish())
        }
        ViewType::Number => {
            let mut array = Float64Builder::with_capacity(rows.len());
            values.for_each(|value| array.append_option(value.as_f64()));
            Arc::new(array.finish())
        }
        ViewType::Boolean => {
            let mut array = BooleanBuilder::with_capacity(rows.len());
            values.for_each(|value| array.append_option(value.as_bool()));
            Arc::new(array.finish())
        }
        _ => {
            let mut array = StringBuilder::new();
            for value in values {
                match value {
                    Value::Null => array.append_null(),
                    Value::String(text) => array.append_value(text),
                    json => array.append_value(json.to_string()),
                }
            }
            Arc::new(array.finish())
        }
    }
}
