//! A file that is no article, such as a transcript: its bytes as text.

use super::encoding::decode;
use super::files::{Input, bounded_bytes};
use super::html::page_lines;
use super::origin::{ReadError, foreign};
use super::revision::SourceFormat;
use super::sniff::{FileKind, sniff};
use super::thresholds::MAX_FILE;
use std::path::Path;

/// What a file says.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// Its text; of a page the words, a paragraph a block or cell.
    pub text: String,
    /// It is a page, so its lines are no lines of the file.
    pub is_page: bool,
    /// What is doubtful about its letters.
    pub warning: Option<String>,
}

/// Reads a file as text.
///
/// # Errors
/// When there is none, or it holds no text; one sentence with the place and the remedy.
pub fn text_file(path: &Path) -> Result<TextFile, ReadError> {
    let bytes = bounded_bytes(&Input { path: path.to_owned(), group: None })?;
    text_of(&bytes, path)
}

/// Reads bytes as text; `path` is the file's or a name to show.
///
/// # Errors
/// When they hold no text; one sentence with the place and the remedy.
pub fn text_of(bytes: &[u8], path: &Path) -> Result<TextFile, ReadError> {
    let refuse = |message: String| ReadError::new(path.display().to_string(), message);
    if bytes.len() > MAX_FILE {
        return Err(refuse(format!("it is larger than {} MB; split it.", MAX_FILE >> 20)));
    }
    let is_page = match sniff(bytes, path) {
        FileKind::Foreign(what, remedy) => {
            return Err(foreign(path, what, "a text", remedy));
        }
        FileKind::Gzip => return Err(refuse("it is packed with gzip; unpack it with gunzip.".to_owned())),
        FileKind::Text(format) => format == SourceFormat::Html,
    };
    let (text, warning) = decode(bytes, is_page);
    let text = if is_page { page_lines(&text).map_err(refuse)? } else { text.into_owned() };
    if text.trim().is_empty() {
        return Err(refuse("there is no text in it; give a file that holds what was said.".to_owned()));
    }
    Ok(TextFile { text, is_page, warning })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cell_of_a_page_is_a_line() {
        let page = "<!DOCTYPE html><html><body><table><tr><td>0:09<td>MS. ROUX<td>The dam <b>held</b>.</table></body></html>";
        let text = text_of(page.as_bytes(), Path::new("hearing.html")).unwrap();
        assert_eq!((text.text.as_str(), text.is_page), ("0:09\n\nMS. ROUX\n\nThe dam held.", true));
    }
}
