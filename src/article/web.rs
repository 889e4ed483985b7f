//! What is known of bytes that came from the web, besides themselves, and what went over the wire to get them.

use std::sync::Arc;

/// What is known of a page from the request that fetched it, its response, or its record in an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebOrigin {
    /// The address that answered, after redirects.
    pub url: String,
    /// When it answered, ISO 8601 in UTC.
    pub at: String,
    /// The charset that the response names, as it names it.
    pub charset: Option<String>,
    /// The addresses that led to it.
    pub redirects: Vec<String>,
    /// What the response said; none for the record of an archive that holds none.
    pub http: Option<HttpFacts>,
    /// What a list of pages calls it.
    pub title: Option<String>,
}

/// What an HTTP response says besides its body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HttpFacts {
    /// The status: 200, 404.
    pub status: u16,
    /// The entity tag, as sent.
    pub etag: Option<String>,
    /// `Last-Modified`, as sent.
    pub last_modified: Option<String>,
    /// Where a redirect leads, as sent.
    pub location: Option<String>,
}

/// What went over the wire when a page was captured, to be shown again: the exchanges in order, redirects first, the one
/// that gave the page last.
pub type Evidence = Arc<[WebExchange]>;

/// Evidence without its payloads: the headers.
#[must_use]
pub fn headers_of(evidence: &Evidence) -> Evidence {
    evidence.iter().map(|exchange| WebExchange { payload: None, ..exchange.clone() }).collect()
}

/// One request and what came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WebExchange {
    /// The address that was asked.
    pub url: String,
    /// The request line and header of the request, with the blank line behind; none where it is not known. Values that may
    /// be secret are left out.
    pub request: Option<Vec<u8>>,
    /// The status line and header of the response, with the blank line behind; none for bytes that came without one.
    pub response: Option<Vec<u8>>,
    /// The media type of bytes that came without a response.
    pub media_type: Option<String>,
    /// The payload: what the response brought, without the marks of a transfer (chunks), with its content coding (gzip);
    /// none where only the headers are kept.
    pub payload: Option<Arc<[u8]>>,
}

impl WebExchange {
    /// Bytes that came without a response: a file, or a record of an archive.
    #[must_use]
    pub fn bare(url: &str, media_type: &str, payload: &[u8]) -> Evidence {
        let media_type = Some(media_type.to_owned()).filter(|named| !named.is_empty());
        let exchange =
            Self { url: url.to_owned(), media_type, payload: Some(payload.into()), ..Self::default() };
        Arc::new([exchange])
    }
}
