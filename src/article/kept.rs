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

/// The path of a file by its address; none for an address of another kind.
#[must_use]
pub fn file_of(url: &str) -> Option<String> {
    let path = url.strip_prefix("file:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = behind.get(..2).filter(|_| first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
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
        assert_eq!(file_of("https://a.example/1"), None);
        assert_eq!(file_of("file:///50%/a%zz%4").as_deref(), Some("/50%/a%zz%4"));
    }

    proptest::proptest! {
        #[test]
        fn an_address_leads_back_to_its_file(path in "/?\\PC{0,20}") {
            // Two slashes at the beginning are those of an address.
            proptest::prop_assume!(!path.starts_with("//"));
            let origin = Origin { file: Some(path.clone()), ..Origin::default() };
            proptest::prop_assert_eq!(file_of(&file_url(&origin)), Some(path));
        }
    }
}
