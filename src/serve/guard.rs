//! Who may ask: browsers that were let in by the token, under the desk's own name, from its own pages. Every answer says
//! what a browser may do with it.

use super::ServeError;
use super::answer::failed;
use super::desk::ServedDesk;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, LOCATION, ORIGIN, REFERRER_POLICY, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// A page may use what comes from the desk itself, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// Lets a request through, or says why not.
pub(super) async fn guard(State(desk): State<ServedDesk>, request: Request, next: Next) -> Response {
    let mut response = match admit(&desk, &request) {
        Ok(Admission::Pass) => next.run(request).await,
        Ok(Admission::Enter(cookie, place)) => {
            let headers = [(SET_COOKIE, cookie), (LOCATION, place)];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Err(error) => failed(&error, request.uri().path().ends_with(".json")),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        // Without any, browsers do not say where a form comes from either.
        (REFERRER_POLICY, "same-origin"),
        (CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Bytes of an address, at most: browsers and what stands between pass on no longer ones with their cookies.
const LONGEST_ADDRESS: usize = 8_000;

enum Admission {
    Pass,
    /// The token was in the address: the cookie that stands for it, and the address without it.
    Enter(String, String),
}

fn admit(desk: &ServedDesk, request: &Request) -> Result<Admission, ServeError> {
    if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
        return Err(ServeError::LongAddress);
    }
    let headers = request.headers();
    let names_another = request.uri().authority().is_some_and(|name| !is_own_name(desk, name.as_str()));
    if names_another || headers.get_all(HOST).iter().count() > 1 || !is_own_name(desk, header(headers, &HOST))
    {
        // A foreign name that leads here is another site's attempt to read the desk.
        return Err(ServeError::Forbidden("this desk answers only to the address that it printed"));
    }
    let changes = *request.method() != Method::GET && *request.method() != Method::HEAD;
    if changes && !is_own_origin(desk, headers) {
        return Err(ServeError::Forbidden("this came from another site; use the desk's own pages"));
    }
    let Some(token) = desk.token() else { return Ok(Admission::Pass) };
    if let Some(given) = request.uri().query().and_then(|query| parameter(query, "token")) {
        if !same(given, token) {
            return Err(ServeError::Forbidden(
                "this token is not the desk's; open the address that it printed",
            ));
        }
        let cookie = format!("{}={token}; Path=/; HttpOnly; SameSite=Strict", cookie_name(desk));
        return Ok(Admission::Enter(cookie, without_token(request.uri())));
    }
    let name = cookie_name(desk);
    let cookies = header(headers, &COOKIE).split(';').filter_map(|cookie| cookie.trim().split_once('='));
    if cookies.into_iter().any(|(of, value)| of == name && same(value, token)) {
        return Ok(Admission::Pass);
    }
    Err(ServeError::Forbidden(
        "the desk does not know this browser; open the address that it printed, with its token",
    ))
}

/// The address without its token, on this desk whatever it begins with: `//name` would be another's.
fn without_token(uri: &Uri) -> String {
    let place = format!("/{}", uri.path().trim_start_matches('/'));
    let query = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.starts_with("token="));
    let query = query.collect::<Vec<_>>().join("&");
    if query.is_empty() { place } else { format!("{place}?{query}") }
}

/// Cookies do not tell ports apart, so their names do.
fn cookie_name(desk: &ServedDesk) -> String {
    format!("onrecord-{}", desk.bound().port())
}

fn header<'h>(headers: &'h HeaderMap, name: &axum::http::HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn parameter<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(of, _)| *of == name)
        .map(|(_, value)| value)
}

/// Whether a host is the one listened at; loopback has several names.
fn is_own_name(desk: &ServedDesk, host: &str) -> bool {
    let bound = desk.bound();
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    let loopback = ["localhost", "127.0.0.1", "[::1]"];
    port == bound.port().to_string()
        && (host == bound.to_string()
            || bound.ip().is_loopback() && loopback.contains(&name)
            // Who listens at every address is asked by whatever name the machine has.
            || bound.ip().is_unspecified())
}

fn is_own_origin(desk: &ServedDesk, headers: &HeaderMap) -> bool {
    let origin = header(headers, &ORIGIN);
    let host = header(headers, &HOST);
    is_own_name(desk, host) && origin.strip_prefix("http://") == Some(host)
}

/// Compares without telling by the time it takes how much is right.
fn same(given: &str, token: &str) -> bool {
    given.len() == token.len() && given.bytes().zip(token.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
