//! JSON documents: news items as agencies send them (ninjs), one, or a list of them, or the answer of a service; articles
//! with the fields of JSON lines; and annotations out of Hypothesis.

use super::Source;
use super::capture::{Absence, Ready, Sighting, now};
use super::hypothesis;
use super::packed;
use crate::article::{
    HttpFacts, MAX_FILE, NewsItem, Origin, ReadError, RecordPlace, SourceFormat, decode, news_item,
    record_revision, sha256,
};
use serde_json::{Map, Value};
use std::io::Read as _;
use std::path::Path;

/// What answers of services call their list of items.
const LISTS: [&str; 7] = ["items", "_items", "articles", "results", "data", "docs", "rows"];

/// Words of a document that tell that its items can be read.
const TELLING: [&str; 8] = [
    "\"pubstatus\"",
    "\"pubStatus\"",
    "\"versioncreated\"",
    "\"versionCreated\"",
    "\"ninjs\"",
    "\"TextQuoteSelector\"",
    "\"body_xhtml\"",
    "\"captured_at\"",
];

/// A document whose items are given one after the other.
pub struct JsonSource {
    origin: Origin,
    file: String,
    /// What is still to be given, the next one last.
    left: Vec<Item>,
}

/// One thing in a document, with its number where there are several.
struct Item {
    number: Option<usize>,
    value: Value,
    /// What holds for all revisions of one article.
    common: Option<Map<String, Value>>,
}

/// Whether a file is a JSON document and not lines of JSON: by its name, or because its first line is no object by itself.
pub(super) fn is_document(path: &Path, head: &[u8]) -> bool {
    let name = path.to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if name.ends_with(".json") {
        return true;
    }
    let lines = name.ends_with(".jsonl") || name.ends_with(".ndjson");
    let first = start.split(|&b| b == b'\n').next().unwrap_or_default();
    let opens = match start.first() {
        Some(b'{') => start[1..].trim_ascii_start().starts_with(b"\"") && first.len() < start.len(),
        Some(b'[') => start[1..].trim_ascii_start().starts_with(b"{"),
        _ => false,
    };
    !lines && opens && serde_json::from_slice::<Map<String, Value>>(first).is_err()
}

/// Whether a document that lies in a folder is one of those that are read: it begins like one, and its first item can be
/// read.
pub(super) fn is_wanted(path: &Path) -> bool {
    let begins = packed::head(path).is_ok_and(|head| {
        let head = String::from_utf8_lossy(&head);
        TELLING.iter().any(|word| head.contains(word))
    });
    begins
        && open(path, Origin::default()).is_ok_and(|mut source| matches!(source.next_capture(), Some(Ok(_))))
}

/// Reads a document.
///
/// # Errors
/// In one sentence, when it cannot be read, is too large or is no JSON.
pub fn open(path: &Path, origin: Origin) -> Result<JsonSource, ReadError> {
    let place = path.display().to_string();
    let fail = |message: String| ReadError::new(place.clone(), message);
    let mut bytes = Vec::new();
    let reader = packed::open(path).map_err(|e| fail(packed::unreadable(&e)))?;
    reader.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes).map_err(|e| fail(packed::unreadable(&e)))?;
    if bytes.len() > MAX_FILE {
        let message =
            format!("it is larger than {} MB; give its items as JSON lines (one a line).", MAX_FILE >> 20);
        return Err(fail(message));
    }
    let (text, _) = decode(&bytes, false);
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|e| {
        fail(format!("it is no JSON (line {}, column {}); copy it again.", e.line(), e.column()))
    })?;
    let file = origin.file.clone().unwrap_or_else(|| place.clone());
    let mut left = items(value);
    if left.is_empty() {
        return Err(fail("there is nothing in it; give news items, articles or annotations.".to_owned()));
    }
    left.reverse();
    Ok(JsonSource { origin, file, left })
}

/// The items of a document, in order.
fn items(value: Value) -> Vec<Item> {
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut object) => {
            let named = object.get("annotations").is_some_and(Value::is_array).then_some("annotations");
            let named = named.or_else(|| {
                let is_list = |name: &&&str| object.get(**name).is_some_and(Value::is_array);
                LISTS.iter().find(is_list).copied().filter(|_| news_item(&object).is_none())
            });
            match named.and_then(|name| object.remove(name)) {
                Some(Value::Array(list)) => list,
                _ => return of_article(object, None),
            }
        }
        other => vec![other],
    };
    let numbered = list.into_iter().zip(1usize..);
    numbered
        .flat_map(|(value, number)| match value {
            Value::Object(object) => of_article(object, Some(number)),
            value => vec![Item { number: Some(number), value, common: None }],
        })
        .collect()
}

/// An article, or each of its revisions.
fn of_article(mut object: Map<String, Value>, number: Option<usize>) -> Vec<Item> {
    match object.remove("revisions") {
        Some(Value::Array(revisions)) => revisions
            .into_iter()
            .zip(1usize..)
            .map(|(value, at)| Item { number: Some(at), value, common: Some(object.clone()) })
            .collect(),
        Some(other) => {
            object.insert("revisions".to_owned(), other);
            vec![Item { number, value: Value::Object(object), common: None }]
        }
        None => vec![Item { number, value: Value::Object(object), common: None }],
    }
}

impl JsonSource {
    /// What an item is; none for what has no text, such as a picture.
    fn sighting(&self, item: Item) -> Option<Result<Sighting, ReadError>> {
        let path = self.origin.path.display();
        let place = item.number.map_or_else(|| path.to_string(), |number| format!("{path}: item {number}"));
        let fail = |message: String| ReadError::new(place.clone(), message);
        let Value::Object(object) = item.value else {
            return Some(Err(fail("it is no object; give news items, articles or annotations.".to_owned())));
        };
        if let Some(note) = hypothesis::annotation(&object, &place) {
            return Some(note.map(|note| Sighting::Note(Box::new(note))).map_err(fail));
        }
        let raw_sha256 = sha256([Value::Object(object.clone()).to_string().as_bytes()]);
        let record = match news_item(&object) {
            None => object,
            Some(NewsItem::Article(record)) => record,
            Some(NewsItem::Withdrawn { uri, at }) => {
                let at = at.and_then(|at| crate::article::capture_time(&at)).unwrap_or_else(now);
                let why = Some("withdrawn by whoever sent it".to_owned());
                let place = self.file.clone();
                let gone = Absence { url: uri, at, http: HttpFacts::default(), place, evidence: None, why };
                return Some(Ok(Sighting::Nothing(gone)));
            }
            Some(NewsItem::Other(_)) if item.number.is_some() => return None,
            Some(NewsItem::Other(kind)) => {
                return Some(Err(fail(format!(
                    "it is a news item of the kind {kind}, which has no text; give texts."
                ))));
            }
        };
        let records: Vec<&Map<String, Value>> =
            [Some(&record), item.common.as_ref()].into_iter().flatten().collect();
        let from = RecordPlace {
            place: &place,
            origin: &self.origin,
            format: SourceFormat::Json,
            raw_sha256,
            doubt: None,
        };
        let ready = |revision| {
            let (place, file) = (place.clone(), self.file.clone());
            Sighting::Ready(Box::new(Ready { place, file, revision }))
        };
        Some(record_revision(&records, from).map(ready))
    }
}

impl Source for JsonSource {
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>> {
        loop {
            let item = self.left.pop()?;
            if let Some(found) = self.sighting(item) {
                return Some(found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(text: &str) -> Vec<Result<Sighting, String>> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a.json");
        std::fs::write(&path, text).expect("a file can be written");
        let origin =
            Origin { path: "a.json".into(), now: "2026-03-02T09:00:00Z".into(), ..Origin::default() };
        match open(&path, origin) {
            Ok(mut source) => std::iter::from_fn(|| source.next_capture())
                .map(|found| found.map_err(|e| e.to_string()))
                .collect(),
            Err(error) => vec![Err(error.message)],
        }
    }

    fn item(version: &str, status: &str, text: &str) -> String {
        format!(
            "{{\"uri\": \"urn:coast:1\", \"pubstatus\": \"{status}\", \"versioncreated\": \"{version}\", \
             \"headline\": \"Quay closes\", \"body_text\": \"{text}\"}}"
        )
    }

    #[test]
    fn news_items_are_read_alone_and_in_lists() {
        let one = item("2026-03-02T09:00:00Z", "usable", "The quay is closed.");
        let two = item("2026-03-02T12:00:00Z", "usable", "The quay is open.");
        let gone = item("2026-03-03T12:00:00Z", "canceled", "");
        let picture =
            "{\"type\": \"picture\", \"pubstatus\": \"usable\", \"versioncreated\": \"2026-03-02\"}";
        for text in
            [format!("[{one}, {two}, {picture}, {gone}]"), format!("{{\"_items\": [{one}, {two}, {gone}]}}")]
        {
            let found = read_all(&text);
            let [Ok(Sighting::Ready(first)), Ok(Sighting::Ready(second)), Ok(Sighting::Nothing(gone))] =
                &found[..]
            else {
                panic!("{found:?}")
            };
            assert_eq!((&*first.revision.key, &*second.revision.key), ("urn:coast:1", "urn:coast:1"));
            assert_eq!(first.revision.captured_at.value, "2026-03-02T09:00:00Z");
            assert_eq!((&*gone.url, &*gone.at), ("urn:coast:1", "2026-03-03T12:00:00Z"));
        }
        let [Ok(Sighting::Ready(only))] = &read_all(&one)[..] else { panic!("one") };
        assert_eq!(only.place, "a.json");
    }

    #[test]
    fn articles_with_revisions_share_what_they_say() {
        let found = read_all(
            "{\"id\": \"q\", \"outlet\": \"The Post\", \"revisions\": [\n{\"captured_at\": \"2026-03-02\", \"text\": \"One.\"}, 7]}",
        );
        let [Ok(Sighting::Ready(first)), Err(second)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((&*first.revision.key, &*first.place), ("q", "a.json: item 1"));
        assert_eq!(second, "a.json: item 2: it is no object; give news items, articles or annotations.");
    }

    #[test]
    fn what_is_no_document_says_so() {
        assert_eq!(read_all("{oops"), [Err("it is no JSON (line 1, column 2); copy it again.".to_owned())]);
        assert!(read_all("[]")[0].as_ref().is_err_and(|e| e.contains("there is nothing in it")));
        let deep = "[".repeat(100_000);
        assert!(read_all(&deep)[0].as_ref().is_err_and(|e| e.contains("it is no JSON")));
        let picture =
            "{\"type\": \"picture\", \"pubstatus\": \"usable\", \"versioncreated\": \"2026-03-02\"}";
        assert!(read_all(picture)[0].as_ref().is_err_and(|e| e.contains("of the kind picture")));
    }

    #[test]
    fn documents_are_told_from_lines() {
        let is = |name: &str, head: &str| is_document(Path::new(name), head.as_bytes());
        assert!(
            is("a.json", "x") && is("a.json.gz", "x") && is("a", "{\n \"uri\": 1") && is("-", "[{\"a\": 1}]")
        );
        assert!(
            !is("a", "{\"id\": 1}\n{\"id\": 2}") && !is("a.jsonl", "{\n\"a\":") && !is("a.txt", "[sic] he")
        );
        assert!(!is("a.txt", "{\"a\": 1}"));
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_it_ends(text in "[\\[\\]{}\":,a-c0-9 ]{0,80}") {
            let _ = read_all(&text);
        }
    }
}
