//! One speaker: names, and all that it says.

use super::quotes;
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::ListQuery;
use crate::store::{SpeakerId, Store};
use maud::html;
use serde_json::json;

/// One speaker with what it says.
pub(in crate::serve) fn page(store: &Store, row: i64, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let row = SpeakerId::new(row);
    let speaker = store.speaker(row)?;
    let query = ListQuery { speaker: row.to_string(), ..query.clone() };
    let mut said = quotes::page(store, &query)?;
    if said.json["quotes"].as_array().is_some_and(Vec::is_empty) {
        said = quotes::earlier(store, row, &query)?.unwrap_or(said);
    }
    let titles = speaker.titles.0.join("; ");
    let body = html! {
        p.about {
            (speaker.kind) @if !titles.is_empty() { " · " (titles) }
            " · first seen " (speaker.first_seen) ", last " (speaker.last_seen)
        }
        @if query.writable { details {
            summary { "Merge or split" }
            form.decide method="post" action={ "/speakers/" (row) "/merge" } {
                label { "The same as speaker number" input name="other" inputmode="numeric" required; }
                button { "Merge into this one" }
            }
            form.decide method="post" action={ "/speakers/" (row) "/split" } {
                label { "Somebody else in article number" input name="other" inputmode="numeric" required; }
                button { "Split off" }
            }
        } }
        (said.body)
    };
    let name = if speaker.speaker.is_empty() { format!("Speaker {row}") } else { speaker.speaker.clone() };
    Ok(PageAnswer { title: name, body, json: json!({ "speaker": speaker, "said": said.json }) })
}
