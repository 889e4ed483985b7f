//! Web annotations (<https://www.w3.org/TR/annotation-model/>): quotes as annotations of the pages that they stand on, for
//! Hypothesis, Recogito, IIIF viewers and all others that speak that model.
//!
//! Positions count code points of the text as it was analysed (the headline, or the body without the page around it), so
//! they serve to tell equal words apart; a page is found by the words and their neighbours.

use super::entry::uuid;
use super::saying::sentence;
use super::wording::{address, embeddable, harmless};
use crate::store::QuoteRow;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Code points of context on each side, as others write it.
const CONTEXT: usize = 32;

const CONTEXTS: &str = "http://www.w3.org/ns/anno.jsonld";

/// Writes annotations as one collection with one page.
pub struct AnnotationCollection<'w> {
    out: &'w mut dyn Write,
    archive: Option<String>,
    items: usize,
}

impl<'w> AnnotationCollection<'w> {
    /// Begins a collection. `archive` is the address of a Wayback-like archive, to which time and address are added; without
    /// it the annotations name no copy of the page.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(out: &'w mut dyn Write, archive: Option<&str>) -> io::Result<Self> {
        let id = uuid(&["onrecord annotations"]);
        write!(
            out,
            "{{\n\"@context\": \"{CONTEXTS}\",\n\"id\": \"{id}\",\n\"type\": \"AnnotationCollection\",\n\
             \"label\": \"Quotes found by onrecord\",\n\"first\": {{\n\"id\": \"{}\",\n\"type\": \"AnnotationPage\",\n\
             \"startIndex\": 0,\n\"items\": [",
            uuid(&["onrecord annotations", "1"])
        )?;
        Ok(Self { out, archive: archive.map(|url| url.trim_end_matches('/').to_owned()), items: 0 })
    }

    /// Writes a quote; `text` is what its spans are of, the headline or the body, and `text_sha256` tells the revision.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn quote(&mut self, quote: &QuoteRow, text: &str, text_sha256: &str) -> io::Result<()> {
        self.out.write_all(if self.items == 0 { b"\n" } else { b",\n" })?;
        self.items += 1;
        let annotation = annotation(quote, text, text_sha256, self.archive.as_deref());
        self.out.write_all(embeddable(&annotation.to_string()).as_bytes())
    }

    /// Ends the collection, and gives the number of annotations.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<usize> {
        let end = if self.items == 0 { "]" } else { "\n]" };
        write!(self.out, "{end}\n}},\n\"total\": {}\n}}\n", self.items)?;
        Ok(self.items)
    }
}

fn annotation(quote: &QuoteRow, text: &str, text_sha256: &str, archive: Option<&str>) -> Value {
    let spans = &quote.content_spans.0;
    let place = format!("{}{spans:?}", if quote.in_headline { "headline" } else { "" });
    let url = quote.url.as_deref().and_then(address);
    let source = url.as_deref().map_or_else(|| uuid(&[&quote.article_key]), str::to_owned);
    let mut state = json!({ "type": "TimeState", "sourceDate": quote.captured_at });
    if let (Some(archive), Some(url)) = (archive, &url) {
        let moment: String = quote.captured_at.chars().filter(char::is_ascii_digit).take(14).collect();
        state["cached"] = json!(format!("{archive}/{moment}/{url}"));
    }
    let chars: Vec<char> = text.chars().collect();
    let targets: Vec<Value> = spans
        .iter()
        .map(|&(start, end)| {
            json!({ "source": source, "selector": selectors(&chars, start, end), "state": state })
        })
        .collect();
    let mut body = vec![json!({
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "value": harmless(&sentence(&quote.saying())),
    })];
    if !quote.speaker.is_empty() {
        body.push(json!({ "type": "TextualBody", "purpose": "tagging", "value": harmless(&quote.speaker) }));
    }
    let mut annotation = Map::new();
    annotation.insert("id".to_owned(), json!(uuid(&[&quote.article_key, text_sha256, &place])));
    annotation.insert("type".to_owned(), json!("Annotation"));
    annotation.insert("motivation".to_owned(), json!("describing"));
    annotation.insert(
        "generator".to_owned(),
        json!({ "type": "Software", "name": concat!("onrecord ", env!("CARGO_PKG_VERSION")) }),
    );
    annotation.insert("body".to_owned(), json!(body));
    annotation.insert("target".to_owned(), json!(targets));
    // Names of our own are whole addresses, which readers of the model pass over.
    annotation.insert("urn:onrecord:confidence".to_owned(), json!(quote.confidence));
    annotation.insert("urn:onrecord:quote".to_owned(), json!(quote.quote_id));
    Value::Object(annotation)
}

/// By the words and their neighbours, and by the place.
fn selectors(text: &[char], start: usize, end: usize) -> Value {
    let (start, end) = (start.min(text.len()), end.min(text.len()));
    let words = |from: usize, to: usize| text[from..to].iter().collect::<String>();
    json!([
        {
            "type": "TextQuoteSelector",
            "exact": words(start, end.max(start)),
            "prefix": words(start.saturating_sub(CONTEXT), start),
            "suffix": words(end.max(start), (end.max(start) + CONTEXT).min(text.len())),
        },
        { "type": "TextPositionSelector", "start": start, "end": end },
    ])
}
