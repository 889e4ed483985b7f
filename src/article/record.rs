//! Records: an article as named fields, as a line of JSON, a row of a table or an item of a feed has it. Everything that
//! gives fields becomes a revision here, by the same names.

use super::draft::{DateField, Draft};
use super::origin::{Origin, ReadError};
use super::revision::{Found, FoundIn, Revision, SourceFormat};
use super::{dates, html, plain};
use serde_json::{Map, Value};

/// Names of the text of an article.
const TEXT: &[&str] = &["text", "body", "article_body", "content"];

/// The fields that are read, each under all its names; the first is the one that the documentation gives.
pub(crate) const FIELDS: &[&[&str]] = &[
    &["id"],
    &["url"],
    &["html"],
    TEXT,
    &["title", "headline"],
    &["outlet", "publisher", "site_name"],
    &["byline", "author", "authors"],
    &["dateline"],
    PUBLISHED,
    MODIFIED,
    CAPTURED,
];
const PUBLISHED: &[&str] = &["published_at", "published", "date_published", "date"];
const MODIFIED: &[&str] = &["modified_at", "modified", "date_modified"];
const CAPTURED: &[&str] = &["captured_at", "captured"];

/// Where a record stands and what was doubtful about its bytes.
pub(crate) struct RecordPlace<'a> {
    /// The file with the line or row.
    pub(crate) place: &'a str,
    /// The file.
    pub(crate) origin: &'a Origin,
    /// The format that it was read from.
    pub(crate) format: SourceFormat,
    /// SHA-256 of its bytes, in hex.
    pub(crate) raw_sha256: String,
    /// A sentence about bytes that fit no charset.
    pub(crate) doubt: Option<String>,
}

/// The revision that a record holds; a field is taken from the first of `records` that has it.
///
/// # Errors
/// When there is no text in it, or a page that cannot be read.
pub(crate) fn record_revision(
    records: &[&Map<String, Value>],
    from: RecordPlace<'_>,
) -> Result<Revision, ReadError> {
    let RecordPlace { place, origin, format, raw_sha256, doubt } = from;
    let err = |message: String| ReadError::new(place.to_owned(), message);
    let field = |names: &[&str]| {
        records.iter().find_map(|r| names.iter().find_map(|n| r.get(*n)).and_then(field_text))
    };
    let by = FoundIn::Field;
    let page = field(&["html"]);
    let text = field(TEXT);
    let mut draft = match (&text, &page) {
        (None, Some(page)) => html::read_html(page).map_err(err)?,
        (Some(_), _) => Draft::default(),
        (None, None) => {
            let what = if format == SourceFormat::Jsonl { "line" } else { "record" };
            let message =
                format!("the {what} has neither \"text\" nor \"html\"; give the article in one of them.");
            return Err(err(message));
        }
    };
    draft.warnings.splice(0..0, doubt);
    draft.id = field(&["id"]);
    if let Some(url) = field(&["url"]) {
        let canonical = draft.url.take();
        draft.set_url(&url, by);
        draft.other_urls.extend(canonical.map(|c| c.value));
    }
    let found = |names: &[&str]| field(names).map(|value| Found { value, by });
    draft.headline = found(&["title", "headline"]).or(draft.headline);
    draft.outlet = found(&["outlet", "publisher", "site_name"]).or(draft.outlet);
    draft.byline = found(&["byline", "author", "authors"]).or(draft.byline);
    draft.dateline = field(&["dateline"]).or(draft.dateline);
    for (names, slot) in
        [(PUBLISHED, DateField::Published), (MODIFIED, DateField::Modified), (CAPTURED, DateField::Captured)]
    {
        if let Some(date) = field(names) {
            draft.set_date(slot, &moment(date), by);
        }
    }
    if let Some(text) = text {
        plain::compose(&text, &mut draft);
    }
    draft.finish(format, raw_sha256, origin, place)
}

/// A date as it is written; a number of seconds or milliseconds, as tables have it, in ISO 8601.
fn moment(date: String) -> String {
    let number = || date.trim().parse().ok().filter(|n| *n > 99_999_999).and_then(dates::unix);
    if dates::parse_date(&date).is_some() { date } else { number().unwrap_or(date) }
}

/// A field as text: a string, a number, or a list of names.
pub(super) fn field_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(
            number
                .as_i64()
                .filter(|n| *n > 99_999_999)
                .and_then(dates::unix)
                .unwrap_or_else(|| number.to_string()),
        ),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(field_text).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(object) => object.get("name").and_then(field_text),
        _ => None,
    }
}
