//! Files: walks folders, names what is worth reading, and reads it.
//!
//! The only part of the room that touches the disk. The order is that of the names, so that two runs read alike.

use super::dates;
use super::jsonl::read_jsonl;
use super::metered::{BytesRead, Metered};
use super::origin::{Origin, ReadError, foreign, too_large};
use super::read::read;
use super::revision::{Revision, SourceFormat};
use super::sniff::{self, FileKind};
use super::thresholds::{MAX_FILE, MAX_FOLDER_DEPTH, SNIFFED};
use super::versions;
use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use regex::Regex;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek as _};
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;
use walkdir::WalkDir;

/// Names of what is read from a folder; a `.gz` may follow.
const EXTENSIONS: [&str; 11] =
    ["warc", "wacz", "md", "markdown", "txt", "text", "html", "htm", "xhtml", "jsonl", "ndjson"];

/// Names of files that hold one article: those that differ in a number are its revisions.
const TEXTS: [&str; 8] = ["", "md", "markdown", "txt", "text", "html", "htm", "xhtml"];

/// Stems of files that lie in folders of articles without being one.
const NOT_ARTICLES: [&str; 10] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "contributing",
    "authors",
    "code_of_conduct",
    "robots",
];

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it lies.
    pub path: PathBuf,
    /// The article that it is a revision of, where names of files say so: the folder, or folder and common name.
    pub group: Option<String>,
}

/// The files worth reading at `path`, in the order of their names: the file itself, or all those under a folder.
/// Hidden files, READMEs and licences are passed over; a file that is named itself never is.
///
/// Files of one folder are a group, the revisions of one article, when their names differ only in
/// capture times or numbers: `1-2026-03-02T0900Z.md`, `mayor-v2.txt`, `3.html`.
pub fn walk(path: &Path) -> Vec<Result<Input, ReadError>> {
    walk_also(path, &|_| false)
}

/// As [`walk`], with the files of a folder that `also` wants besides.
pub(crate) fn walk_also(path: &Path, also: &dyn Fn(&Path) -> bool) -> Vec<Result<Input, ReadError>> {
    let mut out: Vec<Result<Input, ReadError>> = Vec::new();
    let walker = WalkDir::new(path)
        .follow_links(true)
        .max_depth(MAX_FOLDER_DEPTH)
        .sort_by(|a, b| {
            natural(a.file_name().to_string_lossy().as_ref()).cmp(&natural(&b.file_name().to_string_lossy()))
        })
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'));
    for entry in walker {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                let wanted = entry.depth() == 0
                    || is_worth_reading(path)
                    || (entry.file_type().is_file() && also(path));
                if !entry.file_type().is_dir() && wanted {
                    out.push(Ok(Input { path: entry.into_path(), group: None }));
                }
            }
            // A link to a folder above is met again on the way, not an error.
            Err(e) if e.loop_ancestor().is_some() => {}
            Err(e) => out.push(Err(unreadable(e.path().unwrap_or(path), e.io_error()))),
        }
    }
    group(&mut out);
    out
}

/// Whether a file in a folder looks like an article or a set of them.
fn is_worth_reading(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.split(['-', '_']).next().unwrap_or_default();
    EXTENSIONS.contains(&sniff::extension(path).as_str()) && !NOT_ARTICLES.contains(&stem)
}

/// Puts files into groups by folder and by what their names share.
fn group(inputs: &mut [Result<Input, ReadError>]) {
    let mut groups: BTreeMap<(PathBuf, String), Vec<usize>> = BTreeMap::new();
    for (i, input) in inputs.iter().enumerate() {
        let Ok(input) = input else { continue };
        let folder = input.path.parent().unwrap_or(Path::new("")).to_path_buf();
        if let Some(shared) = shared_name(&input.path) {
            groups.entry((folder, shared)).or_default().push(i);
        }
    }
    for ((folder, shared), members) in groups {
        let paths: Vec<&Path> = members
            .iter()
            .filter_map(|&i| inputs[i].as_ref().ok())
            .map(|input| input.path.as_path())
            .collect();
        if paths.len() < 2 || !versions::are_versions(&paths) {
            continue;
        }
        let name = group_name(&absolute(&folder), &shared);
        for i in members {
            if let Ok(input) = &mut inputs[i] {
                input.group = Some(name.clone()).filter(|n| !n.is_empty());
            }
        }
    }
}

fn group_name(folder: &str, shared: &str) -> String {
    match (folder, shared) {
        (folder, "") => folder.to_owned(),
        ("", shared) => shared.to_owned(),
        (folder, shared) => format!("{folder}/{shared}"),
    }
}

/// What an article is known by of which a file is one of several captures, by the names of the file and its folder: of
/// an [`absolute`] path, without a look at the disk.
pub(crate) fn group_of(file: &Path) -> Option<String> {
    let name = group_name(&file.parent()?.to_string_lossy(), &shared_name(file)?);
    Some(name).filter(|name| !name.is_empty())
}

/// The name of a file without its capture time and number; `None` when it has neither.
fn shared_name(path: &Path) -> Option<String> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:v|r|rev|revision|version)?[-_. ]?\d{1,4}$|^\d{1,4}[-_. ]+$|[-_. ](?:v|r|rev|revision|version)[-_. ]?\d{1,4}$")
            .expect("the pattern is valid")
    });
    if !TEXTS.contains(&sniff::extension(path).as_str()) {
        return None;
    }
    let name = path.file_name()?.to_string_lossy();
    let stem = name.strip_suffix(".gz").unwrap_or(&name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let (mut rest, mut told) = (stem.to_owned(), false);
    if let Some((_, range)) = dates::in_file_name(stem) {
        rest.replace_range(range, "");
        told = true;
    }
    if let Some(found) = NUMBER.find(&rest.clone()) {
        rest.replace_range(found.range(), "");
        told = true;
    }
    told.then(|| rest.trim_matches(['-', '_', '.', ' ']).to_owned())
}

/// The one spelling of a path, whatever folder it was typed in: absolute, symbolic links resolved as far as it exists,
/// `/` between its parts.
#[must_use]
pub fn absolute(path: &Path) -> String {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let found = path.canonicalize().or_else(|_| match (path.parent(), path.file_name()) {
        // A name without a folder stands in the working folder, whose name is empty.
        (Some(folder), Some(name)) if path != folder => Ok(PathBuf::from(absolute(folder)).join(name)),
        _ => std::path::absolute(path),
    });
    clean(&found.unwrap_or_else(|_: std::io::Error| path.to_path_buf()))
}

/// A path with `/` between its parts and without `.` parts.
fn clean(path: &Path) -> String {
    let parts: Vec<String> = path
        .components()
        .filter(|c| !matches!(c, Component::CurDir))
        .map(|c| c.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/").replacen("//", "/", 1)
}

/// A name cut into text and numbers, so that 10 comes after 9.
fn natural(name: &str) -> Vec<(String, u64)> {
    let mut parts = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let text = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest[text..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |n| text + n);
        parts.push((rest[..text].to_owned(), rest[text..digits].parse().unwrap_or(u64::MAX)));
        rest = &rest[digits..];
    }
    parts
}

/// The revisions in one file, one after the other: a JSONL file of any size needs the memory of one line. `now` is the
/// time of reading, ISO 8601 in UTC.
pub fn revisions(input: &Input, now: &str) -> Box<dyn Iterator<Item = Result<Revision, ReadError>> + Send> {
    revisions_keeping(input, now, false, &BytesRead::default())
}

/// As [`revisions`]; with `keep_bytes`, each with the bytes that it was read from. What is `read` of the file is counted.
pub fn revisions_keeping(
    input: &Input,
    now: &str,
    keep_bytes: bool,
    read: &BytesRead,
) -> Box<dyn Iterator<Item = Result<Revision, ReadError>> + Send> {
    match open(input, now, keep_bytes, read) {
        Ok(revisions) => revisions,
        Err(e) => Box::new(std::iter::once(Err(e))),
    }
}

/// The bytes of a file: all of one that may be read, and one more than that of a larger one.
///
/// # Errors
/// When there is no such file or it cannot be read.
pub(super) fn bounded_bytes(input: &Input) -> Result<Vec<u8>, ReadError> {
    origin(input, "")?;
    let failed = |e: std::io::Error| unreadable(&input.path, Some(&e));
    let mut bytes = Vec::new();
    File::open(&input.path)
        .map_err(failed)?
        .take(MAX_FILE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}

type Revisions = Box<dyn Iterator<Item = Result<Revision, ReadError>> + Send>;

/// Where what a file holds comes from. `now` is the time of reading, ISO 8601 in UTC.
///
/// # Errors
/// When there is no such file.
pub(crate) fn origin(input: &Input, now: &str) -> Result<Origin, ReadError> {
    let path = &input.path;
    let info = std::fs::metadata(path).map_err(|e| unreadable(path, Some(&e)))?;
    if !info.is_file() {
        let message = "it is no file; give a file or a folder.".to_owned();
        return Err(ReadError::new(path.display().to_string(), message));
    }
    let modified = info.modified().ok().and_then(|t| Timestamp::try_from(t).ok());
    Ok(Origin {
        path: path.clone(),
        file: Some(absolute(path)),
        group: input.group.clone(),
        modified: modified.and_then(|t| Timestamp::from_second(t.as_second()).ok()).map(|t| t.to_string()),
        now: now.to_owned(),
        ..Origin::default()
    })
}

fn open(input: &Input, now: &str, keep_bytes: bool, bytes_read: &BytesRead) -> Result<Revisions, ReadError> {
    let path = &input.path;
    let failed = |e: std::io::Error| unreadable(path, Some(&e));
    let refuse = |message: String| ReadError::new(path.display().to_string(), message);
    let origin = Origin { keep_bytes, ..origin(input, now)? };
    let mut file = File::open(path).map_err(failed)?;
    let mut head = Vec::new();
    file.by_ref().take(SNIFFED as u64).read_to_end(&mut head).map_err(failed)?;
    file.rewind().map_err(failed)?;
    let file = Metered::new(file, bytes_read);
    let mut kind = sniff::sniff(&head, path);
    let packed = kind == FileKind::Gzip;
    if packed {
        let mut inside = Vec::new();
        // `read` reports what cannot be unpacked.
        let _ = MultiGzDecoder::new(head.as_slice()).take(SNIFFED as u64).read_to_end(&mut inside);
        kind = sniff::sniff(&inside, path);
    }
    match kind {
        FileKind::Foreign(what, remedy) => return Err(foreign(path, what, "an article", remedy)),
        FileKind::Text(SourceFormat::Jsonl) => {
            let reader: Box<dyn BufRead + Send> = if packed {
                Box::new(BufReader::new(MultiGzDecoder::new(BufReader::new(file))))
            } else {
                Box::new(BufReader::with_capacity(1 << 16, file))
            };
            return Ok(Box::new(read_jsonl(reader, &origin)));
        }
        FileKind::Text(_) | FileKind::Gzip => {}
    }
    let length = path.metadata().map_or(0, |info| info.len());
    if length > MAX_FILE as u64 {
        return Err(refuse(too_large()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Box::new(read(&bytes, &origin).into_iter()))
}

fn unreadable(path: &Path, error: Option<&std::io::Error>) -> ReadError {
    use std::io::ErrorKind;
    let message = match error.map(std::io::Error::kind) {
        Some(ErrorKind::NotFound) => "there is no such file or folder; look at the spelling.".to_owned(),
        Some(ErrorKind::PermissionDenied) => {
            "reading it is not permitted; change its permissions.".to_owned()
        }
        _ => format!(
            "it cannot be read ({}); look at the disk.",
            error.map_or_else(|| "unknown reason".to_owned(), ToString::to_string)
        ),
    };
    ReadError::new(path.display().to_string(), message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("it has a parent")).expect("a folder can be made");
            std::fs::write(path, "The pool will close in June.").expect("a file can be written");
        }
        folder
    }

    fn listing(folder: &Path) -> Vec<(String, Option<String>)> {
        let root = clean(folder);
        let short =
            |name: String| name.strip_prefix(&root).unwrap_or(&name).trim_start_matches('/').to_owned();
        let inputs = walk(folder).into_iter().map(|i| i.expect("readable"));
        inputs.map(|i| (short(clean(&i.path)), i.group.map(short))).collect()
    }

    #[test]
    fn names_what_is_worth_reading_in_order() {
        let folder = folder(&[
            "b.txt",
            "a10.md",
            "a9.md",
            "README.md",
            "LICENSE.txt",
            "LICENSE-MIT.txt",
            ".hidden.md",
            ".git/x.md",
            "x.png",
            "sub/expected.json",
            "sub/page.html.gz",
            "all.jsonl",
        ]);
        let names: Vec<String> = listing(folder.path()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a9.md", "a10.md", "all.jsonl", "b.txt", "sub/page.html.gz"]);
    }

    #[test]
    fn revisions_of_one_article_are_a_group() {
        let folder = folder(&[
            "pool/1-2026-03-02T0900Z.md",
            "pool/2-2026-03-03T0900Z.md",
            "mixed/mayor-v1.txt",
            "mixed/mayor-v2.txt",
            "mixed/2026-03-02-fire.txt",
            "mixed/2026-03-03-flood.txt",
            "mixed/other.txt",
        ]);
        let some = |group: &str| Some(group.to_owned());
        let groups: Vec<Option<String>> =
            listing(folder.path()).into_iter().map(|(_, group)| group).collect();
        assert_eq!(
            groups,
            [None, None, some("mixed/mayor"), some("mixed/mayor"), None, some("pool"), some("pool")]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_itself_ends() {
        let folder = folder(&["a.md"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).expect("a link can be made");
        assert_eq!(listing(folder.path()).len(), 1);
    }

    #[test]
    fn a_missing_path_says_so() {
        let missing = walk(Path::new("no/such/folder"));
        let [Err(e)] = missing.as_slice() else { panic!("one error") };
        assert_eq!(e.to_string(), "no/such/folder: there is no such file or folder; look at the spelling.");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_has_one_key_however_its_path_is_spelled() {
        let folder = folder(&["a/x.txt", "b/y.txt"]);
        std::os::unix::fs::symlink(folder.path().join("a/x.txt"), folder.path().join("b/z.txt"))
            .expect("a link can be made");
        let key = |path: &str| {
            let input = Input { path: folder.path().join(path), group: None };
            revisions(&input, "2026-03-04T00:00:00Z").next().expect("one").expect("read").key
        };
        let x = folder.path().canonicalize().expect("it is there").join("a/x.txt").display().to_string();
        for spelling in ["a/x.txt", "a/./x.txt", "b/../a/x.txt", "b/z.txt"] {
            assert_eq!(key(spelling), x, "{spelling}");
        }
        assert_ne!(key("b/y.txt"), x);
        // What is not there has a path, too.
        assert_eq!(absolute(&folder.path().join("b/../a/gone/w.txt")), x.replace("x.txt", "gone/w.txt"));
        assert_eq!(absolute(Path::new("w.txt")), format!("{}/w.txt", absolute(Path::new(""))));
    }

    #[test]
    fn lines_of_a_file_are_known_by_it_and_their_numbers() {
        let folder = folder(&[]);
        std::fs::write(folder.path().join("all.jsonl"), "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n")
            .expect("a file can be written");
        let input = Input { path: folder.path().join("./all.jsonl"), group: None };
        let keys: Vec<String> =
            revisions(&input, "2026-03-04T00:00:00Z").map(|r| r.expect("read").key).collect();
        let file = absolute(&folder.path().join("all.jsonl"));
        assert_eq!(keys, [format!("{file}:1"), format!("{file}:2")]);
    }

    #[test]
    fn reads_what_it_names() {
        let folder = folder(&["pool/1-2026-03-02T0900Z.md", "pool/2-2026-03-03T0900Z.md"]);
        let keys: Vec<String> = walk(folder.path())
            .into_iter()
            .flat_map(|i| revisions(&i.expect("readable"), "2026-03-04T00:00:00Z"))
            .map(|r| r.expect("read").key)
            .collect();
        assert_eq!(keys.len(), 2);
        assert!(keys[0] == keys[1] && keys[0].ends_with("/pool"));
    }
}
