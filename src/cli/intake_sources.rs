//! What `add` reads: files, folders, databases, web archives and addresses, each a source of captures, notes and ready
//! revisions.

use super::input;
use super::intake_keys::Read;
use super::keep::Keep;
#[cfg(feature = "fetch")]
use crate::article::HttpFacts;
use crate::article::{Origin, ReadError, files, is_front_page};
#[cfg(feature = "fetch")]
use crate::source::Source as _;
#[cfg(feature = "fetch")]
use crate::source::fetch::{FetchOptions, Fetched, Fetcher};
use crate::source::newsdiffs::{self, NewsdiffsSource};
use crate::source::texts::TextSource;
#[cfg(feature = "fetch")]
use crate::source::wayback::{WaybackOptions, WaybackSource};
use crate::source::{Absence, Annotation, AnySource, Capture, OpenOptions, Ready, Sighting, open};
#[cfg(feature = "fetch")]
use crate::store::StoreError;
use crate::store::{ArticleId, Store};
#[cfg(feature = "fetch")]
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// One thing to read.
pub(super) enum IntakeInput {
    Standard,
    File(files::Input),
    /// A folder that one program filled.
    Folder(PathBuf),
    Address(String),
}

/// What reading gave.
pub(super) enum IntakeItem {
    Revision(Box<Read>),
    /// An address that had no page to give.
    Absence(Absence),
    /// What somebody wrote about a passage.
    Note(Box<Annotation>),
    /// A page of an archive that holds no article.
    NoArticle(ReadError),
    /// A record that repeats a page of another archive.
    Repeated,
    /// A capture of this article that is stored already.
    Stored(i64),
    /// What the user is told of a source.
    Told(String),
}

impl IntakeItem {
    /// The item with as much evidence as is to be kept.
    fn keeping(mut self, keep: Keep) -> Self {
        let evidence = match &mut self {
            Self::Revision(read) => &mut read.revision.evidence,
            Self::Absence(absence) => &mut absence.evidence,
            _ => return self,
        };
        *evidence = keep.of(evidence.take());
        self
    }
}

type Takings<'t> = Box<dyn Iterator<Item = Result<IntakeItem, ReadError>> + 't>;

/// Reads one input after the other.
pub(super) struct IntakeTaker {
    options: OpenOptions,
    /// How much is kept of pages and archives, and of files.
    keep: (Keep, Keep),
    /// The database, to see what is stored already; none where there is none yet.
    stored: Option<Store>,
    #[cfg(feature = "fetch")]
    fetcher: Fetcher,
    /// What the last responses of addresses said.
    #[cfg(feature = "fetch")]
    known: HashMap<String, HttpFacts>,
    /// Which archive is asked for addresses, if one is.
    #[cfg(feature = "fetch")]
    wayback: Option<WaybackOptions>,
}

impl IntakeInput {
    /// Its bytes; 0 where they are not known.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::File(file) => file.path.metadata().map_or(0, |m| m.len()),
            Self::Standard | Self::Address(_) | Self::Folder(_) => 0,
        }
    }

    /// Whether it gives pages as they were sent.
    fn holds_pages(&self) -> bool {
        match self {
            Self::File(file) => open::is_archive(&file.path),
            Self::Address(_) => true,
            Self::Standard | Self::Folder(_) => false,
        }
    }
}

/// Everything that the arguments name, in order.
pub(super) fn inputs(arguments: &[PathBuf], options: &OpenOptions) -> Vec<Result<IntakeInput, ReadError>> {
    let mut all = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            all.push(Ok(IntakeInput::Standard));
        } else if let Some(address) = web_address(argument) {
            all.push(Ok(IntakeInput::Address(address)));
        } else if newsdiffs::of_folder(argument, &Origin::default()).is_some() {
            all.push(Ok(IntakeInput::Folder(argument.clone())));
        } else if let Some(message) = no_path(argument) {
            all.push(Err(ReadError::new(argument.display().to_string(), message)));
        } else {
            let also = |path: &Path| open::is_wanted(path, &options.columns);
            all.extend(
                files::walk_also(argument, &also).into_iter().map(|found| found.map(IntakeInput::File)),
            );
        }
    }
    all
}

/// An argument that is an address of the web.
fn web_address(argument: &Path) -> Option<String> {
    let text = argument.to_str()?;
    let (scheme, _) = text.split_once("://")?;
    ["http", "https"].iter().any(|s| scheme.eq_ignore_ascii_case(s)).then(|| text.to_owned())
}

/// What to say of an argument that was meant as an address and is none.
fn no_path(argument: &Path) -> Option<String> {
    let text = argument.to_str().filter(|_| !argument.exists())?;
    if let Some((scheme, _)) = text.split_once("://") {
        return Some(format!(
            "{scheme}: is not fetched; give a file, or an address that begins with https://."
        ));
    }
    let (host, _) = text.split_once('/')?;
    let is_host = !host.starts_with('.') && host.contains('.') && !host.contains(char::is_whitespace);
    is_host.then(|| format!("there is no such file or folder; for a page of the web write https://{text}."))
}

impl IntakeTaker {
    /// Reads from now on, with what is `stored` already passed over.
    pub(super) fn new(
        options: OpenOptions,
        keep: Option<Keep>,
        stored: Option<Store>,
        #[cfg(feature = "fetch")] (fetch, wayback): (FetchOptions, Option<WaybackOptions>),
    ) -> Self {
        Self {
            options,
            keep: (keep.unwrap_or(Keep::Raw), keep.unwrap_or(Keep::Text)),
            stored,
            #[cfg(feature = "fetch")]
            fetcher: Fetcher::new(fetch),
            #[cfg(feature = "fetch")]
            known: HashMap::new(),
            #[cfg(feature = "fetch")]
            wayback,
        }
    }

    /// Asks addresses that are known only for what changed since.
    #[cfg(feature = "fetch")]
    pub(super) fn ask_for_changes(&mut self, store: &Store, inputs: &[PathBuf]) -> Result<(), StoreError> {
        for address in inputs.iter().filter_map(|input| web_address(input)) {
            let last = store.last_answer(&address)?;
            self.known.extend(last.map(|last| (address, last)));
        }
        Ok(())
    }

    /// How files are read.
    pub(super) fn options(&self) -> &OpenOptions {
        &self.options
    }

    /// What an input holds, read as it is asked for.
    pub(super) fn take<'t>(&'t mut self, input: &IntakeInput) -> Takings<'t> {
        let (of_pages, of_files) = self.keep;
        let keep = if input.holds_pages() { of_pages } else { of_files };
        Box::new(self.read(input).map(move |taken| taken.map(|item| item.keeping(keep))))
    }

    fn read<'t>(&'t mut self, input: &IntakeInput) -> Takings<'t> {
        let mut source: AnySource = match input {
            IntakeInput::Standard => {
                let name = "standard input".to_owned();
                Box::new(TextSource::new(name.clone(), name, input::standard_input()))
            }
            IntakeInput::File(file) => open::open(file, &self.options),
            IntakeInput::Folder(folder) => self.folder(folder),
            IntakeInput::Address(address) => return self.address(address),
        };
        let file = match input {
            IntakeInput::File(file) => files::absolute(&file.path),
            _ => String::new(),
        };
        let stored = self.stored.as_ref();
        let items = std::iter::from_fn(move || source.next_capture());
        Box::new(items.flat_map(move |found| match found {
            Ok(seen) => of_source(seen, &file, stored),
            Err(error) => vec![Err(error)],
        }))
    }

    fn folder(&self, folder: &Path) -> AnySource {
        let origin = Origin { path: folder.to_owned(), now: self.options.now.clone(), ..Origin::default() };
        let source: Option<NewsdiffsSource> = newsdiffs::of_folder(folder, &origin);
        match source {
            Some(source) => Box::new(source),
            // It was one a moment ago.
            None => open::open(&files::Input { path: folder.to_owned(), group: None }, &self.options),
        }
    }

    #[cfg(feature = "fetch")]
    fn address<'t>(&'t mut self, address: &str) -> Takings<'t> {
        let Some(wayback) = self.wayback.clone() else { return Box::new(self.fetch(address).into_iter()) };
        let stored = self.stored.as_ref();
        let stored =
            Box::new(move |place: &str, at: &str| stored?.captured_at(place, at).ok()?.map(ArticleId::get));
        let mut source = WaybackSource::new(&mut self.fetcher, stored, wayback, address);
        Box::new(std::iter::from_fn(move || source.next_capture()).flat_map(|found| match found {
            Ok(seen) => of_source(seen, "", None),
            Err(error) => vec![Err(error)],
        }))
    }

    #[cfg(not(feature = "fetch"))]
    fn address<'t>(&'t mut self, address: &str) -> Takings<'t> {
        Box::new(self.fetch(address).into_iter())
    }

    #[cfg(feature = "fetch")]
    fn fetch(&mut self, address: &str) -> Vec<Result<IntakeItem, ReadError>> {
        match self.fetcher.fetch(address, self.known.get(address)) {
            Ok(Fetched::Page(capture)) => of_page(&capture, &capture.url),
            Ok(Fetched::NotModified(http, wire)) => {
                let (url, place, at) = (address.to_owned(), address.to_owned(), input::now());
                vec![Ok(IntakeItem::Absence(Absence {
                    url,
                    at,
                    http,
                    place,
                    evidence: Some(wire),
                    why: None,
                }))]
            }
            Ok(Fetched::Nothing(absence, why)) => vec![Ok(IntakeItem::Absence(absence)), Err(why)],
            Err(error) => vec![Err(error)],
        }
    }

    #[cfg(not(feature = "fetch"))]
    fn fetch(&mut self, address: &str) -> Vec<Result<IntakeItem, ReadError>> {
        let message = "this onrecord was built without fetching; save the page and give the file.".to_owned();
        vec![Err(ReadError::new(address.to_owned(), message))]
    }
}

/// The article of what was captured at a place and time, where that is stored already. What cannot be asked is read again.
fn stored_at(stored: Option<&Store>, place: &str, at: &str) -> Option<Result<IntakeItem, ReadError>> {
    let article = stored?.captured_at(place, at).ok()??;
    Some(Ok(IntakeItem::Stored(article.get())))
}

/// The place of a page as it is stored: in a file of many the address; what comes from no file has its own place.
fn within(file: &str, url: &str, place: &str) -> String {
    if file.is_empty() || file == place { place.to_owned() } else { format!("{file}: {url}") }
}

/// What a source that lies at `file` saw. A capture that is stored already is not read again, so that a run that was
/// stopped goes on where it was.
fn of_source(seen: Sighting, file: &str, stored: Option<&Store>) -> Vec<Result<IntakeItem, ReadError>> {
    let one = |item| vec![Ok(item)];
    match seen {
        Sighting::Page(capture) => {
            let place = within(file, &capture.url, &capture.place);
            if let Some(item) = stored_at(stored, &place, &capture.at) {
                return vec![item];
            }
            let no_article = |taken| match taken {
                Err(error) => Ok(IntakeItem::NoArticle(error)),
                found => found,
            };
            of_page(&capture, &place).into_iter().map(no_article).collect()
        }
        Sighting::Nothing(absence) => {
            let place = within(file, &absence.url, &absence.place);
            match stored_at(stored, &place, &absence.at) {
                Some(item) => vec![item],
                None => one(IntakeItem::Absence(Absence { place, ..absence })),
            }
        }
        Sighting::Ready(ready) => {
            let Ready { place, file: own, revision } = *ready;
            // The rows of a table have no place of their own.
            let item = if own == file { None } else { stored_at(stored, &own, &revision.captured_at.value) };
            vec![
                item.unwrap_or_else(|| {
                    Ok(IntakeItem::Revision(Box::new(Read { place, file: own, revision })))
                }),
            ]
        }
        Sighting::Again(_) => one(IntakeItem::Repeated),
        Sighting::Note(note) => one(IntakeItem::Note(note)),
        Sighting::Stored(article) => one(IntakeItem::Stored(article)),
        Sighting::Told(line) => one(IntakeItem::Told(line)),
    }
}

/// The revision of a page; a front page is no article.
fn of_page(capture: &Capture, file: &str) -> Vec<Result<IntakeItem, ReadError>> {
    let read = |revision| {
        IntakeItem::Revision(Box::new(Read { place: capture.place.clone(), file: file.to_owned(), revision }))
    };
    if is_front_page(&capture.url) {
        let message = "it is a front page, not an article; give the address of an article.".to_owned();
        return vec![Err(ReadError::new(capture.place.clone(), message))];
    }
    capture.read().into_iter().map(|outcome| outcome.map(read)).collect()
}
