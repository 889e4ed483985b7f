//! A batch of records in, a batch of flat rows out: what engines call on each of their partitions.

use crate::arrow::{self, RecordBatch};
use crate::capsules::{Batch, batches_of};
use crate::{errors, extractor, many};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrowPrimitiveType, GenericStringArray, OffsetSizeTrait, types};
use arrow_schema::{DataType, TimeUnit};
use onrecord::analysis::analyse_each;
use onrecord::article::{ReadError, Revision, RowValue, row_revision};
use onrecord::extract::Extractor;
use onrecord::flat::{FlatArticle, flat_rows};
use onrecord::source::TableColumns;
use pyo3::prelude::*;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};

/// Bytes of records that are read and analysed together, and records of them.
const BYTES: usize = 256 << 10;
const RECORDS: usize = 512;

/// The column that says where a record stands.
const PLACE: &str = "place";

type Row = Map<String, Value>;

/// A record with its rows.
type Record = (Row, Vec<Row>);

/// extract_batch(batch, /, *, table="attributions", threads=None)
/// --
///
/// The flat rows of a batch of records.
#[pyfunction]
#[pyo3(signature = (batch, /, *, table = "attributions", threads = None))]
pub(crate) fn extract_batch(
    py: Python<'_>,
    batch: &Bound<'_, PyAny>,
    table: &str,
    threads: Option<usize>,
) -> PyResult<RecordBatch> {
    let threads = many::threads_of(threads)?;
    if !matches!(table, "attributions" | "articles" | "records") {
        return Err(errors::of_value(format!(
            "table is {table:?}; it can be \"attributions\", \"articles\" or \"records\""
        )));
    }
    let batches = batches_of(batch)?;
    let mut records = Vec::new();
    for batch in &batches {
        let fields = fields(batch)?;
        let mut row = 0;
        while row < batch.rows {
            py.check_signals()?;
            let (end, read) = py.detach(|| errors::guarded(|| some(batch, &fields, row, threads)))?;
            row = end;
            records.extend(read);
        }
    }
    py.detach(|| errors::guarded(|| arrow::flat_batch(table, &records)))
}

/// The field that each column holds.
fn fields(batch: &Batch) -> PyResult<Vec<Option<String>>> {
    let mut fields = TableColumns::default().fields(&batch.names).map_err(|_| {
        errors::of_value(format!(
            "no column of the batch is called text or html, but {}; give the one that holds the article this name",
            batch.names.join(", ")
        ))
    })?;
    for (field, name) in fields.iter_mut().zip(&batch.names) {
        if name == PLACE {
            *field = Some(PLACE.to_owned());
        }
    }
    Ok(fields)
}

/// The records from a row on, as many as are analysed together, and the row behind them.
fn some(
    batch: &Batch,
    fields: &[Option<String>],
    first: usize,
    threads: usize,
) -> PyResult<(usize, Vec<Record>)> {
    let (mut rows, mut bytes) = (Vec::new(), 0);
    while first + rows.len() < batch.rows && bytes < BYTES && rows.len() < RECORDS {
        let row = row(batch, fields, first + rows.len());
        bytes += row.values().map(|value| value.as_str().map_or(0, str::len)).sum::<usize>();
        rows.push(row);
    }
    let extractor = extractor::with_threads(threads)?;
    Ok((first + rows.len(), records(&extractor, &rows)?))
}

fn records(extractor: &Extractor, rows: &[Row]) -> PyResult<Vec<Record>> {
    let read: Vec<(String, Result<Revision, ReadError>)> =
        extractor.on_its_threads(|| rows.par_iter().map(row_revision).collect());
    let revisions: Vec<&Revision> = read.iter().filter_map(|(_, read)| read.as_ref().ok()).collect();
    let mut analyses = analyse_each(extractor, &revisions).map_err(|e| errors::of_model(&e))?.into_iter();
    let flat = |(place, read): &(String, Result<Revision, ReadError>)| match read {
        Err(error) => (of(&FlatArticle::failed(error)), Vec::new()),
        Ok(revision) => match analyses.next().flatten() {
            Some(analysis) => {
                let (article, attributions) = flat_rows(revision, &analysis, place);
                (of(&article), attributions.iter().map(of).collect())
            }
            None => {
                let message = "it cannot be analysed; please report it as a bug.".to_owned();
                (of(&FlatArticle::failed(&ReadError::new(place.clone(), message))), Vec::new())
            }
        },
    };
    Ok(read.iter().map(flat).collect())
}

fn of(row: &impl Serialize) -> Row {
    match serde_json::to_value(row) {
        Ok(Value::Object(row)) => row,
        _ => Row::new(),
    }
}

/// A row by the names of the fields that it has; of two columns for one field the first counts.
fn row(batch: &Batch, fields: &[Option<String>], row: usize) -> Row {
    let mut record = Row::new();
    for (field, column) in fields.iter().zip(&batch.columns) {
        let Some(field) = field else { continue };
        if let Some(value) = value(column, row, field == "html") {
            record.entry(field.clone()).or_insert(value);
        }
    }
    record
}

/// A value as JSON has it; none for a null and what no field of an article is.
fn value(column: &dyn Array, row: usize, is_page: bool) -> Option<Value> {
    let words = |bytes| words(bytes, is_page);
    if column.is_null(row) {
        return None;
    }
    let seconds = |ticks: i64, a_second: i64| RowValue::Seconds(ticks.div_euclid(a_second));
    let found = match column.data_type() {
        DataType::Utf8 => words(bytes_of(column.as_string::<i32>(), row)),
        DataType::LargeUtf8 => words(bytes_of(column.as_string::<i64>(), row)),
        DataType::Utf8View => {
            return words(column.as_string_view().clone().to_binary_view().value(row)).value();
        }
        DataType::Binary => words(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => words(column.as_binary::<i64>().value(row)),
        DataType::BinaryView => words(column.as_binary_view().value(row)),
        DataType::Int8 => RowValue::Number(number::<types::Int8Type>(column, row).into()),
        DataType::Int16 => RowValue::Number(number::<types::Int16Type>(column, row).into()),
        DataType::Int32 => RowValue::Number(number::<types::Int32Type>(column, row).into()),
        DataType::Int64 => RowValue::Number(number::<types::Int64Type>(column, row)),
        DataType::UInt8 => RowValue::Number(number::<types::UInt8Type>(column, row).into()),
        DataType::UInt16 => RowValue::Number(number::<types::UInt16Type>(column, row).into()),
        DataType::UInt32 => RowValue::Number(number::<types::UInt32Type>(column, row).into()),
        DataType::UInt64 => match i64::try_from(number::<types::UInt64Type>(column, row)) {
            Ok(whole) => RowValue::Number(whole),
            Err(_) => RowValue::Real(number::<types::UInt64Type>(column, row) as f64),
        },
        // What has gaps is kept so by pandas, whole numbers too.
        DataType::Float32 => RowValue::Real(number::<types::Float32Type>(column, row).into()),
        DataType::Float64 => RowValue::Real(number::<types::Float64Type>(column, row)),
        DataType::Timestamp(TimeUnit::Second, _) => {
            seconds(number::<types::TimestampSecondType>(column, row), 1)
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            seconds(number::<types::TimestampMillisecondType>(column, row), 1000)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            seconds(number::<types::TimestampMicrosecondType>(column, row), 1_000_000)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            seconds(number::<types::TimestampNanosecondType>(column, row), 1_000_000_000)
        }
        DataType::Date32 => RowValue::Days(number::<types::Date32Type>(column, row).into()),
        DataType::Date64 => RowValue::Days(number::<types::Date64Type>(column, row).div_euclid(86_400_000)),
        DataType::List(_) => return Some(list(&column.as_list::<i32>().value(row))),
        DataType::LargeList(_) => return Some(list(&column.as_list::<i64>().value(row))),
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let key = dictionary.normalized_keys().get(row).copied()?;
            return value(dictionary.values(), key, is_page);
        }
        _ => return None,
    };
    found.value()
}

fn list(items: &dyn Array) -> Value {
    Value::Array((0..items.len()).filter_map(|item| value(items, item, false)).collect())
}

fn number<T: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> T::Native {
    column.as_primitive::<T>().value(row)
}

/// The bytes of a string, which nothing but a promise of who made it says to be UTF-8.
fn bytes_of<S: OffsetSizeTrait>(column: &GenericStringArray<S>, row: usize) -> &[u8] {
    let ends = column.value_offsets();
    &column.value_data()[ends[row].as_usize()..ends[row + 1].as_usize()]
}

/// Words in UTF-8, or in whatever charset they turn out to be.
fn words(bytes: &[u8], is_page: bool) -> RowValue<'_> {
    match str::from_utf8(bytes) {
        Ok(text) => RowValue::Text(text),
        Err(_) if is_page => RowValue::Page(bytes),
        Err(_) => RowValue::Bytes(bytes),
    }
}
