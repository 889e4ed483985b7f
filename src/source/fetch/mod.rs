//! Fetching: one page from its server, politely and within bounds.
//!
//! Redirects are followed here and not by the library, so that each is recorded and looked at: `robots` is asked before
//! each request, `guard` refuses addresses inside a network, `pace` keeps requests to one host apart. Whatever happens
//! ends in a capture or in one sentence.

pub(super) mod archive;
mod errors;
mod failure;
mod guard;
mod pace;
mod robots;
mod times;
mod wire;

use super::capture::{self, Absence, Capture};
use super::message::{content_type, is_whole, unpacked_by};
use super::thresholds::{MAX_PAGE, MAX_REDIRECTS, TIME_TO_ANSWER, TIME_TO_CONNECT};
use crate::article::{Evidence, HttpFacts, ReadError, WebExchange};
use failure::Refusal;
pub use failure::{FetchCause, FetchError};
use guard::Guard;
use pace::Pace;
use robots::Robots;
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Response;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;
use wire::Wire;

/// What servers see of the program unless the user says otherwise; its first word is what `robots.txt` may name.
const USER_AGENT: &str = concat!("onrecord/", env!("CARGO_PKG_VERSION"));

/// What is asked for where anything will do.
const ANYTHING: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, \
    application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/// How pages are fetched.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// What the program calls itself.
    pub user_agent: Option<String>,
    /// More headers of each request.
    pub headers: Vec<(String, String)>,
    /// Whether hosts inside a network may be asked, too.
    pub allow_private: bool,
    /// The shortest time between two requests to one host.
    pub delay: Duration,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self { user_agent: None, headers: Vec::new(), allow_private: false, delay: Duration::from_secs(1) }
    }
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fetched {
    /// A page.
    Page(Box<Capture>),
    /// Not modified since the capture whose tag or date was sent; with what went over the wire.
    NotModified(HttpFacts, Evidence),
    /// No page: what the server answered, and in one sentence why and what to do.
    Nothing(Absence, ReadError),
}

/// Asks servers for pages, one request at a time.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    options: FetchOptions,
    robots: Robots,
    pace: Pace,
}

impl Fetcher {
    /// A fetcher; nothing is asked yet. A proxy is taken from the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`).
    #[must_use]
    pub fn new(options: FetchOptions) -> Self {
        let user_agent = options.user_agent.clone().unwrap_or_else(|| USER_AGENT.to_owned());
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .middleware(Wire { user_agent, accept: "text/html, application/xhtml+xml, text/plain;q=0.5" })
            .timeout_connect(Some(TIME_TO_CONNECT))
            .timeout_global(Some(TIME_TO_ANSWER))
            .build();
        let guard = Guard::new(options.allow_private);
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        let pace = Pace::new(options.delay);
        Self { agent, options, robots: Robots::default(), pace }
    }

    /// Fetches the page at `address`. Where `known` is what an earlier response said, the server may answer that nothing
    /// changed. A server that is busy for a short time is asked once more.
    ///
    /// # Errors
    /// Where there is no answer, or one that is no page, in one sentence with what to do.
    pub fn fetch(&mut self, address: &str, known: Option<&HttpFacts>) -> Result<Fetched, ReadError> {
        let fetched = self.follow(address, known, pace::LONGEST_WAIT, None)?;
        match &fetched {
            Fetched::Page(page) if !page.is_text() => Err(errors::no_page(page, address)),
            _ => Ok(fetched),
        }
    }

    /// As [`fetch`](Self::fetch), of whatever kind the answer is; a server that is busy is not waited for.
    ///
    /// # Errors
    /// Where there is no answer, with whether that is the page's or the host's fault.
    pub fn look(&mut self, address: &str, known: Option<&HttpFacts>) -> Result<Fetched, FetchError> {
        self.follow(address, known, Duration::ZERO, Some(ANYTHING))
    }

    /// A fetcher for other hosts, with the same options and connections.
    #[must_use]
    pub fn for_other_hosts(&self) -> Self {
        let pace = Pace::new(self.options.delay);
        Self { agent: self.agent.clone(), options: self.options.clone(), robots: Robots::default(), pace }
    }

    /// Asks for `address` and follows redirects; a busy server is waited for at most for `patience`.
    fn follow(
        &mut self,
        address: &str,
        known: Option<&HttpFacts>,
        patience: Duration,
        accept: Option<&str>,
    ) -> Result<Fetched, FetchError> {
        let fail = |refusal: Refusal| refusal.at(address);
        let mut url = web_address(address).map_err(fail)?;
        let mut redirects: Vec<String> = Vec::new();
        let mut hops: Vec<WebExchange> = Vec::new();
        let origin = url.origin();
        loop {
            self.may_ask(&url).map_err(fail)?;
            // A tag is that of one address: behind a redirect it would hide that the page moved.
            let known = known.filter(|_| redirects.is_empty());
            // What the user has sent along may be secret, and is for the host that was named.
            let headers = url.origin() == origin;
            let response = self.ask(&url, known, headers, patience, accept).map_err(fail)?;
            let http = facts(&response);
            if response.status() == 304 && known.is_some_and(is_condition) {
                let exchange = wire::not_modified(&url, &response);
                return Ok(Fetched::NotModified(http, Arc::new([exchange])));
            }
            if response.status().is_redirection()
                && let Some(location) = &http.location
            {
                let next = next_address(&url, location).map_err(|why| fail(why.into()))?;
                hops.push(wire::without_page(&url, response));
                redirects.push(String::from(url));
                if redirects.len() > MAX_REDIRECTS || redirects.contains(&next.to_string()) {
                    let circle =
                        "its redirects lead in a circle; open it in a browser and give its last address.";
                    return Err(fail(circle.to_owned().into()));
                }
                url = next;
                continue;
            }
            if response.status() != 200 {
                let why = ReadError::new(address.to_owned(), errors::status(&http, &url));
                let place = address.to_owned();
                hops.push(wire::without_page(&url, response));
                let (url, at, evidence) = (url.into(), capture::now(), Some(Arc::from(hops)));
                let gone = Absence { url, at, http, place, evidence, why: None };
                return Ok(Fetched::Nothing(gone, why));
            }
            return page(url, response, http, redirects, hops)
                .map_err(fail)
                .map(|page| Fetched::Page(Box::new(page)));
        }
    }

    /// Whether `robots.txt` of the host lets the page be asked for.
    fn may_ask(&mut self, url: &Url) -> Result<(), Refusal> {
        if guard::is_private_host(url) && !self.options.allow_private {
            return Err(Refusal::private(url.host_str().unwrap_or_default()));
        }
        let agent = self.options.user_agent.as_deref().unwrap_or(USER_AGENT);
        let rules = self.robots.rules(url, agent, |robots| {
            self.pace.wait(robots);
            self.agent.get(robots.as_str()).call()
        })?;
        if !rules.allowed(url) {
            let host = url.host_str().unwrap_or_default();
            let message = format!(
                "robots.txt of {host} asks programs not to read it; save the page and give the file."
            );
            return Err(message.into());
        }
        self.pace.slow_down(url, rules.delay());
        Ok(())
    }

    /// Asks once, or twice where the server says to come back soon.
    fn ask(
        &mut self,
        url: &Url,
        known: Option<&HttpFacts>,
        headers: bool,
        patience: Duration,
        accept: Option<&str>,
    ) -> Result<Response<ureq::Body>, Refusal> {
        for last in [patience.is_zero(), true] {
            self.pace.wait(url);
            let mut request = self.agent.get(url.as_str());
            if let Some(accept) = accept {
                request = request.header("Accept", accept);
            }
            for (name, value) in self.options.headers.iter().filter(|_| headers) {
                request = request.header(name, value);
            }
            if let Some(tag) = known.and_then(|known| known.etag.as_deref()) {
                request = request.header("If-None-Match", tag);
            }
            if let Some(date) = known.and_then(|known| known.last_modified.as_deref()) {
                request = request.header("If-Modified-Since", date);
            }
            let response = request.call().map_err(|error| errors::failure(&error, url))?;
            let busy = matches!(response.status().as_u16(), 429 | 503);
            let wait = header(&response, "retry-after").and_then(|value| times::retry_after(&value));
            match wait {
                Some(wait) if busy && !last && wait <= patience => self.pace.slow_down(url, wait),
                Some(wait) if busy => return Err(Refusal::busy(wait)),
                _ => return Ok(response),
            }
        }
        Err("it answers too often that it is busy; try again later.".to_owned().into())
    }
}

/// An address of the web.
fn web_address(address: &str) -> Result<Url, Refusal> {
    let url = Url::parse(address).map_err(|error| format!("it is no address ({error}); write https://…."))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(
            format!("{}: is not fetched; give an address that begins with https://.", url.scheme()).into()
        );
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::secret());
    }
    Ok(url)
}

/// Where a redirect leads.
fn next_address(from: &Url, location: &str) -> Result<Url, String> {
    let next = from
        .join(location)
        .map_err(|_| "it leads to what is no address; open it in a browser.".to_owned())?;
    web_address(next.as_str()).map_err(|_| {
        format!("it leads to an address which is not fetched ({}:); open it in a browser.", next.scheme())
    })
}

/// Whether a server may answer by what is sent of this that nothing changed.
fn is_condition(known: &HttpFacts) -> bool {
    known.etag.is_some() || known.last_modified.is_some()
}

pub(super) fn header(response: &Response<ureq::Body>, name: &str) -> Option<String> {
    let value = response.headers().get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).trim().to_owned()).filter(|value| !value.is_empty())
}

fn facts(response: &Response<ureq::Body>) -> HttpFacts {
    HttpFacts {
        status: response.status().as_u16(),
        etag: header(response, "etag"),
        last_modified: header(response, "last-modified"),
        location: header(response, "location"),
    }
}

/// The page that a response brings.
fn page(
    url: Url,
    mut response: Response<ureq::Body>,
    http: HttpFacts,
    redirects: Vec<String>,
    mut hops: Vec<WebExchange>,
) -> Result<Capture, Refusal> {
    let (media_type, charset) = content_type(&header(&response, "content-type").unwrap_or_default());
    let body = response.body_mut().with_config().limit(MAX_PAGE as u64);
    let sent = body.read_to_vec().map_err(|error| errors::failure(&error, &url))?;
    hops.push(wire::exchange(&url, &response, &sent));
    let codings = header(&response, "content-encoding").unwrap_or_default();
    if !is_whole(&sent, &codings) {
        return Err(errors::cut(&url));
    }
    let bytes = unpacked_by(sent, &codings)
        .map_err(|_| errors::failure(&ureq::Error::BodyExceedsLimit(MAX_PAGE as u64), &url))?;
    Ok(Capture {
        bytes,
        at: capture::now(),
        media_type,
        charset,
        http: Some(http),
        place: url.to_string(),
        redirects,
        evidence: Some(hops.into()),
        title: None,
        known_as: None,
        url: url.into(),
    })
}

#[cfg(test)]
mod tests;
