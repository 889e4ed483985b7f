//! JSON Feed 1.1: revisions with their changes for feed readers. The changes stand in `_onrecord`, as `changes --json` has
//! them.

use super::entry::RevisionEntry;
use serde_json::{Value, json};

/// Writes entries as a JSON Feed; `address` is where it will lie.
#[must_use]
pub fn json_feed(title: &str, address: Option<&str>, entries: &[RevisionEntry]) -> String {
    let item = |entry: &RevisionEntry| {
        let mut item = json!({
            "id": entry.id,
            "title": entry.title,
            "content_html": entry.html,
            "date_published": entry.at,
            "_onrecord": { "changes": entry.changes },
        });
        if let Some(url) = &entry.url {
            item["url"] = json!(url);
        }
        if let Some(outlet) = &entry.outlet {
            item["authors"] = json!([{ "name": outlet }]);
        }
        item
    };
    let items: Vec<Value> = entries.iter().map(item).collect();
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": super::atom::MADE_BY,
        "items": items,
    });
    if let Some(address) = address {
        feed["feed_url"] = json!(address);
    }
    format!("{feed:#}\n")
}
