//! Workers: a few threads that ask servers. A host's fetcher goes with its request and comes back with the answer, so
//! there is never more than one request to a host.

use super::agenda::Target;
use crate::article::HttpFacts;
use crate::source::fetch::{FetchCause, FetchError, Fetched, Fetcher};
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Requests at a time, each to another host.
pub(super) const WORKERS: usize = 8;

/// What is asked.
pub(super) struct Errand {
    pub(super) target: Target,
    pub(super) host: String,
    pub(super) url: String,
    /// What an earlier response said.
    pub(super) known: Option<HttpFacts>,
    pub(super) fetcher: Fetcher,
    /// When its fetcher began.
    pub(super) since: Timestamp,
}

/// What came of it.
pub(super) struct ErrandAnswer {
    pub(super) target: Target,
    pub(super) host: String,
    pub(super) fetcher: Fetcher,
    pub(super) since: Timestamp,
    pub(super) fetched: Result<Fetched, FetchError>,
}

/// The threads. They end when this goes, each after its request; nobody waits for that.
pub(super) struct Workers {
    errands: Sender<Errand>,
    answers: Receiver<ErrandAnswer>,
}

impl Workers {
    pub(super) fn new() -> Self {
        let (errands, to_do) = channel::<Errand>();
        let (done, answers) = channel();
        let to_do = Arc::new(Mutex::new(to_do));
        for _ in 0..WORKERS {
            let (to_do, done) = (Arc::clone(&to_do), done.clone());
            std::thread::spawn(move || {
                loop {
                    let next = to_do.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(errand) = next else { return };
                    if done.send(run(errand)).is_err() {
                        return;
                    }
                }
            });
        }
        Self { errands, answers }
    }

    pub(super) fn send(&self, errand: Errand) {
        // The threads live as long as this does.
        let _ = self.errands.send(errand);
    }

    /// The next answer; `None` where there is none within `time`.
    pub(super) fn answer(&self, time: Duration) -> Option<ErrandAnswer> {
        self.answers.recv_timeout(time).ok()
    }
}

fn run(Errand { target, host, url, known, mut fetcher, since }: Errand) -> ErrandAnswer {
    let fetched = catch_unwind(AssertUnwindSafe(|| fetcher.look(&url, known.as_ref())));
    let fetched = fetched.unwrap_or_else(|_| {
        let message = "its answer could not be read; please report it as a bug.".to_owned();
        Err(FetchError { place: url, message, cause: FetchCause::Page, remedy: None })
    });
    ErrandAnswer { target, host, fetcher, since, fetched }
}
