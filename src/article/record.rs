//! Records: an article as named fields, as a line of JSON, a row of a table or an item of a feed has it. Everything that
//! gives fields becomes a revision here, by the same names.

use super::draft::{DateField, Draft};
use super::origin::{Origin, ReadError};
use super::revision::{Found, FoundIn, Revision, SourceFormat};
use super::sniff::begins_as_page;
use super::thresholds::{EXACT_BELOW, LONGEST_TAG};
use super::{dates, html, plain};
use serde_json::{Map, Number, Value};

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
    let value = |names: &[&str]| records.iter().find_map(|r| names.iter().find_map(|n| r.get(*n)));
    let field = |names: &[&str]| {
        records.iter().find_map(|r| names.iter().find_map(|n| r.get(*n)).and_then(field_text))
    };
    let id = value(&["id"]).and_then(id_text);
    let err = |message: String| ReadError::new(place.to_owned(), message).about(id.clone());
    if let Some(inexact) = value(&["id"]).filter(|id| is_inexact(id)) {
        let message = format!("its id {inexact} is no whole number, or was rounded; give ids as text.");
        return Err(err(message));
    }
    let by = FoundIn::Field;
    let GivenText { text, page, doubt: doubtful_text } = GivenText::of(field(TEXT), field(&["html"]));
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
    draft.warnings.splice(0..0, doubt.into_iter().chain(doubtful_text));
    draft.id.clone_from(&id);
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
    draft.finish(format, raw_sha256, origin, place).map_err(|error| error.about(id))
}

/// The text of a record, or its page.
struct GivenText {
    text: Option<String>,
    page: Option<String>,
    /// A sentence about a text that is none.
    doubt: Option<String>,
}

impl GivenText {
    /// A page where a text was promised is read as one: its scripts and its furniture are nobody's words.
    fn of(text: Option<String>, page: Option<String>) -> Self {
        match text {
            Some(text) if begins_as_page(&text) => {
                let doubt = "its text is a page (HTML) and was read as one; give pages as \"html\".";
                Self { text: None, page: page.or(Some(text)), doubt: Some(doubt.to_owned()) }
            }
            Some(text) => {
                let doubt = markup(&text).map(|tag| {
                    format!(
                        "its text holds markup ({tag}), which was kept; give text with markup as \"html\"."
                    )
                });
                Self { text: Some(text), page, doubt }
            }
            None => Self { text: None, page, doubt: None },
        }
    }
}

/// The first tag that closes an element in a text, which only markup has.
fn markup(text: &str) -> Option<&str> {
    text.match_indices("</").find_map(|(at, _)| {
        let name = text[at + 2..].split('>').next()?;
        let is_name = name.len() <= LONGEST_TAG
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric());
        text.get(at..at + name.len() + 3).filter(|_| is_name)
    })
}

/// What a record calls itself; of a number its digits.
pub(super) fn id_text(id: &Value) -> Option<String> {
    match id {
        Value::Number(number) => Some(whole(number).map_or_else(|| number.to_string(), |n| n.to_string())),
        other => field_text(other),
    }
}

/// Whether an id is a number of which nobody knows which number it was.
fn is_inexact(id: &Value) -> bool {
    matches!(id, Value::Number(number) if number.is_f64() && whole(number).is_none())
}

/// A whole number, also one that is kept as any number would be, as long as it was not rounded.
fn whole(number: &Number) -> Option<i64> {
    let exact = |number: &f64| number.fract() == 0.0 && number.abs() < EXACT_BELOW;
    // What is exact fits.
    #[expect(clippy::cast_possible_truncation, reason = "it is a whole number that fits")]
    number.as_i64().or_else(|| number.as_f64().filter(exact).map(|number| number as i64))
}

/// A date as it is written; a number of seconds or milliseconds, as tables have it, in ISO 8601.
fn moment(date: String) -> String {
    let number = || date.trim().parse().ok().filter(|n| *n > 99_999_999).and_then(dates::unix);
    if dates::parse_date(&date).is_some() { date } else { number().unwrap_or(date) }
}

/// A number that may be a time: of one that was rounded, what is lost is less than a second.
fn time_number(number: &Number) -> Option<i64> {
    let fits = |number: &f64| number.fract() == 0.0 && number.abs() < 9e18;
    #[expect(clippy::cast_possible_truncation, reason = "it is a whole number that fits")]
    number.as_i64().or_else(|| number.as_f64().filter(fits).map(|number| number as i64))
}

/// A field as text: a string, a number, or a list of names.
pub(super) fn field_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(
            time_number(number)
                .filter(|n| *n > 99_999_999)
                .and_then(dates::unix)
                .or_else(|| whole(number).map(|number| number.to_string()))
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
