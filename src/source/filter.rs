//! Filter: which captures of an archive are wanted, decided before their bytes are read.

use regex::Regex;

/// Which captures are wanted. The default wants all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    urls: Vec<Regex>,
    since: Option<String>,
    until: Option<String>,
}

/// A pattern that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no pattern of addresses; write one like harbour.example/news/*")]
pub struct FilterError(String);

impl Filter {
    /// A filter by patterns of addresses, in which `*` stands for anything, and by times, ISO 8601 in UTC, both
    /// included. A pattern may leave out the scheme and `www.`.
    ///
    /// # Errors
    /// A pattern that is empty or too long.
    pub fn new(urls: &[String], since: Option<String>, until: Option<String>) -> Result<Self, FilterError> {
        let urls = urls.iter().map(|pattern| pattern_of(pattern)).collect::<Result<_, _>>()?;
        Ok(Self { urls, since, until })
    }

    /// Whether a capture of this address at this time (ISO 8601 in UTC) is wanted.
    #[must_use]
    pub fn wants(&self, url: &str, at: &str) -> bool {
        (self.urls.is_empty() || self.urls.iter().any(|pattern| pattern.is_match(url))) && self.wants_time(at)
    }

    /// Whether a capture at this time (ISO 8601 in UTC) is wanted.
    pub(super) fn wants_time(&self, at: &str) -> bool {
        self.since.as_deref().is_none_or(|since| at >= since)
            && self.until.as_deref().is_none_or(|until| at <= until)
    }

    /// The digits of the first and the last time that are wanted, as far as they are given.
    #[cfg(feature = "fetch")]
    pub(super) fn digits(&self) -> [Option<String>; 2] {
        [&self.since, &self.until].map(|time| {
            let digits: String = time.as_ref()?.chars().filter(char::is_ascii_digit).take(14).collect();
            Some(digits)
        })
    }
}

fn pattern_of(glob: &str) -> Result<Regex, FilterError> {
    let error = || FilterError(glob.to_owned());
    let trimmed = glob.trim();
    if trimmed.is_empty() {
        return Err(error());
    }
    let body: Vec<String> = trimmed.split('*').map(regex::escape).collect();
    let lead =
        if trimmed.contains("://") || trimmed.starts_with('*') { "" } else { "(?:https?://)?(?:www\\.)?" };
    Regex::new(&format!("(?i)^{lead}{}$", body.join(".*"))).map_err(|_| error())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_what_it_says() {
        let wants = |glob: &str, url: &str| {
            Filter::new(&[glob.to_owned()], None, None).expect("it is a pattern").wants(url, "2026-03-02")
        };
        assert!(wants("harbour.example/news/*", "https://www.harbour.example/news/1?a=b"));
        assert!(wants("*/news/*", "http://harbour.example/news/1"));
        assert!(wants("https://harbour.example/news", "https://harbour.example/news"));
        assert!(!wants("harbour.example/news", "https://harbour.example/news/1"));
        assert!(!wants("harbour.example/*", "https://other.example/harbour.example/1"));
        assert!(Filter::new(&[" ".to_owned()], None, None).is_err());
    }

    #[test]
    fn times_are_included() {
        let filter =
            Filter::new(&[], Some("2026-03-02T00:00:00Z".into()), Some("2026-03-02T23:59:59Z".into()))
                .expect("it is one");
        let wanted = |at: &str| filter.wants("https://a.example/", at);
        assert!(wanted("2026-03-02T00:00:00Z") && wanted("2026-03-02T23:59:59Z"));
        assert!(!wanted("2026-03-01T23:59:59Z") && !wanted("2026-03-03T00:00:00Z"));
    }
}
