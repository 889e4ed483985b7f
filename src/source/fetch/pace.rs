//! Pace: requests to one host stand apart, with a little chance in between, so that many readers do not come at once.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::thread::sleep;
use std::time::{Duration, Instant};
use url::Url;

/// The longest time that is waited for one host; what asks for more is left for another run.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// When each host may be asked again.
#[derive(Debug)]
pub(super) struct Pace {
    delay: Duration,
    next: HashMap<String, Instant>,
}

impl Pace {
    /// Requests to one host stand at least `delay` apart.
    pub(super) fn new(delay: Duration) -> Self {
        Self { delay, next: HashMap::new() }
    }

    /// Waits until the host of `url` may be asked, and counts that as asked.
    pub(super) fn wait(&mut self, url: &Url) {
        let host = url.host_str().unwrap_or_default().to_owned();
        let now = Instant::now();
        if let Some(next) = self.next.get(&host) {
            sleep(next.saturating_duration_since(now).min(LONGEST_WAIT));
        }
        self.next.insert(host, Instant::now() + self.delay + self.delay.mul_f32(chance() / 4.0));
    }

    /// The host of `url` is not asked again before `delay` from now.
    pub(super) fn slow_down(&mut self, url: &Url, delay: Duration) {
        let until = Instant::now() + delay.min(LONGEST_WAIT);
        let next = self.next.entry(url.host_str().unwrap_or_default().to_owned()).or_insert(until);
        if !delay.is_zero() {
            *next = until.max(*next);
        }
    }
}

/// A number from 0 to 1.
fn chance() -> f32 {
    (RandomState::new().hash_one(0u8) % 1000) as f32 / 1000.0
}
