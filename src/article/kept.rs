//! Kept bytes: what a file held, as evidence beside what was read from it.

use super::origin::Origin;
use super::revision::{Revision, SourceFormat};
use super::web::WebExchange;
use std::fmt::Write as _;

/// A revision with the unpacked bytes of its file, where they are to be kept.
pub(super) fn kept(mut revision: Revision, bytes: &[u8], origin: &Origin) -> Revision {
    if origin.keep_bytes {
        let media_type = match revision.format {
            SourceFormat::Plain => "text/plain",
            SourceFormat::Markdown => "text/markdown",
            SourceFormat::Html => "text/html",
            SourceFormat::Jsonl | SourceFormat::Json => "application/json",
            // Rows have no bytes of their own, and are not kept.
            _ => "application/octet-stream",
        };
        // Only a page may be what its address gave.
        let page = revision.url.as_ref().filter(|_| revision.format == SourceFormat::Html);
        let url = page.map_or_else(|| file_url(origin), |url| url.value.clone());
        revision.evidence = Some(WebExchange::bare(&url, media_type, bytes));
    }
    revision
}

/// The address of a file.
fn file_url(origin: &Origin) -> String {
    let path = origin.file.clone().unwrap_or_else(|| origin.path.display().to_string());
    let mut url = if path.starts_with('/') { "file://".to_owned() } else { "file:".to_owned() };
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => url.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => url.push(char::from(byte)),
            byte => {
                // Writing to memory does not fail.
                let _ = write!(url, "%{byte:02X}");
            }
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_address_of_its_own() {
        let origin = |path: &str| Origin { file: Some(path.to_owned()), ..Origin::default() };
        assert_eq!(file_url(&origin("/a b/ž.txt")), "file:///a%20b/%C5%BE.txt");
        assert_eq!(
            file_url(&Origin { path: "standard input".into(), ..Origin::default() }),
            "file:standard%20input"
        );
    }
}
