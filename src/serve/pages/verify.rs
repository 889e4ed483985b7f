//! Verification: quotes against a transcript that is pasted in. Nothing of it is kept.

use super::parts::to;
use crate::report::{
    VerificationRow, html_table, outcomes_in_short, passages_in_words, run_markup, sought_passages,
};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, some};
use crate::store::{QuoteFilter, Store};
use crate::verify::{SpokenOutcome, Transcript, Verifier};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::json;
use std::cmp::Reverse;

/// Passages that are shown.
const SHOWN: usize = 200;

/// A transcript, and whose quotes are looked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::serve) struct TranscriptForm {
    transcript: String,
    article: String,
    speaker: String,
}

/// The form.
pub(in crate::serve) fn page(_: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let asked = TranscriptForm {
        article: query.article.clone(),
        speaker: query.speaker.clone(),
        ..TranscriptForm::default()
    };
    Ok(PageAnswer { title: "Verify".to_owned(), body: form(&asked), json: json!({}) })
}

fn form(asked: &TranscriptForm) -> Markup {
    html! {
        form.decide method="post" action="/verify" {
            label { "Transcript: plain text, turns (ADA ROUX: …), or captions (SRT, VTT)"
                textarea name="transcript" rows="12" required { (asked.transcript) } }
            label { "Only quotes of this article: number, or words of its headline" input name="article" value=(asked.article); }
            label { "Only quotes of this speaker" input name="speaker" value=(asked.speaker); }
            div.row { button { "Verify" } }
        }
        p.faint { "Nothing of the transcript is kept. " code { "onrecord verify FILE" } " does the same with a file." }
    }
}

/// How the quotes stand in a transcript, the gravest first.
pub(in crate::serve) fn verified(store: &Store, asked: &TranscriptForm) -> Result<PageAnswer, ServeError> {
    let transcript = Transcript::of(&asked.transcript, false).map_err(ServeError::Refused)?;
    let filter = QuoteFilter {
        article: some(&asked.article),
        speaker: some(&asked.speaker),
        min_confidence: Some(crate::report::DOUBTFUL),
        ..QuoteFilter::default()
    };
    let chosen = filter.article.is_some() || filter.speaker.is_some();
    let verifier = Verifier::new(transcript);
    let quotes = store.quotes(&filter)?;
    if quotes.is_empty() && chosen {
        return Err(ServeError::Refused(
            "no quotes match this article and speaker; mend them or leave them empty".to_owned(),
        ));
    }
    let sought = sought_passages(&quotes);
    let mut rows: Vec<VerificationRow> = sought.iter().map(|sought| sought.verify(&verifier)).collect();
    let told = format!("{}: {}", passages_in_words(rows.len()), outcomes_in_short(rows.iter()));
    // Of a whole database most belong to other stories.
    rows.retain(|row| chosen || row.outcome != SpokenOutcome::NotFound);
    rows.sort_by_key(|row| Reverse(row.outcome));
    rows.truncate(SHOWN);
    let body = html! {
        p { (told) }
        (html_table(&rows, |row, head| match head {
            "id" | "quote" => row.quote_id.map(|quote| to("quotes", quote)),
            _ => None,
        }))
        @for row in rows.iter().filter(|row| row.is_doubtful()) { (card(row)) }
        h2 { "Again" }
        (form(asked))
    };
    Ok(PageAnswer { title: "Verify".to_owned(), body, json: json!({ "passages": rows }) })
}

/// What a checker must look at: the words that differ, and what is said around them.
fn card(row: &VerificationRow) -> Markup {
    html! {
        section.change.material {
            p.kinds {
                @if let Some(quote) = row.quote_id { a href=(to("quotes", quote)) { "quote " (quote) } " · " }
                strong { (row.speaker) } " · " (row.reason)
            }
            blockquote {
                span.faint { (row.before) " " }
                @if row.diff.is_empty() { (row.quote) } @else { @for run in &row.diff { (run_markup(run)) } }
                span.faint { " " (row.after) }
            }
        }
    }
}
