//! Data package: what a folder of tables says of itself, as `datapackage.json` (<https://datapackage.org>, version 2): each
//! file with its columns, their types and meanings, its size and its hash.

use super::tables::TableFormat;
use crate::store::ViewTable;
use serde_json::{Value, json};

/// A table that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackagedTable {
    /// The view that it is.
    pub view: ViewTable,
    /// The names of its files: one, or the shards in order.
    pub files: Vec<String>,
    /// Rows without the line of names.
    pub rows: u64,
    /// Bytes of all its files.
    pub bytes: u64,
    /// SHA-256 of the one file in hex.
    pub sha256: Option<String>,
}

/// The description of tables that were made at `now`, ISO 8601 in UTC.
#[must_use]
pub fn data_package(format: TableFormat, tables: &[PackagedTable], now: &str) -> Value {
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "onrecord",
        "title": "Who said what, and how the story changed",
        "description": "What onrecord extracted from news articles, in tables. Confidence is the chance that a row is right; \
                        offsets count Unicode code points.",
        "version": env!("CARGO_PKG_VERSION"),
        "created": now,
        "resources": tables.iter().map(|table| resource(format, table)).collect::<Vec<_>>(),
    })
}

fn resource(format: TableFormat, table: &PackagedTable) -> Value {
    let fields: Vec<Value> = table
        .view
        .columns
        .iter()
        .map(|column| {
            json!({ "name": column.name, "type": column.kind.name(), "description": column.description })
        })
        .collect();
    let path = match table.files.as_slice() {
        [file] => json!(file),
        files => json!(files),
    };
    let mut resource = json!({
        "name": name(table),
        "path": path,
        "description": table.view.description,
        "format": format.ending(),
        "mediatype": format.media_type(),
        "encoding": "utf-8",
        "bytes": table.bytes,
        "rows": table.rows,
        "schema": { "fields": fields, "missingValues": [""] },
    });
    if let Some(hash) = &table.sha256 {
        resource["hash"] = json!(format!("sha256:{hash}"));
    }
    resource
}

/// The name of a table: that of its view, without the `v_`.
fn name(table: &PackagedTable) -> &str {
    table.view.name.trim_start_matches("v_")
}
