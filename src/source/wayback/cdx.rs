//! CDX: the lists of captures that archives give, a capture a line. Read are the Internet Archive's JSON (rows in a list,
//! the first of which names the columns), plain text, and pywb's forms (an object a line, alone or behind its key).

use super::memento::Memento;
use serde_json::{Map, Value};

/// Columns of plain text where nothing names them.
const PLAIN: [&str; 6] = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest"];

/// Reads a list line by line.
#[derive(Debug, Default)]
pub(super) struct CdxReader {
    /// The names of the columns, once a line gave them.
    columns: Option<Vec<String>>,
    /// Lines that were no captures.
    pub(super) strange: usize,
}

impl CdxReader {
    /// The captures in a line.
    pub(super) fn line(&mut self, line: &str) -> Vec<Memento> {
        let line = line.trim().trim_end_matches(',');
        if line.is_empty() || line == "[" || line == "]" || line == "[]" || line.starts_with(" CDX") {
            return Vec::new();
        }
        let found = match line.as_bytes()[0] {
            b'[' => self.rows(line),
            b'{' => {
                serde_json::from_str(line).ok().and_then(|object| of_object(&object)).into_iter().collect()
            }
            _ => plain(line).into_iter().collect::<Vec<_>>(),
        };
        let header = self.columns.is_some() && line.starts_with("[[");
        self.strange += usize::from(found.is_empty() && !header && !line.starts_with("CDX "));
        found
    }

    /// The captures in rows of JSON, of which one line has one or all.
    fn rows(&mut self, line: &str) -> Vec<Memento> {
        let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
        let inner = |text: &str| {
            let text =
                text.strip_prefix('[').filter(|rest| rest.trim_start().starts_with('[')).unwrap_or(text);
            parse(text).or_else(|| parse(text.strip_suffix(']')?.trim_end().trim_end_matches(',')))
        };
        let Some(Value::Array(rows)) = parse(line).or_else(|| inner(line)) else { return Vec::new() };
        let rows = if rows.iter().all(Value::is_array) { rows } else { vec![Value::Array(rows)] };
        rows.iter().filter_map(Value::as_array).filter_map(|row| self.row(row)).collect()
    }

    fn row(&mut self, row: &[Value]) -> Option<Memento> {
        let names: Vec<&str> = row.iter().filter_map(Value::as_str).collect();
        if names.contains(&"timestamp") {
            self.columns = Some(names.iter().map(|&name| name.to_owned()).collect());
            return None;
        }
        let columns = self.columns.as_ref()?;
        let object = columns.iter().cloned().zip(row.iter().cloned()).collect();
        of_object(&object)
    }
}

/// A line of plain text, or of a key, a time and an object.
fn plain(line: &str) -> Option<Memento> {
    let mut parts = line.splitn(3, ' ');
    let (_, timestamp, rest) = (parts.next()?, parts.next()?, parts.next()?);
    if rest.starts_with('{') {
        let mut object: Map<String, Value> = serde_json::from_str(rest).ok()?;
        object.insert("timestamp".to_owned(), Value::from(timestamp));
        return of_object(&object);
    }
    let fields = line.split(' ').map(Value::from);
    of_object(&PLAIN.iter().map(|&name| name.to_owned()).zip(fields).collect())
}

/// A capture by the names of its fields, which differ from service to service.
fn of_object(object: &Map<String, Value>) -> Option<Memento> {
    let field = |names: &[&str]| {
        let value = names.iter().find_map(|name| object.get(*name))?;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some(text).filter(|text| !text.is_empty() && text != "-" && text != "null")
    };
    let timestamp = field(&["timestamp"])?;
    let media_type = field(&["mimetype", "mime"]).map(|kind| kind.to_lowercase());
    Memento::new(
        &timestamp,
        &field(&["original", "url"])?,
        field(&["digest"]),
        field(&["statuscode", "status"]).and_then(|status| status.parse().ok()),
        media_type.filter(|kind| kind != "warc/revisit" && kind != "unk"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(text: &str) -> (Vec<(String, u16, String)>, usize) {
        let mut reader = CdxReader::default();
        let found = text.lines().flat_map(|line| reader.line(line)).collect::<Vec<_>>();
        let short = |m: Memento| (m.at, m.status.unwrap_or(0), m.digest.unwrap_or_default());
        (found.into_iter().map(short).collect(), reader.strange)
    }

    #[test]
    fn every_form_says_the_same() {
        let columns = r#"["urlkey","timestamp","original","mimetype","statuscode","digest","length"]"#;
        let row = |time: &str, kind: &str, status: &str, digest: &str| {
            format!(
                r#"["example,coast)/ferry","{time}","http://coast.example:80/ferry","{kind}","{status}","{digest}","9"]"#
            )
        };
        let (one, two) = (
            row("20260302090000", "text/html", "200", "AA"),
            row("20260303090000", "warc/revisit", "-", "AA"),
        );
        let expected = vec![
            ("2026-03-02T09:00:00Z".to_owned(), 200, "AA".to_owned()),
            ("2026-03-03T09:00:00Z".to_owned(), 0, "AA".to_owned()),
        ];
        for text in [
            format!("[{columns},\n{one},\n{two}]"),
            format!("[{columns},\n{one},\n{two},\n]\n"),
            format!("[{columns},{one},{two}]"),
            "example,coast)/ferry 20260302090000 http://coast.example:80/ferry text/html 200 AA 9\n\
             example,coast)/ferry 20260303090000 http://coast.example:80/ferry warc/revisit - AA 9\n"
                .to_owned(),
            " CDX N b a m s k r M S V g\n\
             example,coast)/ferry 20260302090000 http://coast.example/ferry text/html 200 AA - - 9 1 x.warc.gz\n\
             example,coast)/ferry 20260303090000 http://coast.example/ferry warc/revisit - AA - - 9 1 x.warc.gz\n"
                .to_owned(),
            "example,coast)/ferry 20260302090000 {\"url\": \"http://coast.example/ferry\", \"mime\": \"text/html\", \
             \"status\": \"200\", \"digest\": \"AA\"}\nexample,coast)/ferry 20260303090000 {\"url\": \
             \"http://coast.example/ferry\", \"mime\": \"warc/revisit\", \"digest\": \"AA\"}\n"
                .to_owned(),
            "{\"urlkey\": \"x\", \"timestamp\": \"20260302090000\", \"url\": \"http://coast.example/ferry\", \"status\": \
             200, \"digest\": \"AA\"}\n{\"timestamp\": \"20260303090000\", \"url\": \"http://coast.example/ferry\", \
             \"digest\": \"AA\"}\n"
                .to_owned(),
        ] {
            assert_eq!(read_all(&text), (expected.clone(), 0), "{text}");
        }
        assert_eq!(read_all("[]"), (vec![], 0));
    }

    #[test]
    fn a_page_is_no_list() {
        let (found, strange) =
            read_all("<!DOCTYPE html>\n<title>Not found</title>\n{\"message\": \"no\"}\n[7]\n[[[[\n");
        assert_eq!((found.len(), strange), (0, 5));
    }

    proptest! {
        #[test]
        fn any_line_will_do(lines in proptest::collection::vec("[\\[\\]{}\",: a-c0-9]{0,40}|\\PC{0,20}", 0..6)) {
            let _ = read_all(&lines.join("\n"));
        }
    }
}
