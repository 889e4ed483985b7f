//! Search, with what narrows it: outlets and speakers of the best hits.

use super::parts::{Field, all_said, nothing, pager, questions, to};
use crate::report::{count, html_table};
use crate::serve::ServeError;
use crate::serve::answer::PageAnswer;
use crate::serve::asked::{ListQuery, cut, some};
use crate::store::{Scope, SearchFilter, SearchHit, Store};
use maud::{Markup, html};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The best hits, among which outlets and speakers are counted.
const BEST: usize = 500;

/// Names that narrow a search.
const FACETS: usize = 8;

/// Claims with some words, best first.
pub(in crate::serve) fn page(store: &Store, query: &ListQuery) -> Result<PageAnswer, ServeError> {
    let hits = match some(&query.q) {
        None => Vec::new(),
        Some(words) => store.search(&SearchFilter {
            words,
            scope: Scope::Statements,
            since: some(&query.since),
            until: some(&query.until),
            limit: BEST,
            ..SearchFilter::default()
        })?,
    };
    let found = hits.len();
    let outlets = facet(&hits, |hit| hit.outlet.as_deref());
    let speakers = facet(&hits, |hit| hit.speaker.as_deref().filter(|name| !name.is_empty()));
    let fits = |wanted: &str, value: Option<&str>| wanted.is_empty() || value == Some(wanted);
    let mut hits: Vec<SearchHit> = hits
        .into_iter()
        .filter(|hit| {
            fits(&query.outlet, hit.outlet.as_deref()) && fits(&query.speaker, hit.speaker.as_deref())
        })
        .collect();
    let all = hits.len();
    let mut hits = hits.split_off(query.offset().min(all));
    let more = cut(&mut hits);
    // Of the best so many there is a number, of all there is none.
    let total = (found < BEST).then_some(all);
    let json =
        json!({ "hits": hits, "outlets": outlets, "speakers": speakers, "more": more, "total": total });
    let rows = all_said(store, hits, |hit| hit.quote_id)?;
    let body = html! {
        (questions(query, &[Field::Words("q", "Words"), Field::Words("since", "Since"), Field::Words("until", "Until")]))
        (narrowing(query, "Outlets", &outlets, |query, name| ListQuery { outlet: name, ..query }))
        (narrowing(query, "Speakers", &speakers, |query, name| ListQuery { speaker: name, ..query }))
        @if query.q.trim().is_empty() { p.faint { "All words must occur, in any order and inflection." } }
        @else if all == 0 { (nothing("claims")) }
        @else { p.faint { (told(all, found)) } }
        (html_table(&rows, |said, head| match head {
            "claim" | "found" => said.row.claim_id.map(|claim| to("claims", claim)),
            "quote" => said.row.quote_id.map(|quote| to("quotes", quote)),
            "article" => Some(to("articles", said.row.article_id)),
            _ => None,
        }))
        (pager(query, more))
    };
    Ok(PageAnswer { title: "Search".to_owned(), body, json })
}

/// How many are shown, page by page; where there are more than are looked at, that is said.
fn told(all: usize, found: usize) -> String {
    let claims = count(all, "claim", "claims");
    if found < BEST {
        format!("{claims}, the best first.")
    } else {
        format!("{claims} of the best {BEST}; more words find less.")
    }
}

/// The names that stand with the most hits, and with how many.
fn facet<'h>(hits: &'h [SearchHit], of: impl Fn(&'h SearchHit) -> Option<&'h str>) -> Vec<(String, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in hits.iter().filter_map(of) {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
    counts.sort_by(|(a, n), (b, m)| (Reverse(n), a).cmp(&(Reverse(m), b)));
    counts.truncate(FACETS);
    counts
}

fn narrowing(
    query: &ListQuery,
    label: &str,
    facet: &[(String, usize)],
    chosen: impl Fn(ListQuery, String) -> ListQuery,
) -> Markup {
    let on = |name: &str| chosen(query.clone(), name.to_owned()).to_page(1);
    html! {
        @if facet.len() > 1 || query.to_page(1) != on("") {
            p.facets {
                (label) ": "
                @for (name, n) in facet { a href=(on(name)) { (name) } " " span.faint { (n) } " " }
                @if query.to_page(1) != on("") { a href=(on("")) { "all" } }
            }
        }
    }
}
