//! Wire: what was sent and what came back, as a capture keeps it.
//!
//! Content codings are asked for and unpacked here and not by the library, so that the payload is kept as it came.

use crate::article::WebExchange;
use std::io::Write as _;
use ureq::Error;
use ureq::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, header};
use ureq::middleware::{Middleware, MiddlewareNext};
use ureq::{Body, SendBody};
use url::Url;

/// Headers of a request whose values are kept. Any other may hold what is secret: a cookie, a password, a key.
const OPEN: [HeaderName; 10] = [
    header::HOST,
    header::USER_AGENT,
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::ACCEPT_LANGUAGE,
    header::IF_NONE_MATCH,
    header::IF_MODIFIED_SINCE,
    header::REFERER,
    header::CACHE_CONTROL,
    header::PRAGMA,
];

/// What stands for a value that is not kept.
const WITHHELD: &str = "[withheld]";

/// Bytes of the body of an answer that is no page which are kept.
const MAX_REST: u64 = 1 << 20;

/// The head of a request, carried by its response.
#[derive(Clone)]
struct Sent(Vec<u8>);

/// Asks for what [`super::page`] can unpack, and remembers what was sent.
pub(super) struct Wire {
    pub(super) user_agent: String,
    pub(super) accept: &'static str,
}

impl Middleware for Wire {
    fn handle(
        &self,
        mut request: Request<SendBody<'_>>,
        next: MiddlewareNext<'_>,
    ) -> Result<Response<Body>, Error> {
        let coding = if request.uri().path() == "/robots.txt" { "identity" } else { "gzip, br" };
        let host = request.uri().authority().map(|host| host.as_str().to_owned());
        let headers = request.headers_mut();
        for (name, value) in [
            (header::HOST, host.as_deref().unwrap_or_default()),
            (header::USER_AGENT, &*self.user_agent),
            (header::ACCEPT, self.accept),
            (header::ACCEPT_ENCODING, coding),
        ] {
            if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
                headers.insert(name, value);
            }
        }
        let target = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let sent = head(format!("{} {target} HTTP/1.1", request.method()), request.headers(), |name| {
            OPEN.contains(name)
        });
        let mut response = next.handle(request)?;
        response.extensions_mut().insert(Sent(sent));
        Ok(response)
    }
}

/// The exchange that ended in `response`, which brought `payload`. Cookies that the server set are not kept.
pub(super) fn exchange(url: &Url, response: &Response<Body>, payload: &[u8]) -> WebExchange {
    let status = response.status();
    let line = format!(
        "{:?} {} {}",
        response.version(),
        status.as_u16(),
        status.canonical_reason().unwrap_or_default()
    );
    WebExchange {
        url: url.to_string(),
        request: response.extensions().get::<Sent>().map(|sent| sent.0.clone()),
        response: Some(head(line.trim_end().to_owned(), response.headers(), |name| {
            *name != header::SET_COOKIE
        })),
        media_type: None,
        payload: Some(payload.into()),
    }
}

/// The exchange of an answer that is no page, with the beginning of its body, if that comes at all.
pub(super) fn without_page(url: &Url, mut response: Response<Body>) -> WebExchange {
    let rest = response.body_mut().with_config().limit(MAX_REST).read_to_vec().unwrap_or_default();
    exchange(url, &response, &rest)
}

/// The exchange of an answer that nothing changed, which has no body.
pub(super) fn not_modified(url: &Url, response: &Response<Body>) -> WebExchange {
    WebExchange { payload: None, ..exchange(url, response, &[]) }
}

/// A first line and a header as they go over the wire; of headers that are not `open` only the names.
fn head(line: String, headers: &HeaderMap, open: impl Fn(&HeaderName) -> bool) -> Vec<u8> {
    let mut out = line.into_bytes();
    for (name, value) in headers {
        let value = if open(name) { value.as_bytes() } else { WITHHELD.as_bytes() };
        // Writing to memory does not fail.
        let _ = write!(out, "\r\n{name}: ");
        out.extend_from_slice(value);
    }
    out.extend_from_slice(b"\r\n\r\n");
    out
}
