//! ninjs: news items as agencies send them (IPTC ninjs 1, 2 and 3), turned into a record of named fields.
//!
//! Version 1 has `headline` and `body_text`, version 2 has lists (`headlines`, `bodies`), version 3 writes their names in
//! camel case. Names are therefore compared without regard to case. `ednote` says what was corrected and stands behind
//! the text as an editor's note.

use super::html;
use super::record::field_text;
use regex::Regex;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// Names that only a news item has; two of them tell one.
const TELLING: [&str; 9] = [
    "pubstatus",
    "versioncreated",
    "body_xhtml",
    "body_html",
    "bodies",
    "headlines",
    "usageterms",
    "ednote",
    "representationtype",
];

/// What a news item is.
pub(crate) enum NewsItem {
    /// An article, as a record.
    Article(Map<String, Value>),
    /// It was withdrawn by whoever sent it; what it is known by, and when.
    Withdrawn {
        /// Its address or other identifier.
        uri: String,
        /// When it was withdrawn, where it says so.
        at: Option<String>,
    },
    /// Not the text of an article: a picture, a film, a plan.
    Other(String),
}

/// The fields of an item, by their names in lower case.
struct Fields<'a>(Vec<(String, &'a Value)>);

impl<'a> Fields<'a> {
    fn of(item: &'a Map<String, Value>) -> Self {
        Self(item.iter().map(|(name, value)| (name.to_lowercase(), value)).collect())
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.iter().find(|(n, value)| n == name && !value.is_null()).map(|(_, value)| *value)
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.get(name).and_then(field_text))
    }

    /// Of a list of texts in several roles, the main one: that without a role or with the first of `roles` that is there.
    fn of_role(&self, name: &str, roles: &[&str]) -> Option<Fields<'a>> {
        let list: Vec<Fields<'a>> =
            self.get(name)?.as_array()?.iter().filter_map(Value::as_object).map(Self::of).collect();
        let role = |fields: &Fields<'a>| fields.text(&["role"]).map(|role| role.to_lowercase());
        let wanted = |wanted: &str| list.iter().position(|fields| role(fields).is_some_and(|r| r == wanted));
        let at = roles
            .iter()
            .find_map(|wanted_role| wanted(wanted_role))
            .or_else(|| list.iter().position(|fields| role(fields).is_none()))
            .unwrap_or(0);
        list.into_iter().nth(at)
    }
}

/// What an object is as a news item; none where it is no ninjs.
pub(crate) fn news_item(item: &Map<String, Value>) -> Option<NewsItem> {
    let fields = Fields::of(item);
    let standard = fields.get("standard").and_then(Value::as_object);
    let named = standard.and_then(|s| s.get("name")).and_then(Value::as_str);
    let is_one = named.is_some_and(|name| name.eq_ignore_ascii_case("ninjs"))
        || TELLING.iter().filter(|name| fields.get(name).is_some()).count() >= 2;
    if !is_one {
        return None;
    }
    let uri = fields.text(&["uri", "guid"]).unwrap_or_default();
    let at = fields.text(&["versioncreated"]);
    let status = fields.text(&["pubstatus"]).unwrap_or_default().to_lowercase();
    if matches!(&*status, "canceled" | "cancelled" | "withheld") {
        return Some(NewsItem::Withdrawn { uri, at });
    }
    let kind = fields.text(&["type"]).unwrap_or_else(|| "text".to_owned()).to_lowercase();
    if !matches!(&*kind, "text" | "composite" | "component") {
        return Some(NewsItem::Other(kind));
    }
    Some(NewsItem::Article(record(&fields, &uri, at)))
}

/// The record of an article.
fn record(fields: &Fields<'_>, uri: &str, at: Option<String>) -> Map<String, Value> {
    let mut record = Map::new();
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            record.insert(name.to_owned(), Value::String(value));
        }
    };
    let is_address = uri.starts_with("http://") || uri.starts_with("https://");
    set(if is_address { "url" } else { "id" }, Some(uri.to_owned()).filter(|uri| !uri.is_empty()));
    let headline = fields.of_role("headlines", &["main", "headline", "long"]);
    set("title", fields.text(&["headline"]).or_else(|| headline?.text(&["value"])).map(|t| without_tags(&t)));
    let makers = fields.get("bylines").and_then(Value::as_array);
    let bylines = makers.map(|list| {
        let names = list.iter().filter_map(Value::as_object).map(Fields::of);
        names.filter_map(|maker| maker.text(&["byline", "name"])).collect::<Vec<_>>().join(", ")
    });
    set("byline", fields.text(&["byline", "by"]).or(bylines.filter(|names| !names.is_empty())));
    set("dateline", fields.text(&["dateline"]));
    set("outlet", fields.text(&["source", "infosources", "infosource", "provider"]));
    set("published_at", fields.text(&["firstcreated", "contentcreated"]));
    set("modified_at", at.clone());
    set("captured_at", at);
    let text = body(fields).map(|body| match fields.text(&["ednote"]) {
        Some(note) => format!("{body}\n\n{}", editors_note(&note)),
        None => body,
    });
    set("text", text);
    record
}

/// The text of the article: that with paragraphs before that without.
fn body(fields: &Fields<'_>) -> Option<String> {
    if let Some(text) = fields.text(&["body_xhtml", "body_html", "body_html5"]) {
        return Some(words(&text));
    }
    if let Some(text) = fields.text(&["body_text"]) {
        return Some(text);
    }
    let body = fields.of_role("bodies", &["main", "body"])?;
    let text = body.text(&["value"])?;
    let kind = body.text(&["contenttype"]).unwrap_or_default().to_lowercase();
    Some(if kind.contains("html") || (kind.is_empty() && text.contains("</")) { words(&text) } else { text })
}

/// The words of marked-up text; of what cannot be parsed, the text as it stands.
fn words(markup: &str) -> String {
    html::fragment_text(markup).unwrap_or_else(|_| markup.to_owned())
}

/// A headline without markup.
fn without_tags(text: &str) -> String {
    if text.contains('<') { words(text).replace('\n', " ") } else { text.to_owned() }
}

/// A note in words by which a reader knows it for one.
fn editors_note(note: &str) -> String {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:corrections?|clarifications?|editor.?s.? notes?)\b[^.:]{0,40}[:—–]")
            .expect("the pattern is valid")
    });
    let note = without_tags(note).split_whitespace().collect::<Vec<_>>().join(" ");
    if LABEL.is_match(&note) { note } else { format!("Editor’s note: {note}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn article(item: &Value) -> Map<String, Value> {
        match news_item(item.as_object().expect("an object")) {
            Some(NewsItem::Article(record)) => record,
            _ => panic!("an article: {item}"),
        }
    }

    #[test]
    fn every_version_gives_the_same_record() {
        let first = article(&json!({
            "uri": "urn:coast:1", "type": "text", "pubstatus": "usable", "versioncreated": "2026-03-02T09:00:00Z",
            "headline": "Quay closes", "byline": "Ada Quill", "body_xhtml": "<p>The quay is closed.</p><p>It was old.</p>",
            "ednote": "Corrects the day in the first paragraph.",
        }));
        let second = article(&json!({
            "standard": {"name": "ninjs", "version": "2.1"}, "uri": "urn:coast:1", "type": "text", "by": "Ada Quill",
            "versioncreated": "2026-03-02T09:00:00Z", "ednote": "Corrects the day in the first paragraph.",
            "headlines": [{"role": "short", "value": "Quay"}, {"role": "main", "value": "Quay closes"}],
            "bodies": [{"contenttype": "text/html", "value": "<p>The quay is closed.</p><p>It was old.</p>"}],
        }));
        let third = article(&json!({
            "standard": {"name": "ninjs", "version": "3.0"}, "uri": "urn:coast:1", "type": "text", "by": "Ada Quill",
            "versionCreated": "2026-03-02T09:00:00Z", "edNote": "Corrects the day in the first paragraph.",
            "headlines": [{"value": "Quay closes"}],
            "bodies": [{"contentType": "text/plain", "value": "The quay is closed.\n\nIt was old."}],
        }));
        assert_eq!(
            first["text"],
            "The quay is closed.\n\nIt was old.\n\nEditor’s note: Corrects the day in the first paragraph."
        );
        let ordered = |record: &Map<String, Value>| {
            let mut all: Vec<(String, String)> =
                record.iter().map(|(k, v)| (k.clone(), v.to_string())).collect();
            all.sort();
            all
        };
        assert_eq!(ordered(&first), ordered(&second));
        assert_eq!(ordered(&first), ordered(&third));
    }

    #[test]
    fn what_is_withdrawn_or_no_text_is_told_apart() {
        let is = |item: Value| news_item(item.as_object().expect("an object"));
        assert!(is(json!({"uri": "x", "text": "The quay.", "headline": "Quay"})).is_none());
        assert!(matches!(
            is(json!({"uri": "urn:1", "pubstatus": "canceled", "versioncreated": "2026-03-02"})),
            Some(NewsItem::Withdrawn { uri, .. }) if uri == "urn:1"
        ));
        assert!(matches!(
            is(json!({"type": "picture", "pubstatus": "usable", "versioncreated": "2026-03-02"})),
            Some(NewsItem::Other(kind)) if kind == "picture"
        ));
    }

    #[test]
    fn a_note_that_has_a_label_keeps_it() {
        assert_eq!(editors_note("CORRECTION: It is 40 metres."), "CORRECTION: It is 40 metres.");
        assert_eq!(editors_note("Adds  quote"), "Editor’s note: Adds quote");
    }
}
