//! Wayback: the captured history of an article out of an archive such as the Wayback Machine or pywb.
//!
//! The captures are listed first, by the CDX API or else by a Memento time map, and the user is told how many there are
//! before any is fetched. Then each is fetched as it was captured (`id_`), so that no banner of the archive enters. What is
//! stored already is passed over, so a run that was stopped goes on where it was; captures of one digest are fetched once.
//!
//! The archive is trusted no further than a page is: lists are bounded, and nothing leads out of it.

mod cdx;
mod memento;
mod timemap;

use super::Source;
use super::capture::{Absence, Capture, Sighting};
use super::fetch::archive::evidence;
use super::fetch::{Fetcher, header};
use super::filter::Filter;
use super::message::{content_type, unpacked_by};
use super::payloads::{Payload, Payloads};
use super::thresholds::{MAX_INDEX, MAX_PAGE, MAX_REDIRECTS, TIME_TO_ANSWER};
use crate::article::{Evidence, HttpFacts, RawLine, ReadError, Remedy, WebExchange, next_line};
use cdx::CdxReader;
use jiff::fmt::rfc2822::DateTimeParser;
pub use memento::Every;
use memento::{History, Memento, TooMany};
use std::collections::{HashSet, VecDeque};
use std::io::{BufReader, Read as _};
use std::time::Duration;
use timemap::MapLink;
use ureq::http::Response;
use url::Url;

/// The archive that is asked unless another is named.
pub const INTERNET_ARCHIVE: &str = "https://web.archive.org/web";

/// The longest time until a list has come.
const TIME_TO_LIST: Duration = Duration::from_secs(300);

/// Bytes of a list that are read.
const MAX_LIST: u64 = 1 << 30;

/// Time maps of one address that are read.
const MAX_TIME_MAPS: usize = 200;

/// Captures in a row that may fail before the archive is left alone.
const MAX_FAILURES: usize = 5;

/// Which captures are fetched, and from where.
#[derive(Debug, Clone)]
pub struct WaybackOptions {
    /// The address below which the archive has its captures, as [`INTERNET_ARCHIVE`].
    pub archive: String,
    /// The times that are wanted.
    pub filter: Filter,
    /// How far the captures stand apart at least.
    pub every: Option<Every>,
    /// Whether they are only listed.
    pub only_list: bool,
}

/// Says which article a capture belongs to that is stored already, by its place and time.
pub type StoredAt<'s> = Box<dyn Fn(&str, &str) -> Option<i64> + 's>;

/// The captures of one address, fetched one after the other.
pub struct WaybackSource<'f> {
    fetcher: &'f mut Fetcher,
    stored: StoredAt<'f>,
    options: WaybackOptions,
    /// The address whose captures are wanted.
    url: String,
    /// What is still to be fetched; none before the captures were listed.
    left: Option<VecDeque<Memento>>,
    payloads: Payloads,
    failures: usize,
}

/// Why something was not to be had.
enum Denial {
    /// It alone.
    One(String),
    /// Nothing of the archive will be had now.
    All(String, Option<Remedy>),
}

impl From<TooMany> for Denial {
    fn from(_: TooMany) -> Self {
        let why = "the archive has more captures of it than are fetched at once; ask for a part of them, or for fewer.";
        Self::All(why.to_owned(), Some(Remedy::FewerCaptures))
    }
}

impl From<ReadError> for Denial {
    fn from(error: ReadError) -> Self {
        Self::All(error.message, error.remedy)
    }
}

/// Where an archive may list its captures.
enum List {
    Cdx(Url),
    TimeMap(Url),
}

impl<'f> WaybackSource<'f> {
    /// The history of the article at `url`; nothing is asked yet.
    pub fn new(fetcher: &'f mut Fetcher, stored: StoredAt<'f>, options: WaybackOptions, url: &str) -> Self {
        let (left, payloads) = (None, Payloads::default());
        Self { fetcher, stored, options, url: url.to_owned(), left, payloads, failures: 0 }
    }

    fn fail(&self, message: String) -> ReadError {
        ReadError::new(self.url.clone(), message)
    }

    /// The address of the archive, with a slash at its end.
    fn base(&self) -> Result<Url, ReadError> {
        let text = format!("{}/", self.options.archive.trim_end_matches('/'));
        let base =
            Url::parse(&text).ok().filter(|url| url.has_host() && matches!(url.scheme(), "http" | "https"));
        base.ok_or_else(|| {
            ReadError::new(
                self.options.archive.clone(),
                "it is no address of an archive; give one like https://web.archive.org/web.".to_owned(),
            )
        })
    }

    /// Lists the captures. Returns what the user is told, and those that are to be looked at.
    fn list(&mut self) -> Result<(String, VecDeque<Memento>), ReadError> {
        let base = self.base()?;
        let url = Url::parse(&self.url).ok().filter(Url::has_host);
        let url = url.ok_or_else(|| self.fail("it is no address of a page; write https://….".to_owned()))?;
        let (mut answered, mut last) = (false, String::new());
        for list in lists(&base, &url, &self.options.filter) {
            let mut history = History::new(self.options.filter.clone(), self.options.every);
            let found = match &list {
                List::Cdx(address) => self.read_cdx(&base, address, &mut history),
                List::TimeMap(address) => self.read_time_maps(&base, address, &mut history),
            };
            match found {
                Ok(()) if history.listed > 0 => return Ok(self.told(&base, history)),
                Ok(()) => answered = true,
                Err(Denial::One(why)) => last = why,
                Err(Denial::All(why, remedy)) => return Err(self.fail(why).with(remedy)),
            }
        }
        let host = base.host_str().unwrap_or_default();
        Err(if answered {
            self.fail(format!("{host} has no capture of it, or none of that time; look at its spelling, or name another archive."))
        } else {
            let message = format!("{host} lists no captures ({last}); give the address of an archive.");
            self.fail(message).with(Remedy::NameArchive)
        })
    }

    /// Reads a list of the CDX API.
    fn read_cdx(&mut self, base: &Url, address: &Url, history: &mut History) -> Result<(), Denial> {
        let (_, mut response) =
            self.ask(base, address.clone(), "application/json, text/plain", TIME_TO_LIST)?;
        if response.status() != 200 {
            return Err(Denial::One(format!("status {}", response.status().as_u16())));
        }
        let body = response.body_mut().with_config().limit(MAX_LIST).reader();
        let (mut lines, mut reader) = (BufReader::new(body), CdxReader::default());
        let longest = usize::try_from(MAX_INDEX).unwrap_or(usize::MAX);
        loop {
            let line = match next_line(&mut lines, longest) {
                Ok(RawLine::End) => break,
                Ok(RawLine::TooLong) => return Err(Denial::One("a line without an end".to_owned())),
                Ok(RawLine::Bytes(line)) => line,
                Err(error) => return Err(Denial::All(broken_list(&error), None)),
            };
            for memento in reader.line(&String::from_utf8_lossy(&line)) {
                history.add(memento)?;
            }
            // A page that says that there is no list.
            if history.listed == 0 && reader.strange > 100 {
                break;
            }
        }
        if history.listed == 0 && reader.strange > 0 {
            return Err(Denial::One("no list".to_owned()));
        }
        Ok(())
    }

    /// Reads a time map and those that it names.
    fn read_time_maps(&mut self, base: &Url, address: &Url, history: &mut History) -> Result<(), Denial> {
        let mut seen = HashSet::from([address.to_string()]);
        let mut next = VecDeque::from([address.clone()]);
        while let Some(address) = next.pop_front() {
            let (_, mut response) =
                self.ask(base, address.clone(), "application/link-format", TIME_TO_LIST)?;
            if response.status() != 200 {
                return Err(Denial::One(format!("status {}", response.status().as_u16())));
            }
            let mut bytes = Vec::new();
            let body = response.body_mut().with_config().limit(MAX_INDEX).reader();
            body.take(MAX_INDEX).read_to_end(&mut bytes).map_err(|e| Denial::All(broken_list(&e), None))?;
            for link in timemap::links(&String::from_utf8_lossy(&bytes), &self.url) {
                match link {
                    MapLink::Memento(memento) => {
                        let own = memento.address.as_ref().and_then(|own| address.join(own).ok());
                        let Some(own) = own.filter(|own| is_inside(base, own)) else { continue };
                        history.add(Memento { address: Some(own.into()), ..memento })?;
                    }
                    MapLink::TimeMap(other) => {
                        let other = address.join(&other).ok().filter(|other| is_inside(base, other));
                        if let Some(other) = other
                            && seen.len() < MAX_TIME_MAPS
                            && seen.insert(other.to_string())
                        {
                            next.push_back(other);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// What the user is told of the captures, and those that are to be looked at.
    fn told(&self, base: &Url, history: History) -> (String, VecDeque<Memento>) {
        let listed = history.listed;
        let (first, last) = history.ends.clone().unwrap_or_default();
        let mementos = history.into_mementos();
        let between = listed - mementos.len();
        let (mut stored, mut repeated, mut gone, mut fetched) = (0, 0, 0, 0);
        let mut digests = HashSet::new();
        for memento in &mementos {
            if (self.stored)(&place(base, memento), &memento.at).is_some() {
                stored += 1;
            } else if memento.is_gone() {
                gone += 1;
            } else if memento.digest.as_ref().is_some_and(|digest| !digests.insert(digest.clone())) {
                repeated += 1;
            } else {
                fetched += 1;
            }
        }
        let captures = if listed == 1 { "capture" } else { "captures" };
        let (host, day) =
            (base.host_str().unwrap_or_default(), |at: &str| at.get(..10).unwrap_or(at).to_owned());
        let be = if self.options.only_list { "would be" } else { "will be" };
        let mut line = format!(
            "{}: {listed} {captures} in {host}, {} to {}; {fetched} {be} fetched",
            self.url,
            day(&first),
            day(&last)
        );
        let besides = [
            (stored, "stored already"),
            (repeated, "the same as another"),
            (gone, "without a page"),
            (between, "closer together than asked"),
        ];
        let besides: Vec<String> =
            besides.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        if !besides.is_empty() {
            line += &format!(" ({})", besides.join(", "));
        }
        let left = if self.options.only_list { VecDeque::new() } else { mementos.into() };
        (line, left)
    }

    /// Asks the archive, and follows where it leads as long as that is within it.
    fn ask(
        &mut self,
        base: &Url,
        mut url: Url,
        accept: &str,
        time: Duration,
    ) -> Result<(Url, Response<ureq::Body>), Denial> {
        let mut seen = HashSet::new();
        loop {
            let response = self.fetcher.ask_archive(&url, accept, time).map_err(ReadError::from)?;
            let location = header(&response, "location").filter(|_| response.status().is_redirection());
            // What was archived as a redirect is an answer, and not the archive's own.
            let Some(location) = location.filter(|_| header(&response, "memento-datetime").is_none()) else {
                return Ok((url, response));
            };
            let next = url.join(&location).ok().filter(|next| is_inside(base, next)).ok_or_else(|| {
                Denial::One(format!(
                    "it leads out of the archive, to {}; it was passed over.",
                    shown(&location)
                ))
            })?;
            if seen.len() == MAX_REDIRECTS || !seen.insert(next.to_string()) {
                return Err(Denial::One("its redirects lead in a circle; it was passed over.".to_owned()));
            }
            url = next;
        }
    }

    /// What a capture shows.
    fn sight(&mut self, memento: &Memento) -> Result<Option<Sighting>, Denial> {
        let base = self.base()?;
        let place = place(&base, memento);
        if let Some(article) = (self.stored)(&place, &memento.at) {
            return Ok(Some(Sighting::Stored(article)));
        }
        if memento.is_gone() {
            let http = HttpFacts { status: memento.status.unwrap_or_default(), ..HttpFacts::default() };
            let (url, at) = (self.url.clone(), memento.at.clone());
            return Ok(Some(Sighting::Nothing(Absence { url, at, http, place, evidence: None, why: None })));
        }
        if let Some(payload) = memento.digest.as_ref().and_then(|digest| self.payloads.get(digest)) {
            let (media_type, charset) = (payload.media_type.clone(), payload.charset.clone());
            let http = HttpFacts { status: 200, ..HttpFacts::default() };
            let evidence = WebExchange::bare(&place, &media_type, &payload.sent);
            let content = (payload.bytes.clone(), evidence);
            return Ok(Some(self.page(memento, place, http, content, (media_type, charset))));
        }
        let raw = Url::parse(&raw_address(&base, memento))
            .map_err(|_| Denial::One("its address in the archive is none; it was passed over.".to_owned()))?;
        let (raw, response) = self.ask(&base, raw, "text/html, */*;q=0.5", TIME_TO_ANSWER)?;
        self.replayed((&base, &raw), memento, response)
    }

    /// What an answer of the archive shows: a page, or that there was none.
    fn replayed(
        &mut self,
        (base, raw): (&Url, &Url),
        memento: &Memento,
        mut response: Response<ureq::Body>,
    ) -> Result<Option<Sighting>, Denial> {
        let datetime = header(&response, "memento-datetime");
        let status = response.status().as_u16();
        if status != 200 && datetime.is_none() {
            return Err(Denial::One(format!(
                "the archive lists it and does not give it ({status}); try again later."
            )));
        }
        // The archive may give the capture next to the one that was asked for.
        let time =
            datetime.and_then(|at| DateTimeParser::new().relaxed_weekday(true).parse_timestamp(at).ok());
        let timestamp = time.map(|time| time.strftime("%Y%m%d%H%M%S").to_string());
        let actual = timestamp
            .filter(|timestamp| *timestamp != memento.timestamp)
            .and_then(|timestamp| Memento::new(&timestamp, &memento.url, memento.digest.clone(), None, None));
        let memento = actual.as_ref().unwrap_or(memento);
        let place = place(base, memento);
        if actual.is_some()
            && let Some(article) = (self.stored)(&place, &memento.at)
        {
            return Ok(Some(Sighting::Stored(article)));
        }
        let http = archived_facts(&response);
        if status != 200 {
            let (url, at) = (self.url.clone(), memento.at.clone());
            return Ok(Some(Sighting::Nothing(Absence { url, at, http, place, evidence: None, why: None })));
        }
        let kind = content_type(&archived(&response, "content-type").unwrap_or_default());
        let codings = header(&response, "content-encoding").unwrap_or_default();
        let body = response.body_mut().with_config().limit(MAX_PAGE as u64).read_to_vec();
        let sent = body.map_err(|error| {
            let most = MAX_PAGE >> 20;
            Denial::One(format!("it breaks off, or is larger than {most} MB ({error}); it was passed over."))
        })?;
        let evidence = evidence(raw, &response, &sent);
        let bytes = unpacked_by(sent.clone(), &codings)
            .map_err(|what| Denial::One(format!("it {what}; it was passed over.")))?;
        if let Some(digest) = &memento.digest {
            let (media_type, charset) = kind.clone();
            let payload = Payload { bytes: bytes.clone(), media_type, charset, sent: sent.into() };
            self.payloads.insert(digest, payload);
        }
        let page = self.page(memento, place, http, (bytes, evidence), kind);
        let text = matches!(&page, Sighting::Page(page) if page.is_text() && !page.bytes.is_empty());
        Ok(text.then_some(page))
    }

    fn page(
        &self,
        memento: &Memento,
        place: String,
        http: HttpFacts,
        (bytes, evidence): (Vec<u8>, Evidence),
        (media_type, charset): (String, Option<String>),
    ) -> Sighting {
        // An archive takes http and https, with www. and without, for one address; so is it one article.
        let redirects = Some(memento.url.clone()).filter(|url| *url != self.url).into_iter().collect();
        let (url, at, http) = (self.url.clone(), memento.at.clone(), Some(http));
        Sighting::Page(Capture {
            bytes,
            url,
            at,
            media_type,
            charset,
            http,
            place,
            redirects,
            evidence: Some(evidence),
            title: None,
            known_as: None,
        })
    }
}

/// Where an archive may list its captures, in the order in which it is asked.
fn lists(base: &Url, url: &Url, filter: &Filter) -> Vec<List> {
    let cdx = |at: Option<Url>| {
        let mut at = at?;
        {
            let mut query = at.query_pairs_mut();
            query.append_pair("url", url.as_str()).append_pair("output", "json");
            for (name, digits) in ["from", "to"].iter().zip(filter.digits()) {
                if let Some(digits) = digits {
                    query.append_pair(name, &digits);
                }
            }
        }
        Some(List::Cdx(at))
    };
    let own = base.host_str() != Some("web.archive.org");
    [
        own.then(|| cdx(base.join("cdx").ok())).flatten(),
        cdx(base.join("/cdx/search/cdx").ok()),
        Url::parse(&format!("{base}timemap/link/{url}")).ok().map(List::TimeMap),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether an address lies in the archive.
fn is_inside(base: &Url, url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.host() == base.host() && {
        let usual = |url: &Url| url.port().is_none();
        url.port() == base.port() || (usual(url) && usual(base))
    }
}

/// The address of a capture, as a person opens it.
fn place(base: &Url, memento: &Memento) -> String {
    address_with(base, memento, "")
}

/// The address at which the archive gives a capture as it was captured.
fn raw_address(base: &Url, memento: &Memento) -> String {
    address_with(base, memento, "id_")
}

/// The address of a capture with the mark for how it is to be given behind its time.
fn address_with(base: &Url, memento: &Memento, mark: &str) -> String {
    let time = &memento.timestamp;
    let Some(address) = &memento.address else { return format!("{base}{time}{mark}/{}", memento.url) };
    let at = address.find(&format!("/{time}")).and_then(|at| {
        let rest = &address[at + 1 + time.len()..];
        let old = rest.split('/').next()?;
        (old.is_empty() || old.ends_with('_')).then(|| (at, &rest[old.len()..]))
    });
    // One that does not write its time into its address has no banner either, or cannot be asked to leave it out.
    at.map_or_else(|| address.clone(), |(at, rest)| format!("{}/{time}{mark}{rest}", &address[..at]))
}

/// A header as it was captured: archives keep it under another name, and those that do not give it as it was.
fn archived(response: &Response<ureq::Body>, name: &str) -> Option<String> {
    const KEPT: &str = "x-archive-orig-";
    let renames = response.headers().keys().any(|name| name.as_str().starts_with(KEPT));
    let kept = header(response, &format!("{KEPT}{name}"));
    // The type of the page is what the archive says, too.
    kept.or_else(|| header(response, name).filter(|_| !renames || name == "content-type"))
}

/// What the response said that was captured.
fn archived_facts(response: &Response<ureq::Body>) -> HttpFacts {
    let location = archived(response, "location").or_else(|| header(response, "location"));
    HttpFacts {
        status: response.status().as_u16(),
        etag: archived(response, "etag"),
        last_modified: archived(response, "last-modified"),
        // As the archive writes it, the address stands behind its own.
        location: location.map(|to| to.split_once("id_/").map_or(to.clone(), |(_, rest)| rest.to_owned())),
    }
}

fn broken_list(error: &std::io::Error) -> String {
    format!("the list of its captures broke off ({error}); try again later.")
}

/// An address for a message.
fn shown(address: &str) -> String {
    address.chars().take(100).collect()
}

impl Source for WaybackSource<'_> {
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        if self.left.is_none() {
            let listed = self.list();
            return Some(match listed {
                Ok((told, left)) => {
                    self.left = Some(left);
                    Ok(Sighting::Told(told))
                }
                Err(error) => {
                    self.left = Some(VecDeque::new());
                    Err(error)
                }
            });
        }
        loop {
            let memento = self.left.as_mut()?.pop_front()?;
            let why = match self.sight(&memento) {
                Ok(found) => {
                    self.failures = 0;
                    match found {
                        Some(seen) => return Some(Ok(seen)),
                        None => continue,
                    }
                }
                Err(Denial::One(why)) if self.failures + 1 < MAX_FAILURES => {
                    self.failures += 1;
                    why
                }
                Err(Denial::One(why) | Denial::All(why, _)) => {
                    self.left = Some(VecDeque::new());
                    let why = why.trim_end_matches('.');
                    format!("{why}. What came before was stored; the same command goes on behind it.")
                }
            };
            return Some(Err(ReadError::new(format!("{}: {}", self.url, memento.at), why)));
        }
    }
}

#[cfg(test)]
mod tests;
