//! Capture: one page as it was seen at one time, with what the exchange said of it.

use super::hypothesis::Annotation;
use crate::article::{
    Evidence, HttpFacts, Origin, PageRules, ReadOutcome, Revision, WebOrigin, file_of, read, resolve_url,
    url_key,
};
use std::path::PathBuf;
use std::sync::Arc;

/// The present, ISO 8601 in UTC to the second: when what is read now was captured.
#[must_use]
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What a source saw at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sighting {
    /// A page.
    Page(Capture),
    /// The same bytes as an earlier capture of this source had.
    Again(Again),
    /// No page: the address answered with an error, or leads elsewhere.
    Nothing(Absence),
    /// A revision that the source keeps as such: its text, and no page around it.
    Ready(Box<Ready>),
    /// What somebody wrote about a passage of an article.
    Note(Box<Annotation>),
    /// Seen before: what the source gave at this place and time is stored already.
    Stored(i64),
    /// What the user is told of the source.
    Told(String),
}

impl Sighting {
    /// The address.
    #[must_use]
    pub fn url(&self) -> &str {
        match self {
            Self::Page(capture) => &capture.url,
            Self::Again(again) => &again.url,
            Self::Nothing(absence) => &absence.url,
            Self::Ready(ready) => ready.revision.url.as_ref().map_or("", |url| &url.value),
            Self::Note(note) => &note.url,
            Self::Stored(_) | Self::Told(_) => "",
        }
    }
}

impl Sighting {
    /// When a page was seen, or that there was none.
    pub(super) fn at(&self) -> Option<&str> {
        match self {
            Self::Page(capture) => Some(&capture.at),
            Self::Nothing(absence) => Some(&absence.at),
            _ => None,
        }
    }

    /// It was found behind these redirects.
    pub(super) fn reached_by(&mut self, hops: &[Absence]) {
        let urls = hops.iter().map(|hop| hop.url.clone()).collect();
        let evidence = match self {
            Self::Page(capture) => {
                capture.redirects = urls;
                &mut capture.evidence
            }
            Self::Nothing(absence) => &mut absence.evidence,
            _ => return,
        };
        let all = hops.iter().filter_map(|hop| hop.evidence.as_ref()).chain(evidence.as_ref());
        *evidence = Some(all.flat_map(|wire| wire.iter().cloned()).collect());
    }
}

/// The bytes of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The body, unpacked.
    pub bytes: Vec<u8>,
    /// The address that answered, after redirects.
    pub url: String,
    /// When it answered, ISO 8601 in UTC.
    pub at: String,
    /// The media type of the response in lower case, without parameters; empty when none is named.
    pub media_type: String,
    /// The charset that the response names.
    pub charset: Option<String>,
    /// What the response said besides; none for a record without one.
    pub http: Option<HttpFacts>,
    /// Where it came from, to name in errors: the archive with the record, or the address.
    pub place: String,
    /// The addresses that led to it, in order.
    pub redirects: Vec<String>,
    /// What went over the wire, where the source has it.
    pub evidence: Option<Evidence>,
    /// What a list of pages calls it, for one that has no headline.
    pub title: Option<String>,
    /// What its article is known by, for a file that names no address.
    pub known_as: Option<String>,
}

/// A capture whose bytes were those of an earlier one, which is not at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// The address.
    pub url: String,
    /// When it answered, ISO 8601 in UTC.
    pub at: String,
    /// The digest of the body, as it was given with the earlier capture.
    pub digest: String,
    /// What the response said besides.
    pub http: Option<HttpFacts>,
    /// Where it came from.
    pub place: String,
}

/// An address that had no page to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// The address.
    pub url: String,
    /// When it answered, ISO 8601 in UTC.
    pub at: String,
    /// What the response said.
    pub http: HttpFacts,
    /// Where it came from.
    pub place: String,
    /// What went over the wire, where the source has it.
    pub evidence: Option<Evidence>,
    /// Why there is none, where no server said so by a status.
    pub why: Option<String>,
}

impl Absence {
    /// Whether it leads elsewhere.
    pub(super) fn is_redirect(&self) -> bool {
        matches!(self.http.status, 301 | 302 | 303 | 307 | 308) && self.http.location.is_some()
    }

    /// Whether what was seen at an address and time is what it led to.
    pub(super) fn leads_to(&self, url: &str, at: &str) -> bool {
        let to = self.http.location.as_deref().and_then(|to| resolve_url(to, Some(&self.url)));
        self.at == at && to.is_some_and(|to| url_key(&to) == url_key(url))
    }
}

/// A revision that a source keeps as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Where it stands, to name in errors: the file with the row.
    pub place: String,
    /// Where it lies, as it is stored: for a file, its absolute path.
    pub file: String,
    /// What was read.
    pub revision: Revision,
}

impl Capture {
    /// Reads the article of the page: one revision or one error, more only for a body of JSON lines.
    #[must_use]
    pub fn read(&self) -> ReadOutcome {
        self.read_by(None)
    }

    /// As [`read`](Self::read), by what a person says of the pages of its outlet.
    #[must_use]
    pub fn read_by(&self, rules: Option<Arc<PageRules>>) -> ReadOutcome {
        let origin = match file_of(&self.url) {
            Some(file) => self.of_file(file),
            None => self.of_web(rules),
        };
        let mut outcome = read(&self.bytes, &origin);
        for revision in outcome.iter_mut().flatten() {
            revision.evidence.clone_from(&self.evidence);
        }
        outcome
    }

    /// The origin of a file that an archive holds: as if it were read where it lay.
    fn of_file(&self, file: String) -> Origin {
        Origin {
            path: PathBuf::from(&file),
            file: Some(file),
            group: self.known_as.clone(),
            modified: Some(self.at.clone()),
            now: self.at.clone(),
            ..Origin::default()
        }
    }

    fn of_web(&self, rules: Option<Arc<PageRules>>) -> Origin {
        Origin {
            path: PathBuf::from(&self.place),
            web: Some(WebOrigin {
                url: self.url.clone(),
                at: self.at.clone(),
                charset: self.charset.clone(),
                redirects: self.redirects.clone(),
                http: self.http.clone(),
                title: self.title.clone(),
            }),
            rules,
            ..Origin::default()
        }
    }

    /// Whether it may hold an article: a page or a plain text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        is_text(&self.media_type)
    }
}

/// Whether bytes of a media type may hold an article; empty is one that nobody named.
pub(super) fn is_text(media_type: &str) -> bool {
    matches!(media_type, "" | "text/html" | "application/xhtml+xml" | "text/plain" | "text/markdown")
}
