//! Parquet: a table in columns. Every column may be empty; numbers and truth values have their types, moments and JSON are
//! texts.

use super::row::FieldWriter;
use crate::store::{ViewColumn, ViewType};
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows of a group, which stand in memory together.
const ROWS: usize = 10_000;

pub(super) struct Parquet<'w> {
    writer: Option<SerializedFileWriter<&'w mut (dyn Write + Send)>>,
    columns: &'w [ViewColumn],
    /// The values that are not yet written, column by column.
    waiting: Vec<Vec<Value>>,
}

/// A file of these columns, still without rows.
fn file_writer<W: Write + Send>(columns: &[ViewColumn], out: W) -> io::Result<SerializedFileWriter<W>> {
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let schema = Type::group_type_builder("row").with_fields(fields).build().map_err(failed)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(concat!("onrecord version ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)
}

/// Writes the row groups of some tables of these columns one behind the other, as they are.
pub(super) fn join(
    columns: &[ViewColumn],
    tables: impl Iterator<Item = io::Result<File>>,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let mut writer = file_writer(columns, out)?;
    for table in tables {
        let file = table?;
        let read = SerializedFileReader::new(file.try_clone()?).map_err(failed)?;
        for group in read.metadata().row_groups() {
            let mut to = writer.next_row_group().map_err(failed)?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: column.compressed_size().unsigned_abs(),
                    rows_written: group.num_rows().unsigned_abs(),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                to.append_column(&file, close).map_err(failed)?;
            }
            to.close().map_err(failed)?;
        }
    }
    writer.close().map(drop).map_err(failed)
}

impl<'w> Parquet<'w> {
    pub(super) fn new(columns: &'w [ViewColumn], out: &'w mut (dyn Write + Send)) -> io::Result<Self> {
        let writer = file_writer(columns, out)?;
        Ok(Self { writer: Some(writer), columns, waiting: vec![Vec::new(); columns.len()] })
    }

    fn write_group(&mut self) -> io::Result<()> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let mut group = writer.next_row_group().map_err(failed)?;
        for (column, values) in self.columns.iter().zip(&mut self.waiting) {
            write_column(&mut group, column.kind, values).map_err(failed)?;
            values.clear();
        }
        group.close().map(drop).map_err(failed)
    }
}

impl FieldWriter for Parquet<'_> {
    fn fields(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        for (column, values) in self.columns.iter().zip(&mut self.waiting) {
            values.push(fields.get(column.name).cloned().unwrap_or_default());
        }
        let full = self.waiting.first().is_some_and(|values| values.len() >= ROWS);
        if full { self.write_group() } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.waiting.first().is_some_and(|values| !values.is_empty()) {
            self.write_group()?;
        }
        self.writer.take().map_or(Ok(()), |writer| writer.close().map(drop).map_err(failed))
    }
}

fn field(column: &ViewColumn) -> Result<TypePtr, ParquetError> {
    let (physical, logical, converted) = match column.kind {
        ViewType::Integer => (Physical::INT64, None, ConvertedType::NONE),
        ViewType::Number => (Physical::DOUBLE, None, ConvertedType::NONE),
        ViewType::Boolean => (Physical::BOOLEAN, None, ConvertedType::NONE),
        ViewType::Array | ViewType::Object => {
            (Physical::BYTE_ARRAY, Some(LogicalType::Json), ConvertedType::JSON)
        }
        ViewType::String | ViewType::Datetime => {
            (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8)
        }
    };
    let built = Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .with_converted_type(converted)
        .build()?;
    Ok(Arc::new(built))
}

fn write_column(
    group: &mut SerializedRowGroupWriter<'_, &mut (dyn Write + Send)>,
    kind: ViewType,
    values: &[Value],
) -> Result<(), ParquetError> {
    match kind {
        ViewType::Integer => write_values::<Int64Type>(group, values, Value::as_i64),
        ViewType::Number => write_values::<DoubleType>(group, values, Value::as_f64),
        ViewType::Boolean => write_values::<BoolType>(group, values, Value::as_bool),
        _ => write_values::<ByteArrayType>(group, values, |value| match value {
            Value::Null => None,
            Value::String(text) => Some(ByteArray::from(text.as_str())),
            json => Some(ByteArray::from(json.to_string().as_str())),
        }),
    }
}

/// Writes the values that `of` finds; the others are empty.
fn write_values<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, &mut (dyn Write + Send)>,
    values: &[Value],
    of: impl Fn(&Value) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("there are more values than columns".to_owned()));
    };
    let values: Vec<Option<T::T>> = values.iter().map(of).collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::record::RowAccessor as _;
    use serde_json::json;

    const COLUMNS: [ViewColumn; 4] = [
        ViewColumn { name: "id", kind: ViewType::Integer, description: "" },
        ViewColumn { name: "sure", kind: ViewType::Number, description: "" },
        ViewColumn { name: "new", kind: ViewType::Boolean, description: "" },
        ViewColumn { name: "spans", kind: ViewType::Array, description: "" },
    ];

    fn reader(file: &File) -> SerializedFileReader<File> {
        SerializedFileReader::new(file.try_clone().unwrap()).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut file = tempfile::tempfile().unwrap();
        let rows = 2 * ROWS + 1;
        let mut parquet = Parquet::new(&COLUMNS, &mut file).unwrap();
        for id in 0..rows {
            let row = if id % 2 == 0 {
                json!({ "id": id, "sure": 0.5, "new": true, "spans": [[1, 2]] })
            } else {
                json!({ "id": id, "sure": null, "new": null, "spans": null })
            };
            parquet.fields(row.as_object().unwrap()).unwrap();
        }
        parquet.finish().unwrap();
        drop(parquet);
        let read: Vec<_> = reader(&file).get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(read.len(), rows);
        assert_eq!(
            (read[0].get_long(0).unwrap(), read[0].get_double(1).unwrap(), read[0].get_bool(2).unwrap()),
            (0, 0.5, true)
        );
        assert_eq!(read[0].get_string(3).unwrap(), "[[1,2]]");
        assert_eq!(read[ROWS + 1].get_long(0).unwrap(), i64::try_from(ROWS).unwrap() + 1);
        assert!(read[ROWS + 1].get_double(1).is_err(), "it is empty");
    }

    #[test]
    fn a_table_without_rows_has_its_columns() {
        let mut file = tempfile::tempfile().unwrap();
        Parquet::new(&COLUMNS, &mut file).unwrap().finish().unwrap();
        let reader = reader(&file);
        assert_eq!(reader.metadata().file_metadata().schema().get_fields().len(), 4);
        assert_eq!(reader.get_row_iter(None).unwrap().count(), 0);
    }
}
