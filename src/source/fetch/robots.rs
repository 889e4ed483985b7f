//! Robots: what a host asks of programs, read once a host and run (RFC 9309).

use super::errors;
use super::failure::Refusal;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use texting_robots::Robot;
use ureq::http::Response;
use url::Url;

/// Bytes of a `robots.txt` that are read.
const MOST: u64 = 512 << 10;

/// The longest delay that a host can ask for.
const LONGEST_DELAY: f32 = 60.0;

/// What the hosts that were asked ask for.
#[derive(Default)]
pub(super) struct Robots {
    hosts: HashMap<String, Arc<HostRules>>,
}

impl std::fmt::Debug for Robots {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Robots").field("hosts", &self.hosts.len()).finish()
    }
}

/// What one host asks for; nothing where it has no such file.
pub(super) struct HostRules(Option<Robot>);

impl HostRules {
    pub(super) fn allowed(&self, url: &Url) -> bool {
        self.0.as_ref().is_none_or(|rules| rules.allowed(url.as_str()))
    }

    /// The time between two requests that it asks for.
    pub(super) fn delay(&self) -> Duration {
        let asked = self.0.as_ref().and_then(|rules| rules.delay).unwrap_or(0.0);
        Duration::try_from_secs_f32(asked.clamp(0.0, LONGEST_DELAY)).unwrap_or_default()
    }
}

impl Robots {
    /// What the host of `url` asks of the program that calls itself `agent`. `ask` fetches its file, the first time.
    ///
    /// # Errors
    /// Where the file cannot be read: then it is not known what the host allows.
    pub(super) fn rules(
        &mut self,
        url: &Url,
        agent: &str,
        ask: impl FnOnce(&Url) -> Result<Response<ureq::Body>, ureq::Error>,
    ) -> Result<Arc<HostRules>, Refusal> {
        let host = url.origin().ascii_serialization();
        if let Some(known) = self.hosts.get(&host) {
            return Ok(Arc::clone(known));
        }
        let file = url.join("/robots.txt").map_err(|_| "it has no host; look at the address.".to_owned())?;
        let mut response = ask(&file).map_err(|error| errors::failure(&error, url))?;
        let rules = match response.status().as_u16() {
            200..300 => {
                let body = response.body_mut().with_config().limit(MOST);
                let text = body.read_to_vec().unwrap_or_default();
                let name = agent.split(['/', ' ']).next().unwrap_or(agent);
                Robot::new(name, &text).ok()
            }
            500.. | 429 => {
                let status = response.status().as_u16();
                let message = format!("its robots.txt cannot be read now ({status}); try again later.");
                return Err(Refusal::of_host(message));
            }
            // A redirect of it is seldom more than one to a start page.
            _ => None,
        };
        let rules = Arc::new(HostRules(rules));
        self.hosts.insert(host, Arc::clone(&rules));
        Ok(rules)
    }
}
