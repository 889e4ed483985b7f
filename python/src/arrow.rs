//! Tables for Arrow's readers, by the capsules of its PyCapsule interface.

use crate::errors;
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::ffi::to_ffi;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch as Columns, RecordBatchIterator, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use onrecord::flat;
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
    batches: Vec<Columns>,
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
        stream(py, self.batches.clone(), Arc::clone(&self.schema))
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(Columns::num_rows).sum()
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

/// A record batch, which any library that speaks Arrow takes as it is.
#[pyclass(frozen, module = "onrecord")]
pub(crate) struct RecordBatch(Columns);

#[pymethods]
impl RecordBatch {
    /// Schema and columns, for readers of the PyCapsule interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        drop(requested_schema); // a wish, which the interface allows to pass over
        let data = StructArray::from(self.0.clone()).into_data();
        let (array, schema) = to_ffi(&data).map_err(|e| of_arrow(&e))?;
        let schema = PyCapsule::new_with_value(py, schema, c"arrow_schema")?;
        Ok((schema, PyCapsule::new_with_value(py, array, c"arrow_array")?))
    }

    /// The batch as a stream of one, for readers of tables.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        stream(py, vec![self.0.clone()], self.0.schema())
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.0.schema_ref().fields().iter().map(|f| f.name().clone()).collect()
    }

    fn __repr__(&self) -> String {
        format!("RecordBatch({} rows, {} columns)", self.0.num_rows(), self.0.num_columns())
    }
}

fn stream(py: Python<'_>, batches: Vec<Columns>, schema: SchemaRef) -> PyResult<Bound<'_, PyCapsule>> {
    let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
}

type Row = Map<String, Value>;

/// The column of `records` that holds the rows of the other table.
const NESTED: &str = "attribution_rows";

/// Flat rows as a batch: those of one table, or for `records` the articles', each with its attributions in one more column.
pub(crate) fn flat_batch(table: &str, records: &[(Row, Vec<Row>)]) -> PyResult<RecordBatch> {
    let articles = records.iter().map(|(article, _)| article);
    let attributions: Vec<&Row> = records.iter().flat_map(|(_, attributions)| attributions).collect();
    let made = match table {
        "articles" => columns(&flat_columns(table), &articles.collect::<Vec<_>>()),
        "attributions" => columns(&flat_columns(table), &attributions),
        _ => nested(&articles.collect::<Vec<_>>(), &attributions, records.iter().map(|(_, rows)| rows.len())),
    };
    made.map(RecordBatch).map_err(|e| of_arrow(&e))
}

fn flat_columns(table: &str) -> Vec<ViewColumn> {
    let described = ViewColumn::described(flat::COLUMNS);
    let of_table = |place: &str| place.split_once('.').is_some_and(|(of, _)| of == table);
    described.filter(|(place, _)| of_table(place)).map(|(_, column)| column).collect()
}

fn nested(
    articles: &[&Row],
    attributions: &[&Row],
    lengths: impl Iterator<Item = usize>,
) -> Result<Columns, ArrowError> {
    let articles = columns(&flat_columns("articles"), articles)?;
    let rows = StructArray::from(columns(&flat_columns("attributions"), attributions)?);
    let item = Arc::new(Field::new_list_field(rows.data_type().clone(), false));
    let list = ListArray::try_new(item, OffsetBuffer::from_lengths(lengths), Arc::new(rows), None)?;
    let mut fields = articles.schema_ref().fields().to_vec();
    fields.push(Arc::new(Field::new(NESTED, list.data_type().clone(), false)));
    let mut arrays = articles.columns().to_vec();
    arrays.push(Arc::new(list));
    Columns::try_new(Arc::new(Schema::new(fields)), arrays)
}

fn schema_of(columns: &[ViewColumn]) -> SchemaRef {
    let field = |c: &ViewColumn| Field::new(c.name, data_type(c.kind), true);
    Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()))
}

fn columns(of: &[ViewColumn], rows: &[&Row]) -> Result<Columns, ArrowError> {
    Columns::try_new(schema_of(of), of.iter().map(|column| array(column, rows)).collect())
}

/// Gathers rows of a view.
pub(crate) struct Rows {
    columns: Vec<ViewColumn>,
    schema: SchemaRef,
    waiting: Vec<Row>,
    batches: Vec<Columns>,
}

impl Rows {
    pub(crate) fn new(columns: Vec<ViewColumn>) -> Self {
        Self { schema: schema_of(&columns), columns, waiting: Vec::new(), batches: Vec::new() }
    }

    pub(crate) fn push(&mut self, row: Row) -> PyResult<()> {
        self.waiting.push(row);
        if self.waiting.len() == ROWS { self.close_batch() } else { Ok(()) }
    }

    fn close_batch(&mut self) -> PyResult<()> {
        let rows: Vec<&Row> = self.waiting.iter().collect();
        self.batches.push(columns(&self.columns, &rows).map_err(|e| of_arrow(&e))?);
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

fn array(column: &ViewColumn, rows: &[&Row]) -> ArrayRef {
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
