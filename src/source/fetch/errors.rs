//! Errors: why there is no page, in one sentence with what to do.

use super::super::listing::read_listing;
use super::failure::Refusal;
use super::guard::PrivateAddress;
use crate::article::{HttpFacts, ReadError, Remedy};
use crate::source::Capture;
use std::io::ErrorKind;
use std::time::Duration;
use ureq::Error;
use url::Url;

/// The sentence for a host inside a network.
pub(super) fn private(host: &str) -> String {
    format!(
        "{host} is a host inside a network, which pages must not reach; allow private addresses if you mean it."
    )
}

/// The sentence for an address with a name or password.
pub(super) fn secret() -> String {
    "it holds a name or password, which would be stored with it; leave them out, and send them in a header, Authorization."
        .to_owned()
}

/// The sentence for a server that asks to come back later.
pub(super) fn busy(wait: Duration) -> String {
    format!("its server is busy and asks to be left alone for {} s; try again then.", wait.as_secs())
}

/// The error for an answer that is neither a page nor a text.
pub(super) fn no_page(answer: &Capture, address: &str) -> ReadError {
    let kind = &answer.media_type;
    let (why, remedy) = match read_listing(&answer.bytes, &answer.url) {
        Ok(None) => (format!("it is {kind}, not a page; save it as text and give the file."), None),
        _ => {
            (format!("it is a feed or sitemap ({kind}), not a page; watch it instead."), Some(Remedy::Watch))
        }
    };
    ReadError::new(address, why).with(remedy)
}

/// Why a page that did not come whole is none.
pub(super) fn cut(url: &Url) -> Refusal {
    let host = url.host_str().unwrap_or_default();
    Refusal::of_host(format!("the answer of {host} broke off in its packed body; try again later."))
}

/// The sentence for a status other than 200.
pub(super) fn status(http: &HttpFacts, url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let status = http.status;
    match status {
        404 => "there is no page at this address (404); look at its spelling.".to_owned(),
        410 => "the page was taken down (410); an archive may have it.".to_owned(),
        401 | 402 | 407 => format!(
            "{host} asks for a login or a subscription ({status}); save the page in your browser and give the file."
        ),
        403 | 451 => format!(
            "{host} refuses it to programs ({status}); save the page in your browser and give the file."
        ),
        304 => format!("{host} says that it did not change (304), and was not asked that; try again later."),
        300..400 => {
            format!("it is redirected to nowhere ({status}); open it in a browser and give its last address.")
        }
        400..500 => format!("{host} does not accept the request ({status}); look at the address."),
        _ => format!("{host} has a fault ({status}); try again later."),
    }
}

/// Why a request has no answer, and whose fault that is.
pub(super) fn failure(error: &Error, url: &Url) -> Refusal {
    match error {
        Error::Other(other) if other.is::<PrivateAddress>() => {
            Refusal::private(url.host_str().unwrap_or_default())
        }
        Error::BodyExceedsLimit(_) => sentence(error, url).into(),
        _ => Refusal::of_host(sentence(error, url)),
    }
}

/// The sentence for a request without an answer.
fn sentence(error: &Error, url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match error {
        Error::HostNotFound => {
            format!("there is no host {host}; look at its spelling and at your connection.")
        }
        Error::Timeout(_) => format!("{host} did not answer in time; try again later."),
        Error::BodyExceedsLimit(limit) => {
            format!("it is larger than {} MB, more than a page ever is; give its text.", limit >> 20)
        }
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => {
            format!(
                "the secure connection to {host} failed ({error}); open the page in a browser to see why."
            )
        }
        Error::Io(io) if is_tls(io) => {
            format!("the secure connection to {host} failed ({io}); open the page in a browser to see why.")
        }
        Error::Io(io) if matches!(io.kind(), ErrorKind::ConnectionRefused) => {
            format!("{host} takes no connections; look at the address, or try again later.")
        }
        Error::Io(io) if io.kind() == ErrorKind::TimedOut => {
            format!("{host} did not answer in time; try again later.")
        }
        Error::Io(io) if io.to_string().contains("lookup") => {
            format!("there is no host {host}; look at its spelling and at your connection.")
        }
        _ => format!("the answer of {host} broke off or made no sense ({error}); try again later."),
    }
}

/// Whether a fault of a connection is one of its certificate or its encryption.
fn is_tls(error: &std::io::Error) -> bool {
    let text = error.to_string().to_ascii_lowercase();
    ["certificate", "tls", "handshake", "corrupt message"].iter().any(|word| text.contains(word))
}
