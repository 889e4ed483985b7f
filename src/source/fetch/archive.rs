//! Archives: asking a service that keeps the captures of others, with patience.
//!
//! Its `robots.txt` is not asked: that speaks of crawling, and here an interface made for programs is asked for what a
//! person named. Everything else is as polite as elsewhere: one request at a time, apart by the delay, and a service that
//! says that it is busy is left alone for as long as it asks, or longer each time.

use super::failure::{FetchError, Refusal};
use super::{Fetcher, errors, guard, header, pace, times, wire};
use crate::article::Evidence;
use std::sync::Arc;
use std::time::Duration;
use ureq::http::Response;
use url::Url;

/// How often a service that is busy or broken is asked.
const TRIES: u32 = 4;

/// The least time that is waited for a service which does not say how long.
const PATIENCE: Duration = Duration::from_secs(1);

impl Fetcher {
    /// Asks an archive for `url`, and again where it is busy. Gives whatever it answers in the end.
    ///
    /// # Errors
    /// In one sentence, when it does not answer or asks to be left alone: then nothing else of it will be had either.
    pub(in crate::source) fn ask_archive(
        &mut self,
        url: &Url,
        accept: &str,
        time: Duration,
    ) -> Result<Response<ureq::Body>, FetchError> {
        let fail = |why: Refusal| why.at(url.as_str());
        if guard::is_private_host(url) && !self.options.allow_private {
            return Err(fail(Refusal::private(url.host_str().unwrap_or_default())));
        }
        let mut tries = 0;
        loop {
            tries += 1;
            self.pace.wait(url);
            let mut request =
                self.agent.get(url.as_str()).header("Accept", accept).header("Accept-Encoding", "identity");
            for (name, value) in &self.options.headers {
                request = request.header(name, value);
            }
            let answer = request.config().timeout_global(Some(time)).build().call();
            let longer = self.options.delay.max(PATIENCE) * 4u32.pow(tries - 1);
            let wait = match &answer {
                Ok(response)
                    if matches!(response.status().as_u16(), 429 | 502 | 503 | 504)
                    // What was archived as broken is an answer.
                    && header(response, "memento-datetime").is_none() =>
                {
                    let asked = header(response, "retry-after").and_then(|value| times::retry_after(&value));
                    asked.unwrap_or(longer)
                }
                Ok(_) => return answer.map_err(|error| fail(errors::failure(&error, url))),
                Err(error) if is_passing(error) => longer,
                Err(error) => return Err(fail(errors::failure(error, url))),
            };
            if tries == TRIES || wait > pace::LONGEST_WAIT {
                return Err(fail(match answer {
                    Ok(_) => Refusal::busy(wait),
                    Err(error) => errors::failure(&error, url),
                }));
            }
            self.pace.slow_down(url, wait);
        }
    }
}

/// What went over the wire, for the capture that an archive gave.
pub(in crate::source) fn evidence(url: &Url, response: &Response<ureq::Body>, sent: &[u8]) -> Evidence {
    Arc::new([wire::exchange(url, response, sent)])
}

/// Whether a fault may be gone a moment later.
fn is_passing(error: &ureq::Error) -> bool {
    matches!(error, ureq::Error::Timeout(_) | ureq::Error::ConnectionFailed | ureq::Error::Io(_))
}
