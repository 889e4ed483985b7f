//! What `add` reads: files, folders, web archives and addresses, each turned into revisions and absences.

use super::input;
use super::intake_keys::Read;
use super::keep::Keep;
#[cfg(feature = "fetch")]
use crate::article::HttpFacts;
use crate::article::{ReadError, Revision, files, is_front_page};
#[cfg(feature = "fetch")]
use crate::source::fetch::{FetchOptions, Fetched, Fetcher};
use crate::source::{Absence, Capture, Filter, Sighting, Source, wacz, warc};
#[cfg(feature = "fetch")]
use crate::store::{Store, StoreError};
#[cfg(feature = "fetch")]
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// One thing to read.
pub(super) enum IntakeInput {
    Standard,
    File(files::Input),
    Archive(PathBuf),
    Address(String),
}

/// What reading gave.
pub(super) enum IntakeItem {
    Revision(Box<Read>),
    /// An address that had no page to give.
    Absence(Absence),
    /// A page of an archive that holds no article.
    NoArticle(ReadError),
    /// A record that repeats a page of another archive.
    Repeated,
}

impl IntakeItem {
    /// The item with as much evidence as is to be kept.
    fn keeping(mut self, keep: Keep) -> Self {
        let evidence = match &mut self {
            Self::Revision(read) => &mut read.revision.evidence,
            Self::Absence(absence) => &mut absence.evidence,
            Self::NoArticle(_) | Self::Repeated => return self,
        };
        *evidence = keep.of(evidence.take());
        self
    }
}

type Takings<'t> = Box<dyn Iterator<Item = Result<IntakeItem, ReadError>> + 't>;

/// Reads one input after the other.
pub(super) struct IntakeTaker {
    now: String,
    filter: Filter,
    /// How much is kept of pages and archives, and of files.
    keep: (Keep, Keep),
    #[cfg(feature = "fetch")]
    fetcher: Fetcher,
    /// What the last responses of addresses said.
    #[cfg(feature = "fetch")]
    known: HashMap<String, HttpFacts>,
}

impl IntakeInput {
    /// Its bytes; 0 where they are not known.
    pub(super) fn size(&self) -> u64 {
        match self {
            Self::File(file) => file.path.metadata().map_or(0, |m| m.len()),
            Self::Archive(path) => path.metadata().map_or(0, |m| m.len()),
            Self::Standard | Self::Address(_) => 0,
        }
    }
}

/// Everything that the arguments name, in order.
pub(super) fn inputs(arguments: &[PathBuf]) -> Vec<Result<IntakeInput, ReadError>> {
    let mut all = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            all.push(Ok(IntakeInput::Standard));
        } else if let Some(address) = web_address(argument) {
            all.push(Ok(IntakeInput::Address(address)));
        } else {
            all.extend(files::walk(argument).into_iter().map(|found| found.map(of_file)));
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

fn of_file(file: files::Input) -> IntakeInput {
    let archive = warc::is_warc(&file.path) || wacz::is_wacz(&file.path);
    if archive { IntakeInput::Archive(file.path) } else { IntakeInput::File(file) }
}

impl IntakeTaker {
    /// Reads from now on; of archives, what `filter` wants.
    pub(super) fn new(
        filter: Filter,
        keep: Option<Keep>,
        #[cfg(feature = "fetch")] options: FetchOptions,
    ) -> Self {
        Self {
            now: input::now(),
            filter,
            keep: (keep.unwrap_or(Keep::Raw), keep.unwrap_or(Keep::Text)),
            #[cfg(feature = "fetch")]
            fetcher: Fetcher::new(options),
            #[cfg(feature = "fetch")]
            known: HashMap::new(),
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

    /// What an input holds, read as it is asked for.
    pub(super) fn take<'t>(&'t mut self, input: &IntakeInput) -> Takings<'t> {
        let (of_pages, of_files) = self.keep;
        let keep =
            if matches!(input, IntakeInput::File(_) | IntakeInput::Standard) { of_files } else { of_pages };
        Box::new(self.read(input).map(move |taken| taken.map(|item| item.keeping(keep))))
    }

    fn read<'t>(&'t mut self, input: &IntakeInput) -> Takings<'t> {
        match input {
            IntakeInput::Standard => {
                let name = "standard input";
                revisions(name.to_owned(), name.to_owned(), input::standard_input())
            }
            IntakeInput::File(file) => {
                let place = file.path.display().to_string();
                revisions(
                    place,
                    files::absolute(&file.path),
                    files::revisions_keeping(file, &self.now, self.keep.1 == Keep::Raw),
                )
            }
            IntakeInput::Archive(path) => self.archive(path),
            IntakeInput::Address(address) => Box::new(self.fetch(address).into_iter()),
        }
    }

    fn archive<'t>(&self, path: &Path) -> Takings<'t> {
        let opened: std::io::Result<Box<dyn Source>> = if wacz::is_wacz(path) {
            wacz::open(path, self.filter.clone()).map(|source| Box::new(source) as Box<dyn Source>)
        } else {
            warc::open(path, self.filter.clone()).map(|source| Box::new(source) as Box<dyn Source>)
        };
        let mut source = match opened {
            Ok(source) => source,
            Err(error) => {
                let message = format!(
                    "it cannot be read as an archive ({error}); copy it again from where it came from."
                );
                return Box::new(std::iter::once(Err(ReadError {
                    place: path.display().to_string(),
                    message,
                })));
            }
        };
        let file = files::absolute(path);
        Box::new(std::iter::from_fn(move || source.next_capture()).flat_map(move |found| match found {
            Ok(Sighting::Page(capture)) => {
                let place = format!("{file}: {}", capture.url);
                let no_article = |taken| match taken {
                    Err(error) => Ok(IntakeItem::NoArticle(error)),
                    found => found,
                };
                of_page(&capture, &place).into_iter().map(no_article).collect()
            }
            Ok(Sighting::Nothing(absence)) => {
                let place = format!("{file}: {}", absence.url);
                vec![Ok(IntakeItem::Absence(Absence { place, ..absence }))]
            }
            Ok(Sighting::Again(_)) => vec![Ok(IntakeItem::Repeated)],
            Err(error) => vec![Err(error)],
        }))
    }

    #[cfg(feature = "fetch")]
    fn fetch(&mut self, address: &str) -> Vec<Result<IntakeItem, ReadError>> {
        match self.fetcher.fetch(address, self.known.get(address)) {
            Ok(Fetched::Page(capture)) => of_page(&capture, &capture.url),
            Ok(Fetched::NotModified(http)) => {
                let (url, place, at) = (address.to_owned(), address.to_owned(), input::now());
                vec![Ok(IntakeItem::Absence(Absence { url, at, http, place, evidence: None }))]
            }
            Ok(Fetched::Nothing(absence, why)) => vec![Ok(IntakeItem::Absence(absence)), Err(why)],
            Err(error) => vec![Err(error)],
        }
    }

    #[cfg(not(feature = "fetch"))]
    fn fetch(&mut self, address: &str) -> Vec<Result<IntakeItem, ReadError>> {
        let message = "this onrecord was built without fetching; save the page and give the file.".to_owned();
        vec![Err(ReadError { place: address.to_owned(), message })]
    }
}

/// The revisions of a file that lies at `file`.
fn revisions<'t>(
    place: String,
    file: String,
    revisions: impl Iterator<Item = Result<Revision, ReadError>> + 't,
) -> Takings<'t> {
    Box::new(revisions.map(move |read| {
        read.map(|revision| {
            IntakeItem::Revision(Box::new(Read { place: place.clone(), file: file.clone(), revision }))
        })
    }))
}

/// The revision of a page; a front page is no article.
fn of_page(capture: &Capture, file: &str) -> Vec<Result<IntakeItem, ReadError>> {
    let read = |revision| {
        IntakeItem::Revision(Box::new(Read { place: capture.place.clone(), file: file.to_owned(), revision }))
    };
    if is_front_page(&capture.url) {
        let message = "it is a front page, not an article; give the address of an article.".to_owned();
        return vec![Err(ReadError { place: capture.place.clone(), message })];
    }
    capture.read().into_iter().map(|outcome| outcome.map(read)).collect()
}
