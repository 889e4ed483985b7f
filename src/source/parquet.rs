//! Parquet: a table of articles, one a row, in columns called as the fields are (`id`, `url`, `text` or `html`,
//! `captured_at`, `title`). Only the columns that hold a field are read, a row at a time.

use super::Source;
use super::capture::{Ready, Sighting};
use super::columns::TableColumns;
use crate::article::{
    BytesRead, Origin, ReadError, RecordPlace, RowValue, SourceFormat, record_revision, row_sha256,
};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Value};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// A table that is read row by row.
pub struct ParquetSource {
    rows: RowIter<'static>,
    /// The columns that are read, and the field that each holds.
    fields: Vec<(String, String)>,
    origin: Origin,
    file: String,
    row: u64,
    /// Counts so many bytes a row.
    meter: (BytesRead, u64),
    ended: bool,
}

/// Opens a table. Each row counts as `read` with its share of the file.
///
/// # Errors
/// In one sentence, when it cannot be read or its columns do not tell which holds the text.
pub fn open(
    path: &Path,
    origin: Origin,
    columns: &TableColumns,
    read: &BytesRead,
) -> Result<ParquetSource, ReadError> {
    let place = path.display().to_string();
    let fail = |message: String| ReadError::new(place.clone(), message);
    let file = File::open(path).map_err(|e| fail(super::packed::unreadable(&e)))?;
    let length = file.metadata().map_or(0, |info| info.len());
    let reader = guarded(|| SerializedFileReader::new(file)).map_err(|why| fail(no_table(&why)))?;
    let rows = u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0);
    let meter = (read.clone(), length / rows.max(1));
    let schema = reader.metadata().file_metadata().schema();
    let headings: Vec<String> = schema.get_fields().iter().map(|column| column.name().to_owned()).collect();
    let of_columns = columns.fields(&headings).map_err(|error| error.at(&place))?;
    let kept: Vec<_> =
        schema.get_fields().iter().zip(of_columns).filter_map(|(c, f)| Some((c, f?))).collect();
    let wanted = Type::group_type_builder(schema.name())
        .with_fields(kept.iter().map(|(column, _)| Arc::clone(column)).collect())
        .build();
    let fields = kept.iter().map(|(column, field)| (column.name().to_owned(), field.clone())).collect();
    let rows =
        wanted.and_then(|wanted| guarded(|| RowIter::from_file_into(Box::new(reader)).project(Some(wanted))));
    let rows = rows.map_err(|why| fail(no_table(&why)))?;
    let file = origin.file.clone().unwrap_or_else(|| place.clone());
    Ok(ParquetSource { rows, fields, origin, file, row: 0, meter, ended: false })
}

/// Runs what reads a file that may hold anything: the library panics at some.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ParquetError::General("it is damaged".to_owned())))
}

fn no_table(why: &ParquetError) -> String {
    match why {
        ParquetError::NYI(what) => {
            format!(
                "it is written in a way that is not read ({what}); write it with Snappy, Zstandard or gzip."
            )
        }
        _ => "it is no whole Parquet file; copy it again from where it came from.".to_owned(),
    }
}

impl ParquetSource {
    fn revision(&self, row: &Row, place: &str) -> Result<Sighting, ReadError> {
        let mut record = Map::new();
        for (column, value) in row.get_column_iter() {
            let field = self.fields.iter().find(|(name, _)| name == column).map(|(_, field)| field);
            let Some(field) = field else { continue };
            if let Some(value) = value_of(value, field == "html") {
                record.entry(field.clone()).or_insert(value);
            }
        }
        let raw_sha256 = row_sha256(&record);
        let from = RecordPlace {
            place,
            origin: &self.origin,
            format: SourceFormat::Parquet,
            raw_sha256,
            doubt: None,
        };
        let revision = record_revision(&[&record], from)?;
        Ok(Sighting::Ready(Box::new(Ready { place: place.to_owned(), file: self.file.clone(), revision })))
    }
}

/// A value as JSON has it; none for NULL and what no field of an article is.
fn value_of(value: &Field, is_page: bool) -> Option<Value> {
    let found = match value {
        Field::Str(text) => RowValue::Text(text),
        Field::Bytes(bytes) if is_page => RowValue::Page(bytes.data()),
        Field::Bytes(bytes) => RowValue::Bytes(bytes.data()),
        Field::Byte(n) => RowValue::Number((*n).into()),
        Field::Short(n) => RowValue::Number((*n).into()),
        Field::Int(n) => RowValue::Number((*n).into()),
        Field::Long(n) => RowValue::Number(*n),
        Field::UByte(n) => RowValue::Number((*n).into()),
        Field::UShort(n) => RowValue::Number((*n).into()),
        Field::UInt(n) => RowValue::Number((*n).into()),
        Field::ULong(n) => return Some(Value::from(*n)),
        Field::Float(n) => RowValue::Real((*n).into()),
        Field::Double(n) => RowValue::Real(*n),
        Field::TimestampMillis(n) => RowValue::Seconds(n.div_euclid(1000)),
        Field::TimestampMicros(n) => RowValue::Seconds(n.div_euclid(1_000_000)),
        Field::Date(days) => RowValue::Days((*days).into()),
        Field::ListInternal(list) => {
            let items = list.elements().iter().filter_map(|item| value_of(item, is_page));
            return Some(Value::Array(items.collect()));
        }
        _ => return None,
    };
    found.value()
}

/// The rows of any table as JSON objects, with every column.
pub(super) struct ParquetRows(RowIter<'static>);

/// Opens a table to read its rows as they are.
pub(super) fn rows(path: &Path) -> Result<ParquetRows, ReadError> {
    let fail = |message: String| ReadError::new(path.display().to_string(), message);
    let file = File::open(path).map_err(|e| fail(super::packed::unreadable(&e)))?;
    let reader = guarded(|| SerializedFileReader::new(file)).map_err(|why| fail(no_table(&why)))?;
    Ok(ParquetRows(RowIter::from_file_into(Box::new(reader))))
}

impl Iterator for ParquetRows {
    type Item = Result<Map<String, Value>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        match guarded(|| self.0.next().transpose()) {
            Ok(None) => None,
            Ok(Some(row)) => Some(Ok(object(&row))),
            Err(why) => Some(Err(format!("{} What came before was read.", no_table(&why)))),
        }
    }
}

fn object(row: &Row) -> Map<String, Value> {
    row.get_column_iter().map(|(name, value)| (name.clone(), json_of(value))).collect()
}

/// A value as JSON has it, whatever it is.
fn json_of(value: &Field) -> Value {
    match value {
        Field::Bool(truth) => Value::Bool(*truth),
        Field::Float(number) => Value::from(f64::from(*number)),
        Field::Double(number) => Value::from(*number),
        Field::ListInternal(list) => list.elements().iter().map(json_of).collect(),
        Field::Group(row) => Value::Object(object(row)),
        other => value_of(other, false).unwrap_or_default(),
    }
}

impl Source for ParquetSource {
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        if self.ended {
            return None;
        }
        self.row += 1;
        let place = format!("{}: row {}", self.origin.path.display(), self.row);
        match guarded(|| self.rows.next().transpose()) {
            Ok(None) => None,
            Ok(Some(row)) => {
                let (read, bytes) = &self.meter;
                read.add(*bytes);
                Some(self.revision(&row, &place))
            }
            Err(why) => {
                self.ended = true;
                let message = format!("{} What came before was read.", no_table(&why));
                Some(Err(ReadError::new(place, message)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use proptest::prelude::*;

    /// A table of three rows: whole, without a text, whole.
    fn table(codec: parquet::basic::Compression) -> Vec<u8> {
        let schema = "message s { optional binary id (UTF8); optional binary text (UTF8); required int64 captured_at \
                      (TIMESTAMP(MICROS,true)); required int64 shares; }";
        let schema = Arc::new(parse_message_type(schema).expect("it is one"));
        let properties = Arc::new(WriterProperties::builder().set_compression(codec).build());
        let mut bytes = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).expect("it can be made");
        let mut group = writer.next_row_group().expect("it can be made");
        let texts =
            |texts: &[&str]| -> Vec<ByteArray> { texts.iter().map(|t| ByteArray::from(*t)).collect() };
        for (values, levels) in [
            (texts(&["q1", "q2", "q3"]), [1, 1, 1]),
            (texts(&["The quay is closed.", "The café is open."]), [1, 0, 1]),
        ] {
            let mut column = group.next_column().expect("it can be made").expect("it is there");
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).expect("it takes them");
            column.close().expect("it can be closed");
        }
        for _ in 0..2 {
            let mut column = group.next_column().expect("it can be made").expect("it is there");
            let times = [1_772_442_900_000_000, 1, 2];
            column.typed::<Int64Type>().write_batch(&times, None, None).expect("it takes them");
            column.close().expect("it can be closed");
        }
        group.close().expect("it can be closed");
        writer.close().expect("it can be closed");
        bytes
    }

    fn read_all(bytes: &[u8], columns: &str) -> Vec<Result<Ready, String>> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a.parquet");
        std::fs::write(&path, bytes).expect("a file can be written");
        let origin =
            Origin { path: "a.parquet".into(), now: "2026-03-02T09:00:00Z".into(), ..Origin::default() };
        let columns = TableColumns::parse(columns).expect("it is a mapping");
        match open(&path, origin, &columns, &BytesRead::default()) {
            Ok(mut source) => std::iter::from_fn(|| source.next_capture())
                .map(|found| match found {
                    Ok(Sighting::Ready(ready)) => Ok(*ready),
                    Ok(other) => panic!("{other:?}"),
                    Err(error) => Err(error.to_string()),
                })
                .collect(),
            Err(error) => vec![Err(error.message)],
        }
    }

    #[test]
    fn a_row_is_an_article() {
        use parquet::basic::{Compression, GzipLevel, ZstdLevel};
        for codec in [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::ZSTD(ZstdLevel::default()),
            Compression::GZIP(GzipLevel::default()),
            Compression::LZ4_RAW,
        ] {
            let found = read_all(&table(codec), "");
            let [Ok(first), Err(second), Ok(third)] = &found[..] else { panic!("{found:?}") };
            assert_eq!((&*first.revision.key, &*first.revision.body), ("q1", "The quay is closed."));
            assert_eq!(first.revision.captured_at.value, "2026-03-02T09:15:00Z");
            assert!(second.starts_with("a.parquet: row 2: the record has neither"), "{second}");
            assert_eq!(third.revision.body, "The café is open.");
        }
    }

    #[test]
    fn columns_that_are_missing_are_told() {
        let bytes = table(parquet::basic::Compression::SNAPPY);
        assert!(read_all(&bytes, "text=story")[0].as_ref().is_err_and(|e| e.contains("no column “story”")));
        let found = read_all(&bytes, "text=shares");
        assert_eq!(found[0].as_ref().expect("it is read").revision.body, "2026-03-02T09:15:00Z");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn damage_is_told(at in 0usize..2000, bytes in proptest::collection::vec(any::<u8>(), 1..20), cut in any::<bool>()) {
            let mut table = table(parquet::basic::Compression::SNAPPY);
            let at = at % table.len();
            if cut {
                table.truncate(at);
            } else {
                let end = (at + bytes.len()).min(table.len());
                table.splice(at..end, bytes);
            }
            prop_assert!(read_all(&table, "").len() <= 4);
        }
    }
}
