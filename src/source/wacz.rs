//! WACZ: a ZIP file with web archives in it and a list of its pages. Only what the list names is a page; frames and
//! what else was fetched on the way are not. The list's titles serve pages without a headline, and what the package's index
//! gives a digest of is compared with it. Nothing is unpacked to the disk.

use super::Source;
use super::capture::Sighting;
use super::filter::Filter;
use super::members::Members;
use super::thresholds::MAX_INDEX;
use super::warc::WarcSource;
use crate::article::{ReadError, sha256_of};
use flate2::read::DeflateDecoder;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use zip::{CompressionMethod, ZipArchive};

type Archive = WarcSource<Box<dyn BufRead + Send>>;

/// A package whose archives are read one after the other.
pub struct WaczSource {
    path: PathBuf,
    filter: Filter,
    /// The addresses that its list of pages names, with their titles; empty when it has none.
    pages: HashMap<String, Option<String>>,
    /// Archives still to read.
    left: VecDeque<Packed>,
    /// What is wrong with the package as a whole, to be told first.
    errors: VecDeque<ReadError>,
    current: Option<Archive>,
}

/// One archive within the package.
struct Packed {
    name: String,
    start: u64,
    size: u64,
    deflated: bool,
}

#[derive(Deserialize)]
struct PageLine {
    url: Option<String>,
    #[serde(default)]
    title: Value,
}

#[derive(Deserialize)]
struct DataPackage {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    path: Option<String>,
    hash: Option<String>,
}

/// The sentence for a file of another digest.
const ANOTHER: &str = "it is not what the package's index says (another SHA-256); it was read all the same.";

/// Whether a file is a package of web archives by its name.
#[must_use]
pub fn is_wacz(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("wacz"))
}

/// Opens a package. An archive that differs from the digest in the package's index is told as an error and read all the
/// same.
///
/// # Errors
/// When it cannot be opened or is no ZIP file.
pub fn open(path: &Path, filter: Filter) -> io::Result<WaczSource> {
    let mut zip = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(io::Error::other)?;
    let mut source = WaczSource {
        path: path.to_owned(),
        filter,
        pages: HashMap::new(),
        left: VecDeque::new(),
        errors: VecDeque::new(),
        current: None,
    };
    let digests = source.index(&mut zip);
    for name in LISTS {
        let Some(list) = bytes_of(&mut zip, name) else { continue };
        source.compare(name, digests.get(name), &list);
        source.pages.extend(pages(&String::from_utf8_lossy(&list)));
    }
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(io::Error::other)?;
        let name = entry.name().map_err(io::Error::other)?.into_owned();
        if !(name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz"))) {
            continue;
        }
        let deflated = match entry.compression() {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            _ => {
                source.fail(&name, "it is packed in a way that is not read; pack the package anew with ZIP.");
                continue;
            }
        };
        let Some(start) = entry.data_start() else { continue };
        source.left.push_back(Packed { name, start, size: entry.compressed_size(), deflated });
    }
    for at in 0..source.left.len() {
        source.verify(at, &digests)?;
    }
    if source.left.is_empty() {
        source.fail("", "there is no web archive in it; give the .warc files themselves.");
    }
    Ok(source)
}

/// Lists of pages in a package.
const LISTS: [&str; 2] = ["pages/pages.jsonl", "pages/extraPages.jsonl"];

/// The index of a package, and the file that has its digest.
const INDEX: [&str; 2] = ["datapackage.json", "datapackage-digest.json"];

/// The bytes of a small file of the package.
fn bytes_of(zip: &mut ZipArchive<BufReader<File>>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    zip.by_name(name).ok()?.take(MAX_INDEX).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The addresses and titles of a list of pages, one JSON object a line; the first line says what the file is.
fn pages(list: &str) -> Vec<(String, Option<String>)> {
    let lines = list.lines().filter_map(|line| serde_json::from_str::<PageLine>(line).ok());
    let title =
        |line: &PageLine| line.title.as_str().filter(|title| !title.trim().is_empty()).map(str::to_owned);
    lines.filter_map(|line| Some((line.url.clone()?, title(&line)))).collect()
}

/// The SHA-256 that is written as `sha256:` and hex.
fn sha256_in(hash: &str) -> Option<String> {
    Some(hash.strip_prefix("sha256:")?.to_ascii_lowercase())
}

/// The SHA-256 of each file that the index gives one of.
fn digests(index: &str) -> HashMap<String, String> {
    let package: DataPackage = serde_json::from_str(index).unwrap_or(DataPackage { resources: Vec::new() });
    let known = package
        .resources
        .into_iter()
        .filter_map(|resource| Some((resource.path?, sha256_in(&resource.hash?)?)));
    known.collect()
}

impl WaczSource {
    fn fail(&mut self, name: &str, message: &str) {
        let path = self.path.display();
        let place = if name.is_empty() { path.to_string() } else { format!("{path}: {name}") };
        self.errors.push_back(ReadError::new(place, message));
    }

    /// The digests that the package's index gives, once it is compared with its own.
    fn index(&mut self, zip: &mut ZipArchive<BufReader<File>>) -> HashMap<String, String> {
        let Some(index) = bytes_of(zip, INDEX[0]) else { return HashMap::new() };
        let own = bytes_of(zip, INDEX[1]).and_then(|bytes| serde_json::from_slice::<Resource>(&bytes).ok());
        self.compare(INDEX[0], own.and_then(|own| sha256_in(&own.hash?)).as_ref(), &index);
        digests(&String::from_utf8_lossy(&index))
    }

    /// Compares a file of the package with its digest, if it has one.
    fn compare(&mut self, name: &str, wanted: Option<&String>, bytes: &[u8]) {
        let Some(wanted) = wanted else { return };
        if sha256_of(bytes, |_| ()).is_ok_and(|found| found != *wanted) {
            self.fail(name, ANOTHER);
        }
    }

    /// An archive within the package, unpacked once.
    fn unpack(&self, packed: &Packed) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(packed.start))?;
        let bytes = BufReader::new(file).take(packed.size);
        Ok(if packed.deflated { Box::new(DeflateDecoder::new(bytes)) } else { Box::new(bytes) })
    }

    /// Compares an archive with its digest.
    fn verify(&mut self, at: usize, digests: &HashMap<String, String>) -> io::Result<()> {
        let packed = &self.left[at];
        let Some(wanted) = digests.get(&packed.name) else { return Ok(()) };
        let found = sha256_of(self.unpack(packed)?, |_| ())?;
        if found != *wanted {
            let name = packed.name.clone();
            self.fail(&name, ANOTHER);
        }
        Ok(())
    }

    fn begin(&mut self, packed: &Packed) -> io::Result<Archive> {
        let mut inside = BufReader::with_capacity(1 << 16, self.unpack(packed)?);
        let gzipped = inside.fill_buf()?.starts_with(b"\x1F\x8B");
        let reader: Box<dyn BufRead + Send> =
            if gzipped { Box::new(BufReader::new(Members::new(inside))) } else { Box::new(inside) };
        Ok(WarcSource::new(reader, self.path.display().to_string(), self.filter.clone()).unpacked(gzipped))
    }

    /// What was seen, with the title that the list gives it; none for what is no page.
    fn listed(&self, mut seen: Sighting) -> Option<Sighting> {
        let title = self.pages.get(seen.url());
        if title.is_none() && !self.pages.is_empty() {
            return None;
        }
        if let Sighting::Page(page) = &mut seen {
            page.title = title.cloned().flatten();
        }
        Some(seen)
    }
}

impl Source for WaczSource {
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        if let Some(error) = self.errors.pop_front() {
            return Some(Err(error));
        }
        loop {
            if let Some(archive) = &mut self.current {
                match archive.next_capture() {
                    Some(Ok(seen)) => match self.listed(seen) {
                        Some(seen) => return Some(Ok(seen)),
                        None => continue,
                    },
                    Some(Err(error)) => return Some(Err(error)),
                    None => self.current = None,
                }
            }
            let packed = self.left.pop_front()?;
            match self.begin(&packed) {
                Ok(archive) => self.current = Some(archive),
                Err(error) => {
                    self.fail(&packed.name, &format!("it cannot be unpacked ({error}); copy it again."));
                    return self.errors.pop_front().map(Err);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::warc_cases::{gzip, page, response};
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    const AT: &str = "2026-03-02T09:00:00Z";

    fn package(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = File::create(folder.path().join("a.wacz")).expect("a file can be made");
        let mut zip = zip::ZipWriter::new(file);
        for (at, (name, bytes)) in files.iter().enumerate() {
            let method = if at % 2 == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method))
                .expect("it takes it");
            zip.write_all(bytes).expect("it takes it");
        }
        zip.finish().expect("it takes it");
        folder
    }

    fn read_all(folder: &tempfile::TempDir) -> Vec<Result<String, String>> {
        let mut source = open(&folder.path().join("a.wacz"), Filter::default()).expect("it opens");
        std::iter::from_fn(|| source.next_capture())
            .map(|found| {
                found
                    .map(|seen| seen.url().to_owned())
                    .map_err(|error| error.to_string().replace(&*folder.path().to_string_lossy(), ""))
            })
            .collect()
    }

    fn story(url: &str) -> Vec<u8> {
        gzip(&response(url, AT, "200 OK", &page("The quay is closed.")))
    }

    #[test]
    fn its_pages_are_read_and_nothing_else() {
        let list = "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://a.example/1\", \"ts\": \"x\"}\n";
        let both = [story("https://a.example/1"), story("https://a.example/frame")].concat();
        let folder = package(&[
            ("archive/../../x.warc.gz", &both),
            ("archive/y.warc.gz", &both),
            ("pages/pages.jsonl", list.as_bytes()),
        ]);
        let page = Ok("https://a.example/1".to_owned());
        assert_eq!(read_all(&folder), [page.clone(), page]);
    }

    #[test]
    fn a_page_without_a_headline_goes_by_the_lists_title() {
        let list = "{\"url\": \"https://a.example/1\", \"title\": \"Quay closes\"}\n{\"url\": \"x\", \"title\": 7}\n";
        let bare = "<!DOCTYPE html><html><body><article><p>The quay is closed, the port said on Monday.</p></article>";
        let archive = response("https://a.example/1", AT, "200 OK", bare);
        let folder = package(&[("archive/a.warc", &archive), ("pages/pages.jsonl", list.as_bytes())]);
        let mut source = open(&folder.path().join("a.wacz"), Filter::default()).expect("it opens");
        let Some(Ok(Sighting::Page(page))) = source.next_capture() else { panic!("a page") };
        let revision = page.read().remove(0).expect("an article");
        assert_eq!(revision.headline.expect("a title").value, "Quay closes");
    }

    #[test]
    fn lists_and_the_index_are_compared_too() {
        let index = br#"{"resources": [{"path": "pages/pages.jsonl", "hash": "sha256:00"}]}"#;
        let own = br#"{"path": "datapackage.json", "hash": "sha256:11"}"#;
        let folder = package(&[
            ("archive/a.warc.gz", &story("https://a.example/1")),
            ("datapackage.json", index),
            ("datapackage-digest.json", own),
            ("pages/pages.jsonl", b"{\"url\": \"https://a.example/1\"}"),
        ]);
        let found = read_all(&folder);
        let named = |at: usize, name: &str| {
            found[at].as_ref().is_err_and(|e| e.starts_with(&format!("/a.wacz: {name}: it is")))
        };
        assert!(
            named(0, "datapackage.json") && named(1, "pages/pages.jsonl") && found[2].is_ok(),
            "{found:?}"
        );
    }

    #[test]
    fn an_archive_of_another_digest_is_told() {
        let index = br#"{"resources": [{"path": "archive/a.warc.gz", "hash": "sha256:00"}]}"#;
        let folder =
            package(&[("archive/a.warc.gz", &story("https://a.example/1")), ("datapackage.json", index)]);
        let found = read_all(&folder);
        assert_eq!(
            found[0],
            Err("/a.wacz: archive/a.warc.gz: it is not what the package's index says (another SHA-256); it was read \
                 all the same."
                .to_owned())
        );
        assert_eq!(found[1..], [Ok("https://a.example/1".to_owned())]);
        let empty = package(&[("x.txt", b"x")]);
        assert_eq!(
            read_all(&empty),
            [Err("/a.wacz: there is no web archive in it; give the .warc files themselves.".to_owned())]
        );
    }
}
