//! Entries: a revision with its changes as feed readers get it, whatever the format of the feed.

use super::changes::{ChangeItem, labels, summary};
use super::html_parts::wordings;
use super::text_fragment::{are_linked, words_link};
use super::wording::{address, harmless, title};
use crate::store::{ChangeRow, RevisionRow};
use maud::html;
use sha2::{Digest, Sha256};

/// A revision with its changes: one entry of a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct RevisionEntry {
    /// What it is known by, the same in every edition of the feed: a `urn:uuid:`.
    pub id: String,
    /// The address of the article, if it is one, at what changed first.
    pub url: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The headline and what changed.
    pub title: String,
    /// When the revision was captured, ISO 8601 in UTC.
    pub at: String,
    /// The changes as HTML; what comes from outside is escaped in it.
    pub html: String,
    /// The changes.
    pub changes: Vec<ChangeRow>,
}

impl RevisionEntry {
    /// An entry of a revision, whose text is `body`, with its changes; `None` where there are none.
    #[must_use]
    pub fn new(revision: &RevisionRow, body: &str, changes: Vec<ChangeRow>) -> Option<Self> {
        let first = changes.first()?;
        let items = ChangeItem::of_rows(&changes);
        let place = |item: &ChangeItem| {
            let url = first.url.as_deref().filter(|_| are_linked(body, items.len()))?;
            words_link(url, first.headline.as_deref().unwrap_or_default(), body, item.after.as_deref()?)
        };
        let at_first = items.iter().find_map(place);
        let headline = harmless(title(first.headline.as_deref(), &first.article_key)).into_owned();
        let html = html! {
            @for item in &items {
                p {
                    b { (labels(&item.kinds)) }
                    @if let Some(speaker) = item.says() { " · " (harmless(speaker)) }
                    br;
                    (wordings(item))
                    @if !item.reason.is_empty() { br; i { (weight(item)) (harmless(&item.reason)) } }
                    @if let Some(link) = place(item) { br; a href=(link) { "in the article" } }
                }
            }
        };
        Some(Self {
            id: uuid(&[&revision.text_sha256, &revision.captured_at]),
            url: at_first
                .or_else(|| first.url.as_deref().and_then(address).map(std::borrow::Cow::into_owned)),
            outlet: first.outlet.as_deref().map(|outlet| harmless(outlet).into_owned()),
            title: format!("{headline}: {}", harmless(&summary(&items))),
            at: revision.captured_at.clone(),
            html: html.into_string(),
            changes,
        })
    }
}

/// The severity and flags of a change, before its reason.
fn weight(item: &ChangeItem) -> String {
    match item.weight() {
        weight if weight.is_empty() => weight,
        weight => format!("{weight}: "),
    }
}

/// A UUID (version 8) of some texts, as a URN.
pub(super) fn uuid(texts: &[&str]) -> String {
    let mut bytes: Vec<u8> = Sha256::digest(texts.join("\n")).iter().take(16).copied().collect();
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_uuid_and_stays() {
        let id = uuid(&["a", "2026-03-02T09:00:00Z"]);
        assert_eq!(id, uuid(&["a", "2026-03-02T09:00:00Z"]));
        assert_ne!(id, uuid(&["a", "2026-03-02T09:00:01Z"]));
        assert_eq!((id.len(), &id[23..24]), (45, "8"));
    }
}
