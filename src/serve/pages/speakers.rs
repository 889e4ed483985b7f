//! The speakers.

use super::parts::{Field, nothing, pager, questions, to};
use crate::report::{DOUBTFUL, html_table};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut, some};
use crate::store::{SpeakerFilter, Store};
use maud::html;
use serde_json::json;

/// The speakers, those quoted most first.
pub(in crate::serve) fn page(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let filter = SpeakerFilter {
        speaker: some(&query.q),
        outlet: some(&query.outlet),
        min_confidence: query.all.is_empty().then_some(DOUBTFUL),
        offset: query.offset(),
        limit: Some(query.limit()),
        ..SpeakerFilter::default()
    };
    let mut rows = store.speakers(&filter)?;
    let more = cut(&mut rows);
    let body = html! {
        (questions(query, &[Field::Words("q", "Name"), Field::Words("outlet", "Outlet"), Field::All]))
        @if rows.is_empty() { (nothing("speakers")) }
        (html_table(&rows, |row, head| ["id", "speaker"].contains(&head).then(|| to("speakers", row.speaker_id))))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Speakers".to_owned(), body, json: json!({ "speakers": rows, "more": more }) })
}
