//! What is known of bytes that came from the web, besides themselves.

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
